import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeInCount, changeInMoney, changeInRate, during, howMany, largestOf, shareOf, smallBase } from './sentences.ts';

const complaints = { one: 'complaint', many: 'complaints' };
const quarters = { nowLabel: 'Quarter 1 2024/25', beforeLabel: 'Quarter 1 2023/24' };

test('a count that went from 22 to 7 fell: never up from 22 to 7', () => {
  assert.equal(changeInCount({ subject: complaints, now: 7, before: 22, ...quarters }), 'Complaints fell from 22 in Quarter 1 2023/24 to 7 in Quarter 1 2024/25, a fall of 15 (68.2%).');
});

test('42 contacts more than 187 is a rise of 42 and of 22.5%', () => {
  assert.equal(changeInCount({ subject: complaints, now: 229, before: 187, ...quarters }), 'Complaints rose from 187 in Quarter 1 2023/24 to 229 in Quarter 1 2024/25, a rise of 42 (22.5%).');
});

test('on a base of fewer than 20 a change is counted', () => {
  assert.equal(changeInCount({ subject: complaints, now: 13, before: 16, ...quarters }), 'Complaints fell from 16 in Quarter 1 2023/24 to 13 in Quarter 1 2024/25, 3 fewer.');
  assert.equal(changeInCount({ subject: complaints, now: 2, before: 1, ...quarters }), 'Complaints rose from 1 in Quarter 1 2023/24 to 2 in Quarter 1 2024/25, one more.');
});

test('from none, to none, no change and none at all are said as such', () => {
  assert.equal(changeInCount({ subject: complaints, now: 5, before: 0, ...quarters }), 'Complaints rose from none in Quarter 1 2023/24 to 5 in Quarter 1 2024/25, 5 more.');
  assert.equal(changeInCount({ subject: complaints, now: 0, before: 40, ...quarters }), 'Complaints fell from 40 in Quarter 1 2023/24 to none in Quarter 1 2024/25, a fall of 40 (100.0%).');
  assert.equal(changeInCount({ subject: complaints, now: 23, before: 23, ...quarters }), 'The number of complaints did not change: 23 in Quarter 1 2024/25, as in Quarter 1 2023/24.');
  assert.equal(changeInCount({ subject: complaints, now: 0, before: 0, ...quarters }), 'There were no complaints in Quarter 1 2024/25, and none in Quarter 1 2023/24.');
});

test('a rate that went from 52% to 44% fell by 8 percentage points, not by 8%', () => {
  assert.equal(
    changeInRate({ subject: complaints, now: 44.1, before: 51.9, part: 101, base: 229, ...quarters, did: 'upheld or partly upheld' }),
    'The share of complaints that were upheld or partly upheld fell from 52% in Quarter 1 2023/24 to 44% in Quarter 1 2024/25, by 8 percentage points.',
  );
});

test('a rate on a base of 7 is counted, and an earlier one that was only published as a rate stays one', () => {
  assert.equal(
    changeInRate({ subject: complaints, now: 100, before: 21, part: 7, base: 7, ...quarters, did: 'answered within the time limit' }),
    'All 7 complaints in Quarter 1 2024/25 were answered within the time limit. In Quarter 1 2023/24 the rate was 21%.',
  );
});

test('rates that print the same did not change, whatever lies behind the rounding', () => {
  assert.equal(changeInRate({ subject: complaints, now: 44.4, before: 43.6, ...quarters, did: 'upheld' }), 'The share of complaints that were upheld did not change: 44% in Quarter 1 2024/25, as in Quarter 1 2023/24.');
});

test('a share is of its own base, and of a small one without a percentage', () => {
  const verb = { one: 'was declined', many: 'were declined' };
  const requests = { one: 'request', many: 'requests' };
  assert.equal(shareOf({ part: 26, base: 27, noun: requests, verb }), 'Of the 27 requests, 26 (96%) were declined.');
  assert.equal(shareOf({ part: 5, base: 7, noun: requests, verb }), 'Of the 7 requests, 5 were declined.');
  assert.equal(shareOf({ part: 1, base: 7, noun: requests, verb }), 'Of the 7 requests, 1 was declined.');
  assert.equal(shareOf({ part: 0, base: 7, noun: requests, verb }), 'None of the 7 requests were declined.');
  assert.equal(shareOf({ part: 2, base: 2, noun: requests, verb }), 'Both requests were declined.');
  assert.equal(shareOf({ part: 7, base: 7, noun: requests, verb }), 'All 7 requests were declined.');
  assert.equal(shareOf({ part: 1, base: 1, noun: requests, verb }), 'The one request was declined.');
  assert.equal(shareOf({ part: 0, base: 1, noun: requests, verb }), 'The one request was not declined.');
  assert.equal(shareOf({ part: 0, base: 0, noun: requests, verb }), 'There were no requests.');
});

