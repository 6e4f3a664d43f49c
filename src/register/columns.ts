import type { Day } from '../domain/day.ts';
import type { OwnFields } from '../domain/events.ts';
import {
  advocateValues, channels, childStatuses, complainantTypes, complimentOrigins, complimentSources, ethnicities, findings, genders, handlings, knownExtensionReasons, knownLateReasons, ombudsmanDecisions,
  paymentRoles, paymentStages, receivedViaValues, remedies, sexualOrientations, stage1Outcomes, stage2Decisions, stage2Reasons, yesNo,
} from '../domain/terms.ts';

/**
 * What a cell holds: a day (YYYY-MM-DD), text, a code of a closed list, a code of an open list (the values known, or any
 * other text), a whole number, a number, pounds (held as whole pence), a list (`;` between), or conditions (`column=value;column=value`).
 */
export type ColumnKind = 'day' | 'text' | 'code' | 'open list' | 'whole number' | 'number' | 'pounds' | 'list' | 'conditions';
export type Column = {
  readonly name: string; readonly kind: ColumnKind; readonly required: boolean; readonly description: string;
  /** The closed list of a code, or of the items of a list. */
  readonly values?: readonly string[];
  /** The values that an open list is known to hold. */
  readonly known?: readonly string[];
  /** Of a whole number. */
  readonly least?: number; readonly most?: number;
};
export type RegisterFile = {
  readonly description: string; readonly columns: readonly Column[];
  /** No two rows have the same values in these columns. */
  readonly key?: readonly string[];
  /** The columns by which rows are put in order when written. */
  readonly order: readonly string[];
  /** Columns whose value must stand in a column of another file (of that file where it is given). */
  readonly refersTo?: readonly { readonly column: string; readonly file: string; readonly itsColumn: string }[];
  /** Whether the council's own `x_…` columns may stand in it. */
  readonly ownFields: boolean;
};

const day = <N extends string>(name: N, description: string) => ({ name, kind: 'day', required: false, description }) as const;
const text = <N extends string>(name: N, description: string) => ({ name, kind: 'text', required: false, description }) as const;
const code = <N extends string, V extends string>(name: N, values: readonly V[], description: string) => ({ name, kind: 'code', required: false, description, values }) as const;
const open = <N extends string>(name: N, known: readonly string[], description: string) => ({ name, kind: 'open list', required: false, description, known }) as const;
const wholeNumber = <N extends string>(name: N, least: number, most: number, description: string) => ({ name, kind: 'whole number', required: false, description, least, most }) as const;
const number = <N extends string>(name: N, description: string) => ({ name, kind: 'number', required: false, description }) as const;
const pounds = <N extends string>(name: N, description: string) => ({ name, kind: 'pounds', required: false, description }) as const;
const list = <N extends string, V extends string>(name: N, values: readonly V[], description: string) => ({ name, kind: 'list', required: false, description, values }) as const;
const textList = <N extends string>(name: N, known: readonly string[], description: string) => ({ name, kind: 'list', required: false, description, known }) as const;
const conditions = <N extends string>(name: N, description: string) => ({ name, kind: 'conditions', required: false, description }) as const;
const required = <C extends Column>(column: C) => ({ ...column, required: true }) as Omit<C, 'required'> & { readonly required: true };

export const knownAspects = [
  'responsiveness', 'problem_solving', 'efficiency', 'communication', 'guidance_and_support', 'professionalism',
  'expertise', 'empathy_and_compassion', 'creativity_and_innovation', 'leadership_and_mentorship', 'patience_and_kindness', 'dedication_and_commitment',
  'positive_influence', 'confidence_building', 'motivation_and_inspiration', 'community_engagement', 'positive_environment',
] as const;

const ofRepresentation = { column: 'ref', file: 'representations', itsColumn: 'ref' } as const;
const ofService = { column: 'service', file: 'services', itsColumn: 'service' } as const;

