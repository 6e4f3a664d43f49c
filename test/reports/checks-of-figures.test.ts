import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkReport } from '../../src/reporting/checks/check-report.ts';
import type { ToCheck } from '../../src/reporting/checks/checking.ts';
import { putFigure } from '../../src/reporting/checks/put-figure.ts';
import type { Layout, NarrativeSpec } from '../../src/reporting/layout.ts';
import { composeEditions } from '../../src/reporting/report.ts';
import { readLayout } from '../../src/reporting/read-layout.ts';
import type { Asked, Report, ReportBlock } from '../../src/reporting/report-value.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { withDemonstration } from '../demonstration.ts';
import { madeOn, withWords, words } from './checked.ts';

const withBlocks = (report: Report, change: (block: ReportBlock) => ReportBlock): Report => ({ ...report, sections: report.sections.map((section) => ({ ...section, blocks: section.blocks.map(change) })) });
const must = (toCheck: ToCheck) => checkReport(toCheck).filter(({ severity }) => severity === 'must');

/** Every answer to one question of a report made another. */
function answering(report: Report, is: (asked: Asked) => boolean, answer: number): Report {
  const other = (asked: Asked): Asked => (is(asked) ? { ...asked, answer } : asked);
  return withBlocks(report, (block) => (block.kind === 'table' ? { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, asked: cell.asked.map(other) })) })) } : block));
}

test('the figure that is offered stands where the number was typed, gives the right number, and leaves nothing to find', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const spec = words('Children in care made 23 of these contacts.\n\nOf the complaints that\nwere about poor communication 40% were upheld or partly upheld. In 2016/17 there were 229 statutory complaints.');
    const toCheck = await withWords(store, 'doncaster-2017-18', [spec]);
    const offers = must(toCheck).flatMap(({ offer }) => (offer === undefined ? [] : [offer]));
    assert.deepEqual(offers.map(({ typed, reads }) => [typed, reads]), [['40%', '71%'], ['229', '187']]);
    const mended = offers.reduce<NarrativeSpec | undefined>((held, offer) => held && putFigure(held, offer), spec);
    assert.ok(mended !== undefined);
    assert.equal(Object.keys(mended.figures).length, 2);
    const layout: Layout = { ...toCheck.layout, sections: toCheck.layout.sections.map((section) => (section.key === 'commentary' ? { ...section, blocks: [mended] } : section)) };
    assert.ok('layout' in readLayout(layout), 'the layout with the figures in it can be read');
    const authority = await authorityNamed(store.db, 'Doncaster');
    const { whole } = await composeEditions(store.db, authority, layout, toCheck.whole.period, { madeOn });
    const block = whole.sections.at(-1)?.blocks[0];
    assert.ok(block?.kind === 'narrative');
    assert.match(block.paragraphs.map(({ parts }) => parts.map(({ text }) => text).join('')).join(' '), /about poor communication 71% were upheld or partly upheld\. In 2016\/17 there were 187 statutory/);
    assert.deepEqual(must({ ...toCheck, whole, layout }), []);
    assert.equal(putFigure(words('Nothing of it is left.'), offers[0]!), undefined);
  });
});

test('a finding keeps its id while its sentence and numbers stay, wherever its paragraph moves, and loses it with either', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const wrong = 'Children in care made 24 of these contacts.';
    const ids = async (text: string): Promise<string[]> => must(await withWords(store, 'doncaster-2017-18', [words(text)])).map(({ id }) => id);
    const first = await ids(wrong);
    assert.equal(first.length, 1);
    assert.deepEqual(await ids(`We thank everyone who wrote to us.\n\n${wrong}`), first);
    const tablesFewer = await withWords(store, 'doncaster-2017-18', [words(wrong)], (layout) => ({ ...layout, sections: layout.sections.filter(({ key }) => key !== 'representations') }));
    assert.deepEqual(must(tablesFewer).map(({ id }) => id), first, 'with fewer tables before it');
    assert.equal((await ids('Children in care made 25 of these contacts.')).some((id) => first.includes(id)), false);
    const twice = await ids(`${wrong}\n\n${wrong}`);
    assert.equal(new Set(twice).size, 2, 'two like sentences are two findings');
  });
});

