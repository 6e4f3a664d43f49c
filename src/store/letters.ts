import { type Selectable, sql, type Updateable } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import { keptPeople } from './kept-people.ts';
import { tellOfLetter } from './notices.ts';
import { formSentBefore, keepOutcome } from './sent-forms.ts';
import type { LetterTable } from './tables.ts';

export const waysOfSending = ['post', 'email', 'by_hand', 'portal'] as const;
export type WayOfSending = (typeof waysOfSending)[number];

/** A letter of a case as it is kept. `text`: the whole of it, undefined once it was erased. `state`: what was sent never changes. */
export type KeptLetter = {
  readonly caseId: number; readonly letter: number; readonly kind: string; readonly version: number; readonly text?: unknown; readonly writtenBy: readonly number[]; readonly changedAt: Date;
} & (
  | { readonly state: 'draft' }
  | { readonly state: 'approved'; readonly approvedBy: number }
  | { readonly state: 'sent'; readonly approvedBy?: number; readonly sentOn: Day; readonly sentBy: number; readonly sentHow: WayOfSending }
);

function letterOf(row: Selectable<LetterTable>): KeptLetter {
  const kept = { caseId: row.case_id, letter: row.letter, kind: row.kind, version: row.version, writtenBy: row.written_by, changedAt: row.changed_at, ...(row.text === null ? {} : { text: row.text }) };
  const approved = row.approved_by === null ? {} : { approvedBy: row.approved_by };
  if (row.sent_on !== null && row.sent_by !== null) return { ...kept, ...approved, state: 'sent', sentOn: row.sent_on, sentBy: row.sent_by, sentHow: waysOfSending.find((way) => way === row.sent_how) ?? 'post' };
  return row.approved_by === null ? { ...kept, state: 'draft' } : { ...kept, state: 'approved', approvedBy: row.approved_by };
}

export async function lettersOf(database: Database, authorityId: number, caseId: number): Promise<KeptLetter[]> {
  return (await database.selectFrom('letter').selectAll().where('authority_id', '=', authorityId).where('case_id', '=', caseId).orderBy('letter').execute()).map(letterOf);
}

export async function findLetter(database: Database, authorityId: number, caseId: number, letter: number): Promise<KeptLetter | undefined> {
  const row = await database.selectFrom('letter').selectAll().where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('letter', '=', letter).executeTakeFirst();
  return row && letterOf(row);
}

/** Begins a letter, once for each form, and gives its number in the case. */
export async function addLetter(database: Database, viewer: Viewer, caseId: number, form: string, kind: string, text: unknown, at: Date): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    const before = await formSentBefore(transaction, authorityId, form, accountId);
    if (before !== undefined) return Number(before);
    // Two who begin a letter at once must not give it the same number.
    await transaction.selectFrom('case_index').select('case_id').where('authority_id', '=', authorityId).where('case_id', '=', caseId).forUpdate().executeTakeFirstOrThrow();
    const { last } = await transaction.selectFrom('letter').select((select) => select.fn.max<number | null>('letter').as('last')).where('authority_id', '=', authorityId).where('case_id', '=', caseId).executeTakeFirstOrThrow();
    const letter = (last ?? 0) + 1;
    await transaction.insertInto('letter').values({ authority_id: authorityId, case_id: caseId, letter, kind, text: JSON.stringify(text), written_by: [accountId], changed_at: at }).execute();
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, caseId, detail: { act: 'letter begun', letter, kind } });
    await tellOfLetter(transaction, viewer, caseId, letter, at);
    await keepOutcome(transaction, authorityId, form, String(letter));
    return letter;
  });
}

/** Which letter, and as it stood when its reader saw it. */
export type SeenLetter = { readonly caseId: number; readonly letter: number; readonly version: number };
type Change = { readonly done: 'changed' | 'approved' | 'sent' } | { readonly done: 'moved on' };

