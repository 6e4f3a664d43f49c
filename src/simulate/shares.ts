import { knownAspects } from '../register/columns.ts';
import type {
  AdvocateAtReceipt, Channel, ChildStatus, ComplainantType, ComplimentSource, Ethnicity, Finding, Gender, Handling, NotProgressedOutcome, OmbudsmanDecision, ReceivedVia, Remedy,
  SexualOrientation, Stage2Reason,
} from '../domain/terms.ts';
import type { Weighted } from './random.ts';

/**
 * How often each thing comes, in parts of a hundred or thereabouts: the middle of what five published reports show (2017 to
 * 2024). Each simulated council varies them.
 */

/** From April to March. August and December are quiet, as schools and courts are. */
export const monthWeights: readonly number[] = [8.4, 9.2, 8.8, 9.0, 6.4, 8.6, 9.6, 9.3, 6.0, 8.1, 8.5, 8.9];

/** Telephone and letter gave way to e-mail and forms over the years between the reports. */
export const earlierChannels: Weighted<Channel> = [['telephone', 39], ['email', 30], ['letter', 10], ['meeting', 8], ['feedback_form', 4], ['online_form', 5], ['advocate', 2], ['text', 1.5], ['app', 0.5]];
export const laterChannels: Weighted<Channel> = [['email', 58], ['telephone', 19], ['online_form', 16], ['letter', 4], ['meeting', 1], ['advocate', 1], ['app', 0.5], ['social_media', 0.5]];
export const receivedVia: Weighted<ReceivedVia> = [['direct', 93], ['council_online', 3], ['contact_centre', 2], ['councillor_or_mp', 1.7], ['ombudsman', 0.3]];

export const complainantTypes: Weighted<ComplainantType> = [
  ['parent', 78], ['relative', 8], ['child_or_young_person', 5], ['foster_carer', 3.5], ['special_guardian', 2], ['care_leaver', 1.3], ['professional', 1], ['adopter', 0.6], ['prospective_adopter', 0.2],
  ['public', 0.3], ['other', 0.1],
];
/** The years of age between which complainants of each kind are. */
export const agesOf: Readonly<Record<ComplainantType, readonly [number, number]>> = {
  child_or_young_person: [9, 17], care_leaver: [18, 24], parent: [20, 55], special_guardian: [30, 70], foster_carer: [28, 68], adopter: [28, 55], prospective_adopter: [28, 50],
  relative: [25, 78], professional: [24, 64], public: [20, 80], other: [20, 70],
};
export const childStatuses: Weighted<ChildStatus> = [['child_in_need', 34], ['child_protection', 22], ['child_in_care', 25], ['early_help', 6], ['leaving_care', 3], ['none', 10]];
export const childStatusesOfYoungPeople: Weighted<ChildStatus> = [['child_in_care', 66], ['leaving_care', 16], ['child_protection', 8], ['child_in_need', 10]];
export const advocateWithYoungPeople: Weighted<AdvocateAtReceipt> = [['yes', 45], ['offered', 35], ['no', 20]];
export const genders: Weighted<Gender> = [['female', 62], ['male', 36], ['non_binary', 0.7], ['prefer_not_to_say', 1.3]];
export const ethnicities: Weighted<Ethnicity> = [
  ['white_british', 76], ['any_other_white_background', 4], ['pakistani', 3], ['indian', 2], ['bangladeshi', 1.5], ['any_other_asian_background', 1.5], ['african', 2.5], ['caribbean', 1.5],
  ['any_other_black_background', 1], ['mixed_white_and_black_caribbean', 2], ['mixed_white_and_asian', 1], ['mixed_white_and_black_african', 0.7], ['any_other_mixed_background', 0.8],
  ['white_irish', 0.6], ['gypsy_or_irish_traveller', 0.4], ['roma', 0.2], ['arab', 0.4], ['chinese', 0.3], ['any_other_ethnic_group', 0.6], ['prefer_not_to_say', 2],
];
export const sexualOrientations: Weighted<SexualOrientation> = [['straight', 86], ['gay_or_lesbian', 3], ['bisexual', 3], ['other', 1], ['prefer_not_to_say', 7]];

/** How many representations one complainant makes in a year, per 229 of them: the long tail of a report that counted them. */
export const timesInAYear: Weighted<number> = [[1, 200], [2, 15], [3, 6], [4, 5], [5, 1], [12, 1], [25, 1]];

export const handlings: Weighted<Handling> = [['statutory', 62], ['corporate', 18], ['informal', 8], ['withdrawn', 7], ['redirected', 2.5], ['duplicate', 1.5], ['declined', 1]];
export const themes: Weighted<string> = [
  ['Communication', 22], ['Quality of service', 18], ['Delay', 15], ['Conduct of staff', 14], ['Decision not agreed with', 11], ['Accuracy of records and reports', 9], ['Family time', 4],
  ['Money and allowances', 3], ['Placement', 2], ['Change of worker', 2], ['Confidentiality', 1.5],
];

