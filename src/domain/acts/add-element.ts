import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { OwnFields } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended, stillOpen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';

export type AddElement = {
  readonly on: Day;
  /** The number of an element on record, to say more of it; the next number where absent. */
  readonly element?: number;
  readonly theme?: string; readonly service?: string; readonly complaint?: string; readonly groundsAroseOn?: Day; readonly own?: OwnFields;
  /** The complainant and the authority agree that a new point joins the stage 2 that is in hand. */
  readonly agreedForStage2?: boolean;
};

/** Adds a point of complaint, or puts one on record in better words. A new point cannot join a case whose answer has been given, nor go before a panel. */
export function addElement(file: RepresentationFile, command: AddElement, context: ActContext): Decision {
  const { agreedForStage2, element: given, ...said } = command;
  const element = given ?? (file.elements.at(-1)?.element ?? 0) + 1;
  const isNew = !file.elements.some((each) => each.element === element);
  const inStage2 = file.stage2.state === 'requested' || (file.stage2.state === 'accepted' && file.stage2.adjudicatedOn === undefined && file.stage2.closedOn === undefined);
  return decide([
    stillOpen(file, 'add a point of complaint'),
    dated('Date the point was made', command.on, file, context),
    refuseWhen(!Number.isInteger(element) || element < 1, 'element number', 'Number of the point must be a whole number above 0', 'element'),
    refuseWhen([command.complaint, command.theme].every((text) => text === undefined || text.trim() === ''), 'missing', 'Enter the point of complaint or choose its theme', 'complaint'),
    refuseWhen(command.groundsAroseOn !== undefined && command.groundsAroseOn > command.on, 'after receipt', 'Date the grounds for the point arose must be the same as or before the day it was made', 'groundsAroseOn'),
    refuseWhen(isNew && file.stage3.state === 'requested', 'panel in hand', 'A review panel may not consider new complaints. Receive this as a new complaint.', 'complaint'),
    refuseWhen(isNew && file.stage3.state !== 'requested' && inStage2 && agreedForStage2 !== true, 'not agreed', 'Confirm that the complainant agrees to add this point to stage 2, or receive it as a new complaint', 'agreedForStage2'),
    refuseWhen(isNew && file.stage3.state !== 'requested' && !inStage2 && stage1Ended(file), 'stage 1 ended', 'Stage 1 has ended. Receive this as a new complaint.', 'complaint'),
  ], () => [withoutBlanks({ type: 'ElementAdded', ...said, element })]);
}
