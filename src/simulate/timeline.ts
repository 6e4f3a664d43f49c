import { type Day, dayNumber, dayFromNumber, daysAfter, isWeekend } from '../domain/day.ts';
import { englandsCalendar, workingDaysAfter } from '../domain/working-days.ts';
import { chance, type Random, whole } from './random.ts';
import { monthWeights } from './shares.ts';

/** The days simulated, both included. Nothing is on record after the last: what had not happened by then has not happened. */
export type SimulatedPeriod = { readonly from: Day; readonly until: Day };

/** `day`, if it had come by `until`. */
export function byThen(day: Day | undefined, until: Day): Day | undefined {
  return day !== undefined && day <= until ? day : undefined;
}

export function someWorkingDaysAfter(random: Random, from: Day, least: number, most: number): Day {
  return workingDaysAfter(from, whole(random, least, most), englandsCalendar);
}

export function plusWorkingDays(from: Day, count: number): Day {
  return count === 0 ? from : workingDaysAfter(from, count, englandsCalendar);
}

export function someDaysAfter(random: Random, from: Day, least: number, most: number): Day {
  return daysAfter(from, whole(random, least, most));
}

const busiest = Math.max(...monthWeights);
const RECEIVED_AT_WEEKENDS = 0.3;

/** A day of a period on which something comes in: busier in some months than in others, and seldom at a weekend. */
export function dayOfReceipt(random: Random, { from, until }: SimulatedPeriod): Day {
  const first = dayNumber(from);
  const last = dayNumber(until);
  for (;;) {
    const on = dayFromNumber(whole(random, first, last));
    const sinceApril = (Number(on.slice(5, 7)) + 8) % 12;
    if (!chance(random, monthWeights[sinceApril]! / busiest)) continue;
    if (isWeekend(on) && !chance(random, RECEIVED_AT_WEEKENDS)) continue;
    return on;
  }
}
