import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { answerFigure } from '../../src/reporting/figures.ts';
import { disableAccount } from '../../src/store/account-changes.ts';
import { auditTrail } from '../../src/store/audit.ts';
import { saveAuthority, saveAuthorityFacts } from '../../src/store/authorities.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import { readTables } from '../../src/store/tables.ts';
import { verify } from '../../src/store/verify.ts';
import { beforeTheHoliday, closed, handled, holiday, oldCase, received, settings, why, withAdministrator } from './administration-setting.ts';
import { addSomebody, Visitor } from './signed-in.ts';

const passwordOn = (body: string) => /candour-secret">([a-z0-9-]+)</.exec(body)?.[1] ?? '';
const textOf = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('an account is added with a one-time password that is shown once, and its holder chooses their own', async () => {
  await withAdministrator(async ({ administrator, store, clock, trail }) => {
    const form = { name: 'Ned Arkwright', email: 'ned@example.org', roles: ['complaints_officer', 'responding_manager'], services: ['Fostering/East'] };
    const added = await administrator.send('/administration/accounts/add', form);
    const password = passwordOn(added.body);
    assert.match(password, /^([a-z0-9]{4}-){3}[a-z0-9]{4}$/);
    const ned = new Visitor(administrator.app, store.db, clock);
    assert.equal((await ned.signIn('ned@example.org', password)).headers['location'], '/sign-in/password?then=%2Fwork');
    const [{ account } = { account: 0 }] = await trail('account added');
    assert.deepEqual(await trail('account added'), [{ account, roles: 'complaints_officer; responding_manager', services: 'Fostering/East' }]);
    assert.doesNotMatch((await administrator.get(`/administration/accounts/${String(account)}`)).body, new RegExp(password));
    assert.doesNotMatch(JSON.stringify(await store.db.selectFrom('account').selectAll().execute()), new RegExp(password));
  });
});

test('an account without a name, a real address or a role is not added, and what was typed stays', async () => {
  await withAdministrator(async ({ administrator, store }) => {
    const reply = await administrator.send('/administration/accounts/add', { name: '', email: 'ned at example', roles: ['king'], services: ['Fostering/East'] });
    assert.equal(reply.statusCode, 400);
    for (const message of ['Enter their name', 'Enter an email address in the correct format, like name@example.com', 'Select at least one role']) assert.equal(reply.body.split(message).length, 3, `${message}: in the summary and beside the field`);
    assert.match(reply.body, /value="ned at example"/);
    assert.match(reply.body, /value="Fostering\/East" checked/);
    assert.equal((await store.db.selectFrom('account').select('name').execute()).length, 1);
    const taken = await administrator.send('/administration/accounts/add', { name: 'Ada Again', email: 'ADA.WREN@example.org', roles: ['auditor'] });
    assert.match(taken.body, /Somebody else has an account with this email address/);
  });
});

test('roles and services are changed, and the audit trail holds them before and after, without name or address', async () => {
  await withAdministrator(async ({ administrator, visitor, store, trail }) => {
    const ned = await visitor('Ned Arkwright', 'complaints_officer');
    const { account_id } = await store.db.selectFrom('account').select('account_id').where('name', '=', 'Ned Arkwright').executeTakeFirstOrThrow();
    assert.equal((await ned.get('/record')).statusCode, 200);
    await administrator.send(`/administration/accounts/${account_id}`, { name: 'Ned Oxley', email: 'ned.arkwright@example.org', roles: ['senior_leader'], services: ['Fostering'] });
    assert.equal((await ned.get('/record')).statusCode, 403, 'from the next page on');
    assert.deepEqual(await trail('account changed'), [{ account: account_id, rolesBefore: 'complaints_officer', rolesAfter: 'senior_leader', servicesBefore: '', servicesAfter: 'Fostering', name: true }]);
  });
});

