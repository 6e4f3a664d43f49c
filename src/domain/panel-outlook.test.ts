import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, adjudicated, corporate, given, panelRequested, reported, requested, today } from '../../test/acts/given.ts';
import { day } from './day.ts';
import { latestStartToLineUp, lineUpPanelRule, panelOutlook, panelOutlookOf } from './panel-outlook.ts';
import { councilsProcedures } from './procedures/standard.ts';

test('a stage 2 asked for on Monday 11 March 2024 comes to day 45 on Thursday 16 May, and not the day before', () => {
  assert.equal(panelOutlook(day('2024-03-11'), day('2024-05-15'), today('2024-05-15')), undefined);
  // 65 working days end on 14 June; 20 to ask on 12 July; ten for the papers on 26 July; 30 for the panel on 23 August.
  assert.deepEqual(panelOutlook(day('2024-03-11'), day('2024-05-16'), today('2024-05-16')), {
    startedOn: '2024-03-11', workingDay: 45, stage2LastOn: '2024-06-14', overdue: false, askedBy: '2024-07-12', panelFrom: '2024-07-26', panelBy: '2024-08-23',
  });
});

test('the working days over Christmas: from Monday 15 September 2025 to a panel by Thursday 26 February 2026', () => {
  assert.equal(panelOutlook(day('2025-09-15'), day('2025-11-14'), today('2025-11-14')), undefined);
  assert.deepEqual(panelOutlook(day('2025-09-15'), day('2025-11-17'), today('2025-11-17')), {
    startedOn: '2025-09-15', workingDay: 45, stage2LastOn: '2025-12-15', overdue: false, askedBy: '2026-01-15', panelFrom: '2026-01-29', panelBy: '2026-02-26',
  });
});

test('once stage 2 is past its last day the days count from today: on Monday 17 June 2024, to Tuesday 27 August, past the bank holiday', () => {
  const outlook = panelOutlook(day('2024-03-11'), day('2024-06-17'), today('2024-06-17'));
  assert.deepEqual([outlook?.overdue, outlook?.workingDay, outlook?.askedBy, outlook?.panelBy], [true, 66, '2024-07-15', '2024-08-27']);
});

test('the latest start that has come to day 45: on Wednesday 15 May 2024 a Sunday, as counting starts on the Monday after; at the weekend as on the Friday', () => {
  assert.equal(latestStartToLineUp(day('2024-05-15'), today('2024-05-15')), '2024-03-10');
  assert.equal(latestStartToLineUp(day('2024-05-16'), today('2024-05-16')), '2024-03-11');
  assert.equal(latestStartToLineUp(day('2024-05-18'), today('2024-05-18')), '2024-03-12');
});

test('for a list and for one case the warning begins on the same day', () => {
  for (let on = 1; on <= 31; on += 1) {
    const text = `2024-05-${String(on).padStart(2, '0')}`;
    const latest = latestStartToLineUp(day(text), today(text));
    assert.equal(panelOutlook(day('2024-03-11'), day(text), today(text)) !== undefined, latest !== undefined && latest >= '2024-03-11', text);
  }
});

test('the case’s own stage 2 is warned of until it is adjudicated, and neither for the corporate procedure nor while it is deferred', () => {
  const context = today('2024-05-16');
  assert.equal(panelOutlookOf(given(...reported), context)?.workingDay, 45);
  assert.equal(panelOutlookOf(given(...requested), context)?.workingDay, 45, 'asked for, and not accepted yet');
  assert.equal(panelOutlookOf(given(...adjudicated), context), undefined);
  assert.equal(panelOutlookOf(given(...panelRequested), context), undefined);
  assert.equal(panelOutlookOf(given(...accepted, { type: 'Deferred', on: day('2024-04-01'), proceedings: 'Care proceedings', prejudice: 'The same facts' }), context), undefined);
  assert.equal(panelOutlookOf(given(corporate, { type: 'Stage2Requested', on: day('2024-03-11') }, { type: 'Stage2Accepted', on: day('2024-03-11') }), context), undefined);
});

test('where a council counts from the agreed statement, so does the warning', () => {
  const agreed = given(...accepted, { type: 'StatementOfComplaintRecorded', on: day('2024-03-18'), version: 1, state: 'agreed' });
  const context = { ...today('2024-05-22'), conventions: { ...today('2024-05-22').conventions, stage2Start: 'statement' } } as const;
  assert.equal(panelOutlookOf(agreed, context), undefined);
  assert.equal(panelOutlookOf(agreed, { ...context, today: day('2024-05-23') })?.startedOn, '2024-03-18');
});

test('a council may be warned earlier: from day 30, Wednesday 24 April 2024, once that is in force, whenever the case began', () => {
  const found = councilsProcedures({ statutory: { from: '2024-04-01', rules: { L02: { working_days: 30 }, T15: { working_days: 28 } } } });
  assert.ok('procedures' in found);
  const by = (text: string) => ({ ...today(text), procedures: found.procedures });
  // 30 working days from 11 March, past Good Friday and Easter Monday, end on 24 April; 28 from 14 June end on 24 July.
  assert.equal(panelOutlook(day('2024-03-11'), day('2024-04-23'), by('2024-04-23')), undefined);
  assert.deepEqual([panelOutlook(day('2024-03-11'), day('2024-04-24'), by('2024-04-24'))?.workingDay, panelOutlook(day('2024-03-11'), day('2024-04-24'), by('2024-04-24'))?.askedBy], [30, '2024-07-24']);
  assert.equal(latestStartToLineUp(day('2024-04-24'), by('2024-04-24')), '2024-03-11');
  assert.match(lineUpPanelRule(day('2024-04-24'), by('2024-04-24')).source, /The council’s own procedure from 2024-04-01/);
  assert.equal(lineUpPanelRule(day('2024-03-31'), by('2024-03-31')).limit?.count, 45);
});
