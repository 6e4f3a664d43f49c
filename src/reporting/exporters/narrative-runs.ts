import type { NarrativeParagraph } from '../report-value.ts';

export type NarrativeRun = { readonly as: 'heading' | 'paragraph'; readonly text: string } | { readonly as: 'points'; readonly points: readonly string[] };

/** Somebody's own words as they are printed: points that follow one another make one list. */
export function narrativeRuns(paragraphs: readonly NarrativeParagraph[]): readonly NarrativeRun[] {
  const runs: (Exclude<NarrativeRun, { as: 'points' }> | { as: 'points'; points: string[] })[] = [];
  for (const { as, parts } of paragraphs) {
    const text = parts.map((part) => part.text).join('');
    const last = runs.at(-1);
    if (as !== 'point') runs.push({ as, text });
    else if (last?.as === 'points') last.points.push(text);
    else runs.push({ as: 'points', points: [text] });
  }
  return runs;
}
