import type { FastifyReply, FastifyRequest } from 'fastify';
import { figuresIn } from '../../../reporting/compose-narrative.ts';
import type { WordsTableSpec } from '../../../reporting/layout.ts';
import { longestCell, mostColumns, mostRows } from '../../../reporting/read-layout.ts';
import type { Database } from '../../../store/database.ts';
import { inOneState } from './compose-part.ts';
import { type Body, type FieldError, lineError, lineOf, numberOf, wordsOf } from './fields.ts';
import { figuresPage, figureToInsert, openPlace, type TypedFigure, typedFigure } from './insert-figure.ts';
import { addressOfPart, afterEdit, changePart, choicesOf, type PartAsking, partPage, previewOf, sendPart, versionSent } from './part-editing.ts';

type Asking = PartAsking<WordsTableSpec>;
type TypedTable = Pick<WordsTableSpec, 'caption' | 'headings' | 'rows'>;

/** A table as its form brings it: as many columns and rows as the form had, whatever else was sent. */
function typedTable(body: Body | undefined): TypedTable {
  const count = (name: string, most: number): number => Math.min(numberOf(body?.[name]) ?? 0, most);
  const columns = Array.from({ length: count('columns', mostColumns) }, (_, column) => column);
  return {
    caption: lineOf(body, 'caption'), headings: columns.map((column) => lineOf(body, `heading-${column}`)),
    rows: Array.from({ length: count('rows', mostRows) }, (_, row) => columns.map((column) => wordsOf(body, `cell-${row}-${column}`).trim())),
  };
}

function moved<T>(all: readonly T[], from: number, to: number): readonly T[] {
  const copy = [...all];
  if (from < 0 || to < 0 || from >= copy.length || to >= copy.length) return copy;
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

/** The table after a button for one of its rows or columns. One row and two columns are the least that it has. */
function arranged(table: TypedTable, act: string, at: number): TypedTable {
  const { headings, rows } = table;
  const eachRow = (change: (cells: readonly string[]) => readonly string[]): TypedTable => ({ ...table, headings: change(headings), rows: rows.map(change) });
  switch (act) {
    case 'row-add': return rows.length < mostRows ? { ...table, rows: [...rows, headings.map(() => '')] } : table;
    case 'row-up': return { ...table, rows: moved(rows, at, at - 1) };
    case 'row-down': return { ...table, rows: moved(rows, at, at + 1) };
    case 'row-remove': return rows.length > 1 ? { ...table, rows: rows.filter((_, row) => row !== at) } : table;
    case 'column-add': return headings.length < mostColumns ? { ...table, headings: [...headings, `Column ${headings.length + 1}`], rows: rows.map((cells) => [...cells, '']) } : table;
    case 'column-left': return eachRow((cells) => moved(cells, at, at - 1));
    case 'column-right': return eachRow((cells) => moved(cells, at, at + 1));
    case 'column-remove': return headings.length > 2 ? eachRow((cells) => cells.filter((_, column) => column !== at)) : table;
    default: return table;
  }
}

function errorsOf({ caption, headings, rows }: TypedTable, figures: WordsTableSpec['figures'], inserting: boolean): FieldError[] {
  const cells = rows.flatMap((each, row) => each.map((text, column) => ({ text, href: `#cell-${row}-${column}`, row, column })));
  return [
    ...lineError(caption, 'the title of the table', '#caption'), ...headings.flatMap((heading, at) => lineError(heading, `the heading of column ${at + 1}`, `#heading-${at}`)),
    ...cells.filter(({ text, row, column }) => column === 0 && text === '' && rows[row]?.some((other) => other !== '') === true).map(({ href, row }) => ({ text: `Enter the first cell of row ${row + 1}: it says what the row is about`, href })),
    ...cells.filter(({ text }) => text.length > longestCell).map(({ href }) => ({ text: `A cell must have ${longestCell} characters or fewer`, href })),
    ...cells.flatMap(({ text, href }) => figuresIn(text).filter((name) => !Object.hasOwn(figures, name)).map((name) => ({ text: `{{${name}}} is no figure of these words. Insert one below, or take it out`, href }))),
    ...cells.filter(({ text }) => !inserting && openPlace.test(text)).map(({ href }) => ({ text: '{{}} waits for a figure. Choose one below and insert it, or take it out', href })),
  ];
}

export async function showWordsTable(database: Database, asking: Asking, request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], typed?: { readonly table: TypedTable; readonly figure: TypedFigure }): Promise<FastifyReply> {
  const { open, block } = asking;
  const { caption, headings, rows } = typed?.table ?? block;
  const choices = await choicesOf(database, asking);
  const [figures, looks] = await inOneState(database, async (records) => [await figuresPage(records, open, choices, block.figures, figuresIn(rows.flat().join('\n')), typed?.figure, errors), await previewOf(records, open, block)]);
  return sendPart(reply, 'words-table', {
    ...partPage(asking, request, 'A table of words', errors), ...figures, ...looks, caption, longestCell, carriedOver: block.carriedOver, isBlank: block.rows.flat().every((cell) => cell === ''),
    headings: headings.map((heading, at) => ({ at, heading, first: at === 0, last: at === headings.length - 1, only: headings.length === 2 })), mayAddColumn: headings.length < mostColumns, mayAddRow: rows.length < mostRows,
    rows: rows.map((cells, at) => ({ at, cells: cells.map((text, column) => ({ column, text, heading: headings[column] === '' ? `Column ${column + 1}` : (headings[column] ?? '') })), first: at === 0, last: at === rows.length - 1, only: rows.length === 1 })),
    done: (request.query as Readonly<Record<string, unknown>>)['done'] === undefined ? undefined : 'Saved.',
  });
}

