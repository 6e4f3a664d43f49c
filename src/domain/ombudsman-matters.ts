import type { LearningAction, OmbudsmanMatter, OmbudsmanRemedy, RepresentationFile } from './case-file.ts';
import type { Day } from './day.ts';
import type { EventOf } from './events.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export type OmbudsmanEvent = EventOf<'OmbudsmanEnquiryReceived' | 'OmbudsmanReplied' | 'OmbudsmanDraftReceived' | 'OmbudsmanDraftAnswered' | 'OmbudsmanDecided' | 'OmbudsmanCaseClosed'
  | 'OmbudsmanRemedyCompleted' | 'OmbudsmanComplianceNotified' | 'OmbudsmanComplianceRecorded' | 'OmbudsmanReportPublicised' | 'OmbudsmanReportAnswered'>;

/** What stands for a remedy whose text was erased. */
const erasedRemedy = 'Erased';

/** A matter first heard of by its decision (an early remedy, a premature complaint) was received that day. */
export function ombudsmanAfter(matters: readonly OmbudsmanMatter[], event: OmbudsmanEvent): readonly OmbudsmanMatter[] {
  const known = matters.find((matter) => matter.ombudsmanRef === event.ombudsmanRef);
  const after = matterAfter(known ?? { ombudsmanRef: event.ombudsmanRef, receivedOn: event.on, remedies: [] }, event);
  return known === undefined ? [...matters, after] : matters.map((matter) => (matter === known ? after : matter));
}

function matterAfter(matter: OmbudsmanMatter, event: OmbudsmanEvent): OmbudsmanMatter {
  const next: Writable<OmbudsmanMatter> = { ...matter };
  switch (event.type) {
    case 'OmbudsmanEnquiryReceived':
      if (event.service !== undefined) next.service = event.service;
      if (event.kind !== undefined) next.kind = event.kind;
      if (event.replyDueOn === undefined) delete next.replyDueOn; else next.replyDueOn = event.replyDueOn;
      // A further enquiry (full, after documents) wants a reply of its own, by its own day.
      delete next.repliedOn;
      if (event.on > next.receivedOn) next.enquiredOn = event.on;
      break;
    case 'OmbudsmanReplied': next.repliedOn = event.on; break;
    case 'OmbudsmanDraftReceived':
      next.draftOn = event.on;
      if (event.commentsDueOn === undefined) delete next.commentsDueOn; else next.commentsDueOn = event.commentsDueOn;
      delete next.commentsSentOn;
      break;
    case 'OmbudsmanDraftAnswered': next.commentsSentOn = event.on; break;
    case 'OmbudsmanDecided':
      next.decision = event.decision;
      next.decidedOn = event.on;
      if (event.undated) next.decisionUndated = true; else delete next.decisionUndated;
      if (event.publicReport !== undefined) next.publicReport = event.publicReport;
      if (event.publicReportReceivedOn !== undefined) next.publicReportReceivedOn = event.publicReportReceivedOn;
      next.remedies = (event.remedies ?? []).map((remedy, index) => ({ ...remedy, remedy: event.remedyTexts?.[index] ?? erasedRemedy }));
      break;
    case 'OmbudsmanRemedyCompleted': next.remedies = remediesAfter(matter, [event.remedy], (remedy) => ({ ...remedy, completedOn: event.on, evidence: event.evidence })); break;
    case 'OmbudsmanComplianceNotified': next.remedies = remediesAfter(matter, event.remedies, (remedy) => ({ ...withoutAnswer(remedy), notifiedOn: event.on })); break;
    case 'OmbudsmanComplianceRecorded':
      next.remedies = remediesAfter(matter, event.remedies, (remedy) => ({ ...withoutAnswer(remedy), satisfied: event.satisfied, ...(event.satisfied ? { satisfiedOn: event.on } : {}) }));
      break;
    case 'OmbudsmanReportPublicised': next.reportPublicisedOn = event.on; break;
    case 'OmbudsmanReportAnswered': next.reportAnsweredOn = event.on; break;
    case 'OmbudsmanCaseClosed': next.closedOn = event.on; break;
    default: event satisfies never;
  }
  return next;
}

function remediesAfter(matter: OmbudsmanMatter, numbers: readonly number[], change: (remedy: OmbudsmanRemedy) => OmbudsmanRemedy): readonly OmbudsmanRemedy[] {
  return matter.remedies.map((remedy, index) => (numbers.includes(index + 1) ? change(remedy) : remedy));
}

/** Evidence that is sent again waits for an answer of its own. */
function withoutAnswer(remedy: OmbudsmanRemedy): OmbudsmanRemedy {
  const { satisfied: _, satisfiedOn: __, ...rest } = remedy;
  return rest;
}

/** Whether a learning action is how a remedy is carried out. */
export function carriesOut({ remedyOf }: LearningAction, ombudsmanRef: string, remedy: number): boolean {
  return remedyOf?.ombudsmanRef === ombudsmanRef && remedyOf.remedy === remedy;
}

/** The matters of a case once a learning action is done: the remedy that it carries out is done with it. */
export function remediesDone(file: RepresentationFile, event: EventOf<'LearningActionCompleted'>): readonly OmbudsmanMatter[] {
  const of = file.learningActions.find(({ learningAction }) => learningAction === event.learningAction)?.remedyOf;
  if (of === undefined) return file.ombudsman;
  const done = (remedy: OmbudsmanRemedy): OmbudsmanRemedy => ({ ...remedy, completedOn: event.on, ...(event.evidence === undefined ? {} : { evidence: event.evidence }) });
  return file.ombudsman.map((matter) => (matter.ombudsmanRef === of.ombudsmanRef ? { ...matter, remedies: remediesAfter(matter, [of.remedy], done) } : matter));
}

/** How a remedy stands, from agreed to the Ombudsman's being satisfied with it. */
export type RemedyState = 'to do' | 'done' | 'with the Ombudsman' | 'not accepted' | 'accepted';

export function remedyState({ completedOn, notifiedOn, satisfied }: OmbudsmanRemedy): RemedyState {
  if (satisfied === true) return 'accepted';
  if (satisfied === false) return 'not accepted';
  if (notifiedOn !== undefined) return 'with the Ombudsman';
  return completedOn === undefined ? 'to do' : 'done';
}

/** When a remedy met its time: when the Ombudsman had the evidence of it (T28). That it was done is not enough. */
export function remedyMetOn({ notifiedOn, satisfied, satisfiedOn }: OmbudsmanRemedy): Day | undefined {
  return satisfied === false ? undefined : (notifiedOn ?? satisfiedOn);
}