test('the largest is named with its base; several equally large are all named; where nothing was counted nothing is said', () => {
  const theme = { one: 'theme', many: 'themes' };
  const rows = [{ name: 'Actions of worker', value: 69 }, { name: 'Poor communication', value: 49 }];
  assert.equal(largestOf(rows, 229, complaints, theme), 'The most common theme was “Actions of worker”: 69 of 229 complaints (30%).');
  assert.equal(largestOf([{ name: 'Parent', value: 4 }], 4, complaints, { one: 'complainant', many: 'complainants' }), 'All 4 complaints were recorded under “Parent”.');
  assert.equal(largestOf([{ name: 'Staff', value: 2 }, { name: 'Delay', value: 2 }], 4, complaints, theme), 'The most common themes were “Staff” and “Delay”: 2 each, of 4 complaints.');
  assert.equal(largestOf(['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, value: 1 })), 5, complaints, theme), '5 themes were equally the most common: 1 each, of 5 complaints.');
  assert.equal(largestOf(rows, 229, complaints), 'Actions of worker had the most complaints: 69 of 229 (30%).');
  assert.equal(largestOf([{ name: 'East', value: 2 }, { name: 'West', value: 2 }, { name: 'North', value: 1 }], 5, complaints), 'East and West had the most complaints: 2 each, of 5.');
  assert.equal(largestOf([{ name: 'East', value: 4 }, { name: 'West', value: 0 }], 4, complaints), 'All 4 complaints were recorded under East.');
  assert.equal(largestOf([{ name: 'East', value: 0 }], 0, complaints), undefined);
});

test('money changes by pounds and per cent', () => {
  assert.equal(
    changeInMoney({ subject: { one: 'spend', many: 'spend' }, now: 9292.33, before: 42_374.21, nowLabel: '2017/18', beforeLabel: '2015/16' }),
    'Spend fell from £42,374.21 in 2015/16 to £9,292.33 in 2017/18, a fall of £33,081.88 (78.1%).',
  );
});

test('of people the number rises, not they', () => {
  const people = { one: 'person who came twice', many: 'people who came twice' };
  assert.equal(changeInCount({ subject: people, now: 29, before: 16, nowLabel: '2017/18', beforeLabel: '2016/17' }), 'The number of people who came twice rose from 16 in 2016/17 to 29 in 2017/18, 13 more.');
});

test('one of a thing is singular, none of it plural', () => {
  assert.equal(howMany(1, complaints, '2017/18'), 'There was one complaint in 2017/18.');
  assert.equal(howMany(0, complaints, '2017/18'), 'There were no complaints in 2017/18.');
  assert.equal(howMany(1234, complaints, '2017/18'), 'There were 1,234 complaints in 2017/18.');
});

const counts = fc.nat({ max: 5000 });
const labels = { nowLabel: 'this year', beforeLabel: 'last year' };

/** The two numbers of a sentence that says "from X … to Y", as printed. */
function fromAndTo(sentence: string): readonly [number, number] | undefined {
  const found = /from (none|£?[\d,.]+)%? in last year to (none|£?[\d,.]+)%? in this year/.exec(sentence);
  const read = (text: string): number => (text === 'none' ? 0 : Number(text.replaceAll(/[£,]/g, '')));
  return found === null ? undefined : [read(found[1] ?? ''), read(found[2] ?? '')];
}

test('whatever the numbers, a sentence that says rose ends higher than it began, and one that says fell lower', () => {
  fc.assert(fc.property(counts, counts, fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), fc.nat({ max: 2 }), (now, before, rateNow, rateBefore, places) => {
    const sentences = [
      changeInCount({ subject: complaints, now, before, ...labels }),
      changeInMoney({ subject: complaints, now: now / 100, before: before / 100, ...labels }),
      changeInRate({ subject: complaints, now: rateNow, before: rateBefore, ...labels, places, did: 'upheld' }),
    ];
    for (const sentence of sentences) {
      const numbers = fromAndTo(sentence);
      if (/\brose\b/.test(sentence)) assert.ok(numbers !== undefined && numbers[1] > numbers[0], sentence);
      else if (/\bfell\b/.test(sentence)) assert.ok(numbers !== undefined && numbers[1] < numbers[0], sentence);
      else assert.match(sentence, /did not change|There were no/);
    }
  }));
});

test('whatever the numbers, a rate never changes by per cent, and a base of fewer than 20 has no per cent', () => {
  fc.assert(fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), fc.double({ min: 0, max: 100, noNaN: true }), (a, b, before) => {
    const [part, base] = [Math.min(a, b), Math.max(a, b)];
    const rate = changeInRate({ subject: complaints, now: base === 0 ? 0 : (100 * part) / base, before, part, base, beforeBase: base, ...labels, did: 'upheld' });
    assert.doesNotMatch(rate, /by [\d.,]+%/);
    const share = shareOf({ part, base, noun: complaints, verb: { one: 'was upheld', many: 'were upheld' } });
    if (base < smallBase) {
      assert.doesNotMatch(share, /%/);
      assert.doesNotMatch(rate, /%/);
    }
    const change = changeInCount({ subject: complaints, now: part, before: b, ...labels });
    if (b < smallBase) assert.doesNotMatch(change, /%/);
  }));
});

