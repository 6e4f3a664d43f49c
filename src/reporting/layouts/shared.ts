import type { Headline, LimitsSpec, SectionSpec, SentencesSpec, TextSpec } from '../layout.ts';
import type { RelativePeriod } from '../report-period.ts';
import { lastYear, stage1Answer } from './tables.ts';
import { received, type Scope } from './scope.ts';

const complaint = { one: '{complaint}', many: '{complaints}' };

/** How a stage 1 rate reads in a sentence, on its own base. */
export function stage1OnTime(scope: Scope, since: RelativePeriod = lastYear): SentencesSpec['sentences'][number] {
  return {
    rule: 'change in rate', figure: { measure: 'stage1_on_time_rate', where: scope.where }, base: { measure: 'stage1_responses', where: scope.where }, since,
    subject: stage1Answer(scope), did: 'sent within the time limit', only: scope.only,
  };
}

/** Of the answers that went out in the period, whenever the complaint came in. */
export const answersGivenOnTime: SentencesSpec['sentences'][number] = {
  rule: 'change in rate', figure: { measure: 'stage1_on_time_rate', on: 'completed' }, base: { measure: 'stage1_responses', on: 'completed' }, since: lastYear,
  subject: { one: 'stage 1 answer given in the period', many: 'stage 1 answers given in the period' }, did: 'sent within the time limit',
  only: { all: [{ measure: 'stage1_responses', on: 'completed' }] },
};

/** What share was upheld, of complaints with an answer to uphold anything in. */
export function upheldShare(scope: Scope): SentencesSpec['sentences'][number] {
  return {
    rule: 'share', part: { measure: 'upheld_or_partly', where: scope.where }, base: { measure: 'complaints', where: scope.where }, noun: scope.noun,
    verb: { one: 'was upheld or partly upheld', many: 'were upheld or partly upheld' }, only: { ...scope.only, all: [...(scope.only.all ?? []), { measure: 'stage1_responses', where: scope.where }] },
  };
}

export const complaintHeadlines: readonly Headline[] = [
  { heading: '{Complaints} received', figure: { measure: 'complaints' }, as: 'count', since: lastYear },
  { heading: 'Upheld or partly upheld', figure: { measure: 'upheld_or_partly' }, as: 'count', since: lastYear },
  { heading: 'Answered on time at stage 1', figure: { measure: 'stage1_on_time_rate' }, as: 'percent', since: lastYear, base: { measure: 'stage1_responses' } },
  { heading: 'Requests to go to stage 2', figure: { measure: 'stage2_requests' }, as: 'count', since: lastYear },
  { heading: 'Ombudsman enquiries', figure: { measure: 'ombudsman_enquiries' }, as: 'count', since: lastYear },
  { heading: '{Compliments} received', figure: { measure: 'compliments' }, as: 'count', since: lastYear },
];

export const howComplaintsChanged: SentencesSpec['sentences'] = [
  { rule: 'change in count', figure: { measure: 'complaints' }, since: lastYear, subject: complaint },
];

const statutoryLimits: LimitsSpec = { kind: 'limits', key: 'limits-statutory', procedure: 'statutory', only: received.statutory };
const corporateLimits: LimitsSpec = { kind: 'limits', key: 'limits-corporate', procedure: 'corporate', only: received.corporate };

const howFiguresAreMade: TextSpec = {
  kind: 'text', key: 'how-figures-are-made', paragraphs: [
    'The numbers in tables and charts were worked out from the complaints records, or are as published at the time where a table says so; none was typed. “Received” counts what came in during the period, “completed” what ended in it, whenever it came in.',
    'Percentages are rounded to the places shown, halves away from zero, so that they may not add to 100. What is fewer than 20 is counted instead of put as a percentage. A change in a count is given as a percentage, a change in a rate in percentage points.',
    'A complaint may have several points, and a person may complain more than once: complaints, points and people are counted apart. A complaint that moves to stage 2 or 3 stays one complaint.',
  ],
};

export const procedureSection: SectionSpec = { key: 'procedure', title: 'The procedure and its time limits', blocks: [statutoryLimits, corporateLimits] };
export const definitionsSection: SectionSpec = { key: 'definitions', title: 'What the figures mean', blocks: [howFiguresAreMade, { kind: 'definitions', key: 'definitions' }] };
