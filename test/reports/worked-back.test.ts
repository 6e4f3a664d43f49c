import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysAfter, monthsAfter } from '../../src/domain/day.ts';
import type { FigurePeriod } from '../../src/domain/figure-query.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeEditions, type Editions } from '../../src/reporting/report.ts';
import type { Asked, Report, ReportTable } from '../../src/reporting/report-value.ts';
import { editionOf } from '../../src/reporting/suppression/conceal.ts';
import { allAuthorities, type Authority, authorityNamed } from '../../src/store/authorities.ts';
import type { Store } from '../../src/store/store.ts';
import { demonstrationRegisters, withDemonstration } from '../demonstration.ts';

/** A number that a reader of the report can name: what was asked, as the report says it. */
const named = ({ query, keys }: Asked): string => JSON.stringify([query, keys ?? null]);
const tablesOf = (report: Report): ReportTable[] => report.sections.flatMap(({ blocks }) => blocks.filter((block): block is ReportTable => block.kind === 'table'));
const isCount = (table: ReportTable, column: number): boolean => [...table.rows, ...(table.total === undefined ? [] : [table.total])].every(({ cells }) => cells[column]?.asked.length === 1 && cells[column].asked[0]?.query.measure !== 'complainants');

type Bounds = { least: number; most: number };
/** The sums that a reader sees: the rows of a column and its total. Shares nothing with the way in which numbers are hidden. */
type Sum = { readonly total: string; readonly parts: readonly string[] };

function sumsOf(report: Report): Sum[] {
  return tablesOf(report).flatMap((table) => (table.total === undefined || table.rows.length === 0 ? [] : table.columns.flatMap((_, column): Sum[] => {
    const total = table.total?.cells[column]?.asked[0];
    return total === undefined || !isCount(table, column) || table.crossFooting.length === 0 ? [] : [{ total: named(total), parts: table.rows.flatMap(({ cells }) => cells[column]?.asked.map(named) ?? []) }];
  })));
}

/** Which counts a reader takes to be among which, where their headings say the same otherwise. */
const among: readonly (readonly [string, string])[] = [
  ['upheld_or_partly', 'complaints'], ['upheld_or_partly', 'representations'], ['stage1_responses', 'complaints'], ['stage1_completed', 'complaints'], ['stage1_responses', 'stage1_completed'], ['complaints', 'representations'], ['repeat_complainants', 'complainants'],
];
const countsPeople = new Set(['elements', 'stage2_requests', 'stage2_investigations', 'panels', 'ombudsman_enquiries', 'ombudsman_decisions', ...among.flat()]);
const holdsAllOf = (whole: Asked['query'], part: Asked['query']): boolean => whole.from === part.from && whole.to === part.to && whole.on === part.on && (whole.measure === part.measure || among.some(([one, other]) => one === part.measure && other === whole.measure))
  && Object.entries(whole.where ?? {}).every(([key, value]) => part.where?.[key] === value);

