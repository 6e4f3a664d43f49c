import type { FigurePeriod, FigureQuery } from '../../domain/figure-query.ts';
import type { ReportAuthority } from '../composing.ts';
import { valueInWords } from '../council-words.ts';
import { count, decimal, percent, pounds, roundHalfAway } from '../house-style.ts';
import { findMeasure } from '../measures.ts';
import { periodLabel } from '../report-period.ts';
import type { Asked, Report, ReportBlock, ReportCell } from '../report-value.ts';
import type { NumberKind } from './read-numbers.ts';

/** What is counted, whatever words the question was put in: `complaints` upheld or partly are those whose outcome is so. */
export type Facets = Readonly<Record<string, string>>;
/** A number that the report gives, or that two of its numbers give together. */
export type Known = {
  readonly kind: Exclude<NumberKind, 'limit'>; readonly value: number; readonly role: 'level' | 'share' | 'change';
  /** `*`: of a table of cases, which names no question. */
  readonly measure: string; readonly facets: Facets; readonly period: FigurePeriod;
  readonly base?: { readonly facets: Facets; readonly measure: string; readonly value: number };
  /** Of a change: the two that it is between. */
  readonly change?: { readonly now: number; readonly before: number; readonly beforePeriod: FigurePeriod; readonly of: 'amount' | 'rate' };
  /** What a report would ask for it. */
  readonly asked?: FigureQuery;
  readonly words: string;
  /** `Table 16`, where it stands in one. */
  readonly at?: string;
};

/** A count, an amount, a rate or a mean as the report was answered. */
type Atom = { readonly kind: Known['kind']; readonly value: number; readonly measure: string; readonly facets: Facets; readonly period: FigurePeriod; readonly asked?: FigureQuery; readonly at?: string; readonly base?: Known['base'] };

const answeredWithin = (within: number | undefined): string => (within === undefined ? 'in_time' : `within_${within}`);
const bandsAnswered: Facets = { within_10: 'within_10', within_20: 'band_11_20', over_20: 'over_20' };

/** A question by what it counts. A rate is a share of what it is a rate of. */
export function canonical(query: FigureQuery, keys: Asked['keys'] = {}): { readonly measure: string; readonly facets: Facets; readonly baseFacets?: Facets } {
  const facets: Record<string, string> = {};
  for (const [key, value] of [...Object.entries(query.where ?? {}), ...Object.entries(keys)]) facets[key] = value === null ? '' : String(value);
  if (query.on === 'completed') facets['on'] = 'completed';
  const band = facets['stage1_band'];
  if (band !== undefined) {
    delete facets['stage1_band'];
    facets['answered'] = bandsAnswered[band] ?? band;
  }
  switch (query.measure) {
    case 'upheld_or_partly': return { measure: 'complaints', facets: { ...facets, stage1_outcome: 'upheld_or_partly' } };
    case 'upheld_rate': return { measure: 'complaints', facets: { ...facets, stage1_outcome: 'upheld_or_partly' }, baseFacets: facets };
    case 'stage1_on_time_rate': return { measure: 'stage1_responses', facets: { ...facets, answered: answeredWithin(query.within) }, baseFacets: facets };
    case 'stage2_on_time_rate': return { measure: 'stage2_investigations', facets: { ...facets, answered: answeredWithin(query.within) }, baseFacets: facets };
    case 'panels_on_time_rate': return { measure: 'panels', facets: { ...facets, answered: answeredWithin(query.within) }, baseFacets: facets };
    case 'representations': return { measure: facets['handled_as'] === 'statutory' || facets['handled_as'] === 'corporate' ? 'complaints' : 'representations', facets };
    default: return { measure: query.measure, facets };
  }
}

const worded = (facets: Facets): string => Object.keys(facets).toSorted().map((key) => `${key}=${facets[key]}`).join(';');
export const keyOf = (measure: string, facets: Facets, period?: FigurePeriod): string => `${measure}|${worded(facets)}|${period === undefined ? '' : `${period.from}|${period.to}`}`;
const without = (facets: Facets, ...keys: readonly string[]): Facets => Object.fromEntries(Object.entries(facets).filter(([key]) => !keys.includes(key)));

const kinds = { count: 'count', 'per cent': 'percent', 'working days': 'days', pounds: 'pounds' } as const;

/** Of which a thing counted is a part, where that is another measure. */
const parents: Readonly<Record<string, readonly string[]>> = { complaints: ['representations'], stage1_responses: ['complaints'], stage1_completed: ['complaints'] };

export type KnownNumbers = {
  readonly all: readonly Known[];
  /** The atoms by measure, facets and period. */
  readonly levels: ReadonlyMap<string, Known>;
  readonly label: (period: FigurePeriod) => string;
  readonly facetInWords: (key: string, value: string) => string;
};

