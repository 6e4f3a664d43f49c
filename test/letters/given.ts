import { defaultConventions } from '../../src/domain/conventions.ts';
import { day } from '../../src/domain/day.ts';
import { fileOf } from '../../src/domain/evolve.ts';
import type { RepresentationFile } from '../../src/domain/case-file.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { standardProcedures } from '../../src/domain/procedures/standard.ts';
import { englandsCalendar } from '../../src/domain/working-days.ts';
import type { LetterFacts } from '../../src/letters/letter-facts.ts';
import type { LetterKind } from '../../src/letters/kinds.ts';
import type { AnswerBlock, LetterBlock, LetterText } from '../../src/letters/letter-text.ts';

// Cases for tests of the letters: one that went through every stage, cut off where each letter is due.

export const receivedFromParent: CaseEvent = {
  type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'T24-1', capacity: 'P2', complainantType: 'parent', complainant: 'P-1', summary: 'Visits were missed and nobody rang back',
  desiredOutcome: 'Somebody to visit as agreed', groundsAroseOn: day('2024-01-08'),
};
export const receivedFromChild: CaseEvent = {
  type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'T24-1', capacity: 'P1', complainantType: 'child_or_young_person', complainantAge: 10, complainant: 'P-1', summary: 'My worker does not come',
  desiredOutcome: 'See my worker each week', groundsAroseOn: day('2024-01-08'),
};
const points: readonly CaseEvent[] = [
  { type: 'ElementAdded', on: day('2024-02-05'), element: 1, complaint: 'The visits in January were missed' },
  { type: 'ElementAdded', on: day('2024-02-05'), element: 2, complaint: 'The worker was rude on the telephone' },
];
const accepted: readonly CaseEvent[] = [{ type: 'HandlingDecided', on: day('2024-02-06'), handledAs: 'statutory' }, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: 'U1' }];
const extended: readonly CaseEvent[] = [{ type: 'Stage1Extended', on: day('2024-02-16'), extendedTo: day('2024-03-04'), ground: 'complexity' }];
const answered: readonly CaseEvent[] = [
  { type: 'LearningActionPromised', on: day('2024-02-19'), learningAction: 1, action: 'Put the visits in the diary of the team', owner: 'Team manager', dueOn: day('2024-03-29') },
  {
    type: 'Stage1Responded', on: day('2024-02-19'), receivedByComplainantOn: day('2024-02-19'), outcome: 'partially_upheld', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'not_upheld' }],
    reasons: { 1: 'We missed two of the visits', 2: 'We could hear the call and it was polite' },
  },
];
const requested: readonly CaseEvent[] = [{ type: 'Stage2Requested', on: day('2024-03-11'), reason: 'dissatisfied_with_response' }];
const investigated: readonly CaseEvent[] = [
  { type: 'Stage2Accepted', on: day('2024-03-12') },
  { type: 'InvestigatingOfficerAppointed', on: day('2024-03-13'), officer: 'U2' }, { type: 'IndependentPersonAppointed', on: day('2024-03-13'), person: 'U3' }, { type: 'AdjudicatingOfficerAppointed', on: day('2024-03-13'), officer: 'U4' },
  {
    type: 'StatementOfComplaintRecorded', on: day('2024-03-18'), version: 1, state: 'agreed',
    points: [{ element: 1, complaint: 'The visits in January were missed', desiredOutcome: 'A visit each week' }, { element: 2, complaint: 'The worker was rude on the telephone', desiredOutcome: 'To hear sorry' }],
  },
];
const stage2Extended: readonly CaseEvent[] = [{ type: 'Stage2Extended', on: day('2024-04-10'), extendedTo: day('2024-05-10'), reason: 'a witness is away until May' }];
const reported: readonly CaseEvent[] = [
  { type: 'ReportReceived', on: day('2024-05-01'), report: 'investigation', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }], recommendations: ['Say sorry for the missed visits.', 'Train the team on the telephone.'] },
  { type: 'ReportReceived', on: day('2024-05-02'), report: 'independent_person' }, { type: 'SentForAdjudication', on: day('2024-05-02') },
  { type: 'ElementAdjudicated', on: day('2024-05-07'), element: 1, finding: 'upheld', reasons: 'The records show it' }, { type: 'ElementAdjudicated', on: day('2024-05-07'), element: 2, finding: 'partially_upheld', reasons: 'One of the calls was cut short' },
];
const adjudicated: readonly CaseEvent[] = [{ type: 'Stage2Adjudicated', on: day('2024-05-08'), outcome: 'partially_upheld', receivedByComplainantOn: day('2024-05-09') }, { type: 'Stage2Closed', on: day('2024-05-10') }];
const panel: readonly CaseEvent[] = [
  { type: 'Stage3Requested', on: day('2024-05-20') }, { type: 'PanelMemberAppointed', on: day('2024-05-22'), role: 'chair', person: 'U5' }, { type: 'PanelMemberAppointed', on: day('2024-05-22'), role: 'member', person: 'U6' },
  { type: 'PanelMemberAppointed', on: day('2024-05-22'), role: 'member', person: 'U7' }, { type: 'PanelArranged', on: day('2024-05-23'), meetingOn: day('2024-06-26'), venue: 'The Old Library, Mill Lane' },
];
const held: readonly CaseEvent[] = [{ type: 'PanelHeld', on: day('2024-06-26') }];
const findings: readonly CaseEvent[] = [
  { type: 'PanelFindingsSent', on: day('2024-07-01'), receivedByAuthorityOn: day('2024-07-01'), findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }], recommendations: ['Say sorry for the calls too.'] },
];
const responded: readonly CaseEvent[] = [
  { type: 'Stage3Responded', on: day('2024-07-15'), findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }], independentPersonConsulted: true }, { type: 'LearningActionCompleted', on: day('2024-07-20'), learningAction: 1 },
];