/** One column less another of the same row, where all that the one counts is among what the other counts. */
function differencesOf(report: Report): Sum[] {
  return tablesOf(report).flatMap((table) => [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap(({ cells }) => {
    const counts = cells.flatMap(({ asked: [one, ...more] }) => (one !== undefined && more.length === 0 && countsPeople.has(one.query.measure) ? [one] : []));
    return counts.flatMap((whole) => counts.flatMap((part): Sum[] => (named(whole) !== named(part) && holdsAllOf(whole.query, part.query) ? [{ total: named(whole), parts: [named(part), `${named(whole)} without ${named(part)}`] }] : [])));
  }));
}

/** One period less another within it, of one question, whichever of the editions asked it. */
function periodDifferencesOf(reports: readonly Report[]): Sum[] {
  const asked = new Map(reports.flatMap((report) => tablesOf(report).flatMap((table) => [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap(({ cells }) => cells.flatMap(({ asked: [one, ...more] }) => (
    one === undefined || more.length > 0 || !countsPeople.has(one.query.measure) || one.keys?.['month'] !== undefined ? [] : [[named(one), one] as const]))))));
  const questions = Map.groupBy(asked.values(), ({ query: { from: _from, to: _to, ...query }, keys }) => JSON.stringify([query, keys ?? null]));
  return [...questions.values()].flatMap((all) => all.flatMap((whole) => all.flatMap((part): Sum[] => (whole === part || part.query.from < whole.query.from || part.query.to > whole.query.to ? []
    : [{ total: named(whole), parts: [named(part), `${named(whole)} without ${named(part)}`] }]))));
}

/** What a patient reader with a pencil can work out: each sum bounds each of its numbers by the others, again and again. */
function workedBack(reports: readonly Report[], sums: readonly Sum[]): Map<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  const of = (name: string): Bounds => {
    const held = bounds.get(name) ?? { least: 0, most: 100_000 };
    bounds.set(name, held);
    return held;
  };
  for (const table of reports.flatMap(tablesOf)) {
    for (const cell of [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap(({ cells }) => cells)) {
      const [asked] = cell.asked;
      if (cell.asked.length === 1 && asked !== undefined && cell.hidden !== true && asked.answer !== null) bounds.set(named(asked), { least: asked.answer, most: asked.answer });
    }
  }
  for (let round = 0, changed = true; changed && round < 1000; round += 1) {
    changed = false;
    const tighten = (name: string, least: number, most: number): void => {
      const held = of(name);
      if (least > held.least || most < held.most) {
        held.least = Math.max(held.least, least);
        held.most = Math.min(held.most, most);
        changed = true;
      }
    };
    for (const { total, parts } of sums) {
      const least = parts.reduce((all, part) => all + of(part).least, 0);
      const most = parts.reduce((all, part) => all + of(part).most, 0);
      tighten(total, least, most);
      for (const part of parts) tighten(part, of(total).least - (most - of(part).most), of(total).most - (least - of(part).least));
    }
  }
  return bounds;
}

test('of the five reports published with small numbers hidden, none of those can be worked back from the tables together', async () => {
  await withDemonstration(demonstrationRegisters, async (store) => {
    let attacked = 0;
    for (const authority of await allAuthorities(store.db)) {
      assert.ok(authority.report !== undefined);
      const { layout, from, to } = authority.report;
      for (const threshold of [3, 5]) attacked += attack(await published(store, authority, threshold, [[layout, { from, to }]]), authority, threshold);
    }
    assert.ok(attacked > 300, `${attacked} small numbers were attacked`);

    // Two quarters, their half-year and the year, one after another: whoever keeps them all lays them side by side.
    const authority = await authorityNamed(store.db, 'Wokingham');
    const { from } = authority.report!;
    const months = (first: number, last: number) => ({ from: monthsAfter(from, first), to: daysAfter(monthsAfter(from, last), -1) });
    const editions = await published(store, authority, 5, [['quarterly', months(0, 3)], ['quarterly', months(3, 6)], ['half-year', months(0, 6)], ['annual', months(0, 12)]]);
    const together = attack(editions, authority, 5);
    assert.ok(together > 150, `${together} small numbers were attacked in four editions`);
  });
});

/** Editions one after another, each with small numbers hidden beside those before it. */
async function published(store: Store, authority: Authority, threshold: number, of: readonly (readonly [layout: string, period: FigurePeriod])[]): Promise<Editions[]> {
  const out: Editions[] = [];
  for (const [layout, period] of of) {
    const earlier = editionOf(...out.map(({ printed, whole }) => ({ printed: printed.sections, whole: whole.sections })));
    out.push(await composeEditions(store.db, authority, findLayout(layout)!, period, { disclosure: { rule: { threshold }, ...(out.length === 0 ? {} : { earlier }) } }));
  }
  return out;
}

/** How many small numbers were attacked, none of them with success. */
function attack(editions: readonly Editions[], authority: Authority, threshold: number): number {
  const [wholes, prints] = [editions.map(({ whole }) => whole), editions.map(({ printed }) => printed)];
  assert.deepEqual(editions.flatMap(({ given }) => given), []);
  const truth = new Map(wholes.flatMap(tablesOf).flatMap((table) => [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap(({ cells }) => cells.flatMap((cell) => cell.asked.map((asked) => [named(asked), asked.answer] as const)))));
  const sums = wholes.flatMap(sumsOf).filter(({ total, parts }) => parts.reduce((all, part) => all + (truth.get(part) ?? 0), 0) === truth.get(total));
  const differences = [...wholes.flatMap(differencesOf), ...periodDifferencesOf(wholes)].flatMap((difference) => {
    const [all, part] = [truth.get(difference.total), truth.get(difference.parts[0] ?? '')];
    return all == null || part == null || all < part ? [] : [{ ...difference, left: all - part }];
  });
  const bounds = workedBack(prints, [...sums, ...differences]);
  let attacked = 0;
  for (const { total, parts: [, rest = ''], left } of differences) {
    if (left === 0 || left >= threshold) continue;
    const { least, most } = bounds.get(rest) ?? { least: 0, most: threshold };
    attacked += 1;
    assert.ok(least <= 1 && most >= threshold - 1, `${authority.authority}: ${total}, ${rest} is between ${least} and ${most}`);
  }
  for (const cell of prints.flatMap(tablesOf).flatMap((table) => table.rows.flatMap(({ cells }) => cells))) {
    const [asked] = cell.asked;
    if (cell.hidden !== true) {
      if (cell.asked.length === 1 && asked?.query.measure === 'complaints') assert.ok(cell.value === null || cell.value === 0 || cell.value >= threshold, JSON.stringify(cell));
      continue;
    }
    assert.equal(cell.text, '[c]');
    assert.ok(cell.value === null && cell.asked.some((each) => each.answer === null && each.hidden === true));
    const value = asked === undefined ? undefined : truth.get(named(asked));
    if (cell.asked.length !== 1 || asked === undefined || value == null || value === 0 || value >= threshold) continue;
    const { least, most } = bounds.get(named(asked)) ?? { least: 0, most: threshold };
    attacked += 1;
    assert.ok(least <= 1 && most >= threshold - 1, `${authority.authority}: ${named(asked)} is between ${least} and ${most}`);
  }
  return attacked;
}
