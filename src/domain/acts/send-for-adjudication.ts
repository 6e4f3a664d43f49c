import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, statutoryOnly, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';
import { investigationOf, underInvestigation } from './investigation.ts';

export type SendForAdjudication = { readonly on: Day };

/** Sends the investigation to the adjudicating officer. */
export function sendForAdjudication(file: RepresentationFile, { on }: SendForAdjudication, context: ActContext): Decision {
  const stage2 = investigationOf(file);
  return decide([
    stillOpen(file, 'send it for adjudication'),
    statutoryOnly(file, 'Adjudication'),
    underInvestigation(file),
    refuseWhen(stage2 !== undefined && stage2.investigationReportOn === undefined, 'no report', 'Record the investigation report before sending it for adjudication'),
    refuseWhen(stage2 !== undefined && stage2.adjudicatingOfficer === undefined, 'nobody appointed', 'Appoint the adjudicating officer first'),
    dated('Date sent for adjudication', on, file, context, [{ on: stage2?.investigationReportOn, when: 'the investigation report was received' }]),
  ], () => [{ type: 'SentForAdjudication', on }]);
}
