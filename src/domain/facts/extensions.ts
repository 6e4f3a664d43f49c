import type { Extension } from '../case-file.ts';
import { withField } from './fact.ts';

/** The latest extension: an earlier one was overtaken by it. Without a day there was none. */
export function correctExtension(extensions: readonly Extension[], field: 'extendedTo' | 'reason', to: string): readonly Extension[] {
  const last = extensions.at(-1);
  if (last === undefined) return extensions;
  return field === 'extendedTo' && to === '' ? extensions.slice(0, -1) : [...extensions.slice(0, -1), withField(last, field, to)];
}
