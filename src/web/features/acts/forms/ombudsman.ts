import type { OmbudsmansFile } from '../../../../domain/acts/ombudsman-matter.ts';
import type { OmbudsmanMatter, OmbudsmanRemedy } from '../../../../domain/case-file.ts';
import { inWords } from '../../../../domain/day.ts';
import { remedyState } from '../../../../domain/ombudsman-matters.ts';
import { ombudsmanDecisions } from '../../../../domain/terms.ts';
import type { Choice, ChoiceField, FormSetting, FormsOf, NumberTicksField } from '../act-form.ts';
import { choicesOf, doneOn, mayDay, mustWrite, serviceField } from '../fields.ts';

type Setting = FormSetting<OmbudsmansFile>;

const ombudsman = 'Local Government and Social Care Ombudsman';

/** Which of the Ombudsman's matters in the case; chosen already where only one fits. */
function matterField({ file }: Setting, fits: (matter: OmbudsmanMatter) => boolean): ChoiceField<string> & { need: 'always' } {
  const fitting = file.ombudsman.filter(fits);
  const [only] = fitting.length === 1 ? fitting : [];
  return { kind: 'choice', label: 'The Ombudsman’s reference', need: 'always', choices: file.ombudsman.map(({ ombudsmanRef }) => ({ value: ombudsmanRef, text: ombudsmanRef })), ...(only === undefined ? {} : { start: only.ombudsmanRef }) };
}

const open = ({ decidedOn, closedOn }: OmbudsmanMatter) => decidedOn === undefined && closedOn === undefined;
const toReply = (matter: OmbudsmanMatter) => open(matter) && matter.repliedOn === undefined;
const toComment = (matter: OmbudsmanMatter) => open(matter) && matter.draftOn !== undefined && matter.commentsSentOn === undefined;
const toClose = ({ decidedOn, closedOn }: OmbudsmanMatter) => decidedOn !== undefined && closedOn === undefined;
const some = (fits: (matter: OmbudsmanMatter) => boolean) => (file: OmbudsmansFile) => file.ombudsman.some(fits);
const remedyIn = (fits: (remedy: OmbudsmanRemedy) => boolean) => (matter: OmbudsmanMatter) => matter.remedies.some(fits);
const toDo = remedyIn(({ completedOn }) => completedOn === undefined);
const toSend = remedyIn((remedy) => remedy.completedOn !== undefined && remedy.satisfied !== true);
const toAnswer = remedyIn(({ satisfied }) => satisfied !== true);
const publicReport = (matter: OmbudsmanMatter) => matter.publicReport === true;


const stateInWords = { 'to do': 'not done yet', done: 'done, evidence not sent', 'with the Ombudsman': 'evidence is with the Ombudsman', 'not accepted': 'not accepted by the Ombudsman', accepted: 'accepted by the Ombudsman' } as const;

/** `Remedy 2: Apologise`, with its day and how it stands. */
function remedyChoice(remedy: OmbudsmanRemedy, number: number, value = String(number)): Choice {
  return { value, text: `Remedy ${number}: ${remedy.remedy}`, hint: `${remedy.dueOn === undefined ? 'No day is set' : `Due ${inWords(remedy.dueOn)}`}, ${stateInWords[remedyState(remedy)]}` };
}

/** A remedy as the page before offers it: the Ombudsman's reference, and the remedy's number after the last full stop. */
function remedyChosen(chosen: string | undefined): { readonly ombudsmanRef: string; readonly remedy: number } {
  const [, ombudsmanRef = '', remedy = ''] = /^(.*)\.(\d+)$/su.exec(chosen ?? '') ?? [];
  return { ombudsmanRef, remedy: Number(remedy) };
}

/** The matter whose remedies are asked for: the one chosen, or the only one that there is to choose. */
function matterChosen({ file, chosen }: Setting, fits: (matter: OmbudsmanMatter) => boolean): OmbudsmanMatter | undefined {
  return file.ombudsman.find(({ ombudsmanRef }) => ombudsmanRef === chosen) ?? file.ombudsman.find(fits);
}

