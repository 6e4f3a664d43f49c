import type { RepresentationFile } from '../case-file.ts';
import type { PanelFindingsSent } from '../events.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, notBefore, notInFuture, refuseWhen, stillOpen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';
import { findingsOnRecord } from './findings.ts';
import { reviewOf } from './review.ts';

export type SendPanelFindings = Omit<PanelFindingsSent, 'type' | 'judged'>;

/** Records the panel's report: its findings and recommendations, and the day the authority received them, from which its response is due. */
export function sendPanelFindings(file: RepresentationFile, command: SendPanelFindings, context: ActContext): Decision {
  const review = reviewOf(file);
  const { on, receivedByAuthorityOn } = command;
  const receivedName = 'Date the authority received them';
  return decide([
    stillOpen(file, 'record findings'),
    refuseWhen(review?.panelOn === undefined, 'panel not held', 'Record the panel before its findings'),
    refuseWhen(review?.findingsOn !== undefined, 'already sent', 'The findings have been sent already'),
    dated('Date the findings were sent', on, file, context, [{ on: review?.panelOn, when: 'the panel met' }]),
    receivedByAuthorityOn === undefined ? undefined
      : notInFuture(receivedName, receivedByAuthorityOn, context, 'receivedByAuthorityOn') ?? notBefore(receivedName, receivedByAuthorityOn, [{ on, when: 'they were sent' }], 'receivedByAuthorityOn'),
    ...findingsOnRecord(file, command.findings ?? []),
  ], () => [withJudgement(file, withoutBlanks({ type: 'PanelFindingsSent', ...command }), context)]);
}
