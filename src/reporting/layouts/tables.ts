import type { Column, Condition, LayoutQuery, NamedRow, QueryPart, TableSpec } from '../layout.ts';
import { yearsBefore, type RelativePeriod } from '../report-period.ts';
import { capitalised, type Noun } from '../house-style.ts';
import { received, statutoryComplaints, type Scope } from './scope.ts';

/** The tables that reports are made of. Each is a value: what its rows are, what its columns ask, and how its chart is drawn. */

const complaint = { one: '{complaint}', many: '{complaints}' };
const compliment = { one: '{compliment}', many: '{compliments}' };
const representation = { one: '{representation}', many: '{representations}' };
export const lastYear = yearsBefore(1);

/** `stage 1 answer`, `statutory stage 1 answers`. */
export const stage1Answer = ({ key }: Scope): Noun => (key === 'all' ? { one: 'stage 1 answer', many: 'stage 1 answers' } : { one: `${key} stage 1 answer`, many: `${key} stage 1 answers` });
const answered = (scope: Scope): LayoutQuery => ({ measure: 'stage1_responses', where: scope.where });
const number = (key: string, heading: string, figure: QueryPart): Column => ({ key, heading, figure, as: 'count' });
const numberAndShare = (period: RelativePeriod, key: string, places = 0): readonly Column[] => [
  { key, heading: 'Number', group: '{period}', figure: { period }, as: 'count' },
  { key: `${key}-share`, heading: '%', group: '{period}', derive: { percentOfTotal: key }, period, as: 'percent', places },
];
const twoYears = (places = 0): readonly Column[] => [...numberAndShare('this', 'now', places), ...numberAndShare(lastYear, 'before', places)];
const alsoWhere = (condition: Condition, query: LayoutQuery): Condition => ({ ...condition, all: [...(condition.all ?? []), query] });
const keyed = (name: string, scope: Scope): string => `${name}-${scope.key}`;

export const representationsByHandling: TableSpec = {
  kind: 'table', key: 'handling', caption: 'How {representations} were handled', figure: { measure: 'representations' },
  rows: { by: 'handled_as', order: 'declared', heading: 'Handled as' }, columns: twoYears(), total: 'All {representations}', base: 'all {representations} received in the period',
  none: 'No {representations} are on record in the period.',
  chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: representation, among: { one: 'way of handling', many: 'ways of handling' } },
};

export const representationsByChannel: TableSpec = {
  kind: 'table', key: 'channel', caption: 'How {representations} were made', figure: { measure: 'representations' },
  rows: { by: 'channel', order: 'largest', heading: 'Channel' },
  columns: [...twoYears(), { key: 'complaints', heading: 'Number', group: 'Of which {complaints}', figure: { measure: 'complaints' }, as: 'count' }, { key: 'complaints-share', heading: '%', group: 'Of which {complaints}', derive: { percentOfTotal: 'complaints' }, as: 'percent' }], total: 'All {representations}', base: 'all {representations} received in the period',
  chart: { kind: 'bars', series: ['now'], title: 'largest', noun: representation, among: { one: 'channel', many: 'channels' } },
};

export const representationsByFirstReceiver: TableSpec = {
  kind: 'table', key: 'received-via', caption: 'Who first received {representations}', figure: { measure: 'representations' },
  rows: { by: 'received_via', order: 'declared', heading: 'First received by' }, columns: twoYears(), total: 'All {representations}', base: 'all {representations} received in the period',
};

/** How many people came how often: nobody is named, and the rows count people, not representations. */
export const repeatComplainants: TableSpec = {
  kind: 'table', key: 'repeat-complainants', caption: 'People who made two or more {representations}', figure: { measure: 'repeat_complainants' },
  rows: { by: 'times', order: 'number', heading: 'Number of {representations}' }, columns: [number('people', 'People', {})], total: 'All who made two or more',
  none: 'Nobody made more than one {representation} in the period.',
};

export const serviceActivity: TableSpec = {
  kind: 'table', key: 'activity', caption: 'The work of the services', figure: { measure: 'activity' },
  rows: { by: 'measure', order: 'declared', heading: 'Activity' },
  columns: [number('now', '{period}', {}), number('opening', '{period}', { period: 'opening day' })],
  note: 'A headcount is the last of the period; a number of contacts or cases is all of the period’s.',
};

