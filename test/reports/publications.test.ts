import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import { checkReport } from '../../src/reporting/checks/check-report.ts';
import type { Layout } from '../../src/reporting/layout.ts';
import { withPictures } from '../../src/reporting/pictures/pictures-of-report.ts';
import { changedSince } from '../../src/reporting/publishing/changed-since.ts';
import { composePublication, keptReport } from '../../src/reporting/publishing/compose-publication.ts';
import { compareMadeAgain } from '../../src/reporting/publishing/made-again.ts';
import { reportAuthorityOf } from '../../src/reporting/report.ts';
import { authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { editionsBeside, editionsLeftOut } from '../../src/store/editions.ts';
import { findPublication, publicationIsWhole, publicationsOf, publish, withdrawPublication } from '../../src/store/publications.ts';
import { deletePicture, keepPicture } from '../../src/store/report-pictures.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import { discardReport, findReport } from '../../src/store/reports.ts';
import { rulesOf } from '../../src/store/rules-of-authority.ts';
import { verify } from '../../src/store/verify.ts';
import { takeInDemonstration } from '../demonstration.ts';
import { annual, cutOff, freshForm, type PublishingOffice, publishedAt, withPublishingOffice, year } from './publishing-office.ts';
import { smallJpeg, smallPng } from './pictures.ts';

async function again({ store, authority }: PublishingOffice, publication: number) {
  const kept = (await findPublication(store.db, authority.authorityId, publication))!;
  const made = await composePublication(store.db, {
    authority: await authorityNamed(store.db, authority.authority), layout: kept.layout as Layout, period: { from: kept.from, to: kept.to }, asAt: kept.asAt, madeOn: keptReport(kept.printed).madeOn, reference: `P${publication}`, beside: kept.beside,
    ...(kept.disclosure === undefined ? {} : { disclosure: kept.disclosure }),
  });
  return compareMadeAgain({ whole: keptReport(kept.whole), printed: keptReport(kept.printed) }, made);
}

async function since({ store, authority }: PublishingOffice, publication: number) {
  const kept = (await findPublication(store.db, authority.authorityId, publication))!;
  return changedSince(store.db, await authorityNamed(store.db, authority.authority), { layout: kept.layout as Layout, whole: keptReport(kept.whole), asAt: kept.asAt, publishedAt: kept.publishedAt });
}

test('a publication is kept as it was published: its rows refuse to be changed, and its hash tells if they were all the same', async () => {
  await withPublishingOffice(async (office) => {
    const { store: { db }, authority: { authorityId }, viewer } = office;
    const report = await office.begin();
    const publication = await office.publishes(report, { disclosure: { threshold: 5 } });
    const kept = (await findPublication(db, authorityId, publication))!;
    assert.ok(publicationIsWhole(kept));
    for (const statement of [sql`update publication set title = 'Another'`, sql`delete from publication`, sql`truncate publication cascade`]) await assert.rejects(statement.execute(db), /kept as it was published/);
    assert.deepEqual((await verify(db)).flatMap(({ faults }) => faults), []);
    assert.equal((await verify(db))[0]?.publications, 1);
    await sql`alter table publication disable trigger publication_is_kept`.execute(db);
    await sql`update publication set printed = jsonb_set(printed, '{title}', '"Another"')`.execute(db);
    assert.ok(!publicationIsWhole((await findPublication(db, authorityId, publication))!));
    assert.deepEqual((await verify(db)).flatMap(({ faults }) => faults), [`Publication P${publication} is not what was published: its hash does not follow from what is kept of it.`]);
    const { version } = (await findReport(db, authorityId, report))!;
    assert.equal(await discardReport(db, viewer, { report, version }, publishedAt), false, 'a report that was published is not discarded');
  });
});

test('a picture that was published is in the publication’s hash and kept as it was; one of a draft can be deleted', async () => {
  await withPublishingOffice(async (office) => {
    const { store: { db }, authority: { authorityId }, viewer } = office;
    const layout: Layout = { ...annual, sections: [{ key: 'in-brief', title: 'In brief', blocks: [{ kind: 'picture', key: 'cover', alt: 'A blue wall', across: 'page', picture: { hash: createHash('sha256').update(smallPng).digest('hex'), kind: 'png', width: 60, height: 40 } }] }, ...annual.sections.slice(0, 1)] };
    const report = await office.begin({ layout });
    const hash = await keepPicture(db, viewer, report, { kind: 'png', content: smallPng }, publishedAt);
    assert.equal(await keepPicture(db, viewer, report, { kind: 'png', content: smallPng }, publishedAt), hash, 'kept once');
    const spare = await keepPicture(db, viewer, report, { kind: 'jpeg', content: smallJpeg }, publishedAt);
    const publication = await office.publishes(report, { layout });
    const kept = (await findPublication(db, authorityId, publication))!;
    assert.ok(publicationIsWhole(kept));
    assert.deepEqual(keptReport(kept.printed).sections[0]?.blocks[0], { kind: 'picture', key: 'cover', hash, type: 'png', width: 60, height: 40, alt: 'A blue wall', across: 'page' });
    const shown = (await withPictures(db, authorityId, keptReport(kept.printed))).sections[0]?.blocks[0];
    assert.equal(shown?.kind === 'picture' && shown.data, smallPng.toString('base64'));
    assert.deepEqual([await deletePicture(db, viewer, report, hash, publishedAt), await deletePicture(db, viewer, report, spare, publishedAt)], [false, true]);
    await assert.rejects(sql`delete from report_picture`.execute(db), /kept with its publication/);
    await assert.rejects(sql`update report_picture set content = '\\x00'`.execute(db), /kept as it was/);
    assert.deepEqual((await verify(db)).flatMap(({ faults }) => faults), []);
    await sql`alter table report_picture disable trigger published_picture_is_kept`.execute(db);
    await sql`update report_picture set content = '\\x00'`.execute(db);
    assert.deepEqual((await verify(db)).flatMap(({ faults }) => faults), [`A picture of publication P${publication} is missing, or is not what was published.`]);
  });
});

test('at once', async (t) => {
  await withPublishingOffice(async (office) => {
    await t.test('a form that is sent twice publishes once, and two people who publish at once are given numbers of their own', async () => {
      const { store: { db }, authority: { authorityId }, viewer } = office;
      const report = await office.begin();
      const form = freshForm();
      assert.deepEqual(await Promise.all([office.publishes(report, { form }), office.publishes(report, { form })]), [1, 1]);
      assert.deepEqual((await Promise.all([office.publishes(report), office.publishes(report)])).toSorted((one, other) => one - other), [2, 3]);
      assert.deepEqual((await publicationsOf(db, authorityId)).map(({ publication }) => publication), [3, 2, 1]);
      assert.equal(await withdrawPublication(db, viewer, 2, 'A wrong period', publishedAt), true);
      assert.equal(await withdrawPublication(db, viewer, 2, 'Again', publishedAt), false);
      assert.equal((await findPublication(db, authorityId, 2))?.withdrawn?.reason, 'A wrong period');
      assert.equal((await publicationsOf(db, authorityId)).length, 3, 'it stays on record');
    });

    await t.test('a report that is discarded while somebody publishes it stays: whoever discards it waits, and is told no', async () => {
      const { store: { db }, viewer, begin } = office;
      const report = await begin();
      const { version } = (await findReport(db, viewer.authorityId, report))!;
      const discarding = Promise.withResolvers<boolean>();
      const content = { title: 'Annual report', layout: annual, ...year, asAt: cutOff, overruled: [], whole: {}, printed: {}, beside: [], redactions: [] };
      await publish(db, viewer, freshForm(), report, async () => {
        discardReport(db, viewer, { report, version }, publishedAt).then(discarding.resolve, discarding.reject);
        // Until it waits for the lock of the report.
        for (;;) {
          const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(db);
          if (rows.length > 0) return content;
        }
      }, publishedAt);
      assert.equal(await discarding.promise, false);
      assert.equal((await findReport(db, viewer.authorityId, report))?.report, report);
    });
  });
});

test('a publication made again is the same to the letter after later events, corrections, the same register again and a rebuild; a later setting is named', async () => {
  await withPublishingOffice(async (office) => {
    const { store, authority } = office;
    const first = await office.publishes(await office.begin(), { disclosure: { threshold: 5 } });
    const beside = await editionsBeside(store.db, authority.authorityId, year);
    assert.deepEqual(beside, [first]);
    const second = await office.publishes(await office.begin(), { disclosure: { threshold: 5, roundedTo: 5 }, beside });
    const later = new Date('2026-11-24T09:00:00Z');
    await office.records('HX23-900', later, { type: 'RepresentationReceived', on: day('2024-02-01'), ref: 'HX23-900', channel: 'email', theme: 'Service provision' }, { type: 'HandlingDecided', on: day('2024-02-02'), handledAs: 'statutory' });
    await office.records('HX23-001', later, { type: 'FactCorrected', on: day('2026-11-24'), fact: 'stage1Outcome', from: 'partially_upheld', to: 'upheld', reason: 'Typed wrongly' });
    await takeInDemonstration(store, ['halton-2023-24']);
    await rebuild(store.db);
    for (const publication of [first, second]) assert.deepEqual(await again(office, publication), { same: true, differences: [] });
    const { themes: _, authorityId: __, ...settings } = await authorityNamed(store.db, authority.authority);
    await store.db.transaction().execute((transaction) => saveAuthority(transaction, { ...settings, themes: ['Another order', ...authority.themes], words: { ...authority.words, complaint: 'concern', complaints: 'concerns' } }));
    const otherwise = await again(office, first);
    assert.equal(otherwise.same, false);
    assert.ok(otherwise.differences.some(({ was, now }) => /complaints/i.test(was ?? '') && /concerns/i.test(now ?? '')), 'the words that differ are named');
  });
});

test('what has changed since names each number that moved with the cases that moved it, and no other', async () => {
  await withPublishingOffice(async (office) => {
    const { store: { db }, authority: { authorityId } } = office;
    const publication = await office.publishes(await office.begin());
    assert.deepEqual((await since(office, publication)).moved, [], 'nothing was recorded since');
    const later = new Date('2026-11-24T09:00:00Z');
    await office.records('HX23-900', later, { type: 'RepresentationReceived', on: day('2024-02-01'), ref: 'HX23-900', channel: 'email', theme: 'Service provision' }, { type: 'HandlingDecided', on: day('2024-02-02'), handledAs: 'statutory' });
    await office.records('HX23-001', later, { type: 'NoteAdded', on: day('2026-11-24'), note: 'Nothing that is counted' });
    const { moved, casesSince, figures } = await since(office, publication);
    const refs = new Map((await db.selectFrom('case_index').select(['case_id', 'ref']).where('authority_id', '=', authorityId).execute()).map((row) => [row.case_id, row.ref]));
    assert.deepEqual(casesSince.map((one) => refs.get(one)), ['HX23-001', 'HX23-900']);
    assert.ok(figures > 300, `${figures} figures`);
    assert.ok(moved.length > 5, 'one more complaint moves the totals');
    assert.deepEqual([...new Set(moved.flatMap(({ cases }) => cases.map((one) => refs.get(one))))], ['HX23-900'], 'a note moves nothing');
    assert.deepEqual(moved.filter(({ cases }) => cases.length === 0).map(({ group, place }) => `${group}: ${place}`), [], 'each is explained');
    const total = moved.find(({ place }) => place.startsWith('Complaints'));
    assert.equal(Number(total?.now?.replaceAll(/\D.*$/gu, '')) - Number(total?.was?.replaceAll(/\D.*$/gu, '')), 1, JSON.stringify(total));
  });
});

test('a number that moves because a setting was changed has no case behind it', async () => {
  await withPublishingOffice(async (office) => {
    const { store: { db }, authority } = office;
    const publication = await office.publishes(await office.begin());
    await sql`update context set value = value + 1 where authority_id = ${authority.authorityId}`.execute(db);
    const { moved, casesSince } = await since(office, publication);
    assert.deepEqual(casesSince, []);
    assert.ok(moved.length > 0 && moved.every(({ cases }) => cases.length === 0));
  });
});

test('an edition for use inside the council is not out: small numbers are hidden beside the public ones, taken back or not', async () => {
  await withPublishingOffice(async (office) => {
    const { store: { db }, authority: { authorityId }, viewer } = office;
    const report = await office.begin();
    await office.publishes(report);
    assert.deepEqual(await editionsBeside(db, authorityId, year), []);
    const out = await office.publishes(report, { disclosure: { threshold: 5 }, layout: { ...annual, sections: annual.sections.slice(0, 2) } });
    await withdrawPublication(db, viewer, out, 'A slip', publishedAt);
    assert.deepEqual(await editionsBeside(db, authorityId, { from: day('2024-01-01'), to: day('2024-03-31') }), [out]);
    assert.deepEqual(await editionsBeside(db, authorityId, { from: day('2025-04-01'), to: day('2025-06-30') }), [out], 'the last edition, whatever its period');
    assert.equal(cutOff, (await findPublication(db, authorityId, out))?.asAt);

    // A council that published ninety more, of other years: as many are looked at as can be, and whoever publishes is told of the rest.
    await sql`insert into publication select authority_id, publication + extra, report, title, layout, '2010-04-01', '2011-03-31', as_at, disclosure, overruled, whole, printed, hash, published_by, published_at, beside, redactions
      from publication, generate_series(1, 90) as extra where publication = ${out}`.execute(db);
    const beside = await editionsBeside(db, authorityId, year);
    assert.deepEqual([beside.length, beside[0], beside[1], await editionsLeftOut(db, authorityId, beside)], [80, out, out + 90, 11]);
    const kept = (await findPublication(db, authorityId, out))!;
    const authority = await authorityNamed(db, office.authority.authority);
    const toCheck = { whole: keptReport(kept.whole), layout: annual, authority: await reportAuthorityOf(db, authority), ...rulesOf(authority) };
    const told = (notLookedAt: number) => checkReport({ ...toCheck, notLookedAt }).filter(({ kind }) => kind === 'recognisable').map(({ severity, says }) => `${severity}: ${says}`);
    assert.deepEqual(told(0), []);
    assert.deepEqual(told(11), ['must: 11 older editions that are out were not looked at when small numbers were hidden: more are out than can be looked at together.']);
  });
});
