import { createHash } from 'node:crypto';
import { parseDay } from '../domain/day.ts';
import { may, type Viewer } from '../domain/viewer.ts';
import { identifiesPeople, isAskable, isCoded } from '../reporting/askable-keys.ts';
import type { QuestionBehind } from '../reporting/cases-behind.ts';
import { exploredWords } from '../reporting/explored-words.ts';
import { findMeasure } from '../reporting/measures.ts';
import { readQuery } from '../reporting/read-query.ts';
import type { Asked } from '../reporting/report-value.ts';

type Pairs = Readonly<Record<string, string | number | null>>;

/** Who may see lists of cases, of whatever cases they may see. */
export function seesCases(viewer: Viewer): boolean {
  return may(viewer, 'seeCases') || may(viewer, 'takePart');
}

/** What makes the numbers of a report on screen lead to their lists, for those who may see lists. */
export const linksFor = (viewer: Viewer): { readonly linkTo?: (asked: Asked) => string | undefined } => (seesCases(viewer) ? { linkTo: casesAddress } : {});

/** What a council wrote of its own accord may name somebody: in an address a code stands for it. */
export function codeOf(key: string, value: string): string {
  return `~${createHash('sha256').update(`${key}=${value}`).digest('hex').slice(0, 12)}`;
}

/** A condition as it stands in an address: `theme=Poor communication`; an empty value stands for one that is not on record. */
export function pairOf(key: string, value: string | number | null): string {
  return `${key}=${value === null ? '' : isCoded(key) && value !== '' ? codeOf(key, String(value)) : value}`;
}

function addPairs(search: URLSearchParams, name: string, pairs: Pairs | undefined): void {
  for (const [key, value] of Object.entries(pairs ?? {})) search.append(name, pairOf(key, value));
}

/** The list behind a number; undefined where there is none: it was published at the time, nothing was counted, or an address may not ask for it. */
export function casesAddress({ query, keys, answer, hidden, from }: Asked): string | undefined {
  if (hidden === true || answer === null || from === 'published' || (answer === 0 && exploredWords(query.measure)?.did === undefined)) return undefined;
  const { by: _, change_from: change, round: __, ...question } = query;
  const names = [...Object.keys(query.where ?? {}), ...Object.keys(query.share_within ?? {}), ...Object.keys(keys ?? {})];
  if (change !== undefined || findMeasure(query.measure)?.of === 'context' || names.some((key) => !isAskable(query.measure, key))) return undefined;
  return addressOfQuestion({ ...question, ...(keys === undefined ? {} : { row: keys }) });
}

export function addressOfQuestion(question: QuestionBehind, more: Readonly<Record<string, string>> = {}, path = '/figures/cases'): string {
  const search = new URLSearchParams({ measure: question.measure, from: question.from, to: question.to });
  addPairs(search, 'where', question.where);
  addPairs(search, 'row', question.row);
  if (question.share === true) search.append('of', 'all');
  addPairs(search, 'of', question.share_within);
  if (question.on === 'completed') search.set('on', 'completed');
  if (question.within !== undefined) search.set('within', String(question.within));
  if (question.as_at !== undefined) search.set('as_at', question.as_at);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  return `${path}?${search.toString()}`;
}

type Address = Readonly<Record<string, unknown>>;
const MOST_PAIRS = 12;
const LONGEST = 500;

/** What an address gives of a name, however often: shortened where it is longer than anything could be. */
export function allOf(address: Address, name: string): readonly string[] {
  const given = address[name];
  return (Array.isArray(given) ? given : [given]).filter((one): one is string => typeof one === 'string').slice(0, MOST_PAIRS).map((one) => one.replaceAll('\0', '').slice(0, LONGEST));
}

export type ReadPairs = { readonly pairs: Readonly<Record<string, string>> } | { readonly problem: string };
/** The value that a code stands for; undefined where the council has none such. */
export type Decode = (key: string, code: string) => string | undefined;

/**
 * Conditions out of an address. One that would say who somebody is, is refused whatever else is asked.
 * @param named how a key is called
 */
export function readPairs(measure: string, given: readonly string[], decode: Decode, named: (key: string) => string): ReadPairs {
  const pairs: Record<string, string> = {};
  for (const one of given) {
    const at = one.indexOf('=');
    const [key, written] = at < 0 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)];
    if (key === '') continue;
    if (identifiesPeople(key)) return { problem: 'An address must not say who somebody is, and this one asks for something that does. Ask by service, theme or another of the conditions offered here' };
    if (!isAskable(measure, key)) return { problem: `${findMeasure(measure)?.name ?? 'This'} cannot be asked for by ‘${named(key).slice(0, 60)}’. Take that condition away, or choose another figure` };
    const value = isCoded(key) && written !== '' ? decode(key, written) : written;
    if (value === undefined) return { problem: `No record has that value of ‘${named(key).slice(0, 60)}’ any more. Choose the condition again` };
    if (pairs[key] !== undefined && pairs[key] !== value) return { problem: `‘${named(key)}’ can have one value at a time. Take one of the two conditions away` };
    pairs[key] = value;
  }
  return { pairs };
}

/** The question behind a number, out of the address of its list; or, in a sentence, why it is none. */
export function readQuestion(address: Address, decode: Decode, named: (key: string) => string): { readonly question: QuestionBehind } | { readonly problem: string } {
  const one = (name: string): string | undefined => allOf(address, name)[0];
  const measure = one('measure') ?? '';
  if (findMeasure(measure) === undefined) return { problem: 'This address names no figure. Go to Figures and ask again' };
  const [where, row, of] = [readPairs(measure, allOf(address, 'where'), decode, named), readPairs(measure, allOf(address, 'row'), decode, named), readPairs(measure, allOf(address, 'of').filter((each) => each !== 'all'), decode, named)];
  for (const read of [where, row, of]) if ('problem' in read) return read;
  if (!('pairs' in where && 'pairs' in row && 'pairs' in of)) return { problem: 'This address cannot be read' };
  const within = one('within');
  const asAt = one('as_at');
  const isAll = allOf(address, 'of').includes('all');
  if (asAt !== undefined && parseDay(asAt) === undefined) return { problem: 'This address cannot be read: its day is no day. Go to Figures and ask again' };
  const read = readQuery({
    measure, from: one('from'), to: one('to'), ...(Object.keys(where.pairs).length === 0 ? {} : { where: where.pairs }), ...(isAll ? { share: true } : Object.keys(of.pairs).length === 0 ? {} : { share_within: of.pairs }),
    ...(one('on') === 'completed' ? { on: 'completed' } : {}), ...(within === undefined || within === '' ? {} : { within: Number(within) }), ...(asAt === undefined ? {} : { as_at: asAt }),
  });
  if ('why' in read) return { problem: `This address cannot be read: ${read.why.split('. It may be')[0] ?? ''}` };
  const { by: _, change_from: __, round: ___, ...question } = read.query;
  const keys = Object.fromEntries(Object.entries(row.pairs).map(([key, value]) => [key, value === '' ? null : value]));
  return { question: { ...question, ...(Object.keys(keys).length === 0 ? {} : { row: keys }) } };
}
