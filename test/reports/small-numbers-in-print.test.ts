import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layout, TableSpec } from '../../src/reporting/layout.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { printedValues } from '../../src/reporting/publishing/printed-values.ts';
import { composeEditions, type Editions } from '../../src/reporting/report.ts';
import type { Asked, Report } from '../../src/reporting/report-value.ts';
import { allAuthorities, type Authority } from '../../src/store/authorities.ts';
import { canonicalJson } from '../../src/store/canonical-json.ts';
import type { Store } from '../../src/store/store.ts';
import type { DisclosureRule } from '../../src/store/tables.ts';
import { withDemonstration } from '../demonstration.ts';

const registers = ['halton-2023-24', 'herefordshire-2024-25-q1'];
const termsOf = (report: Report): string[] => report.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'definitions' ? block.definitions.map(({ term }) => term) : [])));
/** What was asked, whenever and in whatever row it is printed. */
const named = ({ query, keys = {} }: Asked): string => {
  const { by: _, as_at: __, where = {}, ...rest } = query;
  return canonicalJson([rest, { ...where, ...keys }]);
};

async function editionsOf(store: Store, authority: Authority, rule: DisclosureRule, layout?: Layout): Promise<Editions> {
  assert.ok(authority.report !== undefined);
  const { layout: usual, from, to } = authority.report;
  return composeEditions(store.db, authority, layout ?? findLayout(usual)!, { from, to }, { disclosure: { rule } });
}

test('in print', async (t) => {
  await withDemonstration(registers, async (store) => {
    const authorities = await allAuthorities(store.db);
    assert.equal(authorities.length, 2);

    await t.test('a number that is hidden in one place is printed in no other', async () => {
      for (const authority of authorities) {
        const { whole, printed } = await editionsOf(store, authority, { threshold: 5 });
        const values = printedValues(printed);
        const hidden = new Set(values.flatMap(({ asked }) => asked.filter((one) => one.hidden === true).map(named)));
        assert.ok(hidden.size > 10, `${hidden.size} are hidden in ${authority.authority}`);
        assert.deepEqual(values.flatMap(({ place, text, asked }) => asked.filter((one) => one.hidden !== true && one.answer !== null && hidden.has(named(one))).map(() => `${place}: ${text}`)), []);
        // Every number of the words is kept beside its question, so that none goes by unseen.
        assert.deepEqual(printedValues(whole).filter(({ text, asked }) => asked.length === 0 && / any of the \d/.test(text)), []);
      }
    });

    await t.test('a table of single cases is left out and keeps its number, so that every other has one number inside and in print', async () => {
      const cases: TableSpec = {
        kind: 'table', key: 'cases', caption: 'Each complaint', figure: { measure: 'complaints' }, rows: { cases: 'ref', pseudonym: 'Person', heading: 'Complainant', facts: [{ key: 'service', heading: 'Service' }] },
        columns: [{ key: 'days', heading: 'Working days', figure: { measure: 'stage1_days' }, as: 'days' }],
      };
      const usual = findLayout('annual')!;
      const layout: Layout = { ...usual, sections: [{ key: 'own', title: 'Own', blocks: [cases] }, ...usual.sections] };
      const { whole, printed } = await editionsOf(store, authorities[0]!, { threshold: 5 }, layout);
      const numbers = (report: Report): (readonly [string, number])[] => report.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [[block.key, block.number] as const] : [])));
      assert.deepEqual(numbers(whole)[0], ['cases', 1]);
      assert.ok(numbers(printed).length > 10);
      assert.deepEqual(numbers(printed), numbers(whole).slice(1));
      assert.deepEqual(printed.sections[0]?.blocks, [{ kind: 'text', key: 'cases', paragraphs: ['Table 1, Each complaint: left out of what is published, as each row is one case.'] }]);
      // Where there was no case at all, nothing is left out.
      const none = await editionsOf(store, authorities[0]!, { threshold: 5 }, { ...layout, sections: [{ key: 'own', title: 'Own', blocks: [{ ...cases, figure: { measure: 'panels' }, none: 'No panel was held.' }] }] });
      for (const report of [none.whole, none.printed]) assert.deepEqual(report.sections[0]?.blocks, [{ kind: 'text', key: 'cases', paragraphs: ['No panel was held.'] }]);
    });

    await t.test('terms are defined that the report uses, and none that only hiding small numbers asked for', async () => {
      for (const authority of authorities) {
        const { whole, printed } = await editionsOf(store, authority, { threshold: 5 });
        assert.deepEqual(termsOf(printed).filter((term) => !termsOf(whole).includes(term)), []);
        assert.ok(printed.stamp.questions <= whole.stamp.questions);
        // Neither council has promised any: that is said, and no number of them printed.
        assert.deepEqual(termsOf(whole).filter((term) => term.startsWith('Learning actions')), []);
        assert.ok(termsOf(whole).includes('Stage 2 requests'));
      }
    });

    await t.test('a mean alone in a report brings no definition of what it is of', async () => {
      const layout: Layout = { ...findLayout('annual')!, sections: [{ key: 'own', title: 'Own', blocks: [
        { kind: 'headlines', key: 'own-days', figures: [{ heading: 'Days', figure: { measure: 'stage1_days' }, as: 'days' }] }, { kind: 'definitions', key: 'own-terms' },
      ] }] };
      const { whole, printed } = await editionsOf(store, authorities[0]!, { threshold: 5 }, layout);
      assert.equal(termsOf(whole).length, 3);
      assert.deepEqual(termsOf(printed), termsOf(whole));
      assert.equal(printed.stamp.questions, whole.stamp.questions);
    });

    await t.test('of rounded numbers no table is said not to add up, and nothing that is there is said not to be', async () => {
      for (const authority of authorities) {
        const { whole, printed } = await editionsOf(store, authority, { threshold: 2, roundedTo: 10 });
        const texts = printedValues(printed).map(({ text }) => text);
        assert.deepEqual(texts.filter((text) => /add up to its total:|the rows add to|did not change|^All \d/.test(text)), []);
        const counted = new Map(printedValues(whole).flatMap(({ asked }) => asked.map((one) => [named(one), one.answer] as const)));
        const noughts = printedValues(printed).flatMap(({ place, asked }) => asked.filter((one) => one.answer === 0 && (counted.get(named(one)) ?? 0) !== 0).map(() => place));
        assert.deepEqual(noughts, []);
        const exact = printedValues(printed).filter(({ text, asked }) => asked.some(({ query: { measure }, answer }) => answer !== null && ((measure.endsWith('_days') && (answer % 1 !== 0 || /\d\.\d/.test(text))) || (measure === 'remedy_payments' && answer % 1000 !== 0))));
        assert.deepEqual(exact.map(({ place, text }) => `${place}: ${text}`), [], 'no mean or sum is so exact that it tells what it is of');
      }
    });
  });
});