test('the last administrator neither loses the role nor is disabled, by themselves or by another at the same time', async () => {
  await withAdministrator(async ({ administrator, ada, visitor, store, authority, clock, trail }) => {
    const url = `/administration/accounts/${ada.accountId}`;
    const lost = await administrator.send(url, { name: ada.name, email: ada.email, roles: ['auditor'] });
    assert.equal(lost.statusCode, 400);
    assert.match(lost.body, /This is the last administrator/);
    assert.equal((await administrator.send(`${url}/disable`, {})).statusCode, 400);
    assert.equal((await trail('refused')).filter((detail) => detail['why'] === 'last administrator').length, 2);
    const bea = await visitor('Bea Finch', 'administrator');
    const { account_id } = await store.db.selectFrom('account').select('account_id').where('name', '=', 'Bea Finch').executeTakeFirstOrThrow();
    assert.equal((await bea.get(url)).statusCode, 200);
    const { authorityId } = authority;
    const both = await Promise.all([
      disableAccount(store.db, { authorityId, accountId: account_id, by: ada.accountId, at: clock() }), disableAccount(store.db, { authorityId, accountId: ada.accountId, by: account_id, at: clock() }),
    ]);
    assert.deepEqual(both.toSorted((one, other) => (one < other ? -1 : 1)), ['changed', 'last administrator'], 'each disables the other: one of them stays');
    assert.equal((await store.db.selectFrom('account').select('name').where('disabled_at', 'is', null).execute()).length, 1);
  });
});

test('a disabled account cannot sign in, and can again once it is enabled', async () => {
  await withAdministrator(async ({ administrator, visitor, store, clock }) => {
    const ned = await visitor('Ned Arkwright', 'complaints_officer');
    const { account_id } = await store.db.selectFrom('account').select('account_id').where('name', '=', 'Ned Arkwright').executeTakeFirstOrThrow();
    await administrator.send(`/administration/accounts/${account_id}/disable`, {});
    assert.equal((await ned.get('/account')).headers['location'], '/sign-in?then=%2Faccount');
    const again = new Visitor(administrator.app, store.db, clock);
    assert.equal((await again.signIn('ned.arkwright@example.org')).statusCode, 401);
    await administrator.send(`/administration/accounts/${account_id}/enable`, {});
    assert.equal((await again.signIn('ned.arkwright@example.org')).statusCode, 302);
  });
});

test('a reset password, second factor or session ends what was, and another council’s account is not there', async () => {
  await withAdministrator(async ({ administrator, visitor, store, clock, trail }) => {
    const ned = await visitor('Ned Arkwright', 'complaints_officer');
    const { account_id } = await store.db.selectFrom('account').select('account_id').where('name', '=', 'Ned Arkwright').executeTakeFirstOrThrow();
    const url = `/administration/accounts/${account_id}`;
    await administrator.send(`${url}/sessions`, {});
    assert.equal((await ned.get('/account')).statusCode, 302);
    const password = passwordOn((await administrator.send(`${url}/password`, {})).body);
    assert.equal((await new Visitor(administrator.app, store.db, clock).signIn('ned.arkwright@example.org')).statusCode, 401, 'the old one is gone');
    assert.equal((await new Visitor(administrator.app, store.db, clock).signIn('ned.arkwright@example.org', password)).statusCode, 302);
    await store.db.updateTable('account').where('account_id', '=', account_id).set({ totp_secret: 'JBSWY3DPEHPK3PXP', totp_confirmed_at: clock() }).execute();
    await administrator.send(`${url}/second-factor`, {});
    assert.equal((await new Visitor(administrator.app, store.db, clock).signIn('ned.arkwright@example.org', password)).headers['location'], '/sign-in/password?then=%2Fwork', 'no code is asked for');
    assert.deepEqual((await trail('account changed')).map((detail) => Object.keys(detail).filter((key) => key.endsWith('Reset'))), [[], ['passwordReset'], ['secondFactorReset']]);
    const other = await store.db.transaction().execute((transaction) => saveAuthority(transaction, { ...settings, authority: 'Brackwater' }));
    const { accountId } = await addSomebody(store.db, other, 'Zed Other', ['administrator']);
    for (const [method, path] of [['get', ''], ['send', ''], ['send', '/disable'], ['send', '/password'], ['send', '/sessions']] as const) {
      const reply = method === 'get' ? await administrator.get(`/administration/accounts/${accountId}`) : await administrator.send(`/administration/accounts/${accountId}${path}`, { name: 'X', email: 'x@example.org', roles: ['auditor'] });
      assert.equal(reply.statusCode, 404);
    }
  });
});

