import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { acts } from '../../../../domain/acts/index.ts';
import type { RepresentationFile } from '../../../../domain/case-file.ts';
import { inWords } from '../../../../domain/day.ts';
import { type ElementProposal, type FaultWarning, proposeHandling } from '../../../../domain/eligibility.ts';
import { may } from '../../../../domain/viewer.ts';
import type { AwaitingConfirmation } from '../../../../store/awaiting-confirmation.ts';
import type { Draft, TypedFields } from '../../../../store/drafts.ts';
import { groundInWords, personInWords } from '../../../event-in-words.ts';
import { type Chrome, chrome } from '../../../guard.ts';
import { instantInWords } from '../../../instant-in-words.ts';
import { sendPage } from '../../../request-context.ts';
import { renderPage } from '../../../views.ts';
import type { FieldsByName, FormSetting } from '../act-form.ts';
import { type Hidden, type Since, sinceInWords } from '../act-page.ts';
import { type Block, blocksOf, errorLinks, type FormErrors } from '../form-blocks.ts';
import type { FieldError } from '../read-form.ts';
import { asEligibility, fieldsOnSubject, fieldsOnWho, type HandlingAnswers, subjectsOf } from './answers.ts';
import { choices, type Decided, exclusionsFrom, fieldsOnAll, fieldsOnDecision, type HandlingChoice } from './decisions.ts';
import type { Asking } from './of-handling.ts';

/** One piece of a page on a point: its heading, what is known of it, its fields. */
type Piece = { readonly heading: string; readonly lines: readonly string[]; readonly proposal?: ProposalInWords; readonly blocks: readonly Block[] };
type ProposalInWords = { readonly says: string; readonly because: string; readonly law: string; readonly elsewhere?: string; readonly reasons: readonly string[]; readonly first?: { readonly text: string; readonly href: string }; readonly second: boolean };

/** What stands against a form that is shown again. */
export type ShownAgain = { readonly errors?: readonly FieldError[]; readonly since?: readonly Since[]; readonly warnings?: readonly FaultWarning[] };

export function placeOf(ref: string): string {
  return `/cases/${encodeURIComponent(ref)}/handling`;
}

/** The case's own page, which says what was done. */
export function caseDone(ref: string, done: 'decideHandling' | 'awaitingConfirmation' | 'note'): string {
  return `/cases/${encodeURIComponent(ref)}?done=${done}`;
}

export function sinceOf({ seen, names, setting }: Asking, version: number): readonly Since[] {
  return sinceInWords(seen.history.slice(version), names, setting.words);
}

export function questionsOn(file: RepresentationFile): FieldsByName {
  return Object.assign({}, fieldsOnWho(file), ...subjectsOf(file).map((subject) => fieldsOnSubject(file, subject)));
}

export function decisionFields({ setting }: Asking, answers: HandlingAnswers): { readonly fields: FieldsByName; readonly proposals: ReadonlyMap<number, ElementProposal> } {
  const proposals = new Map(proposeHandling(asEligibility(setting.file, answers, setting.context)).elements.map((proposal) => [proposal.element, proposal]));
  return { proposals, fields: Object.assign({}, fieldsOnAll(setting, answers), ...subjectsOf(setting.file).map((subject) => fieldsOnDecision(subject, proposals.get(subject.number), answers))) };
}

/** What to be warned of in what was decided on each point. */
export function warningsOn(setting: FormSetting, answers: HandlingAnswers, decided: Decided): readonly FaultWarning[] {
  const intended = new Map([...decided.intended].map(([number, choice]) => [number, choice === 'deferred' ? 'statutory' : choice] as const));
  return proposeHandling(asEligibility(setting.file, answers, setting.context, intended)).warnings.filter(({ fault, element }) => element !== undefined && !(fault === 'wrong procedure' && decided.intended.get(element) === 'deferred'));
}

export const confirmationFields: FieldsByName = {
  confirmed: { kind: 'yes or no', label: 'Do you confirm that the statutory procedure does not apply?', missing: 'Select yes if you confirm it', need: 'always' },
  reason: { kind: 'paragraphs', label: 'Why you do not confirm it', hint: 'Needed only where you do not. It is kept as a note in the case.', need: 'sometimes' },
};

type PageOfHandling = {
  readonly title: string; readonly chrome: Chrome; readonly ref: string; readonly backTo: { readonly text: string; readonly href: string }; readonly since: readonly Since[];
  readonly hidden: Hidden; readonly errors: FormErrors; readonly waiting?: { readonly href: string; readonly by: string; readonly at: string };
};

function pageOf({ request, seen, waiting, names }: Asking, title: string, blocks: readonly Block[], { errors = [], since = [] }: ShownAgain): PageOfHandling {
  return {
    title, chrome: chrome(request), ref: seen.ref, backTo: { text: `Back to case ${seen.ref}`, href: `/cases/${encodeURIComponent(seen.ref)}` }, since,
    hidden: { formToken: request.formToken, version: seen.version, form: randomUUID() }, errors: errorLinks(errors, blocks),
    ...(waiting === undefined ? {} : { waiting: { href: `${placeOf(seen.ref)}/confirmation`, by: personInWords(waiting.decidedBy, names), at: instantInWords(waiting.decidedAt) } }),
  };
}

