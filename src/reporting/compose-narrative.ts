import { ask, hiddenMark, printed, type Composer, type Composing } from './composing.ts';
import type { NarrativeSpec, WordsTableSpec } from './layout.ts';
import type { Asked, NarrativeParagraph, ReportBlock, TextPart } from './report-value.ts';

const figureInText = /\{\{\s*([a-z0-9-]+)\s*\}\}/g;

/** The names of the figures that stand in somebody's words, each once, in order. */
export function figuresIn(text: string): string[] {
  return [...new Set([...text.matchAll(figureInText)].map((match) => match[1] ?? ''))];
}

/** Whatever has words with figures among them. */
type Figures = Pick<NarrativeSpec, 'figures'>;

/** Somebody's own words with their figures answered. One without an answer, or of a name that the narrative has not, says so in its place. */
export function* composeNarrative(block: NarrativeSpec, composing: Composing): Composer<ReportBlock | undefined> {
  const found = yield* answered(block.text, block, composing);
  const paragraphs = paragraphsOf(block.text).map(({ as, text }): NarrativeParagraph => ({ as, parts: partsOf(text, block, found) }));
  return paragraphs.length === 0 ? undefined : { kind: 'narrative', key: block.key, paragraphs };
}

/** A table of words with the figures in its cells answered. Rows in which nothing is written are left out, and a table without any. */
export function* composeWordsTable({ key, caption, headings, rows, figures }: WordsTableSpec, composing: Composing): Composer<ReportBlock | undefined> {
  const written = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const found = yield* answered(written.flat().join('\n'), { figures }, composing);
  const worded = (text: string): string => composing.words(text.replaceAll('{period}', composing.label('this')));
  return written.length === 0 ? undefined : {
    kind: 'words table', key, number: 0, caption: worded(caption), headings: headings.map(worded),
    rows: written.map((cells) => headings.map((_, at) => partsOf((cells[at] ?? '').replaceAll('\r\n', '\n').trim(), { figures }, found))),
  };
}

function* answered(text: string, { figures }: Figures, composing: Composing): Composer<ReadonlyMap<string, Asked>> {
  const named = figuresIn(text).filter((name) => Object.hasOwn(figures, name));
  const answers = yield* ask(named.flatMap((name) => figures[name] ?? []).map(({ figure }) => composing.query(figure)));
  return new Map(named.flatMap((name, at) => (answers[at] === undefined ? [] : [[name, answers[at]] as const])));
}

function paragraphsOf(text: string): { readonly as: NarrativeParagraph['as']; readonly text: string }[] {
  const paragraphs: { as: NarrativeParagraph['as']; text: string }[] = [];
  let open = false;
  for (const line of text.replaceAll('\r\n', '\n').split('\n').map((each) => each.trim())) {
    const last = paragraphs.at(-1);
    if (line === '') open = false;
    else if (line.startsWith('## ')) {
      paragraphs.push({ as: 'heading', text: line.slice(3).trim() });
      open = false;
    } else if (line.startsWith('- ')) {
      paragraphs.push({ as: 'point', text: line.slice(2).trim() });
      open = true;
    } else if (open && last !== undefined) last.text += ` ${line}`;
    else {
      paragraphs.push({ as: 'paragraph', text: line });
      open = true;
    }
  }
  return paragraphs;
}

function partsOf(text: string, { figures }: Figures, found: ReadonlyMap<string, Asked>): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(figureInText)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    const name = match[1] ?? '';
    const [figure, asked] = [figures[name], found.get(name)];
    if (figure === undefined || asked === undefined) parts.push({ text: `[no figure is named ${name}]`, figure: name, value: null, asked: [] });
    else if (asked.hidden === true) parts.push({ text: hiddenMark, figure: name, value: null, hidden: true, asked: [asked] });
    else parts.push({ text: asked.answer === null ? 'not held' : printed(asked.answer, figure.as, figure.places), figure: name, value: asked.answer, asked: [asked] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
