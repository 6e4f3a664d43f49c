import type { AgreedCost, Invoice, RepresentationFile } from '../../../../domain/case-file.ts';
import { inWords } from '../../../../domain/day.ts';
import { invoiceState, type InvoiceState } from '../../../../domain/invoices.ts';
import { invoicedRoles, type PaymentStage, paymentStages, timeUnits } from '../../../../domain/terms.ts';
import { pounds } from '../../../../reporting/house-style.ts';
import type { ChoiceField, FormSetting, FormsOf, NumberChoiceField, OpenField } from '../act-form.ts';
import { choicesOf, doneOn, mustDay, mustWrite } from '../fields.ts';
import { stageNow } from './money-and-learning.ts';

const ownPractice = 'The council’s own practice';
const perHourOrDay = timeUnits.map((value) => ({ value, text: value === 'hour' ? 'An hour' : 'A day' }));

/** What is invoiced is most often the investigation, also when the Ombudsman has asked since. */
function stageInvoiced(setting: FormSetting): PaymentStage {
  return setting.file.stage2.state === 'accepted' && setting.file.stage3.state !== 'requested' ? 'stage2' : stageNow(setting);
}

function roleField(label: string, { say, file }: FormSetting): ChoiceField<(typeof invoicedRoles)[number]> & { need: 'always' } {
  return { kind: 'choice', label, need: 'always', choices: choicesOf(invoicedRoles, say), ...(file.stage2.state === 'accepted' ? { start: 'investigating_officer' } : {}) };
}

function supplierField(label: string, { suppliers = [] }: FormSetting, hint: string): OpenField {
  return { kind: 'open choice', label, hint, other: 'Or somebody else, by name', choices: suppliers.map((value) => ({ value, text: value })) };
}

function standsAs(file: RepresentationFile, ...states: readonly InvoiceState[]): readonly Invoice[] {
  return file.invoices.filter((invoice) => states.includes(invoiceState(invoice, file.payments)));
}

function invoiceField({ file }: FormSetting, ...states: readonly InvoiceState[]): NumberChoiceField & { need: 'always' } {
  const fitting = standsAs(file, ...states);
  return {
    kind: 'number choice', label: 'Invoice', need: 'always', ...(fitting.length === 1 ? { start: String(fitting[0]?.invoice) } : {}),
    choices: fitting.map(({ invoice, number, amountPence, supplier, datedOn }) => ({ value: String(invoice), text: `${number}, ${pounds(amountPence / 100)}`, hint: `${supplier ?? 'Supplier erased'}, dated ${inWords(datedOn)}` })),
  };
}

function agreedFor(file: RepresentationFile, { stage, role }: Pick<Invoice, 'stage' | 'role'>): AgreedCost | undefined {
  return file.agreedCosts.find((agreed) => agreed.stage === stage && agreed.role === role);
}

/** Says where the invoices of a part, rejected ones left out, come to more than was agreed for it. `more`: one that is not on record yet. */
function overAgreed(file: RepresentationFile, of: Pick<Invoice, 'stage' | 'role'>, more: number): readonly string[] {
  const agreed = agreedFor(file, of);
  if (agreed === undefined) return [];
  const asked = file.invoices.filter((invoice) => invoice.stage === of.stage && invoice.role === of.role && invoiceState(invoice, file.payments) !== 'rejected').reduce((sum, { amountPence }) => sum + amountPence, 0) + more;
  return asked <= agreed.estimatePence ? [] : [`${pounds(agreed.estimatePence / 100)} was agreed for this part. With this invoice ${pounds(asked / 100)} has been asked for.`];
}

/** What is agreed, row by row, for whoever looks at an invoice. */
function agreedRows({ file, say }: FormSetting) {
  return file.agreedCosts.map(({ stage, role, estimatePence, ratePence, per }) => ({
    name: `Agreed for ${say(role).toLowerCase()}, ${say(stage).toLowerCase()}`, value: `${pounds(estimatePence / 100)}${ratePence === undefined || per === undefined ? '' : `, at ${pounds(ratePence / 100)} ${per === 'hour' ? 'an hour' : 'a day'}`}`,
  }));
}

