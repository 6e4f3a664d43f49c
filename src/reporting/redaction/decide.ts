import { createHash } from 'node:crypto';
import type { Layout } from '../layout.ts';
import type { Report } from '../report-value.ts';
import type { Find } from './find.ts';
import { folded } from './fold.ts';
import { type ReportText, textsOf, withoutBraces } from './texts.ts';

/** A find with its fingerprint: the same words in the same place have the same, and no words can be read out of it. */
export type IdentifiedFind = Find & { readonly id: string };
export type TextWithFinds = ReportText & { readonly finds: readonly IdentifiedFind[] };
export type Scan = (words: string) => readonly Find[];

/** Every text of a report in which something was found. */
export function findsIn(layout: Layout, report: Report, scan: Scan): TextWithFinds[] {
  return textsOf(layout, report).map((text) => ({ ...text, finds: identified(text, scan) }));
}

function identified(text: ReportText, scan: Scan): IdentifiedFind[] {
  const seen = new Map<string, number>();
  // A heading that cannot be worded here is not questioned for an ordinary word.
  return scan(withoutBraces(text.words)).filter(({ weight }) => text.reworded !== undefined || weight !== 'possible').map((find) => {
    const same = `${find.kind} ${folded(find.text)}`;
    const nth = seen.get(same) ?? 0;
    seen.set(same, nth + 1);
    return { ...find, id: createHash('sha256').update([text.key, same, nth].join('\u0001')).digest('hex').slice(0, 24) };
  });
}

export type Decision = { readonly id: string } & ({ readonly replace: string } | { readonly leave: string });
export type Decided = {
  /** The words with the replacements in their places. */
  readonly words: string;
  readonly replaced: readonly (IdentifiedFind & { readonly replacement: string })[];
  /** Each under the fingerprint that it has among the new words. */
  readonly left: readonly (IdentifiedFind & { readonly reason: string })[];
};

/** What becomes of a text by what was decided of its finds. Those of which nothing was decided stay as they are. */
export function decided(text: TextWithFinds, decisions: readonly Decision[], scan: Scan): Decided {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const replaced: (IdentifiedFind & { replacement: string })[] = [];
  const left: { find: IdentifiedFind; reason: string; start: number }[] = [];
  let words = '';
  let from = 0;
  for (const find of text.finds) {
    const decision = byId.get(find.id);
    if (decision === undefined) continue;
    if ('leave' in decision) {
      left.push({ find, reason: decision.leave, start: words.length + find.start - from });
      continue;
    }
    words += text.words.slice(from, find.start) + decision.replace;
    from = find.end;
    replaced.push({ ...find, replacement: decision.replace });
  }
  words += text.words.slice(from);
  const again = identified({ ...text, words }, scan);
  return { words, replaced, left: left.map(({ find, reason, start }) => ({ ...(again.find((one) => one.start === start && one.kind === find.kind) ?? find), reason })) };
}
