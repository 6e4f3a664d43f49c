import { anythingForms } from './forms/anything.ts';
import { moneyAndLearningForms } from './forms/money-and-learning.ts';
import { ombudsmanForms } from './forms/ombudsman.ts';
import { receiptForms } from './forms/receipt.ts';
import { stage1Forms } from './forms/stage1.ts';
import { stage2Forms } from './forms/stage2.ts';
import { stage3Forms } from './forms/stage3.ts';
import type { FieldsByName, FormKey, FormSetting, FormsOf } from './act-form.ts';

/** A form for every act, in the order the work is done. */
export const forms: FormsOf<FormKey> = { ...receiptForms, ...stage1Forms, ...stage2Forms, ...stage3Forms, ...ombudsmanForms, ...moneyAndLearningForms, ...anythingForms };

export const formKeys: readonly FormKey[] = Object.keys(forms) as FormKey[];

export function isFormKey(key: string): key is FormKey {
  return Object.hasOwn(forms, key);
}

/** The fields of an act's form as the case stands. */
export function fieldsFor(key: FormKey, setting: FormSetting): FieldsByName {
  return forms[key].fields(setting) satisfies FieldsByName;
}
