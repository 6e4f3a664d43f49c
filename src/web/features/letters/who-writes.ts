import type { RepresentationFile } from '../../../domain/case-file.ts';
import { stage2Progress } from '../../../domain/stage2-file.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import type { LetterKind } from '../../../letters/kinds.ts';
import type { KeptLetter } from '../../../store/letters.ts';

/** The complaints team writes every letter; a responding manager the stage 1 response of their case, an adjudicating officer its adjudication. */
export function mayWrite(viewer: Viewer, file: RepresentationFile, kind: LetterKind): boolean {
  if (may(viewer, 'recordCases')) return true;
  if (kind === 'stage1-response') return viewer.roles.includes('responding_manager') && file.respondingManager === viewer.key;
  return kind === 'adjudication' && viewer.roles.includes('adjudicating_officer') && stage2Progress(file.stage2).adjudicatingOfficer === viewer.key;
}

/** What was sent is seen by all who see the case; what is being written, by those who may write it. */
export function maySee(viewer: Viewer, file: RepresentationFile, kind: LetterKind, { state }: Pick<KeptLetter, 'state'>): boolean {
  return state === 'sent' || mayWrite(viewer, file, kind);
}

/** Only the complaints team sends. */
export function maySend(viewer: Viewer): boolean {
  return may(viewer, 'recordCases');
}

/** A complaints manager who has written nothing in the letter. */
export function mayApprove(viewer: Viewer, kept: KeptLetter): boolean {
  return may(viewer, 'decideCases') && !kept.writtenBy.includes(viewer.accountId);
}
