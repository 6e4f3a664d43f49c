import type { OmbudsmanComplianceNotified } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, type OmbudsmansFile, remedyOnRecord } from './ombudsman-matter.ts';

export type NotifyOmbudsmanCompliance = Omit<OmbudsmanComplianceNotified, 'type'>;

/** Records that the Ombudsman was sent the evidence of remedies: of such only as were carried out. */
export function notifyOmbudsmanCompliance(file: OmbudsmansFile, command: NotifyOmbudsmanCompliance, context: ActContext): Decision {
  const { remedies } = command;
  const matter = matterOf(file, command.ombudsmanRef);
  const chosen = remedies.map((number) => ({ number, remedy: matter?.remedies[number - 1] }));
  const doneLast = chosen.map(({ remedy }) => remedy?.completedOn).filter((on) => on !== undefined).toSorted().at(-1);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef),
    refuseWhen(remedies.length === 0, 'missing', 'Select the remedies that the evidence is of', 'remedies'),
    ...remedies.map((remedy) => remedyOnRecord(matter, remedy, 'remedies')),
    ...chosen.map(({ number, remedy }) => refuseWhen(remedy !== undefined && remedy.completedOn === undefined, 'not done', `Record first that remedy ${number} was done, with the evidence`, 'remedies')),
    ...chosen.map(({ number, remedy }) => refuseWhen(remedy?.satisfied === true, 'accepted', `The Ombudsman has accepted remedy ${number} already`, 'remedies')),
    datedInMatter('Date the evidence was sent', command.on, matter, context, [{ on: doneLast, when: 'the remedy was done' }]),
  ], () => [{ type: 'OmbudsmanComplianceNotified', ...command, remedies }]);
}
