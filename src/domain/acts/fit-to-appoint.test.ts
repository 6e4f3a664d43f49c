import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, appointed, given, happened, panelRequested, refused, soleRefusal, today } from '../../../test/acts/given.ts';
import { member } from '../../../test/acts/pool.ts';
import { day } from '../day.ts';
import { fileOf } from '../evolve.ts';
import { conflictsWith, runningOut, type PoolMember } from '../pool.ts';
import { appointIndependentPerson } from './appoint-independent-person.ts';
import { appointInvestigatingOfficer } from './appoint-investigating-officer.ts';
import { appointPanelMember } from './appoint-panel-member.ts';
import { giveAccount } from './give-account.ts';
import { rolesOf } from './roles.ts';

const on = day('2024-03-13');
const investigation = given(...accepted);
const ines = member(1, 'Ines Roy', ['independent_person']);
const inPool = (...pool: readonly PoolMember[]) => ({ ...today('2024-06-20'), pool });
const appoint = (who: PoolMember, more: { readonly despite?: string; readonly declaredNoConflict?: true } = { declaredNoConflict: true }) => appointIndependentPerson(investigation, { on, person: who.person, ...more }, inPool(who));

test('somebody of whom everything is in order is appointed, and the declaration goes on record', () => {
  assert.deepEqual(happened(appoint(ines)), [{ type: 'IndependentPersonAppointed', on, person: 'pool-1', declaredNoConflict: true }]);
});

test('nobody is appointed without a declaration of no conflict, from the pool or not; where no pool is known, none is asked for', () => {
  assert.equal(soleRefusal(appoint(ines, {})).because, 'no declaration');
  assert.equal(soleRefusal(appointInvestigatingOfficer(investigation, { on, officer: 'U7', inLineManagement: false }, inPool(ines))).because, 'no declaration');
  assert.equal(soleRefusal(appointPanelMember(given(...panelRequested), { on: day('2024-05-13'), role: 'chair', person: 'U7' }, inPool())).because, 'no declaration');
  assert.equal(happened(appointIndependentPerson(investigation, { on, person: 'IP-1' }, today('2024-06-20'))).length, 1);
});

test('a DBS certificate to be renewed by 13 March 2024 holds on that day and not on the next; without one, or a confidentiality agreement, nobody is appointed as a matter of course', () => {
  const until = (text: string) => appoint({ ...ines, checks: [{ check: 'dbs', doneOn: day('2021-03-13'), renewBy: day(text) }, { check: 'confidentiality', doneOn: day('2021-03-13') }] });
  assert.equal(happened(until('2024-03-13')).length, 1);
  const refusal = soleRefusal(until('2024-03-12'));
  assert.deepEqual([refusal.because, refusal.field], ['not in order', 'despite']);
  assert.equal(refusal.message, 'pool-1: the DBS check had to be renewed by 12 March 2024. Put it right in the pool first, or say why they are appointed all the same.');
  assert.match(soleRefusal(appoint({ ...ines, checks: [] })).message, /no DBS check is on record; no confidentiality agreement is on record/);
});

test('training and references count where they are on record and have run out', () => {
  const training = (text: string) => appoint({ ...ines, checks: [...ines.checks, { check: 'training', doneOn: day('2022-01-10'), renewBy: day(text) }] });
  assert.equal(happened(training('2024-12-31')).length, 1);
  assert.match(soleRefusal(training('2024-01-10')).message, /training had to be renewed by 10 January 2024/);
});

test('a term that starts the next day or ended the day before is not in order, and can be overruled with a reason that goes on record', () => {
  assert.match(soleRefusal(appoint({ ...ines, termFrom: day('2024-03-14') })).message, /term starts on 14 March 2024/);
  assert.match(soleRefusal(appoint({ ...ines, termUntil: day('2024-03-12') })).message, /term ended on 12 March 2024/);
  assert.deepEqual(happened(appoint({ ...ines, termUntil: day('2024-03-12') }, { declaredNoConflict: true, despite: 'Renewed at the next meeting' })), [{ type: 'IndependentPersonAppointed', on, person: 'pool-1', declaredNoConflict: true, despite: 'Renewed at the next meeting' }]);
  assert.equal(soleRefusal(appoint({ ...ines, termUntil: day('2024-03-12') }, { declaredNoConflict: true, despite: '  ' })).because, 'not in order');
});

test('who is in the pool for another part only is appointed with a reason', () => {
  assert.match(soleRefusal(appoint({ ...ines, parts: ['panel_member'] })).message, /not in the pool as an independent person/);
});