test('a bank holiday first shows which due days it moves, and is in force once it is applied', async () => {
  await withAdministrator(async ({ administrator, visitor, record, store, trail }) => {
    await record('AM26-001', ...beforeTheHoliday);
    await record('AM26-002', received('AM26-002', '2026-06-01'), handled('2026-06-01'), closed('2026-06-10'));
    const manager = await visitor('Mo Ellery', 'administrator', 'complaints_manager');
    const shown = await manager.send('/administration/bank-holidays', holiday);
    assert.match(textOf(shown.body), /1 due day of 1 open case moves\. 1 case is open\./);
    assert.match(textOf(shown.body), /AM26-001 Stage 1 response 3 December 2026 4 December 2026/);
    const dueOn = async () => (await store.db.selectFrom('open_clock').select('due_on').where('rule', '=', 'T05').executeTakeFirstOrThrow()).due_on;
    assert.equal(await dueOn(), '2026-12-03', 'nothing has changed yet');
    const seen = /name="seen" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
    assert.equal((await manager.send('/administration/bank-holidays', { ...holiday, seen })).headers['location'], '/administration/bank-holidays?done=applied');
    assert.equal(await dueOn(), '2026-12-04');
    assert.deepEqual(await trail('settings changed'), [{ setting: 'bank holiday', before: '', after: '2026-11-30', casesTouched: 1 }]);
    assert.match((await administrator.get('/administration/bank-holidays')).body, /Monday 30 November 2026/);
  });
});

test('an administrator who sees no case is shown the days without the references, and nothing of a restricted case', async () => {
  await withAdministrator(async ({ administrator, record }) => {
    await record('AM26-001', ...beforeTheHoliday);
    await record('AM26-003', received('AM26-003', '2026-11-20'), handled('2026-11-20'), { type: 'CaseRestricted', on: day('2026-11-20'), reason: 'About a councillor' });
    const { body } = await administrator.send('/administration/bank-holidays', holiday);
    assert.doesNotMatch(body, /AM26-/);
    assert.match(textOf(body), /1 due day of 1 open case moves\./);
    assert.match(textOf(body), /A case you cannot open Stage 1 response 3 December 2026 4 December 2026/);
    assert.doesNotMatch(textOf(body), /7 December 2026/, 'the restricted one, due on 4 December, would be due on 7 December');
  });
});

test('a change that was decided on settings that somebody has changed since is shown again and not applied', async () => {
  await withAdministrator(async ({ administrator, record, store }) => {
    await record('AM26-001', ...beforeTheHoliday);
    const seenIn = (body: string) => /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const first = seenIn((await administrator.send('/administration/bank-holidays', holiday)).body);
    const dayCount = { dayCount: 'include-start' };
    const second = seenIn((await administrator.send('/administration/conventions', dayCount)).body);
    assert.equal(second, first);
    assert.equal((await administrator.send('/administration/conventions', { ...dayCount, seen: second })).statusCode, 302);
    const late = await administrator.send('/administration/bank-holidays', { ...holiday, seen: first });
    assert.equal(late.statusCode, 409);
    assert.match(late.body, /Somebody else has changed these settings since you looked/);
    assert.equal((await store.db.selectFrom('bank_holiday').selectAll().execute()).length, 0);
    assert.equal((await administrator.send('/administration/bank-holidays', { ...holiday, seen: seenIn(late.body) })).statusCode, 302);
    assert.equal((await store.db.selectFrom('open_clock').select('due_on').where('rule', '=', 'T05').executeTakeFirstOrThrow()).due_on, '2026-12-03', 'day 1 is the day of receipt, and a holiday lies between');
  });
});

