import { daysAfter } from '../../domain/day.ts';
import { notProgressedOutcomes } from '../../domain/terms.ts';
import { addsUp, type Count, identityOf, standing } from './counts.ts';
import type { CountedNumber, Relation } from './hide.ts';

/** A rate gives its part and its base away together, and so what is left. */
export type PartOfBase = { readonly part: Count; readonly base: Count };
export type KnownCount = { readonly count: Count; readonly number: CountedNumber };

/**
 * What anybody can work out from counts beside one another: parts by theme, service or whatever else add up to their whole, months to their
 * year, statutory and corporate complaints to all, upheld and partly upheld to their sum. Numbers that stand nowhere and still follow
 * (what is left of a whole) are added. A rule is used where the facts keep it: using one too many only protects more.
 */
export function relationsAmong(known: readonly KnownCount[], pairs: readonly PartOfBase[] = []): { readonly numbers: readonly CountedNumber[]; readonly relations: readonly Relation[] } {
  const numbers = new Map(known.map(({ count, number }) => [identityOf(count), number]));
  const relations: Relation[] = [];
  const valueOf = (id: string): number => numbers.get(id)?.value ?? 0;
  const unknown = (id: string, value: number): string => {
    if (!numbers.has(id)) numbers.set(id, { id, value, state: 'unknown', weight: 0 });
    return id;
  };
  /** The parts make the whole, with what is left; parts that come to more than it do not part it, and each is in it alone. */
  const parted = (whole: string, named: readonly string[], rule: string): void => {
    const parts = [...new Set(named)].filter((part) => part !== whole);
    if (parts.length === 0) return;
    const rest = valueOf(whole) - parts.reduce((all, part) => all + valueOf(part), 0);
    if (rest < 0) {
      if (parts.length > 1) for (const part of parts) parted(whole, [part], rule);
      return;
    }
    const left = rest === 0 && parts.length > 1 ? [] : [unknown(`${whole} less ${rule} ${parts.join(' ')}`, rest)];
    relations.push([{ id: whole, times: 1 }, ...[...parts, ...left].map((id) => ({ id, times: -1 }))]);
  };

  for (const [wholeId, byKey] of partsByKey(known.map(({ count }) => count))) {
    const groups = [...byKey].map(([key, parts]) => ({ key, parts }));
    if (!numbers.has(wholeId)) {
      // Two breakdowns of one whole have its number in common although it stands nowhere.
      const adding = groups.filter(({ key, parts }) => addsUp(parts[0]?.measure ?? '', key));
      if (adding.length < 2) continue;
      unknown(wholeId, Math.max(...adding.map(({ parts }) => parts.reduce((all, part) => all + valueOf(identityOf(part)), 0))));
    }
    for (const { key, parts } of groups) {
      const ids = parts.map(identityOf);
      if (addsUp(parts[0]?.measure ?? '', key)) parted(wholeId, ids, key);
      else for (const id of ids) parted(wholeId, [id], key);
    }
  }
  const has = (count: Count): string[] => (numbers.has(identityOf(count)) ? [identityOf(count)] : []);
  for (const { count } of known) {
    const whole = identityOf(count);
    const where = (more: Readonly<Record<string, string>>): Count => ({ ...count, where: { ...count.where, ...more } });
    const together = (rule: string, ...parts: readonly string[][]): void => {
      parted(whole, parts.flat(), rule);
    };
    if (count.measure === 'complaints') together('procedures', ...['statutory', 'corporate'].map((handledAs) => has({ ...where({ handled_as: handledAs }), measure: 'representations' })));
    if (count.measure === 'upheld_or_partly') {
      for (const measure of ['complaints', 'representations', 'stage1_completed', 'stage1_responses']) together(`outcomes of ${measure}`, ...['upheld', 'partially_upheld'].map((outcome) => has({ ...where({ stage1_outcome: outcome }), measure })));
    }
    if (count.where['stage1_outcome'] === 'not_progressed') together('outcomes without an answer', ...notProgressedOutcomes.map((outcome) => has(where({ stage1_outcome: outcome }))));
    if (count.measure === 'stage1_on_time' && (count.within === 10 || count.within === 20)) {
      const { within, ...without } = count;
      const bands = within === 10 ? ['within_10'] : ['within_10', 'within_20'];
      for (const measure of ['complaints', 'representations', 'stage1_completed', 'stage1_responses']) together(`bands of ${measure}`, ...bands.map((band) => has({ ...without, measure, where: { ...count.where, stage1_band: band } })));
    }
    if (count.measure === 'stage1_completed') together('answers', has({ ...count, measure: 'stage1_responses' }), has(where({ stage1_outcome: 'not_progressed' })));
  }
  for (const { part, base } of pairs) {
    const [partId, baseId] = [identityOf(part), identityOf(base)];
    if (partId !== baseId && numbers.has(partId) && numbers.has(baseId)) parted(baseId, [partId], 'rate');
  }
  for (const { whole, parts } of periodsOf(known.map(({ count }) => count))) parted(whole, parts, 'periods');
  return { numbers: [...numbers.values()], relations };
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

/** Periods that are made of others of the same question, one after another: a year of its quarters, a quarter of its months. */
function periodsOf(counts: readonly Count[]): { readonly whole: string; readonly parts: readonly string[] }[] {
  const found: { whole: string; parts: string[] }[] = [];
  const questions = Map.groupBy(counts.filter(({ measure }) => !standing.has(measure) && addsUp(measure, '')), ({ from: _from, to: _to, ...question }) => identityOf({ ...question, from: '' as Count['from'], to: '' as Count['to'] }));
  for (const asked of questions.values()) {
    if (asked.length < 3) continue;
    for (const whole of asked) {
      const within = asked.filter((one) => one !== whole && one.from >= whole.from && one.to <= whole.to);
      for (const longestFirst of [true, false]) {
        const parts = chain(whole, within, longestFirst);
        if (parts !== undefined) found.push({ whole: identityOf(whole), parts: parts.map(identityOf) });
      }
    }
  }
  return [...new Map(found.map((one) => [`${one.whole} ${one.parts.join(' ')}`, one])).values()];
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