/** Every number that a report gives, with those that follow from two or three of them: shares, sums of outcomes, changes. */
export function knownNumbers(report: Report, authority: ReportAuthority): KnownNumbers {
  const parentsOf = new Map(authority.services.flatMap(({ service, parent }) => (parent === null ? [] : [[service, parent] as const])));
  const facetInWords = (key: string, value: string): string => facetWords[`${key}=${value}`] ?? facetWords[value] ?? (key === 'month' ? value : valueInWords(key, value === '' ? null : value, authority.words, parentsOf));
  const label = (period: FigurePeriod): string => periodLabel(period, authority.yearStarts);
  const words = (measure: string, facets: Facets, period: FigurePeriod): string => {
    const name = measure === '*' ? 'a case' : (findMeasure(measure)?.name ?? measure);
    const of = Object.entries(facets).map(([key, value]) => facetInWords(key, value));
    return `${name}${of.length === 0 ? '' : ` (${of.join('; ')})`} in ${label(period)}`;
  };

  const atoms = new Map<string, Atom>();
  const add = (atom: Atom): void => {
    const key = `${atom.kind}|${keyOf(atom.measure, atom.facets, atom.period)}`;
    const held = atoms.get(key);
    if (held === undefined || (held.at === undefined && atom.at !== undefined)) atoms.set(key, { ...atom, ...(held?.base === undefined || atom.base !== undefined ? {} : { base: held.base }) });
  };
  const loose: Known[] = [];
  const note = (asked: Asked, at: string | undefined): void => {
    const { query, answer } = asked;
    const unit = findMeasure(query.measure)?.unit;
    if (answer === null || unit === undefined || query.share !== undefined || query.share_within !== undefined || query.change_from !== undefined) return;
    const period = { from: query.from, to: query.to };
    const { measure, facets } = canonical(query, asked.keys);
    const question = questionOf(query, asked.keys);
    const isRatio = query.measure === 'escalation_rate' || query.measure === 'complaints_per_100_contacts';
    add({ kind: isRatio ? 'rate' : kinds[unit], value: answer, measure, facets, period, ...(question === undefined ? {} : { asked: question }), ...(at === undefined ? {} : { at }) });
  };
  for (const { blocks } of report.sections) for (const block of blocks) {
    forEachAsked(block, note);
    if (block.kind === 'table') loose.push(...workedOut(block, report.period));
  }
  unite(atoms, add);

  const levels = new Map<string, Known>();
  const all: Known[] = [...loose];
  for (const atom of atoms.values()) {
    const base = atom.kind === 'percent' ? atoms.get(`count|${keyOf(atom.measure, without(atom.facets, atom.measure === 'complaints' ? 'stage1_outcome' : 'answered'), atom.period)}`) : undefined;
    const known: Known = { ...atom, role: atom.kind === 'percent' ? 'share' : 'level', words: words(atom.measure, atom.facets, atom.period), ...(base === undefined ? {} : { base: { measure: base.measure, facets: base.facets, value: base.value } }) };
    all.push(known);
    if (known.role === 'level') levels.set(keyOf(atom.measure, atom.facets, atom.period), known);
  }
  // A rate tells how many it is of those it is a rate of.
  for (const rate of all.filter(({ kind, role, base }) => kind === 'percent' && role === 'share' && base !== undefined)) {
    const key = keyOf(rate.measure, rate.facets, rate.period);
    if (levels.has(key) || rate.base === undefined) continue;
    const { base, asked: _asked, ...rest } = rate;
    const part: Known = { ...rest, kind: 'count', role: 'level', value: Math.round((rate.value * base.value) / 100) };
    levels.set(key, part);
    all.push(part);
  }
  const shares = [...levels.values()].flatMap((part) => sharesOf(part, levels));
  const rates = all.filter((known) => known.kind === 'percent' && known.role === 'share');
  all.push(...shares);
  all.push(...changesAmong([...levels.values()], 'amount'), ...changesAmong([...rates, ...shares.filter(({ measure, base }) => base?.measure === measure)], 'rate'));
  return { all, levels, label, facetInWords };
}

const facetWords: Facets = {
  upheld_or_partly: 'upheld or partly upheld', 'on=completed': 'completed in the period', 'answered=in_time': 'within the time limit', 'answered=within_10': 'within 10 working days', 'answered=within_20': 'within 20 working days',
  'answered=band_11_20': '11 to 20 working days', 'answered=over_20': 'over 20 working days', 'answered=late': 'after the time limit', 'disability=yes': 'disabled', 'disability=no': 'not disabled', 'court_proceedings=yes': 'linked to a case in court', 'court_proceedings=no': 'not linked to a case in court',
  'child_protection_plan=yes': 'child on a protection plan', 'child_protection_plan=no': 'no protection plan',
};

