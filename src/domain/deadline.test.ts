import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { englandsBankHolidays } from './bank-holidays.ts';
import { defaultConventions, type Conventions } from './conventions.ts';
import { day, dayFromNumber, dayNumber, daysAfter, type Day } from './day.ts';
import { deadlineOf, dueNumbers, dueOnOf, type Circumstances } from './deadline.ts';
import { ruleOf, type Procedure, type Rule } from './procedure.ts';
import { corporate } from './procedures/corporate.ts';
import { councilsProcedures } from './procedures/standard.ts';
import { statutory } from './procedures/statutory.ts';
import { CalendarEndError, englandsCalendar } from './working-days.ts';

function halton(): Procedure {
  const read = councilsProcedures({ corporate: { stage1: { working_days: 10 }, stage2: { working_days: 28 } } });
  assert.ok('procedures' in read);
  const own = read.procedures.corporate.own[0];
  assert.ok(own);
  return own.procedure;
}

function rule(key: string, procedure: Procedure = key.startsWith('C') ? corporate : statutory): Rule {
  return ruleOf(procedure, key);
}

function due(key: string, from: string, conventions: Partial<Conventions> = {}, circumstances: Circumstances = {}): Day {
  return deadlineOf(rule(key), day(from), englandsCalendar, { ...defaultConventions, ...conventions }, circumstances).dueOn;
}

const ruleOfClock: Readonly<Record<string, Rule>> = {
  'stage 1': rule('T05'), 'stage 1 extended': rule('T06'), 'stage 2 request window': rule('T10'), 'stage 2': rule('T11'), 'stage 2 at most': rule('T12'),
  'stage 2 at most, from the agreed statement': rule('T12'), 'stage 3 request window': rule('T15'), 'stage 3 acknowledgement': rule('T16'), panel: rule('T18'), 'panel papers': rule('T19'),
  'panel findings': rule('T20'), 'response to the panel': rule('T21'), 'Code stage 1 acknowledgement': rule('C01'), 'Code stage 1': rule('C02'), 'Code stage 2': rule('C05'),
  'corporate stage 2 of 28 working days': rule('C05', halton()), 'Ombudsman documents': rule('T25'),
};

type Row = { readonly clock: string; readonly starts_on: string; readonly working_days: string; readonly due_on: string; readonly why: string };
const rows: readonly Row[] = parse(readFileSync(new URL('deadlines.csv', import.meta.url)), { columns: true });

for (const row of rows) {
  test(`${row.clock} from ${row.starts_on} is due on ${row.due_on}${row.why === '' ? '' : `: ${row.why}`}`, () => {
    const of = ruleOfClock[row.clock];
    assert.ok(of, `no rule for '${row.clock}'`);
    assert.equal(of.limit?.count, Math.abs(Number(row.working_days)));
    assert.equal(dueOnOf(of, day(row.starts_on), englandsCalendar, defaultConventions), row.due_on);
    assert.equal(deadlineOf(of, day(row.starts_on), englandsCalendar, defaultConventions).dueOn, row.due_on);
  });
}

test('every worked deadline is there', () => {
  assert.equal(rows.length, 33);
});

const included: Partial<Conventions> = { dayCount: 'include-start' };

test('worked example 1: received Monday 5 February 2024, with the day of the event as day 1', () => {
  assert.equal(due('T05', '2024-02-05'), '2024-02-19');
  assert.equal(due('T06', '2024-02-05'), '2024-03-04');
  assert.equal(due('T05', '2024-02-05', included), '2024-02-16');
  assert.equal(due('T06', '2024-02-05', included), '2024-03-01');
});

test('worked examples 2 and 4 to 9: stage 1 over holidays of every kind', () => {
  const worked = [
    ['2023-12-18', '2024-01-04', '2024-01-18'], ['2020-04-30', '2020-05-15', '2020-06-01'], ['2022-05-24', '2022-06-09', '2022-06-23'], ['2022-09-08', '2022-09-23', '2022-10-07'],
    ['2023-04-27', '2023-05-15', '2023-05-30'], ['2021-12-20', '2022-01-06', '2022-01-20'], ['2022-12-19', '2023-01-05', '2023-01-19'],
  ] as const;
  for (const [from, ten, twenty] of worked) assert.deepEqual([due('T05', from), due('T06', from)], [ten, twenty], from);
});

