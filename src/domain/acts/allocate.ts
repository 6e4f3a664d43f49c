import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, inAProcedure, refuseWhen, stage1Ended, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { noConflict } from './roles.ts';

export type Allocate = { readonly on: Day; readonly respondingManager: string; readonly subjectOfComplaint: boolean };

/** Gives stage 1 to the manager who is to answer it. Not to the person it is about. */
export function allocate(file: RepresentationFile, command: Allocate, context: ActContext): Decision {
  const { on, respondingManager } = command;
  return decide([
    stillOpen(file, 'give it to a manager'),
    inAProcedure(file),
    refuseWhen(stage1Ended(file), 'stage 1 ended', 'Stage 1 has ended, so nobody has to answer it'),
    dated('Date given to the manager', on, file, context),
    written(respondingManager, 'respondingManager', 'Enter the manager who is to respond'),
    refuseWhen(command.subjectOfComplaint, 'subject of complaint', `${respondingManager} is the subject of the complaint and cannot answer it`, 'respondingManager'),
    noConflict(file, respondingManager, 'the responding manager', ['investigatingOfficer', 'independentPerson', 'adjudicatingOfficer', 'advocate', 'panellist'], 'respondingManager'),
  ], () => [{ type: 'Stage1Allocated', on, respondingManager }]);
}
