import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { Report, ReportTable } from '../../src/reporting/report-value.ts';
import type { Authority } from '../../src/store/authorities.ts';
import { append, findCase, loadEvents } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { Store } from '../../src/store/store.ts';
import { smallJpeg } from '../reports/pictures.ts';
import { printedOtherwise } from '../reports/printed-by-councils.ts';
import { onComposing } from './composing.ts';

const longAgo = new Date('2026-11-20T15:00:00Z');

/** A compliment that may be quoted and an action that was learnt from a case: the registers hold neither's words. */
function withWords(quoted: string, ref: string, promised: string): (store: Store, authority: Authority) => Promise<void> {
  return async ({ db }, authority) => {
    const records = async (kind: 'compliment' | 'representation', of: string, event: CaseEvent) => {
      const held = await findCase(db, authority.authorityId, kind, of);
      const version = held === undefined ? 0 : ((await loadEvents(db, authority.authorityId, [held.caseId])).get(held.caseId)?.length ?? 0);
      await append(db, authority.authorityId, { kind, ref: of }, version, [event], { by: 'test', at: longAgo }, projectionContextOf(authority));
    };
    await records('compliment', 'QUOTED-1', { type: 'ComplimentReceived', on: day('2024-07-02'), ref: 'QUOTED-1', source: 'parent', text: quoted, credited: 'Ruth Amadi', publishConsent: 'yes' });
    await records('representation', ref, { type: 'LearningActionPromised', on: day('2024-07-05'), learningAction: 1, action: promised });
  };
}

function tableOf(report: Report, caption: RegExp): ReportTable {
  const tables = report.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])));
  const table = tables.find((one) => caption.test(one.caption));
  assert.ok(table !== undefined, `${String(caption)} is not among\n${tables.map((one) => one.caption).join('\n')}`);
  return table;
}

/** A table as it is printed: its headings and then a list for each row. */
function linesOf(table: ReportTable): string[][] {
  return [table.columns.map(({ group, heading }) => [group, heading].filter((one) => one !== undefined && one !== '').join(' ')), ...[...table.rows, ...(table.total === undefined ? [] : [table.total])].map((row) => [row.heading, ...row.cells.map((cell) => cell.text)])];
}

const formats = ['html', 'docx', 'pdf', 'xlsx', 'csv', 'slides', 'json', 'chart-svg', 'chart-png'];
/** How the files of each kind begin. */
const beginnings: Readonly<Record<string, string>> = { docx: 'PK', xlsx: 'PK', pdf: '%PDF', slides: '%PDF', html: '<!doctype html>', json: '{', 'chart-svg': '<svg', 'chart-png': '\u{FFFD}PNG' };

function areFiles(files: ReadonlyMap<string, Buffer>): void {
  for (const format of formats) assert.ok((files.get(format)?.length ?? 0) > 800, format);
  for (const [format, begins] of Object.entries(beginnings)) assert.equal(files.get(format)?.subarray(0, begins.length).toString().toLowerCase(), begins.toLowerCase(), format);
}

