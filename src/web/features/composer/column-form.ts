import type { Column, Derivation, NamedRow, PrintedAs, TableSpec } from '../../../reporting/layout.ts';
import { printedAsNames, usuallyPrinted } from '../../../reporting/question-words.ts';
import { columnsToUse, freshColumnKey } from '../../../reporting/table-edits.ts';
import { keyItems, type QuestionChoices, questionFields, readQuestion, type TypedQuestion, typedFrom, typedQuestion } from '../../question-fields.ts';
import { type Body, type FieldError, lineError, lineOf } from './fields.ts';
import { columnName, type DerivationKey, derivationOf, derivations } from './table-page.ts';

export type ColumnKind = 'figure' | 'across' | 'derive';
/** A column, or a row with a question of its own, as the fields of its form hold it. */
export type TypedColumn = {
  readonly kind: ColumnKind; readonly heading: string; readonly group: string; readonly question: TypedQuestion; readonly as: string; readonly places: string;
  readonly across: string; readonly total: string; readonly derive: string; readonly one: string; readonly other: string;
};

const blank: TypedColumn = { kind: 'figure', heading: '', group: '', question: typedFrom({}), as: '', places: '', across: '', total: 'All', derive: 'percentOf', one: '', other: '' };

export function newColumn(kind: ColumnKind): TypedColumn {
  return { ...blank, kind, heading: kind === 'across' ? '' : '', total: 'All' };
}

export function typedColumn(column: Column): TypedColumn {
  const shared = { ...blank, heading: column.heading, group: column.group ?? '', as: column.as, places: column.places === undefined ? '' : String(column.places) };
  if ('derive' in column) {
    const [one = '', other = ''] = [Object.values(column.derive)].flat(2) as string[];
    return { ...shared, kind: 'derive', derive: derivationOf(column.derive), one, other, question: typedFrom(column.period === undefined ? {} : { period: column.period }) };
  }
  if ('across' in column) return { ...shared, kind: 'across', across: column.across, total: column.total ?? '', question: typedFrom(column.figure) };
  return { ...shared, kind: 'figure', question: typedFrom(column.figure), other: column.of ?? '' };
}

export function columnFrom(body: Body | undefined, kind: ColumnKind): TypedColumn {
  return {
    kind, heading: lineOf(body, 'heading'), group: lineOf(body, 'group'), question: typedQuestion(body, 'q'), as: lineOf(body, 'as'), places: lineOf(body, 'places'), across: lineOf(body, 'across'), total: lineOf(body, 'total'),
    derive: lineOf(body, 'derive'), one: lineOf(body, 'one'), other: lineOf(body, 'other'),
  };
}

const isPrintedAs = (typed: string): typed is PrintedAs => Object.hasOwn(printedAsNames, typed);

export function asItems(chosen: string, usual: string) {
  return [{ value: '', text: usual, selected: chosen === '' }, ...Object.entries(printedAsNames).map(([value, text]) => ({ value, text, selected: value === chosen }))];
}

export function columnPage(table: TableSpec, typed: TypedColumn, choices: QuestionChoices, own?: string) {
  const sources = columnsToUse(table).filter((one) => one.key !== own && one.column.key !== own);
  const items = (chosen: string, none: string) => [{ value: '', text: none, selected: chosen === '' }, ...sources.map((one) => ({ value: one.key, text: 'across' in one.column ? `All: ${columnName(one.column, choices.words)}` : columnName(one.column, choices.words), selected: one.key === chosen }))];
  return {
    typed, isDerived: typed.kind === 'derive', isAcross: typed.kind === 'across', asItems: asItems(typed.as, typed.kind === 'derive' ? 'As usual for how it is worked out' : 'As usual for what is counted'),
    fields: typed.kind === 'derive' ? undefined : questionFields('q', typed.question, choices, 'What the table counts'),
    periods: questionFields('q', typed.question, choices, '').periods,
    keys: typed.kind === 'across' ? keyItems(typed.question.measure === '' ? table.figure.measure : typed.question.measure, typed.across, choices) : [],
    derivations: Object.entries(derivations).map(([value, text]) => ({ value, text, selected: value === typed.derive })), ones: items(typed.one, 'Choose a column'), others: items(typed.other, typed.kind === 'derive' ? 'None' : 'None: it is no rate'),
  };
}

/** Decimal places as typed; undefined where none were; a message where it is no number of places. */
function placesOf(typed: string): { readonly places?: number } | { readonly error: FieldError } {
  if (typed === '') return {};
  return /^[0-4]$/.test(typed) ? { places: Number(typed) } : { error: { text: 'Decimal places must be 0, 1, 2, 3 or 4', href: '#places' } };
}

function usualForDerived(derive: DerivationKey, table: TableSpec, source: string): PrintedAs {
  if (derive === 'percentOf' || derive === 'percentOfTotal' || derive === 'remainderOf' || derive === 'percentReductionSinceFirstRow') return 'percent';
  const as = columnsToUse(table).find((one) => one.key === source)?.column.as ?? 'count';
  return derive === 'quotient' && as === 'count' ? 'rate' : as;
}

