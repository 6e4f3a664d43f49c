import type { ComplimentFile, RepresentationFile, UnattachedFile } from './case-file.ts';
import { type FactCorrected, type Judgement, judgedEndings } from './events.ts';
import { factsOfRepresentations, isAmong } from './facts.ts';
import { factsOfCompliments } from './facts/compliment.ts';
import { withField, type Draft } from './facts/fact.ts';
import { factsOfMattersAndPayments } from './facts/matters-and-payments.ts';
import { inProgress } from './facts/stage2.ts';

/** The file of a representation with a fact put right, whatever is judged otherwise because of it. */
export function corrected(file: RepresentationFile, event: FactCorrected): RepresentationFile {
  const next: Draft = { ...file };
  correctFact(next, event);
  return next;
}

/** What a correction makes of a representation's file: the fact it names, put right. An empty `to` says that the fact is not known, or that what has its day did not happen. */
export function correctFact(next: Draft, event: FactCorrected): void {
  const { fact } = event;
  if (isAmong(factsOfRepresentations, fact)) factsOfRepresentations[fact].correct(next, event.to, event);
  if (event.judgements !== undefined) putJudgements(next, event.judgements);
}

/** What a correction makes of a compliment's file. */
export function correctCompliment(next: { -readonly [K in keyof ComplimentFile]: ComplimentFile[K] }, { fact, to }: FactCorrected): void {
  if (isAmong(factsOfCompliments, fact)) factsOfCompliments[fact].correct(next, to);
}

/** The Ombudsman's matters and payments of no case, with a fact of one of them put right; undefined where it is none of theirs. */
export function correctMatterOrPayment({ ombudsman, payments }: UnattachedFile, event: FactCorrected): Pick<UnattachedFile, 'ombudsman' | 'payments'> | undefined {
  if (!isAmong(factsOfMattersAndPayments, event.fact)) return undefined;
  const next = { ombudsman, payments };
  factsOfMattersAndPayments[event.fact].correct(next, event.to, event);
  return next;
}

const judgementFields = { adjudication: 'judged', adjudicationFromStatement: 'judgedFromStatement', stage2Close: 'closeJudged', panel: 'panelJudged', findings: 'findingsJudged', stage3Response: 'responseJudged' } as const;

function putJudgements(next: Draft, judgements: NonNullable<FactCorrected['judgements']>): void {
  const withJudgement = <T extends object>(kept: T, field: string, judged: Judgement | null): T => (judged === null ? withField(kept, field, '') : { ...kept, [field]: judged });
  for (const ending of judgedEndings) {
    const judged = judgements[ending];
    if (judged === undefined) continue;
    switch (ending) {
      case 'stage1':
        if (next.stage1.state === 'answered' || next.stage1.state === 'not progressed') next.stage1 = withJudgement(next.stage1, 'judged', judged);
        break;
      case 'adjudication': case 'adjudicationFromStatement': case 'stage2Close':
        next.stage2 = inProgress(next.stage2, (progress) => withJudgement(progress, judgementFields[ending], judged));
        break;
      case 'panel': case 'findings': case 'stage3Response':
        if (next.stage3.state === 'requested') next.stage3 = withJudgement(next.stage3, judgementFields[ending], judged);
        break;
      default: ending satisfies never;
    }
  }
}
