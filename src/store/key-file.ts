import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { PlainError } from '../domain/plain-error.ts';
import { fileError } from './file-error.ts';

/** Where the key stands with which the keys of the cases are encrypted. `ours`: Candour makes it where there is none yet. */
export type KeyFile = { readonly path: string; readonly ours: boolean };

export const KEY_FILE_NAME = 'document-key';
const KEY_BYTES = 32;
const TO_MAKE_ONE = '`openssl rand -base64 32` makes one. Keep a copy apart from the copies of the database: without it no document can be opened again.';

/** The key file of a server's database, by CANDOUR_KEY_FILE; undefined where that is not set. Whether it is any good shows when a document is first needed. */
export function keyFileOfServer(named = process.env['CANDOUR_KEY_FILE']): KeyFile | undefined {
  return named === undefined || named === '' ? undefined : { path: named, ours: false };
}

/** Why documents cannot be added or opened with it, in a sentence, as far as the file itself tells; undefined where it can be used, or will be made. */
export async function whatIsWrongWith(keyFile: KeyFile | undefined): Promise<string | undefined> {
  if (keyFile?.ours === true) return undefined;
  try {
    if (keyFile === undefined) throw noKeyFile();
    await readKeyFile(keyFile);
    return undefined;
  } catch (error) {
    if (error instanceof PlainError) return error.message;
    throw error;
  }
}

/** The key in a file. @throws PlainError where there is none, or it is not a key. */
export async function readKeyFile({ path, ours }: KeyFile): Promise<Buffer> {
  if (!isAbsolute(path)) throw new PlainError(`CANDOUR_KEY_FILE should be an absolute path, and is '${path}'.`);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw fileError(error, path, 'read');
    throw new PlainError(ours
      ? `The key file ${path} is gone, and the documents were encrypted with it. Put it back from its copy. Nothing was changed.`
      : `There is no key file ${path}, and documents are kept encrypted. ${TO_MAKE_ONE}`, { cause: error });
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES || key.toString('base64') !== text.trim()) throw new PlainError(`${path} is not a key file: it should hold ${KEY_BYTES} random bytes in base64, on one line. ${ours ? 'Put it back from its copy.' : TO_MAKE_ONE} Nothing was changed.`);
  return key;
}

/** Makes a key file, whole or not at all; where another process has made it first, theirs stays. */
export async function makeKeyFile({ path }: KeyFile): Promise<void> {
  const making = `${path}.${randomUUID()}`;
  try {
    const file = await open(making, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(making, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } catch (error) {
    throw fileError(error, path, 'written');
  } finally {
    await rm(making, { force: true });
  }
}

export async function keyFileIsThere({ path }: KeyFile): Promise<boolean> {
  try {
    await (await open(path, 'r')).close();
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw fileError(error, path, 'read');
  }
}

/** Said where no key file is named, and a document is to be added or opened. */
export function noKeyFile(): PlainError {
  return new PlainError(`Documents are kept encrypted, and this Candour has no key: set CANDOUR_KEY_FILE to the absolute path of a key file. ${TO_MAKE_ONE}`);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
