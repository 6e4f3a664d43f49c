import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import type { Finding } from '../terms.ts';
import { dated, decide, inAProcedure, notDeferred, refuseWhen, stillOpen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';
import { elementsToAnswer, nameOf, outcomeByRule, outcomeStated } from './findings.ts';
import { investigationOf, underInvestigation } from './investigation.ts';
import { receivedAfterSending } from './respond-at-stage1.ts';

export type SendAdjudication = { readonly on: Day; readonly outcome?: Finding; readonly outcomeOverruledBecause?: string; readonly receivedByComplainantOn?: Day };

/** Sends the adjudication letter, which ends stage 2's clock: every point decided and, under the statutory procedure, both reports enclosed. For the corporate procedure it is the stage 2 response. */
export function sendAdjudication(file: RepresentationFile, command: SendAdjudication, context: ActContext): Decision {
  const stage2 = investigationOf(file);
  const refusal = inAProcedure(file) ?? underInvestigation(file) ?? dated('Date the adjudication was sent', command.on, file, context, [
    { on: stage2?.acceptedOn, when: 'stage 2 was accepted' }, { on: stage2?.sentForAdjudicationOn, when: 'the investigation was sent for adjudication' },
    ...(file.handledAs === 'statutory' ? [{ on: stage2?.investigationReportOn, when: 'the investigation report was received' }, { on: stage2?.independentReportOn, when: 'the independent person’s report was received' }] : []),
  ]);
  if (refusal !== undefined) return { refusals: [refusal] };
  const statutory = file.handledAs === 'statutory';
  const byRule = outcomeByRule(file, (element) => element.stage2Finding);
  const undecided = elementsToAnswer(file).filter((element) => element.stage2Finding === undefined);
  return decide([
    stillOpen(file, 'send the adjudication'),
    notDeferred(file, 'send the adjudication'),
    refuseWhen(statutory && stage2?.investigationReportOn === undefined, 'report missing', 'The investigation report has to be enclosed. Record that it was received.'),
    refuseWhen(statutory && stage2?.independentReportOn === undefined, 'report missing', 'The independent person’s report has to be enclosed. Record that it was received.'),
    ...undecided.map((element) => refuseWhen(true, 'not adjudicated', `Adjudicate ${nameOf(element)} first`, `findings.${element.element}`)),
    ...outcomeStated(byRule, command.outcome, command.outcomeOverruledBecause),
    ...receivedAfterSending(command, context),
  ], () => {
    const outcome = command.outcome ?? byRule;
    return [withJudgement(file, withoutBlanks({
      type: 'Stage2Adjudicated', ...command, outcome, outcomeOverruledBecause: outcome === byRule ? undefined : command.outcomeOverruledBecause,
    }), context)];
  });
}
