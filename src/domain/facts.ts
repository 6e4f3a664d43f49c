import type { CaseFile } from './case-file.ts';
import type { CorrectableFact } from './events.ts';
import { factsOfCompliments, type factsOfComplimentsAlone } from './facts/compliment.ts';
import { factsOfElements } from './facts/elements.ts';
import type { Fact, Owner } from './facts/fact.ts';
import { factsOfLearningActions } from './facts/learning-actions.ts';
import { factsOfMattersAndPayments } from './facts/matters-and-payments.ts';
import { factsOfReceipt } from './facts/received.ts';
import { factsOfStage1 } from './facts/stage1.ts';
import { factsOfStage2 } from './facts/stage2.ts';
import { factsOfStage3 } from './facts/stage3.ts';

/** Every fact of a representation that may be put right, with what it may be, where it is kept, what it comes before and after. Without one, this does not compile. */
export const factsOfRepresentations: { readonly [F in Exclude<CorrectableFact, keyof typeof factsOfComplimentsAlone>]: Fact } = {
  ...factsOfReceipt, ...factsOfStage1, ...factsOfStage2, ...factsOfStage3, ...factsOfElements, ...factsOfMattersAndPayments, ...factsOfLearningActions,
};

/** Whether a fact is one of a table's. */
export function isAmong<T extends object>(facts: T, fact: string): fact is Extract<keyof T, string> {
  return Object.hasOwn(facts, fact);
}

/** What a fact is at present, as text; empty where it is not known, or the case has no such element, matter, payment or action (`which`). */
export function presentValueOf(file: CaseFile, fact: CorrectableFact, element?: number, which?: string): string {
  return String(presentFact(file, fact, { element, which }) ?? '');
}

function presentFact(file: CaseFile, fact: CorrectableFact, of: Owner): string | number | undefined {
  switch (file.kind) {
    case 'compliment': return isAmong(factsOfCompliments, fact) ? factsOfCompliments[fact].read(file) : undefined;
    case 'unattached': return isAmong(factsOfMattersAndPayments, fact) ? factsOfMattersAndPayments[fact].read(file, of) : undefined;
    case 'representation': return isAmong(factsOfRepresentations, fact) ? factsOfRepresentations[fact].read(file, of) : undefined;
    default: return file satisfies never;
  }
}
