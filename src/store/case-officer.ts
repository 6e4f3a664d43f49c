import type { RepresentationFile } from '../domain/case-file.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** The key of an account, not of a register or a visitor. */
const accountKey = /^U\d+$/;

/** Who in the complaints team looks after a case: whoever was last said to, or else who recorded it. Nobody is known to for one out of a register. */
export function caseOfficerOf(file: RepresentationFile, history: readonly RecordedEvent[]): string | undefined {
  if (file.caseOfficer !== undefined) return file.caseOfficer;
  const [first] = history;
  return first?.source === 'casework' && accountKey.test(first.recordedBy) ? first.recordedBy : undefined;
}
