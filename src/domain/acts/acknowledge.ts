import type { RepresentationFile } from '../case-file.ts';
import type { Acknowledged } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { stage2Progress } from '../stage2-file.ts';
import { dated, decide, refuseWhen, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';

export type Acknowledge = Omit<Acknowledged, 'type'>;

/** Records that the complaint, or the request for a further stage, was acknowledged in writing. */
export function acknowledge(file: RepresentationFile, command: Acknowledge, context: ActContext): Decision {
  const { stage2, stage3 } = file;
  const requestedOn = command.stage === 'stage2' ? (stage2.state === 'none' ? undefined : stage2.requestedOn) : stage3.state === 'none' ? undefined : stage3.requestedOn;
  const before = { stage1: file.acknowledgedOn, stage2: stage2Progress(stage2).acknowledgedOn, stage3: stage3.state === 'requested' ? stage3.acknowledgedOn : undefined }[command.stage];
  const asked = command.stage === 'stage1' || requestedOn !== undefined;
  return decide([
    stillOpen(file, 'record an acknowledgement'),
    refuseWhen(!asked, 'not requested', `Record the request for ${command.stage === 'stage2' ? 'stage 2' : 'a review panel'} before its acknowledgement`),
    refuseWhen(command.stage === 'stage3' && stage3.state === 'refused', 'panel refused', 'The review panel was refused or withdrawn, so its request is not acknowledged any more'),
    refuseWhen(before !== undefined, 'already acknowledged', 'This has been acknowledged already'),
    dated('Date of acknowledgement', command.on, file, context, command.stage === 'stage1' ? [] : [{ on: requestedOn, when: 'the request was received' }]),
  ], () => [{ type: 'Acknowledged', ...command }]);
}
