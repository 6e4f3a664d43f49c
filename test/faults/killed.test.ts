import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openEmbedded } from '../../src/store/embedded-postgres.ts';
import { ask, dataOf, homeOf, kill, killPostgresIn, newFolder, postgresIn, postmasterOf, startProgram } from './folders.ts';

const limit = { timeout: 120_000 };

test('no acknowledged write is lost when writer, postmaster and all else are killed together, five times over', limit, async (context) => {
  const folder = newFolder(context);
  const acknowledged: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const writer = startProgram(context, 'writer', [folder]);
    await writer.says(`${writer.child.pid} 20`);
    await sleep(round * 17);
    if (round % 2 === 0) kill(writer.child.pid);
    killPostgresIn(folder);
    kill(writer.child.pid);
    await writer.ended;
    acknowledged.push(...writer.lines);
  }
  const database = await openEmbedded(folder);
  const kept = new Set((await ask(database.connection, 'select run, number from written')).map((row) => `${String(row['run'])} ${String(row['number'])}`));
  await database.close();
  assert.ok(acknowledged.length >= 100);
  assert.deepEqual(acknowledged.filter((line) => !kept.has(line)), []);
});

test('a first start killed at any moment leaves nothing in the way of the next', limit, async (context) => {
  const folder = newFolder(context);
  for (const milliseconds of [150, 300, 450, 600, 900]) {
    const holder = startProgram(context, 'holder', [folder]);
    await sleep(milliseconds);
    kill(holder.child.pid);
    await holder.ended;
  }
  const database = await openEmbedded(folder);
  assert.deepEqual(await ask(database.connection, 'select 1 as one'), [{ one: 1 }]);
  await database.close();
  assert.deepEqual(readdirSync(homeOf(folder) ?? '').filter((name) => name.startsWith('database.')), []);
});

test('a database that the server is still making for somebody who was killed is waited for', limit, async (context) => {
  const folder = newFolder(context);
  const first = await openEmbedded(folder);
  const server = { ...first.connection, database: 'postgres' };
  const makes = new Client(server);
  await makes.connect();
  await makes.query('alter database candour rename to made');
  await makes.query('begin');
  await makes.query('alter database made rename to candour');
  const opening = openEmbedded(folder);
  while ((await ask(server, "select from pg_stat_activity where query = 'create database candour' and wait_event_type = 'Lock'")).length === 0) await sleep(5);
  await makes.query('commit');
  await makes.end();
  const next = await opening;
  assert.deepEqual(await ask(next.connection, 'select 1 as one'), [{ one: 1 }]);
  await next.close();
  await first.close();
});

test('a database whose users were all killed is joined by the next, which stops it as the last', limit, async (context) => {
  const folder = newFolder(context);
  const holder = startProgram(context, 'holder', [folder]);
  await holder.says('open');
  const postmaster = postmasterOf(folder);
  kill(holder.child.pid);
  await holder.ended;
  const database = await openEmbedded(folder);
  assert.equal(postmasterOf(folder), postmaster);
  await database.close();
  assert.deepEqual(postgresIn(folder), []);
  assert.ok(!existsSync(join(dataOf(folder), 'postmaster.pid')));
});

test('a postmaster killed while Candour runs is started again where it was', limit, async (context) => {
  const folder = newFolder(context);
  const database = await openEmbedded(folder);
  const before = postmasterOf(folder);
  await ask(database.connection, 'create table kept (day date)');
  kill(before);
  while (postgresIn(folder).includes(before)) await sleep(10);
  let answer: unknown;
  while (answer === undefined) {
    answer = await ask(database.connection, 'select count(*)::int as days from kept').catch(() => undefined);
    await sleep(20);
  }
  assert.deepEqual(answer, [{ days: 0 }]);
  assert.notEqual(postmasterOf(folder), before);
  await database.close();
  assert.deepEqual(postgresIn(folder), []);
});

test('a postmaster.pid left with the number of another living program does not stop the start', limit, async (context) => {
  const folder = newFolder(context);
  await (await openEmbedded(folder)).close();
  const other = spawn('sleep', ['100']);
  context.after(() => other.kill());
  writeFileSync(join(dataOf(folder), 'postmaster.pid'), `${other.pid}\n${dataOf(folder)}\n1700000000\n5432\n\n\n  1234567   1\nready   \n`);
  const database = await openEmbedded(folder);
  assert.notEqual(postmasterOf(folder), other.pid);
  assert.equal(other.exitCode, null);
  await database.close();
});

