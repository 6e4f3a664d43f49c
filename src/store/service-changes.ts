import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

/** A service of the council's tree. It is there on the days from `opensOn` to `closesOn`, both included; where one is absent, as far back or on as anybody knows. */
export type DatedService = { readonly service: string; readonly parent?: string; readonly opensOn?: Day; readonly closesOn?: Day };
export type ServiceInUse = DatedService & { readonly cases: number };
export type ServiceChanged = 'changed' | 'there already' | 'no such service' | 'no such parent' | 'under itself';

/** Every service that an authority has or had, by name, with how many representations and compliments are on record of it. */
export async function servicesInUse(database: Database, authorityId: number): Promise<ServiceInUse[]> {
  const { rows } = await sql<{ service: string; parent: string | null; opens_on: Day | null; closes_on: Day | null; cases: number }>`-- Which services are there, and how many cases has each?
select s.service, s.parent, s.opens_on, s.closes_on, coalesce(used.cases, 0)::int as cases
from service s
left join (
  select service, count(*) as cases
  from (select service from representation where authority_id = ${authorityId}
        union all
        select service from compliment where authority_id = ${authorityId}) as of_service
  group by service
) as used on used.service = s.service
where s.authority_id = ${authorityId}
order by s.service`.execute(database);
  return rows.map((row) => ({
    service: row.service, cases: row.cases, ...(row.parent === null ? {} : { parent: row.parent }), ...(row.opens_on === null ? {} : { opensOn: row.opens_on }), ...(row.closes_on === null ? {} : { closesOn: row.closes_on }),
  }));
}

type Who = { readonly by: number; readonly at: Date };

function datesAsText({ opensOn, closesOn }: DatedService): string {
  return `${opensOn ?? ''}..${closesOn ?? ''}`;
}

/** Adds a service. A name that is on record of cases stays theirs: services are closed, never renamed. */
export async function addService(database: Database, authorityId: number, added: DatedService, { by, at }: Who): Promise<ServiceChanged> {
  return database.transaction().execute(async (transaction): Promise<ServiceChanged> => {
    const held = await namesOf(transaction, authorityId);
    if ([...held.keys()].some((name) => name.toLowerCase() === added.service.toLowerCase())) return 'there already';
    if (added.parent !== undefined && !held.has(added.parent)) return 'no such parent';
    await transaction.insertInto('service').values({ authority_id: authorityId, service: added.service, parent: added.parent ?? null, opens_on: added.opensOn ?? null, closes_on: added.closesOn ?? null }).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId: by, detail: { setting: 'service', service: added.service, before: '', after: `${added.parent ?? ''} ${datesAsText(added)}`.trim() } });
    return 'changed';
  });
}

/** Puts a service under another, or gives it other days. */
export async function changeService(database: Database, authorityId: number, changed: DatedService, { by, at }: Who): Promise<ServiceChanged> {
  return database.transaction().execute(async (transaction): Promise<ServiceChanged> => {
    const held = await namesOf(transaction, authorityId);
    const before = held.get(changed.service);
    if (before === undefined) return 'no such service';
    if (changed.parent !== undefined && !held.has(changed.parent)) return 'no such parent';
    for (let above = changed.parent; above !== undefined; above = held.get(above)?.parent) if (above === changed.service) return 'under itself';
    await transaction.updateTable('service').where('authority_id', '=', authorityId).where('service', '=', changed.service)
      .set({ parent: changed.parent ?? null, opens_on: changed.opensOn ?? null, closes_on: changed.closesOn ?? null }).execute();
    await audit(transaction, authorityId, at, {
      what: 'settings changed', accountId: by,
      detail: { setting: 'service', service: changed.service, before: `${before.parent ?? ''} ${datesAsText(before)}`.trim(), after: `${changed.parent ?? ''} ${datesAsText(changed)}`.trim() },
    });
    return 'changed';
  });
}

async function namesOf(transaction: Database, authorityId: number): Promise<ReadonlyMap<string, DatedService>> {
  await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
  return new Map((await servicesInUse(transaction, authorityId)).map((one) => [one.service, one]));
}
