import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, type Day } from '../../src/domain/day.ts';
import type { FigureQuery } from '../../src/domain/figure-query.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { askableKeys } from '../../src/reporting/askable-keys.ts';
import { listBehind } from '../../src/reporting/cases-behind.ts';
import { answerFigure } from '../../src/reporting/figures.ts';
import { measures } from '../../src/reporting/measures.ts';
import { chance, pick, randomFrom } from '../../src/simulate/random.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { demonstrationRegisters, withDemonstration } from '../demonstration.ts';
import { addCaseOf } from '../web/hidden-office.ts';

const today = day('2026-11-20');
const at = new Date('2026-11-20T10:00:00Z');
const viewerOf = (authorityId: number, roles: Viewer['roles']): Viewer => ({ authorityId, accountId: 1, key: 'U1', name: 'Mona', email: 'mona@example.org', roles, services: [] });
/** One person may have several cases, so that people and cases are counted apart. */
const ofPeople = new Set(['complainants', 'repeat_complainants']);
const asked = measures.filter((measure) => measure.of === 'table' && !ofPeople.has(measure.key));

test('of 100 random questions over the five registers, what the listed cases add up to is the number, in the whole and in every row', async () => {
  await withDemonstration(demonstrationRegisters, async (store, names) => {
    const authorities = await Promise.all(names.map((name) => authorityNamed(store.db, name)));
    const random = randomFrom('cases behind 100 questions');
    let rowsSeen = 0;
    for (let turn = 0; turn < 100; turn += 1) {
      const authority = pick(random, authorities);
      const { report } = authority;
      assert.ok(report !== undefined);
      const measure = pick(random, asked);
      const by = pick(random, askableKeys(measure.key));
      const narrowed = chance(random, 0.3) && askableKeys(measure.key).includes('handled_as');
      const query: FigureQuery = { measure: measure.key, from: report.from, to: pick(random, [report.to, report.to, `${report.from.slice(0, 5)}06-30` as Day]), ...(chance(random, 0.3) ? { on: 'completed' } : {}), ...(narrowed ? { where: { handled_as: 'statutory' } } : {}) };
      const whole = await answerFigure(store.db, authority.authorityId, query);
      const broken = await answerFigure(store.db, authority.authorityId, { ...query, by });
      const said = `${authority.authority} ${JSON.stringify({ ...query, by })}`;
      for (const [answer, row] of [[whole, undefined] as const, ...(broken.from === 'records' ? (broken.rows ?? []).map((one) => [one, one.keys] as const) : [])]) {
        if ('from' in answer && answer.from !== 'records') continue;
        const behind = await listBehind(store.db, viewerOf(authority.authorityId, ['complaints_manager']), { ...query, ...(row === undefined ? {} : { row }) }, today, at, { most: 10_000 });
        if (answer.answer === null) continue;
        assert.ok(behind !== undefined, said);
        rowsSeen += row === undefined ? 0 : 1;
        const { counts, cases } = behind;
        const listed = cases.filter((one) => one.counted);
        assert.equal(listed.length, counts.counted, said);
        assert.equal(cases.length, counts.counted + counts.base, said);
        const told = measure.unit === 'per cent' ? (100 * counts.counted) / (counts.counted + counts.base) : measure.unit === 'working days' ? counts.adds / counts.counted : counts.adds;
        assert.ok(Math.abs(told - answer.answer) < 1e-6, `${said} ${JSON.stringify(row)}: ${told} behind ${answer.answer}`);
      }
    }
    assert.ok(rowsSeen > 100, `only ${rowsSeen} rows were looked behind`);
  });
});

test('pages follow one another by reference, with every case once, and a share lists what makes its base', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const { authorityId } = await authorityNamed(store.db, 'Doncaster');
    const viewer = viewerOf(authorityId, ['auditor']);
    const question = { measure: 'complaints', from: day('2017-04-01'), to: day('2018-03-31'), where: { theme: 'Poor communication', handled_as: 'statutory' }, share_within: { handled_as: 'statutory' } };
    const refs: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listBehind(store.db, viewer, question, today, at, { most: 50, ...(after === undefined ? {} : { after }) });
      assert.deepEqual([page?.counts.counted, page?.counts.base], [49, 180]);
      refs.push(...page?.cases.map(({ ref }) => ref) ?? []);
      after = page?.cases.at(-1)?.ref;
      if (after === undefined) break;
    }
    assert.equal(refs.length, 229);
    assert.deepEqual(refs, [...new Set(refs)].toSorted());
  });
});

test('as at an earlier day a case stands as it stood then, and who may see it is decided as it is today', async () => {
  await withDemonstration(['worcestershire-2023-24'], async (store) => {
    const { authorityId } = await authorityNamed(store.db, 'Worcestershire');
    const begun = [{ type: 'RepresentationReceived', on: day('2026-11-02'), ref: 'A-1', theme: 'Staff conduct', service: 'Fostering' }, { type: 'HandlingDecided', on: day('2026-11-02'), handledAs: 'statutory' }] as const;
    await addCaseOf(store, 'A-1', [...begun, { type: 'NoteAdded', on: day('2026-11-02'), note: 'x' }], 'U999', new Date('2026-11-02T10:00:00Z'));
    await addCaseOf(store, 'A-2', begun, 'U999', new Date('2026-11-02T10:00:00Z'));
    const context = projectionContextOf(await authorityNamed(store.db, 'Worcestershire'));
    await append(store.db, authorityId, { kind: 'representation', ref: 'A-1' }, 3, [{ type: 'CaseRestricted', on: day('2026-11-10'), reason: 'A senior manager' }], { by: 'U999', at: new Date('2026-11-10T10:00:00Z') }, context);
    await append(store.db, authorityId, { kind: 'representation', ref: 'A-2' }, 2, [{ type: 'Stage1Responded', on: day('2026-11-12'), outcome: 'upheld' }], { by: 'U999', at: new Date('2026-11-12T10:00:00Z') }, context);
    const question = { measure: 'complaints', from: day('2026-11-01'), to: day('2026-11-20'), as_at: day('2026-11-05') };
    const officer = await listBehind(store.db, viewerOf(authorityId, ['complaints_officer']), question, today, at, { most: 50 });
    assert.deepEqual([officer?.counts.counted, officer?.counts.countedVisible], [2, 1]);
    assert.deepEqual(officer?.cases.map(({ ref, outcome }) => [ref, outcome]), [['A-2', null]]);
    const manager = await listBehind(store.db, viewerOf(authorityId, ['complaints_manager']), { ...question, as_at: day('2026-11-20') }, today, at, { most: 50 });
    assert.deepEqual(manager?.cases.map(({ ref, outcome }) => [ref, outcome]), [['A-1', null], ['A-2', 'upheld']]);
  });
});