function deriveOf(derive: DerivationKey, one: string, other: string): Derivation {
  switch (derive) {
    case 'percentOf': return { percentOf: [one, other] };
    case 'difference': return { difference: [one, other] };
    case 'quotient': return { quotient: [one, other] };
    case 'percentOfTotal': return { percentOfTotal: one };
    case 'reductionSinceFirstRow': return { reductionSinceFirstRow: one };
    case 'percentReductionSinceFirstRow': return { percentReductionSinceFirstRow: one };
    case 'remainderOf': return { remainderOf: one, ...(other === '' ? {} : { of: other }) };
    default: return derive satisfies never;
  }
}

/** The column that a form holds, or what is wrong beside each field. `was`: the column that it takes the place of. */
export function readColumn(table: TableSpec, typed: TypedColumn, choices: QuestionChoices, was?: Column): { readonly column: Column } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [...(typed.kind === 'across' ? lineError(typed.heading, 'the heading', '#heading', false) : lineError(typed.heading, 'the heading', '#heading')), ...lineError(typed.group, 'the heading above', '#group', false)];
  const places = placesOf(typed.places);
  if ('error' in places) errors.push(places.error);
  const key = was?.key ?? freshColumnKey(table, typed.kind === 'across' ? typed.across : typed.heading);
  const shared = { key, heading: typed.heading, ...(typed.group === '' ? {} : { group: typed.group }), ...('places' in places && places.places !== undefined ? { places: places.places } : {}) };
  if (typed.kind === 'derive') {
    const derive = Object.hasOwn(derivations, typed.derive) ? (typed.derive as DerivationKey) : undefined;
    const sources = new Set(columnsToUse(table).map((one) => one.key));
    const two = derive === 'percentOf' || derive === 'difference' || derive === 'quotient';
    if (derive === undefined) errors.push({ text: 'Choose how it is worked out', href: '#derive' });
    if (!sources.has(typed.one)) errors.push({ text: 'Choose the column that it is worked out from', href: '#one' });
    if (two && !sources.has(typed.other)) errors.push({ text: 'Choose the second column', href: '#other' });
    if (typed.one !== '' && typed.one === typed.other) errors.push({ text: 'Choose two different columns', href: '#other' });
    if (derive === 'percentOfTotal' && table.total === undefined) errors.push({ text: 'The table has no total row. Give it one first, under its words', href: '#derive' });
    if (derive === undefined || errors.length > 0) return { errors };
    const { period } = readPeriod(typed.question, choices);
    return { column: { ...shared, as: isPrintedAs(typed.as) ? typed.as : usualForDerived(derive, table, typed.one), derive: deriveOf(derive, typed.one, typed.other), ...(period === undefined ? {} : { period }) } };
  }
  const read = readQuestion('q', typed.question, choices, table.figure.measure, was !== undefined && 'figure' in was ? was.figure : {});
  if ('errors' in read) errors.push(...read.errors);
  if (typed.kind === 'across' && !columnPage(table, typed, choices).keys.some((one) => one.value === typed.across)) errors.push({ text: 'Choose what the columns are told apart by', href: '#across' });
  if ('errors' in read || errors.length > 0) return { errors };
  const as = isPrintedAs(typed.as) ? typed.as : read.query.share === true || read.query.share_within !== undefined ? 'percent' : usuallyPrinted(read.query.measure ?? table.figure.measure);
  if (typed.kind === 'across') {
    const values = was !== undefined && 'across' in was && was.across === typed.across ? was.values : undefined;
    return { column: { ...shared, as, figure: read.query, across: typed.across, ...(values === undefined ? {} : { values }), ...(typed.total === '' ? {} : { total: typed.total }) } };
  }
  return { column: { ...shared, as, figure: read.query, ...(as === 'percent' && columnsToUse(table).some((one) => one.key === typed.other && one.key !== key) ? { of: typed.other } : {}) } };
}

function readPeriod(question: TypedQuestion, choices: QuestionChoices) {
  const read = readQuestion('q', { ...question, measure: 'complaints', where: [], within: '' }, choices);
  return 'query' in read ? { period: read.query.period } : { period: undefined };
}

/** A row that asks its own question. */
export function readRow(table: TableSpec, typed: TypedColumn, choices: QuestionChoices, was?: NamedRow): { readonly row: NamedRow } | { readonly errors: readonly FieldError[] } {
  const places = placesOf(typed.places);
  const read = readQuestion('q', typed.question, choices, table.figure.measure, was?.figure ?? {});
  const errors = [...lineError(typed.heading, 'the heading', '#heading'), ...('error' in places ? [places.error] : []), ...('errors' in read ? read.errors : [])];
  if ('errors' in read || 'error' in places || errors.length > 0) return { errors };
  const measure = read.query.measure;
  const as = isPrintedAs(typed.as) ? typed.as : measure === undefined ? undefined : usuallyPrinted(measure);
  return {
    row: {
      heading: typed.heading, figure: read.query, ...(as === undefined || as === 'count' ? {} : { as }), ...(places.places === undefined ? {} : { places: places.places }), ...(was?.base === undefined || was.figure.measure !== measure ? {} : { base: was.base }), ...(was?.unlessZero === undefined ? {} : { unlessZero: was.unlessZero }),
    },
  };
}

export function typedRow(row: NamedRow): TypedColumn {
  return { ...blank, heading: row.heading, question: typedFrom(row.figure), as: row.as ?? '', places: row.places === undefined ? '' : String(row.places) };
}
