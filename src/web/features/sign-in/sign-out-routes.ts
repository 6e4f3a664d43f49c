import type { FastifyInstance } from 'fastify';
import { endSession } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { authorityWith } from '../../../store/authorities.ts';
import { clearSessionCookie, sessionToken } from '../../guard.ts';
import { councilAddress } from './council-routes.ts';
import { type Entrance, sessionOf } from './entering.ts';

/** Signing out; those who came by the council's identity provider are told that it may still know them. */
export function addSignOut(app: FastifyInstance, entrance: Entrance): void {
  const { db, clock } = entrance;

  app.post('/sign-out', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const viewer = request.viewer ?? request.halfSignedIn;
    const token = sessionToken(request);
    const byProvider = (await sessionOf(entrance, request))?.byProvider === true;
    if (token !== undefined) await endSession(db, token);
    if (viewer !== null) await audit(db, viewer.authorityId, clock(), { what: 'signed out', accountId: viewer.accountId });
    clearSessionCookie(reply);
    return reply.redirect(viewer !== null && byProvider ? `${councilAddress((await authorityWith(db, viewer.authorityId)).authority)}/signed-out` : '/sign-in');
  });
}
