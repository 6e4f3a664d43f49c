import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { viewerRoles } from '../../src/domain/viewer.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import { axe, openBrowser } from '../browser.ts';
import { type ActsSetting, boxes, type Fields, fillIn, formAt, hiddenOf, type Person, points, received, record, REF, statutory, withActs, wordsOf } from './acts-setting.ts';
import { addCaseOf, withAndWithout } from './hidden-office.ts';
import { errorsOf } from './record-office.ts';

const inStage2: readonly CaseEvent[] = [
  statutory, { type: 'Stage1Responded', on: day('2024-02-19'), outcome: 'upheld', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }] },
  { type: 'Stage2Requested', on: day('2024-03-11') }, { type: 'Stage2Accepted', on: day('2024-03-11') },
];
/** A panel asked for on Tuesday 7 May 2024: 30 working days end on 19 June. */
const panelRequested: readonly CaseEvent[] = [
  ...inStage2, { type: 'InvestigatingOfficerAppointed', on: day('2024-03-13'), officer: 'IO-1' }, { type: 'IndependentPersonAppointed', on: day('2024-03-13'), person: 'IP-1' },
  { type: 'Stage2Adjudicated', on: day('2024-04-17'), outcome: 'upheld' }, { type: 'Stage2Closed', on: day('2024-04-22') }, { type: 'Stage3Requested', on: day('2024-05-07') },
];

/** What the form of the pool says of somebody of whom everything is in order. */
function inOrder(name: string, parts: readonly string[], more: Fields = {}): Fields {
  return { name, parts, organisationKind: 'self_employed', connection: 'none', ...boxes('dbs-done', '2024-01-08'), ...boxes('dbs-renew', '2027-01-08'), ...boxes('confidentiality-done', '2024-01-08'), version: '0', ...more };
}

/** Puts somebody into the pool and gives their number. */
async function add(person: Person, name: string, parts: readonly string[], more: Fields = {}): Promise<number> {
  const reply = await person.visitor.send('/pool/add', inOrder(name, parts, more));
  assert.equal(reply.statusCode, 303, wordsOf(reply.body).slice(0, 600));
  return Number(/^\/pool\/(?<member>\d+)\?done=added$/u.exec(String(reply.headers.location))?.groups?.['member']);
}

async function page(person: Person, url: string): Promise<string> {
  const reply = await person.visitor.get(url);
  assert.equal(reply.statusCode, 200, `${url}: ${wordsOf(reply.body).slice(0, 300)}`);
  return wordsOf(reply.body);
}

async function details(setting: ActsSetting): Promise<string> {
  return JSON.stringify(await setting.store.db.selectFrom('audit').select(['what', 'detail']).execute());
}

test('the pool says so while it is empty; everything wrong with an entry is said beside its field, and what was typed stays', async () => {
  await withActs(async (setting) => {
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    assert.match(await page(manager, '/pool'), /Nobody is in the pool yet/u);
    const wrong = await manager.visitor.send('/pool/add', {
      name: ' ', organisationKind: 'agency', connection: 'officer', parts: 'panel_member', most: '0', rate: 'a lot', email: 'nobody', ...boxes('dbs-done', '2030-01-01'), ...boxes('training-renew', '2025-01-01'), ...boxes('termFrom', '2024-03-01'), ...boxes('termUntil', '2024-02-01'), notes: 'Speaks Polish',
    });
    assert.equal(wrong.statusCode, 400);
    assert.deepEqual(errorsOf(wrong.body), {
      name: 'Enter their name', email: 'Enter an email address in the correct format, like name@example.com', organisation: 'Enter the name of the agency',
      connection: 'Somebody connected with the authority can only be an investigating officer: an independent person and a panel are independent of it (SI 2006/1738 regulation 2). Change the connection or the parts.',
      'termUntil-day': 'Last day of the term must be the same as or after its first day', 'dbs-done-day': 'DBS certificate: date must be today or in the past', 'training-done-day': 'Enter the date of the training',
      most: 'Cases at once must be a whole number from 1 to 99', rate: 'Fee must be in pounds, such as 350 or 62.50',
    });
    assert.match(wrong.body, /Speaks Polish<\/textarea>/u);
    assert.equal((await setting.store.db.selectFrom('pool_member').select('member').execute()).length, 0);
  });
});

