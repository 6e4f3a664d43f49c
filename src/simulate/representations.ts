import type { Day } from '../domain/day.ts';
import { outcomeOf } from '../domain/outcome.ts';
import { type Finding, findings, type Handling, type Stage1Outcome, stage1Outcomes } from '../domain/terms.ts';
import { type Complainant, isYoung } from './complainants.ts';
import { type CaseRows, type Draft, fill } from './draft-rows.ts';
import type { Habits } from './habits.ts';
import { simulateLaterStages } from './later-stages.ts';
import { between, chance, longTail, pick, type Random, weighted, whole } from './random.ts';
import type { Setting } from './setting.ts';
import { elementCounts, extensionReasons, findingsByLeaning, leanings, notProgressedOutcomes, receivedVia, remedies, stage1LateReasons } from './shares.ts';
import { actionEvidence, actionOwners, actionsPromised, elementComments, elementComplaints, handlingReasons, summaries, summariesOfYoungPeople } from './texts.ts';
import { byThen, dayOfReceipt, plusWorkingDays, someDaysAfter, someWorkingDaysAfter, type SimulatedPeriod } from './timeline.ts';

const DISTRICTS = ['north', 'south', 'coast', 'town'] as const;
const ROOT_CAUSES = ['staffing', 'process', 'practice', 'system', 'policy'] as const;

/** Makes up one representation with all that followed it by the end, and adds its rows. */
export function simulateRepresentation(random: Random, ref: string, receivedOn: Day, from: Complainant, setting: Setting, rows: CaseRows): void {
  const { habits, until } = setting;
  const channel = weighted(random, chance(random, setting.share) ? habits.channelsLater : habits.channelsEarlier);
  const service = weighted(random, habits.tree.about);
  const handledAs = handlingOf(random, from, habits.tree.corporateAsARule.has(service), habits);
  const age = from.bornIn === undefined ? undefined : Math.max(0, Number(receivedOn.slice(0, 4)) - from.bornIn);
  const inCourt = habits.recordsCourt ? (chance(random, 0.24) ? 'yes' as const : 'no' as const) : undefined;
  const planned = habits.recordsCourt ? (from.said.child_status === 'child_protection' || chance(random, 0.08) ? 'yes' as const : 'no' as const) : undefined;
  const theme = weighted(random, habits.themes);
  const row: Draft<'representations'> = fill<Draft<'representations'>>({ ref, received_on: receivedOn, handled_as: handledAs }, {
    channel, received_via: channel === 'online_form' ? 'council_online' : weighted(random, receivedVia), ...from.said, complainant_age: age, service, theme,
    summary: chance(random, habits.writesSummaries) ? pick(random, isYoung(from.said.complainant_type) ? summariesOfYoungPeople : summaries) : undefined,
    court_proceedings: inCourt, child_protection_plan: planned,
    handling_reason: handledAs === 'statutory' || (handledAs === 'corporate' && !chance(random, 0.6)) ? undefined : pick(random, handlingReasons[handledAs]),
  });
  if (channel === 'advocate') row.advocate = 'yes';
  const own: Record<string, string> = {};
  if (habits.ownContactType) own['x_contact_type'] = handledAs === 'informal' ? 'pre_complaint' : handledAs === 'redirected' ? 'enquiry' : 'complaint';
  if (habits.ownDistrict) own['x_district'] = pick(random, DISTRICTS);
  if (Object.keys(own).length > 0) row.own = own;
  if (handledAs === 'statutory' || handledAs === 'corporate') simulateComplaint(random, row, handledAs, setting, rows);
  else {
    fill(row, { closed_on: byThen(someWorkingDaysAfter(random, receivedOn, 0, handledAs === 'withdrawn' ? 15 : 8), until) });
    rows.representations.push(row);
  }
}

/** A professional or a passer-by may not use the statutory procedure, and some services are outside it. */
function handlingOf(random: Random, from: Complainant, corporateAsARule: boolean, habits: Habits): Handling {
  const handledAs = weighted(random, habits.handlings);
  if (handledAs !== 'statutory') return handledAs;
  const type = from.said.complainant_type;
  const outside = corporateAsARule || type === 'professional' || type === 'public' || type === 'prospective_adopter';
  return outside && chance(random, 0.85) ? 'corporate' : 'statutory';
}

function simulateComplaint(random: Random, row: Draft<'representations'>, handledAs: 'statutory' | 'corporate', setting: Setting, rows: CaseRows): void {
  const { habits, until } = setting;
  const started = chance(random, habits.startsClockLater) ? someWorkingDaysAfter(random, row.received_on, 1, 5) : row.received_on;
  if (chance(random, 0.6) || started !== row.received_on) fill(row, { stage1_started_on: byThen(started, until) });
  const elements = simulateElements(random, row, habits);
  if (chance(random, habits.notProgressed)) {
    const endedOn = byThen(someWorkingDaysAfter(random, started, 1, 18), until);
    if (endedOn !== undefined) fill(row, { stage1_outcome: weighted(random, notProgressedOutcomes), closed_on: endedOn });
    rows.representations.push(row);
    rows.elements.push(...elements);
    return;
  }
  const workingDays = stage1WorkingDays(random, habits, handledAs);
  const limit = handledAs === 'corporate' && habits.ownCorporateLimits ? 15 : 10;
  extend(random, row, started, workingDays, limit, setting);
  const answered = workingDays === undefined ? undefined : byThen(plusWorkingDays(started, workingDays), until);
  if (answered !== undefined && workingDays !== undefined) {
    findAtStage1(random, elements);
    fill(row, { stage1_responded_on: answered, stage1_outcome: stage1OutcomeOf(elements) });
    if (workingDays > limit + 10 && chance(random, habits.givesLateReasons)) row.stage1_late_reason = weighted(random, stage1LateReasons);
  }
  const later = simulateLaterStages(random, { row, elements, handledAs, startedOn: started, answeredOn: answered }, setting, rows);
  if (answered !== undefined) promiseActions(random, row, elements, answered, setting, rows);
  fill(row, { closed_on: later === undefined ? closedAfterStage1(random, answered, setting) : later.endedOn });
  rows.representations.push(row);
  rows.elements.push(...elements);
}

