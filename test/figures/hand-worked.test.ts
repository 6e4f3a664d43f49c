import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { FigureAnswer, FigureQuery } from '../../src/domain/figure-query.ts';
import { answerFigure } from '../../src/reporting/figures.ts';
import { casesBehind } from '../../src/reporting/figures/listed-cases.ts';
import { allAuthorities } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { Store } from '../../src/store/store.ts';
import { withTestDatabase } from '../database.ts';
import { takeIn } from './register-files.ts';

const year = { from: day('2023-04-01'), to: day('2024-03-31') };

/** A council of seven representations, small enough to count on the fingers. */
const register: Readonly<Record<string, string>> = {
  'authority.json': JSON.stringify({ authority: 'Smallshire', name: 'Smallshire Council', report: { layout: 'annual', ...year } }),
  // H1: 12 working days. H2: 10, over the early May holiday and the coronation. H3: 21. H4: withdrawn. H5: open. H6: informal. H7: of the year before.
  'representations.csv': `ref,received_on,complainant,complainant_age,service,handled_as,theme,stage1_responded_on,stage1_outcome,closed_on,x_contact_type
H1,2023-04-12,P1,17,Care/East,statutory,Delay,2023-04-28,upheld,2023-06-30,enquiry
H2,2023-04-25,P1,,Care/East,statutory,Delay,2023-05-11,not_upheld,,
H3,2023-09-01,P2,18,Care,corporate,Staff,2023-10-02,partially_upheld,,
H4,2023-10-02,P3,,Carers,statutory,Staff,,withdrawn,2023-10-09,
H5,2024-03-28,P1,,,statutory,,,,,
H6,2024-01-05,P4,,Carers,informal,Delay,,,2024-01-05,
H7,2023-03-01,P5,,Care,statutory,Delay,2023-04-03,upheld,2024-03-31,
`,
  'elements.csv': `ref,element,theme,stage1_finding,remedies
H1,1,,upheld,apology;training
H1,2,Staff,not_upheld,
H3,1,,upheld,apology
`,
  'stage2.csv': `ref,requested_on,decision,decided_on,statement_agreed_on,report_sent_on,sent_for_adjudication_on,adjudicated_on,closed_on
H1,2023-05-10,accepted,2023-05-12,2023-05-24,2023-06-20,2023-06-21,2023-06-28,2023-06-30
H2,2023-06-01,declined,2023-06-09,,,,,
H3,2024-02-01,,,,,,,
H7,2023-06-01,accepted,2023-06-02,2023-07-03,2023-11-30,,,2024-03-31
`,
  'payments.csv': `ref,stage,role,amount,paid_on
H1,stage2,investigating_officer,1000.10,2023-07-01
H7,stage2,independent_person,2000.23,2024-03-31
H1,stage2,complainant,250.00,2023-07-02
`,
  'ombudsman.csv': `ombudsman_ref,ref,service,received_on,decision,decided_on
L1,H1,,2023-08-01,premature,2024-03-31
L2,,Carers,2024-01-02,,
L3,H2,,2023-11-06,not_upheld,
`,
  'actions.csv': `ref,action,due_on,completed_on
H1,Train the team,2023-09-30,2023-10-01
H3,Rewrite the leaflet,2024-03-31,
`,
  'compliments.csv': `ref,received_on,service,aspects
C1,2023-05-01,Care/East,communication;expertise
C2,2023-05-02,Care,communication
C3,2023-05-03,,
`,
  'services.csv': 'service,parent\nCare,\nCare/East,Care\nCarers,\n',
  'context.csv': 'measure,service,from,to,value\ncontacts,,2023-04-01,2024-03-31,40\n',
  'published.csv': `measure,from,to,where,value
complaints,2022-04-01,2023-03-31,,4
complaints,2022-04-01,2023-03-31,theme=Delay,2
complaints,2022-04-01,2023-03-31,stage1_outcome=upheld,1
complaints,2022-04-01,2023-03-31,stage1_outcome=partially_upheld,2
complaints,2021-04-01,2022-03-31,,0
`,
};

