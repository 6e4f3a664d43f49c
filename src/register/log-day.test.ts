import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLogDay } from './log-day.ts';

const written: readonly (readonly [string, string | undefined])[] = [
  ['03/04/2017', '2017-04-03'], ['3/4/17', '2017-04-03'], ['03-04-2017', '2017-04-03'], ['3.4.17', '2017-04-03'], ['3 Apr 17', '2017-04-03'], ['3rd April 2017', '2017-04-03'],
  ['Mon 3 April 2017', '2017-04-03'], ['Tues 25/04/17', '2017-04-25'], ["3 Apr '17", '2017-04-03'], ['3-Apr-2017', '2017-04-03'], ['2017-04-03', '2017-04-03'],
  ['03/04/2017 14:30', '2017-04-03'], ['2017-04-03T09:15:00Z', '2017-04-03'], ['1 Sept 2017', '2017-09-01'],
  // 3 April 2017 is day 42,828 of a spreadsheet.
  ['42828', '2017-04-03'], ['42828.604', '2017-04-03'],
  // Day first: there is no month 25, and no turning the two about.
  ['04/25/2017', undefined], ['31/04/2017', undefined], ['29/02/2017', undefined],
  ['April 2017', undefined], ['TBC', undefined], ['12', undefined], ['99999', undefined], ['3 Foo 2017', undefined], ['', undefined],
];

for (const [text, on] of written) test(`'${text}' is ${on ?? 'no day'}`, () => assert.equal(parseLogDay(text), on));
