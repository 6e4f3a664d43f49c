import type { ColumnType, Generated } from 'kysely';
import type { Day } from '../domain/day.ts';

type Json<T> = ColumnType<T, string, string>;

export type AuthorityTable = {
  authority_id: Generated<number>; authority: string; name: string; financial_year_starts: string;
  words: Json<Record<string, string>>; themes: Json<string[]>; procedures: Json<unknown>; conventions: Json<Record<string, unknown>>;
  report: Json<{ layout: string; from: Day; to: Day } | null>; reference_patterns: ColumnType<Record<string, string>, string | undefined, string>; second_factor_required: Generated<boolean>;
};
export type ServiceTable = { authority_id: number; service: string; parent: string | null; opens_on: Day | null; closes_on: Day | null; place: Generated<number> };
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
export type PersonTable = {
  authority_id: number; person: string; name: string | null; contacts: Json<Record<string, string>>; former_names: Generated<string[]>; born_on: Day | null;
  communication_needs: string | null; searched: Generated<string>; compared: Generated<boolean>; version: Generated<number>; erased_at: Date | null;
};
export type PersonChangeTable = { authority_id: number; person: string; version: number; changed_at: Date; account_id: number; details: string[]; reason: string | null };
/** Small numbers are hidden below `threshold`; counts are rounded to a multiple of `roundedTo`. */
export type DisclosureRule = { readonly threshold: number; readonly roundedTo?: number };
/** `says`: what was found, in words, once it is published: the finding can be looked up no more then. */
export type OverruledFinding = { readonly finding: string; readonly reason: string; readonly by: number; readonly at: string; readonly says?: string };
/** What was decided of a name, place or age found in the words of a report. What was taken out is not kept. */
export type PublishedRedaction = { readonly kind: string; readonly place: string; readonly decision: 'replaced' | 'left'; readonly replacement?: string; readonly reason?: string; readonly by: number; readonly at: string };
export type ReportRedactionTable = {
  authority_id: number; report: number; find: string; kind: string; place: string; decision: 'replaced' | 'left'; replacement: string | null; reason: string | null; decided_by: number; decided_at: Date;
};
export type PublishingSettingsTable = { authority_id: number; threshold: number | null; rounded_to: number | null; changed_by: number; changed_at: Date };
export type OpenDataSettingsTable = { authority_id: number; given: boolean; threshold: number | null; since_on: Day | null; changed_by: number; changed_at: Date };
export type LayoutTable = { authority_id: number; layout: number; name: string; version: Generated<number>; spec: Json<unknown>; changed_at: Date; changed_by: number };
export type KeptReportTable = {
  authority_id: number; report: number; version: Generated<number>; title: string; layout: Json<unknown>; from_on: Day; to_on: Day; as_at: Day | null;
  disclosure: ColumnType<DisclosureRule | null, string | null, string | null>; overruled: ColumnType<OverruledFinding[], string | undefined, string>; compared_with: number | null;
  begun_by: number; begun_at: Date; changed_by: number; changed_at: Date; disclosure_decided: Generated<boolean>;
};
export type ReportVersionTable = Pick<KeptReportTable, 'authority_id' | 'report' | 'title' | 'layout' | 'from_on' | 'to_on' | 'as_at' | 'disclosure' | 'compared_with' | 'changed_by' | 'changed_at'> & { version: number; what: string; restores: number | null };
export type PublicationTable = {
  authority_id: number; publication: number; report: number; title: string; layout: Json<unknown>; from_on: Day; to_on: Day; as_at: Day;
  disclosure: ColumnType<DisclosureRule | null, string | null, string | null>; overruled: Json<OverruledFinding[]>; whole: Json<unknown>; printed: Json<unknown>; hash: Buffer; published_by: number; published_at: Date;
  beside: ColumnType<number[], number[] | undefined, never>; redactions: ColumnType<PublishedRedaction[], string | undefined, never>;
};
export type ReportTemplateTable = { authority_id: number; content: Json<unknown>; uploaded_by: number; uploaded_at: Date };
export type ReportPictureTable = { authority_id: number; report: number; picture: Buffer; kind: 'png' | 'jpeg'; content: Buffer; added_by: number; added_at: Date };
export type PublicationWithdrawnTable = { authority_id: number; publication: number; reason: string; withdrawn_by: number; withdrawn_at: Date };
export type PersonMergeTable = {
  authority_id: number; merge: number; person: string; into_person: string; reason: string | null; merged_by: number; merged_at: Date; details_before: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  version_after: number; undone_by: ColumnType<number | null, number | undefined, number | null>; undone_at: ColumnType<Date | null, Date | undefined, Date | null>; undone_reason: ColumnType<string | null, string | undefined, string | null>;
};
export type PersonApartTable = { authority_id: number; person: string; other: string; said_by: number; said_at: Date };
export type SeriesTable = { authority_id: number; series: string; last: number };

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
  /** The key of whoever in the complaints team looks after it. */
  case_officer: string | null;
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
  responded_on: Day | null; outcome: string | null; late_reason: string | null; panel_days: number | null; panel_longest_days: number | null; /** The day for which the panel is arranged. */ meeting_on: Day | null;
};
export type OmbudsmanMatterRow = {
  authority_id: number; case_id: number; ombudsman_ref: string; service: string | null; received_on: Day; decision: string | null; decided_on: Day | null; closed_on: Day | null;
  public_report: boolean; remedies: number; remedies_open: number;
};
/** `supplier_compared`, `number_compared`: as the same invoice is found twice. */
export type InvoiceRow = {
  authority_id: number; case_id: number; invoice: number; supplier: string | null; supplier_compared: string | null; number: string; number_compared: string; stage: string; role: string;
  dated_on: Day; received_on: Day; amount: string; vat: string | null; state: string; approved_on: Day | null; approved_by: string | null; paid_on: Day | null;
};
export type PaymentRow = { authority_id: number; case_id: number; payment: number; stage: string; role: string; amount: string; paid_on: Day; note: string | null };
export type LearningActionRow = {
  authority_id: number; case_id: number; learning_action: number; element: number | null; promised_on: Day; action: string | null; kind: string | null; owner: string | null;
  due_on: Day | null; completed_on: Day | null; evidence: string | null;
};
export type ComplimentRow = {
  authority_id: number; case_id: number; ref: string; received_on: Day; channel: string | null; source: string | null; origin: string | null; service: string | null;
  aspects: readonly string[]; text: string | null; credited: string | null; publish_consent: string | null; own: Record<string, string>;
  passed_on_on: Day | null; thanked_on: Day | null;
};

