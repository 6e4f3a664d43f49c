import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CountedNumber, numbersToHide, type Relation } from './hide.ts';

const printed = (id: string, value: number): CountedNumber => ({ id, value, state: 'printed', weight: 1 + Math.log2(1 + value) });
const sum = (total: string, ...parts: readonly string[]): Relation => [{ id: total, times: 1 }, ...parts.map((id) => ({ id, times: -1 }))];

/**
 * What somebody can work out of a hidden number who sees the others and knows the relations: tries every whole number that nothing
 * rules out, slowly, and shares nothing with the way in which the numbers were hidden.
 */
function workedBack(numbers: readonly CountedNumber[], relations: readonly Relation[], hidden: ReadonlySet<string>, most: number): Map<string, Set<number>> {
  const known = new Map(numbers.filter(({ id, state }) => state === 'known' || (state === 'printed' && !hidden.has(id))).map(({ id, value }) => [id, value]));
  const open = numbers.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const possible = new Map(open.map((id) => [id, new Set<number>()]));
  const given = new Map(known);
  const tryNext = (at: number): void => {
    for (const relation of relations) {
      if (relation.every(({ id }) => given.has(id)) && relation.reduce((all, { id, times }) => all + times * (given.get(id) ?? 0), 0) !== 0) return;
    }
    const id = open[at];
    if (id === undefined) {
      for (const one of open) possible.get(one)?.add(given.get(one) ?? 0);
      return;
    }
    for (let value = 0; value <= most; value += 1) {
      given.set(id, value);
      tryNext(at + 1);
    }
    given.delete(id);
  };
  tryNext(0);
  return possible;
}

test('one small number in a column with its total takes a second one with it, and no more', async () => {
  const numbers = [printed('a', 3), printed('b', 12), printed('c', 40), printed('total', 55)];
  const { hidden, given } = await numbersToHide(numbers, [sum('total', 'a', 'b', 'c')], 5);
  assert.deepEqual([...hidden].toSorted(), ['a', 'b']);
  assert.deepEqual(given, []);
});

test('two small numbers that hide one another are enough, unless their sum gives them away', async () => {
  const enough = await numbersToHide([printed('a', 3), printed('b', 4), printed('c', 40), printed('total', 47)], [sum('total', 'a', 'b', 'c')], 5);
  assert.deepEqual([...enough.hidden].toSorted(), ['a', 'b']);
  const tooFew = await numbersToHide([printed('a', 1), printed('b', 1), printed('c', 40), printed('total', 42)], [sum('total', 'a', 'b', 'c')], 5);
  assert.deepEqual([...tooFew.hidden].toSorted(), ['a', 'b', 'c']);
});

test('in a table of rows and columns a small number takes the three others of a rectangle with it', async () => {
  const numbers = [printed('11', 2), printed('12', 20), printed('1', 22), printed('21', 30), printed('22', 9), printed('2', 39), printed('t1', 32), printed('t2', 29), printed('t', 61)];
  const relations = [sum('1', '11', '12'), sum('2', '21', '22'), sum('t1', '11', '21'), sum('t2', '12', '22'), sum('t', '1', '2'), sum('t', 't1', 't2')];
  const { hidden } = await numbersToHide(numbers, relations, 5);
  assert.deepEqual([...hidden].toSorted(), ['11', '12', '21', '22']);
});

test('nothing is hidden where nothing is small: noughts and numbers from the threshold are not', async () => {
  const { hidden } = await numbersToHide([printed('a', 0), printed('b', 5), printed('total', 5)], [sum('total', 'a', 'b')], 5);
  assert.equal(hidden.size, 0);
});

test('a small number that an earlier publication gives away is named, and so is one that it lets be worked out', async () => {
  const quarter = [printed('year', 40), { ...printed('first', 37), state: 'known' as const }, printed('second', 3)];
  const { given } = await numbersToHide(quarter, [sum('year', 'first', 'second')], 5);
  assert.deepEqual(given, []);
  const worse = await numbersToHide([{ ...printed('year', 40), state: 'known' }, { ...printed('first', 37), state: 'known' }, printed('second', 3)], [sum('year', 'first', 'second')], 5);
  assert.deepEqual(worse.given, ['second']);
});

test('a number that an earlier publication hid stays hidden where the later one would let it be worked out', async () => {
  const numbers: CountedNumber[] = [printed('year', 40), printed('second', 37), { id: 'first', value: 3, state: 'unknown', weight: 1 }];
  const { hidden } = await numbersToHide(numbers, [sum('year', 'first', 'second')], 5);
  assert.equal(hidden.size, 1);
});

/** A table of rows and columns with its totals, and a second one that shares its column of totals: as reports have them. */
const linkedTables = fc.record({
  rows: fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 3 }),
  split: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }), threshold: fc.integer({ min: 2, max: 5 }),
}).map(({ rows, split, threshold }) => {
  const numbers = new Map<string, number>();
  const relations: Relation[] = [];
  rows.forEach((row, r) => {
    row.forEach((value, c) => numbers.set(`${r},${c}`, value));
    numbers.set(`${r}`, row.reduce((a, b) => a + b, 0));
    relations.push(sum(`${r}`, ...row.map((_, c) => `${r},${c}`)));
  });
  for (const c of [0, 1]) {
    numbers.set(`t${c}`, rows.reduce((all, row) => all + (row[c] ?? 0), 0));
    relations.push(sum(`t${c}`, ...rows.map((_, r) => `${r},${c}`)));
  }
  const total = rows.flat().reduce((a, b) => a + b, 0);
  numbers.set('t', total);
  relations.push(sum('t', 't0', 't1'), sum('t', ...rows.map((_, r) => `${r}`)));
  // The same total, parted otherwise.
  const [first = 0, second = 0] = split.map((value) => Math.min(value, Math.floor(total / 3)));
  numbers.set('x', first);
  numbers.set('y', second);
  numbers.set('z', total - first - second);
  relations.push(sum('t', 'x', 'y', 'z'));
  return { numbers: [...numbers].map(([id, value]) => printed(id, value)), relations, threshold };
});

test('whatever the tables: somebody who tries every possibility cannot tell a small number from any other small one', async () => {
  let tried = 0;
  await fc.assert(fc.asyncProperty(linkedTables, async ({ numbers, relations, threshold }) => {
    const { hidden, given } = await numbersToHide(numbers, relations, threshold);
    assert.deepEqual(given, []);
    const small = numbers.filter(({ value }) => value > 0 && value < threshold);
    assert.ok(small.every(({ id }) => hidden.has(id)));
    if (hidden.size > 6 || small.length === 0) return;
    tried += 1;
    const possible = workedBack(numbers, relations, hidden, 60);
    for (const { id } of small) for (const value of [1, threshold - 1]) assert.ok(possible.get(id)?.has(value), `${id} cannot be ${value}`);
  }), { numRuns: 250, seed: 20261122 });
  assert.ok(tried >= 30, `only ${tried} tables were small enough to try every possibility`);
});
