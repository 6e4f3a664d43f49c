import type { Conditions } from '../domain/figure-query.ts';
import { type CouncilWords, inCouncilWords, valueInWords } from './council-words.ts';
import { capitalised, listed } from './house-style.ts';
import type { LayoutQuery, PrintedAs } from './layout.ts';
import { findMeasure, type Unit } from './measures.ts';
import type { RelativePeriod } from './report-period.ts';

/** Keys in plain words; `{theme}` and its like are the council's own. One that is not here is printed with its underscores taken out. */
const keyNames: Readonly<Record<string, string>> = {
  channel: 'How it came', received_via: 'Who first received it', complainant_type: 'Who made it', age_band: 'Age', gender: 'Gender', ethnicity: 'Ethnicity', disability: 'Disability', sexual_orientation: 'Sexual orientation',
  child_status: 'Where the child stands with the service', advocate: 'Advocate', service: '{Service}', handled_as: 'Handled as', handling_reason: 'Why it was handled so', theme: '{Theme}', court_proceedings: 'Linked to court proceedings',
  child_protection_plan: 'Child on a child protection plan', persistent_complainant: 'Under the arrangements for persistent complainants', repeat_complainant: 'From somebody who came more than once',
  stage1_extension_reason: 'Why stage 1 was extended', stage1_outcome: 'Stage 1 outcome', stage1_late_reason: 'Why stage 1 was late', stage1_band: 'Time taken at stage 1', status: 'Where it stands',
  stage1_finding: 'Stage 1 finding', stage2_finding: 'Stage 2 finding', stage3_finding: 'Stage 3 finding', remedies: 'Remedy', complaint: 'What the {element} is',
  reason: 'Why stage 2 was asked for', decision: 'Decision', decline_reason: 'Why it was declined', outcome: 'Outcome', late_reason: 'Why it was late', stage: 'Stage', role: 'Paid to', kind: 'Kind of action',
  source: 'Who gave it', origin: 'From inside or outside', aspects: 'What it praises', publish_consent: 'Consent to quote', times: 'Number of {representations}', measure: 'Activity', month: 'Month', quarter: 'Quarter', year: 'Financial year',
  stage2_days: 'Working days of stage 2', stage1_days: 'Working days of stage 1', element: 'Number of the {element}',
};

export function keyInWords(key: string, words: CouncilWords): string {
  const own = words[key];
  return inCouncilWords(keyNames[key] ?? (own === undefined ? capitalised(key.replace(/^x_/, '').replaceAll('_', ' ')) : capitalised(own)), words);
}

/** A value of a key, where keys of one name differ by what is asked: what the services did is written as a measure. */
export function conditionInWords(key: string, value: string | number, words: CouncilWords, parents: ReadonlyMap<string, string> = new Map()): string {
  return `${keyInWords(key, words)}: ${valueInWords(key, value === '' ? null : value, words, parents)}`;
}

export function periodInPlace(period: RelativePeriod | undefined): string {
  if (period === undefined || period === 'this') return 'The report’s period';
  if (typeof period === 'object') return period.yearsBefore === 0 ? 'The report’s period' : period.yearsBefore === 1 ? 'The same period a year before' : `The same period ${period.yearsBefore} years before`;
  switch (period) {
    case 'previous': return 'The period just before';
    case 'year to date': return 'The financial year to date';
    case 'opening day': return 'The day before the period';
    case 'last day': return 'The last day of the period';
    default: return period satisfies never;
  }
}

export const printedAsNames: Readonly<Record<PrintedAs, string>> = { count: 'A number: 1,234', percent: 'Per cent: 56%', pounds: 'Pounds: £1,234.50', days: 'Days: 12', rate: 'A number with decimals: 1.25' };

/** How a measure is printed unless somebody says otherwise. */
export function usuallyPrinted(measure: string): PrintedAs {
  const unit: Unit | undefined = findMeasure(measure)?.unit;
  if (measure === 'escalation_rate' || measure === 'complaints_per_100_contacts') return 'rate';
  return unit === 'per cent' ? 'percent' : unit === 'pounds' ? 'pounds' : unit === 'working days' ? 'days' : 'count';
}

const conditionsInWords = (where: Conditions, words: CouncilWords): string => listed(Object.entries(where).map(([key, value]) => conditionInWords(key, value, words)));

/** A question as somebody would put it: `Complaints, Handled as: Statutory, The same period a year before`. */
export function questionInWords(query: Partial<LayoutQuery>, words: CouncilWords): string {
  const { measure, where, on, within, share, share_within: shareWithin, period } = query;
  return [
    ...(measure === undefined ? [] : [findMeasure(measure)?.name ?? measure]),
    ...(where === undefined || Object.keys(where).length === 0 ? [] : [conditionsInWords(where, words)]),
    ...(on === 'completed' ? ['whose stage 1 was completed in the period'] : []), ...(within === undefined ? [] : [`within ${within} working days`]),
    ...(shareWithin !== undefined ? [`as a share of those with ${conditionsInWords(shareWithin, words)}`] : share === true ? ['as a share of all'] : []),
    ...(period === undefined || period === 'this' ? [] : [periodInPlace(period).replace(/^The/, 'the')]),
  ].join(', ');
}
