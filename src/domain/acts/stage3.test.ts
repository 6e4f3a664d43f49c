import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adjudicated, context, corporate, given, happened, panelFindings, panelHeld, panelReady, panelRequested, reported, soleRefusal, stage2Closed } from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import { earlyReferralCriteria, type CaseEvent } from '../events.ts';
import { acknowledge } from './acknowledge.ts';
import { appointPanelMember } from './appoint-panel-member.ts';
import { arrangePanel } from './arrange-panel.ts';
import { close } from './close.ts';
import { holdPanel } from './hold-panel.ts';
import { postponePanel } from './postpone-panel.ts';
import { referEarly } from './refer-early.ts';
import { refuseStage3 } from './refuse-stage3.ts';
import { requestStage3 } from './request-stage3.ts';
import { respondToPanel } from './respond-to-panel.ts';
import { sendPanelFindings } from './send-panel-findings.ts';
import { sendPanelPapers } from './send-panel-papers.ts';
import { standDownPanelMember } from './stand-down-panel-member.ts';
import { withdraw } from './withdraw.ts';

test('an adjudication received on 18 April 2024 leaves until 17 May to ask for a panel; a later request needs reasons to be accepted', () => {
  assert.equal(happened(requestStage3(given(...stage2Closed), { on: day('2024-05-17') }, context)).length, 1);
  assert.equal(soleRefusal(requestStage3(given(...stage2Closed), { on: day('2024-05-20') }, context)).message, 'The time to ask for a review panel ended on 17 May 2024. Enter why the request is accepted although late.');
  assert.equal(happened(requestStage3(given(...stage2Closed), { on: day('2024-05-20'), lateAcceptedBecause: 'The letter went to an old address' }, context)).length, 1);
});

test('a panel reviews an adjudication, and the corporate procedure has none', () => {
  assert.equal(soleRefusal(requestStage3(given(...reported), { on: day('2024-05-07') }, context)).because, 'not adjudicated');
  const corporateStage2 = given(corporate, { type: 'Stage2Requested', on: day('2024-03-11') }, { type: 'Stage2Accepted', on: day('2024-03-11') }, { type: 'Stage2Adjudicated', on: day('2024-04-02') });
  assert.equal(soleRefusal(requestStage3(corporateStage2, { on: day('2024-04-08') }, context)).because, 'statutory only');
});

test('a panel is refused only on the grounds that the law permits', () => {
  const command = { on: day('2024-05-08'), reason: 'See letter', consideredIn: 'T22-9' };
  assert.equal(soleRefusal(refuseStage3(given(...panelRequested), { ...command, consideredIn: '', ground: 'already_considered' }, context)).field, 'consideredIn');
  assert.equal(soleRefusal(refuseStage3(given(...panelRequested), { ...command, ground: 'other_authority' }, context)).field, 'otherAuthority');
  assert.equal(soleRefusal(refuseStage3(given(...panelRequested), { ...command, ground: 'out_of_time' }, context)).because, 'in time');
  assert.equal(happened(refuseStage3(given(...panelRequested), { ...command, ground: 'already_considered' }, context)).length, 1);
  assert.equal(soleRefusal(refuseStage3(given(...stage2Closed), { ...command, ground: 'already_considered' }, context)).because, 'no request');
  assert.equal(soleRefusal(refuseStage3(given(...panelHeld), { ...command, on: day('2024-06-20'), ground: 'already_considered' }, context)).because, 'panel held');
});

test('the panel is three independent persons who had no part in the case', () => {
  const appoint = (person: string, role: 'chair' | 'member' = 'member', ...events: CaseEvent[]) => appointPanelMember(given(...panelRequested, ...events), { on: day('2024-05-13'), role, person }, context);
  assert.deepEqual(happened(appoint('PC-1', 'chair')), [{ type: 'PanelMemberAppointed', on: '2024-05-13', role: 'chair', person: 'PC-1' }]);
  for (const person of ['IO-1', 'IP-1', 'AO-1', 'RM-1']) assert.equal(soleRefusal(appoint(person)).because, 'conflict of interest', person);
  const chair: CaseEvent = { type: 'PanelMemberAppointed', on: day('2024-05-09'), role: 'chair', person: 'PC-1' };
  assert.equal(soleRefusal(appoint('PC-1', 'member', chair)).because, 'conflict of interest', 'one person cannot sit twice');
  assert.equal(soleRefusal(appoint('PC-2', 'chair', chair)).because, 'panel full');
  assert.equal(soleRefusal(appointPanelMember(given(...panelReady), { on: day('2024-05-15'), role: 'member', person: 'PM-3' }, context)).because, 'panel full');
  assert.equal(soleRefusal(appointPanelMember(given(...panelRequested), { on: day('2024-05-13'), role: 'member', person: 'PM-1', connection: 'officer' }, context)).because, 'not independent');
});

