import { parseProcedures, type Procedures } from '../procedure.ts';
import { corporate } from './corporate.ts';
import { statutory } from './statutory.ts';

/** Both procedures as the law and the Code have them. */
export const standardProcedures: Procedures = { statutory: { standard: statutory, own: [] }, corporate: { standard: corporate, own: [] } };

/** A council's procedures, from its `procedures` setting; the standard ones where it has none. Each fault is a sentence for a person. */
export function councilsProcedures(setting: unknown): { readonly procedures: Procedures } | { readonly faults: readonly string[] } {
  return parseProcedures(setting, { statutory, corporate });
}
