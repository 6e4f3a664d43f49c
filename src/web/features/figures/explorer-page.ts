import type { Day } from '../../../domain/day.ts';
import type { FigurePeriod } from '../../../domain/figure-query.ts';
import { askableKeys, canHave, isAskable } from '../../../reporting/askable-keys.ts';
import { inCouncilWords } from '../../../reporting/council-words.ts';
import { periodChoices, placeOf } from '../../../reporting/explored-period.ts';
import { exploredWords, measureGroups } from '../../../reporting/explored-words.ts';
import { heldInWords } from '../../../reporting/held.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import { isOwnField, isPeriodKey } from '../../../reporting/keys.ts';
import { findMeasure } from '../../../reporting/measures.ts';
import { yearHolding } from '../../../reporting/period.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import type { Layout } from '../../../reporting/layout.ts';
import type { DateFields } from '../../date-fields.ts';
import { pairOf } from '../../question-address.ts';
import type { Council } from './council.ts';
import { addressOf, type AskedOfFigures, canBeCompleted, comparisons, type FormError, nothingTyped, type ReadForm, takesWithin, type Typed, typedOf } from './explorer-form.ts';

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type Group = { readonly label: string; readonly items: readonly Item[] };
type Box = { readonly name: string; readonly id: string; readonly label: string; readonly value: string; readonly classes: string };
export type Link = { readonly text: string; readonly href: string; readonly about?: string };

/** What somebody asked before, as it is kept for them. */
export type AskedBefore = { readonly address: string; readonly words: string };
export type Answer = {
  readonly heading: string; readonly period: string;
  /** Made by the exporter of reports: the number and its sentence, and the table with its chart. */
  readonly number: string; readonly table?: string; readonly style: string;
  readonly definition: string; readonly notes: readonly string[];
  readonly csv: string;
  readonly adding?: { readonly question: string; readonly places: readonly Group[]; readonly hasTable: boolean; readonly hasChart: boolean };
  readonly noCases: boolean;
};
export type ExplorerPage = {
  readonly title: string; readonly errors: readonly FormError[]; readonly beside: Readonly<Record<string, { readonly text: string }>>;
  readonly measures: readonly Group[]; readonly measureHint: string; readonly definitions: readonly { readonly heading: string; readonly measures: readonly { readonly name: string; readonly definition: string }[] }[];
  readonly periods: readonly Item[]; readonly from: readonly Box[]; readonly to: readonly Box[]; readonly held: string;
  readonly chosen: readonly { readonly value: string; readonly text: string }[]; readonly conditions: readonly Group[];
  readonly by: readonly Item[]; readonly across: readonly Item[]; readonly compared: readonly Item[];
  readonly takesWithin: boolean; readonly within: string; readonly canBeCompleted: boolean; readonly completed: boolean; readonly of: readonly Item[]; readonly asAt: readonly Box[]; readonly places: readonly Item[]; readonly shares: boolean; readonly more: boolean;
  readonly standing: readonly Link[]; readonly recent: readonly Link[]; readonly reference: { readonly value: string; readonly error?: string };
  readonly answer?: Answer; readonly clear: boolean;
};
export type ExplorerFound = {
  readonly council: Council; readonly held: readonly FigurePeriod[]; readonly today: Day; readonly recent: readonly AskedBefore[]; readonly answer?: Answer; readonly reference?: { readonly value: string; readonly error: string };
};

const everAfter = { from: '1000-01-01' as Day, to: '9999-12-31' as Day };