test('former staff wait three years: who left on 13 March 2021 is independent on 13 March 2024, who left a day later is not yet; for an investigating officer it does not count', () => {
  assert.equal(happened(appoint({ ...ines, workedHereUntil: day('2021-03-13') })).length, 1);
  assert.match(soleRefusal(appoint({ ...ines, workedHereUntil: day('2021-03-14') })).message, /until 14 March 2021, less than 3 years ago/);
  const officer = { ...ines, parts: ['investigating_officer'], workedHereUntil: day('2024-03-01') } as const;
  assert.equal(happened(appointInvestigatingOfficer(investigation, { on, officer: 'pool-1', inLineManagement: false, declaredNoConflict: true }, inPool(officer))).length, 1);
});

test('a connection bars from every independent part whatever reason is given, and not from investigating; a conflict of interest and having left bar from all', () => {
  const overruled = { declaredNoConflict: true, despite: 'Nobody else is free' } as const;
  const connected = soleRefusal(appoint({ ...ines, connection: 'spouse_or_partner' }, overruled));
  assert.deepEqual([connected.because, connected.source], ['not independent', 'SI 2006/1738 regulation 2']);
  assert.equal(happened(appointInvestigatingOfficer(investigation, { on, officer: 'pool-1', inLineManagement: false, ...overruled }, inPool({ ...ines, connection: 'officer' }))).length, 1);
  assert.equal(soleRefusal(appoint({ ...ines, conflicts: ['they cannot take cases of Fostering'] }, overruled)).because, 'conflict of interest');
  assert.equal(soleRefusal(appoint({ ...ines, endedOn: day('2024-03-13') }, overruled)).because, 'left the pool');
  assert.equal(happened(appoint({ ...ines, endedOn: day('2024-03-14') }, overruled)).length, 1);
});

test('nobody has two parts in one case under two names: the independent person by a key of the pool is not the panel’s chair by their account', () => {
  const file = given(...panelRequested.map((event) => (event.type === 'IndependentPersonAppointed' ? { ...event, person: 'pool-1' } : event)));
  const withAccount = { ...ines, person: 'U9', keys: ['pool-1', 'U9'], parts: ['panel_chair'] } as const;
  const refusal = soleRefusal(appointPanelMember(file, { on: day('2024-05-13'), role: 'chair', person: 'U9', declaredNoConflict: true }, inPool(withAccount)));
  assert.deepEqual([refusal.because, refusal.source], ['conflict of interest', 'SI 2006/1738 regulation 19(3)']);
});

test('somebody appointed without an account has their part by the account once they are given it: with its role, and no other part', () => {
  const events = appointed.map((event) => (event.type === 'IndependentPersonAppointed' ? { ...event, person: 'pool-1' } : event));
  const file = given(...events);
  const command = { on: day('2024-04-02'), person: 'pool-1' };
  assert.equal(soleRefusal(giveAccount(file, command, inPool(ines))).because, 'no account');
  const withAccount = { ...ines, person: 'U9', keys: ['pool-1', 'U9'], accountRoles: ['independent_person'] };
  assert.equal(soleRefusal(giveAccount(file, command, inPool({ ...withAccount, accountRoles: ['advocate'] }))).because, 'account lacks role');
  assert.ok(refused(giveAccount(file, { ...command, person: 'pool-2' }, inPool(withAccount))).some((refusal) => refusal.because === 'no part'));
  const access = happened(giveAccount(file, command, inPool(withAccount)));
  assert.deepEqual(access, [{ type: 'PersonGivenAccount', ...command, account: 'U9' }]);
  const after = fileOf([{ type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'T24-1' }, ...events, ...access]);
  assert.ok(after?.kind === 'representation');
  assert.deepEqual([rolesOf(after, 'U9'), rolesOf(after, 'pool-1')], [['independentPerson'], []]);
});

test('a conflict is found in the services of a case and those above them, and in names however they are typed', () => {
  const inCase = { services: ['Family Front Door', 'Safeguarding'], names: ['Mary  Johnson', 'Rhys Cole'] };
  assert.deepEqual(conflictsWith({ services: ['Safeguarding', 'Fostering'], people: ['mary johnson', 'Ann Other'] }, inCase, (service) => service), ['they cannot take cases of Safeguarding', 'they cannot take cases in which mary johnson has a part']);
});

test('what runs out within 60 days is told, and not on the 61st', () => {
  const who = { checks: [{ check: 'dbs', doneOn: day('2021-05-12'), renewBy: day('2024-05-12') }, { check: 'training', doneOn: day('2021-05-13'), renewBy: day('2024-05-13') }], termUntil: day('2024-03-12') } as const;
  assert.deepEqual(runningOut(who, on), [{ what: 'term', on: '2024-03-12', past: true }, { what: 'dbs', on: '2024-05-12', past: false }]);
});
