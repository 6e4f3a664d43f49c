import type { ElementFile, RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { oneYearAfter } from './limits.ts';
import type { ActContext } from './context.ts';

/** The earliest day on which grounds for the complaint, or for one of its elements, arose; undefined where nobody asked. */
export function firstGroundsOn(file: RepresentationFile): Day | undefined {
  return [file.received.groundsAroseOn, ...file.elements.map((element) => element.groundsAroseOn)].filter((on) => on !== undefined).toSorted()[0];
}

/** A point made after the year that the law allows from its grounds (T01), or the whole complaint where it has no points (`element` absent), and what was decided of that. */
export type MadeTooLate = { readonly element?: number; readonly groundsOn: Day; readonly decision?: { readonly on: Day; readonly considered: boolean } };

/** What was decided of a point: of it apart, or of the whole complaint. A point that joined the complaint after that, with grounds of its own, is still to be decided. */
export function lateDecisionOn(file: RepresentationFile, element: ElementFile): MadeTooLate['decision'] {
  if (element.lateComplaint !== undefined) return element.lateComplaint;
  const joinedSince = element.groundsAroseOn !== undefined && element.addedOn !== undefined && file.lateComplaint !== undefined && element.addedOn > file.lateComplaint.on;
  return joinedSince ? undefined : file.lateComplaint;
}

/** What was made too late of a complaint, or of the elements named. What joined it later, with grounds of its own, was made on that day. */
export function lateParts(file: RepresentationFile, context: ActContext, elements?: readonly number[]): readonly MadeTooLate[] {
  const about = elements === undefined ? file.elements : file.elements.filter((element) => elements.includes(element.element));
  const whole = file.received.groundsAroseOn;
  const late = (groundsOn: Day | undefined, on: Day): groundsOn is Day => groundsOn !== undefined && on > oneYearAfter(groundsOn, context);
  if (about.length === 0) return late(whole, file.receivedOn) ? [{ groundsOn: whole, ...(file.lateComplaint === undefined ? {} : { decision: file.lateComplaint }) }] : [];
  return about.flatMap((element): MadeTooLate[] => {
    const [groundsOn, on] = element.groundsAroseOn === undefined ? [whole, file.receivedOn] : [element.groundsAroseOn, element.addedOn ?? file.receivedOn];
    if (!late(groundsOn, on)) return [];
    const decision = lateDecisionOn(file, element);
    return [{ element: element.element, groundsOn, ...(decision === undefined ? {} : { decision }) }];
  });
}

/** Whether it was decided of a complaint, or of each of the elements named, that it is not considered because it was made too late. */
export function notConsideredAsLate(file: RepresentationFile, elements?: readonly number[]): boolean {
  const about = elements === undefined ? file.elements : file.elements.filter((element) => elements.includes(element.element));
  return about.length === 0 ? file.lateComplaint?.considered === false : about.every((element) => lateDecisionOn(file, element)?.considered === false);
}
