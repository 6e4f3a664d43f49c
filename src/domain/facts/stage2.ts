import type { Stage2File, Stage2Progress } from '../case-file.ts';
import { day } from '../day.ts';
import { stage2Progress } from '../stage2-file.ts';
import { findings, stage2Reasons } from '../terms.ts';
import { correctExtension } from './extensions.ts';
import { never, withField, type Fact, type TextKey } from './fact.ts';
import { step, stepsOf } from './steps.ts';

type Change = <P extends Stage2Progress>(progress: P, to: string, before: Stage2Progress) => P;

/** Whatever was done in stage 2, whether or not anybody accepted it. `also`: what goes with the field. */
function inStage2(field: TextKey<Stage2Progress>, more: Omit<Fact, 'read' | 'correct'>, also: Change = (corrected) => corrected): Fact {
  return {
    ...more,
    read: (file) => stage2Progress(file.stage2)[field],
    correct: (next, to) => { next.stage2 = inProgress(next.stage2, (progress) => also(withField(progress, field, to), to, progress)); },
  };
}

export function inProgress(stage2: Stage2File, change: <P extends Stage2Progress>(progress: P) => P): Stage2File {
  return stage2.state === 'accepted' ? change(stage2) : { ...stage2, beforeAcceptance: change(stage2.beforeAcceptance ?? {}) };
}

const isOver: NonNullable<Fact['mayBeFilledIn']> = (file) => stage2Progress(file.stage2).adjudicatedOn !== undefined || stage2Progress(file.stage2).closedOn !== undefined;
const isAdjudicated: NonNullable<Fact['mayBeFilledIn']> = (file) => stage2Progress(file.stage2).adjudicatedOn !== undefined;

