import type { RepresentationFile } from './case-file.ts';

/** Whether a complaint went to the Ombudsman without a panel and is there still: the Ombudsman may send it back for one, as premature. */
export function isReferredEarly({ earlyReferral, ombudsman }: RepresentationFile): boolean {
  return earlyReferral !== undefined && !ombudsman.some(({ decision, decidedOn }) => decision === 'premature' && decidedOn !== undefined && decidedOn >= earlyReferral.on);
}
