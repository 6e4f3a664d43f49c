import type { ElementFile, RepresentationFile } from '../case-file.ts';
import type { ElementFinding } from '../events.ts';
import { outcomeOf } from '../outcome.ts';
import type { Finding } from '../terms.ts';
import { onRecord, refuseWhen, written, type Check } from './checks.ts';

/** The elements that the procedure has to answer: not those sent elsewhere or declined, nor those deferred. */
export function elementsToAnswer(file: RepresentationFile): readonly ElementFile[] {
  const { deferral } = file;
  const deferred = deferral !== undefined && deferral.resubmittedOn === undefined ? deferral.elements ?? [] : [];
  return file.elements.filter(({ element, handledAs }) => (handledAs === undefined || handledAs === 'statutory' || handledAs === 'corporate') && !deferred.includes(element));
}

/** `Element 2 (delay)`: an element as a message names it. */
export function nameOf({ element, theme }: ElementFile): string {
  return theme === undefined ? `element ${element}` : `element ${element} (${theme})`;
}

/** Findings may only be on elements of the case, and only one on each. */
export function findingsOnRecord(file: RepresentationFile, findings: readonly ElementFinding[]): readonly Check[] {
  const elements = findings.map((finding) => finding.element);
  const twice = elements.find((element, index) => elements.indexOf(element) !== index);
  return [...onRecord(file, elements, 'findings'), refuseWhen(twice !== undefined, 'two findings', `Give one finding for element ${twice}`, `findings.${twice}`)];
}

/** Each element that has to be answered and has no finding, by name. */
export function everyElementFound(file: RepresentationFile, found: readonly number[]): readonly Check[] {
  return elementsToAnswer(file)
    .filter(({ element }) => !found.includes(element))
    .map((element) => refuseWhen(true, 'finding missing', `Select the finding for ${nameOf(element)}`, `findings.${element.element}`));
}

/**
 * The outcome is the one that the findings give by rule, unless somebody overrules it and says why. Without elements
 * there are no findings to give one, so it has to be chosen.
 */
export function outcomeStated(byRule: Finding | undefined, chosen: string | undefined, overruledBecause: string | undefined): readonly Check[] {
  if (byRule === undefined) return [refuseWhen(chosen === undefined, 'missing', 'Select the outcome', 'outcome')];
  if (chosen === undefined || chosen === byRule) return [];
  return [written(overruledBecause, 'outcomeOverruledBecause', `Enter why the outcome is ${words(chosen)} when the findings give ${words(byRule)}`)];
}

export function words(term: string): string {
  return term.replaceAll('_', ' ');
}

/** By the stated rule, on the findings of the elements that have to be answered. */
export function outcomeByRule(file: RepresentationFile, findingOn: (element: ElementFile) => Finding | undefined): Finding | undefined {
  return outcomeOf(elementsToAnswer(file).map(findingOn).filter((finding) => finding !== undefined));
}
