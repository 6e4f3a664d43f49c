import type { OmbudsmanReportAnswered } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, type OmbudsmansFile, withPublicReport } from './ombudsman-matter.ts';

export type AnswerOmbudsmanReport = Omit<OmbudsmanReportAnswered, 'type'>;

/** Records that the council told the Ombudsman what it will do about a public report: within three months of receiving it (Local Government Act 1974 section 31(2)). */
export function answerOmbudsmanReport(file: OmbudsmansFile, command: AnswerOmbudsmanReport, context: ActContext): Decision {
  const matter = matterOf(file, command.ombudsmanRef);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef) ?? withPublicReport(matter),
    refuseWhen(matter?.reportAnsweredOn !== undefined, 'already answered', 'The answer to this report is on record already'),
    datedInMatter('Date of the answer', command.on, matter, context, [{ on: matter?.publicReportReceivedOn ?? matter?.decidedOn, when: 'the report was received' }]),
  ], () => [{ type: 'OmbudsmanReportAnswered', ...command }]);
}
