import type { ActContext } from '../../../domain/acts/context.ts';
import { acts } from '../../../domain/acts/index.ts';
import type { CaseFile, RepresentationFile } from '../../../domain/case-file.ts';
import type { Day } from '../../../domain/day.ts';
import type { CaseEvent } from '../../../domain/events.ts';
import { evolve } from '../../../domain/evolve.ts';
import type { Decision, Refusal } from '../../../domain/refusal.ts';
import type { RepresentationAsked } from './representation-form.ts';

export type Receipt = {
  readonly ref: string; readonly receivedOn: Day; readonly asked: Pick<RepresentationAsked, 'receive' | 'points'>;
  readonly complainant?: string; readonly complainantAge?: number; readonly children: readonly string[];
  /** The case that it repeats. */
  readonly duplicateOf?: string;
  readonly decidedBy: string;
};

/**
 * What happens when a representation is recorded: it is received, each of its points is put on record, and, where it repeats another case, it is
 * handled as a duplicate of that case and closed. Each act is decided on what those before it did; every refusal is given, with the form's field.
 */
export function decideReceipt({ ref, receivedOn, asked, complainant, complainantAge, children, duplicateOf, decidedBy }: Receipt, context: ActContext): Decision {
  const events: CaseEvent[] = [];
  const refusals: Refusal[] = [];
  let file: CaseFile | undefined;
  const happen = (decision: Decision, fieldOf: (field: string | undefined) => string | undefined): void => {
    if ('refusals' in decision) {
      for (const refusal of decision.refusals) refusals.push({ ...refusal, field: fieldOf(refusal.field) ?? 'summary' });
      return;
    }
    for (const event of decision.events) {
      events.push(event);
      file = evolve(file, event);
    }
  };

  happen(acts.receive.decide(undefined, { ...asked.receive, ref, on: receivedOn, complainant, complainantAge, ...(children.length === 0 ? {} : { children }) }, context), (field) => fieldsOfReceipt[field ?? '']);
  if (file === undefined) return { refusals };
  for (const { number, ...point } of asked.points) {
    happen(acts.addElement.decide(file as RepresentationFile, { ...point, on: receivedOn }, context), () => `point-${number}-complaint`);
  }
  if (duplicateOf !== undefined && refusals.length === 0) {
    const { today: on } = context;
    happen(acts.decideHandling.decide(file as RepresentationFile, { on, handledAs: 'duplicate', decidedBy, reason: duplicateOf }, context), () => 'duplicateOf');
    happen(acts.endWithoutAnswer.decide(file as RepresentationFile, { on, outcome: 'duplicate', duplicateOf }, context), () => 'duplicateOf');
  }
  return refusals.length > 0 ? { refusals } : { events };
}

const fieldsOfReceipt: Readonly<Record<string, string>> = { on: 'received', groundsAroseOn: 'arose', complainantAge: 'born' };

/** Whole years between two days. */
export function ageOn(bornOn: Day, on: Day): number {
  return Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (on.slice(5) < bornOn.slice(5) ? 1 : 0);
}