test('a panel is arranged for a day to come, and for another only once it is postponed with the reason', () => {
  const command = { on: day('2024-05-14'), meetingOn: day('2024-06-19'), venue: 'Town hall' };
  assert.equal(happened(arrangePanel(given(...panelRequested), command, context)).length, 1);
  assert.equal(soleRefusal(arrangePanel(given(...panelRequested), { ...command, meetingOn: day('2024-05-13') }, context)).field, 'meetingOn');
  assert.equal(soleRefusal(arrangePanel(given(...panelReady), { ...command, on: day('2024-05-20') }, context)).because, 'arranged already');
  const postponed: CaseEvent = { type: 'PanelPostponed', on: day('2024-05-17'), reason: 'The complainant is away' };
  assert.equal(happened(arrangePanel(given(...panelReady, postponed), { ...command, on: day('2024-05-20') }, context)).length, 1);
  assert.equal(happened(postponePanel(given(...panelReady), { on: day('2024-05-17'), reason: 'The complainant is away' }, context)).length, 1);
  assert.equal(soleRefusal(postponePanel(given(...panelReady), { on: day('2024-05-17'), reason: '' }, context)).field, 'reason');
  assert.equal(soleRefusal(postponePanel(given(...panelRequested), { on: day('2024-05-17'), reason: 'Away' }, context)).because, 'not arranged');
});

test('the papers go before the panel meets', () => {
  assert.equal(happened(sendPanelPapers(given(...panelReady), { on: day('2024-06-05') }, context)).length, 1);
  assert.equal(soleRefusal(sendPanelPapers(given(...panelReady), { on: day('2024-06-20') }, context)).because, 'after the panel');
  assert.equal(soleRefusal(sendPanelPapers(given(...panelRequested), { on: day('2024-06-05') }, context)).because, 'not arranged');
});

test('a panel asked for on 7 May 2024 meets on the day arranged, with three members, and says why after 19 June', () => {
  assert.deepEqual(happened(holdPanel(given(...panelReady), { on: day('2024-06-19') }, context)), [{ type: 'PanelHeld', on: '2024-06-19', judged: { startedOn: '2024-05-07', dueOn: '2024-06-19', workingDays: 30 } }]);
  assert.equal(soleRefusal(holdPanel(given(...panelReady), { on: day('2024-06-18') }, context)).because, 'another day');
  assert.equal(soleRefusal(holdPanel(given(...panelReady.filter((event) => event.type !== 'PanelMemberAppointed' || event.person !== 'PM-2')), { on: day('2024-06-19') }, context)).because, 'panel incomplete');
  const postponed = given(...panelReady, { type: 'PanelPostponed', on: day('2024-06-03'), reason: 'Away' }, { type: 'PanelArranged', on: day('2024-06-03'), meetingOn: day('2024-06-20') });
  assert.equal(soleRefusal(holdPanel(postponed, { on: day('2024-06-20') }, context)).field, 'lateReason');
  assert.equal(happened(holdPanel(postponed, { on: day('2024-06-20'), lateReason: 'awaiting_complainant' }, context)).length, 1);
});

