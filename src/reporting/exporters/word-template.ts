import { posix } from 'node:path';
import { z } from 'zod';
import { styleXml, wordStyles } from './word-styles.ts';
import { withoutTraces } from './word-traces.ts';
import { unzipped, type ZipParts } from './zip.ts';

const place = z.enum(['default', 'first', 'even']);
const link = z.object({ id: z.string(), target: z.string(), is: z.enum(['picture', 'address']) });
const margin = z.object({ top: z.number(), bottom: z.number(), left: z.number(), right: z.number(), header: z.number(), footer: z.number() });
const kept = z.object({
  styles: z.string(), theme: z.string().optional(), fonts: z.object({ headings: z.string(), body: z.string() }).optional(), margin,
  firstPageDiffers: z.boolean(),
  letterhead: z.array(z.object({ kind: z.enum(['header', 'footer']), place, xml: z.string(), links: z.array(link) })),
  /** By file name, in base64. */
  pictures: z.record(z.string(), z.string()),
});

/**
 * What a report takes from a council's own Word file: styles, theme, margins, and the header and footer of its last section.
 * Nothing else of it is kept, so that macros, comments, properties and what stands in it stay outside. Plain data.
 */
export type WordTemplate = z.infer<typeof kept>;
export type Letterhead = WordTemplate['letterhead'][number];

/** Why a file cannot be the template. */
export type NotATemplate = 'empty' | 'no Word file' | 'locked' | 'damaged' | 'too large inside';

/** No file may unpack to more. */
const LARGEST_INSIDE = 60_000_000;
const LARGEST_PICTURES = 4_000_000;
const pictureEndings = /\.(?:png|jpe?g|gif|emf|wmf)$/iu;

/** The template as it was kept. */
export function keptTemplate(content: unknown): WordTemplate {
  return kept.parse(content);
}

/** What a Word file (.docx, .dotx, and those with macros, without them) gives to reports. */
export async function readTemplate(content: Buffer): Promise<{ readonly template: WordTemplate } | { readonly because: NotATemplate }> {
  if (content.length === 0) return { because: 'empty' };
  // A file that is locked with a password is a compound file with the document encrypted inside, as are those from before 2007.
  if (content.length > 8 && content.readUInt32BE(0) === 0xd0_cf_11_e0) return { because: content.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'locked' : 'no Word file' };
  if (content.length < 4 || content.readUInt32BE(0) !== 0x50_4b_03_04) return { because: 'no Word file' };
  const parts = await unzipped(content, LARGEST_INSIDE);
  if (parts === undefined) return { because: 'damaged' };
  const types = textOf(parts, '[Content_Types].xml') ?? '';
  const main = [...types.matchAll(/<Override\b[^>]*>/gu)].map(([tag]) => tag).find((tag) => /(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled)\.main\+xml/u.test(tag));
  const path = main === undefined ? undefined : attribute(main, 'PartName')?.slice(1);
  const body = path === undefined ? undefined : textOf(parts, path);
  if (path === undefined || body === undefined) return { because: 'no Word file' };
  const relations = relationsOf(parts, path);
  const styles = textOf(parts, relations.find(({ type }) => type.endsWith('/styles'))?.target);
  if (styles === undefined || !styles.includes('<w:style')) return { because: 'damaged' };
  const themed = textOf(parts, relations.find(({ type }) => type.endsWith('/theme'))?.target);
  // One that leads to pictures of its own would lead nowhere.
  const theme = themed === undefined || /\sr:(?:embed|link|id)="/u.test(themed) ? undefined : themed;
  const section = [...body.matchAll(/<w:sectPr\b[^]*?<\/w:sectPr>/gu)].at(-1)?.[0] ?? '';
  const renamed = renamedStyles(styles);
  const pictures: Record<string, string> = {};
  const letterhead: Letterhead[] = [];
  const even = /<w:evenAndOddHeaders(?:\s+w:val="(?:1|true|on)")?\s*\/>/u.test(textOf(parts, relations.find(({ type }) => type.endsWith('/settings'))?.target) ?? '');
  for (const [reference, kind] of section.matchAll(/<w:(header|footer)Reference\b[^>]*>/gu)) {
    const where = place.safeParse(attribute(reference, 'w:type') ?? 'default');
    const target = relations.find(({ id }) => id === attribute(reference, 'r:id'))?.target;
    const xml = textOf(parts, target);
    if (!where.success || target === undefined || xml === undefined || (kind !== 'header' && kind !== 'footer') || (where.data === 'even' && !even)) continue;
    const links = relationsOf(parts, target).flatMap(({ id, type, target: file, external }): Letterhead['links'] => {
      if (external) return type.endsWith('/hyperlink') && /^(?:https?|mailto):/iu.test(file) ? [{ id, target: file, is: 'address' }] : [];
      const picture = parts.get(file);
      if (!type.endsWith('/image') || picture === undefined || !pictureEndings.test(file)) return [];
      const name = `template-${posix.basename(file).replaceAll(/[^A-Za-z0-9.]/gu, '-')}`;
      pictures[name] ??= picture.toString('base64');
      return [{ id, target: name, is: 'picture' }];
    });
    letterhead.push({ kind, place: where.data, xml: withoutTraces(withIds(xml, renamed.ids), new Set(links.map(({ id }) => id))), links });
  }
  if (Object.values(pictures).reduce((all, picture) => all + picture.length * 0.75, 0) > LARGEST_PICTURES) return { because: 'too large inside' };
  const fonts = themed === undefined ? undefined : themeFonts(themed);
  const merged = mergedStyles(renamed.styles);
  if (!await areWellFormed([merged, ...(theme === undefined ? [] : [theme]), ...letterhead.map(({ xml }) => xml)])) return { because: 'damaged' };
  return {
    template: {
      styles: merged, ...(theme === undefined ? {} : { theme }), ...(fonts === undefined ? {} : { fonts }), margin: marginOf(section), letterhead, pictures,
      firstPageDiffers: /<w:titlePg(?:\s+w:val="(?:1|true|on)")?\s*\/>/u.test(section),
    },
  };
}