test('the list tells what runs out, filters by part, name and what has run out, and is exported without contacts and notes, on record; nothing that was typed is on the audit trail', async () => {
  await withActs(async (setting) => {
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    // Today is 6 February 2024: 60 days end on 6 April.
    await add(manager, 'Ines Roy', ['investigating_officer', 'independent_person'], { ...boxes('dbs-renew', '2024-04-06'), email: 'ines@example.org', rate: '62.50', ratePer: 'hour', most: '2', notes: '=Speaks Polish' });
    await add(manager, 'Chipo Moyo', ['panel_chair'], { ...boxes('dbs-renew', '2024-04-07'), organisationKind: 'agency', organisation: 'Fairview Reviews' });
    await add(manager, 'Tariq Aziz', ['panel_member'], { ...boxes('termUntil', '2024-02-05') });
    const list = await page(manager, '/pool');
    assert.match(list, /1 Investigating officer .*1 Panel chair .*2 With something that has run out, or does within 60 days/u);
    assert.match(list, /Ines Roy Self-employed No account in Candour Investigating officer, independent person DBS certificate runs out on 6 April 2024 Cases in hand: 0 of 2 Cases done: 0 Fee: £62\.50 an hour/u);
    assert.match(list, /Tariq Aziz .*Term ended on 5 February 2024/u);
    const found = async (query: string) => [...(await manager.visitor.get(`/pool?${query}`)).body.matchAll(/<a class="govuk-link" href="\/pool\/\d+">(?<name>[^<]+)</gu)].map((match) => match.groups?.['name']);
    assert.deepEqual([await found('runningOut=yes'), await found('part=panel_chair'), await found('find=fairview'), await found('find=nobody')], [['Ines Roy', 'Tariq Aziz'], ['Chipo Moyo'], ['Chipo Moyo'], []]);
    const sheet = await manager.visitor.get('/pool.csv?part=investigating_officer');
    assert.equal(sheet.headers['content-disposition'], 'attachment; filename="investigators-and-panels-2024-02-06.csv"');
    assert.match(sheet.body, /\nInes Roy,investigating_officer; independent_person,self_employed,,,,2024-01-08,2024-04-06,/u);
    assert.doesNotMatch(sheet.body, /ines@example|Polish|Tariq/u);
    const trail = await details(setting);
    assert.match(trail, /"what":"exported","detail":\{"list":"pool","people":1,"filters":"part"\}/u);
    assert.doesNotMatch(trail, /Ines|Tariq|fairview/iu);
  });
});

test('of two who change somebody at once the second is told, and nothing is lost; who leaves is offered no more and can be taken back', async () => {
  await withActs(async (setting) => {
    await setting.happens(received, ...points, ...inStage2);
    await setting.on('2024-03-13');
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    const ines = await add(manager, 'Ines Roy', ['independent_person']);
    assert.equal((await manager.visitor.send(`/pool/${ines}/change`, inOrder('Ines Roy-Hart', ['independent_person'], { version: '1' }))).headers.location, `/pool/${ines}?done=changed`);
    const second = await manager.visitor.send(`/pool/${ines}/change`, inOrder('Ines Roy', ['independent_person'], { version: '1', telephone: '01632 960001' }));
    assert.equal(second.statusCode, 409);
    assert.match(second.body, /Somebody else has changed this person[^]*value="01632 960001"/u);
    assert.match(await page(manager, `/pool/${ines}`), /Ines Roy-Hart.*13 March 2024, Ada Brook: Name/u);
    assert.match((await manager.visitor.get(formAt('appointIndependentPerson'))).body, /Ines Roy-Hart/u);
    assert.equal((await manager.visitor.send(`/pool/${ines}/end`, { ...boxes('on', '2024-03-13'), because: 'Retires' })).statusCode, 303);
    assert.doesNotMatch((await manager.visitor.get(formAt('appointIndependentPerson'))).body, /Ines Roy-Hart/u);
    assert.match(await page(manager, '/pool?ended=yes'), /Ines Roy-Hart.*Takes no more cases since 13 March 2024/u);
    assert.equal((await manager.visitor.send(`/pool/${ines}/back`, {})).statusCode, 303);
    assert.match(await page(manager, '/pool'), /Ines Roy-Hart/u);
    assert.equal((await manager.visitor.send(`/pool/${ines}/delete`, {})).headers.location, '/pool?done=deleted');
    assert.equal((await manager.visitor.get(`/pool/${ines}`)).statusCode, 404);
  });
});

