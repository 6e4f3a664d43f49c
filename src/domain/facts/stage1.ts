import type { Stage1File } from '../case-file.ts';
import { day } from '../day.ts';
import type { Judgement } from '../events.ts';
import { notProgressedOutcomes, stage1Outcomes } from '../terms.ts';
import { correctExtension } from './extensions.ts';
import { never, put, withField, type Draft, type Fact } from './fact.ts';
import { step, stepsOf } from './steps.ts';

/** The facts of stage 1, and those of the whole case that have its days: acknowledged and closed. */
export const factsOfStage1 = {
  acknowledgedOn: {
    read: (file) => file.acknowledgedOn, correct: (next, to) => put(next, 'acknowledgedOn', to), mayBeFilledIn: (file) => file.closedOn !== undefined,
    order: (file) => ({ name: 'Date of acknowledgement', after: [stepsOf(file).received], before: [stepsOf(file).closed] }),
  },
  stage1StartedOn: {
    read: (file) => file.stage1StartedOn,
    correct: (next, to, { judged }) => { put(next, 'stage1StartedOn', to); rejudgeStage1(next, judged); },
    order: (file) => ({ name: 'Date stage 1 started', after: [stepsOf(file).received], before: [step(stepsOf(file).stage1EndedOn, 'it ended')] }),
  },
  stage1RespondedOn: {
    read: ({ stage1 }) => endOf(stage1)?.on, correct: (next, to, { judged }) => { next.stage1 = stage1On(next.stage1, to, judged); },
    order: (file) => {
      const { received, requested, closed } = stepsOf(file);
      return {
        name: 'Date of response', after: [received, step(file.stage1StartedOn, 'stage 1 started')],
        before: [step(file.stage1.state === 'answered' ? file.stage1.receivedByComplainantOn : undefined, 'the complainant received it'), requested, closed],
      };
    },
  },
  stage1Outcome: { values: stage1Outcomes, neverBlank: true, read: ({ stage1 }) => endOf(stage1)?.outcome, correct: (next, to) => { next.stage1 = stage1WithOutcome(next.stage1, to); } },
  stage1LateReason: { read: ({ stage1 }) => stage1.lateReason, correct: (next, to) => { next.stage1 = withField(next.stage1, 'lateReason', to); } },
  stage1ReceivedByComplainantOn: {
    read: ({ stage1 }) => (stage1.state === 'answered' ? stage1.receivedByComplainantOn : undefined),
    correct: (next, to) => { if (next.stage1.state === 'answered') next.stage1 = withField(next.stage1, 'receivedByComplainantOn', to); },
    mayBeFilledIn: ({ stage1 }) => stage1.state === 'answered',
    order: ({ stage1 }) => ({ name: 'Date the complainant received it', after: [step(stage1.state === 'answered' ? stage1.on : undefined, 'it was sent')] }),
  },
  stage1ExtendedTo: {
    mayBeToCome: true, read: (file) => file.stage1Extensions.at(-1)?.extendedTo, mayBeFilledIn: never,
    correct: (next, to) => { next.stage1Extensions = correctExtension(next.stage1Extensions, 'extendedTo', to); },
    order: (file) => ({ name: 'Date stage 1 was extended to', after: [stepsOf(file).received, step(file.stage1Extensions.at(-1)?.on, 'stage 1 was extended')] }),
  },
  stage1ExtensionReason: {
    read: (file) => file.stage1Extensions.at(-1)?.reason, mayBeFilledIn: (file) => file.stage1Extensions.length > 0,
    correct: (next, to) => { next.stage1Extensions = correctExtension(next.stage1Extensions, 'reason', to); },
  },
  closedOn: {
    neverBlank: true, read: (file) => file.closedOn, correct: (next, to) => put(next, 'closedOn', to), mayBeFilledIn: never,
    order: (file) => {
      const { received, stage1EndedOn, requested, decided, adjudicated, stage2Closed, panelRequested, referred, third } = stepsOf(file);
      return {
        name: 'Date of closing', after: [
          received, step(file.handlingDecidedOn, 'its handling was decided'), step(stage1EndedOn, 'stage 1 ended'), requested, decided, adjudicated, stage2Closed,
          panelRequested, step(file.stage3.state === 'refused' ? file.stage3.refusedOn : third.respondedOn, 'stage 3 ended'), referred, step(file.reopenedOn, 'the case was reopened'),
        ],
      };
    },
  },
} as const satisfies Record<string, Fact>;

const endOf = (stage1: Stage1File) => (stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1 : undefined);

/** The start of stage 1 moved: where it has ended, what it was judged against moves with it. */
export function rejudgeStage1(next: Draft, judged: Judgement | undefined): void {
  if (judged !== undefined && (next.stage1.state === 'answered' || next.stage1.state === 'not progressed')) next.stage1 = { ...next.stage1, judged };
}

/** The judgement belongs to the day: it goes with the old one. An empty day says that the answer was never given. */
function stage1On(stage1: Stage1File, to: string, judged: Judgement | undefined): Stage1File {
  if (to === '') return 'lateReason' in stage1 ? { state: 'running', lateReason: stage1.lateReason } : { state: 'running' };
  const on = day(to);
  if (stage1.state !== 'answered' && stage1.state !== 'not progressed') return judged === undefined ? { state: 'answered', on } : { state: 'answered', on, judged };
  const { judged: _, undated: __, ...rest } = stage1;
  return judged === undefined ? { ...rest, on } : { ...rest, on, judged };
}

/** An outcome that is none of an answer's (withdrawn, duplicate …) says that stage 1 was not progressed, and the other way round. */
function stage1WithOutcome(stage1: Stage1File, to: string): Stage1File {
  if (stage1.state !== 'answered' && stage1.state !== 'not progressed') return stage1;
  const { state: _, outcome: __, ...kept } = stage1;
  const notProgressed = notProgressedOutcomes.find((each) => each === to);
  if (notProgressed !== undefined) return { ...kept, state: 'not progressed', outcome: notProgressed };
  const outcome = stage1Outcomes.find((each) => each === to);
  return outcome === undefined ? { ...kept, state: 'answered' } : { ...kept, state: 'answered', outcome };
}
