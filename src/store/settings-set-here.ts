import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * The settings of an authority that somebody has changed in Candour itself, out of the audit trail, named as in authority.json: `themes`, `words.complaint`,
 * `conventions.receipt`, `procedures.corporate`; a service as `services Fostering`.
 */
export async function settingsSetHere(database: Database, authority: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ setting: string; term: string | null; service: string | null }>`
    select distinct a.detail ->> 'setting' as setting, a.detail ->> 'term' as term, a.detail ->> 'service' as service
    from audit a
    join authority c on c.authority_id = a.authority_id
    where c.authority = ${authority} and a.what = 'settings changed' and a.detail ->> 'setting' is not null`.execute(database);
  return new Set(rows.flatMap(({ setting, term, service }) => {
    const [, kind, name] = /^(convention|procedure) (.+)$/.exec(setting) ?? [];
    if (kind !== undefined) return [`${kind}s.${name ?? ''}`];
    if (setting === 'words') return term === null ? [] : [`words.${term}`];
    if (setting === 'service') return service === null ? [] : [`services ${service}`];
    return [setting];
  }));
}