test('worked example 3: e-mailed on Saturday 26 August 2017, received that day or on Tuesday', () => {
  assert.equal(due('T05', '2017-08-26'), '2017-09-11');
  assert.equal(due('T05', '2017-08-26', { receipt: 'next-working-day' }), '2017-09-12');
});

test('worked example 10: an advocate asked for on 20 March 2024 and appointed on 4 April', () => {
  const suspensions = [{ from: day('2024-03-20'), to: day('2024-04-04') }];
  assert.equal(due('T05', '2024-03-18', {}, { suspensions }), '2024-04-16');
  assert.equal(due('T05', '2024-03-18'), '2024-04-03');
  assert.equal(due('T06', '2024-03-18'), '2024-04-17');
  const extensions = [{ on: day('2024-04-10'), extendedTo: day('2024-05-31'), reason: 'advocate' }];
  assert.equal(due('T05', '2024-03-18', {}, { suspensions, extensions, longest: rule('T06') }), '2024-04-30');
  assert.equal(due('T05', '2024-03-18', { suspension: 'within-maximum' }, { suspensions, extensions, longest: rule('T06') }), '2024-04-17');
});

test('worked example 11: the window for stage 2 runs from receipt of the response, or from sending', () => {
  assert.equal(due('T10', '2025-04-03'), '2025-05-06');
  assert.equal(due('T10', '2025-04-01'), '2025-05-01');
});

test('worked examples 12 to 17: stage 2 by both readings of its start, and thirteen weeks are not always 65 working days', () => {
  assert.deepEqual([due('T11', '2025-09-15'), due('T12', '2025-09-15')], ['2025-10-20', '2025-12-15']);
  assert.deepEqual([due('T11', '2025-10-13'), due('T12', '2025-10-13')], ['2025-11-17', '2026-01-15']);
  assert.equal(due('T14', '2025-09-15'), '2025-12-01');
  assert.deepEqual([due('T11', '2022-05-16'), due('T12', '2022-05-16')], ['2022-06-22', '2022-08-17']);
  assert.deepEqual([due('T11', '2017-02-20'), due('T12', '2017-02-20')], ['2017-03-27', '2017-05-25']);
  assert.deepEqual([due('T11', '2022-11-01'), due('T12', '2022-11-01')], ['2022-12-06', '2023-02-03']);
  assert.equal(daysAfter(day('2022-11-01'), 13 * 7), '2023-01-31');
});

test('worked example 18: the window for a panel', () => {
  assert.equal(due('T15', '2024-02-19'), '2024-03-18');
  assert.equal(due('T15', '2024-02-19', included), '2024-03-15');
});

test('worked example 19: acknowledgement, chair and panel from one request', () => {
  assert.deepEqual([due('T16', '2024-03-11'), due('T17', '2024-03-11'), due('T18', '2024-03-11')], ['2024-03-13', '2024-03-25', '2024-04-24']);
});

test('worked example 20: papers ten working days before a panel, counted back or clear', () => {
  assert.equal(due('T19', '2024-04-19'), '2024-04-05');
  assert.equal(due('T19', '2024-04-19', { panelPapers: 'clear-days' }), '2024-04-04');
  assert.equal(due('T19', '2024-04-19', included), '2024-04-05');
});

test('worked example 21: findings, and a response counted from the day they arrived', () => {
  assert.deepEqual([due('T20', '2024-04-19'), due('T21', '2024-04-26'), due('T21', '2024-05-07')], ['2024-04-26', '2024-05-20', '2024-05-29']);
});

