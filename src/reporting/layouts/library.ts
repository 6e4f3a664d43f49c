import type { BlockSpec, Headline, SectionSpec, TableSpec } from '../layout.ts';
import { layouts } from './all.ts';
import { allComplaints, corporateComplaints, statutoryComplaints, type Scope } from './scope.ts';
import { complaintHeadlines } from './shared.ts';
import * as tables from './tables.ts';

/** A table that can be put into any report. Its name may hold the council's terms, as a layout's texts do. */
export type LibraryTable = { readonly key: string; readonly name: string; readonly table: TableSpec };
export type LibraryGroup = { readonly heading: string; readonly tables: readonly LibraryTable[] };

const procedures = [allComplaints, statutoryComplaints, corporateComplaints];
const each = (make: (scope: Scope) => TableSpec): readonly TableSpec[] => procedures.map(make);

const grouped: readonly (readonly [heading: string, readonly TableSpec[]])[] = [
  ['What came in', [tables.representationsByHandling, tables.representationsByChannel, tables.representationsByFirstReceiver, tables.repeatComplainants, tables.youngPeopleByRoute, tables.earlyResolutionByService, tables.serviceActivity]],
  ['{Complaints}', [
    tables.numbersAtEachStage, tables.numbersAtEachStageOverYears, tables.complaintsByYear(allComplaints), ...each(tables.complaintsByMonth), tables.monthsByProcedure, ...each(tables.complaintsByService), tables.servicesByProcedure, tables.casesHeldByService,
    ...each(tables.complaintsByComplainant), tables.complainantsByProcedure, ...each((scope) => tables.linkedToProceedings(scope, 'court_proceedings', `${scope.name} linked to court proceedings, by outcome`)),
    ...each((scope) => tables.linkedToProceedings(scope, 'child_protection_plan', `${scope.name} about a child on a child protection plan, by outcome`)),
  ]],
  ['What {complaints} were about', [...each(tables.themes), ...each(tables.themesByOutcome), tables.elementsByTheme]],
  ['Outcomes', [...each(tables.outcomesOfReceived), ...each(tables.outcomesOfCompleted), ...each(tables.servicesByOutcome), ...each(tables.upheldByYear), tables.elementsByFinding, tables.elementsByStage2Finding, tables.remediesOfElements]],
  ['How quickly {complaints} were answered', [...each(tables.timelinessBands), ...each(tables.timelinessByYear), ...each(tables.lateReasons), ...each(tables.extensionReasons)]],
  ['Stages 2 and 3', [tables.stage2RequestsByReason, tables.stage2RequestsByDecision, tables.stage2Open, tables.stage2Outcomes, tables.stage2Cases, tables.stage2OnTime, tables.stagesOverYears(statutoryComplaints), tables.stagesOverYears(corporateComplaints), tables.panelsByService, tables.panelsByLateReason]],
  ['Costs', [tables.stage2Costs, tables.spendByStage]],
  ['The Ombudsman', [tables.ombudsmanEnquiries, tables.ombudsmanDecisions]],
  ['{Compliments}', [tables.complimentsByYear, tables.complimentsByService, tables.complimentsBySource, tables.complimentsByOrigin, tables.complimentsByAspect, tables.complaintsAgainstCompliments]],
  ['Learning, and how the procedure worked', [tables.learningActions, tables.learningProgress, tables.effectiveness]],
  ['People', [
    tables.complainantsByCharacteristic('age_band', 'Age', 'Age of complainants'), tables.complainantsByCharacteristic('gender', 'Gender', 'Gender of complainants'), tables.complainantsByCharacteristic('disability', 'Disability', 'Disabled complainants'),
    tables.complainantsByCharacteristic('sexual_orientation', 'Sexual orientation', 'Sexual orientation of complainants'), tables.complainantsByCharacteristic('ethnicity', 'Ethnicity', 'Ethnicity of complainants'),
    tables.advocacy('advocacy', 'Advocates for people who made {representations}', { measure: 'representations' }, 'all {representations} received in the period'),
    tables.advocacy('advocacy-young', 'Advocates for children and young people who made {representations}', { measure: 'representations', where: { complainant_type: 'child_or_young_person' } }, 'all {representations} from children and young people'),
  ]],
];