function chooseMatter({ file }: Setting, fits: (matter: OmbudsmanMatter) => boolean) {
  const fitting = file.ombudsman.filter(fits);
  return fitting.length < 2 ? undefined : { label: 'Which of the Ombudsman’s cases is it?', choices: fitting.map(({ ombudsmanRef }) => ({ value: ombudsmanRef, text: ombudsmanRef })) };
}

function remediesField(label: string, matter: OmbudsmanMatter | undefined, fits: (remedy: OmbudsmanRemedy) => boolean): NumberTicksField & { need: 'always' } {
  const choices = (matter?.remedies ?? []).flatMap((remedy, index) => (fits(remedy) ? [remedyChoice(remedy, index + 1)] : []));
  return { kind: 'number ticks', label, need: 'always', choices, ...(choices.length === 0 ? { hint: 'There is none of which this can be said now' } : {}) };
}

export const ombudsmanForms: FormsOf<
  'receiveOmbudsmanEnquiry' | 'replyToOmbudsman' | 'receiveOmbudsmanDraft' | 'answerOmbudsmanDraft' | 'recordOmbudsmanDecision' | 'completeOmbudsmanRemedy' | 'notifyOmbudsmanCompliance' | 'recordOmbudsmanCompliance'
  | 'publiciseOmbudsmanReport' | 'answerOmbudsmanReport' | 'closeOmbudsmanCase', OmbudsmansFile
