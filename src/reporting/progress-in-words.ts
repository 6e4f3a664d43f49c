import { inWords } from '../domain/day.ts';
import { fewestEarlierCases, type Milestone } from '../domain/present-progress.ts';
import { capitalised, count, decimal, listed } from './house-style.ts';
import type { JudgedStage, OpenClock } from './open-clocks.ts';

/** What ended earlier cases, and from where they are counted. */
const took: Readonly<Record<Milestone, string>> = {
  'stage 1 started': 'answers took {days} from the start of stage 1', 'stage 1 allocated': 'answers took {days} from allocation', 'stage 2 requested': 'adjudication came {days} after the request',
  'statement agreed': 'adjudication came {days} after the statement was agreed', 'investigation reported': 'adjudication came {days} after the investigation report', 'sent for adjudication': 'adjudication came {days} after the papers were sent for it',
  'panel requested': 'panels met {days} after the request',
};
const stands: Readonly<Record<Milestone, string>> = {
  'stage 1 started': 'started on', 'stage 1 allocated': 'allocated on', 'stage 2 requested': 'requested on', 'statement agreed': 'statement of complaint agreed on', 'investigation reported': 'investigation reported on',
  'sent for adjudication': 'sent for adjudication on', 'panel requested': 'panel requested on',
};

/** Why a clock is expected to end when it is: `No responding manager yet; answers took 12 working days from allocation (median of 40)`. */
export function whyExpected(clock: OpenClock): string {
  if (clock.arrangedOn !== undefined) return `The panel is arranged for ${inWords(clock.arrangedOn)}`;
  if (clock.expected === undefined) return `Fewer than ${fewestEarlierCases} earlier cases tell how long it takes`;
  const { from, pace } = clock.expected;
  const days = pace.workingDays === 1 ? '1 working day' : `${decimal(pace.workingDays, Number.isInteger(pace.workingDays) ? 0 : 1)} working days`;
  const where = clock.stage === 'stage1' && !clock.allocated ? 'no responding manager yet' : `${stands[from.milestone]} ${inWords(from.on)}`;
  return `${capitalised(where)}; ${took[from.milestone].replace('{days}', days)} (median of ${count(pace.of)})`;
}

const ended: Readonly<Record<JudgedStage, string>> = { stage1: 'stage 1 answers', stage2: 'stage 2 adjudications', stage3: 'review panels' };

/** Said of the clocks of which nothing can be expected; undefined where there are none. */
export function whyNothingExpected(unknown: readonly OpenClock[]): string | undefined {
  const kinds = [...new Set(unknown.map(({ stage, procedure }) => `${procedure} ${ended[stage]}`))];
  if (kinds.length === 0) return undefined;
  return `Nothing can be expected of ${count(unknown.length)} of the clocks that run: fewer than ${fewestEarlierCases} ${listed(kinds)} of the last four quarters tell how long it takes.`;
}
