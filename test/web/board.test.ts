import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { addCaseOf } from './hidden-office.ts';
import { textOf, withOffice } from './record-office.ts';

function column(body: string, id: string): string {
  return textOf(new RegExp(`<section class="candour-board__column" aria-labelledby="${id}"[^]*?</section>`, 'u').exec(body)?.[0] ?? '');
}

const start = (ref: string): readonly CaseEvent[] => [{ type: 'RepresentationReceived', on: day('2026-10-05'), ref, service: 'Fostering' }];
const stage1 = (ref: string): readonly CaseEvent[] => [...start(ref), { type: 'HandlingDecided', on: day('2026-10-05'), handledAs: 'statutory' }];
const asked = (ref: string): readonly CaseEvent[] => [...stage1(ref), { type: 'Stage1Responded', on: day('2026-10-12'), outcome: 'not_upheld' }, { type: 'Stage2Requested', on: day('2026-11-02') }];
const accepted = (ref: string): readonly CaseEvent[] => [...asked(ref), { type: 'Stage2Accepted', on: day('2026-11-03') }];
const agreed = (ref: string): readonly CaseEvent[] => [...accepted(ref), { type: 'StatementOfComplaintRecorded', on: day('2026-11-05'), version: 1, state: 'agreed' }];
const adjudicating = (ref: string): readonly CaseEvent[] => [...agreed(ref), { type: 'ReportReceived', on: day('2026-11-12'), report: 'investigation' }, { type: 'SentForAdjudication', on: day('2026-11-13') }];
const sent = (ref: string): readonly CaseEvent[] => [...adjudicating(ref), { type: 'ReportSentToComplainant', on: day('2026-11-16') }];
const panel = (ref: string): readonly CaseEvent[] => [...sent(ref), { type: 'Stage2Adjudicated', on: day('2026-11-17'), outcome: 'upheld' }, { type: 'Stage3Requested', on: day('2026-11-18') }];
const ombudsman = (ref: string): readonly CaseEvent[] => [...stage1(ref), { type: 'OmbudsmanEnquiryReceived', on: day('2026-11-18'), ombudsmanRef: '26 001', kind: 'documents', replyDueOn: day('2026-12-02') }];

test('each case stands where the last thing that happened put it, in the board, its filter and its own page', async () => {
  await withOffice(async (office) => {
    const cases = {
      handling_undecided: ['B-HANDLING', start, 'Received, handling not decided'], stage1: ['B-ONE', stage1, 'At stage 1, not answered yet'], stage2_requested: ['B-ASKED', asked, 'Stage 2 has been asked for'],
      statement_pending: ['B-STATEMENT', accepted, 'the statement of complaint is not agreed yet'], investigation: ['B-INVESTIGATION', agreed, 'being investigated'], adjudication: ['B-ADJUDICATION', adjudicating, 'with the adjudicating officer'],
      report_with_complainant: ['B-COMPLAINANT', sent, 'the report is with the complainant'], stage3: ['B-PANEL', panel, 'At stage 3, the review panel'], ombudsman: ['B-OMBUDSMAN', ombudsman, 'With the Ombudsman'],
    } as const;
    for (const [ref, events] of Object.values(cases)) await addCaseOf(office.store, ref, events(ref));
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    for (const [place, [ref, , status]] of Object.entries(cases)) {
      assert.match((await manager.get(`/cases?status=${place}&from-day=1&from-month=10&from-year=2026`)).body, new RegExp(`>${ref}<`), place);
      assert.match(textOf((await manager.get(`/cases/${ref}`)).body), new RegExp(status), place);
    }
    const { body } = await manager.get('/board');
    for (const [place, [ref]] of Object.entries(cases)) if (place !== 'stage1') assert.match(column(body, place), new RegExp(ref), place);
  });
});

test('in a column the most overdue comes first, then what is due first; the heading counts all, and what does not fit is a link to the list', async () => {
  await withOffice(async (office) => {
    const received = (on: string, ref: string): readonly CaseEvent[] => [...accepted(ref).slice(0, 3), { type: 'Stage2Requested', on: day(on) }, { type: 'Stage2Accepted', on: day(on) }];
    for (let number = 1; number <= 14; number += 1) {
      const ref = `B-${String(number).padStart(2, '0')}`;
      await addCaseOf(office.store, ref, received(number === 9 ? '2026-10-13' : '2026-11-10', ref));
    }
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/board');
    const pending = column(body, 'statement_pending');
    assert.match(pending, /^Stage 2: statement pending \d+ cases 1 overdue B-09 /);
    assert.match(pending, /All \d+ cases/);
    assert.equal((pending.match(/B-\d\d/g) ?? []).length, 12);
    assert.match(body, /href="\/cases\?status=statement_pending"/);
  });
});