export const casesHeldByService: TableSpec = {
  kind: 'table', key: 'cases-held', caption: '{Complaints} against cases held, by {service}', figure: { measure: 'complaints' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' },
  columns: [number('complaints', '{Complaints}', {}), { key: 'complaints-share', heading: 'Of all {complaints}', derive: { percentOfTotal: 'complaints' }, as: 'percent' }, number('cases', 'Cases held', { measure: 'activity', where: { measure: 'cases_held' } }), { key: 'cases-share', heading: 'Of all cases', derive: { percentOfTotal: 'cases' }, as: 'percent' }],
  total: 'All {services}', only: { all: [{ measure: 'activity', where: { measure: 'cases_held' } }] },
  lacking: 'The cases that each {service} held are not on record, so that {complaints} cannot be set against them.',
  chart: { kind: 'bars', series: ['complaints-share', 'cases-share'], title: 'largest', noun: complaint },
};

const fiveYears: readonly RelativePeriod[] = [yearsBefore(4), yearsBefore(3), yearsBefore(2), yearsBefore(1), 'this'];

/** The procedures side by side where both are used. */
export function complaintsByYear(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('years', scope), leastRows: 2, caption: `${scope.name} over {years}`, figure: { measure: 'complaints' },
    rows: { periods: fiveYears, heading: 'Period' },
    columns: [number('all', scope.key === 'all' ? 'All {complaints}' : 'Both procedures', {}), ...(scope.key === 'all' ? [] : [number('statutory', 'Statutory', { where: { handled_as: 'statutory' } }), number('corporate', 'Corporate', { where: { handled_as: 'corporate' } })])], only: scope.only,
    chart: { kind: 'bars', series: ['all'], title: 'count by period', noun: complaint },
  };
}

const eachStage: readonly NamedRow[] = [
  { heading: 'Resolved informally', figure: { measure: 'representations', where: { handled_as: 'informal' } }, unlessZero: true },
  { heading: 'Stage 1 {complaints}', figure: {} },
  { heading: 'of which statutory', figure: { where: { handled_as: 'statutory' } }, unlessZero: true, part: true },
  { heading: 'of which corporate', figure: { where: { handled_as: 'corporate' } }, unlessZero: true, part: true },
  { heading: 'Requests to go to stage 2', figure: { measure: 'stage2_requests' } },
  { heading: 'Stage 2 completed', figure: { measure: 'stage2_investigations' } },
  { heading: 'Review panels held (stage 3)', figure: { measure: 'panels' } },
  { heading: 'Ombudsman enquiries received', figure: { measure: 'ombudsman_enquiries' } },
];

/** What came in at each stage, this period and a year before. */
export const numbersAtEachStage: TableSpec = {
  kind: 'table', key: 'stages', caption: 'Numbers at each stage', figure: { measure: 'complaints' },
  rows: { heading: 'Stage', named: eachStage }, columns: [number('now', '{period}', {}), number('before', '{period}', { period: lastYear })],
};

/** The same over three years, with a small chart for each stage. */
export const numbersAtEachStageOverYears: TableSpec = {
  kind: 'table', key: 'stages-years', caption: 'Numbers at each stage over {years}', figure: { measure: 'complaints' },
  rows: { heading: 'Stage', named: eachStage }, columns: [number('two-before', '{period}', { period: yearsBefore(2) }), number('before', '{period}', { period: lastYear }), number('now', '{period}', {})],
  chart: { kind: 'multiples', series: ['two-before', 'before', 'now'], title: 'plain', noun: complaint },
};

export function complaintsByMonth(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('months', scope), caption: `${scope.name} by month`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'month', order: 'month', heading: 'Month' }, columns: [number('now', '{period}', {}), number('before', '{period}', { period: lastYear })], total: 'All months', only: scope.only,
    chart: { kind: 'months', series: ['now', 'before'], title: 'peak', noun: scope.noun },
  };
}

/** Both procedures side by side, each against the year before. */
export const monthsByProcedure: TableSpec = {
  kind: 'table', key: 'months-by-procedure', caption: '{Complaints} by month and procedure', figure: { measure: 'complaints' },
  rows: { by: 'month', order: 'month', heading: 'Month' },
  columns: (['statutory', 'corporate'] as const).flatMap((handledAs): Column[] => [
    { key: `${handledAs}-now`, heading: '{period}', group: capitalised(handledAs), figure: { where: { handled_as: handledAs } }, as: 'count' },
    { key: `${handledAs}-before`, heading: '{period}', group: capitalised(handledAs), figure: { where: { handled_as: handledAs }, period: lastYear }, as: 'count' },
  ]),
  total: 'All months', only: received.byBothProcedures,
  chart: { kind: 'months', series: ['statutory-now', 'statutory-before'], title: 'peak', noun: statutoryComplaints.noun },
};

export function complaintsByService(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('services', scope), caption: `${scope.name} by {service}`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'service', order: 'largest', heading: '{Service}' }, columns: twoYears(), total: 'All {services}', base: `all ${scope.noun.many} received in the period`, only: scope.only,
    chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: scope.noun },
  };
}

/** Teams by procedure, side by side. */
export const servicesByProcedure: TableSpec = {
  kind: 'table', key: 'services-by-procedure', caption: '{Complaints} by {service} and procedure', figure: { measure: 'complaints' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' },
  columns: [number('statutory', 'Statutory', { measure: 'complaints', where: { handled_as: 'statutory' } }), number('corporate', 'Corporate', { measure: 'complaints', where: { handled_as: 'corporate' } }), number('all', 'Both', {}), number('before', 'Both, {period}', { period: lastYear })],
  total: 'All {services}', only: received.byBothProcedures,
  chart: { kind: 'bars', series: ['statutory', 'corporate'], title: 'largest', noun: { one: 'statutory {complaint}', many: 'statutory {complaints}' } },
};

export function complaintsByComplainant(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('complainants', scope), caption: `Who made ${scope.noun.many}`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'complainant_type', order: 'largest', heading: 'Made by' }, columns: twoYears(), total: `All ${scope.noun.many}`, base: `all ${scope.noun.many} received in the period`, only: scope.only,
  };
}

