import { type Day, inWords, parseDay } from '../domain/day.ts';
import type { Conditions, FigurePeriod, FigureQuery } from '../domain/figure-query.ts';
import { findKey, isOwnField, type KeyKind } from './keys.ts';
import { baseOf, findMeasure, keysOfMeasure, type Measure, measures } from './measures.ts';

export type Read = { readonly query: FigureQuery } | { readonly why: string };

const parts = ['measure', 'from', 'to', 'where', 'by', 'on', 'share', 'share_within', 'change_from', 'within', 'as_at', 'round'] as const;
const MOST_PLACES = 10;
const MOST_WORKING_DAYS = 10_000;

/** A part of the query is wrong: what, and what is allowed. Never leaves this file. */
class Wrong extends Error {}

/**
 * Reads one question as somebody wrote it (in JSON, a layout or on the command line), or says what is wrong with it and what
 * is allowed. Parts that are no part of a question (`at`, `printed`) are left alone, unless they look like a slip for one.
 */
export function readQuery(raw: unknown): Read {
  try {
    return { query: read(raw) };
  } catch (error) {
    if (error instanceof Wrong) return { why: error.message };
    throw error;
  }
}

function read(raw: unknown): FigureQuery {
  if (!isRecord(raw)) throw new Wrong('a question must be an object with a measure, from and to');
  for (const part of Object.keys(raw)) {
    const meant = parts.find((one) => !Object.hasOwn(raw, one) && isSlipFor(part, one));
    if (meant !== undefined) throw new Wrong(`'${part}' is no part of a question: '${meant}' is`);
  }
  const measure = readMeasure(raw['measure']);
  const period = readPeriod(raw['from'], raw['to'], 'the period');
  const by = raw['by'] === undefined ? undefined : readBy(raw['by'], measure);
  const where = raw['where'] === undefined ? undefined : readConditions(raw['where'], measure, 'where');
  const shareWithin = raw['share_within'] === undefined ? undefined : readConditions(raw['share_within'], measure, 'share_within');
  const changeFrom = raw['change_from'];
  if (changeFrom !== undefined && !isRecord(changeFrom)) throw new Wrong('change_from must be a period: {"from": "YYYY-MM-DD", "to": "YYYY-MM-DD"}');
  const on = raw['on'];
  if (on !== undefined && on !== 'received' && on !== 'completed') throw new Wrong(`on must be received or completed, not ${shown(on)}`);
  const share = raw['share'];
  if (share !== undefined && typeof share !== 'boolean') throw new Wrong('share must be true or false');
  const within = raw['within'] === undefined ? undefined : wholeNumber(raw['within'], 'within', MOST_WORKING_DAYS, 'working days');
  if (within !== undefined && !(measure.of === 'table' && measure.takesWithin)) {
    throw new Wrong(`within goes with ${measures.filter((one) => one.of === 'table' && one.takesWithin).map((one) => one.key).join(', ')}, not with ${measure.key}`);
  }
  const round = raw['round'] === undefined ? undefined : wholeNumber(raw['round'], 'round', MOST_PLACES, 'decimal places');
  const asAt = raw['as_at'] === undefined ? undefined : readDay(raw['as_at'], 'as_at');
  return {
    measure: measure.key, ...period,
    ...(where && { where }), ...(by && { by }), ...(on && { on }), ...(share !== undefined && { share }), ...(shareWithin && { share_within: shareWithin }),
    ...(changeFrom !== undefined && { change_from: readPeriod(changeFrom['from'], changeFrom['to'], 'change_from') }),
    ...(within !== undefined && { within }), ...(asAt && { as_at: asAt }), ...(round !== undefined && { round }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMeasure(raw: unknown): Measure {
  if (raw === undefined) throw new Wrong(`a question needs a measure. It may be ${listed(measures.map((one) => one.key))}`);
  const measure = typeof raw === 'string' ? findMeasure(raw) : undefined;
  if (measure === undefined) throw new Wrong(`there is no measure ${shown(raw)}. It may be ${listed(measures.map((one) => one.key))}`);
  return measure;
}

function readDay(raw: unknown, what: string): Day {
  const on = typeof raw === 'string' ? parseDay(raw) : undefined;
  if (on !== undefined) return on;
  throw new Wrong(raw === undefined ? `${what} is missing: a day written YYYY-MM-DD` : `${what} must be a day written YYYY-MM-DD, not ${shown(raw)}`);
}

function readPeriod(rawFrom: unknown, rawTo: unknown, what: string): FigurePeriod {
  const from = readDay(rawFrom, what === 'the period' ? 'from' : `${what}'s from`);
  const to = readDay(rawTo, what === 'the period' ? 'to' : `${what}'s to`);
  if (to < from) throw new Wrong(`${what} ends on ${inWords(to)}, before it begins on ${inWords(from)}`);
  return { from, to };
}

function wholeNumber(raw: unknown, what: string, most: number, unit: string): number {
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= most) return raw;
  throw new Wrong(`${what} must be a whole number of ${unit} from 0 to ${most}, not ${shown(raw)}`);
}

function readBy(raw: unknown, measure: Measure): string | readonly string[] | undefined {
  const keys: unknown[] = Array.isArray(raw) ? raw : [raw];
  if (keys.length === 0) return undefined;
  for (const key of keys) checkKey(key, measure, 'by');
  if (new Set(keys).size < keys.length) throw new Wrong('by must name each key once');
  return Array.isArray(raw) ? keys.map(String) : keys.map(String).join('');
}

function checkKey(key: unknown, measure: Measure, what: string): void {
  const allowed = keysOfMeasure(measure);
  if (typeof key === 'string' && (allowed.includes(key) || (isOwnField(key) && measure.of !== 'context'))) return;
  throw new Wrong(`${measure.key} has no key ${shown(key)} (${what}). It may be ${listed(allowed)}${measure.of === 'context' ? '' : ', or an x_ column of the register'}`);
}

/** A condition's value, or an empty text for a value not known. */
function readConditions(raw: unknown, measure: Measure, what: string): Conditions {
  if (!isRecord(raw)) throw new Wrong(`${what} must be conditions: {"key": "value"}`);
  const conditions: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(raw)) {
    checkKey(key, measure, what);
    if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) throw new Wrong(`${what}: ${key} must be a text or a number`);
    checkValue(key, value, measure, what);
    conditions[key] = value;
  }
  return conditions;
}

