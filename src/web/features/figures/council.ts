import { conditionValues, type KeyWithValues } from '../../../reporting/condition-values.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import type { Naming } from '../../../reporting/explored.ts';
import { keyInWords } from '../../../reporting/question-words.ts';
import { type Authority, authorityFacts } from '../../../store/authorities.ts';
import type { Database } from '../../../store/database.ts';
import { codeOf, type Decode } from '../../question-address.ts';

/** What a question can be asked with at one council: its keys with their values, and how it calls them. */
export type Council = { readonly authority: Authority; readonly values: readonly KeyWithValues[]; readonly naming: Naming; readonly decode: Decode };

export async function councilOf(database: Database, authority: Authority): Promise<Council> {
  const { services } = await authorityFacts(database, authority.authorityId);
  const values = await conditionValues(database, authority.authorityId, { services: services.map(({ service }) => service), themes: authority.themes });
  const parents = new Map(services.flatMap(({ service, parent }) => (parent === undefined ? [] : [[service, parent] as const])));
  return {
    authority, values, decode: (key, code) => values.find((one) => one.key === key)?.values.find((value) => codeOf(key, value) === code),
    naming: { key: (key) => keyInWords(key, authority.words), value: (key, value) => valueInWords(key, value === '' ? null : value, authority.words, parents) },
  };
}
