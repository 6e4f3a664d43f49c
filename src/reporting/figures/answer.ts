import { type Fraction, divided, isZero, times } from '../fraction.ts';

export type Keys = Readonly<Record<string, string | number | null>>;
/** One value of an answer: exact, or why there is none. */
export type Cell = { readonly keys: Keys; readonly value?: Fraction; readonly why?: string };
export type Answer = { readonly from?: 'records' | 'published'; readonly why?: string; readonly part?: string; readonly cells: readonly Cell[] };

/** @param noBase why there is no answer where what it is divided by is nought */
export function quotient(of: Cell, over: Cell | undefined, factor: bigint, noBase: string): Cell {
  if (of.value === undefined) return of;
  if (over?.value === undefined || isZero(over.value)) return { keys: of.keys, why: over?.why ?? `there is no base to divide by: ${noBase}` };
  return { keys: of.keys, value: times(divided(of.value, over.value), factor) };
}

export function sameKeys(cells: readonly Cell[], keys: Keys): Cell | undefined {
  const names = Object.keys(keys);
  return cells.find((cell) => names.every((name) => cell.keys[name] === keys[name]));
}
