import { sql, type RawBuilder } from 'kysely';
import type { FigurePeriod, FigureQuery } from '../src/domain/figure-query.ts';

/** A question to the figures, and the same written by hand in SQL by somebody who knows the tables: rows of keys and one value. */
export type BenchQuestion = {
  readonly name: string;
  readonly query: Omit<FigureQuery, 'from' | 'to'>;
  readonly byHand: (authorityId: number | 'all', period: FigurePeriod) => RawBuilder<Record<string, string | number | null>>;
};

const of = (table: string, authorityId: number | 'all') => (authorityId === 'all' ? sql`true` : sql`${sql.ref(`${table}.authority_id`)} = ${authorityId}`);

/** Counts, rates, sums, joins, rows by one and by two keys, what stood open on a day: the kinds that a report asks. */
export const questions: readonly BenchQuestion[] = [
  {
    name: 'statutory complaints', query: { measure: 'complaints', where: { handled_as: 'statutory' } },
    byHand: (authorityId, { from, to }) => sql`select count(*) as value from representation where ${of('representation', authorityId)} and received_on between ${from} and ${to} and handled_as = 'statutory'`,
  },
  {
    name: 'complaints by theme', query: { measure: 'complaints', by: 'theme' },
    byHand: (authorityId, { from, to }) => sql`select theme, count(*) as value from representation
      where ${of('representation', authorityId)} and received_on between ${from} and ${to} and handled_as in ('statutory', 'corporate') group by theme`,
  },
  {
    name: 'complaints by month', query: { measure: 'complaints', by: 'month' },
    byHand: (authorityId, { from, to }) => sql`select to_char(received_on, 'YYYY-MM') as month, count(*) as value from representation
      where ${of('representation', authorityId)} and received_on between ${from} and ${to} and handled_as in ('statutory', 'corporate') group by 1`,
  },
  {
    name: 'share upheld', query: { measure: 'upheld_rate' },
    byHand: (authorityId, { from, to }) => sql`select 100.0 * count(*) filter (where stage1_outcome in ('upheld', 'partially_upheld')) / count(*) as value from representation
      where ${of('representation', authorityId)} and received_on between ${from} and ${to} and handled_as in ('statutory', 'corporate')`,
  },
  {
    name: 'stage 1 on time, by procedure', query: { measure: 'stage1_on_time_rate', by: 'handled_as' },
    byHand: (authorityId, { from, to }) => sql`select handled_as, 100.0 * count(*) filter (where stage1_days <= stage1_longest_days) / count(*) as value from representation
      where ${of('representation', authorityId)} and received_on between ${from} and ${to} and handled_as in ('statutory', 'corporate') and stage1_responded_on is not null group by 1`,
  },
  {
    name: 'stage 1 completed, by how long it took', query: { measure: 'stage1_completed', by: 'stage1_band', on: 'completed' },
    byHand: (authorityId, { from, to }) => sql`select stage1_band, count(*) as value from representation
      where ${of('representation', authorityId)} and stage1_ended_on between ${from} and ${to} and handled_as in ('statutory', 'corporate') group by 1`,
  },
  {
    name: 'elements by theme and finding', query: { measure: 'elements', by: ['theme', 'stage1_finding'] },
    byHand: (authorityId, { from, to }) => sql`select coalesce(e.theme, r.theme) as theme, e.stage1_finding, count(*) as value from element e join representation r using (authority_id, case_id)
      where ${of('r', authorityId)} and r.received_on between ${from} and ${to} and r.handled_as in ('statutory', 'corporate') group by 1, 2`,
  },
  {
    name: 'stage 2 on time', query: { measure: 'stage2_on_time_rate' },
    byHand: (authorityId, { from, to }) => sql`select 100.0 * count(*) filter (where coalesce(days_from_statement, days_from_request) <= stage2_longest_days) / count(*) as value from stage2
      where ${of('stage2', authorityId)} and closed_on between ${from} and ${to} and decision = 'accepted'`,
  },
  {
    name: 'stage 2 open at the end', query: { measure: 'stage2_open' },
    byHand: (authorityId, { to }) => sql`select count(*) as value from stage2 where ${of('stage2', authorityId)} and requested_on <= ${to} and (closed_on is null or closed_on > ${to})
      and (decision is distinct from 'declined' or decided_on > ${to})`,
  },
  {
    name: 'spend by stage', query: { measure: 'spend', by: 'stage' },
    byHand: (authorityId, { from, to }) => sql`select stage, sum(amount) as value from payment where ${of('payment', authorityId)} and paid_on between ${from} and ${to} and role <> 'complainant' group by 1`,
  },
  {
    name: 'complainants', query: { measure: 'complainants' },
    byHand: (authorityId, { from, to }) => sql`select count(*) as value from (select distinct authority_id, complainant from representation
      where ${of('representation', authorityId)} and received_on between ${from} and ${to} and complainant is not null) as one`,
  },
  {
    name: 'repeat complainants', query: { measure: 'repeat_complainants' },
    byHand: (authorityId, { from, to }) => sql`select count(*) as value from (select 1 from representation
      where ${of('representation', authorityId)} and received_on between ${from} and ${to} and complainant is not null group by authority_id, complainant having count(*) > 1) as often`,
  },
  {
    name: 'compliments by source', query: { measure: 'compliments', by: 'source' },
    byHand: (authorityId, { from, to }) => sql`select source, count(*) as value from compliment where ${of('compliment', authorityId)} and received_on between ${from} and ${to} group by 1`,
  },
  {
    name: 'learning actions overdue', query: { measure: 'actions_overdue' },
    byHand: (authorityId, { to }) => sql`select count(*) as value from learning_action where ${of('learning_action', authorityId)} and due_on < ${to} and (completed_on is null or completed_on > ${to})`,
  },
];
