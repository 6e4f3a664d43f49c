/**
 * An exact number: a count, pounds and pence, or one divided by another. Figures are worked out in fractions and become
 * a JavaScript number once, at the end: 4646.165 as a binary float is a little less, and would round down.
 */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The number that `text` writes in plain decimals (`12`, `-3.50`), as the database writes a numeric. @throws RangeError otherwise. */
export function fraction(text: string): Fraction {
  const parts = DECIMAL.exec(text);
  if (parts === null) throw new RangeError(`'${text}' is not a decimal number`);
  const decimals = parts[3] ?? '';
  const digits = BigInt(`${parts[2]}${decimals}`);
  return reduced(parts[1] === '-' ? -digits : digits, 10n ** BigInt(decimals.length));
}

export function isZero(of: Fraction): boolean {
  return of.numerator === 0n;
}

/** @throws RangeError where `by` is zero: ask `isZero` first. */
export function divided(of: Fraction, by: Fraction): Fraction {
  if (isZero(by)) throw new RangeError('nothing can be divided by zero');
  const sign = by.numerator < 0n ? -1n : 1n;
  return reduced(sign * of.numerator * by.denominator, sign * of.denominator * by.numerator);
}

export function times(of: Fraction, factor: bigint): Fraction {
  return reduced(of.numerator * factor, of.denominator);
}

export function plus(one: Fraction, other: Fraction): Fraction {
  return reduced(one.numerator * other.denominator + other.numerator * one.denominator, one.denominator * other.denominator);
}

export function minus(one: Fraction, other: Fraction): Fraction {
  return plus(one, times(other, -1n));
}

/** The number, to `places` decimal places, halves away from zero (2.5 is 3, -2.5 is -3); to a double's precision where not given. */
export function numberOf(of: Fraction, places?: number): number {
  if (places === undefined) return Number(of.numerator) / Number(of.denominator);
  const negative = of.numerator < 0n;
  const scaled = (negative ? -of.numerator : of.numerator) * 10n ** BigInt(places);
  const digits = String((2n * scaled + of.denominator) / (2n * of.denominator)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const rounded = Number(places === 0 ? whole : `${whole}.${digits.slice(digits.length - places)}`);
  return negative && rounded !== 0 ? -rounded : rounded;
}

function reduced(numerator: bigint, denominator: bigint): Fraction {
  let a = numerator < 0n ? -numerator : numerator;
  let b = denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return a <= 1n ? { numerator, denominator: a === 0n ? 1n : denominator } : { numerator: numerator / a, denominator: denominator / a };
}
