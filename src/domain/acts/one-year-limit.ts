import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { oneYearAfter } from './limits.ts';
import type { ActContext } from './context.ts';

/** The earliest day on which grounds for the complaint, or for one of its elements, arose; undefined where nobody asked. */
export function firstGroundsOn(file: RepresentationFile): Day | undefined {
  return [file.received.groundsAroseOn, ...file.elements.map((element) => element.groundsAroseOn)].filter((on) => on !== undefined).toSorted()[0];
}

/** Whether a complaint was made after the year that the law allows from its grounds (T01): any of the elements named, or of all. What joined it later, with grounds of its own, was made on that day. */
export function madeTooLate(file: RepresentationFile, context: ActContext, elements?: readonly number[]): boolean {
  const about = elements === undefined ? file.elements : file.elements.filter((element) => elements.includes(element.element));
  const whole = { groundsOn: file.received.groundsAroseOn, on: file.receivedOn };
  const made = about.length === 0
    ? [whole]
    : about.map(({ groundsAroseOn, addedOn }) => (groundsAroseOn === undefined ? whole : { groundsOn: groundsAroseOn, on: addedOn ?? file.receivedOn }));
  return made.some(({ groundsOn, on }) => groundsOn !== undefined && on > oneYearAfter(groundsOn, context));
}
