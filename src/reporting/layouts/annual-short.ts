import type { Layout, TableSpec } from '../layout.ts';
import { complaintHeadlines, definitionsSection, howComplaintsChanged, stage1OnTime, upheldShare } from './shared.ts';
import { allComplaints, scopes } from './scope.ts';
import {
  advocacy, complainantsByCharacteristic, complaintsByComplainant, complaintsByYear, effectiveness, extensionReasons, lastYear, learningActions, learningProgress, numbersAtEachStage, ombudsmanDecisions, outcomesOfReceived,
  representationsByHandling, stage2OnTime, stage2Outcomes, themes, timelinessBands,
} from './tables.ts';

/** The table alone, where words and numbers say enough. */
function withoutChart(table: TableSpec): TableSpec {
  const { chart: _, ...alone } = table;
  return alone;
}

const complaint = { one: '{complaint}', many: '{complaints}' };

/**
 * The annual report for councillors, in a third of the full one's pages. It has the same ten things that the guidance asks for (rules.md 5.2),
 * in the same order, each by its main table; the full one tells the two procedures and several years apart, and adds channels, months,
 * services, findings, remedies, costs and the time limits of the procedures.
 */
export const annualShort: Layout = {
  key: 'annual-short', title: 'Complaints and compliments: annual report {period}', kind: 'year',
  audience: 'For councillors and the public.',
  sections: [
    { key: 'summary', title: 'In short', blocks: [
      { kind: 'headlines', key: 'headlines', figures: complaintHeadlines },
      { kind: 'sentences', key: 'summary', asList: true, sentences: [
        ...howComplaintsChanged, ...scopes.map(upheldShare), ...scopes.map((scope) => stage1OnTime(scope)),
        { rule: 'largest', figure: { measure: 'complaints' }, by: 'theme', among: { one: '{theme}', many: '{themes}' }, noun: complaint },
      ] },
    ] },
    { key: 'representations', title: '{Representations} made', empty: 'No {representations} are on record in the period.', blocks: [withoutChart(representationsByHandling)] },
    { key: 'stages', title: 'Numbers at each stage, and the Ombudsman', blocks: [
      withoutChart(numbersAtEachStage), complaintsByYear(allComplaints),
      { kind: 'sentences', key: 'ombudsman', sentences: [{ rule: 'how many', figure: { measure: 'ombudsman_enquiries' }, noun: { one: 'enquiry from the Ombudsman', many: 'enquiries from the Ombudsman' } }, { rule: 'how many', figure: { measure: 'ombudsman_decisions' }, noun: { one: 'decision of the Ombudsman', many: 'decisions of the Ombudsman' } }] },
      withoutChart(ombudsmanDecisions),
    ] },
    { key: 'complainants', title: 'Who made {complaints}', blocks: [withoutChart(complaintsByComplainant(allComplaints))] },
    { key: 'types', title: 'What {complaints} were about', empty: 'No {themes} are on record for the {complaints} of the period.', blocks: [withoutChart(themes(allComplaints))] },
    { key: 'outcomes', title: 'Outcomes', blocks: [
      withoutChart(outcomesOfReceived(allComplaints)), withoutChart(stage2Outcomes),
      { kind: 'sentences', key: 'remedy-payments', sentences: [{ rule: 'value', text: 'Payments to complainants as a remedy came to {value} in {period}.', figure: { measure: 'remedy_payments' }, as: 'pounds' }] },
    ] },
    { key: 'advocacy', title: 'Advocacy', blocks: [withoutChart(advocacy('advocacy-all', 'Advocates for those who made {representations}', { measure: 'representations' }, 'all {representations} received in the period'))] },
    { key: 'time-limits', title: 'Compliance with time limits', blocks: [
      ...scopes.map((scope) => withoutChart(timelinessBands(scope))), withoutChart(extensionReasons(allComplaints)), withoutChart(stage2OnTime),
      { kind: 'sentences', key: 'panels-on-time', sentences: [{ rule: 'change in rate', figure: { measure: 'panels_on_time_rate' }, base: { measure: 'panels' }, since: lastYear, subject: { one: 'review panel', many: 'review panels' }, did: 'held within 30 working days of the request', only: { all: [{ measure: 'panels' }] } }] },
    ] },
    { key: 'learning', title: 'Learning and service improvement', blocks: [{ kind: 'picked actions', key: 'learning-picked', picked: [] }, withoutChart(learningActions), withoutChart(learningProgress)] },
    { key: 'statistics', title: 'Statistics about complainants', blocks: [
      complainantsByCharacteristic('age_band', 'Age', 'Age of complainants'), complainantsByCharacteristic('gender', 'Gender', 'Gender of complainants'), complainantsByCharacteristic('disability', 'Disability', 'Disabled complainants'),
      complainantsByCharacteristic('sexual_orientation', 'Sexual orientation', 'Sexual orientation of complainants'), complainantsByCharacteristic('ethnicity', 'Ethnicity', 'Ethnicity of complainants'),
    ].map(withoutChart) },
    { key: 'effectiveness', title: 'Review of the procedure’s effectiveness', blocks: [effectiveness] },
    { key: 'compliments', title: '{Compliments}', blocks: [
      { kind: 'sentences', key: 'compliments', sentences: [{ rule: 'change in count', figure: { measure: 'compliments' }, since: lastYear, subject: { one: '{compliment}', many: '{compliments}' } }] },
      { kind: 'quotes', key: 'quotes', figure: { measure: 'compliments', where: { publish_consent: 'yes' } }, by: 'text', attribution: 'source', atMost: 3, none: 'No {compliment} of the period has both its words and consent to publish them on record, so none is quoted.' },
    ] },
    definitionsSection,
  ],
};
