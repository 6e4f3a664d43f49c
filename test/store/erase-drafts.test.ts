import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { decideErasure } from '../../src/store/erase-case.ts';
import { askForErasure, liftHold, placeHold } from '../../src/store/retention.ts';
import { append, findCase } from '../../src/store/case-history.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { day } from '../../src/domain/day.ts';
import { boxes, hiddenOf } from '../web/acts-setting.ts';
import { clock, record, withOffice } from '../web/record-office.ts';

test('erasing a case takes the drafts of its forms with it, whoever kept them, why it was on hold and what was said for erasing it; and no other case’s', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const olive = await signedIn('Olive Officer', 'complaints_officer');
  const mona = await signedIn('Mona Manager', 'complaints_manager');
  const erased = await record(olive, { name: 'Mary Johnson' });
  const other = await record(olive, { name: 'Kit Lowe', summary: 'A bag was lost' });
  for (const [visitor, ref, act] of [[olive, erased, 'note'], [mona, erased, 'restrict'], [olive, other, 'note']] as const) {
    const form = `/cases/${ref}/acts/${act}`;
    const text: Readonly<Record<string, string>> = { [act === 'note' ? 'note' : 'reason']: `Half a thought on ${ref}` };
    assert.equal((await visitor.send(form, { ...hiddenOf((await visitor.get(form)).body), intent: 'draft', ...boxes('on', '2026-11-20'), ...text })).statusCode, 303);
  }
  await mona.send(`/cases/${erased}/handling`, { form: randomUUID(), onBehalf: 'self' });
  const held = await findCase(store.db, authorityId, 'representation', erased);
  const caseId = held?.caseId ?? 0;
  // A case whose number begins with the same figures.
  const [account] = await store.db.selectFrom('account').select('account_id').orderBy('account_id').execute();
  await store.db.insertInto('draft').values({ authority_id: authorityId, account_id: account?.account_id ?? 0, form: `case ${caseId}0 act note`, fields: '{}', saved_at: clock() }).execute();
  const before = await store.db.selectFrom('draft').select('form').execute();
  assert.ok(before.filter(({ form }) => form.startsWith(`case ${caseId} `)).length >= 2);
  const { version } = await store.db.selectFrom('case_known').select('version').where('authority_id', '=', authorityId).where('case_id', '=', caseId).executeTakeFirstOrThrow();
  await append(store.db, authorityId, { kind: 'representation', ref: erased }, version, [{ type: 'Closed', on: day('2026-11-20') }], { by: 'U1', at: clock() }, projectionContextOf(await authorityNamed(store.db, 'Worcestershire')));
  const [first, second] = await store.db.selectFrom('account').select('account_id').orderBy('account_id').execute();
  const by = { by: first?.account_id ?? 0, at: clock() };
  const otherId = (await findCase(store.db, authorityId, 'representation', other))?.caseId ?? 0;
  await placeHold(store.db, authorityId, caseId, 'Mary Johnson has gone to court', by);
  await liftHold(store.db, authorityId, caseId, by);
  await placeHold(store.db, authorityId, otherId, 'Kit Lowe has gone to court', by);
  await askForErasure(store.db, authorityId, caseId, { ground: 'recorded_by_mistake', reason: 'Mary Johnson was recorded twice' }, { by: first?.account_id ?? 0, at: clock() });
  const decided = await decideErasure(store.db, authorityId, caseId, 'erased', { by: second?.account_id ?? 0, at: clock() });
  assert.equal(decided.is, 'erased', JSON.stringify(decided));
  assert.deepEqual((await store.db.selectFrom('legal_hold').select(['case_id', 'reason']).orderBy('case_id').execute()).map((hold) => [hold.case_id, hold.reason]), [[caseId, ''], [otherId, 'Kit Lowe has gone to court']]);
  assert.deepEqual(await store.db.selectFrom('erasure').select(['ground', 'reason']).execute(), [{ ground: 'recorded_by_mistake', reason: '' }]);
  assert.match((await mona.get(`/administration/retention/representation/${erased}`)).body, /It was recorded by mistake: reason erased with the case/u);
  const left = (await store.db.selectFrom('draft').select(['form', 'fields']).execute()).map(({ form, fields }) => `${form} ${JSON.stringify(fields)}`).join('\n');
  assert.doesNotMatch(left, new RegExp(`^case ${caseId} |on ${erased}`, 'mu'));
  assert.match(left, new RegExp(`on ${other}`, 'u'));
  assert.match(left, new RegExp(`case ${caseId}0 act note`, 'u'));
}));
