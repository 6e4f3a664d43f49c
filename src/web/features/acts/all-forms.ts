import { anythingForms } from './forms/anything.ts';
import { moneyAndLearningForms } from './forms/money-and-learning.ts';
import { ombudsmanForms } from './forms/ombudsman.ts';
import { receiptForms } from './forms/receipt.ts';
import { stage1Forms } from './forms/stage1.ts';
import { stage2Forms } from './forms/stage2.ts';
import { stage3Forms } from './forms/stage3.ts';
import type { FormKey, FormSpec, FormsOf } from './act-form.ts';

/** A form for every act, in the order the work is done. */
export const forms: FormsOf<FormKey> = { ...receiptForms, ...stage1Forms, ...stage2Forms, ...stage3Forms, ...ombudsmanForms, ...moneyAndLearningForms, ...anythingForms };

export const formKeys: readonly FormKey[] = Object.keys(forms) as FormKey[];

export function isFormKey(key: string): key is FormKey {
  return Object.hasOwn(forms, key);
}

/** What any form has in common, whichever act it is for. */
export type AnyForm = Omit<FormSpec<FormKey>, 'fields' | 'asks' | 'warnings'>;
export function formOf<K extends FormKey>(key: K): FormSpec<K> {
  return forms[key];
}
