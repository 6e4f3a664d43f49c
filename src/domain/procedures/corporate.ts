import { day } from '../day.ts';
import { checkProcedure, type Procedure, type Rule } from '../procedure.ts';
import { ombudsmanRules } from './ombudsman.ts';

const code = 'Ombudsman’s Complaint Handling Code';
/** The month in which the Code was issued. */
const effectiveFrom = day('2024-02-01');
const fromReceipt = 'From receipt where no acknowledgement is on record: a complaint that nobody acknowledged is not given longer for it.';
const guidanceOnly = 'The Code is guidance, so a council may set its own.';

const rules: readonly Rule[] = [
  {
    key: 'C01', name: 'Acknowledgement of a complaint', stage: 'stage1', kind: 'clock',
    limit: { count: 5, unit: 'working day' },
    starts: { on: ['RepresentationReceived'], text: 'the complaint was received' },
    stops: { on: ['Acknowledged'], text: 'the acknowledgement is sent' },
    source: `${code} 6.2`, certainty: 'FOUND', setting: true, effectiveFrom, note: guidanceOnly,
  },
  {
    key: 'C02', name: 'Stage 1 response', stage: 'stage1', kind: 'clock',
    limit: { count: 10, unit: 'working day' },
    starts: { on: ['Acknowledged', 'RepresentationReceived', 'Stage1Started'], text: 'the complaint was acknowledged' },
    stops: { on: ['Stage1Responded', 'NotProgressed'], text: 'the full response is sent' },
    extension: { rule: 'C03', grounds: 'any reason given in writing', source: `${code} 6.4`, certainty: 'FOUND', longerForGoodReason: { source: `${code} 6.4 and 6.5`, certainty: 'FOUND' } },
    source: `${code} 6.3`, certainty: 'FOUND', setting: true, effectiveFrom, note: `${fromReceipt} ${guidanceOnly}`,
  },
  {
    key: 'C03', name: 'Stage 1 response at the latest, extended', stage: 'stage1', kind: 'clock',
    limit: { count: 20, unit: 'working day' },
    starts: { on: ['Acknowledged', 'RepresentationReceived', 'Stage1Started'], text: 'the complaint was acknowledged' },
    stops: { on: ['Stage1Responded', 'NotProgressed'], text: 'the full response is sent' },
    source: `${code} 6.4`, certainty: 'FOUND', setting: true, effectiveFrom, note: 'At most ten working days more without good reason. With one, the complainant is told it and how to go to the Ombudsman (6.5).',
  },
  {
    key: 'C04', name: 'Acknowledgement of the request for stage 2', stage: 'stage2', kind: 'clock',
    limit: { count: 5, unit: 'working day' },
    starts: { on: ['Stage2Requested'], text: 'the request was received' },
    stops: { on: ['Acknowledged'], text: 'the acknowledgement is sent' },
    source: `${code} 6.10 and after`, certainty: 'FOUND-2nd', setting: true, effectiveFrom,
  },
  {
    key: 'C05', name: 'Stage 2 response', stage: 'stage2', kind: 'clock',
    limit: { count: 20, unit: 'working day' },
    starts: { on: ['Acknowledged', 'Stage2Requested'], text: 'the request was acknowledged' },
    stops: { on: ['Stage2Adjudicated'], text: 'the final response is sent' },
    extension: { rule: 'C06', grounds: 'any reason given in writing', source: `${code} 6.10 and after`, certainty: 'FOUND-2nd', longerForGoodReason: { source: `${code} 6.10 and after`, certainty: 'RECALLED(h)' } },
    source: `${code} 6.10 and after`, certainty: 'FOUND-2nd', setting: true, effectiveFrom, note: 'From the request where no acknowledgement is on record.',
  },
  {
    key: 'C06', name: 'Stage 2 response at the latest, extended', stage: 'stage2', kind: 'clock',
    limit: { count: 40, unit: 'working day' },
    starts: { on: ['Acknowledged', 'Stage2Requested'], text: 'the request was acknowledged' },
    stops: { on: ['Stage2Adjudicated'], text: 'the final response is sent' },
    source: `${code} 6.10 and after`, certainty: 'FOUND-2nd', setting: true, effectiveFrom,
  },
  {
    key: 'C07', name: 'Twelve months to complain', stage: 'receipt', kind: 'window',
    limit: { count: 1, unit: 'year' },
    starts: { on: ['GroundsArose'], text: 'the matter happened, or the person came to know of it' },
    stops: { on: ['RepresentationReceived'], text: 'the complaint is received' },
    source: `${code} 2.1 to 2.5`, certainty: 'FOUND', setting: true, effectiveFrom, note: 'A later complaint may be accepted.',
  },
  {
    key: 'D01', name: 'Grounds for not taking a complaint to stage 2', stage: 'stage2', kind: 'duty',
    starts: { on: ['Stage2Requested'], text: 'stage 2 is asked for' },
    stops: { on: ['Stage2Accepted', 'Stage2Refused'], text: 'the request is decided' },
    source: `${code} 5.7`, certainty: 'FOUND', setting: true, effectiveFrom, note: 'A complaint must not be kept from stage 2 without a valid reason.',
  },
  ...ombudsmanRules,
];

/**
 * The corporate procedure as the Local Government and Social Care Ombudsman's Code of February 2024 has it. It is the measure
 * for earlier complaints too, unless the council's own procedure is set.
 */
export const corporate: Procedure = checkProcedure({
  key: 'corporate', name: 'Corporate procedure', rules,
  measures: { acknowledgement: 'C01', stage1: 'C02', stage1Longest: 'C03', stage2Acknowledgement: 'C04', stage2: 'C05', stage2Longest: 'C06' },
  countedFrom: { stage1: 'acknowledgement', stage2: 'acknowledgement' },
  stage2Milestones: [],
});