/** Who takes part in a case, by the key that the events have of them, and until when they may see it. */
export type CasePartyRow = { authority_id: number; case_id: number; person: string; role: string; until_on: Day | null };
export type CaseAccessRow = { authority_id: number; case_id: number; restricted: boolean; about_people: readonly string[]; about_services: readonly string[] };
export type OpenClockRow = {
  authority_id: number; case_id: number; rule: string; stage: string; name: string; started_on: Day; due_on: Day; waiting_on: string; standing_still_since: Day | null;
  /** Which of several it is about, an Ombudsman's matter or remedy; empty where a case has only one. */
  about: string;
};
/** Who is in a case, as the complainant or as a child it is about, by the key of the person: the one kept where two records were merged. `named_as`: the key that the events have. */
export type CasePersonRow = { authority_id: number; case_id: number; person: string; part: 'complainant' | 'child'; named_as: string };
/** The free text of a case, searched by its words: the database keeps the words and not the text. */
export type CaseSearchRow = { authority_id: number; case_id: number; words: string };

/** The read tables, each by its name: what `candour rebuild` drops and makes again. */
export type ReadTables = {
  case_known: CaseKnownRow; representation: RepresentationRow; element: ElementRow; stage2: Stage2Row; stage3: Stage3Row;
  ombudsman_matter: OmbudsmanMatterRow; payment: PaymentRow; invoice: InvoiceRow; learning_action: LearningActionRow; compliment: ComplimentRow;
  case_party: CasePartyRow; case_access: CaseAccessRow; open_clock: OpenClockRow; case_search: CaseSearchRow; case_person: CasePersonRow;
};
export const readTables = ['case_known', 'representation', 'element', 'stage2', 'stage3', 'ombudsman_matter', 'payment', 'invoice', 'learning_action', 'compliment', 'case_party', 'case_access', 'open_clock', 'case_search', 'case_person'] as const satisfies readonly (keyof ReadTables)[];

