import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlainError } from '../domain/plain-error.ts';
import { explainDeadline } from './deadline.ts';

const halton = async () => ({ corporate: { stage1: { working_days: 10 }, stage2: { working_days: 28 } } });
const nobody = async () => { throw new PlainError('There is no authority of that name.'); };

async function refused(key: string, options: Parameters<typeof explainDeadline>[1]): Promise<string> {
  try {
    await explainDeadline(key, options, nobody);
  } catch (error) {
    assert.ok(error instanceof PlainError, String(error));
    assert.ok(error.message.split('\n').length <= 2, error.message);
    return error.message;
  }
  throw new assert.AssertionError({ message: 'it was answered' });
}

test('T11 from 1 November 2022 is explained with the extended maximum, its source and how sure it is', async () => {
  const lines = (await explainDeadline('T11', { from: '2022-11-01' }, nobody)).split('\n');
  assert.equal(lines[0], 'T11  Stage 2 adjudication (statutory procedure)');
  assert.equal(lines[1], '     due by the end of Tuesday 6 December 2022');
  assert.match(lines.join('\n'), /At most +Friday 3 February 2023: 65 working days from the same start \(T12\)/);
  assert.match(lines.join('\n'), /Source +SI 2006\/1738 regulation 17 \(FOUND-2nd: /);
});

test('skipped days are named, and a plain weekend is called one', async () => {
  const text = await explainDeadline('T05', { from: '2023-12-11' }, nobody);
  assert.match(text, /16 December 2023 to 17 December 2023 +Not counted: weekend/);
  assert.match(text, /23 December 2023 to 26 December 2023 +Not counted: Saturday, Sunday, Christmas Day, Boxing Day/);
});

test('with --json there are exactly a rule, a due day and steps that end on it', async () => {
  const printed: unknown = JSON.parse(await explainDeadline('t19', { from: '2024-04-19', json: true }, nobody));
  assert.ok(typeof printed === 'object' && printed !== null && 'steps' in printed && Array.isArray(printed.steps));
  assert.deepEqual(Object.keys(printed), ['rule', 'due_on', 'steps']);
  assert.deepEqual({ ...printed, steps: printed.steps.at(-1) as unknown }, {
    rule: 'T19', due_on: '2024-04-05',
    steps: { on: '2024-04-05', kind: 'due', count: 10, text: 'Working day 10 of 10 before: due by the end of this day (T19, Getting the Best from Complaints)' },
  });
});

test('an authority’s own 28 working days hold for its corporate stage 2', async () => {
  assert.match(await explainDeadline('stage2', { from: '2023-11-20', procedure: 'corporate', authority: 'Halton' }, halton), /due by the end of Tuesday 2 January 2024/);
  assert.match(await explainDeadline('C05', { from: '2023-11-20' }, nobody), /due by the end of Monday 18 December 2023/);
});

test('a convention can be chosen for one question', async () => {
  assert.match(await explainDeadline('T05', { from: '2017-08-26', convention: ['receipt=next-working-day'] }, nobody), /due by the end of Tuesday 12 September 2017/);
});

test('a wrong rule, day, convention, or a day past the calendar is answered with what is allowed', async () => {
  assert.match(await refused('T99', { from: '2024-01-01' }), /no rule 'T99'.\nIts rules are T01, .*--procedure corporate/);
  assert.match(await refused('stage3', { from: '2024-01-01', procedure: 'corporate' }), /no rule 'stage3'.\nIts rules are C01, .*stage1 and stage2/);
  assert.match(await refused('T26', { from: '2024-01-01' }), /due on the day that the Ombudsman states.\nRules with a limit: /);
  assert.match(await refused('T11', { from: '2022-02-30' }), /--from cannot be '2022-02-30'.*YYYY-MM-DD/);
  assert.match(await refused('T11', { from: '2022-02-01', convention: ['receipt'] }), /Write name=value/);
  assert.match(await refused('T11', { from: '2022-02-01', convention: ['receipt=later'] }), /Allowed: arrival-day, next-working-day/);
  assert.match(await refused('T12', { from: '2028-11-11' }), /known from 1 January 2015 to 31 December 2028/);
  assert.match(await refused('T05', { from: '2024-02-05', authority: 'Nowhere' }), /no authority/);
});

test('a day so near the end of the calendar that only the extended one lies past it is still explained', async () => {
  assert.match(await explainDeadline('T11', { from: '2028-11-20' }, nobody), /At most +after 31 December 2028, up to which bank holidays are known/);
});