/** Who complained by each procedure, side by side. */
export const complainantsByProcedure: TableSpec = {
  kind: 'table', key: 'complainants-by-procedure', caption: 'Who made {complaints}, by procedure', figure: { measure: 'complaints' },
  rows: { by: 'complainant_type', order: 'declared', heading: 'Made by' },
  columns: [
    number('statutory', 'Statutory', { where: { handled_as: 'statutory' } }), number('corporate', 'Corporate', { where: { handled_as: 'corporate' } }), number('all', 'Both', {}),
    { key: 'share', heading: '% of both', derive: { percentOfTotal: 'all' }, as: 'percent' },
  ],
  total: 'All {complaints}', base: 'all {complaints} received in the period', only: received.byBothProcedures,
};

/** How young people came, by where they stand with the service. */
export const youngPeopleByRoute: TableSpec = {
  kind: 'table', key: 'young-people', caption: '{Representations} from children and young people, by route and status', figure: { measure: 'representations', where: { complainant_type: 'child_or_young_person' } },
  rows: { by: 'channel', order: 'declared', heading: 'Route' }, columns: [{ key: 'status', heading: '', figure: {}, across: 'child_status', total: 'All', as: 'count' }], total: 'All routes',
  none: 'No {representations} from children or young people are on record in the period.',
};

export function themes(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('themes', scope), caption: `${scope.name} by {theme}`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'theme', order: 'declared', every: true, silentIfUnknown: true, heading: '{Theme}' },
    columns: [
      { key: 'now', heading: 'Received', group: '{period}', figure: {}, as: 'count' },
      { key: 'now-upheld', heading: 'Upheld or partly', group: '{period}', figure: { measure: 'upheld_or_partly' }, as: 'count' },
      { key: 'now-rate', heading: '% upheld or partly', group: '{period}', derive: { percentOf: ['now-upheld', 'now'] }, as: 'percent' },
      { key: 'before', heading: 'Received', group: '{period}', figure: { period: lastYear }, as: 'count' },
      { key: 'before-upheld', heading: 'Upheld or partly', group: '{period}', figure: { measure: 'upheld_or_partly', period: lastYear }, as: 'count' },
      { key: 'before-rate', heading: '% upheld or partly', group: '{period}', derive: { percentOf: ['before-upheld', 'before'] }, period: lastYear, as: 'percent' },
    ],
    total: 'All {themes}', base: 'the {complaints} received under each {theme}', only: scope.only,
    chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: scope.noun, among: { one: '{theme}', many: '{themes}' } },
  };
}

export function themesByOutcome(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('themes-by-outcome', scope), caption: `${scope.name}: {themes} and stage 1 outcomes`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'theme', order: 'declared', every: true, silentIfUnknown: true, heading: '{Theme}' }, columns: [{ key: 'outcome', heading: '', figure: {}, across: 'stage1_outcome', total: 'All', as: 'count' }, { key: 'share', heading: 'Of all', derive: { percentOfTotal: 'outcome:total' }, as: 'percent' }],
    total: 'All {themes}', base: `all ${scope.noun.many} received in the period`, only: scope.only,
  };
}

export function servicesByOutcome(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('services-by-outcome', scope), caption: `${scope.name}: {services} and stage 1 outcomes`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'service', order: 'declared', heading: '{Service}' }, columns: [{ key: 'outcome', heading: '', figure: {}, across: 'stage1_outcome', total: 'All', as: 'count' }], total: 'All {services}', only: scope.only,
  };
}

/** Points of complaint: one complaint may have several, so that these are more than the complaints. */
export const elementsByTheme: TableSpec = {
  kind: 'table', key: 'elements', caption: '{Elements} of {complaints} completed, by {theme}', figure: { measure: 'elements', on: 'completed' },
  rows: { by: 'theme', order: 'largest', heading: '{Theme}' }, columns: twoYears(2), total: 'All {elements}', base: 'all {elements} of {complaints} whose stage 1 was completed in the period', only: { all: [{ measure: 'elements', on: 'completed' }] },
  chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: { one: '{element}', many: '{elements}' }, among: { one: '{theme}', many: '{themes}' } },
};

export const elementsByFinding: TableSpec = {
  kind: 'table', key: 'elements-by-finding', caption: 'Stage 1 findings on {elements}, by {theme}', figure: { measure: 'elements', on: 'completed' },
  rows: { by: 'theme', order: 'largest', heading: '{Theme}' }, columns: [{ key: 'finding', heading: '', figure: {}, across: 'stage1_finding', total: 'All', as: 'count' }], total: 'All {elements}',
  only: { all: [{ measure: 'elements', on: 'completed', where: { stage1_finding: 'upheld' } }] },
};

