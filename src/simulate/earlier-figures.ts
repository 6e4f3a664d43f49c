import { type Day, daysAfter, monthsAfter } from '../domain/day.ts';
import type { RowOf } from '../register/columns.ts';
import type { Habits } from './habits.ts';
import { between, type Random } from './random.ts';
import type { SimulatedPeriod } from './timeline.ts';

type Published = RowOf<'published'>;
type Context = RowOf<'context'>;

/** What was printed for the year before the first one simulated, of which no records are held. The figures agree with one another. */
export function simulatePublished(random: Random, habits: Habits, firstDay: Day): Published[] {
  const from = monthsAfter(firstDay, -12);
  const to = daysAfter(firstDay, -1);
  const source = `Annual report ${from.slice(0, 4)}/${to.slice(2, 4)}`;
  const representations = Math.max(10, Math.round(habits.inTheFirstYear * between(random, 0.85, 1.1)));
  const part = (of: number, least: number, most: number) => Math.round(of * between(random, least, most));
  const complaints = part(representations, 0.7, 0.85);
  const statutory = part(complaints, 0.65, 0.85);
  const upheld = part(complaints, 0.12, 0.24);
  const partially = part(complaints, 0.15, 0.28);
  const printed: readonly (readonly [string, number, Readonly<Record<string, string>>?])[] = [
    ['representations', representations], ['complaints', complaints], ['complaints', statutory, { handled_as: 'statutory' }], ['complaints', complaints - statutory, { handled_as: 'corporate' }],
    ['complainants', part(representations, 0.72, 0.88)], ['repeat_complainants', part(representations, 0.04, 0.1)],
    ['stage1_completed', upheld, { stage1_outcome: 'upheld' }], ['stage1_completed', partially, { stage1_outcome: 'partially_upheld' }], ['upheld_or_partly', upheld + partially],
    ['stage1_on_time_rate', Math.round(between(random, 55, 92))], ['stage2_requests', part(complaints, 0.07, 0.12)], ['compliments', part(complaints, 0.6, 1.4)],
  ];
  return printed.map(([measure, value, where = {}]) => ({ measure, from, to, where, value, source }));
}

/** Activity against which complaints are set: contacts over each year, and headcounts at its end. */
export function simulateContext(random: Random, habits: Habits, years: readonly SimulatedPeriod[]): Context[] {
  const size = habits.inTheFirstYear;
  const contactsEach = between(random, 30, 70);
  const caseload: readonly (readonly [string, number])[] = [
    ['children_in_need', between(random, 4, 9)], ['child_protection_plans', between(random, 0.9, 2)], ['children_in_care', between(random, 1.8, 3.6)], ['care_leavers', between(random, 1, 2)],
  ];
  return years.flatMap(({ from, until }): Context[] => [
    { measure: 'contacts', from, to: until, value: Math.round(size * contactsEach * between(random, 0.93, 1.07)) },
    { measure: 'cases_opened', from, to: until, value: Math.round(size * contactsEach * 0.3 * between(random, 0.93, 1.07)) },
    ...caseload.map(([measure, each]): Context => ({ measure, from: until, to: until, value: Math.round(size * each * between(random, 0.95, 1.05)) })),
  ]);
}
