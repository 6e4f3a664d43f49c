import type { RepresentationFile } from './case-file.ts';
import type { Day } from './day.ts';
import type { JudgedBy } from './judgement.ts';
import { procedureInForce, type Rule } from './procedure.ts';
import { stage2Progress } from './stage2-file.ts';

/** The time that a response opens to ask for the stage after it: its rule, the day it starts, and why then. */
export type ResponseWindow = { readonly rule: Rule; readonly startedOn: Day; readonly because: string };

/**
 * The time to ask for stage 2 after the stage 1 response (T10), or for a panel after the adjudication (T15). The rule is the one in force on
 * the day the letter was sent, as the letter states it; it runs from receipt by the complainant where that day is known and the council counts from it.
 * Undefined before the letter, where its day is not known, and in a procedure without such a time.
 */
export function responseWindow(file: RepresentationFile, to: 'stage2' | 'stage3', by: JudgedBy): ResponseWindow | undefined {
  const sent = to === 'stage2' ? stage1Response(file) : adjudication(file);
  const rule = sent === undefined ? undefined : procedureInForce(file.handledAs, sent.on, by.procedures)?.ruleByKey.get(to === 'stage2' ? 'T10' : 'T15');
  if (sent === undefined || rule === undefined) return undefined;
  const { on, receivedOn, what } = sent;
  if (by.conventions.responseWindow === 'from-sending') return { rule, startedOn: on, because: `${what} was sent` };
  return receivedOn === undefined
    ? { rule, startedOn: on, because: `${what} was sent; the day on which it was received is not recorded` }
    : { rule, startedOn: receivedOn, because: `the complainant received ${what}` };
}

type Sent = { readonly on: Day; readonly receivedOn: Day | undefined; readonly what: string };

function stage1Response({ stage1 }: RepresentationFile): Sent | undefined {
  return stage1.state === 'answered' && stage1.undated !== true ? { on: stage1.on, receivedOn: stage1.receivedByComplainantOn, what: 'the stage 1 response' } : undefined;
}

function adjudication({ stage2 }: RepresentationFile): Sent | undefined {
  const { adjudicatedOn, adjudicationUndated, adjudicationReceivedOn } = stage2Progress(stage2);
  return adjudicatedOn === undefined || adjudicationUndated === true ? undefined : { on: adjudicatedOn, receivedOn: adjudicationReceivedOn, what: 'the adjudication' };
}
