import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PlainError } from '../domain/plain-error.ts';
import { faultInWords } from './fault.ts';
import { parseLogMap } from './log-map.ts';
import { proposeMapping } from './propose-mapping.ts';
import { readLog } from './read-log.ts';
import { registerOfLog } from './register-of-log.ts';

const messy = fileURLToPath(new URL('../../test/register/messy/', import.meta.url));
const northshire = await readLog(`${messy}northshire-2017.csv`);
const eastmarch = await readLog(`${messy}eastmarch-2023.xlsx`);

function proposed(table: typeof northshire) {
  const proposal = proposeMapping(table);
  assert.ok(proposal);
  return proposal;
}

test('a proposal finds the headings under a title, leaves out names, and turns the log’s words into codes', () => {
  const { map, names, notUnderstood, valuesNotUnderstood } = proposed(northshire);
  assert.deepEqual(map.heading_rows, [4]);
  assert.deepEqual(names, ['Name of complainant']);
  assert.deepEqual(notUnderstood, []);
  assert.deepEqual(valuesNotUnderstood, [{ heading: 'Made by', column: 'complainant_type', values: ['Y.P.'] }]);
  assert.deepEqual(map.columns['Outcome'], {
    column: 'stage1_outcome', values: { 'Partly Upheld': 'partially_upheld', 'Not upheld': 'not_upheld', UPHELD: 'upheld', 'Partially upheld': 'partially_upheld', 'not upheld': 'not_upheld', Withdrawn: 'withdrawn' },
  });
  assert.equal(map.columns['Name of complainant'], null);
  assert.deepEqual(map.not_known, ['TBC', 'N/K']);
});

test('a log is read with its blank lines, months, repeats and dates of every kind; what is not understood is a fault in the log’s own words', () => {
  const { map } = proposed(northshire);
  const { log, read, faults } = registerOfLog(northshire, map);
  assert.deepEqual(faults.map(faultInWords), ["northshire-2017.csv row 11, Made by (complainant_type) 'Y.P.': is not a value of this column. Allowed: child_or_young_person, parent, special_guardian, foster_carer, adopter, prospective_adopter, relative, care_leaver, professional, public, other"]);
  assert.deepEqual(log.repeated, [{ row: 10, sameAs: 9 }]);
  assert.deepEqual(log.leftOut.map(({ text }) => text), ['APRIL', 'MAY', 'Compiled by the complaints team']);
  assert.deepEqual([...log.notKnown], [['N/K', 1], ['TBC', 2]]);
  assert.ok('register' in read);
  assert.deepEqual(read.register.rows.representations.map((row) => [row.ref, row.received_on, row.stage1_responded_on ?? '']), [
    ['NS/001', '2017-04-03', '2017-04-18'], ['NS/002', '2017-04-03', '2017-04-28'], ['NS/003', '2017-04-07', '2017-04-24'], ['NS/005', '2017-05-02', '2017-06-01'],
    ['NS/006', '2017-05-15', '2017-06-12'], ['NS/007', '2017-05-30', ''],
  ]);
});

test('once somebody has said what a value means the log is read whole, and text like a formula stays text', () => {
  const { map } = proposed(northshire);
  const madeBy = map.columns['Made by'];
  const { read, faults } = registerOfLog(northshire, { ...map, columns: { ...map.columns, 'Made by': { ...madeBy!, values: { ...madeBy!.values, 'Y.P.': 'child_or_young_person' } } } });
  assert.deepEqual(faults, []);
  assert.ok('register' in read);
  assert.deepEqual(read.register.rows.representations.find((row) => row.ref === 'NS/004'), {
    ref: 'NS/004', received_on: '2017-04-25', handled_as: 'statutory', complainant_type: 'child_or_young_person', channel: 'text', service: 'Leaving Care', theme: 'Money', summary: '=allowance paid late',
  });
});

test('totals at the foot are set beside the rows read: seven in all agree, and the team said to have four has three', () => {
  const { reconciled } = registerOfLog(northshire, proposed(northshire).map);
  assert.deepEqual(reconciled.map(({ label, printed, read, counts }) => [label, printed, read, counts]), [
    ['Total complaints', 7, 7, 'all representations'], ['Upheld', 1, 1, 'stage1_outcome upheld'], ['Partly upheld', 2, 2, 'stage1_outcome partially_upheld'],
    ['Not upheld', 2, 2, 'stage1_outcome not_upheld'], ['Withdrawn', 1, 1, 'stage1_outcome withdrawn'], ['Assessment North', 4, 3, 'service Assessment North'],
  ]);
});

test('headings in two rows, the upper merged over several, tell stage 1 from stage 2', () => {
  const { map, assumptions } = proposed(eastmarch);
  assert.deepEqual(map.heading_rows, [3, 4]);
  assert.deepEqual(map.columns['Stage 1 / Outcome']?.column, 'stage1_outcome');
  assert.deepEqual(map.columns['Stage 2 / Outcome'], { file: 'stage2', column: 'outcome', values: { 'Partly upheld': 'partially_upheld' } });
  assert.equal(map.columns['Notes'], null);
  assert.equal(assumptions.length, 2);
  const { read } = registerOfLog(eastmarch, map);
  assert.ok('register' in read);
  assert.deepEqual(read.register.rows.stage2, [{ ref: 'EM-17', requested_on: '2023-05-19', decision: 'accepted', adjudicated_on: '2023-08-01', outcome: 'partially_upheld' }]);
});

