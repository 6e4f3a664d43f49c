import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Chart, Column, Rows, TableSpec } from '../../../reporting/layout.ts';
import { keyInWords } from '../../../reporting/question-words.ts';
import type { RelativePeriod } from '../../../reporting/report-period.ts';
import { addColumn, addNamedRow, columnsToUse, replaceColumn, replaceNamedRow, withChart } from '../../../reporting/table-edits.ts';
import type { Store } from '../../../store/store.ts';
import { keyItems, type QuestionChoices, questionFields, readQuestion, type TypedQuestion, typedFrom, typedQuestion, periodItems, wholeQuestion } from '../../question-fields.ts';
import type { Clock } from '../../request-context.ts';
import { type ColumnKind, columnFrom, columnPage, newColumn, readColumn, readRow, type TypedColumn, typedColumn, typedRow } from './column-form.ts';
import { type Body, type FieldError, lineError, lineOf, numberOf, valuesOf } from './fields.ts';
import { type Asking, ofReport } from './open-report.ts';
import { addressOfPart, afterEdit, changePart, choicesOf, type PartAsking, partAsking, partPage, sendPart, versionSent } from './part-editing.ts';
import { partName } from './part-words.ts';
import { chartNames, columnName } from './table-page.ts';

type Params = { readonly report: string; readonly part: string; readonly one?: string };
type Of = { readonly params: Params };
type Table = PartAsking<TableSpec>;

function tableAsking(asking: Asking, key: string): Table | undefined {
  const found = partAsking(asking, key);
  return found?.block.kind === 'table' ? { ...found, block: found.block } : undefined;
}

const orders = [['largest', 'The largest first'], ['declared', 'In their own order: as the council or the field lists them'], ['number', 'By number'], ['month', 'By month']] as const;
const periodValues: readonly (readonly [string, RelativePeriod])[] = [...[5, 4, 3, 2, 1].map((count) => [`years before ${count}`, { yearsBefore: count }] as const), ['previous', 'previous'], ['year to date', 'year to date'], ['this', 'this']];
const periodValue = (period: RelativePeriod): string => (typeof period === 'object' ? (period.yearsBefore === 0 ? 'this' : `years before ${period.yearsBefore}`) : period);

type TypedRows = { readonly kind: string; readonly by: string; readonly order: string; readonly every: boolean; readonly knownOnly: boolean; readonly heading: string; readonly periods: readonly string[] };

function typedRows({ rows }: TableSpec): TypedRows {
  const none = { by: '', order: 'largest', every: false, knownOnly: false, heading: rows.heading, periods: [] };
  if ('by' in rows) return { ...none, kind: 'by', by: rows.by, order: rows.order, every: rows.every === true, knownOnly: rows.knownOnly === true };
  return 'periods' in rows ? { ...none, kind: 'periods', periods: rows.periods.map(periodValue) } : { ...none, kind: 'named' };
}

/** What a chart says of its numbers, by what its table is of, where nobody has said otherwise. */
function usualChart(table: TableSpec, kind: Chart['kind'], series: readonly string[]): Chart {
  const noun = nounOfMeasure[table.figure.measure] ?? { one: 'one', many: 'all that were counted' };
  if ('periods' in table.rows) return { kind, series, noun, title: kind === 'bars' && countsAll(table, series) ? 'count by period' : 'plain' };
  return { kind, series, noun, title: kind === 'months' ? 'peak' : kind === 'bars' && 'by' in table.rows && table.total !== undefined ? 'largest' : 'plain' };
}

/** Whether what is drawn first is all that the table's measure counts, so that its noun alone says what that is. */
function countsAll({ figure, columns }: TableSpec, [first]: readonly string[]): boolean {
  const column = columns.find(({ key }) => key === first);
  return figure.measure in nounOfMeasure && figure.where === undefined && column !== undefined && 'figure' in column && Object.keys(column.figure).length === 0;
}

const nounOfMeasure: Readonly<Record<string, Chart['noun']>> = {
  representations: { one: '{representation}', many: '{representations}' }, complaints: { one: '{complaint}', many: '{complaints}' }, compliments: { one: '{compliment}', many: '{compliments}' }, elements: { one: '{element}', many: '{elements}' },
  stage2_requests: { one: 'request to go to stage 2', many: 'requests to go to stage 2' }, stage1_responses: { one: 'stage 1 answer', many: 'stage 1 answers' }, panels: { one: 'review panel', many: 'review panels' },
  ombudsman_enquiries: { one: 'enquiry from the Ombudsman', many: 'enquiries from the Ombudsman' }, ombudsman_decisions: { one: 'decision of the Ombudsman', many: 'decisions of the Ombudsman' }, actions: { one: 'learning action', many: 'learning actions' }, complainants: { one: 'person', many: 'people' },
};

