import type { OmbudsmansFile } from '../../../../domain/acts/ombudsman-matter.ts';
import { inWords } from '../../../../domain/day.ts';
import { type PaymentStage, paymentRoles, paymentStages } from '../../../../domain/terms.ts';
import { pounds } from '../../../../reporting/house-style.ts';
import type { FormSetting, FormsOf } from '../act-form.ts';
import { choicesOf, doneOn, mayDay, mustWrite, notAsked, onePoint, person } from '../fields.ts';

/** Where a case is, as what it costs now is for. */
export function stageNow({ file }: FormSetting<OmbudsmansFile>): PaymentStage {
  if (file.kind === 'unattached') return 'ombudsman';
  if (file.ombudsman.length > 0) return 'ombudsman';
  return file.stage3.state === 'requested' ? 'stage3' : file.stage2.state === 'none' ? 'stage1' : 'stage2';
}

export const paymentForms: FormsOf<'recordPayment', OmbudsmansFile> = {
  recordPayment: {
    step: 'money', by: 'recordCases',
    law: [{ text: 'A payment to the complainant puts something right, so something has to have been upheld. Anything else is what the procedure cost.', source: 'The Ombudsman’s guidance on remedies' }],
    onRecord: ({ file, say }) => file.payments.map((payment) => ({ name: inWords(payment.on), value: `${pounds(payment.amountPence / 100)}, ${say(payment.role).toLowerCase()}, ${say(payment.stage).toLowerCase()}` })),
    fields: (setting) => ({
      on: doneOn('Date paid', setting, 'Or the date of the invoice'),
      amountPence: { kind: 'money', label: 'Amount', need: 'always' },
      role: { kind: 'choice', label: 'Paid to', missing: 'Select who was paid', need: 'always', choices: choicesOf(paymentRoles, setting.say) },
      stage: { kind: 'choice', label: 'Stage', need: 'always', start: stageNow(setting), choices: choicesOf(paymentStages, setting.say) },
      note: { kind: 'text', label: 'Note', hint: 'What it was for. Where there is an invoice, record that instead' },
    }),
    possible: () => true,
  },
};

export const learningForms: FormsOf<'promiseLearningAction' | 'completeLearningAction'> = {
  promiseLearningAction: {
    step: 'learning', by: 'recordCases', parts: ['respondingManager', 'adjudicatingOfficer'],
    law: [{ text: 'What was promised has somebody to do it and a day. Promised actions that are not done are fault.', source: 'Ombudsman decision 24-009-478' }],
    fields: (setting) => ({
      on: doneOn('Date it was promised', setting), action: mustWrite('What was promised', 'Name nobody: the head of the service reads it once it is overdue, and may not see the case'),
      owner: person('Who is to do it', setting, ['responding_manager', 'adjudicating_officer', 'senior_leader', 'complaints_manager', 'complaints_officer']),
      dueOn: { ...mayDay('Date it is to be done'), need: 'sometimes' },
      kind: { kind: 'text', label: 'Kind of action', hint: 'Such as training, supervision, procedure' },
      element: setting.file.elements.length === 0 ? notAsked : onePoint('Point it comes from', setting.file.elements),
    }),
    possible: (file) => file.closedOn === undefined,
  },
  completeLearningAction: {
    step: 'learning', by: 'recordCases', parts: ['respondingManager', 'adjudicatingOfficer'],
    law: [{ text: 'With the evidence that it was done: who can be shown it, and where it is.', source: 'Ombudsman decision 24-009-478' }],
    fields: (setting) => {
      const open = setting.file.learningActions.filter((action) => action.completedOn === undefined);
      return {
        on: doneOn('Date it was done', setting),
        learningAction: {
          kind: 'number choice', label: 'Action', need: 'always', ...(open.length === 1 ? { start: String(open[0]?.learningAction) } : {}),
          choices: open.map(({ learningAction, action, dueOn }) => ({ value: String(learningAction), text: action ?? `Action ${learningAction}`, ...(dueOn === undefined ? {} : { hint: `Due ${inWords(dueOn)}` }) })),
        },
        evidence: mustWrite('Evidence'),
      };
    },
    possible: (file) => file.learningActions.some((action) => action.completedOn === undefined),
  },
};
