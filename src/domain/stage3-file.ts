import type { Stage3File, Stage3Progress } from './case-file.ts';
import type { EventOf } from './events.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What has happened in stage 3 so far, whether or not a request is on record. */
export function stage3Progress(stage3: Stage3File): Stage3Progress {
  if (stage3.state === 'requested') return stage3;
  return stage3.state === 'none' ? stage3.beforeRequest ?? {} : {};
}

/** Steps of a panel that had been refused show that the refusal did not stand: its request is taken up again. */
export function stage3After(stage3: Stage3File, more: Stage3Progress): Stage3File {
  switch (stage3.state) {
    case 'requested': return { ...stage3, ...more };
    case 'none': return { state: 'none', beforeRequest: { ...stage3.beforeRequest, ...more } };
    case 'refused': return { state: 'requested', requestedOn: stage3.requestedOn, members: [], ...more };
    default: return stage3 satisfies never;
  }
}

export function stage3Requested(stage3: Stage3File, { on, lateAcceptedBecause }: EventOf<'Stage3Requested'>): Stage3File {
  if (stage3.state === 'requested') return stage3;
  const before = stage3.state === 'none' ? stage3.beforeRequest : undefined;
  return { state: 'requested', requestedOn: on, ...(lateAcceptedBecause === undefined ? {} : { lateAcceptedBecause }), members: [], ...before };
}

export function stage3WithoutMeeting(stage3: Stage3File): Stage3File {
  if (stage3.state === 'refused') return stage3;
  const after = stage3After(stage3, {});
  if (after.state === 'requested') {
    const { meetingOn: _, ...rest } = after;
    return rest;
  }
  if (after.state === 'none' && after.beforeRequest !== undefined) {
    const { meetingOn: _, ...rest } = after.beforeRequest;
    return { state: 'none', beforeRequest: rest };
  }
  return after;
}

/** The panel without somebody who was to sit on it. */
export function stage3WithoutMember(stage3: Stage3File, person: string): Stage3File {
  const without = <P extends Stage3Progress>(progress: P): P => {
    const { chair, ...rest } = progress;
    const members = progress.members?.filter((member) => member !== person);
    return { ...(chair === person ? rest : progress), ...(members === undefined ? {} : { members }) } as P;
  };
  switch (stage3.state) {
    case 'requested': return without(stage3);
    case 'none': return stage3.beforeRequest === undefined ? stage3 : { state: 'none', beforeRequest: without(stage3.beforeRequest) };
    default: return stage3;
  }
}

/** Whoever sits on the panel under one key sits on it under another: the account that they were given. */
export function stage3UnderAccount(stage3: Stage3File, person: string, account: string): Stage3File {
  const { chair, members } = stage3Progress(stage3);
  const more: Stage3Progress = {
    ...(chair === person ? { chair: account } : {}), ...(members?.includes(person) === true ? { members: members.map((one) => (one === person ? account : one)) } : {}),
  };
  return Object.keys(more).length === 0 ? stage3 : stage3After(stage3, more);
}

export function stage3Refused(stage3: Stage3File, event: EventOf<'Stage3Refused'>): Stage3File {
  const requestedOn = stage3.state === 'none' ? event.on : stage3.requestedOn;
  return { state: 'refused', requestedOn, refusedOn: event.on, ground: event.ground, reason: event.reason };
}

export function panelHeld(stage3: Stage3File, event: EventOf<'PanelHeld'>): Stage3File {
  const progress: Writable<Stage3Progress> = { panelOn: event.on };
  if (event.judged !== undefined) progress.panelJudged = event.judged;
  if (event.lateReason !== undefined) progress.lateReason = event.lateReason;
  return stage3After(stage3, progress);
}

export function panelFindingsSent(stage3: Stage3File, event: EventOf<'PanelFindingsSent'>): Stage3File {
  const progress: Writable<Stage3Progress> = { findingsOn: event.on };
  if (event.receivedByAuthorityOn !== undefined) progress.findingsReceivedOn = event.receivedByAuthorityOn;
  if (event.recommendations !== undefined) progress.recommendations = event.recommendations;
  if (event.judged !== undefined) progress.findingsJudged = event.judged;
  return stage3After(stage3, progress);
}

export function stage3Responded(stage3: Stage3File, event: EventOf<'Stage3Responded'>): Stage3File {
  const progress: Writable<Stage3Progress> = { respondedOn: event.on };
  if (event.undated) progress.responseUndated = true;
  if (event.outcome !== undefined) progress.outcome = event.outcome;
  if (event.judged !== undefined) progress.responseJudged = event.judged;
  return stage3After(stage3, progress);
}
