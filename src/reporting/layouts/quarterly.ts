import type { Layout } from '../layout.ts';
import { complaintHeadlines, definitionsSection, howComplaintsChanged, procedureSection, stage1OnTime, upheldShare } from './shared.ts';
import { oneProcedure, scopes } from './scope.ts';
import {
  complaintsByMonth, complaintsByService, complimentsByAspect, complimentsByService, complimentsBySource, lastYear, monthsByProcedure, ombudsmanDecisions, ombudsmanEnquiries, outcomesOfReceived, panelsByService,
  servicesByOutcome, spendByStage, stage2Open, stage2RequestsByReason, themes, timelinessBands,
} from './tables.ts';

/** A quarter against the same quarter a year before, for the committee that watches over the procedure. */
export const quarterly: Layout = {
  key: 'quarterly', title: 'Complaints and compliments: {period}', kind: 'quarter', audience: 'For elected members and senior managers.',
  sections: [
    { key: 'summary', title: 'Summary', blocks: [
      { kind: 'headlines', key: 'headlines', figures: complaintHeadlines },
      { kind: 'sentences', key: 'summary', sentences: [
        ...howComplaintsChanged,
        ...scopes.map(upheldShare),
        { rule: 'largest', figure: { measure: 'complaints' }, by: 'service', noun: { one: '{complaint}', many: '{complaints}' } },
      ] },
    ] },
    { key: 'received', title: '{Complaints} received', empty: 'No {complaints} are on record in the period.', blocks: [
      complaintsByMonth(oneProcedure), monthsByProcedure,
      ...scopes.map(complaintsByService),
    ] },
    { key: 'themes', title: 'What {complaints} were about', blocks: scopes.map(themes) },
    { key: 'outcomes', title: 'Outcomes at stage 1', blocks: [...scopes.map(outcomesOfReceived), ...scopes.map(servicesByOutcome)] },
    { key: 'timeliness', title: 'How quickly {complaints} were answered', empty: 'No {complaint} of the period is on record as answered at stage 1.', blocks: [
      { kind: 'sentences', key: 'on-time', sentences: scopes.map((scope) => stage1OnTime(scope)) },
      ...scopes.map(timelinessBands),
    ] },
    { key: 'stage2', title: 'Stage 2', blocks: [
      { kind: 'sentences', key: 'stage2-sentences', sentences: [
        { rule: 'how many', figure: { measure: 'stage2_requests' }, noun: { one: 'request to go to stage 2', many: 'requests to go to stage 2' } },
        { rule: 'change in count', figure: { measure: 'stage2_requests' }, since: lastYear, subject: { one: 'request to go to stage 2', many: 'requests to go to stage 2' } },
      ] },
      stage2RequestsByReason, stage2Open,
    ] },
    { key: 'stage3', title: 'Stage 3', blocks: [panelsByService] },
    { key: 'ombudsman', title: 'The Ombudsman', blocks: [
      { kind: 'sentences', key: 'ombudsman-open', sentences: [{ rule: 'value', text: 'Enquiries from the Ombudsman that were not decided at the end of the period: {value}.', figure: { measure: 'ombudsman_open' }, as: 'count' }] },
      ombudsmanEnquiries, ombudsmanDecisions,
    ] },
    { key: 'costs', title: 'Costs', blocks: [
      { kind: 'sentences', key: 'spend-to-date', sentences: [{ rule: 'value', text: 'Spend on investigations and panels in the financial year to date: {value}.', figure: { measure: 'spend', period: 'year to date' }, as: 'pounds' }] },
      spendByStage,
    ] },
    { key: 'compliments', title: '{Compliments}', blocks: [
      { kind: 'sentences', key: 'compliments', sentences: [{ rule: 'change in count', figure: { measure: 'compliments' }, since: lastYear, subject: { one: '{compliment}', many: '{compliments}' } }, { rule: 'how many', figure: { measure: 'compliments' }, noun: { one: '{compliment}', many: '{compliments}' } }] },
      complimentsByService, complimentsBySource, complimentsByAspect,
      { kind: 'quotes', key: 'quotes', figure: { measure: 'compliments', where: { publish_consent: 'yes' } }, by: 'text', attribution: 'source', atMost: 10, none: 'No {compliment} of the period has both its words and consent to publish them on record, so none is quoted.' },
    ] },
    procedureSection, definitionsSection,
  ],
};
