import { acts, complimentActs } from '../../../domain/acts/index.ts';
import type { CaseFile } from '../../../domain/case-file.ts';
import { accessForms, anythingForms, recordForms } from './forms/anything.ts';
import { complimentOnlyForms } from './forms/compliments.ts';
import { costForms } from './forms/costs.ts';
import { learningForms, paymentForms } from './forms/money-and-learning.ts';
import { ombudsmanForms } from './forms/ombudsman.ts';
import { receiptForms } from './forms/receipt.ts';
import { stage1Forms } from './forms/stage1.ts';
import { stage2Forms } from './forms/stage2.ts';
import { stage3Forms } from './forms/stage3.ts';
import type { AnyForm, FieldsByName, FormKey, FormSetting, FormsOf } from './act-form.ts';

/** A form for every act, in the order the work is done. */
export const forms: FormsOf<FormKey> = { ...receiptForms, ...stage1Forms, ...stage2Forms, ...stage3Forms, ...ombudsmanForms, ...costForms, ...paymentForms, ...learningForms, ...accessForms, ...recordForms, ...anythingForms };

export const formKeys: readonly FormKey[] = Object.keys(forms) as FormKey[];

const { note, correctFact } = recordForms;
/** The forms of each kind of case, by the act's key. An Ombudsman's matter of no case has those of the Ombudsman; a compliment a few of its own. */
const formsOfKind: { readonly [K in CaseFile['kind']]: Readonly<Record<string, AnyForm>> } = {
  representation: forms,
  unattached: { ...ombudsmanForms, ...paymentForms, note, correctFact },
  compliment: { ...complimentOnlyForms, note, correctFact, ...accessForms },
};

export function formKeysOf(kind: CaseFile['kind']): readonly string[] {
  return Object.keys(formsOfKind[kind]);
}

/** The form of an act for a kind of case; undefined where that kind has no such act. */
export function formFor(kind: CaseFile['kind'], act: string): AnyForm | undefined {
  return Object.hasOwn(formsOfKind[kind], act) ? formsOfKind[kind][act] : undefined;
}

const everyAct: Readonly<Record<string, { readonly name: string }>> = { ...acts, ...complimentActs };

/** What an act is called where it is not done to a case. */
const namesOfKind: { readonly [K in CaseFile['kind']]: Readonly<Record<string, string>> } = {
  representation: {}, unattached: {}, compliment: { restrict: 'Restrict the compliment' },
};

/** An act's name on a button or a page; undefined where there is no such act. */
export function nameOfAct(act: string, kind: CaseFile['kind'] = 'representation'): string | undefined {
  if (Object.hasOwn(namesOfKind[kind], act)) return namesOfKind[kind][act];
  return Object.hasOwn(everyAct, act) ? everyAct[act]?.name : undefined;
}

/** A setting as a form is given it: the tables above hold each form only under the kinds of case that it is for. */
export function settingFor(setting: FormSetting<CaseFile>): FormSetting<never> {
  return setting as FormSetting<never>;
}

/** The fields of an act's form as the case stands. */
export function fieldsOf(form: AnyForm, setting: FormSetting<CaseFile>): FieldsByName {
  return form.fields(settingFor(setting));
}
