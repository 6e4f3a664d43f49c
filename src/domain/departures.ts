import type { Extension, RepresentationFile } from './case-file.ts';
import { lateDecisionOn } from './acts/one-year-limit.ts';
import { clocksOf, type Clock } from './clocks.ts';
import { dayFromNumber, inWords, type Day } from './day.ts';
import { dueNumbers, dueOnOf, limitInWords, mayExtend, mayPassLongest } from './deadline.ts';
import { earlyReferralCriteria } from './events.ts';
import { stage1Circumstances, stage1Procedure, type JudgedBy } from './judgement.ts';
import { procedureInForce, ruleOf, type Certainty, type Procedure, type Rule } from './procedure.ts';
import { stage2Progress } from './stage2-file.ts';

/** Something in a case's history that the law does not allow, or that practice got wrong. `what` is a sentence for a person. */
export type Departure = { readonly rule: string; readonly on: Day; readonly what: string; readonly source: string; readonly certainty: Certainty };

/**
 * Local milestones and sums of other limits: being late by them is no departure of its own. T13 is judged from the extension itself.
 */
const notDepartures: ReadonlySet<string> = new Set(['L01', 'T13', 'T14', 'T22']);

/**
 * What departed from the procedure in a case, in the order of its days. It takes history as it stands: nothing is said of what
 * a record does not hold (an independent person's report, when a complainant received a letter). With `today`, clocks that are
 * running late on that day are told as well; without it, only what has happened is judged.
 * A rule measures what came before its date too (figures need a measure), but nothing departs from a rule that was not there yet.
 * @throws CalendarEndError where a due day lies past the days known.
 */
