import { count } from '../house-style.ts';
import type { Report } from '../report-value.ts';

/** How small numbers were treated in a report. */
export function disclosureInWords({ disclosure }: Pick<Report, 'disclosure'>): string {
  if (disclosure === undefined) return 'Every number is given: this report is for use inside the council and is not to be published as it is.';
  const hidden = disclosure.hidden === 0 ? 'None had to be.' : `${count(disclosure.hidden)} ${disclosure.hidden === 1 ? 'number is' : 'numbers are'} hidden in this way.`;
  return `Numbers from 1 to ${disclosure.threshold - 1}, and those from which such a number could be worked out, are left out and marked [c], so that nobody can be recognised. ${hidden}${disclosure.roundedTo === undefined ? '' : ` Numbers of people and cases are rounded to the nearest ${disclosure.roundedTo}.`}`;
}
