import type { RepresentationFile } from '../case-file.ts';
import type { LateReasonRecorded } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type RecordLateReason = Omit<LateReasonRecorded, 'type'>;

/** Notes why a stage is late before it ends. It moves no day: only a lawful extension does. */
export function recordLateReason(file: RepresentationFile, command: RecordLateReason, context: ActContext): Decision {
  const begun = { stage1: true, stage2: file.stage2.state === 'requested' || file.stage2.state === 'accepted', stage3: file.stage3.state === 'requested' }[command.stage];
  return decide([
    stillOpen(file, 'note why a stage is late'),
    refuseWhen(!begun, 'not begun', 'This stage has not begun', 'stage'),
    dated('Date of the note', command.on, file, context),
    written(command.lateReason, 'lateReason', 'Enter why the stage is late'),
  ], () => [{ type: 'LateReasonRecorded', ...command }]);
}