test('a postmaster.pid cut short, or empty, does not stop the start', limit, async (context) => {
  const folder = newFolder(context);
  await (await openEmbedded(folder)).close();
  for (const left of ['', '12', '\n\n']) {
    writeFileSync(join(dataOf(folder), 'postmaster.pid'), left);
    await (await openEmbedded(folder)).close();
  }
  assert.ok(!existsSync(join(dataOf(folder), 'postmaster.pid')));
});

test('a killed postmaster that nobody reaps does not stop the start', limit, async (context) => {
  const folder = newFolder(context);
  await (await openEmbedded(folder)).close();
  const zombie = makeZombie();
  context.after(() => zombie.parent.kill('SIGKILL'));
  const pid = await zombie.pid;
  assert.equal(stateOf(pid), 'Z');
  const sockets = join(dirname(dataOf(folder)), 'socket');
  writeFileSync(join(dataOf(folder), 'postmaster.pid'), `${pid}\n${dataOf(folder)}\n1700000000\n5432\n${sockets}\n\n  1234567   1\nready   \n`);
  writeFileSync(join(sockets, '.s.PGSQL.5432.lock'), `${pid}\n${dataOf(folder)}\n1700000000\n5432\n${sockets}\n`);
  const database = await openEmbedded(folder);
  assert.deepEqual(await ask(database.connection, 'select 1 as one'), [{ one: 1 }]);
  assert.equal(stateOf(pid), 'Z');
  await database.close();
});

test('sessions of a killed postmaster are gone before the next server starts', limit, async (context) => {
  const folder = newFolder(context);
  const holder = startProgram(context, 'holder', [folder]);
  const connection: unknown = JSON.parse((await holder.says('open')).slice(5));
  assert.ok(typeof connection === 'object' && connection !== null);
  // A session deep in its work does not look whether its postmaster lives.
  const busy = ask(connection, "select count(*) from generate_series(1, 1e10::bigint) g").catch((error: unknown) => String(error));
  const isBusy = async (): Promise<boolean> => (await ask(connection, "select from pg_stat_activity where state = 'active' and query like '%generate_series(1, 1e10%' and pid <> pg_backend_pid()")).length > 0;
  while (!(await isBusy())) await sleep(10);
  const before = postgresIn(folder);
  kill(holder.child.pid);
  await holder.ended;
  kill(postmasterOf(folder));
  const database = await openEmbedded(folder);
  const now = postgresIn(folder);
  assert.deepEqual(before.filter((pid) => now.includes(pid)), []);
  assert.match(JSON.stringify(await busy), /terminated|closed|ECONNRESET/u);
  await database.close();
});

/** A process that has ended and whose parent lives on without asking how. */
function makeZombie(): { parent: ReturnType<typeof spawn>; pid: Promise<number> } {
  // exec keeps the shell's process, and sleep never waits for the child it has inherited; until then the shell would, so the child lives on for a line.
  const parent = spawn('sh', ['-c', 'exec 3<&0; sh -c "read line" <&3 & echo $!; exec sleep 100'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const pid = (async () => {
    let said = '';
    for await (const part of parent.stdout) {
      said += String(part);
      if (said.includes('\n')) break;
    }
    const found = Number(said);
    while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() !== 'sleep') await sleep(10);
    parent.stdin.end('\n');
    while (stateOf(found) !== 'Z') await sleep(10);
    return found;
  })();
  return { parent, pid };
}

function stateOf(pid: number): string {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return line.slice(line.lastIndexOf(')') + 2).slice(0, 1);
}

test('the database syncs what it acknowledges, and logs nothing that people wrote', limit, async (context) => {
  const folder = newFolder(context);
  const database = await openEmbedded(folder);
  const shown = await ask(database.connection, "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'TimeZone') order by name collate \"C\"");
  assert.deepEqual(shown, [
    { name: 'TimeZone', setting: 'UTC' }, { name: 'fsync', setting: 'on' }, { name: 'full_page_writes', setting: 'on' }, { name: 'listen_addresses', setting: '' }, { name: 'synchronous_commit', setting: 'on' },
  ]);
  await ask(database.connection, 'create table said (words text unique)');
  for (const words of ['Mab Fenwick', 'Mab Fenwick']) await ask(database.connection, 'insert into said values ($1)', [words]).catch(() => undefined);
  await ask(database.connection, "select 'Mab Fenwick'::int").catch(() => undefined);
  await database.close();
  assert.doesNotMatch(readFileSync(join(homeOf(folder) ?? '', 'database/postgresql.log'), 'utf8'), /Fenwick/u);
});

