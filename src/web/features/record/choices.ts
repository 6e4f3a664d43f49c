import type { ServiceNode } from '../../../store/authorities.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';

export type Choice = { readonly value: string; readonly text: string; readonly selected: boolean; readonly checked: boolean };

/** The values of a closed list as a select's or radios' items, in the council's words. */
export function choicesOf(key: string, values: readonly string[], chosen: string | undefined, words: CouncilWords, names: Readonly<Record<string, string>> = {}): Choice[] {
  return values.map((value) => choice(value, names[value] ?? valueInWords(key, value, words, new Map()), chosen));
}

export function servicesToChoose(services: readonly ServiceNode[], chosen: string | undefined, words: CouncilWords): Choice[] {
  const parents = new Map(services.flatMap(({ service, parent }) => (parent === undefined ? [] : [[service, parent] as const])));
  const items = services.map(({ service }) => choice(service, valueInWords('service', service, words, parents), chosen));
  return items.toSorted((a, b) => a.text.localeCompare(b.text, 'en-GB'));
}

/** With nothing chosen first, for a select. `nothing`: what that says. */
export function selectFrom(items: readonly Choice[], nothing = 'Choose one'): readonly Choice[] {
  return [{ value: '', text: nothing, selected: !items.some((item) => item.selected), checked: false }, ...items];
}

function choice(value: string, text: string, chosen: string | undefined): Choice {
  return { value, text, selected: value === chosen, checked: value === chosen };
}

/** What was sent, where it is one of a closed list. */
export function oneOf<T extends string>(values: readonly T[], sent: string | undefined): T | undefined {
  return values.find((value) => value === sent);
}
