import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { ElementFinding, ReasonsByElement, Stage1Responded } from '../events.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { findings as findingTerms, type Finding } from '../terms.ts';
import { dated, decide, inAProcedure, judgedLate, notBefore, notDeferred, notInFuture, refuseWhen, stage1Ended, stillOpen, withoutBlanks, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { everyElementFound, findingsOnRecord, outcomeByRule, outcomeStated } from './findings.ts';

export type RespondAtStage1 = {
  readonly on: Day; readonly findings?: readonly ElementFinding[]; readonly reasons?: ReasonsByElement;
  /** Only to overrule the outcome that the findings give, or where the case has no elements. */
  readonly outcome?: Finding; readonly outcomeOverruledBecause?: string;
  readonly receivedByComplainantOn?: Day; readonly lateReason?: string;
};

/** Records the response to a complaint: a finding on every element, and the outcome that they give. */
export function respondAtStage1(file: RepresentationFile, command: RespondAtStage1, context: ActContext): Decision {
  const findings = command.findings ?? [];
  const byRule = outcomeByRule(file, ({ element }) => findings.find((finding) => finding.element === element)?.finding);
  const outcome = command.outcome ?? byRule;
  const responded: Stage1Responded = withoutBlanks({
    type: 'Stage1Responded', ...command, findings: findings.length === 0 ? undefined : findings,
    outcome: outcome === 'inconclusive' ? 'no_finding' : outcome,
    outcomeOverruledBecause: outcome === byRule ? undefined : command.outcomeOverruledBecause,
  });
  const refusal = inAProcedure(file) ?? dated('Date of response', command.on, file, context, [{ on: file.stage1StartedOn, when: 'stage 1 started' }]);
  const judged = refusal === undefined ? withJudgement(file, responded, context) : responded;
  return decide([
    stillOpen(file, 'record a response'),
    notDeferred(file, 'record a response'),
    refuseWhen(stage1Ended(file), 'stage 1 ended', 'Stage 1 has ended already'),
    refusal,
    ...findingsOnRecord(file, findings),
    ...everyElementFound(file, findings.map((finding) => finding.element)),
    refuseWhen(outcome !== undefined && !findingTerms.includes(outcome), 'no such outcome', 'Select an outcome from the list', 'outcome'),
    ...outcomeStated(byRule, command.outcome, command.outcomeOverruledBecause),
    ...receivedAfterSending(command, context),
    judgedLate(judged, context) ? written(command.lateReason ?? file.stage1.lateReason, 'lateReason', 'Enter why the response is late') : undefined,
  ], () => [judged]);
}

/** The complainant cannot have received what had not been sent. */
export function receivedAfterSending({ on, receivedByComplainantOn }: { readonly on: Day; readonly receivedByComplainantOn?: Day }, context: ActContext): readonly Check[] {
  if (receivedByComplainantOn === undefined) return [];
  const name = 'Date the complainant received it';
  return [notInFuture(name, receivedByComplainantOn, context, 'receivedByComplainantOn') ?? notBefore(name, receivedByComplainantOn, [{ on, when: 'it was sent' }], 'receivedByComplainantOn')];
}
