import type { ComplimentFile, RepresentationFile } from '../case-file.ts';
import type { RestrictionLifted } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type LiftRestriction = Omit<RestrictionLifted, 'type'>;

/** Lets everybody who may see such cases see a restricted one again. Whom it is about still does not. */
export function liftRestriction(file: RepresentationFile | ComplimentFile, command: LiftRestriction, context: ActContext): Decision {
  return decide([
    refuseWhen(!file.restricted, 'not restricted', 'This case is not restricted'),
    dated('Date', command.on, file, context),
    written(command.reason, 'reason', 'Enter why the case need not be restricted any more'),
  ], () => [{ type: 'RestrictionLifted', ...command }]);
}
