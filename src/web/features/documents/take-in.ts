import type { Multipart, MultipartFile } from '@fastify/multipart';
import { isMediaType, keptFileName, mediaTypes, type MediaType, MOST_FILES } from '../../../domain/documents.ts';
import { type Scanned, scan, type ScannerPlace } from '../../../store/document-content/clamd.ts';
import { mediaTypeOf, type NotKept } from '../../../store/document-content/media-type.ts';
import { type SpooledFile, spool } from '../../../store/document-content/spooled-file.ts';
import type { CheckedFile } from '../../../store/documents.ts';

/** Why a file was refused. */
export type Refused = NotKept | 'too large' | 'infected' | 'cannot be checked';
export type RefusedFile = { readonly name: string; readonly because: Refused };
/** What a form brought: its fields, the files that may be kept, and those that may not. */
export type TakenIn = { readonly fields: ReadonlyMap<string, string>; readonly files: readonly CheckedFile[]; readonly refused: readonly RefusedFile[]; readonly tooMany: boolean };

export type Taking = { readonly key: Buffer; readonly authorityId: number; readonly caseId: number; readonly largestBytes: number; readonly clamav?: ScannerPlace };

/**
 * Takes in the files of a form one after another: each is encrypted to the disk as it arrives, then looked at. What was taken in is in `files` even if
 * the form breaks off: discard them after use.
 */
export async function takeIn(parts: AsyncIterator<Multipart, unknown, undefined>, taking: Taking, files: CheckedFile[]): Promise<TakenIn> {
  const fields = new Map<string, string>();
  const refused: RefusedFile[] = [];
  let tooMany = false;
  for (;;) {
    let next: IteratorResult<Multipart, unknown>;
    try {
      next = await parts.next();
    } catch (error) {
      if (!isLimit(error)) throw error;
      tooMany = true;
      break;
    }
    if (next.done === true) break;
    const part = next.value;
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields.set(part.fieldname, part.value);
      continue;
    }
    const taken = await takeInFile(part, taking);
    if (taken === undefined) continue;
    if ('because' in taken) refused.push(taken);
    else files.push(taken);
    if (files.length + refused.length > MOST_FILES) tooMany = true;
  }
  return { fields, files, refused, tooMany };
}

/** More files, fields or parts than a form of ours has. */
function isLimit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT'].includes(String(error.code));
}

/** Undefined for a field for files in which none was chosen. */
async function takeInFile({ filename, file }: MultipartFile, taking: Taking): Promise<CheckedFile | RefusedFile | undefined> {
  const name = filename ?? '';
  const measured = upTo(file, taking.largestBytes);
  const spooled = await spool(measured.pieces, taking.key, taking);
  const found = await lookAt(spooled, name, measured.tooLarge(), taking.clamav).catch(async (error: unknown) => {
    await spooled.discard();
    throw error;
  });
  if ('mediaType' in found) return { file: spooled, name: keptFileName(name, found.mediaType), mediaType: found.mediaType, scan: found.scan };
  await spooled.discard();
  return spooled.bytes === 0 && name === '' ? undefined : { name: shownName(name), because: found.refused };
}

type LookedAt = { readonly mediaType: MediaType; readonly scan: 'clean' | 'not scanned' } | { readonly refused: Refused };

async function lookAt(file: SpooledFile, name: string, tooLarge: boolean, clamav: ScannerPlace | undefined): Promise<LookedAt> {
  if (tooLarge) return { refused: 'too large' };
  const found = await mediaTypeOf(file, name);
  if ('notKept' in found) return { refused: found.notKept };
  const scanned: Scanned | undefined = clamav === undefined ? undefined : await scan(clamav, file.plain());
  if (scanned !== undefined && scanned !== 'clean') return { refused: scanned };
  return { mediaType: found.mediaType, scan: scanned ?? 'not scanned' };
}

/** Lets as much of a file through as it may have; the rest runs out unread. */
function upTo(file: AsyncIterable<Buffer> & { readonly truncated?: boolean }, most: number): { readonly pieces: AsyncIterable<Buffer>; tooLarge(): boolean } {
  let bytes = 0;
  return {
    pieces: (async function* () {
      for await (const piece of file) {
        bytes += piece.length;
        if (bytes <= most) yield piece;
      }
    })(),
    tooLarge: () => bytes > most || file.truncated === true,
  };
}

/** A refused file's name as its sender reads it again. */
function shownName(name: string): string {
  const shown = name.split(/[/\\]/u).at(-1)?.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim() ?? '';
  return shown === '' ? 'The file' : (/^.{1,120}/su.exec(shown)?.[0] ?? shown);
}

/** What is said of a refused file, beside the field and in the summary. */
export function refusedInWords({ name, because }: RefusedFile, megabytes: number): string {
  switch (because) {
    case 'empty': return `${name} is empty`;
    case 'too large': return `${name} must be smaller than ${megabytes} MB`;
    case 'infected': return `${name} holds a virus and was not kept. Tell your IT service`;
    case 'cannot be checked': return `${name} cannot be checked for viruses now, and was not kept. Try again in a few minutes`;
    case 'macros': return `${name} holds macros (programs inside a document). Save it without them, for example as a PDF, and add that`;
    case 'locked': return `${name} is locked with a password. Take the password off and add it again`;
    case 'archive': return `${name} is a folder of files packed together, or a damaged Office file. Unpack it and add what is inside`;
    case 'program': return `${name} is a program or a script, and cannot be kept`;
    case 'web page': return `${name} holds a web page or drawing that can run programs. Save it as a PDF and add that`;
    case 'unknown': return `${name} is not a kind of file that can be kept. Save it as a PDF and add that`;
    default: return because satisfies never;
  }
}

/** What a browser offers to choose from. It is a help and no check. */
export const acceptedFiles: string = Object.entries(mediaTypes).flatMap(([type, { endings }]) => (isMediaType(type) ? endings.map((ending) => `.${ending}`) : [])).join(',');
