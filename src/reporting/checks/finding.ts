import { createHash } from 'node:crypto';
import type { TextFigure } from '../layout.ts';
import type { Sentence } from './passages.ts';

/** What sort of thing is wrong, so that a page can gather them. */
export type FindingKind =
  | 'number' | 'sum' | 'percent or points' | 'direction' | 'base' | 'period' | 'superlative' | 'working days' | 'law' | 'reference' | 'repeated' | 'definition' | 'restated' | 'recognisable';

/** Where in the report: the section and the block by their keys in the layout; a paragraph counts from 0. */
export type FindingPlace = { readonly section: string; readonly title: string; readonly block?: string; readonly part: 'title' | 'caption' | 'note' | 'paragraph' | 'cell' | 'table' | 'figures' | 'report'; readonly paragraph?: number; readonly sentence?: string };

/** A number of the report that should stand where one was typed: `before` and `after` are the typed words around it, by which it is found again. */
export type FigureOffer = { readonly name: string; readonly figure: TextFigure; readonly typed: string; readonly before: string; readonly after: string; readonly reads: string };

/**
 * Something that a report should not be published with. `must`: it is mended, or overruled with a reason; `look`: it may be right.
 * `id` stays the same while the sentence and the numbers that it was held against do, so that an overruling survives making the
 * report again.
 */
export type Finding = {
  readonly id: string; readonly kind: FindingKind; readonly severity: 'must' | 'look'; readonly where: FindingPlace;
  /** The words in question. */
  readonly typed?: string;
  readonly wrong: string;
  /** What the figures, the calendar or the law say. */
  readonly says: string;
  readonly mend: string;
  /** Of a rule of law or guidance. */
  readonly source?: string;
  readonly offer?: FigureOffer;
};

/** `against`: the numbers that it was held against, where `says` tells more than those. */
export type Found = Omit<Finding, 'id'> & { readonly against?: string };

/** The same finding of the same words and numbers has the same id, however often the report is made. `nth` tells like findings in one sentence apart. */
export function identified(found: Found, nth: number): Finding {
  const { against, ...finding } = found;
  const { kind, where, typed, says } = finding;
  // Tables are numbered anew when a section is added: their numbers are no part of what was found.
  const text = [kind, where.block ?? where.section, where.part, where.sentence ?? '', typed ?? '', (against ?? says).replaceAll(/\b(Table|Chart) \d+/g, '$1'), nth].join('\u0001');
  return { id: createHash('sha256').update(text).digest('hex').slice(0, 20), ...finding };
}

export function placeOf({ passage, text }: Sentence): FindingPlace {
  return { ...passage.where, sentence: text };
}
