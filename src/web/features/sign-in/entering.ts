import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../../domain/viewer.ts';
import { beginSession, endSession, findSession, type MissingStep, type Session } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import type { FailedSignIns } from '../../failed-sign-ins.ts';
import { sessionToken, setSessionCookie } from '../../guard.ts';
import type { Reached } from '../../public-address.ts';
import type { Clock } from '../../request-context.ts';
import { placeToGo } from './place-to-go.ts';

/** What every way in works with. All count their failures together. */
export type Entrance = { readonly db: Database; readonly clock: Clock; readonly reached: Reached; readonly failures: FailedSignIns };
/** Who is on the way in, by which way, and what is missing still. */
export type Entering = { readonly viewer: Viewer; readonly missing: readonly MissingStep[]; readonly byProvider: boolean };

export type ThenQuery = { Querystring: { then?: string } };

const pageOf: Readonly<Record<MissingStep, string>> = { code: '/sign-in/code', password: '/sign-in/password', 'second factor': '/sign-in/second-factor' };

/** The page of what is missing next, or, where nothing is, what was asked for. */
function nextPlace(next: MissingStep | undefined, goTo: string | undefined): string {
  return next === undefined ? placeToGo(goTo) : `${pageOf[next]}?then=${encodeURIComponent(placeToGo(goTo))}`;
}

/** Begins a session in the place of the one before, and gives the page to go to. */
export async function enter({ db, clock, reached }: Entrance, request: FastifyRequest, reply: FastifyReply, { viewer, missing, byProvider }: Entering, goTo: string | undefined): Promise<string> {
  const at = clock();
  const before = sessionToken(request);
  if (before !== undefined) await endSession(db, before);
  setSessionCookie(reply, await beginSession(db, viewer, missing, at, byProvider), reached.secure);
  const [next] = missing;
  if (next === undefined) await audit(db, viewer.authorityId, at, { what: 'signed in', accountId: viewer.accountId, ...(byProvider ? { detail: { by: 'identity provider' } } : {}) });
  return nextPlace(next, goTo);
}

export async function sessionOf({ db, clock }: Entrance, request: FastifyRequest): Promise<Session | undefined> {
  const token = sessionToken(request);
  return token === undefined ? undefined : findSession(db, token, clock());
}

/** Who enters and what is missing after `step`, where that is what the session waits for; otherwise the reply has been sent on to where it belongs. */
export async function atStep(entrance: Entrance, request: FastifyRequest, reply: FastifyReply, step: MissingStep, goTo: string | undefined): Promise<Entering | undefined> {
  const viewer = request.halfSignedIn;
  const session = viewer === null ? undefined : await sessionOf(entrance, request);
  const [next, ...missing] = session?.missing ?? [];
  if (viewer !== null && session !== undefined && next === step) return { viewer, missing, byProvider: session.byProvider };
  reply.redirect(nextPlace(next, goTo));
  return undefined;
}
