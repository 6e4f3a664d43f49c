import type { Consent, RepresentationFile } from './case-file.ts';
import type { ConsentedTo } from './consent.ts';

/** Consents given and not withdrawn, in the order in which they were given. */
export function standingConsents(file: RepresentationFile, to: ConsentedTo): readonly Consent[] {
  return file.consents.filter((consent) => consent.to === to && consent.withdrawnOn === undefined);
}

/**
 * Whether the advocate of a case may see it: only while the child or complainant consents to that. The advocate is theirs and not the
 * council's, so that being appointed by the council is not enough.
 */
export function advocateMaySee(file: RepresentationFile): boolean {
  return file.advocate !== undefined && standingConsents(file, 'advocate').some((consent) => consent.person === file.advocate && consent.covers.includes('case'));
}

/**
 * Where somebody complains for a child, whether the child's consent to that stands; undefined where nobody does, so that none is asked for
 * (a parent's complaint in their own right: the Ombudsman's public report on Lancashire, 2019).
 */
export function representativeStands(file: RepresentationFile): 'consented' | 'withdrawn' | 'not recorded' | undefined {
  if (standingConsents(file, 'representative').length > 0) return 'consented';
  if (file.consents.some((consent) => consent.to === 'representative')) return 'withdrawn';
  return file.received.onBehalfOfChild === true ? 'not recorded' : undefined;
}
