import type { Noun } from './house-style.ts';
import { measures } from './measures.ts';

/** How a measure is spoken of in a sentence, a caption and a list. Nouns and texts hold the council's terms in braces, as a layout's do. */
export type ExploredWords = {
  readonly noun: Noun;
  /** Whether it is a number of things, of which there may be one or none. */
  readonly counts: boolean;
  /** Looked at on the last day of the period. */
  readonly standing?: true;
  /** Of a rate: what was done to those that it counts. */
  readonly did?: string;
  /** Of a mean, and of one measure divided by another: the sentence without its full stop, and what stands over a table. */
  readonly says?: string;
  readonly caption?: string;
};

const things = (one: string, many = `${one}s`): ExploredWords => ({ noun: { one, many }, counts: true });
const complaint: Noun = { one: '{complaint}', many: '{complaints}' };
const answer: Noun = { one: 'stage 1 answer', many: 'stage 1 answers' };
const investigation: Noun = { one: 'stage 2 investigation', many: 'stage 2 investigations' };
const panel: Noun = { one: 'review panel', many: 'review panels' };

const words: Readonly<Record<string, ExploredWords>> = {
  representations: things('{representation}', '{representations}'),
  complaints: { noun: complaint, counts: true },
  complainants: things('{complainant}', '{complainants}'),
  repeat_complainants: things('person who came more than once', 'people who came more than once'),
  upheld_or_partly: things('upheld or partly upheld {complaint}', 'upheld or partly upheld {complaints}'),
  upheld_rate: { noun: complaint, counts: false, did: 'upheld or partly upheld' },
  stage1_completed: things('completed stage 1'),
  stage1_responses: { noun: answer, counts: true },
  stage1_on_time_rate: { noun: answer, counts: false, did: 'given on time' },
  stage1_days: { noun: answer, counts: false, says: 'A stage 1 answer took {value} working days on average in {period}', caption: 'Mean working days to a stage 1 answer' },
  elements: things('{element}', '{elements}'),
  stage2_requests: things('request to go to stage 2', 'requests to go to stage 2'),
  escalation_rate: { noun: complaint, counts: false, says: 'For every 100 {complaints} there were {value} requests to go to stage 2 in {period}', caption: 'Requests to go to stage 2 for every 100 {complaints}' },
  stage2_investigations: { noun: investigation, counts: true },
  stage2_open: { ...things('open stage 2 request'), standing: true },
  stage2_days: { noun: investigation, counts: false, says: 'A stage 2 investigation took {value} working days on average in {period}', caption: 'Mean working days of a stage 2 investigation' },
  stage2_on_time_rate: { noun: investigation, counts: false, did: 'adjudicated on time' },
  panels: { noun: panel, counts: true },
  panels_on_time_rate: { noun: panel, counts: false, did: 'held on time' },
  ombudsman_enquiries: things('Ombudsman enquiry', 'Ombudsman enquiries'),
  ombudsman_decisions: things('Ombudsman decision'),
  ombudsman_open: { ...things('open Ombudsman case'), standing: true },
  spend: { noun: { one: 'spend', many: 'spend' }, counts: false },
  spend_per_investigation: { noun: investigation, counts: false, says: 'Spend for each stage 2 investigation was {value} in {period}', caption: 'Spend for each stage 2 investigation' },
  remedy_payments: { noun: { one: 'remedy payment', many: 'remedy payments' }, counts: false },
  compliments: things('{compliment}', '{compliments}'),
  actions: things('promised learning action'),
  actions_completed: things('learning action done', 'learning actions done'),
  actions_overdue: { ...things('overdue learning action'), standing: true },
  complaints_per_100_contacts: { noun: complaint, counts: false, says: 'There were {value} {complaints} for every 100 contacts in {period}', caption: '{Complaints} for every 100 contacts' },
  activity: { noun: { one: 'activity', many: 'activity' }, counts: false, says: 'The services counted {value} in {period}', caption: 'Activity of the services' },
};

export function exploredWords(measure: string): ExploredWords | undefined {
  return Object.hasOwn(words, measure) ? words[measure] : undefined;
}

const groups: readonly (readonly [heading: string, keys: readonly string[]])[] = [
  ['What came in', ['representations', 'complaints', 'complainants', 'repeat_complainants', 'elements', 'compliments']],
  ['Stage 1', ['stage1_responses', 'stage1_on_time_rate', 'stage1_days', 'stage1_completed', 'upheld_or_partly', 'upheld_rate']],
  ['Stages 2 and 3', ['stage2_requests', 'escalation_rate', 'stage2_open', 'stage2_investigations', 'stage2_on_time_rate', 'stage2_days', 'panels', 'panels_on_time_rate']],
  ['The Ombudsman', ['ombudsman_enquiries', 'ombudsman_decisions', 'ombudsman_open']],
  ['Learning', ['actions', 'actions_completed', 'actions_overdue']],
  ['Money', ['spend', 'spend_per_investigation', 'remedy_payments']],
  ['The work of the services', ['complaints_per_100_contacts', 'activity']],
];

/** Every measure once, by what it is about. */
export const measureGroups = groups.map(([heading, keys]) => ({ heading, measures: keys.flatMap((key) => measures.find((one) => one.key === key) ?? []) }));
