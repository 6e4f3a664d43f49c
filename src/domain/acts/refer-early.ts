import type { RepresentationFile } from '../case-file.ts';
import { isReferredEarly } from '../early-referral.ts';
import { earlyReferralCriteria, type EarlyReferralMade } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { stage2Progress } from '../stage2-file.ts';
import { dated, decide, refuseWhen, statutoryOnly, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';
import { words } from './findings.ts';

export type ReferEarly = Omit<EarlyReferralMade, 'type' | 'complainantConsentedOn'> & { readonly complainantConsentedOn?: EarlyReferralMade['complainantConsentedOn'] };

/** Refers a complaint to the Ombudsman without a panel. All five criteria of the guidance have to be met, and the complainant has to agree. */
export function referEarly(file: RepresentationFile, command: ReferEarly, context: ActContext): Decision {
  const { on, criteriaMet, complainantConsentedOn } = command;
  const { adjudicatedOn } = stage2Progress(file.stage2);
  const unmet = earlyReferralCriteria.filter((criterion) => !criteriaMet.includes(criterion));
  const adjudicated = { on: adjudicatedOn, when: 'the adjudication was sent' };
  if (complainantConsentedOn === undefined) return { refusals: [{ because: 'no consent', message: 'Enter the day on which the complainant agreed to go without a panel', field: 'complainantConsentedOn' }] };
  return decide([
    stillOpen(file, 'refer it to the Ombudsman'),
    statutoryOnly(file, 'Early referral to the Ombudsman'),
    refuseWhen(adjudicatedOn === undefined, 'not adjudicated', 'A complaint can be referred early once the adjudication has been sent'),
    refuseWhen(isReferredEarly(file), 'already referred', 'The complaint has been referred early already'),
    refuseWhen(file.stage3.state === 'requested' && file.stage3.panelOn !== undefined, 'panel held', 'The panel has met, so there is nothing to go without'),
    dated('Date of the referral', on, file, context, [adjudicated, { on: complainantConsentedOn, when: 'the complainant agreed' }]),
    dated('Date the complainant agreed', complainantConsentedOn, file, context, [adjudicated], 'complainantConsentedOn'),
    refuseWhen(unmet.length > 0, 'criteria not met', `All five criteria have to be met. Not met: ${unmet.map(words).join(', ')}`, 'criteriaMet'),
  ], () => [{ type: 'EarlyReferralMade', on, criteriaMet, complainantConsentedOn }]);
}
