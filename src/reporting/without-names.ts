import { namesPeople } from './askable-keys.ts';
import type { Asked } from './report-value.ts';

/** The same part of a report without the questions that name somebody: whatever is printed of them, nobody outside is told how it was asked. */
export function withoutNamingQuestions<T>(part: T): T {
  return inside(part) as T;
}

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'asked' ? (part as readonly Asked[]).filter((one) => !namesPeople(one)) : inside(part)]));
}
