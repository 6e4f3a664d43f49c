import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readPassword } from '../../src/cli/read-password.ts';
import { openStore } from '../../src/store/store.ts';
import { candour, newFolder } from './candour.ts';

test('candour alone prints what it can do, and a command that it has not got is named with those it has', () => {
  const alone = candour([]);
  assert.equal(alone.status, 0);
  assert.match(alone.printed, /^Usage: candour[^]*import/);
  const unknown = candour(['help', 'NOSUCH']);
  assert.equal(unknown.status, 1);
  assert.match(unknown.said, /^There is no command 'NOSUCH'\. The commands are start, import, /);
  assert.equal(candour(['help', 'figure']).status, 0);
});

test('a password that is typed is not shown, and comes from the standard input where there is no terminal', async () => {
  const modes: boolean[] = [];
  const typed = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => { modes.push(raw); } });
  const shown = new PassThrough({ encoding: 'utf8' });
  const password = readPassword('Password: ', typed, shown);
  typed.write('correct horse\r');
  assert.equal(await password, 'correct horse');
  assert.deepEqual(modes, [true, false], 'the terminal shows nothing meanwhile');
  assert.equal(shown.read(), 'Password: \n');
  const piped = new PassThrough();
  piped.end('battery staple\nmore');
  assert.equal(await readPassword('Password: ', piped, shown), 'battery staple');
  assert.equal(shown.read(), null);
  const nothing = new PassThrough();
  nothing.end();
  await assert.rejects(readPassword('', nothing, shown), /No password was given/);
});

test('a wrong option says what is allowed and where the command is explained', () => {
  const { status, said } = candour(['figure', 'complaints', '--authority', 'Northshire', '--from', '2023-04-01', '--to', '2024-03-31', '--within', '-5']);
  assert.equal(status, 1);
  assert.match(said, /It should be a whole number, 0 or more\.\nSee npx candour help figure\.$/);
});

test('a mapping goes with a log file, and a register is exported to a folder or a workbook', async (context) => {
  const folder = newFolder(context);
  const register = join(folder, 'register');
  mkdirSync(register);
  writeFileSync(join(register, 'representations.csv'), 'ref,received_on,handled_as,stage1_responded_on\nA1,2024-01-08,statutory,2024-03-08\n');
  writeFileSync(join(folder, 'log.csv'), 'Ref,Date received\nA1,08/01/2024\n');
  const environment = { CANDOUR_DATABASE: join(folder, 'data') };
  const said = (...words: string[]) => {
    const answer = candour(words, environment);
    assert.equal(answer.status, 1, words.join(' '));
    return answer.said;
  };
  assert.match(said('import', register, '--map', 'map.json'), /^--map goes with a log file, \.csv or \.xlsx, and .*register is a folder\./);
  assert.match(said('import', join(folder, 'log.csv'), '--map', register), /^--map names the file of a log’s mapping, and .*register is a folder\./);
  assert.equal(candour(['import', register, '--authority', 'Northshire'], environment).status, 0);
  assert.match(said('export', '--authority', 'Northshire', '--out', join(folder, 'x.zip')), /x\.zip' is neither a folder nor a workbook\. Name a folder that is new or empty, or a file that ends in \.xlsx\.$/);
  const out = ['export', '--authority', 'Northshire', '--out', join(folder, 'out')];
  assert.doesNotMatch(candour(out, environment).printed, /in the place of/);
  assert.match(candour(out, environment).printed, /out, in the place of the register that was there\.\n$/);

  // As another version of Candour would have left it: what opens it next works it out again.
  const other = await openStore(environment.CANDOUR_DATABASE);
  await sql`update projection set version = version + 1`.execute(other.db);
  await sql`delete from representation`.execute(other.db);
  await other.close();
  assert.equal(candour(['departures', '--rule', 't01'], environment).printed, 'No departures from T01 are on record.\n');
  assert.match(said('departures', '--rule', 'T999'), /^There is no rule 'T999'\. The rules are T01, /);
  // Answered on Friday 8 March 2024, 44 working days after Monday 8 January.
  const departures = candour(['departures'], environment);
  assert.equal(departures.status, 0);
  assert.match(departures.printed, /A1, 8 March 2024: Answered at stage 1[^]*\nHow sure each source is: FOUND[^\n]*\.\n$/);
  const again = await openStore(environment.CANDOUR_DATABASE);
  assert.deepEqual(await again.db.selectFrom('representation').select(['ref', 'stage1_days']).execute(), [{ ref: 'A1', stage1_days: 44 }]);
  await again.close();
  assert.match(candour(['help', 'departures']).printed, /RECALLED\(h\), recalled, fairly sure; to be checked/);
});

test('an import shows each setting that it would change, and after a change of the rules due days are by those that hold', async (context) => {
  const register = newFolder(context);
  const environment = { CANDOUR_DATABASE: join(newFolder(context), 'data') };
  const settings = (workingDays: number) => { writeFileSync(join(register, 'authority.json'), JSON.stringify({ authority: 'Northshire', procedures: { corporate: { stage1: { working_days: workingDays } } } })); };
  writeFileSync(join(register, 'representations.csv'), 'ref,received_on,handled_as\nA1,2024-01-08,corporate\n');
  settings(10);
  assert.equal(candour(['import', register], environment).status, 0);
  settings(20);
  const { status, said } = candour(['import', register], environment);
  assert.equal(status, 1);
  assert.equal(said, 'procedures.corporate.stage1.working_days: 10 → 20\nThis register changes 1 setting or fact held of Northshire; nothing was taken in. With --update-settings what this register says takes its place.');
  assert.match(candour(['import', register, '--update-settings'], environment).printed, /Settings and facts brought up to date:\n {2}procedures\.corporate\.stage1\.working_days: 10 → 20\nThe days and figures of 1 case held before are worked out again by these rules\.\n/);
  const store = await openStore(environment.CANDOUR_DATABASE);
  try {
    // 5 working days after Monday 8 January 2024 to acknowledge it, and 20 to answer it.
    assert.deepEqual((await store.db.selectFrom('open_clock').selectAll().execute()).map((clock) => clock.due_on).toSorted(), ['2024-01-15', '2024-02-05']);
    // As another version would have left it.
    await store.db.updateTable('projection').set({ version: 0 }).execute();
  } finally {
    await store.close();
  }
  const [first, second] = [candour(['departures'], environment), candour(['departures'], environment)];
  assert.equal(first.said, 'Another version of Candour worked out the lists and figures of this database. Working them out again, once, for 1 case …');
  assert.equal(second.said, '');
  assert.equal(first.printed, second.printed);
});
