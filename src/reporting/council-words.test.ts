import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inCouncilWords, nounOf, valueInWords } from './council-words.ts';

const words = { partially_upheld: 'Partly upheld', element: 'Complaint point', theme: 'Category', service: 'Area' };
const parents = new Map([['Area teams/East', 'Area teams']]);

test('a text of a layout speaks the council’s words, one or many, at the start of a sentence or in it', () => {
  assert.equal(inCouncilWords('{Elements} by {theme} and {service}', words), 'Complaint points by category and area');
});

test('a plural is that of the council’s own word', () => {
  assert.deepEqual(nounOf('theme', words), { one: 'category', many: 'categories' });
  assert.deepEqual(nounOf('element', words), { one: 'complaint point', many: 'complaint points' });
  assert.deepEqual(nounOf('representation', {}), { one: 'representation', many: 'representations' });
});

test('a term that is none is a fault of the layout', () => {
  assert.throws(() => inCouncilWords('{ticket}', {}), RangeError);
});

test('a value is printed in the council’s word, else in plain English, and what is absent as such', () => {
  assert.equal(valueInWords('stage1_outcome', 'partially_upheld', words, parents), 'Partly upheld');
  assert.equal(valueInWords('stage1_outcome', 'partially_upheld', {}, parents), 'Partially upheld');
  assert.equal(valueInWords('stage1_late_reason', 'staff_in_court', {}, parents), 'Staff in court');
  assert.equal(valueInWords('gender', null, {}, parents), 'Not recorded');
  assert.equal(valueInWords('theme', 'SEND transport_costs', {}, parents), 'SEND transport_costs');
});

test('months, quarters and financial years are printed as they are called', () => {
  assert.deepEqual([valueInWords('month', '2024-04', {}, parents), valueInWords('quarter', '2017-18 Q1', {}, parents), valueInWords('quarter', '2017 Q4', {}, parents), valueInWords('year', '2017-18', {}, parents)], ['April 2024', 'Quarter 1 2017/18', 'Quarter 4 2017', '2017/18']);
});

test('a service below another is printed with it; one whose own name has a stroke in it is left alone', () => {
  assert.equal(valueInWords('service', 'Area teams/East', {}, parents), 'Area teams: East');
  assert.equal(valueInWords('service', 'Supporting Families/Early Help', {}, parents), 'Supporting Families/Early Help');
});
