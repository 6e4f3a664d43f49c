import { canonicalJson } from '../store/canonical-json.ts';
import type { Layout } from './layout.ts';

/** What one layout has otherwise than another, by the titles of its sections; parts are told apart by their keys. */
export type LayoutDifferences = {
  readonly lacks: readonly string[]; readonly adds: readonly string[];
  /** Sections that both have, with how many of their parts are not the same. */
  readonly changed: readonly { readonly title: string; readonly parts: number }[];
};

/** What would be lost and gained if `own` took the place of `theirs`. */
export function layoutDifferences(theirs: Layout, own: Layout): LayoutDifferences {
  const partsThatDiffer = (key: string): number => {
    const [before, after] = [theirs, own].map((layout) => new Map(layout.sections.find((section) => section.key === key)?.blocks.map((block) => [block.key, canonicalJson(block)]) ?? []));
    return [...new Set([...before?.keys() ?? [], ...after?.keys() ?? []])].filter((part) => before?.get(part) !== after?.get(part)).length;
  };
  const has = (layout: Layout, key: string): boolean => layout.sections.some((section) => section.key === key);
  return {
    lacks: theirs.sections.filter(({ key }) => !has(own, key)).map(({ title }) => title), adds: own.sections.filter(({ key }) => !has(theirs, key)).map(({ title }) => title),
    changed: own.sections.filter(({ key }) => has(theirs, key)).map(({ key, title }) => ({ title, parts: partsThatDiffer(key) })).filter(({ parts }) => parts > 0),
  };
}