async function withSmallshire(run: (store: Store, ask: (query: Record<string, unknown>) => Promise<FigureAnswer>, authorityId: number) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const folder = await mkdtemp(join(tmpdir(), 'candour-smallshire-'));
    try {
      await mkdir(folder, { recursive: true });
      for (const [name, text] of Object.entries(register)) await writeFile(join(folder, name), text);
      const authorityId = await takeIn(store, folder);
      // Asked as JSON has it: some of these are wrong on purpose.
      await run(store, (query) => answerFigure(store.db, authorityId, { ...year, ...query } as Parameters<typeof answerFigure>[2]), authorityId);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

const rowsOf = (answer: FigureAnswer) => (answer.rows ?? []).map((row) => [...Object.values(row.keys), row.answer]);

test('hand-worked figures of a small council', () => withSmallshire(async (_store, ask) => {
  const answers: readonly (readonly [Record<string, unknown>, number])[] = [
    [{ measure: 'representations' }, 6],
    [{ measure: 'complaints' }, 5],
    [{ measure: 'complainants' }, 4],
    [{ measure: 'repeat_complainants' }, 1],
    [{ measure: 'repeat_complainants', where: { times: 2 } }, 0],
    [{ measure: 'repeat_complainants', where: { times: 3 } }, 1],
    [{ measure: 'complaints', where: { repeat_complainant: 'yes' } }, 3],
    // Care and Care/East, not Carers.
    [{ measure: 'complaints', where: { service: 'Care' } }, 3],
    [{ measure: 'complaints', where: { service: '' } }, 1],
    [{ measure: 'upheld_or_partly' }, 2],
    [{ measure: 'upheld_rate' }, 40],
    [{ measure: 'stage1_completed' }, 4],
    [{ measure: 'stage1_completed', where: { stage1_outcome: 'not_progressed' } }, 1],
    // H7 came in the year before and was answered on 3 April.
    [{ measure: 'stage1_completed', on: 'completed' }, 5],
    [{ measure: 'stage1_responses' }, 3],
    [{ measure: 'stage1_responses', where: { stage1_band: 'over_20' } }, 1],
    [{ measure: 'stage1_on_time_rate', where: { handled_as: 'statutory' } }, 100],
    [{ measure: 'stage1_on_time_rate', within: 10, round: 1 }, 33.3],
    [{ measure: 'stage1_on_time_rate', within: 12, round: 1 }, 66.7],
    // (12 + 10 + 21) / 3
    [{ measure: 'stage1_days', round: 2 }, 14.33],
    [{ measure: 'elements' }, 3],
    // An element with no theme of its own has its complaint's.
    [{ measure: 'elements', where: { theme: 'Delay' } }, 1],
    [{ measure: 'elements', where: { theme: 'Staff' } }, 2],
    [{ measure: 'elements', where: { remedies: 'apology' } }, 2],
    [{ measure: 'stage2_requests' }, 4],
    // Four requests for five complaints.
    [{ measure: 'escalation_rate' }, 80],
    [{ measure: 'stage2_investigations' }, 2],
    // On 31 March 2024 stage 2 of H7 closed: of the four, only H3's undecided request is open.
    [{ measure: 'stage2_open' }, 1],
    [{ measure: 'stage2_open', to: '2024-03-30' }, 2],
    // H2's request was undecided until 9 June.
    [{ measure: 'stage2_open', to: '2023-06-08' }, 3],
    [{ measure: 'stage2_open', to: '2023-06-09' }, 2],
    [{ measure: 'stage2_open', to: '2023-06-19', where: { status: 'investigation' } }, 1],
    [{ measure: 'stage2_open', to: '2023-06-20', where: { status: 'report_with_complainant' } }, 1],
    [{ measure: 'stage2_open', to: '2023-06-28', where: { status: 'adjudicated' } }, 1],
    // H1: 10 May to 30 June is 36 working days; H7: 1 June to 31 March, Easter Sunday, is 211. (36 + 211) / 2
    [{ measure: 'stage2_days' }, 123.5],
    [{ measure: 'stage2_days', round: 0 }, 124],
    // H7 was never adjudicated.
    [{ measure: 'stage2_on_time_rate' }, 50],
    [{ measure: 'spend' }, 3000.33],
    // 1500.165
    [{ measure: 'spend_per_investigation', where: { stage: 'stage2' }, round: 2 }, 1500.17],
    [{ measure: 'remedy_payments' }, 250],
    [{ measure: 'ombudsman_enquiries' }, 3],
    [{ measure: 'ombudsman_enquiries', where: { service: 'Care' } }, 2],
    [{ measure: 'ombudsman_decisions' }, 1],
    // L3 was decided on a day that nobody wrote down: it is not open, and no year's decision.
    [{ measure: 'ombudsman_open' }, 1],
    [{ measure: 'ombudsman_open', to: '2024-03-30' }, 2],
    [{ measure: 'actions' }, 2],
    [{ measure: 'actions_completed' }, 1],
    // Due on 30 September and done the day after; the other is due on the last day of the year, and not past due.
    [{ measure: 'actions_overdue', to: '2023-09-30' }, 0],
    [{ measure: 'actions_overdue' }, 0],
    [{ measure: 'compliments' }, 3],
    [{ measure: 'compliments', where: { aspects: 'communication' } }, 2],
    [{ measure: 'complaints_per_100_contacts' }, 12.5],
    [{ measure: 'activity', where: { measure: 'contacts' } }, 40],
    [{ measure: 'complaints', where: { x_contact_type: 'enquiry' } }, 1],
    [{ measure: 'complaints', where: { theme: 'Delay' }, share: true }, 40],
    [{ measure: 'complaints', where: { theme: 'Delay' }, share_within: { handled_as: 'statutory' } }, 50],
    [{ measure: 'complaints', change_from: { from: '2022-04-01', to: '2023-03-31' } }, 25],
  ];
  for (const [query, expected] of answers) {
    const answer = await ask(query);
    assert.equal(answer.answer, expected, `${JSON.stringify(query)} ${answer.why ?? ''}`);
  }
}));

test('rows: a value for each that occurs, in a reader\'s order, what is not known last', () => withSmallshire(async (_store, ask) => {
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: 'theme' })), [['Delay', 2], ['Staff', 2], [null, 1]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: 'service' })), [['Care', 1], ['Care/East', 2], ['Carers', 1], [null, 1]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'stage1_completed', by: 'stage1_outcome' })), [['upheld', 1], ['partially_upheld', 1], ['not_upheld', 1], ['not_progressed', 1]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: 'stage1_outcome' })), [['upheld', 1], ['partially_upheld', 1], ['not_upheld', 1], ['withdrawn', 1], [null, 1]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: ['quarter', 'handled_as'] })), [['2023-24 Q1', 'statutory', 2], ['2023-24 Q2', 'corporate', 1], ['2023-24 Q3', 'statutory', 1], ['2023-24 Q4', 'statutory', 1]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: 'age_band' })), [['16_to_17', 1], ['18_to_24', 1], [null, 3]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'compliments', by: 'aspects' })), [['communication', 2], ['expertise', 1], [null, 1]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'repeat_complainants', by: 'times' })), [[3, 1]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: 'theme', share: true, round: 0 })), [['Delay', 40], ['Staff', 40], [null, 20]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'escalation_rate', by: 'handled_as' })), [['statutory', 75], ['corporate', 100]]);
}));

