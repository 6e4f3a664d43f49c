import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '../../src/domain/plain-error.ts';
import { takeLock } from '../../src/store/embedded/os-lock.ts';
import { canReach } from '../../src/store/embedded/os-user.ts';
import { copiedOnce } from '../../src/store/embedded/programs.ts';
import { openEmbedded } from '../../src/store/embedded-postgres.ts';
import { lockForServing } from '../../src/store/server-lock.ts';
import { ask, dataOf, homeOf, kill, newFolder, postgresIn, postmasterOf, startProgram } from './folders.ts';

const limit = { timeout: 120_000 };
const isRoot = process.getuid?.() === 0;
const ordinary = { name: 'nobody', uid: 65_534, gid: 65_534 };
/** Only root can act as another, and only where that other can reach Node and Candour. */
const asOrdinary = { ...limit, skip: !isRoot || !canReach(ordinary, process.execPath) || !canReach(ordinary, import.meta.filename) };

/** A PlainError whose message matches each of these. */
const saying = (...words: RegExp[]) => (error: unknown): boolean => {
  assert.ok(error instanceof PlainError, String(error));
  for (const each of words) assert.match(error.message, each);
  return true;
};

test('four processes that open a new folder at once share one database, and the last to leave stops it', limit, async (context) => {
  const folder = newFolder(context);
  const holders = Array.from({ length: 4 }, () => startProgram(context, 'holder', [folder]));
  const opened = await Promise.all(holders.map(async (holder) => await holder.says('open')));
  assert.equal(new Set(opened).size, 1);
  const postmaster = postmasterOf(folder);
  for (const [place, holder] of holders.entries()) {
    assert.equal(postmasterOf(folder), postmaster, `after ${place} have left`);
    holder.child.stdin?.end();
    assert.equal(await holder.ended, 0);
  }
  assert.deepEqual(postgresIn(folder), []);
});

/** Whether another process gets a lock on a file for itself alone. */
function takenElsewhere(file: string): boolean {
  const place = new URL('../../src/store/embedded/os-lock.ts', import.meta.url).href;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', `const { takeLock } = await import(${JSON.stringify(place)}); process.stdout.write(await takeLock(${JSON.stringify(file)}, 'alone', 0) === undefined ? 'held' : 'taken');`], { encoding: 'utf8' });
  assert.match(run.stdout, /^(?:held|taken)$/u, run.stderr);
  return run.stdout === 'taken';
}

test('a database opened twice in one process is stopped when both are closed', limit, async (context) => {
  const folder = newFolder(context);
  const [first, second] = await Promise.all([openEmbedded(folder), openEmbedded(folder)]);
  // Another process is told that it is in use, however often it was opened here.
  assert.equal(takenElsewhere(join(homeOf(folder) ?? folder, 'in-use')), false);
  await first.close();
  assert.equal(takenElsewhere(join(homeOf(folder) ?? folder, 'in-use')), false);
  assert.deepEqual(await ask(second.connection, 'select 1 as one'), [{ one: 1 }]);
  await second.close();
  await second.close();
  assert.deepEqual(postgresIn(folder), []);
});

test('only its own user may enter the folder of the socket and of the data', limit, async (context) => {
  const folder = newFolder(context);
  const database = await openEmbedded(folder);
  const sockets = String(database.connection.host);
  for (const place of [dataOf(folder), sockets, dirname(dataOf(folder))]) assert.equal(statSync(place).mode & 0o777, 0o700, place);
  await database.close();
});

test('a folder whose name is too long for a socket has its socket in a private temporary folder, removed when stopped', limit, async (context) => {
  const folder = newFolder(context, join('a'.repeat(60), 'b'.repeat(60)));
  const database = await openEmbedded(folder);
  const sockets = String(database.connection.host);
  assert.ok(!sockets.startsWith(folder));
  assert.equal(lstatSync(sockets).mode & 0o777, 0o700);
  assert.deepEqual(await ask(database.connection, 'select 1 as one'), [{ one: 1 }]);
  await database.close();
  assert.ok(!existsSync(sockets));
});