export const costForms: FormsOf<'agreeCost' | 'receiveInvoice' | 'queryInvoice' | 'approveInvoice' | 'payInvoice' | 'rejectInvoice'> = {
  agreeCost: {
    step: 'money', by: 'recordCases',
    law: [{ text: 'What is agreed before the work is what its invoices are held against. It is no spend.', source: ownPractice }],
    onRecord: agreedRows,
    fields: (setting) => ({
      role: roleField('What for', setting),
      stage: { kind: 'choice', label: 'Stage', need: 'always', start: stageInvoiced(setting), choices: choicesOf(paymentStages, setting.say) },
      supplier: supplierField('With whom (optional)', setting, 'Who will send the invoices'),
      estimatePence: { kind: 'money', label: 'Estimate in all', need: 'always', hint: 'VAT included, where it is charged' },
      ratePence: { kind: 'money', label: 'Rate' },
      per: { kind: 'choice', label: 'Rate for', choices: perHourOrDay },
      on: doneOn('Date it was agreed', setting),
      note: { kind: 'text', label: 'Note', hint: 'Such as what is included: travel, interviews' },
    }),
    possible: () => true,
  },
  receiveInvoice: {
    step: 'money', by: 'recordCases',
    law: [{ text: 'An invoice counts as spend when it is paid, and not before. The same number from the same supplier is taken once.', source: ownPractice }],
    onRecord: agreedRows,
    fields: (setting) => ({
      supplier: { ...supplierField('Who sent it', setting, 'A person or a firm'), need: 'always' },
      number: { kind: 'text', label: 'Number of the invoice', hint: 'As it stands on the invoice', need: 'always' },
      datedOn: mustDay('Date of the invoice'),
      on: doneOn('Date received', setting),
      role: roleField('What for', setting),
      stage: { kind: 'choice', label: 'Stage', need: 'always', start: stageInvoiced(setting), choices: choicesOf(paymentStages, setting.say) },
      amountPence: { kind: 'money', label: 'Amount to pay', need: 'always', hint: 'VAT included' },
      vatPence: { kind: 'money', label: 'VAT in it' },
      quantityHundredths: { kind: 'quantity', label: 'How many hours or days', hint: 'Such as 7.5' },
      ratePence: { kind: 'money', label: 'Rate' },
      per: { kind: 'choice', label: 'Rate for', choices: perHourOrDay },
      note: { kind: 'text', label: 'Note' },
    }),
    warnings: (file, { stage, role, amountPence, vatPence = 0, quantityHundredths, ratePence }) => {
      const worked = quantityHundredths === undefined || ratePence === undefined ? undefined : Math.round((quantityHundredths * ratePence) / 100);
      return [
        ...(worked === undefined || worked + vatPence === amountPence ? [] : [`The hours or days at their rate come to ${pounds(worked / 100)}${vatPence === 0 ? '' : `, with VAT ${pounds((worked + vatPence) / 100)}`}, and the amount is ${pounds(amountPence / 100)}. Expenses can be the reason.`]),
        ...overAgreed(file, { stage, role }, amountPence),
      ];
    },
    possible: () => true,
  },
  queryInvoice: {
    step: 'money', by: 'recordCases',
    law: [{ text: 'A queried invoice waits until it is approved or rejected.', source: ownPractice }],
    fields: (setting) => ({ invoice: invoiceField(setting, 'received', 'queried', 'approved'), query: mustWrite('What is asked of the supplier'), on: doneOn('Date of the query', setting) }),
    possible: (file) => standsAs(file, 'received', 'queried', 'approved').length > 0,
  },
  approveInvoice: {
    step: 'money', by: 'decideCases',
    law: [{ text: 'You approve it in your own name.', source: ownPractice }],
    onRecord: agreedRows,
    fields: (setting) => ({ invoice: invoiceField(setting, 'received', 'queried'), approvedBy: { kind: 'fixed', value: setting.viewer.key }, on: doneOn('Date of approval', setting) }),
    warnings: (file, { invoice }) => {
      const approved = file.invoices.find((each) => each.invoice === invoice);
      return approved === undefined ? [] : overAgreed(file, approved, 0);
    },
    possible: (file) => standsAs(file, 'received', 'queried').length > 0,
  },
  payInvoice: {
    step: 'money', by: 'recordCases',
    law: [{ text: 'Its whole amount goes on record as a payment, and so as spend of the day it was paid.', source: ownPractice }],
    fields: (setting) => ({ invoice: invoiceField(setting, 'approved'), on: doneOn('Date paid', setting) }),
    possible: (file) => standsAs(file, 'approved').length > 0,
  },
  rejectInvoice: {
    step: 'money', by: 'recordCases',
    law: [{ text: 'It is not paid. A corrected invoice can come under the same number.', source: ownPractice }],
    fields: (setting) => ({ invoice: invoiceField(setting, 'received', 'queried', 'approved'), reason: mustWrite('Why it is not paid'), on: doneOn('Date it was rejected', setting) }),
    possible: (file) => standsAs(file, 'received', 'queried', 'approved').length > 0,
  },
};
