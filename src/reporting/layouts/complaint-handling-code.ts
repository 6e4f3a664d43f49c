import type { BlockSpec, Layout, NarrativeSpec, TableSpec } from '../layout.ts';
import { complaintsByMonth, complaintsByService, lastYear, learningActions, learningProgress, ombudsmanDecisions, ombudsmanEnquiries, outcomesOfReceived, remediesOfElements, elementsByFinding, themes, timelinessByYear, extensionReasons } from './tables.ts';
import { corporateComplaints } from './scope.ts';
import { definitionsSection } from './shared.ts';

const corporate = corporateComplaints;
const where = corporate.where;
const now = { key: 'now', heading: '{period}', figure: {}, as: 'count' } as const;
const before = { key: 'before', heading: '{period}', figure: { period: lastYear }, as: 'count' } as const;

/** Words that the council writes itself, as no record holds them: what stands here says what to write, and is marked until somebody has. */
const toWrite = (key: string, text: string): NarrativeSpec => ({ kind: 'narrative', key, text, figures: {}, carriedOver: 'the standard layout' });

/** Paragraph 8.1 asks for a summary of the types of complaints that were refused. */
const refused: TableSpec = {
  kind: 'table', key: 'refused', caption: '{Complaints} refused or sent elsewhere, by why', figure: { measure: 'representations', where: { handled_as: 'declined' } },
  rows: { by: 'handling_reason', order: 'largest', heading: 'Reason given' }, columns: [now, before], total: 'All refused',
  none: 'No {complaint} of the period is on record as refused.', note: 'A refusal is explained to whoever complained, with how to go to the Ombudsman.',
};

const notTaken: TableSpec = {
  kind: 'table', key: 'not-taken', caption: 'What was not taken as a {complaint}', figure: { measure: 'representations' },
  rows: {
    heading: 'What was done', named: [
      { heading: 'Refused', figure: { where: { handled_as: 'declined' } } }, { heading: 'Sent to another procedure or body', figure: { where: { handled_as: 'redirected' } } },
      { heading: 'Already under consideration', figure: { where: { handled_as: 'duplicate' } } }, { heading: 'Withdrawn', figure: { where: { handled_as: 'withdrawn' } } },
    ],
  },
  columns: [now, before],
};

/** The Code's own limits: 10 working days at stage 1 and 20 at stage 2, each from the acknowledgement, and as many again where it says why. */
const stages: TableSpec = {
  kind: 'table', key: 'code-stages', caption: 'Corporate {complaints} at each stage', figure: { measure: 'complaints', where },
  rows: {
    heading: 'Stage', named: [
      { heading: 'Stage 1 received', figure: {} }, { heading: 'Stage 1 answered', figure: { measure: 'stage1_responses' } },
      { heading: 'Stage 1 answered within the time limit', figure: { measure: 'stage1_on_time_rate' }, as: 'percent', base: { measure: 'stage1_responses', where } },
      { heading: 'Mean working days to a stage 1 answer', figure: { measure: 'stage1_days' }, as: 'days', places: 1 },
      { heading: 'Stage 2 requested', figure: { measure: 'stage2_requests' } }, { heading: 'Stage 2 completed', figure: { measure: 'stage2_investigations' } },
      { heading: 'Stage 2 completed within its limit', figure: { measure: 'stage2_on_time_rate' }, as: 'percent', base: { measure: 'stage2_investigations', where } },
    ],
  },
  columns: [now, before],
};

const ombudsmanSentences: BlockSpec = {
  kind: 'sentences', key: 'ombudsman-change', sentences: [
    { rule: 'change in count', figure: { measure: 'ombudsman_enquiries' }, since: lastYear, subject: { one: 'enquiry from the Ombudsman', many: 'enquiries from the Ombudsman' } },
    { rule: 'change in count', figure: { measure: 'ombudsman_decisions' }, since: lastYear, subject: { one: 'decision of the Ombudsman', many: 'decisions of the Ombudsman' } },
  ],
};

/** The paragraphs of the Code that a self-assessment goes through, each with what the council says of itself. */
const selfAssessment = toWrite('self-assessment', [
  'For each part of the Code, say whether the council keeps to it, how anybody can see that it does, and what it will do where it does not.',
  '## 1. What is a complaint',
  '- A complaint is told from a request for a service, whatever words were used: write whether this is so, and the evidence.',
  '## 2. When a complaint is refused',
  '- Complaints within 12 months are taken unless there is a valid reason, and a refusal is explained: write whether this is so, and the evidence.',
  '## 3. How people can complain',
  '- There are several ways, adjustments are made for those who need them, and the procedure is easy to find: write whether this is so, and the evidence.',
  '## 4. Who deals with complaints',
  '- Somebody has the time, the authority and the training: write whether this is so, and the evidence.',
  '## 5. The procedure',
  '- There is one procedure of two stages, and no stage before the first: write whether this is so, and the evidence.',
  '## 6. The stages and their time limits',
  '- Both stages are acknowledged and answered in time, longer ones are explained, and every point is answered with reasons: write whether this is so, and the evidence.',
  '## 7. Putting things right',
  '- What went wrong is said plainly, put right, and learnt from: write whether this is so, and the evidence.',
  '## 8. Reporting',
  '- This report goes to those who govern the council and is published with their response: write whether this is so, and the evidence.',
  '## 9. Learning',
  '- The council looks beyond the single complaint, and a member is responsible for complaints: write whether this is so, and the evidence.',
].join('\n\n'));

