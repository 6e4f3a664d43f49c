import { type Day, inWords, parseDay } from '../domain/day.ts';
import { ageBands } from '../domain/age-band.ts';
import * as terms from '../domain/terms.ts';
import type { FigureAnswer, FigureQuery } from '../domain/figure-query.ts';
import { composeChart } from './compose-chart.ts';
import { asked, compares, countedRate, hiddenMark, isCounted, isSomething, printed, type Composer, type Composing } from './composing.ts';
import { isHeldWhole } from './held.ts';
import { count, listed, percent, roundHalfAway } from './house-style.ts';
import { isPeriodKey } from './keys.ts';
import { mergeQueries, type Column, type Derivation, type NamedRow, type QueryPart, type Rows, type TableSpec } from './layout.ts';
import { monthHolding } from './period.ts';
import { monthsOf, type RelativePeriod } from './report-period.ts';
import type { Asked, CrossFooting, ReportBlock, ReportCell, ReportColumn, ReportRow, ReportTable } from './report-value.ts';
import { smallBase } from './sentences.ts';

type RowValue = string | number | null;
type FigureColumn = Extract<Column, { figure: QueryPart }>;
/** A column as it is printed: an `across` column of a layout becomes one of these for each value. */
type PrintedColumn = { readonly key: string; readonly heading: string; readonly group?: string; readonly spec: Column; readonly acrossValue?: RowValue };
type Line = { readonly value: RowValue; readonly heading: string; readonly named?: NamedRow };
type Grid = {
  readonly lines: readonly Line[];
  readonly columns: readonly PrintedColumn[];
  readonly at: (line: Line, column: PrintedColumn) => Asked | undefined;
  readonly totalOf: (column: PrintedColumn) => Asked | undefined;
  readonly facts?: (line: Line) => readonly string[];
  /** Periods of which nothing could be said, left out of the lines. */
  readonly leftOut?: readonly RelativePeriod[];
  readonly baseOf?: (row: NamedRow, column: PrintedColumn) => Asked | undefined;
};

/** Not NUL for what is not on record: the database keeps no text with it, and a publication keeps the keys of its columns. */
const key = (value: RowValue): string => (value === null ? '' : String(value));
const isFigure = (column: Column): column is FigureColumn => 'figure' in column;

/** The order in which the field, or the council, lists the values of a key. */
function declaredValues(of: string, { authority }: Composing): readonly string[] {
  switch (of) {
    case 'theme': return authority.themes;
    case 'service': return authority.services.map(({ service }) => service);
    case 'channel': return terms.channels;
    case 'received_via': return terms.receivedViaValues;
    case 'complainant_type': return terms.complainantTypes;
    case 'child_status': return terms.childStatuses;
    case 'age_band': return ageBands;
    case 'advocate': return terms.advocateValues;
    case 'handled_as': return terms.handlings;
    case 'stage1_outcome': return ['upheld', 'partially_upheld', 'not_upheld', 'no_finding', 'inconclusive', 'not_progressed', ...terms.notProgressedOutcomes];
    case 'outcome': case 'stage1_finding': case 'stage2_finding': return terms.findings;
    case 'reason': return terms.stage2Reasons;
    case 'decision': return [...terms.stage2Decisions, ...terms.ombudsmanDecisions];
    case 'status': return terms.stage2Statuses;
    case 'stage': return terms.paymentStages;
    case 'role': return terms.paymentRoles;
    case 'source': return terms.complimentSources;
    case 'origin': return terms.complimentOrigins;
    case 'ethnicity': return terms.ethnicities;
    case 'gender': return terms.genders;
    case 'sexual_orientation': return terms.sexualOrientations;
    case 'disability': case 'court_proceedings': case 'child_protection_plan': case 'persistent_complainant': return terms.yesNo;
    case 'stage1_band': return ['within_10', 'within_20', 'over_20'];
    case 'remedies': return terms.remedies;
    default: return [];
  }
}

