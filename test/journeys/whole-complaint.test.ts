import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxes } from '../web/acts-setting.ts';
import { isSeenBy, onJourney } from './journey.ts';

// Bank holidays of England in 2026 that lie in the way: Good Friday 3 April, Easter Monday 6 April, 4 May, 25 May, 31 August.
test('one complaint, from a telephone call through three stages and the Ombudsman to its closing, each step by the person whose it is', { timeout: 300_000 }, async () => {
  await onJourney(async ({ on, somebody }) => {
    const officer = await somebody('Olive Dean', ['complaints_officer']);
    const manager = await somebody('Ada Brook', ['complaints_manager'], { javaScriptEnabled: true });
    const respondent = await somebody('Rhys Cole', ['responding_manager']);
    const investigator = await somebody('Ines Duarte', ['investigating_officer']);
    const independent = await somebody('Paul Ekwe', ['independent_person']);
    const adjudicator = await somebody('Nadia Frost', ['adjudicating_officer']);
    const chair = await somebody('Cara Gill', ['panel_member']);
    const [first, second] = [await somebody('Max Hale', ['panel_member']), await somebody('Mina Iyer', ['panel_member'])];
    const partTakers = [respondent, investigator, independent, adjudicator, chair];

    // Monday 2 March: the call.
    const ref = await officer.recordsCall({
      name: 'Mary Johnson', 'child-1-name': 'Tom Johnson', capacity: 'P2', summary: 'Nobody rang back about the contact plan, and the worker came late', address: '3 Mill Lane\nAshmere',
      'point-1-complaint': 'Calls were not returned', 'point-2-complaint': 'The worker came late to each visit',
    });
    // Ten working days after 2 March: 3 to 6 (4), 9 to 13 (9), Monday 16 March (10). Nobody gains time by not deciding the handling.
    await officer.seesClocks(ref, 'Stage 1 response Due 16 March 2026 10 working days left');
    await isSeenBy(ref, [officer, manager, ...partTakers], officer, manager);

    // Tuesday 3 March: how it is handled.
    await on('2026-03-03');
    await officer.decidesStatutory(ref, '2026-03-03', { onBehalf: 'self', 'matter-1': 'support_for_child_in_need', 'matter-2': 'staff_conduct', 'proceedings-1': 'none', 'proceedings-2': 'none' });
    await officer.seesClocks(ref, 'Stage 1 response Due 16 March 2026 9 working days left');

    // Wednesday 4 March: given to the manager who answers, and acknowledged, with a letter.
    await on('2026-03-04');
    await officer.does(ref, 'allocate', '2026-03-04', { respondingManager: respondent.key, subjectOfComplaint: 'no' });
    await manager.setsLetters();
    const letter = await officer.drafts(ref, 'acknowledgement');
    assert.match(await officer.words(), /Nothing to mend/u);
    assert.match(await officer.drafted(), /Mary Johnson[\s\S]*Rhys Cole will look into it and answer you in writing by 16 March 2026/u);
    assert.equal(await respondent.open(letter), 404, 'a draft is for those who write it');
    assert.equal((await officer.sendsLetter('2026-03-04')).subarray(0, 5).toString(), '%PDF-');
    assert.equal(await respondent.open(letter), 200, 'what was sent is for all who see the case');
    await officer.does(ref, 'acknowledge', '2026-03-04', { stage: 'stage1' });
    await officer.seesClocks(ref, 'Stage 1 response Due 16 March 2026 8 working days left');
    await isSeenBy(ref, [officer, manager, ...partTakers], officer, manager, respondent);
    assert.equal(await respondent.open(`/cases/${ref}/acts/allocate`), 403, 'who answers does not say who answers');

    // Friday 13 March: extended to twenty working days in all: 17 to 20 (14), 23 to 27 (19), Monday 30 March (20).
    await on('2026-03-13');
    await manager.does(ref, 'extendStage1', '2026-03-13', { ...boxes('extendedTo', '2026-03-30'), ground: 'complexity' });
    await manager.hasNothingForAxe('the case page at stage 1');
    // Working days after the 13th: 16 to 20 (5), 23 to 27 (10), 30 (11).
    await respondent.seesClocks(ref, 'Stage 1 response Due 30 March 2026, extended from 16 March 2026 11 working days left');

    // Monday 30 March: the answer, and what it promises.
    await on('2026-03-30');
    await respondent.does(ref, 'promiseLearningAction', '2026-03-30', { action: 'Ring back the same day', owner: respondent.key, ...boxes('dueOn', '2026-06-30') });
    await respondent.does(ref, 'respondAtStage1', '2026-03-30', {
      'findings-1': 'upheld', 'remedies-1': ['apology'], 'reasons-1': 'The call log shows it', 'findings-2': 'not_upheld', 'reasons-2': 'The diary shows otherwise', ...boxes('receivedByComplainantOn', '2026-03-30'),
    });
    // Twenty working days after 30 March: 31 to 2 April (3), 7 to 10 (7), 13 to 17 (12), 20 to 24 (17), 27 to Wednesday 29 April (20).
    await officer.seesClocks(ref, 'Time to ask for stage 2 Open until 29 April 2026 20 working days left', 'Stage 1 response Due 30 March 2026, extended from 16 March 2026 Met on 30 March 2026');

    // Tuesday 7 April, the day after Easter Monday: stage 2.
    await on('2026-04-07');
    await manager.does(ref, 'requestStage2', '2026-04-07', { reason: 'dissatisfied_with_response' });
    await manager.does(ref, 'acceptStage2', '2026-04-07');
    // 25 working days: 8 to 10 (3), 13 to 17 (8), 20 to 24 (13), 27 to 1 May (18), 5 to 8 (22), 11 to Wednesday 13 May (25). Ten for the statement: 13 to 17 (8), 20, Tuesday 21 April (10).
    await manager.seesClocks(ref, 'Stage 2 adjudication Due 13 May 2026 25 working days left', 'Statement of complaint agreed Due 21 April 2026 10 working days left');

    await on('2026-04-09');
    await manager.does(ref, 'appointInvestigatingOfficer', '2026-04-09', { officer: investigator.key, declaredNoConflict: 'yes', inLineManagement: 'no' });
    await manager.does(ref, 'appointIndependentPerson', '2026-04-09', { person: independent.key, declaredNoConflict: 'yes' });
    await manager.does(ref, 'appointAdjudicatingOfficer', '2026-04-09', { officer: adjudicator.key });
    await isSeenBy(ref, [officer, manager, ...partTakers], officer, manager, respondent, investigator, independent, adjudicator);
    assert.equal(await independent.open(`/cases/${ref}/acts/recordStatement`), 403, 'the statement is the investigation’s');
    const statement = { 'points-1-complaint': 'Calls were not returned in January', 'points-1-desiredOutcome': 'An apology', 'points-2-complaint': 'The worker came late to each visit' };
    await investigator.does(ref, 'recordStatement', '2026-04-09', { state: 'sent', ...statement });
    await on('2026-04-16');
    await investigator.does(ref, 'recordStatement', '2026-04-16', { state: 'agreed' });
    // After 16 April: 17 (1), 20 to 24 (6), 27 to 1 May (11), 5 to 8 (15), 11 to 13 May (18).
    await investigator.seesClocks(ref, 'Stage 2 adjudication Due 13 May 2026 18 working days left', 'Statement of complaint agreed Due 21 April 2026 Met on 16 April 2026');

    await on('2026-05-06');
    await investigator.does(ref, 'receiveReport', '2026-05-06', { 'findings-1': 'upheld', 'findings-2': 'upheld', recommendations: 'Keep a log of calls' });
    await independent.does(ref, 'receiveReport', '2026-05-06');
    await manager.does(ref, 'sendReportToComplainant', '2026-05-06');
    await manager.does(ref, 'sendForAdjudication', '2026-05-06');
    await on('2026-05-11');
    await adjudicator.does(ref, 'adjudicateElement', '2026-05-11', { element: '1', finding: 'upheld', remedies: 'apology' });
    await adjudicator.does(ref, 'adjudicateElement', '2026-05-11', { element: '2', finding: 'not_upheld', reasons: 'The diary was not before the investigation' });
    await adjudicator.seesClocks(ref, 'Stage 2 adjudication Due 13 May 2026 2 working days left');
    await on('2026-05-12');
    await manager.does(ref, 'sendAdjudication', '2026-05-12', boxes('receivedByComplainantOn', '2026-05-12'));
    await manager.hasNothingForAxe('the case page after the adjudication');
    // Twenty working days after 12 May: 13 to 15 (3), 18 to 22 (8), 26 to 29 (12), 1 to 5 June (17), 8 to Wednesday 10 June (20).
    await manager.seesClocks(ref, 'Time to ask for a review panel Open until 10 June 2026 20 working days left', 'Stage 2 adjudication Due 13 May 2026 Met on 12 May 2026');

    // Wednesday 27 May: a panel is asked for.
    await on('2026-05-27');
    await manager.does(ref, 'closeStage2', '2026-05-27');
    await manager.does(ref, 'requestStage3', '2026-05-27');
    // Two working days: Friday 29 May. Thirty: 28, 29 (2), five weeks of June to 3 July (27), 6 to Wednesday 8 July (30).
    await manager.seesClocks(ref, 'Acknowledgement of the request for a panel Due 29 May 2026 2 working days left', 'Review panel meets Due 8 July 2026 30 working days left');
    await manager.does(ref, 'acknowledge', '2026-05-27', { stage: 'stage3' });
    await on('2026-06-03');
    for (const [role, person] of [['chair', chair], ['member', first], ['member', second]] as const) await manager.does(ref, 'appointPanelMember', '2026-06-03', { role, person: person.key, declaredNoConflict: 'yes' });
    await manager.does(ref, 'arrangePanel', '2026-06-03', { ...boxes('meetingOn', '2026-07-08'), venue: 'Town hall' });
    // Ten working days before 8 July: 7, 6 (2), 3 to 29 June (7), 26, 25, Wednesday 24 June (10).
    await manager.seesClocks(ref, 'Papers to the panel and those who attend Due 24 June 2026 15 working days left');
    await isSeenBy(ref, [chair, first, second], chair, first, second);
    assert.equal(await first.open(`/cases/${ref}/acts/holdPanel`), 403, 'a member records no meeting');
    await on('2026-06-24');
    await manager.does(ref, 'sendPanelPapers', '2026-06-24');
    await respondent.does(ref, 'completeLearningAction', '2026-06-24', { learningAction: '1', evidence: 'The new rota' });
    assert.match(await respondent.words(), /Ring back the same day\s*Evidence: The new rota/u);
    await on('2026-07-08');
    await manager.does(ref, 'holdPanel', '2026-07-08');
    // Five working days after the meeting: 9, 10 (2), 13 to Wednesday 15 July (5).
    await chair.seesClocks(ref, 'Findings of the panel sent Due 15 July 2026 5 working days left', 'Review panel meets Due 8 July 2026 Met on 8 July 2026');
    await on('2026-07-14');
    await chair.does(ref, 'sendPanelFindings', '2026-07-14', { ...boxes('receivedByAuthorityOn', '2026-07-14'), 'findings-1': 'upheld', 'findings-2': 'upheld', recommendations: 'Apologise for the visits' });
    // Fifteen working days after 14 July: 15 to 17 (3), 20 to 24 (8), 27 to 31 (13), 3 and Tuesday 4 August (15).
    await manager.seesClocks(ref, 'Response to the panel Due 4 August 2026 15 working days left');
    await on('2026-07-31');
    await manager.does(ref, 'respondToPanel', '2026-07-31', { 'findings-1': 'upheld', 'findings-2': 'not_upheld', outcome: 'Partly upheld', independentPersonConsulted: 'yes', departures: 'The diary was confirmed by the family' });
    await manager.seesClocks(ref, 'Response to the panel Due 4 August 2026 Met on 31 July 2026');

    // The Ombudsman states the days.
    await on('2026-09-01');
    await manager.does(ref, 'receiveOmbudsmanEnquiry', '2026-09-01', { ombudsmanRef: '26 001 234', kind: 'full', ...boxes('replyDueOn', '2026-09-29') });
    // 2 to 4 September (3), 7 to 11 (8), 14 to 18 (13), 21 to 25 (18), 28, Tuesday 29 (20).
    await manager.seesClocks(ref, 'Reply to the Ombudsman’s enquiries (26 001 234) Due 29 September 2026 20 working days left');
    await on('2026-09-28');
    await manager.does(ref, 'replyToOmbudsman', '2026-09-28', { ombudsmanRef: '26 001 234' });
    await on('2026-11-02');
    await manager.does(ref, 'recordOmbudsmanDecision', '2026-11-02', { ombudsmanRef: '26 001 234', decision: 'upheld_fault_and_injustice', 'remedies-0-remedy': 'Pay £150', ...boxes('remedies-0-dueOn', '2026-11-30') });
    // 3 to 6 November (4), 9 to 13 (9), 16 to 20 (14), 23 to 27 (19), Monday 30 (20).
    assert.ok((await manager.clocks()).some((one) => one.startsWith('Remedies agreed with the Ombudsman') && one.endsWith('Due 30 November 2026 20 working days left')), (await manager.clocks()).join('\n'));
    await on('2026-11-27');
    await manager.does(ref, 'recordPayment', '2026-11-27', { amountPence: '£150', role: 'complainant', stage: 'ombudsman' });
    assert.match(await manager.words(), /Paid to the complainant: £150/u);
    await manager.does(ref, 'completeLearningAction', '2026-11-27', { learningAction: '2', evidence: 'Remittance' });
    await manager.does(ref, 'notifyOmbudsmanCompliance', '2026-11-27', { remedies: '1' });
    await manager.does(ref, 'recordOmbudsmanCompliance', '2026-11-27', { remedies: '1', satisfied: 'yes' });
    await manager.does(ref, 'closeOmbudsmanCase', '2026-11-27', { ombudsmanRef: '26 001 234' });
    await officer.does(ref, 'close', '2026-11-27');
    await officer.open(`/cases/${ref}`);
    assert.match(await officer.words(), /Closed on 27 November 2026/u);
    assert.match(await officer.words(), /No clock is running/u);
    await manager.open(`/cases/${ref}`);
    await manager.hasNothingForAxe('the case page once closed');
    assert.match(await manager.words(), /Who has looked[\s\S]*Rhys Cole/u);
  });
});
