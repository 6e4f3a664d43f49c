import { day, type Day, daysAfter, inWords, monthsAfter } from '../domain/day.ts';
import { PlainError } from '../domain/plain-error.ts';
import { englandsCalendar } from '../domain/working-days.ts';
import { noRows, type RegisterRows } from '../register/columns.ts';
import type { AuthoritySettings } from '../store/authorities.ts';
import { authorityNameOf, referencePrefixOf } from './authority-names.ts';
import { type Complainant, complainantsOfAYear } from './complainants.ts';
import { simulateCompliments } from './compliments.ts';
import { simulateContext, simulatePublished } from './earlier-figures.ts';
import { type Habits, simulateHabits, usualVolume } from './habits.ts';
import { type Random, shuffled } from './random.ts';
import { daysOfReceipt, simulateRepresentation, volumeOfAYear } from './representations.ts';
import type { SimulatedPeriod } from './timeline.ts';

export type SimulationOptions = {
  /** From 1: it gives the authority its name. */
  readonly number: number;
  readonly years: number;
  /** The last day of the last year: nothing is on record after it. */
  readonly until: Day;
  /** Representations a year, as many for every year where both are the same; from 30 to 500 where absent. */
  readonly perYear?: { readonly least: number; readonly most: number };
};
export type SimulatedRegister = { readonly settings: AuthoritySettings; readonly rows: RegisterRows; readonly period: SimulatedPeriod };

/** Bank holidays must be known this many days past the end: extensions and due days lie after it. */
const ROOM_FOR_DUE_DAYS = 400;

/** The years simulated, each twelve months to the date of `until`, the earliest first. @throws PlainError where bank holidays are not known for all of them. */
export function yearsSimulated(years: number, until: Day): readonly [SimulatedPeriod, ...SimulatedPeriod[]] {
  const endOf = (ago: number) => monthsAfter(until, -12 * ago);
  const periodEnding = (ago: number): SimulatedPeriod => ({ from: daysAfter(endOf(ago + 1), 1), until: endOf(ago) });
  const first = periodEnding(years - 1);
  if (first.from < englandsCalendar.knownFrom || daysAfter(until, ROOM_FOR_DUE_DAYS) > englandsCalendar.knownUntil) {
    throw new PlainError(`${years} ${years === 1 ? 'year' : 'years'} to ${inWords(until)} cannot be simulated: bank holidays are known from ${inWords(englandsCalendar.knownFrom)} to ${inWords(englandsCalendar.knownUntil)}. Give fewer --years or another --until, not after ${inWords(daysAfter(englandsCalendar.knownUntil, -ROOM_FOR_DUE_DAYS))}.`);
  }
  return [first, ...Array.from({ length: years - 1 }, (_, index) => periodEnding(years - 2 - index))];
}

/**
 * A made-up council's register: plausible, and like no real council's. The same `random` and options give the same register to
 * the letter. Shares and volumes are after five published reports (decisions/0009-simulated-registers.md).
 */
export function simulateRegister(random: Random, options: SimulationOptions): SimulatedRegister {
  const years = yearsSimulated(options.years, options.until);
  const authority = authorityNameOf(options.number);
  const exact = options.perYear !== undefined && options.perYear.least === options.perYear.most;
  const habits = simulateHabits(random.fork('habits'), options.perYear ?? usualVolume);
  const rows = noRows();
  rows.services.push(...habits.tree.rows);
  rows.context.push(...simulateContext(random.fork('context'), habits, years));
  rows.published.push(...simulatePublished(random.fork('published'), habits, years[0].from));
  const met: Complainant[] = [];
  for (const [index, year] of years.entries()) {
    const ofYear = random.fork(`year ${index}`);
    simulateYear(ofYear, authority, index, year, { options, habits, exact, met }, rows);
  }
  return { settings: settingsOf(authority, habits, options), rows, period: { from: years[0].from, until: options.until } };
}

type Council = { readonly options: SimulationOptions; readonly habits: Habits; readonly exact: boolean; readonly met: Complainant[] };

function simulateYear(random: Random, authority: string, index: number, year: SimulatedPeriod, council: Council, rows: ReturnType<typeof noRows>): void {
  const { options, habits } = council;
  const prefix = `${referencePrefixOf(authority)}${year.from.slice(2, 4)}`;
  const number = (count: number) => String(count).padStart(4, '0');
  const count = volumeOfAYear(random, habits, index, council.exact);
  const days = daysOfReceipt(random, year, count);
  const complainants = shuffled(random, complainantsOfAYear(random, Number(year.from.slice(0, 4)), count, council.met, habits));
  const share = options.years === 1 ? 0.8 : index / (options.years - 1);
  let complaints = 0;
  for (const [place, receivedOn] of days.entries()) {
    simulateRepresentation(random, `${prefix}-${number(place + 1)}`, receivedOn, complainants[place]!, { habits, until: options.until, share }, rows);
    const handledAs = rows.representations.at(-1)!.handled_as;
    if (handledAs === 'statutory' || handledAs === 'corporate') complaints += 1;
  }
  const compliments = Math.round(complaints * habits.compliments * (0.85 + 0.3 * random.next()));
  rows.compliments.push(...simulateCompliments(random, compliments, year, habits, (of) => `${prefix}-C${number(of)}`));
}

/** The end of the last financial year (31 March) that was over by the end of a day. */
export function lastYearEnd(by: Day): Day {
  const year = Number(by.slice(0, 4));
  return day(`${by.slice(5) >= '03-31' ? year : year - 1}-03-31`);
}

function settingsOf(authority: string, habits: Habits, { until, years }: SimulationOptions): AuthoritySettings {
  const reportTo = years > 1 ? lastYearEnd(until) : until;
  return {
    authority, name: `${authority} Council (simulated)`, financialYearStarts: '04-01', words: wordsOf(habits), themes: habits.themes.map(([theme]) => theme),
    procedures: habits.ownCorporateLimits ? { corporate: { stage1: { working_days: 15 }, stage2: { working_days: 20 } } } : {}, conventions: {},
    report: { layout: 'annual', from: daysAfter(monthsAfter(reportTo, -12), 1), to: reportTo },
  };
}

function wordsOf(habits: Habits): Record<string, string> {
  return { ...(habits.ownContactType ? { representation: 'Contact' } : {}), ...(habits.ownRootCause ? { element: 'Complaint point' } : {}) };
}

/** The generator of one authority's register: the same for a seed and number, however many authorities are simulated beside it. */
export function randomOfAuthority(random: Random, number: number): Random {
  return random.fork(`authority ${number}`);
}