function statusOf({ errors = [], since = [] }: ShownAgain): number {
  return errors.length > 0 ? 400 : since.length > 0 ? 409 : 200;
}

export function askPage(asking: Asking, typed: TypedFields, again: ShownAgain, saved?: Draft): FastifyReply {
  const { setting, reply } = asking;
  const sent = { typed, errors: again.errors ?? [], say: setting.say };
  const onWho = blocksOf(fieldsOnWho(setting.file), sent);
  const pieces = subjectsOf(setting.file).map((subject): Piece => ({ heading: subject.name, lines: subject.complaint === undefined ? [] : [subject.complaint], blocks: blocksOf(fieldsOnSubject(setting.file, subject), sent) }));
  return sendPage(reply, renderPage('features/acts/handling/questions.njk', {
    ...pageOf(asking, 'How should this be handled?', [...onWho, ...pieces.flatMap((piece) => piece.blocks)], again), action: placeOf(setting.file.ref), blocks: onWho, pieces,
    ...(saved === undefined ? {} : { savedAt: instantInWords(saved.savedAt), keptUntil: inWords(saved.keptUntil) }),
  }), statusOf(again));
}

export function decidePage(asking: Asking, answers: HandlingAnswers, typed: TypedFields, again: ShownAgain): FastifyReply {
  const { setting, seen, reply } = asking;
  const sent = { typed, errors: again.errors ?? [], say: setting.say };
  const { proposals } = decisionFields(asking, answers);
  const pieces = subjectsOf(setting.file).map((subject): Piece => {
    const proposal = proposals.get(subject.number);
    return { heading: subject.name, lines: subject.complaint === undefined ? [] : [subject.complaint], blocks: blocksOf(fieldsOnDecision(subject, proposal, answers), sent), ...(proposal === undefined ? {} : { proposal: proposalInWords(proposal, seen.ref) }) };
  });
  const all = blocksOf(fieldsOnAll(setting, answers), sent);
  const warnings = again.warnings ?? [];
  // What has been running against the council since receipt is told before anything is decided, whatever is decided.
  const told = proposeHandling(asEligibility(setting.file, answers, setting.context)).warnings.filter((warning) => warning.fault === 'unnecessary delay');
  return sendPage(reply, renderPage('features/acts/handling/proposal.njk', {
    ...pageOf(asking, 'What the law makes of it', [...pieces.flatMap((piece) => piece.blocks), ...all], again), action: `${placeOf(setting.file.ref)}/proposal`, change: placeOf(setting.file.ref), pieces, blocks: all,
    told: told.map((warning) => warning.message), warnings: warnings.map((warning) => `${warning.message}.`),
  }), statusOf(again));
}

/** Tells one decision that waits for a second person from another in the same case. */
export function momentOf(waiting: AwaitingConfirmation): string {
  return `${waiting.decidedBy} ${waiting.decidedAt.toISOString()}`;
}

export function confirmPage(asking: Asking, waiting: AwaitingConfirmation, typed: TypedFields, errors: readonly FieldError[]): FastifyReply {
  const { viewer, setting, seen, names, reply } = asking;
  const since = sinceOf(asking, Number(waiting.fields['version'] ?? seen.version));
  const blocks = blocksOf(confirmationFields, { typed, errors, say: setting.say });
  return sendPage(reply, renderPage('features/acts/handling/confirmation.njk', {
    ...pageOf(asking, 'Confirm that the statutory procedure does not apply', blocks, { errors }), since, action: `${placeOf(seen.ref)}/confirmation`, blocks,
    moment: momentOf(waiting), decidedBy: personInWords(waiting.decidedBy, names), decidedAt: instantInWords(waiting.decidedAt), own: waiting.decidedBy === viewer.key, may: may(viewer, 'decideCases') && waiting.decidedBy !== viewer.key,
    exclusions: exclusionsFrom(waiting.fields['exclusions']).map(({ handledAs, points, reason, refusal }) => ({
      what: choices[handledAs], reason, points: subjectsOf(setting.file).filter((subject) => points === undefined || points.includes(subject.number)).map((subject) => ({ name: subject.name, complaint: subject.complaint })), ...(refusal === undefined ? {} : { ground: groundInWords(refusal) }),
    })),
  }), errors.length > 0 ? 400 : 200);
}

function proposalInWords(proposal: ElementProposal, ref: string): ProposalInWords {
  const { proposed, decideFirst, law, because, elsewhere, reasonsRequired, secondPersonConfirms } = proposal;
  const choice: HandlingChoice | undefined = proposed === 'withdrawn' || proposed === 'duplicate' ? undefined : proposed;
  const act = decideFirst === 'sufficient interest' ? 'decideSufficientInterest' : 'decideLateComplaint';
  return {
    says: choice === undefined ? 'Something has to be decided first' : choices[choice], because, law, reasons: reasonsRequired, second: secondPersonConfirms, ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(decideFirst === undefined ? {} : { first: { text: acts[act].name, href: `/cases/${encodeURIComponent(ref)}/acts/${act}` } }),
  };
}
