import { daysAfter } from '../../domain/day.ts';
import { notProgressedOutcomes } from '../../domain/terms.ts';
import { addsUp, type Count, identityOf, paidTo, same, serviceAlone, standing } from './counts.ts';
import type { CountedNumber, Relation } from './hide.ts';

/** A rate gives its part and its base away together, and so what is left. */
export type PartOfBase = { readonly part: Count; readonly base: Count };
export type KnownCount = { readonly count: Count; readonly number: CountedNumber };

/**
 * What anybody can work out from counts beside one another: parts by theme, service or whatever else add up to their whole, months to their
 * year, statutory and corporate complaints to all, upheld and partly upheld to their sum; and one column less another of which it is a part.
 * Numbers that stand nowhere and still follow (what is left of a whole) are added. A rule is used where the facts keep it: using one too
 * many only protects more.
 * @param threshold below which what is left beside a part is small, and is a number to be hidden itself
 */
export function relationsAmong(known: readonly KnownCount[], pairs: readonly PartOfBase[], threshold: number): { readonly numbers: readonly CountedNumber[]; readonly relations: readonly Relation[] } {
  const numbers = new Map(known.map(({ count, number }) => [identityOf(count), number]));
  const relations = new Map<string, Relation>();
  const valueOf = (id: string): number => numbers.get(id)?.value ?? 0;
  const sumOf = (ids: readonly string[]): number => ids.reduce((all, id) => all + valueOf(id), 0);
  const isSmall = (value: number): boolean => value > 0 && value < threshold;
  const unknown = (id: string, value: number): string => {
    if (!numbers.has(id)) numbers.set(id, { id, value, state: 'unknown', weight: 0 });
    return id;
  };
  /** The parts make the whole, with what is left; parts that come to more than it do not part it, and each is in it alone. */
  const parted = (whole: string, named: readonly string[], leavesNothing = false): void => {
    const parts = [...new Set(named)].filter((part) => part !== whole).toSorted();
    if (parts.length === 0) return;
    const rest = valueOf(whole) - sumOf(parts);
    if (rest < 0 && !leavesNothing) {
      if (parts.length > 1) for (const part of parts) parted(whole, [part]);
      return;
    }
    const name = `what is left of ${whole} without ${parts.join(' ')}`;
    const left = rest <= 0 && (parts.length > 1 || leavesNothing) ? [] : [unknown(name, rest)];
    relations.set(name, [{ id: whole, times: 1 }, ...[...parts, ...left].map((id) => ({ id, times: -1 }))]);
  };

  /** One case may be paid twice and count in two parts; the pounds add up all the same. */
  const paidParts = (measure: string, whole: string, parts: readonly string[]): boolean => measure === paidTo && sumOf(parts) > valueOf(whole);

  for (const [wholeId, byKey] of partsByKey(known.map(({ count }) => count))) {
    const groups = [...byKey].map(([key, parts]) => ({ key, parts: key === 'service' ? topServices(parts) : parts }));
    for (const { node, parts, isAll } of withinServices(byKey)) {
      const ids = parts.map(identityOf);
      parted(identityOf(node), ids, (isAll && sumOf(ids) === valueOf(identityOf(node))) || paidParts(node.measure, identityOf(node), ids));
    }
    if (!numbers.has(wholeId)) {
      // Two breakdowns of one whole have its number in common although it stands nowhere.
      const adding = groups.filter(({ key, parts }) => addsUp(parts[0]?.measure ?? '', key));
      if (adding.length < 2) continue;
      unknown(wholeId, Math.max(...adding.map(({ parts }) => sumOf(parts.map(identityOf)))));
    }
    for (const { key, parts } of groups) {
      const ids = parts.map(identityOf);
      const measure = parts[0]?.measure ?? '';
      if (addsUp(measure, key)) parted(wholeId, ids, paidParts(measure, wholeId, ids));
      // Where the others together are few, they are a number of their own.
      const areHalves = ids.length === 2 && sumOf(ids) === valueOf(wholeId);
      for (const id of ids) if (!addsUp(measure, key) || (!areHalves && isSmall(valueOf(wholeId) - valueOf(id)))) parted(wholeId, [id]);
    }
  }
  const has = (count: Count): string[] => (numbers.has(identityOf(count)) ? [identityOf(count)] : []);
  for (const { count } of known) {
    const whole = identityOf(count);
    const where = (more: Readonly<Record<string, string>>): Count => ({ ...count, where: { ...count.where, ...more } });
    const together = (...parts: readonly string[][]): void => {
      parted(whole, parts.flat());
    };
    if (count.measure === 'complaints') together(...['statutory', 'corporate'].map((handledAs) => has({ ...where({ handled_as: handledAs }), measure: 'representations' })));
    if (count.measure === 'upheld_or_partly') {
      for (const measure of ['complaints', 'representations', 'stage1_completed', 'stage1_responses']) together(...['upheld', 'partially_upheld'].map((outcome) => has({ ...where({ stage1_outcome: outcome }), measure })));
    }
    if (count.where['stage1_outcome'] === 'not_progressed') together(...notProgressedOutcomes.map((outcome) => has(where({ stage1_outcome: outcome }))));
    if (count.measure === 'stage1_on_time' && (count.within === 10 || count.within === 20)) {
      const { within, ...without } = count;
      const bands = within === 10 ? ['within_10'] : ['within_10', 'within_20'];
      for (const measure of ['complaints', 'representations', 'stage1_completed', 'stage1_responses']) together(...bands.map((band) => has({ ...without, measure, where: { ...count.where, stage1_band: band } })));
    }
    if (count.measure === 'stage1_completed') together(has({ ...count, measure: 'stage1_responses' }), has(where({ stage1_outcome: 'not_progressed' })));
    // Who came twice or more made two representations at the least.
    if (count.measure === 'representations') together(...['complainants', 'repeat_complainants'].map((measure) => has({ ...count, measure })));
  }
  for (const { count } of known) for (const whole of wholesOf(count, numbers, isSmall)) parted(whole, [identityOf(count)]);
  for (const { part, base } of pairs) {
    const [partId, baseId] = [identityOf(part), identityOf(base)];
    if (partId !== baseId && numbers.has(partId) && numbers.has(baseId)) parted(baseId, [partId]);
  }
  for (const { whole, parts } of periodsOf(known.map(({ count }) => count), (whole, part) => isSmall(valueOf(identityOf(whole)) - valueOf(identityOf(part))))) parted(identityOf(whole), parts.map(identityOf), paidParts(whole.measure, identityOf(whole), parts.map(identityOf)));
  return { numbers: [...numbers.values()], relations: [...relations.values()] };
}

