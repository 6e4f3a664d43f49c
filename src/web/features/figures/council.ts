import { conditionValues, type KeyWithValues } from '../../../reporting/condition-values.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import type { Naming } from '../../../reporting/explored.ts';
import { keyInWords } from '../../../reporting/question-words.ts';
import { type Authority, authorityFacts } from '../../../store/authorities.ts';
import type { Database } from '../../../store/database.ts';
import { codeOf, type Decode } from '../../question-address.ts';

/** What a question can be asked with at one council: its keys with their values, and how it calls them. */
export type Council = { readonly authority: Authority; readonly values: readonly KeyWithValues[]; readonly naming: Naming; readonly decode: Decode };

/** A value that came on record since is offered after so long. */
const OFFERED_FOR_MS = 60_000;
/** What councils were last found to ask with: looked up in all their records, and much the same for weeks. */
export type ValuesFound = Map<number, { readonly until: number; readonly values: Promise<readonly KeyWithValues[]> }>;

/** @param found what this application has found of late; with `namesOnly`, the values are not looked up: for addresses that hold no code */
export async function councilOf(database: Database, authority: Authority, at: Date, found: ValuesFound, namesOnly = false): Promise<Council> {
  const { services } = await authorityFacts(database, authority.authorityId);
  const values = namesOnly ? [] : await valuesOf(database, authority, services.map(({ service }) => service), at.getTime(), found);
  const parents = new Map(services.flatMap(({ service, parent }) => (parent === undefined ? [] : [[service, parent] as const])));
  return {
    authority, values, decode: (key, code) => values.find((one) => one.key === key)?.values.find((value) => codeOf(key, value) === code),
    naming: { key: (key) => keyInWords(key, authority.words), value: (key, value) => valueInWords(key, value === '' ? null : value, authority.words, parents) },
  };
}

function valuesOf(database: Database, authority: Authority, services: readonly string[], now: number, found: ValuesFound): Promise<readonly KeyWithValues[]> {
  const before = found.get(authority.authorityId);
  if (before !== undefined && before.until > now && before.until <= now + OFFERED_FOR_MS) return before.values;
  const values = conditionValues(database, authority.authorityId, { services, themes: authority.themes });
  found.set(authority.authorityId, { until: now + OFFERED_FOR_MS, values });
  // What could not be looked up is looked up again.
  values.catch(() => found.delete(authority.authorityId));
  return values;
}
