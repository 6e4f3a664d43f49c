import type { FastifyInstance } from 'fastify';
import { accountNames } from '../../../store/accounts.ts';
import type { Database } from '../../../store/database.ts';
import { decideRedactions, type RedactionDecision, takeBackRedaction } from '../../../store/report-redactions.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, type Since } from '../../changed-since.ts';
import { type SentMark, sentMark } from '../../form-mark.ts';
import type { Clock } from '../../request-context.ts';
import { textOf } from '../../typed-text.ts';
import { type Decided, sinceThen, whileLocked } from './decide-once.ts';
import type { Prepared } from './draft.ts';
import { type FieldError, reasonFault } from './fields.ts';
import { keepDecisions } from './keep-decisions.ts';
import { addressOfDraft, type Asking, backToPublishing, ofDraft, type OfDraft, preparedNow, sendPublishing } from './of-draft.ts';
import { readDecisions, typedInVain } from './read-decisions.ts';
import { leftSeen, possibleFinds, possibleSeen, textSeen } from './redaction-seen.ts';
import { redactionPage, type Refused } from './redaction-page.ts';

/** The names, places and ages in the words of a report: each is replaced, or left with a reason. */
export function addRedaction(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  app.get<OfDraft>('/reports/:report/publish/redaction', { config }, ofDraft(db, clock, async (asking) => sendRedaction(db, asking, await preparedNow(db, asking.draft))));

  app.post<OfDraft>('/reports/:report/publish/redaction', { config }, ofDraft(db, clock, async (asking) => {
    const { body } = asking.request;
    const takeBack = textOf(body, 'takeBack');
    if (takeBack !== '') return takeBackDecision(asking, takeBack);
    return textOf(body, 'leavePossible') === 'yes' ? leavePossible(asking) : decideText(asking);
  }));

  async function decideText(asking: Asking) {
    const { draft, viewer, at, request } = asking;
    const now = await preparedNow(db, draft);
    if ('nothing' in now) return sendRedaction(db, asking, now);
    const key = textOf(request.body, 'text');
    const text = now.texts.find((one) => one.key === key);
    if (text === undefined) return sendRedaction(db, asking, now, { others: [{ text: 'Those words are not in the report any more. Nothing was recorded', href: '#main-content' }] });
    // Where others decided meanwhile, that comes before what is wrong in the form.
    if (sentMark(request.body).isAsSeen(textSeen(now, text))) {
      const read = readDecisions(text, now.left, request.body);
      if ('errors' in read) return sendRedaction(db, asking, now, { refused: { key, body: request.body, errors: read.errors } });
    }
    const made = await onPrepared(asking, async (records, ready, sent) => {
      const words = ready.texts.find((one) => one.key === key);
      if (words === undefined || !sent.isAsSeen(textSeen(ready, words))) return false;
      const read = readDecisions(words, ready.left, request.body);
      return 'decisions' in read && keepDecisions(records, viewer, ready, words, read.decisions, at);
    });
    return answer(asking, made, { key, body: request.body, errors: new Map() }, 'Read the words as they are now. What you chose for finds that still wait is kept below: save it again. A find that was left can be decided again.');
  }

  async function leavePossible(asking: Asking) {
    const { draft, viewer, at, request } = asking;
    const reason = textOf(request.body, 'reasonForAll');
    const fault = reasonFault(reason, 'why they are left as they are');
    if (fault !== undefined) return sendRedaction(db, asking, await preparedNow(db, draft), { others: [{ text: fault, href: '#reasonForAll' }] });
    const made = await onPrepared(asking, async (records, ready, sent) => {
      const finds = possibleFinds(ready);
      if (!sent.isAsSeen(possibleSeen(finds))) return false;
      const decisions = finds.map(({ place, find }): RedactionDecision => ({ find: find.id, kind: find.kind, place, decision: 'left', reason }));
      return decisions.length === 0 || decideRedactions(records, viewer, ready.kept, decisions, ready.kept, at);
    });
    return answer(asking, made, undefined, 'The finds that are ordinary words are others now. Read them again; your reason is kept below.');
  }

  async function takeBackDecision(asking: Asking, find: string) {
    const { viewer, at } = asking;
    const made = await onPrepared(asking, async (records, ready, sent) => {
      const left = ready.left.get(find);
      return left === undefined || (sent.isAsSeen(leftSeen(left)) && takeBackRedaction(records, viewer, ready.kept, find, ready.kept, at));
    });
    return answer(asking, made, undefined, 'Somebody left it for another reason. Look at that, and decide again below if it still must not stand.');
  }

  /** Decides on the words as they would go out, prepared while nobody can change them. */
  async function onPrepared(asking: Asking, decide: (records: Database, ready: Prepared, sent: SentMark) => Promise<boolean>): Promise<Decided> {
    return whileLocked(db, asking, async (records, draft, sent) => {
      const ready = await preparedNow(records, draft);
      return !('nothing' in ready) && decide(records, ready, sent);
    });
  }

  async function answer(asking: Asking, made: Decided, refused: Refused | undefined, next: string) {
    const { draft, request, reply } = asking;
    if (made.is === 'recorded') return reply.redirect(`${addressOfDraft(draft)}/redaction?done=yes`, 303);
    if (made.is === 'gone') return reply.callNotFound();
    const ready = await preparedNow(db, made.draft);
    const typed = refused === undefined || 'nothing' in ready ? [] : typedInVain(ready, refused.key, request.body);
    return sendRedaction(db, { ...asking, draft: made.draft }, ready, { others: [movedOn], ...(refused === undefined ? {} : { refused }), since: await sinceThen(db, made.draft, request.body, { typed, next }) });
  }
}

type Shown = { readonly refused?: Refused; readonly others?: readonly FieldError[]; readonly since?: Since };

async function sendRedaction(db: Database, { draft, request, reply }: Asking, now: Prepared | { readonly nothing: string }, { refused, others = [], since }: Shown = {}) {
  if ('nothing' in now) return reply.redirect(addressOfDraft(draft), 303);
  const names = await accountNames(db, draft.authority.authorityId);
  const errors = [...others, ...errorsOf(refused)];
  return sendPublishing(request, reply, 'redaction', {
    title: 'Names, places and ages', backTo: backToPublishing(draft), report: draft.kept.report, errors, since, done: request.query.done === undefined ? undefined : 'Saved.', ...redactionPage(now, names, refused, since === undefined ? request.body : undefined),
    bulkError: others.find(({ href }) => href === '#reasonForAll')?.text, reasonForAll: textOf(request.body, 'reasonForAll'),
  }, since !== undefined ? 409 : errors.length > 0 ? 400 : 200);
}

function errorsOf(refused: Refused | undefined): FieldError[] {
  return [...refused?.errors ?? []].flatMap(([id, { chosen, replacement, reason }]) => [
    ...(chosen === undefined ? [] : [{ text: chosen, href: `#decision-${id}` }]), ...(replacement === undefined ? [] : [{ text: replacement, href: `#replacement-${id}` }]), ...(reason === undefined ? [] : [{ text: reason, href: `#reason-${id}` }]),
  ]);
}
