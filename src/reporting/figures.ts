import { type RawBuilder, sql } from 'kysely';
import { type Day, inWords } from '../domain/day.ts';
import type { Conditions, FigureAnswer, FigurePeriod, FigureQuery, FigureRow } from '../domain/figure-query.ts';
import type { Database } from '../store/database.ts';
import { asAt } from './as-at.ts';
import { activityIn } from './context-figures.ts';
import { undeclared } from './declared-values.ts';
import { divided, type Fraction, fraction, isZero, minus, numberOf, plus, times } from './fraction.ts';
import { type Held, heldOf, isHeldSomewhat, lastDayKnown, periodsHeld, receivedIn, wasOnRecord, whyInPart } from './held.ts';
import { type BaseTable, findKey, isOwnField, isPeriodKey, tablesWithOwnFields } from './keys.ts';
import { baseOf, findMeasure, type Measure, type RatioMeasure, type RepeatMeasure, type TableMeasure } from './measures.ts';
import { daysInWords, isCovered, partsOf, periodKeyOf } from './period.ts';
import { publishedAnswer } from './published-figures.ts';
import { readQuery } from './read-query.ts';
import { inOrder, shiftedKeys } from './rows-in-order.ts';
import { type AnswerRow, type CaseRow, casesStatement, figureStatement, type Question as RecordsQuestion, repeatStatement } from './statement.ts';

export type { Measure } from './measures.ts';

type Keys = Readonly<Record<string, string | number | null>>;
/** One value of an answer: exact, or why there is none. */
type Cell = { readonly keys: Keys; readonly value?: Fraction; readonly why?: string };
type Answer = { readonly from?: 'records' | 'published'; readonly why?: string; readonly part?: string; readonly cells: readonly Cell[] };
/** A question with no share, change or rounding to it. */
type Question = FigurePeriod & { readonly measure: string; readonly where: Conditions; readonly by: readonly string[]; readonly on: 'received' | 'completed'; readonly within?: number };

/**
 * Answers questions in order, all from one state of the records. A question is never refused with an exception: what nothing
 * can answer is null and why. Across `all` authorities the records alone answer, and financial years start in April.
 */
export async function answerFigures(database: Database, authorityId: number | 'all', queries: readonly unknown[]): Promise<FigureAnswer[]> {
  const answers: (FigureAnswer | undefined)[] = queries.map(() => undefined);
  const byDay = new Map<Day | undefined, { index: number; query: FigureQuery }[]>();
  for (const [index, raw] of queries.entries()) {
    const read = readQuery(raw);
    if ('why' in read) answers[index] = { answer: null, why: read.why };
    else byDay.set(read.query.as_at, [...(byDay.get(read.query.as_at) ?? []), { index, query: read.query }]);
  }
  await inOneState(database, byDay.size > 1 || queries.length > 1 || !byDay.has(undefined), async (state) => {
    for (const [onRecord, asked] of byDay) {
      const answerAll = async (records: Database) => {
        const ask = await asker(records, authorityId, onRecord);
        for (const { index, query } of asked) answers[index] = await ask(query);
      };
      if (onRecord === undefined) await answerAll(state);
      else await asAt(state, authorityId, onRecord, answerAll);
    }
  });
  return answers.map((answer) => answer ?? { answer: null, why: 'the question was not asked' });
}

/** The answer to one question. */
export async function answerFigure(database: Database, authorityId: number | 'all', query: FigureQuery): Promise<FigureAnswer> {
  const [answer] = await answerFigures(database, authorityId, [query]);
  return answer ?? { answer: null, why: 'the question was not asked' };
}

/**
 * What a question names that nothing has: a field of the council's own that no record holds, or a service or theme that the
 * council has not declared and no record was ever given. A slip, and not a count of nothing.
 */
export async function slipIn(database: Database, authorityId: number | 'all', query: FigureQuery): Promise<string | undefined> {
  const base = baseOf(measureOf(query.measure));
  if (base === undefined) return undefined;
  for (const key of ownFieldsIn(query)) if (!(await hasOwnField(database, authorityId, base, key))) return `no record has the field '${key}'`;
  for (const [key, value] of [...Object.entries(query.where ?? {}), ...Object.entries(query.share_within ?? {})]) {
    const why = await undeclared(database, authorityId, key, value);
    if (why !== undefined) return why;
  }
  return undefined;
}

function ownFieldsIn(query: FigureQuery): string[] {
  return [...Object.keys(query.where ?? {}), ...questionOf(query).by, ...Object.keys(query.share_within ?? {})].filter(isOwnField);
}

