import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { note } from '../../../../domain/acts/note.ts';
import { type AwaitingConfirmation, forgetConfirmation } from '../../../../store/awaiting-confirmation.ts';
import { recordActs } from '../../../../store/case-for-viewer.ts';
import type { Database } from '../../../../store/database.ts';
import type { Store } from '../../../../store/store.ts';
import type { Clock } from '../../../request-context.ts';
import { type FieldError, readFields } from '../read-form.ts';
import { refusalInWords } from '../refusal-in-words.ts';
import type { Brought } from '../sent-form.ts';
import { confirmed, exclusionsFrom } from './decisions.ts';
import { type Asking, auditViewed, ofHandling, ofHandlingForm, type OfHandling } from './of-handling.ts';
import { caseDone, confirmationFields, confirmPage, momentOf, placeOf } from './pages.ts';

/** Where a second person confirms that the statutory procedure does not apply, or says why not. */
export function addConfirmation(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<OfHandling>('/cases/:ref/handling/confirmation', { config: { allow: 'recordCases' } }, ofHandling(db, clock, async (asking) => {
    const { seen, waiting, reply } = asking;
    if (waiting === undefined) return reply.redirect(placeOf(seen.ref));
    await auditViewed(db, asking, 'handling confirmation');
    return confirmPage(asking, waiting, {}, []);
  }));

  app.post<OfHandling>('/cases/:ref/handling/confirmation', { config: { allow: 'decideCases' } }, ofHandlingForm(db, clock, async (asking, form) => {
    const { seen, waiting, reply } = asking;
    return waiting === undefined ? reply.redirect(caseDone(seen.ref, 'decideHandling'), 303) : takeConfirmation(db, asking, waiting, form);
  }));
}

async function takeConfirmation(db: Database, asking: Asking, waiting: AwaitingConfirmation, { typed, sent }: Brought): Promise<FastifyReply> {
  const { viewer, at, seen, setting, names, reply } = asking;
  const again = (...errors: readonly FieldError[]) => confirmPage(asking, waiting, typed, errors);
  // Nobody confirms what they have not read: the decision may have been taken anew since the page was opened.
  if (typed['decided'] !== momentOf(waiting)) return again({ text: 'The decision was changed since you opened this page. Read what it says now, then answer again' });
  const read = readFields(confirmationFields, typed);
  if ('errors' in read) return again(...read.errors);
  const reason = z.string().optional().parse(read.values['reason']);
  const yes = read.values['confirmed'] === true;
  if (!yes && reason === undefined) return again({ field: 'reason', text: 'Enter why you do not confirm it' });
  if (waiting.decidedBy === viewer.key && yes) return again({ field: 'confirmed', text: 'Somebody other than the person who decided must confirm that the statutory procedure does not apply' });
  const act = yes ? 'decideHandling' : 'note';
  const decision = yes ? confirmed(setting.file, exclusionsFrom(waiting.fields['exclusions']), waiting.decidedBy, viewer.key, setting.context)
    : note(setting.file, { on: setting.context.today, note: `Not confirmed that the statutory procedure does not apply: ${reason ?? ''}` }, setting.context);
  const recorded = await recordActs(db, viewer, seen, sent, act, decision, at);
  if (recorded.is === 'refused') return again(...recorded.refusals.map((refusal) => ({ text: refusalInWords(refusal, names).text })));
  if (recorded.is === 'moved on') return again();
  await forgetConfirmation(db, viewer.authorityId, seen.caseId, waiting.decidedAt);
  return reply.redirect(caseDone(seen.ref, act), 303);
}