/** A table of the report, or what is said in its place, or nothing. */
export function* composeTable(table: TableSpec, composing: Composing): Composer<ReportBlock | undefined> {
  if (composing.forPublication && 'cases' in table.rows) return { kind: 'text', key: table.key, paragraphs: [`${composing.words(table.caption.replaceAll('{period}', composing.label(table.figure.period)))}: left out of what is published, as each row is one case.`] };
  const grid = 'by' in table.rows ? yield* gridByValue(table, table.rows, composing) : 'cases' in table.rows ? yield* gridOfCases(table, table.rows, composing) : yield* gridOfRows(table, composing);
  const inPlace = (text: string): ReportBlock => ({ kind: 'text', key: table.key, paragraphs: [text] });
  if (!grid.lines.some((line) => grid.columns.some((column) => isThis(column, line, composing) && isSomething(grid.at(line, column))))) {
    return table.none === undefined ? undefined : inPlace(composing.words(table.none));
  }
  const [column] = grid.columns;
  const unknown = grid.lines.find((line) => line.value === null);
  if ('by' in table.rows && column !== undefined && unknown !== undefined && grid.lines.every((line) => line === unknown || grid.columns.every((each) => !isThis(each, line, composing) || !isSomething(grid.at(line, each))))) {
    if (table.rows.silentIfUnknown === true) return undefined;
    return nothingKnown(composing.words(captionOf(table, grid, composing)), table.key, wholeOfUnknown(grid, unknown, column, composing));
  }
  return grid.lines.length < (table.leastRows ?? 1) ? undefined : finish(table, grid, composing);
}

/** The largest number of the row of what is not on record, where there is no other row. */
function wholeOfUnknown(grid: Grid, unknown: Line, column: PrintedColumn, composing: Composing): Asked | undefined {
  if ('across' in column.spec) return grid.totalOf(grid.columns.find((each) => each.key.endsWith(':total')) ?? column);
  const numbers = grid.columns.filter((each) => isThis(each, unknown, composing)).flatMap((each) => grid.at(unknown, each) ?? []);
  return numbers.find(({ hidden }) => hidden === true) ?? numbers.toSorted((a, b) => (b.answer ?? 0) - (a.answer ?? 0))[0];
}

function nothingKnown(caption: string, key: string, all: Asked | undefined): ReportBlock {
  const of = all?.answer == null ? 'any of them' : all.answer === 1 ? 'the one there was' : `any of the ${count(all.answer)}`;
  return { kind: 'sentences', key, asList: false, sentences: [{ text: `${caption}: not on record for ${of}.`, asked: all === undefined ? [] : [all] }] };
}

function isThis(column: PrintedColumn, line: Line, composing: Composing): boolean {
  return isFigure(column.spec) && composing.isThisPeriod(line.named?.figure.period ?? column.spec.figure.period);
}

