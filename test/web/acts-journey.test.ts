import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RepresentationFile } from '../../src/domain/case-file.ts';
import { day } from '../../src/domain/day.ts';
import { fileOf } from '../../src/domain/evolve.ts';
import { type ActsSetting, boxes, fillIn, formAt, hiddenOf, points, received, record, statutory, withActs, wordsOf } from './acts-setting.ts';

async function fileNow({ events }: ActsSetting): Promise<RepresentationFile> {
  const file = fileOf((await events()).map((one) => one.event));
  assert.equal(file?.kind, 'representation');
  return file;
}

test('one complaint goes by its forms from receipt through three stages to the Ombudsman and the last action', async () => {
  await withActs(async (setting) => {
    const { somebody, happens, on } = setting;
    await happens(received, ...points, statutory);
    const manager = await somebody('Ada Brook', 'complaints_manager');
    const respondent = await somebody('Rhys Cole', 'responding_manager');
    const investigator = await somebody('Ines Duarte', 'investigating_officer');
    const independent = await somebody('Paul Ekwe', 'independent_person');
    const adjudicator = await somebody('Nadia Frost', 'adjudicating_officer');
    const [chair, first, second] = [await somebody('Cara Gill', 'panel_member'), await somebody('Max Hale', 'panel_member'), await somebody('Mina Iyer', 'panel_member')];

    await on('2024-02-07');
    await record(manager, 'acknowledge', { ...boxes('on', '2024-02-07'), stage: 'stage1' });
    await record(manager, 'allocate', { ...boxes('on', '2024-02-07'), respondingManager: respondent.key, subjectOfComplaint: 'no' });

    // Ten working days from Monday 5 February end on the 19th, twenty on 4 March.
    await on('2024-02-16');
    const extending = await manager.visitor.get(formAt('extendStage1'));
    assert.match(wordsOf(extending.body), /Stage 1 response 19 February 2024 \(1 working day left\)/u);
    await record(manager, 'extendStage1', { ...boxes('on', '2024-02-16'), ...boxes('extendedTo', '2024-03-04'), ground: 'complexity' });
    await on('2024-03-04');
    assert.match(wordsOf((await respondent.visitor.get(formAt('respondAtStage1'))).body), /Stage 1 response 4 March 2024, extended \(due today\)/u);
    await record(respondent, 'respondAtStage1', {
      ...boxes('on', '2024-03-04'), 'findings-1': 'upheld', 'remedies-1': ['apology', 'training'], 'reasons-1': 'The call log shows it', 'findings-2': 'not_upheld', 'reasons-2': 'The diary shows otherwise', ...boxes('receivedByComplainantOn', '2024-03-04'),
    });

    // Stage 2 is asked for on Monday 11 March: 25 working days, Easter left out, end on 17 April, 65 on 14 June.
    await on('2024-03-11');
    assert.match(wordsOf((await manager.visitor.get(formAt('requestStage2'))).body), /Time to ask for stage 2 ends 3 April 2024/u);
    await record(manager, 'requestStage2', { ...boxes('on', '2024-03-11'), reason: 'dissatisfied_with_response' });
    const outOfTime = await fillIn(manager, 'refuseStage2', { ...boxes('on', '2024-03-11'), ground: 'out_of_time', reason: 'Nothing to add' });
    assert.match(wordsOf(outOfTime.body), /The request was made in time, before the end of 3 April 2024/u);
    await record(manager, 'acceptStage2', boxes('on', '2024-03-11'));
    await on('2024-03-13');
    const barred = await fillIn(manager, 'appointInvestigatingOfficer', { ...boxes('on', '2024-03-13'), officer: investigator.key, declaredNoConflict: 'yes', inLineManagement: 'yes' });
    assert.match(wordsOf(barred.body), /Ines Duarte is in the line management/u);
    await record(manager, 'appointInvestigatingOfficer', { ...boxes('on', '2024-03-13'), officer: investigator.key, declaredNoConflict: 'yes', inLineManagement: 'no' });
    await record(manager, 'appointIndependentPerson', { ...boxes('on', '2024-03-13'), person: independent.key, declaredNoConflict: 'yes' });
    await record(manager, 'appointAdjudicatingOfficer', { ...boxes('on', '2024-03-13'), officer: adjudicator.key });
    const statement = { 'points-1-complaint': 'Calls were not returned in January', 'points-1-desiredOutcome': 'An apology', 'points-2-complaint': 'The worker came late to each visit' };
    await record(investigator, 'recordStatement', { ...boxes('on', '2024-03-13'), state: 'sent', ...statement });
    await on('2024-03-20');
    assert.match((await investigator.visitor.get(formAt('recordStatement'))).body, /Calls were not returned in January<\/textarea>/u, 'the form starts from the version before');
    await record(investigator, 'recordStatement', { ...boxes('on', '2024-03-20'), state: 'agreed', ...statement });
    await on('2024-04-08');
    await record(investigator, 'receiveReport', { ...boxes('on', '2024-04-08'), 'findings-1': 'upheld', 'findings-2': 'upheld', recommendations: 'Ring back the same day\nKeep a log' });
    await record(independent, 'receiveReport', boxes('on', '2024-04-08'));
    await record(manager, 'sendReportToComplainant', boxes('on', '2024-04-08'));
    await record(manager, 'sendForAdjudication', boxes('on', '2024-04-08'));
    await on('2024-04-16');
    await record(adjudicator, 'adjudicateElement', { ...boxes('on', '2024-04-16'), element: '1', finding: 'upheld', remedies: 'apology' });
    const reversed = await fillIn(adjudicator, 'adjudicateElement', { ...boxes('on', '2024-04-16'), element: '2', finding: 'not_upheld' });
    assert.match(reversed.body, /<a href="#reasons">Enter why the decision is not upheld when the investigation found upheld<\/a>/u);
    await record(adjudicator, 'adjudicateElement', { ...boxes('on', '2024-04-16'), element: '2', finding: 'not_upheld', reasons: 'The diary was not before the investigation' });
    await on('2024-04-17');
    await record(manager, 'sendAdjudication', { ...boxes('on', '2024-04-17'), ...boxes('receivedByComplainantOn', '2024-04-17') });
    await on('2024-04-22');
    await record(manager, 'closeStage2', boxes('on', '2024-04-22'));

    // A panel asked for on Tuesday 7 May: 30 working days end on 19 June.
    await on('2024-05-07');
    await record(manager, 'requestStage3', boxes('on', '2024-05-07'));
    await record(manager, 'acknowledge', { ...boxes('on', '2024-05-07'), stage: 'stage3' });
    await on('2024-05-14');
    const conflicted = await fillIn(manager, 'appointPanelMember', { ...boxes('on', '2024-05-14'), role: 'chair', person: independent.key, declaredNoConflict: 'yes' });
    assert.match(wordsOf(conflicted.body), /Paul Ekwe is the independent person in this case and cannot also be on the panel/u);
    for (const [role, person] of [['chair', chair], ['member', first], ['member', second]] as const) await record(manager, 'appointPanelMember', { ...boxes('on', '2024-05-14'), role, person: person.key, declaredNoConflict: 'yes' });
    const tooLate = { ...boxes('on', '2024-05-14'), ...boxes('meetingOn', '2024-06-20'), venue: 'Town hall' };
    const warned = await fillIn(manager, 'arrangePanel', tooLate);
    assert.match(wordsOf(warned.body), /The panel has to meet by 19 June 2024/u);
    await record(manager, 'arrangePanel', { ...tooLate, ...boxes('meetingOn', '2024-06-19') });
    await on('2024-06-05');
    await record(manager, 'sendPanelPapers', boxes('on', '2024-06-05'));
    await on('2024-06-19');
    await record(manager, 'holdPanel', boxes('on', '2024-06-19'));
    await on('2024-06-25');
    await record(chair, 'sendPanelFindings', { ...boxes('on', '2024-06-25'), ...boxes('receivedByAuthorityOn', '2024-06-25'), 'findings-1': 'upheld', 'findings-2': 'upheld', recommendations: 'Apologise for the visits' });
    await on('2024-07-10');
    const response = { ...boxes('on', '2024-07-10'), 'findings-1': 'upheld', 'findings-2': 'not_upheld', outcome: 'Partly upheld' };
    const unconsulted = await fillIn(manager, 'respondToPanel', response);
    assert.match(wordsOf(unconsulted.body), /Consult the independent person before responding to the panel/u);
    assert.match(wordsOf(unconsulted.body), /Enter the reasons for departing from what the panel found or recommended/u);
    await record(manager, 'respondToPanel', { ...response, independentPersonConsulted: 'yes', departures: 'The diary was confirmed by the family' });

    await on('2024-08-01');
    await record(manager, 'receiveOmbudsmanEnquiry', { ...boxes('on', '2024-08-01'), ombudsmanRef: '24 001 234', kind: 'full', ...boxes('replyDueOn', '2024-08-29') });
    await on('2024-08-28');
    await record(manager, 'replyToOmbudsman', { ...boxes('on', '2024-08-28'), ombudsmanRef: '24 001 234' });
    await on('2024-10-01');
    await record(manager, 'receiveOmbudsmanDraft', { ...boxes('on', '2024-10-01'), ombudsmanRef: '24 001 234', ...boxes('commentsDueOn', '2024-10-15') });
    await record(manager, 'answerOmbudsmanDraft', { ...boxes('on', '2024-10-01'), ombudsmanRef: '24 001 234' });
    await on('2024-11-01');
    const decision = { ...boxes('on', '2024-11-01'), ombudsmanRef: '24 001 234', decision: 'upheld_fault_and_injustice' };
    const page = await manager.visitor.get(formAt('recordOmbudsmanDecision'));
    const more = await manager.visitor.send(formAt('recordOmbudsmanDecision'), { ...hiddenOf(page.body), ...decision, 'remedies-rows': '1', 'remedies-0-remedy': 'Apologise', intent: 'more' });
    assert.match(more.body, /Apologise<\/textarea>[\s\S]*Remedy 2/u);
    const undated = { ...decision, 'remedies-rows': '3', 'remedies-0-remedy': 'Apologise', ...boxes('remedies-0-dueOn', '2024-12-02'), 'remedies-2-remedy': 'Pay £150' };
    const missing = await fillIn(manager, 'recordOmbudsmanDecision', undated);
    assert.match(missing.body, /<a href="#remedies-1-dueOn">Enter the day by which the remedy is due<\/a>/u, 'a row that was left empty is closed up');
    await record(manager, 'recordOmbudsmanDecision', { ...undated, ...boxes('remedies-2-dueOn', '2024-12-02') });

    await on('2024-12-02');
    await record(manager, 'recordPayment', { ...boxes('on', '2024-12-02'), amountPence: '£150', role: 'complainant', stage: 'ombudsman' });
    await record(manager, 'completeLearningAction', { ...boxes('on', '2024-12-02'), learningAction: '1', evidence: 'Letter of 20 November' });
    await record(manager, 'completeLearningAction', { ...boxes('on', '2024-12-02'), learningAction: '2', evidence: 'Remittance' });
    await record(manager, 'notifyOmbudsmanCompliance', { ...boxes('on', '2024-12-02'), remedies: ['1', '2'] });
    const early = await fillIn(manager, 'closeOmbudsmanCase', { ...boxes('on', '2024-12-02'), ombudsmanRef: '24 001 234' });
    assert.match(wordsOf(early.body), /It is not on record that the Ombudsman accepted 2 of the remedies/u);
    await record(manager, 'recordOmbudsmanCompliance', { ...boxes('on', '2024-12-02'), remedies: ['1', '2'], satisfied: 'yes' });
    await record(manager, 'closeOmbudsmanCase', { ...boxes('on', '2024-12-02'), ombudsmanRef: '24 001 234' });
    await record(manager, 'close', boxes('on', '2024-12-02'));

    const file = await fileNow(setting);
    assert.deepEqual([file.stage1.state, file.stage1.state === 'answered' && file.stage1.judged], ['answered', { startedOn: '2024-02-05', dueOn: '2024-03-04', workingDays: 20 }]);
    assert.deepEqual(file.stage2.state === 'accepted' && file.stage2.judged, { startedOn: '2024-03-11', dueOn: '2024-04-17', workingDays: 25 });
    assert.deepEqual(file.stage3.state === 'requested' && file.stage3.panelJudged, { startedOn: '2024-05-07', dueOn: '2024-06-19', workingDays: 30 });
    assert.deepEqual(file.stage3.state === 'requested' && file.stage3.responseJudged?.dueOn, '2024-07-16');
    assert.deepEqual(file.payments, [{ on: '2024-12-02', stage: 'ombudsman', role: 'complainant', amountPence: 15_000 }]);
    assert.ok(file.learningActions.every((action) => action.completedOn === '2024-12-02'));
    assert.equal(file.closedOn, '2024-12-02');
  });
});

