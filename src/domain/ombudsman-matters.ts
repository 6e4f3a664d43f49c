import type { OmbudsmanMatter } from './case-file.ts';
import type { EventOf } from './events.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export type OmbudsmanEvent = EventOf<'OmbudsmanEnquiryReceived' | 'OmbudsmanReplied' | 'OmbudsmanDraftReceived' | 'OmbudsmanDraftAnswered' | 'OmbudsmanDecided' | 'OmbudsmanCaseClosed'>;

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
      next.remedies = event.remedies ?? [];
      break;
    case 'OmbudsmanCaseClosed': next.closedOn = event.on; break;
    default: event satisfies never;
  }
  return next;
}
