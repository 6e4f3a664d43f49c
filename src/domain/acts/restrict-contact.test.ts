import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, context, given, happened, received, refused, requested, soleRefusal } from '../../../test/acts/given.ts';
import { contactRestrictionOn } from '../contact-restriction.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { identifyingFieldsOf } from '../identifying-texts.ts';
import { addElement } from './add-element.ts';
import { liftContactRestriction } from './lift-contact-restriction.ts';
import { refuseStage2 } from './refuse-stage2.ts';
import { requestStage2 } from './request-stage2.ts';
import { restrictContact } from './restrict-contact.ts';

const command = { on: day('2024-02-20'), restriction: 'In writing to one person', until: day('2024-08-20'), reviewOn: day('2024-05-20'), reason: 'Twenty calls a day', decidedBy: 'CM-1' };
const restricted: CaseEvent = { type: 'ContactRestricted', ...command };

test('contact is restricted for a time, with a day within it to look at it again, a reason, and who decided', () => {
  assert.deepEqual(happened(restrictContact(given(), command, context)), [restricted]);
  assert.equal(soleRefusal(restrictContact(given(), { ...command, reviewOn: day('2024-08-21') }, context)).field, 'reviewOn');
  assert.equal(soleRefusal(restrictContact(given(), { ...command, reviewOn: day('2024-02-20') }, context)).field, 'reviewOn');
  assert.deepEqual(refused(restrictContact(given(), { ...command, until: day('2024-02-20'), restriction: ' ', reason: '' }, context)).map((refusal) => refusal.field), ['restriction', 'until', 'reviewOn', 'reason']);
  assert.deepEqual(identifyingFieldsOf(restricted), ['restriction', 'reason']);
});

test('a restriction stands from its day to its last day, or until it is lifted or another takes its place', () => {
  const file = given(restricted);
  assert.equal(contactRestrictionOn(file, day('2024-02-19')), undefined);
  assert.equal(contactRestrictionOn(file, day('2024-08-20'))?.reviewOn, '2024-05-20');
  assert.equal(contactRestrictionOn(file, day('2024-08-21')), undefined);
  const renewed = given(restricted, ...happened(restrictContact(file, { ...command, on: day('2024-05-20'), until: day('2024-11-20'), reviewOn: day('2024-08-20') }, context)));
  assert.equal(contactRestrictionOn(renewed, day('2024-08-21'))?.until, '2024-11-20');
  assert.equal(soleRefusal(liftContactRestriction(file, { on: day('2024-02-19'), reason: 'It is over' }, context)).because, 'too early');
  assert.equal(given(restricted, ...happened(liftContactRestriction(file, { on: day('2024-06-03'), reason: 'It is over' }, context))).contactRestriction, undefined);
  assert.equal(soleRefusal(liftContactRestriction(given(), { on: day('2024-06-03'), reason: 'It is over' }, context)).because, 'not restricted');
});

test('whoever is restricted may complain of more, ask for stage 2, and is refused it on no other ground than anybody', () => {
  assert.ok(received.type === 'RepresentationReceived');
  assert.equal(happened(addElement(given(restricted), { on: day('2024-02-21'), theme: 'delay', agreedForStage2: false }, context)).length, 1);
  assert.deepEqual(happened(requestStage2(given(...answered, restricted), { on: day('2024-03-11'), reason: 'dissatisfied_with_response' }, context)), [{ type: 'Stage2Requested', on: '2024-03-11', reason: 'dissatisfied_with_response' }]);
  assert.equal(soleRefusal(refuseStage2(given(...requested, restricted), { on: day('2024-03-12'), ground: 'persistent' as 'withdrawn', reason: 'Contact is restricted' }, context)).because, 'ground not permitted');
});
