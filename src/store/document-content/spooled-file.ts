import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEAL_BYTES, seal, unseal } from './sealed.ts';

/** How much of a file is encrypted at once, and so about how much of it stands in memory. */
export const CHUNK_BYTES = 1_048_576;

/** Whose content a chunk is. */
export type ContentOf = { readonly authorityId: number; readonly caseId: number; readonly content: string };

/** What a chunk is sealed as: it opens in its own place alone, and the last one as the last, so that none can be left out, moved or cut off. */
export function chunkAbout({ authorityId, caseId, content }: ContentOf, chunk: number, last: boolean): string {
  return `document chunk ${authorityId}/${caseId}/${content}/${chunk}/${last ? 'last' : 'more'}`;
}

/** A file as it came in, encrypted on the disk with its case's key until it is kept or refused. */
export type SpooledFile = {
  readonly content: string; readonly bytes: number; readonly sha256: string; readonly chunks: number;
  sealedChunk(chunk: number): Promise<Buffer>;
  /** From anywhere in the file; shorter where the file ends first. */
  read(offset: number, length: number): Promise<Buffer>;
  plain(): AsyncGenerator<Buffer>;
  discard(): Promise<void>;
};

/** Takes a file in piece by piece: no more than two chunks of it stand in memory, and nothing of it on the disk in the clear. Discard it after use. */
export async function spool(source: AsyncIterable<Buffer>, key: Buffer, of: { readonly authorityId: number; readonly caseId: number }): Promise<SpooledFile> {
  const content = randomUUID();
  const about = { ...of, content };
  const path = join(tmpdir(), `candour-${content}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    // Where the system lets an open file be deleted it is gone even if Candour is killed.
    if (process.platform !== 'win32') await rm(path);
    const hash = createHash('sha256');
    let bytes = 0;
    let chunks = 0;
    let waiting: Buffer = Buffer.alloc(0);
    const put = async (plain: Buffer, last: boolean) => {
      await file.write(seal(key, chunkAbout(about, chunks, last), plain));
      chunks += 1;
    };
    for await (const piece of inPieces(source)) {
      hash.update(piece);
      bytes += piece.length;
      if (waiting.length > 0) await put(waiting, false);
      waiting = piece;
    }
    if (waiting.length > 0) await put(waiting, true);
    return spooled(file, path, key, about, { bytes, chunks, sha256: hash.digest('hex') });
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** The same bytes in pieces of one chunk each; the last may be shorter. */
async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let piece = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for await (const part of source) {
    for (let from = 0; from < part.length; ) {
      const taken = part.copy(piece, filled, from);
      filled += taken;
      from += taken;
      if (filled < CHUNK_BYTES) continue;
      yield piece;
      piece = Buffer.allocUnsafe(CHUNK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

function spooled(file: FileHandle, path: string, key: Buffer, about: ContentOf, { bytes, chunks, sha256 }: { readonly bytes: number; readonly chunks: number; readonly sha256: string }): SpooledFile {
  let lastRead: { readonly chunk: number; readonly plain: Buffer } | undefined;
  const sealedChunk = async (chunk: number): Promise<Buffer> => {
    const length = Math.min(CHUNK_BYTES, bytes - chunk * CHUNK_BYTES) + SEAL_BYTES;
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, chunk * (CHUNK_BYTES + SEAL_BYTES));
    if (bytesRead !== length) throw new Error('a spooled file is shorter than what was written');
    return buffer;
  };
  const plainChunk = async (chunk: number): Promise<Buffer> => {
    if (lastRead?.chunk === chunk) return lastRead.plain;
    const plain = unseal(key, chunkAbout(about, chunk, chunk === chunks - 1), await sealedChunk(chunk));
    lastRead = { chunk, plain };
    return plain;
  };
  return {
    content: about.content, bytes, chunks, sha256, sealedChunk,
    async read(offset, length) {
      const parts: Buffer[] = [];
      const end = Math.min(bytes, offset + length);
      for (let at = Math.max(0, offset); at < end; ) {
        const chunk = Math.floor(at / CHUNK_BYTES);
        const part = (await plainChunk(chunk)).subarray(at - chunk * CHUNK_BYTES, end - chunk * CHUNK_BYTES);
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    },
    async* plain() {
      for (let chunk = 0; chunk < chunks; chunk += 1) yield await plainChunk(chunk);
    },
    async discard() {
      lastRead = undefined;
      await file.close();
      await rm(path, { force: true });
    },
  };
}