export const elementsByStage2Finding: TableSpec = {
  kind: 'table', key: 'elements-stage2', caption: 'Stage 2 findings on {elements}', figure: { measure: 'elements', on: 'completed' },
  rows: { by: 'stage2_finding', order: 'declared', silentIfUnknown: true, heading: 'Stage 2 finding' }, columns: [number('now', '{Elements}', {})], total: 'All {elements}',
  only: { all: [{ measure: 'elements', on: 'completed' }, { measure: 'stage2_investigations' }] },
};

export const remediesOfElements: TableSpec = {
  kind: 'table', key: 'remedies', caption: 'What was put right: remedies for {elements} upheld or partly upheld', figure: { measure: 'elements', on: 'completed' },
  rows: { by: 'remedies', order: 'largest', knownOnly: true, heading: 'Remedy' }, columns: [number('now', '{Elements}', {})], adds: false,
  note: 'One {element} may have several remedies.', only: { all: [{ measure: 'elements', on: 'completed', where: { stage1_finding: 'upheld' } }] },
};

export function linkedToProceedings(scope: Scope, key: 'court_proceedings' | 'child_protection_plan', caption: string): TableSpec {
  return {
    kind: 'table', key: keyed(key === 'court_proceedings' ? 'court' : 'child-protection', scope), caption, figure: { measure: 'complaints', where: scope.where },
    rows: { by: key, order: 'declared', heading: key === 'court_proceedings' ? 'Linked to court proceedings' : 'Child on a child protection plan' },
    columns: [{ key: 'outcome', heading: '', figure: {}, across: 'stage1_outcome', total: 'All', as: 'count' }, { key: 'share', heading: 'Of all', derive: { percentOfTotal: 'outcome:total' }, as: 'percent' }], total: `All ${scope.noun.many}`, base: `all ${scope.noun.many} received in the period`,
    only: alsoWhere(scope.only, { measure: 'complaints', where: { ...scope.where, [key]: 'yes' } }),
  };
}

/** Of complaints completed in the period, whenever they were received. */
export function outcomesOfCompleted(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('outcomes-completed', scope), caption: `Stage 1 outcomes of ${scope.noun.many} completed`, figure: { measure: 'stage1_completed', on: 'completed', where: scope.where },
    rows: { by: 'stage1_outcome', order: 'declared', heading: 'Outcome' }, columns: twoYears(1), total: 'All completed', base: `all ${scope.noun.many} whose stage 1 was completed in the period, whenever they were received`, only: alsoWhere(scope.only, answered(scope)),
    chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: { one: `${scope.noun.one} completed`, many: `${scope.noun.many} completed` }, among: { one: 'outcome', many: 'outcomes' } },
  };
}

/** Of complaints received in the period, answered by now or not. */
export function outcomesOfReceived(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('outcomes-received', scope), caption: `Stage 1 outcomes of ${scope.noun.many} received`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'stage1_outcome', order: 'declared', heading: 'Outcome' }, columns: twoYears(), total: 'All received', base: `all ${scope.noun.many} received in the period`, only: alsoWhere(scope.only, answered(scope)),
    chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: scope.noun, among: { one: 'outcome', many: 'outcomes' } },
  };
}

export function upheldByYear(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('upheld-years', scope), leastRows: 2, caption: `${scope.name} upheld or partly upheld`, figure: { measure: 'complaints', where: scope.where },
    rows: { periods: fiveYears, heading: 'Period' },
    columns: [
      { key: 'received', heading: 'Received', figure: {}, as: 'count' },
      { key: 'upheld', heading: 'Upheld', figure: { where: { stage1_outcome: 'upheld' } }, as: 'count' },
      { key: 'partly', heading: 'Partly upheld', figure: { where: { stage1_outcome: 'partially_upheld' } }, as: 'count' },
      { key: 'not', heading: 'Not upheld', figure: { where: { stage1_outcome: 'not_upheld' } }, as: 'count' },
      { key: 'either', heading: 'Upheld or partly', figure: { measure: 'upheld_or_partly' }, as: 'count' },
      { key: 'rate', heading: '% upheld or partly', derive: { percentOf: ['either', 'received'] }, as: 'percent' },
    ],
    base: `${scope.noun.many} received in each period`, only: alsoWhere(scope.only, answered(scope)),
  };
}

/** How long answers took, of those answered. */
export function timelinessBands(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('bands', scope), caption: `How long stage 1 answers took: ${scope.noun.many}`, figure: answered(scope),
    rows: { by: 'stage1_band', order: 'declared', every: true, heading: 'Time taken' }, columns: twoYears(), total: 'All answered',
    base: `${scope.noun.many} received in the period and answered at stage 1`, only: alsoWhere(scope.only, answered(scope)),
    chart: { kind: 'stacked', series: ['now', 'before'], title: 'share of last', noun: stage1Answer(scope) },
  };
}

