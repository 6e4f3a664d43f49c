import { crc32, inflateSync } from 'node:zlib';
import type { NoPicture, PictureSize } from './picture.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** All that it takes to draw a picture. Times, texts, profiles, places and the later pictures of a moving one are left out. */
const drawn: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'cHRM', 'IDAT', 'IEND']);
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

export function isPng(file: Buffer): boolean {
  return file.subarray(0, 8).equals(signature);
}

type Chunk = { readonly type: string; readonly data: Buffer; readonly whole: Buffer };

/** The chunks as far as the one that ends the picture; undefined where one is cut off or its sum is wrong. What stands behind is no part of it. */
function chunksOf(file: Buffer): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return undefined;
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return undefined;
}

/** How large a PNG says that it is, from its first chunk alone. */
export function sizeOfPng(file: Buffer): PictureSize | undefined {
  return file.length < 33 || file.toString('latin1', 12, 16) !== 'IHDR' ? undefined : { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** The picture alone, once it is known that it is whole: its lines unpack to exactly as much as its size takes. */
export function bareDrawingOfPng(file: Buffer): { readonly content: Buffer } | NoPicture {
  const chunks = chunksOf(file);
  const header = chunks?.[0];
  if (chunks === undefined || header?.type !== 'IHDR' || header.data.length !== 13 || chunks.filter(({ type }) => type === 'IHDR').length !== 1) return { because: 'damaged' };
  const [width, height, depth = 0, colour = 0, , , interlaced = 0] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4), ...header.data.subarray(8)];
  if (depths[colour]?.includes(depth) !== true || header.data[10] !== 0 || header.data[11] !== 0 || interlaced > 1) return { because: 'damaged' };
  const bits = depth * (channels[colour] ?? 0);
  const bytesOf = (columns: number, lines: number): number => (columns === 0 || lines === 0 ? 0 : lines * (1 + Math.ceil((columns * bits) / 8)));
  // Adam7: seven passes, each of every so many columns and lines.
  const passes = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;
  const expected = interlaced === 0 ? bytesOf(width, height) : passes.reduce((sum, [x, y, across, down]) => sum + bytesOf(Math.ceil(Math.max(0, width - x) / across), Math.ceil(Math.max(0, height - y) / down)), 0);
  try {
    const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
    if (inflateSync(packed, { maxOutputLength: expected }).length !== expected) return { because: 'damaged' };
  } catch {
    return { because: 'damaged' };
  }
  if (colour === 3 && !chunks.some(({ type }) => type === 'PLTE')) return { because: 'damaged' };
  return { content: Buffer.concat([signature, ...chunks.filter(({ type }) => drawn.has(type)).map(({ whole }) => whole)]) };
}
