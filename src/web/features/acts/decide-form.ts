import type { ActContext } from '../../../domain/acts/context.ts';
import { acts, complimentActs } from '../../../domain/acts/index.ts';
import type { CaseFile } from '../../../domain/case-file.ts';
import type { Decision, Refusal } from '../../../domain/refusal.ts';
import type { TypedFields } from '../../../store/drafts.ts';
import type { AnyForm, FormSetting } from './act-form.ts';
import { fieldsOf } from './all-forms.ts';
import { type FieldError, readForm } from './read-form.ts';

/** What comes of a form: faults of its fields, what the act refuses, or what it decides, with what to be warned of and what is asked for where it is only asked. */
export type DecidedForm =
  | { readonly errors: readonly FieldError[] }
  | { readonly refusals: readonly Refusal[] }
  | { readonly decision: Exclude<Decision, { refusals: unknown }>; readonly warnings: readonly string[]; readonly asked?: string };

// Each act takes its own command and kind of case, and what the fields of its form read is that: the compiler does not follow it through a table.
type AnyAct = (file: CaseFile, command: unknown, context: ActContext) => Decision;

/** Reads a form and asks its act, on the case as the sender saw it. */
export function decideForm(key: string, form: AnyForm, typed: TypedFields, setting: FormSetting<CaseFile>): DecidedForm {
  const read = readForm(fieldsOf(form, setting), typed);
  if ('errors' in read) return read;
  const { file, context } = setting;
  const every: Readonly<Record<string, { readonly decide: unknown }>> = { ...acts, ...complimentActs };
  const act = every[key];
  if (act === undefined) throw new Error(`there is no act ${key}`);
  const decision = (act.decide as AnyAct)(file, read.command, context);
  if ('refusals' in decision) {
    const { refusals } = decision;
    // The outcome follows from the findings: it is not asked for as long as they are not whole.
    const findingsMissing = refusals.some((refusal) => refusal.because === 'finding missing' || refusal.because === 'not adjudicated');
    return { refusals: refusals.filter((refusal) => !(findingsMissing && refusal.because === 'missing' && refusal.field === 'outcome')) };
  }
  const asked = form.asks?.note(read.command as never);
  return { decision, warnings: form.warnings?.(file as never, read.command as never, context) ?? [], ...(asked === undefined ? {} : { asked }) };
}
