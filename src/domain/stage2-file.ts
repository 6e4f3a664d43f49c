import type { Stage2File, Stage2Progress, Stage2Request, StatementVersion } from './case-file.ts';
import type { EventOf } from './events.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What has happened in stage 2 so far, whether or not anybody accepted it. */
export function stage2Progress(stage2: Stage2File): Stage2Progress {
  return stage2.state === 'accepted' ? stage2 : stage2.beforeAcceptance ?? {};
}

export function stage2After(stage2: Stage2File, more: Stage2Progress): Stage2File {
  return stage2.state === 'accepted' ? { ...stage2, ...more } : { ...stage2, beforeAcceptance: { ...stage2.beforeAcceptance, ...more } };
}

/** Closed with no adjudication sent, because it was withdrawn: the complainant has had no answer from it. */
export function stage2WasWithdrawn(stage2: Stage2File): boolean {
  return stage2.state === 'accepted' && stage2.closedOn !== undefined && stage2.adjudicatedOn === undefined;
}

/** Somebody appointed to a part in stage 2. Whoever had the part before is remembered. */
export function stage2Appointed(stage2: Stage2File, part: 'investigatingOfficer' | 'independentPerson' | 'adjudicatingOfficer', person: string): Stage2File {
  const { [part]: before, earlierOfficers = [] } = stage2Progress(stage2);
  const replaced = before === undefined || before === person || earlierOfficers.includes(before) ? [] : [before];
  return stage2After(stage2, { [part]: person, ...(replaced.length === 0 ? {} : { earlierOfficers: [...earlierOfficers, ...replaced] }) });
}

/** Stage 2 without somebody who had a part in it: they are remembered, and nobody has the part until another is appointed. */
export function stage2Without(stage2: Stage2File, part: 'investigatingOfficer' | 'independentPerson' | 'adjudicatingOfficer', person: string): Stage2File {
  const progress = stage2Progress(stage2);
  if (progress[part] !== person) return stage2;
  const earlierOfficers = [...new Set([...(progress.earlierOfficers ?? []), person])];
  if (stage2.state === 'accepted') {
    const { [part]: _, ...rest } = stage2;
    return { ...rest, earlierOfficers };
  }
  const { [part]: _, ...rest } = progress;
  return { ...stage2, beforeAcceptance: { ...rest, earlierOfficers } };
}

/** Whoever had a part under one key has it under another: the account that they were given. */
export function stage2UnderAccount(stage2: Stage2File, person: string, account: string): Stage2File {
  const progress = stage2Progress(stage2);
  const more: Writable<Stage2Progress> = {};
  for (const part of ['investigatingOfficer', 'independentPerson', 'adjudicatingOfficer'] as const) if (progress[part] === person) more[part] = account;
  if (progress.earlierOfficers?.includes(person) === true) more.earlierOfficers = progress.earlierOfficers.map((one) => (one === person ? account : one));
  return Object.keys(more).length === 0 ? stage2 : stage2After(stage2, more);
}

/**
 * A further request while one is in hand changes nothing: its clock runs from the first. After a refusal, or a withdrawal, it is a new
 * one: of the stage 2 that was withdrawn, or asked for in vain, only those who had a part in it are remembered.
 */
export function stage2Requested(stage2: Stage2File, event: EventOf<'Stage2Requested'>): Stage2File {
  if (stage2.state === 'requested' || (stage2.state === 'accepted' && !stage2WasWithdrawn(stage2))) return stage2;
  const requested: Writable<Extract<Stage2File, { state: 'requested' }>> = { state: 'requested', requestedOn: event.on };
  if (event.reason !== undefined) requested.reason = event.reason;
  if (event.lateAcceptedBecause !== undefined) requested.lateAcceptedBecause = event.lateAcceptedBecause;
  if (stage2.state === 'none') {
    if (stage2.beforeAcceptance !== undefined) requested.beforeAcceptance = stage2.beforeAcceptance;
    return requested;
  }
  const { investigatingOfficer, independentPerson, adjudicatingOfficer, earlierOfficers = [] } = stage2Progress(stage2);
  const people = [...earlierOfficers, investigatingOfficer, independentPerson, adjudicatingOfficer].filter((person) => person !== undefined);
  if (people.length > 0) requested.beforeAcceptance = { earlierOfficers: [...new Set(people)] };
  return requested;
}

