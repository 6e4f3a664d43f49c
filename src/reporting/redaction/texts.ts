import { fingerprintOf } from '../approved-words.ts';
import type { BlockSpec, Layout, SectionSpec } from '../layout.ts';
import { layouts } from '../layouts/all.ts';
import type { Report, ReportBlock, ReportSection } from '../report-value.ts';

/** Words of a report that come from people, and not from figures. */
export type ReportText = {
  /** Names the place for ever: the same words there are the same text, however often the report is made. */
  readonly key: string;
  /** As a reader would call it. */
  readonly place: string;
  readonly section?: string; readonly block?: string;
  readonly words: string;
  /** Whether they are taken from a record, which stays as it is; else they are the author's. */
  readonly quoted: boolean;
  /** The layout with other words in this place; absent where the words are a heading worked out from the records. */
  readonly reworded?: (words: string) => Layout;
};

/** What comes with the product names nobody. */
const standardTexts: ReadonlySet<string> = new Set(layouts.flatMap((layout) => [layout.title, layout.audience, ...layout.sections.flatMap(textsOfSection)]));

function textsOfSection({ title, empty, blocks }: SectionSpec): string[] {
  return [title, empty ?? '', ...blocks.flatMap((block) => (block.kind === 'text' ? block.paragraphs : block.kind === 'table' ? [block.caption, block.note ?? '', block.base ?? ''] : block.kind === 'words table' ? [block.caption, ...block.headings] : []))];
}

/** Every text of a report that somebody typed or said, in order, with where it stands. */
export function textsOf(layout: Layout, report: Report): ReportText[] {
  const typed = (words: string | undefined): words is string => words !== undefined && words.trim() !== '' && !standardTexts.has(words);
  const title: ReportText[] = typed(layout.title) ? [{ key: 'title', place: 'Title of the report', words: layout.title, quoted: false, reworded: (words) => ({ ...layout, title: words }) }] : [];
  const audience: ReportText[] = typed(layout.audience) ? [{ key: 'audience', place: 'Below the title of the report', words: layout.audience, quoted: false, reworded: (words) => ({ ...layout, audience: words }) }] : [];
  return [...title, ...audience, ...report.sections.flatMap((section) => {
    const spec = layout.sections.find(({ key }) => key === section.key);
    if (spec === undefined) return [];
    const withSection = (change: (one: SectionSpec) => SectionSpec): Layout => ({ ...layout, sections: layout.sections.map((one) => (one.key === spec.key ? change(one) : one)) });
    const at = { section: spec.key };
    return [
      ...(typed(spec.title) ? [{ ...at, key: `section ${spec.key}`, place: `Title of the section “${section.title}”`, words: spec.title, quoted: false, reworded: (words: string) => withSection((one) => ({ ...one, title: words })) }] : []),
      ...(typed(spec.empty) && section.blocks.some(({ key }) => key === `${spec.key}-empty`)
        ? [{ ...at, key: `empty ${spec.key}`, place: section.title, words: spec.empty, quoted: false, reworded: (words: string) => withSection((one) => ({ ...one, empty: words })) }] : []),
      ...section.blocks.flatMap((block) => {
        const blockSpec = spec.blocks.find(({ key }) => key === block.key);
        if (blockSpec === undefined) return [];
        const withBlock = (change: BlockSpec): Layout => withSection((one) => ({ ...one, blocks: one.blocks.map((each) => (each.key === change.key ? change : each)) }));
        return textsOfBlock(blockSpec, block, section, withBlock, typed).map((text) => ({ ...text, ...at, block: block.key }));
      }),
    ];
  })];
}

type Typed = (words: string | undefined) => words is string;