test('worked example 22: 30, 5 and 15 working days one after another are 50', () => {
  const panel = due('T18', '2025-11-24');
  const findings = due('T20', panel);
  assert.deepEqual([panel, findings, due('T21', findings), due('T22', '2025-11-24')], ['2026-01-08', '2026-01-15', '2026-02-05', '2026-02-05']);
});

test('worked example 23: one year after is a day later than twelve months beginning with, save from 29 February', () => {
  assert.deepEqual([due('T01', '2024-06-10'), due('T24', '2024-06-10')], ['2025-06-10', '2025-06-09']);
  assert.deepEqual([due('T01', '2024-02-29'), due('T24', '2024-02-29')], ['2025-02-28', '2025-02-28']);
  assert.equal(due('T24', '2023-03-01'), '2024-02-29');
});

test('worked example 24: a year that ends on a Saturday runs to Monday, or ends there', () => {
  assert.equal(due('T23', '2025-03-28'), '2026-03-30');
  assert.equal(due('T23', '2025-03-28', { oneYearExpiry: 'same-day' }), '2026-03-28');
});

test('worked examples 25 and 26: the Code counts from the acknowledgement', () => {
  assert.deepEqual([due('C01', '2026-04-01'), due('C02', '2026-04-07'), due('C03', '2026-04-07')], ['2026-04-10', '2026-04-21', '2026-05-06']);
  assert.deepEqual([due('C02', '2026-04-10'), due('C03', '2026-04-10')], ['2026-04-24', '2026-05-11']);
  assert.deepEqual([due('C04', '2026-05-12'), due('C05', '2026-05-15'), due('C06', '2026-05-15')], ['2026-05-19', '2026-06-15', '2026-07-13']);
});

test('worked example 27: Halton answers in 10 working days, and at stage 2 in 28', () => {
  const from = day('2023-11-20');
  assert.equal(dueOnOf(ruleOf(halton(), 'C02'), from, englandsCalendar, defaultConventions), '2023-12-04');
  assert.equal(dueOnOf(ruleOf(halton(), 'C05'), from, englandsCalendar, defaultConventions), '2024-01-02');
});

test('worked example 28: documents that the Ombudsman asks for on 14 December 2026', () => {
  assert.equal(due('T25', '2026-12-14'), '2026-12-30');
});

test('the Ombudsman’s own examples agree with counting from the request', () => {
  assert.deepEqual([due('T12', '2024-10-28'), due('T12', '2025-09-26'), due('T12', '2024-04-09'), due('T18', '2024-01-03')], ['2025-01-30', '2025-12-30', '2024-07-11', '2024-02-14']);
});

test('the steps say why each day is skipped, and end with the due day, its rule and source', () => {
  const { steps } = deadlineOf(rule('T05'), day('2023-12-21'), englandsCalendar, defaultConventions);
  assert.deepEqual(steps.slice(0, 8), [
    { on: '2023-12-21', kind: 'start', text: 'The clock starts: the complaint was received. This is day 0' },
    { on: '2023-12-22', kind: 'counted', count: 1, text: 'Working day 1' },
    { on: '2023-12-23', kind: 'skipped', text: 'Not counted: Saturday' },
    { on: '2023-12-24', kind: 'skipped', text: 'Not counted: Sunday' },
    { on: '2023-12-25', kind: 'skipped', text: 'Not counted: Christmas Day' },
    { on: '2023-12-26', kind: 'skipped', text: 'Not counted: Boxing Day' },
    { on: '2023-12-27', kind: 'counted', count: 2, text: 'Working day 2' },
    { on: '2023-12-28', kind: 'counted', count: 3, text: 'Working day 3' },
  ]);
  assert.deepEqual(steps.at(-1), { on: '2024-01-09', kind: 'due', count: 10, text: 'Working day 10 of 10: due by the end of this day (T05, SI 2006/1738 regulation 14)' });
});

