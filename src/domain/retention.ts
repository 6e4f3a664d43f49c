import type { CaseFile } from './case-file.ts';
import { dayInEngland, daysAfter, monthsAfter, type Day } from './day.ts';
import { invoiceState } from './invoices.ts';
import { remedyMetOn } from './ombudsman-matters.ts';
import type { Certainty } from './procedure.ts';
import type { Handling } from './terms.ts';

/** Classes of record that are kept for the same time. No national figure was found for any of them, so each is a council's setting. */
export const recordClasses = ['in_care', 'statutory', 'corporate', 'other', 'compliment', 'pool'] as const;
export type RecordClass = (typeof recordClasses)[number];

export type RetentionRule = { readonly recordClass: RecordClass; readonly years: number; readonly source: string };

type Proposed = { readonly name: string; readonly countedFrom: 'closure' | 'receipt' | 'the day they left'; readonly years: number; readonly source: string; readonly certainty: Certainty };

/** What is proposed for each class where a council sets nothing. The longer of what was found: what was kept too long can be erased, and not the other way. */
export const proposedRetention: Readonly<Record<RecordClass, Proposed>> = {
  in_care: {
    name: 'Representations about a child in care, leaving care, or a care leaver', countedFrom: 'closure', years: 75,
    source: 'Devon and Kirklees keep the files of looked-after children for 75 years from birth; the day of birth is not on record here', certainty: 'FOUND-2nd',
  },
  statutory: { name: 'Statutory complaints', countedFrom: 'closure', years: 10, source: 'No national figure: 6 or 10 years from closure are usual', certainty: 'RECALLED(m)' },
  corporate: { name: 'Corporate complaints', countedFrom: 'closure', years: 6, source: 'Gateshead: at least 6 years', certainty: 'FOUND-2nd' },
  other: { name: 'Other representations: informal, withdrawn, redirected, declined, duplicate', countedFrom: 'closure', years: 6, source: 'As corporate complaints', certainty: 'INFERRED' },
  compliment: { name: 'Compliments', countedFrom: 'receipt', years: 6, source: 'As corporate complaints', certainty: 'INFERRED' },
  pool: { name: 'Investigators, independent persons and panel members who left the pool', countedFrom: 'the day they left', years: 6, source: 'No figure found: six years in which a claim on a contract may be brought', certainty: 'INFERRED' },
};

const inCare: ReadonlySet<string> = new Set(['child_in_care', 'leaving_care', 'care_leaver']);

/** The class of a representation. A child's care counts before the procedure. */
export function recordClassOf(representation: { readonly handledAs?: Handling | undefined; readonly childStatus?: string | undefined }): RecordClass {
  if (representation.childStatus !== undefined && inCare.has(representation.childStatus)) return 'in_care';
  return representation.handledAs === 'statutory' || representation.handledAs === 'corporate' ? representation.handledAs : 'other';
}

/** The last day on which a record must be kept. */
export function keepUntil(from: Day, years: number): Day {
  return monthsAfter(from, years * 12);
}

/** How many days after it was last saved a draft of a form is kept that was never sent: a council's setting within these bounds. */
export const draftDays = { proposed: 90, least: 7, most: 730, source: 'No figure found: long enough for leave and sickness, and no longer than a draft is of use', certainty: 'INFERRED' } as const satisfies { proposed: number; least: number; most: number; source: string; certainty: Certainty };

/** The last day on which a draft is kept. */
export function draftKeptUntil(savedAt: Date, days: number): Day {
  return daysAfter(dayInEngland(savedAt), days);
}

/** Why a case may be erased before its time, or when it has come. */
export const erasureGrounds = ['kept_long_enough', 'asked_for_by_the_person', 'recorded_by_mistake', 'court_or_commissioner'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];
export const erasureGroundNames: Readonly<Record<ErasureGround, string>> = {
  kept_long_enough: 'It has been kept as long as the schedule says',
  asked_for_by_the_person: 'The person it is about asked for it (UK GDPR article 17), and the council agreed',
  recorded_by_mistake: 'It was recorded by mistake',
  court_or_commissioner: 'A court or the Information Commissioner ordered it',
};

/** What is still to be done in a case, closed or not, for which its texts are needed. */
export type Unfinished = 'ombudsman matter' | 'remedy' | 'learning action' | 'invoice';

/** A matter of the Ombudsman's stands open until it is closed, or decided. Its remedies until the Ombudsman has the evidence of them. */
export function unfinishedIn(file: CaseFile): readonly Unfinished[] {
  const { ombudsman, payments } = file.kind === 'compliment' ? { ombudsman: [], payments: [] } : file;
  const { learningActions, invoices } = file.kind === 'representation' ? file : { learningActions: [], invoices: [] };
  const found: readonly (readonly [Unfinished, boolean])[] = [
    ['ombudsman matter', ombudsman.some((matter) => matter.closedOn === undefined && matter.decision === undefined)],
    ['remedy', ombudsman.some(({ closedOn, remedies }) => closedOn === undefined && remedies.some((remedy) => remedyMetOn(remedy) === undefined))],
    ['learning action', learningActions.some((action) => action.completedOn === undefined)],
    ['invoice', invoices.some((invoice) => !['paid', 'rejected'].includes(invoiceState(invoice, payments)))],
  ];
  return found.flatMap(([what, unfinished]) => (unfinished ? [what] : []));
}

const unfinishedInWords: Readonly<Record<Unfinished, string>> = {
  'ombudsman matter': 'The Ombudsman has not decided or closed a matter of this case. Record how it ended before the case is erased',
  remedy: 'The Ombudsman has not had the evidence of a remedy of this case. Record it before the case is erased',
  'learning action': 'A learning action of this case is not completed. Complete it before the case is erased',
  invoice: 'An invoice of this case is neither paid nor rejected. Settle it before the case is erased',
};

export type ErasureFacts = { readonly closedOn?: Day | undefined; readonly keepUntil?: Day | undefined; readonly onHold: boolean; readonly erased: boolean; readonly asked: boolean; readonly unfinished: readonly Unfinished[] };

/** Why a case may not be erased, as a sentence; undefined where it may. A second person must agree all the same. What a court or the Commissioner orders waits for nothing but a legal hold. */
export function whyNotErase(facts: ErasureFacts, today: Day, ground?: ErasureGround): string | undefined {
  if (facts.erased) return 'This case has been erased already';
  if (facts.onHold) return 'This case is on legal hold. Lift the hold before it is erased';
  if (facts.asked) return 'Somebody has asked already that this case be erased';
  if (facts.closedOn === undefined) return 'This case is open. Close it before it is erased';
  const [unfinished] = facts.unfinished;
  if (unfinished !== undefined && ground !== 'court_or_commissioner') return unfinishedInWords[unfinished];
  if (ground === 'kept_long_enough' && facts.keepUntil !== undefined && today <= facts.keepUntil) return 'This case has not been kept as long as the schedule says. Choose another ground, or wait';
  return undefined;
}
