import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onJourney, type Person } from './journey.ts';

const words = ['Quillfeather', 'marmalade', 'kettle'];
const lists = ['/work', '/cases', '/cases?status=stage1', '/cases?overdue=yes', '/cases?mine=yes', '/cases?service=Fostering', '/cases?theme=Staff'];
const searches = words.map((word) => `/cases?q=${word}`);

test('a case that is about a worker and restricted leaves them no trace anywhere, and a complaints manager works on in it', { timeout: 300_000 }, async () => {
  await onJourney(async ({ on, somebody }) => {
    const manager = await somebody('Ada Brook', ['complaints_manager']);
    const worker = await somebody('Wanda Holt', ['responding_manager'], { services: ['Fostering'] });
    const colleague = await somebody('Otto Reed', ['complaints_officer', 'auditor'], { services: ['Fostering'] });
    const respondent = await somebody('Rhys Cole', ['responding_manager'], { services: ['Fostering'] });

    const plain = await manager.recordsCall({ name: 'Mary Johnson', capacity: 'P2', summary: 'Calls were not returned', 'point-1-complaint': 'Calls were not returned', 'point-1-service': 'Fostering', 'point-1-theme': 'Staff' });
    const ref = await manager.recordsCall({ name: 'Zeb Quillfeather', capacity: 'P2', summary: 'The marmalade kettle whistled', address: '3 Mill Lane\nAshmere', 'point-1-complaint': 'The kettle', 'point-1-service': 'Fostering', 'point-1-theme': 'Staff' });
    await on('2026-03-03');
    for (const [one, who] of [[plain, worker], [ref, respondent]] as const) {
      await manager.decidesStatutory(one, '2026-03-03', { onBehalf: 'self', 'matter-1': 'support_for_child_in_need', 'proceedings-1': 'none' });
      await manager.does(one, 'allocate', '2026-03-03', { respondingManager: who.key, subjectOfComplaint: 'no' });
    }
    await manager.setsLetters();
    const letter = await manager.drafts(ref, 'acknowledgement');
    await manager.sendsLetter('2026-03-03');

    /** Which of both cases a page tells of by its reference, and whether by its words. */
    const told = async (person: Person, path: string) => {
      const status = await person.open(path);
      const said = (await person.page.content()).replaceAll(/value="[^"]*"/gu, '');
      return { status, plain: said.includes(plain), hidden: said.includes(ref) || words.some((word) => said.includes(word) && !path.includes(word)) };
    };

    /** The status of an address in the hidden case is that of one in no case, and its page shows as little. */
    const isAsIfThereWereNone = async (person: Person, path: string) => {
      const { status, hidden } = await told(person, path);
      assert.deepEqual([path, status, hidden], [path, await person.open(path.replace(ref, 'AS25-9999')), false], person.name);
      assert.ok(status === 404 || status === 403, `${path} is ${status} for ${person.name}`);
    };

    // Until it is about them the colleague finds it: what follows would otherwise hold for nothing.
    for (const path of ['/work', '/cases', '/board', ...searches]) assert.equal((await told(colleague, path)).hidden, true, path);
    await colleague.open('/cases');
    assert.match(await colleague.words(), /2 cases found/u);

    await manager.does(ref, 'nameSubject', '2026-03-03', { person: worker.key, service: 'Fostering' });
    await manager.does(ref, 'nameSubject', '2026-03-03', { person: colleague.key });
    await manager.does(ref, 'restrict', '2026-03-03', { reason: 'Workers are named' });
    assert.match(await manager.words(), /This case is restricted/u);

    // Monday 23 March: both cases are overdue since the 16th, by 17 to 20 (4) and 23 (5).
    await on('2026-03-23');
    for (const path of [...lists, ...searches]) assert.deepEqual({ path, ...await told(worker, path) }, { path, status: 200, plain: !path.includes('q='), hidden: false });
    const open = ['/board', '/audit', '/audit?what=viewed', '/audit?what=recorded', '/work?waiting=responding%20manager'];
    for (const path of [...lists, ...searches, ...open]) assert.deepEqual({ path, ...await told(colleague, path), plain: true }, { path, status: 200, plain: true, hidden: false });
    for (const person of [worker, colleague]) {
      await person.open('/cases');
      assert.match(await person.words(), /1 case found/u, person.name);
      for (const path of [`/cases/${ref}`, `/cases/${ref}/letters`, letter, `${letter}/pdf`, `/cases/${ref}/acts/note`, `/cases/${ref}/handling`]) await isAsIfThereWereNone(person, path);
    }
    await isAsIfThereWereNone(colleague, `/cases/${ref}/audit`);
    for (const path of ['/board', '/cases.csv', '/audit', `/cases/${ref}/audit`]) assert.equal(await worker.open(path), 403, path);
    const counts = async (person: Person) => {
      await person.open('/work');
      return (await person.page.locator('.candour-counts__number').allTextContents()).map((text) => Number(text.trim()));
    };
    const [theirs, all] = [await counts(colleague), await counts(manager)];
    assert.ok(theirs.length > 0 && theirs.every((count, index) => count <= (all[index] ?? 0)) && theirs.some((count, index) => count < (all[index] ?? 0)), `${theirs.join()} against ${all.join()}`);
    const sheet = async (person: Person) => (await (await person.context.request.get('/cases.csv')).text()).split(/\r?\n/u).filter((line) => line.includes('AS25-'));
    assert.deepEqual((await sheet(colleague)).map((line) => [line.includes(plain), line.includes(ref)]), [[true, false]]);

    // The glass does not break for whom it is about, and the answer does not tell whether there is such a case.
    const answers: string[] = [];
    for (const one of [ref, 'AS25-9999']) {
      await colleague.open(`/cases/${one}/break-glass`);
      await colleague.types({ reason: 'A child may be at risk' });
      await colleague.presses(colleague.page.getByRole('button', { name: 'Put it on record and ask' }));
      answers.push((await colleague.words()).replaceAll(one, 'REF'));
    }
    assert.equal(answers[0], answers[1]);
    assert.equal(await colleague.open(`/cases/${ref}`), 404);

    for (const path of ['/work', '/cases', '/board', '/audit', ...searches]) assert.equal((await told(manager, path)).hidden, true, path);
    await manager.seesClocks(ref, 'Stage 1 response Due 16 March 2026 Overdue by 5 working days');
    assert.match(await manager.words(), /The complaint is about Wanda Holt , Otto Reed , Fostering .*The case is hidden from them/u);
    assert.deepEqual((await sheet(manager)).length, 2);
    assert.equal(await manager.open(letter), 200);
    await respondent.seesClocks(ref, 'Stage 1 response Due 16 March 2026 Overdue by 5 working days');
  });
});
