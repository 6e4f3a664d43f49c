import type { CasePlace, CaseStage } from '../store/case-places.ts';

/** Where a case is, as lists and the board say it. */
export const placeNames: Readonly<Record<CasePlace, string>> = {
  handling_undecided: 'Handling not decided', stage1: 'Stage 1: being answered', stage1_answered: 'Stage 1: answered', stage2_requested: 'Stage 2: asked for',
  statement_pending: 'Stage 2: statement pending', investigation: 'Stage 2: being investigated', adjudication: 'Stage 2: with the adjudicator', report_with_complainant: 'Stage 2: with the complainant',
  stage2_ended: 'Stage 2: ended', stage3: 'Stage 3: review panel', stage3_ended: 'Stage 3: ended', ombudsman: 'With the Ombudsman', deferred: 'Put off for other proceedings',
  outside_procedure: 'Outside the procedures', closed: 'Closed',
};

export const stageNames: Readonly<Record<CaseStage, string>> = { receipt: 'Received', stage1: 'Stage 1', stage2: 'Stage 2', stage3: 'Stage 3', ombudsman: 'Ombudsman' };
