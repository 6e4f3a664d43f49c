import type { PaymentMade } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, notBefore, notInFuture, refuseWhen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';
import type { OmbudsmansFile } from './ombudsman-matter.ts';

export type RecordPayment = Omit<PaymentMade, 'type' | 'invoice'>;

/** Records a payment, on a case open or closed. One to the complainant is a remedy, so something has to have been upheld; any other is spend. */
export function recordPayment(file: OmbudsmansFile, command: RecordPayment, context: ActContext): Decision {
  const { on, role, amountPence } = command;
  return decide([
    refuseWhen(!Number.isInteger(amountPence) || amountPence <= 0, 'amount', 'Amount must be more than £0, in pounds and whole pence', 'amountPence'),
    notInFuture('Date paid', on, context) ?? notBefore('Date paid', on, file.kind === 'representation' ? [{ on: file.receivedOn, when: 'the complaint was received' }] : []),
    refuseWhen(role === 'complainant' && !somethingUpheld(file), 'nothing upheld', 'A payment to the complainant is a remedy. Record first what was upheld.', 'role'),
  ], () => [withoutBlanks({ type: 'PaymentMade', ...command })]);
}

function somethingUpheld(file: OmbudsmansFile): boolean {
  const upheld = (finding: string | undefined) => finding === 'upheld' || finding === 'partially_upheld';
  if (file.ombudsman.some(({ decision }) => decision?.startsWith('upheld') === true)) return true;
  if (file.kind === 'unattached') return false;
  const { elements, stage1, stage2 } = file;
  return elements.some((element) => [element.stage1Finding, element.stage2Finding, element.stage3Finding].some(upheld))
    || (stage1.state === 'answered' && upheld(stage1.outcome)) || (stage2.state === 'accepted' && upheld(stage2.outcome));
}
