import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../domain/day.ts';
import type { FigureAnswer, FigureQuery } from '../../domain/figure-query.ts';
import type { Asked, ReportCell, ReportSection } from '../report-value.ts';
import { type Ask, concealing, editionOf } from './conceal.ts';

const complaints = (from: string, to: string, where?: FigureQuery['where']): FigureQuery => ({ measure: 'complaints', from: day(from), to: day(to), ...(where === undefined ? {} : { where }) });
const first = complaints('2025-04-01', '2025-06-30');
const second = complaints('2025-07-01', '2025-09-30');
const half = complaints('2025-04-01', '2025-09-30');

/** A section that says each number in a headline. */
function saying(...numbers: readonly (readonly [FigureQuery, number])[]): ReportSection[] {
  return [{ key: 'numbers', title: 'Numbers', blocks: [{ kind: 'headlines', key: 'numbers', figures: numbers.map(([query, answer]) => ({ heading: 'Complaints', text: String(answer), asked: [{ query, answer }] })) }] }];
}
const nothingElse: Ask = { figures: async (queries) => queries.map(() => ({ answer: null })), cases: async () => 0 };
const shown = (conceal: (query: FigureQuery, answer: FigureAnswer) => FigureAnswer, ...numbers: readonly (readonly [FigureQuery, number])[]) => numbers.map(([query, answer]) => conceal(query, { answer }).answer);

test('a quarter that an earlier edition hid is not given away by the half-year and the other quarter', async () => {
  const earlier = editionOf({ printed: [{ key: 'numbers', title: 'Numbers', blocks: [] }], whole: saying([first, 3]) });
  const { conceal, given } = await concealing(saying([half, 40], [second, 37]), { threshold: 5 }, nothingElse, earlier);
  assert.deepEqual(given, []);
  assert.equal(shown(conceal, [half, 40], [second, 37]).filter((answer) => answer === null).length, 1);
});

test('a small number that follows from the last edition and this one is hidden here, and named where nothing helps', async () => {
  const out = saying([half, 40], [first, 37]);
  const { given } = await concealing(saying([second, 3]), { threshold: 5 }, nothingElse, editionOf({ printed: out, whole: out }));
  assert.equal(given.length, 1);
});

test('a small number that an earlier edition printed, as less was hidden then, is left out now and named', async () => {
  const out = saying([first, 4]);
  const { conceal, given, hidden } = await concealing(saying([first, 4], [half, 40]), { threshold: 5 }, nothingElse, editionOf({ printed: out, whole: out }));
  assert.deepEqual([shown(conceal, [first, 4], [half, 40]), given.length, hidden], [[null, 40], 1, 1]);
});

test('a rate of a small part is hidden with its part, and so is a mean of few', async () => {
  const upheld: FigureQuery = { ...half, measure: 'upheld_rate' };
  const days: FigureQuery = { ...first, measure: 'stage1_days' };
  const ask: Ask = { ...nothingElse, figures: async (queries) => queries.map((query) => ({ answer: query.measure === 'complaints' ? 40 : 4 })) };
  const { conceal } = await concealing(saying([upheld, 5], [days, 12.5]), { threshold: 5 }, ask);
  assert.deepEqual(shown(conceal, [upheld, 5], [days, 12.5]), [null, null]);
});

test('what identifies nobody is printed however small: spend, promised actions, the work of the services, compliments', async () => {
  const numbers = (['spend', 'actions', 'activity', 'compliments'] as const).map((measure): readonly [FigureQuery, number] => [{ ...half, measure }, 2]);
  const { conceal } = await concealing(saying(...numbers), { threshold: 5 }, nothingElse);
  assert.deepEqual(shown(conceal, ...numbers), [2, 2, 2, 2]);
});

