import type { Layout, SectionSpec, WordsTableSpec } from '../layout.ts';
import { layouts } from '../layouts/all.ts';
import type { Asked, Report, ReportBlock, ReportWordsTable, TextPart } from '../report-value.ts';
import type { FindingPlace } from './finding.ts';

/** Where a figure stands among typed words. */
export type LiveFigure = { readonly start: number; readonly end: number; readonly asked: readonly Asked[]; readonly value: number | null };
/** A run of words that a person typed. `around` is what a reader has before their eyes with it: the titles above. */
export type Passage = { readonly where: FindingPlace; readonly text: string; readonly live: readonly LiveFigure[]; readonly around: string };
/** `live` in it counts from the sentence's own start. `before` is the sentence that comes before it in the same block. */
export type Sentence = { readonly passage: Passage; readonly text: string; readonly live: readonly LiveFigure[]; readonly before?: Sentence };

/** What comes with the product is checked by its tests, not by each council again. */
const standardTexts: ReadonlySet<string> = new Set(layouts.flatMap(({ sections }) => sections.flatMap(textsOfSpec)));

function textsOfSpec({ title, empty, blocks }: SectionSpec): string[] {
  return [title, empty ?? '', ...blocks.flatMap((block) => (block.kind === 'text' ? block.paragraphs : block.kind === 'table' ? [block.caption, block.note ?? ''] : block.kind === 'words table' ? [block.caption, ...block.headings] : []))];
}

/** Every text of the report that somebody of the council typed, sentence by sentence; quotations of others are no part of it. */
export function sentencesTyped(report: Report, layout: Layout): Sentence[] {
  return passagesTyped(report, layout).flatMap((passages) => {
    let before: Sentence | undefined;
    return passages.flatMap((passage) => sentencesOf(passage).map((sentence) => {
      const linked: Sentence = before === undefined ? sentence : { ...sentence, before };
      before = linked;
      return linked;
    }));
  });
}

/** Grouped by block, in order. */
function passagesTyped(report: Report, layout: Layout): Passage[][] {
  const specs = new Map(layout.sections.map((section) => [section.key, section]));
  return report.sections.flatMap((section) => {
    const spec = specs.get(section.key);
    const at = { section: section.key, title: section.title };
    const own = (text: string | undefined): boolean => text !== undefined && text.trim() !== '' && !standardTexts.has(text);
    const title: Passage[][] = own(spec?.title) ? [[{ where: { ...at, part: 'title' }, text: section.title, live: [], around: '' }]] : [];
    return [...title, ...section.blocks.map((block): Passage[] => {
      const blockSpec = spec?.blocks.find(({ key }) => key === block.key);
      const where = { ...at, block: block.key };
      if (block.kind === 'narrative') return narrativePassages(block, where, section.title);
      if (block.kind === 'picture') return [block.alt, block.caption ?? ''].flatMap((text, paragraph): Passage[] => (text === '' ? [] : [{ where: { ...where, part: 'caption', paragraph }, text, live: [], around: section.title }]));
      if (block.kind === 'words table' && blockSpec?.kind === 'words table') return wordsTablePassages(block, blockSpec, where, section.title).filter(({ own: words }) => own(words)).map(({ passage }) => passage);
      if (block.kind === 'text' && blockSpec?.kind === 'text') {
        return block.paragraphs.flatMap((text, paragraph) => (own(blockSpec.paragraphs[paragraph]) ? [{ where: { ...where, part: 'paragraph', paragraph }, text, live: [], around: section.title }] : []));
      }
      if (block.kind === 'table' && blockSpec?.kind === 'table') {
        const note = block.notes.at(-1);
        return [
          ...(own(blockSpec.caption) ? [{ where: { ...where, part: 'caption' as const }, text: block.caption, live: [], around: section.title }] : []),
          ...(own(blockSpec.note) && note !== undefined ? [{ where: { ...where, part: 'note' as const }, text: note, live: [], around: `${section.title}. ${block.caption}` }] : []),
        ];
      }
      return [];
    })];
  });
}

/** The caption and each cell; what a cell is about stands in the heading of its row and its column. `own`: the words as they stand in the layout. */
function wordsTablePassages(block: ReportWordsTable, spec: WordsTableSpec, where: Omit<FindingPlace, 'part'>, title: string): { readonly own: string; readonly passage: Passage }[] {
  const cells = block.rows.flatMap((row, at) => row.map((parts, column) => {
    const { text, live } = asPrinted(parts);
    const heading = column === 0 ? '' : asPrinted(row[0] ?? []).text;
    return { own: text, passage: { where: { ...where, part: 'cell' as const, paragraph: at * block.headings.length + column }, text, live, around: [title, block.caption, heading, block.headings[column] ?? ''].filter((each) => each !== '').join('. ') } };
  }));
  return [
    { own: spec.caption, passage: { where: { ...where, part: 'caption', paragraph: 0 }, text: block.caption, live: [], around: title } },
    ...block.headings.map((text, at) => ({ own: spec.headings[at] ?? '', passage: { where: { ...where, part: 'cell' as const, paragraph: at }, text, live: [], around: `${title}. ${block.caption}` } })), ...cells,
  ];
}

/** Words with their figures as they are printed, and where in them those stand. */
function asPrinted(parts: readonly TextPart[]): Pick<Passage, 'text' | 'live'> {
  let text = '';
  const live: LiveFigure[] = [];
  for (const part of parts) {
    if ('figure' in part) live.push({ start: text.length, end: text.length + part.text.length, asked: part.asked, value: part.value });
    text += part.text;
  }
  return { text, live };
}

function narrativePassages(block: Extract<ReportBlock, { kind: 'narrative' }>, where: Omit<FindingPlace, 'part'>, title: string): Passage[] {
  let heading = '';
  return block.paragraphs.map(({ as, parts }, paragraph) => {
    const { text, live } = asPrinted(parts);
    if (as === 'heading') heading = text;
    return { where: { ...where, part: 'paragraph', paragraph }, text, live, around: [title, heading].filter((each) => each !== '').join('. ') };
  });
}

const endsInAbbreviation = /(?:\b(?:[Nn]o|e\.g|i\.e|etc|vs|[Rr]egs?|[Pp]aras?|Mr|Mrs|Ms|Dr|St)|\b[A-Z])\.$/;

function sentencesOf(passage: Passage): Sentence[] {
  const { text, live } = passage;
  const sentences: Sentence[] = [];
  let start = 0;
  const take = (end: number): void => {
    const lead = text.slice(start, end).length - text.slice(start, end).trimStart().length;
    const [from, words] = [start + lead, text.slice(start, end).trim()];
    if (words !== '') sentences.push({ passage, text: words, live: live.filter((each) => each.start >= from && each.end <= from + words.length).map((each) => ({ ...each, start: each.start - from, end: each.end - from })) });
    start = end;
  };
  for (const match of text.matchAll(/[.!?]['’”")]*\s+(?=[A-Z“"‘'(£\d])/g)) {
    const end = match.index + match[0].length;
    if (live.some((each) => match.index >= each.start && match.index < each.end) || endsInAbbreviation.test(text.slice(start, match.index + 1))) continue;
    take(end);
  }
  take(text.length);
  return sentences;
}
