import type { ComplimentFile, RepresentationFile } from '../case-file.ts';
import type { CaseRestricted } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type Restrict = Omit<CaseRestricted, 'type'>;

/** Restricts a case to complaints managers and those who take part in it. */
export function restrict(file: RepresentationFile | ComplimentFile, command: Restrict, context: ActContext): Decision {
  return decide([
    refuseWhen(file.restricted, 'restricted already', `This ${file.kind === 'compliment' ? 'compliment' : 'case'} is restricted already`),
    dated('Date', command.on, file, context),
    written(command.reason, 'reason', `Enter why the ${file.kind === 'compliment' ? 'compliment' : 'case'} is restricted`),
  ], () => [{ type: 'CaseRestricted', ...command }]);
}