/** Changes a letter that nobody changed since it was seen; one that was sent, never. */
async function change(database: Database, viewer: Viewer, seen: SeenLetter, act: string, at: Date, values: (row: Selectable<LetterTable>) => Updateable<LetterTable>): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    const row = await transaction.selectFrom('letter').selectAll().where('authority_id', '=', authorityId).where('case_id', '=', seen.caseId).where('letter', '=', seen.letter).forUpdate().executeTakeFirst();
    if (row === undefined || row.version !== seen.version || row.sent_at !== null) return false;
    await transaction.updateTable('letter').set({ ...values(row), version: row.version + 1 }).where('authority_id', '=', authorityId).where('case_id', '=', seen.caseId).where('letter', '=', seen.letter).execute();
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, caseId: seen.caseId, detail: { act, letter: seen.letter } });
    if (act === 'letter written') await tellOfLetter(transaction, viewer, seen.caseId, seen.letter, at);
    return true;
  });
}

/** Writes a letter anew. Whoever approved what it was has not approved what it is. */
export async function writeLetter(database: Database, viewer: Viewer, seen: SeenLetter, text: unknown, at: Date): Promise<Change> {
  const changed = await change(database, viewer, seen, 'letter written', at, (row) => ({ text: JSON.stringify(text), written_by: [...new Set([...row.written_by, viewer.accountId])], changed_at: at, approved_by: null, approved_at: null }));
  return { done: changed ? 'changed' : 'moved on' };
}

export async function approveLetter(database: Database, viewer: Viewer, seen: SeenLetter, at: Date): Promise<Change> {
  const changed = await change(database, viewer, seen, 'letter approved', at, () => ({ approved_by: viewer.accountId, approved_at: at }));
  return { done: changed ? 'approved' : 'moved on' };
}

/** Keeps a letter as it was sent: from here on it cannot change. */
export async function sendLetter(database: Database, viewer: Viewer, seen: SeenLetter, sent: { readonly on: Day; readonly how: WayOfSending }, at: Date): Promise<Change> {
  const changed = await change(database, viewer, seen, 'letter sent', at, () => ({ sent_on: sent.on, sent_how: sent.how, sent_by: viewer.accountId, sent_at: at }));
  return { done: changed ? 'sent' : 'moved on' };
}

/** Takes out a letter that was not sent. */
export async function discardLetter(database: Database, viewer: Viewer, seen: SeenLetter, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    const gone = await transaction.deleteFrom('letter').where('authority_id', '=', authorityId).where('case_id', '=', seen.caseId).where('letter', '=', seen.letter)
      .where('version', '=', seen.version).where('sent_at', 'is', null).executeTakeFirst();
    if (gone.numDeletedRows === 0n) return false;
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, caseId: seen.caseId, detail: { act: 'letter discarded', letter: seen.letter } });
    return true;
  });
}

/** Erases what the letters of a case say; that they were sent, when and how, stays. Gives how many. */
export async function eraseLetters(transaction: Database, authorityId: number, caseId: number): Promise<number> {
  await transaction.deleteFrom('letter').where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('sent_at', 'is', null).execute();
  const erased = await transaction.updateTable('letter').set({ text: null }).where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('text', 'is not', null).executeTakeFirst();
  return Number(erased.numUpdatedRows);
}

export type OwnPassage = { readonly passage: string; readonly wording: 'adult' | 'child'; readonly text: string };
export type KeptLetterSettings = { readonly letterhead: string; readonly team: string; readonly contact: string; readonly ombudsman: string; readonly advocacy: string; readonly secondPerson: boolean };

export async function letterSettingsOf(database: Database, authorityId: number): Promise<KeptLetterSettings & { readonly ownWording: readonly OwnPassage[] }> {
  const row = await database.selectFrom('letter_settings').selectAll().where('authority_id', '=', authorityId).executeTakeFirst();
  const own = await database.selectFrom('letter_wording').selectAll().where('authority_id', '=', authorityId).execute();
  return {
    letterhead: row?.letterhead ?? '', team: row?.team ?? '', contact: row?.contact ?? '', ombudsman: row?.ombudsman ?? '', advocacy: row?.advocacy ?? '', secondPerson: row?.second_person ?? false,
    ownWording: own.map(({ passage, wording, text }) => ({ passage, wording: wording === 'child' ? 'child' : 'adult', text })),
  };
}

export async function saveLetterSettings(database: Database, viewer: Viewer, { secondPerson, ...texts }: KeptLetterSettings, at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const values = { ...texts, second_person: secondPerson };
    await transaction.insertInto('letter_settings').values({ authority_id: viewer.authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    await audit(transaction, viewer.authorityId, at, { what: 'settings changed', accountId: viewer.accountId, detail: { settings: 'letters', secondPerson } });
  });
}

