import type { RepresentationFile } from '../case-file.ts';
import type { ElementAdjudicated } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, notDeferred, onRecord, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { words } from './findings.ts';
import { investigationOf, underInvestigation } from './investigation.ts';

export type AdjudicateElement = Omit<ElementAdjudicated, 'type'>;

/** Records the authority's decision on one point at stage 2. It may differ from what the investigation found, with reasons. */
export function adjudicateElement(file: RepresentationFile, command: AdjudicateElement, context: ActContext): Decision {
  const { element, finding } = command;
  const stage2 = investigationOf(file);
  const found = file.elements.find((each) => each.element === element)?.investigationFinding;
  const statutory = file.handledAs === 'statutory';
  return decide([
    stillOpen(file, 'adjudicate'),
    notDeferred(file, 'adjudicate'),
    underInvestigation(file),
    refuseWhen(statutory && stage2 !== undefined && stage2.sentForAdjudicationOn === undefined, 'not sent for adjudication', 'Send the investigation for adjudication first'),
    ...onRecord(file, [element], 'element'),
    dated('Date of adjudication', command.on, file, context, [
      { on: stage2?.acceptedOn, when: 'stage 2 was accepted' }, { on: stage2?.sentForAdjudicationOn, when: 'the investigation was sent for adjudication' },
    ]),
    found === undefined || found === finding ? undefined : written(command.reasons, 'reasons', `Enter why the decision is ${words(finding)} when the investigation found ${words(found)}`),
  ], () => [withoutBlanks({ type: 'ElementAdjudicated', ...command })]);
}