test('a merged cell means the value above where the mapping says so', () => {
  const { map } = proposed(eastmarch);
  const outcome = map.columns['Stage 1 / Outcome']!;
  const { read, faults } = registerOfLog(eastmarch, {
    ...map, fill_down: ['Complaint / Complainant type'], columns: { ...map.columns, 'Stage 1 / Outcome': { ...outcome, values: { ...outcome.values, 'Sort of upheld': 'partially_upheld' } } },
  });
  assert.deepEqual(faults, []);
  assert.ok('register' in read);
  assert.deepEqual(read.register.rows.representations.map((row) => row.complainant_type), ['parent', 'special_guardian', 'child_or_young_person', 'child_or_young_person']);
});

test('points of one complaint in rows of their own are elements, numbered', () => {
  const table = { name: 'points.csv', rows: [['Ref', 'Date', 'Point', 'Found'], ['P1', '03/04/2017', 'Late', 'Upheld'], ['P1', '03/04/2017', 'Rude', 'Not upheld'], ['P2', '04/04/2017', 'Late', 'Upheld']] };
  const map = parseLogMap(JSON.stringify({
    heading_rows: [1], always: { handled_as: 'statutory' },
    columns: {
      Ref: { column: 'ref' }, Date: { column: 'received_on' }, Point: { file: 'elements', column: 'complaint' },
      Found: { file: 'elements', column: 'stage1_finding', values: { Upheld: 'upheld', 'Not upheld': 'not_upheld' } },
    },
  }), 'map.json');
  const { log, read, faults } = registerOfLog(table, map);
  assert.deepEqual([faults, log.otherwise], [[], []]);
  assert.ok('register' in read);
  assert.deepEqual(read.register.rows.representations.map((row) => row.ref), ['P1', 'P2']);
  assert.deepEqual(read.register.rows.elements, [
    { ref: 'P1', element: 1, complaint: 'Late', stage1_finding: 'upheld' }, { ref: 'P1', element: 2, complaint: 'Rude', stage1_finding: 'not_upheld' }, { ref: 'P2', element: 1, complaint: 'Late', stage1_finding: 'upheld' },
  ]);
});

test('a further point whose row says otherwise of the complaint itself is told, and not passed over', () => {
  const rows = [['Ref', 'Date', 'Theme', 'Point'], ['P1', '03/04/2017', 'Delay', 'Late'], ['P1', '05/04/2017', '', 'Rude'], ['P1', '03/04/2017', 'Delay', 'Lost'], ['P1', '03/04/2017', 'Staff', 'Loud']];
  const map = parseLogMap(JSON.stringify({
    heading_rows: [1], always: { handled_as: 'statutory' }, columns: { Ref: { column: 'ref' }, Date: { column: 'received_on' }, Theme: { column: 'theme' }, Point: { file: 'elements', column: 'complaint' } },
  }), 'map.json');
  const { log, faults } = registerOfLog({ name: 'points.csv', rows }, map);
  assert.deepEqual(faults, []);
  assert.deepEqual(log.otherwise, [{ row: 3, ref: 'P1', first: 2, columns: ['received_on'] }, { row: 5, ref: 'P1', first: 2, columns: ['theme'] }]);
});

test('the same reference with something else to say is a fault, not a repeat', () => {
  const rows = [['Ref', 'Date received', 'Outcome'], ['P1', '03/04/2017', 'Upheld'], ['P1', '03/04/2017', 'Not upheld']];
  const { faults } = registerOfLog({ name: 'twice.csv', rows }, proposed({ name: 'twice.csv', rows }).map);
  assert.deepEqual(faults.map(faultInWords), ["twice.csv row 3, Ref (ref) 'P1': is in row 2 already. Allowed: one row for each ref"]);
});

test('the name of a service is nobody’s, and a word that no log is known to use is kept as it is', () => {
  const headings = ['Ref', 'Date received', 'Service name', 'Complainant name', 'Late reason'];
  const { names, map } = proposed({ name: 'x.csv', rows: [headings, ...['A1', 'A2', 'A3'].map((ref) => [ref, '03/04/2017', 'Fostering', 'Mrs Holm', 'constructor'])] });
  assert.deepEqual([names, map.columns['Service name']], [['Complainant name'], { column: 'service' }]);
  assert.deepEqual(map.columns['Late reason'], { column: 'stage1_late_reason' });
});

test('nothing is proposed for a table without headings', () => {
  assert.equal(proposeMapping({ name: 'x.csv', rows: [['1', '2', '3'], ['a', 'b', 'c']] }), undefined);
});