test('a restricted case is left by an officer who may see it no more, and everybody has gone from the drop-down who cannot sign in', async () => {
  await withActs(async ({ somebody, happens, store, authorityId }) => {
    await happens(received, ...points, statutory);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const gone = await somebody('Rhys Cole', 'responding_manager');
    await store.db.updateTable('account').set({ disabled_at: new Date('2024-02-06T09:00:00Z') }).where('authority_id', '=', authorityId).where('account_id', '=', Number(gone.key.slice(1))).execute();
    assert.doesNotMatch((await officer.visitor.get(formAt('allocate'))).body, /Rhys Cole/u);
    const sent = await fillIn(officer, 'restrict', { ...boxes('on', '2024-02-06'), reason: 'The family is known to staff' });
    assert.equal(sent.headers.location, '/work');
    assert.equal((await officer.visitor.get(formAt('note'))).statusCode, 404);
  });
});

test('the acts that make sense are those of the state of the case and of the viewer', async () => {
  const { possibleActs } = await import('../../src/web/possible-acts.ts');
  const viewer = { authorityId: 1, accountId: 7, key: 'U7', name: 'Ada', email: 'a@example.org', services: [] };
  const keys = (file: RepresentationFile, ...roles: readonly ('complaints_manager' | 'complaints_officer' | 'responding_manager' | 'advocate')[]) => possibleActs(file, { ...viewer, roles }).flatMap((step) => step.acts.map((act) => act.key));
  const at = (...events: Parameters<typeof fileOf>[0] extends Iterable<infer E> ? E[] : never): RepresentationFile => {
    const file = fileOf([received, ...points, ...events]);
    assert.equal(file?.kind, 'representation');
    return file;
  };
  assert.ok(keys(at(), 'complaints_manager').includes('decideHandling'));
  assert.ok(!keys(at(), 'complaints_manager').includes('respondAtStage1'), 'not before its handling is decided');
  const allocated = at(statutory, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: 'U7' });
  assert.deepEqual(keys(allocated, 'responding_manager'), ['extendStage1', 'recordLateReason', 'respondAtStage1', 'promiseLearningAction', 'note']);
  assert.equal(possibleActs(allocated, { ...viewer, roles: ['responding_manager'] })[0]?.acts[0]?.name, 'Ask to extend stage 1');
  assert.deepEqual(keys(allocated, 'advocate'), [], 'a part counts with its own role alone');
  assert.ok(!keys(allocated, 'complaints_officer').includes('decideFreeze') && keys(allocated, 'complaints_manager').includes('decideFreeze'));
  assert.ok(keys(at(statutory, { type: 'Closed', on: day('2024-02-06') }), 'complaints_manager').includes('reopen'));
});