test('a holiday on a weekend, on another holiday, outside the calendar or without a name is not added', async () => {
  await withAdministrator(async ({ administrator }) => {
    for (const [typed, message] of [
      [{ ...holiday, name: '' }, /Enter the name of the holiday/], [{ ...holiday, 'on-day': '29' }, /Sunday 29 November 2026 is no working day already/],
      [{ ...holiday, 'on-day': '25', 'on-month': '12' }, /Friday 25 December 2026 is a bank holiday already: Christmas Day/], [{ ...holiday, 'on-year': '2031' }, /must be from 1 January 2015 to 31 December 2028/],
      [{ ...holiday, 'on-day': '31' }, /must be a real date/], [{ name: 'A royal wedding' }, /Enter the day of the holiday/],
    ] as const) {
      const reply = await administrator.send('/administration/bank-holidays', typed);
      assert.equal(reply.statusCode, 400);
      assert.match(reply.body, message);
    }
  });
});

test('after any change of the rules the read rows are those that a rebuild makes', async () => {
  await withAdministrator(async ({ administrator, record, store }) => {
    await record('AM26-001', ...beforeTheHoliday);
    await record('AM26-002', received('AM26-002', '2026-10-01'), handled('2026-10-01', 'corporate'), { type: 'Stage1Responded', on: day('2026-10-09'), outcome: 'upheld', findings: [] }, closed('2026-10-12'));
    await record('AM26-004', received('AM26-004', '2026-11-02'), handled('2026-11-02', 'corporate'), { type: 'Stage2Requested', on: day('2026-11-16') }, { type: 'Stage2Accepted', on: day('2026-11-17') });
    const apply = async (url: string, fields: Readonly<Record<string, string>>) => {
      const seen = /name="seen" value="([^"]+)"/.exec((await administrator.send(url, fields)).body)?.[1] ?? '';
      assert.equal((await administrator.send(url, { ...fields, seen })).statusCode, 302, url);
    };
    const rows = async () => {
      const all: Record<string, unknown> = {};
      for (const table of readTables) all[table] = (await store.db.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).toSorted((one, other) => one.localeCompare(other));
      return all;
    };
    const before = await rows();
    await apply('/administration/bank-holidays', holiday);
    await apply('/administration/procedures/corporate/add', { 'from-day': '1', 'from-month': '10', 'from-year': '2026', stage1: '15', stage2: '28' });
    await apply('/administration/conventions', { dayCount: 'include-start', stage2Start: 'statement' });
    const after = await rows();
    assert.notDeepEqual(after, before);
    await rebuild(store.db);
    assert.deepEqual(await rows(), after);
    await apply('/administration/procedures/corporate/1/remove', {});
    await apply('/administration/bank-holidays', { remove: '2026-11-30' });
    await apply('/administration/conventions', { dayCount: 'exclude-start', stage2Start: 'request' });
    assert.deepEqual(await rows(), before);
  });
});

test('a council’s own limits hold from their first day, and show what they move', async () => {
  await withAdministrator(async ({ visitor, record, store, trail }) => {
    const manager = await visitor('Mo Ellery', 'administrator', 'complaints_manager');
    await record('AM26-005', received('AM26-005', '2026-11-18'), handled('2026-11-18', 'corporate'));
    await record('AM26-006', received('AM26-006', '2026-11-20'), handled('2026-11-20', 'corporate'));
    const url = '/administration/procedures/corporate/add';
    const limits = { 'from-day': '20', 'from-month': '11', 'from-year': '2026', stage1: '15' };
    for (const [typed, message] of [
      [{ stage1: '15' }, /Enter the first day on which these limits hold/], [{ ...limits, stage1: '0' }, /Stage 1 response must be a whole number of working days from 1 to 365/],
      [{ ...limits, stage1: '' }, /Enter at least one limit of your own/], [{ ...limits, 'to-day': '19', 'to-month': '11', 'to-year': '2026' }, /must be the same as or after 20 November 2026/],
    ] as const) {
      const reply = await manager.send(url, typed);
      assert.equal(reply.statusCode, 400);
      assert.match(textOf(reply.body), message);
    }
    const shown = await manager.send(url, limits);
    assert.match(textOf(shown.body), /AM26-006 Stage 1 response 4 December 2026 11 December 2026/);
    assert.doesNotMatch(shown.body, /AM26-005/, 'received before the first day');
    await manager.send(url, { ...limits, seen: /name="seen" value="([^"]+)"/.exec(shown.body)?.[1] ?? '' });
    const { procedures } = await store.db.selectFrom('authority').select('procedures').executeTakeFirstOrThrow();
    assert.deepEqual(procedures, { corporate: { from: '2026-11-20', stage1: { working_days: 15 } } });
    assert.deepEqual((await trail('settings changed')).map(({ setting, before, after }) => [setting, before, after]), [['procedure corporate', '{}', '{"from":"2026-11-20","stage1":{"working_days":15}}']]);
    assert.match((await manager.get('/administration/procedures')).body, /From 20 November 2026: Stage 1 response 15 working days/);
    assert.match((await manager.get('/administration/procedures/corporate/1')).body, /name="stage1"[^>]*value="15"/);
  });
});

