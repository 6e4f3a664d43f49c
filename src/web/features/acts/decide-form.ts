import type { ActContext } from '../../../domain/acts/context.ts';
import { acts, type CommandOf } from '../../../domain/acts/index.ts';
import type { RepresentationFile } from '../../../domain/case-file.ts';
import type { Decision, Refusal } from '../../../domain/refusal.ts';
import type { TypedFields } from '../../../store/drafts.ts';
import type { FormKey, FormSetting } from './act-form.ts';
import { fieldsFor, forms } from './all-forms.ts';
import { type FieldError, readForm } from './read-form.ts';

/** What comes of a form: faults of its fields, what the act refuses, or what it decides, with what to be warned of and what is asked for where it is only asked. */
export type DecidedForm =
  | { readonly errors: readonly FieldError[] }
  | { readonly refusals: readonly Refusal[] }
  | { readonly decision: Exclude<Decision, { refusals: unknown }>; readonly warnings: readonly string[]; readonly asked?: string };

// Each act takes its own command, and what the fields of its form read is that: the compiler does not follow it through a table.
type AnyCommand = CommandOf<FormKey>;
type AnyAct = (file: RepresentationFile, command: AnyCommand, context: ActContext) => Decision;
type AnySpec = { readonly warnings?: (file: RepresentationFile, command: AnyCommand, context: ActContext) => readonly string[]; readonly asks?: { readonly note: (command: AnyCommand) => string } };

/** Reads a form and asks its act, on the case as the sender saw it. */
export function decideForm(key: FormKey, typed: TypedFields, setting: FormSetting): DecidedForm {
  const read = readForm(fieldsFor(key, setting), typed);
  if ('errors' in read) return read;
  const { file, context } = setting;
  const decision = (acts[key].decide as unknown as AnyAct)(file, read.command, context);
  if ('refusals' in decision) {
    const { refusals } = decision;
    // The outcome follows from the findings: it is not asked for as long as they are not whole.
    const findingsMissing = refusals.some((refusal) => refusal.because === 'finding missing' || refusal.because === 'not adjudicated');
    return { refusals: refusals.filter((refusal) => !(findingsMissing && refusal.because === 'missing' && refusal.field === 'outcome')) };
  }
  const spec = forms[key] as unknown as AnySpec;
  const asked = spec.asks?.note(read.command);
  return { decision, warnings: spec.warnings?.(file, read.command, context) ?? [], ...(asked === undefined ? {} : { asked }) };
}
