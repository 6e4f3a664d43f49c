import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { today } from '../../../test/acts/given.ts';
import type { CaseFile, RepresentationFile } from '../case-file.ts';
import { day, daysAfter, parseDay, type Day } from '../day.ts';
import { correctableFacts, earlyReferralCriteria, factsOfOneOfSeveral, permittedRefusals, type CaseEvent } from '../events.ts';
import { evolve, fileOf } from '../evolve.ts';
import { isAmong, presentValueOf } from '../facts.ts';
import type { PoolMember } from '../pool.ts';
import type { Decision } from '../refusal.ts';
import { findings } from '../terms.ts';
import { acts, complimentActs, type ActKey, type CommandOf } from './index.ts';

const partsOfActs = new Set([
  'acts.test', 'checks', 'attach-matter', 'context', 'invoice', 'fact-order', 'findings', 'fit-to-appoint', 'independence', 'index', 'investigation', 'limits', 'ombudsman-matter', 'one-year-limit', 'permitted-refusal', 'review', 'roles',
]);

test('every act is in the table, by the name of its file', () => {
  const files = readdirSync(import.meta.dirname).map((file) => file.replace(/\.ts$/, '')).filter((file) => !partsOfActs.has(file) && !file.endsWith('.test'));
  const keys = [...Object.keys(acts), ...Object.keys(complimentActs)].map((key) => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  assert.deepEqual(keys.toSorted(), files.toSorted());
});

type Roll = { readonly act: number; readonly gap: number; readonly pick: number; readonly yes: boolean; readonly rarely: boolean };
type Generated = { readonly [K in ActKey]: (file: RepresentationFile, on: Day, roll: Roll) => CommandOf<K> };

function one<T>(list: readonly T[], roll: Roll): T {
  const picked = list[roll.pick % list.length];
  assert.ok(picked !== undefined);
  return picked;
}

const everyFinding = (file: RepresentationFile, roll: Roll) => file.elements.map(({ element }) => ({ element, finding: one(findings, { ...roll, pick: roll.pick + element }) }));

/** A command for each act: plausible, often lawful, and sometimes refused. */
const generated: Generated = {
  receive: (_, on) => ({ on, ref: 'R-1' }),
  receiveCompliment: (_, on) => ({ on, ref: 'C-1' }),
  addElement: (_, on, roll) => ({ on, theme: one(['delay', 'staff'], roll), agreedForStage2: roll.yes, ...(roll.rarely ? { element: 1 } : {}) }),
  decideSufficientInterest: (_, on, roll) => ({ on, sufficient: roll.yes, reasons: 'Reasons' }),
  decideLateComplaint: (_, on, roll) => ({ on, considered: roll.yes, notReasonableToExpectEarlier: roll.rarely, canBeConsideredEffectivelyAndFairly: true, reasons: 'Reasons' }),
  decideHandling: (_, on, roll) => ({ on, handledAs: one(['statutory', 'statutory', 'statutory', 'statutory', 'statutory', 'corporate'] as const, roll), decidedBy: 'CM-1', confirmedBy: 'CM-2', reason: 'Reasons' }),
  acknowledge: (_, on, roll) => ({ on, stage: one(['stage1', 'stage2', 'stage3'] as const, roll) }),
  seekAdvocate: (_, on) => ({ on }),
  appointAdvocate: (_, on, roll) => ({ on, advocate: one(['ADV-1', 'RM-1', 'IO-1'], roll), consented: roll.yes, consentBy: 'child', consentHow: 'orally', consentCovers: ['case'] }),
  giveConsent: (file, on, roll) => ({ on, to: roll.yes ? 'advocate' : 'representative', ...(roll.yes && file.advocate !== undefined ? { person: file.advocate } : { name: 'An aunt' }), by: 'child', how: 'in_writing', covers: ['case', 'speaking'] }),
  withdrawConsent: (file, on) => ({ on, consent: file.consents.length }),
  assignCaseOfficer: (_, on, roll) => ({ on, officer: one(['U1', 'U2'], roll) }),
  endAppointment: (_, on, roll) => ({ on, part: one(['advocate', 'responding_manager', 'investigating_officer', 'independent_person', 'adjudicating_officer'] as const, roll), reason: 'Unwell' }),
  allocate: (_, on, roll) => ({ on, respondingManager: one(['RM-1', 'RM-2'], roll), subjectOfComplaint: roll.rarely }),
  extendStage1: (file, on, roll) => ({ on, extendedTo: daysAfter(file.receivedOn, 14 + (roll.pick % 15)), ground: roll.yes ? 'complexity' : 'advocate' }),
  recordLateReason: (_, on, roll) => ({ on, stage: one(['stage1', 'stage2', 'stage3'] as const, roll), lateReason: 'staff_absence' }),
  respondAtStage1: (file, on, roll) => ({ on, findings: everyFinding(file, roll), lateReason: 'reallocated', ...(file.elements.length === 0 ? { outcome: one(findings, roll) } : {}) }),
  withdraw: (_, on, roll) => ({ on, orally: roll.yes }),
  endWithoutAnswer: (_, on, roll) => ({ on, outcome: one(['duplicate', 'redirected', 'discontinued'] as const, roll), duplicateOf: 'R-0', redirectedTo: 'The court', reason: 'Reasons', ground: 'other_authority', decidedBy: 'CM-1', confirmedBy: 'CM-2' }),
  defer: (_, on) => ({ on, proceedings: 'Care proceedings', prejudice: 'The same evidence' }),
  recordProceedingsEnded: (_, on) => ({ on }),
  resubmit: (_, on) => ({ on }),
  decideFreeze: (_, on, roll) => ({ on, frozen: roll.yes, decisionAtIssue: 'A move', riskAssessment: 'None', decidedBy: 'CM-1' }),
  skipStage1: (_, on) => ({ on, agreedBecause: 'Both sides agree' }),
  requestStage2: (_, on) => ({ on, reason: 'dissatisfied_with_response', lateAcceptedBecause: 'In hospital' }),
  acceptStage2: (_, on) => ({ on }),
  refuseStage2: (_, on, roll) => ({ on, ground: one(permittedRefusals, roll), reason: 'Reasons', consideredIn: 'R-0', otherAuthority: 'Northshire' }),
  recordStatement: (file, on, roll) => ({ on, state: one(['sent', 'agreed', 'amended', 'unsigned'] as const, roll), points: file.elements.map(({ element }) => ({ element, complaint: 'A point' })), reason: 'Not signed' }),
  appointInvestigatingOfficer: (_, on, roll) => ({ on, officer: one(['IO-1', 'RM-1', 'IP-1', 'pool-1'], roll), inLineManagement: roll.rarely, replacedBecause: 'Unwell', declaredNoConflict: true }),
  appointIndependentPerson: (_, on, roll) => ({ on, person: one(['IP-1', 'IO-1', 'ADV-1'], roll), declaredNoConflict: true }),
  appointAdjudicatingOfficer: (_, on, roll) => ({ on, officer: one(['AO-1', 'RM-1'], roll) }),
  extendStage2: (_, on, roll) => ({ on, extendedTo: daysAfter(on, roll.pick), reason: 'A witness is away' }),
  receiveReport: (file, on, roll) => ({ on, report: roll.yes ? 'investigation' : 'independent_person', findings: roll.yes ? everyFinding(file, roll) : [] }),
  sendReportToComplainant: (_, on) => ({ on }),
  sendForAdjudication: (_, on) => ({ on }),
  adjudicateElement: (file, on, roll) => ({ on, element: file.elements.find((element) => element.stage2Finding === undefined)?.element ?? 1, finding: one(findings, roll), reasons: 'Reasons' }),
  sendAdjudication: (file, on, roll) => ({ on, ...(file.elements.length === 0 ? { outcome: one(findings, roll) } : {}) }),
  closeStage2: (_, on) => ({ on, lateReason: 'complexity' }),
  requestStage3: (_, on) => ({ on, lateAcceptedBecause: 'An old address' }),
  refuseStage3: (_, on, roll) => ({ on, ground: one(permittedRefusals, roll), reason: 'Reasons', consideredIn: 'R-0', otherAuthority: 'Northshire' }),
  appointPanelMember: (_, on, roll) => ({ on, role: one(['chair', 'member', 'member'] as const, roll), person: one(['PC-1', 'PM-1', 'PM-2', 'IP-1'], roll), declaredNoConflict: true }),
  giveAccount: (_, on) => ({ on, person: 'pool-1' }),
  standDownPanelMember: (_, on, roll) => ({ on, person: one(['PC-1', 'PM-1', 'PM-2'], roll), reason: 'Unwell' }),
  arrangePanel: (_, on) => ({ on, meetingOn: daysAfter(on, 3) }),
  postponePanel: (_, on) => ({ on, reason: 'Away' }),
  sendPanelPapers: (_, on) => ({ on }),
  holdPanel: (file, on, roll) => ({ on: file.stage3.state === 'requested' && !roll.rarely ? file.stage3.meetingOn ?? on : on, lateReason: 'awaiting_complainant' }),
  sendPanelFindings: (file, on, roll) => ({ on, findings: everyFinding(file, roll) }),
  respondToPanel: (file, on, roll) => ({ on, independentPersonConsulted: !roll.rarely, findings: everyFinding(file, roll), departures: 'Reasons' }),
  referEarly: (_, on, roll) => ({ on, criteriaMet: roll.yes ? earlyReferralCriteria : [], complainantConsentedOn: on }),
  receiveOmbudsmanEnquiry: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll) }),
  replyToOmbudsman: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll) }),
  receiveOmbudsmanDraft: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll) }),
  answerOmbudsmanDraft: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll) }),
  recordOmbudsmanDecision: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll), decision: 'upheld_fault_and_injustice', publicReport: true, remedies: [{ remedy: 'Apologise', dueOn: daysAfter(on, 30) }] }),
  closeOmbudsmanCase: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll) }),
  completeOmbudsmanRemedy: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll), remedy: 1, evidence: 'The letter' }),
  notifyOmbudsmanCompliance: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll), remedies: [1] }),
  recordOmbudsmanCompliance: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll), remedies: [1], satisfied: roll.yes, comment: 'The minutes too' }),
  publiciseOmbudsmanReport: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll) }),
  answerOmbudsmanReport: (_, on, roll) => ({ on, ombudsmanRef: one(['O-1', 'O-2'], roll) }),
  agreeCost: (_, on, roll) => ({ on, stage: 'stage2', role: 'investigating_officer', estimatePence: 100_000 * roll.pick }),
  receiveInvoice: (_, on, roll) => ({ on, supplier: 'Moss and Co', number: `A${roll.pick % 7}`, datedOn: on, stage: 'stage2', role: 'investigating_officer', amountPence: 90_000 }),
  queryInvoice: (file, on) => ({ on, invoice: file.invoices.length, query: 'Which days?' }),
  approveInvoice: (file, on) => ({ on, invoice: file.invoices.length, approvedBy: 'CM-1' }),
  payInvoice: (file, on) => ({ on, invoice: file.invoices.length }),
  rejectInvoice: (file, on) => ({ on, invoice: file.invoices.length, reason: 'Not ours' }),
  recordPayment: (_, on, roll) => ({ on, stage: 'stage1', role: roll.yes ? 'complainant' : 'advocate', amountPence: roll.pick - 2 }),
  promiseLearningAction: (_, on) => ({ on, action: 'Ring back', owner: 'RM-1', dueOn: on }),
  completeLearningAction: (_, on, roll) => ({ on, learningAction: 1 + (roll.pick % 3), evidence: 'Log' }),
  close: (_, on) => ({ on }),
  reopen: (_, on) => ({ on, reason: 'More to do' }),
  correctFact: (file, on, roll) => {
    const fact = one([...correctableFacts], roll);
    const which = { ombudsman: 'O-1', payment: '1', 'learning action': '1' }[isAmong(factsOfOneOfSeveral, fact) ? factsOfOneOfSeveral[fact] : 'payment'];
    const from = presentValueOf(file, fact, 1, which);
    const present = parseDay(from);
    const to = present !== undefined ? daysAfter(present, roll.yes ? -1 : 1) : { elementStage1Finding: one(findings, roll), channel: 'email', paymentAmountPence: '1250' }[fact as string] ?? 'contact';
    return { on, fact, element: 1, which, from, to, reason: 'Typing slip' };
  },
  nameSubject: (_, on, roll) => ({ on, ...(roll.yes ? { person: 'U7' } : { service: 'Fostering' }) }),
  restrict: (_, on) => ({ on, reason: 'About a worker whom the family may meet' }),
  liftRestriction: (_, on) => ({ on, reason: 'The worker has left' }),
  restrictContact: (_, on) => ({ on, restriction: 'In writing alone', until: daysAfter(on, 90), reviewOn: daysAfter(on, 60), reason: 'Twenty calls a day', decidedBy: 'CM-1' }),
  liftContactRestriction: (_, on) => ({ on, reason: 'It is over' }),
  note: (_, on) => ({ on, note: 'Rang' }),
};

