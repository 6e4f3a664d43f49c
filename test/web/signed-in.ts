import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { addAccount, findSession } from '../../src/store/accounts.ts';
import type { Database } from '../../src/store/database.ts';
import { keepMetPage } from './met-pages.ts';

/** The cookie of a session out of a reply's headers; undefined where it sets none, empty where it takes it away. */
export function sessionCookie(reply: { cookies: readonly { name: string; value: string }[] }): string | undefined {
  return reply.cookies.find((cookie) => cookie.name === 'candour')?.value;
}

export const PASSWORD = 'a spoon under the tram';

export type Somebody = { readonly accountId: number; readonly email: string; readonly name: string };

export async function addSomebody(database: Database, authorityId: number, name: string, roles: readonly ViewerRole[], services: readonly string[] = []): Promise<Somebody> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
  const accountId = await addAccount(database, authorityId, { email, name, roles, services, password: PASSWORD });
  if (accountId === undefined) throw new Error(`${email} has an account already`);
  return { accountId, email, name };
}

/** A browser of one person: it keeps the cookie that it was given, and its forms bring the session's token. */
export class Visitor {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly clock: () => Date;
  cookie: string | undefined;

  constructor(app: FastifyInstance, database: Database, clock: () => Date) {
    this.app = app;
    this.database = database;
    this.clock = clock;
  }

  async signIn(email: string, password: string = PASSWORD, goTo?: string) {
    return this.send('/sign-in', { email, password, ...(goTo === undefined ? {} : { goTo }) });
  }

  async get(url: string) {
    return this.keep('GET', url, await this.app.inject({ method: 'GET', url, ...this.cookies() }));
  }

  /** Sends a form with the session's own token, unless the fields bring another. */
  async send(url: string, fields: Readonly<Record<string, string | readonly string[]>>, headers: InjectOptions['headers'] = {}) {
    const session = this.cookie === undefined ? undefined : await findSession(this.database, this.cookie, this.clock());
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...(session === undefined ? {} : { formToken: session.formToken }), ...fields })) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
    }
    return this.sendAsItIs(url, body.toString(), { 'content-type': 'application/x-www-form-urlencoded', ...headers });
  }

  /** Sends a form that is written out already, as one with files is. */
  async sendAsItIs(url: string, payload: Buffer | string, headers: InjectOptions['headers'] = {}) {
    return this.keep('POST', url, await this.app.inject({ method: 'POST', url, ...this.cookies(), headers, payload }));
  }

  private cookies(): { cookies?: Record<string, string> } {
    return this.cookie === undefined ? {} : { cookies: { candour: this.cookie } };
  }

  private keep(method: 'GET' | 'POST', url: string, reply: LightMyRequestResponse): LightMyRequestResponse {
    keepMetPage(method, url, reply);
    const given = sessionCookie(reply);
    if (given !== undefined) this.cookie = given === '' ? undefined : given;
    return reply;
  }
}
