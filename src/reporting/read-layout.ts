import { createHash } from 'node:crypto';
import * as z from 'zod';
import { composeSection } from './compose-block.ts';
import { composing } from './composing.ts';
import { sourcesOf } from './table/derivation-sources.ts';
import { unknownTerms } from './council-words.ts';
import type { Day } from '../domain/day.ts';
import { figuresIn } from './compose-narrative.ts';
import type { BlockSpec, Layout, SectionSpec } from './layout.ts';
import { readQuery } from './read-query.ts';

/** Something is wrong with a layout: where, in the words of a person, and what. */
export type LayoutFault = { readonly at: string; readonly problem: string };

/** A table of words that fits a page across, and can be read. */
export const mostColumns = 6;
export const mostRows = 60;
export const longestCell = 2_000;

const text = z.string().max(20_000);
const line = z.string().trim().min(1, 'is empty').max(500);
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'is no key: small letters, digits and hyphens');
const places = z.int().min(0).max(4);
const as = z.enum(['count', 'percent', 'pounds', 'days', 'rate']);
const period = z.union([z.enum(['this', 'previous', 'year to date', 'opening day', 'last day']), z.strictObject({ yearsBefore: z.int().min(0).max(20) })], 'is no period: this, previous, year to date, opening day, last day, or {"yearsBefore": 1}');
const conditions = z.record(z.string(), z.union([z.string(), z.number()]));
const queryShape = { measure: z.string(), where: conditions.optional(), on: z.enum(['received', 'completed']).optional(), within: z.int().optional(), share: z.boolean().optional(), share_within: conditions.optional(), period: period.optional() };
const query = z.strictObject(queryShape);
const part = z.strictObject({ ...queryShape, measure: z.string().optional() });
const noun = z.strictObject({ one: line, many: line });
const condition = z.strictObject({ all: z.array(query).optional(), unless: z.array(query).optional() });
const two = z.tuple([z.string(), z.string()]);
const derivation = z.union([
  z.strictObject({ percentOf: two }), z.strictObject({ percentOfTotal: z.string() }), z.strictObject({ difference: two }), z.strictObject({ quotient: two }),
  z.strictObject({ reductionSinceFirstRow: z.string() }), z.strictObject({ percentReductionSinceFirstRow: z.string() }), z.strictObject({ remainderOf: z.string(), of: z.string().optional() }),
], 'is no way to work a column out');
const columnShape = { key: z.string().min(1), heading: z.string().max(500), group: line.optional(), as, places: places.optional(), only: condition.optional() };
const column = z.union([
  z.strictObject({ ...columnShape, figure: part, of: z.string().optional() }),
  z.strictObject({ ...columnShape, figure: part, across: z.string(), values: z.array(z.string()).optional(), total: line.optional() }),
  z.strictObject({ ...columnShape, derive: derivation, period: period.optional() }),
], 'is no column: it needs a key, a heading, what it is printed as, and a figure or how it is worked out');
const rows = z.union([
  z.strictObject({ by: z.string(), order: z.enum(['declared', 'largest', 'number', 'month']), every: z.boolean().optional(), knownOnly: z.boolean().optional(), silentIfUnknown: z.boolean().optional(), heading: line }),
  z.strictObject({ named: z.array(z.strictObject({ heading: line, figure: part, as: as.optional(), places: places.optional(), base: query.optional(), unlessZero: z.literal(true).optional(), part: z.literal(true).optional() })).min(1), heading: line }),
  z.strictObject({ periods: z.array(period).min(1), heading: line }),
  z.strictObject({ cases: z.string(), pseudonym: line, facts: z.array(z.strictObject({ key: z.string(), heading: line, absent: line.optional() })), heading: line }),
], 'are no rows: they need `by` with an order, `named`, `periods` or `cases`, and a heading');
const chart = z.strictObject({
  kind: z.enum(['bars', 'months', 'stacked', 'multiples']), series: z.array(z.string()).min(1), title: z.enum(['plain', 'largest', 'change', 'peak', 'share of last', 'levels', 'count by period', 'rate by period', 'money by period']),
  noun, among: noun.optional(), did: line.optional(),
});
const table = z.strictObject({
  kind: z.literal('table'), key, caption: line, figure: query, rows, columns: z.array(column).min(1), total: line.optional(), adds: z.boolean().optional(), base: line.optional(), none: line.optional(),
  leastRows: z.int().optional(), note: line.optional(), chart: chart.optional(), only: condition.optional(), lacking: line.optional(),
});
const headline = z.strictObject({ heading: line, figure: query, as, places: places.optional(), since: period.optional(), only: condition.optional(), base: query.optional() });
const verb = z.strictObject({ one: line, many: line });
const only = { only: condition.optional() };
const sentence = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('change in count'), figure: query, since: period, subject: noun, ...only }),
  z.strictObject({ rule: z.literal('change in money'), figure: query, since: period, subject: noun, ...only }),
  z.strictObject({ rule: z.literal('change in rate'), figure: query, base: query, since: period, subject: noun, did: line, places: places.optional(), ...only }),
  z.strictObject({ rule: z.literal('rate'), figure: query, base: query, subject: noun, did: line, places: places.optional(), ...only }),
  z.strictObject({ rule: z.literal('share'), ofOne: z.strictObject({ figure: query, noun }).optional(), part: query, base: query, noun, verb, places: places.optional(), ...only }),
  z.strictObject({ rule: z.literal('how many'), figure: query, noun, ...only }),
  z.strictObject({ rule: z.literal('largest'), figure: query, by: z.string(), among: noun.optional(), noun, ...only }),
  z.strictObject({ rule: z.literal('value'), text: line, figure: query, as, places: places.optional(), ...only }),
]);
const textFigures = z.record(key, z.strictObject({ figure: query, as, places: places.optional() }));
const wordsTable = z.strictObject({
  kind: z.literal('words table'), key, caption: line, headings: z.array(line).min(2, 'needs two columns or more').max(mostColumns, `may have ${mostColumns} columns at most`),
  rows: z.array(z.array(z.string().max(longestCell, `is longer than ${longestCell} characters`))).max(mostRows, `may have ${mostRows} rows at most`), figures: textFigures, carriedOver: line.optional(),
}).refine(({ headings, rows: written }) => written.every((cells) => cells.length === headings.length), { message: 'has a row with more or fewer cells than there are columns', path: ['rows'] });
const picked = <T extends z.ZodRawShape>(shape: T) => z.array(z.strictObject({ ref: line, words: text.optional(), ...shape }));
const block = z.discriminatedUnion('kind', [
  table,
  z.strictObject({ kind: z.literal('headlines'), key, figures: z.array(headline) }),
  z.strictObject({ kind: z.literal('sentences'), key, sentences: z.array(sentence), asList: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('quotes'), key, figure: query, by: z.string(), attribution: z.string(), atMost: z.int().min(1).max(200), none: line, approved: z.record(z.string(), text).optional() }),
  z.strictObject({ kind: z.literal('text'), key, paragraphs: z.array(text), ...only }),
  z.strictObject({ kind: z.literal('limits'), key, procedure: z.enum(['statutory', 'corporate']), ...only }),
  z.strictObject({ kind: z.literal('definitions'), key }),
  z.strictObject({ kind: z.literal('narrative'), key, text, figures: textFigures, carriedOver: line.optional() }),
  wordsTable,
  z.strictObject({
    kind: z.literal('picture'), key, picture: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/, 'is no hash'), kind: z.enum(['png', 'jpeg']), width: z.int().min(1), height: z.int().min(1) }).optional(),
    alt: z.string().max(1000), decorative: z.literal(true).optional(), caption: line.optional(), across: z.enum(['page', 'half']),
  }),
  z.strictObject({ kind: z.literal('picked compliments'), key, picked: picked({}) }),
  z.strictObject({ kind: z.literal('picked actions'), key, picked: picked({ action: z.int() }) }),
]);
const section = z.strictObject({ key, title: line, empty: line.optional(), ...only, blocks: z.array(block) });
const layoutShape = z.strictObject({ key, title: line, kind: z.enum(['month', 'quarter', 'half-year', 'year', 'other']), audience: text, sections: z.array(section) });