test('an earlier year answers from what was published, and a rate from published counts', () => withSmallshire(async (_store, ask) => {
  const earlier = { from: '2022-04-01', to: '2023-03-31' };
  assert.deepEqual(await ask({ measure: 'complaints', ...earlier }), { answer: 4, from: 'published' });
  assert.deepEqual(await ask({ measure: 'upheld_or_partly', ...earlier }), { answer: 3, from: 'published' });
  assert.deepEqual(await ask({ measure: 'upheld_rate', ...earlier }), { answer: 75, from: 'published' });
  assert.deepEqual(await ask({ measure: 'complaints', where: { theme: 'Delay' }, share: true, ...earlier }), { answer: 50, from: 'published' });
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: 'theme', ...earlier })), [['Delay', 2]]);
  assert.deepEqual(rowsOf(await ask({ measure: 'complaints', by: 'theme', change_from: earlier })), [['Delay', 0], ['Staff', null], [null, null]]);
  const years = await ask({ measure: 'complaints', by: 'year', from: '2021-04-01' });
  assert.deepEqual(rowsOf(years), [['2021-22', 0], ['2022-23', 4], ['2023-24', 5]]);
  assert.equal(years.from, 'published');
}));

test('what nothing can answer is null and why, never 0', () => withSmallshire(async (_store, ask) => {
  const answers: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ measure: 'complaints', from: '2020-04-01', to: '2021-03-31' }, 'no records are held for 1 April 2020 to 31 March 2021, and no figure was published'],
    // One complaint of March 2023 is on record because its stage 2 fell in the year: it must not pass for the whole of its year.
    [{ measure: 'complaints', from: '2022-10-01', to: '2023-03-31' }, 'not all records are held for 1 October 2022 to 31 March 2023, and no figure was published'],
    [{ measure: 'complaints', change_from: { from: '2021-04-01', to: '2022-03-31' } }, 'there is no base to divide by: complaints was 0 for 1 April 2021 to 31 March 2022'],
    [{ measure: 'panels_on_time_rate' }, 'there is no base to divide by: no review panel was held (1 April 2023 to 31 March 2024)'],
    [{ measure: 'stage1_days', where: { service: 'Carers' } }, 'there is no base to divide by: no complaint was answered at stage 1 (1 April 2023 to 31 March 2024)'],
    [{ measure: 'complaints', where: { theme: 'Delay' }, share_within: { handled_as: 'duplicate' } }, 'there is no base to divide by: complaints where handled_as=duplicate is 0 for 1 April 2023 to 31 March 2024'],
    [{ measure: 'complaints', where: { x_nothing: 'a' } }, 'no record has the field \'x_nothing\''],
    [{ measure: 'activity', where: { measure: 'visits' } }, 'the context holds no visits for 1 April 2023 to 31 March 2024'],
  ];
  for (const [query, why] of answers) {
    const answer = await ask(query);
    assert.equal(answer.answer, null, JSON.stringify(query));
    assert.equal(answer.why, why);
  }
}));

