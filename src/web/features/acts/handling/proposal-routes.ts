import type { FastifyInstance, FastifyReply } from 'fastify';
import { audit } from '../../../../store/audit.ts';
import { keepForConfirmation } from '../../../../store/awaiting-confirmation.ts';
import { recordActs } from '../../../../store/case-for-viewer.ts';
import type { Database } from '../../../../store/database.ts';
import type { Store } from '../../../../store/store.ts';
import type { Clock } from '../../../request-context.ts';
import { sinceInWords } from '../act-page.ts';
import { readFields } from '../read-form.ts';
import { refusalInWords } from '../refusal-in-words.ts';
import { type Brought, fileAt } from '../sent-form.ts';
import { startOf } from '../start-of-form.ts';
import type { HandlingAnswers } from './answers.ts';
import { type Decided, decidedFrom } from './decisions.ts';
import { answersOf, forgetAnswers } from './kept-answers.ts';
import { type Asking, auditViewed, ofHandling, ofHandlingForm, type OfHandling } from './of-handling.ts';
import { caseDone, decidePage, decisionFields, placeOf, type ShownAgain, sinceOf, warningsOn } from './pages.ts';

/** What the law makes of the answers, and what is decided of each point. */
export function addProposal(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'recordCases' } as const;

  app.get<OfHandling>('/cases/:ref/handling/proposal', { config }, ofHandling(db, clock, async (asking) => {
    const answers = await answersOf(db, asking);
    if (answers === undefined) return asking.reply.redirect(placeOf(asking.seen.ref));
    await auditViewed(db, asking, 'handling proposal');
    return decidePage(asking, answers, startOf(decisionFields(asking, answers).fields), {});
  }));

  app.post<OfHandling>('/cases/:ref/handling/proposal', { config }, ofHandlingForm(db, clock, async (asking, form) => {
    const answers = await answersOf(db, asking);
    return answers === undefined ? asking.reply.redirect(placeOf(asking.seen.ref), 303) : takeDecision(db, asking, answers, form);
  }));
}

async function takeDecision(db: Database, asking: Asking, answers: HandlingAnswers, { typed, sent, regardless }: Brought): Promise<FastifyReply> {
  const { viewer, at, seen, setting, names, reply } = asking;
  const again = (shown: ShownAgain) => decidePage(asking, answers, typed, shown);
  const read = readFields(decisionFields(asking, answers).fields, typed);
  if ('errors' in read) return again({ errors: read.errors });
  const asSeen = fileAt(seen, sent.version);
  const decided = decidedFrom(asSeen?.kind === 'representation' ? asSeen : setting.file, read.values, viewer.key, setting.context);
  const since = sinceOf(asking, sent.version);
  if (decided.refusals.length > 0) {
    await recordActs(db, viewer, seen, sent, 'decideHandling', { refusals: decided.refusals }, at);
    return again({ errors: decided.refusals.map((refusal) => refusalInWords(refusal, names)), since });
  }
  const warnings = warningsOn(setting, answers, decided);
  if (warnings.length > 0 && !regardless) return again({ warnings, since });
  const done = caseDone(seen.ref, decided.exclusions.length > 0 ? 'awaitingConfirmation' : 'decideHandling');
  if (decided.events.length > 0) {
    const recorded = await recordActs(db, viewer, seen, sent, 'decideHandling', { events: decided.events }, at);
    if (recorded.is === 'moved on') return again({ since: sinceInWords(recorded.since, names, setting.words) });
    if (recorded.is === 'sent before') return reply.redirect(done, 303);
  } else if (sent.version !== seen.version) return again({ since });
  if (decided.exclusions.length > 0) await keepExclusions(db, asking, decided);
  await forgetAnswers(db, asking);
  return reply.redirect(done, 303);
}

/** Keeps what leaves the statutory procedure for a second person, with the version of the case that they are to read it against. */
async function keepExclusions(db: Database, { viewer, at, seen }: Asking, { events, exclusions }: Decided): Promise<void> {
  const version = seen.version + events.length;
  await db.transaction().execute(async (transaction) => {
    await keepForConfirmation(transaction, viewer, seen.caseId, { exclusions: JSON.stringify(exclusions), version: String(version) }, at);
    await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, caseId: seen.caseId, detail: { act: 'decideHandling', waits: 'for a second person' } });
  });
}
