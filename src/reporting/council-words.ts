import { type Day, monthInWords } from '../domain/day.ts';
import { capitalised, type Noun } from './house-style.ts';

/** What a council calls things in print, by term: `{"partially_upheld": "Partly upheld", "service": "Area"}`. */
export type CouncilWords = Readonly<Record<string, string>>;

/** Where taking the underscores out does not give plain English. */
const plainWords: CouncilWords = {
  within_10: 'Within 10 working days',
  within_20: '11 to 20 working days',
  over_20: 'Over 20 working days',
  email: 'Email',
  app: 'App',
  text: 'Text message',
  letter: 'Letter',
  advocate: 'Advocate',
  meeting: 'Meeting',
  online_form: 'Online form',
  feedback_form: 'Feedback form',
  direct: 'Directly to the service',
  council_online: 'The council’s online form',
  contact_centre: 'The council’s contact centre',
  councillor_or_mp: 'A councillor or MP',
  ombudsman: 'The Ombudsman',
  statutory: 'Statutory',
  corporate: 'Corporate',
  informal: 'Resolved informally',
  withdrawn: 'Withdrawn',
  child_or_young_person: 'Child or young person',
  child_in_care: 'Child in care',
  child_in_need: 'Child in need',
  child_protection: 'Child protection',
  not_progressed: 'Discontinued, withdrawn, redirected or duplicate',
  no_finding: 'No finding',
  no_response_at_stage1: 'No response at stage 1',
  dissatisfied_after_mediation: 'Dissatisfied after mediation',
  actions_not_followed_up: 'Promised action not followed up',
  dissatisfied_with_response: 'Dissatisfied with the stage 1 response',
  stage2_requested_not_stage1: 'Stage 2 asked for instead of stage 1',
  stage1_by_agreement_not_held: 'Stage 1 not held, by agreement',
  statement_pending: 'Statement of complaint not yet agreed',
  investigation: 'Under investigation',
  adjudication: 'Sent for adjudication',
  report_with_complainant: 'Report sent to the complainant',
  adjudicated: 'Adjudicated, not closed',
  closed_after_initial_enquiries_out_of_jurisdiction: 'Closed after initial enquiries: out of jurisdiction',
  closed_after_initial_enquiries_no_further_action: 'Closed after initial enquiries: no further action',
  premature: 'Premature: made before the council had answered',
  upheld_maladministration_and_injustice: 'Upheld: maladministration and injustice',
  upheld_fault_and_injustice: 'Upheld: fault and injustice',
  upheld_fault_no_injustice: 'Upheld: fault, no injustice',
  invalid_or_incomplete: 'Invalid or incomplete',
  advice_given: 'Advice given',
  court: 'Courts and guardians',
  awaiting_complainant: 'Waiting for the complainant',
  staff_in_court: 'Staff in court',
  panel_availability: 'Panel members not available',
  prefer_not_to_say: 'Prefer not to say',
  white_and_asian: 'Mixed: White and Asian',
  white_and_black_african: 'Mixed: White and Black African',
  white_and_black_caribbean: 'Mixed: White and Black Caribbean',
  mixed_white_and_asian: 'Mixed: White and Asian',
  mixed_white_and_black_african: 'Mixed: White and Black African',
  mixed_white_and_black_caribbean: 'Mixed: White and Black Caribbean',
  white_british: 'White British',
  white_irish: 'White Irish',
  gypsy_or_irish_traveller: 'Gypsy or Irish Traveller',
  any_other_asian_background: 'Any other Asian background',
  any_other_black_background: 'Any other Black background',
  any_other_white_background: 'Any other White background',
  gay_or_lesbian: 'Gay or lesbian',
  stage1: 'Stage 1',
  stage2: 'Stage 2',
  stage3: 'Stage 3',
  yes: 'Yes',
  no: 'No',
  offered: 'Offered',
};

