import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { RandomAccess } from './media-type.ts';

const inflate = promisify(inflateRaw);

export type ZipEntry = { readonly name: string; readonly method: number; readonly encrypted: boolean; readonly compressedBytes: number; readonly offset: number };

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const LONGEST_END = 65_557;
const LARGEST_DIRECTORY = 8_388_608;

/** What a ZIP file says that it holds, from the directory at its end; undefined where there is none that can be read, or one larger than any document has. */
export async function zipEntries(file: RandomAccess): Promise<readonly ZipEntry[] | undefined> {
  const tailFrom = Math.max(0, file.bytes - LONGEST_END);
  const tail = await file.read(tailFrom, LONGEST_END);
  let end = tail.length - 22;
  while (end >= 0 && !(tail.readUInt32LE(end) === END && end + 22 + tail.readUInt16LE(end + 20) === tail.length)) end -= 1;
  if (end < 0) return undefined;
  const [count, length, from] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  // Whatever stands between the directory and its end, or before the first entry, would be read otherwise by others.
  if (length > LARGEST_DIRECTORY || from + length !== tailFrom + end) return undefined;
  const directory = await file.read(from, length);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    const [nameLength, extraLength, commentLength] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength), method: directory.readUInt16LE(at + 10), encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      compressedBytes: directory.readUInt32LE(at + 20), offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return at === directory.length && entries.length === count ? entries : undefined;
}

/** The text of an entry; undefined where it cannot be read, or is longer than `most` bytes. */
export async function textOfEntry(file: RandomAccess, entry: ZipEntry, most: number): Promise<string | undefined> {
  if (entry.encrypted || entry.compressedBytes > most) return undefined;
  const head = await file.read(entry.offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) return undefined;
  const data = await file.read(entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), entry.compressedBytes);
  if (entry.method === 0) return data.toString('utf8');
  if (entry.method !== 8) return undefined;
  try {
    return (await inflate(data, { maxOutputLength: most })).toString('utf8');
  } catch {
    return undefined;
  }
}
