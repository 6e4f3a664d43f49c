import type { Procedures } from '../../domain/procedure.ts';
import type { Calendar } from '../../domain/working-days.ts';
import type { ReportAuthority } from '../composing.ts';
import type { Layout } from '../layout.ts';
import type { Report } from '../report-value.ts';
import type { Reading } from './claims.ts';
import type { KnownNumbers } from './known-numbers.ts';
import type { Lexicon } from './lexicon.ts';

/** What a report is held against: itself, the last publication, the council's words and rules. */
export type ToCheck = {
  /** With every number, as those inside may see it. */
  readonly whole: Report;
  /** As it may be printed, where small numbers are hidden in it. */
  readonly printed?: Report;
  readonly layout: Layout;
  readonly authority: ReportAuthority;
  readonly procedures: Procedures; readonly calendar: Calendar;
  /** The publication that its figures are compared with. */
  readonly earlier?: { readonly publication: number; readonly report: Report };
  /** How many editions are out beside which small numbers were not hidden, as there were too many. */
  readonly notLookedAt?: number;
};
/** The same, with its typed words read. */
export type Checking = ToCheck & { readonly readings: readonly Reading[]; readonly known: KnownNumbers; readonly lexicon: Lexicon };
