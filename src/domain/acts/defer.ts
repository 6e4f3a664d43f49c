import type { RepresentationFile } from '../case-file.ts';
import type { Deferred } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, notBefore, onRecord, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type Defer = Omit<Deferred, 'type'>;

/** Puts a complaint, or some of its elements, off because considering it might prejudice other proceedings (SI 2006/1738 regulation 8). A court case as such is no reason: the letter names the proceedings and says how. */
export function defer(file: RepresentationFile, command: Defer, context: ActContext): Decision {
  const { deferral } = file;
  return decide([
    stillOpen(file, 'defer it'),
    refuseWhen(deferral !== undefined && deferral.resubmittedOn === undefined, 'already deferred', 'The complaint is deferred already'),
    dated('Date of deferral', command.on, file, context, [{ on: deferral?.resubmittedOn, when: 'the complaint was resubmitted' }]),
    written(command.proceedings, 'proceedings', 'Enter which proceedings the complaint is deferred for'),
    written(command.prejudice, 'prejudice', 'Enter how considering the complaint might prejudice the proceedings'),
    refuseWhen(command.elements?.length === 0, 'no element', 'Select the points that are deferred', 'elements'),
    ...onRecord(file, command.elements ?? [], 'elements'),
    command.reviewOn === undefined ? undefined : notBefore('Date of review', command.reviewOn, [{ on: command.on, when: 'the complaint was deferred' }], 'reviewOn'),
  ], () => [withoutBlanks({ type: 'Deferred', ...command })]);
}