test('Herefordshire’s quarter is composed, checked, published for inside and with small numbers hidden, and exported', { timeout: 300_000 }, async () => {
  await onComposing('herefordshire-2024-25-q1', async (manager) => {
    await manager.starts('Quarterly report', ['2024-04-01', '2024-06-30'], 'Children’s representations: quarter 1 2024/25');
    await manager.addsSection('Foreword by the director', 'At the beginning');
    await manager.writes('Foreword by the director', 'We heard {{}} complaints this quarter, after {{}} in the same quarter a year ago. All {{}} answers were given in time.\n\n- {{}} compliments came in\n- {{}} investigations were open when the quarter ended', [
      'Complaints received', 'Complaints received a year before', { count: 'Stage 1 responses' }, 'Compliments received', 'Stage 2 open at the end of the period',
    ]);
    await manager.renames('What complaints were about', 'Complaints by category');
    await manager.renames('How quickly complaints were answered', 'Timeliness');
    await manager.makesTable('Timeliness', {
      caption: 'Answers at stage 1 and how long they took, {period}', counts: { count: 'Stage 1 responses' }, rows: { periods: ['The report’s period', 'The same period a year before'], heading: 'Period' },
      columns: [{ heading: 'Number of answers' }, { heading: 'Within 10 days', with: ['Time taken at stage 1: Within 10 working days'] }, { heading: '11 to 20 days', with: ['Time taken at stage 1: 11 to 20 working days'] }, { heading: 'Over 20 days', with: ['Time taken at stage 1: Over 20 working days'] }],
    });
    await manager.makesTable('Stage 2', {
      caption: 'Escalations to stage 2 by reason, {period}', counts: { count: 'Stage 2 requests' }, rows: { periods: ['The report’s period'], heading: 'Period' },
      columns: [{ each: 'Why stage 2 was asked for', all: 'Escalations' }],
    });
    await manager.writes('Stage 2', 'Of {{}} complaints about Assessment & Support, {{}} were partly upheld.', [{ count: 'Complaints', with: ['Service: Assessment & Support'] }, { count: 'Complaints', with: ['Service: Assessment & Support', 'Stage 1 outcome: Partially upheld'] }]);
    await manager.putsIn('Complaints received', 'As a chart with its table', { count: 'Complaints', days: ['2024-04-01', '2024-06-30'], by: 'Who made it' });
    await manager.putsIn('Compliments', 'As a sentence', { count: 'Compliments', days: ['2024-04-01', '2024-06-30'] });
    await manager.picks('Compliments', 'Compliments, picked by you', /listened to all of us/u);
    await manager.removes('Compliments', 'Compliments that may be quoted, 10 at most');
    await manager.addsSection('What we recommend', 'After ‘Compliments’');
    await manager.picks('What we recommend', 'Learning, picked by you', /second manager/u);
    await manager.writes('What we recommend', 'Complaints fell from 22 to 8. Stage 2 took 55 working days at most.');
    const stops = (await manager.stops()).join('\n');
    for (const wrong of [/\b8\b/u, /55 working days/u]) assert.match(stops, wrong);
    await manager.mends('What we recommend', /^Complaints fell/u, 'Complaints fell from 22 to 7. Our own target is 55 working days at most.');
    for (const says of await manager.stops()) await manager.overrules(says, 'A target of our own, not the limit');
    await manager.redacts('Nobody is meant');
    const inside = await manager.publishes({ inside: true });
    const { whole, printed } = await manager.editions(inside);
    assert.deepEqual(printedOtherwise(whole, manager.name), []);
    assert.equal(printed.disclosure, undefined);
    assert.deepEqual(whole.sections.slice(0, 5).map(({ title }) => title), ['Foreword by the director', 'Summary', 'Complaints received', 'Complaints by category', 'Outcomes at stage 1']);
    assert.deepEqual(linesOf(tableOf(whole, /^Answers at stage 1/u)), [['Number of answers', 'Within 10 days', '11 to 20 days', 'Over 20 days'], ['Quarter 1 2024/25', '7', '2', '5', '0']]);
    assert.deepEqual(linesOf(tableOf(whole, /^Escalations/u)), [['No response at stage 1', 'Dissatisfied with the stage 1 response', 'Stage 2 asked for instead of stage 1', 'Escalations'], ['Quarter 1 2024/25', '1', '4', '2', '7']]);
    areFiles(await manager.downloads(inside));
    assert.equal((await manager.person.context.request.get(`/publications/${inside}/charts/99/png`)).status(), 404);

    const outside = await manager.publishes({ threshold: 5 });
    const given = await manager.editions(outside);
    assert.ok((given.printed.disclosure?.hidden ?? 0) > 20);
    assert.equal(tableOf(given.printed, /^Answers at stage 1/u).rows[0]?.cells[1]?.text, '[c]', 'two answers within ten days');
    const files = await manager.downloads(outside);
    areFiles(files);
    for (const [format, file] of files) assert.ok(!['html', 'csv', 'json'].includes(format) || !/Ruth|HE24-001|QUOTED-1/u.test(file.toString()), `${format} names nobody`);
  }, withWords('Ruth Amadi listened to all of us.', 'HE24-001', 'Answers are read by a second manager'));
});