test('a rule that the law itself fixes cannot be set', async () => {
  await withAdministrator(async ({ administrator }) => {
    const { body } = await administrator.get('/administration/procedures/statutory/add');
    assert.match(body, /name="rule-T05"/);
    assert.doesNotMatch(body, /name="rule-T18"/, '30 working days to the panel: regulation 19(4)');
    const reply = await administrator.send('/administration/procedures/statutory/add', { 'from-day': '1', 'from-month': '1', 'from-year': '2027', 'rule-T18': '45' });
    assert.match(reply.body, /Enter at least one limit of your own/);
  });
});

test('services are added, put under one another and closed, and stay so when a register is taken in again', async () => {
  await withAdministrator(async ({ administrator, store, authority, trail }) => {
    assert.equal((await administrator.send('/administration/services/add', { service: 'Fostering/West', parent: 'Fostering', 'opensOn-day': '1', 'opensOn-month': '4', 'opensOn-year': '2026' })).statusCode, 302);
    assert.match((await administrator.send('/administration/services/add', { service: 'fostering' })).body, /There is a service of this name already/);
    assert.match((await administrator.send('/administration/services/change', { service: 'Fostering', parent: 'Fostering/West' })).body, /cannot be part of itself/);
    assert.match((await administrator.send('/administration/services/change', { service: 'Fostering/West', 'opensOn-day': '1', 'opensOn-month': '4', 'opensOn-year': '2026', 'closesOn-day': '1', 'closesOn-month': '3', 'closesOn-year': '2026' })).body, /The last day must be the same as or after 1 April 2026/);
    assert.equal((await administrator.send('/administration/services/change', { service: 'Fostering/East', parent: 'Fostering', 'closesOn-day': '31', 'closesOn-month': '3', 'closesOn-year': '2026' })).statusCode, 302);
    await store.db.transaction().execute((transaction) => saveAuthorityFacts(transaction, authority.authorityId, { services: [{ service: 'Fostering/East', parent: 'Fostering' }], context: [], published: [], coverage: [] }));
    const rows = await store.db.selectFrom('service').select(['service', 'parent', 'opens_on', 'closes_on']).orderBy('service').execute();
    assert.deepEqual(rows, [
      { service: 'Fostering', parent: null, opens_on: null, closes_on: null }, { service: 'Fostering/East', parent: 'Fostering', opens_on: null, closes_on: '2026-03-31' },
      { service: 'Fostering/West', parent: 'Fostering', opens_on: '2026-04-01', closes_on: null },
    ]);
    assert.deepEqual((await trail('settings changed')).map(({ service, before, after }) => [service, before, after]), [['Fostering/West', '', 'Fostering 2026-04-01..'], ['Fostering/East', 'Fostering ..', 'Fostering ..2026-03-31']]);
    assert.match(textOf((await administrator.get('/administration/services')).body), /Fostering\/East , part of Fostering Closed/);
  });
});

