import type { ElementFile, RepresentationFile } from '../domain/case-file.ts';
import type { ActContext } from '../domain/acts/context.ts';
import { stage1Limits, stage2Limits, oneYearAfter, type StageLimits } from '../domain/acts/limits.ts';
import { inWords, type Day } from '../domain/day.ts';
import { dueOnOf, limitInWords } from '../domain/deadline.ts';
import type { CaseEvent, EventOf, PermittedRefusal } from '../domain/events.ts';
import type { JudgedBy } from '../domain/judgement.ts';
import { procedureInForce, ruleOf, type Procedure } from '../domain/procedure.ts';
import { stage2Progress } from '../domain/stage2-file.ts';
import { stage3Progress } from '../domain/stage3-file.ts';
import type { Wording } from './letter-text.ts';
import type { LetterKind } from './kinds.ts';
import type { Fillings, PassageKey } from './wording.ts';

/** What a council has set for its letters. Lines and contacts that nobody has set are asked for in each letter. */
export type LetterSettings = {
  readonly letterhead: readonly string[]; readonly team: string; readonly contact: string; readonly ombudsman: string; readonly advocacy: string;
  /** Whether somebody who did not write a letter approves it before it is sent. */
  readonly secondPerson: boolean;
  readonly ownWording: ReadonlyMap<PassageKey, Partial<Readonly<Record<Wording, string>>>>;
};

/** What a letter is made of and checked by, apart from the case file. */
export type LetterFacts = {
  readonly letterOn: Day; readonly wording: Wording;
  readonly rules: JudgedBy; readonly events: readonly CaseEvent[];
  readonly council: string; readonly settings: LetterSettings;
  /** The council's own words for the closed lists. */
  readonly words: Readonly<Record<string, string>>;
  /** The names of people by the keys that the events have of them. */
  readonly names: ReadonlyMap<string, string>;
  /** Whom the letter goes to. */
  readonly addressee: { readonly name?: string; readonly address?: string };
  /** Who signs it. */
  readonly signer: string;
  /** Names of children who are not of this case, and must not be in its letters. */
  readonly otherChildren: readonly string[];
};

export function latest<T extends CaseEvent['type']>(events: readonly CaseEvent[], type: T): EventOf<T> | undefined {
  return events.findLast((event): event is EventOf<T> => event.type === type);
}

/** The points that go through the procedure: those sent elsewhere, declined or put off need no answer here. */
export function pointsOf(file: RepresentationFile): readonly ElementFile[] {
  const putOff = file.deferral !== undefined && file.deferral.resubmittedOn === undefined ? file.deferral.elements ?? [] : [];
  return file.elements.filter(({ element, handledAs }) => (handledAs === undefined || handledAs === 'statutory' || handledAs === 'corporate') && !putOff.includes(element));
}

/** Whether the complainant has a right to an advocate (Children Act 1989 section 26A): a child, a young person, a care leaver, or somebody who complains for a child. */
export function advocacyIsDue({ received }: RepresentationFile): boolean {
  return received.complainantType === 'child_or_young_person' || received.complainantType === 'care_leaver' || ['P1', 'P6'].includes(received.capacity ?? '') || received.onBehalfOfChild === true;
}

const ADULT_READER = 16;

/** For whom a letter in a case is written unless its author says otherwise. */
export function usualWording({ received }: RepresentationFile): Wording {
  const child = received.complainantType === 'child_or_young_person' || received.capacity === 'P1';
  return child && (received.complainantAge ?? 0) < ADULT_READER ? 'child' : 'adult';
}

const permittedGrounds: Readonly<Record<PermittedRefusal, string>> = {
  out_of_time: 'you asked after the time for it had ended', no_sufficient_interest: 'you were found not to have a sufficient interest in the child’s welfare',
  prejudice_to_proceedings: 'considering it now might prejudice other proceedings', not_a_qualifying_function: 'it is not about a function of the council that the procedure covers',
  already_considered: 'the same complaint has been through the procedure before', withdrawn: 'the complaint was withdrawn', other_authority: 'it is for another authority to answer',
};

const extensionReasons: Readonly<Record<string, Readonly<Record<Wording, string>>>> = {
  complexity: { adult: 'your complaint is complex, and we want to look into all of it', child: 'there is a lot to find out' },
  advocate: { adult: 'you have asked for an advocate, and should have one before we answer', child: 'you asked for an advocate and we want you to have one first' },
};

/** The limits of a stage, where the case has a procedure and is in it. */
function limitsIn(of: typeof stage1Limits, file: RepresentationFile, context: ActContext): StageLimits | undefined {
  const inProcedure = file.handledAs === 'statutory' || file.handledAs === 'corporate';
  return inProcedure && (of === stage1Limits || file.stage2.state !== 'none') ? of(file, context) : undefined;
}