test('Wokingham’s half-year is composed with its two procedures apart, and published with small numbers hidden', { timeout: 300_000 }, async () => {
  await onComposing('wokingham-2023-24-h1', async (manager) => {
    await manager.starts('Half-year report', ['2023-04-01', '2023-09-30']);
    await manager.addsSection('What this report is for', 'At the beginning');
    await manager.writes('What this report is for', '- {{}} complaints came under the statutory procedure\n- {{}} complaints came under the council’s own', ['Statutory complaints received', 'Corporate complaints received']);
    await manager.renames('Statutory social care complaints', 'First part: social care complaints');
    await manager.renames('Corporate complaints', 'Second part: corporate complaints');
    await manager.makesTable('Stage 2 and stage 3', { caption: 'Requests to go to stage 2 by service, {period}', counts: { count: 'Stage 2 requests' }, rows: { each: 'Service' }, columns: [{ each: 'Handled as', all: 'Both' }], total: 'All services' });
    await manager.redacts('Nobody is meant');
    assert.deepEqual(await manager.stops(), []);
    const publication = await manager.publishes({ threshold: 5 });
    const { whole, printed } = await manager.editions(publication);
    assert.deepEqual(printedOtherwise(whole, manager.name), []);
    assert.ok((printed.disclosure?.hidden ?? 0) > 0);
    areFiles(await manager.downloads(publication));
  });
});

test('Worcestershire’s year is composed with its points of complaint and its panels by service', { timeout: 300_000 }, async () => {
  await onComposing('worcestershire-2023-24', async (manager) => {
    await manager.starts('Annual report', ['2023-04-01', '2024-03-31']);
    await manager.renames('What complaints were about', 'Nature of completed complaints');
    await manager.makesTable('Nature of completed complaints', {
      caption: 'Points of complaint completed, {period}', counts: { count: 'Elements', completed: true }, rows: { each: 'Nature', order: 'The largest first', heading: 'Nature' },
      columns: [{ heading: '{period}' }, { heading: '%', workedOut: 'Per cent of the column’s total', of: 'The report’s period' }], total: 'All points',
    });
    await manager.makesTable('Numbers at each stage, and the Ombudsman', { caption: 'Review panels held, by service area', counts: { count: 'Review panels' }, rows: { each: 'Service area' }, columns: [{ each: 'Why it was late', all: 'All' }], total: 'All panels' });
    await manager.redacts('Nobody is meant');
    const publication = await manager.publishes({ inside: true });
    const { whole } = await manager.editions(publication);
    assert.deepEqual(printedOtherwise(whole, manager.name), []);
    areFiles(await manager.downloads(publication));
  });
});

test('Doncaster’s year is composed with its themes by what was upheld and its compliments by who gave them', { timeout: 300_000 }, async () => {
  await onComposing('doncaster-2017-18', async (manager) => {
    await manager.starts('Annual report', ['2017-04-01', '2018-03-31']);
    await manager.addsSection('Reasons for complaints', 'After ‘What complaints were about’');
    await manager.makesTable('Reasons for complaints', {
      caption: 'Subjects of complaints, {period}', counts: { count: 'Complaints', with: ['Handled as: Statutory'] }, rows: { each: 'Theme', order: 'In their own order: as the council or the field lists them', heading: 'Subject' },
      columns: [{ heading: 'Received' }, { heading: 'Upheld or partly upheld', count: 'Upheld or partly upheld' }, { heading: '%', workedOut: 'Per cent: one column of another', of: 'Upheld or partly upheld', and: 'Received' }], total: 'All subjects',
    });
    await manager.makesTable('Compliments', { caption: 'Compliments from outside, by who gave them', counts: { count: 'Compliments', with: ['From inside or outside: External'] }, rows: { each: 'Who gave it', heading: 'From' }, total: 'All from outside' });
    await manager.redacts('Nobody is meant');
    const publication = await manager.publishes({ inside: true });
    const { whole } = await manager.editions(publication);
    assert.deepEqual(printedOtherwise(whole, manager.name), []);
    const subjects = linesOf(tableOf(whole, /^Subjects of complaints/u));
    assert.deepEqual(subjects.at(-1), ['All subjects', '229', '101', '44%']);
    areFiles(await manager.downloads(publication));
  });
});

