import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** By how much something sealed is longer than what it was made of. */
export const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/** What was sealed was changed since, belongs somewhere else, or was sealed with another key. */
export class BrokenSealError extends Error {
  override name = 'BrokenSealError';
}

/** Encrypts with AES-256-GCM: nonce, ciphertext, tag. It opens only as what it is (`about`), so that it cannot be put in another's place. */
export function seal(key: Buffer, about: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws BrokenSealError */
export function unseal(key: Buffer, about: string, sealed: Buffer): Buffer {
  if (sealed.length < SEAL_BYTES) throw new BrokenSealError('too short to be sealed');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
  } catch (error) {
    throw new BrokenSealError('the seal is broken', { cause: error });
  }
  return plain;
}
