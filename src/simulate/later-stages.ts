import type { Day } from '../domain/day.ts';
import { outcomeOf } from '../domain/outcome.ts';
import { type Finding, findings, type PaymentRole, type PaymentStage } from '../domain/terms.ts';
import { englandsCalendar, workingDaysBefore } from '../domain/working-days.ts';
import { type CaseRows, type Draft, fill } from './draft-rows.ts';
import { chance, longTail, pick, type Random, weighted, whole } from './random.ts';
import type { Setting } from './setting.ts';
import { ombudsmanDecisions, panelLateReasons, panelOutcomes, permittedDeclineReasons, stage2Findings, stage2LateReasons, stage2Leanings, stage2Reasons } from './shares.ts';
import { feeNotes, refusalReasons, remedyNotes } from './texts.ts';
import { byThen, plusWorkingDays, someDaysAfter, someWorkingDaysAfter } from './timeline.ts';

/** A complaint as stage 1 left it. */
export type AfterStage1 = {
  readonly row: Draft<'representations'>; readonly elements: readonly Draft<'elements'>[]; readonly handledAs: 'statutory' | 'corporate';
  readonly startedOn: Day; readonly answeredOn: Day | undefined;
};
/** The days of stage 2 that what follows goes by. `endedOn` is absent while it is open. */
type Stage2Course = { readonly endedOn?: Day; readonly adjudicatedOn?: Day; readonly outcome?: Finding };

/**
 * Makes up what followed stage 1: a request for stage 2, its investigation or review, a panel, the Ombudsman, and what was paid.
 * Undefined where nothing followed; otherwise with the day on which it all ended, if it had.
 */
export function simulateLaterStages(random: Random, complaint: AfterStage1, setting: Setting, rows: CaseRows): { readonly endedOn: Day | undefined } | undefined {
  const course = simulateStage2(random, complaint, setting, rows);
  if (course === undefined) {
    if (complaint.answeredOn !== undefined) simulateOmbudsman(random, complaint, complaint.answeredOn, 0.7, setting, rows);
    return undefined;
  }
  let endedOn = course.endedOn;
  if (complaint.handledAs === 'statutory' && course.adjudicatedOn !== undefined) {
    const panel = simulatePanel(random, complaint, course.adjudicatedOn, setting, rows);
    if (panel !== undefined) endedOn = panel.endedOn;
  }
  // The Ombudsman does not hold up the closing of a complaint: an enquiry most often comes long after it.
  if (endedOn !== undefined) simulateOmbudsman(random, complaint, endedOn, 4, setting, rows);
  return { endedOn };
}

function dayOfRequest(random: Random, { row, startedOn, answeredOn, elements }: AfterStage1, { habits, until }: Setting): Day | undefined {
  if (answeredOn === undefined) {
    // No answer by the longest that is allowed: some wait no longer.
    const stage1EndedByThen = byThen(plusWorkingDays(startedOn, 20), until) !== undefined;
    return stage1EndedByThen && chance(random, 0.3) ? byThen(someWorkingDaysAfter(random, startedOn, 21, 40), until) : undefined;
  }
  const wholly = elements.every((element) => element.stage1_finding === 'upheld');
  if (!chance(random, habits.escalates * (wholly ? 0.4 : row.handled_as === 'statutory' ? 1.15 : 0.95))) return undefined;
  const inTheWindow = chance(random, 0.92);
  return byThen(inTheWindow ? someWorkingDaysAfter(random, answeredOn, 1, 20) : someWorkingDaysAfter(random, answeredOn, 21, 60), until);
}

function simulateStage2(random: Random, complaint: AfterStage1, setting: Setting, rows: CaseRows): Stage2Course | undefined {
  const { habits, until } = setting;
  const requestedOn = dayOfRequest(random, complaint, setting);
  if (requestedOn === undefined) return undefined;
  const row: Draft<'stage2'> = { ref: complaint.row.ref, requested_on: requestedOn, reason: complaint.answeredOn === undefined ? 'no_response_at_stage1' : weighted(random, stage2Reasons) };
  rows.stage2.push(row);
  const decidedOn = byThen(someWorkingDaysAfter(random, requestedOn, 0, 6), until);
  if (decidedOn === undefined) return {};
  row.decided_on = decidedOn;
  if (chance(random, habits.refusesStage2)) {
    row.decision = 'declined';
    row.decline_reason = chance(random, habits.refusesStage2 > 0.5 ? 0.05 : 0.6) ? pick(random, permittedDeclineReasons) : pick(random, refusalReasons);
    return { endedOn: decidedOn };
  }
  row.decision = 'accepted';
  row.investigating_officer = `IO-${whole(random, 1, habits.investigators)}`;
  return complaint.handledAs === 'statutory' ? investigate(random, complaint, row, decidedOn, setting, rows) : review(random, complaint, row, setting);
}