test('counts are rounded each by itself, and a rate is worked out from the rounded counts', async () => {
  const upheld: FigureQuery = { ...half, measure: 'upheld_rate' };
  const ask: Ask = { ...nothingElse, figures: async (queries) => queries.map(() => ({ answer: 42 })) };
  // 18 of 42 is 42.857 per cent; rounded to the nearest five, 20 of 40.
  const { conceal } = await concealing(saying([half, 42], [upheld, 1800 / 42]), { threshold: 5, roundedTo: 5 }, ask);
  assert.deepEqual(shown(conceal, [half, 42], [upheld, 1800 / 42]), [40, 50]);
});

test('a number that no table prints is still hidden where it is small, should it find its way into words', async () => {
  const { conceal } = await concealing(saying([half, 40]), { threshold: 5 }, nothingElse);
  assert.deepEqual(shown(conceal, [half, 40], [first, 3], [second, 0]), [40, null, 0]);
});

test('what is divided by few investigations is hidden with them: the spend stands beside it', async () => {
  const spend: FigureQuery = { ...half, measure: 'spend' };
  const each: FigureQuery = { ...half, measure: 'spend_per_investigation' };
  const ask: Ask = { ...nothingElse, figures: async (queries) => queries.map(({ measure }) => ({ answer: measure === 'stage2_investigations' ? 2 : null })) };
  const { conceal } = await concealing(saying([spend, 9000], [each, 4500]), { threshold: 5 }, ask);
  assert.deepEqual(shown(conceal, [spend, 9000], [each, 4500]), [9000, null]);
});

test('few complaints for every 100 contacts are hidden though the rate is no small number: the contacts stand beside it', async () => {
  const contacts: FigureQuery = { ...half, measure: 'contacts', where: { service: 'Fostering' } };
  const rate: FigureQuery = { ...contacts, measure: 'complaints_per_100_contacts' };
  const ask: Ask = { ...nothingElse, figures: async (queries) => queries.map(({ measure }) => ({ answer: measure === 'complaints' ? 2 : null })) };
  const { conceal } = await concealing(saying([contacts, 10], [rate, 20]), { threshold: 5 }, ask);
  assert.deepEqual(shown(conceal, [contacts, 10], [rate, 20]), [10, null]);
});

test('what is printed of many complaints for every 100 contacts is a rate of them, rounded with them and never to a multiple itself', async () => {
  const rate: FigureQuery = { ...half, measure: 'complaints_per_100_contacts' };
  const ask: Ask = { ...nothingElse, figures: async (queries) => queries.map(({ measure }) => ({ answer: measure === 'complaints' ? 42 : null })) };
  // 42 of 2,000 contacts are 2.1 for every 100; rounded to the nearest five, 40 of 2,000.
  assert.deepEqual(shown((await concealing(saying([rate, 2.1]), { threshold: 5 }, ask)).conceal, [rate, 2.1]), [2.1]);
  assert.deepEqual(shown((await concealing(saying([rate, 2.1]), { threshold: 5, roundedTo: 5 }, ask)).conceal, [rate, 2.1]), [2]);
});

test('what each investigation cost is worked out from the rounded number of them where counts are rounded', async () => {
  const each: FigureQuery = { ...half, measure: 'spend_per_investigation' };
  const ask: Ask = { ...nothingElse, figures: async (queries) => queries.map(() => ({ answer: 12 })) };
  // £12,000 for 12 investigations; for the 10 that are printed, £1,200 each.
  const { conceal } = await concealing(saying([each, 1000]), { threshold: 5, roundedTo: 5 }, ask);
  assert.deepEqual(shown(conceal, [each, 1000]), [1200]);
});

test('a rate of requests for one reason is asked of all complaints, which have no reason', async () => {
  const rate: FigureQuery = { ...half, measure: 'escalation_rate', where: { reason: 'late' } };
  const asked: FigureQuery[] = [];
  const ask: Ask = { ...nothingElse, figures: async (queries) => {
    asked.push(...queries);
    return queries.map(() => ({ answer: 40 }));
  } };
  const { conceal } = await concealing(saying([rate, 5]), { threshold: 5 }, ask);
  assert.deepEqual(asked.map(({ measure, where }) => [measure, where]), [['complaints', {}]]);
  assert.deepEqual(shown(conceal, [rate, 5]), [null]);
});

