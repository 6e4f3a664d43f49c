import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import { asSearched } from './people.ts';
import type { Database } from './database.ts';

/** How alike a word of a name must be to what was typed: `Smyth` finds Smith (0.5), `Jonson` Johnson. */
const ALIKE_ENOUGH = 0.45;

/** For an exact part of a text in `like`: what was typed, with nothing in it that stands for other characters. */
function anywhere(typed: string): string {
  return `%${typed.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/**
 * The cases that a text finds, as a query of `case_id`: by a part of their reference, the key or the name (spelling forgiven)
 * of the complainant or a child, or the words of what was said. It says nothing of who may see them: ask `visibleTo` of what it finds.
 * Runs within `searching`.
 */
export function casesFound(authorityId: number, typed: string): RawBuilder<unknown> {
  const text = typed.trim();
  const name = asSearched([text]);
  return sql`
    with named as materialized (
      select p.person from person p
      where p.authority_id = ${authorityId} and ${name} <> '' and (p.searched like ${anywhere(name)} or ${name} <% p.searched)
      union all
      select unnest(${[text, text.toUpperCase()]}::text[])
    )
    select i.case_id from case_index i where i.authority_id = ${authorityId} and i.ref ilike ${anywhere(text)}
    union
    select w.case_id from case_search w where w.authority_id = ${authorityId} and w.words @@ websearch_to_tsquery('english', ${text})
    union
    select c.case_id from named n join case_person c on c.authority_id = ${authorityId} and c.person = n.person
    union
    select c.case_id from named n join case_person c on c.authority_id = ${authorityId} and c.named_as <> c.person and c.named_as = n.person`;
}

/** Runs what uses `casesFound`: within it names are alike that are spelt a little otherwise. */
export async function searching<T>(database: Database, run: (transaction: Database) => Promise<T>): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE_ENOUGH)}, true)`.execute(transaction);
    return run(transaction);
  });
}

const MOST_ALIKE = 10;

/** References like a mistyped one, the likest first, of cases that the viewer may see. */
export async function referencesLike(database: Database, viewer: Viewer, typed: string, today: Day, at: Date): Promise<readonly string[]> {
  const text = typed.trim();
  const { rows } = await sql<{ ref: string }>`
    select i.ref
    from case_index i
    where i.authority_id = ${viewer.authorityId} and i.kind = 'representation' and i.ref % ${text} and ${visibleTo(viewer, today, at, 'i')}
    order by similarity(i.ref, ${text}) desc, i.ref
    limit ${MOST_ALIKE}`.execute(database);
  return rows.map((row) => row.ref);
}
