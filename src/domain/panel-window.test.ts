import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given, panelHeld, panelRequested, stage2Closed, today } from '../../test/acts/given.ts';
import { member } from '../../test/acts/pool.ts';
import { day } from './day.ts';
import { candidatesFor, panelOnDay, panelWindow, proposedDay } from './panel-window.ts';

const requested = given(...panelRequested);
const nobodySits = { chair: false, members: 0 };
const notBarred = () => false;

test('a panel asked for on 7 May 2024 can meet from 22 May, when papers of 8 May are ten working days old, to 19 June', () => {
  const window = panelWindow(requested, today('2024-05-08'));
  assert.deepEqual([window?.requestedOn, window?.earliestOn, window?.lastOn, window?.days.length, window?.days.at(-1)], ['2024-05-07', '2024-05-22', '2024-06-19', 20, '2024-06-19']);
  assert.ok(!window?.days.includes(day('2024-05-27')), 'the spring bank holiday');
  assert.deepEqual([window?.late[0], window?.late.at(-1)], ['2024-06-20', '2024-07-03']);
});

test('on 6 June 2024 no day is left for which the papers can go out in time: what can be had is late', () => {
  const window = panelWindow(requested, today('2024-06-06'));
  assert.deepEqual([window?.days, window?.late[0]], [[], '2024-06-20']);
});

test('papers that went out for a panel that was postponed need not go out again in time', () => {
  const postponed = given(...panelRequested, { type: 'PanelArranged', on: day('2024-05-08'), meetingOn: day('2024-05-29') }, { type: 'PanelPapersSent', on: day('2024-05-14') }, { type: 'PanelPostponed', on: day('2024-05-28'), reason: 'The chair is ill' });
  assert.equal(panelWindow(postponed, today('2024-05-28'))?.earliestOn, '2024-05-29');
  assert.equal(panelWindow(postponed, today('2024-06-01'))?.earliestOn, '2024-06-03', 'a Saturday: the next working day');
});

test('with clear days the first day is one later', () => {
  const context = today('2024-05-08');
  assert.equal(panelWindow(requested, { ...context, conventions: { ...context.conventions, panelPapers: 'clear-days' } })?.earliestOn, '2024-05-23');
});

test('there is no window before a panel is asked for, after it met, and while the case is deferred', () => {
  const context = today('2024-06-20');
  assert.equal(panelWindow(given(...stage2Closed), context), undefined);
  assert.equal(panelWindow(given(...panelHeld), context), undefined);
  assert.equal(panelWindow(given(...panelRequested, { type: 'Deferred', on: day('2024-05-10'), proceedings: 'Care proceedings', prejudice: 'The same facts' }), context), undefined);
});

const on = day('2024-06-03');
const chair = member(1, 'Chipo Moyo', ['panel_chair']);
const both = member(2, 'Bronwen Pugh', ['panel_chair', 'panel_member']);
const third = member(3, 'Tariq Aziz', ['panel_member']);
const fourth = member(4, 'Una Fell', ['panel_member']);
const had = (pool: readonly ReturnType<typeof member>[], seats = nobodySits, file = requested) => panelOnDay(on, false, candidatesFor(file, pool, notBarred, on), seats);
const names = ({ proposed }: ReturnType<typeof had>) => [proposed.chair?.name, ...proposed.members.map((one) => one.name)];

test('a whole panel is a chair and two others: nobody takes two of its places', () => {
  assert.deepEqual([had([both, third]).seats, had([both, third]).whole], [2, false], 'one who does both is one');
  assert.deepEqual([had([third, fourth]).seats, had([chair]).seats, had([]).seats], [2, 1, 0]);
  assert.ok(had([both, third, fourth]).whole);
  assert.deepEqual(names(had([both, third, chair])), ['Chipo Moyo', 'Bronwen Pugh', 'Tariq Aziz'], 'whoever can do both leaves the chair to whoever can do no other');
});

