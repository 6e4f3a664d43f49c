import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { findBlock } from '../../src/reporting/layout-edits.ts';
import type { BlockSpec, Layout } from '../../src/reporting/layout.ts';
import { readLayout } from '../../src/reporting/read-layout.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { councilLayouts, renameLayout } from '../../src/store/council-layouts.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { findReport, versionsOf } from '../../src/store/reports.ts';
import { findSession } from '../../src/store/accounts.ts';
import { smallJpeg } from '../reports/pictures.ts';
import { addCaseOf } from './hidden-office.ts';
import { clock, errorsOf, type Office, textOf, withOffice } from './record-office.ts';

const year = { 'from-day': '1', 'from-month': '4', 'from-year': '2023', 'to-day': '31', 'to-month': '3', 'to-year': '2024' };
const start = (begin: string, more: Readonly<Record<string, string>> = {}) => ({ form: randomUUID(), begin, period: 'own', ...year, ...more });

async function layoutIn({ store, authorityId }: Office, report = 1) {
  const kept = await findReport(store.db, authorityId, report);
  const read = readLayout(kept?.layout);
  assert.ok(kept !== undefined && 'layout' in read);
  return { kept, layout: read.layout };
}
async function blockIn(office: Office, key: string, report = 1) {
  return findBlock((await layoutIn(office, report)).layout, key)?.block;
}
const textIn = (block: BlockSpec | undefined): string => (block?.kind === 'narrative' ? block.text : '');
const version = async (office: Office, report = 1): Promise<string> => String((await layoutIn(office, report)).kept.version);

test('a report begins from a layout, once for each form, under a title that moves with its period', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.deepEqual(errorsOf((await manager.send('/reports/start', { form: randomUUID() })).body), { begin: 'Select what the report begins from', period: 'Select the period' });
    assert.deepEqual(errorsOf((await manager.send('/reports/start', start('standard annual', { 'to-year': '2022' }))).body), { 'to-day': 'Last day must be the same as or after 1 April 2023, the first day' });
    assert.deepEqual(errorsOf((await manager.send('/reports/start', start('standard annual', { 'asAt-day': '21', 'asAt-month': '11', 'asAt-year': '2026' }))).body), { 'asAt-day': 'Cut-off must be today or earlier: nobody knows yet what will be on record on 21 November 2026' });
    assert.match(errorsOf((await manager.send('/reports/start', start('standard annual', { 'from-year': '1998', 'to-year': '1999' }))).body)['from-day'] ?? '', /records of Worcestershire Children First do not reach/);
    assert.deepEqual(errorsOf((await manager.send('/reports/start', start('standard annual', { title: 'All {grumbles}' }))).body), { title: 'The title has {grumbles}, which stands for nothing. Leave the braces out' });
    const form = start('standard annual');
    assert.equal((await manager.send('/reports/start', form)).headers.location, '/reports/1');
    assert.equal((await manager.send('/reports/start', form)).headers.location, '/reports/1', 'a second click begins no other');
    const { kept, layout } = await layoutIn(office);
    assert.deepEqual([kept.title, layout.title, layout.kind], ['Complaints and compliments: annual report 2023/24', 'Complaints and compliments: annual report {period}', 'year']);
    await manager.send('/reports/start', start('report 1', { period: 'own', title: 'Our year 2023/24' }));
    assert.deepEqual([(await layoutIn(office, 2)).kept.title, (await layoutIn(office, 2)).layout.title], ['Our year 2023/24', 'Our year {period}']);
    assert.match(textOf((await manager.get('/reports')).body), /Our year 2023\/24 R2 .* R1/);
    const leader = await office.signedIn('Lena Leader', 'senior_leader');
    assert.doesNotMatch((await leader.get('/reports')).body, /Our year|Start a report/, 'who reads figures composes nothing');
    assert.equal((await leader.get('/reports/1')).statusCode, 403);
  });
});

