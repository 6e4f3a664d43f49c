import { createHmac, randomBytes } from 'node:crypto';
import { PlainError } from '../domain/plain-error.ts';
import type { Database } from './database.ts';
import { BrokenSealError, seal, unseal } from './document-content/sealed.ts';
import { type KeyFile, keyFileIsThere, makeKeyFile, noKeyFile, readKeyFile } from './key-file.ts';

const KEY_BYTES = 32;

/**
 * The keys of the cases: one for each case that has documents, random, kept in the database encrypted with the master key of the key file.
 * A key file that is not the one the documents were encrypted with is refused before anything is written.
 */
export class CaseKeys {
  readonly #keyFile: KeyFile | undefined;
  #master: { readonly key: Buffer; readonly fingerprint: Buffer } | undefined;

  constructor(keyFile: KeyFile | undefined) {
    this.#keyFile = keyFile;
  }

  /** The key of a case that has documents; undefined where it has none, or they were erased. @throws PlainError where the key file cannot be used. */
  async keyOf(database: Database, authorityId: number, caseId: number): Promise<Buffer | undefined> {
    const row = await database.selectFrom('case_key').select('sealed').where('authority_id', '=', authorityId).where('case_id', '=', caseId).executeTakeFirst();
    return row === undefined ? undefined : this.#open(await this.#masterOf(database, authorityId), authorityId, caseId, row.sealed);
  }

  /** The key of a case, made where it has none yet. Two who make it at once get the same. @throws PlainError where the key file cannot be used. */
  async keyToAddWith(database: Database, authorityId: number, caseId: number): Promise<Buffer> {
    const master = await this.#masterOf(database, authorityId);
    const sealed = seal(master, aboutKey(authorityId, caseId), randomBytes(KEY_BYTES));
    await database.insertInto('case_key').values({ authority_id: authorityId, case_id: caseId, sealed }).onConflict((conflict) => conflict.doNothing()).execute();
    const row = await database.selectFrom('case_key').select('sealed').where('authority_id', '=', authorityId).where('case_id', '=', caseId).executeTakeFirstOrThrow();
    return this.#open(master, authorityId, caseId, row.sealed);
  }

  /** Makes sure that documents can be added, before somebody chooses them. @throws PlainError where the key file cannot be used. */
  async prepare(database: Database, authorityId: number): Promise<void> {
    await this.#masterOf(database, authorityId);
  }

  #open(master: Buffer, authorityId: number, caseId: number, sealed: Buffer): Buffer {
    try {
      return unseal(master, aboutKey(authorityId, caseId), sealed);
    } catch (error) {
      if (error instanceof BrokenSealError) throw new PlainError('The key of this case’s documents is not what was kept: somebody has changed the database. Put it back from a copy.', { cause: error });
      throw error;
    }
  }

  async #masterOf(database: Database, authorityId: number): Promise<Buffer> {
    const keyFile = this.#keyFile;
    if (keyFile === undefined) throw noKeyFile();
    const rows = await database.selectFrom('document_master').selectAll().execute();
    if (this.#master === undefined) {
      if (keyFile.ours && rows.length === 0 && !(await keyFileIsThere(keyFile))) await makeKeyFile(keyFile);
      const key = await readKeyFile(keyFile);
      this.#master = { key, fingerprint: fingerprintOf(key) };
    }
    const { key, fingerprint } = this.#master;
    if (rows.some((row) => !row.fingerprint.equals(fingerprint))) throw this.#wrong(keyFile);
    if (!rows.some((row) => row.authority_id === authorityId)) {
      await database.insertInto('document_master').values({ authority_id: authorityId, fingerprint }).onConflict((conflict) => conflict.doNothing()).execute();
      const kept = await database.selectFrom('document_master').select('fingerprint').where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
      if (!kept.fingerprint.equals(fingerprint)) throw this.#wrong(keyFile);
    }
    return key;
  }

  #wrong({ path }: KeyFile): PlainError {
    // It is read again next time, when the right one may be there.
    this.#master = undefined;
    return new PlainError(`${path} is not the key file with which the documents on record were encrypted. Put the right one back from its copy. Nothing was changed.`);
  }
}

function aboutKey(authorityId: number, caseId: number): string {
  return `case key ${authorityId}/${caseId}`;
}

function fingerprintOf(key: Buffer): Buffer {
  return createHmac('sha256', key).update('candour document key').digest().subarray(0, 16);
}
