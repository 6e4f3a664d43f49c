import type { RepresentationFile } from '../case-file.ts';
import { dayFromNumber, inWords, type Day } from '../day.ts';
import { dueNumbers, dueOnOf, type Circumstances } from '../deadline.ts';
import { stage1Circumstances, stage1Procedure, stage1Start, stage2Start, stage2StatementStart } from '../judgement.ts';
import { procedureInForce, ruleOf, type Procedure, type Rule } from '../procedure.ts';
import { responseWindow } from '../response-window.ts';
import { stage2Progress } from '../stage2-file.ts';
import { late, refuseWhen, type Check } from './checks.ts';
import type { ActContext } from './context.ts';

/** When a stage is due, an extension made so far included, and the latest day that any extension may reach. */
export type StageLimits = { readonly dueOn: Day; readonly longestOn: Day };

function limitsOf(procedure: Procedure, measure: string, longest: string, from: Day, circumstances: Circumstances, context: ActContext): StageLimits {
  const { calendar, conventions } = context;
  const { extensions: _, ...unextended } = circumstances;
  const longestRule = ruleOf(procedure, longest);
  const due = dueNumbers(ruleOf(procedure, measure), from, calendar, conventions, { ...circumstances, longest: longestRule });
  return {
    dueOn: dayFromNumber(due.extended ?? due.due),
    longestOn: dayFromNumber(dueNumbers(longestRule, from, calendar, conventions, { ...unextended, longest: longestRule }).due),
  };
}

/** An advocate not found yet is taken to be found today. @throws Error for a case that goes through no procedure: a bug. */
export function stage1Limits(file: RepresentationFile, context: ActContext): StageLimits {
  const procedure = stage1Procedure(file, context);
  if (procedure === undefined) throw new Error(`${file.ref} goes through no procedure`);
  return limitsOf(procedure, procedure.measures.stage1, procedure.measures.stage1Longest, stage1Start(file, procedure).on, stage1Circumstances(file, procedure, context.today), context);
}

/** By the reading of its start that counts: from the statement only where one was agreed and the council counts so. @throws Error for a case that goes through no procedure or is not in stage 2: a bug. */
export function stage2Limits(file: RepresentationFile, context: ActContext): StageLimits {
  const { stage2 } = file;
  const procedure = stage2.state === 'none' ? undefined : procedureInForce(file.handledAs, stage2.requestedOn, context.procedures);
  if (procedure === undefined || stage2.state === 'none') throw new Error(`${file.ref} is not in stage 2`);
  const { acknowledgedOn, statementAgreedOn, extensions = [] } = stage2Progress(stage2);
  const byStatement = procedure.key === 'statutory' && context.conventions.stage2Start === 'statement' ? stage2StatementStart(statementAgreedOn, file)?.on : undefined;
  return limitsOf(procedure, procedure.measures.stage2, procedure.measures.stage2Longest, byStatement ?? stage2Start(stage2, acknowledgedOn, file, procedure).on, { extensions }, context);
}

/** An extension is told before the day in force has passed, sets a later one, and none beyond the longest but for a good reason where `rule` takes one. `stage`: as a sentence goes on, `stage 1`. */
export function withinLimits(stage: string, { dueOn, longestOn }: StageLimits, { on, extendedTo, goodReason = '' }: { readonly on: Day; readonly extendedTo: Day; readonly goodReason?: string }, context: ActContext, rule: Rule | undefined): readonly Check[] {
  const beyond = extendedTo > longestOn;
  const takesReason = rule?.extension?.longerForGoodReason !== undefined;
  return [
    refuseWhen(late(on, dueOn, context), 'limit passed', `S${stage.slice(1)} was due on ${inWords(dueOn)}, so it could be extended only until then`, 'on'),
    refuseWhen(extendedTo <= dueOn, 'no later', `New date must be after ${inWords(dueOn)}, when ${stage} is due already`, 'extendedTo'),
    refuseWhen(beyond && !takesReason, 'beyond the longest', `New date must be the same as or before ${inWords(longestOn)}, the longest that ${stage} may take`, 'extendedTo'),
    refuseWhen(beyond && takesReason && goodReason.trim() === '', 'good reason missing', `Enter the good reason why ${stage} takes longer than ${inWords(longestOn)}, or choose a day until then`, 'goodReason', rule?.extension?.longerForGoodReason?.source),
    refuseWhen(!beyond && goodReason.trim() !== '', 'no good reason needed', `Leave this blank: until ${inWords(longestOn)} the reason for the extension is enough`, 'goodReason'),
  ];
}

function windowEndsOn(file: RepresentationFile, to: 'stage2' | 'stage3', context: ActContext): Day | undefined {
  const window = responseWindow(file, to, context);
  return window === undefined ? undefined : dueOnOf(window.rule, window.startedOn, context.calendar, context.conventions);
}

/** The last day to ask for stage 2 (T10); undefined before the response, where its day is not known, and where the procedure sets no such time. */
export function stage2WindowEndsOn(file: RepresentationFile, context: ActContext): Day | undefined {
  return windowEndsOn(file, 'stage2', context);
}

/** The last day to ask for a review panel (T15); undefined before the adjudication, where its day is not known, and where the procedure has no panel. */
export function stage3WindowEndsOn(file: RepresentationFile, context: ActContext): Day | undefined {
  return windowEndsOn(file, 'stage3', context);
}

function yearAfter(rule: 'T01' | 'T23', from: Day, context: ActContext): Day {
  const { calendar, conventions, procedures } = context;
  return dueOnOf(ruleOf(procedures.statutory.standard, rule), from, calendar, conventions);
}

/** The last day to complain of something whose grounds arose on a day (T01). */
export function oneYearAfter(groundsAroseOn: Day, context: ActContext): Day {
  return yearAfter('T01', groundsAroseOn, context);
}

/** The last day to resubmit a complaint that was deferred until proceedings ended (T23). */
export function resubmissionEndsOn(proceedingsEndedOn: Day, context: ActContext): Day {
  return yearAfter('T23', proceedingsEndedOn, context);
}
