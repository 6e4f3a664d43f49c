import type { CouncilWords } from '../../../reporting/council-words.ts';
import type { FigureQuery } from '../../../domain/figure-query.ts';
import { daysInWords } from '../../../reporting/period.ts';
import { questionInWords } from '../../../reporting/question-words.ts';
import type { Report } from '../../../reporting/report-value.ts';

export type HiddenIn = { readonly place: string; readonly hidden: number; readonly of: number };

/** In which parts of a report numbers are hidden, and how many of them; of a sentence that falls silent nothing is left to count. */
export function hiddenIn(printed: Report): HiddenIn[] {
  return printed.sections.flatMap(({ title, blocks }) => blocks.flatMap((block): HiddenIn[] => {
    const parts: readonly { readonly hidden?: true }[] = block.kind === 'table' ? [...block.rows, ...(block.total === undefined ? [] : [block.total])].flatMap((row) => row.cells.filter(({ numeric, asked }) => numeric && asked.length > 0))
      : block.kind === 'headlines' ? block.figures : block.kind === 'narrative' ? block.paragraphs.flatMap((paragraph) => paragraph.parts.filter((part) => 'figure' in part))  : block.kind === 'words table' ? block.rows.flat(2).filter((part) => 'figure' in part) : [];
    const hidden = parts.filter((part) => part.hidden === true).length;
    const place = block.kind === 'table' || block.kind === 'words table' ? `Table ${block.number}: ${block.caption}` : `${title}: ${block.kind === 'headlines' ? 'headline numbers' : 'narrative'}`;
    return hidden === 0 ? [] : [{ place, hidden, of: parts.length }];
  }));
}

/** A small number that earlier editions give away, in words. It is known by its question, or is what is left of others. */
export function givenInWords(id: string, words: CouncilWords): string {
  if (!id.startsWith('{')) return 'A number that can be worked out from those around it';
  const asked = JSON.parse(id) as FigureQuery;
  const where = Object.fromEntries(Object.entries(asked.where ?? {}).map(([key, value]) => [key, value === '\u0000' ? '' : value]));
  const { from, to, ...query } = asked;
  return `${questionInWords({ ...query, where }, words)}, ${daysInWords({ from, to })}`;
}