test('two who compose one report lose nothing: other parts are put together, the same part is shown to the second with what they typed kept', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const officer = await office.signedIn('Olive Officer', 'complaints_officer');
    await manager.send('/reports/start', start('standard annual'));
    assert.equal((await manager.send('/reports/1/add', { version: '1', section: 'summary', add: 'narrative' })).headers.location, '/reports/1/parts/words');
    const seen = await version(office);
    await manager.send('/reports/1/outline', { version: seen, do: 'section-down summary' });
    const saved = await officer.send('/reports/1/parts/words', { version: seen, do: 'save', text: 'The officer’s words.' });
    assert.equal(saved.statusCode, 303, 'the section that was moved meanwhile is no part of the words');
    const { layout } = await layoutIn(office);
    assert.deepEqual([layout.sections[1]?.key, textIn(findBlock(layout, 'words')?.block)], ['summary', 'The officer’s words.']);
    const clash = await manager.send('/reports/1/parts/words', { version: seen, do: 'save', text: 'The manager’s words.' });
    assert.equal(clash.statusCode, 400);
    assert.match(textOf(clash.body), /Somebody changed this part since you opened it .* It now reads: The officer’s words\./);
    assert.match(clash.body, /<textarea[^>]*>The manager’s words\.<\/textarea>/);
    const current = /name="version" value="(?<version>\d+)"/u.exec(clash.body)?.groups?.['version'] ?? '';
    assert.equal((await manager.send('/reports/1/parts/words', { version: current, do: 'save', text: 'Both words.' })).statusCode, 303);
    assert.equal(textIn(await blockIn(office, 'words')), 'Both words.');
    const before = await version(office);
    assert.equal((await manager.send('/reports/1/outline', { version: seen, do: 'part-remove words' })).statusCode, 409, 'words that somebody changed meanwhile are not removed');
    await manager.send('/reports/1/add', { version: before, section: 'summary', add: 'table stage2-reasons' });
    await manager.send('/reports/1/add', { version: before, section: 'summary', add: 'table stage2-reasons' });
    assert.equal((await layoutIn(office)).layout.sections.flatMap(({ blocks }) => blocks).filter(({ key }) => key.startsWith('stage2-reasons')).length, 2, 'the standard one and one more: a double click adds once');
  });
});

test('changes are undone one after the other, any state is brought back, and what is hidden stays hidden', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await manager.send('/reports/start', start('standard quarterly'));
    const titles = async () => (await layoutIn(office)).layout.sections.map(({ key }) => key).join(' ');
    const began = await titles();
    for (const act of ['section-remove costs', 'section-remove stage3']) await manager.send('/reports/1/outline', { version: await version(office), do: act });
    const undo = async () => manager.send('/reports/1/outline', { version: await version(office), do: 'undo' });
    assert.match(textOf((await manager.get('/reports/1')).body), /Last change: Section ‘Stage 3’ removed/);
    await undo();
    assert.match(await titles(), /stage3/);
    assert.match(textOf((await manager.get('/reports/1')).body), /Last change: Section ‘Costs’ removed/, 'what was undone is gone past');
    await undo();
    assert.equal(await titles(), began);
    assert.doesNotMatch((await manager.get('/reports/1')).body, /value="undo"/, 'nothing is left to undo');
    const typed = { title: 'Complaints and compliments: 2023/24', audience: '', ...year, disclosure: 'on', threshold: '10', roundedTo: '' };
    assert.deepEqual(errorsOf((await manager.send('/reports/1/settings', { ...typed, version: await version(office), threshold: '1' })).body), { threshold: 'Enter a whole number from 2 to 100, such as 5' });
    await manager.send('/reports/1/settings', { ...typed, version: await version(office) });
    assert.deepEqual((await layoutIn(office)).kept.disclosure, { threshold: 10 });
    await manager.send('/reports/1/versions/3', { version: await version(office) });
    assert.doesNotMatch(await titles(), /stage3|costs/, 'the third version had neither');
    assert.deepEqual((await layoutIn(office)).kept.disclosure, { threshold: 10 }, 'an earlier layout lets no small number out');
    assert.equal((await versionsOf(office.store.db, office.authorityId, 1)).length, Number(await version(office)));
    assert.match(textOf((await manager.get('/reports/1/preview?as=published')).body), /As it would be published: \d+ numbers are hidden\..*one from 1 to 9/);
    assert.equal((await manager.send('/reports/1/discard', { version: '1' })).statusCode, 409);
    assert.equal((await manager.send('/reports/1/discard', { version: await version(office) })).headers.location, '/reports?done=discarded');
    assert.equal((await manager.get('/reports/1')).statusCode, 404);
  });
});