/** The rates that councils publish year by year: within 10 and within 20 working days, and over 20. */
export function timelinessByYear(scope: Scope): TableSpec {
  const limit = scope.key === 'all' ? { figure: {}, heading: 'the time limit' } : { figure: { within: 20 }, heading: '20 working days' };
  return {
    kind: 'table', key: keyed('timeliness-years', scope), caption: `${scope.name} answered within the time limits, over {years}`, figure: { measure: 'stage1_on_time_rate', where: scope.where },
    rows: { periods: fiveYears, heading: 'Period' },
    columns: [
      number('answered', 'Answered', { measure: 'stage1_responses' }),
      { key: 'ten', heading: '% within 10 working days', figure: { within: 10 }, of: 'answered', as: 'percent' },
      { key: 'limit', heading: `% within ${limit.heading}`, figure: limit.figure, of: 'answered', as: 'percent' },
      { key: 'over', heading: `% over ${limit.heading}`, derive: { remainderOf: 'limit', of: 'answered' }, as: 'percent' },
      { key: 'days', heading: 'Mean working days', figure: { measure: 'stage1_days' }, as: 'days', places: 1 },
    ],
    base: `${scope.noun.many} answered at stage 1`, only: alsoWhere(scope.only, answered(scope)),
    chart: { kind: 'bars', series: ['limit'], title: 'rate by period', noun: stage1Answer(scope), did: `sent within ${limit.heading}` },
  };
}

export function lateReasons(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('late-reasons', scope), caption: `Why answers to ${scope.noun.many} took over 20 working days`, figure: { measure: 'stage1_responses', where: { ...scope.where, stage1_band: 'over_20' } },
    rows: { by: 'stage1_late_reason', order: 'largest', heading: 'Reason' }, columns: [number('now', 'Answers', {}), { key: 'share', heading: '%', derive: { percentOfTotal: 'now' }, as: 'percent' }], total: 'All over 20 working days',
    base: 'answers that took over 20 working days',
  };
}

export function extensionReasons(scope: Scope): TableSpec {
  return {
    kind: 'table', key: keyed('extensions', scope), caption: `Why more time was taken for ${scope.noun.many}`, figure: { measure: 'complaints', where: scope.where },
    rows: { by: 'stage1_extension_reason', order: 'largest', heading: 'Reason given for an extension' }, columns: [number('now', '{Complaints}', {}), { key: 'share', heading: '%', derive: { percentOfTotal: 'now' }, as: 'percent' }], total: `All ${scope.noun.many}`,
    base: `all ${scope.noun.many} received in the period`, note: 'Under the statutory procedure the grounds for more time are that a {complaint} is complex, or that an advocate is being found.', only: scope.only,
  };
}

export const stage2RequestsByReason: TableSpec = {
  kind: 'table', key: 'stage2-reasons', caption: 'Why stage 2 was asked for', figure: { measure: 'stage2_requests' },
  rows: { by: 'reason', order: 'declared', every: true, heading: 'Reason' }, columns: [number('now', 'Requests', {}), number('before', '{period}', { period: lastYear })], total: 'All requests',
  none: 'No requests to go to stage 2 are on record in the period.',
  chart: { kind: 'bars', series: ['now'], title: 'largest', noun: { one: 'request to go to stage 2', many: 'requests to go to stage 2' }, among: { one: 'reason', many: 'reasons' } },
};

export const stage2RequestsByDecision: TableSpec = {
  kind: 'table', key: 'stage2-decisions', caption: 'Requests to go to stage 2 and what was decided', figure: { measure: 'stage2_requests' },
  rows: { by: 'decision', order: 'declared', heading: 'Decision' }, columns: [number('now', 'Requests', {}), { key: 'share', heading: '%', derive: { percentOfTotal: 'now' }, as: 'percent' }], total: 'All requests', base: 'all requests made in the period',
};

/** Where each open stage 2 stood when the period ended. */
export const stage2Open: TableSpec = {
  kind: 'table', key: 'stage2-open', caption: 'Stage 2 open at the end of the period', figure: { measure: 'stage2_open' },
  rows: { by: 'status', order: 'declared', every: true, heading: 'Where it stands' }, columns: [number('now', 'Open', {})], total: 'All open',
  none: 'No stage 2 was open at the end of the period.',
  chart: { kind: 'bars', series: ['now'], title: 'largest', noun: { one: 'open stage 2', many: 'open at stage 2' }, among: { one: 'group', many: 'groups' } },
};

export const stage2Outcomes: TableSpec = {
  kind: 'table', key: 'stage2-outcomes', caption: 'Outcomes of stage 2 completed in the period', figure: { measure: 'stage2_investigations' },
  rows: { by: 'outcome', order: 'declared', heading: 'Outcome' },
  columns: [{ key: 'procedure', heading: '', figure: {}, across: 'handled_as', total: 'All', as: 'count' }, { key: 'share', heading: '%', derive: { percentOfTotal: 'procedure:total' }, as: 'percent' }, number('before', 'All, {period}', { period: lastYear })],
  total: 'All completed', base: 'all stage 2 completed in the period, whenever it was asked for', none: 'No stage 2 was completed in the period.',
};

