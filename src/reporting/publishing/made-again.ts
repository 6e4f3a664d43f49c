import { canonicalJson } from '../../store/canonical-json.ts';
import type { Editions } from '../report.ts';
import type { Report } from '../report-value.ts';
import { printedValues } from './printed-values.ts';

/** Something that reads otherwise than it did; undefined where it is not there. */
export type Difference = { readonly group: string; readonly place: string; readonly was?: string; readonly now?: string };
export type MadeAgain = {
  /** Whether the report as it went out, and the report with every number, are the same to the letter. */
  readonly same: boolean;
  /** What differs in print; of a report that differs only inside, what differs there. */
  readonly differences: readonly Difference[];
};

/** Holds a report that was made again against the one that was published. */
export function compareMadeAgain(kept: { readonly whole: Report; readonly printed: Report }, again: Pick<Editions, 'whole' | 'printed'>): MadeAgain {
  const same = (one: Report, other: Report): boolean => canonicalJson(one) === canonicalJson(JSON.parse(JSON.stringify(other)));
  if (same(kept.printed, again.printed) && same(kept.whole, again.whole)) return { same: true, differences: [] };
  const inPrint = differencesOf(kept.printed, again.printed);
  const differences = inPrint.length > 0 ? inPrint : differencesOf(kept.whole, again.whole);
  return { same: false, differences: differences.length > 0 ? differences : [{ group: 'The report as a whole', place: 'How it was made', was: stampOf(kept.whole), now: stampOf(again.whole) }] };
}

function stampOf({ stamp, madeOn }: Report): string {
  return `${stamp.questions} questions, ${stamp.onRecord?.representations ?? 0} representations and ${stamp.onRecord?.compliments ?? 0} compliments on record, made on ${madeOn}, proof ${stamp.hash}`;
}

/** What reads otherwise in one report than in another of the same layout, in the order of the first. */
export function differencesOf(then: Report, now: Report): Difference[] {
  const [before, after] = [printedValues(then), printedValues(now)];
  const later = new Map(after.map((value) => [value.path, value]));
  const earlier = new Set(before.map(({ path }) => path));
  return [
    ...before.flatMap((value): Difference[] => {
      const other = later.get(value.path);
      if (other === undefined) return value.text === '' ? [] : [{ group: value.group, place: value.place, was: value.text }];
      return other.text === value.text ? [] : [{ group: value.group, place: value.place, was: value.text, now: other.text }];
    }),
    ...after.flatMap((value): Difference[] => (earlier.has(value.path) || value.text === '' ? [] : [{ group: value.group, place: value.place, now: value.text }])),
  ];
}
