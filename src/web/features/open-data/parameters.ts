import { isAskable, isCoded } from '../../../reporting/askable-keys.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import { findMeasure } from '../../../reporting/measures.ts';
import { type PrintedQuestion, registerKey } from '../../../reporting/open-data/printed-figures.ts';
import { readQuery } from '../../../reporting/read-query.ts';

export type Query = Readonly<Record<string, unknown>>;
export type ParameterError = { readonly parameter: string; readonly detail: string };
export type Format = 'json' | 'csv';
export type Asked = { readonly question: PrintedQuestion; readonly by: readonly string[]; readonly format: Format };

const MOST_PARAMETERS = 20;
const LONGEST = 200;
const names = ['measure', 'from', 'to', 'by', 'on', 'share', 'within', 'format'] as const;
const pairName = /^(?<part>where|share_within)\.(?<key>.+)$/u;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST && !value.includes('\0');

function readFormat(value: unknown): Format | ParameterError {
  if (value === undefined || value === 'json') return 'json';
  return value === 'csv' ? 'csv' : { parameter: 'format', detail: 'format must be json or csv, and be given once' };
}

/** Of a route that knows these parameters alone. */
export function unknownParameters(query: Query, known: readonly string[]): ParameterError[] {
  return Object.keys(query).filter((name) => !known.includes(name)).slice(0, MOST_PARAMETERS).map((name) => ({
    parameter: name.slice(0, LONGEST), detail: known.length === 0 ? 'This address takes no parameters' : `There is no such parameter here. There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`,
  }));
}

export function readFormatAlone(query: Query): { readonly format: Format } | { readonly errors: readonly ParameterError[] } {
  const format = readFormat(query['format']);
  const errors = [...unknownParameters(query, ['format']), ...(typeof format === 'string' ? [] : [format])];
  return errors.length > 0 || typeof format !== 'string' ? { errors } : { format };
}

/** A question out of an address, or everything that is wrong with it. */
export function readAsked(query: Query): Asked | { readonly errors: readonly ParameterError[] } {
  const given = Object.keys(query);
  if (given.length > MOST_PARAMETERS) return { errors: [{ parameter: '', detail: `A question has at most ${MOST_PARAMETERS} parameters` }] };
  const errors: ParameterError[] = [];
  const wrong = (parameter: string, detail: string): void => void errors.push({ parameter, detail });
  const one = (name: string): string | undefined => {
    const value = query[name];
    if (value === undefined || isText(value)) return value;
    wrong(name.slice(0, LONGEST), `Give this once, with at most ${LONGEST} characters`);
    return undefined;
  };
  const refused = (parameter: string, raw: object): void => {
    const read = readQuery(raw);
    if ('why' in read) wrong(parameter, capitalised(read.why));
  };

  const measure = one('measure');
  const [from, to] = [one('from'), one('to')];
  for (const [name, value] of [['measure', measure], ['from', from], ['to', to]] as const) if (value === undefined && query[name] === undefined) wrong(name, name === 'measure' ? 'Say which measure: the measures of the council are listed under /measures' : `Say the ${name === 'from' ? 'first' : 'last'} day of the period, written YYYY-MM-DD`);
  const anyDay = '2024-03-31';
  const isMeasure = measure !== undefined && findMeasure(measure) !== undefined;
  if (measure !== undefined) refused('measure', { measure, from: anyDay, to: anyDay });
  for (const [name, value] of [['from', from], ['to', to]] as const) if (value !== undefined) {
    const read = readQuery({ measure: 'complaints', from: value, to: value });
    if ('why' in read) wrong(name, `${name} must be a day written YYYY-MM-DD`);
  }
  const wholePeriod = readQuery({ measure: 'complaints', from, to });
  if (errors.length === 0 && 'why' in wholePeriod) wrong('to', capitalised(wholePeriod.why));

  const listedBy: readonly unknown[] = Array.isArray(query['by']) ? query['by'] : query['by'] === undefined ? [] : [query['by']];
  const by = listedBy.filter(isText).flatMap((keys) => keys.split(',')).filter((key) => key !== '');
  if (listedBy.some((key) => !isText(key)) || new Set(by).size < by.length) wrong('by', 'Name each key once');
  const where: Record<string, string> = {};
  const shareWithin: Record<string, string> = {};
  for (const name of given) {
    const { part, key } = pairName.exec(name)?.groups ?? {};
    if (part === undefined || key === undefined) {
      if (!names.some((known) => known === name)) wrong(name.slice(0, LONGEST), `There is no such parameter here. There are ${names.join(', ')}, where.KEY and share_within.KEY`);
      continue;
    }
    const value = one(name);
    if (value !== undefined) (part === 'where' ? where : shareWithin)[key] = value;
  }
  if (isMeasure) {
    for (const [parameter, key, value] of [...by.map((each) => ['by', each, undefined] as const), ...Object.entries(where).map(([each, is]) => [`where.${each}`, each, is] as const), ...Object.entries(shareWithin).map(([each, is]) => [`share_within.${each}`, each, is] as const)]) {
      if (isCoded(key) || !isAskable(measure, parameter.startsWith('share_within.') ? key : registerKey(key))) wrong(parameter.slice(0, LONGEST), `${measure} cannot be asked for by ‘${key.slice(0, LONGEST)}’ here`);
      else if (value !== undefined) refused(parameter, { measure, from: anyDay, to: anyDay, where: { [registerKey(key)]: value } });
    }
    for (const key of by) if (Object.hasOwn(where, key)) wrong('by', `Ask by ‘${key}’ or for one value of it, not both`);
  }
  const on = one('on');
  if (on !== undefined && on !== 'received' && on !== 'completed') wrong('on', 'on must be received or completed');
  const share = one('share');
  if (share !== undefined && share !== 'true' && share !== 'false') wrong('share', 'share must be true or false');
  const within = one('within');
  if (within !== undefined && !/^\d{1,5}$/u.test(within)) wrong('within', 'within must be a whole number of working days');
  else if (within !== undefined && isMeasure) refused('within', { measure, from: anyDay, to: anyDay, within: Number(within) });
  const format = readFormat(query['format']);
  if (typeof format !== 'string') wrong(format.parameter, format.detail);
  if (errors.length > 0 || !isMeasure || !('query' in wholePeriod) || typeof format !== 'string') return { errors };
  return {
    by, format,
    question: {
      measure, from: wholePeriod.query.from, to: wholePeriod.query.to, where, ...(on === 'completed' ? { on } : {}), ...(share === 'true' ? { share: true } : {}), ...(within === undefined ? {} : { within: Number(within) }),
      ...(Object.keys(shareWithin).length === 0 ? {} : { shareWithin: Object.fromEntries(Object.entries(shareWithin).toSorted(([a], [b]) => (a < b ? -1 : 1))) }),
    },
  };
}
