import type { RandomAccess } from './media-type.ts';

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const LAST_SECTOR = 0xff_ff_ff_fa;
const ENTRY_BYTES = 128;
const MOST_DIRECTORY_SECTORS = 4096;

/**
 * The names of all streams and storages in a compound file (what Word, Excel and Outlook wrote before 2007, and still write for mail and for what is
 * locked by a password); undefined where it is none, or is damaged. Source: [MS-CFB].
 */
export async function namesInCompoundFile(file: RandomAccess): Promise<ReadonlySet<string> | undefined> {
  const header = await file.read(0, 512);
  if (header.length < 512 || !header.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return undefined;
  const sectorBytes = 2 ** shift;
  const sector = (number: number) => file.read((number + 1) * sectorBytes, sectorBytes);
  const links = sectorBytes / 4;
  const tables = await allocationTables(header, sector, links);
  const names = new Set<string>();
  let next = header.readUInt32LE(48);
  for (let read = 0; next < LAST_SECTOR; read += 1) {
    const directory = await sector(next);
    const table = tables[Math.floor(next / links)];
    if (read >= MOST_DIRECTORY_SECTORS || directory.length < sectorBytes || table === undefined) return undefined;
    for (let at = 0; at < sectorBytes; at += ENTRY_BYTES) {
      const length = directory.readUInt16LE(at + 64);
      if (directory.readUInt8(at + 66) !== 0 && length >= 2 && length <= 64) names.add(directory.toString('utf16le', at, at + length - 2));
    }
    const allocation = await sector(table);
    if (allocation.length < sectorBytes) return undefined;
    next = allocation.readUInt32LE((next % links) * 4);
  }
  return names;
}

/** Which sectors say where each sector goes on: 109 of them named in the header, the rest in a chain of their own. */
async function allocationTables(header: Buffer, sector: (number: number) => Promise<Buffer>, links: number): Promise<number[]> {
  const tables: number[] = [];
  for (let at = 76; at < 512; at += 4) tables.push(header.readUInt32LE(at));
  let next = header.readUInt32LE(68);
  for (let read = 0; next < LAST_SECTOR && read < MOST_DIRECTORY_SECTORS; read += 1) {
    const more = await sector(next);
    if (more.length < links * 4) break;
    for (let at = 0; at < (links - 1) * 4; at += 4) tables.push(more.readUInt32LE(at));
    next = more.readUInt32LE((links - 1) * 4);
  }
  return tables;
}
