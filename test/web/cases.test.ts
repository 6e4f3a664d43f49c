import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { addPerson } from '../../src/store/people.ts';
import { eraseIdentifyingText } from '../../src/store/erase.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { addCaseOf, addComplimentOf } from './hidden-office.ts';
import { type Office, textOf, withOffice } from './record-office.ts';
import type { Visitor } from './signed-in.ts';

function refsIn(body: string): string[] {
  return [...body.matchAll(/candour-ref" href="\/(?:cases|compliments)\/([^"]+)"/g)].map(([, ref]) => decodeURIComponent(ref ?? ''));
}

async function found(visitor: Visitor, asked: string, list: '/cases' | '/compliments' = '/cases'): Promise<string[]> {
  const reply = await visitor.get(`${list}?${asked}`);
  assert.equal(reply.statusCode, 200, asked);
  return refsIn(reply.body);
}

/** A case of Annabel Johnson with words that no other case has. */
async function addAnnabel(office: Office): Promise<{ caseId: number; complainant: string; child: string }> {
  const [complainant, child] = await office.store.db.transaction().execute(async (transaction) => [
    await addPerson(transaction, office.authorityId, { name: 'Annabel Johnson', formerNames: ['Annabel Pettigrew'] }), await addPerson(transaction, office.authorityId, { name: 'Oluwaseun Johnson' }),
  ] as const);
  const caseId = await addCaseOf(office.store, 'SRCH-26-0007', [
    { type: 'RepresentationReceived', on: day('2026-10-05'), ref: 'SRCH-26-0007', complainant, children: [child], service: 'Fostering', theme: 'Delay', summary: 'The trampoline was promised and never delivered' },
    { type: 'ElementAdded', on: day('2026-10-05'), element: 1, complaint: 'Nobody answered the ukulele question' },
  ]);
  return { caseId, complainant, child };
}

test('a case is found by its reference, a part of it, the person, a misspelt or former name, the child, the key, and words of the complaint and its points', async () => {
  await withOffice(async (office) => {
    const { complainant } = await addAnnabel(office);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    for (const typed of ['SRCH-26-0007', 'srch-26', '26-0007', 'Annabel Johnson', 'Anabel Jonson', 'johnston', 'Pettigrew', 'Petigrew', 'Oluwaseun', 'oluwasuen johnson', complainant, complainant.toLowerCase(), 'trampoline', 'trampolines delivering', 'ukulele']) {
      assert.deepEqual(await found(manager, `q=${encodeURIComponent(typed)}`), ['SRCH-26-0007'], typed);
    }
    for (const typed of ['xylophone', 'trampoline -promised', 'SRCH-99']) assert.deepEqual(await found(manager, `q=${encodeURIComponent(typed)}`), [], typed);
  });
});

test('a mistyped reference finds none and is shown those like it', async () => {
  await withOffice(async (office) => {
    await addAnnabel(office);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/cases?q=SRCH-26-0070');
    assert.match(textOf(body), /No cases found References like it: SRCH-26-0007/);
  });
});

test('what stands for other characters in the database is searched as it is typed', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    for (const typed of ['%', '_', '\\', "'", '\u0000', "' or true --"]) assert.deepEqual(await found(manager, `q=${encodeURIComponent(`${typed}WCC`)}`), typed === '\u0000' ? await found(manager, 'q=WCC') : [], typed);
  });
});

test('text that was erased is not found any more', async () => {
  await withOffice(async (office) => {
    const { caseId, complainant } = await addAnnabel(office);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await eraseIdentifyingText(office.store.db, await authorityNamed(office.store.db, 'Worcestershire'), caseId);
    for (const typed of ['trampoline', 'ukulele']) assert.deepEqual(await found(manager, `q=${typed}`), [], typed);
    assert.deepEqual(await found(manager, `q=${complainant}`), ['SRCH-26-0007'], 'the key stays');
    assert.deepEqual(await office.store.db.selectFrom('case_search').select('words').where('case_id', '=', caseId).execute(), []);
  });
});

test('paged by key, the list visits every case once, the newest first, also while cases are added', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const all = await office.store.db.selectFrom('representation').select(['ref', 'received_on']).orderBy('received_on', 'desc').orderBy('ref', 'desc').execute();
    assert.ok(all.length > 150, 'enough for several pages');
    const visited: string[] = [];
    let next: string | undefined = '/cases';
    for (let page = 0; next !== undefined; page += 1) {
      const { body } = await manager.get(next);
      visited.push(...refsIn(body));
      if (page === 1) await addCaseOf(office.store, 'NEW-1', [{ type: 'RepresentationReceived', on: day('2026-11-19'), ref: 'NEW-1' }]);
      next = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.deepEqual(visited, all.map((one) => one.ref));
  });
});

