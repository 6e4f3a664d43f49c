import { findKey, isOwnField, isPeriodKey } from './keys.ts';
import { baseOf, findMeasure, keysOfMeasure } from './measures.ts';
import type { Asked } from './report-value.ts';

/** Keys that say who somebody is, or hold what somebody wrote. No address names them. */
const identifying: ReadonlySet<string> = new Set([
  'ref', 'ombudsman_ref', 'complainant', 'complainant_age', 'summary', 'complaint', 'comment', 'text', 'note', 'owner', 'action', 'evidence', 'investigating_officer', 'independent_person',
]);
/** Keys whose values a council writes, each one of a short list. */
const lists: ReadonlySet<string> = new Set(['service', 'theme', 'aspects', 'kind', 'measure', 'times', 'stage1_late_reason', 'stage1_extension_reason', 'late_reason', 'extension_reason']);
/** What a council wrote of its own accord: a value may name somebody, and stands in an address by a code. */
const written: ReadonlySet<string> = new Set(['handling_reason', 'decline_reason']);

export function identifiesPeople(key: string): boolean {
  return identifying.has(key);
}

/** Whether a value of this key stands in an address by a code alone. */
export function isCoded(key: string): boolean {
  return isOwnField(key) || written.has(key);
}

/** Whether a question in an address may name this key of a measure: as a condition or, of a period, as what it is broken down by. */
export function isAskable(measure: string, key: string): boolean {
  const found = findMeasure(measure);
  if (found === undefined || identifying.has(key)) return false;
  const base = baseOf(found);
  if (isOwnField(key)) return base !== undefined;
  if (!keysOfMeasure(found).includes(key)) return false;
  return base === undefined || isPeriodKey(key) || lists.has(key) || written.has(key) || findKey(base, key)?.allowed !== undefined;
}

/** The keys of a measure that a question in an address may name, without the council's own. */
export function askableKeys(measure: string): string[] {
  const found = findMeasure(measure);
  return found === undefined ? [] : keysOfMeasure(found).filter((key) => isAskable(measure, key));
}

/** Whether a measure's questions can have this value of a key: the same key means other things of other records. */
export function canHave(measure: string, key: string, value: string): boolean {
  const found = findMeasure(measure);
  const base = found && baseOf(found);
  const allowed = base === undefined || isOwnField(key) ? undefined : findKey(base, key)?.allowed;
  return allowed === undefined || allowed.includes(value);
}

/** Whether a question has a condition, or stands in a row, that names somebody. */
export function namesPeople({ query: { where, share_within: within }, keys }: Pick<Asked, 'query' | 'keys'>): boolean {
  return [where, within, keys].some((pairs) => Object.keys(pairs ?? {}).some(identifiesPeople));
}
