import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { panelFindings, panelReady } from '../../test/acts/given.ts';
import { day } from '../domain/day.ts';
import type { CaseEvent } from '../domain/events.ts';
import { projectCase } from './project.ts';
import { canonicalJson } from './canonical-json.ts';
import { projectionContextOf } from './projection-context.ts';
import { projectionVersion } from './projection-version.ts';

function rowsOf(events: readonly CaseEvent[], procedures: Record<string, unknown> = {}) {
  const recorded = events.map((event) => ({ event, source: 'casework' as const, knownOn: event.on }));
  return projectCase(1, 1, recorded as unknown as Parameters<typeof projectCase>[2], projectionContextOf({ authority: 'Northshire', procedures, conventions: {} })).rows;
}

const received: CaseEvent = { type: 'RepresentationReceived', on: day('2024-03-28'), ref: 'T24-1' };

test('the most that stage 1 may take is what the procedure allows on the day of receipt, as it is judged by: a council that went from 15 to 10 working days on 1 April 2024', () => {
  const procedures = { corporate: [{ to: '2024-03-31', stage1: { working_days: 15, extension_working_days: 0 } }, { from: '2024-04-01', stage1: { working_days: 10, extension_working_days: 0 } }] };
  const rows = rowsOf([received, { type: 'HandlingDecided', on: day('2024-03-28'), handledAs: 'corporate' }, { type: 'Stage1Started', on: day('2024-04-02') }], procedures);
  assert.deepEqual([rows.representation[0]?.stage1_started_on, rows.representation[0]?.stage1_longest_days], ['2024-04-02', 15]);
});

test('the read rows follow what was put right, and what was judged again because of it', () => {
  const corrected = (fact: Extract<CaseEvent, { type: 'FactCorrected' }>['fact'], to: string, more: object = {}): CaseEvent => ({ type: 'FactCorrected', on: day('2024-10-01'), fact, from: '', to, reason: 'Typed wrongly', ...more });
  const judged = { startedOn: day('2024-05-07'), dueOn: day('2024-06-19'), workingDays: 29 };
  const rows = rowsOf([
    received, { type: 'HandlingDecided', on: day('2024-03-28'), handledAs: 'statutory' }, { type: 'Stage1Responded', on: day('2024-04-11'), outcome: 'upheld' },
    { type: 'Stage1Extended', on: day('2024-04-08'), extendedTo: day('2024-04-30'), ground: 'complexity' },
    { type: 'Stage2Requested', on: day('2024-04-15') }, { type: 'Stage2Accepted', on: day('2024-04-16') }, { type: 'Stage2Adjudicated', on: day('2024-05-02'), outcome: 'upheld' },
    { type: 'Stage3Requested', on: day('2024-05-07') }, { type: 'PanelHeld', on: day('2024-06-19') },
    { type: 'PaymentMade', on: day('2024-05-03'), stage: 'stage2', role: 'investigating_officer', amountPence: 90_000 },
    { type: 'LearningActionPromised', on: day('2024-05-02'), learningAction: 1, action: 'Train the team', dueOn: day('2024-06-28') },
    { type: 'OmbudsmanEnquiryReceived', on: day('2024-07-01'), ombudsmanRef: '24 001' },
    corrected('stage1ExtendedTo', '2024-04-29'), corrected('stage2RequestedOn', '2024-04-12'), corrected('stage2DecidedOn', '2024-04-17'), corrected('stage2AdjudicatedOn', '2024-05-01'), corrected('stage2Outcome', 'not_upheld'),
    corrected('panelOn', '2024-06-18', { judgements: { panel: judged } }), corrected('paymentAmountPence', '95050', { which: '1' }), corrected('paidOn', '2024-05-07', { which: '1' }),
    corrected('actionDueOn', '2024-07-01', { which: '1' }), corrected('ombudsmanReceivedOn', '2024-07-02', { which: '24 001' }),
  ]);
  assert.equal(rows.representation[0]?.stage1_extended_to, '2024-04-29');
  const [stage2, stage3] = [rows.stage2[0], rows.stage3[0]];
  assert.deepEqual([stage2?.requested_on, stage2?.decided_on, stage2?.adjudicated_on, stage2?.outcome], ['2024-04-12', '2024-04-17', '2024-05-01', 'not_upheld']);
  assert.deepEqual([stage3?.panel_on, stage3?.panel_days], ['2024-06-18', 29]);
  assert.deepEqual([rows.payment[0]?.amount, rows.payment[0]?.paid_on, rows.learning_action[0]?.due_on, rows.ombudsman_matter[0]?.received_on], ['950.50', '2024-05-07', '2024-07-01', '2024-07-02']);
});

