import type { ColumnType, Generated } from 'kysely';
import type { Day } from '../domain/day.ts';

type Json<T> = ColumnType<T, string, string>;

export type AuthorityTable = {
  authority_id: Generated<number>; authority: string; name: string; financial_year_starts: string;
  words: Json<Record<string, string>>; themes: Json<string[]>; procedures: Json<unknown>; conventions: Json<Record<string, unknown>>;
  report: Json<{ layout: string; from: Day; to: Day } | null>;
};
export type ServiceTable = { authority_id: number; service: string; parent: string | null; place: Generated<number> };
export type ContextTable = { authority_id: number; measure: string; service: string; from_on: Day; to_on: Day; value: string };
export type PublishedTable = { authority_id: number; measure: string; from_on: Day; to_on: Day; conditions: string; value: string; source: string | null };
export type CoverageTable = { authority_id: number; from_on: Day; to_on: Day; source: string };
export type ChainTable = { authority_id: number; position: number; hash: Buffer; next_case: number };
export type CaseKind = 'representation' | 'compliment' | 'unattached';
export type CaseIndexTable = { authority_id: number; case_id: number; kind: CaseKind; ref: string };
export type EventTable = {
  authority_id: number; case_id: number; version: number; position: number; type: string; happened_on: Day; known_on: Day;
  recorded_at: Date; recorded_by: string; source: 'casework' | 'register'; body: Json<Record<string, unknown>>; hash: Buffer;
};
export type IdentifyingTextTable = { authority_id: number; case_id: number; version: number; field: string; salt: Buffer | null; text: string | null };
export type PersonTable = { authority_id: number; person: string; name: string | null; contacts: Json<Record<string, string>> };

/** Rows worked out from the events. Columns are named as in the register; dates are days. */
export type CaseKnownRow = { authority_id: number; case_id: number; version: number; first_known_on: Day; last_known_on: Day };
export type RepresentationRow = {
  authority_id: number; case_id: number; ref: string; received_on: Day; channel: string | null; received_via: string | null;
  complainant: string | null; complainant_type: string | null; complainant_age: number | null; age_band: string | null; gender: string | null;
  ethnicity: string | null; disability: string | null; sexual_orientation: string | null; child_status: string | null; advocate: string | null;
  service: string | null; handled_as: string | null; handling_reason: string | null; theme: string | null; summary: string | null;
  court_proceedings: string | null; child_protection_plan: string | null; persistent_complainant: string | null; acknowledged_on: Day | null;
  stage1_started_on: Day | null; stage1_start_recorded: boolean; stage1_extended_to: Day | null; stage1_extension_reason: string | null;
  stage1_responded_on: Day | null; stage1_outcome: string | null; stage1_late_reason: string | null; stage1_due_on: Day | null; stage1_ended_on: Day | null;
  stage1_days: number | null; stage1_band: string | null; stage1_longest_days: number | null; status: string; closed_on: Day | null; own: Record<string, string>;
};
export type ElementRow = {
  authority_id: number; case_id: number; element: number; theme: string | null; service: string | null; complaint: string | null;
  stage1_finding: string | null; stage2_finding: string | null; stage3_finding: string | null; remedies: readonly string[]; comment: string | null; own: Record<string, string>;
};
export type Stage2Row = {
  authority_id: number; case_id: number; requested_on: Day; reason: string | null; decision: string | null; decided_on: Day | null; decline_reason: string | null;
  statement_agreed_on: Day | null; investigating_officer: string | null; independent_person: string | null; extended_to: Day | null; extension_reason: string | null;
  investigation_report_on: Day | null; report_sent_on: Day | null; sent_for_adjudication_on: Day | null; adjudicated_on: Day | null; outcome: string | null;
  closed_on: Day | null; late_reason: string | null; stage2_days: number | null; days_from_request: number | null; days_from_statement: number | null;
  counted_from: 'request' | 'statement'; stage2_longest_days: number | null;
};
export type Stage3Row = {
  authority_id: number; case_id: number; requested_on: Day; acknowledged_on: Day | null; papers_sent_on: Day | null; panel_on: Day | null; findings_on: Day | null;
  responded_on: Day | null; outcome: string | null; late_reason: string | null; panel_days: number | null; panel_longest_days: number | null;
};
export type OmbudsmanMatterRow = {
  authority_id: number; case_id: number; ombudsman_ref: string; service: string | null; received_on: Day; decision: string | null; decided_on: Day | null; closed_on: Day | null;
};
export type PaymentRow = { authority_id: number; case_id: number; payment: number; stage: string; role: string; amount: string; paid_on: Day; note: string | null };
export type LearningActionRow = {
  authority_id: number; case_id: number; learning_action: number; element: number | null; promised_on: Day; action: string | null; kind: string | null; owner: string | null;
  due_on: Day | null; completed_on: Day | null; evidence: string | null;
};
export type ComplimentRow = {
  authority_id: number; case_id: number; ref: string; received_on: Day; channel: string | null; source: string | null; origin: string | null; service: string | null;
  aspects: readonly string[]; text: string | null; publish_consent: string | null; own: Record<string, string>;
};

/** The read tables, each by its name: what `candour rebuild` drops and makes again. */
export type ReadTables = {
  case_known: CaseKnownRow; representation: RepresentationRow; element: ElementRow; stage2: Stage2Row; stage3: Stage3Row;
  ombudsman_matter: OmbudsmanMatterRow; payment: PaymentRow; learning_action: LearningActionRow; compliment: ComplimentRow;
};
export const readTables = ['case_known', 'representation', 'element', 'stage2', 'stage3', 'ombudsman_matter', 'payment', 'learning_action', 'compliment'] as const satisfies readonly (keyof ReadTables)[];

export type Tables = ReadTables & {
  authority: AuthorityTable; service: ServiceTable; context: ContextTable; published: PublishedTable; coverage: CoverageTable;
  chain: ChainTable; case_index: CaseIndexTable; event: EventTable; identifying_text: IdentifyingTextTable; person: PersonTable;
};