test('an independent person is appointed from the pool: what is not in order needs a reason, a conflict bars, the declaration goes on record, and they are counted and kept; who left long ago and has no open case is removed, and cases name the part', async () => {
  await withActs(async (setting) => {
    await setting.happens(received, ...points, ...inStage2);
    await setting.on('2024-03-13');
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    await setting.somebody('Rhys Cole', 'responding_manager');
    const ines = await add(manager, 'Ines Roy', ['independent_person'], { ...boxes('dbs-renew', '2024-03-12'), most: '1' });
    await add(manager, 'Paul Ekwe', ['independent_person']);
    const form = await manager.visitor.get(formAt('appointIndependentPerson'));
    assert.match(wordsOf(form.body), /Paul Ekwe: 0 cases in hand Ines Roy: 0 cases in hand, not everything in order The DBS check had to be renewed by 12 March 2024/u, 'who is in order comes first');
    assert.match(form.body, new RegExp(`href="/cases/${REF}/pool/independent_person"`, 'u'));
    const filled = { ...boxes('on', '2024-03-13'), person: `pool-${ines}` };
    assert.match(wordsOf((await fillIn(manager, 'appointIndependentPerson', filled)).body), /Record that they declared no conflict of interest in this case.*Ines Roy: the DBS check had to be renewed by 12 March 2024/u);
    await record(manager, 'appointIndependentPerson', { ...filled, declaredNoConflict: 'yes', despite: 'The new certificate is in the post' });
    assert.match(await page(manager, `/cases/${REF}`), /Independent person appointed 13 March 2024 Person: Ines Roy Declared no conflict of interest Appointed although not everything was in order, because: The new certificate is in the post/u);
    assert.match(await page(manager, '/pool'), /Ines Roy .*Has as many cases as they take Cases in hand: 1 of 1 Cases done: 0/u);
    const kept = await manager.visitor.send(`/pool/${ines}/delete`, {});
    assert.equal(kept.statusCode, 409);
    assert.match(wordsOf(kept.body), /Ines Roy cannot be deleted: they are named in the record of a case/u);
    // Replaced by somebody else: the record still names her.
    const paul = (await manager.visitor.get(formAt('appointIndependentPerson'))).body.match(/value="(?<key>pool-\d+)"[^>]*>\s*<label[^>]*>\s*Paul Ekwe/u)?.groups?.['key'];
    await record(manager, 'appointIndependentPerson', { ...boxes('on', '2024-03-13'), person: String(paul), declaredNoConflict: 'yes', replacedBecause: 'Unwell' });
    assert.equal((await manager.visitor.send(`/pool/${ines}/delete`, {})).statusCode, 409);
    const log = await setting.store.db.selectFrom('event').select('body').where('type', '=', 'IndependentPersonAppointed').execute();
    assert.doesNotMatch(JSON.stringify(log), /in the post/u, 'the reason can be erased');

    // Both leave on 13 March 2024, and are kept for a year: Paul as long as the case is open.
    await setting.store.db.insertInto('retention_rule').values({ authority_id: setting.authorityId, record_class: 'pool', years: 1, source: 'Policy' }).execute();
    const [, paulsNumber = ''] = String(paul).split('-');
    for (const member of [ines, paulsNumber]) await manager.visitor.send(`/pool/${member}/end`, boxes('on', '2024-03-13'));
    await setting.on('2025-03-13');
    assert.equal((await manager.visitor.send(`/pool/${ines}/remove`, {})).statusCode, 409, 'kept until this day');
    await setting.on('2025-03-14');
    const offered = await page(manager, '/administration/retention');
    assert.match(offered, /Ines Roy ?, who left on 13 March 2024: to be kept until 13 March 2025/u);
    assert.doesNotMatch(offered, /Paul Ekwe/u);
    assert.match(await page(manager, `/pool/${ines}`), /Kept long enough They left the pool more than 1 year ago/u);
    assert.equal((await manager.visitor.send(`/pool/${paulsNumber}/remove`, {})).statusCode, 409, 'an open case');
    assert.equal((await manager.visitor.send(`/pool/${ines}/remove`, {})).headers.location, '/pool?done=removed');
    assert.equal((await manager.visitor.get(`/pool/${ines}`)).statusCode, 404);
    assert.doesNotMatch(await page(manager, '/pool?ended=yes'), /Ines Roy|former/u);
    assert.match(await page(manager, `/cases/${REF}`), /Person: a former independent person \(removed from the pool\)/u);
    assert.doesNotMatch(JSON.stringify(await setting.store.db.selectFrom('pool_member').selectAll().where('member', '=', ines).execute()), /Ines/u);
  });
});

