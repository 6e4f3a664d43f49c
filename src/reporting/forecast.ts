import { type Day, inWords } from '../domain/day.ts';
import { capitalised, count, counted, percent, type Noun } from './house-style.ts';
import { shareOf, smallBase } from './sentences.ts';

/** A case that awaits its stage 1 answer. `lastDay`: the last on which an answer counts as on time in the figures. */
export type AwaitingAnswer = { readonly lastDay: Day; readonly expectedOn?: Day };
export type Answers = { readonly answered: number; readonly onTime: number };

/** Of fewer open cases no forecast is made. */
export const fewestToForecast = 5;

export type Forecast = {
  readonly soFar: Answers;
  /** Cases that fall due by the end, of which some are overdue, and some expected to be late on present progress. */
  readonly open: number; readonly overdue: number; readonly expectedLate: number; readonly withoutExpectation: number;
  /** Answers by the end, if every case that falls due is answered by then. */
  readonly base: number;
  /** How many of them are on time: if all that still can be are; on present progress; at the rate of `earlier`; and if none more is. */
  readonly best: number; readonly present?: number; readonly asEarlier?: number; readonly worst: number;
  readonly earlier?: Answers;
};

/**
 * What the timeliness of stage 1 will be at the end of a period, from what was answered so far and the cases that fall due by then. Undefined
 * where so few fall due that their number says nothing. Nothing is said of present progress where no case has an expected day,
 * nor of the earlier rate where it has no base.
 */
export function forecastOf(soFar: Answers, awaiting: readonly AwaitingAnswer[], end: Day, today: Day, earlier?: Answers): Forecast | undefined {
  const due = awaiting.filter(({ lastDay }) => lastDay <= end);
  if (due.length < fewestToForecast) return undefined;
  const inTime = due.filter(({ lastDay }) => lastDay >= today);
  const known = inTime.filter(({ expectedOn }) => expectedOn !== undefined);
  const expectedLate = known.filter(({ expectedOn, lastDay }) => expectedOn !== undefined && expectedOn > lastDay).length;
  const best = soFar.onTime + inTime.length;
  return {
    soFar, open: due.length, overdue: due.length - inTime.length, expectedLate, withoutExpectation: inTime.length - known.length, base: soFar.answered + due.length, best, worst: soFar.onTime,
    ...(known.length === 0 ? {} : { present: best - expectedLate }),
    ...(earlier === undefined || earlier.answered === 0 ? {} : { earlier, asEarlier: soFar.onTime + Math.round((inTime.length * earlier.onTime) / earlier.answered) }),
  };
}

export type ForecastWords = { readonly says: readonly string[]; readonly rows: readonly { readonly heading: string; readonly text: string }[]; readonly notes: readonly string[] };

const answer: Noun = { one: 'stage 1 answer', many: 'stage 1 answers' };
const openCase: Noun = { one: 'open {complaint}', many: 'open {complaints}' };

/** `27 of 31 (87%)`; on a small base without the percentage. */
function ofBase(part: number, base: number): string {
  return `${count(part)} of ${count(base)}${base >= smallBase ? ` (${percent((100 * part) / base)})` : ''}`;
}

/** In words, with the council’s own in braces. `earlierLabel`: what the earlier period is called, `the last four quarters`. */
export function forecastInWords(forecast: Forecast, end: Day, earlierLabel: string): ForecastWords {
  const { soFar, open, overdue, expectedLate, withoutExpectation, base, best, present, asEarlier, earlier, worst } = forecast;
  const of = (part: number) => ofBase(part, base);
  return {
    says: [
      soFar.answered === 0 ? 'No stage 1 answer has gone out in the quarter so far.' : `So far in the quarter: ${lowered(shareOf({ part: soFar.onTime, base: soFar.answered, noun: answer, verb: { one: 'was given on time', many: 'were given on time' } }))}`,
      `${capitalised(counted(open, openCase))} ${open === 1 ? 'falls' : 'fall'} due by ${inWords(end)}. ${overdue === 0 ? 'None is overdue already.' : `${capitalised(overdue === open ? 'all' : count(overdue))} of them ${overdue === 1 ? 'is' : 'are'} overdue already, and can be on time no more.`}`,
    ],
    rows: [
      { heading: 'Best: every one that still can be on time is', text: of(best) },
      ...(present === undefined ? [] : [{ heading: `On present progress: ${expectedLate === 0 ? 'none more is' : `${count(expectedLate)} more ${expectedLate === 1 ? 'is' : 'are'}`} expected to be late`, text: of(present) }]),
      ...(asEarlier === undefined || earlier === undefined ? [] : [{ heading: `At the rate of ${earlierLabel}: ${ofBase(earlier.onTime, earlier.answered)} on time`, text: of(asEarlier) }]),
      { heading: 'Worst: none more is on time', text: of(worst) },
    ],
    notes: [
      'On time means within the longest limit that the procedure allows, as in every figure of stage 1 answers. What falls due later, or stands still, is left out; so is what has not been decided to be a {complaint}.',
      ...(present !== undefined && withoutExpectation > 0 ? [`Of ${count(withoutExpectation)} nothing can be expected, because too few earlier cases went the same way: on present progress ${withoutExpectation === 1 ? 'it counts' : 'they count'} as on time.`] : []),
    ],
  };
}

const lowered = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
