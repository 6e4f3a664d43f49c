import type { FastifyReply } from 'fastify';
import { acts } from '../../../domain/acts/index.ts';
import { maySeeCase } from '../../../store/access.ts';
import { accountNames } from '../../../store/accounts.ts';
import { caseFor, recordActs } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import { forgetDraft, saveDraft } from '../../../store/drafts.ts';
import { sameInvoiceElsewhere } from '../../../store/invoices.ts';
import { type Shown, sinceInWords } from './act-page.ts';
import { decideForm } from './decide-form.ts';
import type { Asking } from './of-act.ts';
import { remedyRows, withoutEmptyRows } from './read-form.ts';
import { refusalInWords } from './refusal-in-words.ts';
import { answerDraft, type Brought, broughtBy, fileAt, turnBack } from './sent-form.ts';
import { showForm } from './show-form.ts';

const OPEN_AGAIN = 'Open the form again.';

/** The form of an act as it was sent: kept as a draft, forgotten, given another row, or recorded. */
export async function takeForm(db: Database, asking: Asking): Promise<FastifyReply> {
  const { viewer, at, seen, draft, request, reply } = asking;
  const brought = broughtBy(request.body, seen);
  if (brought === undefined) return turnBack(db, asking, OPEN_AGAIN);
  const { typed, sent, intent } = brought;
  switch (intent) {
    case 'draft':
      await saveDraft(db, viewer, draft, { ...typed, version: String(sent.version) }, at);
      return answerDraft(asking);
    case 'forget':
      await forgetDraft(db, viewer, draft);
      return reply.redirect(request.url, 303);
    case 'more': return showForm(asking, { typed: { ...typed, 'remedies-rows': String(remedyRows(typed).length + 1) }, ...sent });
    default: return recordForm(db, asking, { ...brought, typed: withoutEmptyRows(typed) });
  }
}

async function recordForm(db: Database, asking: Asking, brought: Brought): Promise<FastifyReply> {
  const { viewer, at, today, key, act, seen, setting, how } = asking;
  const { typed, sent, regardless } = brought;
  const names = await accountNames(db, viewer.authorityId);
  // On the case as the sender saw it: a second click is then known for one, and what was overtaken is told from what is refused.
  const asSeen = fileAt(seen, sent.version);
  if (asSeen?.kind !== seen.kind) return turnBack(db, asking, OPEN_AGAIN);
  const again = (shown: Partial<Shown>) => showForm(asking, { typed, form: sent.form, since: sinceInWords(seen.history.slice(sent.version), names, setting.words), ...shown });
  const decided = decideForm(key, act, typed, { ...setting, file: asSeen });
  if ('errors' in decided) return again({ errors: decided.errors });
  if ('refusals' in decided) {
    await recordActs(db, viewer, seen, sent, key, decided, at);
    return again({ errors: decided.refusals.map((refusal) => refusalInWords(refusal, names)) });
  }
  if (decided.warnings.length > 0 && !regardless) return again({ warnings: decided.warnings });
  const asked = how === 'asks' ? decided.asked : undefined;
  const recorded = asked === undefined
    ? await recordActs(db, viewer, seen, sent, key, decided.decision, at, (transaction) => sameInvoiceElsewhere(transaction, viewer, seen.caseId, decided.decision.events, today, at))
    : await recordActs(db, viewer, seen, sent, 'note', acts.note.decide(asSeen, { on: setting.context.today, note: asked }, setting.context), at);
  switch (recorded.is) {
    case 'moved on': return showMovedOn(db, asking, brought, names);
    case 'refused': return again({ errors: recorded.refusals.map((refusal) => refusalInWords(refusal, names)) });
    case 'recorded': case 'sent before': return leaveForm(db, asking, asked === undefined ? key : 'asked');
    default: return recorded satisfies never;
  }
}

/** The form again as it was sent, on the case as somebody else's act has left it. */
async function showMovedOn(db: Database, asking: Asking, { typed, sent }: Brought, names: ReadonlyMap<string, string>): Promise<FastifyReply> {
  const { viewer, at, today, seen, setting, reply } = asking;
  const now = await caseFor(db, viewer, seen.kind, seen.ref, today, at);
  if (now === undefined) {
    reply.callNotFound();
    return reply;
  }
  return showForm({ ...asking, seen: now, setting: { ...setting, file: now.file } }, { typed, form: sent.form, since: sinceInWords(now.history.slice(sent.version), names, setting.words) });
}

/** Goes back to where the act was asked for; whoever does not see the case any more, to their work. */
async function leaveForm(db: Database, { viewer, at, today, place, seen, setting, draft, reply }: Asking, done: string): Promise<FastifyReply> {
  await forgetDraft(db, viewer, draft);
  const stillSeen = await maySeeCase(db, viewer, seen.caseId, today, at);
  const back = setting.proposed?.['from'] === 'panel' ? '/panel' : '';
  return reply.redirect(stillSeen ? `${place.href}${back}?done=${done}` : '/work', 303);
}