export function stage2Accepted(stage2: Stage2File, event: EventOf<'Stage2Accepted'>): Stage2File {
  if (stage2.state === 'accepted') return stage2;
  const request = stage2.state === 'none' ? { requestedOn: event.on } : requestOf(stage2);
  const accepted: Writable<Extract<Stage2File, { state: 'accepted' }>> = { state: 'accepted', ...request, acceptedOn: event.on, statements: [], extensions: [], ...stage2.beforeAcceptance };
  if (event.undated) accepted.decisionUndated = true;
  return accepted;
}

export function stage2Refused(stage2: Stage2File, event: EventOf<'Stage2Refused'>): Stage2File {
  const request = stage2.state === 'none' ? { requestedOn: event.on } : requestOf(stage2);
  const refused: Writable<Extract<Stage2File, { state: 'refused' }>> = { state: 'refused', ...request, refusedOn: event.on };
  if (event.undated) refused.decisionUndated = true;
  if (event.ground !== undefined) refused.ground = event.ground;
  if (event.reason !== undefined) refused.refusalReason = event.reason;
  if (stage2.state === 'accepted') {
    const { state: _, requestedOn: __, reason: ___, lateAcceptedBecause: _______, acceptedOn: ____, decisionUndated: _____, beforeAcceptance: ______, ...progress } = stage2;
    refused.beforeAcceptance = progress;
  } else if (stage2.beforeAcceptance !== undefined) refused.beforeAcceptance = stage2.beforeAcceptance;
  return refused;
}

function requestOf({ requestedOn, reason, lateAcceptedBecause }: Exclude<Stage2File, { state: 'none' }>): Omit<Stage2Request, 'beforeAcceptance'> {
  return { requestedOn, ...(reason === undefined ? {} : { reason }), ...(lateAcceptedBecause === undefined ? {} : { lateAcceptedBecause }) };
}

export function statementRecorded(stage2: Stage2File, event: EventOf<'StatementOfComplaintRecorded'>): Stage2File {
  const version: Writable<StatementVersion> = { version: event.version, on: event.on, state: event.state };
  if (event.points !== undefined) version.points = event.points;
  const statements = [...(stage2Progress(stage2).statements ?? []), version];
  const settles = event.state === 'agreed' || event.state === 'amended';
  return stage2After(stage2, settles ? { statements, statementAgreedOn: event.on } : { statements });
}

export function stage2Adjudicated(stage2: Stage2File, event: EventOf<'Stage2Adjudicated'>): Stage2File {
  const progress: Writable<Stage2Progress> = { adjudicatedOn: event.on };
  if (event.undated) progress.adjudicationUndated = true;
  if (event.receivedByComplainantOn !== undefined) progress.adjudicationReceivedOn = event.receivedByComplainantOn;
  if (event.outcome !== undefined) progress.outcome = event.outcome;
  if (event.judged !== undefined) progress.judged = event.judged;
  if (event.judgedFromStatement !== undefined) progress.judgedFromStatement = event.judgedFromStatement;
  return stage2After(stage2, progress);
}

export function stage2Closed(stage2: Stage2File, event: EventOf<'Stage2Closed'>): Stage2File {
  const progress: Writable<Stage2Progress> = { closedOn: event.on };
  if (event.judged !== undefined) progress.closeJudged = event.judged;
  if (event.lateReason !== undefined) progress.lateReason = event.lateReason;
  return stage2After(stage2, progress);
}
