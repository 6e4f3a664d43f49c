import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divided, fraction, minus, numberOf, plus, times } from './fraction.ts';

test('halves go away from zero on the decimal value: 4646.165 is 4646.17 though the nearest double lies below it', () => {
  assert.equal(numberOf(divided(fraction('9292.33'), fraction('2')), 2), 4646.17);
  assert.equal(numberOf(fraction('1.005'), 2), 1.01);
  assert.equal(numberOf(fraction('2.5'), 0), 3);
  assert.equal(numberOf(fraction('-2.5'), 0), -3);
  assert.equal(numberOf(fraction('-0.4'), 0), 0);
  assert.ok(Object.is(numberOf(fraction('-0.4'), 0), 0));
});

test('42 of 288 is 14.6 per cent (14.583…), 39 of 288 is 13.5 (13.5416…), 91 of 288 is 31.6 (31.597…)', () => {
  const perCentOf288 = (count: string) => numberOf(times(divided(fraction(count), fraction('288')), 100n), 1);
  assert.deepEqual(['42', '39', '91'].map(perCentOf288), [14.6, 13.5, 31.6]);
});

test('7 after 22 is a change of minus 68.2 per cent', () => {
  const change = times(divided(minus(fraction('7'), fraction('22')), fraction('22')), 100n);
  assert.equal(numberOf(change, 1), -68.2);
  assert.equal(numberOf(change, 0), -68);
});

test('without rounding a fraction is the nearest double', () => {
  assert.equal(numberOf(divided(fraction('1'), fraction('3'))), 1 / 3);
  assert.equal(numberOf(plus(fraction('0.1'), fraction('0.2'))), 0.3);
  assert.equal(numberOf(fraction('11507.60')), 11507.6);
});

test('a division by a negative number keeps its sign, a division by zero is a bug', () => {
  assert.equal(numberOf(divided(fraction('3'), fraction('-2'))), -1.5);
  assert.throws(() => divided(fraction('3'), fraction('0.00')), RangeError);
  assert.throws(() => fraction('1e5'), RangeError);
});