/** The standard tables by subject, each once for every procedure that it can be about. */
export const library: readonly LibraryGroup[] = grouped.map(([heading, all]) => ({ heading, tables: all.map((table) => ({ key: table.key, name: table.caption.replace(/ \{years\}/, ' the years').replaceAll('{period}', 'the period'), table })) }));

export function findLibraryTable(key: string): TableSpec | undefined {
  return library.flatMap((group) => group.tables).find((one) => one.key === key)?.table;
}

/** The sections of the standard layouts, by the layout's key and their own: `quarterly/themes`. */
export const librarySections: readonly { readonly key: string; readonly layout: string; readonly section: SectionSpec }[] = layouts.flatMap((layout) => layout.sections.map((section) => ({ key: `${layout.key}/${section.key}`, layout: layout.key, section })));

export function findLibrarySection(key: string): SectionSpec | undefined {
  return librarySections.find((one) => one.key === key)?.section;
}

/** Figures that somebody is likely to want among their own words or at the head of a report. */
export const usualFigures: readonly Headline[] = [
  { heading: '{Representations} received', figure: { measure: 'representations' }, as: 'count' },
  ...complaintHeadlines.map(({ heading, figure, as }): Headline => ({ heading, figure, as })),
  { heading: 'Statutory {complaints} received', figure: { measure: 'complaints', where: { handled_as: 'statutory' } }, as: 'count' },
  { heading: 'Corporate {complaints} received', figure: { measure: 'complaints', where: { handled_as: 'corporate' } }, as: 'count' },
  { heading: '{Complaints} received a year before', figure: { measure: 'complaints', period: { yearsBefore: 1 } }, as: 'count' },
  { heading: 'Resolved informally', figure: { measure: 'representations', where: { handled_as: 'informal' } }, as: 'count' },
  { heading: 'People who complained', figure: { measure: 'complainants' }, as: 'count' },
  { heading: 'Share upheld or partly upheld', figure: { measure: 'upheld_rate' }, as: 'percent' },
  { heading: 'Mean working days to a stage 1 answer', figure: { measure: 'stage1_days' }, as: 'days', places: 1 },
  { heading: 'Stage 2 completed', figure: { measure: 'stage2_investigations' }, as: 'count' },
  { heading: 'Stage 2 open at the end of the period', figure: { measure: 'stage2_open' }, as: 'count' },
  { heading: 'Review panels held', figure: { measure: 'panels' }, as: 'count' },
  { heading: 'Spend on stages 2 and 3', figure: { measure: 'spend' }, as: 'pounds' },
  { heading: 'Learning actions promised', figure: { measure: 'actions' }, as: 'count' },
  { heading: 'Learning actions done', figure: { measure: 'actions_completed' }, as: 'count' },
];

/** What a part of each kind begins as. A table of one's own counts complaints by service until it is told otherwise. */
export const begun = {
  table: { kind: 'table', key: 'table', caption: '{Complaints} by {service}', figure: { measure: 'complaints' }, rows: { by: 'service', order: 'declared', heading: '{Service}' }, columns: [{ key: 'now', heading: '{period}', figure: {}, as: 'count' }], total: 'All' },
  narrative: { kind: 'narrative', key: 'words', text: '', figures: {} },
  'words-table': { kind: 'words table', key: 'words-table', caption: 'What was complained about, and what was put right', headings: ['What the {complaint} was about', 'Outcome', 'What was put right'], rows: [['', '', '']], figures: {} },
  picture: { kind: 'picture', key: 'picture', alt: '', across: 'page' },
  headlines: { kind: 'headlines', key: 'headlines', figures: complaintHeadlines },
  compliments: { kind: 'picked compliments', key: 'compliments-picked', picked: [] },
  actions: { kind: 'picked actions', key: 'learning-picked', picked: [] },
  quotes: { kind: 'quotes', key: 'quotes', figure: { measure: 'compliments', where: { publish_consent: 'yes' } }, by: 'text', attribution: 'source', atMost: 10, none: 'No {compliment} of the period has both its words and consent to publish them on record, so none is quoted.' },
  'limits-statutory': { kind: 'limits', key: 'limits-statutory', procedure: 'statutory' },
  'limits-corporate': { kind: 'limits', key: 'limits-corporate', procedure: 'corporate' },
  definitions: { kind: 'definitions', key: 'definitions' },
} as const satisfies Record<string, BlockSpec>;
export type Begun = keyof typeof begun;