test('a table is composed without code: what it counts, its rows, its columns and its chart', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await manager.send('/reports/start', start('standard annual'));
    await manager.send('/reports/1/add', { version: '1', section: 'summary', add: 'table' });
    const at = '/reports/1/parts/table';
    const send = async (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => manager.send(`${at}${path}`, { version: await version(office), ...fields });
    assert.deepEqual(errorsOf((await send('/counts', { 'q-measure': 'compliments', 'q-where-1': 'handled_as=statutory', 'q-within': '10' })).body), { 'q-where-1': '‘Compliments’ cannot be counted by ‘Handled as’', 'q-within': 'A limit in working days goes with what is on time, not with ‘Compliments’' });
    await send('/counts', { 'q-measure': 'complaints', 'q-where-1': 'complainant_type=parent' });
    await send('/rows', { kind: 'by', heading: 'How', by: 'handled_as', order: 'declared' });
    await send('/columns/add', { kind: 'derive', heading: 'Of all', derive: 'percentOfTotal', one: 'now' });
    await send('/columns/add', { kind: 'across', across: 'stage1_outcome', total: 'All' });
    await send('/columns/add', { kind: 'figure', heading: 'On time', 'q-measure': 'stage1_on_time_rate', other: 'now', places: '1' });
    await send('/chart', { kind: 'bars', series: ['now'] });
    await send('', { caption: 'Parents’ {complaints}', total: 'All', base: 'parents’ complaints' });
    assert.deepEqual(await blockIn(office, 'table'), {
      kind: 'table', key: 'table', caption: 'Parents’ {complaints}', figure: { measure: 'complaints', where: { complainant_type: 'parent' } }, rows: { by: 'handled_as', order: 'declared', heading: 'How' }, total: 'All', base: 'parents’ complaints',
      columns: [
        { key: 'now', heading: '{period}', figure: {}, as: 'count' }, { key: 'of-all', heading: 'Of all', as: 'percent', derive: { percentOfTotal: 'now' } }, { key: 'stage1-outcome', heading: '', as: 'count', figure: {}, across: 'stage1_outcome', total: 'All' },
        { key: 'on-time', heading: 'On time', as: 'percent', places: 1, figure: { measure: 'stage1_on_time_rate' }, of: 'now' },
      ],
      chart: { kind: 'bars', series: ['now'], noun: { one: '{complaint}', many: '{complaints}' }, title: 'largest' },
    });
    assert.match((await manager.get('/reports/1/preview')).body, /Parents’ complaints<\/span><\/caption>/);
    assert.deepEqual(errorsOf((await send('', { do: 'column-remove now' })).body), { columns: '‘Of all’ is worked out from ‘The report’s period’. Remove or change it first' });
    assert.deepEqual(errorsOf((await send('', { caption: '{Grumbles}', total: '' })).body), { total: 'Enter the heading of the total row: percentages of the total are worked out from it' });
    assert.deepEqual(errorsOf((await send('', { caption: '{Grumbles}', total: 'All' })).body), { caption: 'This has {Grumbles}, which stands for nothing there' });
    const seen = await version(office);
    await send('/columns/on-time', { heading: 'In time', 'q-measure': 'stage1_on_time_rate', other: 'now' });
    const clash = await manager.send(`${at}/columns/on-time`, { version: seen, heading: 'Quick', 'q-measure': 'stage1_on_time_rate', places: '9' });
    assert.match(clash.body, new RegExp(`name="version" value="${seen}"`), 'a form with a fault still rests on what was seen');
    const officer = await office.signedIn('Olive Officer', 'complaints_officer');
    const stale = await officer.send(`${at}/columns/on-time`, { version: seen, heading: 'Quick', 'q-measure': 'stage1_on_time_rate' });
    assert.match(errorsOf(stale.body)['heading'] ?? '', /Somebody changed this since you opened it \(‘Parents’ complaints’: column ‘In time’ changed\)\. What you typed is kept/);
    assert.match(stale.body, /value="Quick"/);
    await send('/rows', { kind: 'named', heading: 'Sign' });
    await send('/rows/add', { heading: 'Spend', 'q-measure': 'spend' });
    const named = await blockIn(office, 'table');
    assert.deepEqual(named?.kind === 'table' ? named.rows : undefined, { heading: 'Sign', named: [{ heading: 'All', figure: {} }, { heading: 'Spend', figure: { measure: 'spend' }, as: 'pounds' }] });
  });
});