/**
 * The annual complaints performance and service improvement report of the Ombudsman's Complaint Handling Code, of corporate complaints.
 * Source: Local Government and Social Care Ombudsman, Complaint Handling Code (February 2024), paragraph 8.1: the self-assessment;
 * performance in numbers and words with the types of complaints refused; where the council did not keep to the Code; improvements;
 * the Ombudsman's annual letter; other reports of the Ombudsman. 8.2: published with the response of those who govern.
 */
export const complaintHandlingCode: Layout = {
  key: 'complaint-handling-code', title: 'Complaints performance and service improvement: annual report {period}', kind: 'year',
  audience: 'For those who govern the council and for the public, under paragraph 8.1 of the Ombudsman’s Complaint Handling Code.',
  sections: [
    { key: 'summary', title: 'Summary', blocks: [
      { kind: 'headlines', key: 'headlines', figures: [
        { heading: 'Corporate {complaints} received', figure: { measure: 'complaints', where }, as: 'count', since: lastYear },
        { heading: 'Upheld or partly upheld', figure: { measure: 'upheld_or_partly', where }, as: 'count', since: lastYear },
        { heading: 'Answered on time at stage 1', figure: { measure: 'stage1_on_time_rate', where }, as: 'percent', since: lastYear, base: { measure: 'stage1_responses', where } },
        { heading: 'Requests to go to stage 2', figure: { measure: 'stage2_requests', where }, as: 'count', since: lastYear },
        { heading: 'Refused', figure: { measure: 'representations', where: { handled_as: 'declined' } }, as: 'count', since: lastYear },
        { heading: 'Ombudsman enquiries', figure: { measure: 'ombudsman_enquiries' }, as: 'count', since: lastYear },
      ] },
      { kind: 'sentences', key: 'summary', sentences: [{ rule: 'change in count', figure: { measure: 'complaints', where }, since: lastYear, subject: corporate.noun }] },
      { kind: 'text', key: 'scope', paragraphs: ['The Code applies where no procedure is laid down by law. {Complaints} under the statutory procedure for children’s social care are reported apart.'] },
    ] },
    { key: 'self-assessment-section', title: 'Self-assessment against the Code', blocks: [selfAssessment] },
    { key: 'performance', title: 'How {complaints} were handled', blocks: [
      toWrite('performance-in-words', 'Say in a few paragraphs what the numbers below show: what people complained about, what was upheld and why, and how quickly they were answered.'),
      stages, complaintsByMonth(corporate), complaintsByService(corporate), themes(corporate), outcomesOfReceived(corporate), timelinessByYear(corporate), extensionReasons(corporate), { ...elementsByFinding, figure: { ...elementsByFinding.figure, where } }, { ...remediesOfElements, figure: { ...remediesOfElements.figure, where } },
      { kind: 'limits', key: 'limits', procedure: 'corporate' },
    ] },
    { key: 'refused-section', title: '{Complaints} refused', blocks: [
      { kind: 'sentences', key: 'refused-sentence', sentences: [{ rule: 'how many', figure: { measure: 'representations', where: { handled_as: 'declined' } }, noun: { one: '{complaint} that was refused', many: '{complaints} that were refused' } }] },
      refused, notTaken,
    ] },
    { key: 'not-kept', title: 'Where the council did not keep to the Code', blocks: [toWrite('non-compliance', 'Say where the council or the Ombudsman found that the Code was not kept to, and what was done. If nothing was found, say so.')] },
    { key: 'improvements', title: 'What was learnt and improved', blocks: [learningActions, learningProgress, { kind: 'picked actions', key: 'picked-improvements', picked: [] }, toWrite('improvements-in-words', 'Say what has changed for those who use the services because of what people said.')] },
    { key: 'ombudsman', title: 'The Ombudsman', blocks: [
      ombudsmanSentences, ombudsmanEnquiries, ombudsmanDecisions,
      toWrite('annual-letter', '## The Ombudsman’s annual letter\n\nGive what the letter of the year says of the council, with its date and where it can be read.'),
      toWrite('ombudsman-reports', '## Other reports of the Ombudsman\n\nName any report about the council that the Ombudsman published in the year, and what the council did. If there was none, say so.'),
    ] },
    { key: 'governance', title: 'Response of those who govern the council', blocks: [toWrite('governance-response', 'The response is written when the report has been considered, and published with it (paragraph 8.2 of the Code).')] },
    definitionsSection,
  ],
};
