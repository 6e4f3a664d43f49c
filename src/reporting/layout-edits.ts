import type { BlockSpec, Layout, PictureSpec, SectionSpec } from './layout.ts';

/**
 * Edits of a layout: each gives another layout and changes nothing, or gives undefined where the part that it names is not there
 * (any more). An edit knows parts by their keys, so that it means the same on a layout that somebody else has changed meanwhile.
 */
export type Edited = Layout | undefined;
export type Direction = 'up' | 'down';

export function findSection(layout: Layout, key: string): SectionSpec | undefined {
  return layout.sections.find((section) => section.key === key);
}

export function findBlock(layout: Layout, key: string): { readonly section: SectionSpec; readonly block: BlockSpec } | undefined {
  for (const section of layout.sections) {
    const block = section.blocks.find((one) => one.key === key);
    if (block !== undefined) return { section, block };
  }
  return undefined;
}

/** What a page of the report calls its own places: no part may have such a key. */
const reserved = new Set(['contents', 'stamp', 'main-content']);
const numbered = /^(?:table|chart)-\d/;

/** A key that no part has yet, after the words that name it. */
export function freshKey(layout: Layout, words: string): string {
  const taken = new Set(layout.sections.flatMap((section) => [section.key, ...section.blocks.map((block) => block.key)]));
  const plain = words.toLowerCase().replaceAll(/\{\w+\}/g, '').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
  const wanted = plain === '' ? 'part' : reserved.has(plain) || numbered.test(plain) ? `part-${plain}` : plain;
  if (!taken.has(wanted)) return wanted;
  let next = 2;
  while (taken.has(`${wanted}-${next}`)) next += 1;
  return `${wanted}-${next}`;
}

/** Puts `one` behind the member that `after` names, at the end where it names none. */
function placed<T extends { readonly key: string }>(all: readonly T[], one: readonly T[], after: string | undefined): readonly T[] {
  const at = after === undefined ? -1 : all.findIndex((each) => each.key === after);
  return at < 0 ? [...all, ...one] : [...all.slice(0, at + 1), ...one, ...all.slice(at + 1)];
}

/** A section under a key of its own, its parts too. It comes behind the section that `after` names, first where that is null, else last. */
export function addSection(layout: Layout, section: Omit<SectionSpec, 'key'>, after?: string | null): Layout {
  const empty: SectionSpec = { ...section, key: freshKey(layout, section.title), blocks: [] };
  const withSection: Layout = { ...layout, sections: after === null ? [empty, ...layout.sections] : placed(layout.sections, [empty], after) };
  return section.blocks.reduce<Layout>((grown, block) => addBlock(grown, empty.key, block) ?? grown, withSection);
}

function withSection(layout: Layout, key: string, change: (section: SectionSpec) => SectionSpec): Edited {
  return findSection(layout, key) === undefined ? undefined : { ...layout, sections: layout.sections.map((section) => (section.key === key ? change(section) : section)) };
}

/** What a section is called, and what it says where it has nothing to say: where that is empty it is left out instead. */
export function wordSection(layout: Layout, key: string, words: { readonly title: string; readonly empty?: string }): Edited {
  return withSection(layout, key, (was) => {
    const { empty: _, ...section } = was;
    return { ...section, title: words.title, ...(words.empty === undefined ? {} : { empty: words.empty }) };
  });
}

export function removeSection(layout: Layout, key: string): Edited {
  return findSection(layout, key) === undefined ? undefined : { ...layout, sections: layout.sections.filter((section) => section.key !== key) };
}

function swapped<T>(all: readonly T[], at: number, direction: Direction): readonly T[] {
  const other = direction === 'up' ? at - 1 : at + 1;
  const [one, two] = [all[at], all[other]];
  return one === undefined || two === undefined ? all : all.map((each, index) => (index === at ? two : index === other ? one : each));
}

/** The first cannot go further up, nor the last further down: the layout stays as it is. */
export function moveSection(layout: Layout, key: string, direction: Direction): Edited {
  const at = layout.sections.findIndex((section) => section.key === key);
  return at < 0 ? undefined : { ...layout, sections: swapped(layout.sections, at, direction) };
}

/** A part behind the one that `after` names, else last in its section. It is given another key where it has one that is taken. */
export function addBlock(layout: Layout, section: string, block: BlockSpec, after?: string): Edited {
  return withSection(layout, section, (into) => ({ ...into, blocks: placed(into.blocks, [{ ...block, key: freshKey(layout, block.key) }], after) }));
}

export function replaceBlock(layout: Layout, key: string, block: BlockSpec): Edited {
  const found = findBlock(layout, key);
  return found && withSection(layout, found.section.key, (section) => ({ ...section, blocks: section.blocks.map((one) => (one.key === key ? { ...block, key } : one)) }));
}

export function removeBlock(layout: Layout, key: string): Edited {
  const found = findBlock(layout, key);
  return found && withSection(layout, found.section.key, (section) => ({ ...section, blocks: section.blocks.filter((one) => one.key !== key) }));
}

/** One place up or down. The first of a section goes to the end of the section before, the last to the beginning of the next. */
export function moveBlock(layout: Layout, key: string, direction: Direction): Edited {
  const found = findBlock(layout, key);
  if (found === undefined) return undefined;
  const { section, block } = found;
  const at = section.blocks.indexOf(block);
  const stays = direction === 'up' ? at > 0 : at < section.blocks.length - 1;
  if (stays) return withSection(layout, section.key, (one) => ({ ...one, blocks: swapped(one.blocks, at, direction) }));
  const neighbour = layout.sections[layout.sections.indexOf(section) + (direction === 'up' ? -1 : 1)];
  if (neighbour === undefined) return layout;
  const without = removeBlock(layout, key);
  return without && withSection(without, neighbour.key, (one) => ({ ...one, blocks: direction === 'up' ? [...one.blocks, block] : [block, ...one.blocks] }));
}

/** To the end of another section. */
export function moveBlockTo(layout: Layout, key: string, section: string): Edited {
  const found = findBlock(layout, key);
  if (found === undefined || findSection(layout, section) === undefined) return undefined;
  if (found.section.key === section) return layout;
  const without = removeBlock(layout, key);
  return without && withSection(without, section, (one) => ({ ...one, blocks: [...one.blocks, found.block] }));
}

/**
 * The layout of an earlier report for the next: periods are named by their place to the report's own and move by themselves.
 * Somebody's own words are marked as taken over, to be checked; records that were picked, and pictures, were of the earlier report and are left out.
 */
export function carriedOver(layout: Layout, from: string): Layout {
  return {
    ...layout,
    sections: layout.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block): BlockSpec => {
        switch (block.kind) {
          case 'narrative': case 'words table': return { ...block, carriedOver: from };
          case 'picked compliments': return { ...block, picked: [] };
          case 'picked actions': return { ...block, picked: [] };
          case 'picture': return withoutPicture(block);
          default: return block;
        }
      }),
    })),
  };
}

/** Whoever is in a picture agreed to the report that it was taken for. */
function withoutPicture({ key, across }: PictureSpec): PictureSpec {
  return { kind: 'picture', key, alt: '', across };
}

/** A layout to share or to keep: without what was picked from one council's records, and without pictures. */
export function withoutRecords(layout: Layout): Layout {
  return {
    ...layout,
    sections: layout.sections.map((section) => ({ ...section, blocks: section.blocks.map((block): BlockSpec => (block.kind === 'picked compliments' ? { ...block, picked: [] } : block.kind === 'picked actions' ? { ...block, picked: [] } : block.kind === 'picture' ? withoutPicture(block) : block)) })),
  };
}