test('a figure among somebody’s words is inserted where {{}} stands, with its value; one that has no name is refused', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await manager.send('/reports/start', start('standard annual'));
    await manager.send('/reports/1/add', { version: '1', section: 'summary', add: 'narrative' });
    const at = '/reports/1/parts/words';
    const send = async (fields: Readonly<Record<string, string>>) => manager.send(at, { version: await version(office), ...fields });
    assert.deepEqual(errorsOf((await send({ do: 'save', text: 'We had {{gone}}.' })).body), { text: '{{gone}} is no figure of these words. Insert one below, or take it out' });
    await send({ do: 'insert-own', text: 'Parents made {{}} complaints.', 'q-measure': 'complaints', 'q-where-1': 'complainant_type=parent', name: 'by-parents' });
    const block = await blockIn(office, 'words');
    assert.deepEqual(block, { kind: 'narrative', key: 'words', text: 'Parents made {{by-parents}} complaints.', figures: { 'by-parents': { figure: { measure: 'complaints', where: { complainant_type: 'parent' } }, as: 'count' } } });
    const shown = textOf((await manager.get(at)).body);
    const value = /\{\{by-parents\}\} (?<value>\d+) /u.exec(shown)?.groups?.['value'];
    assert.ok(Number(value) > 0);
    assert.match(shown, new RegExp(`Parents made ${value} complaints\\.`));
    await send({ do: 'insert-own', text: 'Parents made {{by-parents}} complaints, {{}} in 2003.', 'q-measure': 'complaints', 'q-period': 'years before 20', name: 'long-ago' });
    assert.match(textOf((await manager.get(at)).body), /Figures without an answer \{\{long-ago\}\} has no answer: /);
    // A percentage of few says so where it is put, and how to put it; one of many does not.
    await send({ do: 'insert-own', text: 'Of foster carers {{}}.', 'q-measure': 'upheld_rate', 'q-where-1': 'complainant_type=foster_carer', name: 'few' });
    await send({ do: 'insert-own', text: 'Of foster carers {{few}}, of all {{}}.', 'q-measure': 'upheld_rate', name: 'many' });
    const [, base] = /Percentages of too few \{\{few\}\} is a percentage of (\d+), too few to take one of\. Write “\d+ of \1” in its place\. Words/u.exec(textOf((await manager.get(at)).body)) ?? [];
    assert.ok(Number(base) > 0 && Number(base) < 20);
    assert.equal((await send({ do: 'draft', text: 'Half a sent' })).statusCode, 204);
    assert.match((await manager.get(at)).body, /<textarea[^>]*>Half a sent<\/textarea>/, 'what was not saved is there again');
    assert.doesNotMatch((await manager.get(`${at}?draft=no`)).body, />Half a sent</);
    // A table of words: rows and columns by buttons, each of which saves what was typed.
    assert.equal((await manager.send('/reports/1/add', { version: await version(office), section: 'summary', add: 'words-table' })).headers.location, '/reports/1/parts/words-table');
    const table = '/reports/1/parts/words-table';
    const sends = async (rows: readonly (readonly string[])[], fields: Readonly<Record<string, string>>, headings: readonly string[] = ['Issue', 'Outcome', 'Put right']) => manager.send(table, {
      version: await version(office), caption: 'What was put right', columns: String(headings.length), rows: String(rows.length), ...Object.fromEntries(headings.map((heading, column) => [`heading-${column}`, heading])),
      ...Object.fromEntries(rows.flatMap((cells, row) => cells.map((text, column) => [`cell-${row}-${column}`, text]))), ...fields,
    });
    const tableIn = async () => {
      const held = await blockIn(office, 'words-table');
      assert.ok(held?.kind === 'words table');
      return held;
    };
    assert.deepEqual(errorsOf((await sends([['', 'Upheld', '']], { do: 'save', caption: '' })).body), { caption: 'Enter the title of the table', 'cell-0-0': 'Enter the first cell of row 1: it says what the row is about' });
    assert.equal((await sends([['Late letters', 'Upheld', 'Letters are dated']], { do: 'row-add' })).headers.location, `${table}?done=yes#row-1`);
    await sends([['Late letters', 'Upheld', 'Letters are dated'], ['Lost file', 'No finding', 'Copied']], { do: 'row-up 1' });
    await sends([['Lost file', 'No finding', 'Copied'], ['Late letters', 'Upheld', 'Letters are dated']], { do: 'column-remove 1' });
    assert.deepEqual([(await tableIn()).headings, (await tableIn()).rows], [['Issue', 'Put right'], [['Lost file', 'Copied'], ['Late letters', 'Letters are dated']]]);
    assert.deepEqual(errorsOf((await sends([['Lost file', 'Copied']], { do: 'insert-usual', usual: '0' }, ['Issue', 'Put right'])).body), { 'cell-0-0': 'Type {{}} in the cell where the figure is to stand, then insert it' });
    const seen = await version(office);
    await sends([['Lost file', 'One of {{}}']], { do: 'insert-own', 'q-measure': 'complaints', name: 'all' }, ['Issue', 'Put right']);
    assert.deepEqual([(await tableIn()).rows, (await tableIn()).figures], [[['Lost file', 'One of {{all}}']], { all: { figure: { measure: 'complaints' }, as: 'count' } }]);
    const behind = await sends([['Lost file', 'Copied twice']], { do: 'save', version: seen }, ['Issue', 'Put right']);
    assert.deepEqual([behind.statusCode, Object.keys(errorsOf(behind.body))], [400, ['caption']], 'changed meanwhile: nothing is lost');
    assert.match(behind.body, />Copied twice<\/textarea>/);
    // A picture: told by its content, never printed without words for those who cannot see it.
    assert.equal((await manager.send('/reports/1/add', { version: await version(office), section: 'summary', add: 'picture' })).headers.location, '/reports/1/parts/picture');
    const picture = '/reports/1/parts/picture';
    const pictureIn = async () => {
      const held = await blockIn(office, 'picture');
      assert.ok(held?.kind === 'picture');
      return held;
    };
    const uploads = async (fields: Readonly<Record<string, string>>, file?: Buffer) => {
      const token = (await findSession(office.store.db, manager.cookie ?? '', clock()))?.formToken ?? '';
      const [boundary, ...parts] = ['----candour-test', ...Object.entries({ formToken: token, version: await version(office), across: 'half', ...fields })];
      const sent = parts.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
      const last = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file === undefined ? '' : 'a.png'}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
      return manager.sendAsItIs(`${picture}/picture`, Buffer.concat([Buffer.from(`${sent}${last}`), file ?? Buffer.alloc(0), Buffer.from(`\r\n--${boundary}--\r\n`)]), { 'content-type': `multipart/form-data; boundary=${boundary}` });
    };
    assert.deepEqual(errorsOf((await uploads({ alt: 'A wall' })).body), { file: 'Choose a picture' });
    assert.deepEqual(errorsOf((await uploads({ alt: 'A wall' }, Buffer.from('GIF89a'))).body), { file: 'The file must be a PNG or JPEG picture. Other pictures, such as HEIC from a telephone, can be saved as JPEG' });
    assert.deepEqual(errorsOf((await uploads({ alt: '' }, smallJpeg)).body), { alt: 'Enter what the picture shows, for those who cannot see it, or tick that it only decorates' });
    assert.match(textOf((await manager.get('/reports/1')).body), /No picture chosen yet|To be described/);
    assert.doesNotMatch((await manager.get('/reports/1/preview')).body, /data:image/, 'kept, so that nobody chooses it twice, but not printed yet');
    assert.equal((await uploads({ alt: 'A blue wall with a yellow window', caption: 'Our house in {period}' })).headers.location, `${picture}?done=saved`);
    const { hash } = (await pictureIn()).picture!;
    assert.deepEqual(await pictureIn(), { kind: 'picture', key: 'picture', picture: { hash, kind: 'jpeg', width: 60, height: 40 }, alt: 'A blue wall with a yellow window', caption: 'Our house in {period}', across: 'half' });
    const { body: whole } = await manager.get('/reports/1/preview');
    assert.match(whole, /<figure class="report-picture half"><img src="data:image\/jpeg;base64,[^"]+" width="60" height="40" alt="A blue wall with a yellow window"><figcaption>Our house in 2023\/24<\/figcaption>/);
    assert.match(whole, /Content-Security-Policy" content="default-src &#39;none&#39;; img-src data:;/);
    await manager.send('/reports/start', start('report 1'));
    assert.deepEqual(await blockIn(office, 'picture', 2), { kind: 'picture', key: 'picture', alt: '', across: 'half' }, 'whoever is in it agreed to the first report');
    assert.equal((await manager.send(picture, { version: await version(office), do: 'delete' })).headers.location, `${picture}?done=deleted`);
    assert.equal((await office.store.db.selectFrom('report_picture').select('picture').execute()).length, 0);
    assert.match(textOf((await manager.get(table)).body), /Table 1: What was put right Issue Put right Lost file One of \d+/);
  });
});

