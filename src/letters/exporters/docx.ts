import { AlignmentType, BorderStyle, Document, Footer, HeadingLevel, LevelFormat, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { answersOf, dateLine, findingInLetter, findingLabel, findingsTable, type LetterBlock, type LetterText, pointHeading, wantedLabel } from '../letter-text.ts';

const LIST = 'letter-list';
const INK = '0B0C0C';
const GREY = 'B1B4B6';

/** A letter as a Word file: real headings, lists and a table with a header row, in British English, and nothing in its properties but its title. */
export async function docxOf(letter: LetterText): Promise<Buffer> {
  const file = new Document({
    // Said to be nobody's: left out, the library would write a name of its own.
    creator: '', lastModifiedBy: '', title: letter.title,
    styles: {
      default: {
        document: { run: { font: 'Arial', size: 24, color: INK, language: { value: 'en-GB' } }, paragraph: { spacing: { after: 160, line: 288 } } },
        heading1: { run: { size: 32, bold: true, color: INK }, paragraph: { spacing: { before: 240, after: 200 } } },
        heading2: { run: { size: 28, bold: true, color: INK }, paragraph: { spacing: { before: 280, after: 120 }, keepNext: true } },
        heading3: { run: { size: 24, bold: true, color: INK }, paragraph: { spacing: { before: 200, after: 80 }, keepNext: true } },
      },
    },
    numbering: { config: [{ reference: LIST, levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 480, hanging: 280 } } } }] }] },
    sections: [{
      properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1134, bottom: 1134, left: 1304, right: 1304 } } },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ size: 20, children: [`${letter.reference}, page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })] })] }) },
      children: [
        ...lines(letter.letterhead, AlignmentType.RIGHT),
        ...lines(letter.addressee), paragraph(dateLine(letter)), paragraph(`Our reference: ${letter.reference}`),
        paragraph(letter.greeting), new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(letter.title) }),
        ...letter.blocks.flatMap((block) => blockOf(block, letter)),
        ...signedBy(letter.signOff),
      ],
    }],
  });
  return await Packer.toBuffer(file);
}

/** A line break of the text is one of the letter. Not said to be light where it is not bold: a heading's style makes it so. */
function runs(text: string, bold = false): TextRun[] {
  return text.split('\n').map((line, index) => new TextRun({ text: line, ...(bold ? { bold } : {}), ...(index === 0 ? {} : { break: 1 }) }));
}

function paragraph(text: string): Paragraph {
  return new Paragraph({ children: runs(text) });
}

/** Lines that belong together, as one paragraph: an address, a letterhead. */
function lines(texts: readonly string[], alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT): Paragraph[] {
  return texts.length === 0 ? [] : [new Paragraph({ alignment, spacing: { after: 320 }, children: runs(texts.join('\n')) })];
}

function signedBy([closing = '', ...rest]: readonly string[]): Paragraph[] {
  return [new Paragraph({ spacing: { before: 320, after: 720 }, keepNext: true, children: runs(closing) }), ...lines(rest)];
}

function labelled(label: string, text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text: `${label} `, bold: true }), ...runs(text)] });
}

function blockOf(block: LetterBlock, letter: LetterText): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading': return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(block.text) })];
    case 'paragraph': return [paragraph(block.text)];
    case 'list': return block.items.map((item) => new Paragraph({ numbering: { reference: LIST, level: 0 }, spacing: { after: 80 }, children: runs(item) }));
    case 'point': return [pointTitle(block.element, letter), paragraph(block.complaint), ...(block.wanted === '' ? [] : [labelled(wantedLabel[letter.wording], block.wanted)])];
    case 'answer': return [pointTitle(block.element, letter), paragraph(block.complaint), labelled(findingLabel[letter.wording], findingInLetter(block, letter)), paragraph(block.reasons)];
    case 'findings': return tableOfFindings(letter);
    default: return block satisfies never;
  }
}

function pointTitle(element: number, letter: LetterText): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_3, children: runs(pointHeading(element, letter.wording)) });
}

const WIDTHS = [1000, 5300, 3000];

function tableOfFindings(letter: LetterText): (Paragraph | Table)[] {
  const answers = answersOf(letter);
  if (answers.length === 0) return [];
  const words = findingsTable[letter.wording];
  const row = (texts: readonly string[], tableHeader: boolean) => new TableRow({
    tableHeader, cantSplit: true,
    children: texts.map((text, index) => new TableCell({
      width: { size: WIDTHS[index] ?? 0, type: WidthType.DXA }, margins: { top: 80, bottom: 80, left: 80, right: 80 },
      children: [new Paragraph({ spacing: { after: 0 }, children: runs(text, tableHeader) })],
    })),
  });
  const line = { style: BorderStyle.SINGLE, size: 4, color: GREY };
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_3, children: runs(words.title) }),
    new Table({
      columnWidths: WIDTHS, width: { size: 9300, type: WidthType.DXA }, borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
      rows: [row([words.point, words.complaint, words.finding], true), ...answers.map((answer) => row([String(answer.element), answer.complaint, findingInLetter(answer, letter)], false))],
    }),
  ];
}
