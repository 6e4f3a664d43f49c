import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf, record, textOf, withOffice } from './record-office.ts';

const HERE = '/administration/references';
const usual = { representation: '{initials}{year}-{number}', compliment: '{initials}{year}-C{number}' };

test('a council writes its references its own way, sees the next ones first, and keeps those given out', async () => withOffice(async ({ store, signedIn }) => {
  const administrator = await signedIn('Ada Administrator', 'administrator');
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  assert.equal(await record(officer), 'WO26-0001');
  assert.equal((await officer.get(HERE)).statusCode, 403);
  assert.match(textOf((await administrator.get(HERE)).body), /References of complaints and representations WO26-0002 References of compliments WO26-C0001/u);
  const own = { representation: 'CSC/{calendar_year}/{number}', compliment: 'CSC/{calendar_year}/C{number}' };
  const preview = await administrator.send(HERE, { ...own, do: 'preview' });
  assert.match(textOf(preview.body), /CSC\/26\/0001 .* CSC\/26\/C0001/u);
  assert.match(textOf((await administrator.get(HERE)).body), /WO26-0002/u, 'nothing was saved');
  assert.equal((await administrator.send(HERE, { ...own, do: 'save' })).headers.location, `${HERE}?done=saved`);
  const next = await record(officer, { name: 'Kit Lowe', summary: 'A bag was lost' });
  assert.equal(decodeURIComponent(next), 'CSC/26/0001');
  assert.equal((await officer.get(`/cases/${next}`)).statusCode, 200);
  assert.equal((await officer.get('/cases/WO26-0001')).statusCode, 200);
  const audited = await store.db.selectFrom('audit').select('detail').where('what', '=', 'settings changed').orderBy('position').execute();
  assert.deepEqual(audited.map(({ detail }) => [detail['setting'], detail['of'], detail['after']]), [['references', 'representation', own.representation], ['references', 'compliment', own.compliment]]);
}));

test('patterns that could give a reference twice, or say something of a person, are refused beside their field', async () => withOffice(async ({ signedIn }) => {
  const administrator = await signedIn('Ada Administrator', 'administrator');
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer, { name: 'Mary Johnson' });
  const refused = async (representation: string) => errorsOf((await administrator.send(HERE, { ...usual, representation, do: 'save' })).body)['representation'];
  assert.match(await refused('{initials}{year}') ?? '', /without it every reference is the same/u);
  assert.match(await refused('{number}-{number}') ?? '', /only once/u);
  assert.match(await refused('{year}{number}') ?? '', /two references could read the same/u);
  assert.match(await refused('1{number}') ?? '', /two references could read the same/u);
  assert.match(await refused('{name}-{number}') ?? '', /\{name\} cannot be filled in/u);
  assert.match(await refused('Johnson-{number}') ?? '', /a name that is on record/u);
  assert.match(await refused('A B {number}') ?? '', /no spaces/u);
  assert.match(await refused('{initials-{number}') ?? '', /cannot be filled in|bracket/u);
  assert.match(await refused('') ?? '', /Enter how references are written/u);
  assert.deepEqual(errorsOf((await administrator.send(HERE, { representation: '{year}-{number}', compliment: '{calendar_year}-{number}', do: 'save' })).body), { compliment: 'Write references of compliments otherwise than those of complaints: the two could read the same' });
}));