/** Some councils close with the answer, others when the window to ask for stage 2 has passed. */
function closedAfterStage1(random: Random, answeredOn: Day | undefined, { until }: Setting): Day | undefined {
  return answeredOn === undefined ? undefined : byThen(chance(random, 0.6) ? answeredOn : plusWorkingDays(answeredOn, 20), until);
}

function simulateElements(random: Random, row: Draft<'representations'>, habits: Habits): Draft<'elements'>[] {
  const count = weighted(random, elementCounts);
  return Array.from({ length: count }, (_, index): Draft<'elements'> => fill<Draft<'elements'>>({ ref: row.ref, element: index + 1 }, {
    theme: index === 0 ? row.theme : weighted(random, habits.themes),
    complaint: pick(random, elementComplaints),
    own: habits.ownRootCause ? { x_root_cause: pick(random, ROOT_CAUSES) } : undefined,
  }));
}

/** Working days from the start to the answer; undefined where there never was one. */
function stage1WorkingDays(random: Random, habits: Habits, handledAs: 'statutory' | 'corporate'): number | undefined {
  if (chance(random, habits.neverAnswered)) return undefined;
  const draw = random.next();
  // Answers come mostly as the limit nears.
  const towards = (least: number, most: number) => least + Math.floor((most - least + 1) * Math.sqrt(random.next()));
  const own = handledAs === 'corporate' && habits.ownCorporateLimits;
  if (draw < habits.within10) return towards(1, 10);
  if (draw < habits.within10 + habits.within20) return own ? towards(11, 15) : towards(11, 20);
  return 21 + Math.min(90, longTail(random, 12));
}

/** An extension is asked for when the first limit nears; its grounds are not always lawful ones. */
function extend(random: Random, row: Draft<'representations'>, started: Day, workingDays: number | undefined, limit: number, { habits, until }: Setting): void {
  if (workingDays === undefined || workingDays <= limit || !chance(random, habits.extends)) return;
  if (byThen(plusWorkingDays(started, limit), until) === undefined) return;
  row.stage1_extended_to = plusWorkingDays(started, limit + 10);
  row.stage1_extension_reason = weighted(random, chance(random, habits.extendsUnlawfully) ? extensionReasons.otherwise : extensionReasons.lawful);
}

function findAtStage1(random: Random, elements: readonly Draft<'elements'>[]): void {
  const leaning = weighted(random, leanings);
  for (const element of elements) {
    const finding = weighted(random, findingsByLeaning[leaning]);
    element.stage1_finding = finding;
    if (chance(random, 0.15)) element.comment = pick(random, elementComments);
    if (finding === 'upheld' || finding === 'partially_upheld') {
      const first = weighted(random, remedies);
      const second = chance(random, 0.25) ? weighted(random, remedies) : first;
      element.remedies = first === second ? [first] : [first, second];
    }
  }
}

function isStage1Outcome(finding: Finding): finding is Finding & Stage1Outcome {
  return (stage1Outcomes as readonly string[]).includes(finding);
}

/** The outcome that the findings give by rule; stage 1 has none called inconclusive, and no finding of that kind is made at it. */
function stage1OutcomeOf(elements: readonly Draft<'elements'>[]): Stage1Outcome | undefined {
  const found = findings.filter((finding) => elements.some((element) => element.stage1_finding === finding));
  const outcome = outcomeOf(found);
  return outcome !== undefined && isStage1Outcome(outcome) ? outcome : undefined;
}

function promiseActions(random: Random, row: Draft<'representations'>, elements: readonly Draft<'elements'>[], answeredOn: Day, { habits, until }: Setting, rows: CaseRows): void {
  const upheld = elements.filter((element) => element.stage1_finding === 'upheld' || element.stage1_finding === 'partially_upheld');
  if (upheld.length === 0 || !chance(random, habits.promisesActions)) return;
  for (let count = chance(random, 0.3) ? 2 : 1; count > 0; count -= 1) {
    const [kind, action] = pick(random, actionsPromised);
    const dueOn = someDaysAfter(random, answeredOn, 14, 90);
    const kept = chance(random, habits.keepsPromises);
    const completedOn = kept ? byThen(someDaysAfter(random, answeredOn, 5, Math.round(between(random, 20, 110))), until) : undefined;
    rows.actions.push(fill<Draft<'actions'>>({ ref: row.ref, action }, {
      element: chance(random, 0.6) ? pick(random, upheld).element : undefined, kind, owner: pick(random, actionOwners), due_on: chance(random, 0.95) ? dueOn : undefined,
      completed_on: completedOn, evidence: completedOn !== undefined && chance(random, 0.7) ? pick(random, actionEvidence) : undefined,
    }));
  }
}

/** The days of receipt of a year's representations, in order. */
export function daysOfReceipt(random: Random, period: SimulatedPeriod, count: number): Day[] {
  return Array.from({ length: count }, () => dayOfReceipt(random, period)).toSorted();
}

/** A year's number of representations: about what is expected, never the same twice. */
export function volumeOfAYear(random: Random, habits: Habits, year: number, exact: boolean): number {
  const expected = habits.inTheFirstYear * (1 + habits.growth) ** year;
  return exact ? Math.round(expected) : Math.max(1, Math.round(expected * between(random, 0.9, 1.1)) + whole(random, -2, 2));
}