/** Puts the council's own words in the place of some passages; an empty text puts the standard ones back. */
export async function saveOwnWording(database: Database, viewer: Viewer, kind: string, own: readonly OwnPassage[], at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const { passage, wording, text } of own) {
      await transaction.deleteFrom('letter_wording').where('authority_id', '=', viewer.authorityId).where('passage', '=', passage).where('wording', '=', wording).execute();
      if (text.trim() !== '') await transaction.insertInto('letter_wording').values({ authority_id: viewer.authorityId, passage, wording, text: text.trim() }).execute();
    }
    await audit(transaction, viewer.authorityId, at, { what: 'settings changed', accountId: viewer.accountId, detail: { settings: 'letter wording', letter: kind } });
  });
}

export type Addressee = { readonly name?: string; readonly address?: string };

export async function addresseeOf(database: Database, authorityId: number, person: string | undefined): Promise<Addressee> {
  if (person === undefined) return {};
  const kept = (await keptPeople(database, undefined, authorityId)).get(authorityId)?.get(person) ?? person;
  const row = await database.selectFrom('person').select(['name', 'contacts']).where('authority_id', '=', authorityId).where('person', '=', kept).executeTakeFirst();
  const address = row?.contacts['address'];
  return { ...(row?.name === null || row === undefined ? {} : { name: row.name }), ...(address === undefined || address === '' ? {} : { address }) };
}

/** Which runs of capitalised words stand in a text: what can be a name. Each is given once, in small letters. */
export function possibleNames(text: string): readonly string[] {
  const found = new Set<string>();
  for (const run of text.match(/\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)+/gu) ?? []) {
    const words = run.split(' ').map((word) => word.replace(/['’]s$/u, ''));
    for (let from = 0; from < words.length; from += 1) {
      for (let to = from + 2; to <= Math.min(words.length, from + 4); to += 1) found.add(words.slice(from, to).join(' ').toLowerCase());
    }
  }
  return [...found];
}

/**
 * Children who are not of a case and might be named in a letter of it by mistake: any child on record whose whole name is in the text, and, by
 * their first names too, the children of other cases of the same people. Only of cases that the viewer may see.
 */
export async function otherChildrenIn(database: Database, viewer: Viewer, caseId: number, text: string, today: Day, at: Date): Promise<string[]> {
  const { authorityId } = viewer;
  const { rows } = await sql<{ name: string; related: boolean }>`
    with own as (
      select person from case_person where authority_id = ${authorityId} and case_id = ${caseId}
    ), related as (
      select distinct k.person, true as related
      from own
      join case_person c on c.authority_id = ${authorityId} and c.person = own.person and c.case_id <> ${caseId}
      join case_person k on k.authority_id = c.authority_id and k.case_id = c.case_id and k.part = 'child'
      where ${visibleTo(viewer, today, at, 'c')}
    ), named as (
      select distinct k.person, false as related
      from unnest(${[...possibleNames(text)]}::text[]) as n (name)
      join person p on p.authority_id = ${authorityId} and lower(p.name) = n.name
      join case_person k on k.authority_id = p.authority_id and k.person = p.person
      join representation r on r.authority_id = k.authority_id and r.case_id = k.case_id
      where (k.part = 'child' or r.complainant_type = 'child_or_young_person') and ${visibleTo(viewer, today, at, 'k')}
    )
    select p.name, bool_or(o.related) as related
    from (select * from related union all select * from named) o
    join person p on p.authority_id = ${authorityId} and p.person = o.person
    where p.name is not null and o.person not in (select person from own)
    group by p.name
    order by p.name`.execute(database);
  const own = await sql<{ name: string }>`
    select p.name from case_person k join person p on p.authority_id = k.authority_id and p.person = k.person
    where k.authority_id = ${authorityId} and k.case_id = ${caseId} and p.name is not null`.execute(database);
  const ownWords = new Set(own.rows.flatMap((row) => row.name.toLowerCase().split(' ')));
  return rows.flatMap(({ name, related }) => {
    const [first = ''] = name.split(' ');
    return related && first.length > 2 && !ownWords.has(first.toLowerCase()) ? [name, first] : [name];
  });
}
