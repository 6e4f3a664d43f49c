import type { Day } from '../domain/day.ts';
import type { ServiceNode } from './authorities.ts';
import type { Database } from './database.ts';

/** The services that an authority has on a day, by name. */
export async function servicesOn(database: Database, authorityId: number, on: Day): Promise<ServiceNode[]> {
  const rows = await database.selectFrom('service').select(['service', 'parent']).where('authority_id', '=', authorityId)
    .where((where) => where.or([where('opens_on', 'is', null), where('opens_on', '<=', on)])).where((where) => where.or([where('closes_on', 'is', null), where('closes_on', '>=', on)]))
    .orderBy('service').execute();
  return rows.map((row) => ({ service: row.service, ...(row.parent === null ? {} : { parent: row.parent }) }));
}
