import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { assert as assertProperty, integer, property } from 'fast-check';
import { day, type Day, daysAfter, isWeekend } from '../domain/day.ts';
import { fileOf } from '../domain/evolve.ts';
import type { CaseEvent } from '../domain/events.ts';
import { outcomeOf } from '../domain/outcome.ts';
import { PlainError } from '../domain/plain-error.ts';
import { statusOf } from '../domain/status.ts';
import { fileNames, noRows } from '../register/columns.ts';
import { authorityNameOf, referencePrefixOf } from './authority-names.ts';
import { randomFrom } from './random.ts';
import { casesOfSimulated, simulateAuthority } from './simulate-authority.ts';
import { lastYearEnd, randomOfAuthority, simulateRegister, type SimulationOptions, yearsSimulated } from './simulate-register.ts';

const until = day('2025-03-31');
const register = (seed: number, options: Partial<SimulationOptions> = {}) =>
  simulateRegister(randomOfAuthority(randomFrom(String(seed)), options.number ?? 1), { number: 1, years: 2, until, ...options });
const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Fifteen councils over ten years: large enough for shares to settle. */
const sample = Array.from({ length: 15 }, (_, index) => register(7, { number: index + 1, years: 10, perYear: { least: 120, most: 120 } }));
const all = noRows();
for (const { rows } of sample) for (const name of fileNames) (all[name] as unknown[]).push(...rows[name]);
const complaints = all.representations.filter((row) => row.handled_as === 'statutory' || row.handled_as === 'corporate');
const shareOf = (part: number, whole: number) => (100 * part) / whole;
function assertShare(what: string, part: number, whole: number, least: number, most: number): void {
  const share = shareOf(part, whole);
  assert.ok(share >= least && share <= most, `${what}: ${share.toFixed(1)} % of ${whole}, not from ${least} to ${most}`);
}

test('the same seed makes the same cases to the letter, another seed others', () => {
  const options: SimulationOptions = { number: 1, years: 2, until, perYear: { least: 60, most: 60 } };
  const hash = (seed: string) => hashOf(simulateAuthority(randomFrom(seed), options));
  assert.equal(hash('1'), hash('1'));
  assert.notEqual(hash('1'), hash('2'));
});

test('an authority is the same however many are simulated beside it', () => {
  const random = randomFrom('1');
  randomOfAuthority(random, 1).next();
  randomOfAuthority(random, 2).next();
  const options: SimulationOptions = { number: 3, years: 1, until };
  assert.equal(hashOf(simulateRegister(randomOfAuthority(random, 3), options)), hashOf(simulateRegister(randomOfAuthority(randomFrom('1'), 3), options)));
});

test('nothing is on record before the first day or after the last, save what is due or was extended', () => {
  assertProperty(property(integer({ min: 0, max: 5000 }), integer({ min: 0, max: 2400 }), integer({ min: 1, max: 3 }), (seed, daysBack, years) => {
    const last = daysAfter(day('2026-03-31'), -daysBack);
    const { rows, period } = register(seed, { until: last, years, perYear: { least: 30, most: 60 } });
    assert.equal(period.until, last);
    for (const [name, list] of Object.entries(rows)) {
      if (name === 'published' || name === 'context' || name === 'services') continue;
      for (const row of list) for (const [column, value] of Object.entries(row)) {
        if (!column.endsWith('_on') || column === 'due_on') continue;
        assert.ok(String(value) >= period.from && String(value) <= last, `${name}.${column} ${String(value)} is not from ${period.from} to ${last}`);
      }
    }
  }), { numRuns: 25 });
});

test('every event that ends a stage of a complaint was judged, and what happened is in the order of its days', () => {
  const ends: ReadonlySet<CaseEvent['type']> = new Set(['Stage1Responded', 'Stage2Adjudicated', 'Stage2Closed', 'PanelHeld', 'PanelFindingsSent', 'Stage3Responded']);
  let judged = 0;
  for (const one of sample.slice(0, 3)) for (const { events } of casesOfSimulated(one).cases) {
    for (const [index, event] of events.entries()) {
      if (index > 1) assert.ok(event.on >= events[index - 1]!.on, `${event.type} on ${event.on} comes after ${events[index - 1]!.on}`);
      if (!ends.has(event.type)) continue;
      assert.ok('judged' in event && event.judged !== undefined, `${event.type} on ${event.on} is not judged`);
      judged += 1;
    }
  }
  assert.ok(judged > 2_000, `only ${judged} judgements`);
});

