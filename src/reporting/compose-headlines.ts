import { ask, compares, countedRate, hiddenMark, printed, together, whereItHolds, type Composer, type Composing } from './composing.ts';
import type { Headline, HeadlinesSpec, LayoutQuery } from './layout.ts';
import type { Asked, ReportBlock, ReportHeadline } from './report-value.ts';
import { during, smallBase } from './sentences.ts';
import { wholeOfRate } from './whole-of-rate.ts';

export function* composeHeadlines(block: HeadlinesSpec, composing: Composing): Composer<ReportBlock | undefined> {
  const figures = yield* together(block.figures.map((headline) => whereItHolds(headline.only, composing, composeHeadline(headline, composing))));
  const shown = figures.filter((figure) => figure !== undefined);
  return shown.length === 0 ? undefined : { kind: 'headlines', key: block.key, figures: shown };
}

/** A number, and perhaps what it was before: each counted where it is a percentage of few. */
function* composeHeadline({ heading, figure, as, places, since, base }: Headline, composing: Composing): Composer<ReportHeadline | undefined> {
  const whole = base ?? (as === 'percent' ? wholeOfRate(figure) : undefined);
  const [now, then] = yield* together([askedWith(figure, whole, composing), ...(since === undefined ? [] : [askedWith({ ...figure, period: since }, whole && { ...whole, period: since }, composing)])]);
  if (now === undefined || isHidden(now)) return { heading: composing.words(heading), text: hiddenMark, hidden: true, asked: askedOf(now) };
  const text = worded(now);
  if (text === undefined) return undefined;
  const before = then === undefined || isHidden(then) ? undefined : worded(then);
  const comparison = then === undefined || before === undefined ? {} : { comparison: `${before} ${during(composing.label(since), compares(now.number, then.number) ? '' : 'the whole of ')}` };
  return { heading: composing.words(heading), text, ...comparison, asked: [now.number, ...(then === undefined ? [] : [then.number]), ...askedOf(now).slice(1), ...askedOf(then).slice(1)] };

  function worded({ number, of }: Numbers): string | undefined {
    if (number.answer === null) return undefined;
    return of?.answer == null || of.answer >= smallBase ? printed(number.answer, as, places) : countedRate(number.answer, of.answer);
  }
}

/** A number, and what it is a rate or share of. */
type Numbers = { readonly number: Asked; readonly of?: Asked };

function* askedWith(figure: LayoutQuery, whole: LayoutQuery | undefined, composing: Composing): Composer<Numbers> {
  const [number, of] = yield* ask([composing.query(figure), ...(whole === undefined ? [] : [composing.query(whole)])]);
  if (number === undefined) throw new Error('a question was not answered');
  return { number, ...(of === undefined ? {} : { of }) };
}

const askedOf = (numbers: Numbers | undefined): Asked[] => (numbers === undefined ? [] : [numbers.number, ...(numbers.of === undefined ? [] : [numbers.of])]);
const isHidden = (numbers: Numbers): boolean => askedOf(numbers).some(({ hidden }) => hidden === true);