test('without sockets it listens on 127.0.0.1 and asks for the password', limit, async (context) => {
  const folder = newFolder(context);
  const database = await openEmbedded(folder, { onlyTcp: true });
  assert.equal(database.connection.host, '127.0.0.1');
  assert.deepEqual(await ask(database.connection, 'select 1 as one'), [{ one: 1 }]);
  await assert.rejects(ask({ ...database.connection, password: 'guessed' }, 'select 1'), /password authentication failed/u);
  const joined = await openEmbedded(folder);
  assert.equal(joined.connection.port, database.connection.port);
  await joined.close();
  await database.close();
  // A port that was written half, or by somebody else, is no reason not to start.
  writeFileSync(join(homeOf(folder) ?? folder, 'database', 'port'), '543210x\n');
  const again = await openEmbedded(folder, { onlyTcp: true });
  assert.deepEqual(await ask(again.connection, 'select 1 as one'), [{ one: 1 }]);
  await again.close();
  rmSync(join(homeOf(folder) ?? folder, 'database', 'password'));
  await assert.rejects(openEmbedded(folder, { onlyTcp: true }), saying(/^The password with which Candour signs in to its own database is missing: .*password\. Put that file back/u));
  assert.deepEqual(postgresIn(folder), []);
});

test('PostgreSQL is copied once, and what a first start left that was killed over it is cleared away', async (context) => {
  const base = dirname(newFolder(context));
  const [native, place] = [join(base, 'native'), join(base, 'postgresql-18.1.0')];
  for (const folder of [join(native, 'bin'), join(base, 'postgresql-17.5.0.making-00c0ffee'), join(base, 'postgresql-17.5.0')]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(native, 'bin', 'postgres'), '');
  const held = await takeLock(join(base, 'programs.lock'), 'alone', 0);
  const copying = copiedOnce(native, place);
  await sleep(60);
  assert.ok(existsSync(join(base, 'postgresql-17.5.0.making-00c0ffee')), 'another may be at it');
  held?.release();
  assert.equal(await copying, place);
  assert.deepEqual(readdirSync(base).toSorted(), ['native', 'postgresql-17.5.0', 'postgresql-18.1.0', 'programs.lock']);
  assert.ok(existsSync(join(place, 'bin', 'postgres')));
});

test('a folder with other things in it is refused and left as it was', limit, async (context) => {
  const folder = newFolder(context);
  mkdirSync(folder);
  writeFileSync(join(folder, 'holiday.jpg'), '');
  await assert.rejects(openEmbedded(folder), saying(/holds other things \(holiday\.jpg\)/u, /Name an empty folder/u));
  await assert.rejects(lockForServing(folder), saying(/holds other things/u));
  assert.deepEqual(readdirSync(folder), ['holiday.jpg']);
});

test('another program\'s PostgreSQL folder is refused and left as it was', limit, async (context) => {
  const folder = newFolder(context);
  mkdirSync(folder);
  writeFileSync(join(folder, 'PG_VERSION'), '15\n');
  await assert.rejects(openEmbedded(folder), saying(/holds a PostgreSQL 15 database that Candour did not make/u, /CANDOUR_DATABASE=postgres/u));
  assert.deepEqual(readdirSync(folder), ['PG_VERSION']);
});

test('a database of another PostgreSQL version is refused, and nothing is started', limit, async (context) => {
  const folder = newFolder(context);
  await (await openEmbedded(folder)).close();
  writeFileSync(join(dataOf(folder), 'PG_VERSION'), '17\n');
  await assert.rejects(openEmbedded(folder), saying(/made by PostgreSQL 17, and this Candour brings PostgreSQL 18/u, /Nothing was changed/u));
  assert.deepEqual(postgresIn(folder), []);
});

test('a file in the place of the folder, or above it, is refused', limit, async (context) => {
  const folder = newFolder(context);
  writeFileSync(folder, 'not a folder');
  await assert.rejects(openEmbedded(folder), saying(/is a file/u));
  await assert.rejects(openEmbedded(join(folder, 'within')), saying(/is a file|a file stands where/u));
  assert.equal(readFileSync(folder, 'utf8'), 'not a folder');
});

test('a damaged mark is refused with what it should say', limit, async (context) => {
  const folder = newFolder(context);
  mkdirSync(folder);
  writeFileSync(join(folder, 'candour-data.json'), '{"home":');
  await assert.rejects(openEmbedded(folder), saying(/is damaged/u));
});

