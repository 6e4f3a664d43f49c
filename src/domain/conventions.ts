import type { Certainty } from './procedure.ts';

/** What may be chosen where neither the regulations nor the guidance says how to count (rules.md 1.5). The first of each is the default. */
export const conventionChoices = {
  dayCount: ['exclude-start', 'include-start'],
  receipt: ['arrival-day', 'next-working-day'],
  responseWindow: ['from-receipt', 'from-sending'],
  panelPapers: ['counted-back', 'clear-days'],
  suspension: ['may-pass-maximum', 'within-maximum'],
  stage2Start: ['request', 'statement'],
  oneYearExpiry: ['next-working-day', 'same-day'],
} as const;

/**
 * How a council counts where the rules leave it open.
 *
 * - `dayCount`: whether the day on which a clock starts is day 0 or day 1. Counting back from a panel is not touched by it.
 * - `receipt`: a thing that arrives on a day that is not a working day (or after hours, which whoever records it decides) is
 *   received on that day, or on the next working day.
 * - `responseWindow`: the 20 working days to ask for the next stage run from the day the complainant received the response, or
 *   from the day it was sent. Where the day of receipt is not on record, both run from sending.
 * - `panelPapers`: ten working days back from the panel with the panel's own day as day 0, or ten clear days in between.
 * - `suspension`: the days on which an advocate was being found do not count towards the 20 working days of stage 1 either, so
 *   that the answer may come later than day 20; or day 20 is the end all the same.
 * - `stage2Start`: which of the two readings of the start of stage 2 counts. Both are always shown.
 * - `oneYearExpiry`: a year that ends on a day that is not a working day runs on to the next working day, or ends there.
 */
export type Conventions = { readonly [C in keyof typeof conventionChoices]: (typeof conventionChoices)[C][number] };

export const defaultConventions: Conventions = {
  dayCount: 'exclude-start',
  receipt: 'arrival-day',
  responseWindow: 'from-receipt',
  panelPapers: 'counted-back',
  suspension: 'may-pass-maximum',
  stage2Start: 'request',
  oneYearExpiry: 'next-working-day',
};

/** Where each default comes from, and how sure it is. */
export const conventionSources: { readonly [C in keyof Conventions]: { readonly source: string; readonly certainty: Certainty } } = {
  dayCount: { source: 'Ordinary usage: “within n working days of” leaves out the day itself', certainty: 'RECALLED(h)' },
  receipt: { source: 'No rule found: the day on which it arrived', certainty: 'INFERRED' },
  responseWindow: { source: 'Bexley and Devon: within 20 working days of receiving the response', certainty: 'FOUND-2nd' },
  panelPapers: { source: 'Getting the Best from Complaints: ten working days before the panel', certainty: 'RECALLED(h)' },
  suspension: { source: 'No rule found: a suspension that the maximum swallowed would suspend nothing', certainty: 'INFERRED' },
  stage2Start: { source: 'Ombudsman decisions 25-010-090, 24-021-502 and 25-030-380: from the date of request', certainty: 'FOUND' },
  oneYearExpiry: { source: 'No rule found: an act that can only be done on a working day may be done on the next', certainty: 'INFERRED' },
};

/**
 * Conventions from a council's settings or the command line: those not named keep their default.
 * Each fault is a sentence that says what is wrong and what is allowed.
 */
export function parseConventions(value: unknown): { readonly conventions: Conventions } | { readonly faults: readonly string[] } {
  if (value === undefined || value === null) return { conventions: defaultConventions };
  if (typeof value !== 'object' || Array.isArray(value)) return { faults: ['Conventions must be an object such as {"dayCount": "exclude-start"}.'] };
  const faults: string[] = [];
  const chosen: Record<string, string> = { ...defaultConventions };
  for (const [name, choice] of Object.entries(value)) {
    const choices: readonly string[] | undefined = isConvention(name) ? conventionChoices[name] : undefined;
    if (choices === undefined) faults.push(`'${name}' is not a convention. Allowed: ${Object.keys(conventionChoices).join(', ')}.`);
    else if (typeof choice !== 'string' || !choices.includes(choice)) faults.push(`Convention ${name} cannot be ${JSON.stringify(choice)}. Allowed: ${choices.join(', ')}.`);
    else chosen[name] = choice;
  }
  return faults.length === 0 && areConventions(chosen) ? { conventions: chosen } : { faults };
}

function areConventions(chosen: Readonly<Record<string, string>>): chosen is Conventions {
  return Object.entries(conventionChoices).every(([name, choices]) => choices.some((choice) => choice === chosen[name]));
}

function isConvention(name: string): name is keyof Conventions {
  return Object.hasOwn(conventionChoices, name);
}
