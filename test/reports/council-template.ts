import { CommentRangeEnd, CommentRangeStart, CommentReference, DeletedTextRun, Document, Footer, Header, ImageRun, InsertedTextRun, Packer, PageNumber, Paragraph, SimpleField, TextRun } from 'docx';
import { chartPicture, pngOf } from '../../src/reporting/charts/picture.ts';

const change = { id: 1, author: 'Jocasta Penhaligon', date: '2026-01-05T10:00:00Z' };

/** A Word file as a council may have one: a letterhead with a picture, Times New Roman, wide margins, and traces of Jocasta Penhaligon all over it. */
export async function councilTemplate({ numbered = true } = {}): Promise<Buffer> {
  const logo = await pngOf(chartPicture({ kind: 'bars', number: 1, title: 'Logo', description: 'Logo', caption: '', categories: ['A'], series: [{ name: 'A', values: [1], texts: ['1'] }] }, 'logo'), 0.3);
  return Packer.toBuffer(new Document({
    creator: 'Jocasta Penhaligon', lastModifiedBy: 'Jocasta Penhaligon', title: 'Penhaligon letterhead', description: 'By Penhaligon', keywords: 'Penhaligon',
    comments: { children: [{ id: 0, author: 'Jocasta Penhaligon', date: new Date('2026-01-05'), children: [new Paragraph('Penhaligon says: change the logo')] }] },
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: 24, language: { value: 'en-US' } }, paragraph: { spacing: { after: 200 } } },
        heading1: { run: { font: 'Times New Roman', size: 40, bold: true, color: '7A1F5C' }, paragraph: { spacing: { before: 400, after: 200 } } },
        heading2: { run: { font: 'Times New Roman', size: 30, color: '7A1F5C' } },
      },
    },
    sections: [{
      properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1985, bottom: 1418, left: 1701, right: 1701, header: 567, footer: 567 } } },
      headers: {
        default: new Header({
          children: [
            new Paragraph({ children: [new ImageRun({ type: 'png', data: logo, transformation: { width: 60, height: 30 }, altText: { name: 'C:\\Users\\Penhaligon\\logo.png', description: 'The council’s crest' } }), new TextRun(' Ashmere Council'), new CommentRangeStart(0), new TextRun(', Castle Street'), new CommentRangeEnd(0), new TextRun({ children: [new CommentReference(0)] })] }),
            new Paragraph({ children: [new InsertedTextRun({ text: 'Children’s services', ...change }), new DeletedTextRun({ text: 'Penhaligon’s office', ...change, id: 2 }), new TextRun({ text: 'Penhaligon was here', vanish: true }), new SimpleField('AUTHOR', 'Jocasta Penhaligon')] }),
          ],
        }),
      },
      footers: { default: new Footer({ children: [new Paragraph({ children: [new TextRun('ashmere.example'), ...(numbered ? [new TextRun({ children: [' ', PageNumber.CURRENT] })] : [])] })] }) },
      children: [new Paragraph('Text of the template by Jocasta Penhaligon')],
    }],
  }));
}
