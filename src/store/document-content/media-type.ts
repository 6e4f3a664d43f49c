import { isMediaType, type MediaType } from '../../domain/documents.ts';
import { namesInCompoundFile } from './compound-file.ts';
import { textKind } from './text-kind.ts';
import { textOfEntry, type ZipEntry, zipEntries } from './zip-entries.ts';

export type RandomAccess = { readonly bytes: number; read(offset: number, length: number): Promise<Buffer> };

/** Why a file is not kept: what it holds. `unknown`: nothing that we know, or that may be kept. */
export type NotKept = 'empty' | 'macros' | 'locked' | 'archive' | 'program' | 'web page' | 'unknown';
export type Found = { readonly mediaType: MediaType } | { readonly notKept: NotKept };

const HEAD_BYTES = 1_048_576;
const LARGEST_PART_LIST = 1_048_576;
/** What file-type calls otherwise than we do. */
const sameAs: Readonly<Record<string, MediaType>> = {
  'audio/x-m4a': 'audio/mp4', 'audio/vnd.wave': 'audio/wav', 'audio/wave': 'audio/wav', 'audio/x-wav': 'audio/wav', 'image/heif': 'image/heic', 'video/x-m4v': 'video/mp4', 'audio/ogg; codecs=opus': 'audio/ogg', 'text/rtf': 'application/rtf',
};
const programs: ReadonlySet<string> = new Set(['application/x-msdownload', 'application/x-elf', 'application/x-mach-binary', 'application/x-ms-shortcut', 'application/vnd.microsoft.portable-executable', 'application/java-vm', 'application/wasm', 'application/x-sharedlib']);
const archives: ReadonlySet<string> = new Set(['application/gzip', 'application/x-gzip', 'application/x-7z-compressed', 'application/x-rar-compressed', 'application/vnd.rar', 'application/x-tar', 'application/x-bzip2', 'application/x-xz', 'application/zstd', 'application/vnd.ms-cab-compressed', 'application/x-compress', 'application/x-lzip', 'application/x-iso9660-image', 'application/java-archive']);

/** What a file is by what it holds. Its name decides only between kinds of plain text, and refuses what would run under it. */
export async function mediaTypeOf(file: RandomAccess, name: string): Promise<Found> {
  if (file.bytes === 0) return { notKept: 'empty' };
  const head = await file.read(0, HEAD_BYTES);
  if (head.length > 4 && head.readUInt32BE(0) === 0x50_4b_03_04) return officeOrArchive(file);
  const names = await namesInCompoundFile(file);
  if (names !== undefined) return olderOffice(names);
  // A program that draws itself as text has its mark in front all the same.
  const { fileTypeFromBuffer } = await import('file-type');
  const type = (await fileTypeFromBuffer(head))?.mime;
  if (type === undefined) return textKind(file, name);
  const known = sameAs[type] ?? type;
  if (programs.has(known)) return { notKept: 'program' };
  if (archives.has(known)) return { notKept: 'archive' };
  if (known === 'application/xml' || known === 'image/svg+xml' || known === 'text/html') return { notKept: 'web page' };
  // Read above by their parts, or from their text: nothing that only begins like one is taken for it.
  const byParts = known.startsWith('application/vnd.') || known === 'application/msword' || known.startsWith('text/') || known === 'message/rfc822';
  return isMediaType(known) && !byParts ? { mediaType: known } : { notKept: 'unknown' };
}

/** Word and Excel since 2007 and OpenDocument are ZIP files: told by the list of parts inside, and refused where they hold macros. */
async function officeOrArchive(file: RandomAccess): Promise<Found> {
  const entries = await zipEntries(file);
  if (entries === undefined) return { notKept: 'archive' };
  const entry = (name: string): ZipEntry | undefined => entries.find((one) => one.name === name);
  const contentTypes = entry('[Content_Types].xml');
  if (contentTypes !== undefined) {
    const parts = await textOfEntry(file, contentTypes, LARGEST_PART_LIST);
    if (parts === undefined) return { notKept: 'unknown' };
    if (/macroenabled|vbaproject|macrosheet/iu.test(parts) || entries.some(({ name }) => /vbaproject|vbadata|(?:^|\/)macrosheets\//iu.test(name))) return { notKept: 'macros' };
    if (parts.includes('wordprocessingml.document.main+xml')) return { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };
    if (parts.includes('spreadsheetml.sheet.main+xml')) return { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    return { notKept: 'unknown' };
  }
  const [first] = entries;
  if (first?.name === 'mimetype') {
    const type = (await textOfEntry(file, first, 200))?.trim();
    if (type !== 'application/vnd.oasis.opendocument.text' && type !== 'application/vnd.oasis.opendocument.spreadsheet') return { notKept: 'unknown' };
    if (entries.some(({ name }) => /^(?:Basic|Scripts)\/.+\.(?!xml$)|^Basic\/(?!script-lc\.xml).+\/(?!script-lb\.xml).+\.xml$|^Scripts\//u.test(name))) return { notKept: 'macros' };
    return { mediaType: type };
  }
  return { notKept: 'archive' };
}

function olderOffice(names: ReadonlySet<string>): Found {
  if (names.has('EncryptedPackage')) return { notKept: 'locked' };
  if (names.has('__properties_version1.0')) return { mediaType: 'application/vnd.ms-outlook' };
  if (['VBA', '_VBA_PROJECT', '_VBA_PROJECT_CUR', 'Macros'].some((name) => names.has(name))) return { notKept: 'macros' };
  if (names.has('WordDocument')) return { mediaType: 'application/msword' };
  if (names.has('Workbook') || names.has('Book')) return { mediaType: 'application/vnd.ms-excel' };
  return { notKept: 'unknown' };
}
