import type { OmbudsmanRemedyCompleted } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, type OmbudsmansFile, remedyOnRecord } from './ombudsman-matter.ts';

export type CompleteOmbudsmanRemedy = Omit<OmbudsmanRemedyCompleted, 'type'>;

/** Records that a remedy agreed with the Ombudsman was carried out, with the evidence. The learning action that carries it out is done with it. */
export function completeOmbudsmanRemedy(file: OmbudsmansFile, command: CompleteOmbudsmanRemedy, context: ActContext): Decision {
  const matter = matterOf(file, command.ombudsmanRef);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef) ?? remedyOnRecord(matter, command.remedy, 'remedy'),
    refuseWhen(matter?.remedies[command.remedy - 1]?.completedOn !== undefined, 'already completed', 'This remedy is on record as done already', 'remedy'),
    datedInMatter('Date it was done', command.on, matter, context),
    written(command.evidence, 'evidence', 'Enter the evidence that it was done'),
  ], () => [{ type: 'OmbudsmanRemedyCompleted', ...command }]);
}