/** Saves the table as it was typed, with what the button asks besides: a row or column more, less or elsewhere, or a figure where `{{}}` stands. */
export async function saveWordsTable(database: Database, asking: Asking, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const { open, block } = asking;
  const { body } = request;
  const [act = '', which = ''] = lineOf(body, 'do').split(' ');
  const typed = { table: typedTable(body), figure: typedFigure(body) };
  const refuse = (errors: readonly FieldError[]) => showWordsTable(database, asking, request, reply, errors, typed);
  if (typed.table.headings.length < 2 || typed.table.rows.length === 0) return reply.redirect(addressOfPart(asking), 303);
  const add = await figureToInsert(database, asking, block.figures, act, typed.figure);
  if (add !== undefined && 'errors' in add) return refuse(add.errors);
  const errors = errorsOf(typed.table, block.figures, add !== undefined);
  if (errors.length > 0) return refuse(errors);
  const places = typed.table.rows.flat().filter((cell) => openPlace.test(cell)).length;
  if (add !== undefined && places !== 1) return refuse([{ text: places === 0 ? 'Type {{}} in the cell where the figure is to stand, then insert it' : 'Type {{}} in one cell at a time: the figure goes where it stands', href: '#cell-0-0' }]);
  const at = numberOf(which) ?? -1;
  const chip = add === undefined ? '' : `{{${add.name}}}`;
  const table = arranged(add === undefined ? typed.table : { ...typed.table, rows: typed.table.rows.map((cells) => cells.map((cell) => cell.replace(openPlace, chip))) }, act, at);
  const made = await changePart(database, asking, versionSent(body, asking), act === 'holds' ? 'Table of words taken over was checked' : 'Table of words changed', ({ carriedOver, ...one }) => {
    const figures = Object.fromEntries(Object.entries(one.figures).filter(([name]) => !(act === 'drop' && name === which)));
    const changed = JSON.stringify([one.caption, one.headings, one.rows]) !== JSON.stringify([table.caption, table.headings, table.rows]);
    return { ...one, ...table, figures: add === undefined ? figures : { ...figures, [add.name]: add.figure }, ...(carriedOver === undefined || act === 'holds' || (changed && add === undefined) ? {} : { carriedOver }) };
  });
  const place = act === 'row-add' ? `#row-${table.rows.length - 1}` : act === 'column-add' ? `#heading-${table.headings.length - 1}` : act === 'row-up' ? `#row-${at - 1}` : act === 'row-down' ? `#row-${at + 1}` : act.startsWith('column') ? '#columns' : '';
  return afterEdit(request, reply, open.kept.report, made, `${addressOfPart(asking)}?done=yes${place}`, refuse, '#caption');
}
