import { type Day, daysAfter, monthsAfter } from '../../domain/day.ts';
import type { FigureQuery } from '../../domain/figure-query.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import { secondKnows } from '../figures/two-measures.ts';
import { findMeasure } from '../measures.ts';

/** A count of people, cases or points that a printed number gives away: a question without a share, a breakdown or a day on which it is asked. */
export type Count = { readonly measure: string; readonly from: Day; readonly to: Day; readonly on?: 'completed'; readonly within?: number; readonly where: Readonly<Record<string, string>> };

/** Stands for a value that is not on record. */
export const unrecorded = '\u0000';

/** The key of what stands under a service itself: `service` is with all that is below it. */
export const serviceAlone = 'service alone';

/** Two counts are the same number where their identities are the same. */
export function identityOf(count: Count): string {
  return canonicalJson(count);
}

/** What nobody is identified by: what the services did, what was spent by the council, what was promised, and praise. */
const notAboutPeople = new Set(['activity', 'contacts', 'actions', 'actions_completed', 'actions_overdue', 'spend', 'compliments']);

/**
 * How each measure that is no count gives counts away. `part`: a count of its own kind where no measure asks for it. `shared`: what it divides stands in the
 * open, and gives its base away exactly. `meanOf`: the key without which a case of the base has no part in the mean.
 */
type Rate = { readonly part?: string; readonly base: string; readonly shared?: true; readonly meanOf?: string };
const rates: Readonly<Record<string, Rate>> = {
  upheld_rate: { part: 'upheld_or_partly', base: 'complaints' },
  stage1_on_time_rate: { part: 'stage1_on_time', base: 'stage1_responses' },
  stage2_on_time_rate: { part: 'stage2_on_time', base: 'stage2_investigations' },
  panels_on_time_rate: { part: 'panels_on_time', base: 'panels' },
  escalation_rate: { part: 'stage2_requests', base: 'complaints' },
  complaints_per_100_contacts: { part: 'complaints', base: 'contacts' },
  spend_per_investigation: { base: 'stage2_investigations', shared: true },
  stage1_days: { base: 'stage1_responses', meanOf: 'stage1_days' },
  stage2_days: { base: 'stage2_investigations', meanOf: 'stage2_days' },
  remedy_payments: { base: 'cases with a remedy paid' },
};

/** Stands for any value that is on record. */
const recorded = '\u0001';

/** Of what was paid to people, in how many cases: no measure counts them. */
export const paidTo = 'cases with a remedy paid';
/** Measures of which the parts by a key add up to the whole. One person may be counted in several of the others, but came one number of `times`. */
const notAdditive = new Set(['complainants', 'repeat_complainants']);
const severalAtOnce = new Set(['remedies', 'aspects']);
export function addsUp(measure: string, key: string): boolean {
  return (!notAdditive.has(measure) || key === 'times') && !severalAtOnce.has(key);
}
/** Measures that look at the last day of the period, whenever what they count began: their periods do not add up. */
export const standing: ReadonlySet<string> = new Set(['stage2_open', 'ombudsman_open']);

export function protects(measure: string): boolean {
  return !notAboutPeople.has(measure);
}

/**
 * What a printed number gives away. `base` of a rate stands beside its `part`, so that what is left of it is known too; it is absent where
 * it counts nobody. `mean`: what is divided stands nowhere; otherwise, without a `part`, it stands in the open. `among`: those of the base that a
 * mean is worked out from, and those that it is not.
 */
export type GivenAway = {
  readonly counts: readonly Count[];
  readonly rate?: { readonly part?: Count; readonly base?: Count; readonly mean: boolean; readonly among?: { readonly recorded: Count; readonly lacking: Count } };
};

/** @param keys the row of the answer, where the question asks by one */
export function givenAway(query: FigureQuery, keys: Readonly<Record<string, string | number | null>> = {}): GivenAway {
  if (!protects(query.measure)) return { counts: [] };
  const count = countOf(query, keys);
  if (query.share === true || query.share_within !== undefined) {
    const base = { ...count, where: wordsOf(query.share_within ?? {}) };
    return { counts: [same(count), same(base)], rate: { part: same(count), base: same(base), mean: false } };
  }
  const rate = rates[query.measure];
  if (rate === undefined) return { counts: [same(count)] };
  const { within, ...without } = count;
  const base = protects(rate.base) ? same({ ...without, where: whereOfBase(query.measure, count.where), measure: rate.base }) : undefined;
  const part = rate.part === undefined ? undefined : same({ ...(within === undefined || rates[rate.part] !== undefined ? without : count), measure: rate.part });
  const ofBase = (days: string, value: string): Count => same({ ...without, where: { ...count.where, [days]: value }, measure: rate.base });
  const among = rate.meanOf === undefined ? undefined : { recorded: ofBase(rate.meanOf, recorded), lacking: ofBase(rate.meanOf, unrecorded) };
  return {
    counts: [part, base, among?.recorded].filter((each) => each !== undefined),
    rate: { ...(part === undefined ? {} : { part }), ...(base === undefined ? {} : { base }), mean: part === undefined && rate.shared !== true, ...(among === undefined ? {} : { among }) },
  };
}

/** Of one measure divided by another, the second takes those conditions that it knows. */
function whereOfBase(measure: string, where: Count['where']): Count['where'] {
  const found = findMeasure(measure);
  return found?.of === 'two measures' ? Object.fromEntries(Object.entries(where).filter(([key]) => secondKnows(found, key === serviceAlone ? 'service' : key))) : where;
}

function wordsOf(where: Readonly<Record<string, string | number | null>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(where).map(([key, value]) => [key, value === null || value === '' ? unrecorded : String(value)]));
}

function countOf({ measure, from, to, on, within, where }: FigureQuery, keys: Readonly<Record<string, string | number | null>>): Count {
  const { month, ...others } = keys;
  const days = month === undefined || month === null ? { from, to } : monthOf(month, { from, to });
  // A row of a service counts what stands under it alone; a condition, what stands under any below it too.
  const { service, ...rest } = { ...where, ...others };
  const ofService = service === undefined ? {} : { [others['service'] === undefined || service === null || service === '' ? 'service' : serviceAlone]: service };
  return { measure, ...days, ...(on === 'completed' ? { on } : {}), ...(within === undefined ? {} : { within }), where: wordsOf({ ...rest, ...ofService }) };
}

/** The days of a month of a period: `2025-04`, or the number of a month of the year from the period's first. */
function monthOf(month: string | number, period: { readonly from: Day; readonly to: Day }): { readonly from: Day; readonly to: Day } {
  const number = Number(String(month).slice(-2));
  const year = typeof month === 'string' && month.length === 7 ? Number(month.slice(0, 4)) : Number(period.from.slice(0, 4)) + (number < Number(period.from.slice(5, 7)) ? 1 : 0);
  const first = `${year}-${String(number).padStart(2, '0')}-01` as Day;
  const last = daysAfter(monthsAfter(first, 1), -1);
  return { from: first < period.from ? period.from : first, to: last > period.to ? period.to : last };
}

/** One form for counts that are the same however they are asked. */
export function same(count: Count): Count {
  const { handled_as: handledAs } = count.where;
  if (count.measure === 'complaints' && count.on === 'completed') return same({ ...count, measure: 'stage1_completed' });
  if (count.measure === 'complaints' && (handledAs === 'statutory' || handledAs === 'corporate')) return { ...count, measure: 'representations' };
  return count;
}
