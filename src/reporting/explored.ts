import type { Conditions } from '../domain/figure-query.ts';
import type { Noun } from './house-style.ts';
import type { Column, HeadlinesSpec, LayoutQuery, PrintedAs, Rows, SentenceRule, SentencesSpec, TableSpec } from './layout.ts';
import { exploredWords, type ExploredWords } from './explored-words.ts';
import { usuallyPrinted } from './question-words.ts';
import { type RelativePeriod, yearsBefore } from './report-period.ts';
import { wholeOfRate } from './whole-of-rate.ts';

export type Compared = { readonly years: number } | 'previous';

/** What somebody asks of the figures: all but the period and the day as at which, which a report has of its own. */
export type Exploration = {
  readonly measure: string;
  readonly where: Readonly<Record<string, string>>;
  /** Goes down, a row for each value. */
  readonly by?: string;
  readonly across?: string;
  readonly on?: 'completed';
  /** Working days. */
  readonly within?: number;
  /** A share: of the same without conditions, or with these. */
  readonly of?: 'all' | Readonly<Record<string, string>>;
  readonly compared?: Compared;
  readonly places?: number;
  /** Beside each row's number its share of them all. */
  readonly shares?: boolean;
};

/** An answer as parts of a report. */
export type Explored = { readonly headlines: HeadlinesSpec; readonly sentences: SentencesSpec; /** Where there is more than one number. Its chart goes with it. */ readonly table?: TableSpec };

/** How values and keys are called. */
export type Naming = { readonly value: (key: string, value: string) => string; readonly key: (key: string) => string };

/** Where the answer stands: its period by its place to the report's, and whether it is longer than a year, so that months recur. */
export type Standing = { readonly at?: RelativePeriod; readonly overAYear?: boolean };

/** What is asked again for, in order from the latest; undefined where a report cannot name it from there. */
export function periodsCompared(compared: Compared | undefined, at: RelativePeriod = 'this'): readonly RelativePeriod[] | undefined {
  if (compared === undefined) return [];
  if (compared === 'previous') return at === 'this' ? ['previous'] : undefined;
  const start = at === 'this' ? 0 : typeof at === 'object' ? at.yearsBefore : undefined;
  return start === undefined ? undefined : Array.from({ length: compared.years }, (_, index) => yearsBefore(start + index + 1));
}

/**
 * The parts of a report that answer an exploration: the very ones that the screen shows, so that a report can say nothing else.
 * Undefined where what it is compared with cannot be named from where it would stand.
 */
export function specsOf(exploration: Exploration, naming: Naming, standing: Standing = {}): Explored | undefined {
  const { at = 'this' } = standing;
  const earlier = periodsCompared(exploration.compared, at);
  const words = exploredWords(exploration.measure);
  if (earlier === undefined || words === undefined) return undefined;
  const asking: Asking = { exploration, naming, standing, at, earlier, words, figure: figureOf(exploration, at), noun: nounWith(words.noun, exploration.where, naming) };
  const table = tableOf(asking);
  return { headlines: headlinesOf(asking), sentences: sentencesOf(asking), ...(table === undefined ? {} : { table }) };
}

type Asking = {
  readonly exploration: Exploration; readonly naming: Naming; readonly standing: Standing; readonly at: RelativePeriod; readonly earlier: readonly RelativePeriod[];
  readonly words: ExploredWords; readonly figure: LayoutQuery; /** With its conditions: `statutory complaints in Fostering`. */ readonly noun: Noun;
};

const inPeriod = (at: RelativePeriod): { readonly period?: RelativePeriod } => (at === 'this' ? {} : { period: at });

function figureOf({ measure, where, on, within, of }: Exploration, at: RelativePeriod): LayoutQuery {
  return {
    measure, ...conditions(where), ...(on === undefined ? {} : { on }), ...(within === undefined ? {} : { within }),
    ...(of === undefined ? {} : of === 'all' ? { share: true } : { share_within: of }), ...inPeriod(at),
  };
}

const conditions = (where: Conditions): { readonly where?: Conditions } => (Object.keys(where).length === 0 ? {} : { where });

function printedAs({ exploration: { measure, of } }: Asking): PrintedAs {
  return of === undefined ? usuallyPrinted(measure) : 'percent';
}

