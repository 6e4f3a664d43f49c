/**
 * Chance that can be had again: the same seed gives the same draws, on every machine.
 * The generator is sfc32 (Chris Doty-Humphrey's Small Fast Counter, 128 bits of state), started from the text of the seed by
 * cyrb128, a public-domain mixing hash. It is for demonstration data only: nothing secret may come from it.
 */
export type Random = {
  /** From 0 up to, and not including, 1. */
  next(): number;
  /** Another generator, its draws apart from this one's and from those of any other label. */
  fork(label: string | number): Random;
};

function stateOf(seed: string): [number, number, number, number] {
  let a = 1779033703, b = 3144134277, c = 1013904242, d = 2773480762;
  for (let index = 0; index < seed.length; index += 1) {
    const code = seed.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

const DRAWS_THROWN_AWAY = 12;

export function randomFrom(seed: string): Random {
  let [a, b, c, counter] = stateOf(seed);
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let draw = 0; draw < DRAWS_THROWN_AWAY; draw += 1) next();
  return { next, fork: (label) => randomFrom(`${seed}/${label}`) };
}

/** A whole number from `least` to `most`, both included. */
export function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random.next() * (most - least + 1));
}

export function between(random: Random, least: number, most: number): number {
  return least + random.next() * (most - least);
}

export function chance(random: Random, probability: number): boolean {
  return random.next() < probability;
}

/** @throws RangeError for an empty list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  if (list.length === 0) throw new RangeError('nothing to pick from');
  return list[Math.floor(random.next() * list.length)]!;
}

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.next() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** Values with how often each comes, in any unit. */
export type Weighted<T> = readonly (readonly [T, number])[];

/** @throws RangeError where no weight is above 0. */
export function weighted<T>(random: Random, choices: Weighted<T>): T {
  let total = 0;
  for (const [, weight] of choices) total += weight;
  if (!(total > 0)) throw new RangeError('no choice has a weight');
  let left = random.next() * total;
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  return choices.findLast(([, weight]) => weight > 0)![0];
}

/** The same choices, each weight made up to `spread` larger or smaller (0.4: by 40 %): how one council differs from another. */
export function variedWeights<T>(random: Random, choices: Weighted<T>, spread: number): Weighted<T> {
  return choices.map(([value, weight]) => [value, weight * between(random, 1 - spread, 1 + spread)] as const);
}

/** Log-uniform: as many between 30 and 60 as between 240 and 480. */
export function logUniform(random: Random, least: number, most: number): number {
  return Math.exp(between(random, Math.log(least), Math.log(most)));
}

/** A whole number with the given mean that may be drawn as often as it is rare: the number of trials before a success. */
export function longTail(random: Random, mean: number): number {
  return Math.floor(Math.log(1 - random.next()) / Math.log(mean / (mean + 1)));
}