function checkValue(key: string, value: string | number, measure: Measure, what: string): void {
  const base = baseOf(measure);
  if (value === '' || base === undefined) return;
  const found = key === 'times' ? ({ kind: 'integer' } as { kind: KeyKind; allowed?: readonly string[] }) : findKey(base, key);
  if (found?.allowed !== undefined && !found.allowed.includes(String(value))) throw new Wrong(`${what}: ${key} is never '${value}'. It may be ${listed(found.allowed)}`);
  if (found?.kind === 'integer' && !/^\d{1,9}$/.test(String(value))) throw new Wrong(`${what}: ${key} must be a whole number, not '${value}'`);
  if (found?.kind === 'amount' && !/^\d{1,10}(\.\d{1,2})?$/.test(String(value))) throw new Wrong(`${what}: ${key} must be pounds, such as 250 or 250.50, not '${value}'`);
  if (found?.kind === 'day' && parseDay(String(value)) === undefined) throw new Wrong(`${what}: ${key} must be a day written YYYY-MM-DD, not '${value}'`);
}

/** What somebody wrote, as they wrote it. */
function shown(raw: unknown): string {
  return typeof raw === 'string' ? `'${raw}'` : JSON.stringify(raw);
}

function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

/** One letter left out, put in or changed, or two neighbours swapped; short words are left alone. */
function isSlipFor(written: string, part: string): boolean {
  if (written === part || part.length < 4 || written.length < 4 || Math.abs(written.length - part.length) > 1) return false;
  if (written.toLowerCase().replace(/[-_ ]/g, '') === part.replace('_', '')) return true;
  let start = 0;
  while (start < part.length && written[start] === part[start]) start += 1;
  const rest = [written.slice(start), part.slice(start)] as const;
  return rest[0].slice(1) === rest[1] || rest[0] === rest[1].slice(1) || rest[0].slice(1) === rest[1].slice(1)
    || (rest[0].slice(2) === rest[1].slice(2) && rest[0][0] === rest[1][1] && rest[0][1] === rest[1][0]);
}
