import type { RepresentationFile } from './case-file.ts';
import { deferredSince } from './deferral.ts';
import { isReferredEarly } from './early-referral.ts';

/** Where a representation stands, in one word for lists and counts. */
export const statuses = ['received', 'stage1', 'stage1_answered', 'stage2_requested', 'stage2', 'stage2_ended', 'stage3', 'stage3_ended', 'ombudsman', 'deferred', 'closed'] as const;
export type Status = (typeof statuses)[number];

export function statusOf(file: RepresentationFile): Status {
  const { stage1, stage2, stage3 } = file;
  if (file.ombudsman.some((matter) => matter.decidedOn === undefined && matter.closedOn === undefined)) return 'ombudsman';
  if (file.closedOn === undefined && deferredSince(file) !== undefined) return 'deferred';
  if (stage3.state === 'requested' && !isReferredEarly(file)) {
    if (stage3.respondedOn === undefined) return 'stage3';
    if (file.closedOn === undefined) return 'stage3_ended';
  }
  if (stage2.state === 'requested') return 'stage2_requested';
  if (stage2.state === 'accepted') {
    if (stage2.closedOn === undefined && stage2.adjudicatedOn === undefined) return 'stage2';
    if (file.closedOn === undefined) return 'stage2_ended';
  }
  if (file.closedOn !== undefined) return 'closed';
  if (stage1.state === 'answered' || stage1.state === 'not progressed') return 'stage1_answered';
  return file.handledAs === 'statutory' || file.handledAs === 'corporate' ? 'stage1' : 'received';
}