/** The question of one row alone, where one can be put: of what is not recorded, none can. */
function questionOf(query: FigureQuery, keys: Asked['keys']): FigureQuery | undefined {
  const { by, ...rest } = query;
  const values = Object.entries(keys ?? {});
  if (values.some(([, value]) => value === null) || (by !== undefined && keys === undefined)) return undefined;
  return { ...rest, where: { ...query.where, ...(Object.fromEntries(values) as Record<string, string | number>) } };
}

/** Whether a total is of the cases that its table lists: what was paid for others in the period is no part of it, so that no question of the period gives it. */
const isOfThoseListed = ({ query, keys }: Asked): boolean => query.by !== undefined && keys === undefined;

export function forEachAsked(block: ReportBlock, visit: (asked: Asked, at: string | undefined) => void): void {
  switch (block.kind) {
    case 'table': for (const row of [...block.rows, ...(block.total === undefined ? [] : [block.total])]) for (const cell of row.cells) for (const asked of cell.asked) if (row !== block.total || !isOfThoseListed(asked)) visit(asked, `Table ${block.number}`);
      return;
    case 'headlines': for (const { asked } of block.figures) asked.forEach((each) => visit(each, undefined));
      return;
    case 'sentences': for (const { asked } of block.sentences) asked.forEach((each) => visit(each, undefined));
      return;
    case 'narrative': for (const { parts } of block.paragraphs) for (const part of parts) if ('figure' in part) part.asked.forEach((each) => visit(each, undefined));
      return;
    case 'words table': for (const part of block.rows.flat(2)) if ('figure' in part) part.asked.forEach((each) => visit(each, undefined));
      return;
    default:
  }
}

