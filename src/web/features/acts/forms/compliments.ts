import type { ComplimentFile } from '../../../../domain/case-file.ts';
import type { FormsOf } from '../act-form.ts';
import { doneOn } from '../fields.ts';

const ownPractice = 'The council’s own practice';

export const complimentOnlyForms: FormsOf<'passOnCompliment' | 'thankForCompliment' | 'withdrawPublishConsent', ComplimentFile> = {
  passOnCompliment: {
    step: 'anything', by: 'recordCases',
    law: [{ text: 'Praise does most good where it reaches whoever earned it, and their manager.', source: ownPractice }],
    onRecord: ({ file }) => (file.credited === undefined ? [] : [{ name: 'Who is praised', value: file.credited }]),
    fields: (setting) => ({ on: doneOn('Date it was passed on', setting), to: { kind: 'text', label: 'To whom', hint: 'A worker, a team or their manager', need: 'always', ...(setting.file.credited === undefined ? {} : { start: setting.file.credited }) } }),
    possible: () => true,
  },
  thankForCompliment: {
    step: 'anything', by: 'recordCases',
    law: [{ text: 'A word of thanks shows that it was read.', source: ownPractice }],
    fields: (setting) => ({ on: doneOn('Date they were thanked', setting) }),
    possible: (file) => file.thankedOn === undefined,
  },
  withdrawPublishConsent: {
    step: 'anything', by: 'recordCases',
    law: [{ text: 'Reports made from now on do not quote it. It is still counted.', source: 'Data protection: consent can be withdrawn as easily as it was given' }],
    fields: (setting) => ({ on: doneOn('Date consent was withdrawn', setting), reason: { kind: 'paragraphs', label: 'What they said' } }),
    possible: (file) => file.publishConsent === 'yes',
  },
};