/** The files of a register, and in each its columns in their order: what is read, checked, written, described to others and proposed to a messy log. */
export const registerFiles = {
  representations: {
    description: 'Anything received that calls for a response: one row each. Compliments have a file of their own.',
    key: ['ref'], order: ['ref'], ownFields: true, refersTo: [ofService],
    columns: [
      required(text('ref', 'The reference: unique in the authority')),
      required(day('received_on', 'The day of receipt')),
      code('channel', channels, 'How it was made'),
      code('received_via', receivedViaValues, 'Who received it first'),
      text('complainant', 'A key: the same key, the same person; never a name'),
      code('complainant_type', complainantTypes, 'Who the complainant is to the child'),
      wholeNumber('complainant_age', 0, 120, 'Age in whole years'),
      code('gender', genders, 'Gender of the complainant'),
      code('ethnicity', ethnicities, 'Ethnic group of the complainant: those of the 2021 census'),
      code('disability', yesNo, 'Whether the complainant is disabled'),
      code('sexual_orientation', sexualOrientations, 'Sexual orientation of the complainant'),
      code('child_status', childStatuses, 'Status of the child or young person'),
      code('advocate', advocateValues, 'Whether the complainant had an advocate, or was offered one'),
      text('service', 'The service that it is about: a path in the service tree, parts divided by /'),
      required(code('handled_as', handlings, 'How it was handled')),
      text('handling_reason', 'Why it was handled so'),
      text('theme', 'What it is about, in the words of the council’s own list'),
      text('summary', 'What it says'),
      code('court_proceedings', yesNo, 'Whether it is linked to court proceedings'),
      code('child_protection_plan', yesNo, 'Whether the child is on a child protection plan'),
      code('persistent_complainant', yesNo, 'Whether the complainant is treated as persistent'),
      day('stage1_started_on', 'The day on which the clock of stage 1 starts; received_on when empty'),
      day('stage1_extended_to', 'The day to which stage 1 was extended'),
      open('stage1_extension_reason', knownExtensionReasons, 'Why stage 1 was extended'),
      day('stage1_responded_on', 'The day of the answer at stage 1'),
      code('stage1_outcome', stage1Outcomes, 'Outcome of stage 1'),
      open('stage1_late_reason', knownLateReasons, 'Why the answer at stage 1 was late'),
      day('closed_on', 'The day on which it was closed'),
    ],
  },
  elements: {
    description: 'Each point of a complaint, with its finding at each stage.',
    key: ['ref', 'element'], order: ['ref', 'element'], ownFields: true, refersTo: [ofRepresentation],
    columns: [
      required(text('ref', 'The representation')),
      required(wholeNumber('element', 1, 999, 'Number of the point: 1, 2, …')),
      text('theme', 'What it is about, in the words of the council’s own list'),
      text('complaint', 'What is complained of'),
      code('stage1_finding', findings, 'Finding at stage 1'),
      code('stage2_finding', findings, 'Finding at stage 2, as adjudicated'),
      code('stage3_finding', findings, 'Finding at stage 3'),
      list('remedies', remedies, 'Remedies'),
      text('comment', 'Anything more'),
    ],
  },
  stage2: {
    description: 'Each request to go to stage 2, granted or not: statutory investigation or corporate review.',
    key: ['ref'], order: ['ref'], ownFields: false, refersTo: [ofRepresentation],
    columns: [
      required(text('ref', 'The representation')),
      required(day('requested_on', 'The day of the request')),
      code('reason', stage2Reasons, 'Why stage 2 was asked for'),
      code('decision', stage2Decisions, 'Whether it was accepted; empty while undecided'),
      day('decided_on', 'The day of that decision'),
      text('decline_reason', 'Why it was declined'),
      day('statement_agreed_on', 'The day on which the statement of complaint was agreed'),
      text('investigating_officer', 'A key, never a name'),
      text('independent_person', 'A key, never a name'),
      day('extended_to', 'The day to which stage 2 was extended'),
      open('extension_reason', knownExtensionReasons, 'Why stage 2 was extended'),
      day('investigation_report_on', 'The day of the investigation report'),
      day('report_sent_on', 'The day on which the report went to the complainant'),
      day('sent_for_adjudication_on', 'The day on which the report went to the adjudicating officer'),
      day('adjudicated_on', 'The day of the adjudication letter, or of the response to a corporate review'),
      code('outcome', findings, 'Outcome of stage 2'),
      day('closed_on', 'The day on which stage 2 was closed'),
      open('late_reason', knownLateReasons, 'Why stage 2 was late'),
    ],
  },
  stage3: {
    description: 'Each request for a review panel.',
    key: ['ref'], order: ['ref'], ownFields: false, refersTo: [ofRepresentation],
    columns: [
      required(text('ref', 'The representation')),
      required(day('requested_on', 'The day of the request')),
      day('acknowledged_on', 'The day on which the request was acknowledged'),
      day('papers_sent_on', 'The day on which the papers went to the panel'),
      day('panel_on', 'The day of the panel'),
      day('findings_on', 'The day of the panel’s findings'),
      day('responded_on', 'The day of the authority’s response'),
      text('outcome', 'Outcome of stage 3'),
      open('late_reason', knownLateReasons, 'Why the panel was late'),
    ],
  },
  ombudsman: {
    description: 'Enquiries of the Local Government and Social Care Ombudsman.',
    key: ['ombudsman_ref'], order: ['ombudsman_ref'], ownFields: false, refersTo: [ofRepresentation, ofService],
    columns: [
      required(text('ombudsman_ref', 'The Ombudsman’s reference')),
      text('ref', 'The representation, where it is on record'),
      text('service', 'The service that it is about'),
      required(day('received_on', 'The day of receipt')),
      code('decision', ombudsmanDecisions, 'The Ombudsman’s decision'),
      day('decided_on', 'The day of the decision'),
      day('closed_on', 'The day on which it was closed'),
    ],
  },
  payments: {
    description: 'Spend and remedies: paid to a complainant it is a remedy payment, otherwise it is spend.',
    order: ['ref', 'paid_on', 'stage', 'role'], ownFields: false, refersTo: [ofRepresentation],
    columns: [
      text('ref', 'The representation, where it is on record'),
      required(code('stage', paymentStages, 'The stage that it was for')),
      required(code('role', paymentRoles, 'Who was paid')),
      required(pounds('amount', 'Pounds, two places')),
      required(day('paid_on', 'The day of payment')),
      text('note', 'Anything more'),
    ],
  },
  actions: {
    description: 'What was promised and learnt.',
    order: ['ref'], ownFields: false, refersTo: [ofRepresentation],
    columns: [
      required(text('ref', 'The representation')),
      wholeNumber('element', 1, 999, 'The point of the complaint'),
      required(text('action', 'What was promised')),
      text('kind', 'Kind of action, e.g. training'),
      text('owner', 'Who is to do it: a post, never a name'),
      day('due_on', 'The day by which it is to be done'),
      day('completed_on', 'The day on which it was done'),
      text('evidence', 'What shows that it was done'),
    ],
  },
  compliments: {
    description: 'Compliments received.',
    key: ['ref'], order: ['ref'], ownFields: true, refersTo: [ofService],
    columns: [
      required(text('ref', 'The reference: unique among the compliments of the authority')),
      required(day('received_on', 'The day of receipt')),
      code('channel', channels, 'How it was made'),
      code('source', complimentSources, 'Who gave it'),
      code('origin', complimentOrigins, 'Whether it came from inside the authority'),
      text('service', 'The service that it is about'),
      textList('aspects', knownAspects, 'What is praised'),
      text('text', 'What it says'),
      code('publish_consent', yesNo, 'Whether it may be printed'),
    ],
  },
  services: {
    description: 'The service tree.',
    key: ['service'], order: ['service'], ownFields: false, refersTo: [{ column: 'parent', file: 'services', itsColumn: 'service' }],
    columns: [
      required(text('service', 'Path of the service, parts divided by /')),
      text('parent', 'Path of the service that it is a part of'),
    ],
  },
  context: {
    description: 'Activity of the service, against which complaints are set.',
    key: ['measure', 'service', 'from', 'to'], order: ['from', 'measure', 'service', 'to'], ownFields: false, refersTo: [ofService],
    columns: [
      required(text('measure', 'What was counted, e.g. contacts')),
      text('service', 'The service, where it is not the whole authority'),
      required(day('from', 'First day of the period')),
      required(day('to', 'Last day of the period: the first again for a headcount')),
      required(number('value', 'The count')),
    ],
  },
  published: {
    description: 'Figures of earlier reports, for periods of which no records are held.',
    key: ['measure', 'from', 'to', 'where'], order: ['from', 'measure', 'where', 'to'], ownFields: false,
    columns: [
      required(text('measure', 'A measure of the figures, e.g. complaints')),
      required(day('from', 'First day of the period')),
      required(day('to', 'Last day of the period')),
      conditions('where', 'Conditions: column=value, `;` between'),
      required(number('value', 'The figure as printed')),
      text('source', 'Where it was printed'),
    ],
  },
} as const satisfies Record<string, RegisterFile>;