function textsOfBlock(spec: BlockSpec, block: ReportBlock, section: ReportSection, withBlock: (change: BlockSpec) => Layout, typed: Typed): ReportText[] {
  switch (spec.kind) {
    case 'narrative': return typed(spec.text) ? [{ key: spec.key, place: `${section.title}: narrative`, words: spec.text, quoted: false, reworded: (text) => withBlock({ ...spec, text }) }] : [];
    case 'words table': {
      if (block.kind !== 'words table') return [];
      const at = `${section.title}: table ${block.number}`;
      const replaced = (all: readonly string[], place: number, words: string): readonly string[] => all.map((each, index) => (index === place ? words : each));
      return [
        ...(typed(spec.caption) ? [{ key: `${spec.key} caption`, place: `${at}, caption`, words: spec.caption, quoted: false, reworded: (caption: string) => withBlock({ ...spec, caption }) }] : []),
        ...spec.headings.flatMap((words, column): ReportText[] => (typed(words) ? [{ key: `${spec.key} column ${column}`, place: `${at}, heading of column ${column + 1}`, words, quoted: false, reworded: (heading) => withBlock({ ...spec, headings: replaced(spec.headings, column, heading) }) }] : [])),
        ...spec.rows.flatMap((cells, row) => cells.flatMap((words, column): ReportText[] => (typed(words)
          ? [{ key: `${spec.key} ${row} ${column}`, place: `${at}, row ${row + 1}, ${spec.headings[column] ?? ''}`, words, quoted: false, reworded: (cell) => withBlock({ ...spec, rows: spec.rows.map((each, index) => (index === row ? replaced(each, column, cell) : each)) }) }] : []))),
      ];
    }
    case 'text': return block.kind !== 'text' ? [] : spec.paragraphs.flatMap((words, at): ReportText[] => (typed(words)
      ? [{ key: `${spec.key} ${at}`, place: `${section.title}: paragraph ${at + 1}`, words, quoted: false, reworded: (text) => withBlock({ ...spec, paragraphs: spec.paragraphs.map((each, place) => (place === at ? text : each)) }) }] : []));
    case 'quotes': return block.kind !== 'quotes' ? [] : block.quotes.map(({ text }, at): ReportText => {
      const approved = Object.entries(spec.approved ?? {}).find(([, words]) => words === text);
      const fingerprint = approved?.[0] ?? fingerprintOf(text);
      return { key: `${spec.key} ${fingerprint}`, place: `${section.title}: quotation ${at + 1}`, words: text, quoted: true, reworded: (words) => withBlock({ ...spec, approved: { ...spec.approved, [fingerprint]: words } }) };
    });
    case 'picked compliments': return block.kind !== 'quotes' ? [] : block.quotes.flatMap(({ text, picked }, at): ReportText[] => {
      const pick = picked === undefined ? undefined : spec.picked[picked];
      if (pick === undefined) return [];
      return [{
        key: `${spec.key} ${pick.ref}`, place: `${section.title}: compliment ${at + 1}`, words: text, quoted: true,
        reworded: (words) => withBlock({ ...spec, picked: spec.picked.map((one) => (one.ref === pick.ref ? { ...one, words } : one)) }),
      }];
    });
    case 'picked actions': return block.kind !== 'actions' ? [] : block.actions.flatMap(({ text, picked }, at): ReportText[] => {
      const pick = spec.picked[picked];
      if (pick === undefined) return [];
      return [{
        key: `${spec.key} ${pick.ref} ${pick.action}`, place: `${section.title}: action ${at + 1}`, words: text, quoted: true,
        reworded: (words) => withBlock({ ...spec, picked: spec.picked.map((one) => (one.ref === pick.ref && one.action === pick.action ? { ...one, words } : one)) }),
      }];
    });
    case 'table': {
      if (block.kind !== 'table') return [];
      const at = `${section.title}: table ${block.number}`;
      const headings = 'by' in spec.rows && !periodKeys.has(spec.rows.by) ? block.rows.map(({ heading }): ReportText => ({ key: `${spec.key} row ${heading}`, place: `${at}, heading of a row`, words: heading, quoted: true })) : [];
      return [
        ...(typed(spec.caption) ? [{ key: `${spec.key} caption`, place: `${at}, caption`, words: spec.caption, quoted: false, reworded: (caption: string) => withBlock({ ...spec, caption }) }] : []),
        ...(typed(spec.note) ? [{ key: `${spec.key} note`, place: `${at}, note`, words: spec.note, quoted: false, reworded: (note: string) => withBlock({ ...spec, note }) }] : []),
        ...(typed(spec.base) ? [{ key: `${spec.key} base`, place: `${at}, base`, words: spec.base, quoted: false, reworded: (base: string) => withBlock({ ...spec, base }) }] : []),
        ...headings,
      ];
    }
    case 'picture': return block.kind !== 'picture' ? [] : [
      ...(typed(spec.alt) && spec.decorative !== true ? [{ key: `${spec.key} alt`, place: `${section.title}: words for those who cannot see the picture`, words: spec.alt, quoted: false, reworded: (alt: string) => withBlock({ ...spec, alt }) }] : []),
      ...(typed(spec.caption) ? [{ key: `${spec.key} caption`, place: `${section.title}: caption of the picture`, words: spec.caption, quoted: false, reworded: (caption: string) => withBlock({ ...spec, caption }) }] : []),
    ];
    case 'headlines': case 'sentences': case 'limits': case 'definitions': return [];
    default: return spec satisfies never;
  }
}

const periodKeys: ReadonlySet<string> = new Set(['month', 'quarter', 'year', 'service', 'theme']);

/** A text with what stands for figures and the council's own words blanked out, each letter where it was. */
export function withoutBraces(words: string): string {
  return words.replaceAll(/\{\{[^{}]*\}\}|\{[^{}\s]*\}/gu, (braces) => ' '.repeat(braces.length));
}
