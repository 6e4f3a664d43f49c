import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';
import { investigationOf, underInvestigation } from './investigation.ts';

export type SendReportToComplainant = { readonly on: Day };

/** Records that the investigation report was sent to the complainant ahead of the adjudication. */
export function sendReportToComplainant(file: RepresentationFile, { on }: SendReportToComplainant, context: ActContext): Decision {
  const reportOn = investigationOf(file)?.investigationReportOn;
  return decide([
    stillOpen(file, 'send the report'),
    underInvestigation(file),
    refuseWhen(investigationOf(file) !== undefined && reportOn === undefined, 'no report', 'Record the investigation report before sending it'),
    dated('Date the report was sent', on, file, context, [{ on: reportOn, when: 'the investigation report was received' }]),
  ], () => [{ type: 'ReportSentToComplainant', on }]);
}
