import type { Day } from '../domain/day.ts';
import type { ServiceNode } from './authorities.ts';
import type { Database } from './database.ts';

/** Somebody who takes part in a case: the key that the events have of them, the part as a role of accounts, and the last day on which they may see it. */
export type CaseParty = { readonly person: string; readonly role: string; readonly untilOn?: Day };

export async function partiesOf(database: Database, authorityId: number, caseId: number): Promise<readonly CaseParty[]> {
  const rows = await database.selectFrom('case_party').select(['person', 'role', 'until_on']).where('authority_id', '=', authorityId).where('case_id', '=', caseId).orderBy('role').orderBy('person').execute();
  return rows.map((row) => ({ person: row.person, role: row.role, ...(row.until_on === null ? {} : { untilOn: row.until_on }) }));
}

/** Every service that an authority has or had, by name. */
export async function allServices(database: Database, authorityId: number): Promise<readonly ServiceNode[]> {
  const rows = await database.selectFrom('service').select(['service', 'parent']).where('authority_id', '=', authorityId).orderBy('service').execute();
  return rows.map((row) => ({ service: row.service, ...(row.parent === null ? {} : { parent: row.parent }) }));
}
