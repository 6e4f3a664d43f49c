import type { BlockSpec, Layout } from '../layout.ts';
import { complaintHeadlines, definitionsSection, howComplaintsChanged, procedureSection, stage1OnTime } from './shared.ts';
import { corporateComplaints, statutoryComplaints, type Scope } from './scope.ts';
import {
  complaintsAgainstCompliments, complaintsByComplainant, complaintsByMonth, complaintsByService, complimentsByService, complimentsBySource, complimentsByYear, earlyResolutionByService, lastYear, learningActions, learningProgress,
  numbersAtEachStageOverYears, ombudsmanDecisions, ombudsmanEnquiriesOfEveryService, outcomesOfReceived, panelsByService, servicesByOutcome, stage2Open, stage2Outcomes, stage2RequestsByReason, stagesOverYears, themes, timelinessBands,
} from './tables.ts';

/** The two procedures are reported apart: they have different time limits, and different people answer. */
function onProcedure(scope: Scope): readonly BlockSpec[] {
  return [
    { kind: 'sentences', key: `changes-${scope.key}`, sentences: [
      { rule: 'change in count', figure: { measure: 'complaints', where: scope.where }, since: lastYear, subject: scope.noun, only: scope.only },
      { rule: 'change in count', figure: { measure: 'stage2_requests', where: scope.where }, since: lastYear, subject: { one: `request to take a ${scope.key} {complaint} to stage 2`, many: `requests to take ${scope.key} {complaints} to stage 2` }, only: scope.only },
      stage1OnTime(scope),
    ] },
    complaintsByService(scope), complaintsByMonth(scope), outcomesOfReceived(scope), servicesByOutcome(scope), themes(scope), complaintsByComplainant(scope), timelinessBands(scope), stagesOverYears(scope),
  ];
}

export const halfYear: Layout = {
  key: 'half-year', title: 'Complaints and compliments: {period}', kind: 'half-year', audience: 'For the overview and scrutiny committee and the public.',
  sections: [
    { key: 'summary', title: 'Summary', blocks: [
      { kind: 'headlines', key: 'headlines', figures: [
        { heading: 'Resolved informally', figure: { measure: 'representations', where: { handled_as: 'informal' } }, as: 'count', since: lastYear },
        { heading: 'Statutory {complaints}', figure: { measure: 'complaints', where: { handled_as: 'statutory' } }, as: 'count', since: lastYear },
        { heading: 'Corporate {complaints}', figure: { measure: 'complaints', where: { handled_as: 'corporate' } }, as: 'count', since: lastYear },
        ...complaintHeadlines.slice(3),
      ] },
      { kind: 'sentences', key: 'summary', sentences: howComplaintsChanged },
      numbersAtEachStageOverYears,
    ] },
    { key: 'statutory', title: 'Statutory social care {complaints}', empty: 'No statutory {complaints} are on record in the period.', blocks: onProcedure(statutoryComplaints) },
    { key: 'corporate', title: 'Corporate {complaints}', empty: 'No corporate {complaints} are on record in the period.', blocks: onProcedure(corporateComplaints) },
    { key: 'early-resolution', title: 'Resolved informally', blocks: [earlyResolutionByService] },
    { key: 'later-stages', title: 'Stage 2 and stage 3', blocks: [stage2RequestsByReason, stage2Open, stage2Outcomes, panelsByService] },
    { key: 'ombudsman', title: 'The Ombudsman', blocks: [ombudsmanEnquiriesOfEveryService, ombudsmanDecisions] },
    { key: 'learning', title: 'What was done and learnt', blocks: [learningActions, learningProgress] },
    { key: 'compliments', title: '{Compliments}', blocks: [
      { kind: 'sentences', key: 'compliments', sentences: [{ rule: 'how many', figure: { measure: 'compliments' }, noun: { one: '{compliment}', many: '{compliments}' } }] },
      complimentsByYear, complimentsByService, complimentsBySource, complaintsAgainstCompliments,
      { kind: 'quotes', key: 'quotes', figure: { measure: 'compliments', where: { publish_consent: 'yes' } }, by: 'text', attribution: 'source', atMost: 10, none: 'No {compliment} of the period has both its words and consent to publish them on record, so none is quoted.' },
    ] },
    procedureSection, definitionsSection,
  ],
};
