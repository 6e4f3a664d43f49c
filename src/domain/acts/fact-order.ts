import type { RepresentationFile, UnattachedFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import type { CorrectableFact } from '../events.ts';
import { stage2Progress } from '../stage2-file.ts';
import { stage3Progress } from '../stage3-file.ts';
import { notBefore, refuseWhen, type Check, type EarlierStep } from './checks.ts';

/** What a fact's day is called, and the days that it cannot come before and after. */
type Order = {
  readonly name: string; readonly after?: readonly EarlierStep[]; readonly before?: readonly EarlierStep[];
  /** It ends a stage: what came after it cannot stand without it. */
  readonly ends?: true;
};

/** A corrected day stays in order with what came before it and after it. What history shows to have come before it all along is not after it. */
export function inOrder(file: RepresentationFile | UnattachedFile, fact: CorrectableFact, which: string | undefined, present: string, to: Day | ''): readonly Check[] {
  const order = file.kind === 'representation' ? orderOf(file, fact) ?? orderOfOneOfSeveral(file, fact, which) : orderOfOneOfSeveral(file, fact, which);
  if (order === undefined) return [];
  const { name, after = [], before = [] } = order;
  if (to === '') {
    const follows = order.ends === true ? before.find((step) => step.on !== undefined) : undefined;
    return [follows === undefined ? undefined : refuseWhen(true, 'something follows', `${name} cannot be taken off the record, because ${follows.when} after it`, 'to')];
  }
  return [notBefore(name, to, after, 'to'), notAfter(name, to, before.filter(({ on }) => on !== undefined && present <= on))];
}

/** Names the earliest of the days that `on` comes after. */
function notAfter(name: string, on: Day, later: readonly EarlierStep[]): Check {
  let earliest: { on: Day; when: string } | undefined;
  for (const step of later) {
    if (step.on !== undefined && step.on < on && (earliest === undefined || step.on < earliest.on)) earliest = { on: step.on, when: step.when };
  }
  return earliest === undefined ? undefined : refuseWhen(true, 'too late', `${name} must be the same as or before ${inWords(earliest.on)}, when ${earliest.when}`, 'to');
}

function step(on: Day | undefined, when: string): EarlierStep {
  return { on, when };
}

function orderOf(file: RepresentationFile, fact: CorrectableFact): Order | undefined {
  const { stage1, stage2, stage3 } = file;
  const second = stage2Progress(stage2);
  const third = stage3Progress(stage3);
  const received = step(file.receivedOn, 'the complaint was received');
  const closed = step(file.closedOn, 'the case was closed');
  const stage1EndedOn = stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.on : undefined;
  const requested = step(stage2.state === 'none' ? undefined : stage2.requestedOn, 'stage 2 was asked for');
  const decided = stage2.state === 'refused' ? step(stage2.refusedOn, 'stage 2 was refused') : step(stage2.state === 'accepted' ? stage2.acceptedOn : undefined, 'stage 2 was accepted');
  const agreed = step(second.statementAgreedOn, 'the statement of complaint was agreed');
  const report = step(second.investigationReportOn, 'the investigation report was received');
  const independentReport = step(second.independentReportOn, 'the independent person’s report was received');
  const reportSent = step(second.reportSentOn, 'the report was sent to the complainant');
  const sentForAdjudication = step(second.sentForAdjudicationOn, 'the investigation was sent for adjudication');
  const adjudicated = step(second.adjudicatedOn, 'the adjudication was sent');
  const stage2Closed = step(second.closedOn, 'stage 2 was closed');
  const endOfStage2 = [adjudicated, stage2Closed, closed];
  const panelRequested = step(stage3.state === 'none' ? undefined : stage3.requestedOn, 'the review panel was asked for');
  const panel = step(third.panelOn, 'the panel met');
  const findings = step(third.findingsOn, 'the panel’s findings were sent');
  const findingsReceived = step(third.findingsReceivedOn, 'the authority received the findings');
  const responded = step(third.respondedOn, 'the authority responded to the panel');
  const endOfStage3 = [findings, findingsReceived, responded, closed];
  switch (fact) {
    case 'acknowledgedOn': return { name: 'Date of acknowledgement', after: [received], before: [closed] };
    case 'stage1ExtendedTo': return { name: 'Date stage 1 was extended to', after: [received, step(file.stage1Extensions.at(-1)?.on, 'stage 1 was extended')] };
    case 'stage1ReceivedByComplainantOn': return { name: 'Date the complainant received it', after: [step(stage1.state === 'answered' ? stage1.on : undefined, 'it was sent')] };
    case 'stage2RequestedOn': return {
      name: 'Date of the request',
      // Stage 2 may have been asked for because there was no answer, which then came after it.
      after: [received, step(requested.on !== undefined && stage1EndedOn !== undefined && stage1EndedOn <= requested.on ? stage1EndedOn : undefined, 'stage 1 ended')],
      before: [step(second.acknowledgedOn, 'the request was acknowledged'), decided, agreed, report, independentReport, reportSent, sentForAdjudication, ...endOfStage2],
    };
    case 'stage2AcknowledgedOn': return { name: 'Date of acknowledgement', after: [requested], before: [closed] };
    case 'stage2DecidedOn': return { name: 'Date of the decision', after: [requested], before: [agreed, report, independentReport, reportSent, sentForAdjudication, ...endOfStage2] };
    case 'statementAgreedOn': return { name: 'Date the statement was agreed', after: [requested], before: [report, independentReport, reportSent, sentForAdjudication, ...endOfStage2] };
    case 'stage2ExtendedTo': return { name: 'Date stage 2 was extended to', after: [requested, step(second.extensions?.at(-1)?.on, 'stage 2 was extended')] };
    case 'investigationReportOn': return { name: 'Date the report was received', after: [requested, decided, agreed], before: [reportSent, sentForAdjudication, ...endOfStage2] };
    case 'independentReportOn': return { name: 'Date the report was received', after: [requested, decided, agreed], before: endOfStage2 };
    case 'reportSentOn': return { name: 'Date the report was sent', after: [requested, decided, agreed, report], before: endOfStage2 };
    case 'sentForAdjudicationOn': return { name: 'Date sent for adjudication', after: [requested, decided, agreed, report], before: endOfStage2 };
    case 'stage2AdjudicatedOn': return {
      name: 'Date the adjudication was sent', ends: true, after: [requested, decided, agreed, report, independentReport, sentForAdjudication],
      before: [step(second.adjudicationReceivedOn, 'the complainant received the adjudication'), stage2Closed, panelRequested, step(file.earlyReferral?.on, 'it was referred to the Ombudsman'), closed],
    };
    case 'adjudicationReceivedOn': return { name: 'Date the complainant received it', after: [adjudicated] };
    case 'stage2ClosedOn': return { name: 'Date stage 2 was closed', ends: true, after: [requested, decided, adjudicated], before: [closed] };
    case 'stage3RequestedOn': return {
      name: 'Date of the request', after: [received, adjudicated],
      before: [step(third.acknowledgedOn, 'the request was acknowledged'), step(third.chairAppointedOn, 'the chair was appointed'), step(third.papersSentOn, 'the papers were sent'), step(stage3.state === 'refused' ? stage3.refusedOn : undefined, 'it was refused'), panel, ...endOfStage3],
    };
    case 'stage3AcknowledgedOn': return { name: 'Date of acknowledgement', after: [panelRequested], before: [closed] };
    case 'papersSentOn': return { name: 'Date the papers were sent', after: [panelRequested], before: [panel.on === undefined ? step(third.meetingOn, 'the panel meets') : panel] };
    case 'panelOn': return { name: 'Date of the panel', ends: true, after: [panelRequested, step(third.papersSentOn, 'the papers were sent')], before: endOfStage3 };
    case 'findingsOn': return { name: 'Date the findings were sent', ends: true, after: [panelRequested, panel], before: [findingsReceived, responded, closed] };
    case 'findingsReceivedOn': return { name: 'Date the authority received them', after: [findings], before: [responded, closed] };
    case 'stage3RespondedOn': return { name: 'Date of response', ends: true, after: [panelRequested, panel, findings, findingsReceived], before: [closed] };
    case 'closedOn': return {
      name: 'Date of closing', after: [
        received, step(file.handlingDecidedOn, 'its handling was decided'), step(stage1EndedOn, 'stage 1 ended'), requested, decided, adjudicated, stage2Closed,
        panelRequested, step(stage3.state === 'refused' ? stage3.refusedOn : third.respondedOn, 'stage 3 ended'), step(file.earlyReferral?.on, 'it was referred to the Ombudsman'), step(file.reopenedOn, 'the case was reopened'),
      ],
    };
    default: return undefined;
  }
}

function orderOfOneOfSeveral(file: RepresentationFile | UnattachedFile, fact: CorrectableFact, which: string | undefined): Order | undefined {
  const matter = file.ombudsman.find(({ ombudsmanRef }) => ombudsmanRef === which);
  const enquiry = step(matter?.receivedOn, 'the Ombudsman’s enquiry was received');
  const draft = step(matter?.draftOn, 'the draft was received');
  const decided = step(matter?.decisionUndated === true ? undefined : matter?.decidedOn, 'the Ombudsman decided');
  const closed = step(matter?.closedOn, 'the Ombudsman closed the case');
  const action = file.kind === 'representation' ? file.learningActions.find(({ learningAction }) => String(learningAction) === which) : undefined;
  const promised = step(action?.promisedOn, 'it was promised');
  switch (fact) {
    case 'ombudsmanReceivedOn': return { name: 'Date of the enquiry', before: [step(matter?.enquiredOn, 'the Ombudsman enquired again'), step(matter?.repliedOn, 'the reply was sent'), draft, decided, closed] };
    case 'ombudsmanDecidedOn': return { name: 'Date of the decision', after: [enquiry, draft], before: [closed] };
    case 'ombudsmanClosedOn': return { name: 'Date the Ombudsman closed the case', after: [enquiry, decided] };
    case 'paidOn': return { name: 'Date paid', after: [step(file.kind === 'representation' ? file.receivedOn : undefined, 'the complaint was received')] };
    case 'actionDueOn': return { name: 'Date it is to be done', after: [promised] };
    case 'actionCompletedOn': return { name: 'Date it was done', after: [promised] };
    default: return undefined;
  }
}
