import { unzipped, zipOf } from './zip.ts';

/** No report is larger, in bytes. */
export const LARGEST_REPORT = 400_000_000;

/**
 * A finished Word file packed anew without what differs each time it is made: when that was, and the numbers of bookmarks and drawings, which the
 * library counts on from the file that it wrote before. The same report then gives the same file.
 */
export async function asMadeAgain(docx: Buffer): Promise<Buffer> {
  const parts = new Map(await unzipped(docx, LARGEST_REPORT));
  const change = (path: string, to: (xml: string) => string): void => {
    parts.set(path, Buffer.from(to(parts.get(path)?.toString('utf8') ?? '')));
  };
  change('docProps/core.xml', (xml) => xml.replaceAll(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/gu, ''));
  change('word/document.xml', (xml) => [/(?<=\b_Toc)\d+(?=\b)/gu, /(?<=<w:bookmark(?:Start|End)\b[^>]*\sw:id=")\d+(?=")/gu, /(?<=<wp:docPr\b[^>]*\sid=")\d+(?=")/gu].reduce(countedFromOne, xml));
  return zipOf(parts);
}

function countedFromOne(xml: string, number: RegExp): string {
  const numbers = new Map<string, string>();
  return xml.replaceAll(number, (old) => {
    const known = numbers.get(old) ?? String(numbers.size + 1);
    numbers.set(old, known);
    return known;
  });
}