/** What cannot be read would spoil every report that is made on it. */
async function areWellFormed(parts: readonly string[]): Promise<boolean> {
  const { ImportedXmlComponent } = await import('docx');
  try {
    for (const xml of parts) ImportedXmlComponent.fromXmlString(xml);
    return true;
  } catch {
    return false;
  }
}

function textOf(parts: ZipParts, path: string | undefined): string | undefined {
  const part = path === undefined ? undefined : parts.get(path);
  if (part === undefined) return undefined;
  return (part[0] === 0xff && part[1] === 0xfe ? part.toString('utf16le') : part.toString('utf8')).replace(/^\uFEFF/u, '');
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1];
}

type Relation = { readonly id: string; readonly type: string; readonly target: string; readonly external: boolean };

function relationsOf(parts: ZipParts, path: string): readonly Relation[] {
  const xml = textOf(parts, posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`)) ?? '';
  return [...xml.matchAll(/<Relationship\b[^>]*>/gu)].map(([tag]) => {
    const external = attribute(tag, 'TargetMode') === 'External';
    const target = attribute(tag, 'Target') ?? '';
    return { id: attribute(tag, 'Id') ?? '', type: attribute(tag, 'Type') ?? '', external, target: external ? target : target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target) };
  });
}

/** In twentieths of a point. Margins that leave no room for a table are not the page's. */
function marginOf(section: string): WordTemplate['margin'] {
  const tag = /<w:pgMar\b[^>]*>/u.exec(section)?.[0] ?? '';
  const of = (side: string, usual: number, most: number): number => {
    const given = Number(attribute(tag, `w:${side}`) ?? Number.NaN);
    return Number.isFinite(given) ? Math.min(most, Math.max(280, Math.abs(Math.round(given)))) : usual;
  };
  return { top: of('top', 1247, 5000), bottom: of('bottom', 1134, 4000), left: of('left', 1134, 2300), right: of('right', 1134, 2300), header: of('header', 567, 3000), footer: of('footer', 510, 3000) };
}

function themeFonts(theme: string): { readonly headings: string; readonly body: string } | undefined {
  const font = (of: string): string | undefined => new RegExp(`<a:${of}Font>[^]*?<a:latin\\s+typeface="([^"]+)"`, 'u').exec(theme)?.[1];
  const [headings, body] = [font('major'), font('minor')];
  return headings === undefined || body === undefined ? undefined : { headings, body };
}

