import type { ActKey } from '../domain/acts/index.ts';
import type { RepresentationFile } from '../domain/case-file.ts';
import type { Certainty } from '../domain/procedure.ts';
import { stage3Progress } from '../domain/stage3-file.ts';

export const letterKinds = [
  'acknowledgement', 'stage1-extension', 'stage1-response', 'stage2-acceptance', 'stage2-extension', 'stage2-refusal', 'sufficient-interest-refusal', 'late-complaint-refusal',
  'adjudication', 'panel-refusal', 'panel-invitation', 'panel-findings', 'final-response', 'deferral', 'withdrawal', 'closure',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What a letter may have to contain. Each is looked for by `checkLetter`, but those that only a person can judge. */
export type PartKey =
  | 'received' | 'points' | 'wanted' | 'procedure' | 'responder' | 'due' | 'contact' | 'advocacy' | 'stage2' | 'ombudsman' | 'answers' | 'findings' | 'reasons' | 'new-date' | 'done' | 'actions'
  | 'stage2-window' | 'investigators' | 'stage2-dates' | 'statement' | 'decision' | 'other-ways' | 'grounds' | 'both-tests' | 'equality' | 'enclosures' | 'recommendations' | 'panel-window'
  | 'panel-day' | 'attendees' | 'accompanied' | 'submissions' | 'adjustments' | 'pack' | 'panel-report' | 'independent-person' | 'departures' | 'proceedings' | 'prejudice' | 'resubmit' | 'withdrawn' | 'internal-review' | 'actions-done';

export type LetterPart = { readonly part: PartKey; readonly what: string; readonly source: string; readonly certainty: Certainty; /** Of which procedure's letter, where not of both. */ readonly only?: 'statutory' | 'corporate' };

export type LetterKindFacts = {
  readonly name: string;
  /** The subject of the letter: names nobody. */
  readonly title: Readonly<Record<'adult' | 'child', string>>;
  readonly contains: readonly LetterPart[];
  /** The act that sending it stands for, recorded on its own. */
  readonly act?: ActKey;
  /** The stage whose findings it gives. */
  readonly answers?: 'stage1' | 'stage2' | 'stage3';
  /** Why a case has no use for it as it stands: undefined where it has. */
  readonly needs: (file: RepresentationFile) => string | undefined;
};

const regulations = 'SI 2006/1738';
const guidance = 'Getting the Best from Complaints';
const code = 'Ombudsman’s Complaint Handling Code';

function has(what: LetterPart['part'], text: string, source: string, certainty: Certainty, only?: LetterPart['only']): LetterPart {
  return { part: what, what: text, source, certainty, ...(only === undefined ? {} : { only }) };
}

const advocacy = has('advocacy', 'For a child or care leaver, how to have an advocate', 'Children Act 1989 section 26A', 'FOUND');
const contact = has('contact', 'Whom to contact', guidance, 'RECALLED(m)');
const ombudsman = has('ombudsman', 'How to go to the Ombudsman', `${regulations} regulation 20(3); ${code} 2.5`, 'FOUND-2nd');
const findings = has('findings', 'The finding on each point, as it is on record', `${regulations} regulation 15; ${guidance} 3.5.7`, 'FOUND-2nd');

/** The letters of the procedures: what each is called, what it has to contain and on what authority (rules.md 4), and when there is a use for it. */
export const kinds: Readonly<Record<LetterKind, LetterKindFacts>> = {
  acknowledgement: {
    name: 'Acknowledgement', title: { adult: 'Your complaint', child: 'What you told us' }, act: 'acknowledge',
    contains: [
      has('received', 'The day it was received', guidance, 'RECALLED(m)'), has('points', 'A summary of each point as understood', guidance, 'RECALLED(m)'), has('wanted', 'The outcome wanted', guidance, 'RECALLED(m)'),
      has('procedure', 'Which procedure, why, and which stage', `${regulations} regulation 11`, 'RECALLED(m)'), has('responder', 'Who will answer', 'Devon’s practice', 'FOUND-2nd'),
      has('due', 'The day by which', 'Devon’s practice', 'FOUND-2nd'), contact, advocacy, has('stage2', 'How to escalate', guidance, 'RECALLED(m)'),
    ],
    needs: (file) => (file.handledAs === 'statutory' || file.handledAs === 'corporate' ? (file.stage1.state === 'answered' ? 'Stage 1 has been answered already.' : undefined) : 'It has not been decided that it goes through the statutory or the corporate procedure.'),
  },
  'stage1-extension': {
    name: 'Extension of stage 1', title: { adult: 'We need more time to answer your complaint', child: 'We need more time' }, act: 'extendStage1',
    contains: [
      has('reasons', 'The reason: complexity, or that an advocate is being found', `${regulations} regulation 14(5)`, 'RECALLED(m)'), has('new-date', 'The new date', `${regulations} regulation 14(5)`, 'RECALLED(m)'),
      has('stage2', 'The right to stage 2 if it is missed', guidance, 'RECALLED(m)'), has('ombudsman', 'How to go to the Ombudsman', `${code} 6.5`, 'FOUND', 'corporate'), advocacy,
    ],
    needs: (file) => (file.handledAs === undefined || file.stage1.state === 'answered' || file.stage1.state === 'not progressed' ? 'Stage 1 is not running.' : undefined),
  },
  'stage1-response': {
    name: 'Stage 1 response', title: { adult: 'Our answer to your complaint', child: 'Our answer to what you told us' }, act: 'respondAtStage1', answers: 'stage1',
    contains: [
      has('answers', 'An answer to each point, with reasons', `${regulations} regulation 15; ${code} 6.7`, 'FOUND-2nd'), findings, has('done', 'What was done to look into it', guidance, 'RECALLED(h)'),
      has('actions', 'Apology or remedy, and the actions with their owner and day', guidance, 'RECALLED(h)'),
      has('stage2-window', 'The right to stage 2, how to ask, and until when', `${regulations} regulation 15(2); ${guidance} 3.5.7`, 'FOUND-2nd'), advocacy, contact,
    ],
    needs: (file) => (file.handledAs === 'statutory' || file.handledAs === 'corporate' ? (file.stage1.state === 'not progressed' || file.stage1.state === 'skipped' ? 'Stage 1 ended without an answer.' : undefined) : 'It has not been decided that it goes through the statutory or the corporate procedure.'),
  },
  'stage2-acceptance': {
    name: 'Acceptance of stage 2, with the statement of complaint', title: { adult: 'Your complaint at stage 2', child: 'Stage 2' }, act: 'acceptStage2',
    contains: [
      has('investigators', 'The names of the investigating officer and the independent person, and what each does', `${regulations} regulations 16 and 17`, 'FOUND-2nd', 'statutory'),
      has('stage2-dates', 'The day by which there is a decision, and the latest it may be', `${regulations} regulation 17`, 'FOUND-2nd'),
      has('statement', 'The statement of complaint: each point, and what is wanted', `${regulations} regulation 16`, 'FOUND-2nd'), advocacy, contact,
    ],
    needs: (file) => (file.stage2.state === 'requested' || file.stage2.state === 'accepted' ? undefined : 'Stage 2 has not been asked for.'),
  },
  'stage2-extension': {
    name: 'Extension of stage 2', title: { adult: 'We need more time to decide your complaint', child: 'We need more time' }, act: 'extendStage2',
    contains: [
      has('reasons', 'The reason for the delay', `${regulations} regulation 17(6)`, 'FOUND-2nd'), has('new-date', 'The new date, no later than the procedure allows', `${regulations} regulation 17(6)`, 'FOUND-2nd'),
      has('ombudsman', 'How to go to the Ombudsman', `${code} 6.5`, 'FOUND', 'corporate'), advocacy, contact,
    ],
    needs: (file) => (file.stage2.state === 'accepted' && file.stage2.adjudicatedOn === undefined ? undefined : 'Stage 2 is not running.'),
  },
  'stage2-refusal': {
    name: 'Refusal of stage 2', title: { adult: 'Your request for stage 2', child: 'You asked for stage 2' }, act: 'refuseStage2',
    contains: [has('decision', 'The decision, on one of the grounds that the law permits', `${regulations}; ${code} 5.7`, 'RECALLED(h)'), has('reasons', 'The reasons', guidance, 'RECALLED(h)'), ombudsman, advocacy, contact],
    needs: (file) => (file.stage2.state === 'requested' || file.stage2.state === 'refused' ? undefined : 'There is no request for stage 2 to refuse.'),
  },
  'sufficient-interest-refusal': {
    name: 'Refusal for want of sufficient interest', title: { adult: 'Whether we can consider your complaint', child: 'Can we look at what you told us?' }, act: 'decideSufficientInterest',
    contains: [
      has('decision', 'The decision, and that no further action will be taken', `${regulations} regulation 12`, 'FOUND-2nd'), has('reasons', 'The reasons', 'Ombudsman decision 24-019-922', 'FOUND'),
      has('other-ways', 'Other ways to complain', guidance, 'RECALLED(m)'), ombudsman, advocacy, contact,
    ],
    needs: (file) => (file.sufficientInterest?.sufficient === true ? 'The person was found to have sufficient interest.' : undefined),
  },
  'late-complaint-refusal': {
    name: 'Refusal of a late complaint', title: { adult: 'Whether we can consider your complaint', child: 'Can we look at what you told us?' }, act: 'decideLateComplaint',
    contains: [
      has('grounds', 'When what is complained of happened, and when the year ended', `${regulations} regulation 9; Ombudsman decision 20-006-409`, 'FOUND'), has('both-tests', 'What was decided on both tests', `${regulations} regulation 9(2); Ombudsman decision 23-005-162`, 'FOUND'),
      has('reasons', 'The reasons, and those that the complainant gave for the delay', 'Ombudsman decision 23-005-162', 'FOUND'), has('equality', 'Which adjustments were considered', 'Ombudsman decision 20-006-409', 'FOUND'), ombudsman, advocacy, contact,
    ],
    needs: (file) => (file.lateComplaint?.considered === true ? 'It was decided to consider the complaint although late.' : undefined),
  },
  adjudication: {
    name: 'Adjudication', title: { adult: 'Our decision on your complaint at stage 2', child: 'What we think at stage 2' }, act: 'sendAdjudication', answers: 'stage2',
    contains: [
      has('answers', 'A response to each point; where it departs from the report, why', `${regulations} regulation 17`, 'FOUND-2nd'), findings,
      has('recommendations', 'Each recommendation: whether it is accepted, what is done, by whom and when', guidance, 'FOUND-2nd', 'statutory'), has('enclosures', 'Both reports enclosed', `${regulations} regulation 17`, 'FOUND-2nd', 'statutory'),
      has('panel-window', 'The right to a review panel, how to ask, and until when', `${regulations} regulation 18`, 'RECALLED(h)', 'statutory'), has('ombudsman', 'How to go to the Ombudsman', code, 'FOUND-2nd', 'corporate'), advocacy, contact,
    ],
    needs: (file) => (file.stage2.state === 'accepted' ? undefined : 'Stage 2 has not been accepted.'),
  },
  'panel-refusal': {
    name: 'Refusal of a review panel', title: { adult: 'Your request for a review panel', child: 'You asked for a panel' }, act: 'refuseStage3',
    contains: [has('decision', 'The decision, on one of the grounds that the law permits', regulations, 'RECALLED(h)'), has('reasons', 'The reasons', guidance, 'RECALLED(h)'), ombudsman, advocacy, contact],
    needs: (file) => (file.stage3.state === 'requested' || file.stage3.state === 'refused' ? undefined : 'There is no request for a review panel to refuse.'),
  },
  'panel-invitation': {
    name: 'Invitation to the review panel', title: { adult: 'The review panel', child: 'Your panel meeting' }, act: 'sendPanelPapers',
    contains: [
      has('panel-day', 'The day and the place', `${regulations} regulation 19`, 'FOUND'), has('attendees', 'Who will be there', `${regulations} regulation 19`, 'FOUND'),
      has('accompanied', 'The right to bring an advocate and another person, either of whom may speak', `${regulations} regulation 19(6)`, 'FOUND'),
      has('submissions', 'The right to make submissions, in writing or by speaking', `${regulations} regulation 19(5)`, 'FOUND'), has('adjustments', 'Adjustments', 'Equality Act 2010', 'RECALLED(h)'),
      has('pack', 'The list of the papers', guidance, 'RECALLED(h)'), advocacy, contact,
    ],
    needs: (file) => (file.stage3.state === 'requested' ? undefined : 'There is no request for a review panel.'),
  },
  'panel-findings': {
    name: 'Findings of the review panel', title: { adult: 'What the review panel found', child: 'What the panel thinks' }, act: 'sendPanelFindings', answers: 'stage3',
    contains: [
      has('panel-report', 'A brief summary of the representations', `${regulations} regulation 20`, 'FOUND-2nd'), has('recommendations', 'The recommendations', `${regulations} regulation 20`, 'FOUND-2nd'),
      has('answers', 'What the panel found on each point', guidance, 'RECALLED(h)'), has('due', 'When the council responds', `${regulations} regulation 20(3)`, 'FOUND-2nd'), advocacy, contact,
    ],
    needs: (file) => (stage3Progress(file.stage3).panelOn === undefined ? 'The panel has not met.' : undefined),
  },
  'final-response': {
    name: 'Final response', title: { adult: 'The council’s response to the review panel', child: 'What we will do after the panel' }, act: 'respondToPanel', answers: 'stage3',
    contains: [
      has('independent-person', 'That it was decided with the independent person', `${regulations} regulation 20`, 'FOUND-2nd'), has('recommendations', 'A response to each recommendation', `${regulations} regulation 20(3)`, 'FOUND-2nd'),
      has('departures', 'Reasons for anything that departs from the panel', 'Ombudsman decision 24-016-124', 'FOUND'), findings, has('actions', 'What the council proposes to do', `${regulations} regulation 20(3)`, 'FOUND-2nd'), ombudsman, advocacy, contact,
    ],
    needs: (file) => (stage3Progress(file.stage3).findingsOn === undefined ? 'The panel’s findings are not on record.' : undefined),
  },
  deferral: {
    name: 'Deferral', title: { adult: 'Your complaint is put off', child: 'We have to wait' }, act: 'defer',
    contains: [
      has('proceedings', 'Which proceedings', `${regulations} regulation 8`, 'RECALLED(h)'), has('prejudice', 'How considering it might prejudice them', `${regulations} regulation 8; Ombudsman decision 24-009-960`, 'FOUND'),
      has('resubmit', 'That it can be brought back, and until when', `${regulations} regulation 8`, 'RECALLED(h)'), ombudsman, advocacy, contact,
    ],
    needs: (file) => (file.closedOn === undefined ? undefined : 'The case is closed.'),
  },
  withdrawal: {
    name: 'Confirmation of withdrawal', title: { adult: 'You have withdrawn your complaint', child: 'You asked us to stop' }, act: 'withdraw',
    contains: [
      has('withdrawn', 'The day of the withdrawal', guidance, 'RECALLED(h)'), has('internal-review', 'How it was withdrawn, and whether the council goes on with it as a review of its own', guidance, 'RECALLED(h)'), contact,
    ],
    needs: () => undefined,
  },
  closure: {
    name: 'Completion of actions, and closure', title: { adult: 'What we promised has been done', child: 'What we have done' }, act: 'close',
    contains: [has('actions-done', 'That each promised action is done', 'Doncaster’s practice', 'SEED'), contact],
    needs: (file) => (file.learningActions.length === 0 ? 'No action was promised in this case.' : undefined),
  },
};

export function isLetterKind(value: unknown): value is LetterKind {
  return typeof value === 'string' && (letterKinds as readonly string[]).includes(value);
}
