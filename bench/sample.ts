/** Many takings of one time or size, in the unit that the caller says. */
export type Sample = { readonly median: number; readonly p95: number; readonly least: number; readonly most: number; readonly times: number };

export function sampleOf(values: readonly number[]): Sample {
  const ordered = values.toSorted((a, b) => a - b);
  const at = (share: number) => ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length) - 1)]!;
  if (ordered.length === 0) throw new RangeError('nothing was measured');
  return { median: at(0.5), p95: at(0.95), least: ordered[0]!, most: ordered.at(-1)!, times: ordered.length };
}

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/** Nanoseconds a call, of many calls of something too quick to time by itself. `keep` sees each answer, so that the call cannot be left out. */
export function nanosecondsACall(repeats: number, calls: number, call: (index: number) => number): Sample {
  let kept = 0;
  const round = () => {
    const startedAt = performance.now();
    for (let index = 0; index < calls; index += 1) kept ^= call(index);
    return ((performance.now() - startedAt) * 1e6) / calls;
  };
  for (let warmUp = 0; warmUp < 3; warmUp += 1) round();
  const sample = sampleOf(Array.from({ length: repeats }, round));
  if (Number.isNaN(kept)) throw new Error('a call answered with no number');
  return sample;
}