/** Decimal places, where somebody chose them or a number without would say little. */
function placesOf(asking: Asking): { readonly places?: number } {
  const { places } = asking.exploration;
  if (places !== undefined) return { places };
  return printedAs(asking) === 'days' ? { places: 1 } : {};
}

/** At the start of a sentence or heading, where a term in braces may stand: `{Complaints}`. */
const atStart = (text: string): string => text.replace(/^\{?./u, (first) => first.toUpperCase());

/** Braces stand for terms in a layout, and for nothing else. */
const plain = (text: string): string => text.replaceAll(/[{}]/g, '');

/** `statutory complaints in Fostering about Poor communication (How it came: Email)`. */
export function nounWith(noun: Noun, where: Readonly<Record<string, string>>, naming: Naming): Noun {
  const { handled_as: handledAs, service, theme, ...others } = where;
  const before = handledAs === 'statutory' || handledAs === 'corporate' ? `${handledAs} ` : '';
  const rest = [...Object.entries(others), ...(handledAs === undefined || before !== '' ? [] : [['handled_as', handledAs] as const])].map(([key, value]) => `${naming.key(key)}: ${naming.value(key, value)}`);
  const after = [
    ...(service === undefined ? [] : [service === '' ? 'of no service' : `in ${naming.value('service', service)}`]), ...(theme === undefined ? [] : [theme === '' ? 'of no theme' : `about ${naming.value('theme', theme)}`]),
    ...(rest.length === 0 ? [] : [`(${rest.join('; ')})`]),
  ].map((one) => ` ${plain(one)}`).join('');
  return { one: `${before}${noun.one}${after}`, many: `${before}${noun.many}${after}` };
}

/** Completes “Of the 229 complaints, 69 …”: `were in Fostering and about Staff attitude`. */
function verbOf(where: Readonly<Record<string, string>>, naming: Naming): { readonly one: string; readonly many: string } {
  const said = Object.entries(where).map(([key, value]) => {
    if (value !== '' && key === 'service') return `in ${naming.value(key, value)}`;
    if (value !== '' && key === 'theme') return `about ${naming.value(key, value)}`;
    return `recorded with ${naming.key(key)}: ${naming.value(key, value)}`;
  }).map(plain).join(' and ');
  return { one: `was ${said}`, many: `were ${said}` };
}

function beyond(where: Readonly<Record<string, string>>, within: 'all' | Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return within === 'all' ? where : Object.fromEntries(Object.entries(where).filter(([key, value]) => within[key] !== value));
}

/** What is shown, as a heading without its period. */
function captionOf({ exploration: { of, within, where }, words, noun, naming }: Asking): string {
  if (of !== undefined) return `${atStart(noun.many)}, as a share of ${of === 'all' ? 'all' : nounWith(words.noun, of, naming).many}`;
  if (words.did !== undefined) return `Share of ${noun.many} ${didOf(words.did, within)}`;
  return words.caption === undefined ? atStart(noun.many) : `${words.caption}${nounWith({ one: '', many: '' }, where, naming).many.trimEnd()}`;
}

const didOf = (did: string, within: number | undefined): string => (within === undefined ? did : did.replace('on time', `within ${within} working days`));

function headlinesOf(asking: Asking): HeadlinesSpec {
  const { figure, earlier: [since] } = asking;
  const base = wholeOfRate(figure);
  return {
    kind: 'headlines', key: keyOf(asking, 'number'),
    figures: [{ heading: captionOf(asking), figure, as: printedAs(asking), ...placesOf(asking), ...(since === undefined ? {} : { since }), ...(base === undefined || printedAs(asking) !== 'percent' ? {} : { base }) }],
  };
}

const keyOf = ({ exploration: { measure, by, across } }: Asking, kind: string): string => [measure, by, across, kind].filter((part) => part !== undefined).join('-').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function sentencesOf(asking: Asking): SentencesSpec {
  return { kind: 'sentences', key: keyOf(asking, 'sentence'), sentences: [...mainSentences(asking), ...largestSentence(asking)] };
}

function mainSentences(asking: Asking): readonly SentenceRule[] {
  const { exploration: { of, where, within }, words, noun, naming, figure, earlier } = asking;
  const [since] = earlier;
  const places = placesOf(asking);
  if (of !== undefined) {
    const { share: _, share_within: __, ...part } = figure;
    return [{ rule: 'share', part, base: wholeOfRate(figure)!, noun: nounWith(words.noun, of === 'all' ? {} : of, naming), verb: verbOf(beyond(where, of), naming), ...places }];
  }
  const base = wholeOfRate(figure);
  if (words.did !== undefined && base !== undefined) {
    const did = didOf(words.did, within);
    return [since === undefined ? { rule: 'rate', figure, base, subject: noun, did, ...places } : { rule: 'change in rate', figure, base, since, subject: noun, did, ...places }];
  }
  if (words.says !== undefined) {
    const text = `${words.says}${nounWith({ one: '', many: '' }, where, naming).many.trimEnd()}.`;
    return [figure, ...(since === undefined ? [] : [{ ...figure, period: since }])].map((asked): SentenceRule => ({ rule: 'value', text, figure: asked, as: printedAs(asking), ...places }));
  }
  if (printedAs(asking) === 'pounds') return since === undefined ? [{ rule: 'value', text: `${atStart(noun.many)} came to {value} in {period}.`, figure, as: 'pounds' }] : [{ rule: 'change in money', figure, since, subject: noun }];
  // What stands open on a day is said of that day.
  const said: LayoutQuery = words.standing === true && asking.at === 'this' && since === undefined ? { ...figure, period: 'last day' } : figure;
  if (since === undefined) return [{ rule: 'how many', figure: said, noun }];
  // Of a change nothing is said where the earlier number is not known: then there is the one of this period.
  return [{ rule: 'change in count', figure, since, subject: noun }, { rule: 'how many', figure, noun, only: { unless: [{ ...figure, period: since }] } }];
}

/** What a row is, where the key's name is no noun. A service or a person has complaints; a theme is one. */
const amongNouns: Readonly<Record<string, Noun>> = {
  theme: { one: '{theme}', many: '{themes}' }, complainant_type: { one: 'complainant', many: 'complainants' }, channel: { one: 'channel', many: 'channels' }, stage1_outcome: { one: 'outcome', many: 'outcomes' }, outcome: { one: 'outcome', many: 'outcomes' }, decision: { one: 'decision', many: 'decisions' },
  reason: { one: 'reason', many: 'reasons' }, handled_as: { one: 'way of handling', many: 'ways of handling' }, source: { one: 'source', many: 'sources' }, stage1_late_reason: { one: 'reason', many: 'reasons' }, late_reason: { one: 'reason', many: 'reasons' },
  remedies: { one: 'remedy', many: 'remedies' }, kind: { one: 'kind', many: 'kinds' },
};
const ordered: ReadonlySet<string> = new Set(['month', 'quarter', 'year', 'times']);

function largestSentence({ exploration: { by, of }, words, noun, figure }: Asking): readonly SentenceRule[] {
  if (by === undefined || of !== undefined || !words.counts || ordered.has(by)) return [];
  const among = amongNouns[by];
  return [{ rule: 'largest', figure, by, noun, ...(among === undefined ? {} : { among }) }];
}

/** Keys whose values have an order of their own. */
const inOwnOrder: ReadonlySet<string> = new Set(['stage1_outcome', 'outcome', 'stage1_finding', 'stage2_finding', 'stage3_finding', 'age_band', 'stage1_band', 'status', 'quarter', 'year', 'stage', 'handled_as']);
const severalAtOnce: ReadonlySet<string> = new Set(['remedies', 'aspects']);

function rowsOf(by: string, { naming, standing }: Asking): Rows {
  const heading = headingOf(by, naming);
  if (by === 'month') return { by, order: standing.overAYear === true ? 'declared' : 'month', heading };
  return { by, order: by === 'times' ? 'number' : inOwnOrder.has(by) ? 'declared' : 'largest', heading };
}

const headingOf = (key: string, naming: Naming): string => (key === 'service' ? '{Service}' : key === 'theme' ? '{Theme}' : plain(naming.key(key)));
/** A key after `by`, in the middle of a caption. */
const inCaption = (key: string, naming: Naming): string => (key === 'service' ? '{service}' : key === 'theme' ? '{theme}' : lowered(plain(naming.key(key))));
const lowered = (text: string): string => (/^[A-Z]{2}/.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1));

