import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { PlainError } from '../../src/domain/plain-error.ts';
import { fileError } from '../../src/store/file-error.ts';
import { openStore } from '../../src/store/store.ts';
import { candour, newFolder } from './candour.ts';

const rows = 'ref,received_on,handled_as\nA1,2024-01-08,statutory\n';

function registerIn(context: TestContext) {
  const folder = newFolder(context);
  const register = join(folder, 'register');
  mkdirSync(register);
  writeFileSync(join(register, 'representations.csv'), rows);
  return { folder, register, environment: { CANDOUR_DATABASE: join(folder, 'data') } };
}

test('what the file system refuses is told in one line that names the file and what is wrong, with exit 1', (context) => {
  const { folder, register, environment } = registerIn(context);
  const broken = join(folder, 'broken');
  mkdirSync(join(broken, 'representations.csv'), { recursive: true });
  const file = join(folder, 'a file');
  writeFileSync(file, '');
  assert.equal(candour(['import', register, '--authority', 'Northshire'], environment).status, 0);
  const refused: readonly (readonly [readonly string[], string])[] = [
    [['import', broken], `${join(broken, 'representations.csv')} cannot be read: it is a folder, and a file is needed.`],
    [['import', join(folder, 'nothing')], `${join(folder, 'nothing')} cannot be read: there is no such file or folder.`],
    [['figures', folder, '--authority', 'Northshire'], `${folder} cannot be read: it is a folder, and a file is needed.`],
    [['export', '--authority', 'Northshire', '--out', join(file, 'register')], `${join(file, 'register')} cannot be written: a file stands where a folder is needed.`],
    [['export', '--authority', 'Northshire', '--out', join(file, 'register.xlsx')], `${join(file, 'register.xlsx')} cannot be written: a file stands where a folder is needed.`],
    [['report', 'annual', '--authority', 'Northshire', '--out', join(file, 'report.html')], `${file} cannot be written: a file stands where a folder is needed.`],
  ];
  for (const [words, message] of refused) {
    const { status, said } = candour(words, environment);
    assert.equal(said, message);
    assert.equal(status, 1);
  }
  const { status, said } = candour(refused[0]![0], { ...environment, CANDOUR_DEBUG: '1' });
  assert.equal(status, 1);
  assert.match(said, /\n\s+at .*\n[^]*EISDIR/);
});

test('a file that this user may not use is named with what may not be done', () => {
  const refusal = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', path: '/locked/representations.csv' });
  const told = [fileError(refusal, '/locked/representations.csv', 'read'), fileError(refusal, '/locked', 'written'), fileError(refusal)];
  assert.deepEqual(told.map((error) => (error instanceof PlainError ? error.message : error)), [
    '/locked/representations.csv cannot be read: this user may not read it.', '/locked cannot be written: this user may not write there.',
    '/locked/representations.csv cannot be used: this user may not read it.',
  ]);
  const bug = new TypeError('x is not a function');
  assert.equal(fileError(bug), bug);
});

test('rows that were not kept are put right in their folder and imported from it; that a register was exported is on the audit trail', async (context) => {
  const { register, environment } = registerIn(context);
  writeFileSync(join(register, 'representations.csv'), 'ref,received_on,handled_as,summary\nA1,2024-01-08,statutory,"\'=one"\nA2,8/1/2024,statutory,\'-two\nA3,2024-01-09,statutory,three\n');
  writeFileSync(join(register, 'stage2.csv'), 'ref,requested_on,decision\nA1,2024-02-31,accepted\n');
  writeFileSync(join(register, 'context.csv'), 'measure,from,to,value\ncontacts,2023-04-01,2024-03-31,-5\ncontacts,2022-04-01,2023-03-31,many\n');
  writeFileSync(join(register, 'authority.json'), '{"authority": "Northshire", "name": "Northshire Council"}');
  const partly = candour(['import', register, '--accept-partial'], environment);
  const rejected = `${register}.rejected`;
  assert.equal(partly.status, 0, partly.said);
  assert.match(partly.printed, /3 rows not kept: they are in .*\.rejected, with the reasons in the last column\. Put them right there, then: npx candour import .*\.rejected\n$/);
  assert.equal(candour(['import', rejected], environment).status, 1);

  for (const [name, from, to] of [['representations', '8/1/2024', '2024-01-08'], ['stage2', '2024-02-31', '2024-02-28'], ['context', 'many', '7']] as const) {
    const path = join(rejected, `${name}.csv`);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  }
  const repaired = candour(['import', rejected], environment);
  assert.equal(repaired.status, 0, repaired.said);
  assert.match(repaired.printed, /1 new case, 1 added to/);
  const out = join(register, '..', 'out');
  assert.equal(candour(['export', '--authority', 'Northshire', '--out', out], environment).status, 0);
  const store = await openStore(environment.CANDOUR_DATABASE);
  const exported = await store.db.selectFrom('audit').select('detail').where('what', '=', 'exported').execute();
  await store.close();
  assert.deepEqual(exported.map(({ detail }) => detail), [{ register: 'folder', representations: 3, compliments: 0, by: 'candour export' }]);
  assert.match(readFileSync(join(out, 'representations.csv'), 'utf8'), /A1,2024-01-08,.*,'=one,[^]*A2,2024-01-08,.*,'-two,/);
  assert.match(readFileSync(join(out, 'stage2.csv'), 'utf8'), /A1,2024-02-28,,accepted/);
});