/**
 * Reads a layout as it is kept, or as another council shared it in a file. Its shape, its keys, and every question in it are
 * checked: what cannot be asked is named with its place, so that nothing of it is found only when a report is made.
 */
export function readLayout(raw: unknown): { readonly layout: Layout } | { readonly faults: readonly LayoutFault[] } {
  const read = layoutShape.safeParse(raw);
  if (!read.success) return { faults: read.error.issues.map((issue) => ({ at: placeOf(issue.path, raw), problem: issue.message })) };
  const layout = withoutUndefined(read.data) as Layout;
  // Words first: a section with a term that is none cannot be tried.
  const words = [...repeatedKeys(layout), ...unknownWords(layout), ...unheldColumns(layout)];
  const faults = words.length > 0 ? words : [...layout.sections.flatMap(unaskable), ...unnamedFigures(layout)];
  return faults.length > 0 ? { faults } : { layout };
}

/** Which words in braces stand for something, beside the terms that may stand anywhere, by where in a layout they are. */
const standsForPeriod = ['period'];
const wordsByPlace: Readonly<Record<string, readonly string[]>> = { 'sections.blocks.caption': ['period', 'years'], 'sections.blocks.columns.heading': standsForPeriod, 'sections.blocks.columns.group': standsForPeriod, 'sections.blocks.headings': standsForPeriod, 'sections.blocks.paragraphs': ['period', 'name'], 'sections.blocks.sentences.text': ['period', 'value'], title: standsForPeriod };
/** Printed as they are, or no words at all. */
const takenAsWritten = new Set(['key', 'measure', 'where', 'share_within', 'by', 'across', 'values', 'series', 'derive', 'picked', 'figures', 'of', 'attribution', 'audience', 'facts', 'approved', 'picture', 'across', 'alt']);

