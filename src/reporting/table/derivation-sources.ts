import type { Derivation } from '../layout.ts';

/** Columns that a derived one is worked out from, by their keys in the layout. */
export function sourcesOf(derive: Derivation): readonly string[] {
  if ('percentOf' in derive) return derive.percentOf;
  if ('percentOfTotal' in derive) return [derive.percentOfTotal];
  if ('difference' in derive) return derive.difference;
  if ('quotient' in derive) return derive.quotient;
  if ('reductionSinceFirstRow' in derive) return [derive.reductionSinceFirstRow];
  if ('percentReductionSinceFirstRow' in derive) return [derive.percentReductionSinceFirstRow];
  return derive.of === undefined ? [derive.remainderOf] : [derive.remainderOf, derive.of];
}
