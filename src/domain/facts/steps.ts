import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { stage2Progress } from '../stage2-file.ts';
import { stage3Progress } from '../stage3-file.ts';
import type { Step } from './fact.ts';

export const step = (on: Day | undefined, when: string): Step => ({ on, when });

/** The steps of a representation by name, as they stand: a corrected day stays in order with them. */
export function stepsOf(file: RepresentationFile) {
  const { stage1, stage2, stage3 } = file;
  const second = stage2Progress(stage2);
  const third = stage3Progress(stage3);
  const closed = step(file.closedOn, 'the case was closed');
  const adjudicated = step(second.adjudicatedOn, 'the adjudication was sent');
  const stage2Closed = step(second.closedOn, 'stage 2 was closed');
  const findings = step(third.findingsOn, 'the panel’s findings were sent');
  const findingsReceived = step(third.findingsReceivedOn, 'the authority received the findings');
  const responded = step(third.respondedOn, 'the authority responded to the panel');
  return {
    second, third, closed, adjudicated, stage2Closed, findings, findingsReceived, responded,
    received: step(file.receivedOn, 'the complaint was received'),
    stage1EndedOn: stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.on : undefined,
    requested: step(stage2.state === 'none' ? undefined : stage2.requestedOn, 'stage 2 was asked for'),
    decided: stage2.state === 'refused' ? step(stage2.refusedOn, 'stage 2 was refused') : step(stage2.state === 'accepted' ? stage2.acceptedOn : undefined, 'stage 2 was accepted'),
    agreed: step(second.statementAgreedOn, 'the statement of complaint was agreed'),
    report: step(second.investigationReportOn, 'the investigation report was received'),
    independentReport: step(second.independentReportOn, 'the independent person’s report was received'),
    reportSent: step(second.reportSentOn, 'the report was sent to the complainant'),
    sentForAdjudication: step(second.sentForAdjudicationOn, 'the investigation was sent for adjudication'),
    panelRequested: step(stage3.state === 'none' ? undefined : stage3.requestedOn, 'the review panel was asked for'),
    panel: step(third.panelOn, 'the panel met'),
    referred: step(file.earlyReferral?.on, 'it was referred to the Ombudsman'),
    endOfStage2: [adjudicated, stage2Closed, closed],
    endOfStage3: [findings, findingsReceived, responded, closed],
  };
}
