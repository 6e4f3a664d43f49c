import { createHash, randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

const MINUTES = 10;

/** A sign-in under way at the provider. `returnTo`: our address that it was given, `goTo`: the page to show at the end. */
export type SignInAttempt = { readonly state: string; readonly nonce: string; readonly codeVerifier: string; readonly returnTo: string; readonly goTo: string };

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Keeps an attempt for ten minutes, and gives the token for the cookie of the browser that begins it. */
export async function beginAttempt(database: Database, authorityId: number, attempt: SignInAttempt, at: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await forgetAttempts(database, authorityId, at);
  await database.insertInto('sign_in_attempt').values({
    authority_id: authorityId, attempt_hash: hashOf(token), state: attempt.state, nonce: attempt.nonce, code_verifier: attempt.codeVerifier, return_to: attempt.returnTo, go_to: attempt.goTo, begun_at: at,
  }).execute();
  return token;
}

/** Takes away what cannot come back any more: it holds the page that somebody was on the way to. */
export async function forgetAttempts(database: Database, authorityId: number, at: Date): Promise<void> {
  await database.deleteFrom('sign_in_attempt').where('authority_id', '=', authorityId).where('begun_at', '<', new Date(at.getTime() - MINUTES * 60_000)).execute();
}

/** The attempt of a browser's token, which serves this once; `expired` where it took longer than ten minutes or came back before; undefined where the browser has none. */
export async function takeAttempt(database: Database, authorityId: number, token: string | undefined, at: Date): Promise<SignInAttempt | 'expired' | undefined> {
  if (token === undefined) return undefined;
  const row = await database.deleteFrom('sign_in_attempt').where('authority_id', '=', authorityId).where('attempt_hash', '=', hashOf(token)).returningAll().executeTakeFirst();
  if (row === undefined || at.getTime() - row.begun_at.getTime() > MINUTES * 60_000) return 'expired';
  return { state: row.state, nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to, goTo: row.go_to };
}