test('whoever said that they can comes before whoever was not asked, and then the least burdened; who is away, said no or sits elsewhere does not come', () => {
  const can = member(5, 'Zed Olu', ['panel_member'], { answers: [{ on, answer: 'can' }], inHand: 3 });
  assert.deepEqual(names(had([chair, third, fourth, can])), ['Chipo Moyo', 'Zed Olu', 'Tariq Aziz']);
  assert.deepEqual(names(had([chair, { ...third, inHand: 2 }, fourth, { ...both, inHand: 1 }])), ['Chipo Moyo', 'Una Fell', 'Bronwen Pugh']);
  const away = { ...third, away: [{ from: day('2024-06-01'), until: day('2024-06-03') }] };
  assert.equal(had([chair, away, fourth]).seats, 2);
  assert.equal(had([chair, { ...third, answers: [{ on, answer: 'cannot' }] }, fourth]).seats, 2);
  assert.equal(had([chair, { ...third, otherPanels: [on] }, fourth]).seats, 2);
  assert.equal(had([chair, { ...third, answers: [{ on: day('2024-06-04'), answer: 'cannot' }] }, fourth]).seats, 3, 'another day');
});

test('it is agreed where all three said so', () => {
  const answers = [{ on, answer: 'can' }] as const;
  assert.deepEqual([had([{ ...chair, answers }, { ...third, answers }, { ...fourth, answers }]).agreed, had([{ ...chair, answers }, { ...third, answers }, fourth]).agreed], [true, false]);
});

test('those with a conflict, a connection, a check that has run out by the day, or who have left are not proposed', () => {
  const wrong = [{ conflicts: ['they cannot take cases of Fostering'] }, { connection: 'officer' }, { checks: [{ check: 'dbs', doneOn: day('2021-06-02'), renewBy: day('2024-06-02') }, { check: 'confidentiality', doneOn: day('2021-06-02') }] }, { endedOn: day('2024-05-01') }] as const;
  for (const more of wrong) assert.equal(had([chair, { ...third, ...more }, fourth]).seats, 2, JSON.stringify(more));
  assert.equal(panelOnDay(on, false, candidatesFor(requested, [chair, third, fourth], (one) => one === third, on), nobodySits).seats, 2, 'nor those barred by another part');
});

test('who is appointed keeps the place, and a place of somebody outside the pool is taken', () => {
  const sitting = given(...panelRequested, { type: 'PanelMemberAppointed', on: day('2024-05-13'), role: 'chair', person: 'pool-2' }, { type: 'PanelMemberAppointed', on: day('2024-05-13'), role: 'member', person: 'PM-9' });
  const found = had([chair, both, third, fourth], { chair: false, members: 1 }, sitting);
  assert.deepEqual([names(found), found.seats], [['Bronwen Pugh', 'Tariq Aziz'], 3]);
  const ill = { ...both, answers: [{ on, answer: 'cannot' }] } as const;
  assert.equal(had([chair, ill, third, fourth], { chair: false, members: 1 }, sitting).seats, 2, 'the chair cannot, and no other is proposed while they hold the place');
});

test('the day proposed is the first agreed one, else the first possible one; a late one only where none is in time', () => {
  const at = (text: string, late: boolean, seats: number, agreed = false) => ({ ...had([]), on: day(text), late, seats, whole: seats === 3, agreed });
  assert.equal(proposedDay([at('2024-06-03', false, 3), at('2024-06-04', false, 3, true), at('2024-06-20', true, 3, true)])?.on, '2024-06-04');
  assert.equal(proposedDay([at('2024-06-03', false, 2), at('2024-06-04', false, 3)])?.on, '2024-06-04');
  assert.equal(proposedDay([at('2024-06-03', false, 2), at('2024-06-20', true, 3)])?.on, '2024-06-20');
  assert.equal(proposedDay([at('2024-06-03', false, 2)]), undefined);
});
