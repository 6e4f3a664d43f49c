import type { RepresentationFile, Stage2Investigation } from '../case-file.ts';
import { refuseWhen, type Check } from './checks.ts';
import { sameName } from './roles.ts';

/** The stage 2 that is under way: accepted, its letter not yet sent, not closed. */
export function investigationOf(file: RepresentationFile): Stage2Investigation | undefined {
  const { stage2 } = file;
  return stage2.state === 'accepted' && stage2.adjudicatedOn === undefined && stage2.closedOn === undefined ? stage2 : undefined;
}

export function underInvestigation(file: RepresentationFile): Check {
  const { stage2 } = file;
  const message = stage2.state === 'none' ? 'Stage 2 has not been asked for'
    : stage2.state === 'requested' ? 'Accept the request for stage 2 first'
    : stage2.state === 'refused' ? 'Stage 2 was refused'
    : stage2.adjudicatedOn === undefined ? 'Stage 2 is closed' : 'The adjudication has been sent already';
  return refuseWhen(investigationOf(file) === undefined, 'not under investigation', message);
}

/** Nobody is put in another's place without a reason on record. */
export function replacedWithReason(before: string | undefined, person: string, because: string | undefined): Check {
  const replaces = before !== undefined && !sameName(before, person);
  return refuseWhen(replaces && (because === undefined || because.trim() === ''), 'missing', `Enter why ${person} takes over from ${before ?? ''}`, 'replacedBecause');
}