/** The time to ask for the next stage after a letter: the rule, and its last day counted from the letter. */
export type NextStage = { readonly window: string; readonly lastDay: Day };

function nextStageAfter(rule: 'T10' | 'T15', procedure: Procedure | undefined, { letterOn, rules }: LetterFacts): NextStage | undefined {
  const window = procedure?.ruleByKey.get(rule);
  return window === undefined ? undefined : { window: limitInWords(window), lastDay: dueOnOf(window, letterOn, rules.calendar, rules.conventions) };
}

/** Everything that letters of a case may say of it, worked out: days by the domain, names by their keys. What is not on record is left out. */
export type CaseInLetters = { readonly values: Fillings; readonly nextStage?: NextStage; readonly statutory: boolean };

/** What can be filled into a letter of a kind. */
export function caseInLetters(kind: LetterKind, asItStands: RepresentationFile, facts: LetterFacts): CaseInLetters {
  const { letterOn, rules, events, settings, names, addressee, wording } = facts;
  const context: ActContext = { ...rules, today: letterOn };
  const file = kind === 'acknowledgement' ? { ...asItStands, acknowledgedOn: asItStands.acknowledgedOn ?? letterOn } : asItStands;
  const stage2 = stage2Progress(file.stage2);
  const stage3 = stage3Progress(file.stage3);
  const procedure = procedureInForce(file.handledAs, letterOn, rules.procedures);
  const statutory = file.handledAs !== 'corporate';
  const called = (key: string | undefined) => (key === undefined ? undefined : names.get(key) ?? (/^U\d+$/.test(key) ? undefined : key));
  const days = (on: Day | undefined) => (on === undefined ? undefined : inWords(on));
  const stage1 = limitsIn(stage1Limits, file, context);
  const ofStage2 = limitsIn(stage2Limits, acceptedBy(file, letterOn), context);
  const nextStage = kind === 'stage1-response' ? nextStageAfter('T10', procedure, facts) : kind === 'adjudication' ? nextStageAfter('T15', procedure, facts) : undefined;
  const groundsAroseOn = file.received.groundsAroseOn ?? file.elements.find((element) => element.groundsAroseOn !== undefined)?.groundsAroseOn;
  const ofPanel = procedureInForce('statutory', file.stage3.state === 'none' ? letterOn : file.stage3.requestedOn, rules.procedures) ?? rules.procedures.statutory.standard;
  const response = ofPanel.measures.response;
  const panelRule = (key: string) => ruleOf(ofPanel, key);
  const values: Record<keyof Fillings, string | undefined> = {
    council: facts.council, team: settings.team, contact: orNone(settings.contact), ombudsman: orNone(settings.ombudsman), advocacy: orNone(settings.advocacy),
    reference: file.ref, name: addressee.name, letterOn: inWords(letterOn), received: inWords(file.receivedOn), wanted: orNone(file.received.desiredOutcome ?? ''),
    why: statutory ? 'it is about the council’s services for a child or young person' : undefined, responder: called(file.respondingManager), ground: undefined, reason: undefined, reasons: undefined,
    from: rules.conventions.responseWindow === 'from-receipt' ? 'the day you receive this letter' : 'the date of this letter',
    window: nextStage?.window, lastDay: days(nextStage?.lastDay), due: undefined, longest: undefined, wasDue: undefined, newDate: undefined, requested: undefined,
    officer: called(stage2.investigatingOfficer), person: called(stage2.independentPerson), reviewer: called(stage2.adjudicatingOfficer), agreed: days(stage2.statementAgreedOn),
    limit: procedure === undefined ? undefined : limitInWords(ruleOf(procedure, procedure.measures.stage2)), longestLimit: procedure === undefined ? undefined : limitInWords(ruleOf(procedure, procedure.measures.stage2Longest)),
    grounds: days(groundsAroseOn), yearEnd: groundsAroseOn === undefined ? undefined : inWords(oneYearAfter(groundsAroseOn, context)), tests: undefined, childsView: latest(events, 'SufficientInterestDecided')?.childsView,
    panelOn: days(stage3.meetingOn), time: undefined, venue: stage3.venue?.trim().replace(/\.$/, ''), papersBy: stage3.meetingOn === undefined ? undefined : inWords(dueOnOf(panelRule('T19'), stage3.meetingOn, rules.calendar, rules.conventions)),
    panelHeld: days(stage3.panelOn), responseDue: response === undefined ? undefined : inWords(dueOnOf(panelRule(response), stage3.findingsReceivedOn ?? letterOn, rules.calendar, rules.conventions)),
    proceedings: sentence(latest(events, 'Deferred')?.proceedings), prejudice: sentence(latest(events, 'Deferred')?.prejudice), reviewOn: days(file.deferral?.reviewOn), withdrawn: undefined, how: undefined, enclosed: undefined,
  };
  if (file.stage2.state !== 'none') values.requested = inWords(file.stage2.requestedOn);
  switch (kind) {
    case 'acknowledgement': Object.assign(values, { due: days(stage1?.dueOn), longest: days(stage1?.longestOn), why: statutory ? values.why : undefined }); break;
    case 'stage1-extension': {
      const extension = file.stage1Extensions.at(-1);
      const before = limitsIn(stage1Limits, { ...file, stage1Extensions: file.stage1Extensions.slice(0, -1) }, context);
      Object.assign(values, { wasDue: days(before?.dueOn), newDate: days(extension?.extendedTo ?? before?.longestOn), longest: days(before?.longestOn), reason: reasonToExtend(extension?.reason, wording) });
      break;
    }
    case 'stage2-acceptance': Object.assign(values, { due: days(ofStage2?.dueOn), longest: days(ofStage2?.longestOn) }); break;
    case 'stage2-extension': {
      const extension = stage2.extensions?.at(-1);
      const before = file.stage2.state === 'accepted' ? limitsIn(stage2Limits, { ...file, stage2: { ...file.stage2, extensions: stage2.extensions?.slice(0, -1) ?? [] } }, context) : undefined;
      Object.assign(values, { wasDue: days(before?.dueOn), newDate: days(extension?.extendedTo), longest: days(before?.longestOn), reason: reasonToExtend(extension?.reason, wording) });
      break;
    }
    case 'stage2-refusal':
      if (file.stage2.state === 'refused') Object.assign(values, { ground: file.stage2.ground === undefined ? undefined : permittedGrounds[file.stage2.ground], reasons: sentence(file.stage2.refusalReason) });
      break;
    case 'sufficient-interest-refusal': values.reasons = sentence(latest(events, 'SufficientInterestDecided')?.reasons); break;
    case 'late-complaint-refusal': {
      const decided = latest(events, 'LateComplaintDecided');
      values.reasons = sentence(decided?.reasons);
      if (decided !== undefined) values.tests = testsInWords(decided, wording);
      break;
    }
    case 'panel-refusal':
      if (file.stage3.state !== 'none') values.requested = inWords(file.stage3.requestedOn);
      if (file.stage3.state === 'refused') Object.assign(values, { ground: permittedGrounds[file.stage3.ground], reasons: sentence(file.stage3.reason) });
      break;
    case 'panel-invitation':
      if (file.stage3.state !== 'none') values.requested = inWords(file.stage3.requestedOn);
      break;
    case 'panel-findings': values.window = response === undefined ? undefined : limitInWords(panelRule(response)); break;
    case 'withdrawal': {
      const ended = events.findLast((event) => event.type === 'NotProgressed' && event.outcome === 'withdrawn');
      values.withdrawn = days(ended?.on);
      if (ended?.type === 'NotProgressed' && ended.orally !== undefined) values.how = ended.orally ? (wording === 'child' ? 'when we talked' : 'by word of mouth') : 'in writing';
      break;
    }
    case 'stage1-response': case 'adjudication': case 'final-response': case 'deferral': case 'closure': break;
    default: kind satisfies never;
  }
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return { values: known, statutory, ...(nextStage === undefined ? {} : { nextStage }) };
}

