import { type Day, inWords } from '../../domain/day.ts';
import type { FigureAnswer, FigurePeriod, FigureQuery } from '../../domain/figure-query.ts';
import type { Database } from '../../store/database.ts';
import { activityIn } from '../context-figures.ts';
import { divided, fraction, isZero, times } from '../fraction.ts';
import { heldOf, lastDayKnown, periodsHeld, wasOnRecord } from '../held.ts';
import { baseOf } from '../measures.ts';
import { daysInWords } from '../period.ts';
import { publishedAnswer } from '../published-figures.ts';
import type { Answer } from './answer.ts';
import type { Asking } from './asking.ts';
import { changed } from './change.ts';
import { contactsIn } from './contacts.ts';
import { fromRecords, isHeld, notHeld } from './from-records.ts';
import { fromOtherPublished } from './other-published.ts';
import { partByPart } from './part-by-part.ts';
import { printedAnswer } from './printed-answer.ts';
import { conditionsInWords, measureOf, ownFieldsIn, questionOf, type Question } from './question.ts';
import { slipIn } from './slip.ts';
import { ratioOf } from './two-measures.ts';

/** Answers the questions of one batch, each statement run once however many questions need its answer. */
export async function asker(database: Database, authorityId: number | 'all', onRecord: Day | undefined): Promise<(query: FigureQuery) => Promise<FigureAnswer>> {
  const asking = await askingOf(database, authorityId, onRecord);
  const slips = new Map<string, Promise<string | undefined>>();
  return async (query) => {
    const slip = await knownSlip(query);
    if (slip !== undefined) return { answer: null, why: slip };
    const measure = measureOf(query.measure);
    const question = questionOf(query);
    let answer = await withShare(query, question, asking);
    if (query.change_from !== undefined && answer.why === undefined) answer = changed(answer, await withShare(query, { ...question, ...query.change_from }, asking), query, measure, asking.held.yearStarts);
    return printedAnswer(answer, question.by, measure, query.round);
  };

  function knownSlip(query: FigureQuery): Promise<string | undefined> {
    if (ownFieldsIn(query).length === 0 && !['service', 'theme'].some((key) => query.where?.[key] !== undefined || query.share_within?.[key] !== undefined)) return Promise.resolve(undefined);
    const known = JSON.stringify([baseOf(measureOf(query.measure)), ownFieldsIn(query), query.where, query.share_within]);
    let slip = slips.get(known);
    if (slip === undefined) slips.set(known, slip = slipIn(database, authorityId, query));
    return slip;
  }
}

async function askingOf(database: Database, authorityId: number | 'all', onRecord: Day | undefined): Promise<Asking> {
  const held = await heldOf(database, authorityId, onRecord);
  const knownBy = lastDayKnown(onRecord);
  const asked = new Map<string, Promise<Answer>>();
  let periods: Promise<readonly FigurePeriod[]> | undefined;
  let onRecordThen: Promise<boolean> | undefined;
  const asking: Asking = {
    database, authorityId, held, knownBy,
    ask: (question) => {
      const worded = JSON.stringify([question.measure, question.from, question.to, question.on, question.within, question.by, Object.entries(question.where).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
      let answer = asked.get(worded);
      if (answer === undefined) asked.set(worded, answer = resolve(question, asking));
      return answer;
    },
    heldPeriods: () => periods ??= authorityId === 'all' ? Promise.resolve([]) : periodsHeld(database, authorityId, held.coverage, knownBy),
    unknowable: async (question) => {
      if (onRecord !== undefined && !(await (onRecordThen ??= wasOnRecord(database, authorityId, onRecord)))) return `nothing was on record by ${inWords(onRecord)}`;
      return question.from > knownBy ? `the period begins on ${inWords(question.from)}, after ${inWords(knownBy)}` : undefined;
    },
  };
  return asking;
}

async function withShare(query: FigureQuery, question: Question, { ask }: Asking): Promise<Answer> {
  const answer = await ask(question);
  if ((query.share !== true && query.share_within === undefined) || answer.why !== undefined) return answer;
  const whole = { ...question, where: query.share_within ?? {}, by: [] };
  const base = await ask(whole);
  const [cell] = base.cells;
  const why = base.why ?? cell?.why ?? (cell?.value === undefined || isZero(cell.value) ? `there is no base to divide by: ${question.measure}${conditionsInWords(whole.where)} is 0 for ${daysInWords(question)}` : undefined);
  if (why !== undefined || cell?.value === undefined) return { cells: [], why: why ?? 'there is no base to divide by' };
  const of = cell.value;
  return { ...answer, cells: answer.cells.map((one) => (one.value === undefined ? one : { keys: one.keys, value: times(divided(one.value, of), 100n) })) };
}

/** From the records where they are held, else from what was published, else from the records as far as they go. */
async function resolve(question: Question, asking: Asking): Promise<Answer> {
  const { authorityId, held } = asking;
  if (question.measure === 'contacts') return contactsIn(question, asking);
  const measure = measureOf(question.measure);
  if (measure.of === 'context') return authorityId === 'all' ? { cells: [], why: 'activity is recorded for each authority, not for all' } : activityIn(held.context, question);
  if (authorityId === 'all' || isHeld(measure, question, asking)) return fromRecords(measure, question, asking);
  const printedThen = publishedAnswer(held.published, question);
  if (printedThen !== undefined) return { from: 'published', cells: printedThen.map((cell) => ({ keys: cell.keys, value: fraction(cell.value) })) };
  if (measure.of === 'two measures') return ratioOf(measure, question, asking);
  return (await fromOtherPublished(measure, question, asking)) ?? (await partByPart(measure, question, asking)) ?? notHeld(measure, question, asking);
}
