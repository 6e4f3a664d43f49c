import type { Stage3File, Stage3Progress } from '../case-file.ts';
import { stage3Progress } from '../stage3-file.ts';
import { never, withField, type Fact, type TextKey } from './fact.ts';
import { step, stepsOf } from './steps.ts';

type Change = <P extends Stage3Progress>(progress: P, to: string) => P;

/** Whatever was done in stage 3, whether or not a request is on record. `also`: what goes with the field. */
function inStage3(field: TextKey<Stage3Progress>, more: Omit<Fact, 'read' | 'correct'>, also: Change = (corrected) => corrected): Fact {
  return {
    ...more,
    read: (file) => stage3Progress(file.stage3)[field],
    correct: (next, to) => { next.stage3 = changed(next.stage3, (progress) => also(withField(progress, field, to), to)); },
  };
}

function changed(stage3: Stage3File, change: <P extends Stage3Progress>(progress: P) => P): Stage3File {
  switch (stage3.state) {
    case 'requested': return change(stage3);
    case 'none': return { state: 'none', beforeRequest: change(stage3.beforeRequest ?? {}) };
    default: return stage3;
  }
}

/** The facts of stage 3, in the order of the procedure. */
export const factsOfStage3 = {
  stage3RequestedOn: {
    neverBlank: true, mayBeFilledIn: never,
    read: ({ stage3 }) => (stage3.state === 'none' ? undefined : stage3.requestedOn),
    correct: (next, to) => { if (next.stage3.state !== 'none') next.stage3 = withField(next.stage3, 'requestedOn', to); },
    order: (file) => {
      const { received, adjudicated, third, panel, endOfStage3 } = stepsOf(file);
      return {
        name: 'Date of the request', after: [received, adjudicated],
        before: [
          step(third.acknowledgedOn, 'the request was acknowledged'), step(third.chairAppointedOn, 'the chair was appointed'), step(third.papersSentOn, 'the papers were sent'),
          step(file.stage3.state === 'refused' ? file.stage3.refusedOn : undefined, 'it was refused'), panel, ...endOfStage3,
        ],
      };
    },
  },
  stage3AcknowledgedOn: inStage3('acknowledgedOn', {
    mayBeFilledIn: ({ stage3, closedOn }) => stage3.state === 'requested' && closedOn !== undefined,
    order: (file) => ({ name: 'Date of acknowledgement', after: [stepsOf(file).panelRequested], before: [stepsOf(file).closed] }),
  }),
  papersSentOn: inStage3('papersSentOn', {
    mayBeFilledIn: (file) => stage3Progress(file.stage3).panelOn !== undefined,
    order: (file) => {
      const { panelRequested, panel, third } = stepsOf(file);
      return { name: 'Date the papers were sent', after: [panelRequested], before: [panel.on === undefined ? step(third.meetingOn, 'the panel meets') : panel] };
    },
  }),
  panelOn: inStage3('panelOn', {
    mayBeFilledIn: never,
    order: (file) => ({ name: 'Date of the panel', ends: true, after: [stepsOf(file).panelRequested, step(stepsOf(file).third.papersSentOn, 'the papers were sent')], before: stepsOf(file).endOfStage3 }),
  }),
  stage3LateReason: inStage3('lateReason', { mayBeFilledIn: ({ stage3 }) => stage3.state === 'requested' }),
  findingsOn: inStage3('findingsOn', {
    mayBeFilledIn: never,
    order: (file) => {
      const { panelRequested, panel, findingsReceived, responded, closed } = stepsOf(file);
      return { name: 'Date the findings were sent', ends: true, after: [panelRequested, panel], before: [findingsReceived, responded, closed] };
    },
  }, (corrected, to) => (to === '' ? withField(corrected, 'findingsReceivedOn', '') : corrected)),
  findingsReceivedOn: inStage3('findingsReceivedOn', {
    mayBeFilledIn: (file) => stage3Progress(file.stage3).findingsOn !== undefined,
    order: (file) => ({ name: 'Date the authority received them', after: [stepsOf(file).findings], before: [stepsOf(file).responded, stepsOf(file).closed] }),
  }),
  stage3RespondedOn: inStage3('respondedOn', {
    mayBeFilledIn: never,
    order: (file) => {
      const { panelRequested, panel, findings, findingsReceived, closed } = stepsOf(file);
      return { name: 'Date of response', ends: true, after: [panelRequested, panel, findings, findingsReceived], before: [closed] };
    },
  }, (corrected, to) => {
    const dated = withField(corrected, 'responseUndated', '');
    return to === '' ? withField(dated, 'outcome', '') : dated;
  }),
  stage3Outcome: inStage3('outcome', { mayBeFilledIn: (file) => stage3Progress(file.stage3).respondedOn !== undefined }),
} as const satisfies Record<string, Fact>;