test('an extension on a lawful ground is a step and lengthens the clock; one for staff absence is a remark and does not', () => {
  const explained = (reason: string) => deadlineOf(rule('T05'), day('2024-02-05'), englandsCalendar, defaultConventions,
    { longest: rule('T06'), extensions: [{ on: day('2024-02-14'), extendedTo: day('2024-03-29'), reason }] });
  const lawful = explained('complexity');
  assert.equal(lawful.dueOn, '2024-03-04');
  assert.equal(lawful.steps.find((step) => step.kind === 'extended')?.text, 'Extended to 29 March 2024 (reason: complexity); no extension may reach past 4 March 2024 (T06)');
  assert.equal(lawful.steps.find((step) => step.on === '2024-02-19')?.text, 'Working day 10 of 10: due here without the extension');
  assert.equal(lawful.steps.at(-1)?.text, 'Working day 20, extended: due by the end of this day (T05, SI 2006/1738 regulation 14)');
  const unlawful = explained('staff_absence');
  assert.equal(unlawful.dueOn, '2024-02-19');
  assert.equal(unlawful.steps.find((step) => step.on === '2024-02-14' && step.kind === 'note')?.text,
    'Put off to 29 March 2024 (reason: staff absence). That is not one of the grounds for an extension (complexity, advocate), so the clock is not lengthened');
});

test('days on which an advocate was being found are steps of their own', () => {
  const { steps } = deadlineOf(rule('T05'), day('2024-03-18'), englandsCalendar, defaultConventions, { suspensions: [{ from: day('2024-03-20'), to: day('2024-04-04') }] });
  assert.deepEqual(steps.filter((step) => step.kind === 'suspended').map((step) => step.on), ['2024-03-21', '2024-03-22', '2024-03-25', '2024-03-26', '2024-03-27', '2024-03-28', '2024-04-02', '2024-04-03', '2024-04-04']);
  assert.equal(steps.find((step) => step.on === '2024-04-05')?.count, 3);
});

test('two spells without an advocate are both left out, and days counted twice are left out once', () => {
  const apart = [{ from: day('2024-02-06'), to: day('2024-02-08') }, { from: day('2024-02-19'), to: day('2024-02-21') }];
  assert.equal(due('T05', '2024-02-05', {}, { suspensions: apart }), '2024-02-23');
  const overlapping = [{ from: day('2024-02-06'), to: day('2024-02-09') }, { from: day('2024-02-07'), to: day('2024-02-08') }];
  assert.equal(due('T05', '2024-02-05', {}, { suspensions: overlapping }), '2024-02-22');
  assert.equal(due('T05', '2024-02-05', {}, { suspensions: [{ from: day('2024-02-19'), to: day('2024-02-21') }] }), '2024-02-19');
});

const holidays: ReadonlySet<string> = new Set(englandsBankHolidays.map((holiday) => holiday.on));
const anyStart = fc.integer({ min: dayNumber(day('2016-01-01')), max: dayNumber(day('2026-12-31')) }).map(dayFromNumber);
const anySuspension = fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 0, max: 20 }));
const anyExtension = fc.record({ to: fc.integer({ min: 1, max: 60 }), reason: fc.constantFrom('complexity', 'advocate', 'staff_absence', undefined) });

/** Walks day by day with a note of what happens on each: slow, and plain to see. */
function walked(from: Day, count: number, suspensions: readonly (readonly [Day, Day])[]): Day {
  let left = count;
  let on = from;
  while (left > 0) {
    on = daysAfter(on, 1);
    const weekday = new Date(`${on}T12:00:00Z`).getUTCDay();
    const working = weekday > 0 && weekday < 6 && !holidays.has(on);
    if (working && !suspensions.some(([first, last]) => first < on && on <= last)) left -= 1;
  }
  return on;
}

test('an extension told before an advocate was sought moves on with the five working days that took: to 28 February 2024, and then to 6 March', () => {
  const extensions = [{ on: day('2024-02-12'), extendedTo: day('2024-02-28'), reason: 'complexity' }];
  const sought = (from: string, to: string) => ({ longest: rule('T06'), extensions, suspensions: [{ from: day(from), to: day(to) }] });
  const { dueOn, steps } = deadlineOf(rule('T05'), day('2024-02-05'), englandsCalendar, defaultConventions, sought('2024-02-13', '2024-02-20'));
  assert.equal(dueOn, '2024-03-06');
  assert.equal(steps.at(-1)?.count, 17);
  assert.equal(due('T05', '2024-02-05', {}, sought('2024-02-06', '2024-02-09')), '2024-02-28', 'found before the extension was told: the day told stands');
});