test('whoever was to sit on a panel sees the case until the day on which it went to the Ombudsman without one, and again if the Ombudsman sends it back', () => {
  const referred: CaseEvent = { type: 'EarlyReferralMade', on: day('2024-05-20'), criteriaMet: [], complainantConsentedOn: day('2024-05-20') };
  const sentBack: CaseEvent = { type: 'OmbudsmanDecided', on: day('2024-07-01'), ombudsmanRef: '24 001', decision: 'premature' };
  const until = (...more: readonly CaseEvent[]) => rowsOf([received, ...panelReady, ...more]).case_party.filter((party) => party.role === 'panel_member').map((party) => [party.person, party.until_on]);
  assert.deepEqual(until(), [['PC-1', null], ['PM-1', null], ['PM-2', null]]);
  assert.deepEqual(until(referred), [['PC-1', '2024-05-20'], ['PM-1', '2024-05-20'], ['PM-2', '2024-05-20']]);
  assert.deepEqual(until(referred, sentBack), [['PC-1', null], ['PM-1', null], ['PM-2', null]]);
});

test('limits on contact stand under Work with the day on which they are looked at again, of a closed case too, until they are lifted', () => {
  const restricted: CaseEvent = { type: 'ContactRestricted', on: day('2024-04-02'), restriction: 'In writing', until: day('2024-10-02'), reviewOn: day('2024-07-02'), reason: 'Twenty calls a day', decidedBy: 'U1' };
  const reviews = (...events: readonly CaseEvent[]) => rowsOf([received, ...events]).open_clock.filter((clock) => clock.rule === 'review of contact').map((clock) => [clock.due_on, clock.waiting_on]);
  assert.deepEqual(reviews(restricted, { type: 'Closed', on: day('2024-05-01') }), [['2024-07-02', 'complaints team']]);
  assert.deepEqual(reviews(restricted, { type: 'ContactRestrictionLifted', on: day('2024-06-03'), reason: 'It is over' }), []);
});

test('what events become in the read tables is of the version it says: where they become something else, count projectionVersion up and give the new digest here', () => {
  const whole: readonly CaseEvent[] = [
    { ...received, complainant: 'P1', complainantAge: 15, complainantType: 'child_or_young_person', children: ['P2'], summary: 'Visits were missed', service: 'Fostering', channel: 'telephone', own: { ward: 'North' } }, ...panelFindings,
    { type: 'PaymentMade', on: day('2024-06-03'), stage: 'stage2', role: 'investigating_officer', amountPence: 90_000 }, { type: 'LearningActionPromised', on: day('2024-06-03'), learningAction: 1, action: 'Train the team', dueOn: day('2024-06-28') },
    { type: 'InvoiceReceived', on: day('2024-06-04'), invoice: 1, supplier: 'IP-1', number: 'N1', datedOn: day('2024-06-03'), stage: 'stage2', role: 'independent_person', amountPence: 12_000 }, { type: 'OmbudsmanEnquiryReceived', on: day('2024-07-01'), ombudsmanRef: '24 001', kind: 'full', replyDueOn: day('2024-07-29') },
    { type: 'CaseRestricted', on: day('2024-07-02'), reason: 'About a member of staff' }, { type: 'ContactRestricted', on: day('2024-07-02'), restriction: 'In writing', until: day('2024-10-02'), reviewOn: day('2024-08-02'), reason: 'Twenty calls a day', decidedBy: 'U1' },
  ];
  const others: readonly (readonly CaseEvent[])[] = [
    [received, { type: 'HandlingDecided', on: day('2024-03-28'), handledAs: 'corporate' }, { type: 'Acknowledged', stage: 'stage1', on: day('2024-04-02') }, { type: 'Stage1Extended', on: day('2024-04-08'), extendedTo: day('2024-04-30'), ground: 'complexity' }],
    [received, { type: 'HandlingDecided', on: day('2024-03-28'), handledAs: 'statutory' }, { type: 'Deferred', on: day('2024-04-02'), proceedings: 'Care proceedings', prejudice: 'The same facts', reviewOn: day('2024-07-02') }],
    [{ type: 'ComplimentReceived', on: day('2024-04-02'), ref: 'C24-1', text: 'Thank you', service: 'Fostering', credited: 'U2', aspects: ['kindness'] }, { type: 'ComplimentPassedOn', on: day('2024-04-03'), to: 'U2' }],
    [{ type: 'OmbudsmanEnquiryReceived', on: day('2024-07-01'), ombudsmanRef: '24 002' }],
  ];
  const rows = [whole, ...others].map((events) => rowsOf(events));
  const filled = new Set(rows.flatMap((one) => Object.entries(one).flatMap(([table, found]) => (found.length > 0 ? [table] : []))));
  assert.deepEqual(Object.keys(rows[0] ?? {}).filter((table) => !filled.has(table)), [], 'every read table has a row');
  const digest = createHash('sha256').update(canonicalJson(rows)).digest('hex').slice(0, 16);
  assert.deepEqual({ version: projectionVersion, digest }, { version: 1, digest: '5238dae4ed981562' });
});
