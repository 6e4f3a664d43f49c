import { inflateSync } from 'node:zlib';
import { filesOf } from './office-files.ts';

/** One part of a file: what a reader, or a program that looks closer, reads in it, and its bytes as they can be searched for names. */
export type FilePart = { readonly name: string; readonly words: string; readonly raw: string };

/** Attributes that say where and how large something is drawn, and no number of the report. */
const drawing = new Set(['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'dx', 'dy', 'width', 'height', 'viewBox', 'transform', 'points', 'fill', 'stroke', 'stroke-width', 'font-size', 'style', 'class', 'id', 'href', 'aria-labelledby', 'aria-describedby', 'colspan', 'rowspan', 'src']);

/** What stands between tags, and in attributes that are read aloud, shown or kept. */
function wordsOfMarkup(markup: string, attributes: (name: string) => boolean): string {
  const shown = markup.replaceAll(/<style[^]*?<\/style>/g, ' ');
  const spoken = [...shown.matchAll(/\s([\w:-]+)="([^"]*)"/g)].filter(([, name = '']) => attributes(name)).map(([, , value = '']) => value);
  return [shown.replaceAll(/<[^>]*>/g, ' '), ...spoken].join(' \n ');
}

/** Of a sheet only numbers: of words the cells hold the place in the list of all words, which is a part of its own. */
function numbersOfSheet(sheet: string): string {
  return [...sheet.matchAll(/<c\b(?![^>]*\bt="s")[^>]*>[^]*?<v>([^<]*)<\/v>/g)].map(([, value = '']) => value).join(' \n ');
}

const inOffice = (name: string): boolean => /^(?:descr|title|alt|dc:\w+|cp:\w+|w:author|w:initials|tooltip)$/.test(name);

/** Every part of a file that a publication is downloaded as. Of a PDF the words are drawn by letters' numbers: `pdfWords` reads them. */
export function partsOf(format: string, content: Buffer, pdfWords: (pdf: Buffer) => string): FilePart[] {
  if (format === 'docx' || format === 'xlsx') {
    return [...filesOf(content)].filter(([name]) => !/\.(?:png|ttf|odttf)$/.test(name)).map(([name, text]): FilePart => ({
      name, raw: text, words: name.startsWith('xl/worksheets/sheet') ? numbersOfSheet(text) : name.endsWith('.svg') ? wordsOfMarkup(text, (each) => !drawing.has(each)) : wordsOfMarkup(text, inOffice),
    }));
  }
  if (format === 'pdf' || format === 'slides') return [{ name: format, raw: unpacked(content), words: pdfWords(content) }];
  if (format === 'png') return [{ name: format, raw: content.toString('latin1'), words: '' }];
  const text = content.toString('utf8');
  return [{ name: format, raw: text, words: format === 'html' || format === 'svg' ? wordsOfMarkup(text, (name) => !drawing.has(name)) : text }];
}

/** A PDF with all that is packed in it unpacked. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/FlateDecode[^]*?stream\r?\n/g)].map((match) => {
    try {
      return inflateSync(pdf.subarray(match.index + match[0].length), { finishFlush: 2 }).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n');
}

/** The kinds of chunks in a PNG, in order: what is told beside the picture has kinds of its own. */
export function chunksOf(png: Buffer): string[] {
  const kinds: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) kinds.push(png.toString('latin1', at + 4, at + 8));
  return kinds;
}