/** The pages of a table: what it counts, its rows, its columns and its chart. */
export function addTables(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;
  const at = '/reports/:report/parts/:part';
  const nameOf = ({ open, block }: Table): string => partName(block, open.authority.words);

  const get = (path: string, show: (table: Table, request: FastifyRequest & Of, reply: FastifyReply) => Promise<FastifyReply>) =>
    app.get<{ Params: Params }>(`${at}${path}`, { config }, ofReport<Of>(db, clock, async (asking, request, reply) => {
      const table = tableAsking(asking, request.params.part);
      return table === undefined ? reply.callNotFound() : show(table, request, reply);
    }));
  const post = (path: string, save: (table: Table, request: FastifyRequest & Of & { readonly body: Body }, reply: FastifyReply) => Promise<unknown>) =>
    app.post<{ Params: Params; Body: Body }>(`${at}${path}`, { config }, ofReport<Of & { body: Body }>(db, clock, async (asking, request, reply) => {
      const table = tableAsking(asking, request.params.part);
      return table === undefined ? reply.callNotFound() : save(table, request, reply);
    }));

  const sendCounts = async (table: Table, request: FastifyRequest, reply: FastifyReply, typed: TypedQuestion, errors: readonly FieldError[]) =>
    sendPart(reply, 'counts', { ...partPage(table, request, 'What the table counts', errors, true), formAction: `${addressOfPart(table)}/counts`, tableName: nameOf(table), fields: questionFields('q', typed, await choicesOf(db, table)) });

  get('/counts', async (table, request, reply) => sendCounts(table, request, reply, typedFrom(table.block.figure), []));
  post('/counts', async (table, request, reply) => {
    const typed = typedQuestion(request.body, 'q');
    const refuse = (errors: readonly FieldError[]) => sendCounts(table, request, reply, typed, errors);
    const read = readQuestion('q', typed, await choicesOf(db, table), undefined, table.block.figure);
    if ('errors' in read) return refuse(read.errors);
    const made = await changePart(db, table, versionSent(request.body, table), `‘${nameOf(table)}’: what it counts`, (block) => ({ ...block, figure: wholeQuestion(read.query) }), (block) => block.figure);
    return afterEdit(request, reply, table.open.kept.report, made, `${addressOfPart(table)}?done=yes`, refuse, '#q-measure');
  });

  const sendRows = async (table: Table, request: FastifyRequest, reply: FastifyReply, typed: TypedRows, errors: readonly FieldError[]) => {
    const { words } = table.open.authority;
    return sendPart(reply, 'rows', {
      ...partPage(table, request, 'Rows of the table', errors, true), formAction: `${addressOfPart(table)}/rows`, tableName: nameOf(table), typed, keys: keyItems(table.block.figure.measure, typed.by, await choicesOf(db, table)),
      kinds: [
        { value: 'by', text: 'A row for each value', hint: { text: 'Each service, theme, outcome, month …' }, checked: typed.kind === 'by' }, { value: 'periods', text: 'A row for each period', hint: { text: 'This year and the years before' }, checked: typed.kind === 'periods' },
        { value: 'named', text: 'Rows of your own, each with its own question', hint: { text: `${keyInWords('stage', words)}s, signs of how well the procedure works …` }, checked: typed.kind === 'named' },
      ],
      orders: orders.map(([value, text]) => ({ value, text, selected: value === typed.order })), periods: periodValues.map(([value]) => ({ value, text: periodItems(value === 'this' ? '' : value).find((one) => one.selected)?.text ?? value, checked: typed.periods.includes(value) })),
    });
  };

  get('/rows', async (table, request, reply) => ('cases' in table.block.rows ? reply.redirect(addressOfPart(table), 303) : sendRows(table, request, reply, typedRows(table.block), [])));
  post('/rows', async (table, request, reply) => {
    const { body } = request;
    const typed: TypedRows = { kind: lineOf(body, 'kind'), by: lineOf(body, 'by'), order: lineOf(body, 'order'), every: lineOf(body, 'every') === 'yes', knownOnly: lineOf(body, 'knownOnly') === 'yes', heading: lineOf(body, 'heading'), periods: valuesOf(body, 'periods') };
    const choices = await choicesOf(db, table);
    const refuse = (errors: readonly FieldError[]) => sendRows(table, request, reply, typed, errors);
    const rows = rowsFrom(typed, table.block, choices);
    if ('errors' in rows) return refuse(rows.errors);
    const made = await changePart(db, table, versionSent(body, table), `‘${nameOf(table)}’: its rows`, (block) => ({ ...block, rows: rows.rows }), (block) => block.rows);
    return afterEdit(request, reply, table.open.kept.report, made, `${addressOfPart(table)}?done=yes`, refuse, '#kind');
  });

  const sendColumn = async (table: Table, request: FastifyRequest, reply: FastifyReply, typed: TypedColumn, errors: readonly FieldError[], where: { readonly title: string; readonly path: string; readonly own?: string; readonly isRow?: true }) =>
    sendPart(reply, 'column', { ...partPage(table, request, where.title, errors, true), formAction: `${addressOfPart(table)}${where.path}`, tableName: nameOf(table), isRow: where.isRow === true, ...columnPage(table.block, typed, await choicesOf(db, table), where.own) });

  get('/rows/:one', async (table, request, reply) => {
    const { one = '' } = request.params;
    const row = 'named' in table.block.rows ? table.block.rows.named[numberOf(one) ?? -1] : undefined;
    if (one !== 'add' && row === undefined) return reply.callNotFound() as unknown as FastifyReply;
    return sendColumn(table, request, reply, row === undefined ? newColumn('figure') : typedRow(row), [], { title: row === undefined ? 'Add a row' : 'Change the row', path: `/rows/${one}`, isRow: true });
  });
  post('/rows/:one', async (table, request, reply) => {
    const { one = '' } = request.params;
    const place = one === 'add' ? undefined : numberOf(one);
    const was = 'named' in table.block.rows && place !== undefined ? table.block.rows.named[place] : undefined;
    if (one !== 'add' && was === undefined) return reply.callNotFound();
    const typed = columnFrom(request.body, 'figure');
    const refuse = (errors: readonly FieldError[]) => sendColumn(table, request, reply, typed, errors, { title: was === undefined ? 'Add a row' : 'Change the row', path: `/rows/${one}`, isRow: true });
    const read = readRow(table.block, typed, await choicesOf(db, table), was);
    if ('errors' in read) return refuse(read.errors);
    const made = await changePart(db, table, versionSent(request.body, table), `‘${nameOf(table)}’: ${was === undefined ? 'a row added' : 'a row changed'}`, (block) => (place === undefined ? addNamedRow(block, read.row) : replaceNamedRow(block, place, read.row)), (block) => block.rows);
    return afterEdit(request, reply, table.open.kept.report, made, `${addressOfPart(table)}?done=yes#rows`, refuse, '#heading');
  });

  get('/columns/:one', async (table, request, reply) => {
    const { one = '' } = request.params;
    const column = table.block.columns.find((each) => each.key === one);
    const kind = (request.query as Readonly<Record<string, unknown>>)['kind'];
    if (column === undefined && one !== 'add') return reply.callNotFound() as unknown as FastifyReply;
    const typed = column === undefined ? newColumn(kind === 'across' || kind === 'derive' ? kind : 'figure') : typedColumn(column);
    return sendColumn(table, request, reply, typed, [], column === undefined ? { title: 'Add a column', path: '/columns/add' } : { title: 'Change the column', path: `/columns/${one}`, own: one });
  });
  post('/columns/:one', async (table, request, reply) => {
    const { one = '' } = request.params;
    const was: Column | undefined = table.block.columns.find((each) => each.key === one);
    if (was === undefined && one !== 'add') return reply.callNotFound();
    const sent = lineOf(request.body, 'kind');
    const kind: ColumnKind = was === undefined ? (sent === 'across' || sent === 'derive' ? sent : 'figure') : typedColumn(was).kind;
    const typed = columnFrom(request.body, kind);
    const refuse = (errors: readonly FieldError[]) => sendColumn(table, request, reply, typed, errors, was === undefined ? { title: 'Add a column', path: '/columns/add' } : { title: 'Change the column', path: `/columns/${one}`, own: one });
    const read = readColumn(table.block, typed, await choicesOf(db, table), was);
    if ('errors' in read) return refuse(read.errors);
    const name = columnName(read.column, table.open.authority.words);
    const made = await changePart(db, table, versionSent(request.body, table), `‘${nameOf(table)}’: column ‘${name}’ ${was === undefined ? 'added' : 'changed'}`, (block) => (was === undefined ? addColumn(block, read.column) : replaceColumn(block, was.key, read.column)), (block) => block.columns);
    return afterEdit(request, reply, table.open.kept.report, made, `${addressOfPart(table)}?done=yes#columns`, refuse, '#heading');
  });

  const sendChart = async (table: Table, request: FastifyRequest, reply: FastifyReply, kind: string, series: readonly string[], errors: readonly FieldError[]) => sendPart(reply, 'chart', {
    ...partPage(table, request, 'Chart', errors, true), formAction: `${addressOfPart(table)}/chart`, tableName: nameOf(table),
    kinds: [{ value: 'none', text: 'No chart', checked: kind === 'none' }, ...Object.entries(chartNames).map(([value, text]) => ({ value, text, checked: value === kind }))],
    series: columnsToUse(table.block).map((one) => ({ value: one.key, text: columnName(one.column, table.open.authority.words), checked: series.includes(one.key) })),
  });
  get('/chart', async (table, request, reply) => sendChart(table, request, reply, table.block.chart?.kind ?? 'none', table.block.chart?.series ?? [], []));
  post('/chart', async (table, request, reply) => {
    const kind = lineOf(request.body, 'kind');
    const series = columnsToUse(table.block).map((one) => one.key).filter((key) => valuesOf(request.body, 'series').includes(key));
    const refuse = (errors: readonly FieldError[]) => sendChart(table, request, reply, kind, series, errors);
    const chosen = (Object.keys(chartNames) as Chart['kind'][]).find((one) => one === kind);
    if (chosen === undefined && kind !== 'none') return refuse([{ text: 'Select the kind of chart', href: '#kind' }]);
    if (chosen !== undefined && series.length === 0) return refuse([{ text: 'Select at least one column to draw', href: '#series' }]);
    if (chosen === 'months' && !('by' in table.block.rows && table.block.rows.order === 'month')) return refuse([{ text: 'A line by month needs a table with a row for each month', href: '#kind' }]);
    const was = table.block.chart;
    const chart = chosen === undefined ? undefined : was?.kind === chosen ? { ...was, series } : usualChart(table.block, chosen, series);
    const made = await changePart(db, table, versionSent(request.body, table), `‘${nameOf(table)}’: its chart`, (block) => withChart(block, chart), (block) => block.chart);
    return afterEdit(request, reply, table.open.kept.report, made, `${addressOfPart(table)}?done=yes`, refuse, '#kind');
  });
}

