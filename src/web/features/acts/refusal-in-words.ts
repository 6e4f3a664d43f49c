import type { Refusal } from '../../../domain/refusal.ts';
import { personInWords } from '../../event-in-words.ts';
import type { FieldError } from './read-form.ts';

/** What an act says against being done, for whoever fills in its form: people by name, points by the name they have on the page. */
export function refusalInWords({ message, field, source }: Refusal, names: ReadonlyMap<string, string>): FieldError {
  const text = message.replaceAll(/\b(?:U|pool-)\d+\b/g, (key) => personInWords(key, names)).replaceAll(/\b([Ee])lement (?=\d)/g, (_, first: string) => (first === 'E' ? 'Point ' : 'point '));
  return { text: source === undefined ? text : `${text} (${source})`, ...(field === undefined ? {} : { field }) };
}