/** The facts of stage 2, in the order of the procedure. */
export const factsOfStage2 = {
  stage2RequestedOn: {
    neverBlank: true, mayBeFilledIn: never,
    read: ({ stage2 }) => (stage2.state === 'none' ? undefined : stage2.requestedOn),
    correct: (next, to) => { if (next.stage2.state !== 'none') next.stage2 = withField(next.stage2, 'requestedOn', to); },
    order: (file) => {
      const { received, stage1EndedOn, requested, second, decided, agreed, report, independentReport, reportSent, sentForAdjudication, endOfStage2 } = stepsOf(file);
      return {
        name: 'Date of the request',
        // Stage 2 may have been asked for because there was no answer, which then came after it.
        after: [received, step(requested.on !== undefined && stage1EndedOn !== undefined && stage1EndedOn <= requested.on ? stage1EndedOn : undefined, 'stage 1 ended')],
        before: [step(second.acknowledgedOn, 'the request was acknowledged'), decided, agreed, report, independentReport, reportSent, sentForAdjudication, ...endOfStage2],
      };
    },
  },
  stage2Reason: {
    values: stage2Reasons, mayBeFilledIn: ({ stage2 }) => stage2.state !== 'none',
    read: ({ stage2 }) => (stage2.state === 'none' ? undefined : stage2.reason),
    correct: (next, to) => { if (next.stage2.state !== 'none') next.stage2 = withField(next.stage2, 'reason', to); },
  },
  stage2AcknowledgedOn: inStage2('acknowledgedOn', {
    mayBeFilledIn: ({ stage2, closedOn }) => stage2.state !== 'none' && closedOn !== undefined,
    order: (file) => ({ name: 'Date of acknowledgement', after: [stepsOf(file).requested], before: [stepsOf(file).closed] }),
  }),
  stage2DecidedOn: {
    neverBlank: true, mayBeFilledIn: never,
    read: ({ stage2 }) => (stage2.state === 'accepted' ? stage2.acceptedOn : stage2.state === 'refused' ? stage2.refusedOn : undefined),
    correct: (next, to) => {
      const { stage2 } = next;
      if (stage2.state === 'accepted' || stage2.state === 'refused') next.stage2 = withField(withField(stage2, stage2.state === 'accepted' ? 'acceptedOn' : 'refusedOn', to), 'decisionUndated', '');
    },
    order: (file) => {
      const { requested, agreed, report, independentReport, reportSent, sentForAdjudication, endOfStage2 } = stepsOf(file);
      return { name: 'Date of the decision', after: [requested], before: [agreed, report, independentReport, reportSent, sentForAdjudication, ...endOfStage2] };
    },
  },
  statementAgreedOn: inStage2('statementAgreedOn', {
    mayBeFilledIn: isOver,
    order: (file) => {
      const { requested, report, independentReport, reportSent, sentForAdjudication, endOfStage2 } = stepsOf(file);
      return { name: 'Date the statement was agreed', after: [requested], before: [report, independentReport, reportSent, sentForAdjudication, ...endOfStage2] };
    },
  }, (corrected, to, before) => ({ ...corrected, statements: correctStatements(before, to) })),
  stage2ExtendedTo: {
    mayBeToCome: true, mayBeFilledIn: never, read: (file) => stage2Progress(file.stage2).extensions?.at(-1)?.extendedTo, correct: (next, to) => { next.stage2 = extended(next.stage2, 'extendedTo', to); },
    order: (file) => ({ name: 'Date stage 2 was extended to', after: [stepsOf(file).requested, step(stepsOf(file).second.extensions?.at(-1)?.on, 'stage 2 was extended')] }),
  },
  stage2ExtensionReason: {
    mayBeFilledIn: (file) => (stage2Progress(file.stage2).extensions ?? []).length > 0, read: (file) => stage2Progress(file.stage2).extensions?.at(-1)?.reason,
    correct: (next, to) => { next.stage2 = extended(next.stage2, 'reason', to); },
  },
  investigationReportOn: inStage2('investigationReportOn', {
    mayBeFilledIn: isOver,
    order: (file) => {
      const { requested, decided, agreed, reportSent, sentForAdjudication, endOfStage2 } = stepsOf(file);
      return { name: 'Date the report was received', after: [requested, decided, agreed], before: [reportSent, sentForAdjudication, ...endOfStage2] };
    },
  }),
  independentReportOn: inStage2('independentReportOn', {
    mayBeFilledIn: isOver,
    order: (file) => {
      const { requested, decided, agreed, endOfStage2 } = stepsOf(file);
      return { name: 'Date the report was received', after: [requested, decided, agreed], before: endOfStage2 };
    },
  }),
  reportSentOn: inStage2('reportSentOn', {
    mayBeFilledIn: isOver,
    order: (file) => {
      const { requested, decided, agreed, report, endOfStage2 } = stepsOf(file);
      return { name: 'Date the report was sent', after: [requested, decided, agreed, report], before: endOfStage2 };
    },
  }),
  sentForAdjudicationOn: inStage2('sentForAdjudicationOn', {
    mayBeFilledIn: isOver,
    order: (file) => {
      const { requested, decided, agreed, report, endOfStage2 } = stepsOf(file);
      return { name: 'Date sent for adjudication', after: [requested, decided, agreed, report], before: endOfStage2 };
    },
  }),
  // An adjudication that was never sent had no outcome, and reached nobody.
  stage2AdjudicatedOn: inStage2('adjudicatedOn', {
    mayBeFilledIn: never,
    order: (file) => {
      const { requested, decided, agreed, report, independentReport, sentForAdjudication, second, stage2Closed, panelRequested, referred, closed } = stepsOf(file);
      return {
        name: 'Date the adjudication was sent', ends: true, after: [requested, decided, agreed, report, independentReport, sentForAdjudication],
        before: [step(second.adjudicationReceivedOn, 'the complainant received the adjudication'), stage2Closed, panelRequested, referred, closed],
      };
    },
  }, (corrected, to) => {
    const dated = withField(corrected, 'adjudicationUndated', '');
    return to === '' ? withField(withField(dated, 'outcome', ''), 'adjudicationReceivedOn', '') : dated;
  }),
  adjudicationReceivedOn: inStage2('adjudicationReceivedOn', { mayBeFilledIn: isAdjudicated, order: (file) => ({ name: 'Date the complainant received it', after: [stepsOf(file).adjudicated] }) }),
  stage2Outcome: inStage2('outcome', { values: findings, neverBlank: true, mayBeFilledIn: isAdjudicated }),
  stage2ClosedOn: inStage2('closedOn', {
    mayBeFilledIn: never,
    order: (file) => {
      const { requested, decided, adjudicated, closed } = stepsOf(file);
      return { name: 'Date stage 2 was closed', ends: true, after: [requested, decided, adjudicated], before: [closed] };
    },
  }),
  stage2LateReason: inStage2('lateReason', { mayBeFilledIn: ({ stage2 }) => stage2.state !== 'none' }),
} as const satisfies Record<string, Fact>;

function extended(stage2: Stage2File, field: 'extendedTo' | 'reason', to: string): Stage2File {
  return inProgress(stage2, (progress) => ({ ...progress, extensions: correctExtension(progress.extensions ?? [], field, to) }));
}

/** The version that settled the statement of complaint takes the corrected day; one that was never agreed is none. */
function correctStatements({ statements = [], statementAgreedOn }: Stage2Progress, to: string): NonNullable<Stage2Progress['statements']> {
  const settled = statements.findLast(({ state, on }) => (state === 'agreed' || state === 'amended') && on === statementAgreedOn);
  if (settled === undefined) return statements;
  return to === '' ? statements.filter((version) => version !== settled) : statements.map((version) => (version === settled ? { ...version, on: day(to) } : version));
}