test('themes and words are the council’s own, and each change is on the audit trail before and after', async () => {
  await withAdministrator(async ({ administrator, store, record, trail }) => {
    await record('AM26-001', received('AM26-001', '2026-11-19', { theme: 'Staff' }));
    assert.match((await administrator.send('/administration/themes', { themes: 'Delay\ndelay' })).body, /‘delay’ is there twice/);
    assert.equal((await administrator.send('/administration/themes', { themes: ' Delay \r\n\r\nPlacement\n' })).statusCode, 302);
    assert.match(textOf((await administrator.get('/administration/themes')).body), /Staff No 1/, 'no more offered, still on a case');
    assert.match((await administrator.send('/administration/words', { term: 'nonsense', word: 'Thing' })).body, /Choose the word that your council has another for/);
    await administrator.send('/administration/words', { term: 'service', word: 'Area' });
    const held = async () => store.db.selectFrom('authority').select(['themes', 'words']).executeTakeFirstOrThrow();
    assert.deepEqual(await held(), { themes: ['Delay', 'Placement'], words: { service: 'Area' } });
    await administrator.send('/administration/words', { remove: 'service' });
    assert.deepEqual((await held()).words, {});
    assert.deepEqual((await trail('settings changed')).map(({ setting, before, after }) => [setting, before, after]), [['themes', 'Delay; Staff', 'Delay; Placement'], ['words', '', 'Area'], ['words', 'Area', '']]);
  });
});

test('a case kept longer than the schedule says is erased by two people, and the figures and the chain stay', async () => {
  await withAdministrator(async ({ administrator, visitor, record, store, authority, trail }) => {
    const caseId = await record('AM20-001', ...oldCase, { type: 'NoteAdded', on: day('2020-01-10'), note: 'Rang Mrs Invented' });
    await store.db.insertInto('person').values({ authority_id: authority.authorityId, person: 'P1', name: 'Peg Invented', contacts: JSON.stringify({}), born_on: null, communication_needs: null, erased_at: null }).execute();
    const manager = await visitor('Mo Ellery', 'complaints_manager');
    assert.match(textOf((await manager.get('/administration/retention')).body), /1 case has been kept longer than the schedule says.*AM20-001 Corporate complaints 10 January 2026/);
    const period = { measure: 'representations_received', from: day('2020-01-01'), to: day('2020-12-31'), by: 'theme' } as const;
    const figure = await answerFigure(store.db, authority.authorityId, period);
    const asked = await manager.send('/administration/retention/representation/AM20-001/erase', why);
    assert.equal(asked.headers['location'], '/administration/retention/representation/AM20-001?done=asked');
    assert.equal((await store.db.selectFrom('identifying_text').select('text').where('text', 'is not', null).execute()).length, 2, 'nothing is erased yet');
    const own = await manager.send('/administration/erasures/representation/AM20-001', { decision: 'erased', typedRef: 'AM20-001' });
    assert.equal(own.statusCode, 400);
    assert.match(own.body, /A second person must agree/);
    const mistyped = await administrator.send('/administration/erasures/representation/AM20-001', { decision: 'erased', typedRef: 'AM20-002' });
    assert.equal(mistyped.statusCode, 400);
    assert.match((await administrator.get('/administration/erasures/representation/AM20-001')).body, /Six years are over/);
    const erased = await administrator.send('/administration/erasures/representation/AM20-001', { decision: 'erased', typedRef: 'AM20-001' });
    assert.match(erased.body, /2 texts were erased, and what identified 1 person whom no other case names/);
    const dump = JSON.stringify([await store.db.selectFrom('identifying_text').selectAll().execute(), await store.db.selectFrom('representation').selectAll().execute(), await store.db.selectFrom('person').selectAll().execute(), await store.db.selectFrom('case_search').selectAll().execute()]);
    assert.doesNotMatch(dump, /Invented|rang/i);
    assert.deepEqual(await answerFigure(store.db, authority.authorityId, period), figure);
    const [verified] = await verify(store.db);
    assert.deepEqual([verified?.faults, verified?.erasedTexts], [[], 2]);
    await rebuild(store.db);
    assert.deepEqual(await answerFigure(store.db, authority.authorityId, period), figure);
    assert.deepEqual((await trail('erased')).map(({ ground, texts, people }) => [ground, texts, people]), [['kept_long_enough', 2, 1]]);
    assert.match(textOf((await manager.get('/administration/retention')).body), /No case has been kept longer/);
    assert.match((await manager.get('/administration/retention/representation/AM20-001')).body, /has been erased already/);
    assert.equal((await auditTrail(store.db, authority.authorityId, { caseId })).at(0)?.what, 'viewed');
  });
});

