import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Somebody who can sign in at the council's provider: what it says of them, besides `sub`. */
export type CouncilAccount = Readonly<Record<string, unknown>> & { readonly sub: string };

export type TestProvider = {
  readonly issuer: string; readonly clientId: string; readonly secret: string;
  /** Whose turn it is to sign in; 'cancel' where they press Cancel. */
  next: CouncilAccount | 'cancel';
  close(): Promise<void>;
};

const CLIENT = 'candour';
const SECRET = 'a secret between two machines';

/** A whole identity provider on this machine, whose sign-in page lets in whoever's turn it is. To a browser `localhost` is another site than the 127.0.0.1 on which tests serve Candour. */
export async function startProvider(redirectTo: string, signedOutTo: string, name: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<TestProvider> {
  const server = createServer();
  server.listen(0, name);
  await once(server, 'listening');
  const issuer = `http://${name}:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, CouncilAccount>();
  const client = { client_id: CLIENT, client_secret: SECRET, redirect_uris: [redirectTo], post_logout_redirect_uris: [signedOutTo], grant_types: ['authorization_code'], response_types: ['code' as const] };
  const provider = new Provider(issuer, {
    clients: [client], pkce: { required: () => true }, cookies: { keys: ['of the test'] }, scopes: ['openid', 'email', 'profile'],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } }, interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({ accountId: context.oidc.session?.accountId ?? '', clientId: CLIENT });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const test: TestProvider = {
    issuer, clientId: CLIENT, secret: SECRET, next: 'cancel',
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, response);
    const { next } = test;
    if (next !== 'cancel') people.set(next.sub, next);
    const result = next === 'cancel' ? { error: 'access_denied', error_description: 'Cancelled' } : { login: { accountId: next.sub, amr: ['pwd'] } };
    return void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return test;
}