const keys = Object.keys(acts) as ActKey[];
/** Somebody whom the events may have by a key of the pool, from before they had an account. */
const sheIsInThePool: PoolMember = {
  person: 'U9', keys: ['U9', 'pool-1'], name: 'Ines Okafor', parts: ['investigating_officer'], checks: [{ check: 'dbs', doneOn: day('2023-11-06') }, { check: 'confidentiality', doneOn: day('2023-11-06') }],
  away: [], answers: [], otherPanels: [], inHand: 0, conflicts: [], accountRoles: ['investigating_officer'],
};
const context = { ...today('2025-12-31'), pool: [sheIsInThePool] };

function decideOn(key: ActKey, file: RepresentationFile, on: Day, roll: Roll): Decision {
  const decide: (file: RepresentationFile, command: unknown, by: typeof context) => Decision = acts[key].decide as never;
  return decide(file, generated[key](file, on, roll), context);
}

/** The way that leads through every stage: half of the steps take the first act on it that is accepted, so that cases get as far as a panel, and an Ombudsman’s remedy. */
const theWholeWay: readonly ActKey[] = [
  'decideHandling', 'respondAtStage1', 'requestStage2', 'acceptStage2', 'appointInvestigatingOfficer', 'appointIndependentPerson', 'appointAdjudicatingOfficer', 'receiveReport', 'sendForAdjudication',
  'adjudicateElement', 'sendAdjudication', 'closeStage2', 'requestStage3', 'appointPanelMember', 'arrangePanel', 'sendPanelPapers', 'holdPanel', 'sendPanelFindings', 'respondToPanel',
  'receiveOmbudsmanEnquiry', 'recordOmbudsmanDecision', 'completeOmbudsmanRemedy', 'notifyOmbudsmanCompliance',
];
/** Acts that cut a case short: left out of most sequences. */
const cuttingShort: ReadonlySet<ActKey> = new Set(['withdraw', 'endWithoutAnswer', 'defer', 'close', 'decideHandling']);

