import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxes } from '../web/acts-setting.ts';
import { isSeenBy, onJourney } from './journey.ts';

test('a child’s complaint stands still while an advocate is found, is open to the advocate alone of those outside, and is answered in words for a child', { timeout: 300_000 }, async () => {
  await onJourney(async ({ on, somebody }) => {
    const officer = await somebody('Olive Dean', ['complaints_officer'], { javaScriptEnabled: true });
    const manager = await somebody('Ada Brook', ['complaints_manager']);
    const respondent = await somebody('Rhys Cole', ['responding_manager']);
    const advocate = await somebody('Asha Venn', ['advocate']);
    const another = await somebody('Abel Wray', ['advocate']);
    const everybody = [officer, manager, respondent, advocate, another];

    // Monday 2 March: ten working days are 3 to 6 (4), 9 to 13 (9), Monday 16 March (10).
    const ref = await officer.recordsCall({ name: 'Robin Ashby', capacity: 'P1', summary: 'I was moved and nobody asked me', address: '3 Mill Lane\nAshmere', advocate: 'offered' });
    const other = await officer.recordsCall({ name: 'Kit Lowe', capacity: 'P1', summary: 'My bag was lost' });
    await officer.seesClocks(ref, 'Stage 1 response Due 16 March 2026 10 working days left');
    await on('2026-03-03');
    await officer.decidesStatutory(ref, '2026-03-03', { 'matter-1': 'support_for_child_in_need', 'proceedings-1': 'none' });
    await officer.does(ref, 'allocate', '2026-03-03', { respondingManager: respondent.key, subjectOfComplaint: 'no' });
    await on('2026-03-04');
    await officer.does(ref, 'seekAdvocate', '2026-03-04');
    await isSeenBy(ref, everybody, officer, manager, respondent);

    // Monday 9 March: 5, 6 and 9 March do not count, so an advocate appointed today would give 17, 18, Thursday 19 March.
    await on('2026-03-09');
    await respondent.seesClocks(ref, 'Stage 1 response Due 19 March 2026 Standing still since 4 March 2026');

    // Wednesday 11 March: 5, 6, 9, 10 and 11 March do not count. 3, 4 (2), 12, 13 (4), 16 to 20 (9), Monday 23 March (10).
    await on('2026-03-11');
    await officer.open(`/cases/${ref}/acts/appointAdvocate`);
    await officer.types({ ...boxes('on', '2026-03-11'), advocate: another.key, consented: 'no', barredAs: 'manager_of_service' });
    await officer.presses(officer.page.getByRole('button', { name: 'Record' }).first());
    assert.match(await officer.words(), /the manager of the service complained about and may not be the advocate/u);
    await officer.does(ref, 'appointAdvocate', '2026-03-11', { advocate: advocate.key, consented: 'no' });
    // Until Robin consents, the advocate sees nothing.
    await isSeenBy(ref, everybody, officer, manager, respondent);
    assert.match(await officer.words(), /Asha Venn Advocate Does not see this case: no consent to that is on record/u);
    await officer.open(`/cases/${ref}/acts/giveConsent?choose=advocate`);
    await officer.types({ ...boxes('on', '2026-03-11'), by: 'child', how: 'orally', covers: ['case', 'speaking'], note: 'Robin said so on the telephone' });
    await officer.presses(officer.page.getByRole('button', { name: 'Record' }).first());
    assert.match(await officer.words(), /Advocate: Asha Venn .*11 March 2026, by speaking to us, by the child or young person\. Recorded by Olive Dean Robin said so on the telephone .*See the case and its letters in Candour and speak for them, at meetings and on the telephone Stands/u);
    await officer.hasNothingForAxe('the case page with an advocate');
    await isSeenBy(ref, everybody, officer, manager, respondent, advocate);
    await isSeenBy(other, everybody, officer, manager);
    // 12, 13 (2), 16 to 20 (7), 23 (8).
    await advocate.seesClocks(ref, 'Stage 1 response Due 23 March 2026 8 working days left');
    await advocate.open('/cases');
    assert.match(await advocate.words(), new RegExp(`1 case found.*${ref}`, 'u'));
    assert.doesNotMatch(await advocate.words(), new RegExp(other, 'u'));
    await advocate.does(ref, 'note', '2026-03-11', { note: 'Robin wants to be met at school' });
    for (const act of ['respondAtStage1', 'allocate', 'close']) assert.equal(await advocate.open(`/cases/${ref}/acts/${act}`), 403, act);
    assert.equal(await advocate.open('/cases.csv'), 403);

    // The acknowledgement, in words for a child.
    await manager.setsLetters();
    const acknowledgement = await officer.drafts(ref, 'acknowledgement');
    assert.match(await officer.words(), /Its subject line is “What you told us”.*Nothing to mend/u);
    assert.match(await officer.drafted(), /Thank you for telling us what is wrong\. We heard from you on 2 March 2026\.[\s\S]*Rhys Cole will look into it\. They will write to you by 23 March 2026\.[\s\S]*An advocate is on your side/u);
    assert.equal(await advocate.open(acknowledgement), 404, 'a draft is for those who write it');
    await officer.sendsLetter('2026-03-11');
    assert.equal(await advocate.open(acknowledgement), 200, 'what was sent is for all who see the case');
    assert.match(await advocate.words(), /An advocate is on your side/u);
    assert.equal(await another.open(acknowledgement), 404);
    await officer.does(ref, 'acknowledge', '2026-03-11', { stage: 'stage1' });

    // Friday 20 March: the answer, by the manager whose it is, and the letter with it.
    await on('2026-03-20');
    await respondent.does(ref, 'respondAtStage1', '2026-03-20', { 'findings-1': 'upheld', 'remedies-1': ['apology'], 'reasons-1': 'We did not ask you', ...boxes('receivedByComplainantOn', '2026-03-20') });
    const answer = await respondent.drafts(ref, 'stage1-response');
    for (const box of await respondent.page.locator('.candour-letter__text textarea').all()) {
      const text = await box.inputValue();
      if (text.includes('[[')) await box.fill(text.replaceAll(/\[\[[^\]]*\]\]/gu, 'We are sorry. We read your notes'));
    }
    await respondent.presses(respondent.page.getByRole('button', { name: 'Save and check' }).first());
    assert.match(await respondent.words(), /Its subject line is “Our answer to what you told us”.*Nothing to mend/u);
    assert.equal(await respondent.page.getByRole('button', { name: 'Keep it as sent' }).count(), 0, 'only the complaints team sends');
    // Twenty working days after 20 March: 23 to 27 (5), 30 to 2 April (9), 7 to 10 (13), 13 to 17 (18), 20, Tuesday 21 April (20).
    assert.match(await respondent.drafted(), /21 April 2026/u);
    await officer.open(answer);
    await officer.sendsLetter('2026-03-20');
    assert.equal(await advocate.open(answer), 200);
    await advocate.seesClocks(ref, 'Stage 1 response Due 23 March 2026 Met on 20 March 2026', 'Time to ask for stage 2 Open until 21 April 2026 20 working days left');

    // Monday 23 March: Robin does not want the advocate to see any more of it. Everything closes at once, also what was open in the advocate’s browser.
    await on('2026-03-23');
    assert.equal(await advocate.open(`/cases/${ref}`), 200);
    const pdf = String(await (await advocate.open(answer), advocate.page.getByRole('link', { name: 'Download as PDF' })).getAttribute('href'));
    assert.equal((await advocate.context.request.get(pdf)).status(), 200);
    await officer.does(ref, 'withdrawConsent', '2026-03-23');
    assert.match(await officer.words(), /Ended on 23 March 2026/u);
    await isSeenBy(ref, everybody, officer, manager, respondent);
    for (const closed of [`/cases/${ref}/letters`, acknowledgement, answer, `/cases/${ref}/acts/note`]) assert.equal(await advocate.open(closed), 404, closed);
    assert.equal((await advocate.context.request.get(pdf)).status(), 404);
    for (const list of ['/cases', `/cases?text=${ref}`, '/cases?mine=yes', '/work']) {
      await advocate.open(list);
      assert.doesNotMatch(await advocate.words(), new RegExp(`Ashby|moved and nobody|${ref}, received`, 'u'), list);
    }
    await advocate.open('/cases');
    assert.match(await advocate.words(), /No cases|You take part in no case|0 cases/u);
  });
});