/** Of which each measure counts a part, its conditions and days being the same. */
const among: Readonly<Record<string, string>> = {
  stage1_on_time: 'stage1_responses', upheld_or_partly: 'stage1_responses', stage1_responses: 'stage1_completed', stage1_completed: 'complaints', complaints: 'representations',
  stage2_on_time: 'stage2_investigations', panels_on_time: 'panels', repeat_complainants: 'complainants',
};

/**
 * The counts that stand somewhere and hold all that one counts: of fewer conditions, of a measure that it is among, of a longer limit. The
 * nearest are given, and the others where little is left beside it; not those of one condition less, which part their whole together.
 */
function wholesOf(count: Count, numbers: ReadonlyMap<string, CountedNumber>, isSmall: (left: number) => boolean): string[] {
  const own = numbers.get(identityOf(count))?.value ?? 0;
  const found = new Set<string>();
  const seen = new Set<string>();
  let next: readonly Count[] = [count];
  for (let away = 0; next.length > 0; away += 1) {
    const further: Count[] = [];
    for (const one of next) {
      for (const { wider, isPart } of widerThan(one)) {
        const id = identityOf(wider);
        if (seen.has(id)) continue;
        seen.add(id);
        const value = numbers.get(id)?.value;
        if (value === undefined || value <= own || isSmall(value - own)) further.push(wider);
        if (value !== undefined && value >= own && (away > 0 || !isPart)) found.add(id);
      }
    }
    next = further;
  }
  return [...found];
}

/** @returns `isPart` of those of one condition less */
function widerThan(count: Count): { readonly wider: Count; readonly isPart: boolean }[] {
  const { within, ...without } = count;
  const measure = among[count.measure];
  const longer = count.measure === 'stage1_on_time' && within === 10 ? [{ wider: { ...count, within: 20 }, isPart: false }] : [];
  return [
    ...Object.keys(count.where).map((key) => {
      const { [key]: _, ...where } = count.where;
      return { wider: same({ ...count, where }), isPart: true };
    }),
    ...longer, ...(measure === undefined ? [] : [{ wider: same({ ...without, measure }), isPart: false }]),
  ];
}

