import { keptTemplate, type WordTemplate } from '../../../reporting/exporters/word-template.ts';
import type { KeptReportTemplate } from '../../../store/report-templates.ts';
import { instantInWords } from '../../instant-in-words.ts';

export type TemplatePage = { readonly title: string; readonly uploaded?: string; readonly taken: readonly { readonly what: string; readonly is: string }[] };

/** What the page of the template says: who uploaded it, and what reports take from it. */
export function templatePage(kept: KeptReportTemplate | undefined): TemplatePage {
  if (kept === undefined) return { title: 'Report template', taken: [] };
  const template = keptTemplate(kept.content);
  return {
    title: 'Report template', uploaded: `${kept.uploadedBy}, ${instantInWords(kept.uploadedAt)}`,
    taken: [
      { what: 'Font of text', is: fontOf(template, 'Normal') }, { what: 'Font of headings', is: fontOf(template, 'Heading1') },
      { what: 'Margins', is: (['top', 'right', 'bottom', 'left'] as const).map((side) => `${side} ${centimetres(template.margin[side])}`).join(', ') },
      { what: 'Header', is: letterheadOf(template, 'header') }, { what: 'Footer', is: letterheadOf(template, 'footer') },
      { what: 'First page', is: template.firstPageDiffers ? 'Has a header and footer of its own' : 'Has the header and footer of all pages' },
    ],
  };
}

function fontOf({ styles, fonts }: WordTemplate, style: 'Normal' | 'Heading1'): string {
  const own = new RegExp(`<w:style\\b[^>]*w:styleId="${style}"[^]*?</w:style>`, 'u').exec(styles)?.[0] ?? '';
  const tag = /<w:rFonts\b[^>]*>/u.exec(own)?.[0] ?? /<w:docDefaults>[^]*?(<w:rFonts\b[^>]*>)/u.exec(styles)?.[1] ?? '';
  const named = /\sw:ascii="([^"]+)"/u.exec(tag)?.[1];
  const themed = /\sw:asciiTheme="(major|minor)/u.exec(tag)?.[1];
  if (themed !== undefined && fonts !== undefined) return themed === 'major' ? fonts.headings : fonts.body;
  return named ?? 'Word’s own';
}

/** From twentieths of a point. */
function centimetres(twentieths: number): string {
  return `${(twentieths / 567).toFixed(1)}\u00A0cm`;
}

function letterheadOf({ letterhead }: WordTemplate, kind: 'header' | 'footer'): string {
  const parts = letterhead.filter((part) => part.kind === kind);
  if (parts.length === 0) return kind === 'header' ? 'None: the council’s name and the report’s title' : 'None: the number of the page';
  const words = parts.map(({ xml }) => [...xml.replaceAll('</w:p>', '<w:t> </w:t>').matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join('').replaceAll(/\s+/gu, ' ').trim()).find((text) => text !== '');
  const pictures = new Set(parts.flatMap(({ links }) => links.filter(({ is }) => is === 'picture').map(({ target }) => target))).size;
  return [...(words === undefined ? [] : [`“${readable(words).slice(0, 160)}”`]), ...(pictures === 0 ? [] : [pictures === 1 ? 'a picture' : `${pictures} pictures`])].join(' and ') || 'No words and no pictures';
}

function readable(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', '\'').replaceAll('&amp;', '&');
}
