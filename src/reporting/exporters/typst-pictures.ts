import { dirname, join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFiles } from '../fonts/fonts.ts';
import type { Report, ReportPicture } from '../report-value.ts';

/** Where typst looks for files: nothing of ours but the letters is there. */
export const workspace = dirname(fontFiles[0] ?? '');

export function nameOfPicture({ hash, type }: Pick<ReportPicture, 'hash' | 'type'>): string {
  return `/picture-${hash}.${type}`;
}

/** Hands the pictures of a report to typst as files that are on no disk, for as long as it is at work. */
export function withPictureFiles<T>(compiler: NodeCompiler, { sections }: Report, work: () => T): T {
  for (const block of sections.flatMap(({ blocks }) => blocks)) if (block.kind === 'picture' && block.data !== undefined) compiler.mapShadow(join(workspace, nameOfPicture(block)), Buffer.from(block.data, 'base64'));
  try {
    return work();
  } finally {
    compiler.resetShadow();
  }
}
