import type { RepresentationFile } from '../case-file.ts';
import type { ReportReceived } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, statutoryOnly, stillOpen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';
import { findingsOnRecord } from './findings.ts';
import { investigationOf, underInvestigation } from './investigation.ts';

export type ReceiveReport = Omit<ReportReceived, 'type'>;

/** Records that the investigating officer's or the independent person's report has come in. */
export function receiveReport(file: RepresentationFile, command: ReceiveReport, context: ActContext): Decision {
  const stage2 = investigationOf(file);
  const independent = command.report === 'independent_person';
  const author = independent ? stage2?.independentPerson : stage2?.investigatingOfficer;
  return decide([
    stillOpen(file, 'record a report'),
    underInvestigation(file),
    independent ? statutoryOnly(file, 'An independent person’s report') : undefined,
    refuseWhen(stage2 !== undefined && author === undefined, 'nobody appointed', independent ? 'Appoint the independent person before recording the report' : 'Appoint the investigating officer before recording the report', 'report'),
    dated('Date the report was received', command.on, file, context, [{ on: stage2?.acceptedOn, when: 'stage 2 was accepted' }]),
    ...findingsOnRecord(file, command.findings ?? []),
  ], () => [withoutBlanks({ type: 'ReportReceived', ...command })]);
}
