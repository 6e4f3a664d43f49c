import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import { findKey, type BaseTable } from './keys.ts';

export type ValuesOnRecord = ReadonlyMap<string, readonly string[]>;
/** A key with the values that a condition may ask for, in order. */
export type KeyWithValues = { readonly key: string; readonly values: readonly string[] };

/** Keys with closed lists, by the table on which each is found. `status` and `decision` mean one thing on one table and another on the next. */
const closed: readonly (readonly [BaseTable, readonly string[]])[] = [
  ['representation', ['handled_as', 'complainant_type', 'channel', 'received_via', 'child_status', 'advocate', 'stage1_outcome', 'stage1_band', 'age_band', 'gender', 'ethnicity', 'disability', 'sexual_orientation', 'court_proceedings', 'child_protection_plan', 'persistent_complainant', 'repeat_complainant']],
  ['element', ['stage1_finding', 'stage2_finding', 'stage3_finding', 'remedies']],
  ['stage2', ['reason', 'decision', 'outcome', 'status']],
  ['ombudsman_matter', ['decision']],
  ['payment', ['stage', 'role']],
  ['compliment', ['source', 'origin', 'publish_consent']],
];
/** By table, the keys of which a council writes its own values; what could name somebody is none of them. */
const written = [
  ['representation', ['handling_reason', 'stage1_late_reason', 'stage1_extension_reason']], ['element', []], ['compliment', []],
  ['stage2', ['decline_reason', 'late_reason']], ['stage3', ['late_reason']], ['learning_action', ['kind']], ['context', ['measure']],
] as const;
/** Tables whose rows hold a council's own fields. */
const withOwnFields: ReadonlySet<string> = new Set(['representation', 'element', 'compliment']);
/** More different values than this are no list of values: somebody wrote sentences. */
const MOST_VALUES = 40;
const MOST_LETTERS = 60;

/**
 * Everything that a condition may be on, with its values: the closed lists, the council's services, themes and aspects, and of
 * the council's own fields and reasons the values that are on record, where they are few enough to be a list.
 */
export function conditionValues(onRecord: ValuesOnRecord, declared: { readonly services: readonly string[]; readonly themes: readonly string[] }): KeyWithValues[] {
  const found = new Map<string, string[]>();
  const add = (key: string, values: readonly string[]) => found.set(key, [...new Set([...found.get(key) ?? [], ...values])]);
  for (const key of ['handled_as', 'service', 'theme']) add(key, key === 'service' ? declared.services : key === 'theme' ? declared.themes : []);
  for (const [base, keys] of closed) for (const key of keys) add(key, findKey(base, key)?.allowed ?? []);
  for (const [key, values] of onRecord) add(key, values);
  return [...found].filter(([, values]) => values.length > 0).map(([key, values]) => ({ key, values }));
}

/** Of a council's own fields and reasons, the values on record by key. Each table is gone through once, and what its rows hold is taken apart only where it differs: a large authority has tens of thousands of rows. */
export async function valuesOnRecord(database: Database, authorityId: number): Promise<ValuesOnRecord> {
  const ofTables = written.map(([table, columns]) => {
    const hasOwn = withOwnFields.has(table);
    const held = [...columns, ...(hasOwn ? ['own'] : []), ...(table === 'compliment' ? ['aspects'] : [])].map((column) => sql.ref(column));
    const values = [
      ...columns.map((column) => sql`select ${column}::text as key, ${sql.ref(`t.${column}`)} as value`),
      ...(hasOwn ? [sql`select o.key, o.value from jsonb_each_text(t.own) o where o.key like 'x\\_%'`] : []),
      ...(table === 'compliment' ? [sql`select 'aspects', unnest(t.aspects)`] : []),
    ];
    return sql`select found.key, found.value from (select distinct ${sql.join(held)} from ${sql.table(table)} where authority_id = ${authorityId}::int) t cross join lateral (${sql.join(values, sql` union all `)}) found`;
  });
  const { rows } = await sql<{ key: string; value: string }>`-- Which values of a council's own are on record?
with named as (
  ${sql.join(ofTables, sql` union all `)}
), each as (
  select key, value, count(*) over (partition by key) as values, max(length(value)) over (partition by key) as longest
  from named
  where value <> ''
  group by key, value
)
select key, value from each where values <= ${MOST_VALUES} and longest <= ${MOST_LETTERS} order by key, value`.execute(database);
  return new Map([...Map.groupBy(rows, (row) => row.key)].map(([key, all]) => [key, all.map((row) => row.value)]));
}