function* gridByValue(table: TableSpec, rows: Extract<Rows, { by: string }>, composing: Composing): Composer<Grid> {
  const specs = table.columns.filter(isFigure);
  const wholeOf = (column: FigureColumn): FigureQuery => composing.query(mergeQueries(table.figure, column.figure));
  const questions = specs.flatMap((column): FigureQuery[] => {
    const whole = wholeOf(column);
    if (!('across' in column)) return [{ ...whole, by: rows.by }, whole];
    return [{ ...whole, by: [rows.by, column.across] }, { ...whole, by: column.across }, { ...whole, by: rows.by }, whole];
  });
  const answers = yield questions;

  type Cells = { readonly whole: FigureQuery; readonly byRow: ReadonlyMap<string, Asked>; readonly total: Asked; readonly complete: boolean };
  const found = new Map<string, Cells>();
  const occurring = new Map<string, RowValue>();
  const columns: PrintedColumn[] = [];
  const note = (answer: FigureAnswer | undefined, whole: FigureQuery, take: (keys: Readonly<Record<string, RowValue>>) => boolean): Map<string, Asked> => {
    const byRow = new Map<string, Asked>();
    for (const row of answer?.rows ?? []) {
      if (!take(row.keys)) continue;
      const value = normalised(rows, row.keys[rows.by] ?? null);
      if (isSomething(row)) occurring.set(key(value), value);
      byRow.set(key(value), asked(conditioned(whole, rows, value), { ...row, ...(answer?.from === undefined ? {} : { from: answer.from }), ...(answer?.part === undefined ? {} : { part: answer.part }) }, row.keys));
    }
    return byRow;
  };
  let next = 0;
  for (const spec of specs) {
    const whole = wholeOf(spec);
    const heading = columnHeading(spec, composing);
    if ('across' in spec) {
      const [pairs, byAcross, byRow, all] = [answers[next], answers[next + 1], answers[next + 2], answers[next + 3]];
      next += 4;
      const occurringAcross = (byAcross?.rows ?? []).filter(isSomething).map((row) => row.keys[spec.across] ?? null);
      const values = spec.values ?? inDeclaredOrder(occurringAcross, declaredValues(spec.across, composing));
      for (const value of values) {
        const column: PrintedColumn = { key: `${spec.key}:${key(value)}`, heading: composing.value(spec.across, value), ...groupOf(spec, composing), spec, acrossValue: value };
        columns.push(column);
        const narrowed = value === null ? whole : { ...whole, where: { ...whole.where, [spec.across]: value } };
        const total = (byAcross?.rows ?? []).find((row) => key(row.keys[spec.across] ?? null) === key(value));
        found.set(column.key, { whole: narrowed, byRow: note(pairs, narrowed, (keys) => key(keys[spec.across] ?? null) === key(value)), total: asked(narrowed, { ...total, answer: total === undefined ? 0 : total.answer, from: 'records', ...(byAcross?.part === undefined ? {} : { part: byAcross.part }) }, { [spec.across]: value }), complete: true });
      }
      if (spec.total !== undefined) {
        const column: PrintedColumn = { key: `${spec.key}:total`, heading: composing.words(spec.total), ...groupOf(spec, composing), spec };
        columns.push(column);
        found.set(column.key, { whole, byRow: note(byRow, whole, () => true), total: asked(whole, all), complete: true });
      }
      continue;
    }
    const [byRow, all] = [answers[next], answers[next + 1]];
    next += 2;
    columns.push({ key: spec.key, heading, ...groupOf(spec, composing), spec });
    found.set(spec.key, { whole, byRow: note(byRow, whole, () => true), total: asked(whole, all), complete: byRow?.from === 'records' });
  }

  const declared = declaredValues(rows.by, composing);
  const at = (line: Line, column: PrintedColumn): Asked | undefined => {
    const cells = found.get(column.key);
    const cell = cells?.byRow.get(key(line.value));
    if (cells === undefined || cell !== undefined) return cell;
    const query = conditioned(cells.whole, rows, line.value);
    if (monthOf(line, column, rows, composing)?.isYetToCome === true) return { query, answer: null };
    const keys = { [rows.by]: line.value, ...('across' in column.spec && column.acrossValue !== undefined ? { [column.spec.across]: column.acrossValue } : {}) };
    return cells.complete && isCounted(query.measure) ? { query, keys, answer: 0, from: 'records' } : { query, keys, answer: null };
  };
  return { lines: linesByValue(rows, [...occurring.values()].filter((value) => value !== null || rows.knownOnly !== true), declared, columns.find((column) => column.key === `${columns[0]?.spec.key}:total`) ?? columns[0], at, composing), columns, at, totalOf: (column) => found.get(column.key)?.total };
}

/** Of a table by month: the days of a row's month in a column's period, and whether they are after the last day known of. */
function monthOf(line: Line, column: PrintedColumn, rows: Rows, composing: Composing): { readonly isYetToCome: boolean; readonly isHeldInPart: boolean } | undefined {
  if (!('by' in rows) || rows.order !== 'month' || typeof line.value !== 'number' || !isFigure(column.spec)) return undefined;
  const { from, to } = composing.resolve(column.spec.figure.period);
  const year = Number(from.slice(0, 4)) + (line.value < Number(from.slice(5, 7)) ? 1 : 0);
  const month = monthHolding(`${year}-${String(line.value).padStart(2, '0')}-01` as Day);
  const days = { from: month.from < from ? from : month.from, to: month.to > to ? to : month.to };
  return { isYetToCome: days.from > composing.known.by, isHeldInPart: !isHeldWhole(days, composing.known.held, composing.known.by) };
}

/** A caption with its years counted: `Complaints over five years`; of one period alone, `Complaints`. */
function captionOf(table: TableSpec, grid: Grid, composing: Composing): string {
  const periods = [...grid.lines.map((line) => line.named?.figure.period), ...grid.columns.map((column) => (isFigure(column.spec) ? column.spec.figure.period : undefined))].map((period) => Number(composing.resolve(period).from.slice(0, 4)));
  const years = Math.max(...periods) - Math.min(...periods) + 1;
  const counted = years === 1 ? table.caption.replace(/,? over \{years\}/, '') : table.caption.replace('{years}', `${yearsInWords[years] ?? years} years`);
  return counted.replaceAll('{period}', composing.label(table.figure.period));
}

const yearsInWords = ['no', 'one', 'two', 'three', 'four', 'five'] as const;

const normalised = (rows: Extract<Rows, { by: string }>, value: RowValue): RowValue => (rows.order === 'month' && value !== null ? Number(String(value).slice(-2)) : value);

