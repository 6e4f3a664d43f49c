import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetSearchWords } from '../../src/store/search-words.ts';
import { call, clock, record, textOf, withOffice } from './record-office.ts';

test('the words of a search stand in no address, and only the one who searched finds them there again', async () => {
  await withOffice(async ({ store, authorityId, signedIn }) => {
    const officer = await signedIn('Olive Grant', 'complaints_officer');
    const other = await signedIn('Peter Lane', 'complaints_officer');
    const ref = await record(officer, call({ name: 'Zenobia Quill', summary: 'Nobody told her of the meeting' }));
    await record(officer, call({ name: 'Bertram Ash', summary: 'A letter went astray' }));

    const sent = await officer.send('/find', { to: '/cases', q: '  Zenobia Quill ', stage: '', 'handled-as': '' });
    const address = String(sent.headers.location);
    assert.equal(sent.statusCode, 303);
    assert.match(address, /^\/cases\?q=%7E[0-9a-f]{16}$/u);
    const found = await officer.get(address);
    assert.match(textOf(found.body), new RegExp(ref, 'u'));
    assert.match(found.body, /value="Zenobia Quill"/u);
    for (const [, link] of found.body.matchAll(/href="(?<link>[^"]*)"/gu)) assert.doesNotMatch(String(link), /Zenobia|Quill/u);
    assert.equal((await officer.send('/find', { to: '/cases', q: 'Zenobia Quill', overdue: 'yes' })).headers.location, address.replace('?', '?overdue=yes&'));

    const others = await other.get(address);
    assert.doesNotMatch(others.body, /value="Zenobia/u);

    await forgetSearchWords(store.db, authorityId, new Date(clock().getTime() + 1000));
    assert.doesNotMatch((await officer.get(address)).body, /value="Zenobia Quill"/u);
  });
});

test('a search goes to the lists that have one, and nowhere else', async () => {
  await withOffice(async ({ signedIn }) => {
    const officer = await signedIn('Olive Grant', 'complaints_officer');
    assert.match(String((await officer.send('/find', { to: '/compliments', q: 'kind' })).headers.location), /^\/compliments\?q=%7E/u);
    assert.match(String((await officer.send('/find', { to: '/pool', wordsIn: 'find', find: 'Ash' })).headers.location), /^\/pool\?find=%7E/u);
    for (const to of ['https://example.org/cases', '//example.org', '/administration', '']) assert.equal((await officer.send('/find', { to, stage: 'stage1' })).headers.location, '/cases?stage=stage1');
  });
});