test('a mapping that cannot be is refused with each fault', () => {
  const text = JSON.stringify({ heading_rows: [1], columns: { A: { column: 'outcome' }, B: { column: 'ref' }, C: { column: 'ref' } }, always: { colour: 'blue' }, fill_down: ['D'] });
  assert.throws(() => parseLogMap(text, 'map.json'), (error) => {
    assert.ok(error instanceof PlainError);
    assert.deepEqual(error.message.split('\n').map((line) => line.replace(/ Allowed: .*/, '')), [
      "map.json, columns.A: 'outcome' is not a column of representations.", "map.json, columns.C: representations.ref is taken from 'B' already", "map.json, always.colour: 'colour' is not a column of representations.",
      "map.json, fill_down: 'D' is not a heading of columns",
    ]);
    return true;
  });
  assert.throws(() => parseLogMap('{"columns": {}}', 'map.json'), /map\.json, heading_rows: .*\nA mapping is an object with heading_rows, columns/);
  assert.throws(() => parseLogMap('not json', 'map.json'), /map\.json is not JSON/);
});

test('a heading over a day by which something is due is proposed for no column, and listed among those not taken in', () => {
  const due = ['Due date', 'Target date', 'Deadline', 'Response due', 'Date response due', 'Extended due date', 'Respond by', '10 working day date', 'Stage 2 due', 'Target for closure', 'Start date'];
  const rows = [['Ref', 'Date received', ...due, 'Outcome'], ['P1', '03/04/2017', ...due.map((_, at) => `${10 + at}/04/2017`), 'Upheld'], ['P2', '04/04/2017', ...due.map((_, at) => `${11 + at}/04/2017`), 'Not upheld']];
  const { map, notUnderstood, assumptions } = proposed({ name: 'due.csv', rows });
  assert.deepEqual(notUnderstood, due.filter((heading) => heading !== 'Start date'));
  assert.equal(map.columns['Start date']?.column, 'stage1_started_on');
  assert.deepEqual(Object.entries(map.columns).filter(([, column]) => column !== null).map(([heading]) => heading), ['Ref', 'Date received', 'Start date', 'Outcome']);
  assert.ok(assumptions.some((line) => line.startsWith('A day by which something is due is worked out and never read from a log: Due date; Target date;')));
});

const withoutReferences = [['Ref', 'Date received', 'Details', 'Outcome'], ['P1', '03/04/2017', 'Late', 'Upheld'], ['', '04/04/2017', 'Rude', 'Upheld'], ['', '05/04/2017', 'Rude', 'Not upheld']];

test('a row without a reference is a fault: none is made up from where it stands', () => {
  const table = { name: 'refs.csv', rows: withoutReferences };
  const { log, faults } = registerOfLog(table, proposed(table).map);
  assert.deepEqual(log.withoutRef, [{ row: 3, ref: '' }, { row: 4, ref: '' }]);
  assert.deepEqual(faults.map(faultInWords), [3, 4].map((row) => `refs.csv row ${row}, Ref (ref): holds no reference, by which it is known again. `
    + 'Allowed: a reference of its own, or "ref": {"made_from": ["Date received", "Details"]} in the mapping, to have one made from these'));
});

test('a reference that the mapping has made from a row’s own content is the same when a row is put in above it, and when its outcome comes', () => {
  const first = { name: 'refs.csv', rows: withoutReferences };
  const map = { ...proposed(first).map, ref: { made_from: ['Date received', 'Details'] } };
  const refsOf = (rows: readonly (readonly string[])[]) => {
    const { read, faults } = registerOfLog({ name: 'refs.csv', rows }, map);
    assert.deepEqual(faults, []);
    assert.ok('register' in read);
    return read.register.rows.representations.map((row) => row.ref);
  };
  const before = refsOf(withoutReferences);
  assert.equal(new Set(before).size, 3);
  assert.match(before[1]!, /^MADE-[0-9a-f]{10}$/);
  const [headings, one, , three] = withoutReferences;
  const after = refsOf([headings!, one!, ['', '3 Apr 17', 'Lost letter', ''], ['', '4 Apr 2017', 'RUDE', 'Not upheld'], three!]);
  assert.deepEqual([after[0], after[2], after[3]], before);
});

test('rows of which the mapping makes the same reference are a fault that says so', () => {
  const table = { name: 'refs.csv', rows: withoutReferences };
  const { faults } = registerOfLog(table, { ...proposed(table).map, ref: { made_from: ['Details'] } });
  assert.equal(faults.length, 1);
  assert.match(faultInWords(faults[0]!), /^refs\.csv row 4, Ref \(ref\) 'MADE-[0-9a-f]{10}': is in row 3 already\. Allowed: more headings in made_from of the mapping/);
  assert.throws(() => parseLogMap(JSON.stringify({ heading_rows: [1], columns: { Ref: { column: 'ref' }, Name: null }, ref: { made_from: ['Name'] } }), 'map.json'), /ref\.made_from: 'Name' is not a heading that is taken in\. Allowed: Ref/);
});
