import { inWords, parseDay } from '../../domain/day.ts';
import type { FigureAnswer } from '../../domain/figure-query.ts';
import { asked, isCounted, type Composer, type Composing } from '../composing.ts';
import { roundHalfAway } from '../house-style.ts';
import { mergeQueries, type Rows, type TableSpec } from '../layout.ts';
import type { Asked } from '../report-value.ts';
import { columnOf, isFigure, textOf, type FigureColumn, type Grid, type Line, type PrintedColumn } from './grid.ts';

type CaseRows = Extract<Rows, { cases: string }>;

/** A table with a row for each case, by a pseudonym: in the order of its last fact, and of the register. */
export function* gridOfCases(table: TableSpec, rows: CaseRows, composing: Composing): Composer<Grid> {
  const queryOf = (spec: FigureColumn) => composing.query(mergeQueries(table.figure, spec.figure));
  const specs = table.columns.filter(isFigure);
  const whole = composing.query(table.figure);
  const [listed, ...answers] = yield [{ ...whole, by: [rows.cases, ...rows.facts.map((fact) => fact.key)] }, ...specs.map((spec) => ({ ...queryOf(spec), by: rows.cases }))];
  const lastFact = rows.facts.at(-1)?.key ?? rows.cases;
  const cases = (listed?.rows ?? []).toSorted((a, b) => (`${String(a.keys[lastFact])}${String(a.keys[rows.cases])}` < `${String(b.keys[lastFact])}${String(b.keys[rows.cases])}` ? -1 : 1));
  const lines = cases.map((each, at): Line => ({ value: each.keys[rows.cases] ?? null, heading: `${rows.pseudonym} ${at + 1}` }));
  const facts = new Map(cases.map(({ keys }) => [textOf(keys[rows.cases] ?? null), factsOf(keys, rows, composing)]));
  const at = (line: Line, column: PrintedColumn): Asked | undefined => {
    if (!isFigure(column.spec)) return undefined;
    const query = queryOf(column.spec);
    const row = answers[specs.indexOf(column.spec)]?.rows?.find(({ keys }) => textOf(keys[rows.cases] ?? null) === textOf(line.value));
    return asked({ ...query, where: { ...query.where, [rows.cases]: line.value ?? '' } }, { answer: row?.answer ?? (isCounted(query.measure) ? 0 : null), from: 'records' });
  };
  // Of the cases listed: what was paid in the period for others is no part of it.
  const totalOf = (column: PrintedColumn): Asked | undefined => {
    if (!isFigure(column.spec) || !isCounted(queryOf(column.spec).measure)) return undefined;
    return { query: { ...queryOf(column.spec), by: rows.cases }, answer: roundHalfAway(lines.reduce((all, line) => all + (at(line, column)?.answer ?? 0), 0), 2), from: 'records' };
  };
  const columns = specs.map((spec): PrintedColumn => columnOf(spec, composing));
  return { lines, columns, at, totalOf, facts: (line) => facts.get(textOf(line.value)) ?? [] };
}

function factsOf(keys: NonNullable<FigureAnswer['rows']>[number]['keys'], rows: CaseRows, composing: Composing): string[] {
  return rows.facts.map((fact) => {
    const value = keys[fact.key] ?? null;
    if (value === null) return fact.absent ?? 'Not recorded';
    const asDay = typeof value === 'string' ? parseDay(value) : undefined;
    return asDay === undefined ? composing.value(fact.key, value) : inWords(asDay);
  });
}
