import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { answersOf, dateLine, findingInLetter, findingLabel, findingsTable, type LetterBlock, type LetterText, pointHeading, wantedLabel } from '../letter-text.ts';

/** How a letter is set. Its text comes in as data, never as a part of this program, so that nothing anybody writes is markup. */
const SETTING = `
#let letter = json(bytes(sys.inputs.letter))
#set document(title: letter.title, date: none)
#set text(lang: "en", region: "GB", size: 12pt, fill: rgb("#0b0c0c"), hyphenate: false)
#set page(paper: "a4", margin: (x: 23mm, y: 20mm), footer: context align(right, text(10pt, [#letter.reference, page #counter(page).display() of #counter(page).final().first()])))
#set par(justify: false, leading: 0.75em, spacing: 1.2em)
#show heading.where(level: 1): it => block(above: 1.4em, below: 1.2em, text(16pt, it.body))
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.9em, sticky: true, text(14pt, it.body))
#show heading.where(level: 3): it => block(above: 1.3em, below: 0.8em, sticky: true, text(12pt, it.body))
#let lines(texts) = texts.join(linebreak())
#let said(text) = lines(text.split("\\n"))
#let labelled(label, text) = par[#strong(label) #said(text)]
#align(right, par(lines(letter.letterhead)))
#v(1em)
#par(lines(letter.addressee))
#par(letter.date)
#par[Our reference: #letter.reference]
#par(letter.greeting)
#heading(level: 1, letter.title)
#for block in letter.blocks {
  if block.kind == "heading" { heading(level: 2, block.text) }
  else if block.kind == "paragraph" { par(said(block.text)) }
  else if block.kind == "list" { list(tight: false, ..block.items.map(said)) }
  else if block.kind == "labelled" { labelled(block.label, block.text) }
  else if block.kind == "point" { heading(level: 3, block.text) }
  else if block.kind == "table" {
    table(
      columns: (auto, 2fr, 1fr), inset: 7pt, stroke: 0.5pt + rgb("#b1b4b6"), align: left,
      table.header(..block.header.map(strong)),
      ..block.rows.flatten().map(said),
    )
  }
}
#v(1em)
#block(breakable: false)[
  #par(letter.closing)
  #v(2em)
  #par(lines(letter.signedBy))
]
`;

type Piece =
  | { readonly kind: 'heading' | 'paragraph' | 'point'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'labelled'; readonly label: string; readonly text: string }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

let compiler: NodeCompiler | undefined;

/** A letter as a PDF that keeps to PDF/UA-1: tagged, with a title and a language, its fonts inside. */
export function pdfOf(letter: LetterText): Buffer {
  compiler ??= NodeCompiler.create();
  const [closing = '', ...signedBy] = letter.signOff;
  const set = {
    title: letter.title, reference: letter.reference, date: dateLine(letter), letterhead: letter.letterhead, addressee: letter.addressee, greeting: letter.greeting, closing, signedBy,
    blocks: letter.blocks.flatMap((block) => piecesOf(block, letter)),
  };
  try {
    return compiler.pdf({ mainFileContent: SETTING, inputs: { letter: JSON.stringify(set) } }, { pdfStandard: PdfStandard.UA_1 });
  } finally {
    // What it remembers of one letter is of no use to the next, and names people.
    compiler.evictCache(0);
  }
}

function piecesOf(block: LetterBlock, letter: LetterText): readonly Piece[] {
  const { wording } = letter;
  switch (block.kind) {
    case 'heading': case 'paragraph': return [{ kind: block.kind, text: block.text }];
    case 'list': return [{ kind: 'list', items: block.items }];
    case 'point': return [
      { kind: 'point', text: pointHeading(block.element, wording) }, { kind: 'paragraph', text: block.complaint },
      ...(block.wanted === '' ? [] : [{ kind: 'labelled', label: wantedLabel[wording], text: block.wanted } as const]),
    ];
    case 'answer': return [
      { kind: 'point', text: pointHeading(block.element, wording) }, { kind: 'paragraph', text: block.complaint },
      { kind: 'labelled', label: findingLabel[wording], text: findingInLetter(block, letter) }, { kind: 'paragraph', text: block.reasons },
    ];
    case 'findings': {
      const answers = answersOf(letter);
      const words = findingsTable[wording];
      return answers.length === 0 ? [] : [
        { kind: 'point', text: words.title },
        { kind: 'table', header: [words.point, words.complaint, words.finding], rows: answers.map((answer) => [String(answer.element), answer.complaint, findingInLetter(answer, letter)]) },
      ];
    }
    default: return block satisfies never;
  }
}