export type FileName = keyof typeof registerFiles;
export const fileNames = Object.keys(registerFiles) as readonly FileName[];

/** The files as they are described, without the type of each row. */
export function fileNamed(name: FileName): RegisterFile {
  return registerFiles[name];
}

/** The last column of a file of rows that were not kept: why not. It is passed over when they are read again. */
export const REASONS = 'reasons';

/** A column of the council's own: kept, shown and counted as it is. */
export function ownField(name: string): Column {
  return text(name, 'The council’s own field');
}

type Values<C> = C extends { readonly values: readonly (infer V)[] } ? V : string;
type ValueOf<C extends { readonly kind: ColumnKind }> =
  C['kind'] extends 'day' ? Day
  : C['kind'] extends 'code' ? Values<C>
  : C['kind'] extends 'whole number' | 'number' | 'pounds' ? number
  : C['kind'] extends 'list' ? readonly Values<C>[]
  : C['kind'] extends 'conditions' ? Readonly<Record<string, string>>
  : string;
type ColumnOf<F extends FileName> = (typeof registerFiles)[F]['columns'][number];
type Required<F extends FileName> = Extract<ColumnOf<F>, { readonly required: true }>;
type Optional<F extends FileName> = Exclude<ColumnOf<F>, { readonly required: true }>;
type OwnOf<F extends FileName> = (typeof registerFiles)[F]['ownFields'] extends true ? { readonly own?: OwnFields } : unknown;

/** A row of a file, its cells read: days as `Day`, pounds as whole pence, empty cells absent. */
export type RowOf<F extends FileName> =
  & { readonly [C in Required<F> as C['name']]: ValueOf<C> }
  & { readonly [C in Optional<F> as C['name']]?: ValueOf<C> }
  & OwnOf<F>;
export type RegisterRows = { readonly [F in FileName]: readonly RowOf<F>[] };

export function noRows(): { [F in FileName]: RowOf<F>[] } {
  return { representations: [], elements: [], stage2: [], stage3: [], ombudsman: [], payments: [], actions: [], compliments: [], services: [], context: [], published: [] };
}
