import type { OmbudsmanMatter } from '../case-file.ts';
import { day } from '../day.ts';
import { ombudsmanDecisions } from '../terms.ts';
import { never, withField, type FactOfAny, type Owner, type TextKey } from './fact.ts';
import { step } from './steps.ts';

const matterOf = ({ ombudsman }: { readonly ombudsman: readonly OmbudsmanMatter[] }, { which }: Owner): OmbudsmanMatter | undefined => ombudsman.find(({ ombudsmanRef }) => ombudsmanRef === which);

function ofMatter(field: TextKey<OmbudsmanMatter>, more: Omit<FactOfAny, 'read' | 'correct' | 'mayBeFilledIn'>, also: (corrected: OmbudsmanMatter) => OmbudsmanMatter = (corrected) => corrected): FactOfAny {
  return {
    ...more, mayBeFilledIn: never,
    read: (file, of) => matterOf(file, of)?.[field],
    correct: (next, to, { which }) => { next.ombudsman = next.ombudsman.map((matter) => (matter.ombudsmanRef === which ? also(withField(matter, field, to)) : matter)); },
  };
}

function ofPayment(field: 'amountPence' | 'on', more: Omit<FactOfAny, 'read' | 'correct' | 'mayBeFilledIn'>): FactOfAny {
  return {
    ...more, mayBeFilledIn: never,
    read: ({ payments }, { which }) => payments.find((_, index) => String(index + 1) === which)?.[field],
    correct: (next, to, { which }) => {
      const corrected = field === 'amountPence' ? { amountPence: Number(to) } : { on: day(to) };
      next.payments = next.payments.map((payment, index) => (String(index + 1) === which ? { ...payment, ...corrected } : payment));
    },
  };
}

function stepsOfMatter(matter: OmbudsmanMatter | undefined) {
  return {
    enquiry: step(matter?.receivedOn, 'the Ombudsman’s enquiry was received'), enquiredAgain: step(matter?.enquiredOn, 'the Ombudsman enquired again'), replied: step(matter?.repliedOn, 'the reply was sent'),
    draft: step(matter?.draftOn, 'the draft was received'), decided: step(matter?.decisionUndated === true ? undefined : matter?.decidedOn, 'the Ombudsman decided'), closed: step(matter?.closedOn, 'the Ombudsman closed the case'),
  };
}

/** The facts of the Ombudsman's matters and of payments, in a case or in none. */
export const factsOfMattersAndPayments = {
  ombudsmanReceivedOn: ofMatter('receivedOn', {
    neverBlank: true,
    order: (file, of) => {
      const { enquiredAgain, replied, draft, decided, closed } = stepsOfMatter(matterOf(file, of));
      return { name: 'Date of the enquiry', before: [enquiredAgain, replied, draft, decided, closed] };
    },
  }),
  ombudsmanDecidedOn: ofMatter('decidedOn', {
    neverBlank: true,
    order: (file, of) => {
      const { enquiry, draft, closed } = stepsOfMatter(matterOf(file, of));
      return { name: 'Date of the decision', after: [enquiry, draft], before: [closed] };
    },
  }, (corrected) => withField(corrected, 'decisionUndated', '')),
  ombudsmanDecision: ofMatter('decision', { values: ombudsmanDecisions, neverBlank: true }),
  ombudsmanClosedOn: ofMatter('closedOn', {
    order: (file, of) => {
      const { enquiry, decided } = stepsOfMatter(matterOf(file, of));
      return { name: 'Date the Ombudsman closed the case', after: [enquiry, decided] };
    },
  }),
  paymentAmountPence: ofPayment('amountPence', { neverBlank: true }),
  paidOn: ofPayment('on', { neverBlank: true, order: (file) => ({ name: 'Date paid', after: [step(file.kind === 'representation' ? file.receivedOn : undefined, 'the complaint was received')] }) }),
} as const satisfies Record<string, FactOfAny>;
