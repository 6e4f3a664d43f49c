import type { FastifyReply, FastifyRequest } from 'fastify';
import { stage1Ended } from '../../../../domain/acts/checks.ts';
import { dayInEngland } from '../../../../domain/day.ts';
import type { Viewer } from '../../../../domain/viewer.ts';
import { accountNames } from '../../../../store/accounts.ts';
import { audit } from '../../../../store/audit.ts';
import { type AwaitingConfirmation, awaitingConfirmation } from '../../../../store/awaiting-confirmation.ts';
import { caseFor, type SeenCase } from '../../../../store/case-for-viewer.ts';
import type { Database } from '../../../../store/database.ts';
import { auditUnseen } from '../../../../store/hidden-case.ts';
import { chrome } from '../../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../../request-context.ts';
import { renderPage } from '../../../views.ts';
import type { FormSetting } from '../act-form.ts';
import { formSetting } from '../form-setting.ts';
import { type Brought, broughtBy, turnBack } from '../sent-form.ts';

export type OfHandling = { Params: { ref: string } };
/** Who asks, when, and for the handling of which case: it may still be decided. `waiting`: what waits for a second person in it. */
export type Asking = {
  readonly viewer: Viewer; readonly at: Date; readonly request: FastifyRequest<OfHandling>; readonly reply: FastifyReply;
  readonly seen: SeenCase; readonly setting: FormSetting; readonly names: ReadonlyMap<string, string>; readonly waiting: AwaitingConfirmation | undefined;
};

const LONGEST_REFERENCE = 100;

/** A handler of the handling of one case: where the viewer sees no such case, or its handling cannot be decided any more, it answers so. */
export function ofHandling(db: Database, clock: Clock, handle: (asking: Asking) => Promise<unknown>) {
  return async (request: FastifyRequest<OfHandling>, reply: FastifyReply): Promise<unknown> => {
    const { ref } = request.params;
    const viewer = viewerOf(request);
    const at = clock();
    const today = dayInEngland(at);
    if (ref.length > LONGEST_REFERENCE) return reply.callNotFound();
    const seen = await caseFor(db, viewer, 'representation', ref, today, at);
    if (seen?.file.kind !== 'representation') {
      await auditUnseen(db, viewer, 'representation', ref, 'decideHandling', at);
      return reply.callNotFound();
    }
    const { file } = seen;
    if (file.closedOn !== undefined || (stage1Ended(file) && file.handledAs !== undefined)) {
      return sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: 'How it is handled cannot be decided again', paragraphs: [file.closedOn === undefined ? 'Stage 1 has been answered, so the complainant is entitled to the stages that follow.' : 'This case is closed. Reopen it first.'] }), 409);
    }
    const [setting, names, [waiting]] = await Promise.all([formSetting(db, seen.authority, viewer, file, today), accountNames(db, viewer.authorityId), awaitingConfirmation(db, viewer, today, at, seen.caseId)]);
    return handle({ viewer, at, request, reply, seen, setting, names, waiting });
  };
}

/** The same for a form that was sent: it answers one that is none of ours. */
export function ofHandlingForm(db: Database, clock: Clock, handle: (asking: Asking, form: Brought) => Promise<unknown>) {
  return ofHandling(db, clock, async (asking) => {
    const form = broughtBy(asking.request.body, asking.seen);
    return form === undefined ? turnBack(db, asking, 'Open the form again from the case.') : handle(asking, form);
  });
}

export async function auditViewed(db: Database, { viewer, at, seen }: Asking, page: string): Promise<void> {
  await audit(db, viewer.authorityId, at, { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId, detail: { page } });
}