test('the page to choose from tells who is barred and why: by a service below one they cannot take, by a name, by another part; the form is filled with who is chosen', async () => {
  await withActs(async (setting) => {
    await setting.store.db.insertInto('service').values([{ authority_id: setting.authorityId, service: 'Fostering', parent: null, place: 1 }, { authority_id: setting.authorityId, service: 'Fostering North', parent: 'Fostering', place: 2 }]).execute();
    await setting.happens({ ...received, service: 'Fostering North' } as CaseEvent, ...points, ...inStage2, { type: 'InvestigatingOfficerAppointed', on: day('2024-03-12'), officer: 'IO-1' });
    await setting.on('2024-03-13');
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    await add(manager, 'Ines Roy', ['independent_person'], { notServices: ['Fostering'] });
    await add(manager, 'Paul Ekwe', ['independent_person'], { notPeople: 'io-1\nSomebody Else' });
    const una = await add(manager, 'Una Fell', ['independent_person']);
    const choose = await manager.visitor.get(`/cases/${REF}/pool/independent_person`);
    assert.match(wordsOf(choose.body), /Una Fell .*Choose Una Fell .*Ines Roy .*Cannot be appointed They cannot take cases of Fostering .*Paul Ekwe .*Cannot be appointed They cannot take cases in which io-1 has a part/u);
    assert.equal([...choose.body.matchAll(/acts\/appointIndependentPerson\?person=/gu)].length, 1);
    assert.match(wordsOf((await manager.visitor.get(`/cases/${REF}/pool/independent_person?find=ines`)).body), /Ines Roy(?!.*Una Fell)/u);
    const form = await manager.visitor.get(`${formAt('appointIndependentPerson')}?person=pool-${una}`);
    assert.match(form.body, new RegExp(`value="pool-${una}" checked`, 'u'));
    assert.equal((await manager.visitor.get(`${formAt('appointIndependentPerson')}?person=%3Cb%3E`)).statusCode, 200, 'what is no key is not taken up');
    assert.equal((await manager.visitor.get(`/cases/${REF}/pool/advocate`)).statusCode, 404);
    const added = await manager.visitor.send(`/pool/add?for=${REF}&part=independent_person`, inOrder('Wen Li', ['independent_person']));
    assert.match(String(added.headers.location), new RegExp(`^/cases/${REF}/acts/appointIndependentPerson\\?person=pool-\\d+$`, 'u'), 'who is added on the way is chosen on the form');
  });
});

test('somebody appointed without an account sees the case once they are given one, that case alone, and not after their part is over', async () => {
  await withActs(async (setting) => {
    await setting.happens(received, ...points, ...inStage2);
    await setting.on('2024-03-13');
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    const ines = await add(manager, 'Ines Roy', ['independent_person']);
    await record(manager, 'appointIndependentPerson', { ...boxes('on', '2024-03-13'), person: `pool-${ines}`, declaredNoConflict: 'yes' });
    assert.match(wordsOf((await fillIn(manager, 'giveAccount', { ...boxes('on', '2024-03-13'), person: `pool-${ines}` })).body), /Ines Roy has no account yet\. An administrator adds one; then choose it on their page/u);
    const account = await setting.somebody('Ines Roy', 'independent_person');
    assert.equal((await account.visitor.get(`/cases/${REF}`)).statusCode, 404);
    assert.equal((await manager.visitor.send(`/pool/${ines}/change`, inOrder('Ines Roy', ['independent_person'], { version: '1', account: account.key.slice(1) }))).statusCode, 303);
    assert.equal((await account.visitor.get(`/cases/${REF}`)).statusCode, 404, 'the account alone opens nothing');
    assert.match((await manager.visitor.get(`/pool/${ines}`)).body, new RegExp(`href="/cases/${REF}/acts/giveAccount"`, 'u'));
    await record(manager, 'giveAccount', { ...boxes('on', '2024-03-13'), person: `pool-${ines}` });
    assert.equal((await account.visitor.get(`/cases/${REF}`)).statusCode, 200);
    assert.match(await page(manager, '/pool'), /Cases in hand: 1 Cases done: 0/u, 'counted once under both names');
    await setting.happens({ type: 'Stage2Adjudicated', on: day('2024-03-13'), outcome: 'upheld' }, { type: 'Stage2Closed', on: day('2024-03-13') });
    await setting.on('2024-03-14');
    assert.equal((await account.visitor.get(`/cases/${REF}`)).statusCode, 404);
    const before = await setting.store.db.selectFrom('case_party').selectAll().orderBy('role').execute();
    await rebuild(setting.store.db);
    assert.deepEqual(await setting.store.db.selectFrom('case_party').selectAll().orderBy('role').execute(), before);
  });
});