/** Cells that no single question gives: of one case or those listed, or a mean worked out from two columns. */
function workedOut(table: Extract<ReportBlock, { kind: 'table' }>, period: FigurePeriod): Known[] {
  return [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap((row) => row.cells.flatMap((cell, at): Known[] => {
    if (cell.value === null || (row === table.total && !cell.asked.some(isOfThoseListed))) return [];
    const named = { words: `${row.heading}, ${table.columns[at]?.heading ?? ''}`, at: `Table ${table.number}`, value: cell.value };
    if (cell.asked.length === 0) return cell.numeric ? [{ ...named, kind: cell.text.startsWith('£') ? 'pounds' : 'days', role: 'level', measure: '*', facets: {}, period }] : [];
    if (row === table.total) return [{ ...named, kind: cell.text.startsWith('£') ? 'pounds' : 'count', role: 'level', measure: '*', facets: {}, period }];
    const [first, second] = cell.asked;
    if (first === undefined || second?.answer == null || first.answer === null) return [];
    const of = { measure: first.query.measure, period: { from: first.query.from, to: first.query.to } };
    if (isNear(cell, first.answer / second.answer) && cell.text.startsWith('£')) return [{ ...named, ...of, facets: without(canonical(first.query, first.keys).facets, 'stage'), kind: 'pounds', role: 'level', measure: 'spend_per_investigation' }];
    // What is left of a rate: those that were late.
    if (findMeasure(of.measure)?.unit === 'per cent' && isNear(cell, 100 - first.answer)) {
      const { measure, baseFacets = {} } = canonical(first.query, first.keys);
      return [{ ...named, ...of, measure, facets: { ...baseFacets, answered: 'late' }, kind: 'percent', role: 'share', base: { measure, facets: baseFacets, value: second.answer } }];
    }
    return [];
  }));
}

const isNear = ({ value }: ReportCell, other: number): boolean => value !== null && Math.abs(value - other) < 0.51 && (Math.abs(other) < 100 || Math.abs(value - other) < 0.011);

/** Upheld and partly upheld together, answers within 10 and within 20 working days together, and all that did not progress. */
function unite(atoms: ReadonlyMap<string, Atom>, add: (atom: Atom) => void): void {
  const unions: readonly { readonly key: string; readonly parts: readonly string[]; readonly as: string }[] = [
    { key: 'stage1_outcome', parts: ['upheld', 'partially_upheld'], as: 'upheld_or_partly' },
    { key: 'stage1_outcome', parts: ['withdrawn', 'discontinued', 'redirected', 'duplicate'], as: 'not_progressed' },
    { key: 'answered', parts: ['within_10', 'band_11_20'], as: 'within_20' },
  ];
  for (const { key, parts, as } of unions) {
    for (const atom of [...atoms.values()].filter(({ kind, facets }) => kind === 'count' && facets[key] === parts[0])) {
      const found = parts.map((part) => atoms.get(`count|${keyOf(atom.measure, { ...atom.facets, [key]: part }, atom.period)}`));
      if (found.some((part) => part === undefined) || atoms.has(`count|${keyOf(atom.measure, { ...atom.facets, [key]: as }, atom.period)}`)) continue;
      add({ kind: 'count', measure: atom.measure, facets: { ...atom.facets, [key]: as }, period: atom.period, value: found.reduce((sum, part) => sum + (part?.value ?? 0), 0), ...(atom.at === undefined ? {} : { at: atom.at }) });
    }
  }
}

/** 100 × a count ÷ each whole that it is a part of: what remains without one or two of its conditions. */
function sharesOf(part: Known, levels: ReadonlyMap<string, Known>): Known[] {
  if (part.kind !== 'count') return [];
  const keys = Object.keys(part.facets).filter((key) => key !== 'on');
  const fewer = [...keys.map((key) => [key]), ...keys.flatMap((key, at) => keys.slice(at + 1).map((other) => [key, other]))];
  const wholes = [...fewer.map((gone) => [part.measure, without(part.facets, ...gone)] as const), ...(parents[part.measure] ?? []).flatMap((measure) => [[measure, part.facets] as const, ...fewer.map((gone) => [measure, without(part.facets, ...gone)] as const)])];
  return wholes.flatMap(([measure, facets]): Known[] => {
    const whole = levels.get(keyOf(measure, facets, part.period));
    if (whole === undefined || whole.value === 0 || whole.kind !== 'count' || whole.value < part.value) return [];
    const { asked, ...rest } = part;
    const isUpheldRate = part.facets['stage1_outcome'] === 'upheld_or_partly' && measure === 'complaints' && keyOf(measure, facets) === keyOf('complaints', without(part.facets, 'stage1_outcome')) && whole.asked?.measure === 'complaints';
    const question = isUpheldRate && whole.asked !== undefined ? { ...whole.asked, measure: 'upheld_rate' } : asked !== undefined && whole.asked?.measure === asked.measure && (whole.asked.where !== undefined || asked.where !== undefined) ? { ...asked, share_within: whole.asked.where ?? {} } : undefined;
    return [{ ...rest, kind: 'percent', role: 'share', value: (100 * part.value) / whole.value, base: { measure, facets, value: whole.value }, ...(question === undefined ? {} : { asked: question }), words: `${count(part.value)} of ${count(whole.value)}: ${part.words}` }];
  });
}

/** What the same question was answered for two periods of one length, the later less the earlier. */
function changesAmong(known: readonly Known[], of: 'amount' | 'rate'): Known[] {
  const days = ({ from, to }: FigurePeriod): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const same = Map.groupBy(known.filter(({ measure }) => measure !== '*'), (each) => `${each.kind}|${keyOf(each.measure, each.facets)}|${each.base === undefined ? '' : keyOf(each.base.measure, each.base.facets)}`);
  return [...same.values()].flatMap((group) => group.flatMap((now) => group.filter((before) => before.period.to < now.period.from && Math.abs(days(before.period) - days(now.period)) < 3).flatMap((before): Known[] => {
    const { asked: _asked, base: _base, ...rest } = now;
    const change = { now: now.value, before: before.value, beforePeriod: before.period, of };
    const difference = roundHalfAway(now.value - before.value, 4);
    if (of === 'rate') return [{ ...rest, role: 'change', kind: 'points', value: difference, change }, ...(before.value === 0 ? [] : [{ ...rest, role: 'change' as const, kind: 'percent' as const, value: (100 * difference) / before.value, change }])];
    return [
      { ...rest, role: 'change', value: difference, change },
      ...(before.value === 0 || (now.kind !== 'count' && now.kind !== 'pounds' && now.kind !== 'days') ? [] : [{ ...rest, role: 'change' as const, kind: 'percent' as const, value: (100 * difference) / before.value, change }]),
    ];
  })));
}

/** A known number as it would be printed, with as many decimals as somebody typed. */
export function shownAs({ kind, value }: Pick<Known, 'kind' | 'value'>, places = 0): string {
  const size = Math.abs(value);
  switch (kind) {
    case 'pounds': return pounds(size);
    case 'percent': return percent(size, places);
    case 'points': return `${decimal(size, Math.max(places, Number.isInteger(roundHalfAway(size, 1)) ? 0 : 1))} percentage points`;
    case 'days': case 'rate': return decimal(size, Math.max(places, Number.isInteger(roundHalfAway(size, 2)) ? 0 : 1));
    default: return count(size);
  }
}

/** 9,292.33 typed as £9,292, 44.1 as 44%: the same number at the places that were typed. */
export function isSame(known: Pick<Known, 'value'>, value: number, places: number): boolean {
  return roundHalfAway(Math.abs(known.value), places) === roundHalfAway(value, places);
}
