import type { RepresentationFile } from '../../../domain/case-file.ts';
import type { ElementFinding } from '../../../domain/events.ts';

export function inProcedure(file: RepresentationFile): boolean {
  return file.handledAs === 'statutory' || file.handledAs === 'corporate';
}

/** The Ombudsman finds fault where something is upheld and nothing puts it right. */
export function upheldWithoutRemedy(file: RepresentationFile, found: readonly ElementFinding[]): readonly string[] {
  return found.filter(({ element, finding, remedies = [] }) => (finding === 'upheld' || finding === 'partially_upheld') && remedies.length === 0 && (file.elements.find((each) => each.element === element)?.remedies.length ?? 0) === 0)
    .map(({ element }) => `Point ${element} is upheld, and nothing is chosen to put it right. The Ombudsman finds fault with that: choose a remedy if there is one.`);
}
