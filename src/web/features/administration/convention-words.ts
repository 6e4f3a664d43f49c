import type { Conventions } from '../../../domain/conventions.ts';

/** Each convention as a question, with its answers. */
export const conventionWords: { readonly [C in keyof Conventions]: { readonly question: string; readonly choices: Readonly<Record<string, string>> } } = {
  dayCount: { question: 'Is the day on which a clock starts counted?', choices: { 'exclude-start': 'No, counting starts on the next working day', 'include-start': 'Yes, it is day 1' } },
  receipt: { question: 'When is something received that arrives on a day that is not a working day?', choices: { 'arrival-day': 'On the day it arrives', 'next-working-day': 'On the next working day' } },
  responseWindow: { question: 'From when does the complainant have time to ask for the next stage?', choices: { 'from-receipt': 'From the day they received the response, where it is known', 'from-sending': 'From the day it was sent' } },
  panelPapers: { question: 'How are the ten working days before a panel counted?', choices: { 'counted-back': 'Back from the panel, whose own day is day 0', 'clear-days': 'Ten clear working days between the papers and the panel' } },
  suspension: { question: 'While an advocate is being found, may stage 1 go past its longest time?', choices: { 'may-pass-maximum': 'Yes, those days are not counted at all', 'within-maximum': 'No, the longest time stays as it is' } },
  stage2Start: { question: 'From when is stage 2 counted?', choices: { request: 'From the request', statement: 'From the day the statement of complaint is agreed' } },
  oneYearExpiry: { question: 'When does a year end whose last day is not a working day?', choices: { 'next-working-day': 'On the next working day', 'same-day': 'On that day all the same' } },
};
