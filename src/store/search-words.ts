import { createHash } from 'node:crypto';
import type { Viewer } from '../domain/viewer.ts';
import type { Database } from './database.ts';
import { draftsOf, saveDraft } from './drafts.ts';

const FORM = 'search ';
/** What an address holds in the place of words that somebody searched for: they may name a child, and an address is kept by browsers and on the way. */
const inAddress = /^~[0-9a-f]{16}$/;

/** Keeps the words of a search for the one who searches, and gives what stands for them in an address. */
export async function keepSearchWords(database: Database, viewer: Viewer, words: string, at: Date): Promise<string> {
  const held = (await draftsOf(database, viewer, FORM)).find((one) => one.fields['words'] === words);
  // Of the words with the moment they were first typed in: nobody can try words out on an address.
  const key = held === undefined ? `~${createHash('sha256').update(`${viewer.accountId} ${at.getTime()} ${words}`).digest('hex').slice(0, 16)}` : held.form.slice(FORM.length);
  await saveDraft(database, viewer, `${FORM}${key}`, { words }, at);
  return key;
}

/** The words that an address stands for: the viewer's own search; undefined where it is none, somebody else's or forgotten. */
export async function searchWords(database: Database, viewer: Viewer, key: string): Promise<string | undefined> {
  if (!inAddress.test(key)) return undefined;
  return (await draftsOf(database, viewer, `${FORM}${key}`))[0]?.fields['words'];
}

export function standsForWords(typed: string): boolean {
  return inAddress.test(typed);
}

/** Forgets what was searched for before a day: an address kept longer than that asks for the words again. */
export async function forgetSearchWords(database: Database, authorityId: number, before: Date): Promise<void> {
  await database.deleteFrom('draft').where('authority_id', '=', authorityId).where('form', 'like', `${FORM}%`).where('saved_at', '<', before).execute();
}