export function departuresOf(file: RepresentationFile, by: JudgedBy & { readonly today?: Day }): readonly Departure[] {
  const clocks = clocksOf(file, { ...by, today: by.today ?? file.lastOn });
  return [
    ...lateComplaint(file, clocks),
    ...stage1Departures(file, clocks, by),
    ...stage2Departures(file, clocks, by),
    ...clocks.flatMap((clock) => lateDepartures(file, clock, by)),
    ...earlyReferralDepartures(file, by),
  ]
    .filter(({ rule, on }) => rule.effectiveFrom === undefined || rule.effectiveFrom <= on)
    .map(({ rule, on, what }) => ({ rule: rule.key, on, what, source: rule.source, certainty: rule.certainty }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

type Found = { readonly rule: Rule; readonly on: Day; readonly what: string };

function departure(rule: Rule, on: Day, what: string): Found {
  return { rule, on, what };
}

function plainly(reason: string): string {
  return reason.replaceAll('_', ' ');
}

/** `3 working days late: due by 19 February 2024`. */
function lateInWords(workingDays: number | undefined, dueOn: Day): string {
  return `${workingDays === undefined ? '' : `${workingDays} working day${workingDays === 1 ? '' : 's'} `}late: due by ${inWords(dueOn)}`;
}

/** A complaint taken up more than a year after its grounds arose needs a decision that it is considered. */
function lateComplaint(file: RepresentationFile, clocks: readonly Clock[]): Found[] {
  if (file.handledAs !== 'statutory') return [];
  const decided = new Set(file.elements.filter((element) => lateDecisionOn(file, element) !== undefined).map((element) => `element ${element.element}`));
  const whole = file.lateComplaint !== undefined || (file.elements.length > 0 && decided.size === file.elements.length);
  return clocks.flatMap(({ rule, standing, dueOn, about }) => (rule.key === 'T01' && !(about === undefined ? whole : decided.has(about)) && standing.is === 'missed' && dueOn !== undefined
    ? [departure(rule, standing.on, `Taken up ${about === undefined ? '' : `(${about}) `}after ${inWords(dueOn)}, a year after its grounds arose, with no decision to consider a late complaint on record.`)]
    : []));
}

function stage1Departures(file: RepresentationFile, clocks: readonly Clock[], by: JudgedBy & { readonly today?: Day }): Found[] {
  const procedure = stage1Procedure(file, by);
  if (procedure === undefined) return [];
  const measure = ruleOf(procedure, procedure.measures.stage1);
  const clock = clocks.find((each) => each.rule.key === measure.key);
  const longest = ruleOf(procedure, procedure.measures.stage1Longest);
  const { extensions, ...unextended } = stage1Circumstances(file, procedure, clock?.endedOn ?? by.today ?? file.lastOn);
  const latest = dayFromNumber(dueNumbers(longest, clock?.startedOn ?? file.receivedOn, by.calendar, by.conventions, unextended).due);
  const found = (extensions ?? []).flatMap((extension) => extensionDepartures(extension, measure, longest, latest));
  const unanswered = file.stage1.state === 'running' || file.stage1.state === 'not started';
  if (unanswered && clock?.dueOn !== undefined) {
    const dueOn = clock.extendedDueOn ?? clock.dueOn;
    const movedOn = file.stage2.state === 'none' ? undefined : file.stage2.requestedOn;
    const on = movedOn ?? file.closedOn;
    if (on !== undefined && on > dueOn) {
      found.push(departure(measure, on, `Never answered at stage 1: due by ${inWords(dueOn)}, and ${movedOn === undefined ? 'closed' : 'stage 2 asked for'} on ${inWords(on)} without an answer on record.`));
    }
  }
  return found;
}

function extensionDepartures(extension: Extension, measure: Rule, longest: Rule, latest: Day): Found[] {
  const found: Found[] = [];
  if (!mayExtend(measure, extension.reason)) {
    const grounds = measure.extension === undefined || typeof measure.extension.grounds === 'string' ? '' : ` The grounds are ${measure.extension.grounds.join(' and ')}.`;
    const reason = extension.reason === undefined ? 'with no ground recorded' : `for “${plainly(extension.reason)}”, which is not a ground for extending`;
    found.push(departure(longest, extension.on, `Stage 1 was put off to ${inWords(extension.extendedTo)} ${reason}.${grounds}`));
  }
  if (extension.extendedTo > latest && !mayPassLongest(measure, extension)) found.push(departure(longest, extension.on, `Stage 1 was extended to ${inWords(extension.extendedTo)}, past ${inWords(latest)}, the last of ${limitInWords(longest)}.`));
  return found;
}

function stage2Departures(file: RepresentationFile, clocks: readonly Clock[], by: JudgedBy): Found[] {
  const { stage2 } = file;
  if (stage2.state === 'none') return [];
  const procedure = procedureInForce(file.handledAs, stage2.requestedOn, by.procedures);
  if (procedure === undefined) return [];
  if (stage2.state === 'refused') {
    if (stage2.ground !== undefined) return refusedAlthoughInTime(stage2, clocks, procedure);
    const reason = stage2.refusalReason === undefined ? 'with no reason recorded' : `because “${stage2.refusalReason}”, which is not a permitted reason`;
    return [departure(ruleOf(procedure, 'D01'), stage2.refusedOn, `Stage 2 was refused ${reason}.`)];
  }
  const progress = stage2Progress(stage2);
  const clock = clocks.find((each) => each.rule.key === procedure.measures.stage2 && each.counts);
  const found = clock === undefined ? [] : (progress.extensions ?? []).flatMap((extension) => stage2ExtensionDepartures(extension, procedure, clock, by));
  return procedure.key === 'statutory' ? [...found, ...investigationDepartures(file, procedure)] : found;
}

function refusedAlthoughInTime({ ground, refusedOn, requestedOn }: Extract<RepresentationFile['stage2'], { state: 'refused' }>, clocks: readonly Clock[], procedure: Procedure): Found[] {
  const window = clocks.find((clock) => clock.rule.key === 'T10');
  if (ground !== 'out_of_time' || window?.standing.is !== 'met' || window.dueOn === undefined) return [];
  return [departure(ruleOf(procedure, 'D01'), refusedOn, `Stage 2 was refused as out of time, although it was asked for on ${inWords(requestedOn)}, in the time that ended on ${inWords(window.dueOn)}.`)];
}

function stage2ExtensionDepartures(extension: Extension, procedure: Procedure, clock: Clock, by: JudgedBy): Found[] {
  const longest = ruleOf(procedure, procedure.measures.stage2Longest);
  const notice = procedure.key === 'statutory' ? ruleOf(procedure, 'T13') : longest;
  const latest = dueOnOf(longest, clock.startedOn, by.calendar, by.conventions);
  const found: Found[] = [];
  if (clock.dueOn !== undefined && extension.on > clock.dueOn) found.push(departure(notice, extension.on, `Stage 2 was extended on ${inWords(extension.on)}, when it had been due by ${inWords(clock.dueOn)}.`));
  if (extension.reason === undefined) found.push(departure(notice, extension.on, `Stage 2 was extended to ${inWords(extension.extendedTo)} with no reason recorded.`));
  if (extension.extendedTo > latest && !mayPassLongest(clock.rule, extension)) found.push(departure(longest, extension.on, `Stage 2 was extended to ${inWords(extension.extendedTo)}, past ${inWords(latest)}, the last of ${limitInWords(longest)}.`));
  return found;
}

function investigationDepartures(file: RepresentationFile, procedure: Procedure): Found[] {
  const { investigatingOfficer, independentPerson, investigationReportOn, adjudicatedOn } = stage2Progress(file.stage2);
  if (adjudicatedOn === undefined) return [];
  const found: Found[] = [];
  const missing = [...(investigatingOfficer === undefined ? ['investigating officer'] : []), ...(independentPerson === undefined ? ['independent person'] : [])];
  if (missing.length > 0) found.push(departure(ruleOf(procedure, 'D02'), adjudicatedOn, `Stage 2 was adjudicated with no ${missing.join(' and no ')} on record.`));
  if (investigationReportOn === undefined || investigationReportOn > adjudicatedOn) found.push(departure(ruleOf(procedure, 'D03'), adjudicatedOn, 'Stage 2 was adjudicated before any investigation report is recorded as received.'));
  return found;
}

/** What was done after its day; with a day asked about, what is overdue on it. */
function lateDepartures(file: RepresentationFile, clock: Clock, by: JudgedBy & { readonly today?: Day }): Found[] {
  const { rule, standing, counts } = clock;
  if (!counts || notDepartures.has(rule.key) || rule.key === 'T01' || rule.key === 'C07') return [];
  const dueOn = clock.judgedAgainst ?? clock.extendedDueOn ?? clock.dueOn;
  if (dueOn === undefined) return [];
  if (standing.is === 'overdue') {
    return by.today === undefined ? [] : [departure(rule, by.today, `${rule.name}${about(clock)}: not done by ${inWords(by.today)}, ${lateInWords(standing.workingDays, dueOn)}.`)];
  }
  if (standing.is !== 'missed') return [];
  const late = lateInWords(standing.workingDays, dueOn);
  const procedure = procedureInForce(file.handledAs, file.receivedOn, by.procedures);
  if (rule.key === procedure?.measures.stage1) return lateStage1(file, rule, standing.on, late);
  if (rule.key === procedure?.measures.stage2) return [lateStage2(file, clock, procedure, standing.on, late, by)];
  if (rule.kind === 'window') {
    const refused = rule.key === 'T10' ? file.stage2.state === 'refused' : rule.key === 'T15' && file.stage3.state === 'refused';
    return refused ? [] : [departure(rule, standing.on, `${asked(rule)} on ${inWords(standing.on)}, ${late}, counted from ${inWords(clock.startedOn)} (${clock.startedBecause}).`)];
  }
  return [departure(rule, standing.on, `${rule.name}${about(clock)}: done on ${inWords(standing.on)}, ${late}.`)];
}

function about(clock: Clock): string {
  return clock.about === undefined ? '' : ` (${clock.about})`;
}

function asked(rule: Rule): string {
  return rule.key === 'T10' ? 'Stage 2 was asked for' : rule.key === 'T15' ? 'A review panel was asked for' : `${rule.name}: used`;
}

function lateStage1(file: RepresentationFile, rule: Rule, on: Day, late: string): Found[] {
  const { stage1 } = file;
  if (stage1.state !== 'answered' && stage1.state !== 'not progressed') return [];
  const because = stage1.lateReason === undefined ? '' : ` Reason recorded: ${plainly(stage1.lateReason)}.`;
  if (stage1.state === 'answered') return [departure(rule, on, `Answered at stage 1 on ${inWords(on)}, ${late}.${because}`)];
  // What belonged elsewhere or was counted twice was owed no answer here.
  if (stage1.outcome === 'redirected' || stage1.outcome === 'duplicate') return [];
  return [departure(rule, on, `Not answered at stage 1 by the time it was ${stage1.outcome} on ${inWords(on)}, ${late}.${because}`)];
}

function lateStage2(file: RepresentationFile, clock: Clock, procedure: Procedure, on: Day, late: string, by: JudgedBy): Found {
  const longest = ruleOf(procedure, procedure.measures.stage2Longest);
  const latest = dueOnOf(longest, clock.startedOn, by.calendar, by.conventions);
  const lateReason = stage2Progress(file.stage2).lateReason;
  const because = lateReason === undefined ? '' : ` Reason recorded: ${plainly(lateReason)}.`;
  return on > latest
    ? departure(longest, on, `Stage 2 was answered on ${inWords(on)}, after ${inWords(latest)}, the last of ${limitInWords(longest)}.${because}`)
    : departure(clock.rule, on, `Stage 2 was answered on ${inWords(on)}, ${late}${clock.extendedDueOn === undefined ? ', and not extended' : ', extended'}.${because}`);
}

function earlyReferralDepartures(file: RepresentationFile, by: JudgedBy): Found[] {
  const referral = file.earlyReferral;
  const procedure = procedureInForce(file.handledAs, file.receivedOn, by.procedures);
  if (referral === undefined || procedure?.key !== 'statutory') return [];
  const unmet = earlyReferralCriteria.filter((criterion) => !referral.criteriaMet.includes(criterion));
  return unmet.length === 0 ? [] : [departure(ruleOf(procedure, 'D04'), referral.on, `Referred to the Ombudsman without a panel although not all criteria were met: ${unmet.map(plainly).join(', ')}.`)];
}
