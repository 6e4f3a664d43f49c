import { type ViewerRole, viewerRoles } from './viewer.ts';

/** Who of an authority with an identity provider may still sign in with a password of Candour's. Administrators always may: a provider that is out of reach must not lock everybody out. */
export const passwordRules = ['everybody', 'outsiders', 'administrators'] as const;
export type PasswordRule = (typeof passwordRules)[number];

/** Whether a second factor that the provider asked for takes the place of Candour's: `when said`, only where its answer says so (`amr`, `acr`). */
export const secondFactorTrusts = ['never', 'when said', 'always'] as const;
export type SecondFactorTrust = (typeof secondFactorTrusts)[number];

export type RoleValues = Readonly<Partial<Record<ViewerRole, readonly string[]>>>;

/** An authority's identity provider, as OpenID Connect knows it. Its secret is no part of it. */
export type IdentityProvider = {
  readonly issuer: string; readonly clientId: string; readonly hasSecret: boolean;
  /** Which claim says whose account it is at the first sign-in. */
  readonly accountClaim: string;
  readonly passwords: PasswordRule; readonly secondFactor: SecondFactorTrust; readonly acrValues: readonly string[];
  /** The claim whose values give roles; absent where roles are given in Candour alone. */
  readonly rolesClaim?: string; readonly roleValues: RoleValues;
};

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** Those who usually come from outside the council, and have no account with its provider. */
const outsideRoles: ReadonlySet<string> = new Set<ViewerRole>(['investigating_officer', 'independent_person', 'panel_member', 'advocate']);

export function mayUsePassword(rule: PasswordRule, roles: readonly string[]): boolean {
  if (rule === 'everybody' || roles.includes('administrator')) return true;
  return rule === 'outsiders' && roles.length > 0 && roles.every((role) => outsideRoles.has(role));
}

/** Whether an address is of this machine, where HTTPS adds nothing. */
export function isThisMachine(address: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
}

const WELL_KNOWN = '/.well-known/openid-configuration';
/** Entra ID's addresses for accounts of any organisation: whoever has one could be sent to us. */
const anyTenant = /^\/(?:common|organizations|consumers)(?:\/|$)/;

/** An issuer's address as OpenID Connect spells it, without the page of its settings, which people often copy with it. */
export function issuerFrom(typed: string): string {
  const text = typed.trim();
  return text.endsWith(WELL_KNOWN) ? text.slice(0, -WELL_KNOWN.length) : text;
}

/** What is wrong with an issuer's address, as a sentence; undefined where nothing is. */
export function faultOfIssuer(issuer: string): string | undefined {
  if (issuer === '') return 'Enter the issuer address';
  const example = 'like https://login.example.gov.uk/council';
  if (!URL.canParse(issuer)) return `Enter the issuer address in full, ${example}`;
  const address = new URL(issuer);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isThisMachine(address))) return `The issuer address must start with https://, ${example}`;
  if (address.search !== '' || address.hash !== '' || address.username !== '' || address.password !== '') return `The issuer address must have no question mark, number sign or password in it, ${example}`;
  if (address.hostname === 'login.microsoftonline.com' && anyTenant.test(address.pathname)) return 'The issuer address must name your council’s own tenant. This one lets in accounts of any organisation';
  return undefined;
}

const claimName = /^[\w.:/-]{1,200}$/;

/** What is wrong with the name of a claim, as a sentence; undefined where nothing is. */
export function faultOfClaim(claim: string): string | undefined {
  if (claim === '') return 'Enter the name of the claim';
  return claimName.test(claim) ? undefined : 'The name of a claim has letters, digits and . : / _ - only, like preferred_username';
}

export type NameRefusal = 'claim missing' | 'email not verified';

/** Whom a provider's claims name, by the claim that the council chose. An email address counts only where the provider says that it has verified it. */
export function nameIn(provider: Pick<IdentityProvider, 'accountClaim'>, claims: Claims): { readonly name: string } | { readonly refusal: NameRefusal } {
  const value = claims[provider.accountClaim];
  if (typeof value !== 'string' || value.trim() === '') return { refusal: 'claim missing' };
  if (provider.accountClaim === 'email' && claims['email_verified'] !== true) return { refusal: 'email not verified' };
  return { name: value.trim() };
}

/** Whether a sign-in at the provider counts as one with a second factor. Sources of the words: RFC 8176 (`amr`: mfa), OpenID Connect Core 1.0 section 2 (`acr`). */
export function hadSecondFactor(provider: Pick<IdentityProvider, 'secondFactor' | 'acrValues'>, claims: Claims): boolean {
  if (provider.secondFactor !== 'when said') return provider.secondFactor === 'always';
  const methods = claims['amr'];
  const level = claims['acr'];
  return (Array.isArray(methods) && methods.includes('mfa')) || (typeof level === 'string' && provider.acrValues.includes(level));
}

/**
 * The roles of somebody after a sign-in: those that the claim gives, and of those given in Candour the ones that no value of the claim
 * would give. Undefined where the provider says that it has left the claim out, or where none is left: then nothing changes and nobody enters.
 */
export function rolesAfter(provider: Pick<IdentityProvider, 'rolesClaim' | 'roleValues'>, held: readonly string[], claims: Claims): readonly string[] | undefined {
  const { rolesClaim, roleValues } = provider;
  if (rolesClaim === undefined) return held;
  // Entra ID names a claim here that is too long to be sent (OpenID Connect Core 1.0 section 5.6.2).
  const elsewhere = claims['_claim_names'];
  if (typeof elsewhere === 'object' && elsewhere !== null && rolesClaim in elsewhere) return undefined;
  const claimed = claims[rolesClaim];
  const values = new Set((Array.isArray(claimed) ? claimed : [claimed]).filter((value): value is string => typeof value === 'string'));
  const roles = viewerRoles.filter((role) => {
    const giving = roleValues[role] ?? [];
    return giving.length === 0 ? held.includes(role) : giving.some((value) => values.has(value));
  });
  return roles.length === 0 ? undefined : roles;
}

/** Values typed with commas or new lines between them. */
export function valuesTyped(text: string): readonly string[] {
  return [...new Set(text.split(/[,\n]/).map((value) => value.trim()).filter((value) => value !== ''))];
}