function unknownWords({ sections, ...layout }: Layout): LayoutFault[] {
  const inTitle = wordsIn(layout.title, 'title');
  return [
    ...inTitle.map((problem) => ({ at: 'title', problem })),
    ...sections.flatMap((section, index) => [
      ...wordsIn({ title: section.title, empty: section.empty ?? '' }, 'sections').map((problem) => ({ at: `section ${index + 1} (${section.title})`, problem })),
      ...section.blocks.flatMap((one, at) => (one.kind === 'narrative' ? [] : wordsIn(one.kind === 'headlines' ? one.figures.map(({ heading }) => heading) : one.kind === 'words table' ? { caption: one.caption, headings: one.headings } : one, 'sections.blocks').map((problem) => ({ at: `section ${index + 1} (${section.title}), part ${at + 1}`, problem })))),
    ]),
  ];
}

function wordsIn(value: unknown, place: string): string[] {
  if (typeof value === 'string') return unknownTerms(value, wordsByPlace[place]).map((word) => `has {${word}}, which stands for nothing there`);
  if (Array.isArray(value)) return value.flatMap((one) => wordsIn(one, place));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (takenAsWritten.has(name) ? [] : wordsIn(one, `${place}.${name}`)));
}

/** Columns of one key, and those worked out from or drawn from a column that their table has not. */
function unheldColumns({ sections }: Layout): LayoutFault[] {
  return sections.flatMap((section, index) => section.blocks.flatMap((one, at) => {
    if (one.kind !== 'table') return [];
    const keys = one.columns.map((each) => each.key);
    const has = (wanted: string): boolean => keys.includes(wanted) || one.columns.some((each) => 'across' in each && wanted.startsWith(`${each.key}:`));
    const wanted = [...one.columns.flatMap((each) => ('derive' in each ? sourcesOf(each.derive) : 'of' in each && each.of !== undefined ? [each.of] : [])), ...one.chart?.series ?? []];
    const faults = [...new Set(wanted.filter((each) => !has(each)))].map((each) => `uses the column ${each}, which its table does not have`);
    const twice = keys.filter((each, place) => keys.indexOf(each) !== place).map((each) => `has two columns of the key ${each}`);
    return [...faults, ...twice].map((problem) => ({ at: `section ${index + 1} (${section.title}), part ${at + 1}`, problem }));
  }));
}

