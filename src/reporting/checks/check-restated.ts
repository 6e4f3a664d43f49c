import type { Report } from '../report-value.ts';
import type { Checking } from './checking.ts';
import type { Found } from './finding.ts';
import { canonical, forEachAsked, keyOf, shownAs, type Known } from './known-numbers.ts';
import { findMeasure } from '../measures.ts';
import { roundHalfAway } from '../house-style.ts';

type Printed = { readonly value: number; readonly at?: string; readonly section: string; readonly title: string; readonly block: string; readonly measure: string; readonly words: string; readonly part: boolean };

const explained = /\b(?:restat\w+|revis\w+|re-?count\w*|correct(?:ed|ion)|updat(?:ed|es)|since (?:the last|last year’s|last year's|our last|that) (?:report|publication)|(?:late|later) (?:entr\w+|recorded|records)|now (?:shown|counted) as)\b/i;

/** Figures for the same question that the last publication printed otherwise: each is explained, or a reader who has both cannot trust either. */
export function checkRestated({ earlier, whole, known, readings }: Checking): Found[] {
  if (earlier === undefined || whole === earlier.report) return [];
  const before = printedIn(earlier.report);
  const isExplained = readings.some(({ sentence }) => explained.test(sentence.text));
  if (isExplained) return [];
  return [...printedIn(whole).entries()].flatMap(([key, now]): Found[] => {
    const then = before.get(key);
    if (then === undefined || roundHalfAway(then.value, 4) === roundHalfAway(now.value, 4)) return [];
    // Of a period that was not over or not on record then, a later number is no restatement.
    if (then.part || now.part) return [];
    const unit = findMeasure(now.measure)?.unit;
    const kind: Known['kind'] = unit === 'pounds' ? 'pounds' : unit === 'per cent' ? 'percent' : unit === 'working days' ? 'days' : 'count';
    const [a, b] = [shownAs({ kind, value: then.value }, kind === 'percent' ? 1 : 0), shownAs({ kind, value: now.value }, kind === 'percent' ? 1 : 0)];
    return [{
      kind: 'restated', severity: 'must', where: { section: now.section, title: now.title, block: now.block, part: 'table' }, typed: b, wrong: 'The last publication printed another number for this.',
      says: `${known.levels.get(key.slice(key.indexOf('\u0001') + 1))?.words ?? now.words}: ${a} in publication ${earlier.publication}${then.at === undefined ? '' : ` (${then.at})`}, now ${b}${now.at === undefined ? '' : ` (${now.at})`}.`, mend: 'Say in the report that it is restated and why, or look what changed.',
    }];
  });
}

/** Each question once, where it is first printed. */
function printedIn(report: Report): Map<string, Printed> {
  const found = new Map<string, Printed>();
  for (const section of report.sections) for (const block of section.blocks) forEachAsked(block, ({ query, answer, keys, hidden, part }, at) => {
    if (answer === null || hidden === true || query.share !== undefined || query.share_within !== undefined || query.change_from !== undefined) return;
    const { measure, facets } = canonical(query, keys);
    const key = `${query.measure}\u0001${keyOf(measure, facets, query)}`;
    if (!found.has(key)) found.set(key, { value: answer, section: section.key, title: section.title, block: block.key, measure: query.measure, part: part !== undefined, words: `${findMeasure(query.measure)?.name ?? query.measure} from ${query.from} to ${query.to}`, ...(at === undefined ? {} : { at }) });
  });
  return found;
}