/** A statutory investigation, with an independent person, from the statement of complaint to the adjudication letter. */
function investigate(random: Random, complaint: AfterStage1, row: Draft<'stage2'>, decidedOn: Day, setting: Setting, rows: CaseRows): Stage2Course {
  const { habits, until } = setting;
  row.independent_person = `IP-${whole(random, 1, habits.investigators)}`;
  const statementOn = someWorkingDaysAfter(random, decidedOn, 4, 22);
  const agreed = chance(random, habits.agreesStatement);
  if (agreed) fill(row, { statement_agreed_on: byThen(statementOn, until) });
  if (chance(random, 0.03)) {
    const withdrawnOn = byThen(someWorkingDaysAfter(random, statementOn, 1, 20), until);
    fill(row, { closed_on: withdrawnOn });
    return withdrawnOn === undefined ? {} : { endedOn: withdrawnOn };
  }
  const late = chance(random, habits.stage2Late);
  // Working days from the statement to the letter: 25 if all goes well, 65 at the most, and more where it is late.
  const inAll = late ? 66 + Math.min(80, longTail(random, 18)) : chance(random, 0.2) ? whole(random, 18, 25) : whole(random, 26, 65);
  const adjudicationTakes = whole(random, 4, 10);
  const reportOn = plusWorkingDays(statementOn, inAll - adjudicationTakes - whole(random, 1, 2));
  const sentOn = plusWorkingDays(statementOn, inAll - adjudicationTakes);
  const adjudicatedOn = plusWorkingDays(statementOn, inAll);
  if (inAll > 22 && byThen(plusWorkingDays(row.requested_on, 20), until) !== undefined) {
    row.extended_to = plusWorkingDays(row.requested_on, 65);
    row.extension_reason = 'complexity';
  }
  fill(row, { investigation_report_on: byThen(reportOn, until), sent_for_adjudication_on: byThen(sentOn, until), report_sent_on: byThen(adjudicatedOn, until), adjudicated_on: byThen(adjudicatedOn, until) });
  pay(random, complaint.row.ref, 'stage2', 'investigating_officer', 1800, 5600, byThen(reportOn, until), setting, rows);
  pay(random, complaint.row.ref, 'stage2', 'independent_person', 800, 2400, byThen(reportOn, until), setting, rows);
  if (row.adjudicated_on === undefined) return {};
  if (late) row.late_reason = weighted(random, stage2LateReasons);
  const outcome = findAtStage2(random, complaint, row);
  if (outcome !== 'not_upheld' && chance(random, 0.15)) payComplainant(random, complaint.row.ref, 'stage2', adjudicatedOn, setting, rows);
  return ended(random, row, adjudicatedOn, outcome, setting);
}

/** A corporate review: one officer, one answer. */
function review(random: Random, complaint: AfterStage1, row: Draft<'stage2'>, setting: Setting): Stage2Course {
  const late = chance(random, setting.habits.stage2Late);
  const answeredOn = byThen(plusWorkingDays(row.requested_on, late ? 26 + Math.min(60, longTail(random, 10)) : whole(random, 8, 20)), setting.until);
  if (answeredOn === undefined) return {};
  row.adjudicated_on = answeredOn;
  if (late && chance(random, 0.6)) row.late_reason = weighted(random, stage2LateReasons);
  return ended(random, row, answeredOn, findAtStage2(random, complaint, row), setting);
}

function ended(random: Random, row: Draft<'stage2'>, adjudicatedOn: Day, outcome: Finding | undefined, { until }: Setting): Stage2Course {
  const closedOn = byThen(chance(random, 0.75) ? adjudicatedOn : someWorkingDaysAfter(random, adjudicatedOn, 1, 15), until);
  fill(row, { closed_on: closedOn });
  return { adjudicatedOn, ...(closedOn === undefined ? {} : { endedOn: closedOn }), ...(outcome === undefined ? {} : { outcome }) };
}

function findAtStage2(random: Random, complaint: AfterStage1, row: Draft<'stage2'>): Finding | undefined {
  const leaning = weighted(random, stage2Leanings);
  for (const element of complaint.elements) {
    const finding = weighted(random, stage2Findings[leaning]);
    element.stage2_finding = finding;
    if (finding === 'upheld' && element.remedies === undefined) element.remedies = ['apology'];
  }
  const outcome = outcomeOf(findings.filter((finding) => complaint.elements.some((element) => element.stage2_finding === finding)));
  fill(row, { outcome });
  return outcome;
}

