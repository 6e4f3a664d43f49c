import type { OmbudsmanComplianceRecorded } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, type OmbudsmansFile, remedyOnRecord } from './ombudsman-matter.ts';

export type RecordOmbudsmanCompliance = Omit<OmbudsmanComplianceRecorded, 'type'>;

/** Records what the Ombudsman says of remedies: that they are carried out as agreed, or what is still wanting. */
export function recordOmbudsmanCompliance(file: OmbudsmansFile, command: RecordOmbudsmanCompliance, context: ActContext): Decision {
  const { remedies, satisfied } = command;
  const matter = matterOf(file, command.ombudsmanRef);
  const sentLast = remedies.map((number) => matter?.remedies[number - 1]?.notifiedOn).filter((on) => on !== undefined).toSorted().at(-1);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef),
    refuseWhen(remedies.length === 0, 'missing', 'Select the remedies that the Ombudsman wrote about', 'remedies'),
    ...remedies.map((remedy) => remedyOnRecord(matter, remedy, 'remedies')),
    satisfied ? undefined : written(command.comment, 'comment', 'Enter what the Ombudsman still wants'),
    datedInMatter('Date of the Ombudsman’s answer', command.on, matter, context, [{ on: sentLast, when: 'the evidence was sent' }]),
  ], () => [withoutBlanks({ type: 'OmbudsmanComplianceRecorded', ...command, remedies })]);
}
