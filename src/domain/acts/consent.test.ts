import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, appointed, context, given, happened, refused, soleRefusal, stage2Closed, statutory } from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { advocateMaySee, representativeStands } from '../standing-consents.ts';
import { appointAdvocate } from './appoint-advocate.ts';
import { appointIndependentPerson } from './appoint-independent-person.ts';
import { appointInvestigatingOfficer } from './appoint-investigating-officer.ts';
import { appointPanelMember } from './appoint-panel-member.ts';
import { endAppointment } from './end-appointment.ts';
import { giveConsent } from './give-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const advocate: CaseEvent = { type: 'AdvocateAppointed', on: day('2024-02-14'), advocate: 'ADV-1' };
const consent: CaseEvent = { type: 'ConsentGiven', on: day('2024-02-14'), consent: 1, to: 'advocate', person: 'ADV-1', by: 'child', how: 'orally', covers: ['case', 'speaking'] };

test('appointing an advocate records the consent with it, or appoints without access where there is none', () => {
  const command = { on: day('2024-02-14'), advocate: 'ADV-1' };
  const withConsent = happened(appointAdvocate(given(statutory), { ...command, consented: true, consentBy: 'child', consentHow: 'orally', consentCovers: ['case', 'speaking'] }, context));
  assert.deepEqual(withConsent, [advocate, consent]);
  assert.equal(advocateMaySee(given(statutory, ...withConsent)), true);
  const without = happened(appointAdvocate(given(statutory), { ...command, consented: false }, context));
  assert.deepEqual(without, [advocate]);
  assert.equal(advocateMaySee(given(statutory, ...without)), false);
  assert.deepEqual(refused(appointAdvocate(given(statutory), { ...command, consented: true }, context)).map(({ field }) => field), ['consentBy', 'consentHow']);
  assert.equal(soleRefusal(appointAdvocate(given(statutory), { ...command, consented: true, consentBy: 'child', consentHow: 'orally', consentCovers: [] }, context)).field, 'consentCovers');
});

test('a consent that does not cover the case opens nothing to the advocate', () => {
  assert.equal(advocateMaySee(given(statutory, advocate, { ...consent, covers: ['speaking'] })), false);
});

test('consent can be withdrawn from the day it was given, without a reason, once, and on a closed case', () => {
  const file = given(statutory, advocate, consent);
  assert.equal(soleRefusal(withdrawConsent(file, { on: day('2024-02-13'), consent: 1 }, context)).message, 'Date it was withdrawn must be the same as or after 14 February 2024, when the consent was given');
  const withdrawn = happened(withdrawConsent(file, { on: day('2024-02-14'), consent: 1 }, context));
  assert.deepEqual(withdrawn, [{ type: 'ConsentWithdrawn', on: '2024-02-14', consent: 1 }]);
  assert.equal(advocateMaySee(given(statutory, advocate, consent, ...withdrawn)), false);
  assert.equal(soleRefusal(withdrawConsent(given(statutory, advocate, consent, ...withdrawn), { on: day('2024-02-15'), consent: 1 }, context)).because, 'withdrawn already');
  assert.equal(soleRefusal(withdrawConsent(file, { on: day('2024-02-15'), consent: 2 }, context)).because, 'no such consent');
  const closed = given(statutory, advocate, consent, { type: 'Closed', on: day('2024-03-01') });
  assert.equal(happened(withdrawConsent(closed, { on: day('2024-03-04'), consent: 1 }, context)).length, 1);
});

test('after a withdrawal consent can be given again, and is a consent of its own', () => {
  const file = given(statutory, advocate, consent, { type: 'ConsentWithdrawn', on: day('2024-02-20'), consent: 1 });
  const again = happened(giveConsent(file, { on: day('2024-02-26'), to: 'advocate', person: 'ADV-1', by: 'child', how: 'in_writing', covers: ['case'] }, context));
  assert.deepEqual(again, [{ type: 'ConsentGiven', on: '2024-02-26', consent: 2, to: 'advocate', person: 'ADV-1', by: 'child', how: 'in_writing', covers: ['case'] }]);
  assert.equal(advocateMaySee(given(statutory, advocate, consent, { type: 'ConsentWithdrawn', on: day('2024-02-20'), consent: 1 }, ...again)), true);
  assert.equal(soleRefusal(giveConsent(given(statutory, advocate, consent), { on: day('2024-02-26'), to: 'advocate', person: 'ADV-1', by: 'child', how: 'in_writing', covers: ['case'] }, context)).because, 'stands already');
});

test('consent is to the advocate who is appointed: not to anybody else, nor before there is one', () => {
  const command = { on: day('2024-02-14'), to: 'advocate', person: 'ADV-2', by: 'child', how: 'orally', covers: ['case'] } as const;
  assert.equal(soleRefusal(giveConsent(given(statutory, advocate), command, context)).because, 'not the advocate');
  assert.equal(soleRefusal(giveConsent(given(statutory), command, context)).because, 'no advocate');
});