test('a case on hold, open, or not kept long enough is not erased', async () => {
  await withAdministrator(async ({ administrator, visitor, record, goTo, trail }) => {
    await record('AM20-001', ...oldCase);
    await record('AM26-001', ...beforeTheHoliday);
    const manager = await visitor('Mo Ellery', 'complaints_manager');
    const at = '/administration/retention/representation';
    assert.match((await manager.send(`${at}/AM26-001/erase`, why)).body, /This case is open/);
    assert.match((await manager.send(`${at}/AM20-001/hold`, { hold: '' })).body, /Enter why the case must be kept/);
    await manager.send(`${at}/AM20-001/hold`, { hold: 'A claim is before the court' });
    assert.match(textOf((await manager.get('/administration/retention')).body), /10 January 2026 On hold/);
    assert.match((await manager.send(`${at}/AM20-001/erase`, { ...why, ground: 'court_or_commissioner' })).body, /on legal hold/);
    await manager.send(`${at}/AM20-001/lift`, {});
    await manager.send(`${at}/AM20-001/erase`, why);
    await manager.send(`${at}/AM20-001/hold`, { hold: 'Another claim' });
    assert.match((await administrator.send('/administration/erasures/representation/AM20-001', { decision: 'erased', typedRef: 'AM20-001' })).body, /on legal hold/, 'a hold placed after the request');
    assert.match((await administrator.send('/administration/erasures/representation/AM20-001', { decision: 'kept' })).body, /has not been erased/);
    await manager.send(`${at}/AM20-001/lift`, {});
    assert.match((await administrator.send('/administration/retention/drafts', { years: '6', source: 'Policy' })).body, /The days must be a whole number from 7 to 730/);
    assert.equal((await administrator.send('/administration/retention/drafts', { years: '30', source: 'Policy of May 2026' })).statusCode, 302);
    assert.match(textOf((await manager.get('/administration/retention')).body), /never sent, removed by themselves 30 days from when they were last saved Own Policy of May 2026/);
    assert.deepEqual((await trail('settings changed')).map(({ setting, before, after }) => [setting, before, after]), [['retention of drafts', 90, 30]]);
    await administrator.send('/administration/retention/schedule/corporate', { years: '7', source: 'Policy of May 2026' });
    assert.match((await manager.send(`${at}/AM20-001/erase`, why)).body, /has not been kept as long as the schedule says/);
    goTo('2027-01-11T09:00:00Z');
    const later = await manager.signIn('mo.ellery@example.org');
    assert.equal(later.statusCode, 302);
    assert.equal((await manager.send(`${at}/AM20-001/erase`, why)).statusCode, 302, 'seven years are over on 10 January 2027');
    assert.deepEqual([(await trail('hold placed')).length, (await trail('hold lifted')).length, (await trail('erasure asked for')).length, (await trail('erasure refused')).length, (await trail('erased')).length], [2, 2, 2, 1, 0]);
  });
});

test('somebody whom a case is about neither finds it among the requests to erase nor agrees to one', async () => {
  await withAdministrator(async ({ administrator, visitor, record, ada }) => {
    await record('AM20-001', ...oldCase, { type: 'SubjectNamed', on: day('2020-01-10'), person: `U${ada.accountId}` });
    const manager = await visitor('Mo Ellery', 'complaints_manager');
    await manager.send('/administration/retention/representation/AM20-001/erase', why);
    assert.match((await manager.get('/administration/retention')).body, /Requests to erase a case/);
    assert.doesNotMatch((await administrator.get('/administration/retention')).body, /AM20-001/);
    assert.equal((await administrator.get('/administration/erasures/representation/AM20-001')).statusCode, 404);
    assert.equal((await administrator.send('/administration/erasures/representation/AM20-001', { decision: 'erased', typedRef: 'AM20-001' })).statusCode, 404);
  });
});