/** For each count with a condition less than another: the others, by the key of that condition. */
function partsByKey(counts: readonly Count[]): Map<string, Map<string, Count[]>> {
  const found = new Map<string, Map<string, Count[]>>();
  for (const count of counts) {
    for (const key of Object.keys(count.where)) {
      const { [key]: _, ...where } = count.where;
      const whole = identityOf({ ...count, where });
      const byKey = found.get(whole) ?? new Map<string, Count[]>();
      found.set(whole, byKey);
      byKey.set(key, [...(byKey.get(key) ?? []), count]);
    }
  }
  return found;
}

const isBelow = (service: string | undefined, above: string | undefined): boolean => service !== undefined && above !== undefined && service.startsWith(`${above}/`);

/** Of services with all below them, those that stand below no other. */
function topServices(parts: readonly Count[]): readonly Count[] {
  return parts.filter(({ where }) => !parts.some((other) => isBelow(where['service'], other.where['service'])));
}

/** What a service with all below it holds: the services below it, and every one alone at and below it. `isAll`: nothing is left beside these. */
function withinServices(byKey: ReadonlyMap<string, readonly Count[]>): { readonly node: Count; readonly parts: readonly Count[]; readonly isAll: boolean }[] {
  const nodes = byKey.get('service') ?? [];
  const alone = byKey.get(serviceAlone) ?? [];
  return nodes.flatMap((node) => {
    const at = node.where['service'];
    return [
      { node, parts: topServices(nodes.filter(({ where }) => isBelow(where['service'], at))), isAll: false },
      { node, parts: alone.filter(({ where }) => where[serviceAlone] === at || isBelow(where[serviceAlone], at)), isAll: true },
    ].filter(({ parts }) => parts.length > 0);
  });
}

/**
 * Periods that are made of others of the same question, one after another: a year of its quarters, a quarter of its months. Where others
 * make up a part of one, what is left of it follows: the second quarter where the first and the half-year are printed.
 * @param leavesFew whether little is left of a whole beside a part: then the others together are a number of their own
 */
function periodsOf(counts: readonly Count[], leavesFew: (whole: Count, part: Count) => boolean): { readonly whole: Count; readonly parts: readonly Count[] }[] {
  const found: { whole: Count; parts: readonly Count[] }[] = [];
  const questions = Map.groupBy(counts.filter(({ measure }) => !standing.has(measure)), ({ from: _from, to: _to, ...question }) => identityOf({ ...question, from: '' as Count['from'], to: '' as Count['to'] }));
  for (const asked of questions.values()) {
    for (const whole of asked) {
      const within = asked.filter((one) => one !== whole && one.from >= whole.from && one.to <= whole.to);
      if (within.length === 0) continue;
      const parts = addsUp(whole.measure, '') ? [true, false].map((longestFirst) => chain(whole, within, longestFirst)).filter((one) => one !== undefined) : [];
      const largest = within.filter((one) => !within.some((other) => other !== one && other.from <= one.from && other.to >= one.to));
      const apart = largest.every((one) => largest.every((other) => one === other || one.to < other.from || other.to < one.from));
      for (const each of parts.length > 0 ? parts : [...(apart && addsUp(whole.measure, '') ? [largest] : []), ...largest.map((one) => [one])]) found.push({ whole, parts: each });
      const halves = new Set(parts.filter((each) => each.length === 2).flat());
      for (const part of within) if (leavesFew(whole, part) && !halves.has(part)) found.push({ whole, parts: [part] });
    }
  }
  return found;
}

function chain(whole: Count, within: readonly Count[], longestFirst: boolean): Count[] | undefined {
  const from = (day: Count['from']): Count[] | undefined => {
    const next = within.filter((one) => one.from === day).toSorted((a, b) => (longestFirst === a.to > b.to ? -1 : 1));
    for (const one of next) {
      if (one.to === whole.to) return [one];
      const rest = from(daysAfter(one.to, 1));
      if (rest !== undefined) return [one, ...rest];
    }
    return undefined;
  };
  return from(whole.from);
}