test('whatever the numbers, a sentence is one sentence or two, begins with a capital letter and ends in a full stop', () => {
  fc.assert(fc.property(counts, counts, (a, b) => {
    const [part, base] = [Math.min(a, b), Math.max(a, b)];
    for (const sentence of [changeInCount({ subject: complaints, now: a, before: b, ...labels }), shareOf({ part, base, noun: complaints, verb: { one: 'was upheld', many: 'were upheld' } }), howMany(a, complaints, '2017/18')]) {
      assert.match(sentence, /^[A-Z].*[^.]\.$/);
      assert.doesNotMatch(sentence, /NaN|undefined|Infinity| {2}/);
    }
  }));
});

test('a period has the preposition that its name takes', () => {
  assert.equal(during('2017/18'), 'in 2017/18');
  assert.equal(during('2023/24 (to 30 September 2023)'), 'in 2023/24 (to 30 September 2023)');
  assert.equal(during('April to September 2023'), 'in April to September 2023');
  assert.equal(during('7 May 2023 to 9 May 2023'), 'between 7 May 2023 and 9 May 2023');
  assert.equal(during('31 March 2024'), 'on 31 March 2024');
  assert.equal(during('2022/23', 'the whole of '), 'in the whole of 2022/23');
  assert.equal(during('7 May 2022 to 9 May 2022', 'the whole of '), 'in all between 7 May 2022 and 9 May 2022');
  assert.equal(howMany(0, { one: 'request', many: 'requests' }, '7 May 2023 to 9 May 2023'), 'There were no requests between 7 May 2023 and 9 May 2023.');
});

test('of rounded numbers nothing is said that holds of exact ones alone', () => {
  const complaints = { one: 'complaint', many: 'complaints' };
  const periods = { nowLabel: '2017/18', beforeLabel: '2016/17', roundedTo: 5 };
  assert.equal(changeInCount({ subject: complaints, now: 310, before: 310, ...periods }), 'The number of complaints changed by fewer than 5, if at all: 310 in 2017/18, as in 2016/17.');
  assert.equal(changeInCount({ subject: complaints, now: 0, before: 0, ...periods }), 'There were no complaints in 2017/18, and none in 2016/17.');
  // 26 of 27 were declined: rounded to the nearest five, 25 of 25.
  assert.equal(shareOf({ part: 25, base: 25, noun: { one: 'request', many: 'requests' }, verb: { one: 'was declined', many: 'were declined' }, roundedTo: 5 }), 'All or nearly all of the 25 requests were declined.');
  // Which way a rate of rounded counts went, nobody can tell: 97 of 142 is more than 67% and 95 of 145 less.
  assert.equal(changeInRate({ subject: complaints, now: 65.5, before: 67, part: 95, base: 145, did: 'answered on time', ...periods }), 'The share of complaints that were answered on time was 67% in 2016/17 and 66% in 2017/18.');
  const rows = [{ name: 'August', value: 30 }, { name: 'January', value: 30 }, { name: 'June', value: 25 }];
  assert.equal(largestOf(rows, 230, complaints, undefined, 5), undefined);
  assert.equal(largestOf(rows.slice(1), 230, complaints, undefined, 5), 'January had the most complaints: 30 of 230 (13%).');
  assert.equal(largestOf(rows.slice(2), 25, complaints, { one: 'month', many: 'months' }, 5), 'The most common month was “June”: 25 of 25 complaints (100%).');
});
