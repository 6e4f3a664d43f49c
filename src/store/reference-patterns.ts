import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import { initialsOf, previewReference, type Referenced, usualPatterns } from './references.ts';

export const referencedKinds = ['representation', 'compliment'] as const satisfies readonly Referenced[];
export type Patterns = Readonly<Record<Referenced, string>>;

/** What stands for something else in a pattern. */
export const placesInPatterns = { '{initials}': 'the council’s initials', '{year}': 'the year in which the financial year began, two digits', '{calendar_year}': 'the year of receipt, two digits', '{number}': 'the number, counted from 1, at least four digits' } as const;

const LONGEST = 40;
/** What a reference may have beside its places: what can stand in an address, a file name and a letter. */
const ALLOWED = /^[A-Za-z0-9/_.-]*$/;

/** How a council writes its references; its own way, or the usual one. */
export async function referencePatterns(database: Database, authorityId: number): Promise<Patterns> {
  const { reference_patterns: own } = await database.selectFrom('authority').select('reference_patterns').where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
  return { representation: own['representation'] ?? usualPatterns.representation, compliment: own['compliment'] ?? usualPatterns.compliment };
}

/** What is wrong with a pattern, in a sentence; undefined where nothing is. */
export function faultOfPattern(pattern: string): string | undefined {
  const places = pattern.match(/\{[^}]*\}/g) ?? [];
  const unknown = places.find((place) => !Object.hasOwn(placesInPatterns, place));
  const others = pattern.replaceAll(/\{[^}]*\}/g, '');
  if (pattern === '') return 'Enter how references are written';
  if (pattern.length > LONGEST) return `It must have ${LONGEST} characters or fewer`;
  if (unknown !== undefined) return `${unknown} cannot be filled in. Use ${Object.keys(placesInPatterns).join(', ')}. A reference stands in addresses and letters, so it says nothing of a person`;
  if (/[{}]/.test(others)) return 'There is a bracket without its other half';
  if (!ALLOWED.test(others)) return 'It may have letters, figures, hyphens, dots, strokes and underlines, and no spaces';
  const numbers = places.filter((place) => place === '{number}').length;
  if (numbers !== 1) return numbers === 0 ? 'It must have {number} in it: without it every reference is the same' : '{number} may be in it only once';
  if (/\d\{number\}|\{number\}\d/.test(pattern) || /\{(?:calendar_)?year\}\{number\}|\{number\}\{(?:calendar_)?year\}/.test(pattern)) return 'Put a letter or a mark between {number} and other figures: otherwise two references could read the same';
  return undefined;
}

/**
 * Whether two patterns could give one reference to two cases, or to a case and a compliment: where they differ only in their number. A pattern with a year is
 * counted from 1 each year, one without for ever, so that neither repeats itself.
 */
export function couldBeTaken(patterns: Patterns): boolean {
  const shape = (pattern: string) => pattern.replaceAll(/\{(?:calendar_)?year\}/g, '{year}').toLowerCase();
  return shape(patterns.representation) === shape(patterns.compliment);
}

/** What the next reference of each kind would be for something received on a day, by some patterns; nothing is taken. */
export async function nextReferences(database: Database, authorityId: number, patterns: Patterns, receivedOn: Day): Promise<Patterns> {
  const [representation, compliment] = await Promise.all(referencedKinds.map((of) => previewReference(database, authorityId, of, patterns[of], receivedOn)));
  return { representation: representation ?? '', compliment: compliment ?? '' };
}

/** The names on record of whom a pattern holds a part, so that no reference names anybody: words of four letters or more. */
export async function namesSomebody(database: Database, authorityId: number, pattern: string): Promise<boolean> {
  const words = pattern.replaceAll(/\{[^}]*\}/g, ' ').split(/[^A-Za-z]+/).filter((word) => word.length >= 4).map((word) => word.toLowerCase());
  if (words.length === 0) return false;
  const { rows } = await sql<{ named: boolean }>`
    select exists (select from person p where p.authority_id = ${authorityId} and string_to_array(p.searched, ' ') && ${words}::text[]) as named`.execute(database);
  return rows[0]?.named === true;
}

/** Sets how references are written from now on. Those given out stay as they are. */
export async function saveReferencePatterns(database: Database, authorityId: number, patterns: Patterns, { by, at }: { readonly by: number; readonly at: Date }): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
    const before = await referencePatterns(transaction, authorityId);
    const changed = referencedKinds.filter((of) => before[of] !== patterns[of]);
    if (changed.length === 0) return;
    const own = Object.fromEntries(referencedKinds.filter((of) => patterns[of] !== usualPatterns[of]).map((of) => [of, patterns[of]]));
    await transaction.updateTable('authority').set({ reference_patterns: JSON.stringify(own) }).where('authority_id', '=', authorityId).execute();
    await audit(transaction, authorityId, at, ...changed.map((of) => ({ what: 'settings changed' as const, accountId: by, detail: { setting: 'references', of, before: before[of], after: patterns[of] } })));
  });
}

/** The initials that `{initials}` stands for. */
export async function initialsInReferences(database: Database, authorityId: number): Promise<string> {
  return initialsOf((await database.selectFrom('authority').select('authority').where('authority_id', '=', authorityId).executeTakeFirstOrThrow()).authority);
}