test('the consent to one advocate does not open the case to the next, nor to the same one appointed again', () => {
  const ended: CaseEvent = { type: 'AppointmentEnded', on: day('2024-03-01'), part: 'advocate', person: 'ADV-1', reason: 'Moved away' };
  assert.equal(advocateMaySee(given(statutory, advocate, consent, { ...advocate, on: day('2024-03-01'), advocate: 'ADV-2' })), false);
  assert.equal(advocateMaySee(given(statutory, advocate, consent, ended)), false);
  const again = given(statutory, advocate, consent, ended, { ...advocate, on: day('2024-03-04') });
  assert.equal(advocateMaySee(again), false);
  assert.deepEqual(again.consents.map(({ withdrawnOn }) => withdrawnOn), ['2024-03-01']);
});

test('where a child cannot be asked, the reasons stand in the place of consent', () => {
  const command = { on: day('2024-02-14'), to: 'advocate', person: 'ADV-1', by: 'best_interests', how: 'not_asked', covers: ['case'] } as const;
  assert.equal(soleRefusal(giveConsent(given(statutory, advocate), command, context)).field, 'note');
  assert.equal(happened(giveConsent(given(statutory, advocate), { ...command, note: 'A baby' }, context)).length, 1);
  assert.equal(soleRefusal(giveConsent(given(statutory, advocate), { ...command, note: 'A baby', how: 'orally' }, context)).field, 'how');
  assert.equal(soleRefusal(giveConsent(given(statutory, advocate), { ...command, by: 'child' }, context)).field, 'how');
});

test('a representative needs the child’s consent, and a parent in their own right needs nobody’s', () => {
  assert.equal(representativeStands(given(statutory)), undefined);
  const aunt = happened(giveConsent(given(statutory), { on: day('2024-02-14'), to: 'representative', name: 'Her aunt', by: 'child', how: 'in_writing', covers: ['replies'] }, context));
  assert.equal(representativeStands(given(statutory, ...aunt)), 'consented');
  assert.equal(representativeStands(given(statutory, ...aunt, { type: 'ConsentWithdrawn', on: day('2024-02-20'), consent: 1 })), 'withdrawn');
  assert.equal(soleRefusal(giveConsent(given(statutory), { on: day('2024-02-14'), to: 'representative', by: 'child', how: 'in_writing', covers: ['replies'] }, context)).field, 'person');
  assert.equal(soleRefusal(giveConsent(given(statutory), { on: day('2024-02-14'), to: 'representative', person: 'C1', name: 'Her aunt', by: 'child', how: 'in_writing', covers: ['replies'] }, context)).field, 'name');
});

test('an investigating officer who falls ill is released with a reason, and remembered: they may not sit on the panel', () => {
  const file = given(...appointed);
  assert.equal(soleRefusal(endAppointment(file, { on: day('2024-03-20'), part: 'investigating_officer', reason: ' ' }, context)).field, 'reason');
  const ended = happened(endAppointment(file, { on: day('2024-03-20'), part: 'investigating_officer', reason: 'Ill' }, context));
  assert.deepEqual(ended, [{ type: 'AppointmentEnded', on: '2024-03-20', part: 'investigating_officer', person: 'IO-1', reason: 'Ill' }]);
  const after = given(...appointed, ...ended);
  assert.ok(after.stage2.state === 'accepted');
  assert.deepEqual([after.stage2.investigatingOfficer, after.stage2.independentPerson, after.stage2.earlierOfficers], [undefined, 'IP-1', ['IO-1']]);
  assert.equal(soleRefusal(endAppointment(after, { on: day('2024-03-21'), part: 'investigating_officer', reason: 'Ill' }, context)).message, 'Nobody is the investigating officer in this case now');
  const panel = given(...stage2Closed, ...ended, { type: 'Stage3Requested', on: day('2024-05-07') });
  assert.equal(soleRefusal(appointPanelMember(panel, { on: day('2024-05-13'), role: 'member', person: 'IO-1' }, context)).because, 'conflict of interest');
});

test('who had a part in stage 2 cannot be taken out of the record once it is adjudicated', () => {
  for (const part of ['investigating_officer', 'independent_person', 'adjudicating_officer'] as const) {
    assert.equal(soleRefusal(endAppointment(given(...stage2Closed), { on: day('2024-05-01'), part, reason: 'Left' }, context)).because, 'nobody appointed', part);
  }
});

test('nobody takes over at stage 2 without a reason on record; a first appointment needs none', () => {
  const officer = { on: day('2024-03-20'), officer: 'IO-2', inLineManagement: false };
  assert.equal(happened(appointInvestigatingOfficer(given(...accepted), officer, context)).length, 1);
  assert.equal(soleRefusal(appointInvestigatingOfficer(given(...appointed), officer, context)).field, 'replacedBecause');
  assert.deepEqual(happened(appointInvestigatingOfficer(given(...appointed), { ...officer, replacedBecause: 'Ill' }, context)), [{ type: 'InvestigatingOfficerAppointed', on: '2024-03-20', officer: 'IO-2', replacedBecause: 'Ill' }]);
  assert.equal(soleRefusal(appointIndependentPerson(given(...appointed), { on: day('2024-03-20'), person: 'IP-2' }, context)).field, 'replacedBecause');
});

test('who was the advocate may not take part in considering the same complaint', () => {
  const file = given(...accepted, { ...advocate, on: day('2024-03-12') }, { type: 'AppointmentEnded', on: day('2024-03-13'), part: 'advocate', person: 'ADV-1', reason: 'Moved away' });
  assert.equal(soleRefusal(appointIndependentPerson(file, { on: day('2024-03-14'), person: 'ADV-1' }, context)).because, 'conflict of interest');
});