/** The question behind one row's cell. Of what is not recorded no condition can ask, so that its question is the whole's, by key. */
function conditioned(whole: FigureQuery, rows: Extract<Rows, { by: string }>, value: RowValue): FigureQuery {
  return value === null || rows.order === 'month' ? { ...whole, by: rows.by } : { ...whole, where: { ...whole.where, [rows.by]: value } };
}

function inDeclaredOrder(values: readonly RowValue[], declared: readonly string[]): RowValue[] {
  const place = (value: RowValue): number => (value === null ? Infinity : declared.includes(String(value)) ? declared.indexOf(String(value)) : declared.length);
  return [...values].sort((a, b) => place(a) - place(b) || (key(a) < key(b) ? -1 : 1));
}

function linesByValue(rows: Extract<Rows, { by: string }>, occurring: readonly RowValue[], declared: readonly string[], first: PrintedColumn | undefined, at: Grid['at'], composing: Composing): Line[] {
  const line = (value: RowValue): Line => ({ value, heading: composing.value(rows.by, value) });
  if (rows.order === 'month') return monthsOf(composing.period).map(({ month, name }) => ({ value: month, heading: name }));
  const values = rows.every === true ? [...new Set<RowValue>([...declared, ...occurring])] : occurring;
  if (rows.order === 'number') return [...values].sort((a, b) => Number(a ?? Infinity) - Number(b ?? Infinity)).map(line);
  const ordered = inDeclaredOrder(values, declared).map(line);
  if (rows.order === 'declared' || first === undefined) return ordered;
  const size = (each: Line): number => (each.value === null ? -1 : (at(each, first)?.answer ?? 0));
  return ordered.sort((a, b) => size(b) - size(a));
}

function* gridOfRows(table: TableSpec, composing: Composing): Composer<Grid> {
  const rows = table.rows;
  const lines: Line[] = 'named' in rows
    ? rows.named.map((named, at) => ({ value: at, heading: composing.words(named.heading), named }))
    : 'periods' in rows
      ? rows.periods.map((period, at) => ({ value: at, heading: composing.label(period), named: { heading: '', figure: { period } } }))
      : [];
  const specs = table.columns.filter(isFigure);
  const cells = lines.flatMap((line) => specs.map((spec) => ({ line, spec, query: composing.query(mergeQueries(table.figure, line.named?.figure ?? {}, spec.figure)) })));
  const bases = lines.flatMap(({ named }) => (named?.base === undefined ? [] : specs.map((spec) => ({ named, spec, query: composing.query(mergeQueries(named.base ?? table.figure, spec.figure.period === undefined ? {} : { period: spec.figure.period })) }))));
  const totals = cells.filter(({ spec }) => 'across' in spec && spec.total !== undefined);
  const answers = yield [...cells.map(({ spec, query }) => ('across' in spec ? { ...query, by: spec.across } : query)), ...bases.map(({ query }) => query), ...totals.map(({ query }) => query)];
  const baseOf = (row: NamedRow, column: PrintedColumn): Asked | undefined => {
    const at = bases.findIndex(({ named, spec }) => named === row && spec === column.spec);
    const base = bases[at];
    return base === undefined ? undefined : asked(base.query, answers[cells.length + at]);
  };

  const found = new Map<string, Asked>();
  const columns: PrintedColumn[] = [];
  const place = (line: Line, column: string): string => `${column}\u0001${key(line.value)}`;
  for (const spec of specs) {
    if (!('across' in spec)) {
      columns.push({ key: spec.key, heading: columnHeading(spec, composing), ...groupOf(spec, composing), spec });
      continue;
    }
    const occurring = new Map<string, RowValue>();
    cells.forEach((cell, at) => {
      if (cell.spec !== spec) return;
      for (const row of answers[at]?.rows ?? []) if (isSomething(row)) occurring.set(key(row.keys[spec.across] ?? null), row.keys[spec.across] ?? null);
    });
    const values = spec.values ?? inDeclaredOrder([...occurring.values()], declaredValues(spec.across, composing));
    for (const value of values) columns.push({ key: `${spec.key}:${key(value)}`, heading: composing.value(spec.across, value), ...groupOf(spec, composing), spec, acrossValue: value });
    if (spec.total !== undefined) columns.push({ key: `${spec.key}:total`, heading: composing.words(spec.total), ...groupOf(spec, composing), spec });
  }
  cells.forEach(({ line, spec, query }, at) => {
    const answer = answers[at];
    if (!('across' in spec)) {
      found.set(place(line, spec.key), asked(query, answer));
      return;
    }
    for (const column of columns.filter((each) => each.spec === spec && each.acrossValue !== undefined)) {
      const value = column.acrossValue ?? null;
      const narrowed = value === null ? query : { ...query, where: { ...query.where, [spec.across]: value } };
      const row = answer?.rows?.find((each) => key(each.keys[spec.across] ?? null) === key(value));
      found.set(place(line, column.key), asked(narrowed, { ...row, answer: row === undefined ? (answer?.from === 'records' && isCounted(query.measure) ? 0 : null) : row.answer, ...(answer?.from === undefined ? {} : { from: answer.from }) }, { [spec.across]: value }));
    }
  });
  totals.forEach(({ line, spec, query }, at) => found.set(place(line, `${spec.key}:total`), asked(query, answers[cells.length + bases.length + at])));
  const at = (line: Line, column: PrintedColumn): Asked | undefined => found.get(place(line, column.key));
  const shown = lines.filter((line) => ('periods' in rows ? columns.some((column) => at(line, column)?.answer !== null || at(line, column)?.hidden === true) : line.named?.unlessZero !== true || columns.some((column) => isSomething(at(line, column)))));
  const leftOut = 'periods' in rows ? lines.filter((line) => !shown.includes(line)).flatMap(({ named }) => (named?.figure.period === undefined ? [] : [named.figure.period])) : [];
  return { lines: shown, columns, at, totalOf: () => undefined, leftOut, baseOf };
}

