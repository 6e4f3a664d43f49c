import type { Letterhead, WordTemplate } from './word-template.ts';
import { LARGEST_REPORT } from './word-made-again.ts';
import { unzipped, zipOf } from './zip.ts';

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const mediaTypes: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', emf: 'image/x-emf', wmf: 'image/x-wmf' };

/** Written where a header or footer of the template is to stand, and nowhere in a finished report. */
export function placeOf({ kind, place }: Pick<Letterhead, 'kind' | 'place'>): string {
  return `\u{E000}${kind} ${place}\u{E001}`;
}

/** About how high a header or footer is, in twentieths of a point: each paragraph a line, or its picture. */
export function heightOf({ xml }: Letterhead): number {
  const emuToTwentieths = 635;
  const line = 280;
  // What floats does not push the page down.
  const paragraphs = xml.replaceAll(/<wp:anchor\b[^]*?<\/wp:anchor>|<mc:AlternateContent\b[^]*?<\/mc:AlternateContent>|<w:pict\b[^]*?<\/w:pict>/gu, '').split('</w:p>').slice(0, -1);
  const height = paragraphs.reduce((all, paragraph) => all + Math.max(line, ...[...paragraph.matchAll(/<wp:extent\b[^>]*\scy="(\d+)"/gu)].map(([, cy]) => Number(cy) / emuToTwentieths)), 0);
  return Math.min(6000, Math.max(line, Math.round(height)));
}

/** A finished Word file with the template's headers, footers and theme in their places. */
export async function withLetterhead(docx: Buffer, template: WordTemplate): Promise<Buffer> {
  const parts = new Map(await unzipped(docx, LARGEST_REPORT));
  const hasPageNumber = template.letterhead.some(({ place, xml }) => place === 'default' && /\bPAGE\b/u.test(xml.replaceAll(/<w:t\b[^>]*>[^<]*<\/w:t>/gu, '')));
  for (const part of template.letterhead) {
    const path = [...parts].find(([name, content]) => name.startsWith(`word/${part.kind}`) && content.includes(placeOf(part)))?.[0];
    if (path === undefined) continue;
    const numbered = part.kind === 'footer' && part.place !== 'first' && !hasPageNumber;
    parts.set(path, Buffer.from(numbered ? part.xml.replace(/<\/w:ftr>\s*$/u, `${pageOfPages}</w:ftr>`) : part.xml));
    const relations = part.links.map(({ id, target, is }) => (is === 'picture' ? `<Relationship Id="${id}" Type="${relation}/image" Target="media/${target}"/>` : `<Relationship Id="${id}" Type="${relation}/hyperlink" Target="${target}" TargetMode="External"/>`));
    parts.set(path.replace('word/', 'word/_rels/').concat('.rels'), Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`));
  }
  for (const [name, picture] of Object.entries(template.pictures)) parts.set(`word/media/${name}`, Buffer.from(picture, 'base64'));
  if (template.theme !== undefined && parts.has('word/theme/theme1.xml')) parts.set('word/theme/theme1.xml', Buffer.from(template.theme));
  const types = parts.get('[Content_Types].xml')?.toString('utf8') ?? '';
  const endings = new Set(Object.keys(template.pictures).map((name) => name.split('.').at(-1)?.toLowerCase() ?? ''));
  const more = [...endings].filter((ending) => !new RegExp(`Extension="${ending}"`, 'iu').test(types)).map((ending) => `<Default Extension="${ending}" ContentType="${mediaTypes[ending] ?? ''}"/>`);
  parts.set('[Content_Types].xml', Buffer.from(types.replace(/(<Types\b[^>]*>)/u, `$1${more.join('')}`)));
  return zipOf(parts);
}

/** For a template that does not number its pages. */
const field = (instruction: string): string => `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const text = (words: string): string => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;
const pageOfPages = `<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>${text('Page ')}${field('PAGE')}${text(' of ')}${field('NUMPAGES')}</w:p>`;
