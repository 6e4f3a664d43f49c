import type { Database } from '../../store/database.ts';
import { picturesHeld, picturesNamed } from '../../store/report-pictures.ts';
import type { Composing } from '../composing.ts';
import type { BlockSpec, PictureSpec } from '../layout.ts';
import type { Report, ReportBlock } from '../report-value.ts';

/** The pictures that parts of a layout hold, by the key of their part. One that is not kept any more is left out. */
export async function picturesIn(db: Database, authorityId: number, blocks: readonly BlockSpec[], composing: Composing): Promise<ReadonlyMap<string, ReportBlock>> {
  const specs = blocks.filter((block): block is PictureSpec => block.kind === 'picture');
  const held = await picturesHeld(db, authorityId, [...new Set(specs.flatMap(({ picture }) => picture?.hash ?? []))]);
  return new Map(specs.flatMap(({ key, picture, alt, decorative, caption, across }): [string, ReportBlock][] => {
    // Without words for those who cannot see it, nobody is to be given it.
    if (picture === undefined || !held.has(picture.hash) || (alt === '' && decorative !== true)) return [];
    const { hash, kind: type, width, height } = picture;
    return [[key, { kind: 'picture', key, hash, type, width, height, alt: decorative === true ? '' : alt, ...(decorative === true ? { decorative } : {}), ...(caption === undefined ? {} : { caption: composing.words(caption.replaceAll('{period}', composing.label('this'))) }), across }]];
  }));
}

/** Parts of a report with what their pictures show, to be exported or looked at. A report is kept without: its pictures stand beside it. */
export async function blocksWithPictures(db: Database, authorityId: number, blocks: readonly ReportBlock[]): Promise<readonly ReportBlock[]> {
  const kept = await picturesNamed(db, authorityId, [...new Set(blocks.flatMap((block) => (block.kind === 'picture' ? [block.hash] : [])))]);
  return blocks.map((block) => {
    const picture = block.kind === 'picture' ? kept.get(block.hash) : undefined;
    return block.kind !== 'picture' || picture === undefined ? block : { ...block, data: picture.content.toString('base64') };
  });
}

export async function withPictures(db: Database, authorityId: number, report: Report): Promise<Report> {
  if (!report.sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'picture'))) return report;
  return { ...report, sections: await Promise.all(report.sections.map(async (section) => ({ ...section, blocks: await blocksWithPictures(db, authorityId, section.blocks) }))) };
}