test('where no register says which period it holds, and in casework after the last register, the records answer', () => withTestDatabase(async (store) => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-smallshire-'));
  try {
    for (const [name, text] of Object.entries(register)) await writeFile(join(folder, name), text);
    // From the first receipt to the last, as for a log that names no report.
    const authorityId = await takeIn(store, folder, [{ from: day('2023-03-01'), to: day('2024-03-28') }]);
    const complaints = (from: string, to: string) => answerFigure(store.db, authorityId, { measure: 'complaints', from: day(from), to: day(to) });
    assert.equal((await complaints('2023-04-01', '2024-03-31')).answer, 5);
    assert.equal((await complaints('2024-04-01', '2024-04-30')).why, 'no records are held for 1 April 2024 to 30 April 2024, and no figure was published');
    const settings = (await allAuthorities(store.db)).find((one) => one.authorityId === authorityId);
    assert.ok(settings !== undefined);
    await append(store.db, authorityId, { kind: 'representation', ref: 'N1' }, 0, [{ type: 'RepresentationReceived', on: day('2024-04-02'), ref: 'N1' }, { type: 'HandlingDecided', on: day('2024-04-02'), handledAs: 'statutory' }],
      { by: 'officer', at: new Date('2024-04-02T09:00:00Z') }, projectionContextOf(settings));
    assert.equal((await complaints('2024-04-01', '2024-04-30')).answer, 1);
    // A quiet month of casework is a month of none.
    assert.equal((await complaints('2024-05-01', '2024-05-31')).answer, 0);
    assert.equal((await complaints('2020-05-01', '2020-05-31')).answer, null);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}));

test('a period that the as-at day cuts is answered in part; what that day could not know is null and why', () => withSmallshire(async (_store, ask) => {
  const notOver = 'the period was not over on 30 September 2023';
  // H1, H2 and H3 were in by then.
  assert.deepEqual(await ask({ measure: 'complaints', as_at: '2023-09-30' }), { answer: 3, from: 'records', part: notOver });
  assert.deepEqual(await ask({ measure: 'complaints', as_at: '2024-03-31' }), { answer: 5, from: 'records' });
  const answers: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ measure: 'complaints', as_at: '2023-09-30', change_from: { from: '2022-04-01', to: '2023-03-31' } }, `a part of a period does not compare with a whole one: of 1 April 2023 to 31 March 2024, ${notOver}`],
    [{ measure: 'complaints', as_at: '2023-03-31' }, 'the period begins on 1 April 2023, after 31 March 2023'],
    [{ measure: 'complaints', as_at: '2000-01-01' }, 'nothing was on record by 1 January 2000'],
    // The figure of 2022/23 could not be published before its year was over, nor the contacts of 2023/24 counted.
    [{ measure: 'complaints', from: '2022-04-01', to: '2023-03-31', as_at: '2023-03-30' }, 'not all records are held for 1 April 2022 to 31 March 2023, and no figure was published'],
    [{ measure: 'activity', where: { measure: 'contacts' }, as_at: '2023-09-30' }, 'the context holds no contacts for 1 April 2023 to 31 March 2024'],
  ];
  for (const [query, why] of answers) {
    const answer = await ask(query);
    assert.equal(answer.answer, null, JSON.stringify(query));
    assert.equal(answer.why, why);
  }
  // H1's action was due on 30 September: on that day it is not past due, whatever the period's end.
  assert.equal((await ask({ measure: 'actions_overdue', as_at: '2023-09-30' })).answer, 0);
}));

