import { fingerprintOf } from './approved-words.ts';
import { composeHeadlines } from './compose-headlines.ts';
import { composeSentences } from './compose-sentences.ts';
import { composeTable } from './compose-table.ts';
import { holds, together, whereItHolds, type Composer, type Composing } from './composing.ts';
import { composeNarrative, composeWordsTable } from './compose-narrative.ts';
import type { BlockSpec, LimitsSpec, PickedActionsSpec, PickedComplimentsSpec, PictureSpec, QuotesSpec, SectionSpec } from './layout.ts';
import type { ReportBlock, ReportSection } from './report-value.ts';

/** A section with its blocks, or undefined where there is nothing to say in it. */
export function* composeSection(section: SectionSpec, composing: Composing, furnish: Furnish): Composer<ReportSection | undefined> {
  const [shown, ...blocks] = yield* together<boolean | ReportBlock | undefined>([holds(section.only, composing), ...section.blocks.map((block) => composeBlock(block, composing, furnish))]);
  if (shown !== true) return undefined;
  const printedBlocks = blocks.filter((block): block is ReportBlock => typeof block === 'object');
  const empty: ReportBlock[] = section.empty === undefined ? [] : [{ kind: 'text', key: `${section.key}-empty`, paragraphs: [composing.words(section.empty)] }];
  const all = printedBlocks.length > 0 ? printedBlocks : empty;
  return all.length === 0 ? undefined : { key: section.key, title: composing.words(section.title), blocks: all };
}

/** Blocks that are made of what the council and the law have set, or of single records that somebody chose: not of figures. */
export type Furnish = (block: LimitsSpec | PickedComplimentsSpec | PickedActionsSpec | PictureSpec) => ReportBlock | undefined;

function* composeBlock(block: BlockSpec, composing: Composing, furnish: Furnish): Composer<ReportBlock | undefined> {
  switch (block.kind) {
    case 'table': {
      const lacking: ReportBlock | undefined = block.lacking === undefined ? undefined : { kind: 'text', key: block.key, paragraphs: [composing.words(block.lacking)] };
      return yield* whereItHolds(block.only, composing, composeTable(block, composing), lacking);
    }
    case 'headlines': return yield* composeHeadlines(block, composing);
    case 'sentences': return yield* composeSentences(block, composing);
    case 'quotes': return yield* composeQuotes(block, composing);
    case 'text': return (yield* holds(block.only, composing)) ? { kind: 'text', key: block.key, paragraphs: block.paragraphs.map((text) => composing.words(text.replaceAll('{period}', composing.label('this')).replaceAll('{name}', composing.authority.name))) } : undefined;
    case 'limits': return (yield* holds(block.only, composing)) ? furnish(block) : undefined;
    case 'narrative': return yield* composeNarrative(block, composing);
    case 'words table': return yield* composeWordsTable(block, composing);
    case 'picked compliments': case 'picked actions': case 'picture': return furnish(block);
    // Filled in when every other block has asked its questions.
    case 'definitions': return { kind: 'definitions', key: block.key, definitions: [] };
    default: return block satisfies never;
  }
}

function* composeQuotes(block: QuotesSpec, composing: Composing): Composer<ReportBlock> {
  const [answer] = yield [{ ...composing.query(block.figure), by: [block.by, block.attribution] }];
  const quotes = (answer?.rows ?? []).flatMap((row) => {
    const text = row.keys[block.by];
    if (typeof text !== 'string') return [];
    const approved = block.approved?.[fingerprintOf(text)] ?? text;
    return approved.trim() === '' ? [] : [{ text: approved, attribution: composing.value(block.attribution, row.keys[block.attribution] ?? null) }];
  });
  return quotes.length === 0 ? { kind: 'text', key: block.key, paragraphs: [composing.words(block.none)] } : { kind: 'quotes', key: block.key, quotes: quotes.slice(0, block.atMost) };
}