export type CaseBehind = {
  readonly authorityId: number; readonly caseId: number; readonly ref: string;
  /** Of a rate or mean, whether the case is among those that its numerator counts; of a count, always. */
  readonly counted: boolean;
};

/** Which row of an answer is meant, by the value of each key that the question asks by. */
export type RowKeys = Keys;

/**
 * The list behind a number, in order of reference: the cases that it counts; of a rate, those it is a share of; of one
 * measure divided by another, those of the first. Empty for what no case of ours gave (a published figure, the context).
 */
export async function casesBehind(database: Database, authorityId: number | 'all', raw: FigureQuery, row: RowKeys = {}): Promise<CaseBehind[]> {
  const read = readQuery(raw);
  if ('why' in read) return [];
  const { query } = read;
  const list = async (records: Database) => {
    const statement = await statementBehind(records, authorityId, query, row);
    if (statement === undefined) return [];
    const { rows } = await sql<CaseRow>`select * from (${statement}) as behind order by ref`.execute(records);
    return rows.map((row) => ({ authorityId: row.authority_id, caseId: row.case_id, ref: row.ref, counted: row.counted }));
  };
  return query.as_at === undefined ? list(database) : asAt(database, authorityId, query.as_at, list);
}

/**
 * The statement that lists the cases behind a number, or behind one row of its answer, without a share or change; `records` hold
 * what was on record on the day as at which is asked. Undefined for what no case of ours gave.
 */
export async function statementBehind(records: Database, authorityId: number | 'all', query: FigureQuery, row: RowKeys = {}): Promise<RawBuilder<CaseRow> | undefined> {
  if (listedMeasures(query.measure)[0] === undefined) return undefined;
  const held = await heldOf(records, authorityId, query.as_at);
  const source = (await (await asker(records, authorityId, query.as_at))({ measure: query.measure, from: query.from, to: query.to, ...(query.where && { where: query.where }), ...(query.on && { on: query.on }) })).from;
  return source === 'records' ? statementsBehind(authorityId, held.yearStarts, query, row)[0] : undefined;
}

/**
 * The same of a number that is known to be of the records, as an answer says it: of one measure divided by another, the statement of each.
 * It can be run on any state of the records.
 */
export function statementsBehind(authorityId: number | 'all', yearStarts: string, query: FigureQuery, row: RowKeys = {}): RawBuilder<CaseRow>[] {
  return listedMeasures(query.measure).map((measure, at) => {
    // Of two measures the second takes those conditions that it knows.
    const known = (values: RowKeys): RowKeys => (at === 0 ? values : Object.fromEntries(Object.entries(values).filter(([key]) => findKey(measure.base, key) !== undefined)));
    const question = knownPartOf(measure, questionOf(query), lastDayKnown(query.as_at));
    return casesStatement(measure, { ...recordsQuestion(authorityId, { yearStarts }, { ...question, where: known(question.where) as Conditions }), row: known(row) });
  });
}

/** The measures of which cases are listed: of one divided by another, both. */
function listedMeasures(key: string): (TableMeasure | RepeatMeasure)[] {
  const measure = findMeasure(key);
  if (measure?.of === 'two measures') return [measure.first, measure.second].flatMap(listedMeasures);
  return measure === undefined || measure.of === 'context' ? [] : [measure];
}

async function inOneState<T>(database: Database, needed: boolean, run: (state: Database) => Promise<T>): Promise<T> {
  if (database.isTransaction || !needed) return run(database);
  return database.transaction().setIsolationLevel('repeatable read').execute(run);
}

function questionOf(query: FigureQuery): Question {
  const by = query.by === undefined ? [] : typeof query.by === 'string' ? [query.by] : query.by;
  return { measure: query.measure, from: query.from, to: query.to, where: query.where ?? {}, by, on: query.on ?? 'received', ...(query.within !== undefined && { within: query.within }) };
}

function recordsQuestion(authorityId: number | 'all', held: Pick<Held, 'yearStarts'>, question: Question): RecordsQuestion {
  return { ...question, authorityId, yearStarts: held.yearStarts };
}

