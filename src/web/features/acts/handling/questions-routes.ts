import type { FastifyInstance, FastifyReply } from 'fastify';
import { recordActs } from '../../../../store/case-for-viewer.ts';
import type { Database } from '../../../../store/database.ts';
import type { Store } from '../../../../store/store.ts';
import type { Clock } from '../../../request-context.ts';
import { sinceInWords } from '../act-page.ts';
import { readFields } from '../read-form.ts';
import { refusalInWords } from '../refusal-in-words.ts';
import { answerDraft, type Brought } from '../sent-form.ts';
import { startOf } from '../start-of-form.ts';
import { answersFrom, factsToRecord } from './answers.ts';
import { forgetAnswers, keepAnswers, keptAnswers } from './kept-answers.ts';
import { type Asking, auditViewed, ofHandling, ofHandlingForm, type OfHandling } from './of-handling.ts';
import { askPage, placeOf, questionsOn, type ShownAgain, sinceOf } from './pages.ts';

/** The questions of which it depends how a complaint is handled. What is a fact among the answers is put on record at once. */
export function addQuestions(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'recordCases' } as const;

  app.get<OfHandling>('/cases/:ref/handling', { config }, ofHandling(db, clock, async (asking) => {
    await auditViewed(db, asking, 'handling');
    const kept = await keptAnswers(db, asking);
    return askPage(asking, kept?.fields ?? startOf(questionsOn(asking.setting.file)), {}, kept);
  }));

  app.post<OfHandling>('/cases/:ref/handling', { config }, ofHandlingForm(db, clock, async (asking, form) => {
    const { request, reply } = asking;
    switch (form.intent) {
      case 'draft':
        await keepAnswers(db, asking, form.typed);
        return answerDraft(asking);
      case 'forget':
        await forgetAnswers(db, asking);
        return reply.redirect(request.url, 303);
      default: return takeAnswers(db, asking, form);
    }
  }));
}

async function takeAnswers(db: Database, asking: Asking, { typed, sent }: Brought): Promise<FastifyReply> {
  const { viewer, at, seen, setting, names, reply } = asking;
  const again = (shown: ShownAgain) => askPage(asking, typed, shown);
  const read = readFields(questionsOn(setting.file), typed);
  if ('errors' in read) return again({ errors: read.errors });
  const answers = answersFrom(setting.file, read.values);
  if (answers === undefined) return again({ errors: [{ text: 'Answer every question' }] });
  await keepAnswers(db, asking, typed);
  if (sent.version !== seen.version) return again({ since: sinceOf(asking, sent.version) });
  const facts = factsToRecord(setting.file, answers, setting.context);
  if ('refusals' in facts) return again({ errors: facts.refusals.map((refusal) => refusalInWords(refusal, names)) });
  if (facts.events.length > 0) {
    const recorded = await recordActs(db, viewer, seen, sent, 'correctFact', facts, at);
    if (recorded.is === 'moved on') return again({ since: sinceInWords(recorded.since, names, setting.words) });
  }
  return reply.redirect(`${placeOf(seen.ref)}/proposal`, 303);
}