function tableOf(asking: Asking): TableSpec | undefined {
  const { exploration: { measure, by, across, compared, within, places: chosen, of }, naming, standing, at, earlier, words, noun } = asking;
  // A limit belongs to the rate alone, and not to what it is a rate of.
  const { within: _, ...figure } = asking.figure;
  const limit = within === undefined ? {} : { within };
  const as = printedAs(asking);
  const places = placesOf(asking);
  const isRate = words.did !== undefined && of === undefined;
  const rateHeading = isRate ? atStart(didOf(words.did ?? '', within)) : 'Share';
  const addsUp = (words.counts || as === 'pounds') && of === undefined;
  const shares = asking.exploration.shares === true && addsUp;
  const caption = captionOf(asking);
  const baseText = isRate ? { base: noun.many } : shares ? { base: `all ${noun.many}` } : {};
  const common = { kind: 'table', key: keyOf(asking, 'table'), figure, none: `No ${noun.many} are on record in the period.`, ...baseText } as const;
  const baseColumn = (key: string, period: RelativePeriod | undefined): Column => ({ key, heading: atStart(noun.many), figure: { measure: wholeOfRate(figure)?.measure ?? measure, ...(period === undefined ? {} : inPeriod(period)) }, as: 'count' });
  const columnsFor = (key: string, period: RelativePeriod): readonly Column[] => {
    const asked = { ...limit, ...inPeriod(period) };
    const group = { group: '{period}' };
    if (isRate) return [{ ...baseColumn(`${key}-base`, period), ...group }, { key, heading: rateHeading, ...group, figure: asked, as, ...places, of: `${key}-base` }];
    if (!shares) return [{ key, heading: '{period}', figure: asked, as, ...places }];
    return [{ key, heading: 'Number', ...group, figure: asked, as }, { key: `${key}-share`, heading: '%', ...group, derive: { percentOfTotal: key }, period, as: 'percent', ...(chosen === undefined ? {} : { places: chosen }) }];
  };
  if (by === undefined) {
    if (earlier.length === 0) return undefined;
    const number: Column = { key: 'number', heading: as === 'percent' ? rateHeading : 'Number', figure: limit, as, ...places, ...(isRate ? { of: 'base' } : {}) };
    const title = isRate ? 'rate by period' : as === 'pounds' && words.says === undefined ? 'money by period' : addsUp ? 'count by period' : 'plain';
    return {
      ...common, caption: compared === 'previous' ? `${caption}, with the period before` : `${caption} over {years}`, rows: { periods: [...earlier.toReversed(), at], heading: 'Period' },
      columns: [...(isRate ? [baseColumn('base', undefined)] : []), number],
      chart: { kind: 'bars', series: ['number'], title, noun, ...(words.did === undefined ? {} : { did: didOf(words.did, within) }) },
    };
  }
  const named = `${caption}, by ${inCaption(by, naming)}`;
  const adds = severalAtOnce.has(by) || (across !== undefined && severalAtOnce.has(across)) ? { adds: false } : {};
  const total = `All ${noun.many}`;
  if (across !== undefined) {
    return { ...common, caption: `${named} and ${inCaption(across, naming)}`, rows: rowsOf(by, asking), columns: [{ key: 'number', heading: '', figure: limit, across, total: 'All', as, ...places }], total, ...adds };
  }
  const months = by === 'month' && standing.overAYear !== true;
  const among = amongNouns[by];
  const title = months && addsUp ? 'peak' : words.counts && of === undefined && !ordered.has(by) ? 'largest' : 'plain';
  const change: readonly Column[] = earlier.length === 1 && addsUp && !shares ? [{ key: 'change', heading: 'Change', derive: { difference: ['now', 'before1'] }, as }] : [];
  return {
    ...common, caption: named, rows: rowsOf(by, asking), columns: [...columnsFor('now', at), ...earlier.flatMap((period, index) => columnsFor(`before${index + 1}`, period)), ...change], total, ...adds,
    ...(measure === 'activity' ? {} : { chart: { kind: months ? 'months' : 'bars', series: earlier.length === 0 ? ['now'] : ['now', 'before1'], title, noun, ...(among === undefined ? {} : { among }) } }),
  };
}
