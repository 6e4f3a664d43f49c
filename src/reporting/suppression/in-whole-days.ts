import type { Layout } from '../layout.ts';

/** A layout that prints every mean of days without decimals: “12.0” would claim that tenths were measured. */
export function inWholeDays(layout: Layout): Layout {
  return inside(layout) as Layout;
}

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside);
  if (typeof value !== 'object' || value === null) return value;
  const isDays = 'as' in value && value.as === 'days';
  return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (isDays && key === 'places' ? [] : [[key, inside(part)]])));
}