test('Halton’s year is composed with its five years, its answers by time and its categories by outcome', { timeout: 300_000 }, async () => {
  await onComposing('halton-2023-24', async (manager) => {
    await manager.starts('Annual report', ['2023-04-01', '2024-03-31']);
    await manager.addsSection('Customer feedback over five years', 'After ‘Summary’');
    const years = ['The same period 4 years before', 'The same period 3 years before', 'The same period 2 years before', 'The same period a year before', 'The report’s period'];
    await manager.makesTable('Customer feedback over five years', { caption: 'Complaints over five years', counts: { count: 'Complaints' }, rows: { periods: years, heading: 'Year' }, columns: [{ heading: 'All complaints' }], chart: { kind: 'Bars', of: ['All complaints'] } });
    await manager.makesTable('Customer feedback over five years', {
      caption: 'Statutory complaints answered, over five years', counts: { count: 'Stage 1 responses on time', with: ['Handled as: Statutory'] }, rows: { periods: years, heading: 'Year' },
      columns: [{ heading: '% within 10 days', within: 10 }, { heading: '% within 20 days', within: 20 }, { heading: '% over 20 days', workedOut: 'What is left of 100 per cent', of: '% within 20 days' }],
    });
    await manager.makesTable('Outcomes', { caption: 'Categories of complaint by outcome', counts: { count: 'Complaints' }, rows: { each: 'Theme', heading: 'Category' }, columns: [{ each: 'Stage 1 outcome', all: 'All' }], total: 'All' });
    // What figures cannot tell: issue, outcome and remedy in words, with a figure in a cell, and a picture.
    await manager.writesTable('Outcomes', {
      caption: 'Some of what was put right', headings: ['Issue', 'Outcome', 'What was put right'], figure: 'Complaints received',
      rows: [['A meeting was moved twice', 'Partly upheld', 'The family had an apology in writing\nMeetings are moved once at most'], ['A letter used words that hurt', 'Upheld', 'The letter was written again. In all {{}} complaints came in']],
    });
    await manager.showsPicture('Outcomes', { name: 'wall.jpg', content: smallJpeg, alt: 'A blue wall with a yellow window', caption: 'The new family room' });
    await manager.redacts('Nobody is meant');
    const publication = await manager.publishes({ inside: true });
    const { whole } = await manager.editions(publication);
    assert.deepEqual(printedOtherwise(whole, manager.name), []);
    const written = whole.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'words table'));
    assert.deepEqual(written[0]?.rows[1]?.map((parts) => parts.map(({ text }) => text).join('')), ['A letter used words that hurt', 'Upheld', 'The letter was written again. In all 70 complaints came in']);
    assert.deepEqual(linesOf(tableOf(whole, /^Complaints over five years/u)).map((line) => line.at(-1)), ['All complaints', '51', '50', '57', '58', '70']);
    const files = await manager.downloads(publication);
    areFiles(files);
    assert.match(files.get('html')?.toString() ?? '', /<img src="data:image\/jpeg;base64,[^"]+" width="60" height="40" alt="A blue wall with a yellow window">/u);
    assert.match(files.get('csv')?.toString() ?? '', /In all 70 complaints came in/u);
  });
});