test('a panel is planned: the window, whose days they are, who is proposed; answers are kept, each act is its own, and a postponed panel stays on record', async () => {
  await withActs(async (setting) => {
    await setting.happens(received, ...points, ...panelRequested);
    await setting.on('2024-05-08');
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    const plan = `/cases/${REF}/panel`;
    assert.match(await page(manager, plan), /Nobody is in the pool yet, so nobody can be proposed/u);
    const chipo = await add(manager, 'Chipo Moyo', ['panel_chair']);
    const tariq = await add(manager, 'Tariq Aziz', ['panel_member']);
    const una = await add(manager, 'Una Fell', ['panel_member']);
    assert.equal((await manager.visitor.send(`/pool/${una}/away`, { ...boxes('from', '2024-05-20'), ...boxes('until', '2024-05-24') })).statusCode, 303);
    const first = await page(manager, plan);
    assert.match(first, /Panel asked for Tuesday 7 May 2024 Panel meets by \(T18\) Wednesday 19 June 2024 First day for which the papers can go out in time \(T19\) Wednesday 22 May 2024/u);
    // Una is away on the first three of the 20 working days.
    assert.match(first, /Days with a whole panel 17 of 20 working days Tuesday 28 May 2024 Whole panel possible/u);
    assert.match(await page(manager, `/cases/${REF}/pool/panel_member`), /Tariq Aziz .*Choose/u);
    assert.match(first, /Wednesday 22 May 2024 2 of 3 Can sit: Chipo Moyo \(chair\); Tariq Aziz Cannot: Una Fell, away/u);
    const answers = { day: '2024-06-03', [`answer-${chipo}`]: 'can', [`answer-${tariq}`]: 'can', [`answer-${una}`]: 'can' };
    assert.equal((await manager.visitor.send(`${plan}/answers`, answers)).headers.location, `${plan}?day=2024-06-03&done=answers#chosen`);
    assert.match(await page(manager, plan), /working days Monday 3 June 2024 All three can Papers go out by 17 May 2024|Monday 3 June 2024 All three can Papers go out by Friday 17 May 2024/u);
    assert.equal((await manager.visitor.send(`${plan}/answers`, { ...answers, day: '2024-05-01' })).statusCode, 400);
    const links = [...(await manager.visitor.get(`${plan}?day=2024-06-03`)).body.matchAll(/href="(?<href>\/cases\/[^"]*\/acts\/[^"]*from=panel)"/gu)].map((match) => match.groups?.['href']?.replaceAll('&amp;', '&') ?? '');
    assert.deepEqual(links, [
      `${formAt('appointPanelMember')}?role=chair&person=pool-${chipo}&from=panel`, `${formAt('appointPanelMember')}?role=member&person=pool-${tariq}&from=panel`, `${formAt('appointPanelMember')}?role=member&person=pool-${una}&from=panel`,
      `${formAt('arrangePanel')}?meetingOn=2024-06-03&from=panel`,
    ]);
    for (const [index, href] of links.entries()) {
      const form = await manager.visitor.get(href);
      const action = /<form action="(?<action>[^"]*)" method="post" novalidate data-keep-draft/u.exec(form.body)?.groups?.['action']?.replaceAll('&amp;', '&') ?? '';
      const checked = [...form.body.matchAll(/name="(?<name>role|person)" type="radio" value="(?<value>[^"]*)" checked/gu)].map((match) => [match.groups?.['name'] ?? '', match.groups?.['value'] ?? '']);
      assert.equal(checked.length, index < 3 ? 2 : 0, `${href} is filled in`);
      const filled: Fields = index < 3 ? { ...Object.fromEntries(checked), declaredNoConflict: 'yes' } : { ...boxes('meetingOn', '2024-06-03'), venue: 'Library' };
      if (index === 3) assert.match(form.body, /id="meetingOn-day" name="meetingOn-day" type="text" value="3"/u);
      const reply = await manager.visitor.send(action, { ...hiddenOf(form.body), ...boxes('on', '2024-05-08'), ...filled });
      assert.equal(reply.headers.location, `${plan}?done=${index < 3 ? 'appointPanelMember' : 'arrangePanel'}`, wordsOf(reply.body).slice(0, 900));
    }
    assert.match(await page(manager, plan), /Chipo Moyo is appointed to chair Done Tariq Aziz is appointed as a member Done Una Fell is appointed as a member Done The panel is arranged for 3 June 2024 Done Send the papers by 17 May 2024/u);
    await record(manager, 'postponePanel', { ...boxes('on', '2024-05-08'), reason: 'The complainant cannot come' });
    await manager.visitor.send(`${plan}/answers`, { day: '2024-06-04', [`answer-${una}`]: 'cannot' });
    const warned = await fillIn(manager, 'arrangePanel', { ...boxes('on', '2024-05-08'), ...boxes('meetingOn', '2024-06-04') });
    assert.match(wordsOf(warned.body), /Una Fell has said that they cannot sit on 4 June 2024/u);
    assert.match(await page(manager, plan), /Panels arranged and postponed 8 May 2024: Postponed: The complainant cannot come 8 May 2024: Arranged for 3 June 2024/u);
    const rows = await setting.store.db.selectFrom('stage3').select('meeting_on').execute();
    assert.deepEqual(rows, [{ meeting_on: null }]);
  });
});

