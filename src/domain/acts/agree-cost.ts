import type { RepresentationFile } from '../case-file.ts';
import type { CostAgreed } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';

export type AgreeCost = Omit<CostAgreed, 'type'>;

/** Records what a part in a stage is agreed to cost, before it is done. Agreed again, it takes the place of what was agreed before. */
export function agreeCost(file: RepresentationFile, command: AgreeCost, context: ActContext): Decision {
  const { estimatePence, ratePence, per } = command;
  return decide([
    dated('Date it was agreed', command.on, file, context),
    refuseWhen(!Number.isInteger(estimatePence) || estimatePence <= 0, 'amount', 'Estimate must be more than £0, in pounds and whole pence', 'estimatePence'),
    refuseWhen(ratePence !== undefined && per === undefined, 'missing', 'Select whether the rate is for an hour or a day', 'per'),
    refuseWhen(ratePence === undefined && per !== undefined, 'missing', 'Enter the rate', 'ratePence'),
  ], () => [withoutBlanks({ type: 'CostAgreed', ...command })]);
}