function* gridOfCases(table: TableSpec, rows: Extract<Rows, { cases: string }>, composing: Composing): Composer<Grid> {
  const specs = table.columns.filter(isFigure);
  const whole = composing.query(table.figure);
  const answers = yield [
    { ...whole, by: [rows.cases, ...rows.facts.map((fact) => fact.key)] },
    ...specs.map((spec) => ({ ...composing.query(mergeQueries(table.figure, spec.figure)), by: rows.cases })),
  ];
  const lastFact = rows.facts.at(-1)?.key ?? rows.cases;
  const cases = [...(answers[0]?.rows ?? [])].sort((a, b) => (`${String(a.keys[lastFact])}${String(a.keys[rows.cases])}` < `${String(b.keys[lastFact])}${String(b.keys[rows.cases])}` ? -1 : 1));
  const lines = cases.map((each, at): Line => ({ value: each.keys[rows.cases] ?? null, heading: `${rows.pseudonym} ${at + 1}` }));
  const facts = new Map(cases.map((each) => [key(each.keys[rows.cases] ?? null), rows.facts.map((fact) => {
    const value = each.keys[fact.key] ?? null;
    if (value === null) return fact.absent ?? 'Not recorded';
    const asDay = typeof value === 'string' ? parseDay(value) : undefined;
    return asDay === undefined ? composing.value(fact.key, value) : inWords(asDay);
  })]));
  const columns = specs.map((spec): PrintedColumn => ({ key: spec.key, heading: columnHeading(spec, composing), spec }));
  const at = (line: Line, column: PrintedColumn): Asked => {
    const index = specs.indexOf(column.spec as FigureColumn);
    const query = composing.query(mergeQueries(table.figure, (column.spec as FigureColumn).figure));
    const row = answers[1 + index]?.rows?.find((each) => key(each.keys[rows.cases] ?? null) === key(line.value));
    return asked({ ...query, where: { ...query.where, [rows.cases]: line.value ?? '' } }, { answer: row?.answer ?? (isCounted(query.measure) ? 0 : null), from: 'records' });
  };
  // Of the cases listed: what was paid in the period for others is no part of it.
  const totalOf = (column: PrintedColumn): Asked | undefined => {
    const query = composing.query(mergeQueries(table.figure, (column.spec as FigureColumn).figure));
    return isCounted(query.measure) ? { query: { ...query, by: rows.cases }, answer: roundHalfAway(lines.reduce((all, line) => all + (at(line, column).answer ?? 0), 0), 2), from: 'records' } : undefined;
  };
  return { lines, columns, at, totalOf, facts: (line) => facts.get(key(line.value)) ?? [] };
}

function columnHeading(column: Column, composing: Composing): string {
  const period = isFigure(column) ? column.figure.period : column.period;
  return composing.words(column.heading.replaceAll('{period}', composing.label(period)));
}

function groupOf(column: Column, composing: Composing): { readonly group?: string } {
  const period = isFigure(column) ? column.figure.period : column.period;
  return column.group === undefined ? {} : { group: composing.words(column.group.replaceAll('{period}', composing.label(period))) };
}