test('whoever sits on another panel that day is not free, and their cases count as long as the viewer may see them', async () => {
  await withActs(async (setting) => {
    await setting.happens(received, ...points, ...panelRequested, { type: 'PanelMemberAppointed', on: day('2024-05-07'), role: 'member', person: 'pool-1' }, { type: 'PanelArranged', on: day('2024-05-07'), meetingOn: day('2024-06-03') });
    await setting.on('2024-05-08');
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    const officer = await setting.somebody('Olu Ade', 'complaints_officer');
    assert.equal(await add(manager, 'Tariq Aziz', ['panel_member']), 1);
    const other = 'A24-2';
    await append(setting.store.db, setting.authorityId, { kind: 'representation', ref: other }, 0, [{ ...received, ref: other } as CaseEvent, ...points, ...panelRequested], { by: 'U999', at: setting.clock() }, projectionContextOf(await authorityNamed(setting.store.db, 'Ashmere')));
    assert.match(await page(officer, `/cases/${other}/panel`), /Monday 3 June 2024 Nobody Cannot: Tariq Aziz, on another panel/u);
    assert.match(await page(officer, '/pool'), /Cases in hand: 1 Cases done: 0/u);
    await record(manager, 'restrict', { ...boxes('on', '2024-05-08'), reason: 'About a senior manager' });
    assert.match(await page(officer, `/cases/${other}/panel`), /Monday 3 June 2024 1 of 3 Can sit: Tariq Aziz/u, 'a hidden panel leaves no trace');
    assert.match(await page(officer, '/pool'), /Cases in hand: 0 Cases done: 0/u);
    assert.match(await page(manager, '/pool'), /Cases in hand: 1 Cases done: 0/u);
  });
});

test('in a database from before the pool, the days of panels that are arranged are found in the log: of one postponed or refused, none', async () => {
  await withActs(async (setting) => {
    const arranged = { type: 'PanelArranged', on: day('2024-05-07'), meetingOn: day('2024-06-03') } as const;
    await setting.happens(received, ...points, ...panelRequested, { ...arranged, meetingOn: day('2024-05-29') }, { type: 'PanelPostponed', on: day('2024-05-08'), reason: 'Snow' }, arranged);
    const context = projectionContextOf(await authorityNamed(setting.store.db, 'Ashmere'));
    const after = [{ type: 'PanelPostponed', on: day('2024-05-08'), reason: 'Snow' }, { type: 'Stage3Refused', on: day('2024-05-08'), ground: 'withdrawn', reason: 'By letter' }] as const;
    for (const [index, event] of after.entries()) await append(setting.store.db, setting.authorityId, { kind: 'representation', ref: `A24-${index + 2}` }, 0, [{ ...received, ref: `A24-${index + 2}` } as CaseEvent, ...points, ...panelRequested, arranged, event], { by: 'U999', at: setting.clock() }, context);
    const days = async () => (await setting.store.db.selectFrom('stage3').select(['case_id', 'meeting_on']).orderBy('case_id').execute()).map((row) => row.meeting_on);
    assert.deepEqual(await days(), ['2024-06-03', null, null]);
    const update = /update stage3 s\n[^]*?;/u.exec(readFileSync(new URL('../../migrations/0012-pool.sql', import.meta.url), 'utf8'))?.[0] ?? '';
    await setting.store.db.updateTable('stage3').set({ meeting_on: null }).execute();
    await sql.raw(update).execute(setting.store.db);
    assert.deepEqual(await days(), ['2024-06-03', null, null]);
  });
});

