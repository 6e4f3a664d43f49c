import type { OmbudsmanReportPublicised } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, type OmbudsmansFile, withPublicReport } from './ombudsman-matter.ts';

export type PubliciseOmbudsmanReport = Omit<OmbudsmanReportPublicised, 'type'>;

/** Records that public notice was given of a public report: within two weeks of receiving it (Local Government Act 1974 section 30(5)). */
export function publiciseOmbudsmanReport(file: OmbudsmansFile, command: PubliciseOmbudsmanReport, context: ActContext): Decision {
  const matter = matterOf(file, command.ombudsmanRef);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef) ?? withPublicReport(matter),
    refuseWhen(matter?.reportPublicisedOn !== undefined, 'already publicised', 'Public notice of this report is on record already'),
    datedInMatter('Date of the public notice', command.on, matter, context, [{ on: matter?.publicReportReceivedOn ?? matter?.decidedOn, when: 'the report was received' }]),
  ], () => [{ type: 'OmbudsmanReportPublicised', ...command }]);
}