> = {
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
    law: [{ text: 'Each remedy agreed has its own day, and in a case becomes a learning action too. The Ombudsman asks for proof that it was done.', source: ombudsman }],
    fields: (setting) => ({
      on: doneOn('Date of the decision', setting), ombudsmanRef: matterField(setting, open),
      decision: { kind: 'choice', label: 'Decision', need: 'always', choices: choicesOf(ombudsmanDecisions, setting.say) },
      remedies: { kind: 'remedies with days', label: 'Remedies agreed', people: setting.people.map(({ key, name }) => ({ value: key, text: name })) },
      publicReport: { kind: 'tick', label: 'The Ombudsman made a public report', hint: 'Local Government Act 1974 section 30. Public notice is due within two weeks, and an answer to the Ombudsman within three months.' },
      publicReportReceivedOn: mayDay('Date the public report was received', 'Where it is not the date of the decision'),
    }),
    warnings: (_file, { decision, remedies = [] }) => (decision === 'upheld_fault_and_injustice' && remedies.length === 0 ? ['The Ombudsman found injustice, and no remedy is on this form. Enter what was agreed, so that it is followed up.'] : []),
    possible: some(open),
  },
  completeOmbudsmanRemedy: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T28'],
    law: [{ text: 'With the evidence that it was done: what there is, and where it is. Its time is met once the Ombudsman has the evidence.', source: ombudsman }],
    chooseFirst: ({ file }) => ({
      label: 'Which remedy was carried out?',
      choices: file.ombudsman.flatMap(({ ombudsmanRef, remedies }) => remedies.flatMap((remedy, index) => (remedy.completedOn === undefined ? [{ ...remedyChoice(remedy, index + 1, `${ombudsmanRef}.${index + 1}`), text: `${ombudsmanRef}, remedy ${index + 1}: ${remedy.remedy}` }] : []))),
    }),
    onRecord: ({ file, chosen }) => {
      const { ombudsmanRef, remedy } = remedyChosen(chosen);
      const found = file.ombudsman.find((matter) => matter.ombudsmanRef === ombudsmanRef)?.remedies[remedy - 1];
      return found === undefined ? [] : [{ name: `Remedy ${remedy} of ${ombudsmanRef}`, value: found.remedy }, ...(found.dueOn === undefined ? [] : [{ name: 'Due', value: inWords(found.dueOn) }])];
    },
    fields: (setting) => {
      const { ombudsmanRef, remedy } = remedyChosen(setting.chosen);
      return { ombudsmanRef: { kind: 'fixed', value: ombudsmanRef }, remedy: { kind: 'fixed', value: remedy }, on: doneOn('Date it was done', setting), evidence: mustWrite('Evidence') };
    },
    possible: some(toDo),
  },
  notifyOmbudsmanCompliance: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T28'],
    law: [{ text: 'The Ombudsman watches whether what was agreed is done, and when, and publishes it for each council.', source: ombudsman }],
    chooseFirst: (setting) => chooseMatter(setting, toSend),
    fields: (setting) => {
      const matter = matterChosen(setting, toSend);
      return {
        ombudsmanRef: { kind: 'fixed', value: matter?.ombudsmanRef ?? '' }, remedies: remediesField('Remedies that the evidence is of', matter, (remedy) => remedy.completedOn !== undefined && remedy.satisfied !== true),
        on: doneOn('Date the evidence was sent', setting),
      };
    },
    possible: some(toSend),
  },
  recordOmbudsmanCompliance: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T28'],
    law: [{ text: 'A remedy that the Ombudsman does not accept is still due on its day.', source: ombudsman }],
    chooseFirst: (setting) => chooseMatter(setting, toAnswer),
    fields: (setting) => {
      const matter = matterChosen(setting, toAnswer);
      return {
        ombudsmanRef: { kind: 'fixed', value: matter?.ombudsmanRef ?? '' }, remedies: remediesField('Remedies that the Ombudsman wrote about', matter, (remedy) => remedy.satisfied !== true),
        satisfied: { kind: 'yes or no', label: 'Is the Ombudsman satisfied with them?', missing: 'Select whether the Ombudsman is satisfied', need: 'always' },
        comment: { kind: 'paragraphs', label: 'What the Ombudsman said, or still wants', hint: 'Needed where the Ombudsman is not satisfied', need: 'sometimes' },
        on: doneOn('Date of the Ombudsman’s answer', setting),
      };
    },
    possible: some((matter) => toAnswer(matter) && matter.decidedOn !== undefined),
  },
  publiciseOmbudsmanReport: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T29a'],
    law: [{ text: 'Within two weeks of receiving the report the council gives public notice that anybody can read it, in newspapers or as it sees fit.', source: 'Local Government Act 1974 section 30(5)' }],
    fields: (setting) => ({ on: doneOn('Date of the public notice', setting), ombudsmanRef: matterField(setting, (matter) => publicReport(matter) && matter.reportPublicisedOn === undefined) }),
    possible: some((matter) => publicReport(matter) && matter.reportPublicisedOn === undefined),
  },
  answerOmbudsmanReport: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T29'],
    law: [{ text: 'The report is laid before the council, which tells the Ombudsman within three months of receiving it what it has done or will do.', source: 'Local Government Act 1974 section 31(2)' }],
    fields: (setting) => ({ on: doneOn('Date of the answer', setting), ombudsmanRef: matterField(setting, (matter) => publicReport(matter) && matter.reportAnsweredOn === undefined) }),
    possible: some((matter) => publicReport(matter) && matter.reportAnsweredOn === undefined),
  },
  closeOmbudsmanCase: {
    step: 'ombudsman', by: 'recordCases', clocks: ['T28'],
    law: [{ text: 'Once the Ombudsman is satisfied that what was agreed has been done.', source: ombudsman }],
    fields: (setting) => ({ on: doneOn('Date the Ombudsman closed the case', setting), ombudsmanRef: matterField(setting, toClose) }),
    warnings: (file, { ombudsmanRef }) => {
      const waiting = file.ombudsman.find((matter) => matter.ombudsmanRef === ombudsmanRef)?.remedies.filter((remedy) => remedy.satisfied !== true).length ?? 0;
      return waiting === 0 ? [] : [`It is not on record that the Ombudsman accepted ${waiting === 1 ? 'one of the remedies' : `${waiting} of the remedies`}. Once the case is closed, nothing is due on them any more.`];
    },
    possible: some(toClose),
  },
};