/** What it means that a value is absent, where that says more than that nobody wrote it down. */
const absentWords: CouncilWords = {
  stage1_outcome: 'No outcome on record',
  stage1_extension_reason: 'No extension on record',
  decision: 'Not yet decided',
  stage2_finding: 'No stage 2 finding on record',
};

/** Keys whose values are the council's own text: printed as they are. */
const printedAsWritten = new Set(['service', 'theme', 'complainant', 'ref', 'owner']);

/** A value of a key in the council's words, else in plain ones. A service below another prints both: `Area teams: East`. */
export function valueInWords(key: string, value: string | number | null, words: CouncilWords, parents: ReadonlyMap<string, string>): string {
  if (value === null || value === '') return absentWords[key] ?? 'Not recorded';
  if (typeof value === 'number') return String(value);
  const own = words[value];
  if (own !== undefined) return own;
  if (key === 'service') {
    const parent = parents.get(value);
    return parent !== undefined && value.startsWith(`${parent}/`) ? `${parent}: ${value.slice(parent.length + 1)}` : value;
  }
  if (printedAsWritten.has(key)) return value;
  if (key === 'month' && /^\d{4}-\d{2}$/.test(value)) return monthInWords(`${value}-01` as Day);
  if (key === 'quarter') return value.replace(/^(\d{4})(?:-(\d{2}))? Q(\d)$/, (_, began: string, ended: string | undefined, quarter: string) => `Quarter ${quarter} ${began}${ended === undefined ? '' : `/${ended}`}`);
  if (key === 'year') return value.replace('-', '/');
  if (key === 'advocate' && value === 'yes') return 'Supported by an advocate';
  if (key === 'advocate' && value === 'offered') return 'Offered an advocate';
  if (key === 'advocate' && value === 'no') return 'Without an advocate';
  return plainWords[value] ?? capitalised(value.replaceAll('_', ' '));
}

const nouns: Readonly<Record<string, string>> = {
  service: 'service', theme: 'theme', element: 'element', representation: 'representation', complaint: 'complaint', complainant: 'complainant',
  compliment: 'compliment', advocate: 'advocate',
};

const startsWithAbbreviation = /^[A-Z]{2}/;

/** What the council calls one and several of a thing, in the middle of a sentence. */
export function nounOf(term: string, words: CouncilWords): Noun {
  const own = words[term] ?? nouns[term] ?? term.replaceAll('_', ' ');
  const one = startsWithAbbreviation.test(own) ? own : own.slice(0, 1).toLowerCase() + own.slice(1);
  return { one, many: pluralOf(one) };
}

function pluralOf(one: string): string {
  if (/[^aeiou]y$/.test(one)) return `${one.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(one) ? `${one}es` : `${one}s`;
}

/** The words in braces that a text of a layout may not hold: neither a term (`{services}`) nor one of `also`. */
export function unknownTerms(text: string, also: readonly string[] = []): string[] {
  return [...text.matchAll(/\{([A-Za-z]+)\}/g)].map((match) => match[1] ?? '').filter((written) => !also.includes(written) && singularOf(written) === undefined);
}

function singularOf(written: string): string | undefined {
  const term = written.slice(0, 1).toLowerCase() + written.slice(1);
  return Object.keys(nouns).find((each) => each === term || pluralOf(each) === term);
}

/**
 * Text of a layout with its terms in the council's words: `{service}`, `{services}`, `{Service}`, `{Services}`.
 * @throws RangeError for a term that is not one: a fault of the layout.
 */
export function inCouncilWords(text: string, words: CouncilWords): string {
  return text.replaceAll(/\{([A-Za-z]+)\}/g, (_, written: string) => {
    const term = written.slice(0, 1).toLowerCase() + written.slice(1);
    const plural = nouns[term] === undefined;
    const singular = singularOf(written);
    if (singular === undefined) throw new RangeError(`'{${written}}' is no term of a layout`);
    const noun = nounOf(singular, words);
    const chosen = plural ? noun.many : noun.one;
    return written === term ? chosen : capitalised(chosen);
  });
}
