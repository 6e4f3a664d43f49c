import type { FastifyReply, FastifyRequest } from 'fastify';
import { dependingOn, moveColumn, moveNamedRow, removeColumn, removeNamedRow } from '../../../reporting/table-edits.ts';
import type { TableSpec } from '../../../reporting/layout.ts';
import type { Database } from '../../../store/database.ts';
import { type Body, type FieldError, lineError, lineOf, numberOf } from './fields.ts';
import { addressOfPart, afterEdit, changePart, type PartAsking, partPage, previewOf, sendPart, versionSent } from './part-editing.ts';
import { partName } from './part-words.ts';
import { columnName, tableFacts } from './table-page.ts';

const textFields = ['caption', 'total', 'base', 'none', 'note'] as const;
type Typed = Readonly<Record<(typeof textFields)[number], string>> & { readonly twice: boolean };

const typedOf = (table: TableSpec): Typed => ({ caption: table.caption, total: table.total ?? '', base: table.base ?? '', none: table.none ?? '', note: table.note ?? '', twice: table.adds === false });

export async function showTable(database: Database, asking: PartAsking<TableSpec>, request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], typed = typedOf(asking.block)): Promise<FastifyReply> {
  const { open, block } = asking;
  const { words } = open.authority;
  return sendPart(reply, 'table', {
    ...partPage(asking, request, partName(block, words), errors), typed, ...tableFacts(block, words), ...await previewOf(database, open, block), isCases: 'cases' in block.rows, only: block.only !== undefined,
    done: (request.query as Readonly<Record<string, unknown>>)['done'] === undefined ? undefined : 'Saved. The table below is as it is now.',
  });
}

/** Saves the words of a table, or moves and removes a column or a row. */
export async function saveTable(database: Database, asking: PartAsking<TableSpec>, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const { open, block } = asking;
  const { words } = open.authority;
  const here = `${addressOfPart(asking)}?done=yes`;
  const seen = versionSent(request.body, asking);
  const name = partName(block, words);
  const [act = '', which = ''] = lineOf(request.body, 'do').split(' ');
  const change = (what: string, edit: (table: TableSpec) => TableSpec) => changePart(database, asking, seen, `‘${name}’: ${what}`, edit).then((made) => afterEdit(request, reply, open.kept.report, made, `${here}#columns`));
  const column = block.columns.find((one) => one.key === which);
  if (act === 'column-up' || act === 'column-down') return change('columns put in another order', (table) => moveColumn(table, which, act === 'column-up' ? 'up' : 'down'));
  if (act === 'column-remove' && column !== undefined) {
    const [needs] = dependingOn(block, which);
    if (needs !== undefined) return showTable(database, asking, request, reply, [{ text: `‘${columnName(needs, words)}’ is worked out from ‘${columnName(column, words)}’. Remove or change it first`, href: '#columns' }]);
    if (block.columns.length === 1) return showTable(database, asking, request, reply, [{ text: 'A table has at least one column', href: '#columns' }]);
    return change(`column ‘${columnName(column, words)}’ removed`, (table) => removeColumn(table, which));
  }
  const row = numberOf(which);
  if (row !== undefined && (act === 'row-up' || act === 'row-down')) return change('rows put in another order', (table) => moveNamedRow(table, row, act === 'row-up' ? 'up' : 'down'));
  if (row !== undefined && act === 'row-remove') return change('a row removed', (table) => removeNamedRow(table, row));
  return saveWords(database, asking, request, reply, seen, here);
}

async function saveWords(database: Database, asking: PartAsking<TableSpec>, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply, seen: number, here: string): Promise<FastifyReply> {
  const { open, block } = asking;
  const { body } = request;
  const typed: Typed = { caption: lineOf(body, 'caption'), total: lineOf(body, 'total'), base: lineOf(body, 'base'), none: lineOf(body, 'none'), note: lineOf(body, 'note'), twice: lineOf(body, 'twice') === 'yes' };
  const refuse = (errors: readonly FieldError[]) => showTable(database, asking, request, reply, errors, typed);
  const needsTotal = block.columns.some((column) => 'derive' in column && 'percentOfTotal' in column.derive);
  const errors = [
    ...lineError(typed.caption, 'the caption', '#caption'), ...(['total', 'base', 'none', 'note'] as const).flatMap((field) => lineError(typed[field], 'this', `#${field}`, false)),
    ...(needsTotal && typed.total === '' ? [{ text: 'Enter the heading of the total row: percentages of the total are worked out from it', href: '#total' }] : []),
  ];
  if (errors.length > 0) return refuse(errors);
  const made = await changePart(database, asking, seen, `‘${partName(block, open.authority.words)}’ reworded`, ({ total: _total, base: _base, none: _none, note: _note, adds: _adds, ...table }) => ({
    ...table, caption: typed.caption, ...(typed.total === '' ? {} : { total: typed.total }), ...(typed.base === '' ? {} : { base: typed.base }), ...(typed.none === '' ? {} : { none: typed.none }), ...(typed.note === '' ? {} : { note: typed.note }), ...(typed.twice ? { adds: false } : {}),
  }), (table) => typedOf(table));
  return afterEdit(request, reply, open.kept.report, made, here, refuse, '#caption');
}
