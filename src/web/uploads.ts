import multipart, { type Multipart } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MOST_FILES, MOST_LARGEST_MEGABYTES } from '../domain/documents.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads forms with files. To any other they are refused. */
    takesFiles?: true;
  }
  interface FastifyRequest {
    /** What follows the token in a form with files, as it arrives; null for any other form. */
    laterParts: AsyncIterator<Multipart, unknown, undefined> | null;
  }
}

const LARGEST_FIELD_BYTES = 20_000;
const MOST_FIELDS = 20;

/** Lets forms bring files. Nothing of one is read before it is known to be sent from here: its token has to be its first part. */
export function takeUploads(app: FastifyInstance): void {
  app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: MOST_LARGEST_MEGABYTES * 1_000_000 + 1, files: MOST_FILES, fields: MOST_FIELDS, fieldSize: LARGEST_FIELD_BYTES, parts: MOST_FILES + MOST_FIELDS, headerPairs: 20 },
  });
  app.decorateRequest('laterParts', null);
}

/** The token that a form with files brings as its first part; undefined where it brings none there, or its route takes no files. */
export async function tokenOfUpload(request: FastifyRequest): Promise<string | undefined> {
  if (request.routeOptions.config.takesFiles !== true) return undefined;
  const parts = request.parts()[Symbol.asyncIterator]();
  try {
    const first = await parts.next();
    if (first.done === true || first.value.type !== 'field' || first.value.fieldname !== 'formToken' || typeof first.value.value !== 'string') return undefined;
    request.laterParts = parts;
    return first.value.value;
  } catch {
    return undefined;
  }
}

/** Lets the rest of a form run out unread, so that its sender gets the answer. */
export function dropUpload(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

/** A form with files that broke off, or is not put together as browsers do it: nothing of ours is wrong. */
export function isBrokenForm(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return ['FST_MP_PREMATURE_CLOSE', 'FST_PROTO_VIOLATION', 'FST_INVALID_JSON_FIELD_ERROR', 'ECONNRESET'].includes(code) || /^(?:Unexpected end of multipart data|Part terminated early|Multipart: Boundary not found|Malformed|aborted)/u.test(error.message);
}

/** The one file of a form, held in memory as far as `largestBytes`. Nothing of it is written to the disk. */
export async function oneFile(parts: AsyncIterator<Multipart, unknown, undefined> | null, largestBytes: number): Promise<Buffer | 'none chosen' | 'too large'> {
  return (await fieldsAndFile(parts, largestBytes)).file;
}

/** The same with the other fields of the form, which come before the file. */
export async function fieldsAndFile(parts: AsyncIterator<Multipart, unknown, undefined> | null, largestBytes: number): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly file: Buffer | 'none chosen' | 'too large' }> {
  const fields: Record<string, string> = {};
  for (let next = await parts?.next(); next !== undefined && next.done !== true; next = await parts?.next()) {
    const part = next.value;
    if (part.type !== 'file') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      continue;
    }
    const taken: Buffer[] = [];
    let bytes = 0;
    for await (const piece of part.file as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes <= largestBytes) taken.push(piece);
    }
    if (bytes > largestBytes) return { fields, file: 'too large' };
    // A browser sends an empty file without a name where none was chosen.
    if (bytes > 0 || part.filename !== '') return { fields, file: Buffer.concat(taken) };
  }
  return { fields, file: 'none chosen' };
}
