import { inCouncilWords, type CouncilWords } from '../../../reporting/council-words.ts';
import { counted } from '../../../reporting/house-style.ts';
import type { BlockSpec } from '../../../reporting/layout.ts';

const MOST_SHOWN = 90;

const cut = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MOST_SHOWN ? line : `${line.slice(0, MOST_SHOWN).replace(/\s+\S*$/, '')} …`;
};

export const kindNames: Readonly<Record<BlockSpec['kind'], string>> = {
  table: 'Table', headlines: 'Headline numbers', sentences: 'Sentences from the numbers', quotes: 'Quotations', text: 'Standing text', limits: 'Time limits', definitions: 'Definitions', narrative: 'Your own words', 'words table': 'Table of words', picture: 'Picture',
  'picked compliments': 'Compliments picked', 'picked actions': 'Learning picked',
};

/** What a caption or a heading says in the council's words, with its places left as what they stand for. */
export function worded(text: string, words: CouncilWords): string {
  return inCouncilWords(text.replaceAll(/,? over \{years\}/g, ' over the years').replaceAll('{period}', 'the period').replaceAll('{years}', 'the years').replaceAll('{name}', 'the council').replaceAll('{value}', '…'), words);
}

/** What a part of a report is called in the outline. */
export function partName(block: BlockSpec, words: CouncilWords): string {
  switch (block.kind) {
    case 'table': return worded(block.caption, words);
    case 'headlines': return cut(block.figures.map(({ heading }) => worded(heading, words)).join(', '));
    case 'sentences': return `${counted(block.sentences.length, { one: 'sentence', many: 'sentences' })}, written from the numbers`;
    case 'quotes': return `Compliments that may be quoted, ${block.atMost} at most`;
    case 'text': return cut(worded(block.paragraphs.join(' '), words));
    case 'limits': return block.procedure === 'statutory' ? 'Time limits of the statutory procedure' : 'Time limits of the corporate procedure';
    case 'definitions': return 'What each figure means';
    case 'narrative': return block.text.trim() === '' ? 'Nothing written yet' : cut(block.text.replaceAll(/^(?:## |- )/gm, ''));
    case 'words table': return worded(block.caption, words);
    case 'picture': return block.picture === undefined ? 'No picture chosen yet' : cut(worded(block.caption ?? (block.alt === '' ? 'A picture that decorates' : block.alt), words));
    case 'picked compliments': return block.picked.length === 0 ? 'None picked yet' : counted(block.picked.length, { one: 'compliment', many: 'compliments' });
    case 'picked actions': return block.picked.length === 0 ? 'None picked yet' : counted(block.picked.length, { one: 'learning action', many: 'learning actions' });
    default: return block satisfies never;
  }
}

const toCheck = (carriedOver: string | undefined): string | undefined => (carriedOver === undefined ? undefined : carriedOver === 'the standard layout' ? 'To be written' : 'From last time: check');

/** What somebody still has to do about a part before the report is right; undefined where nothing. */
export function stillToDo(block: BlockSpec): string | undefined {
  if (block.kind === 'narrative') return block.text.trim() === '' ? 'To be written' : toCheck(block.carriedOver);
  if (block.kind === 'words table') return block.rows.flat().every((cell) => cell.trim() === '') ? 'To be written' : toCheck(block.carriedOver);
  if (block.kind === 'picture') return block.picture === undefined ? 'To be chosen' : block.alt === '' && block.decorative !== true ? 'To be described' : undefined;
  if (block.kind === 'picked compliments' || block.kind === 'picked actions') return block.picked.length === 0 ? 'Nothing picked' : undefined;
  return undefined;
}