test('due days with suspensions and extensions agree with a walk a day at a time, and the steps with both', () => {
  fc.assert(fc.property(anyStart, fc.array(anySuspension, { maxLength: 3 }), fc.array(anyExtension, { maxLength: 2 }), fc.constantFrom<Conventions['dayCount']>('exclude-start', 'include-start'), (from, gaps, extended, dayCount) => {
    const suspensions = gaps.map(([after, length]) => [daysAfter(from, after), daysAfter(from, after + length)] as const);
    const extensions = extended.map(({ to, reason }) => ({ on: from, extendedTo: daysAfter(from, to), ...(reason === undefined ? {} : { reason }) }));
    const zero = dayCount === 'include-start' ? daysAfter(from, -1) : from;
    const counted = suspensions.map(([first, last]) => [first < zero ? zero : first, last] as const);
    let expected = walked(zero, 10, counted);
    const longest = walked(zero, 20, counted);
    for (const { extendedTo, reason } of extensions) {
      const told = Array.from({ length: dayNumber(extendedTo) - dayNumber(from) }, (_, index) => daysAfter(from, index + 1)).filter((on) => walked(daysAfter(on, -1), 1, []) === on).length;
      const moved = walked(from, told, suspensions.map(([first, last]) => [first < from ? from : first, last] as const));
      const later = moved > extendedTo ? moved : extendedTo;
      const reached = later < longest ? later : longest;
      if ((reason === 'complexity' || reason === 'advocate') && reached > expected) expected = reached;
    }
    const circumstances = { longest: rule('T06'), extensions, suspensions: suspensions.map(([first, last]) => ({ from: first, to: last })) };
    const conventions = { ...defaultConventions, dayCount };
    const numbers = dueNumbers(rule('T05'), from, englandsCalendar, conventions, circumstances);
    assert.equal(dayFromNumber(numbers.extended ?? numbers.due), expected);
    const { dueOn, steps } = deadlineOf(rule('T05'), from, englandsCalendar, conventions, circumstances);
    assert.equal(dueOn, expected);
    const days = steps.filter((step) => step.kind !== 'extended' && step.kind !== 'note' && step.kind !== 'start').map((step) => step.on);
    assert.deepEqual(days, Array.from({ length: dayNumber(expected) - dayNumber(zero) }, (_, index) => daysAfter(zero, index + 1)));
    assert.deepEqual(steps.flatMap((step) => (step.kind === 'counted' ? [step.count] : [])), Array.from({ length: steps.filter((step) => step.kind === 'counted').length }, (_, index) => index + 1));
  }), { numRuns: 300 });
});

test('a deadline past the last bank holiday known is an error that says so', () => {
  assert.throws(() => due('T12', '2028-11-01'), CalendarEndError);
});

test('a year that ends past the last bank holiday known says that its day may be one: New Year’s Day 2029', () => {
  const { steps } = deadlineOf(rule('T23'), day('2028-01-01'), englandsCalendar, defaultConventions);
  assert.equal(steps.at(-2)?.text, 'Bank holidays are known from 1 January 2015 to 31 December 2028, so whether this day is one is not known');
  assert.deepEqual(deadlineOf(rule('T23'), day('2026-01-05'), englandsCalendar, defaultConventions).steps.map((step) => step.kind), ['start', 'due']);
});

test('rules with no limit of their own give no deadline', () => {
  for (const key of ['T02', 'T03', 'T04', 'T07', 'T08', 'T26', 'T27', 'T28']) {
    assert.equal(rule(key).limit, undefined, key);
    assert.throws(() => due(key, '2024-02-05'), RangeError);
  }
});