function stepsTried(roll: Roll & { readonly onward: number }, done: ReadonlySet<ActKey>): readonly ActKey[] {
  if (roll.onward > 0) return theWholeWay.filter((key) => !done.has(key) || key === 'adjudicateElement' || key === 'appointPanelMember' || key === 'receiveReport');
  const key = keys[roll.act % keys.length]!;
  return cuttingShort.has(key) && !roll.rarely ? [] : [key];
}

const rolls = fc.array(
  fc.record({ act: fc.nat(10_000), gap: fc.integer({ min: -1, max: 4 }), pick: fc.nat(60), yes: fc.boolean(), rarely: fc.nat(5).map((n) => n === 0), onward: fc.nat(1) }),
  { minLength: 80, maxLength: 150 },
);

const receivedOn = day('2024-02-05');
const parent: CaseEvent = { type: 'RepresentationReceived', on: receivedOn, ref: 'R-1', capacity: 'P2' };
const lateGrandparent: CaseEvent = { type: 'RepresentationReceived', on: receivedOn, ref: 'R-1', capacity: 'P5', groundsAroseOn: day('2022-06-01') };

test('any sequence of accepted acts replays to the same file, also out of storage, and happens between receipt and today', () => {
  const seen = new Set<ActKey>();
  fc.assert(fc.property(fc.nat(4), rolls, (who, sequence) => {
    const start = who === 0 ? lateGrandparent : parent;
    const events: CaseEvent[] = [start];
    const done = new Set<ActKey>();
    let file: CaseFile = evolve(undefined, start);
    for (const roll of sequence) {
      for (const key of stepsTried(roll, done)) {
        assert.ok(file.kind === 'representation');
        const decision = decideOn(key, file, daysAfter(file.lastOn, roll.gap), roll);
        if ('refusals' in decision) {
          assert.ok(decision.refusals.length > 0 && decision.refusals.every((refusal) => refusal.message.trim() !== ''), key);
          continue;
        }
        seen.add(key);
        done.add(key);
        for (const event of decision.events) {
          assert.ok(event.on <= context.today, `${key} in the future`);
          assert.ok(event.on >= file.receivedOn, `${key} before receipt`);
          events.push(event);
          const after: CaseFile = evolve(file, event);
          assert.ok(after.kind === 'representation');
          file = after;
        }
        break;
      }
    }
    assert.deepEqual(fileOf(events), file);
    assert.deepEqual(fileOf(JSON.parse(JSON.stringify(events)) as CaseEvent[]), file);
  }), { numRuns: 400, seed: 20_240_205 });
  // Both that receive begin a case, so they are never accepted on one.
  assert.deepEqual(keys.filter((key) => !seen.has(key)), ['receive', 'receiveCompliment'], 'acts that no sequence got to');
});