test('filters keep to what they say, stand in the address, and go with the next page and the sheet', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const rows = await office.store.db.selectFrom('representation').selectAll().execute();
    const is = (keep: (row: (typeof rows)[number]) => boolean) => rows.filter(keep).map((row) => row.ref).sort();
    const listed = async (asked: string) => (await manager.get(`/cases.csv?${asked}`)).body.trim().split('\n').slice(1).map((line) => line.split(',')[0] ?? '').sort();
    assert.deepEqual(await listed('service=Safeguarding'), is((row) => row.service === 'Safeguarding'));
    const elements = await office.store.db.selectFrom('element').select(['case_id', 'theme']).where('theme', 'is not', null).execute();
    const theme = elements[0]!.theme!;
    const withTheme = new Set(elements.filter((row) => row.theme === theme).map((row) => row.case_id));
    assert.ok(withTheme.size > 1 && withTheme.size < rows.length);
    assert.deepEqual(await listed(`theme=${encodeURIComponent(theme)}`), is((row) => row.theme === theme || withTheme.has(row.case_id)));
    assert.deepEqual(await listed('handled-as=statutory'), is((row) => row.handled_as === 'statutory'));
    assert.deepEqual(await listed('stage=stage3'), is((row) => row.status === 'stage3' || row.status === 'stage3_ended'));
    assert.deepEqual(await listed('from-day=1&from-month=9&from-year=2023&to-day=30&to-month=9&to-year=2023'), is((row) => row.received_on >= '2023-09-01' && row.received_on <= '2023-09-30'));
    const { body } = await manager.get('/cases?handled-as=statutory&from-day=1&from-month=4&from-year=2023');
    const next = /href="([^"]+)" rel="next"/.exec(body)?.[1] ?? '';
    for (const kept of ['handled-as=statutory', 'from-day=1', 'from-month=4', 'from-year=2023', 'before=']) assert.ok(next.includes(kept), kept);
    assert.match(body, /href="\/cases\.csv\?[^"]*handled-as=statutory/);
    assert.match(textOf(body), /Handled as: Statutory Remove the filter Handled as: Statutory/);
    assert.match(body, /href="\/cases\?from-day=1&amp;from-month=4&amp;from-year=2023">Remove/, 'a filter is taken away alone');
  });
});

test('a service is listed with those below it', async () => {
  await withOffice(async (office) => {
    await office.store.db.insertInto('service').values([{ authority_id: office.authorityId, service: 'Fostering/Kinship', parent: 'Fostering' }, { authority_id: office.authorityId, service: 'Fostering/Kinship/North', parent: 'Fostering/Kinship' }]).execute();
    await addCaseOf(office.store, 'BELOW-1', [{ type: 'RepresentationReceived', on: day('2026-11-19'), ref: 'BELOW-1', service: 'Fostering/Kinship/North' }]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.ok((await found(manager, 'service=Fostering')).includes('BELOW-1'));
    assert.deepEqual(await found(manager, `service=${encodeURIComponent('Fostering/Kinship')}`), ['BELOW-1']);
  });
});

test('a date that is none is told beside the field and kept as typed', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const reply = await manager.get('/cases?from-day=31&from-month=2&from-year=2026');
    assert.equal(reply.statusCode, 400);
    assert.match(textOf(reply.body), /There is a problem Received from must be a real date/);
    assert.match(reply.body, /value="31"/);
  });
});

test('beyond 1,000 nobody counts: more than 1,000', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const [{ count: before }] = await office.store.db.selectFrom('representation').select((one) => one.fn.countAll<number>().as('count')).execute() as [{ count: number }];
    assert.match(textOf((await manager.get('/cases')).body), new RegExp(`${before} cases found`));
    const rows = Array.from({ length: 1001 - before }, (_, index) => ({
      authority_id: office.authorityId, case_id: 100_000 + index, ref: `MANY-${index}`, received_on: day('2020-01-01'), stage1_start_recorded: false, status: 'closed', own: JSON.stringify({}),
    }));
    await office.store.db.insertInto('representation').values(rows as never).execute();
    assert.match(textOf((await manager.get('/cases')).body), /More than 1,000 found/);
  });
});

test('a sheet is marked against formulas and goes on record with how many cases it took away, a search without its words', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'CSV-1', [{ type: 'RepresentationReceived', on: day('2026-11-19'), ref: 'CSV-1', service: '=HYPERLINK("http://example.org")', summary: 'Not for a sheet' }]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const reply = await manager.get('/cases.csv?q=CSV-1');
    assert.match(String(reply.headers['content-disposition']), /attachment; filename="cases-2026-11-20\.csv"/);
    assert.match(reply.body, /"'=HYPERLINK/);
    assert.doesNotMatch(reply.body, /Not for a sheet/);
    await manager.get('/cases?q=CSV-1&overdue=yes');
    await manager.get('/cases');
    await manager.get('/board');
    const trail = await office.store.db.selectFrom('audit').select(['what', 'detail']).where('what', 'in', ['exported', 'searched', 'listed']).orderBy('position').execute();
    assert.deepEqual(trail, [
      { what: 'exported', detail: { list: 'cases', filters: 'text', cases: 1 } }, { what: 'searched', detail: { list: 'cases', filters: 'text, overdue' } },
      { what: 'listed', detail: { list: 'cases', filters: '' } }, { what: 'listed', detail: { list: 'board' } },
    ]);
  });
});

test('compliments are listed and searched for those who see cases', async () => {
  await withOffice(async (office) => {
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    const all = await found(officer, '', '/compliments');
    assert.equal(all.length, 50);
    await addComplimentOf(office.store, 'COMP-1', 'She answered like a bassoon');
    assert.deepEqual(await found(officer, 'q=bassoon', '/compliments'), ['COMP-1']);
    assert.deepEqual(await found(officer, 'q=bassoon'), [], 'not among the cases');
    const first = await officer.get(`/compliments/${encodeURIComponent(all[0]!)}`);
    assert.equal(first.statusCode, 200);
  });
});