/** Of complaints that are not taken to an answer. */
export const notProgressedOutcomes: Weighted<NotProgressedOutcome> = [['withdrawn', 45], ['redirected', 33], ['discontinued', 11], ['duplicate', 11]];
/** Which way a complaint leans; its points mostly follow. */
export const leanings: Weighted<'upheld' | 'mixed' | 'not upheld'> = [['upheld', 18], ['mixed', 24], ['not upheld', 58]];
export const findingsByLeaning: Readonly<Record<'upheld' | 'mixed' | 'not upheld', Weighted<Finding>>> = {
  upheld: [['upheld', 88], ['partially_upheld', 8], ['not_upheld', 4]],
  mixed: [['upheld', 38], ['partially_upheld', 30], ['not_upheld', 28], ['no_finding', 4]],
  'not upheld': [['not_upheld', 92], ['no_finding', 6], ['partially_upheld', 2]],
};
export const elementCounts: Weighted<number> = [[1, 52], [2, 27], [3, 14], [4, 7]];
export const remedies: Weighted<Remedy> = [
  ['apology', 62], ['explanation', 14], ['meeting', 6], ['record_amended', 6], ['copy_provided', 3], ['decision_reconsidered', 3], ['service_provided', 3], ['training', 2], ['supervision', 2],
  ['procedure_changed', 2], ['worker_changed', 1], ['financial', 1],
];
export const extensionReasons = { lawful: [['complexity', 88], ['advocate', 12]] satisfies Weighted<string>, otherwise: [['staff_absence', 70], ['staff_in_court', 20], ['school_holidays', 10]] satisfies Weighted<string> };
export const stage1LateReasons: Weighted<string> = [['complexity', 38], ['staff_absence', 30], ['awaiting_complainant', 16], ['staff_in_court', 9], ['reallocated', 7]];

export const stage2Reasons: Weighted<Stage2Reason> = [
  ['dissatisfied_with_response', 88], ['actions_not_followed_up', 6], ['dissatisfied_after_mediation', 4], ['stage2_requested_not_stage1', 1], ['stage1_by_agreement_not_held', 1],
];
export const permittedDeclineReasons = ['out_of_time', 'already_considered', 'prejudice_to_proceedings', 'not_a_qualifying_function'] as const;
export const stage2LateReasons: Weighted<string> = [['complexity', 60], ['awaiting_complainant', 25], ['staff_absence', 15]];
export const stage2Findings: Readonly<Record<'upheld' | 'mixed' | 'not upheld', Weighted<Finding>>> = {
  upheld: [['upheld', 80], ['partially_upheld', 14], ['not_upheld', 6]],
  mixed: [['upheld', 34], ['partially_upheld', 28], ['not_upheld', 32], ['inconclusive', 6]],
  'not upheld': [['not_upheld', 86], ['partially_upheld', 6], ['no_finding', 4], ['inconclusive', 4]],
};
export const stage2Leanings: Weighted<'upheld' | 'mixed' | 'not upheld'> = [['upheld', 14], ['mixed', 53], ['not upheld', 33]];
export const panelOutcomes: Weighted<string> = [['recommendations_made', 78], ['stage2_confirmed', 22]];
export const panelLateReasons: Weighted<string> = [['panel_availability', 42], ['complainant_postponed', 33], ['awaiting_complainant', 25]];

export const ombudsmanDecisions: Weighted<OmbudsmanDecision> = [
  ['closed_after_initial_enquiries_out_of_jurisdiction', 28], ['closed_after_initial_enquiries_no_further_action', 27], ['premature', 14], ['upheld_fault_and_injustice', 12],
  ['upheld_maladministration_and_injustice', 4], ['upheld_fault_no_injustice', 3], ['not_upheld', 6], ['invalid_or_incomplete', 3], ['advice_given', 3],
];

export const complimentChannels: Weighted<Channel> = [['email', 52], ['feedback_form', 14], ['letter', 10], ['telephone', 10], ['card', 8], ['text', 6]];
export const complimentSources: Weighted<ComplimentSource> = [
  ['parent', 21], ['colleague', 14], ['professional', 14], ['court', 11], ['child_or_young_person', 10], ['foster_carer', 9], ['school', 7], ['special_guardian', 5], ['health', 3], ['police', 2],
  ['adopter', 2], ['care_leaver', 1], ['community', 0.6], ['councillor', 0.4],
];
export const aspects: Weighted<string> = knownAspects.map((aspect, index): [string, number] => [aspect, 10 - (index % 5) * 1.5]);
