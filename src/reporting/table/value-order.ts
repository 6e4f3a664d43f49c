import { ageBands } from '../../domain/age-band.ts';
import * as terms from '../../domain/terms.ts';
import type { Composing } from '../composing.ts';
import { type KeyValue, textOf } from './grid.ts';

/** The values of a key in the order in which the field, or the council, lists them; none where nobody does. */
export function declaredValues(of: string, { authority }: Composing): readonly string[] {
  switch (of) {
    case 'theme': return authority.themes;
    case 'service': return authority.services.map(({ service }) => service);
    case 'channel': return terms.channels;
    case 'received_via': return terms.receivedViaValues;
    case 'complainant_type': return terms.complainantTypes;
    case 'child_status': return terms.childStatuses;
    case 'age_band': return ageBands;
    case 'advocate': return terms.advocateValues;
    case 'handled_as': return terms.handlings;
    case 'stage1_outcome': return ['upheld', 'partially_upheld', 'not_upheld', 'no_finding', 'inconclusive', 'not_progressed', ...terms.notProgressedOutcomes];
    case 'outcome': case 'stage1_finding': case 'stage2_finding': return terms.findings;
    case 'reason': return terms.stage2Reasons;
    case 'decision': return [...terms.stage2Decisions, ...terms.ombudsmanDecisions];
    case 'status': return terms.stage2Statuses;
    case 'stage': return terms.paymentStages;
    case 'role': return terms.paymentRoles;
    case 'source': return terms.complimentSources;
    case 'origin': return terms.complimentOrigins;
    case 'ethnicity': return terms.ethnicities;
    case 'gender': return terms.genders;
    case 'sexual_orientation': return terms.sexualOrientations;
    case 'disability': case 'court_proceedings': case 'child_protection_plan': case 'persistent_complainant': return terms.yesNo;
    case 'stage1_band': return ['within_10', 'within_20', 'over_20'];
    case 'remedies': return terms.remedies;
    default: return [];
  }
}

/** First the declared ones, then the others by name, last what is not on record. */
export function inDeclaredOrder(values: readonly KeyValue[], declared: readonly string[]): KeyValue[] {
  const place = (value: KeyValue): number => (value === null ? Infinity : declared.includes(String(value)) ? declared.indexOf(String(value)) : declared.length);
  return values.toSorted((a, b) => place(a) - place(b) || (textOf(a) < textOf(b) ? -1 : 1));
}
