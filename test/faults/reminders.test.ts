import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { day } from '../../src/domain/day.ts';
import { viewerKey } from '../../src/domain/viewer.ts';
import { authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { tellOfParts } from '../../src/store/notices.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { openStore } from '../../src/store/store.ts';
import { openMailServer } from '../jobs/mail-server.ts';
import { addSomebody } from '../web/signed-in.ts';
import { kill, newFolder } from './folders.ts';

const PROGRAM = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

test('of mails under way when their process is killed each is sent, none twice but the one whose yes was not heard, none of a hidden case', { timeout: 120_000 }, async (context) => {
  const folder = newFolder(context);
  const mails = await openMailServer();
  const store = await openStore(folder);
  const running = new Set<ChildProcess>();
  const begin = (): { readonly child: ChildProcess; readonly ended: Promise<{ readonly code: number | null; readonly said: string }> } => {
    const child = spawn(process.execPath, [PROGRAM, 'jobs', 'run'], { env: { ...process.env, CANDOUR_DATABASE: folder, CANDOUR_SMTP: mails.url, CANDOUR_MAIL_FROM: 'candour@ashmere.example' }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, said })) };
  };
  try {
    const authorityId = await store.db.transaction().execute((transaction) => saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} }));
    const authority = await authorityNamed(store.db, 'Ashmere');
    const { accountId } = await addSomebody(store.db, authorityId, 'Rhoda Byrne', ['responding_manager']);
    const giver = { authorityId, accountId: 0, key: 'U0', name: '', email: '', roles: [], services: [] };
    /** Gives cases to the manager, each with its notice: eight that she may be told of and one that is restricted. */
    const give = async (round: string): Promise<string[]> => {
      const refs = Array.from({ length: 8 }, (_, index) => `${round}-${index + 1}`);
      for (const ref of [...refs, `${round}-HIDDEN`]) {
        const allocated = { type: 'Stage1Allocated', on: day('2026-11-20'), respondingManager: viewerKey(accountId) } as const;
        const { caseId, version } = await append(store.db, authorityId, { kind: 'representation', ref }, 0, [
          { type: 'RepresentationReceived', on: day('2026-11-20'), ref }, { type: 'HandlingDecided', on: day('2026-11-20'), handledAs: 'statutory' }, allocated,
          ...(ref.endsWith('HIDDEN') ? [{ type: 'CaseRestricted', on: day('2026-11-20'), reason: 'Senior manager named' } as const] : []),
        ], { by: 'U0', at: new Date() }, projectionContextOf(authority));
        await store.db.transaction().execute((transaction) => tellOfParts(transaction, giver, caseId, version, [allocated], new Date()));
      }
      mails.received.length = 0;
      return refs;
    };
    const told = () => mails.received.map((mail) => /Case (?<ref>\S+) has been given/u.exec(mail.text)?.groups?.['ref'] ?? mail.text);
    const finish = async () => {
      const { code, said } = await begin().ended;
      assert.equal(code, 0, said);
    };

    await context.test('killed before the fourth is given to the mail server: eight mails, none twice', async () => {
      const refs = await give('A');
      const first = begin();
      mails.refuse = () => {
        if (mails.received.length === 3) kill(first.child.pid);
        return undefined;
      };
      await first.ended;
      mails.refuse = undefined;
      assert.equal(mails.received.length, 3, 'it was killed on the way');
      await finish();
      assert.deepEqual(told().toSorted(), refs);
    });

    await context.test('killed while the mail server says yes to the fourth: that one alone comes twice, under the same number', async () => {
      const refs = await give('B');
      const first = begin();
      mails.hold = async (so) => {
        if (so !== 4) return;
        kill(first.child.pid);
        await first.ended;
      };
      await first.ended;
      mails.hold = undefined;
      const fourth = told()[3]!;
      await finish();
      assert.deepEqual(told().toSorted(), [...refs, fourth].toSorted());
      assert.equal(new Set(mails.received.map(({ id }) => id)).size, 8);
    });

    await context.test('told to stop: it ends after the mail that it is sending, and the rest is sent the next time', async () => {
      const refs = await give('C');
      const first = begin();
      mails.hold = async (so) => {
        if (so !== 3) return;
        first.child.kill('SIGTERM');
        await sleep(300);
      };
      const { code, said } = await first.ended;
      mails.hold = undefined;
      assert.equal(code, 143, said);
      // On a busy machine the yes to the third may be heard before the signal, and the fourth is then on its way.
      assert.ok([3, 4].includes(mails.received.length), `${mails.received.length} mails`);
      assert.match(said, /^Stopped \(SIGTERM\): what was not sent waits for the next time\.$/mu);
      await finish();
      assert.deepEqual(told().toSorted(), refs);
    });

    await context.test('two processes at once: one does the work, the other says so', async () => {
      const refs = await give('D');
      let second: ReturnType<typeof begin> | undefined;
      mails.hold = async (so) => {
        if (so !== 1) return;
        second = begin();
        const { code, said } = await second.ended;
        assert.deepEqual([code, said.trim()], [0, 'Another Candour is doing what is due. Nothing was done twice.']);
      };
      const { said } = await begin().ended;
      mails.hold = undefined;
      assert.ok(second !== undefined);
      assert.equal(said.trim(), '8 mails were sent.');
      assert.deepEqual(told().toSorted(), refs);
    });
  } finally {
    for (const child of running) kill(child.pid);
    await store.close();
    await mails.close();
  }
});