/** By which version of the projection the read tables were made. */
export type ProjectionTable = { authority_id: number; version: number };

export type AccountTable = {
  authority_id: number; account_id: Generated<number>; email: string; name: string; roles: string[]; services: Generated<string[]>; password_hash: string | null;
  totp_secret: string | null; totp_confirmed_at: Date | null; totp_last_step: number | null; recovery_hashes: Generated<string[]>;
  failed_sign_ins: Generated<number>; locked_until: Date | null; disabled_at: Date | null; created_at: Generated<Date>;
  one_time_until: Date | null; totp_pending: string | null; signed_in_at: Date | null; council_name: string | null; digests: Generated<boolean>; answers_for: Generated<string[]>;
};
export type SessionTable = { authority_id: number; session_hash: Buffer; account_id: number; created_at: Date; seen_at: Date; whole: boolean; form_token: string; missing: Generated<string[]>; by_provider: Generated<boolean> };
export type IdentityProviderTable = {
  authority_id: number; issuer: string; client_id: string; has_secret: boolean; account_claim: string; passwords: string; second_factor: string; acr_values: string[];
  roles_claim: string | null; role_values: Json<Record<string, string[]>>;
};
export type AccountIdentityTable = { authority_id: number; issuer: string; subject: string; account_id: number; linked_at: Date };
export type SignInAttemptTable = { authority_id: number; attempt_hash: Buffer; state: string; nonce: string; code_verifier: string; return_to: string; go_to: string; begun_at: Date };
export type SentFormTable = { authority_id: number; form: string; account_id: number; sent_at: Generated<Date>; outcome: string };
export type DraftTable = { authority_id: number; account_id: number; form: string; fields: Json<Record<string, unknown>>; saved_at: Date };
export type GlassBrokenTable = { authority_id: number; account_id: number; case_id: number; reason: string; broken_at: Date; until: Date };
export type AuditChainTable = { authority_id: number; position: number; hash: Buffer };
export type AuditTable = { authority_id: number; position: number; at: Date; account_id: number | null; what: string; case_id: number | null; detail: Json<Record<string, unknown>>; hash: Buffer };

export type BankHolidayTable = { authority_id: number; holiday_on: Day; name: string; added_by: number; added_at: Date };
export type RetentionRuleTable = { authority_id: number; record_class: string; years: number; source: string };
export type LegalHoldTable = { authority_id: number; case_id: number; hold: number; reason: string; placed_by: number; placed_at: Date; lifted_by: number | null; lifted_at: Date | null };
export type ErasureTable = {
  authority_id: number; case_id: number; erasure: number; ground: string; reason: string; asked_by: number; asked_at: Date;
  decided_by: number | null; decided_at: Date | null; decision: 'erased' | 'kept' | null; texts: number | null;
};

export type LetterTable = {
  authority_id: number; case_id: number; letter: number; kind: string; version: Generated<number>; text: ColumnType<unknown, string, string | null>; written_by: number[]; changed_at: Date;
  approved_by: ColumnType<number | null, number | undefined, number | null>; approved_at: ColumnType<Date | null, Date | undefined, Date | null>;
  sent_on: ColumnType<Day | null, Day | undefined>; sent_by: ColumnType<number | null, number | undefined>; sent_how: ColumnType<string | null, string | undefined>; sent_at: ColumnType<Date | null, Date | undefined>;
};
export type LetterSettingsTable = { authority_id: number; letterhead: string; team: string; contact: string; ombudsman: string; advocacy: string; second_person: boolean };
export type LetterWordingTable = { authority_id: number; passage: string; wording: string; text: string };

export type ReminderSettingsTable = { authority_id: number; digests: boolean; notices: boolean; digest_at: string; escalate_after: number };
export type ReminderTable = {
  authority_id: number; reminder: Generated<number>; account_id: number; kind: string; about: string; case_id: number | null; made_at: Date; due_at: Date; queued_at: Date | null;
  state: Generated<'waiting' | 'sent' | 'nothing to say' | 'lapsed' | 'failed'>; ended_at: Date | null; attempts: Generated<number>; last_tried_at: Date | null; failure: string | null;
};
export type JobRoundTable = { authority_id: number; job: 'digests' | 'cleaning'; ran_at: Date; ran_on: Day; result: Json<Record<string, number | string>> };