test('what would be rounded to nought is hidden: there is some of it', async () => {
  const { conceal } = await concealing(saying([half, 40], [first, 4], [second, 0]), { threshold: 2, roundedTo: 10 }, nothingElse);
  assert.deepEqual(shown(conceal, [half, 40], [first, 4], [second, 0]), [40, null, 0]);
});

test('one count less another of which it is a part is a number too, whether or not a rate stands beside them', async () => {
  const of = (measure: string, where: FigureQuery['where'] = {}): FigureQuery => ({ ...half, measure, where });
  const tables: readonly (readonly [string, readonly (readonly [FigureQuery, number])[]])[] = [
    ['upheld beside complaints', [[of('complaints'), 40], [of('upheld_or_partly'), 38]]],
    ['upheld beside decided', [[of('ombudsman_decisions'), 12], [of('ombudsman_decisions', { decision: 'upheld' }), 11]]],
    ['complaints beside representations', [[of('representations'), 40], [of('complaints'), 37]]],
    ['two conditions more', [[of('complaints'), 40], [of('complaints', { theme: 'Communication', channel: 'email' }), 39]]],
    ['all but one of three outcomes', [[of('complaints'), 40], [of('complaints', { stage1_outcome: 'upheld' }), 36], [of('complaints', { stage1_outcome: 'not_upheld' }), 4], [of('complaints', { stage1_outcome: 'no_finding' }), 0]]],
    ['people beside what they made', [[of('representations'), 40], [of('complainants'), 39]]],
    ['who came again beside all who came', [[of('complainants'), 20], [of('repeat_complainants'), 18]]],
  ];
  for (const [name, numbers] of tables) {
    const { conceal } = await concealing(saying(...numbers), { threshold: 5 }, nothingElse);
    const [whole, part] = shown(conceal, ...numbers);
    assert.ok(whole === null || part === null, name);
  }
  const enough = [[of('complaints'), 40], [of('upheld_or_partly'), 35]] as const;
  assert.deepEqual(shown((await concealing(saying(...enough), { threshold: 5 }, nothingElse)).conceal, ...enough), [40, 35], 'five are not small');
});

test('what a table gives as a percentage of another column is taken to be a part of it, whatever the two count', async () => {
  const [asked, base] = [{ query: { ...half, measure: 'stage2_requests' }, answer: 37 }, { query: half, answer: 40 }];
  const row = (...cells: ReportCell[]) => ({ heading: 'All', value: null, cells });
  const cell = (...of: Asked[]): ReportCell => ({ text: '', value: of[0]?.answer ?? null, numeric: true, asked: of });
  const table = (...cells: ReportCell[]): ReportSection[] => [{ key: 'own', title: 'Own', blocks: [{ kind: 'table', key: 'own', number: 1, caption: '', rowHeading: '', columns: [], rows: [row(...cells)], notes: [], crossFooting: [] }] }];
  const hiddenOf = async (sections: ReportSection[]) => (await concealing(sections, { threshold: 5 }, nothingElse)).hidden;
  assert.equal(await hiddenOf(table(cell(asked), cell(base), { ...cell(asked, base), base: 40 })), 1);
  assert.equal(await hiddenOf(table(cell(asked), cell(base))), 0);
});

test('a half-year less its first quarter is the second, though nobody printed that, and though the first went out before', async () => {
  const { conceal } = await concealing(saying([half, 40], [first, 37]), { threshold: 5 }, nothingElse);
  assert.equal(shown(conceal, [half, 40], [first, 37]).filter((answer) => answer === null).length, 1);
  const out = saying([first, 37]);
  const later = await concealing(saying([half, 40]), { threshold: 5 }, nothingElse, editionOf({ printed: out, whole: out }));
  assert.deepEqual(shown(later.conceal, [half, 40]), [null]);
  const [third, nine] = [complaints('2025-10-01', '2025-12-31'), complaints('2025-04-01', '2025-12-31')];
  const together = await concealing(saying([nine, 41], [first, 37], [second, 2], [third, 2]), { threshold: 5 }, nothingElse);
  assert.equal(shown(together.conceal, [nine, 41], [first, 37]).filter((answer) => answer === null).length, 1, 'two quarters of four complaints together are few too');
});