test('compliments are picked of those that may be quoted, learning of the cases that one may see', async () => {
  await withOffice(async (office) => {
    const { store } = office;
    const authority = await authorityNamed(store.db, 'Worcestershire');
    const praise = async (ref: string, text: string, publishConsent: 'yes' | 'no', restricted = false) => append(store.db, authority.authorityId, { kind: 'compliment', ref }, 0, [
      { type: 'ComplimentReceived', on: day('2026-11-05'), ref, text, publishConsent, source: 'parent' }, ...(restricted ? [{ type: 'CaseRestricted', on: day('2026-11-06'), reason: 'Court order' } as const] : []),
    ], { by: 'U999', at: clock() }, projectionContextOf(authority));
    await praise('C-1', 'She listened to us', 'yes');
    await praise('C-2', 'He came when he said', 'yes');
    await praise('C-3', 'Please keep this to yourselves', 'no');
    await praise('C-4', 'Nobody must know', 'yes', true);
    await addCaseOf(store, 'L-1', [{ type: 'RepresentationReceived', on: day('2026-11-02'), ref: 'L-1' }, { type: 'HandlingDecided', on: day('2026-11-02'), handledAs: 'statutory' }, { type: 'LearningActionPromised', on: day('2026-11-05'), learningAction: 1, action: 'Ring back within a day', owner: 'Head' }]);
    const officer = await office.signedIn('Olive Officer', 'complaints_officer');
    await officer.send('/reports/start', { form: randomUUID(), begin: 'standard quarterly', period: '2026-10-01_2026-12-31' });
    await officer.send('/reports/1/add', { version: '1', section: 'compliments', add: 'compliments' });
    await officer.send('/reports/1/add', { version: '2', section: 'compliments', add: 'actions' });
    const at = '/reports/1/parts/compliments-picked';
    const offered = textOf((await officer.get(at)).body);
    assert.match(offered, /He came when he said .* She listened to us/);
    assert.doesNotMatch(offered, /keep this|Nobody must/);
    await officer.send(at, { version: await version(office), do: 'add', pick: ['C-1', 'C-2', 'C-3', 'C-4'] });
    assert.deepEqual(await blockIn(office, 'compliments-picked'), { kind: 'picked compliments', key: 'compliments-picked', picked: [{ ref: 'C-2' }, { ref: 'C-1' }] }, 'what is not shown is not picked, whatever a form says');
    await officer.send(at, { version: await version(office), do: 'down 0' });
    await officer.send('/reports/1/parts/learning-picked', { version: await version(office), do: 'add', pick: '1 L-1' });
    assert.match(textOf((await officer.get('/reports/1/preview')).body), /She listened to us .* He came when he said .* Ring back within a day/);
    assert.match(textOf((await officer.get(`${at}?q=came`)).body), /There is no compliment/, 'what is picked already is not offered again');
    await officer.send('/reports/start', { form: randomUUID(), begin: 'report 1', period: '2026-10-01_2026-12-31' });
    assert.deepEqual(await blockIn(office, 'compliments-picked', 2), { kind: 'picked compliments', key: 'compliments-picked', picked: [] }, 'the next report begins without the records of the last');
  });
});

