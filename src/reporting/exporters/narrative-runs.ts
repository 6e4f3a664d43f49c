import type { NarrativeParagraph, TextPart } from '../report-value.ts';

/** `parts`: the same text with its numbers told from the words; `partsOf` those of each point. */
export type NarrativeRun =
  | { readonly as: 'heading' | 'paragraph'; readonly text: string; readonly parts: readonly TextPart[] }
  | { readonly as: 'points'; readonly points: readonly string[]; readonly partsOf: readonly (readonly TextPart[])[] };

/** Somebody's own words as they are printed: points that follow one another make one list. */
export function narrativeRuns(paragraphs: readonly NarrativeParagraph[]): readonly NarrativeRun[] {
  const runs: (Exclude<NarrativeRun, { as: 'points' }> | { as: 'points'; points: string[]; partsOf: (readonly TextPart[])[] })[] = [];
  for (const { as, parts } of paragraphs) {
    const text = parts.map((part) => part.text).join('');
    const last = runs.at(-1);
    if (as !== 'point') runs.push({ as, text, parts });
    else if (last?.as === 'points') {
      last.points.push(text);
      last.partsOf.push(parts);
    } else runs.push({ as: 'points', points: [text], partsOf: [parts] });
  }
  return runs;
}
