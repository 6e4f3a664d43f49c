import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Authority } from './authorities.ts';
import { authorityFacts } from './authorities.ts';
import type { Database } from './database.ts';

/** What is on record of people who must not be recognised in a report. It is looked for, and never kept or logged. */
export type PeopleToProtect = {
  readonly names: readonly { readonly name: string; readonly of: 'case' | 'staff' | 'outside' }[];
  readonly bornOn: readonly Day[]; readonly addresses: readonly string[]; readonly telephones: readonly string[]; readonly references: readonly string[]; readonly ownWords: readonly string[];
};

/** A key of an account or person, or what a register calls somebody instead of a name: no name has digits. */
const isKey = (key: string): boolean => /\d/u.test(key);

/**
 * Everybody on the cases in which something happened in a period, and on those named: complainants, children, representatives and whoever takes
 * part, with former names; whoever has an account, is praised or owns an action; and those whom the council appoints from outside. Whoever
 * asks sees of it no more than what a text already says.
 */
export async function peopleToProtect(database: Database, authority: Authority, period: { readonly from: Day; readonly to: Day }, refs: readonly string[]): Promise<PeopleToProtect> {
  const { authorityId } = authority;
  const ofPeriod = sql`(
    select e.case_id from event e where e.authority_id = ${authorityId} and e.happened_on between ${period.from}::date and ${period.to}::date
    union
    select c.case_id from case_index c where c.authority_id = ${authorityId} and c.ref = any(${[...refs]}::text[]))`;
  const { rows: people } = await sql<{ name: string | null; former_names: string[]; born_on: Day | null; contacts: Record<string, string> }>`-- Who is in a case of the period?
select p.name, p.former_names, p.born_on, p.contacts
from person p
where p.authority_id = ${authorityId} and p.person in (
  select unnest(array[c.person, c.named_as]) from case_person c where c.authority_id = ${authorityId} and c.case_id in ${ofPeriod})`.execute(database);
  const { rows: named } = await sql<{ name: string; of: 'case' | 'staff' | 'outside' }>`-- Who else has a name that such a case, or the council, knows?
select p.person as name, 'staff' as of from case_party p where p.authority_id = ${authorityId} and p.case_id in ${ofPeriod}
union
select s.person, 'outside' from stage2 t cross join lateral unnest(array[t.investigating_officer, t.independent_person]) as s(person) where t.authority_id = ${authorityId} and s.person is not null and t.case_id in ${ofPeriod}
union
select l.owner, 'staff' from learning_action l where l.authority_id = ${authorityId} and l.owner is not null and l.case_id in ${ofPeriod}
union
select k.credited, 'staff' from compliment k where k.authority_id = ${authorityId} and k.credited is not null and k.case_id in ${ofPeriod}
union
select a.name, 'staff' from account a where a.authority_id = ${authorityId}
union
select m.name, 'outside' from pool_member m where m.authority_id = ${authorityId} and m.removed_at is null
union
select i.text::jsonb #>> '{}', 'case'
from identifying_text i join event e on e.authority_id = i.authority_id and e.case_id = i.case_id and e.version = i.version
where i.authority_id = ${authorityId} and e.type = 'ConsentGiven' and i.field = 'name' and i.text is not null and i.case_id in ${ofPeriod}`.execute(database);
  const { rows: cases } = await sql<{ ref: string }>`select ref from case_index where authority_id = ${authorityId}`.execute(database);
  const { services } = await authorityFacts(database, authorityId);
  return {
    names: [
      ...people.flatMap(({ name, former_names: former }) => [...(name === null ? [] : [name]), ...former].map((one) => ({ name: one, of: 'case' as const }))),
      ...named.filter(({ name }) => !isKey(name)).map(({ name, of }) => ({ name, of })),
    ],
    bornOn: people.flatMap(({ born_on: bornOn }) => bornOn ?? []),
    addresses: people.flatMap(({ contacts }) => (contacts['address'] ?? '').split(/[\n,]/u).map((line) => line.trim()).filter((line) => /\d/u.test(line))),
    telephones: people.flatMap(({ contacts }) => contacts['telephone'] ?? []),
    references: cases.map(({ ref }) => ref),
    ownWords: [authority.name, ...services.map(({ service }) => service), ...authority.themes, ...Object.values(authority.words)],
  };
}
