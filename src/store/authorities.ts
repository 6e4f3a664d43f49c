import { sql } from 'kysely';
import type { BankHoliday } from '../domain/bank-holidays.ts';
import type { Day } from '../domain/day.ts';
import { PlainError } from '../domain/plain-error.ts';
import type { Database } from './database.ts';
import { keptPeople, type KeptPeople } from './kept-people.ts';
import { projectionVersion } from './projection-version.ts';

/** What an authority is called, how it speaks, and the rules of its own. Keys and shapes as in authority.json of a register. */
export type AuthoritySettings = {
  readonly authority: string; readonly name: string;
  /** MM-DD */
  readonly financialYearStarts: string;
  readonly words: Readonly<Record<string, string>>; readonly themes: readonly string[];
  readonly procedures: unknown; readonly conventions: Readonly<Record<string, unknown>>;
  readonly report?: { readonly layout: string; readonly from: Day; readonly to: Day };
  /** Those proclaimed since Candour was made, which the council has added to England's. They are no part of authority.json. */
  readonly bankHolidays?: readonly BankHoliday[];
  /** By the key of each record of a person that was merged into another, the key of the one kept. No part of authority.json either. */
  readonly keptPeople?: KeptPeople;
};
export type Authority = AuthoritySettings & { readonly authorityId: number };

export type ServiceNode = { readonly service: string; readonly parent?: string };
export type ContextFigure = { readonly measure: string; readonly service?: string; readonly from: Day; readonly to: Day; readonly value: number };
export type PublishedFigure = { readonly measure: string; readonly from: Day; readonly to: Day; readonly where: Readonly<Record<string, string>>; readonly value: number; readonly source?: string };
/** A period of which all records are held. */
export type Coverage = { readonly from: Day; readonly to: Day; readonly source: string };
export type AuthorityFacts = {
  readonly services: readonly ServiceNode[]; readonly context: readonly ContextFigure[]; readonly published: readonly PublishedFigure[]; readonly coverage: readonly Coverage[];
};

/** Conditions as one text, in order of their keys, so that equal ones are equal: `column=value;column=value`. */
export function conditionsAsText(where: Readonly<Record<string, string | number>>): string {
  return Object.keys(where).toSorted().map((key) => `${key}=${where[key]}`).join(';');
}

export function allAuthorities(database: Database): Promise<Authority[]> {
  return readAuthorities(database);
}

/** Of one alone where it is named: many councils may share a database, and every page reads its own. */
async function readAuthorities(database: Database, only?: number): Promise<Authority[]> {
  const rows = await database.selectFrom('authority').selectAll().$if(only !== undefined, (query) => query.where('authority_id', '=', only!)).orderBy('authority').execute();
  const holidays = await database.selectFrom('bank_holiday').select(['authority_id', 'holiday_on', 'name']).$if(only !== undefined, (query) => query.where('authority_id', '=', only!)).orderBy('holiday_on').execute();
  const added = Map.groupBy(holidays, (row) => row.authority_id);
  const merged = await keptPeople(database, undefined, only);
  const bankHolidaysOf = (authorityId: number) => (added.get(authorityId) ?? []).map((row): BankHoliday => ({ on: row.holiday_on, name: row.name, kind: 'one-off' }));
  return rows.map((row) => ({
    authorityId: row.authority_id, authority: row.authority, name: row.name, financialYearStarts: row.financial_year_starts,
    words: row.words, themes: row.themes, procedures: row.procedures, conventions: row.conventions, ...(row.report === null ? {} : { report: row.report }),
    ...(added.has(row.authority_id) ? { bankHolidays: bankHolidaysOf(row.authority_id) } : {}),
    ...(merged.has(row.authority_id) ? { keptPeople: merged.get(row.authority_id)! } : {}),
  }));
}

/** @throws Error where there is none: a bug, since numbers of authorities come out of the database. */
export async function authorityWith(database: Database, authorityId: number): Promise<Authority> {
  const [found] = await readAuthorities(database, authorityId);
  if (found === undefined) throw new Error(`authority ${authorityId} is gone`);
  return found;
}

export async function findAuthority(database: Database, authority: string): Promise<Authority | undefined> {
  return (await allAuthorities(database)).find((one) => one.authority.toLowerCase() === authority.toLowerCase());
}