/** Columns that a derived one is worked out from, by their keys in the layout. */
export function sourcesOf(derive: Derivation): readonly string[] {
  if ('percentOf' in derive) return derive.percentOf;
  if ('percentOfTotal' in derive) return [derive.percentOfTotal];
  if ('difference' in derive) return derive.difference;
  if ('quotient' in derive) return derive.quotient;
  if ('reductionSinceFirstRow' in derive) return [derive.reductionSinceFirstRow];
  if ('percentReductionSinceFirstRow' in derive) return [derive.percentReductionSinceFirstRow];
  return derive.of === undefined ? [derive.remainderOf] : [derive.remainderOf, derive.of];
}

function finish(table: TableSpec, grid: Grid, composing: Composing): ReportTable {
  const notes: string[] = [];
  const wanting = grid.columns.filter((column) => !grid.lines.some((line) => isThis(column, line, composing)) && !grid.lines.some((line) => (grid.at(line, column)?.answer ?? null) !== null));
  const held = grid.columns.filter((column) => !wanting.includes(column));
  const wantingPeriods = wanting.flatMap((column) => (isFigure(column.spec) && column.spec.figure.period !== undefined ? [column.spec.figure.period] : []));
  const labelsOf = (periods: readonly RelativePeriod[]): string[] => [...new Set(periods.map((period) => composing.label(period)))];
  const inPart = labelsOf([...wantingPeriods, ...grid.leftOut ?? []].filter((period) => composing.isHeldInPart(composing.resolve(period))));
  const notHeld = labelsOf(wantingPeriods).filter((label) => !inPart.includes(label));
  if (notHeld.length > 0) notes.push(`${'by' in table.rows ? 'This breakdown is not' : 'No figures are'} held for ${listed(notHeld)}.`);
  if (inPart.length > 0) notes.push(`Only a part of ${listed(inPart)} is on record, which does not compare with a whole period.`);

  const byKey = new Map(held.map((column) => [column.key, column]));
  // Columns stand as the layout lists them; a derived one goes with any column that it is worked out from.
  const listedColumns = table.columns.flatMap((spec): PrintedColumn[] => {
    if (isFigure(spec)) return held.filter((column) => column.spec === spec);
    return sourcesOf(spec.derive).every((source) => byKey.has(source)) ? [{ key: spec.key, heading: columnHeading(spec, composing), ...groupOf(spec, composing), spec }] : [];
  });

  const sourceCell = (line: Line | 'total', column: string): Asked | undefined => {
    const source = byKey.get(column);
    if (source === undefined) return undefined;
    return line === 'total' ? grid.totalOf(source) : grid.at(line, source);
  };
  const cellOf = (line: Line | 'total', column: PrintedColumn): ReportCell => {
    if (isFigure(column.spec)) {
      const cell = line === 'total' ? grid.totalOf(column) : grid.at(line, column);
      const named = line === 'total' ? undefined : line.named;
      const as = named?.as ?? column.spec.as;
      const places = named?.as === undefined ? column.spec.places : named.places;
      if (cell === undefined) return blank();
      const of = named?.base !== undefined ? grid.baseOf?.(named, column) : 'of' in column.spec && column.spec.of !== undefined ? sourceCell(line, column.spec.of) : undefined;
      if (cell.hidden === true || of?.hidden === true) return hiddenCell(of === undefined ? [cell] : [cell, of]);
      const small = of?.answer != null && of.answer < smallBase;
      const month = line === 'total' || cell.answer !== null ? undefined : monthOf(line, column, table.rows, composing);
      const text = cell.answer === null ? (month?.isYetToCome === true ? 'not yet' : month?.isHeldInPart === true ? 'not held' : absent(line, column, composing)) : small ? countedRate(cell.answer, of.answer ?? 0) : printed(cell.answer, as, cell.from === 'published' ? placesOf(cell.answer, places) : places);
      return { text, value: cell.answer, numeric: true, ...(of?.answer == null ? {} : { base: of.answer }), asked: of === undefined ? [cell] : [cell, of] };
    }
    const derived = derivedCell(line, column.spec, sourceCell, grid.lines[0]);
    return derived.asked.some((each) => each.hidden === true) ? hiddenCell(derived.asked) : derived;
  };

  // Where every base is small, the counts beside say all that “3 of 7” would.
  const isOfFew = ({ base, hidden }: ReportCell): boolean => hidden !== true && (base ?? 0) < smallBase;
  const columns = listedColumns.filter((column) => !isRatio(column.spec) || ![...grid.lines, 'total' as const].every((line) => isOfFew(cellOf(line, column))));
  if (columns.length < listedColumns.length) notes.push(`Percentages of fewer than ${smallBase} are not given.`);

  const facts = 'cases' in table.rows ? table.rows.facts : [];
  const printedColumns: ReportColumn[] = [
    ...facts.map((fact) => ({ key: fact.key, heading: composing.words(fact.heading), numeric: false })),
    ...columns.map((column) => ({ key: column.key, heading: column.heading, ...(column.group === undefined ? {} : { group: column.group }), numeric: true })),
  ];
  const factCells = (texts: readonly string[]): ReportCell[] => texts.map((text) => ({ text, value: null, numeric: false, asked: [] }));
  const rows = grid.lines.map((line): ReportRow => ({
    // The key of one person's case is left out of the report: its pseudonym stands for it.
    heading: line.heading, value: 'cases' in table.rows ? line.heading : line.value,
    cells: [...factCells(grid.facts?.(line) ?? []), ...columns.map((column) => ('cases' in table.rows ? withoutCase(cellOf(line, column)) : cellOf(line, column)))],
  }));
  const total: ReportRow | undefined = table.total === undefined ? undefined : { heading: composing.words(table.total), value: null, cells: [...factCells(facts.map(() => '')), ...columns.map((column) => cellOf('total', column))] };
  const crossFooting = total === undefined || table.adds === false || composing.roundedTo !== undefined ? [] : footed(columns, grid);
  for (const { column, rows: sum, total: whole } of crossFooting.filter((each) => !each.agrees)) notes.push(`In the column “${column}” the rows add to ${count(sum)}, the total is ${count(whole)}.`);
  if (columns.some((column) => isPublished(column, grid))) notes.push('Earlier figures are as published at the time, where no records of that period are held.');
  if (table.note !== undefined) notes.push(composing.words(table.note));
  const sortable = 'by' in table.rows && table.rows.order !== 'month' && table.rows.order !== 'number' && table.rows.by !== 'stage1_band' && !isPeriodKey(table.rows.by);
  const report: ReportTable = {
    kind: 'table', key: table.key, number: 0, caption: composing.words(captionOf(table, { ...grid, columns: held }, composing)), rowHeading: composing.words(table.rows.heading),
    columns: printedColumns, rows, ...(total === undefined ? {} : { total }), ...(table.base === undefined || !columns.some(isShare) ? {} : { base: composing.words(table.base) }), notes, crossFooting,
  };
  const chart = table.chart === undefined ? undefined : composeChart(table.chart, report, sortable, composing);
  return chart === undefined ? report : { ...report, chart };
}

