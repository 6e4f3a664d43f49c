import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../../domain/day.ts';
import type { Authority } from '../../store/authorities.ts';
import type { Database } from '../../store/database.ts';
import { asAt } from '../as-at.ts';
import { statementsBehind } from '../figures/listed-cases.ts';
import type { Layout } from '../layout.ts';
import { composeReport } from '../report.ts';
import type { Asked, Report } from '../report-value.ts';
import type { CaseRow } from '../statement.ts';
import { type PrintedValue, printedValues, questionKey } from './printed-values.ts';

/** A number that is another now; undefined where it is not there. `cases`: those recorded in since the cut-off that moved it. */
export type MovedFigure = { readonly group: string; readonly place: string; readonly was?: string; readonly now?: string; readonly cases: readonly number[] };
export type ChangedSince = {
  /** How many numbers were printed. */
  readonly figures: number;
  readonly moved: readonly MovedFigure[];
  /** In which anything was recorded after the cut-off, or taken in after the publication. */
  readonly casesSince: readonly number[];
};

export type Frozen = { readonly layout: Layout; readonly whole: Report; readonly asAt: Day; readonly publishedAt: Date };

/** Asks every figure of a publication again of what is on record now, and finds for each that moved the cases that moved it. */
export async function changedSince(db: Database, authority: Authority, frozen: Frozen): Promise<ChangedSince> {
  if (!db.isTransaction) return db.transaction().setIsolationLevel('repeatable read').execute((state) => changedSince(state, authority, frozen));
  const { whole } = frozen;
  const now = await composeReport(db, authority, frozen.layout, { from: whole.period.from, to: whole.period.to });
  const figures = printedValues(whole).filter(({ asked }) => asked.length > 0);
  const moved = movedValues(figures, printedValues(now).filter(({ asked }) => asked.length > 0));
  const casesSince = await recordedSince(db, authority.authorityId, frozen);
  const questions = new Map(moved.flatMap(({ asked }) => asked).filter(({ from, answer }) => from === 'records' || (from === undefined && answer !== null)).map((asked) => [questionKey(asked), asked] as const));
  const behind = await casesThatDiffer(db, authority, [...questions], casesSince, frozen.asAt);
  return {
    figures: figures.length, casesSince,
    moved: moved.map(({ asked, ...value }) => ({ ...value, cases: [...new Set(asked.flatMap((one) => behind.get(questionKey(one)) ?? []))].toSorted((a, b) => a - b) })),
  };
}

type Moved = Omit<MovedFigure, 'cases'> & { readonly asked: readonly Asked[] };

function movedValues(before: readonly PrintedValue[], after: readonly PrintedValue[]): Moved[] {
  const later = new Map(after.map((value) => [value.path, value]));
  const earlier = new Set(before.map(({ path }) => path));
  return [
    ...before.flatMap((value): Moved[] => {
      const now = later.get(value.path);
      if (now?.text === value.text || (now === undefined && isNothing(value))) return [];
      return [{ group: value.group, place: value.place, was: value.text, ...(now === undefined ? {} : { now: now.text }), asked: [...value.asked, ...now?.asked ?? []] }];
    }),
    ...after.flatMap((value): Moved[] => (earlier.has(value.path) || isNothing(value) ? [] : [{ group: value.group, place: value.place, now: value.text, asked: value.asked }])),
  ];
}

/** Of a row or column that comes or goes, what nothing is counted in says nothing. */
function isNothing({ asked }: PrintedValue): boolean {
  return asked.every(({ answer }) => answer === null || answer === 0);
}

async function recordedSince(db: Database, authorityId: number, { asAt: cutOff, publishedAt }: Frozen): Promise<number[]> {
  const { rows } = await sql<{ case_id: number }>`-- In which cases was anything recorded since?
select case_id from case_known where authority_id = ${authorityId}::int and last_known_on > ${cutOff}::date
union
select case_id from event where authority_id = ${authorityId}::int and recorded_at > ${publishedAt}
order by case_id`.execute(db);
  return rows.map((row) => row.case_id);
}

/** So many lists in one statement: each is small, and there may be hundreds. */
const LISTS_A_STATEMENT = 40;

/** For each question, which of some cases stand otherwise in the list behind it now than they did on the day: come, gone, or giving more or less to it. */
async function casesThatDiffer(db: Database, authority: Authority, questions: readonly (readonly [string, Asked])[], cases: readonly number[], cutOff: Day): Promise<ReadonlyMap<string, readonly number[]>> {
  if (questions.length === 0 || cases.length === 0) return new Map();
  const list = async (records: Database, onRecord?: Day): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> => {
    const statements = questions.flatMap(([key, { query: asked, keys }]) => {
      const { as_at: _, ...query } = asked;
      return statementsBehind(authority.authorityId, authority.financialYearStarts, { ...query, ...(onRecord === undefined ? {} : { as_at: onRecord }) }, keys ?? {}).map((statement) => ({ key, statement }));
    });
    const lists = new Map<string, Map<number, string>>();
    for (let start = 0; start < statements.length; start += LISTS_A_STATEMENT) {
      const some: RawBuilder<unknown>[] = statements.slice(start, start + LISTS_A_STATEMENT).map(({ statement }, at) => sql`select ${start + at}::int as question, behind.case_id, behind.counted, behind.adds from (${statement}) as behind join since on since.case_id = behind.case_id`);
      const { rows } = await sql<Pick<CaseRow, 'case_id' | 'counted' | 'adds'> & { question: number }>`-- Which of these cases are behind these numbers?
with since as materialized (select unnest(${[...cases]}::int[]) as case_id)
${sql.join(some, sql` union all `)}`.execute(records);
      for (const { question, case_id: caseId, counted, adds } of rows) {
        const key = statements[question]?.key ?? '';
        const of = lists.get(key) ?? new Map<number, string>();
        lists.set(key, of.set(caseId, `${of.get(caseId) ?? ''} ${counted} ${adds}`));
      }
    }
    return lists;
  };
  const now = await list(db);
  const then = await asAt(db, authority.authorityId, cutOff, (records) => list(records, cutOff));
  return new Map(questions.map(([key]) => {
    const [before, after] = [then.get(key) ?? new Map<number, string>(), now.get(key) ?? new Map<number, string>()];
    return [key, [...new Set([...before.keys(), ...after.keys()])].filter((one) => before.get(one) !== after.get(one))] as const;
  }));
}
