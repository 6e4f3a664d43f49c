import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../domain/day.ts';
import type { KnownPeople } from './find.ts';
import { scanner } from './scan.ts';

const known: KnownPeople = {
  names: [
    { name: 'Alex Farrow', of: 'case' }, { name: 'Zoë O’Neill', of: 'case' }, { name: 'Grace May Hope', of: 'case' }, { name: 'Łukasz Nowak-Kowalski', of: 'case' }, { name: 'Will Young', of: 'case' },
    { name: 'Ruth Amadi', of: 'staff' }, { name: 'Jo Pell', of: 'staff' }, { name: 'Priya Sethi', of: 'outside' },
  ],
  bornOn: [day('2014-05-03')], addresses: ['3 Mill Lane'], telephones: ['01632 960123'], references: ['AM26-014', '17'], ownWords: ['Ashmere Council', 'Farrow House Short Breaks', 'Theme: conduct'],
};
const scan = scanner(known);
/** What is found in a text: kind, words and weight. */
const found = (text: string): string[] => scan(text).map((find) => `${find.kind}: ${find.text} (${find.weight})`);
const redacted = (text: string): string => scan(text).toReversed().reduce((words, { start, end, replacement }) => words.slice(0, start) + replacement + words.slice(end), text);

test('a whole name is found whatever its case, accents and apostrophes, with a title before it', () => {
  assert.deepEqual(found('Thank you from Alex Farrow.'), ['name: Alex Farrow (sure)']);
  assert.deepEqual(found('ALEX FARROW wrote, and zoe o\'neill too.'), ['name: ALEX FARROW (sure)', 'name: zoe o\'neill (sure)']);
  assert.deepEqual(found('Lukasz Nowak Kowalski and Mr Farrow came.'), ['name: Lukasz Nowak Kowalski (sure)', 'name: Mr Farrow (sure)']);
  assert.deepEqual(found('Alex J. Farrow'), ['name: Alex J. Farrow (sure)']);
});

test('a first name alone, a surname alone and a possessive are found, and what stands behind the name is left', () => {
  assert.deepEqual(found('Alex’s mother is glad. We met the Farrows.'), ['name: Alex (likely)', 'name: Farrows (likely)']);
  assert.equal(redacted('Alex’s mother thanks Ruth.'), '[name]’s mother thanks a worker.');
  assert.equal(redacted('Ruth Amadi listened to us.'), 'A worker listened to us.');
  assert.deepEqual(found('Jo was kind. A jo was not.'), ['worker: Jo (likely)']);
  assert.deepEqual(found('The report of Ms Sethi'), ['name: Ms Sethi (sure)']);
  assert.deepEqual(found('Mrs Unheard thanked us'), ['name: Mrs Unheard (likely)']);
});

test('an ordinary word that is a name too is proposed with a capital letter only, and says so; a month beside a day is none', () => {
  assert.deepEqual(found('We will see her in hope, with grace, and he may come.'), []);
  assert.deepEqual(found('They told Grace so.'), ['name: Grace (possible)']);
  assert.match(scan('They told Grace so.')[0]?.why ?? '', /ordinary word/);
  assert.deepEqual(found('On 3 May, in May, and since May 2024.'), []);
  assert.deepEqual(found('We told May about it.'), ['name: May (possible)']);
  assert.deepEqual(found('will young people come? Will Young came.'), ['name: Will Young (sure)']);
  assert.deepEqual(found('Grace Hope'), ['name: Grace Hope (sure)']);
});

test('a name inside what the council calls its own services names nobody', () => {
  assert.deepEqual(found('Farrow House Short Breaks of Ashmere Council'), []);
});

test('ages of one person are found, and ages of many are not', () => {
  assert.equal(redacted('My 9-year-old son and my daughter, aged 14, and the twins, 6, went.'), 'My [age] son and my daughter, [age], and the twins, [age], went.');
  assert.equal(redacted('She is fourteen years old, he was 8 months old.'), 'She is [age], he was [age].');
  assert.deepEqual(found('Children aged 16 to 25, 16-year-olds, 25 working days and a plan 10 years on.'), []);
});

test('days of birth are found by the words before them, or because somebody was born on that day', () => {
  assert.equal(redacted('He was born on 1 March 2012.'), 'He was born on [date of birth].');
  assert.equal(redacted('DOB: 01/03/2012'), 'DOB: [date of birth]');
  for (const written of ['3 May 2014', '03/05/2014', '3.5.14', '2014-05-03', '3rd of May 2014']) assert.deepEqual(found(`It began on ${written} there`), [`date of birth: ${written} (sure)`]);
  assert.deepEqual(found('It began on 4 May 2014 there'), []);
});

test('addresses, streets, postcodes and schools are found by their form', () => {
  assert.equal(redacted('I live at 3 mill lane.'), 'I live at [address].');
  assert.equal(redacted('Write to 12 Hawthorn Crescent, ZZ99 3VZ'), 'Write to [address], ZZ99 3VZ');
  assert.equal(redacted('The postcode is M1 1AE.'), 'The postcode is [postcode].');
  assert.equal(redacted('At St Oswin’s Church of England Primary School they helped.'), 'At a school they helped.');
  assert.equal(redacted('Her teacher at Larkhill Academy wrote'), 'Her teacher at a school wrote');
  assert.deepEqual(found('The Virtual School, a Primary School and the High Court. Every School. Working days of Stage 2.'), []);
});

test('telephone numbers, e-mail addresses and references of cases are found; a plain number is no reference', () => {
  assert.equal(redacted('Ring 01632 960 555 or +44 7700 900123, or write to a.farrow@example.org'), 'Ring [telephone number] or [telephone number], or write to [e-mail address]');
  assert.equal(redacted('In case AM26-014 and am26-014'), 'In case [case reference] and [case reference]');
  assert.equal(redacted('17 complaints; complaint no. 17'), '17 complaints; complaint no. [case reference]');
  assert.deepEqual(found('Spend of £12,345,678 and 1,024 complaints in 2024/25'), []);
});

test('finds do not overlap, and stand in order', () => {
  const finds = scan('Alex Farrow (born 3 May 2014) of 3 Mill Lane, Grace Road, told Ruth.');
  assert.deepEqual(finds.map(({ kind }) => kind), ['name', 'date of birth', 'address', 'address', 'worker']);
  finds.slice(1).forEach((find, at) => assert.ok((finds[at]?.end ?? 0) <= find.start));
});