test('every case has a status, and one that is closed had nothing open', () => {
  const seen = new Set<string>();
  for (const one of sample.slice(0, 4)) for (const { kind, events } of casesOfSimulated(one).cases) {
    const file = fileOf(events);
    if (kind !== 'representation' || file?.kind !== 'representation') continue;
    const status = statusOf(file);
    seen.add(status);
    if (file.closedOn !== undefined && file.stage2.state === 'accepted') assert.ok(file.stage2.closedOn !== undefined, `${file.ref} is closed and its stage 2 is not`);
  }
  for (const status of ['stage1', 'stage2', 'stage3', 'ombudsman', 'closed']) assert.ok(seen.has(status), `no case is ${status}`);
});

test('the outcome of each stage is the one that the findings on its elements give', () => {
  const elements = Map.groupBy(all.elements, (row) => row.ref);
  let mixed = 0;
  for (const row of complaints) {
    if (row.stage1_responded_on === undefined) continue;
    const findings = elements.get(row.ref)!.flatMap((element) => element.stage1_finding ?? []);
    assert.equal(row.stage1_outcome, outcomeOf(findings), row.ref);
    if (new Set(findings).size > 1) mixed += 1;
  }
  assert.ok(mixed > 500);
  for (const row of all.stage2) {
    if (row.adjudicated_on === undefined) continue;
    assert.equal(row.outcome, outcomeOf(elements.get(row.ref)!.flatMap((element) => element.stage2_finding ?? [])), row.ref);
  }
});

test('shares are those of published reports: handling, complainants, channels, outcomes', () => {
  const representations = all.representations.length;
  const handled = (as: string) => all.representations.filter((row) => row.handled_as === as).length;
  assertShare('statutory', handled('statutory'), representations, 45, 75);
  assertShare('corporate', handled('corporate'), representations, 10, 35);
  for (const as of ['informal', 'withdrawn', 'redirected', 'duplicate', 'declined']) assertShare(as, handled(as), representations, 0.3, 15);
  assertShare('parents', all.representations.filter((row) => row.complainant_type === 'parent').length, representations, 65, 90);
  assertShare('e-mail', all.representations.filter((row) => row.channel === 'email').length, representations, 30, 65);
  const completed = complaints.filter((row) => row.stage1_outcome !== undefined);
  const outcome = (of: string) => completed.filter((row) => row.stage1_outcome === of).length;
  assertShare('upheld', outcome('upheld'), completed.length, 10, 28);
  assertShare('partially upheld', outcome('partially_upheld'), completed.length, 10, 28);
  assertShare('not upheld', outcome('not_upheld'), completed.length, 42, 68);
  assertShare('elements', all.elements.length, complaints.length, 140, 220);
});

test('shares are those of published reports: stage 1 in time, stage 2, panels, the Ombudsman, compliments', () => {
  const bands = { within10: 0, within20: 0, over20: 0 };
  for (const one of sample) for (const { events } of casesOfSimulated(one).cases) for (const event of events) {
    if (event.type !== 'Stage1Responded' || event.judged === undefined) continue;
    const { workingDays } = event.judged;
    bands[workingDays <= 10 ? 'within10' : workingDays <= 20 ? 'within20' : 'over20'] += 1;
  }
  const answered = bands.within10 + bands.within20 + bands.over20;
  assertShare('answered within 10 working days', bands.within10, answered, 35, 65);
  assertShare('answered on working day 11 to 20', bands.within20, answered, 20, 45);
  assertShare('answered after working day 20', bands.over20, answered, 8, 32);
  assertShare('asked for stage 2', all.stage2.length, complaints.length, 8, 12);
  const accepted = all.stage2.filter((row) => row.decision === 'accepted');
  assertShare('stage 2 accepted', accepted.length, all.stage2.length, 70, 98);
  assertShare('statement agreed', accepted.filter((row) => row.statement_agreed_on !== undefined).length, accepted.filter((row) => row.independent_person !== undefined).length, 80, 99.9);
  assertShare('panels', all.stage3.length, all.stage2.length, 5, 30);
  assertShare('Ombudsman', all.ombudsman.length, complaints.length, 0.7, 5);
  assertShare('compliments', all.compliments.length, complaints.length, 60, 140);
  const due = all.actions.filter((row) => row.due_on !== undefined && row.due_on < until);
  assertShare('actions overdue at the end', due.filter((row) => row.completed_on === undefined).length, due.length, 2, 35);
  assertShare('weekends', all.representations.filter((row) => isWeekend(row.received_on)).length, all.representations.length, 2, 20);
});

