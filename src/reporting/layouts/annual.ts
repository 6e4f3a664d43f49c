import type { Layout, SentenceRule } from '../layout.ts';
import { answersGivenOnTime, complaintHeadlines, definitionsSection, howComplaintsChanged, procedureSection, stage1OnTime, upheldShare } from './shared.ts';
import { allComplaints, bothProcedures, bothTogether, oneProcedure, scopes } from './scope.ts';
import {
  advocacy, casesHeldByService, complainantsByCharacteristic, complainantsByProcedure, complaintsAgainstCompliments, complaintsByComplainant, complaintsByMonth, complaintsByService, complaintsByYear, complimentsByAspect, complimentsByOrigin,
  complimentsByService, complimentsBySource, complimentsByYear, effectiveness, elementsByFinding, elementsByStage2Finding, elementsByTheme, extensionReasons, lastYear, lateReasons, learningActions, learningProgress, linkedToProceedings,
  monthsByProcedure, numbersAtEachStage, ombudsmanDecisions, ombudsmanEnquiries, outcomesOfCompleted, outcomesOfReceived, panelsByLateReason, panelsByService, remediesOfElements, repeatComplainants, representationsByChannel,
  representationsByFirstReceiver, representationsByHandling, serviceActivity, servicesByProcedure, spendByStage, stage2Cases, stage2Costs, stage2OnTime, stage2Open, stage2Outcomes, stage2RequestsByDecision,
  stage2RequestsByReason, themes, themesByOutcome, timelinessBands, timelinessByYear, upheldByYear, youngPeopleByRoute,
} from './tables.ts';

const representation = { one: '{representation}', many: '{representations}' };

/**
 * The annual report of regulation 13 and of the ten things that the guidance says it should hold, in the guidance's order
 * (rules.md 5.2): representations; numbers at each stage and the Ombudsman; who complained; types; outcomes; advocacy;
 * time limits; learning; statistics about complainants; effectiveness.
 */