test('findings follow the panel, once', () => {
  const command = { on: day('2024-06-26'), findings: [{ element: 1, finding: 'upheld' }] } as const;
  assert.deepEqual(happened(sendPanelFindings(given(...panelHeld), command, context)), [{ type: 'PanelFindingsSent', ...command, judged: { startedOn: '2024-06-19', dueOn: '2024-06-26', workingDays: 5 } }]);
  assert.equal(soleRefusal(sendPanelFindings(given(...panelReady), command, context)).because, 'panel not held');
  assert.equal(soleRefusal(sendPanelFindings(given(...panelFindings), { on: day('2024-06-27') }, context)).because, 'already sent');
  assert.equal(soleRefusal(sendPanelFindings(given(...panelHeld), { ...command, receivedByAuthorityOn: day('2024-06-25') }, context)).field, 'receivedByAuthorityOn');
});

test('the response to the panel consults the independent person and gives reasons for any departure', () => {
  const command = { on: day('2024-07-17'), independentPersonConsulted: true, outcome: 'Recommendations accepted' };
  assert.deepEqual(happened(respondToPanel(given(...panelFindings), command, context)), [{ type: 'Stage3Responded', ...command, judged: { startedOn: '2024-06-26', dueOn: '2024-07-17', workingDays: 15 } }]);
  assert.equal(soleRefusal(respondToPanel(given(...panelFindings), { ...command, independentPersonConsulted: false }, context)).because, 'independent person not consulted');
  assert.equal(soleRefusal(respondToPanel(given(...panelFindings), { ...command, findings: [{ element: 2, finding: 'not_upheld' }] }, context)).field, 'departures');
  assert.equal(soleRefusal(respondToPanel(given(...panelFindings), { ...command, departsFromRecommendations: true }, context)).field, 'departures');
  assert.equal(happened(respondToPanel(given(...panelFindings), { ...command, findings: [{ element: 2, finding: 'not_upheld' }], departures: 'The panel did not see the record' }, context)).length, 1);
  assert.equal(soleRefusal(respondToPanel(given(...panelHeld), command, context)).because, 'no findings');
});

test('early referral takes all five criteria and the complainant’s consent', () => {
  const command = { on: day('2024-05-01'), criteriaMet: earlyReferralCriteria, complainantConsentedOn: day('2024-04-30') };
  assert.equal(happened(referEarly(given(...stage2Closed), command, context)).length, 1);
  assert.equal(soleRefusal(referEarly(given(...stage2Closed), { ...command, criteriaMet: earlyReferralCriteria.slice(1) }, context)).message, 'All five criteria have to be met. Not met: robust report');
  assert.equal(soleRefusal(referEarly(given(...stage2Closed), { on: command.on, criteriaMet: earlyReferralCriteria }, context)).because, 'no consent');
  assert.equal(soleRefusal(referEarly(given(...reported), command, context)).because, 'not adjudicated');
  const referred: CaseEvent = { type: 'EarlyReferralMade', ...command };
  assert.equal(soleRefusal(requestStage3(given(...adjudicated, referred), { on: day('2024-05-07') }, context)).because, 'referred early');
});

test('early referral ends a stage 3 that was asked for, until the Ombudsman sends it back for a panel', () => {
  const referred: CaseEvent = { type: 'EarlyReferralMade', on: day('2024-05-09'), criteriaMet: earlyReferralCriteria, complainantConsentedOn: day('2024-05-08') };
  assert.equal(happened(close(given(...panelRequested, referred), { on: day('2024-05-20') }, context)).length, 1);
  assert.equal(soleRefusal(close(given(...panelRequested, referred), { on: day('2024-05-08') }, context)).because, 'too early');
  const sentBack: readonly CaseEvent[] = [referred, { type: 'OmbudsmanEnquiryReceived', on: day('2024-06-03'), ombudsmanRef: '24 001' }, { type: 'OmbudsmanDecided', on: day('2024-06-10'), ombudsmanRef: '24 001', decision: 'premature' }];
  assert.equal(soleRefusal(close(given(...panelRequested, ...sentBack), { on: day('2024-06-11') }, context)).because, 'still open');
  const { type: _, ...command } = { type: 'Stage3Requested', on: day('2024-06-12'), lateAcceptedBecause: 'Sent back by the Ombudsman' };
  assert.equal(happened(requestStage3(given(...stage2Closed, ...sentBack), command, context)).length, 1);
});