export function explorerPage({ typed: read, errors }: ReadForm, found: ExplorerFound): ExplorerPage {
  const { council, held, today, answer, reference } = found;
  const { naming, authority } = council;
  const words = (text: string): string => inCouncilWords(text, authority.words);
  const usual = usualPeriod(held, today, authority.financialYearStarts);
  const typed = read.period === '' ? { ...read, ...periodTyped(usual) } : read;
  const measure = findMeasure(typed.measure);
  const one = (value: string, text: string, chosen: string): Item => ({ value, text, selected: value === chosen });
  const allErrors = [...errors, ...(reference === undefined ? [] : [{ text: reference.error, href: '#reference' }])];
  const beside = Object.fromEntries(allErrors.toReversed().map((error) => [error.href.slice(1), { text: error.text }]));
  const keys = measure === undefined ? askableKeys('complaints') : [...askableKeys(measure.key), ...council.values.map(({ key }) => key).filter((key) => isOwnField(key) && isAskable(measure.key, key))];
  const keyItems = (chosen: string): Item[] => [one('', 'Nothing', chosen), ...keys.filter((key) => !isPeriodKey(key)).map((key) => one(key, naming.key(key), chosen)).sort(byText), ...keys.filter(isPeriodKey).map((key) => one(key, naming.key(key), chosen))];
  return {
    title: 'Figures', errors: allErrors, beside,
    measures: [{ label: '', items: [one('', 'Choose what to count', typed.measure)] }, ...measureGroups.map(({ heading, measures }) => ({ label: heading, items: measures.map(({ key, name }) => one(key, words(name), typed.measure)) }))],
    measureHint: measure?.definition ?? 'What each figure counts is told below.', definitions: measureGroups.map(({ heading, measures }) => ({ heading, measures: measures.map(({ name, definition }) => ({ name: words(name), definition: definition.replaceAll('`', '') })) })),
    periods: [...Object.entries(periodChoices).map(([value, text]) => one(value, text, typed.period)), one('own', 'Between two days of my own', typed.period)],
    from: boxes('from', typed.from, beside['from-day'] !== undefined), to: boxes('to', typed.to, beside['to-day'] !== undefined),
    held: held.length === 0 ? 'Nothing is on record yet.' : `Records are held ${heldInWords(everAfter, held)}.`,
    chosen: typed.where.map((pair) => ({ value: pair, text: pairInWords(pair, council) })), conditions: conditionGroups(typed.measure === '' ? 'complaints' : typed.measure, council),
    by: keyItems(typed.by), across: keyItems(typed.across), compared: [one('', 'Nothing', typed.compared), ...Object.entries(comparisons).map(([value, text]) => one(value, text, typed.compared))],
    takesWithin: measure !== undefined && takesWithin(measure) || typed.within !== '', within: typed.within, canBeCompleted: measure !== undefined && canBeCompleted(measure) || typed.on === 'completed', completed: typed.on === 'completed',
    of: sharesOf(typed, council), asAt: boxes('as-at', typed.asAt, beside['as-at-day'] !== undefined), places: [one('', 'As usual', typed.places), one('0', 'In whole numbers', typed.places), one('1', 'To one decimal place', typed.places), one('2', 'To two decimal places', typed.places)], shares: typed.shares,
    more: typed.within !== '' || typed.on === 'completed' || typed.of.length > 0 || Object.values(typed.asAt).some((part) => part !== '') || typed.places !== '' || typed.shares,
    standing: standingQuestions(council, usual), recent: found.recent.map(({ address, words: text }) => ({ text, href: `/figures?${address}` })), reference: reference ?? { value: '' },
    ...(answer === undefined ? {} : { answer }), clear: read.measure !== '',
  };
}

const byText = (a: Item, b: Item): number => (a.text < b.text ? -1 : 1);

function boxes(name: string, typed: DateFields, wrong: boolean): Box[] {
  return (['day', 'month', 'year'] as const).map((part) => ({ name: part, id: `${name}-${part}`, label: capitalised(part), value: typed[part], classes: `${part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${wrong ? ' govuk-input--error' : ''}` }));
}

/** The period that is likely to be meant: the financial year to date, or where its records are not held, the last year that they reach. */
export function usualPeriod(held: readonly FigurePeriod[], today: Day, yearStarts: string): FigurePeriod | 'year-to-date' {
  const year = yearHolding(today, yearStarts);
  const lastBefore = held.map(({ to }) => to).filter((to) => to < year.from).toSorted().at(-1);
  // Where cases have been worked here for a few days alone, what a register holds says more.
  const isHeldNow = held.some(({ from, to }) => to >= year.from && from <= year.from);
  return lastBefore === undefined || isHeldNow ? 'year-to-date' : yearHolding(lastBefore, yearStarts);
}

