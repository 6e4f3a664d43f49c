import { type RawBuilder, sql } from 'kysely';

/** Where a representation is, finer than its status: what the board has its columns by, and lists their filter. */
export const casePlaces = [
  'handling_undecided', 'stage1', 'stage1_answered', 'stage2_requested', 'statement_pending', 'investigation', 'adjudication', 'report_with_complainant',
  'stage2_ended', 'stage3', 'stage3_ended', 'ombudsman', 'deferred', 'outside_procedure', 'closed',
] as const;
export type CasePlace = (typeof casePlaces)[number];

/** The stage that a case in a place is at. */
export const caseStages = ['receipt', 'stage1', 'stage2', 'stage3', 'ombudsman'] as const;
export type CaseStage = (typeof caseStages)[number];

const placesOfStage: Readonly<Record<CaseStage, readonly CasePlace[]>> = {
  receipt: ['handling_undecided', 'outside_procedure'], stage1: ['stage1', 'stage1_answered'],
  stage2: ['stage2_requested', 'statement_pending', 'investigation', 'adjudication', 'report_with_complainant', 'stage2_ended'],
  stage3: ['stage3', 'stage3_ended'], ombudsman: ['ombudsman'],
};

/** The place of a row of `representation r` with, where it has one, its row of `stage2 s`. */
export const casePlace: RawBuilder<CasePlace> = sql`case
    when r.status = 'received' then case when r.closed_on is not null then 'closed' when r.handled_as is null then 'handling_undecided' else 'outside_procedure' end
    when r.status <> 'stage2' then r.status
    when s.report_sent_on is not null then 'report_with_complainant'
    when s.sent_for_adjudication_on is not null then 'adjudication'
    when s.statement_agreed_on is not null then 'investigation'
    else 'statement_pending'
  end`;

/** Whether a case is in one of some places. What is closed by its status is in no other place: leaving it out first lets an index of the rest serve. */
export function inPlaces(places: readonly CasePlace[]): RawBuilder<boolean> {
  const among = sql<boolean>`${casePlace} = any(${[...places]}::text[])`;
  return places.includes('closed') ? among : sql<boolean>`(r.status <> 'closed' and ${among})`;
}

/** Whether a case is in one of the places of a stage. */
export function atStage(stage: CaseStage): RawBuilder<boolean> {
  return inPlaces(placesOfStage[stage]);
}