test('a panel can be called off by withdrawing until it has met', () => {
  assert.deepEqual(happened(withdraw(given(...panelReady), { on: day('2024-06-03') }, context)).map((event) => event.type), ['NotProgressed', 'Stage3Refused']);
  assert.equal(soleRefusal(withdraw(given(...panelHeld), { on: day('2024-06-20') }, context)).because, 'panel held');
});

test('a request for a panel that was called off is not acknowledged, and the panel stays called off', () => {
  const calledOff = given(...panelRequested, { type: 'Stage3Refused', on: day('2024-05-09'), ground: 'withdrawn', reason: 'Withdrawn by the complainant' });
  assert.equal(soleRefusal(acknowledge(calledOff, { on: day('2024-05-10'), stage: 'stage3' }, context)).because, 'panel refused');
  assert.equal(given(...panelRequested, { type: 'Stage3Refused', on: day('2024-05-09'), ground: 'withdrawn', reason: 'Withdrawn by the complainant' }, { type: 'Acknowledged', on: day('2024-05-10'), stage: 'stage3' }).stage3.state, 'refused');
});

test('no stage is refused as withdrawn: the complainant withdraws it', () => {
  assert.equal(soleRefusal(refuseStage3(given(...panelRequested), { on: day('2024-05-09'), ground: 'withdrawn', reason: 'They seem content' }, context)).because, 'withdraw instead');
});

test('a member of the panel who drops out before it meets is stood down with a reason, and another takes the place', () => {
  const command = { on: day('2024-06-03'), person: 'pm-1 ', reason: 'Unwell' };
  const [event] = happened(standDownPanelMember(given(...panelReady), command, context));
  assert.deepEqual(event, { type: 'PanelMemberStoodDown', on: '2024-06-03', person: 'PM-1', reason: 'Unwell' });
  const without = given(...panelReady, ...happened(standDownPanelMember(given(...panelReady), command, context)));
  assert.ok(without.stage3.state === 'requested');
  assert.deepEqual(without.stage3.members, ['PM-2']);
  assert.equal(soleRefusal(holdPanel(without, { on: day('2024-06-19') }, context)).because, 'panel incomplete');
  assert.equal(happened(appointPanelMember(without, { on: day('2024-06-04'), role: 'member', person: 'PM-3' }, context)).length, 1);
  assert.equal(soleRefusal(standDownPanelMember(given(...panelReady), { ...command, person: 'PM-9' }, context)).because, 'not on the panel');
  assert.equal(soleRefusal(standDownPanelMember(given(...panelReady), { ...command, reason: ' ' }, context)).field, 'reason');
  assert.equal(soleRefusal(standDownPanelMember(given(...panelHeld), { ...command, on: day('2024-06-20') }, context)).because, 'panel held');
});

test('a chair who is replaced had been appointed in time: 13 May 2024 stays the day', () => {
  const replaced = given(...panelReady, { type: 'PanelMemberStoodDown', on: day('2024-06-03'), person: 'PC-1', reason: 'Unwell' }, { type: 'PanelMemberAppointed', on: day('2024-06-04'), role: 'chair', person: 'PC-2' });
  assert.ok(replaced.stage3.state === 'requested');
  assert.deepEqual([replaced.stage3.chair, replaced.stage3.chairAppointedOn, replaced.stage3.members], ['PC-2', '2024-05-13', ['PM-1', 'PM-2']]);
});

test('an investigating officer or independent person who was replaced cannot sit on the panel', () => {
  const file = given(
    ...panelRequested, { type: 'InvestigatingOfficerAppointed', on: day('2024-03-20'), officer: 'IO-2' }, { type: 'IndependentPersonAppointed', on: day('2024-03-20'), person: 'IP-2' },
  );
  assert.deepEqual(file.stage2.state === 'accepted' && file.stage2.earlierOfficers, ['IO-1', 'IP-1']);
  for (const person of ['IO-1', 'IP-1', 'IO-2', 'IP-2']) assert.equal(soleRefusal(appointPanelMember(file, { on: day('2024-05-13'), role: 'member', person }, context)).because, 'conflict of interest');
  assert.equal(happened(appointPanelMember(file, { on: day('2024-05-13'), role: 'member', person: 'PM-1' }, context)).length, 1);
});
