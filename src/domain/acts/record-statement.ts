import type { RepresentationFile } from '../case-file.ts';
import type { StatementOfComplaintRecorded } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, onRecord, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { investigationOf, underInvestigation } from './investigation.ts';

export type RecordStatement = Omit<StatementOfComplaintRecorded, 'type' | 'version'>;

/** Records a version of the statement of complaint: sent to the complainant, agreed, amended, or left unsigned (the investigation then goes ahead without, and says why). */
export function recordStatement(file: RepresentationFile, command: RecordStatement, context: ActContext): Decision {
  const { state, points = [] } = command;
  const stage2 = investigationOf(file);
  const last = stage2?.statements.at(-1);
  return decide([
    stillOpen(file, 'record a statement of complaint'),
    underInvestigation(file),
    dated('Date of the statement', command.on, file, context, [
      { on: stage2?.acceptedOn, when: 'stage 2 was accepted' }, { on: last?.on, when: 'the version before it was recorded' },
    ]),
    refuseWhen(state !== 'sent' && stage2 !== undefined && last === undefined, 'not sent', 'Record the statement that was sent to the complainant first', 'state'),
    refuseWhen((state === 'sent' || state === 'amended') && points.length === 0, 'no points', 'Enter the points of complaint in the statement', 'points'),
    ...onRecord(file, points.map((point) => point.element), 'points'),
    refuseWhen(points.some((point) => point.complaint.trim() === ''), 'missing', 'Enter the complaint for each point of the statement', 'points'),
    state === 'unsigned' ? written(command.reason, 'reason', 'Enter why the investigation goes ahead with an unsigned statement') : undefined,
  ], () => [withoutBlanks({ type: 'StatementOfComplaintRecorded', ...command, version: (last?.version ?? 0) + 1 })]);
}