/** As if stage 2 were acknowledged by the letter, from which the corporate clock runs, and not extended yet. */
function acceptedBy(file: RepresentationFile, on: Day): RepresentationFile {
  return file.stage2.state === 'accepted' ? { ...file, stage2: { ...file.stage2, acknowledgedOn: file.stage2.acknowledgedOn ?? on, extensions: [] } } : file;
}

function orNone(text: string): string | undefined {
  return text.trim() === '' ? undefined : sentence(text);
}

/** With a full stop at its end, where it has no stop. */
export function sentence(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined || trimmed === '') return undefined;
  return /[.!?…\])]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function reasonToExtend(ground: string | undefined, wording: Wording): string | undefined {
  const known = extensionReasons[ground?.trim().toLowerCase() ?? ''];
  return known?.[wording] ?? ground?.trim().replace(/\.$/, '');
}

function testsInWords({ notReasonableToExpectEarlier, canBeConsideredEffectivelyAndFairly }: EventOf<'LateComplaintDecided'>, wording: Wording): string {
  if (wording === 'child') return `${notReasonableToExpectEarlier ? 'We know that you could not tell us before.' : 'We think that you could.'} ${canBeConsideredEffectivelyAndFairly ? 'We think that we could still find out.' : 'We think that we can not find out now.'}`;
  return `We found that it ${notReasonableToExpectEarlier ? 'would not' : 'would'} have been reasonable to expect you to complain earlier, and that it ${canBeConsideredEffectivelyAndFairly ? 'can still' : 'can no longer'} be considered effectively and fairly.`;
}
