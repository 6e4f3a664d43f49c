import { isCoded } from '../../../reporting/askable-keys.ts';
import type { KeyWithValues } from '../../../reporting/condition-values.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import type { Naming } from '../../../reporting/explored.ts';
import { keyInWords } from '../../../reporting/question-words.ts';
import { type Authority, authorityFacts } from '../../../store/authorities.ts';
import type { Database } from '../../../store/database.ts';
import { codeOf, type Decode } from '../../question-address.ts';
import { valuesToAskWith } from '../../values-to-ask-with.ts';

/** What a question can be asked with at one council: its keys with their values, and how it calls them. */
export type Council = { readonly authority: Authority; readonly values: readonly KeyWithValues[]; readonly naming: Naming; readonly decode: Decode };

/**
 * @param pairs the conditions of the address: a code of them may stand for what came on record since values were last looked up
 * @param namesOnly the values are not looked up: for addresses that hold no code
 */
export async function councilOf(database: Database, authority: Authority, at: Date, pairs: readonly string[], namesOnly = false): Promise<Council> {
  const { services } = await authorityFacts(database, authority.authorityId);
  const values = namesOnly ? [] : await valuesToAskWith(database, authority, services.map(({ service }) => service), at, (found) => codesIn(pairs).every(([key, code]) => decoder(found)(key, code) !== undefined));
  const parents = new Map(services.flatMap(({ service, parent }) => (parent === undefined ? [] : [[service, parent] as const])));
  return {
    authority, values, decode: decoder(values),
    naming: { key: (key) => keyInWords(key, authority.words), value: (key, value) => valueInWords(key, value === '' ? null : value, authority.words, parents) },
  };
}

const decoder = (values: readonly KeyWithValues[]): Decode => (key, code) => values.find((one) => one.key === key)?.values.find((value) => codeOf(key, value) === code);

function codesIn(pairs: readonly string[]): (readonly [string, string])[] {
  return pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const).filter(([key, written]) => isCoded(key) && written !== '');
}
