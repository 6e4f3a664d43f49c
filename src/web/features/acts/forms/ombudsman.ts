import type { RepresentationFile } from '../../../../domain/case-file.ts';
import type { OmbudsmanMatter } from '../../../../domain/case-file.ts';
import { ombudsmanDecisions } from '../../../../domain/terms.ts';
import type { ChoiceField, FormSetting, FormsOf } from '../act-form.ts';
import { choicesOf, doneOn, mayDay, serviceField } from '../fields.ts';

const ombudsman = 'Local Government and Social Care Ombudsman';

/** Which of the Ombudsman's matters in the case; chosen already where only one fits. */
function matterField({ file }: FormSetting, fits: (matter: OmbudsmanMatter) => boolean): ChoiceField<string> & { need: 'always' } {
  const fitting = file.ombudsman.filter(fits);
  const [only] = fitting.length === 1 ? fitting : [];
  return { kind: 'choice', label: 'The Ombudsman’s reference', need: 'always', choices: file.ombudsman.map(({ ombudsmanRef }) => ({ value: ombudsmanRef, text: ombudsmanRef })), ...(only === undefined ? {} : { start: only.ombudsmanRef }) };
}

const open = ({ decidedOn, closedOn }: OmbudsmanMatter) => decidedOn === undefined && closedOn === undefined;
const toReply = (matter: OmbudsmanMatter) => open(matter) && matter.repliedOn === undefined;
const toComment = (matter: OmbudsmanMatter) => open(matter) && matter.draftOn !== undefined && matter.commentsSentOn === undefined;
const toClose = ({ decidedOn, closedOn }: OmbudsmanMatter) => decidedOn !== undefined && closedOn === undefined;
const some = (fits: (matter: OmbudsmanMatter) => boolean) => (file: RepresentationFile) => file.ombudsman.some(fits);

export const ombudsmanForms: FormsOf<'receiveOmbudsmanEnquiry' | 'replyToOmbudsman' | 'receiveOmbudsmanDraft' | 'answerOmbudsmanDraft' | 'recordOmbudsmanDecision' | 'closeOmbudsmanCase'> = {
  receiveOmbudsmanEnquiry: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T25', 'T26'],
    law: [{ text: 'The Ombudsman’s letter states the day to reply by. Papers asked for before a case is allocated are due in ten working days.', source: ombudsman }],
    fields: (setting) => ({
      on: doneOn('Date of the enquiry', setting),
      ombudsmanRef: { kind: 'text', label: 'The Ombudsman’s reference', need: 'always' },
      kind: { kind: 'choice', label: 'What is asked for', choices: [{ value: 'documents', text: 'Documents, before a case is allocated' }, { value: 'full', text: 'A full reply' }] },
      replyDueOn: mayDay('Date the reply is due', 'As the letter states it'),
      service: serviceField('Service', setting),
    }),
    possible: () => true,
  },
  replyToOmbudsman: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T25', 'T26'],
    law: [{ text: 'By the day that the letter states.', source: ombudsman }],
    fields: (setting) => ({ on: doneOn('Date of the reply', setting), ombudsmanRef: matterField(setting, toReply) }),
    possible: some(toReply),
  },
  receiveOmbudsmanDraft: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T27'],
    law: [{ text: 'The letter states the day to comment by.', source: ombudsman }],
    fields: (setting) => ({ on: doneOn('Date of the draft', setting), ombudsmanRef: matterField(setting, open), commentsDueOn: mayDay('Date comments are due', 'As the letter states it') }),
    possible: some(open),
  },
  answerOmbudsmanDraft: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T27'],
    law: [{ text: 'By the day that the letter states.', source: ombudsman }],
    fields: (setting) => ({ on: doneOn('Date the comments were sent', setting), ombudsmanRef: matterField(setting, toComment) }),
    possible: some(toComment),
  },
  recordOmbudsmanDecision: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T28', 'T29'],
    law: [{ text: 'Each remedy agreed has its own day, and becomes a learning action of this case. The Ombudsman asks for proof that it was done.', source: ombudsman }],
    fields: (setting) => ({
      on: doneOn('Date of the decision', setting), ombudsmanRef: matterField(setting, open),
      decision: { kind: 'choice', label: 'Decision', need: 'always', choices: choicesOf(ombudsmanDecisions, setting.say) },
      remedies: { kind: 'remedies with days', label: 'Remedies agreed' },
      publicReport: { kind: 'tick', label: 'The Ombudsman made a public report', hint: 'Local Government Act 1974 section 30' },
    }),
    warnings: (_file, { decision, remedies = [] }) => (decision === 'upheld_fault_and_injustice' && remedies.length === 0 ? ['The Ombudsman found injustice, and no remedy is on this form. Enter what was agreed, so that it is followed up.'] : []),
    possible: some(open),
  },
  closeOmbudsmanCase: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T28'],
    law: [{ text: 'Once the Ombudsman is satisfied that what was agreed has been done.', source: ombudsman }],
    fields: (setting) => ({ on: doneOn('Date the Ombudsman closed the case', setting), ombudsmanRef: matterField(setting, toClose) }),
    possible: some(toClose),
  },
};
