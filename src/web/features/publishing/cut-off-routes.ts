import type { FastifyInstance } from 'fastify';
import { daysAfter, inWords } from '../../../domain/day.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, saveAgain, type Since } from '../../changed-since.ts';
import { type DateFields, dateItems, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { formMark, markAgain } from '../../form-mark.ts';
import type { Clock } from '../../request-context.ts';
import { decideOnce, sinceThen } from './decide-once.ts';
import type { Draft } from './draft.ts';
import type { FieldError } from './fields.ts';
import { addressOfDraft, type Asking, backToPublishing, ofDraft, type OfDraft, sendPublishing } from './of-draft.ts';

/** The day as at which a report goes out. */
export function addCutOff(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  app.get<OfDraft>('/reports/:report/publish/cut-off', { config }, ofDraft(db, clock, async (asking) => sendCutOff(asking)));

  app.post<OfDraft>('/reports/:report/publish/cut-off', { config }, ofDraft(db, clock, async (asking) => {
    const { draft, request, reply } = asking;
    const typed = readFields(request.body, 'cutOff');
    const refuse = (text: string) => sendCutOff(asking, typed, [{ text, href: '#cutOff-day' }]);
    const read = dayFrom(typed, 'Cut-off day');
    if ('error' in read) return refuse(read.error);
    const { day } = read;
    if (day === undefined) return refuse('Enter the cut-off day');
    if (day >= draft.today) return refuse(`Cut-off day must be a day that is over: ${inWords(daysAfter(draft.today, -1))} or before`);
    if (day < draft.period.from) return refuse(`Cut-off day must be the same as or after ${inWords(draft.period.from)}, when the period begins`);
    const made = await decideOnce(db, asking, { act: 'cut-off chosen', what: `Cut-off ${inWords(day)}`, about: cutOffOf, to: (content) => ({ ...content, asAt: day }) });
    if (made.is === 'recorded') return reply.redirect(addressOfDraft(draft), 303);
    if (made.is === 'gone') return reply.callNotFound();
    const now = cutOffOf(made.draft);
    return sendCutOff({ ...asking, draft: made.draft }, typed, [movedOn], await sinceThen(db, made.draft, request.body, { now: now === undefined ? 'No cut-off day is chosen now.' : `The cut-off day is ${inWords(now)} now.`, next: saveAgain }));
  }));
}

const cutOffOf = ({ kept }: Draft) => kept.asAt;

function sendCutOff({ draft, request, reply }: Asking, typed: DateFields = fieldsOf(draft.hasCutOff ? draft.asAt : daysAfter(draft.today, -1)), errors: readonly FieldError[] = [], since?: Since) {
  const error = errors.find(({ href }) => href === '#cutOff-day')?.text;
  return sendPublishing(request, reply, 'cut-off', {
    title: 'Cut-off day', backTo: backToPublishing(draft), report: draft.kept.report, errors, error, since, mark: (since === undefined ? markAgain(request.body) : undefined) ?? formMark(draft.kept.version, cutOffOf(draft)),
    day: dateItems('cutOff', typed, error !== undefined), yesterday: inWords(daysAfter(draft.today, -1)), periodEnds: inWords(draft.period.to),
  }, since !== undefined ? 409 : errors.length > 0 ? 400 : 200);
}