test('most complainants come once, and a few come a dozen times', () => {
  const perYear = sample.flatMap(({ rows }) => [...Map.groupBy(rows.representations, (row) => `${row.ref.slice(0, 5)} ${row.complainant}`).values()].map((list) => list.length));
  assertShare('came once in a year', perYear.filter((times) => times === 1).length, perYear.length, 75, 93);
  assert.ok(Math.max(...perYear) >= 12);
});

test('part of what is asked about people is not known', () => {
  for (const column of ['ethnicity', 'disability', 'gender', 'complainant_age', 'child_status', 'sexual_orientation'] as const) {
    assertShare(column, all.representations.filter((row) => row[column] !== undefined).length, all.representations.length, 1, 90);
  }
  for (const row of all.representations) if (row.complainant_type === 'child_or_young_person' && row.complainant_age !== undefined) assert.ok(row.complainant_age >= 9 && row.complainant_age <= 18, `${row.ref}: ${row.complainant_age}`);
});

test('every service has its place in a tree two levels deep, and councils have fields of their own', () => {
  for (const { rows } of sample) {
    const services = new Map(rows.services.map((row) => [row.service, row.parent]));
    for (const [service, parent] of services) if (parent !== undefined) assert.ok(services.has(parent) && service.startsWith(`${parent}/`));
    assert.ok([...services.values()].some((parent) => parent === undefined) && [...services.values()].some((parent) => parent !== undefined));
  }
  assert.deepEqual([...new Set(all.representations.flatMap((row) => Object.keys(row.own ?? {})))].toSorted((a, b) => a.localeCompare(b)), ['x_contact_type', 'x_district']);
});

test('the figures published for the year before end where the records begin', () => {
  for (const { rows, period } of sample) {
    for (const row of rows.published) assert.equal(daysAfter(row.to, 1), period.from);
    assert.ok(rows.published.length >= 10 && rows.context.length >= 60);
  }
});

test('authorities are named until names run out, then numbered, and none is called twice', () => {
  const names = Array.from({ length: 150 }, (_, index) => authorityNameOf(index + 1));
  assert.equal(new Set(names).size, 150);
  assert.equal(authorityNameOf(41), `${authorityNameOf(1)} 2`);
  assert.equal(referencePrefixOf('Ashmere 2'), 'ASH2');
});

test('years end on the date of the last day; 10 years to 31 March 2026 begin on 1 April 2016', () => {
  const years = yearsSimulated(10, day('2026-03-31'));
  assert.deepEqual(years[0], { from: '2016-04-01', until: '2017-03-31' });
  assert.deepEqual(years.at(-1), { from: '2025-04-01', until: '2026-03-31' });
  assert.throws(() => yearsSimulated(12, day('2026-03-31')), PlainError, '2014 is before the bank holidays known');
  assert.throws(() => yearsSimulated(1, day('2028-06-30')), PlainError, 'due days would lie after the bank holidays known');
});

test('the last year end on or before a day', () => {
  const ends: readonly (readonly [string, Day])[] = [['2026-03-31', day('2026-03-31')], ['2026-03-30', day('2025-03-31')], ['2026-12-01', day('2026-03-31')]];
  for (const [by, end] of ends) assert.equal(lastYearEnd(day(by)), end);
});
