import type { Configuration } from 'openid-client';
import { type Claims, type IdentityProvider, isThisMachine } from '../domain/identity-provider.ts';

const TIMEOUT_SECONDS = 5;
const KEPT_MILLISECONDS = 3_600_000;
/** How far the provider's clock may be from ours. */
const CLOCK_SECONDS = 60;

/** Why an identity provider cannot be used, or what it said no to. */
export type ProviderFault = 'not reachable' | 'not a provider' | 'another issuer' | 'client refused' | 'cancelled' | 'refused' | 'not valid';
export type Proven = Claims & { readonly iss: string; readonly sub: string };

type Kept = { readonly configuration: Configuration; readonly until: number };
const kept = new Map<string, Kept>();

/** What leaves for an identity provider goes by HTTPS, or stays on this machine; redirects are not followed. */
async function fetchSecurely(url: string, options: object): Promise<Response> {
  const to = new URL(url);
  if (to.protocol !== 'https:' && !isThisMachine(to)) throw new TypeError('an identity provider named an address without HTTPS');
  return fetch(to, options);
}

/**
 * What is needed to talk with a provider, read from its own page of settings and kept for an hour. Nothing else is asked over the network
 * than the issuer and what this page of its own names. Without a `secret` Candour is a public client, whose proof is PKCE alone.
 */
export async function reachProvider(provider: Pick<IdentityProvider, 'issuer' | 'clientId'>, secret: string | undefined): Promise<{ readonly configuration: Configuration } | { readonly fault: ProviderFault }> {
  const key = JSON.stringify([provider.issuer, provider.clientId, secret]);
  const found = kept.get(key);
  if (found !== undefined && found.until > Date.now()) return { configuration: found.configuration };
  const client = await import('openid-client');
  const issuer = new URL(provider.issuer);
  const local = issuer.protocol === 'http:' && isThisMachine(issuer);
  try {
    const execute = local ? [client.allowInsecureRequests] : [];
    const options = { timeout: TIMEOUT_SECONDS, [client.customFetch]: fetchSecurely };
    const metadata = (await client.discovery(issuer, provider.clientId, undefined, client.None(), { ...options, execute })).serverMetadata();
    // The library lets Entra ID name another issuer than was asked for; a council's own tenant names itself.
    if (new URL(metadata.issuer).href !== issuer.href) return { fault: 'another issuer' };
    const byBody = metadata.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true;
    const proof = secret === undefined ? client.None() : byBody ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret);
    const configuration = new client.Configuration(metadata, provider.clientId, { [client.clockTolerance]: CLOCK_SECONDS }, proof);
    configuration.timeout = TIMEOUT_SECONDS;
    configuration[client.customFetch] = fetchSecurely;
    if (local) client.allowInsecureRequests(configuration);
    kept.set(key, { configuration, until: Date.now() + KEPT_MILLISECONDS });
    return { configuration };
  } catch (error) {
    return { fault: discoveryFault(error) };
  }
}

function discoveryFault(error: unknown): ProviderFault {
  if (isOutOfReach(error)) return 'not reachable';
  return codeOf(error) === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' ? 'another issuer' : 'not a provider';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A TypeError is what `fetch` throws where nothing answers. */
function isOutOfReach(error: unknown): boolean {
  return (error instanceof TypeError && error.message === 'fetch failed') || codeOf(error) === 'OAUTH_TIMEOUT' || codeOf(error) === 'OAUTH_ABORT';
}

export type Begun = { readonly address: string; readonly state: string; readonly nonce: string; readonly codeVerifier: string };

/** The address of the provider to send a browser to, with what its answer must fit. `returnTo`: where it is to send the browser back. */
export async function beginAtProvider(configuration: Configuration, provider: Pick<IdentityProvider, 'acrValues'>, returnTo: string): Promise<Begun> {
  const client = await import('openid-client');
  const [state, nonce, codeVerifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo, scope: 'openid profile email', response_type: 'code', state, nonce, code_challenge: await client.calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256',
    ...(provider.acrValues.length === 0 ? {} : { acr_values: provider.acrValues.join(' ') }),
  });
  return { address: address.href, state, nonce, codeVerifier };
}

/**
 * Checks the answer with which a browser has come back, fetches the tokens for it and gives what the provider says of who has signed in.
 * No token is kept. What the ID token leaves out of what is needed is asked of the provider's UserInfo.
 */
export async function finishAtProvider(
  configuration: Configuration, provider: Pick<IdentityProvider, 'accountClaim' | 'rolesClaim'>, attempt: { readonly state: string; readonly nonce: string; readonly codeVerifier: string; readonly returnTo: string }, query: string,
): Promise<{ readonly claims: Proven } | { readonly fault: ProviderFault }> {
  const client = await import('openid-client');
  const cameBack = new URL(attempt.returnTo);
  cameBack.search = query;
  try {
    const tokens = await client.authorizationCodeGrant(configuration, cameBack, { expectedState: attempt.state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.codeVerifier, idTokenExpected: true });
    const claims = tokens.claims();
    if (claims === undefined) return { fault: 'not valid' };
    const needed = [provider.accountClaim, ...(provider.accountClaim === 'email' ? ['email_verified'] : []), ...(provider.rolesClaim === undefined ? [] : [provider.rolesClaim])].filter((name) => claims[name] === undefined);
    if (needed.length === 0 || configuration.serverMetadata().userinfo_endpoint === undefined) return { claims };
    const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { claims: { ...Object.fromEntries(needed.map((name) => [name, more[name]])), ...claims } };
  } catch (error) {
    if (isOutOfReach(error)) return { fault: 'not reachable' };
    if (error instanceof client.AuthorizationResponseError) return { fault: error.error === 'access_denied' ? 'cancelled' : 'refused' };
    if (error instanceof client.ResponseBodyError && ['invalid_client', 'unauthorized_client'].includes(error.error)) return { fault: 'client refused' };
    return { fault: 'not valid' };
  }
}

/** Where to sign out of the provider too; undefined where it has no such page. We keep no ID token to show it: it may ask whom to sign out. */
export async function endSessionAddress(configuration: Configuration, returnTo: string): Promise<string | undefined> {
  if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
  const client = await import('openid-client');
  return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
}