test('a service or theme that is neither declared nor on record is a slip, not a count of nothing', () => withSmallshire(async (_store, ask) => {
  assert.deepEqual(await ask({ measure: 'complaints', where: { service: 'Cares' } }), { answer: null, why: 'no service \'Cares\' is declared or on record. It may be \'Care\', \'Care/East\' or \'Carers\'' });
  assert.equal((await ask({ measure: 'complaints', where: { theme: 'Tone' } })).why, 'no theme \'Tone\' is declared or on record');
  assert.equal((await ask({ measure: 'complaints', share_within: { theme: 'Tone' } })).why, 'no theme \'Tone\' is declared or on record');
  assert.equal((await ask({ measure: 'compliments', where: { service: 'Carers' } })).answer, 0);
  // On record from April 2023: before, it was a theme all the same.
  assert.equal((await ask({ measure: 'complaints', where: { theme: 'Staff' }, as_at: '2023-04-30' })).answer, 0);
}));

test('one stray record of an earlier year does not make that year held, and a month at the edge of a log is taken as whole', () => withTestDatabase(async (store) => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-smallshire-'));
  try {
    for (const [name, text] of Object.entries(register).filter(([file]) => file !== 'published.csv')) await writeFile(join(folder, name), text);
    // From the first receipt to the last, as for a log that names no report.
    const authorityId = await takeIn(store, folder, [{ from: day('2023-03-01'), to: day('2024-03-28') }]);
    const complaints = (query: Partial<FigureQuery> = {}) => answerFigure(store.db, authorityId, { measure: 'complaints', ...year, ...query });
    const earlier = { from: day('2022-04-01'), to: day('2023-03-31') };
    assert.deepEqual(await complaints(), { answer: 5, from: 'records' });
    assert.deepEqual(await complaints(earlier), { answer: 1, from: 'records', part: 'records are held for 1 March 2023 to 31 March 2023 only' });
    assert.equal((await complaints({ change_from: earlier })).why, 'a part of a period does not compare with a whole one: of 1 April 2022 to 31 March 2023, records are held for 1 March 2023 to 31 March 2023 only');
    // Its last payments and closures reach past the log's end: they do not make the next year held.
    assert.equal((await complaints({ from: day('2024-04-01'), to: day('2025-03-31') })).answer, null);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}));

test('the cases behind a number: those counted, and of a rate those it is a share of', () => withSmallshire(async (store, _ask, authorityId) => {
  const behind = async (query: Record<string, unknown>) => (await casesBehind(store.db, authorityId, { ...year, ...query } as Parameters<typeof casesBehind>[2])).map((one) => (one.counted ? one.ref : `(${one.ref})`));
  assert.deepEqual(await behind({ measure: 'complaints', where: { service: 'Care' } }), ['H1', 'H2', 'H3']);
  assert.deepEqual(await behind({ measure: 'upheld_rate' }), ['H1', '(H2)', 'H3', '(H4)', '(H5)']);
  assert.deepEqual(await behind({ measure: 'repeat_complainants' }), ['H1', 'H2', 'H5']);
  assert.deepEqual(await behind({ measure: 'escalation_rate' }), ['H1', 'H2', 'H3', 'H7']);
  assert.deepEqual(await behind({ measure: 'elements', where: { remedies: 'apology' } }), ['H1', 'H3']);
  assert.deepEqual(await behind({ measure: 'complaints', from: '2022-04-01', to: '2023-03-31' }), []);
  assert.equal((await behind({ measure: 'ombudsman_enquiries' })).length, 3);
}));
