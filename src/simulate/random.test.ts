import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chance, longTail, randomFrom, shuffled, weighted, whole } from './random.ts';

const draws = (seed: string, count: number) => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => random.next());
};

test('a seed gives the same draws on every machine', () => {
  assert.deepEqual(draws('1', 4).map((draw) => Math.floor(draw * 4_294_967_296)), [2_958_390_140, 798_431_460, 1_119_377_180, 4_128_543_160]);
});

test('another seed gives other draws, and a fork draws apart from its trunk', () => {
  assert.notDeepEqual(draws('1', 4), draws('2', 4));
  const trunk = randomFrom('1');
  const before = trunk.fork('a').next();
  trunk.next();
  assert.equal(trunk.fork('a').next(), before, 'what was drawn from the trunk does not move the fork');
  assert.notEqual(trunk.fork('b').next(), before);
});

test('draws are spread evenly from 0 up to 1', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const draw of draws('spread', 20_000)) tenths[Math.floor(draw * 10)]! += 1;
  for (const count of tenths) assert.ok(count > 1_800 && count < 2_200, `${count} of 20,000 in one tenth`);
});

test('a choice without weight is never made, and twice the weight comes about twice as often', () => {
  const random = randomFrom('weights');
  const made = { a: 0, b: 0, never: 0 };
  for (let draw = 0; draw < 6_000; draw += 1) made[weighted<'a' | 'b' | 'never'>(random, [['a', 2], ['never', 0], ['b', 1]])] += 1;
  assert.equal(made.never, 0);
  assert.ok(made.a > 3_800 && made.a < 4_200, `${made.a} of 6,000`);
  assert.throws(() => weighted(random, [['a', 0]]), RangeError);
});

test('whole numbers reach both ends and go past neither', () => {
  const random = randomFrom('whole');
  const seen = new Set(Array.from({ length: 500 }, () => whole(random, 3, 6)));
  assert.deepEqual(seen, new Set([3, 4, 5, 6]));
});

test('shuffling keeps everything once', () => {
  const random = randomFrom('cards');
  const cards = Array.from({ length: 52 }, (_, card) => card);
  const mixed = shuffled(random, cards);
  assert.notDeepEqual(mixed, cards);
  assert.deepEqual(mixed.toSorted((one, other) => one - other), cards);
});

test('a long tail has its mean, and never goes below 0', () => {
  const random = randomFrom('tail');
  const tail = Array.from({ length: 20_000 }, () => longTail(random, 12));
  const mean = tail.reduce((sum, one) => sum + one, 0) / tail.length;
  assert.ok(mean > 11.5 && mean < 12.5, `mean ${mean}`);
  assert.ok(Math.min(...tail) === 0 && Math.max(...tail) > 60);
  assert.ok(!chance(random, 0) && chance(random, 1));
});
