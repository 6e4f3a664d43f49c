import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { activityIn, type ContextValue } from './context-figures.ts';
import { numberOf } from './fraction.ts';

const value = (measure: string, service: string, from: string, to: string, counted: string): ContextValue => ({ measure, service, from, to, value: counted });
const context = [
  value('children_in_care', '', '2023-03-31', '2023-03-31', '389'), value('children_in_care', '', '2023-09-30', '2023-09-30', '391'), value('children_in_care', '', '2024-03-31', '2024-03-31', '383'),
  value('contacts', '', '2023-04-01', '2023-06-30', '400'), value('contacts', '', '2023-07-01', '2023-09-30', '500'), value('contacts', '', '2023-10-01', '2024-09-30', '1900'),
  value('visits', 'Care/East', '2023-04-01', '2024-03-31', '10'), value('visits', 'Care/East/Duty', '2023-04-01', '2024-03-31', '4'), value('visits', 'Care/West', '2023-04-01', '2024-03-31', '7'),
];
const asked = (from: string, to: string, where: Record<string, string>, by: string[] = []) => ({ from: day(from), to: day(to), where, by });
const answered = (question: ReturnType<typeof asked>) => activityIn(context, question).cells.map((cell) => [cell.keys, numberOf(cell.value)]);

test('of headcounts on days in the period, the latest counts', () => {
  assert.deepEqual(answered(asked('2023-04-01', '2024-03-31', { measure: 'children_in_care' })), [[{}, 383]]);
  assert.deepEqual(answered(asked('2023-04-01', '2023-12-31', { measure: 'children_in_care' })), [[{}, 391]]);
});

test('what is counted by period is added up over those wholly inside it', () => {
  assert.deepEqual(answered(asked('2023-04-01', '2024-03-31', { measure: 'contacts' })), [[{}, 900]]);
  assert.deepEqual(answered(asked('2023-10-01', '2024-09-30', { measure: 'contacts' })), [[{}, 1900]]);
});

test('a service with no value of its own has those just below it', () => {
  assert.deepEqual(answered(asked('2023-04-01', '2024-03-31', { measure: 'visits', service: 'Care' })), [[{}, 17]]);
  assert.deepEqual(answered(asked('2023-04-01', '2024-03-31', { measure: 'visits', service: 'Care/East' })), [[{}, 10]]);
  assert.deepEqual(answered(asked('2023-04-01', '2024-03-31', { measure: 'visits' }, ['service'])), [[{ service: 'Care/East' }, 10], [{ service: 'Care/East/Duty' }, 4], [{ service: 'Care/West' }, 7]]);
});

test('with no measure named, or none held of the period, the answer says what is', () => {
  assert.equal(activityIn(context, asked('2023-04-01', '2024-03-31', {})).why, 'activity needs a condition on measure: it may be children_in_care, contacts, visits');
  assert.equal(activityIn(context, asked('2020-04-01', '2021-03-31', { measure: 'contacts' })).why, 'the context holds no contacts for 1 April 2020 to 31 March 2021');
});