const everyStyle = /<w:style\b[^]*?<\/w:style>/gu;

/** Our paragraphs call Word's own styles as English Word does; in a template from elsewhere they may be called otherwise. */
function renamedStyles(styles: string): { readonly styles: string; readonly ids: ReadonlyMap<string, string> } {
  const ids = new Map<string, string>();
  const named = [...styles.matchAll(everyStyle)].map(([style]) => ({ id: attribute(/^<w:style\b[^>]*>/u.exec(style)?.[0] ?? '', 'w:styleId') ?? '', type: attribute(style, 'w:type') ?? '', name: (attribute(/<w:name\b[^>]*>/u.exec(style)?.[0] ?? '', 'w:val') ?? '').toLowerCase() }));
  for (const { id, name, type } of [...wordStyles, { id: 'Normal', name: 'Normal', type: 'paragraph' }, { id: 'TableNormal', name: 'Normal Table', type: 'table' }]) {
    const same = named.find((style) => style.type === type && style.name === name.toLowerCase());
    if (same !== undefined && same.id !== id) ids.set(same.id, id);
    if (same?.id !== id && named.some((style) => style.id === id)) ids.set(id, `${id}Other`);
  }
  return { ids, styles: withIds(styles.replaceAll(/(<w:style\b[^>]*\sw:styleId=")([^"]*)"/gu, (_whole, before: string, id: string) => `${before}${ids.get(id) ?? id}"`), ids) };
}

function withIds(xml: string, ids: ReadonlyMap<string, string>): string {
  return ids.size === 0 ? xml : xml.replaceAll(/(<w:(?:basedOn|next|link|pStyle|rStyle|tblStyle)\s+w:val=")([^"]*)"/gu, (_whole, before: string, id: string) => `${before}${ids.get(id) ?? id}"`);
}

/**
 * The template's styles with those of ours that it lacks, which take its colours. Lists of its own are not taken: sections
 * are numbered by us. The language is British English.
 */
function mergedStyles(styles: string): string {
  const held = new Set([...styles.matchAll(/<w:style\b[^>]*\sw:styleId="([^"]*)"/gu)].map(([, id]) => id));
  const missing = wordStyles.filter(({ id }) => !held.has(id)).map((style) => styleXml({ ...style, ...(style.type === 'table' && !held.has('TableNormal') ? { basedOn: '' } : {}) }).replaceAll(/<w:color w:val="(?:0B0C0C|12436D)"\/>/gu, '').replace('<w:basedOn w:val=""/>', ''));
  return withLanguage(styles.replaceAll(/<w:numPr>[^]*?<\/w:numPr>/gu, '').replaceAll(/<w:rsid\b[^>]*\/>/gu, '')).replace('</w:styles>', () => `${missing.join('')}</w:styles>`);
}

function withLanguage(styles: string): string {
  const said = styles.replaceAll(/<w:lang\b[^>]*\/>/gu, '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>');
  if (/<w:rPrDefault>[^]*?<w:lang\b[^]*?<\/w:rPrDefault>/u.test(said)) return said;
  if (/<w:rPrDefault>\s*<w:rPr>/u.test(said)) return said.replace(/(<w:rPrDefault>\s*<w:rPr>[^]*?)(<\/w:rPr>)/u, '$1<w:lang w:val="en-GB"/>$2');
  const without = said.replace(/<w:rPrDefault\s*\/>|<w:rPrDefault>\s*<w:rPr\s*\/>\s*<\/w:rPrDefault>/u, '');
  const defaults = '<w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>';
  return without.includes('<w:docDefaults>') ? without.replace('<w:docDefaults>', `<w:docDefaults>${defaults}`) : without.replace(/(<w:styles\b[^>]*>)/u, `$1<w:docDefaults>${defaults}</w:docDefaults>`);
}
