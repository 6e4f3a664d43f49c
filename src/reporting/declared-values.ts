import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

const tablesWith = { service: ['representation', 'element', 'ombudsman_matter', 'compliment'], theme: ['representation', 'element'] } as const;
type DeclaredKey = keyof typeof tablesWith;
const MOST_NAMED = 12;

/**
 * Why a condition on a service or theme can be met by nothing: the council has not declared it, and no record, activity or
 * published figure was ever given it. Undefined where it is one, and for conditions on anything else.
 */
export async function undeclared(database: Database, authorityId: number | 'all', key: string, value: string | number): Promise<string | undefined> {
  if ((key !== 'service' && key !== 'theme') || value === '') return undefined;
  const written = String(value);
  const declared = await declaredValues(database, authorityId, key);
  if (declared.some((one) => isOrHolds(one, written, key)) || (await wasEverUsed(database, authorityId, key, written))) return undefined;
  const named = closestTo(written, declared);
  const allowed = named.length === 0 ? '' : `. It may be ${named.map((one) => `'${one}'`).join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
  return `no ${key} '${written}' is declared or on record${allowed}`;
}

function isOrHolds(declared: string, written: string, key: DeclaredKey): boolean {
  return declared === written || (key === 'service' && declared.startsWith(`${written}/`));
}

async function declaredValues(database: Database, authorityId: number | 'all', key: DeclaredKey): Promise<string[]> {
  const ofAuthority = authorityId === 'all' ? sql`true` : sql`authority_id = ${authorityId}::int`;
  const { rows } = await (key === 'service'
    ? sql<{ value: string }>`-- Which services are declared?
select service as value from service where ${ofAuthority} group by service order by min(place), service`
    : sql<{ value: string }>`-- Which themes are declared?
select theme as value from authority cross join lateral jsonb_array_elements_text(themes) with ordinality as each(theme, place) where ${ofAuthority} group by theme order by min(place), theme`).execute(database);
  return rows.map((row) => row.value);
}

/** Of all records, those known only later too: what a case is about is no secret of its day. */
async function wasEverUsed(database: Database, authorityId: number | 'all', key: DeclaredKey, value: string): Promise<boolean> {
  const ofAuthority = authorityId === 'all' ? sql`true` : sql`authority_id = ${authorityId}::int`;
  const column = sql.ref(key);
  const is = key === 'service' ? sql`(${column} = ${value}::text or starts_with(${column}, ${`${value}/`}::text))` : sql`${column} = ${value}::text`;
  const used = [
    ...tablesWith[key].map((table) => sql`exists (select 1 from ${sql.table(`public.${table}`)} where ${ofAuthority} and ${is})`),
    sql`exists (select 1 from published where ${ofAuthority} and ${`${key}=${value}`}::text = any(string_to_array(conditions, ';')))`,
    ...(key === 'service' ? [sql`exists (select 1 from context where ${ofAuthority} and ${is})`] : []),
  ];
  const { rows } = await sql<{ used: boolean }>`-- Is there a record, an activity or a published figure with this value?
select ${sql.join(used, sql` or `)} as used`.execute(database);
  return rows[0]?.used ?? false;
}

/** Those that somebody may have meant, else all where they are few. */
function closestTo(written: string, declared: readonly string[]): readonly string[] {
  const meant = plain(written);
  const near = declared.map((one) => ({ one, away: Math.min(...[one, ...one.split('/')].map((name) => changesBetween(meant, plain(name)))) }))
    .filter(({ one, away }) => away <= Math.max(1, Math.floor(meant.length / 3)) || plain(one).includes(meant)).sort((a, b) => a.away - b.away).map(({ one }) => one);
  return near.length > 0 ? near.slice(0, 3) : declared.slice(0, MOST_NAMED);
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Letters put in, left out or changed to get from one to the other. */
function changesBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, letter] of Array.from(one).entries()) {
    const next = [row + 1];
    for (const [column, wanted] of Array.from(other).entries()) next.push(Math.min((before[column] ?? 0) + (letter === wanted ? 0 : 1), (before[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    before = next;
  }
  return before.at(-1) ?? 0;
}
