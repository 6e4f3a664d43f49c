import { type Day, inWords } from '../../../domain/day.ts';
import type { FigurePeriod } from '../../../domain/figure-query.ts';
import { identifiesPeople, isAskable } from '../../../reporting/askable-keys.ts';
import type { Compared, Exploration } from '../../../reporting/explored.ts';
import { chosenPeriod, isPeriodChoice } from '../../../reporting/explored-period.ts';
import { exploredWords } from '../../../reporting/explored-words.ts';
import { isPeriodKey } from '../../../reporting/keys.ts';
import { findMeasure, type Measure } from '../../../reporting/measures.ts';
import { type DateFields, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { allOf, pairOf, readPairs } from '../../question-address.ts';
import type { Council } from './council.ts';

/** The fields of the form as they were typed or chosen. */
export type Typed = {
  readonly measure: string; readonly period: string; readonly from: DateFields; readonly to: DateFields; readonly where: readonly string[]; readonly by: string; readonly across: string; readonly compared: string;
  readonly on: string; readonly within: string; readonly of: readonly string[]; readonly asAt: DateFields; readonly places: string; readonly shares: boolean;
};
/** A question that can be asked: of which period, and as at which day. */
export type AskedOfFigures = { readonly exploration: Exploration; readonly period: FigurePeriod; readonly asAt?: Day };
export type FormError = { readonly text: string; readonly href: string };
export type ReadForm = { readonly typed: Typed; readonly errors: readonly FormError[]; readonly asked?: AskedOfFigures };

type Address = Readonly<Record<string, unknown>>;
const MOST_DAYS_OF_LIMIT = 10_000;

export const comparisons = {
  'years-1': 'The same period a year before', 'years-2': 'The same period in the two years before', 'years-3': 'The same period in the three years before', 'years-4': 'The same period in the four years before', 'years-5': 'The same period in the five years before',
  previous: 'The period just before',
} as const;

export function readTyped(address: Address): Typed {
  const one = (name: string): string => (allOf(address, name)[0] ?? '').trim();
  return {
    measure: one('measure'), period: one('period'), from: readFields(address, 'from'), to: readFields(address, 'to'), where: allOf(address, 'where').filter((each) => each !== ''), by: one('by'), across: one('across'), compared: one('compared'),
    on: one('on'), within: one('within'), of: allOf(address, 'of').filter((each) => each !== ''), asAt: readFields(address, 'as-at'), places: one('places'), shares: one('shares') === 'yes',
  };
}

/** What the form asks, or what is wrong with it, each beside its field. `today` is when it is asked. */
export function readForm(address: Address, council: Council, today: Day): ReadForm {
  const typed = readTyped(address);
  const errors: FormError[] = [];
  const wrong = (href: string, text: string): undefined => {
    errors.push({ text, href: `#${href}` });
    return undefined;
  };
  const measure = findMeasure(typed.measure);
  if (measure === undefined) {
    wrong('measure', 'Select what to count');
    return { typed, errors };
  }
  const period = readPeriod(typed, council, today, wrong);
  const named = council.naming.key;
  const where = pairsOf(readPairs(measure.key, typed.where, council.decode, named), 'where', wrong);
  const [by, across] = readKeys(typed, measure, named, wrong);
  const compared = readCompared(typed, { by, across }, wrong);
  const within = readWithin(typed, measure, wrong);
  const on = typed.on !== 'completed' ? undefined : canBeCompleted(measure) ? 'completed' as const : wrong('on', `${measure.name}: counted by its own day, not by when stage 1 was completed. Choose ‘received’`);
  const of = readOf(typed, measure, council, where ?? {}, by, wrong);
  const asAt = readAsAt(typed, today, wrong);
  const places = ['0', '1', '2'].includes(typed.places) ? Number(typed.places) : undefined;
  if (errors.length > 0 || period === undefined || where === undefined) return { typed, errors };
  return {
    typed, errors,
    asked: {
      period, ...(asAt === undefined ? {} : { asAt }),
      exploration: {
        measure: measure.key, where, ...(by === undefined ? {} : { by }), ...(across === undefined ? {} : { across }), ...(on === undefined ? {} : { on }), ...(within === undefined ? {} : { within }), ...(of === undefined ? {} : { of }),
        ...(compared === undefined ? {} : { compared }), ...(places === undefined ? {} : { places }), ...(typed.shares ? { shares: true } : {}),
      },
    },
  };
}

type Wrong = (href: string, text: string) => undefined;

function readPeriod(typed: Typed, { authority }: Council, today: Day, wrong: Wrong): FigurePeriod | undefined {
  if (isPeriodChoice(typed.period)) return chosenPeriod(typed.period, today, authority.financialYearStarts);
  if (typed.period !== 'own') return wrong('period', 'Select a period');
  const [from, to] = [dayFrom(typed.from, 'First day'), dayFrom(typed.to, 'Last day')];
  if ('error' in from) return wrong('from-day', from.error);
  if ('error' in to) return wrong('to-day', to.error);
  if (from.day === undefined) return wrong('from-day', 'Enter the first day of the period, or choose another period');
  if (to.day === undefined) return wrong('to-day', 'Enter the last day of the period, or choose another period');
  return to.day < from.day ? wrong('to-day', `Last day must be the same as or after ${inWords(from.day)}`) : { from: from.day, to: to.day };
}

function pairsOf(read: ReturnType<typeof readPairs>, href: string, wrong: Wrong): Readonly<Record<string, string>> | undefined {
  return 'problem' in read ? wrong(href, read.problem) : read.pairs;
}

/** What goes down and what goes across; across alone goes down. */
function readKeys(typed: Typed, measure: Measure, named: (key: string) => string, wrong: Wrong): readonly [by?: string, across?: string] {
  const keys = ([['by', typed.by], ['across', typed.across]] as const).filter(([, key]) => key !== '');
  for (const [field, key] of keys) if (!isAskable(measure.key, key)) wrong(field, identifiesPeople(key) ? 'An address must not say who somebody is, and this one asks for something that does. Choose another, or nothing' : `${measure.name} cannot be broken down by ‘${named(key).slice(0, 60)}’. Choose another, or nothing`);
  const [first, second] = keys.map(([, key]) => key);
  if (first !== undefined && first === second) wrong('across', 'Choose something else to go across than what goes down');
  if (second !== undefined && isPeriodKey(second) && first !== undefined && isPeriodKey(first)) wrong('across', 'Only one of the two can be a month, quarter or year');
  return [first, second];
}

function readCompared(typed: Typed, { by, across }: { readonly by?: string | undefined; readonly across?: string | undefined }, wrong: Wrong): Compared | undefined {
  if (typed.compared === '' || !Object.hasOwn(comparisons, typed.compared)) return undefined;
  if (across !== undefined) return wrong('compared', 'Earlier periods stand side by side, so that nothing else can go across. Choose one of the two');
  if (by === 'quarter' || by === 'year') return wrong('compared', `Broken down by ${by}, the periods are rows already. Choose a longer period in the place of a comparison`);
  return typed.compared === 'previous' ? 'previous' : { years: Number(typed.compared.slice(-1)) };
}

export const takesWithin = (measure: Measure): boolean => measure.of === 'table' && measure.takesWithin === true;

/** Whether it can be counted by when stage 1 was completed. */
export function canBeCompleted(measure: Measure): boolean {
  if (measure.of === 'two measures') return [measure.first, measure.second].every((key) => { const one = findMeasure(key); return one !== undefined && canBeCompleted(one); });
  return measure.of !== 'context' && measure.dated.completed !== undefined;
}

function readWithin(typed: Typed, measure: Measure, wrong: Wrong): number | undefined {
  if (typed.within === '') return undefined;
  if (!takesWithin(measure)) return wrong('within', 'A limit in working days goes with figures of what was on time. Leave it empty');
  const within = Number(typed.within);
  return /^\d{1,5}$/.test(typed.within) && within <= MOST_DAYS_OF_LIMIT ? within : wrong('within', 'Working days must be a whole number, such as 10');
}

function readOf(typed: Typed, measure: Measure, council: Council, where: Readonly<Record<string, string>>, by: string | undefined, wrong: Wrong): Exploration['of'] {
  if (typed.of.length === 0) return undefined;
  if (exploredWords(measure.key)?.counts !== true) return wrong('of', `${measure.name}: a share can be taken of a number of things only. Choose ‘not a share’`);
  const all = typed.of.includes('all');
  const read = all ? { pairs: {} } : readPairs(measure.key, typed.of, council.decode, council.naming.key);
  if ('problem' in read) return wrong('of', read.problem);
  const narrows = by !== undefined || Object.entries(where).some(([key, value]) => read.pairs[key] !== value);
  if (!narrows) return wrong('of', 'There is nothing to take a share of. Add a condition, or break it down');
  const lost = Object.entries(read.pairs).find(([key, value]) => where[key] !== value);
  if (lost !== undefined) return wrong('of', `A share of those with ‘${council.naming.key(lost[0])}: ${council.naming.value(lost[0], lost[1])}’ needs the same condition above`);
  return all ? 'all' : read.pairs;
}

function readAsAt(typed: Typed, today: Day, wrong: Wrong): Day | undefined {
  const read = dayFrom(typed.asAt, 'As at');
  if ('error' in read) return wrong('as-at-day', read.error);
  return read.day !== undefined && read.day > today ? wrong('as-at-day', 'As at must be today or an earlier day: what is on record later cannot be known') : read.day;
}

/** The address that asks the same again. */
export function addressOf(typed: Typed, path = '/figures'): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string) => { if (value !== '') search.append(name, value); };
  set('measure', typed.measure);
  set('period', typed.period);
  if (typed.period === 'own') for (const name of ['from', 'to'] as const) for (const part of ['day', 'month', 'year'] as const) set(`${name}-${part}`, typed[name][part]);
  for (const one of typed.where) set('where', one);
  set('by', typed.by);
  set('across', typed.across);
  set('compared', typed.compared);
  if (typed.on === 'completed') set('on', 'completed');
  set('within', typed.within);
  for (const one of typed.of) set('of', one);
  for (const part of ['day', 'month', 'year'] as const) set(`as-at-${part}`, typed.asAt[part]);
  set('places', typed.places);
  if (typed.shares) set('shares', 'yes');
  return `${path}?${search.toString()}`;
}

const noDay: DateFields = { day: '', month: '', year: '' };
export const nothingTyped: Typed = { measure: '', period: '', from: noDay, to: noDay, where: [], by: '', across: '', compared: '', on: '', within: '', of: [], asAt: noDay, places: '', shares: false };

/** The form filled in with a question that was asked elsewhere. */
export function typedOf(asked: { readonly measure: string; readonly where?: Readonly<Record<string, string | number>>; readonly on?: string; readonly within?: number; readonly as_at?: Day; readonly by?: string; readonly shares?: boolean }, period: FigurePeriod | string): Typed {
  return {
    ...nothingTyped, measure: asked.measure, where: Object.entries(asked.where ?? {}).map(([key, value]) => pairOf(key, value)), on: asked.on ?? '', within: asked.within === undefined ? '' : String(asked.within), asAt: fieldsOf(asked.as_at),
    ...(typeof period === 'string' ? { period } : { period: 'own', from: fieldsOf(period.from), to: fieldsOf(period.to) }), by: asked.by ?? '', shares: asked.shares ?? false,
  };
}

