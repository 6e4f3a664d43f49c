import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { scan, scannerPlace } from '../../src/store/document-content/clamd.ts';
import { pdf } from '../documents/sample-files.ts';
import { REF, upload, withDocuments } from './documents-office.ts';

type Daemon = { readonly place: { readonly host: string; readonly port: number }; readonly seen: Buffer[]; close(): Promise<void> };

/** A daemon that speaks INSTREAM of clamd's protocol: `answers` says what it makes of a stream; undefined hangs up without a word. */
async function daemon(answers: (stream: Buffer) => string | undefined, most = Infinity): Promise<Daemon> {
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let said = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      said = Buffer.concat([said, data]);
      const command = 'zINSTREAM\0';
      if (said.length < command.length) return;
      assert.equal(said.toString('latin1', 0, command.length), command);
      const parts: Buffer[] = [];
      for (let at = command.length; at + 4 <= said.length; ) {
        const length = said.readUInt32BE(at);
        if (length === 0) {
          const stream = Buffer.concat(parts);
          seen.push(stream);
          const answer = answers(stream);
          if (answer === undefined) socket.destroy();
          else socket.end(`${answer}\0`);
          return;
        }
        parts.push(said.subarray(at + 4, at + 4 + length));
        at += 4 + length;
        if (at > most) {
          socket.end('INSTREAM size limit exceeded. ERROR\0');
          return;
        }
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    place: { host: '127.0.0.1', port: (server.address() as AddressInfo).port }, seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function* pieces(...all: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* all;
}

test('a daemon’s clear answer counts; whatever else it says or does not say is no answer', async () => {
  let answer: string | undefined = 'stream: OK';
  const clamd = await daemon(() => answer, 3_000_000);
  try {
    assert.equal(await scan(clamd.place, pieces(pdf, pdf)), 'clean');
    assert.deepEqual(clamd.seen, [Buffer.concat([pdf, pdf])]);
    answer = 'stream: Eicar-Signature FOUND';
    assert.equal(await scan(clamd.place, pieces(pdf)), 'infected');
    for (const other of ["stream: Can't allocate memory ERROR", 'OK', '', undefined, 'stream: X FOUND\nstream: OK']) {
      answer = other;
      assert.equal(await scan(clamd.place, pieces(pdf)), 'cannot be checked', String(other));
    }
    answer = 'stream: OK';
    const warned: unknown[] = [];
    process.on('warning', (warning) => warned.push(warning));
    assert.equal(await scan(clamd.place, pieces(...Array.from({ length: 40 }, () => Buffer.alloc(65_536)))), 'clean');
    assert.deepEqual(warned, []);
    assert.equal(await scan(clamd.place, pieces(...Array.from({ length: 12 }, () => randomBytes(1_048_576)))), 'cannot be checked', 'larger than it takes');
    answer = undefined;
  } finally {
    await clamd.close();
  }
  assert.equal(await scan(clamd.place, pieces(pdf)), 'cannot be checked', 'nobody listens');
  const silent = createServer(() => undefined);
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  assert.equal(await scan({ host: '127.0.0.1', port: (silent.address() as AddressInfo).port }, pieces(pdf), 50), 'cannot be checked', 'it does not answer');
  silent.close();
});

test('where the daemon is, is a host and a port or the path of a socket', () => {
  assert.deepEqual(scannerPlace('127.0.0.1:3310'), { host: '127.0.0.1', port: 3310 });
  assert.deepEqual(scannerPlace('[::1]:3310'), { host: '::1', port: 3310 });
  assert.deepEqual(scannerPlace('/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' });
  for (const wrong of ['clamav', 'clamav:', 'clamav:99999', 'clamav:0', 'a b:3310']) assert.throws(() => scannerPlace(wrong), /HOST:PORT, or the path of its socket/, wrong);
});

test('with a daemon set nothing is kept that it has not found clean: an infected file is refused and audited, and so is any where it is down', async () => {
  const clamd = await daemon((stream) => (stream.includes('EICAR') ? 'stream: Eicar-Signature FOUND' : 'stream: OK'));
  await withDocuments(async ({ people, store, accounts }) => {
    const home = `/cases/${REF}`;
    const infected = await upload(people.officer, [{ name: 'Ada.pdf', content: Buffer.concat([pdf, Buffer.from('EICAR')]) }, { name: 'good.pdf', content: pdf }]);
    assert.equal(infected.statusCode, 400);
    assert.match(infected.body, /Ada\.pdf holds a virus and was not kept/);
    const row = await store.db.selectFrom('audit').select(['what', 'account_id', 'detail']).orderBy('position', 'desc').limit(1).executeTakeFirstOrThrow();
    assert.deepEqual(row, { what: 'refused', account_id: accounts.get('officer')?.accountId, detail: { act: 'add documents', because: 'infected' } });
    assert.equal((await upload(people.officer, [{ name: 'good.pdf', content: pdf }])).statusCode, 303);
    assert.doesNotMatch((await people.officer.get(home)).body, /Not scanned/);
    assert.deepEqual(clamd.seen.at(-1), pdf);
    await clamd.close();
    const down = await upload(people.officer, [{ name: 'late.pdf', content: pdf }]);
    assert.equal(down.statusCode, 400);
    assert.match(down.body, /late\.pdf cannot be checked for viruses now, and was not kept\. Try again/);
    assert.equal((await store.db.selectFrom('document').select('document').execute()).length, 1);
  }, { clamav: clamd.place });
});