/** Whether a column has percentages in it, so that the table must say of what. */
const isShare = ({ spec }: PrintedColumn): boolean => spec.as === 'percent';
const isRatio = (column: Column): boolean => 'derive' in column && ('percentOf' in column.derive || 'percentOfTotal' in column.derive);

/** What was published as 83% is not printed as 83.00%: nobody measured the hundredths. */
function placesOf(published: number, places: number | undefined): number | undefined {
  return places === undefined ? undefined : Math.min(places, String(published).split('.')[1]?.length ?? 0);
}

const hiddenCell = (asked: readonly Asked[]): ReportCell => ({ text: hiddenMark, value: null, numeric: true, hidden: true, asked });
const blank = (): ReportCell => ({ text: '', value: null, numeric: true, asked: [] });

function absent(line: Line | 'total', column: PrintedColumn, composing: Composing): string {
  return line === 'total' || !isThis(column, line, composing) ? 'not held' : 'not applicable';
}

/** The register's reference of a case stays out of a report that is printed. */
function withoutCase(cell: ReportCell): ReportCell {
  return { ...cell, asked: [] };
}

function isPublished(column: PrintedColumn, grid: Grid): boolean {
  return isFigure(column.spec) && [...grid.lines.map((line) => grid.at(line, column)), grid.totalOf(column)].some((cell) => cell?.from === 'published' && cell.answer !== null);
}

function footed(columns: readonly PrintedColumn[], grid: Grid): CrossFooting[] {
  return columns.flatMap((column): CrossFooting[] => {
    if (!isFigure(column.spec) || (column.spec.as !== 'count' && column.spec.as !== 'pounds')) return [];
    const whole = grid.totalOf(column);
    // One person may stand in two rows, so that people do not add up.
    if (whole?.query.measure === 'complainants') return [];
    const total = whole?.answer ?? null;
    const cells = grid.lines.map((line) => grid.at(line, column)?.answer ?? null);
    if (total === null || cells.includes(null)) return [];
    const sum = roundHalfAway(cells.reduce<number>((all, cell) => all + (cell ?? 0), 0), 2);
    return [{ column: column.group === undefined ? column.heading : `${column.group}: ${column.heading}`, rows: sum, total, agrees: sum === roundHalfAway(total, 2) }];
  });
}

