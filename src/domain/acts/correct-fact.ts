import type { CaseFile, RepresentationFile, UnattachedFile } from '../case-file.ts';
import { inWords, parseDay } from '../day.ts';
import { type CorrectableFact, type FactCorrected, factsOfOneOfSeveral } from '../events.ts';
import { evolve } from '../evolve.ts';
import { factsOfRepresentations, isAmong, presentValueOf } from '../facts.ts';
import { factsOfCompliments, factsOfComplimentsAlone } from '../facts/compliment.ts';
import type { Fact } from '../facts/fact.ts';
import { factsOfMattersAndPayments } from '../facts/matters-and-payments.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { stage2Progress } from '../stage2-file.ts';
import { dated, decide, notInFuture, onRecord, refuseWhen, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { inOrder } from './fact-order.ts';
import { outcomeByRule, words } from './findings.ts';

export type CorrectFact = Omit<FactCorrected, 'type' | 'judged' | 'judgements'>;

/** What the table of a case's kind says of a fact; undefined where such a case has none. */
function factOf(file: CaseFile, fact: CorrectableFact): Pick<Fact, 'values' | 'neverBlank' | 'mayBeToCome' | 'mayBeFilledIn' | 'order'> | undefined {
  if (file.kind === 'compliment') return isAmong(factsOfCompliments, fact) ? factsOfCompliments[fact] : undefined;
  return isAmong(factsOfRepresentations, fact) ? factsOfRepresentations[fact] : undefined;
}

/** Whether a fact that is not on record may be put there by a correction. What stands in no case is put right alone. */
function mayBeFilledIn(file: CaseFile, fact: CorrectableFact, element: number | undefined, which: string | undefined): boolean {
  if (file.kind !== 'representation') return file.kind === 'compliment';
  return factOf(file, fact)?.mayBeFilledIn?.(file, { element, which }) ?? true;
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
    refuseWhen(present === '' && !mayBeFilledIn(file, fact, element, which), 'not on record', `There is no ${name} on record to correct. Record it where it belongs.`, 'fact'),
    refuseWhen(from !== present, 'changed meanwhile', present === '' ? 'This is not on record any more. Look at the case again.' : `This is now on record as ${printed(present)}. Look at the case again.`, 'from'),
    refuseWhen(from === present && to === present, 'no change', 'Enter a value other than the one on record', 'to'),
    allowedValue(file, fact, to),
    ...(file.kind === 'compliment' ? [dayCheck(file, fact, to, context)] : datesInOrder(file, command, context)),
    written(command.reason, 'reason', 'Enter the reason for the correction'),
  ], () => {
    const corrected = withJudgement(file, { type: 'FactCorrected', ...command }, context);
    const outcome = file.kind === 'representation' ? outcomeThatFollows(file, corrected) : undefined;
    return outcome === undefined ? [corrected] : [corrected, { type: 'FactCorrected', on, ...outcome, reason: command.reason }];
  });
}

/** Refused where the fact belongs to nothing that the case has, before anything is said of its value. */
function unknownOwner(file: CaseFile, { fact, which }: CorrectFact): Check {
  if (file.kind === 'compliment') return refuseWhen(!isAmong(factsOfCompliments, fact), 'no such fact', `A compliment has no ${words(fact.replaceAll(/(?=[A-Z0-9])/g, '_').toLowerCase())}`, 'fact');
  if (isAmong(factsOfComplimentsAlone, fact)) return refuseWhen(true, 'no such fact', 'This belongs to a compliment', 'fact');
  if (!isAmong(factsOfOneOfSeveral, fact)) return refuseWhen(file.kind === 'unattached', 'no such fact', 'Only the Ombudsman’s matters and payments of this case can be put right', 'fact');
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

function allowedValue(file: CaseFile, fact: CorrectableFact, to: string): Check {
  const { values: allowed, neverBlank } = factOf(file, fact) ?? {};
  if (to === '' && neverBlank === true && !isDay(fact)) return refuseWhen(true, 'missing', fact === 'paymentAmountPence' ? 'Enter the amount' : fact === 'ombudsmanDecision' ? 'Select the decision' : 'Select the outcome', 'to');
  if (allowed !== undefined && to !== '' && !allowed.includes(to)) return refuseWhen(true, 'not in the list', `Value must be one of: ${allowed.map(words).join(', ')}`, 'to');
  if (fact === 'complainantAge') return refuseWhen(to !== '' && !/^(\d{1,2}|1[01]\d|120)$/.test(to), 'age', 'Age must be a whole number of years between 0 and 120', 'to');
  if (fact === 'paymentAmountPence') return refuseWhen(!/^[1-9]\d{0,11}$/.test(to), 'amount', 'Amount must be more than £0, in pounds and whole pence', 'to');
  return undefined;
}

function isDay(fact: CorrectableFact): boolean {
  return fact.endsWith('On') || fact.endsWith('ExtendedTo');
}

function dayCheck(file: CaseFile, fact: CorrectableFact, to: string, context: ActContext): Check {
  const { neverBlank, mayBeToCome } = factOf(file, fact) ?? {};
  if (!isDay(fact) || (to === '' && neverBlank !== true)) return undefined;
  if (fact === 'closedOn' && to === '') return refuseWhen(true, 'reopen instead', 'Reopen the case instead', 'to');
  const corrected = parseDay(to);
  if (corrected === undefined) return refuseWhen(true, 'not a day', 'Date must be a real date', 'to');
  return mayBeToCome === true ? undefined : notInFuture('Date', corrected, context, 'to');
}

function datesInOrder(file: RepresentationFile | UnattachedFile, { fact, element, which, to }: CorrectFact, context: ActContext): readonly Check[] {
  const first = file.kind === 'representation' ? stage1Allows(file, fact, to) : undefined;
  if (first !== undefined) return [first];
  const wrong = dayCheck(file, fact, to, context);
  if (!isDay(fact) || wrong !== undefined) return [wrong];
  const order = file.kind === 'representation' ? factOf(file, fact)?.order?.(file, { element, which }) : isAmong(factsOfMattersAndPayments, fact) ? factsOfMattersAndPayments[fact].order?.(file, { element, which }) : undefined;
  return order === undefined ? [] : inOrder(order, presentValueOf(file, fact, element, which), parseDay(to) ?? '');
}

/** An end of stage 1 is put right where it has one, and is not taken off the record once stage 2 followed it. */
function stage1Allows({ stage1, stage2 }: RepresentationFile, fact: CorrectableFact, to: string): Check {
  const ended = stage1.state === 'answered' || stage1.state === 'not progressed';
  if (fact === 'stage1Outcome') return refuseWhen(!ended, 'stage 1 not ended', 'Stage 1 has no outcome yet. Record the response.', 'fact');
  if (fact !== 'stage1RespondedOn') return undefined;
  if (!ended) return refuseWhen(true, 'stage 1 not ended', 'Stage 1 has no response yet. Record the response.', 'fact');
  return refuseWhen(to === '' && stage2.state !== 'none', 'stage 2 follows', 'Stage 2 followed the response, so it cannot be taken off the record', 'to');
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