test('from day 45 of stage 2 a case is under Work and on its page with the days of a panel, and is gone once it is adjudicated', async () => {
  await withActs(async (setting) => {
    await setting.happens(received, ...points, ...inStage2);
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    const auditor = await setting.somebody('Audrey Vane', 'auditor');
    const heading = /A panel may be asked for: line up panel members \(1\)/u;
    await setting.on('2024-05-15');
    assert.doesNotMatch(await page(manager, '/work'), /line up panel members/u);
    assert.doesNotMatch(await page(manager, `/cases/${REF}`), /line up panel members/u);
    assert.match(await page(manager, `/cases/${REF}/panel`), /There is no panel to plan: nobody has asked for one, and stage 2 has not come to working day 45/u);
    await setting.on('2024-05-16');
    const work = await page(manager, '/work');
    assert.match(work, heading);
    assert.match(work, /Stage 2: Working day 45; last day 14 June 2024 Panel asked for by 12 July 2024 Panel would meet 26 July 2024 to 23 August 2024 Plan the panel/u);
    assert.match(work, /Practice, not law/u);
    assert.match(await page(manager, `/cases/${REF}`), /Asked for on the last day for it, 12 July 2024, a panel would have to meet from 26 July 2024 to 23 August 2024/u);
    assert.match(await page(manager, `/cases/${REF}/panel`), /Nobody has asked for a panel yet\. These are the days if the adjudication goes out on the last day of stage 2/u);
    assert.doesNotMatch(await page(auditor, '/work'), heading, 'it is for those who line them up');
    await setting.happens({ type: 'Stage2Adjudicated', on: day('2024-05-16'), outcome: 'upheld' });
    assert.doesNotMatch(await page(manager, '/work'), heading);
  });
});

test('a hidden case leaves no trace in the pool, in the work to line up panels, or in a sheet', async () => {
  for (const hiding of ['restricted', 'about them'] as const) {
    await withAndWithout(['complaints_officer'], hiding, async (there, without) => {
      for (const { store, other } of [there, without]) {
        const reply = await other.send('/pool/add', inOrder('Ines Roy', ['independent_person']));
        assert.equal(reply.statusCode, 303);
        await addCaseOf(store, 'P-1', [{ type: 'RepresentationReceived', on: day('2026-08-03'), ref: 'P-1' }, { type: 'HandlingDecided', on: day('2026-08-03'), handledAs: 'statutory' }, { type: 'Stage2Requested', on: day('2026-09-01') }, { type: 'Stage2Accepted', on: day('2026-09-01') }]);
      }
      const held = await there.store.db.selectFrom('case_index').select('case_id').where('ref', '=', 'QQX-77-0042').executeTakeFirstOrThrow();
      // The hidden case is long in stage 2 and has her for its independent person.
      await there.store.db.updateTable('open_clock').set({ started_on: day('2026-08-03') }).where('case_id', '=', held.case_id).where('stage', '=', 'stage2').execute();
      await there.store.db.insertInto('case_party').values({ authority_id: (await there.store.db.selectFrom('case_index').select('authority_id').where('case_id', '=', held.case_id).executeTakeFirstOrThrow()).authority_id, case_id: held.case_id, person: 'pool-1', role: 'independent_person', until_on: null }).execute();
      for (const url of ['/pool', '/pool/1', '/pool.csv', '/work']) {
        const [hidden, none] = [await there.worker.get(url), await without.worker.get(url)];
        const plain = (body: string) => body.replaceAll(/name="formToken" value="[^"]*"/g, '');
        assert.equal(plain(hidden.body), plain(none.body), `${url}, ${hiding}`);
      }
      assert.match((await there.other.get('/pool')).body, /Cases in hand: <\/span>1</u);
    });
  }
});