/** A review panel of three, asked for by some of those who were not content with the adjudication. */
function simulatePanel(random: Random, complaint: AfterStage1, adjudicatedOn: Day, setting: Setting, rows: CaseRows): { readonly endedOn: Day | undefined } | undefined {
  const { habits, until } = setting;
  if (!chance(random, habits.goesToPanel)) return undefined;
  const requestedOn = byThen(someWorkingDaysAfter(random, adjudicatedOn, 2, 20), until);
  if (requestedOn === undefined) return undefined;
  const late = chance(random, habits.panelLate);
  const panelOn = plusWorkingDays(requestedOn, late ? 31 + Math.min(60, longTail(random, 14)) : whole(random, 18, 30));
  const papersOn = workingDaysBefore(panelOn, whole(random, 8, 12), englandsCalendar);
  const findingsOn = plusWorkingDays(panelOn, whole(random, 3, chance(random, 0.8) ? 5 : 9));
  const respondedOn = plusWorkingDays(findingsOn, whole(random, 6, chance(random, 0.8) ? 15 : 24));
  const row: Draft<'stage3'> = fill<Draft<'stage3'>>({ ref: complaint.row.ref, requested_on: requestedOn }, {
    acknowledged_on: byThen(plusWorkingDays(requestedOn, whole(random, 0, 3)), until), papers_sent_on: byThen(papersOn, until), panel_on: byThen(panelOn, until),
    findings_on: byThen(findingsOn, until), responded_on: byThen(respondedOn, until),
    late_reason: late && panelOn <= until ? weighted(random, panelLateReasons) : undefined, outcome: respondedOn <= until ? weighted(random, panelOutcomes) : undefined,
  });
  rows.stage3.push(row);
  if (row.findings_on !== undefined) for (const element of complaint.elements) {
    if (element.stage2_finding !== undefined) element.stage3_finding = chance(random, 0.12) ? 'partially_upheld' : element.stage2_finding;
  }
  pay(random, complaint.row.ref, 'stage3', 'panel_chair', 450, 850, row.panel_on, setting, rows);
  for (let member = 0; member < 2; member += 1) pay(random, complaint.row.ref, 'stage3', 'panel_member', 250, 450, row.panel_on, setting, rows);
  return { endedOn: row.responded_on };
}

/** What the Ombudsman asked and decided. `more` times as often as for a complaint taken at random. */
function simulateOmbudsman(random: Random, complaint: AfterStage1, endedOn: Day, more: number, setting: Setting, rows: CaseRows): void {
  const { habits, until } = setting;
  if (!chance(random, habits.ombudsman * more)) return;
  const receivedOn = byThen(someDaysAfter(random, endedOn, 10, 220), until);
  if (receivedOn === undefined) return;
  const decidedOn = byThen(someDaysAfter(random, receivedOn, 12, 260), until);
  const known = chance(random, 0.8);
  const row: Draft<'ombudsman'> = fill<Draft<'ombudsman'>>({ ombudsman_ref: `OM-${complaint.row.ref}`, received_on: receivedOn }, {
    ref: known ? complaint.row.ref : undefined, service: complaint.row.service, decision: decidedOn === undefined ? undefined : weighted(random, ombudsmanDecisions), decided_on: decidedOn,
    closed_on: decidedOn === undefined || !chance(random, 0.6) ? undefined : byThen(someDaysAfter(random, decidedOn, 0, 60), until),
  });
  rows.ombudsman.push(row);
  const withInjustice = row.decision === 'upheld_fault_and_injustice' || row.decision === 'upheld_maladministration_and_injustice';
  if (withInjustice && decidedOn !== undefined) payComplainant(random, complaint.row.ref, 'ombudsman', decidedOn, setting, rows);
}

function pay(random: Random, ref: string, stage: PaymentStage, role: PaymentRole, least: number, most: number, after: Day | undefined, { until }: Setting, rows: CaseRows): void {
  if (after === undefined) return;
  const paidOn = byThen(someDaysAfter(random, after, 8, 45), until);
  if (paidOn === undefined) return;
  rows.payments.push(fill<Draft<'payments'>>({ stage, role, amount: whole(random, least * 100, most * 100), paid_on: paidOn }, { ref, note: chance(random, 0.3) ? pick(random, feeNotes) : undefined }));
}

function payComplainant(random: Random, ref: string, stage: PaymentStage, after: Day, { until }: Setting, rows: CaseRows): void {
  const paidOn = byThen(someDaysAfter(random, after, 10, 60), until);
  if (paidOn === undefined) return;
  rows.payments.push({ ref, stage, role: 'complainant', amount: whole(random, 2, 16) * 5000, paid_on: paidOn, note: pick(random, remedyNotes) });
}