export type DocumentMasterTable = { authority_id: number; fingerprint: Buffer };
export type CaseKeyTable = { authority_id: number; case_id: number; sealed: Buffer };
export type DocumentTable = {
  authority_id: number; case_id: number; document: number; kind: string; staff_only: boolean; media_type: string; bytes: number; details: Buffer | null; content: string; scan: 'clean' | 'not scanned';
  added_by: number; added_at: Date; removed_by: ColumnType<number | null, number | undefined, number | null>; removed_at: ColumnType<Date | null, Date | undefined, Date | null>;
};
export type DocumentChunkTable = { authority_id: number; case_id: number; content: string; chunk: number; sealed: Buffer };
export type DocumentSettingsTable = { authority_id: number; largest_megabytes: number };

export type DraftSettingsTable = { authority_id: number; days: number; source: string };
export type PoolMemberTable = {
  authority_id: number; member: Generated<number>; name: string; parts: string[]; email: string | null; telephone: string | null; organisation_kind: string; organisation: string | null;
  connection: string | null; worked_here_until: Day | null; not_services: string[]; not_people: string[]; term_from: Day | null; term_until: Day | null; most_at_once: number | null;
  rate_pence: number | null; rate_per: string | null; notes: string | null; account_id: number | null; ended_on: ColumnType<Day | null, Day | undefined, Day | null>; ended_because: ColumnType<string | null, string | undefined, string | null>; version: Generated<number>;
  removed_at: ColumnType<Date | null, Date | undefined, Date | null>;
};
export type PoolCheckTable = { authority_id: number; member: number; kind: string; done_on: Day; renew_by: Day | null };
export type PoolAwayTable = { authority_id: number; member: number; away: number; from_on: Day; until_on: Day };
export type PoolAnswerTable = { authority_id: number; member: number; day_on: Day; answer: string; recorded_by: number; recorded_at: Date };
export type PoolChangeTable = { authority_id: number; member: number; change: number; changed_at: Date; account_id: number; details: string[] };

export type Tables = ReadTables & {
  document_master: DocumentMasterTable; case_key: CaseKeyTable; document: DocumentTable; document_chunk: DocumentChunkTable; document_settings: DocumentSettingsTable;
  pool_member: PoolMemberTable; pool_check: PoolCheckTable; pool_away: PoolAwayTable; pool_answer: PoolAnswerTable; pool_change: PoolChangeTable;
  reminder_settings: ReminderSettingsTable; reminder: ReminderTable; job_round: JobRoundTable;
  letter: LetterTable; letter_settings: LetterSettingsTable; letter_wording: LetterWordingTable;
  bank_holiday: BankHolidayTable; draft_settings: DraftSettingsTable; retention_rule: RetentionRuleTable; legal_hold: LegalHoldTable; erasure: ErasureTable;
  identity_provider: IdentityProviderTable; account_identity: AccountIdentityTable; sign_in_attempt: SignInAttemptTable;
  account: AccountTable; session: SessionTable; sent_form: SentFormTable; draft: DraftTable; glass_broken: GlassBrokenTable; audit_chain: AuditChainTable; audit: AuditTable;
  layout: LayoutTable; report: KeptReportTable; report_version: ReportVersionTable; publication: PublicationTable; publication_withdrawn: PublicationWithdrawnTable; report_template: ReportTemplateTable; report_picture: ReportPictureTable; report_redaction: ReportRedactionTable; publishing_settings: PublishingSettingsTable; open_data_settings: OpenDataSettingsTable;
  authority: AuthorityTable; service: ServiceTable; context: ContextTable; published: PublishedTable; coverage: CoverageTable;
  projection: ProjectionTable; chain: ChainTable; case_index: CaseIndexTable; event: EventTable; identifying_text: IdentifyingTextTable; person: PersonTable; person_change: PersonChangeTable; person_merge: PersonMergeTable; person_apart: PersonApartTable; series: SeriesTable;
};
