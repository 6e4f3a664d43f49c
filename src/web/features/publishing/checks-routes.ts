import type { FastifyInstance } from 'fastify';
import { accountNames } from '../../../store/accounts.ts';
import type { Database } from '../../../store/database.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, type Since } from '../../changed-since.ts';
import type { Clock } from '../../request-context.ts';
import { textOf } from '../../typed-text.ts';
import { checksPage, type TypedReason } from './checks-page.ts';
import { decideOnce, sinceThen } from './decide-once.ts';
import type { Draft, Prepared } from './draft.ts';
import { type FieldError, reasonFault } from './fields.ts';
import { addressOfDraft, type Asking, backToPublishing, ofDraft, type OfDraft, preparedNow, sendPublishing } from './of-draft.ts';

/** What the checks find in a report; each finding is mended, or overruled with a reason. */
export function addChecks(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  app.get<OfDraft>('/reports/:report/publish/checks', { config }, ofDraft(db, clock, async (asking) => sendChecks(db, asking, await preparedNow(db, asking.draft))));

  app.post<OfDraft>('/reports/:report/publish/checks', { config }, ofDraft(db, clock, async (asking) => {
    const takeBack = textOf(asking.request.body, 'takeBack');
    return takeBack === '' ? overrule(asking) : takeBackOverruling(asking, takeBack);
  }));

  async function overrule(asking: Asking) {
    const { draft, viewer, at, request, reply } = asking;
    const [finding, reason] = [textOf(request.body, 'finding'), textOf(request.body, 'reason')];
    const now = await preparedNow(db, draft);
    if ('nothing' in now) return sendChecks(db, asking, now);
    const found = now.findings.some(({ id }) => id === finding);
    if (!found) return sendChecks(db, asking, now, [{ text: 'That finding is not there any more. Nothing was overruled', href: '#main-content' }]);
    const fault = reasonFault(reason, 'why it may stand as it is');
    if (fault !== undefined) return sendChecks(db, asking, now, [], { id: finding, reason, error: fault });
    const made = await decideOnce(db, asking, {
      act: 'finding overruled', what: 'Overruled a finding', about: overrulingOf(finding),
      to: (content) => ({ ...content, overruled: [...content.overruled.filter((one) => one.finding !== finding), { finding, reason, by: viewer.accountId, at: at.toISOString() }] }),
    });
    if (made.is === 'recorded') return reply.redirect(`${addressOfDraft(draft)}/checks?done=yes`, 303);
    if (made.is === 'gone') return reply.callNotFound();
    const theirs = overrulingOf(finding)(made.draft);
    return sendMovedOn(asking, made.draft, {
      now: theirs === undefined ? 'The overruling was taken back.' : `It is overruled now, because: ${theirs.reason}`,
      next: 'What you typed is kept beside the finding below. Send it again if it is to take the place of theirs.',
    }, { id: finding, reason, error: theirs === undefined ? 'Somebody took the overruling back meanwhile' : 'Somebody else gave a reason meanwhile: it stands above' });
  }

  async function takeBackOverruling(asking: Asking, finding: string) {
    const { draft, reply } = asking;
    const made = await decideOnce(db, asking, { act: 'finding no longer overruled', what: 'Took back an overruling', about: overrulingOf(finding), to: (content) => ({ ...content, overruled: content.overruled.filter((one) => one.finding !== finding) }) });
    if (made.is === 'recorded') return reply.redirect(`${addressOfDraft(draft)}/checks?done=yes`, 303);
    if (made.is === 'gone') return reply.callNotFound();
    return sendMovedOn(asking, made.draft, { now: `It is overruled for another reason now: ${overrulingOf(finding)(made.draft)?.reason ?? ''}`, next: 'Nothing was taken back. Take it back below if it still must not stand.' });
  }

  async function sendMovedOn(asking: Asking, draft: Draft, say: Omit<Since, 'changes'>, typed?: TypedReason) {
    return sendChecks(db, { ...asking, draft }, await preparedNow(db, draft), [movedOn], typed, await sinceThen(db, draft, asking.request.body, say));
  }
}

const overrulingOf = (finding: string) => ({ kept }: Draft) => kept.overruled.find((one) => one.finding === finding);

async function sendChecks(db: Database, { draft, request, reply }: Asking, now: Prepared | { readonly nothing: string }, others: readonly FieldError[] = [], typed?: TypedReason, since?: Since) {
  if ('nothing' in now) return reply.redirect(addressOfDraft(draft), 303);
  const names = await accountNames(db, draft.authority.authorityId);
  const errors = [...others, ...(typed === undefined ? [] : [{ text: typed.error, href: `#reason-${typed.id}` }])];
  return sendPublishing(request, reply, 'checks', {
    title: 'Checks', backTo: backToPublishing(draft), report: draft.kept.report, errors, since, done: request.query.done === undefined ? undefined : 'Saved.', ...checksPage(now, names, typed, since === undefined ? request.body : undefined),
    compared: now.comparedWith === undefined ? undefined : { text: `P${now.comparedWith.publication}, ${now.comparedWith.title}`, href: `/publications/${now.comparedWith.publication}` },
  }, since !== undefined ? 409 : errors.length > 0 ? 400 : 200);
}
