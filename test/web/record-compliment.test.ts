import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import { answerFigure } from '../../src/reporting/figures.ts';
import { errorsOf, textOf, withOffice } from './record-office.ts';

function praise(more: Readonly<Record<string, string | readonly string[]>> = {}): Record<string, string | readonly string[]> {
  return {
    form: randomUUID(), source: 'foster_carer', channel: 'telephone', 'received-day': '20', 'received-month': '11', 'received-year': '2026', service: 'Fostering & Kinship', credited: 'Sunita of the evening team',
    aspects: ['expertise', 'patience_and_kindness'], text: 'She stayed on the line until it was settled', publishConsent: 'yes', ...more,
  };
}

test('a compliment is recorded with whom it praises and for what, and counted by the figure of compliments', async () => withOffice(async ({ store, authorityId, signedIn, eventsOf }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const november = { measure: 'compliments', from: day('2026-11-01'), to: day('2026-11-30') } as const;
  assert.deepEqual((await answerFigure(store.db, authorityId, november)).answer, null);
  const reply = await officer.send('/record/compliment', praise());
  assert.equal(reply.headers.location, '/record/compliment?recorded=WO26-C0001', textOf(reply.body));
  assert.deepEqual((await eventsOf('WO26-C0001', 'compliment')).map((one) => one.event), [{
    type: 'ComplimentReceived', on: '2026-11-20', ref: 'WO26-C0001', source: 'foster_carer', origin: 'external', channel: 'telephone', service: 'Fostering & Kinship', credited: 'Sunita of the evening team',
    aspects: ['expertise', 'patience_and_kindness'], text: 'She stayed on the line until it was settled', publishConsent: 'yes',
  }]);
  assert.equal((await answerFigure(store.db, authorityId, november)).answer, 1);
  assert.equal((await answerFigure(store.db, authorityId, { ...november, where: { aspects: 'expertise', source: 'foster_carer' } })).answer, 1);
  const { rows } = await sql<{ body: string }>`select body::text as body from event where type = 'ComplimentReceived' and source = 'casework'`.execute(store.db);
  assert.ok(rows.length === 1 && !rows[0]?.body.includes('Sunita'), 'whom it praises stands beside the log, to be erased');
  assert.deepEqual(await store.db.selectFrom('compliment').select('credited').where('ref', '=', 'WO26-C0001').execute(), [{ credited: 'Sunita of the evening team' }]);
  assert.match(textOf((await officer.get('/record/compliment?recorded=WO26-C0001')).body), /Recorded as WO26-C0001/u);
}));

test('a colleague’s compliment comes from inside the council unless it is said otherwise', async () => withOffice(async ({ store, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await officer.send('/record/compliment', praise({ source: 'colleague' }));
  await officer.send('/record/compliment', praise({ source: 'colleague', origin: 'external' }));
  const rows = await store.db.selectFrom('compliment').select(['ref', 'origin']).where('ref', 'like', 'WO26-%').orderBy('ref').execute();
  assert.deepEqual(rows, [{ ref: 'WO26-C0001', origin: 'internal' }, { ref: 'WO26-C0002', origin: 'external' }]);
}));

test('a compliment that is sent twice is recorded once', async () => withOffice(async ({ store, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const form = praise();
  const replies = await Promise.all([officer.send('/record/compliment', form), officer.send('/record/compliment', form)]);
  assert.deepEqual(replies.map((reply) => reply.headers.location), ['/record/compliment?recorded=WO26-C0001', '/record/compliment?recorded=WO26-C0001']);
  assert.equal((await store.db.selectFrom('compliment').select('ref').where('ref', 'like', 'WO26-%').execute()).length, 1);
}));

test('what is wrong with a compliment is said beside each field, and what was typed stays', async () => withOffice(async ({ signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const { statusCode, body } = await officer.send('/record/compliment', praise({ source: 'nobody', channel: '', text: ' ', 'received-day': '21' }));
  assert.equal(statusCode, 400);
  assert.deepEqual(errorsOf(body), { source: 'Select who gave it', text: 'Enter what they said, if it may be quoted', channel: 'Select how it came', 'received-day': 'Date received must be today or in the past' });
  assert.ok(body.includes('value="Sunita of the evening team"') && body.includes('value="21"'));
  assert.match(body, /value="patience_and_kindness" checked/u);
  const nothing = await officer.send('/record/compliment', praise({ text: '', aspects: [], publishConsent: 'no' }));
  assert.deepEqual(errorsOf(nothing.body), { text: 'Enter what they said, or select what they praised' });
}));