test('a service alone is not the service with those below it: each is hidden where it is small, and beside what is below', async () => {
  const withAll = complaints('2025-04-01', '2025-09-30', { service: 'Social care' });
  const alone: FigureAnswer = { answer: 40, rows: [{ keys: { service: 'Social care' }, answer: 3 }, { keys: { service: 'Social care/Fostering' }, answer: 37 }] };
  const rows = alone.rows!.map(({ keys, answer }) => ({ text: '', value: answer, numeric: true, asked: [{ query: { ...half, where: { service: String(keys['service']) } }, keys, answer }] }));
  const sections: ReportSection[] = [...saying([withAll, 40]), { key: 'by', title: 'By service', blocks: [{ kind: 'table', key: 'by', number: 1, caption: '', rowHeading: '', columns: [], rows: rows.map((cell) => ({ heading: '', value: null, cells: [cell] })), notes: [], crossFooting: [] }] }];
  const { conceal } = await concealing(sections, { threshold: 5 }, nothingElse);
  const [all] = shown(conceal, [withAll, 40]);
  const below = conceal({ ...half, by: 'service' }, alone).rows?.map(({ answer }) => answer);
  assert.equal(below?.[0], null);
  assert.ok(all === null || below[1] === null, 'what is left of the service without the one below it');
});

test('a mean is hidden with what it is worked out from, though many answers have no number of days', async () => {
  const days: FigureQuery = { ...half, measure: 'stage1_days' };
  const lacking = (few: number): Ask => ({ ...nothingElse, figures: async (queries) => queries.map(({ where }) => ({ answer: where?.['stage1_days'] === '' ? few : 40 })) });
  assert.deepEqual(shown((await concealing(saying([days, 12.5]), { threshold: 5 }, lacking(37))).conceal, [days, 12.5]), [null]);
  assert.deepEqual(shown((await concealing(saying([days, 12.5]), { threshold: 5 }, lacking(10))).conceal, [days, 12.5]), [12.5]);
});

test('a sum paid to few is hidden with the other that would give it away, though one case may be paid twice', async () => {
  const paid = (stage?: string): FigureQuery => ({ ...half, measure: 'remedy_payments', where: stage === undefined ? {} : { stage } });
  // Two cases were paid at stage 1 and six at stage 2, one of them at both: seven in all, of whom the pounds add up.
  const cases: Readonly<Record<string, number>> = { '1': 2, '2': 6 };
  const ask: Ask = { ...nothingElse, cases: async ({ where }) => cases[String(where?.['stage'])] ?? 7 };
  const numbers = [[paid(), 1250], [paid('1'), 250], [paid('2'), 1000]] as const;
  const [all, first1, second2] = shown((await concealing(saying(...numbers), { threshold: 5 }, ask)).conceal, ...numbers);
  assert.equal(first1, null);
  assert.ok(all === null || second2 === null);
});

test('where counts are rounded, days are whole and money paid to people says no more than the counts would', async () => {
  const days: FigureQuery = { ...half, measure: 'stage1_days' };
  const paid: FigureQuery = { ...half, measure: 'remedy_payments' };
  const spend: FigureQuery = { ...half, measure: 'spend' };
  const ask: Ask = { figures: async (queries) => queries.map(({ where }) => ({ answer: where?.['stage1_days'] === '' ? 0 : 12 })), cases: async () => 12 };
  const numbers = [[days, 37 / 3], [paid, 3150], [spend, 9292.33]] as const;
  assert.deepEqual(shown((await concealing(saying(...numbers), { threshold: 5, roundedTo: 5 }, ask)).conceal, ...numbers), [12, 3000, 9292.33]);
  assert.deepEqual(shown((await concealing(saying(...numbers), { threshold: 5 }, ask)).conceal, ...numbers), [37 / 3, 3150, 9292.33]);
});
