import { inWords, type Day } from '../day.ts';
import type { Order, Step } from '../facts/fact.ts';
import { notBefore, refuseWhen, type Check } from './checks.ts';

/** A corrected day stays in order with what came before it and after it. What history shows to have come before it all along is not after it. */
export function inOrder({ name, after = [], before = [], ends }: Order, present: string, to: Day | ''): readonly Check[] {
  if (to === '') {
    const follows = ends === true ? before.find((step) => step.on !== undefined) : undefined;
    return [follows === undefined ? undefined : refuseWhen(true, 'something follows', `${name} cannot be taken off the record, because ${follows.when} after it`, 'to')];
  }
  return [notBefore(name, to, after, 'to'), notAfter(name, to, before.filter(({ on }) => on !== undefined && present <= on))];
}

/** Names the earliest of the days that `on` comes after. */
function notAfter(name: string, on: Day, later: readonly Step[]): Check {
  let earliest: { on: Day; when: string } | undefined;
  for (const step of later) {
    if (step.on !== undefined && step.on < on && (earliest === undefined || step.on < earliest.on)) earliest = { on: step.on, when: step.when };
  }
  return earliest === undefined ? undefined : refuseWhen(true, 'too late', `${name} must be the same as or before ${inWords(earliest.on)}, when ${earliest.when}`, 'to');
}
