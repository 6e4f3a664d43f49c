import type { CaseFile, RepresentationFile, UnattachedFile } from '../case-file.ts';
import { inWords, parseDay, type Day } from '../day.ts';
import { capacities } from '../eligibility.ts';
import { type CorrectableFact, type FactCorrected, factsOfOneOfSeveral } from '../events.ts';
import { evolve } from '../evolve.ts';
import { actionFields, complimentFields, complimentOnly, elementFields, keptIn, matterFields, paymentFields, stage2Fields, stage3Fields } from '../fact-correction.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { stage2Progress } from '../stage2-file.ts';
import { stage3Progress } from '../stage3-file.ts';
import {
  advocateValues, channels, childStatuses, complainantTypes, complimentOrigins, complimentSources, ethnicities, findings, genders, ombudsmanDecisions, receivedViaValues, sexualOrientations, stage1Outcomes, stage2Reasons, yesNo,
} from '../terms.ts';
import { dated, decide, notBefore, notInFuture, onRecord, refuseWhen, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { inOrder } from './fact-order.ts';
import { outcomeByRule, words } from './findings.ts';

export type CorrectFact = Omit<FactCorrected, 'type' | 'judged' | 'judgements'>;

const values: { readonly [F in CorrectableFact]?: readonly string[] } = {
  capacity: Object.keys(capacities),
  channel: channels, receivedVia: receivedViaValues, complainantType: complainantTypes, gender: genders, ethnicity: ethnicities, disability: yesNo, sexualOrientation: sexualOrientations,
  childStatus: childStatuses, advocate: advocateValues, courtProceedings: yesNo, childProtectionPlan: yesNo, persistentComplainant: yesNo, stage1Outcome: stage1Outcomes, elementStage1Finding: findings,
  stage2Reason: stage2Reasons, stage2Outcome: findings, elementStage2Finding: findings, elementStage3Finding: findings, ombudsmanDecision: ombudsmanDecisions,
  complimentSource: complimentSources, complimentOrigin: complimentOrigins, publishConsent: yesNo,
};
/** Facts that are known of everything that has them: they can be put right, and not taken away. */
const neverBlank: ReadonlySet<CorrectableFact> = new Set([
  'receivedOn', 'stage1Outcome', 'stage2RequestedOn', 'stage2DecidedOn', 'stage2Outcome', 'stage3RequestedOn', 'closedOn',
  'ombudsmanReceivedOn', 'ombudsmanDecidedOn', 'ombudsmanDecision', 'paymentAmountPence', 'paidOn',
]);
const mayBeToCome: ReadonlySet<CorrectableFact> = new Set(['stage1ExtendedTo', 'stage2ExtendedTo', 'actionDueOn']);

function isOfCompliment(fact: CorrectableFact): fact is (typeof complimentOnly)[number] {
  return complimentOnly.some((each) => each === fact);
}

/** What a fact is at present, as text; empty where it is not known, or the case has no such element, matter, payment or action (`which`). */
export function presentValueOf(file: CaseFile, fact: CorrectableFact, element?: number, which?: string): string {
  return String(presentFact(file, fact, element, which) ?? '');
}

function presentFact(file: CaseFile, fact: CorrectableFact, element: number | undefined, which: string | undefined): string | number | undefined {
  if (file.kind === 'compliment') {
    if (!keptIn(complimentFields, fact)) return undefined;
    return fact === 'complimentAspects' ? file.aspects.join(';') : file[complimentFields[fact]]?.toString();
  }
  if (isOfCompliment(fact)) return undefined;
  if (keptIn(matterFields, fact)) return file.ombudsman.find(({ ombudsmanRef }) => ombudsmanRef === which)?.[matterFields[fact]];
  if (keptIn(paymentFields, fact)) return file.payments.find((_, index) => String(index + 1) === which)?.[paymentFields[fact]];
  if (file.kind === 'unattached') return undefined;
  if (keptIn(actionFields, fact)) return file.learningActions.find(({ learningAction }) => String(learningAction) === which)?.[actionFields[fact]];
  if (keptIn(elementFields, fact)) return file.elements.find((each) => each.element === element)?.[elementFields[fact]];
  if (keptIn(stage2Fields, fact)) return stage2Progress(file.stage2)[stage2Fields[fact]];
  if (keptIn(stage3Fields, fact)) return stage3Progress(file.stage3)[stage3Fields[fact]];
  const { stage1, stage2, stage3 } = file;
  switch (fact) {
    case 'receivedOn': return file.receivedOn;
    case 'acknowledgedOn': case 'stage1StartedOn': case 'closedOn': return file[fact];
    case 'stage1RespondedOn': return stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.on : undefined;
    case 'stage1Outcome': return stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.outcome : undefined;
    case 'stage1LateReason': return stage1.lateReason;
    case 'stage1ReceivedByComplainantOn': return stage1.state === 'answered' ? stage1.receivedByComplainantOn : undefined;
    case 'stage1ExtendedTo': return file.stage1Extensions.at(-1)?.extendedTo;
    case 'stage1ExtensionReason': return file.stage1Extensions.at(-1)?.reason;
    case 'stage2RequestedOn': return stage2.state === 'none' ? undefined : stage2.requestedOn;
    case 'stage2Reason': return stage2.state === 'none' ? undefined : stage2.reason;
    case 'stage2DecidedOn': return stage2.state === 'accepted' ? stage2.acceptedOn : stage2.state === 'refused' ? stage2.refusedOn : undefined;
    case 'stage2ExtendedTo': return stage2Progress(stage2).extensions?.at(-1)?.extendedTo;
    case 'stage2ExtensionReason': return stage2Progress(stage2).extensions?.at(-1)?.reason;
    case 'stage3RequestedOn': return stage3.state === 'none' ? undefined : stage3.requestedOn;
    default: return file.received[fact];
  }
}

/**
 * Whether a fact that is not on record may be put there by a correction: something more about what is on record (an outcome, a reason,
 * when a letter arrived), or a step that its own act can no longer record, because its stage, or the case, is over.
 */
function mayBeFilledIn(file: RepresentationFile | UnattachedFile, fact: CorrectableFact, which: string | undefined): boolean {
  if (file.kind === 'unattached') return false;
  const { stage1, stage2, stage3, closedOn } = file;
  const second = stage2Progress(stage2);
  const third = stage3Progress(stage3);
  switch (fact) {
    case 'acknowledgedOn': return closedOn !== undefined;
    case 'stage2AcknowledgedOn': return stage2.state !== 'none' && closedOn !== undefined;
    case 'stage3AcknowledgedOn': return stage3.state === 'requested' && closedOn !== undefined;
    case 'stage1ReceivedByComplainantOn': return stage1.state === 'answered';
    case 'stage1ExtensionReason': return file.stage1Extensions.length > 0;
    case 'stage2Reason': case 'stage2LateReason': return stage2.state !== 'none';
    case 'stage2ExtensionReason': return (second.extensions ?? []).length > 0;
    case 'statementAgreedOn': case 'investigationReportOn': case 'independentReportOn': case 'reportSentOn': case 'sentForAdjudicationOn': return second.adjudicatedOn !== undefined || second.closedOn !== undefined;
    case 'adjudicationReceivedOn': case 'stage2Outcome': case 'elementStage2Finding': return second.adjudicatedOn !== undefined;
    case 'stage3LateReason': return stage3.state === 'requested';
    case 'papersSentOn': return third.panelOn !== undefined;
    case 'findingsReceivedOn': return third.findingsOn !== undefined;
    case 'elementStage3Finding': return third.findingsOn !== undefined || third.respondedOn !== undefined;
    case 'stage3Outcome': return third.respondedOn !== undefined;
    case 'actionDueOn': return file.learningActions.some(({ learningAction }) => String(learningAction) === which);
    case 'stage1ExtendedTo': case 'stage2ExtendedTo': case 'stage2RequestedOn': case 'stage2DecidedOn': case 'stage2AdjudicatedOn': case 'stage2ClosedOn': case 'stage3RequestedOn': case 'panelOn':
    case 'findingsOn': case 'stage3RespondedOn': case 'closedOn': case 'ombudsmanReceivedOn': case 'ombudsmanDecidedOn': case 'ombudsmanDecision': case 'ombudsmanClosedOn':
    case 'paymentAmountPence': case 'paidOn': case 'actionCompletedOn': return false;
    default: return true;
  }
}

/**
 * Puts a fact right, with the reason, on a case open or closed. `from` has to be what is on record, so that two people cannot
 * correct past each other. A corrected date stays in order with the others, and the endings that it touches are judged again. A corrected
 * finding takes the outcome of its stage with it where the outcome was the one the findings gave.
 */
export function correctFact(file: CaseFile, command: CorrectFact, context: ActContext): Decision {
  const { on, fact, element, which, from, to } = command;
  const present = presentValueOf(file, fact, element, which);
  const ofElement = fact.startsWith('element');
  const name = words(fact.replaceAll(/(?=[A-Z0-9])/g, '_').toLowerCase());
  const unknown = unknownOwner(file, command);
  if (unknown !== undefined) return { refusals: [unknown] };
  return decide([
    file.kind !== 'unattached' ? dated('Date of the correction', on, file, context) : notInFuture('Date of the correction', on, context),
    ofElement && file.kind === 'representation' && element !== undefined ? onRecord(file, [element], 'element')[0] : undefined,
    refuseWhen(ofElement && element === undefined, 'missing', 'Select the point that the fact belongs to', 'element'),
    refuseWhen(present === '' && file.kind !== 'compliment' && !mayBeFilledIn(file, fact, which), 'not on record', `There is no ${name} on record to correct. Record it where it belongs.`, 'fact'),
    refuseWhen(from !== present, 'changed meanwhile', present === '' ? 'This is not on record any more. Look at the case again.' : `This is now on record as ${printed(present)}. Look at the case again.`, 'from'),
    refuseWhen(from === present && to === present, 'no change', 'Enter a value other than the one on record', 'to'),
    allowedValue(fact, to),
    ...(file.kind === 'compliment' ? [dayCheck(fact, to, context)] : datesInOrder(file, command, context)),
    written(command.reason, 'reason', 'Enter the reason for the correction'),
  ], () => {
    const corrected = withJudgement(file, { type: 'FactCorrected', ...command }, context);
    const outcome = file.kind === 'representation' ? outcomeThatFollows(file, corrected) : undefined;
    return outcome === undefined ? [corrected] : [corrected, { type: 'FactCorrected', on, ...outcome, reason: command.reason }];
  });
}

/** Refused where the fact belongs to nothing that the case has, before anything is said of its value. */
function unknownOwner(file: CaseFile, { fact, which }: CorrectFact): Check {
  if (file.kind === 'compliment') return refuseWhen(!keptIn(complimentFields, fact), 'no such fact', `A compliment has no ${words(fact.replaceAll(/(?=[A-Z0-9])/g, '_').toLowerCase())}`, 'fact');
  if (isOfCompliment(fact)) return refuseWhen(true, 'no such fact', 'This belongs to a compliment', 'fact');
  if (!keptIn(factsOfOneOfSeveral, fact)) return refuseWhen(file.kind === 'unattached', 'no such fact', 'Only the Ombudsman’s matters and payments of this case can be put right', 'fact');
  const owner = factsOfOneOfSeveral[fact];
  if (which === undefined || which === '') return refuseWhen(true, 'missing', { ombudsman: 'Select the Ombudsman’s case', payment: 'Select the payment', 'learning action': 'Select the learning action' }[owner], 'which');
  switch (owner) {
    case 'ombudsman': return refuseWhen(!file.ombudsman.some(({ ombudsmanRef }) => ombudsmanRef === which), 'no such matter', `Ombudsman reference ${which} is not on record in this case`, 'which');
    case 'payment': return refuseWhen(!file.payments.some((_, index) => String(index + 1) === which), 'no such payment', `Payment ${which} is not on record in this case`, 'which');
    case 'learning action': return refuseWhen(file.kind === 'unattached' || !file.learningActions.some(({ learningAction }) => String(learningAction) === which), 'no such action', `Learning action ${which} is not on record in this case`, 'which');
    default: return owner satisfies never;
  }
}

function printed(value: string): string {
  const on = parseDay(value);
  return on === undefined ? words(value) : inWords(on);
}

function allowedValue(fact: CorrectableFact, to: string): Check {
  const allowed = values[fact];
  if (to === '' && neverBlank.has(fact) && !isDay(fact)) return refuseWhen(true, 'missing', fact === 'paymentAmountPence' ? 'Enter the amount' : fact === 'ombudsmanDecision' ? 'Select the decision' : 'Select the outcome', 'to');
  if (allowed !== undefined && to !== '' && !allowed.includes(to)) return refuseWhen(true, 'not in the list', `Value must be one of: ${allowed.map(words).join(', ')}`, 'to');
  if (fact === 'complainantAge') return refuseWhen(to !== '' && !/^(\d{1,2}|1[01]\d|120)$/.test(to), 'age', 'Age must be a whole number of years between 0 and 120', 'to');
  if (fact === 'paymentAmountPence') return refuseWhen(!/^[1-9]\d{0,11}$/.test(to), 'amount', 'Amount must be more than £0, in pounds and whole pence', 'to');
  return undefined;
}

function isDay(fact: CorrectableFact): boolean {
  return fact.endsWith('On') || fact.endsWith('ExtendedTo');
}

function dayCheck(fact: CorrectableFact, to: string, context: ActContext): Check {
  if (!isDay(fact) || (to === '' && !neverBlank.has(fact))) return undefined;
  if (fact === 'closedOn' && to === '') return refuseWhen(true, 'reopen instead', 'Reopen the case instead', 'to');
  const corrected = parseDay(to);
  if (corrected === undefined) return refuseWhen(true, 'not a day', 'Date must be a real date', 'to');
  return mayBeToCome.has(fact) ? undefined : notInFuture('Date', corrected, context, 'to');
}

function datesInOrder(file: RepresentationFile | UnattachedFile, command: CorrectFact, context: ActContext): readonly Check[] {
  const { fact, element, which, to } = command;
  const wrong = isDay(fact) ? dayCheck(fact, to, context) : undefined;
  const others = !isDay(fact) || wrong !== undefined ? [] : inOrder(file, fact, which, presentValueOf(file, fact, element, which), parseDay(to) ?? '');
  return file.kind === 'unattached' ? [wrong, ...others] : [...stage1InOrder(file, command, context), ...others];
}

function stage1InOrder(file: RepresentationFile, { fact, to }: CorrectFact, context: ActContext): readonly Check[] {
  const { stage1, stage2 } = file;
  const ended = stage1.state === 'answered' || stage1.state === 'not progressed';
  const wrongDay = dayCheck(fact, to, context);
  const corrected = parseDay(to);
  if (fact === 'stage1Outcome' && !ended) return [refuseWhen(true, 'stage 1 not ended', 'Stage 1 has no outcome yet. Record the response.', 'fact')];
  if (fact === 'stage1RespondedOn') {
    if (!ended) return [refuseWhen(true, 'stage 1 not ended', 'Stage 1 has no response yet. Record the response.', 'fact')];
    if (to === '') return [refuseWhen(stage2.state !== 'none', 'stage 2 follows', 'Stage 2 followed the response, so it cannot be taken off the record', 'to')];
  }
  if (wrongDay !== undefined || corrected === undefined) return [wrongDay];
  switch (fact) {
    case 'receivedOn': {
      const after = [
        { on: file.sufficientInterest?.on, when: 'sufficient interest was decided' }, { on: file.lateComplaint?.on, when: 'it was decided whether to consider it although late' },
        { on: file.suspensions[0]?.from, when: 'an advocate was asked for' }, { on: file.stage1Extensions[0]?.on, when: 'stage 1 was extended' }, { on: file.deferral?.on, when: 'it was deferred' },
        { on: file.handlingDecidedOn, when: 'its handling was decided' }, { on: file.acknowledgedOn, when: 'it was acknowledged' }, { on: file.stage1StartedOn, when: 'stage 1 started' },
        { on: ended ? stage1.on : undefined, when: 'stage 1 ended' }, { on: stage2.state === 'none' ? undefined : stage2.requestedOn, when: 'stage 2 was asked for' }, { on: file.closedOn, when: 'the case was closed' },
      ].find((step) => step.on !== undefined && step.on < corrected);
      const groundsOn = file.received.groundsAroseOn;
      const tooEarly = notBefore('Date received', corrected, [{ on: groundsOn, when: 'the grounds for the complaint arose' }], 'to');
      return after?.on === undefined ? [tooEarly] : [refuseWhen(true, 'too late', `Date received must be the same as or before ${inWords(after.on)}, when ${after.when}`, 'to')];
    }
    case 'groundsAroseOn': return [refuseWhen(corrected > file.receivedOn, 'too late', `Date the grounds arose must be the same as or before ${inWords(file.receivedOn)}, when the complaint was received`, 'to')];
    case 'stage1StartedOn': return [
      notBefore('Date stage 1 started', corrected, [{ on: file.receivedOn, when: 'the complaint was received' }], 'to'),
      ended ? refuseWhen(corrected > stage1.on, 'too late', `Date stage 1 started must be the same as or before ${inWords(stage1.on)}, when it ended`, 'to') : undefined,
    ];
    case 'stage1RespondedOn': return [
      notBefore('Date of response', corrected, [{ on: file.receivedOn, when: 'the complaint was received' }, { on: file.stage1StartedOn, when: 'stage 1 started' }], 'to'),
      ...(ended ? [answerNotAfter(file, stage1, corrected)] : []),
    ];
    default: return [];
  }
}

/** A corrected answer stays before what came after it: a request made because there was no answer came before it all along. */
function answerNotAfter({ stage2, closedOn }: RepresentationFile, stage1: Extract<RepresentationFile['stage1'], { readonly on: Day }>, corrected: Day): Check {
  const after = [
    { on: stage1.state === 'answered' ? stage1.receivedByComplainantOn : undefined, when: 'the complainant received it' },
    { on: stage2.state === 'none' ? undefined : stage2.requestedOn, when: 'stage 2 was asked for' }, { on: closedOn, when: 'the case was closed' },
  ].find((step) => step.on !== undefined && stage1.on <= step.on && step.on < corrected);
  return after?.on === undefined ? undefined : refuseWhen(true, 'too late', `Date of response must be the same as or before ${inWords(after.on)}, when ${after.when}`, 'to');
}

/** The correction that the outcome of a stage needs when the findings gave it before and would now give another. */
function outcomeThatFollows(file: RepresentationFile, corrected: FactCorrected): Pick<FactCorrected, 'fact' | 'from' | 'to'> | undefined {
  const after = evolve(file, corrected);
  if (after.kind !== 'representation') return undefined;
  const { stage1 } = file;
  const { adjudicatedOn, outcome: stage2Outcome } = stage2Progress(file.stage2);
  switch (corrected.fact) {
    case 'elementStage1Finding': {
      const byRule = (of: RepresentationFile) => {
        const outcome = outcomeByRule(of, (element) => element.stage1Finding);
        return outcome === 'inconclusive' ? 'no_finding' : outcome;
      };
      return stage1.state === 'answered' ? outcomeMoved('stage1Outcome', stage1.outcome, byRule(file), byRule(after)) : undefined;
    }
    case 'elementStage2Finding': {
      const byRule = (of: RepresentationFile) => outcomeByRule(of, (element) => element.stage2Finding);
      return adjudicatedOn === undefined ? undefined : outcomeMoved('stage2Outcome', stage2Outcome, byRule(file), byRule(after));
    }
    default: return undefined;
  }
}

function outcomeMoved(fact: 'stage1Outcome' | 'stage2Outcome', outcome: string | undefined, byRule: string | undefined, to: string | undefined): Pick<FactCorrected, 'fact' | 'from' | 'to'> | undefined {
  return outcome === undefined || to === undefined || outcome !== byRule || to === outcome ? undefined : { fact, from: outcome, to };
}
