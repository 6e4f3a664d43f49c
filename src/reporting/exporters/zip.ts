import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { zipEntries } from '../../store/document-content/zip-entries.ts';

/** The parts of an Office file by their paths. */
export type ZipParts = ReadonlyMap<string, Buffer>;

const LOCAL = 0x04_03_4b_50;

/** Everything in a ZIP file; undefined where it cannot be read, is locked, or would unpack to more than `most` bytes. */
export async function unzipped(zip: Buffer, most: number): Promise<ZipParts | undefined> {
  const entries = await zipEntries({ bytes: zip.length, read: async (offset, length) => zip.subarray(offset, offset + length) });
  if (entries === undefined) return undefined;
  const parts = new Map<string, Buffer>();
  let left = most;
  for (const { name, method, encrypted, compressedBytes, offset } of entries) {
    if (encrypted || offset + 30 > zip.length || zip.readUInt32LE(offset) !== LOCAL) return undefined;
    const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const packed = zip.subarray(from, from + compressedBytes);
    let plain: Buffer;
    try {
      plain = method === 8 ? inflateRawSync(packed, { maxOutputLength: Math.max(1, left) }) : packed;
    } catch {
      return undefined;
    }
    if ((method !== 0 && method !== 8) || plain.length > left) return undefined;
    left -= plain.length;
    parts.set(name, plain);
  }
  return parts;
}

/** A ZIP file of these parts, in their order and without times: the same parts give the same bytes. */
export function zipOf(parts: ZipParts): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, plain] of parts) {
    const path = Buffer.from(name);
    const packed = deflateRawSync(plain);
    // Version 2.0, names in UTF-8, deflated, and 1 January 1980, the earliest day that the format knows.
    const common = Buffer.alloc(26);
    [[20, 0], [0x08_00, 2], [8, 4], [0, 6], [0x00_21, 8]].forEach(([value = 0, at = 0]) => common.writeUInt16LE(value, at));
    [[crc32(plain), 10], [packed.length, 14], [plain.length, 18]].forEach(([value = 0, at = 0]) => common.writeUInt32LE(value, at));
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([uint32(LOCAL), common, path]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([uint32(0x02_01_4b_50), Buffer.from([20, 0]), common, tail, path]));
    bodies.push(local, packed);
    offset += local.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