/** What zod gives back for what was left out is left out again. */
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function placeOf(path: readonly PropertyKey[], raw: unknown): string {
  const sections = (raw as { sections?: unknown } | null)?.sections;
  const [first, sectionAt, second, blockAt, ...rest] = path;
  if (first !== 'sections' || typeof sectionAt !== 'number' || !Array.isArray(sections)) return path.map(String).join('.');
  const at: unknown = sections[sectionAt];
  const named = typeof at === 'object' && at !== null && 'title' in at && typeof at.title === 'string' ? `section ${sectionAt + 1} (${at.title})` : `section ${sectionAt + 1}`;
  return second === 'blocks' && typeof blockAt === 'number' ? [`${named}, part ${blockAt + 1}`, rest.map(String).join('.')].filter((part) => part !== '').join(': ') : [named, second === undefined ? '' : String(second)].filter((part) => part !== '').join(': ');
}

function repeatedKeys({ sections }: Layout): LayoutFault[] {
  const twice = (keys: readonly string[]): string[] => [...new Set(keys.filter((one, at) => keys.indexOf(one) !== at))];
  return [...twice(sections.map((one) => one.key)), ...twice(sections.flatMap(({ blocks }) => blocks.map((one) => one.key)))].map((one) => ({ at: one, problem: 'is the key of two parts; each needs its own' }));
}

const tried = composing({ authority: '', name: '', yearStarts: '04-01', words: {}, themes: [], services: [] }, { from: '2024-04-01' as Day, to: '2025-03-31' as Day });

/** Every question of a section that figures could not answer whatever was on record. */
function unaskable(section: SectionSpec, index: number): LayoutFault[] {
  return section.blocks.flatMap((one, blockIndex) => whyUnaskable(one).map((problem) => ({ at: `section ${index + 1} (${section.title}), part ${blockIndex + 1}`, problem })));
}

/** What was found of parts that were tried, by the hash of each: a report is read at every page on which it is composed, and next to nothing of it has changed. */
const foundOfParts = new Map<string, readonly string[]>();
/** More than reports that are being composed have; then it begins anew. */
const MOST_PARTS = 5000;

function whyUnaskable(block: BlockSpec): readonly string[] {
  const hash = createHash('sha256').update(JSON.stringify(block)).digest('base64');
  const before = foundOfParts.get(hash);
  if (before !== undefined) return before;
  const found = new Set<string>();
  const composer = composeSection({ key: 'tried', title: '', blocks: [block] }, tried, () => undefined);
  let step = composer.next([]);
  while (step.done !== true) {
    for (const asked of step.value) {
      const answer = readQuery(asked);
      if ('why' in answer) found.add(answer.why);
    }
    // Answered with one, so that what depends on an answer is asked too.
    step = composer.next(step.value.map(() => ({ answer: 1, from: 'records', rows: [] })));
  }
  if (foundOfParts.size >= MOST_PARTS) foundOfParts.clear();
  foundOfParts.set(hash, [...found]);
  return [...found];
}

function unnamedFigures({ sections }: Layout): LayoutFault[] {
  return sections.flatMap((one, index) => one.blocks.flatMap((each, at) => (each.kind !== 'narrative' && each.kind !== 'words table' ? [] : figuresIn(each.kind === 'narrative' ? each.text : each.rows.flat().join('\n')).filter((name) => !Object.hasOwn(each.figures, name))
    .map((name) => ({ at: `section ${index + 1} (${one.title}), part ${at + 1}`, problem: `names the figure {{${name}}}, which it does not have` })))));
}