/** One row a person, by a pseudonym. */
export const stage2Cases: TableSpec = {
  kind: 'table', key: 'stage2-cases', caption: 'Each stage 2 completed in the period', figure: { measure: 'stage2_investigations' },
  rows: {
    cases: 'ref', pseudonym: 'Person', heading: 'Complainant',
    facts: [{ key: 'service', heading: '{Service}' }, { key: 'statement_agreed_on', heading: 'Statement agreed', absent: 'Not agreed' }, { key: 'adjudicated_on', heading: 'Adjudicated' }, { key: 'closed_on', heading: 'Closed' }],
  },
  columns: [{ key: 'days', heading: 'Working days', figure: { measure: 'stage2_days' }, as: 'days' }, { key: 'cost', heading: 'Cost', figure: { measure: 'spend', where: { stage: 'stage2' } }, as: 'pounds' }],
  total: 'All', note: 'Working days from the request to the close. Cost is what was paid in the period for the stage 2 of each. People stand under pseudonyms, in the order in which their cases closed.',
  none: 'No stage 2 was completed in the period.', only: { all: [{ measure: 'spend', where: { stage: 'stage2' } }] },
};

/** Three years of stage 2 and what each year's cost is against the first. */
export const stage2Costs: TableSpec = {
  kind: 'table', key: 'stage2-costs', caption: 'Stage 2 over {years}: numbers, cost and time', figure: { measure: 'stage2_investigations' },
  rows: { periods: [yearsBefore(2), yearsBefore(1), 'this'], heading: 'Period' },
  columns: [
    { key: 'number', heading: 'Stage 2 completed', figure: {}, as: 'count' },
    { key: 'spend', heading: 'Spend', figure: { measure: 'spend', where: { stage: 'stage2' } }, as: 'pounds' },
    { key: 'average', heading: 'Average cost', derive: { quotient: ['spend', 'number'] }, as: 'pounds' },
    { key: 'reduction', heading: 'Less than in the first year', derive: { reductionSinceFirstRow: 'spend' }, as: 'pounds' },
    { key: 'reduction-percent', heading: '% less', derive: { percentReductionSinceFirstRow: 'spend' }, as: 'percent' },
    { key: 'days', heading: 'Average working days', figure: { measure: 'stage2_days' }, as: 'days' },
  ],
  base: 'the first year’s spend on stage 2', only: { all: [{ measure: 'spend', where: { stage: 'stage2' } }] },
  chart: { kind: 'bars', series: ['spend'], title: 'money by period', noun: { one: 'spend on stage 2', many: 'spend on stage 2' } },
};

export const stage2OnTime: TableSpec = {
  kind: 'table', key: 'stage2-time', caption: 'Stage 2 completed within the time limit', figure: { measure: 'stage2_on_time_rate' },
  rows: { periods: [yearsBefore(1), 'this'], heading: 'Period' },
  columns: [
    number('completed', 'Completed', { measure: 'stage2_investigations' }),
    { key: 'within', heading: '% within the time limit', figure: {}, of: 'completed', as: 'percent', places: 2 },
    { key: 'over', heading: '% over the time limit', derive: { remainderOf: 'within', of: 'completed' }, as: 'percent', places: 2 },
    { key: 'days', heading: 'Average working days to close', figure: { measure: 'stage2_days' }, as: 'days', places: 1 },
  ],
  base: 'stage 2 completed in each period', note: 'The limit is the longest that the procedure allows: 65 working days for a statutory investigation.', only: { all: [{ measure: 'stage2_investigations' }] },
};