test('words taken over from an earlier report are marked until somebody has checked them', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await manager.send('/reports/start', start('standard complaint-handling-code'));
    assert.match(textOf((await manager.get('/reports/1')).body), /To be written/);
    await manager.send('/reports/1/parts/non-compliance', { version: await version(office), do: 'save', text: 'Nothing was found.' });
    await manager.send('/reports/start', start('report 1'));
    const carried = await blockIn(office, 'non-compliance', 2);
    assert.equal(carried?.kind === 'narrative' ? carried.carriedOver : '', 'Complaints performance and service improvement: annual report 2023/24');
    assert.match(textOf((await manager.get('/reports/2')).body), /Nothing was found\. From last time: check/);
    await manager.send('/reports/2/parts/non-compliance', { version: '1', do: 'holds', text: 'Nothing was found.' });
    assert.deepEqual(await blockIn(office, 'non-compliance', 2), { kind: 'narrative', key: 'non-compliance', text: 'Nothing was found.', figures: {} });
  });
});

test('a layout is kept, shared as a file without records, and taken in by another council with its faults in plain words', async () => {
  await withOffice(async (office) => {
    const { store, authorityId } = office;
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await manager.send('/reports/start', start('standard quarterly'));
    assert.equal((await manager.send('/reports/1/layout', { name: 'To scrutiny' })).headers.location, '/reports/layouts?done=kept');
    assert.equal((await manager.send('/reports/1/layout', { name: 'To scrutiny' })).headers.location, '/reports/layouts?done=kept', 'the same again is no change');
    // Another of the same name is replaced as it was seen, and not otherwise.
    await manager.send('/reports/start', start('standard quarterly'));
    await manager.send('/reports/2/outline', { version: '1', do: 'section-remove summary' });
    const asked = await manager.send('/reports/2/layout', { name: 'to Scrutiny' });
    assert.deepEqual(errorsOf(asked.body), { name: 'There is a layout of this name already. Tick to put this one in its place, or give another name' });
    assert.match(textOf(asked.body), /last changed by Mona Manager, .* It has sections that this one lacks: ‘Summary’\./);
    const replace = (version: string) => manager.send('/reports/2/layout', { name: 'to Scrutiny', replace: 'yes', layout: '1', layoutVersion: version });
    assert.equal(await renameLayout(store.db, { authorityId, accountId: (await councilLayouts(store.db, authorityId))[0]!.changedBy } as Viewer, 1, 'To Scrutiny', () => true, clock()), 'renamed');
    const late = await replace('1');
    assert.deepEqual(errorsOf(late.body), { name: 'Somebody changed the layout of this name since you were asked. Nothing was replaced: look at what it is now, then tick again or give another name' });
    assert.match(late.body, /name="name"[^>]*value="to Scrutiny"/, 'what was typed is kept');
    assert.equal((await replace('2')).headers.location, '/reports/layouts?done=kept');
    assert.deepEqual((await councilLayouts(store.db, authorityId)).map(({ layout, version, spec }) => [layout, version, (spec as Layout).sections.some(({ key }) => key === 'summary')]), [[1, 3, false]]);
    // Kept as it was, under a name of its own.
    await manager.send('/reports/1/layout', { name: 'To scrutiny', replace: 'yes', layout: '1', layoutVersion: '3' });
    // Renamed and deleted as it was seen, and not otherwise.
    const seenIn = (html: string) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const [before, deletion] = [seenIn((await manager.get('/reports/layouts/1')).body), seenIn((await manager.get('/reports/layouts/1/delete')).body)];
    await manager.send('/reports/layouts/1', { name: 'For scrutiny', seen: before });
    assert.equal((await manager.send('/reports/layouts/1', { name: 'For scrutiny', seen: before })).statusCode, 303, 'the same sent twice is no fault');
    const other = await manager.send('/reports/layouts/1', { name: 'For cabinet', seen: before });
    assert.equal(other.statusCode, 409);
    assert.match(textOf(other.body), /It is called ‘For scrutiny’ now, and was last changed by Mona Manager/);
    assert.match(other.body, /name="name"[^>]*value="For cabinet"/);
    const kept = await manager.send('/reports/layouts/1/delete', { seen: deletion });
    assert.equal(kept.statusCode, 409);
    assert.match(textOf(kept.body), /Delete ‘For scrutiny’\?/);
    assert.deepEqual((await councilLayouts(store.db, authorityId)).map(({ name }) => name), ['For scrutiny']);
    const file = await manager.get('/reports/layouts/1/file');
    assert.equal(file.headers['content-disposition'], 'attachment; filename="for-scrutiny.layout.json"');
    const bring = async (content: string) => {
      const session = await findSession(store.db, manager.cookie ?? '', clock());
      const body = [['formToken', session?.formToken ?? '', ''], ['file', content, '; filename="a.json"']].map(([name, value, more]) => `--edge\r\ncontent-disposition: form-data; name="${name}"${more}\r\n${more === '' ? '' : 'content-type: application/json\r\n'}\r\n${value}\r\n`).join('');
      return manager.sendAsItIs('/reports/layouts/import', `${body}--edge--\r\n`, { 'content-type': 'multipart/form-data; boundary=edge' });
    };
    assert.equal((await bring(file.body)).headers.location, '/reports/layouts?done=imported');
    assert.deepEqual((await councilLayouts(store.db, authorityId)).map(({ name }) => name), ['For scrutiny', 'For scrutiny (2)']);
    // What no database takes, and half of a character: a file may hold both.
    assert.equal((await bring(file.body.replace('For scrutiny', 'For \\u0000scrutiny').replace('"Summary"', '"Sum\\u0000mary \\ud83d"'))).headers.location, '/reports/layouts?done=imported');
    const [, , third] = await councilLayouts(store.db, authorityId);
    assert.ok(third);
    assert.deepEqual([third.name, (third.spec as { sections: { title: string }[] }).sections[0]?.title], ['For scrutiny (3)', 'Summary \u{FFFD}']);
    const faulty = JSON.parse(file.body) as { layout: { sections: { title: string; blocks: { figures?: { figure: { measure: string } }[] }[] }[] } };
    faulty.layout.sections[0]!.blocks[0]!.figures![0]!.figure.measure = 'grumbles';
    const refused = await bring(JSON.stringify(faulty));
    assert.equal(refused.statusCode, 400);
    assert.match(textOf(refused.body), /section 1 \(Summary\), part 1: there is no measure 'grumbles'/);
    assert.match(textOf((await bring('not json')).body), /the file: is no layout/);
    assert.equal((await manager.send('/reports/layouts/2/delete', {})).headers.location, '/reports/layouts?done=deleted');
    await manager.send('/reports/start', start('layout 1'));
    assert.equal((await layoutIn(office, 3)).layout.sections.length, (await layoutIn(office, 1)).layout.sections.length);
  });
});
