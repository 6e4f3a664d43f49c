/**
 * The closed lists of the field: every value that a column of the register, a form or an event may hold.
 * Their printed words are a council's own (`words` in its settings).
 */
export const channels = ['telephone', 'email', 'letter', 'card', 'online_form', 'meeting', 'feedback_form', 'text', 'app', 'advocate', 'social_media', 'other'] as const;
export const receivedViaValues = ['direct', 'council_online', 'contact_centre', 'councillor_or_mp', 'ombudsman', 'other'] as const;
export const complainantTypes = ['child_or_young_person', 'parent', 'special_guardian', 'foster_carer', 'adopter', 'prospective_adopter', 'relative', 'care_leaver', 'professional', 'public', 'other'] as const;
export const childStatuses = ['child_in_need', 'child_protection', 'child_in_care', 'leaving_care', 'care_leaver', 'early_help', 'none'] as const;
export const advocateValues = ['yes', 'offered', 'no'] as const;
export const handlings = ['statutory', 'corporate', 'informal', 'withdrawn', 'duplicate', 'redirected', 'declined'] as const;
export const findings = ['upheld', 'partially_upheld', 'not_upheld', 'no_finding', 'inconclusive'] as const;
export const stage1Outcomes = ['upheld', 'partially_upheld', 'not_upheld', 'no_finding', 'withdrawn', 'discontinued', 'redirected', 'duplicate'] as const;
/** What ends stage 1 without an answer. */
export const notProgressedOutcomes = ['withdrawn', 'discontinued', 'redirected', 'duplicate'] as const;
export const stage2Reasons = ['no_response_at_stage1', 'dissatisfied_after_mediation', 'actions_not_followed_up', 'dissatisfied_with_response', 'stage2_requested_not_stage1', 'stage1_by_agreement_not_held'] as const;
export const stage2Decisions = ['accepted', 'declined'] as const;
export const stage2Statuses = ['statement_pending', 'investigation', 'adjudication', 'report_with_complainant', 'adjudicated'] as const;
export const remedies = ['apology', 'explanation', 'decision_reconsidered', 'service_provided', 'record_amended', 'copy_provided', 'meeting', 'worker_changed', 'financial', 'procedure_changed', 'training', 'supervision'] as const;
export const ombudsmanDecisions = ['closed_after_initial_enquiries_out_of_jurisdiction', 'closed_after_initial_enquiries_no_further_action', 'premature', 'not_upheld', 'upheld_maladministration_and_injustice', 'upheld_fault_and_injustice', 'upheld_fault_no_injustice', 'invalid_or_incomplete', 'advice_given'] as const;
export const paymentStages = ['stage1', 'stage2', 'stage3', 'ombudsman'] as const;
export const paymentRoles = ['investigating_officer', 'independent_person', 'panel_chair', 'panel_member', 'advocate', 'complainant'] as const;
/** Whom an invoice can be from: everybody who is paid but the complainant, who is paid a remedy. */
export const invoicedRoles = ['investigating_officer', 'independent_person', 'panel_chair', 'panel_member', 'advocate'] as const satisfies readonly (typeof paymentRoles)[number][];
export const timeUnits = ['hour', 'day'] as const;
export const complimentSources = ['child_or_young_person', 'parent', 'special_guardian', 'foster_carer', 'adopter', 'care_leaver', 'court', 'police', 'health', 'school', 'professional', 'colleague', 'councillor', 'community', 'other'] as const;
/** What a compliment praises, in the three parts that councils' reports have. A register may hold others. */
export const complimentAspectsByPart = [
  { part: 'What they did', aspects: ['responsiveness', 'problem_solving', 'efficiency', 'communication', 'guidance_and_support', 'professionalism'] },
  { part: 'Their skills and qualities', aspects: ['expertise', 'empathy_and_compassion', 'creativity_and_innovation', 'leadership_and_mentorship', 'patience_and_kindness', 'dedication_and_commitment'] },
  { part: 'What it did for others', aspects: ['positive_influence', 'confidence_building', 'motivation_and_inspiration', 'community_engagement', 'positive_environment'] },
] as const;
export const complimentAspects: readonly string[] = complimentAspectsByPart.flatMap(({ aspects }) => aspects);
export const complimentOrigins = ['internal', 'external'] as const;
export const yesNo = ['yes', 'no'] as const;
/** Census 2021 (ONS) ethnic groups. */
export const ethnicities = [
  'bangladeshi', 'chinese', 'indian', 'pakistani', 'any_other_asian_background',
  'african', 'caribbean', 'any_other_black_background',
  'mixed_white_and_asian', 'mixed_white_and_black_african', 'mixed_white_and_black_caribbean', 'any_other_mixed_background',
  'white_british', 'white_irish', 'gypsy_or_irish_traveller', 'roma', 'any_other_white_background',
  'arab', 'any_other_ethnic_group', 'prefer_not_to_say',
] as const;
export const genders = ['female', 'male', 'non_binary', 'other', 'prefer_not_to_say'] as const;
export const sexualOrientations = ['straight', 'gay_or_lesbian', 'bisexual', 'other', 'prefer_not_to_say'] as const;

/** Why a stage was late or was extended, as registers are known to hold it. Any other text is taken as it is: it may identify somebody, where these do not. */
export const knownLateReasons = ['complexity', 'staff_absence', 'staff_in_court', 'reallocated', 'awaiting_complainant', 'panel_availability', 'complainant_postponed'] as const;
export const knownExtensionReasons = ['complexity', 'advocate'] as const;

export type Channel = (typeof channels)[number];
export type ReceivedVia = (typeof receivedViaValues)[number];
export type ComplainantType = (typeof complainantTypes)[number];
export type ChildStatus = (typeof childStatuses)[number];
export type AdvocateAtReceipt = (typeof advocateValues)[number];
export type Handling = (typeof handlings)[number];
export type Finding = (typeof findings)[number];
export type Stage1Outcome = (typeof stage1Outcomes)[number];
export type NotProgressedOutcome = (typeof notProgressedOutcomes)[number];
export type Stage2Reason = (typeof stage2Reasons)[number];
export type Remedy = (typeof remedies)[number];
export type OmbudsmanDecision = (typeof ombudsmanDecisions)[number];
export type PaymentStage = (typeof paymentStages)[number];
export type PaymentRole = (typeof paymentRoles)[number];
export type InvoicedRole = (typeof invoicedRoles)[number];
export type TimeUnit = (typeof timeUnits)[number];
export type ComplimentSource = (typeof complimentSources)[number];
export type ComplimentOrigin = (typeof complimentOrigins)[number];
export type YesNo = (typeof yesNo)[number];
export type Ethnicity = (typeof ethnicities)[number];
export type Gender = (typeof genders)[number];
export type SexualOrientation = (typeof sexualOrientations)[number];
