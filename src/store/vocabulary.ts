import { sql } from 'kysely';
import { audit } from './audit.ts';
import { authorityWith } from './authorities.ts';
import type { Database } from './database.ts';

type Who = { readonly by: number; readonly at: Date };

/** Themes on record of cases, with how many cases have each. */
export async function themesInUse(database: Database, authorityId: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ theme: string; cases: number }>`-- How many cases have each theme, of their own or of an element?
select theme, count(*)::int as cases
from (select case_id, theme from representation where authority_id = ${authorityId}
      union
      select case_id, theme from element where authority_id = ${authorityId}) as themed
where theme is not null
group by theme
order by theme`.execute(database);
  return new Map(rows.map((row) => [row.theme, row.cases]));
}

/** Sets the themes that may be chosen from now on, in the order in which they are shown. What is on record keeps its theme. */
export async function saveThemes(database: Database, authorityId: number, themes: readonly string[], { by, at }: Who): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
    const before = (await authorityWith(transaction, authorityId)).themes;
    if (before.join('\n') === themes.join('\n')) return;
    await transaction.updateTable('authority').where('authority_id', '=', authorityId).set({ themes: JSON.stringify(themes) }).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId: by, detail: { setting: 'themes', before: before.join('; '), after: themes.join('; ') } });
  });
}

/** Sets the council's own word for a term, or, without one, goes back to the usual word. */
export async function saveWord(database: Database, authorityId: number, term: string, word: string | undefined, { by, at }: Who): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
    const { [term]: before, ...others } = (await authorityWith(transaction, authorityId)).words;
    if (before === word) return;
    await transaction.updateTable('authority').where('authority_id', '=', authorityId).set({ words: JSON.stringify(word === undefined ? others : { ...others, [term]: word }) }).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId: by, detail: { setting: 'words', term, before: before ?? '', after: word ?? '' } });
  });
}