/** @throws PlainError naming the authorities there are. */
export async function authorityNamed(database: Database, authority: string): Promise<Authority> {
  const found = await findAuthority(database, authority);
  if (found !== undefined) return found;
  const held = (await allAuthorities(database)).map((one) => one.authority);
  const allowed = held.length === 0 ? 'No register has been imported yet: see `candour import --help`.'
    : `It holds ${held.slice(0, 12).join(', ')}${held.length > 12 ? ` and ${held.length - 12} more` : ''}.`;
  throw new PlainError(`This database holds no authority called '${authority}'. ${allowed}`);
}

/** Makes an authority, or brings its settings up to date, and gives its number. */
export async function saveAuthority(transaction: Database, settings: AuthoritySettings): Promise<number> {
  const values = {
    name: settings.name, financial_year_starts: settings.financialYearStarts, words: JSON.stringify(settings.words), themes: JSON.stringify(settings.themes),
    procedures: JSON.stringify(settings.procedures ?? {}), conventions: JSON.stringify(settings.conventions), report: JSON.stringify(settings.report ?? null),
  };
  const { authority_id } = await transaction.insertInto('authority').values({ authority: settings.authority, ...values })
    .onConflict((conflict) => conflict.column('authority').doUpdateSet(values)).returning('authority_id').executeTakeFirstOrThrow();
  await sql`insert into chain (authority_id) values (${authority_id}) on conflict do nothing`.execute(transaction);
  await sql`insert into projection (authority_id, version) values (${authority_id}, ${projectionVersion}) on conflict do nothing`.execute(transaction);
  return authority_id;
}

/** Adds to an authority's services, context, published figures and coverage; a figure given again takes the place of the earlier one. */
export async function saveAuthorityFacts(transaction: Database, authorityId: number, facts: AuthorityFacts): Promise<void> {
  // The days on which a service opened and closed are the council's to set, and stay as they are.
  await sql`insert into service (authority_id, service, parent, place)
select ${authorityId}, node.service, node.parent, node.place
from jsonb_to_recordset(${JSON.stringify(facts.services.map((node, place) => ({ ...node, place })))}::jsonb) as node (service text, parent text, place integer)
on conflict (authority_id, service) do update set parent = excluded.parent, place = excluded.place`.execute(transaction);
  for (const figure of facts.context) {
    const values = { authority_id: authorityId, measure: figure.measure, service: figure.service ?? '', from_on: figure.from, to_on: figure.to, value: String(figure.value) };
    await transaction.insertInto('context').values(values)
      .onConflict((conflict) => conflict.columns(['authority_id', 'measure', 'service', 'from_on', 'to_on']).doUpdateSet({ value: values.value })).execute();
  }
  for (const figure of facts.published) {
    const values = {
      authority_id: authorityId, measure: figure.measure, from_on: figure.from, to_on: figure.to, conditions: conditionsAsText(figure.where),
      value: String(figure.value), source: figure.source ?? null,
    };
    await transaction.insertInto('published').values(values)
      .onConflict((conflict) => conflict.columns(['authority_id', 'measure', 'from_on', 'to_on', 'conditions']).doUpdateSet({ value: values.value, source: values.source })).execute();
  }
  for (const period of facts.coverage) {
    await transaction.insertInto('coverage').values({ authority_id: authorityId, from_on: period.from, to_on: period.to, source: period.source }).onConflict((conflict) => conflict.doNothing()).execute();
  }
}

export async function authorityFacts(database: Database, authorityId: number): Promise<AuthorityFacts> {
  const services = await database.selectFrom('service').selectAll().where('authority_id', '=', authorityId).orderBy('place').orderBy('service').execute();
  const context = await database.selectFrom('context').selectAll().where('authority_id', '=', authorityId).orderBy('from_on').orderBy('measure').orderBy('service').execute();
  const published = await database.selectFrom('published').selectAll().where('authority_id', '=', authorityId).orderBy('from_on').orderBy('measure').orderBy('conditions').execute();
  const coverage = await database.selectFrom('coverage').selectAll().where('authority_id', '=', authorityId).orderBy('from_on').execute();
  return {
    services: services.map((row) => ({ service: row.service, ...(row.parent === null ? {} : { parent: row.parent }) })),
    context: context.map((row) => ({ measure: row.measure, ...(row.service === '' ? {} : { service: row.service }), from: row.from_on, to: row.to_on, value: Number(row.value) })),
    published: published.map((row) => ({
      measure: row.measure, from: row.from_on, to: row.to_on, value: Number(row.value), ...(row.source === null ? {} : { source: row.source }),
      where: Object.fromEntries(row.conditions.split(';').filter((part) => part !== '').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)])),
    })),
    coverage: coverage.map((row) => ({ from: row.from_on, to: row.to_on, source: row.source })),
  };
}
