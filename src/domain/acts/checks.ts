import type { ComplimentFile, RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import { deferredSince } from '../deferral.ts';
import type { CaseEvent, Judgement } from '../events.ts';
import type { Decision, Refusal } from '../refusal.ts';
import { workingDaysBetween } from '../working-days.ts';
import type { ActContext } from './context.ts';

/** A refusal, or nothing where there is nothing to say against an act. */
export type Check = Refusal | undefined;

/** What happened, unless something was said against it: then all of it at once, so that a form shows every fault. */
export function decide(checks: readonly Check[], happened: () => readonly CaseEvent[]): Decision {
  const refusals = checks.filter((check) => check !== undefined);
  return refusals.length > 0 ? { refusals } : { events: happened() };
}

export function refuseWhen(refused: boolean, because: string, message: string, field?: string, source?: string): Check {
  if (!refused) return undefined;
  return { because, message, ...(field === undefined ? {} : { field }), ...(source === undefined ? {} : { source }) };
}

/** The event without the fields that nobody filled in. */
export function withoutBlanks<E extends CaseEvent>(event: E): E {
  const said = { ...event };
  for (const [field, value] of Object.entries(said)) {
    if (value === undefined || value === '') Reflect.deleteProperty(said, field);
  }
  return said;
}

/** `toDo`: what the case would have to be reopened for, `record a response`. */
export function stillOpen(file: RepresentationFile, toDo: string): Check {
  return refuseWhen(file.closedOn !== undefined, 'case closed', `This case is closed. Reopen it to ${toDo}.`);
}

/** A whole case put off because of other proceedings is not considered until it is resubmitted. */
export function notDeferred(file: RepresentationFile, toDo: string): Check {
  return refuseWhen(
    deferredSince(file) !== undefined, 'deferred', `This case is deferred because of other proceedings. Record that it was resubmitted to ${toDo}.`,
  );
}

/** A day that an act cannot come before; undefined where it has not happened. */
export type EarlierStep = { readonly on: Day | undefined; readonly when: string };

/** `name`: what the form calls the day, `Date of response`. An act cannot be dated in the future, before receipt, or before what it follows. */
export function dated(name: string, on: Day, file: RepresentationFile | ComplimentFile, context: ActContext, earlier: readonly EarlierStep[] = [], field = 'on'): Check {
  return notInFuture(name, on, context, field) ?? notBefore(name, on, [{ on: file.receivedOn, when: `the ${file.kind === 'compliment' ? 'compliment' : 'complaint'} was received` }, ...earlier], field);
}

export function notInFuture(name: string, on: Day, context: ActContext, field = 'on'): Check {
  return refuseWhen(on > context.today, 'in the future', `${name} must be today or in the past`, field);
}

/** Names the latest of the days that `on` comes before. */
export function notBefore(name: string, on: Day, earlier: readonly EarlierStep[], field = 'on'): Check {
  let latest: { on: Day; when: string } | undefined;
  for (const step of earlier) {
    if (step.on !== undefined && on < step.on && (latest === undefined || step.on > latest.on)) latest = { on: step.on, when: step.when };
  }
  return latest === undefined ? undefined : refuseWhen(true, 'too early', `${name} must be the same as or after ${inWords(latest.on)}, when ${latest.when}`, field);
}

/** `message`: what to do, `Enter the reason for reopening the case`. */
export function written(text: string | undefined, field: string, message: string): Check {
  return refuseWhen(text === undefined || text.trim() === '', 'missing', message, field);
}

/** Elements that are named but are not on record. */
export function onRecord(file: RepresentationFile, elements: readonly number[], field: string): readonly Check[] {
  const known = new Set(file.elements.map((element) => element.element));
  return elements.filter((element) => !known.has(element)).map((element) => refuseWhen(true, 'no such element', `Element ${element} is not on record in this case`, field));
}

export function inAProcedure(file: RepresentationFile): Check {
  return refuseWhen(
    file.handledAs !== 'statutory' && file.handledAs !== 'corporate', 'not in a procedure',
    file.handledAs === undefined ? 'Decide first whether this is handled under the statutory or the corporate procedure' : `This is handled as ${file.handledAs}, which has no stages`,
  );
}

/** `what`: what only the statutory procedure has, `A review panel`. */
export function statutoryOnly(file: RepresentationFile, what: string): Check {
  return refuseWhen(file.handledAs !== 'statutory', 'statutory only', `${what} belongs to the statutory procedure. This case is not handled under it.`);
}

/** Whether something came after its last day. As in the figures it is working days that are counted: what comes at the weekend after a Friday is in time. */
export function late(on: Day, dueOn: Day, context: ActContext): boolean {
  return on > dueOn && workingDaysBetween(dueOn, on, context.calendar) > 0;
}

/** Whether an event came later than what it was judged against. */
export function judgedLate({ on, judged }: { readonly on: Day; readonly judged?: Judgement }, context: ActContext): boolean {
  return judged !== undefined && late(on, judged.dueOn, context);
}

export function stage1Ended(file: RepresentationFile): boolean {
  return file.stage1.state !== 'not started' && file.stage1.state !== 'running';
}