test('a table that does not add up, two answers to one question, and what the last publication printed otherwise', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const toCheck = await withWords(store, 'doncaster-2017-18', []);
    const { whole } = toCheck;
    const crooked = withBlocks(whole, (block) => (block.kind === 'table' && block.key === 'channel' ? { ...block, crossFooting: [{ column: 'Number', rows: 308, total: 309, agrees: false }] } : block));
    assert.deepEqual(must({ ...toCheck, whole: crooked }).map(({ kind, says }) => [kind, says]), [['sum', 'In the column “Number” the rows add to 308; the total is 309.']]);

    const isUpheldBefore = ({ query }: Asked): boolean => query.measure === 'upheld_or_partly' && query.from === '2016-04-01' && query.where?.['theme'] === undefined && query.where?.['handled_as'] === 'statutory';
    const inOneTable = withBlocks(whole, (block) => (block.kind === 'table' && block.key === 'upheld-years-statutory' ? (answering({ ...whole, sections: [{ key: 'one', title: 'One', blocks: [block] }] }, isUpheldBefore, 96).sections[0]?.blocks[0] ?? block) : block));
    assert.ok(must({ ...toCheck, whole: inOneTable }).some(({ kind, says }) => kind === 'sum' && /gives 97.*96|gives 96.*97/.test(says)));

    // What a table of single cases adds up is of those cases alone: what the year gives for all may be more.
    const totalOf = (change: (asked: Asked) => Asked) => withBlocks(whole, (block) => (block.kind === 'table' && block.key === 'channel' && block.total !== undefined ? { ...block, total: { ...block.total, cells: block.total.cells.map((cell) => ({ ...cell, asked: cell.asked.map(change) })) } } : block));
    assert.ok(must({ ...toCheck, whole: totalOf((asked) => ({ ...asked, answer: 300 })) }).some(({ wrong }) => /two numbers for one question/.test(wrong)));
    assert.deepEqual(must({ ...toCheck, whole: totalOf((asked) => ({ ...asked, query: { ...asked.query, by: 'ref' }, answer: 300 })) }), []);

    const earlier = { publication: 3, report: answering(whole, ({ query }) => query.measure === 'stage2_days' && query.from === '2016-04-01', 64) };
    const restated = must({ ...toCheck, earlier });
    assert.deepEqual(restated.map(({ kind }) => kind), ['restated']);
    assert.match(restated[0]?.says ?? '', /64 in publication 3 \(Table 28\), now 62 \(Table 28\)/);
    assert.deepEqual(must({ ...toCheck, earlier: { publication: 3, report: whole } }), []);
    const explained = await withWords(store, 'doncaster-2017-18', [words('The working days of stage 2 in 2016/17 are restated: some were entered late.')]);
    assert.deepEqual(must({ ...explained, earlier }), []);
  });
});

test('a report without definitions says so, and one with a number in two years has it looked at', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const bare = await withWords(store, 'doncaster-2017-18', [], (layout) => ({ ...layout, sections: layout.sections.filter(({ key }) => key !== 'definitions') }));
    assert.deepEqual(must(bare).map(({ kind }) => kind), ['definition']);
    const whole = await withWords(store, 'doncaster-2017-18', []);
    const same = answering(whole.whole, ({ query }) => (query.measure === 'complaints' || query.measure === 'representations') && query.from === '2016-04-01' && query.where?.['handled_as'] === 'statutory' && query.where['theme'] === undefined, 229);
    assert.ok(checkReport({ ...whole, whole: same }).some(({ kind, severity, says }) => kind === 'repeated' && severity === 'look' && says.startsWith('229: Complaints (Statutory) in 2017/18')));
  });
});

test('a typed number that is left out of the published tables is found, and one that is printed is not', async () => {
  await withDemonstration(['halton-2023-24'], async (store) => {
    const texts = ['Two complaints came from a foster carer.', 'In all there were 70 complaints, of which 2 came from foster carers.', 'In all there were 70 complaints.'];
    const toCheck = await withWords(store, 'halton-2023-24', texts.map((text, at) => words(text, `words-${at}`)));
    const authority = await authorityNamed(store.db, 'Halton');
    const { printed } = await composeEditions(store.db, authority, toCheck.layout, toCheck.whole.period, { madeOn, disclosure: { rule: { threshold: 5 } } });
    const found = must({ ...toCheck, printed }).filter(({ kind }) => kind === 'recognisable');
    assert.deepEqual(found.map(({ where, typed }) => [where.block, typed]), [['words-0', 'Two'], ['words-1', '2']]);
    assert.deepEqual(must(toCheck), [], 'inside the council every number may be said');
  });
});

test('a live figure is held to the same rules of bases, and never taken for a typed number', async () => {
  await withDemonstration(['herefordshire-2024-25-q1'], async (store) => {
    const spec: NarrativeSpec = { kind: 'narrative', key: 'words', text: 'Of complaints {{rate}} were upheld or partly upheld.', figures: { rate: { figure: { measure: 'upheld_rate' }, as: 'percent' } } };
    const findings = checkReport(await withWords(store, 'herefordshire-2024-25-q1', [spec])).filter(({ where }) => where.block === 'words');
    assert.deepEqual(findings.map(({ kind, severity, wrong }) => [kind, severity, wrong]), [['base', 'look', '71% is of 7, too few to take a percentage of.']]);
  });
});

test('forty paragraphs with two hundred numbers are checked in the time of a page', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const paragraph = 'Of the 229 statutory complaints, 101 (44%) were upheld or partly upheld in 2017/18. Statutory complaints rose from 187 in 2016/17 to 229 in 2017/18, a rise of 42 (22.5%).';
    const toCheck = await withWords(store, 'doncaster-2017-18', [words(Array.from({ length: 25 }, () => paragraph).join('\n\n'))]);
    assert.deepEqual(must(toCheck), []);
    const times = Array.from({ length: 5 }, () => {
      const began = process.cpuUsage();
      checkReport(toCheck);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    });
    // Of the processor's time, which does not grow with what else the machine does: twice what it may take.
    assert.ok(Math.min(...times) < 400, `${Math.min(...times)} ms`);
  });
});