function periodTyped(period: FigurePeriod | 'year-to-date'): Pick<Typed, 'period' | 'from' | 'to'> {
  const { period: kind, from, to } = typedOf({ measure: '' }, period);
  return { period: kind, from, to };
}

function pairInWords(pair: string, { naming, decode }: Council): string {
  const at = pair.indexOf('=');
  const [key, written] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  return `${naming.key(key).slice(0, 60)}: ${naming.value(key, decode(key, written) ?? written).slice(0, 100)}`;
}

/** Each key of a measure with its values, for one select: a condition is chosen in one step. */
function conditionGroups(measure: string, { values, naming }: Council): Group[] {
  return [
    { label: '', items: [{ value: '', text: 'No other condition', selected: false }] },
    ...values.filter(({ key }) => isAskable(measure, key)).map(({ key, values: all }) => ({
      label: naming.key(key), items: [...all.filter((value) => canHave(measure, key, value)).map((value) => ({ value: pairOf(key, value), text: naming.value(key, value), selected: false })), { value: pairOf(key, ''), text: naming.value(key, ''), selected: false }],
    })).filter(({ items }) => items.length > 1),
  ];
}

function sharesOf(typed: Typed, council: Council): Item[] {
  const measure = exploredWords(typed.measure);
  const all = measure === undefined ? 'all, whatever the conditions' : `all ${inCouncilWords(measure.noun.many, council.authority.words)}, whatever the conditions`;
  const chosen = typed.of.join('\n');
  const each = [...new Set([...typed.where, ...typed.of.filter((one) => one !== 'all')])];
  return [{ value: '', text: 'Not a share', selected: chosen === '' }, { value: 'all', text: `Of ${all}`, selected: chosen === 'all' }, ...each.map((pair) => ({ value: pair, text: `Of those with ${pairInWords(pair, council)}`, selected: chosen === pair }))];
}

/** Questions to begin from, each an address. */
function standingQuestions({ authority }: Council, period: FigurePeriod | 'year-to-date'): Link[] {
  const words = (text: string): string => inCouncilWords(text, authority.words);
  const asked = (text: string, measure: string, more: Partial<Typed> = {}): Link => ({ text: words(text), href: addressOf({ ...nothingTyped, ...periodTyped(period), measure, ...more }) });
  return [
    asked('Which {themes} are upheld most?', 'upheld_rate', { by: 'theme' }), asked('Which {services} have the most {complaints}, and how did they end?', 'complaints', { by: 'service', across: 'stage1_outcome' }),
    asked('Are {complaints} rising or falling, over three years?', 'complaints', { compared: 'years-2' }), asked('How many {complaints} came in each month?', 'complaints', { by: 'month', compared: 'years-1' }),
    asked('Are stage 1 answers on time, by {service}?', 'stage1_on_time_rate', { by: 'service' }), asked('Why was stage 1 late?', 'stage1_responses', { by: 'stage1_late_reason' }),
    asked('What is praised in {compliments}?', 'compliments', { by: 'aspects' }), asked('Which learning actions are overdue, by {service}?', 'actions_overdue', { by: 'service' }),
  ];
}

/** Where an answer can be put: each section of each report that is being composed. A report of other days than were asked about counts its own. */
export function placesToAdd(reports: readonly { readonly report: number; readonly title: string; readonly from: Day; readonly to: Day; readonly layout: Layout }[], asked: AskedOfFigures, council: Council, chosen: { readonly report?: string; readonly section?: string }): Group[] {
  const { financialYearStarts, words } = council.authority;
  const groups = reports.map(({ report, title, from, to, layout }) => {
    const place = placeOf(asked.period, { from, to }, financialYearStarts);
    const label = periodLabel({ from, to }, financialYearStarts);
    return {
      label: `${title}${title.includes(label) ? '' : `, ${label}`}${place === undefined ? `: counts its own period` : ''}`,
      items: layout.sections.map((section) => ({ value: `${report}:${section.key}`, text: inCouncilWords(section.title, words), selected: String(report) === chosen.report && section.key === chosen.section })),
    };
  }).filter(({ items }) => items.length > 0);
  return groups.length === 0 ? [] : [{ label: '', items: [{ value: '', text: 'Choose a report and a section of it', selected: false }] }, ...groups];
}

