import type { OmbudsmanCaseClosed } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, type OmbudsmansFile } from './ombudsman-matter.ts';

export type CloseOmbudsmanCase = Omit<OmbudsmanCaseClosed, 'type'>;

/** Records that the Ombudsman closed the case: after the decision, once what was agreed has been seen to. */
export function closeOmbudsmanCase(file: OmbudsmansFile, command: CloseOmbudsmanCase, context: ActContext): Decision {
  const matter = matterOf(file, command.ombudsmanRef);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef),
    refuseWhen(matter?.closedOn !== undefined, 'matter closed', 'The Ombudsman’s case is closed already'),
    refuseWhen(matter !== undefined && matter.decidedOn === undefined, 'not decided', 'Record the Ombudsman’s decision before closing the case'),
    datedInMatter('Date the Ombudsman closed the case', command.on, matter, context, [{ on: matter?.decidedOn, when: 'the Ombudsman decided' }]),
  ], () => [{ type: 'OmbudsmanCaseClosed', ...command }]);
}
