import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { viewerKey } from '../../src/domain/viewer.ts';
import { addCaseOf } from './hidden-office.ts';
import { type Office, textOf, withOffice } from './record-office.ts';
import { addSomebody, Visitor } from './signed-in.ts';

/** A statutory case received on a day, given to a manager or to nobody. */
function received(on: string, ref: string, manager?: string): readonly CaseEvent[] {
  return [
    { type: 'RepresentationReceived', on: day(on), ref, service: 'Fostering', complainant: `${ref}-P` }, { type: 'HandlingDecided', on: day(on), handledAs: 'statutory' },
    ...(manager === undefined ? [] : [{ type: 'Stage1Allocated', on: day(on), respondingManager: manager } as const]),
  ];
}

/** The part of the page under a heading. */
function under(body: string, id: string): string {
  return textOf(new RegExp(`<section aria-labelledby="${id}"[^]*?</section>`, 'u').exec(body)?.[0] ?? '');
}

async function somebody(office: Office, name: string, role: 'responding_manager' | 'senior_leader' | 'administrator'): Promise<{ visitor: Visitor; key: string }> {
  const { email, accountId } = await addSomebody(office.store.db, office.authorityId, name, [role]);
  const visitor = new Visitor(office.app, office.store.db, () => new Date('2026-11-20T10:00:00Z'));
  await visitor.signIn(email);
  return { visitor, key: viewerKey(accountId) };
}

test('on Friday 20 November 2026 ten working days from the 5th are overdue, from the 6th due today, from the 13th due in five working days, from the 20th in ten', async () => {
  await withOffice(async (office) => {
    // Working days after the start, which is day 0: 5 November + 10 = Thursday 19 November; 6 + 10 = Friday 20; 13 + 10 = Friday 27; 20 + 10 = Friday 4 December.
    for (const [on, ref] of [['2026-11-05', 'W-LATE'], ['2026-11-06', 'W-TODAY'], ['2026-11-13', 'W-FIVE'], ['2026-11-20', 'W-TEN']] as const) await addCaseOf(office.store, ref, received(on, ref, 'U77'));
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/work?waiting=responding%20manager');
    assert.match(under(body, 'overdue'), /W-LATE.*Overdue by 1 working day/);
    assert.match(under(body, 'today'), /W-TODAY.*Due today/);
    assert.match(under(body, 'in-5'), /W-FIVE.*5 working days left/);
    assert.match(under(body, 'in-10'), /W-TEN.*10 working days left/);
    assert.doesNotMatch(under(body, 'overdue'), /W-TODAY|W-FIVE|W-TEN/);
  });
});

test('the counts at the top are of what is listed, and can be narrowed to whom it waits on', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'W-TEAM', received('2026-11-06', 'W-TEAM'));
    await addCaseOf(office.store, 'W-MGR', received('2026-11-06', 'W-MGR', 'U77'));
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const whole = (await manager.get('/work')).body;
    assert.match(textOf(whole), / 2 Due today/);
    assert.match(textOf(whole), /Responding manager \(1\)/);
    const narrowed = (await manager.get('/work?waiting=responding%20manager')).body;
    assert.match(textOf(narrowed), / 1 Due today/);
    assert.match(under(narrowed, 'today'), /W-MGR/);
    assert.doesNotMatch(narrowed, /W-TEAM/);
  });
});

test('a clock that stands still while an advocate is found is not overdue, however long ago its day was', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'W-STILL', [...received('2026-10-05', 'W-STILL'), { type: 'AdvocateSought', on: day('2026-10-07') }]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/work');
    assert.match(under(body, 'standing-still'), /W-STILL.*Standing still since 7 October 2026/);
    assert.doesNotMatch(under(body, 'overdue'), /W-STILL/);
    assert.doesNotMatch((await manager.get('/cases?overdue=yes')).body, /W-STILL/);
  });
});

test('a responding manager sees what waits in their own cases and no other, and plain words where there is nothing', async () => {
  await withOffice(async (office) => {
    const rita = await somebody(office, 'Rita Responder', 'responding_manager');
    const empty = textOf((await rita.visitor.get('/work')).body);
    assert.match(empty, /Your work.*Nothing is waiting in the cases that you take part in/);
    await addCaseOf(office.store, 'W-HERS', received('2026-11-06', 'W-HERS', rita.key));
    await addCaseOf(office.store, 'W-OTHER', received('2026-11-06', 'W-OTHER', 'U77'));
    for (const url of ['/work', '/cases', '/cases?mine=yes', '/cases?q=W-']) {
      const { body } = await rita.visitor.get(url);
      assert.match(body, /W-HERS/, url);
      assert.doesNotMatch(body, /W-OTHER|WCC/, url);
    }
    assert.match(textOf((await rita.visitor.get('/cases')).body), /1 case found/);
    assert.equal((await rita.visitor.get('/cases/W-OTHER')).statusCode, 404);
    assert.equal((await rita.visitor.get('/cases/W-HERS')).statusCode, 200);
    for (const url of ['/board', '/cases.csv', '/audit', '/cases/W-HERS/audit', '/cases/W-OTHER/break-glass']) assert.equal((await rita.visitor.get(url)).statusCode, 403, url);
  });
});

test('who sees figures or administers sees no case in the work and the lists', async () => {
  await withOffice(async (office) => {
    for (const [name, role] of [['Lena Leader', 'senior_leader'], ['Adam Administrator', 'administrator']] as const) {
      const { visitor } = await somebody(office, name, role);
      assert.match(textOf((await visitor.get('/work')).body), /Your role in Candour does not include single cases/);
      assert.match(textOf((await visitor.get('/cases')).body), /No cases found/);
      assert.match(textOf((await visitor.get('/compliments')).body), /Your role in Candour does not include it/);
    }
  });
});

test('promised actions that are overdue stand in the work, with who owes them', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'W-LEARN', [
      ...received('2026-11-16', 'W-LEARN'),
      { type: 'LearningActionPromised', on: day('2026-11-16'), learningAction: 1, action: 'Ring every family within a day', owner: 'Head of fostering', dueOn: day('2026-11-19') },
      { type: 'LearningActionPromised', on: day('2026-11-16'), learningAction: 2, action: 'Write it down', owner: 'Head of fostering', dueOn: day('2026-11-20') },
    ]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const actions = textOf(/<h2[^>]*id="actions"[^]*/u.exec((await manager.get('/work')).body)?.[0] ?? '');
    assert.match(actions, /Ring every family within a day/);
    assert.doesNotMatch(actions, /Write it down/, 'due today is not overdue');
  });
});
