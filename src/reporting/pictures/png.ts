import { crc32, inflateSync } from 'node:zlib';
import type { NoPicture, PictureSize } from './picture.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

/** In bytes: a picture of 50 million dots and 8 bits a colour. */
const mostUnpacked = 201_000_000;

export function isPng(file: Buffer): boolean {
  return file.subarray(0, 8).equals(signature);
}

type Chunk = { readonly type: string; readonly data: Buffer };

/** The chunks as far as the one that ends the picture; undefined where one is cut off or its sum is wrong. What stands behind is no part of it. */
function chunksOf(file: Buffer): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return undefined;
    chunks.push({ type, data: file.subarray(at + 8, end - 4) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return undefined;
}

/** How large a PNG says that it is, from its first chunk alone. */
export function sizeOfPng(file: Buffer): PictureSize | undefined {
  return file.length < 33 || file.toString('latin1', 12, 16) !== 'IHDR' ? undefined : { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** The picture alone, once it is known that it is whole: its lines unpack to exactly as much as its size takes. A program that draws it may end all of Candour where it is not. */
export function bareDrawingOfPng(file: Buffer): { readonly content: Buffer } | NoPicture {
  const chunks = chunksOf(file);
  const header = chunks?.[0];
  if (chunks === undefined || header?.type !== 'IHDR' || header.data.length !== 13 || chunks.filter(({ type }) => type === 'IHDR').length !== 1) return { because: 'damaged' };
  const [width, height, depth = 0, colour = 0, , , interlaced = 0] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4), ...header.data.subarray(8)];
  if (depths[colour]?.includes(depth) !== true || header.data[10] !== 0 || header.data[11] !== 0 || interlaced > 1) return { because: 'damaged' };
  const beside = besideLines(chunks, depth, colour);
  const bits = depth * (channels[colour] ?? 0);
  // Adam7: seven passes, each of every so many columns and lines.
  const passes = interlaced === 0 ? [[0, 0, 1, 1]] as const : [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;
  const stretches = passes.map(([x, y, across, down]) => ({ columns: Math.ceil(Math.max(0, width - x) / across), lines: Math.ceil(Math.max(0, height - y) / down) }))
    .map(({ columns, lines }) => ({ lines: columns === 0 ? 0 : lines, bytes: 1 + Math.ceil((columns * bits) / 8) }));
  if (stretches.reduce((sum, { lines, bytes }) => sum + lines * bytes, 0) > mostUnpacked) return { because: 'too many dots' };
  const packed = linesOf(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)), stretches);
  if (beside === undefined || packed === undefined) return { because: 'damaged' };
  return { content: Buffer.concat([signature, ...[header, ...beside, { type: 'IDAT', data: packed }, { type: 'IEND', data: Buffer.alloc(0) }].map(written)]) };
}

/** In the order in which they stand in a file. */
const colours: readonly string[] = ['gAMA', 'sRGB', 'cHRM', 'PLTE', 'tRNS'];

/**
 * How a picture's colours are meant, before its lines: all besides those that it takes to draw it. Times, texts, profiles, places and the later pictures of
 * a moving one are left out. Undefined where one cannot be: PNG, third edition, 11.2 and 11.3.
 */
function besideLines(chunks: readonly Chunk[], depth: number, colour: number): readonly Chunk[] | undefined {
  const kept = chunks.slice(0, chunks.findIndex(({ type }) => type === 'IDAT')).filter(({ type }) => colours.includes(type));
  const dataOf = (type: string): Buffer | undefined => kept.find((one) => one.type === type)?.data;
  const [palette, transparent] = [dataOf('PLTE')?.length, dataOf('tRNS')?.length];
  const right = new Set(kept.map(({ type }) => type)).size === kept.length && [undefined, 4].includes(dataOf('gAMA')?.length) && [undefined, 1].includes(dataOf('sRGB')?.length) && [undefined, 32].includes(dataOf('cHRM')?.length)
    && (palette === undefined ? colour !== 3 : palette > 0 && palette % 3 === 0 && palette <= 3 * 2 ** (colour === 3 ? depth : 8) && (colour & 2) !== 0)
    && (transparent === undefined || (colour === 0 && transparent === 2) || (colour === 2 && transparent === 6) || (colour === 3 && palette !== undefined && transparent <= palette / 3));
  return right ? kept.toSorted((a, b) => colours.indexOf(a.type) - colours.indexOf(b.type)) : undefined;
}

/** The packed lines of a picture without what stands behind them; undefined where they unpack to anything but its lines, each begun by one of five numbers. */
function linesOf(packed: Buffer, stretches: readonly { readonly lines: number; readonly bytes: number }[]): Buffer | undefined {
  const expected = stretches.reduce((sum, { lines, bytes }) => sum + lines * bytes, 0);
  try {
    const { buffer, engine } = inflateSync(packed, { maxOutputLength: expected, info: true }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
    if (buffer.length !== expected) return undefined;
    let at = 0;
    for (const { lines, bytes } of stretches) {
      for (const end = at + lines * bytes; at < end; at += bytes) if ((buffer[at] ?? 0) > 4) return undefined;
    }
    return packed.subarray(0, engine.bytesWritten);
  } catch {
    return undefined;
  }
}

function written({ type, data }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