function derivedCell(line: Line | 'total', column: Extract<Column, { derive: Derivation }>, source: (line: Line | 'total', column: string) => Asked | undefined, firstLine: Line | undefined): ReportCell {
  const { derive } = column;
  const places = column.places ?? 0;
  const pair = (now: Asked | undefined, before: Asked | undefined): readonly Asked[] => [now, before].filter((each) => each !== undefined);
  const ratio = (part: Asked | undefined, base: Asked | undefined): ReportCell => {
    const both = pair(part, base);
    if (part === undefined || base === undefined) return blank();
    if (part.answer === null || base.answer === null) return { text: 'not held', value: null, numeric: true, asked: both };
    if (base.answer === 0) return { text: 'not applicable', value: null, numeric: true, base: 0, asked: both };
    const value = (100 * part.answer) / base.answer;
    const text = base.answer < smallBase ? `${count(part.answer)} of ${count(base.answer)}` : percent(value, places);
    return { text, value: roundHalfAway(value, places), numeric: true, base: base.answer, asked: both };
  };
  const number = (value: number | null, both: readonly Asked[], empty = 'not held'): ReportCell => ({ text: value === null ? empty : printed(value, column.as, column.places), value, numeric: true, asked: both });

  if ('percentOf' in derive) return ratio(source(line, derive.percentOf[0]), source(line, derive.percentOf[1]));
  if ('percentOfTotal' in derive) return ratio(source(line, derive.percentOfTotal), source('total', derive.percentOfTotal));
  if ('difference' in derive) {
    const [now, before] = [source(line, derive.difference[0]), source(line, derive.difference[1])];
    if (!compares(now, before)) return notCompared(now, before);
    const cell = number(minus(now, before), pair(now, before));
    return cell.value !== null && cell.value > 0 ? { ...cell, text: `+${cell.text}` } : cell;
  }
  if ('quotient' in derive) {
    const [dividend, divisor] = [source(line, derive.quotient[0]), source(line, derive.quotient[1])];
    const empty = divisor?.answer === 0 ? 'not applicable' : 'not held';
    return number(dividend?.answer == null || divisor?.answer == null || divisor.answer === 0 ? null : dividend.answer / divisor.answer, pair(dividend, divisor), empty);
  }
  if ('remainderOf' in derive) {
    const rate = source(line, derive.remainderOf);
    const of = derive.of === undefined ? undefined : source(line, derive.of);
    if (rate?.answer == null) return number(null, pair(rate, of));
    const remainder = 100 - roundHalfAway(rate.answer, places);
    const cell = { ...number(remainder, pair(rate, of)), ...(rate.from === 'published' ? { text: percent(remainder, placesOf(rate.answer, places)) } : {}), ...(of?.answer == null ? {} : { base: of.answer }) };
    return of?.answer != null && of.answer < smallBase ? { ...cell, text: countedRate(100 - rate.answer, of.answer) } : cell;
  }
  const reduced = 'reductionSinceFirstRow' in derive ? derive.reductionSinceFirstRow : derive.percentReductionSinceFirstRow;
  const [first, now] = [firstLine === undefined ? undefined : source(firstLine, reduced), source(line, reduced)];
  if (line === 'total' || line === firstLine) return { text: '', value: null, numeric: true, asked: [] };
  if (!compares(first, now)) return notCompared(first, now);
  const reduction = minus(first, now);
  if (reduction === null) return number(null, pair(first, now));
  if ('reductionSinceFirstRow' in derive) return number(reduction, pair(first, now));
  return first?.answer == null || first.answer <= 0 ? number(null, pair(first, now)) : { ...number((100 * reduction) / first.answer, pair(first, now)), base: first.answer };
}

/** A part of a period and a whole one. */
const notCompared = (...numbers: readonly (Asked | undefined)[]): ReportCell => ({ text: 'not compared', value: null, numeric: true, asked: numbers.filter((each) => each !== undefined) });

function minus(a: Asked | undefined, b: Asked | undefined): number | null {
  return a?.answer == null || b?.answer == null ? null : roundHalfAway(a.answer - b.answer, 2);
}