function rowsFrom(typed: TypedRows, table: TableSpec, choices: QuestionChoices): { readonly rows: Rows } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [...lineError(typed.heading, 'the heading', '#heading')];
  const { heading } = typed;
  if (typed.kind === 'periods') {
    const periods = periodValues.filter(([value]) => typed.periods.includes(value)).map(([, period]) => period);
    if (periods.length === 0) errors.push({ text: 'Select at least one period', href: '#periods' });
    return errors.length > 0 ? { errors } : { rows: { periods, heading } };
  }
  if (typed.kind === 'named') return errors.length > 0 ? { errors } : { rows: 'named' in table.rows ? { ...table.rows, heading } : { heading, named: [{ heading: 'All', figure: {} }] } };
  if (typed.kind !== 'by') return { errors: [...errors, { text: 'Select what the rows are', href: '#kind' }] };
  if (!keyItems(table.figure.measure, '', choices).some((one) => one.value === typed.by) && !('by' in table.rows && table.rows.by === typed.by)) errors.push({ text: 'Choose what the rows are told apart by', href: '#by' });
  const order = orders.find(([value]) => value === typed.order)?.[0];
  if (order === undefined) errors.push({ text: 'Choose the order', href: '#order' });
  if ((order === 'month') !== (typed.by === 'month')) errors.push({ text: order === 'month' ? 'Only months can be put by month' : 'Months go by month', href: '#order' });
  if (order === undefined || errors.length > 0) return { errors };
  const silent = 'by' in table.rows && table.rows.by === typed.by && table.rows.silentIfUnknown === true;
  return { rows: { by: typed.by, order, heading, ...(typed.every ? { every: true } : {}), ...(typed.knownOnly ? { knownOnly: true } : {}), ...(silent ? { silentIfUnknown: true } : {}) } };
}