export const annual: Layout = {
  key: 'annual', title: 'Complaints and compliments: annual report {period}', kind: 'year',
  audience: 'For staff, the council’s committee, the regulator and the public.',
  sections: [
    { key: 'summary', title: 'Summary', blocks: [
      { kind: 'headlines', key: 'headlines', figures: [{ heading: '{Representations} received', figure: { measure: 'representations' }, as: 'count', since: lastYear }, ...complaintHeadlines] },
      { kind: 'sentences', key: 'summary', sentences: [
        ...howComplaintsChanged,
        ...scopes.map(upheldShare),
        ...scopes.map(({ where, noun, only }): SentenceRule => ({ rule: 'largest', figure: { measure: 'complaints', where }, by: 'theme', among: { one: '{theme}', many: '{themes}' }, noun, only })),
      ] },
    ] },
    { key: 'representations', title: '{Representations} made', empty: 'No {representations} are on record in the period.', blocks: [
      { kind: 'sentences', key: 'representations', sentences: [
        { rule: 'change in count', figure: { measure: 'representations' }, since: lastYear, subject: representation },
        { rule: 'change in count', figure: { measure: 'representations', where: { handled_as: 'statutory' } }, since: lastYear, subject: { one: '{representation} handled as a statutory {complaint}', many: '{representations} handled as statutory {complaints}' } },
        { rule: 'value', text: 'The {representations} of {period} came from {value} different people.', figure: { measure: 'complainants' }, as: 'count' },
        { rule: 'value', text: 'There were {value} statutory {complaints} for every 100 contacts that families and professionals made with the service.', figure: { measure: 'complaints_per_100_contacts', where: { handled_as: 'statutory' } }, as: 'rate', places: 2 },
      ] },
      representationsByHandling, representationsByChannel, representationsByFirstReceiver,
      { kind: 'sentences', key: 'repeat', sentences: [
        { rule: 'change in count', figure: { measure: 'repeat_complainants' }, since: lastYear, subject: { one: 'person who made two or more {representations}', many: 'people who made two or more {representations}' } },
        { rule: 'share', part: { measure: 'representations', where: { persistent_complainant: 'yes' } }, base: { measure: 'representations' }, noun: representation, verb: { one: 'came under the arrangements for persistent complainants', many: 'came under the arrangements for persistent complainants' }, only: { all: [{ measure: 'representations', where: { persistent_complainant: 'yes' } }] } },
      ] },
      repeatComplainants,
      { kind: 'sentences', key: 'repeat-handled', sentences: [
        { rule: 'share', part: { measure: 'representations', where: { repeat_complainant: 'yes', handled_as: 'statutory' } }, base: { measure: 'representations', where: { repeat_complainant: 'yes' } }, noun: { one: '{representation} by these people', many: '{representations} by these people' }, ofOne: { figure: { measure: 'repeat_complainants' }, noun: { one: '{representation} by this person', many: '{representations} by this person' } }, verb: { one: 'was handled as a statutory {complaint}', many: 'were handled as statutory {complaints}' } },
      ] },
      serviceActivity,
    ] },
    { key: 'stages', title: 'Numbers at each stage, and the Ombudsman', blocks: [
      numbersAtEachStage, complaintsByYear(oneProcedure), complaintsByYear(bothProcedures), complaintsByMonth(oneProcedure), monthsByProcedure,
      servicesByProcedure, complaintsByService(oneProcedure), casesHeldByService,
      { kind: 'sentences', key: 'stage2', sentences: [
        { rule: 'how many', figure: { measure: 'stage2_requests' }, noun: { one: 'request to go to stage 2', many: 'requests to go to stage 2' } },
        { rule: 'share', part: { measure: 'stage2_requests', where: { decision: 'declined' } }, base: { measure: 'stage2_requests' }, noun: { one: 'request', many: 'requests' }, verb: { one: 'was declined', many: 'were declined' }, only: { all: [{ measure: 'stage2_requests', where: { decision: 'declined' } }] } },
        ...scopes.map(({ where, noun, only }): SentenceRule => ({ rule: 'value', text: `There were {value} requests to go to stage 2 for every 100 ${noun.many} received.`, figure: { measure: 'escalation_rate', where }, as: 'rate', places: 1, only })),
      ] },
      stage2RequestsByReason, stage2RequestsByDecision, stage2Open, panelsByService,
      { kind: 'sentences', key: 'ombudsman', sentences: [{ rule: 'how many', figure: { measure: 'ombudsman_enquiries' }, noun: { one: 'enquiry from the Ombudsman', many: 'enquiries from the Ombudsman' } }, { rule: 'how many', figure: { measure: 'ombudsman_decisions' }, noun: { one: 'decision of the Ombudsman', many: 'decisions of the Ombudsman' } }] },
      ombudsmanEnquiries, ombudsmanDecisions,
    ] },
    { key: 'complainants', title: 'Who made {complaints}', blocks: [
      complainantsByProcedure, complaintsByComplainant(oneProcedure),
      { kind: 'sentences', key: 'young-people-change', sentences: [{ rule: 'change in count', figure: { measure: 'representations', where: { complainant_type: 'child_or_young_person' } }, since: lastYear, subject: { one: '{representation} from a child or young person', many: '{representations} from children and young people' } }] },
      youngPeopleByRoute,
    ] },
    { key: 'types', title: 'What {complaints} were about', empty: 'No {themes} are on record for the {complaints} of the period.', blocks: [
      ...scopes.map(themes), themesByOutcome(allComplaints),
      { kind: 'sentences', key: 'elements-change', sentences: [{ rule: 'change in count', figure: { measure: 'elements', on: 'completed' }, since: lastYear, subject: { one: '{element}', many: '{elements}' }, only: { all: [{ measure: 'elements', on: 'completed' }] } }] },
      elementsByTheme,
      linkedToProceedings(allComplaints, 'court_proceedings', '{Complaints} linked to cases in court, and their outcomes'),
      linkedToProceedings(allComplaints, 'child_protection_plan', '{Complaints} about children on a child protection plan, and their outcomes'),
    ] },
    { key: 'outcomes', title: 'Outcomes', blocks: [
      ...scopes.map(upheldByYear), upheldByYear(bothTogether), ...scopes.map(outcomesOfReceived), ...scopes.map(outcomesOfCompleted), elementsByFinding, remediesOfElements, stage2Outcomes, elementsByStage2Finding,
      { kind: 'sentences', key: 'remedy-payments', sentences: [{ rule: 'value', text: 'Payments to complainants as a remedy came to {value} in {period}.', figure: { measure: 'remedy_payments' }, as: 'pounds' }] },
    ] },
    { key: 'advocacy', title: 'Advocacy', blocks: [
      advocacy('advocacy-all', 'Advocates for those who made {representations}', { measure: 'representations' }, 'all {representations} received in the period'),
      advocacy('advocacy-young', 'Advocates for children and young people who made {representations}', { measure: 'representations', where: { complainant_type: 'child_or_young_person' } }, 'all {representations} from children and young people'),
    ] },
    { key: 'time-limits', title: 'Compliance with time limits', blocks: [
      { kind: 'sentences', key: 'on-time', sentences: [...scopes.map((scope) => stage1OnTime(scope)), answersGivenOnTime] },
      ...scopes.map(timelinessBands), ...scopes.map(timelinessByYear), lateReasons(allComplaints), extensionReasons(allComplaints), stage2OnTime, stage2Cases,
      { kind: 'sentences', key: 'panels-on-time', sentences: [{ rule: 'change in rate', figure: { measure: 'panels_on_time_rate' }, base: { measure: 'panels' }, since: lastYear, subject: { one: 'review panel', many: 'review panels' }, did: 'held within 30 working days of the request', only: { all: [{ measure: 'panels' }] } }] },
      panelsByLateReason,
    ] },
    { key: 'costs', title: 'Costs', empty: 'No payments for investigations or panels are on record, so that costs cannot be given.', blocks: [
      stage2Costs,
      { kind: 'sentences', key: 'spend-change', sentences: [{ rule: 'change in money', figure: { measure: 'spend', where: { stage: 'stage2' } }, since: lastYear, subject: { one: 'spend on stage 2', many: 'spend on stage 2' }, only: { all: [{ measure: 'spend', where: { stage: 'stage2' } }] } }] },
      { ...spendByStage, only: { all: [{ measure: 'spend', where: { stage: 'stage3' } }] } },
    ] },
    { key: 'learning', title: 'Learning and service improvement', blocks: [learningActions, learningProgress] },
    { key: 'statistics', title: 'Statistics about complainants', blocks: [
      complainantsByCharacteristic('age_band', 'Age', 'Age of complainants'), complainantsByCharacteristic('gender', 'Gender', 'Gender of complainants'), complainantsByCharacteristic('disability', 'Disability', 'Disabled complainants'),
      complainantsByCharacteristic('sexual_orientation', 'Sexual orientation', 'Sexual orientation of complainants'), complainantsByCharacteristic('ethnicity', 'Ethnicity', 'Ethnicity of complainants'),
    ] },
    { key: 'effectiveness', title: 'Review of the procedure’s effectiveness', blocks: [effectiveness] },
    { key: 'compliments', title: '{Compliments}', blocks: [
      { kind: 'sentences', key: 'compliments', sentences: [
        { rule: 'change in count', figure: { measure: 'compliments' }, since: lastYear, subject: { one: '{compliment}', many: '{compliments}' } },
        { rule: 'change in count', figure: { measure: 'compliments', where: { origin: 'external' } }, since: lastYear, subject: { one: '{compliment} from outside', many: '{compliments} from outside' }, only: { all: [{ measure: 'compliments', where: { origin: 'internal' } }] } },
      ] },
      complimentsByYear, complimentsByService, complimentsBySource, complimentsByOrigin, complaintsAgainstCompliments, complimentsByAspect,
      { kind: 'quotes', key: 'quotes', figure: { measure: 'compliments', where: { publish_consent: 'yes' } }, by: 'text', attribution: 'source', atMost: 20, none: 'No {compliment} of the period has both its words and consent to publish them on record, so none is quoted.' },
    ] },
    procedureSection, definitionsSection,
  ],
};
