import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { PlainError } from '../../src/domain/plain-error.ts';
import { authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { CaseKeys } from '../../src/store/case-keys.ts';
import type { Database } from '../../src/store/database.ts';
import { BrokenSealError, seal, unseal } from '../../src/store/document-content/sealed.ts';
import { KEY_FILE_NAME, whatIsWrongWith } from '../../src/store/key-file.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { withTestDatabase } from '../database.ts';
import { startProgram } from '../faults/folders.ts';

type Place = { readonly db: Database; readonly authorityId: number; readonly cases: readonly number[]; readonly folder: string; readonly path: string };

async function withPlace(run: (place: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-test-key-'));
  try {
    await withTestDatabase(async ({ db }) => {
      await db.transaction().execute((transaction) => saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} }));
      const authority = await authorityNamed(db, 'Ashmere');
      const cases: number[] = [];
      for (const ref of ['A-1', 'A-2']) {
        const { caseId } = await append(db, authority.authorityId, { kind: 'representation', ref }, 0, [{ type: 'RepresentationReceived', on: day('2026-11-02'), ref }], { by: 'U1', at: new Date('2026-11-20T10:00:00Z') }, projectionContextOf(authority));
        cases.push(caseId);
      }
      await run({ db, authorityId: authority.authorityId, cases, folder, path: join(folder, KEY_FILE_NAME) });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const saying = (words: RegExp) => (error: unknown): boolean => error instanceof PlainError && words.test(error.message);

test('what is sealed opens with its own key, as what it is, and unchanged; otherwise not at all', () => {
  const [key, other] = [randomBytes(32), randomBytes(32)];
  const sealed = seal(key, 'letter 1', Buffer.from('Mab Fenwick'));
  assert.equal(unseal(key, 'letter 1', sealed).toString(), 'Mab Fenwick');
  assert.equal(sealed.includes('Fenwick'), false);
  assert.notDeepEqual(seal(key, 'letter 1', Buffer.from('Mab Fenwick')), sealed, 'never twice the same');
  assert.throws(() => unseal(other, 'letter 1', sealed), BrokenSealError);
  assert.throws(() => unseal(key, 'letter 2', sealed), BrokenSealError);
  for (const place of [0, 14, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[place] = changed[place]! ^ 1;
    assert.throws(() => unseal(key, 'letter 1', changed), BrokenSealError);
  }
  assert.throws(() => unseal(key, 'letter 1', sealed.subarray(0, 20)), BrokenSealError);
});

test('the key file is made with the first document, for its owner alone; each case has a key of its own, kept encrypted', async () => {
  await withPlace(async ({ db, authorityId, cases: [one = 0, two = 0], folder, path }) => {
    const keys = new CaseKeys({ path, ours: true });
    assert.equal(await keys.keyOf(db, authorityId, one), undefined);
    assert.deepEqual(await readdir(folder), [], 'looking makes none');
    const [first, second, again] = [await keys.keyToAddWith(db, authorityId, one), await keys.keyToAddWith(db, authorityId, two), await keys.keyToAddWith(db, authorityId, one)];
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), [KEY_FILE_NAME]);
    assert.deepEqual(again, first);
    assert.notDeepEqual(second, first);
    const rows = await db.selectFrom('case_key').selectAll().orderBy('case_id').execute();
    assert.equal(rows.some(({ sealed }) => sealed.includes(first) || sealed.includes(second)), false);
    await db.updateTable('case_key').set({ sealed: rows[1]!.sealed }).where('case_id', '=', one).execute();
    await assert.rejects(new CaseKeys({ path, ours: true }).keyOf(db, authorityId, one), saying(/somebody has changed the database/), 'the key of one case opens no other');
    const both = await Promise.all([keys, new CaseKeys({ path, ours: true })].map((each) => each.keyToAddWith(db, authorityId, two)));
    assert.deepEqual(both, [second, second]);
  });
});

test('a wrong, damaged or missing key file is refused in plain words, and nothing is written over', async () => {
  await withPlace(async ({ db, authorityId, cases: [one = 0, two = 0], folder, path }) => {
    const key = await new CaseKeys({ path, ours: true }).keyToAddWith(db, authorityId, one);
    const kept = await db.selectFrom('case_key').selectAll().execute();
    const copy = join(folder, 'copy');
    await rename(path, copy);
    const refuses = async (words: RegExp, keyFile = { path, ours: true }) => {
      const keys = new CaseKeys(keyFile);
      await assert.rejects(keys.keyOf(db, authorityId, one), saying(words));
      await assert.rejects(keys.keyToAddWith(db, authorityId, two), saying(words));
      assert.deepEqual(await db.selectFrom('case_key').selectAll().execute(), kept);
      assert.equal((await db.selectFrom('document_master').selectAll().execute()).length, 1);
    };
    await refuses(/is gone, and the documents were encrypted with it. Put it back/);
    assert.deepEqual(await readdir(folder), ['copy'], 'none is made in its place');
    const wrong = `${randomBytes(32).toString('base64')}\n`;
    await writeFile(path, wrong);
    await refuses(/is not the key file with which the documents on record were encrypted/);
    assert.equal(await readFile(path, 'utf8'), wrong);
    for (const damaged of ['', 'short', randomBytes(31).toString('base64')]) {
      await writeFile(path, damaged);
      await refuses(/is not a key file/);
    }
    await rename(copy, path);
    assert.deepEqual(await new CaseKeys({ path, ours: true }).keyOf(db, authorityId, one), key);
  });
});

test('with a server’s database the key file is named and never made; what is missing is told when it is needed', async () => {
  await withPlace(async ({ db, authorityId, cases: [one = 0], folder, path }) => {
    await assert.rejects(new CaseKeys(undefined).keyToAddWith(db, authorityId, one), saying(/set CANDOUR_KEY_FILE to the absolute path of a key file/));
    await assert.rejects(new CaseKeys({ path, ours: false }).keyToAddWith(db, authorityId, one), saying(/There is no key file .*openssl rand -base64 32/));
    await assert.rejects(new CaseKeys({ path: 'key', ours: false }).keyToAddWith(db, authorityId, one), saying(/should be an absolute path/));
    assert.deepEqual(await readdir(folder), []);
    assert.match(await whatIsWrongWith(undefined) ?? '', /CANDOUR_KEY_FILE/);
    assert.match(await whatIsWrongWith({ path, ours: false }) ?? '', /There is no key file/);
    assert.equal(await whatIsWrongWith({ path, ours: true }), undefined);
    await writeFile(path, `${randomBytes(32).toString('base64')}\n`);
    assert.equal(await whatIsWrongWith({ path, ours: false }), undefined);
    assert.equal((await new CaseKeys({ path, ours: false }).keyToAddWith(db, authorityId, one)).length, 32);
  });
});

test('four processes that need the first key at the same time end with one', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-test-key-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const makers = Array.from({ length: 4 }, () => startProgram(context, 'key-maker', [folder]));
  await Promise.all(makers.map((maker) => maker.says('ready')));
  for (const maker of makers) maker.child.stdin?.write('now\n');
  const made = await Promise.all(makers.map((maker) => maker.says('key ')));
  assert.equal(new Set(made).size, 1);
  assert.deepEqual(await readdir(folder), [KEY_FILE_NAME]);
  assert.equal(`key ${(await readFile(join(folder, KEY_FILE_NAME), 'utf8')).trim()}`, made[0]);
});