/** What had happened when each letter is written, and the day on which it is. */
const until: Readonly<Record<LetterKind, { readonly on: string; readonly events: readonly CaseEvent[] }>> = {
  acknowledgement: { on: '2024-02-07', events: [...points, ...accepted] },
  'stage1-extension': { on: '2024-02-16', events: [...points, ...accepted, ...extended] },
  'stage1-response': { on: '2024-02-19', events: [...points, ...accepted, ...answered] },
  'stage2-acceptance': { on: '2024-03-18', events: [...points, ...accepted, ...answered, ...requested, ...investigated] },
  'stage2-extension': { on: '2024-04-10', events: [...points, ...accepted, ...answered, ...requested, ...investigated, ...stage2Extended] },
  'stage2-refusal': { on: '2024-03-12', events: [...points, ...accepted, ...answered, ...requested, { type: 'Stage2Refused', on: day('2024-03-12'), ground: 'already_considered', reason: 'It is the complaint T22-9 over again' }] },
  'sufficient-interest-refusal': { on: '2024-02-08', events: [{ type: 'SufficientInterestDecided', on: day('2024-02-08'), sufficient: false, reasons: 'You have not seen the child for four years' }] },
  'late-complaint-refusal': { on: '2024-02-08', events: [{ type: 'LateComplaintDecided', on: day('2024-02-08'), considered: false, notReasonableToExpectEarlier: false, canBeConsideredEffectivelyAndFairly: false, reasons: 'Those who knew of it have left' }] },
  adjudication: { on: '2024-05-08', events: [...points, ...accepted, ...answered, ...requested, ...investigated, ...stage2Extended, ...reported] },
  'panel-refusal': { on: '2024-05-22', events: [...points, ...accepted, ...answered, ...requested, ...investigated, ...reported, ...adjudicated, { type: 'Stage3Requested', on: day('2024-05-20') }, { type: 'Stage3Refused', on: day('2024-05-22'), ground: 'already_considered', reason: 'A panel has met on it' }] },
  'panel-invitation': { on: '2024-06-07', events: [...points, ...accepted, ...answered, ...requested, ...investigated, ...reported, ...adjudicated, ...panel] },
  'panel-findings': { on: '2024-07-01', events: [...points, ...accepted, ...answered, ...requested, ...investigated, ...reported, ...adjudicated, ...panel, ...held, ...findings] },
  'final-response': { on: '2024-07-15', events: [...points, ...accepted, ...answered, ...requested, ...investigated, ...reported, ...adjudicated, ...panel, ...held, ...findings] },
  deferral: { on: '2024-02-08', events: [...points, ...accepted, { type: 'Deferred', on: day('2024-02-08'), proceedings: 'The family court will decide where you live', prejudice: 'The court will hear the same people', reviewOn: day('2024-05-08') }] },
  withdrawal: { on: '2024-02-12', events: [...points, ...accepted, { type: 'NotProgressed', on: day('2024-02-12'), outcome: 'withdrawn', orally: true }] },
  closure: { on: '2024-07-22', events: [...points, ...accepted, ...answered, ...requested, ...investigated, ...reported, ...adjudicated, ...panel, ...held, ...findings, ...responded] },
};