/** Answers the questions of one batch, each statement run once however many questions need its answer. */
async function asker(database: Database, authorityId: number | 'all', onRecord: Day | undefined): Promise<(query: FigureQuery) => Promise<FigureAnswer>> {
  const held = await heldOf(database, authorityId, onRecord);
  const knownBy = lastDayKnown(onRecord);
  const asked = new Map<string, Promise<Answer>>();
  const slips = new Map<string, Promise<string | undefined>>();
  let periods: Promise<readonly FigurePeriod[]> | undefined;
  let onRecordThen: Promise<boolean> | undefined;

  return async (query) => {
    const measure = measureOf(query.measure);
    const question = questionOf(query);
    const slip = await knownSlip(query);
    if (slip !== undefined) return { answer: null, why: slip };
    let answer = await withShare(query, question);
    if (query.change_from !== undefined && answer.why === undefined) {
      const earlier = await withShare(query, { ...question, ...query.change_from });
      answer = changed(answer, earlier, query, measure, held.yearStarts);
    }
    return printed(answer, question.by, measure, query.round);
  };

  function knownSlip(query: FigureQuery): Promise<string | undefined> {
    if (ownFieldsIn(query).length === 0 && !['service', 'theme'].some((key) => query.where?.[key] !== undefined || query.share_within?.[key] !== undefined)) return Promise.resolve(undefined);
    const known = JSON.stringify([baseOf(measureOf(query.measure)), ownFieldsIn(query), query.where, query.share_within]);
    let slip = slips.get(known);
    if (slip === undefined) slips.set(known, slip = slipIn(database, authorityId, query));
    return slip;
  }

  /** Of an authority that is not `all`. */
  function heldPeriods(): Promise<readonly FigurePeriod[]> {
    return periods ??= authorityId === 'all' ? Promise.resolve([]) : periodsHeld(database, authorityId, held.coverage, knownBy);
  }

  /** Why no record can answer, whatever there is: on that day nothing was on record, or the period had not begun. */
  async function unknowable(question: Question): Promise<string | undefined> {
    if (onRecord !== undefined && !(await (onRecordThen ??= wasOnRecord(database, authorityId, onRecord)))) return `nothing was on record by ${inWords(onRecord)}`;
    return question.from > knownBy ? `the period begins on ${inWords(question.from)}, after ${inWords(knownBy)}` : undefined;
  }

  async function withShare(query: FigureQuery, question: Question): Promise<Answer> {
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

  function ask(question: Question): Promise<Answer> {
    const worded = JSON.stringify([question.measure, question.from, question.to, question.on, question.within, question.by, Object.entries(question.where).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    let answer = asked.get(worded);
    if (answer === undefined) asked.set(worded, answer = resolve(question));
    return answer;
  }

  async function resolve(question: Question): Promise<Answer> {
    if (question.measure === 'contacts') return contacts(question);
    const measure = measureOf(question.measure);
    if (measure.of === 'context') return authorityId === 'all' ? { cells: [], why: 'activity is recorded for each authority, not for all' } : activityIn(held.context, question);
    if (authorityId === 'all' || isHeld(measure, question)) return fromRecords(measure, question);
    const printedThen = publishedAnswer(held.published, question);
    if (printedThen !== undefined) return { from: 'published', cells: printedThen.map((cell) => ({ keys: cell.keys, value: fraction(cell.value) })) };
    if (measure.of === 'two measures') return ratio(measure, question);
    return (await fromOtherPublished(measure, question)) ?? (await partByPart(measure, question)) ?? notHeld(measure, question);
  }

  /** By month, quarter or year over a period that is not held as a whole: each part is asked about by itself, and is held, published or neither. */
  async function partByPart(measure: Measure, question: Question): Promise<Answer | undefined> {
    const kinds = question.by.filter(isPeriodKey);
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1 || isStanding(measure)) return undefined;
    const parts = partsOf(question, kind, held.yearStarts);
    if (parts.length < 2) return undefined;
    const by = question.by.filter((key) => key !== kind);
    const answers: { key: string; answer: Answer }[] = [];
    for (const part of parts) answers.push({ key: periodKeyOf(kind, part.from, held.yearStarts), answer: await ask({ ...question, ...part, by }) });
    if (answers.every(({ answer }) => answer.why !== undefined)) return undefined;
    const part = await partOf(measure, question);
    const cells = answers.flatMap(({ key, answer }): Cell[] => {
      if (answer.why !== undefined) return by.length > 0 ? [] : [{ keys: { [kind]: key }, why: answer.why }];
      return answer.cells.map((cell) => ({ ...cell, keys: { ...cell.keys, [kind]: key } }));
    });
    return answers.some(({ answer }) => answer.from === 'published') ? { from: 'published', cells } : { from: 'records', ...part, cells };
  }

  /** Whether all records of the period are held; of something that stands open at its end, those of that day. */
  function isHeld(measure: Measure, question: Question): boolean {
    const period = isStanding(measure) ? { from: question.to, to: question.to } : question;
    return isCovered(period, held.coverage);
  }

  async function fromRecords(measure: Measure, question: Question): Promise<Answer> {
    if (measure.of === 'two measures') return ratio(measure, question);
    if (measure.of === 'context') return activityIn(held.context, question);
    const why = await unknowable(question);
    if (why !== undefined) return { cells: [], why };
    const asking = recordsQuestion(authorityId, held, knownPartOf(measure, question, knownBy));
    const { rows } = await (measure.of === 'table' ? figureStatement(measure, asking) : repeatStatement(measure, asking)).execute(database);
    return { from: 'records', ...(await partOf(measure, question)), cells: rows.map((row) => cellOf(measure, question, row)) };
  }

  /** Why only a part of a period is counted from the records. */
  async function partOf(measure: Measure, question: Question): Promise<{ readonly part?: string }> {
    if (question.to <= knownBy && (authorityId === 'all' || isHeld(measure, question))) return {};
    const part = whyInPart(isStanding(measure) ? { from: question.to, to: question.to } : question, authorityId === 'all' || isHeld(measure, question) ? undefined : await heldPeriods(), knownBy);
    return part === undefined ? {} : { part };
  }

  /** What was published of other measures gives a rate, or a sum of its parts. */
  async function fromOtherPublished(measure: Measure, question: Question): Promise<Answer | undefined> {
    const published = (one: Question) => {
      const cells = publishedAnswer(held.published, one);
      return cells?.map((cell): Cell => ({ keys: cell.keys, value: fraction(cell.value) }));
    };
    if (measure.of === 'table' && measure.publishedAs !== undefined) {
      const of = await ask({ ...question, measure: measure.publishedAs.of });
      const over = await ask({ ...question, measure: measure.publishedAs.over });
      if (of.from !== 'published' || over.from !== 'published') return undefined;
      return { from: 'published', cells: of.cells.map((cell) => quotient(cell, sameKeys(over.cells, cell.keys), measure.times ?? 1n, measure.noBase ?? '')) };
    }
    if (measure.key === 'upheld_or_partly' && question.where['stage1_outcome'] === undefined && !question.by.includes('stage1_outcome')) {
      const counted = question.on === 'completed' ? 'stage1_completed' : 'complaints';
      const parts = ['upheld', 'partially_upheld'].map((outcome) => published({ ...question, measure: counted, where: { ...question.where, stage1_outcome: outcome } }));
      const [upheld, partly] = parts;
      if (upheld === undefined || partly === undefined) return undefined;
      const sums = upheld.flatMap((cell): Cell[] => {
        const other = sameKeys(partly, cell.keys)?.value;
        return cell.value === undefined || other === undefined ? [] : [{ keys: cell.keys, value: plus(cell.value, other) }];
      });
      return sums.length === 0 ? undefined : { from: 'published', cells: sums };
    }
    return undefined;
  }

  /**
   * A period of which not all records are known to be held, and nothing was published. Where it overlaps what is held (the
   * edges of registers may be the first and last receipt), the records answer, in part. Where it lies wholly before or between
   * they do not: a few older cases that a register carries on would pass for the whole of their year.
   */
  async function notHeld(measure: Measure, question: Question): Promise<Answer> {
    const why = await unknowable(question);
    if (why !== undefined) return { cells: [], why };
    const period = isStanding(measure) ? { from: question.to, to: question.to } : question;
    const holds = await heldPeriods();
    if (isHeldSomewhat(period, holds) || (authorityId !== 'all' && (await receivedIn(database, authorityId, period, holds)))) return fromRecords(measure, question);
    const some = await hasRecords(database, authorityId, question, measure);
    return { cells: [], why: `${some ? 'not all' : 'no'} records are held for ${daysInWords(question)}, and no figure was published` };
  }

  async function ratio(measure: RatioMeasure, question: Question): Promise<Answer> {
    const knownTo = (key: string) => secondKnows(measure, key);
    const of = await ask({ ...question, measure: measure.first });
    if (of.why !== undefined) return of;
    const overWhere = Object.fromEntries(Object.entries(question.where).filter(([key]) => knownTo(key)));
    const over = await ask({ ...question, measure: measure.second, where: overWhere, by: question.by.filter(knownTo) });
    if (over.why !== undefined) return over;
    const part = of.part ?? over.part;
    const every = question.by.every(knownTo);
    const noBase = `${measure.noBase} (${daysInWords(question)})`;
    const cells = of.cells.map((cell) => quotient(cell, sameKeys(over.cells, Object.fromEntries(Object.entries(cell.keys).filter(([key]) => knownTo(key)))), measure.times ?? 1n, noBase));
    // Where there were complaints and no request, the rate is 0 and not absent.
    const none = every && of.from === 'records' && measure.second !== 'contacts' ? over.cells.filter((cell) => sameKeys(of.cells, cell.keys) === undefined) : [];
    return { ...(of.from && { from: of.from }), ...(part !== undefined && { part }), cells: [...cells, ...none.map((cell) => quotient({ keys: cell.keys, value: fraction('0') }, cell, measure.times ?? 1n, noBase))] };
  }

  /** The contacts of the context: those of the service asked about where it has its own, else the authority's. */
  function contacts(question: Question): Answer {
    if (authorityId === 'all') return { cells: [], why: 'contacts are recorded for each authority, not for all' };
    const kind = question.by.find(isPeriodKey);
    if (kind !== undefined) {
      const by = question.by.filter((key) => key !== kind);
      const cells = partsOf(question, kind, held.yearStarts).flatMap((part) => contacts({ ...question, ...part, by }).cells.map((cell): Cell => ({ ...cell, keys: { ...cell.keys, [kind]: periodKeyOf(kind, part.from, held.yearStarts) } })));
      return { cells };
    }
    if (question.by.length > 0) return activityIn(held.context, { ...question, where: { ...question.where, measure: 'contacts' } });
    const ofService = question.where['service'] === undefined ? undefined : activityIn(held.context, { ...question, where: { ...question.where, measure: 'contacts' } });
    if (ofService?.why === undefined && ofService !== undefined) return ofService;
    return activityIn(held.context, { ...question, where: { measure: 'contacts' } });
  }
}

function measureOf(key: string): Measure {
  const measure = findMeasure(key);
  if (measure === undefined) throw new Error(`there is no measure ${key}: the question was not checked`);
  return measure;
}

function isStanding(measure: Measure): boolean {
  return measure.of === 'table' && measure.standing === true;
}

/** What stands open at the end of a period that was not over is what stood open on the last day known: nothing is past due before its day. */
function knownPartOf(measure: Measure, question: Question, knownBy: Day): Question {
  return isStanding(measure) && question.to > knownBy && question.from <= knownBy ? { ...question, to: knownBy } : question;
}

/** Whether the second of two measures takes a condition that the first has. */
export function secondKnows({ second }: RatioMeasure, key: string): boolean {
  const base = second === 'contacts' ? undefined : baseOf(measureOf(second));
  return base === undefined ? key === 'service' || isPeriodKey(key) : findKey(base, key) !== undefined && !isOnlyStage2(base, key);
}

/** A key that stage 2 has under a name that means something else of a representation. */
function isOnlyStage2(base: string, key: string): boolean {
  return base === 'representation' && (key === 'closed_on' || key === 'status');
}

function cellOf(measure: Measure, question: Question, row: AnswerRow): Cell {
  const keys = Object.fromEntries(question.by.map((key, index) => [key, row[`key_${index}`] ?? null]));
  const numerator = { keys, value: fraction(row.numerator) };
  if (row.denominator === null || measure.of !== 'table') return numerator;
  return quotient(numerator, { keys, value: fraction(row.denominator) }, measure.times ?? 1n, `${measure.noBase ?? 'nothing was counted'} (${daysInWords(question)})`);
}

function quotient(of: Cell, over: Cell | undefined, factor: bigint, noBase: string): Cell {
  if (of.value === undefined) return of;
  if (over?.value === undefined || isZero(over.value)) return { keys: of.keys, why: over?.why ?? `there is no base to divide by: ${noBase}` };
  return { keys: of.keys, value: times(divided(of.value, over.value), factor) };
}

function sameKeys(cells: readonly Cell[], keys: Keys): Cell | undefined {
  const names = Object.keys(keys);
  return cells.find((cell) => names.every((name) => cell.keys[name] === keys[name]));
}

function conditionsInWords(where: Conditions): string {
  const conditions = Object.entries(where).map(([key, value]) => `${key}=${value}`);
  return conditions.length === 0 ? '' : ` where ${conditions.join(', ')}`;
}

/** 100 × (this − that) ÷ that, row by row; months, quarters and years are compared with those as far into the earlier period. */
function changed(now: Answer, then: Answer, query: FigureQuery, measure: Measure, yearStarts: string): Answer {
  if (query.change_from === undefined) return now;
  if (then.why !== undefined) return { cells: [], why: then.why };
  const earlierPeriod = query.change_from;
  const inPart = now.part !== undefined ? { period: query, why: now.part } : then.part === undefined ? undefined : { period: earlierPeriod, why: then.part };
  if (inPart !== undefined) return { cells: [], why: `a part of a period does not compare with a whole one: of ${daysInWords(inPart.period)}, ${inPart.why}` };
  const earlier = then.cells.map((cell) => ({ ...cell, keys: shiftedKeys(cell.keys, query.change_from?.from ?? query.from, query.from, yearStarts) }));
  const gone = earlier.filter((cell) => sameKeys(now.cells, cell.keys) === undefined).map((cell): Cell => ({ keys: cell.keys, value: fraction('0') }));
  const counts = measure.of === 'table' && measure.denominator === undefined;
  const cells = [...now.cells, ...(counts ? gone : [])].map((cell): Cell => {
    if (cell.value === undefined) return cell;
    const before = sameKeys(earlier, cell.keys);
    if (before?.value === undefined || isZero(before.value)) {
      return { keys: cell.keys, why: before?.why ?? `there is no base to divide by: ${measure.key}${conditionsInWords(query.where ?? {})} was 0 for ${daysInWords(earlierPeriod)}` };
    }
    return { keys: cell.keys, value: times(divided(minus(cell.value, before.value), before.value), 100n) };
  });
  return { ...now, cells };
}

function printed(answer: Answer, by: readonly string[], measure: Measure, round: number | undefined): FigureAnswer {
  if (answer.why !== undefined) return { answer: null, why: answer.why };
  const source = { ...(answer.from !== undefined && { from: answer.from }), ...(answer.part !== undefined && { part: answer.part }) };
  const valueOf = (cell: Cell) => (cell.value === undefined ? { answer: null, ...(cell.why !== undefined && { why: cell.why }) } : { answer: numberOf(cell.value, round) });
  if (by.length > 0) {
    const rows: FigureRow[] = inOrder(answer.cells, by, baseOf(measure)).map((cell) => ({ keys: cell.keys, ...valueOf(cell) }));
    return { answer: null, ...source, rows };
  }
  const [cell] = answer.cells;
  return cell === undefined ? { answer: null, why: 'nothing was counted' } : { ...valueOf(cell), ...source };
}

async function hasOwnField(database: Database, authorityId: number | 'all', base: BaseTable, key: string): Promise<boolean> {
  const ofAuthority = authorityId === 'all' ? sql`true` : sql`authority_id = ${authorityId}::int`;
  const looked = tablesWithOwnFields(base).map((table) => sql`exists (select 1 from ${sql.table(table)} where ${ofAuthority} and own ? ${key}::text)`);
  const { rows } = await sql<{ has: boolean }>`-- Does any record have this field of the council's own?
select ${sql.join(looked, sql` or `)} as has`.execute(database);
  return rows[0]?.has ?? false;
}

/** Whether anything at all is on record of a period: a representation or compliment received, or a row of what the measure counts. */
async function hasRecords(database: Database, authorityId: number | 'all', question: Question, measure: Measure): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`-- Is anything on record of this period?
select ${anyDated(authorityId, measure, (on) => sql`${on} between ${question.from}::date and ${question.to}::date`)} as has`.execute(database);
  return rows[0]?.has ?? false;
}

function anyDated(authorityId: number | 'all', measure: Measure, when: (on: RawBuilder<unknown>) => RawBuilder<unknown>): RawBuilder<unknown> {
  const ofAuthority = authorityId === 'all' ? sql`true` : sql`authority_id = ${authorityId}::int`;
  const dated: readonly (readonly [string, string])[] = [['representation', 'received_on'], ['representation', 'stage1_ended_on'], ['compliment', 'received_on'], ...ownDates(measure)];
  return sql.join(dated.map(([table, column]) => sql`exists (select 1 from ${sql.table(table)} where ${ofAuthority} and ${when(sql.ref(column))})`), sql` or `);
}

function ownDates(measure: Measure): (readonly [string, string])[] {
  const table: TableMeasure | undefined = measure.of === 'table' ? measure : undefined;
  if (table === undefined || table.base === 'element' || table.base === 'representation') return [];
  return [[table.base, table.dated.received.slice(table.dated.received.indexOf('.') + 1)]];
}