test('an ordinary user has the database as themselves, and root joins it as that user', asOrdinary, async (context) => {
  const folder = newFolder(context);
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, ordinary.uid, ordinary.gid);
  const holder = startProgram(context, 'holder', [folder], { uid: ordinary.uid, gid: ordinary.gid });
  await holder.says('open');
  const database = await openEmbedded(folder);
  assert.equal(statSync(`/proc/${postmasterOf(folder)}`).uid, ordinary.uid);
  assert.deepEqual(await ask(database.connection, 'select 1 as one'), [{ one: 1 }]);
  holder.child.stdin?.end();
  assert.equal(await holder.ended, 0);
  await database.close();
  assert.deepEqual(postgresIn(folder), []);
  // What root has made there, the user goes on with.
  const again = startProgram(context, 'holder', [folder], { uid: ordinary.uid, gid: ordinary.gid });
  await again.says('open');
  again.child.stdin?.end();
  assert.equal(await again.ended, 0);
});

test('a folder that the user may not write in is refused', asOrdinary, async (context) => {
  const folder = newFolder(context);
  mkdirSync(folder);
  const holder = startProgram(context, 'holder', [folder], { uid: ordinary.uid, gid: ordinary.gid });
  await assert.rejects(holder.says('open'), /may not write in the data folder/u);
  assert.deepEqual(readdirSync(folder), []);
});

test('root\'s database in a folder only root may enter is kept where its user can reach it', { ...limit, skip: !isRoot }, async (context) => {
  const folder = newFolder(context);
  chmodSync(dirname(folder), 0o700);
  const database = await openEmbedded(folder);
  const home = homeOf(folder) ?? folder;
  assert.notEqual(home, folder);
  assert.deepEqual(await ask(database.connection, 'select 1 as one'), [{ one: 1 }]);
  const { uid } = statSync(dataOf(folder));
  assert.notEqual(uid, 0);
  assert.equal(statSync(dataOf(folder)).mode & 0o777, 0o700);
  assert.equal(statSync(`/proc/${postmasterOf(folder)}`).uid, uid);
  await database.close();
  const again = await openEmbedded(folder);
  await again.close();
  assert.deepEqual(postgresIn(folder), []);
});

test('a disk that is full is named as the reason, and the database is whole once there is room', { ...limit, skip: !isRoot }, async (context) => {
  const folder = newFolder(context);
  mkdirSync(folder, { mode: 0o711 });
  if (spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=711', 'none', folder]).status !== 0) {
    context.skip('this root may not mount a small disk');
    return;
  }
  try {
    const database = await openEmbedded(folder);
    await ask(database.connection, 'create table kept (day date)');
    await database.close();
    assert.notEqual(spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'lost+found')}`, 'bs=1M']).status, 0);
    await assert.rejects(openEmbedded(folder), saying(/no space left on the disk/u, /Make room/u));
    rmSync(join(folder, 'lost+found'));
    const again = await openEmbedded(folder);
    assert.deepEqual(await ask(again.connection, 'select count(*)::int as days from kept'), [{ days: 0 }]);
    await again.close();
  } finally {
    spawnSync('/bin/umount', [folder]);
  }
});

test('a second Candour that wants to serve is told who serves, and takes over when that one was killed', limit, async (context) => {
  const folder = newFolder(context);
  const first = startProgram(context, 'server', [folder, 'http://127.0.0.1:8080']);
  await first.says('serving');
  await assert.rejects(lockForServing(folder), saying(new RegExp(`process ${first.child.pid}`, 'u'), /at http:\/\/127\.0\.0\.1:8080/u, new RegExp(folder, 'u'), /Open that one/u));
  kill(first.child.pid);
  await first.ended;
  const lock = await lockForServing(folder);
  await assert.rejects(lockForServing(folder), saying(/is starting to serve/u));
  lock.announce('http://127.0.0.1:9090');
  await assert.rejects(lockForServing(folder), saying(/at http:\/\/127\.0\.0\.1:9090/u));
  lock.release();
  (await lockForServing(folder)).release();
});

test('a database that is gone from its folder is missed, and not begun anew in silence', limit, async (context) => {
  const folder = newFolder(context);
  const first = await openEmbedded(folder);
  await first.close();
  rmSync(join(homeOf(folder) ?? folder, 'database'), { recursive: true });
  await assert.rejects(openEmbedded(folder), saying(/is no longer there/, /Put it back from a copy/));
  assert.ok(!existsSync(dataOf(folder)), 'nothing was made in its place');
});
