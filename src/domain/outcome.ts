import type { Finding } from './terms.ts';

/**
 * The overall outcome that the findings on a complaint's elements give (the practice of published reports: a mixture of upheld and not upheld is partially upheld): all alike, that finding;
 * any mixture in which something was upheld, wholly or in part, partially upheld; otherwise, where something was
 * decided and nothing upheld, not upheld; a mixture of no finding and inconclusive, inconclusive.
 * Undefined where there are no findings.
 */
export function outcomeOf(findings: readonly Finding[]): Finding | undefined {
  const kinds = new Set(findings);
  const [first] = kinds;
  if (kinds.size <= 1) return first;
  if (kinds.has('upheld') || kinds.has('partially_upheld')) return 'partially_upheld';
  return kinds.has('not_upheld') ? 'not_upheld' : 'inconclusive';
}
