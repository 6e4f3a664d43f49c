import { canonicalJson } from '../../store/canonical-json.ts';
import type { Asked, Report, ReportBlock, ReportTable } from '../report-value.ts';

/**
 * One thing that a report prints, by a path that is the same in another making of the same report: words, or a number with the questions
 * behind it (`asked` empty for words).
 */
export type PrintedValue = { readonly path: string; readonly group: string; readonly place: string; readonly text: string; readonly asked: readonly Asked[] };

/** What identifies a question, whenever it is asked and whatever it was answered. */
export function questionKey({ query: asked, keys }: Pick<Asked, 'query' | 'keys'>): string {
  const { as_at: _, ...query } = asked;
  // As it is kept: what is undefined in one that was just asked is not there in one that was read.
  return canonicalJson(JSON.parse(JSON.stringify([query, keys ?? null])));
}

/** Everything that a report prints, in order. What comes several times under one path is counted. */
export function printedValues(report: Report): PrintedValue[] {
  const seen = new Map<string, number>();
  const own = (value: PrintedValue): PrintedValue => {
    const nth = seen.get(value.path) ?? 0;
    seen.set(value.path, nth + 1);
    return nth === 0 ? value : { ...value, path: `${value.path} ${nth}` };
  };
  const words = (path: string, group: string, place: string, text: string): PrintedValue => ({ path, group, place, text, asked: [] });
  const whole = 'The report as a whole';
  return [
    words('title', whole, 'Title', report.title), words('period', whole, 'Period', report.period.label), words('audience', whole, 'Below the title', report.audience),
    ...report.notes.map((note) => words(`note ${note}`, whole, 'Note', note)),
    ...report.sections.flatMap((section) => [words(`section ${section.key}`, section.title, 'Title of the section', section.title), ...section.blocks.flatMap((block) => valuesOf(block, section.title, words))]),
  ].map(own);
}

type Words = (path: string, group: string, place: string, text: string) => PrintedValue;

function valuesOf(block: ReportBlock, section: string, words: Words): PrintedValue[] {
  const { key } = block;
  switch (block.kind) {
    case 'table': return valuesOfTable(block, words);
    case 'headlines': return block.figures.map(({ heading, text, comparison, asked }) => ({ path: `${key} ${heading}`, group: section, place: heading, text: comparison === undefined ? text : `${text} (${comparison})`, asked }));
    case 'sentences': return block.sentences.map(({ text, asked }) => ({ path: `${key} ${asked[0] === undefined ? text : questionKey(asked[0])}`, group: section, place: 'A sentence', text, asked }));
    case 'text': return block.paragraphs.map((text, at) => words(`${key} ${at}`, section, `Paragraph ${at + 1}`, text));
    case 'quotes': return block.quotes.map(({ text, attribution }, at) => words(`${key} ${at}`, section, `Quotation ${at + 1}`, `${text} (${attribution})`));
    case 'actions': return block.actions.map(({ text, service, standing }, at) => words(`${key} ${at}`, section, `Action ${at + 1}`, [text, service, standing].filter((part) => part !== undefined).join(' – ')));
    case 'narrative': return block.paragraphs.flatMap(({ parts }, at) => parts.map((part): PrintedValue => ('figure' in part
      ? { path: `${key} {${part.figure}}`, group: section, place: `A figure in paragraph ${at + 1} of the narrative`, text: part.text, asked: part.asked } : words(`${key} ${at}`, section, `Narrative, paragraph ${at + 1}`, part.text))));
    case 'words table': return [
      words(`${key} caption`, `Table ${block.number}: ${block.caption}`, 'Caption', block.caption), ...block.headings.map((heading, at) => words(`${key} column ${at}`, `Table ${block.number}: ${block.caption}`, 'Heading of a column', heading)),
      ...block.rows.flatMap((cells, row) => cells.flatMap((parts, at) => parts.map((part): PrintedValue => ('figure' in part
        ? { path: `${key} {${part.figure}}`, group: `Table ${block.number}: ${block.caption}`, place: `A figure in row ${row + 1}, ${block.headings[at] ?? ''}`, text: part.text, asked: part.asked }
        : words(`${key} ${row} ${at}`, `Table ${block.number}: ${block.caption}`, `Row ${row + 1}, ${block.headings[at] ?? ''}`, part.text))))),
    ];
    case 'picture': return [words(`${key} picture`, section, 'A picture', block.hash), words(`${key} alt`, section, 'What a picture shows, in words', block.alt), words(`${key} caption`, section, 'Caption of a picture', block.caption ?? '')];
    case 'limits': return block.limits.map(({ step, limit, source }) => words(`${key} ${step}`, section, `Time limit: ${step}`, `${limit} (${source})`));
    case 'definitions': return block.definitions.map(({ term, meaning }) => words(`${key} ${term}`, section, `Definition: ${term}`, meaning));
    default: return block satisfies never;
  }
}

function valuesOfTable(table: ReportTable, words: Words): PrintedValue[] {
  const group = `Table ${table.number}: ${table.caption}`;
  const rows = [...table.rows.map((row) => ({ row, id: `row ${row.value ?? row.heading}` })), ...(table.total === undefined ? [] : [{ row: table.total, id: 'total' }])];
  return [
    words(`${table.key} caption`, group, 'Caption', table.caption), ...table.columns.map(({ key, heading }) => words(`${table.key} column ${key}`, group, 'Heading of a column', heading)),
    ...rows.flatMap(({ row, id }) => [
      words(`${table.key} ${id}`, group, 'Heading of a row', row.heading),
      ...row.cells.map((cell, at): PrintedValue => ({
        path: `${table.key} ${id} ${table.columns[at]?.key ?? at}`, group, place: [row.heading, table.columns[at]?.group, table.columns[at]?.heading].filter((part) => part !== undefined && part !== '').join(', '), text: cell.text, asked: cell.asked,
      })),
    ]),
    ...(table.base === undefined ? [] : [words(`${table.key} base`, group, 'Base', table.base)]), ...table.notes.map((note, at) => words(`${table.key} note ${at}`, group, 'Note', note)),
    ...(table.chart === undefined ? [] : [words(`${table.key} chart`, group, 'Title of the chart', table.chart.title)]),
  ];
}
