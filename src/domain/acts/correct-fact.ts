import type { ComplimentFile, RepresentationFile } from '../case-file.ts';
import { inWords, parseDay, type Day } from '../day.ts';
import type { CorrectableFact, FactCorrected } from '../events.ts';
import { evolve } from '../evolve.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import {
  advocateValues, channels, childStatuses, complainantTypes, ethnicities, findings, genders, receivedViaValues, sexualOrientations, stage1Outcomes, yesNo,
} from '../terms.ts';
import { dated, decide, notBefore, notInFuture, onRecord, refuseWhen, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { outcomeByRule, words } from './findings.ts';

export type CorrectFact = Omit<FactCorrected, 'type' | 'judged'>;

const values: { readonly [F in CorrectableFact]?: readonly string[] } = {
  channel: channels, receivedVia: receivedViaValues, complainantType: complainantTypes, gender: genders, ethnicity: ethnicities, disability: yesNo, sexualOrientation: sexualOrientations,
  childStatus: childStatuses, advocate: advocateValues, courtProceedings: yesNo, childProtectionPlan: yesNo, persistentComplainant: yesNo, stage1Outcome: stage1Outcomes, elementStage1Finding: findings,
};
const complimentFacts: ReadonlySet<CorrectableFact> = new Set(['receivedOn', 'channel', 'service', 'summary']);

/** What a fact is at present, as text; empty where it is not known, or the case has no such element. */
export function presentValueOf(file: RepresentationFile | ComplimentFile, fact: CorrectableFact, element?: number): string {
  return String(presentFact(file, fact, element) ?? '');
}

function presentFact(file: RepresentationFile | ComplimentFile, fact: CorrectableFact, element: number | undefined): string | number | undefined {
  if (file.kind === 'compliment') {
    switch (fact) {
      case 'receivedOn': case 'channel': case 'service': return file[fact];
      case 'summary': return file.text;
      default: return undefined;
    }
  }
  const { stage1 } = file;
  const about = file.elements.find((each) => each.element === element);
  switch (fact) {
    case 'receivedOn': return file.receivedOn;
    case 'stage1StartedOn': return file.stage1StartedOn;
    case 'stage1RespondedOn': return stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.on : undefined;
    case 'stage1Outcome': return stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.outcome : undefined;
    case 'stage1LateReason': return stage1.lateReason;
    case 'elementTheme': return about?.theme;
    case 'elementService': return about?.service;
    case 'elementComplaint': return about?.complaint;
    case 'elementStage1Finding': return about?.stage1Finding;
    default: return file.received[fact];
  }
}

/**
 * Puts a fact right, with the reason, on a case open or closed. `from` has to be what is on record, so that two people cannot
 * correct past each other. A corrected finding takes the outcome with it where the outcome was the one the findings gave.
 */
export function correctFact(file: RepresentationFile | ComplimentFile, command: CorrectFact, context: ActContext): Decision {
  const { on, fact, element, from, to } = command;
  const present = presentValueOf(file, fact, element);
  const ofElement = fact.startsWith('element');
  const name = words(fact.replaceAll(/(?=[A-Z0-9])/g, '_').toLowerCase());
  return decide([
    file.kind === 'representation' ? dated('Date of the correction', on, file, context) : notInFuture('Date of the correction', on, context),
    refuseWhen(file.kind === 'compliment' && !complimentFacts.has(fact), 'no such fact', `A compliment has no ${name}`, 'fact'),
    ofElement && file.kind === 'representation' && element !== undefined ? onRecord(file, [element], 'element')[0] : undefined,
    refuseWhen(ofElement && element === undefined, 'missing', 'Select the point that the fact belongs to', 'element'),
    refuseWhen(from !== present, 'changed meanwhile', present === '' ? 'This is not on record any more. Look at the case again.' : `This is now on record as ${printed(present)}. Look at the case again.`, 'from'),
    refuseWhen(from === present && to === present, 'no change', 'Enter a value other than the one on record', 'to'),
    allowedValue(fact, to),
    ...(file.kind === 'representation' ? datesInOrder(file, command, context) : [dayCheck(fact, to, context)]),
    written(command.reason, 'reason', 'Enter the reason for the correction'),
  ], () => {
    const corrected = withJudgement(file, { type: 'FactCorrected', ...command }, context);
    const outcome = file.kind === 'representation' && fact === 'elementStage1Finding' ? outcomeThatFollows(file, corrected) : undefined;
    return outcome === undefined ? [corrected] : [corrected, { type: 'FactCorrected', on, fact: 'stage1Outcome', ...outcome, reason: command.reason }];
  });
}

function printed(value: string): string {
  const on = parseDay(value);
  return on === undefined ? words(value) : inWords(on);
}

function allowedValue(fact: CorrectableFact, to: string): Check {
  const allowed = values[fact];
  if (fact === 'stage1Outcome' && to === '') return refuseWhen(true, 'missing', 'Select the outcome', 'to');
  if (allowed !== undefined && to !== '' && !allowed.includes(to)) return refuseWhen(true, 'not in the list', `Value must be one of: ${allowed.map(words).join(', ')}`, 'to');
  if (fact === 'complainantAge') return refuseWhen(to !== '' && !/^(\d{1,2}|1[01]\d|120)$/.test(to), 'age', 'Age must be a whole number of years between 0 and 120', 'to');
  return undefined;
}

function dayCheck(fact: CorrectableFact, to: string, context: ActContext): Check {
  if (!fact.endsWith('On') || (to === '' && fact !== 'receivedOn')) return undefined;
  const corrected = parseDay(to);
  return corrected === undefined ? refuseWhen(true, 'not a day', 'Date must be a real date', 'to') : notInFuture('Date', corrected, context, 'to');
}

function datesInOrder(file: RepresentationFile, { fact, to }: CorrectFact, context: ActContext): readonly Check[] {
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

/** The correction that the outcome needs when the findings gave it before and would now give another. */
function outcomeThatFollows(file: RepresentationFile, corrected: FactCorrected): { readonly from: string; readonly to: string } | undefined {
  const { stage1 } = file;
  const after = evolve(file, corrected);
  if (stage1.state !== 'answered' || after.kind !== 'representation') return undefined;
  const byRule = (of: RepresentationFile) => {
    const outcome = outcomeByRule(of, (element) => element.stage1Finding);
    return outcome === 'inconclusive' ? 'no_finding' : outcome;
  };
  const to = byRule(after);
  return stage1.outcome === undefined || to === undefined || stage1.outcome !== byRule(file) || to === stage1.outcome ? undefined : { from: stage1.outcome, to };
}
