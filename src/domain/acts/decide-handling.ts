import type { RepresentationFile } from '../case-file.ts';
import type { HandlingDecided } from '../events.ts';
import { needsSufficientInterest } from '../eligibility.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, onRecord, refuseWhen, stage1Ended, stillOpen, withoutBlanks, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { lateParts, type MadeTooLate } from './one-year-limit.ts';
import { permittedWithoutAnswer } from './permitted-refusal.ts';
import { sameName } from './roles.ts';

export type DecideHandling = Omit<HandlingDecided, 'type' | 'decidedBy'> & { readonly decidedBy: string };

const regulations = 'SI 2006/1738';

/**
 * How a complaint, or the elements named, is handled. The statutory procedure is the rule: leaving it needs reasons and a second
 * person's confirmation, and once stage 1 has been answered under it the complainant is entitled to all its stages.
 */
export function decideHandling(file: RepresentationFile, command: DecideHandling, context: ActContext): Decision {
  const { handledAs, elements, decidedBy, confirmedBy } = command;
  const inProcedure = file.handledAs === 'statutory' || file.handledAs === 'corporate';
  const excluded = handledAs === 'corporate' || handledAs === 'informal' || handledAs === 'redirected' || handledAs === 'declined';
  return decide([
    stillOpen(file, 'decide how it is handled'),
    dated('Date of decision', command.on, file, context),
    refuseWhen(elements?.length === 0, 'no element', 'Select the points that the decision is about', 'elements'),
    ...onRecord(file, elements ?? [], 'elements'),
    written(decidedBy, 'decidedBy', 'Enter who decided'),
    ...(handledAs === 'statutory' ? mayBeStatutory(file, command, context) : []),
    ...(excluded ? [
      written(command.reason, 'reason', 'Enter the reasons for not using the statutory procedure'),
      written(confirmedBy, 'confirmedBy', 'Enter who else confirmed that the statutory procedure does not apply'),
      refuseWhen(confirmedBy !== undefined && confirmedBy.trim() !== '' && sameName(confirmedBy, decidedBy), 'same person', 'Somebody other than the person who decided must confirm that the statutory procedure does not apply', 'confirmedBy'),
    ] : []),
    refuseWhen(handledAs !== 'statutory' && file.handledAs === 'statutory' && (stage1Ended(file) || file.stage2.state !== 'none'), 'entitled to all stages', `${file.stage2.state === 'none' ? 'Stage 1 was answered' : 'Stage 2 was asked for'} under the statutory procedure, so the complainant is entitled to all its stages`, 'handledAs'),
    ...(inProcedure && handledAs === 'withdrawn' ? [refuseWhen(true, 'withdraw instead', 'Record that the complaint was withdrawn instead', 'handledAs')] : []),
    ...(handledAs === 'duplicate' ? [
      refuseWhen(inProcedure, 'close instead', 'Close it as a duplicate of another case instead', 'handledAs'),
      written(command.reason, 'reason', 'Enter the reference of the case that this one repeats'),
    ] : []),
    ...(handledAs === 'declined' ? permittedWithoutAnswer(file, command.refusal, 'declining', 'refusal', elements) : [refuseWhen(command.refusal !== undefined, 'not declined', 'Only a complaint that is declined has a ground for refusal', 'refusal')]),
  ], () => [withoutBlanks({ type: 'HandlingDecided', ...command })]);
}

function mayBeStatutory(file: RepresentationFile, command: DecideHandling, context: ActContext): readonly Check[] {
  const { sufficientInterest, received } = file;
  const needsInterest = received.capacity !== undefined && needsSufficientInterest(received.capacity);
  const late = lateParts(file, context, command.elements);
  const undecided = late.filter((one) => one.decision === undefined);
  const turnedAway = late.filter((one) => one.decision?.considered === false);
  return [
    refuseWhen(received.capacity === 'X' && sufficientInterest?.sufficient !== true, 'may not complain', 'This person may not complain under the statutory procedure unless they have sufficient interest. Decide that first.', 'handledAs', `${regulations} regulation 12`),
    refuseWhen(needsInterest && sufficientInterest === undefined, 'sufficient interest undecided', 'Decide first whether this person has sufficient interest in the child’s welfare', 'handledAs', `${regulations} regulation 12`),
    refuseWhen(needsInterest && sufficientInterest?.sufficient === false, 'no sufficient interest', 'This person was found to have no sufficient interest in the child’s welfare', 'handledAs', `${regulations} regulation 12`),
    refuseWhen(undecided.length > 0, 'lateness undecided', `${partsInWords(file, undecided)} made more than a year after ${partsInWords(file, undecided) === 'This complaint was' ? 'its' : 'the'} grounds arose. Decide first whether to consider it.`, 'handledAs', `${regulations} regulation 9`),
    refuseWhen(turnedAway.length > 0, 'too late', turnedAway.some((one) => one.element === undefined) || turnedAway.length === file.elements.length ? 'It was decided not to consider this complaint because it was made too late' : `It was decided not to consider ${turnedAway.map((one) => `element ${one.element}`).join(' and ')} because it was made too late. Decide how the other points are handled apart from it.`, 'handledAs', `${regulations} regulation 9`),
  ];
}

/** `Element 2 was`, where only some points of a complaint are meant. */
function partsInWords(file: RepresentationFile, parts: readonly MadeTooLate[]): string {
  if (parts.some((one) => one.element === undefined) || parts.length === file.elements.length) return 'This complaint was';
  return `Element ${parts.map((one) => one.element).join(' and element ')} ${parts.length === 1 ? 'was' : 'were'}`;
}