export const panelsByService: TableSpec = {
  kind: 'table', key: 'panels', caption: 'Review panels held, by {service}', figure: { measure: 'panels' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' }, columns: [number('now', '{period}', {}), number('before', '{period}', { period: lastYear })], total: 'All panels',
  none: 'No review panels were held in the period.',
};

export const panelsByLateReason: TableSpec = {
  kind: 'table', key: 'panel-late-reasons', caption: 'Why panels were held after the time limit', figure: { measure: 'panels' },
  rows: { by: 'late_reason', order: 'largest', heading: 'Reason' }, columns: [number('now', 'Panels', {})], total: 'All panels', only: { all: [{ measure: 'panels' }] },
};

export const ombudsmanEnquiries: TableSpec = {
  kind: 'table', key: 'ombudsman-enquiries', caption: 'Enquiries from the Ombudsman, by {service}', figure: { measure: 'ombudsman_enquiries' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' }, columns: [number('now', '{period}', {}), number('before', '{period}', { period: lastYear })], total: 'All enquiries',
  none: 'No enquiries from the Ombudsman are on record in the period.',
};

/** With every service, so that those the Ombudsman did not ask about are seen to have had none. */
export const ombudsmanEnquiriesOfEveryService: TableSpec = { ...ombudsmanEnquiries, rows: { by: 'service', order: 'declared', every: true, heading: '{Service}' } };

export const ombudsmanDecisions: TableSpec = {
  kind: 'table', key: 'ombudsman-decisions', caption: 'Decisions of the Ombudsman, by {service}', figure: { measure: 'ombudsman_decisions' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' }, columns: [{ key: 'decision', heading: '', figure: {}, across: 'decision', total: 'All', as: 'count' }], total: 'All decisions',
  none: 'No decisions of the Ombudsman are on record in the period.', note: 'A decision may be about an enquiry received in an earlier period.',
};

export const spendByStage: TableSpec = {
  kind: 'table', key: 'spend', caption: 'Spend on stages 2 and 3 and other costs, by stage', figure: { measure: 'spend', period: 'year to date' },
  rows: { by: 'stage', order: 'declared', heading: 'Stage' }, columns: [{ key: 'now', heading: 'Spend', figure: { period: 'year to date' }, as: 'pounds' }], total: 'All stages',
  none: 'No payments for investigations or panels are on record in the financial year to date.', note: 'A payment counts on the day it was made, which may be months after the investigation or panel it was for.',
};

export const complimentsByYear: TableSpec = {
  kind: 'table', key: 'compliments-years', leastRows: 2, caption: '{Compliments} over {years}', figure: { measure: 'compliments' },
  rows: { periods: fiveYears, heading: 'Period' }, columns: [number('all', '{Compliments}', {})],
  chart: { kind: 'bars', series: ['all'], title: 'count by period', noun: compliment },
};

export const complimentsBySource: TableSpec = {
  kind: 'table', key: 'compliments-source', caption: 'Who gave {compliments}', figure: { measure: 'compliments' },
  rows: { by: 'source', order: 'largest', heading: 'Given by' }, columns: twoYears(), total: 'All {compliments}', base: 'all {compliments} received in the period',
  chart: { kind: 'bars', series: ['now'], title: 'largest', noun: compliment, among: { one: 'source', many: 'sources' } },
};

export const complimentsByService: TableSpec = {
  kind: 'table', key: 'compliments-service', caption: '{Compliments} by {service}', figure: { measure: 'compliments' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' }, columns: twoYears(), total: 'All {compliments}', base: 'all {compliments} received in the period',
  none: 'No {compliments} are on record in the period.',
  chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: compliment },
};

export const complimentsByOrigin: TableSpec = {
  kind: 'table', key: 'compliments-origin', caption: '{Compliments} from inside and outside, by {service}', figure: { measure: 'compliments' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' },
  columns: [number('internal', 'Internal', { measure: 'compliments', where: { origin: 'internal' } }), number('external', 'External', { measure: 'compliments', where: { origin: 'external' } }), number('all', 'All', {}), number('before-external', 'External, {period}', { measure: 'compliments', where: { origin: 'external' }, period: lastYear })],
  total: 'All {compliments}', only: { all: [{ measure: 'compliments', where: { origin: 'internal' } }] },
};

export const complimentsByAspect: TableSpec = {
  kind: 'table', key: 'compliments-aspect', caption: 'What {compliments} were about', figure: { measure: 'compliments' },
  rows: { by: 'aspects', order: 'largest', heading: 'Aspect' }, columns: [number('now', '{Compliments}', {})], adds: false, note: 'One {compliment} may be about several things.',
};

const fromInsideAndOutside: Condition = { all: [{ measure: 'compliments', where: { origin: 'internal' } }, { measure: 'compliments', where: { origin: 'external' } }] };

/** Complaints beside compliments, team by team; statutory complaints, and compliments from inside, apart where there are others too. */
export const complaintsAgainstCompliments: TableSpec = {
  kind: 'table', key: 'complaints-against-compliments', caption: '{Complaints} and {compliments}, by {service}', figure: { measure: 'complaints' },
  rows: { by: 'service', order: 'declared', heading: '{Service}' },
  columns: [
    { ...number('statutory', 'Statutory {complaints}', { measure: 'complaints', where: { handled_as: 'statutory' } }), only: received.byBothProcedures },
    number('complaints', 'All {complaints}', {}),
    { ...number('internal', 'Internal {compliments}', { measure: 'compliments', where: { origin: 'internal' } }), only: fromInsideAndOutside },
    { ...number('external', 'External {compliments}', { measure: 'compliments', where: { origin: 'external' } }), only: fromInsideAndOutside },
    number('compliments', 'All {compliments}', { measure: 'compliments' }),
  ],
  total: 'All {services}', chart: { kind: 'bars', series: ['complaints', 'compliments'], title: 'largest', noun: complaint },
};

export const learningActions: TableSpec = {
  kind: 'table', key: 'learning-actions', caption: 'Learning actions promised, by kind', figure: { measure: 'actions' },
  rows: { by: 'kind', order: 'largest', heading: 'Kind of action' }, columns: [number('now', 'Promised', {}), number('before', '{period}', { period: lastYear })], total: 'All actions',
  none: 'No learning actions are on record in the period.',
};

export const learningProgress: TableSpec = {
  kind: 'table', key: 'learning-progress', caption: 'Learning actions: promised, done and overdue', figure: { measure: 'actions' },
  rows: { heading: 'Actions', named: [{ heading: 'Promised in the period', figure: {} }, { heading: 'Done in the period', figure: { measure: 'actions_completed' } }, { heading: 'Overdue at the end of the period', figure: { measure: 'actions_overdue' } }] },
  columns: [number('now', '{period}', {}), number('before', '{period}', { period: lastYear })],
};

/** One of the five things about complainants that the guidance asks for. */
export function complainantsByCharacteristic(key: 'age_band' | 'gender' | 'disability' | 'sexual_orientation' | 'ethnicity', heading: string, caption: string): TableSpec {
  return {
    kind: 'table', key: `statistics-${key.replaceAll('_', '-')}`, caption, figure: { measure: 'representations' },
    rows: { by: key, order: key === 'ethnicity' ? 'largest' : 'declared', heading }, columns: [number('now', '{Representations}', {}), { key: 'share', heading: '%', derive: { percentOfTotal: 'now' }, as: 'percent' }, number('complaints', 'Of which {complaints}', { measure: 'complaints' }), number('people', 'Different people', { measure: 'complainants' })], total: 'All {representations}',
    base: 'all {representations} received in the period, those without a record too',
  };
}

export function advocacy(key: string, caption: string, figure: LayoutQuery, base: string): TableSpec {
  return {
    kind: 'table', key, caption, figure,
    rows: { by: 'advocate', order: 'declared', heading: 'Advocate' }, columns: [number('now', 'Number', {}), { key: 'share', heading: '%', derive: { percentOfTotal: 'now' }, as: 'percent' }], total: 'All', base,
  };
}

/** Signs of how well the procedure works, beside those of a year before. */
export const effectiveness: TableSpec = {
  kind: 'table', key: 'effectiveness', caption: 'How the procedure worked', figure: { measure: 'complaints' },
  rows: {
    heading: 'Measure',
    named: [
      { heading: 'Stage 1 answered within the time limit', figure: { measure: 'stage1_on_time_rate' }, as: 'percent', base: { measure: 'stage1_responses' } },
      { heading: 'Mean working days to a stage 1 answer', figure: { measure: 'stage1_days' }, as: 'days', places: 1 },
      { heading: '{Complaints} upheld or partly upheld at stage 1', figure: { measure: 'upheld_rate' }, as: 'percent', base: { measure: 'complaints' } },
      { heading: 'Requests to go to stage 2 for every 100 {complaints}', figure: { measure: 'escalation_rate' }, as: 'rate', places: 1 },
      { heading: 'Stage 2 completed within its limit', figure: { measure: 'stage2_on_time_rate' }, as: 'percent', places: 2, base: { measure: 'stage2_investigations' }, unlessZero: true },
      { heading: 'Panels held within 30 working days', figure: { measure: 'panels_on_time_rate' }, as: 'percent', base: { measure: 'panels' } },
      { heading: 'People who came two or more times', figure: { measure: 'repeat_complainants' }, as: 'count', unlessZero: true },
      { heading: 'Paid to complainants as remedies', figure: { measure: 'remedy_payments' }, as: 'pounds', unlessZero: true },
      { heading: 'Learning actions overdue', figure: { measure: 'actions_overdue' }, as: 'count', unlessZero: true },
    ],
  },
  columns: [{ key: 'now', heading: '{period}', figure: {}, as: 'count' }, { key: 'before', heading: '{period}', figure: { period: lastYear }, as: 'count' }],
};

/** What came in at each stage over three years, for one procedure: a chart for each stage on one scale. */
export function stagesOverYears(scope: Scope): TableSpec {
  const named = [
    { heading: 'Stage 1', figure: { where: scope.where } },
    { heading: 'Stage 2 requests', figure: { measure: 'stage2_requests', where: scope.where } },
    ...(scope.key === 'statutory' ? [{ heading: 'Review panels', figure: { measure: 'panels' } }] : []),
  ];
  return {
    kind: 'table', key: keyed('stages-years', scope), caption: `${scope.name} at each stage, over {years}`, figure: { measure: 'complaints' },
    rows: { heading: 'Stage', named }, columns: [number('two-before', '{period}', { period: yearsBefore(2) }), number('before', '{period}', { period: lastYear }), number('now', '{period}', {})], only: scope.only,
    chart: { kind: 'multiples', series: ['two-before', 'before', 'now'], title: 'levels', noun: scope.noun },
  };
}

export const earlyResolutionByService: TableSpec = {
  kind: 'table', key: 'early-resolution', caption: 'Resolved informally, by {service}', figure: { measure: 'representations', where: { handled_as: 'informal' } },
  rows: { by: 'service', order: 'largest', heading: '{Service}' }, columns: twoYears(), total: 'All resolved informally', base: 'all {representations} resolved informally',
  none: 'No {representations} are on record as resolved informally.',
  chart: { kind: 'bars', series: ['now', 'before'], title: 'largest', noun: { one: '{representation} resolved informally', many: '{representations} resolved informally' } },
};
