import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { FigureQuery } from '../domain/figure-query.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from '../store/access.ts';
import type { Database } from '../store/database.ts';
import type { CaseKind } from '../store/tables.ts';
import { asAt } from './as-at.ts';
import { type RowKeys, statementBehind } from './figures/listed-cases.ts';
import { secondKnows } from './figures/two-measures.ts';
import { findMeasure } from './measures.ts';
import type { CaseRow } from './statement.ts';

/** The question behind one number: without `by`, `change_from` and `round`, and with the row that the number stands in, where it stands in one. */
export type QuestionBehind = Omit<FigureQuery, 'by' | 'change_from' | 'round'> & { readonly row?: RowKeys };

/** A case behind a number, as it stood on the day as at which is asked. */
export type ListedBehind = {
  readonly caseId: number; readonly kind: CaseKind; readonly ref: string;
  /** Whether the number counts it; otherwise it is only among those that the number is a rate of. */
  readonly counted: boolean;
  /** How much it gives to what is counted or added up: points, pounds, working days; 0 of one that only makes the base. */
  readonly adds: number;
  readonly receivedOn: Day | null; readonly service: string | null; readonly theme: string | null; readonly outcome: string | null; readonly status: string | null;
};
export type CountsBehind = {
  readonly counted: number; readonly countedVisible: number;
  /** Those that only make the base of a rate. */
  readonly base: number; readonly baseVisible: number;
  /** What all that are counted add up to. */
  readonly adds: number;
};
type CountsRow = { readonly counted_in_all: number; readonly counted_visible: number; readonly base: number; readonly base_visible: number; readonly adds_in_all: number };
type ShownRow = {
  readonly case_id: number; readonly kind: CaseKind; readonly ref: string; readonly counted: boolean; readonly adds: number;
  readonly received_on: Day | null; readonly service: string | null; readonly theme: string | null; readonly outcome: string | null; readonly status: string | null;
};
type NoneShown = { readonly case_id: null };
/** Nothing, where no case of ours gave the number: it was published at the time, or is of the work of the services. */
export type Behind = { readonly counts: CountsBehind; readonly cases: readonly ListedBehind[] } | undefined;

/**
 * The cases behind a number that somebody may see, in order of reference, with how many there are whoever asks. Who may see a case
 * is decided as it is today, whatever day the question is as at.
 */
export async function listBehind(database: Database, viewer: Viewer, { row, ...query }: QuestionBehind, today: Day, at: Date, page: { readonly most: number; readonly after?: string }): Promise<Behind> {
  const list = async (records: Database): Promise<Behind> => {
    const behind = await bothBehind(records, viewer.authorityId, query, row);
    if (behind === undefined) return undefined;
    const visible = visibleTo(viewer, today, at, 'behind');
    const { rows } = await sql<CountsRow & (ShownRow | NoneShown)>`-- How many cases are behind a number, and which of them may this viewer see, as they stood?
with behind as (${behind}),
each as materialized (
  select *, ${visible} as visible from behind
),
counts as (
  select count(*) filter (where counted)::int as counted_in_all, count(*) filter (where counted and visible)::int as counted_visible,
         count(*) filter (where not counted)::int as base, count(*) filter (where not counted and visible)::int as base_visible,
         coalesce(sum(adds::numeric) filter (where counted), 0)::float8 as adds_in_all
  from each
),
shown as (
  select * from each
  where visible${page.after === undefined ? sql`` : sql` and ref > ${page.after}`}
  order by ref
  limit ${page.most}
)
select counts.*, shown.case_id, case_index.kind, shown.ref, shown.counted, shown.adds::float8 as adds,
       coalesce(representation.received_on, compliment.received_on, matter.received_on) as received_on, coalesce(representation.service, compliment.service, matter.service) as service,
       representation.theme, representation.stage1_outcome as outcome, representation.status
from counts
left join shown on true
left join case_index on case_index.authority_id = shown.authority_id and case_index.case_id = shown.case_id
left join representation on representation.authority_id = shown.authority_id and representation.case_id = shown.case_id
left join compliment on compliment.authority_id = shown.authority_id and compliment.case_id = shown.case_id
left join lateral (
  select received_on, service from ombudsman_matter where ombudsman_matter.authority_id = shown.authority_id and ombudsman_matter.case_id = shown.case_id order by received_on limit 1
) as matter on case_index.kind = 'unattached'
order by shown.ref`.execute(records);
    const [counts] = rows;
    return {
      counts: { counted: counts?.counted_in_all ?? 0, countedVisible: counts?.counted_visible ?? 0, base: counts?.base ?? 0, baseVisible: counts?.base_visible ?? 0, adds: counts?.adds_in_all ?? 0 },
      cases: rows.filter((one) => one.case_id !== null).map((one) => ({ caseId: one.case_id, kind: one.kind, ref: one.ref, counted: one.counted, adds: one.counted ? one.adds : 0, receivedOn: one.received_on, service: one.service, theme: one.theme, outcome: one.outcome, status: one.status })),
    };
  };
  return query.as_at === undefined ? list(database) : asAt(database, viewer.authorityId, query.as_at, list);
}

/** Of a share or of one measure divided by another, the cases of both: those of the number above the line are counted. */
async function bothBehind(records: Database, authorityId: number, query: FigureQuery, row: RowKeys | undefined): Promise<RawBuilder<CaseRow> | undefined> {
  const { share: _, share_within: __, ...plain } = query;
  const above = await statementBehind(records, authorityId, plain, row);
  const below = above === undefined ? undefined : await baseBehind(records, authorityId, query, row);
  if (above === undefined || below === undefined) return above;
  return sql<CaseRow>`select authority_id, case_id, ref, coalesce(above.counted, false) as counted, coalesce(above.adds, '0') as adds
from (${above}) as above full join (${below}) as below using (authority_id, case_id, ref)`;
}

async function baseBehind(records: Database, authorityId: number, query: FigureQuery, row: RowKeys | undefined): Promise<RawBuilder<CaseRow> | undefined> {
  const { share, share_within: within, where, ...plain } = query;
  if (share === true || within !== undefined) return statementBehind(records, authorityId, { ...plain, ...(within === undefined ? {} : { where: within }) });
  const measure = findMeasure(query.measure);
  if (measure?.of !== 'two measures') return undefined;
  // The second measure takes those conditions that it knows.
  const known = (keys: Readonly<Record<string, string | number | null>>): Record<string, string | number | null> => Object.fromEntries(Object.entries(keys).filter(([key]) => secondKnows(measure, key)));
  const { measure: _, within: __, ...period } = plain as FigureQuery;
  return statementBehind(records, authorityId, { ...period, measure: measure.second, where: known(where ?? {}) as Record<string, string | number> }, known(row ?? {}));
}
