import type { ComplimentSource } from '../domain/terms.ts';
import type { RowOf } from '../register/columns.ts';
import { type Draft, fill } from './draft-rows.ts';
import type { Habits } from './habits.ts';
import { chance, pick, type Random, weighted } from './random.ts';
import { aspects, complimentChannels, complimentSources } from './shares.ts';
import { complimentTexts } from './texts.ts';
import { dayOfReceipt, type SimulatedPeriod } from './timeline.ts';

const insiders: ReadonlySet<ComplimentSource> = new Set(['colleague', 'councillor']);

/** The compliments of one year, in the order in which they came. `refOf` gives the reference of the next. */
export function simulateCompliments(random: Random, count: number, period: SimulatedPeriod, habits: Habits, refOf: (number: number) => string): RowOf<'compliments'>[] {
  const days = Array.from({ length: count }, () => dayOfReceipt(random, period)).toSorted();
  return days.map((receivedOn, index) => {
    const source = weighted(random, complimentSources);
    const first = weighted(random, aspects);
    const second = chance(random, 0.3) ? weighted(random, aspects) : first;
    const internal = insiders.has(source) || (source === 'professional' && chance(random, 0.15));
    return fill<Draft<'compliments'>>({ ref: refOf(index + 1), received_on: receivedOn }, {
      channel: weighted(random, complimentChannels), source, origin: internal ? 'internal' : 'external', service: weighted(random, habits.tree.about),
      aspects: first === second ? [first] : [first, second], text: chance(random, 0.75) ? pick(random, complimentTexts) : undefined,
      publish_consent: chance(random, 0.9) ? (chance(random, habits.mayPrint) ? 'yes' : 'no') : undefined,
    });
  });
}