test('the pool and its planning are for the complaints team alone', async () => {
  await withActs(async (setting) => {
    await setting.happens(received, ...points, ...panelRequested);
    for (const role of viewerRoles) {
      const { visitor } = await setting.somebody(`Somebody ${role}`, role);
      const may = role === 'complaints_manager' || role === 'complaints_officer';
      for (const url of ['/pool', '/pool.csv', '/pool/add', `/cases/${REF}/panel`, `/cases/${REF}/pool/panel_chair`]) assert.equal((await visitor.get(url)).statusCode, may ? 200 : 403, `${url} for a ${role}`);
      assert.equal((await visitor.get('/work')).body.includes('Investigators and panels'), may);
    }
  });
});

test('axe finds nothing wrong with the pool, a person, their form and its errors, choosing, the plan of a panel and its forms, on a desk or on a telephone', async () => {
  await withActs(async (setting) => {
    await setting.store.db.insertInto('service').values([{ authority_id: setting.authorityId, service: 'Fostering', parent: null, place: 1 }]).execute();
    await setting.happens(received, ...points, ...inStage2);
    await setting.on('2024-05-16');
    const manager = await setting.somebody('Ada Brook', 'complaints_manager');
    for (const [name, parts, more] of [
      ['Chipo Moyo', ['panel_chair'], { organisationKind: 'agency', organisation: 'Fairview Reviews', rate: '420' }], ['Tariq Aziz', ['panel_member'], { ...boxes('dbs-renew', '2024-06-05') }], ['Una Fell', ['panel_member', 'independent_person'], { ...boxes('termUntil', '2024-04-30'), most: '2' }],
      ['Bronwen Pugh', ['panel_member', 'panel_chair'], {}],
    ] as const) await add(manager, name, parts, more);
    await setting.app.listen({ port: 0 });
    const origin = `http://127.0.0.1:${(setting.app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ bypassCSP: true });
      await context.addCookies([{ name: 'candour', value: manager.visitor.cookie ?? '', url: origin }]);
      const shown = await context.newPage();
      const lookedAt = async (what: string) => {
        for (const [width, height] of [[1280, 900], [320, 800]] as const) {
          await shown.setViewportSize({ width, height });
          assert.deepEqual(await axe(shown), [], `${what} at ${width}`);
          assert.ok(await shown.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${what} fits ${width} pixels`);
          const folder = process.env['CANDOUR_PICTURES'];
          if (folder !== undefined) await shown.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
        }
      };
      for (const [what, url] of [['work with panels to line up', '/work'], ['case at day 45', `/cases/${REF}`], ['plan at day 45', `/cases/${REF}/panel`]] as const) {
        await shown.goto(`${origin}${url}`);
        await lookedAt(what);
      }
      await setting.happens(...panelRequested.slice(inStage2.length));
      await setting.on('2024-05-08');
      await context.addCookies([{ name: 'candour', value: manager.visitor.cookie ?? '', url: origin }]);
      await manager.visitor.send('/pool/2/away', boxes('from', '2024-05-28'));
      await manager.visitor.send(`/cases/${REF}/panel/answers`, { day: '2024-05-29', 'answer-1': 'can', 'answer-2': 'asked', 'answer-4': 'can' });
      for (const [what, url] of [
        ['pool', '/pool'], ['pool found nobody', '/pool?find=zzz'], ['pool form', '/pool/add'], ['pool person', '/pool/2'], ['pool change', '/pool/2/change'], ['pool end', '/pool/2/end'],
        ['choose chair', `/cases/${REF}/pool/panel_chair`], ['panel plan', `/cases/${REF}/panel?day=2024-05-29`], ['appoint to panel', `${formAt('appointPanelMember')}?role=member&person=pool-4&from=panel`],
      ] as const) {
        await shown.goto(`${origin}${url}`);
        await lookedAt(what);
      }
      await shown.goto(`${origin}/pool/add`);
      await shown.click('button.govuk-button:not(.govuk-button--secondary)');
      await lookedAt('pool form with errors');
    } finally {
      await browser.close();
    }
  });
});
