import type { Day } from './day.ts';

/** Conditions, all of which hold: a key is a column of the register or a derived one (figures.md). */
export type Conditions = Readonly<Record<string, string | number>>;
export type FigurePeriod = { readonly from: Day; readonly to: Day };

/** One question, in the words in which a report, a screen and the command line ask it. */
export type FigureQuery = FigurePeriod & {
  readonly measure: string;
  readonly where?: Conditions;
  readonly by?: string | readonly string[];
  readonly on?: 'received' | 'completed';
  readonly share?: boolean;
  readonly share_within?: Conditions;
  readonly change_from?: FigurePeriod;
  /** Working days. */
  readonly within?: number;
  readonly as_at?: Day;
  readonly round?: number;
};

/** A row for each value that occurs (each pair, where asked by two keys); `null` stands for a value not known. */
export type FigureRow = { readonly keys: Readonly<Record<string, string | number | null>>; readonly answer: number | null; readonly why?: string; readonly hidden?: true };
/**
 * `hidden`: there is an answer, and it is left out of what is published so that nobody is known by it. `why` says what was missing where the answer is null. `from` tells whether records or an earlier published figure gave it.
 * `part` says why only a part of the period is counted, where it is: it does not compare with a whole one.
 */
export type FigureAnswer = { readonly answer: number | null; readonly why?: string; readonly from?: 'records' | 'published'; readonly part?: string; readonly hidden?: true; readonly rows?: readonly FigureRow[] };
