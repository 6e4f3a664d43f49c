import type { RepresentationFile } from './case-file.ts';
import type { Day } from './day.ts';

/** The limits on contact with whoever complains that stand on a day. They say how the council is written to or rung, and nothing of what may be complained of or taken further. */
export function contactRestrictionOn({ contactRestriction }: Pick<RepresentationFile, 'contactRestriction'>, on: Day): RepresentationFile['contactRestriction'] {
  return contactRestriction !== undefined && contactRestriction.on <= on && on <= contactRestriction.until ? contactRestriction : undefined;
}