const names = new Map([['U1', 'Ruth Amadi'], ['U2', 'Owen Pell'], ['U3', 'Mina Sood'], ['U4', 'Carl Whitby'], ['U5', 'Ada Thorne'], ['U6', 'Ben Osei'], ['U7', 'Joy Lund'], ['P-1', 'Alex Farrow']]);

/** A case as it stands when a letter of a kind is written, and the facts for it. */
export function givenFor(kind: LetterKind, reader: 'adult' | 'child' = 'adult', change: (events: readonly CaseEvent[]) => readonly CaseEvent[] = (events) => events): { readonly file: RepresentationFile; readonly facts: LetterFacts } {
  const { on, events: later } = until[kind];
  const first = reader === 'child' ? receivedFromChild : receivedFromParent;
  const grounds = kind === 'late-complaint-refusal' ? { ...first, groundsAroseOn: day('2022-06-10') } : first;
  const events = change([grounds, ...later]);
  const file = fileOf(events);
  if (file?.kind !== 'representation') throw new Error('not a representation');
  return {
    file,
    facts: {
      letterOn: day(on), wording: reader, events, council: 'Northshire County Council', words: {}, names, addressee: { name: 'Alex Farrow', address: '3 Mill Lane\nNortham' }, signer: 'Ruth Amadi', otherChildren: [],
      rules: { calendar: englandsCalendar, conventions: defaultConventions, procedures: standardProcedures },
      settings: {
        letterhead: ['Northshire County Council', 'County Hall, Northam'], team: 'the complaints team', contact: 'Call 01632 960 001', ombudsman: 'Call 0300 061 0614 or go to lgo.org.uk', advocacy: 'Call 01632 960 002 to get one', secondPerson: false, ownWording: new Map(),
      },
    },
  };
}

const SHORT = 'We did this. We are sorry.';

/** A letter as somebody would finish it: everything marked is written. */
export function finished(letter: LetterText): LetterText {
  const write = (text: string) => text.replaceAll(/\[\[[^\]]*\]\]/g, SHORT);
  const block = (one: LetterBlock): LetterBlock => {
    switch (one.kind) {
      case 'heading': case 'paragraph': return { ...one, text: write(one.text) };
      case 'list': return { ...one, items: one.items.map(write) };
      case 'point': return { ...one, complaint: write(one.complaint), wanted: write(one.wanted) };
      case 'answer': return { finding: 'upheld', ...one, complaint: write(one.complaint), reasons: write(one.reasons) } satisfies AnswerBlock;
      case 'findings': return one;
      default: return one satisfies never;
    }
  };
  return { ...letter, blocks: letter.blocks.map(block) };
}
