import { day } from '../day.ts';
import type { Rule } from '../procedure.ts';

/** The Ombudsman's clocks, which every procedure ends in. Days that the Ombudsman states are kept as stated, never worked out. */
export const ombudsmanRules: readonly Rule[] = [
  {
    key: 'T24', name: 'Complaint to the Ombudsman', stage: 'ombudsman', kind: 'window',
    limit: { count: 12, unit: 'month', counting: 'beginning with' },
    starts: { on: ['FirstNotice'], text: 'the person first had notice of the matter' },
    stops: { on: ['OmbudsmanEnquiryReceived'], text: 'the Ombudsman receives the complaint' },
    source: 'Local Government Act 1974 section 26B', certainty: 'FOUND', setting: false,
    note: 'The twelve months begin with that day, so the last is the day before its anniversary.',
    effectiveFrom: day('2008-04-01'),
  },
  {
    key: 'T25', name: 'Documents for the Ombudsman before a case is allocated', stage: 'ombudsman', kind: 'clock',
    limit: { count: 10, unit: 'working day' },
    starts: { on: ['OmbudsmanEnquiryReceived'], text: 'the Ombudsman asked for documents' },
    stops: { on: ['OmbudsmanReplied'], text: 'the council replies' },
    source: 'Ombudsman’s Investigation Manual, chapter 7', certainty: 'FOUND', setting: false,
    note: 'Where the request states a day, that day holds.',
  },
  {
    key: 'T26', name: 'Reply to the Ombudsman’s enquiries', stage: 'ombudsman', kind: 'clock', statedBy: 'Ombudsman',
    starts: { on: ['OmbudsmanEnquiryReceived'], text: 'the Ombudsman’s letter of enquiry' },
    stops: { on: ['OmbudsmanReplied'], text: 'the council replies' },
    source: 'The Ombudsman’s letter; 20 working days are common', certainty: 'RECALLED(m)', setting: true,
  },
  {
    key: 'T27', name: 'Comments on the Ombudsman’s draft decision', stage: 'ombudsman', kind: 'clock', statedBy: 'Ombudsman',
    starts: { on: ['OmbudsmanDraftReceived'], text: 'the draft decision was issued' },
    stops: { on: ['OmbudsmanDraftAnswered'], text: 'comments are sent' },
    source: 'The Ombudsman’s letter; about 10 working days are usual', certainty: 'RECALLED(m)', setting: true,
  },
  {
    key: 'T28', name: 'Remedies agreed with the Ombudsman', stage: 'ombudsman', kind: 'clock', statedBy: 'Ombudsman',
    starts: { on: ['OmbudsmanDecided'], text: 'the Ombudsman’s decision' },
    stops: { on: ['OmbudsmanComplianceNotified', 'OmbudsmanComplianceRecorded', 'OmbudsmanCaseClosed'], text: 'evidence of the remedy is with the Ombudsman' },
    source: 'The Ombudsman’s decision; one month is common (decisions 24-004-450 and 25-030-380)', certainty: 'FOUND', setting: false,
    note: 'For improvements to a service three months are usual (recalled, to be checked).',
  },
  {
    key: 'T29', name: 'Answer to a public report of the Ombudsman', stage: 'ombudsman', kind: 'clock',
    limit: { count: 3, unit: 'month' },
    starts: { on: ['OmbudsmanDecided'], text: 'the public report was received' },
    stops: { on: ['OmbudsmanReportAnswered', 'OmbudsmanCaseClosed'], text: 'the council has considered the report and said what it will do' },
    source: 'Local Government Act 1974 sections 30 and 31', certainty: 'RECALLED(h)', setting: true,
    note: 'The report must also be publicised within two weeks (T29a).',
  },
  {
    key: 'T29a', name: 'Public notice of a public report of the Ombudsman', stage: 'ombudsman', kind: 'clock',
    limit: { count: 2, unit: 'week' },
    starts: { on: ['OmbudsmanDecided'], text: 'the public report was received' },
    stops: { on: ['OmbudsmanReportPublicised', 'OmbudsmanCaseClosed'], text: 'public notice of the report is given' },
    source: 'Local Government Act 1974 section 30(5)', certainty: 'RECALLED(h)', setting: true,
  },
];
