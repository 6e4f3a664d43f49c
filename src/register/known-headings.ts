import type { FileName } from './columns.ts';

/** A column of the register that a heading of a log may stand for. */
export type LogColumn = { readonly file: FileName; readonly column: string };

/** How councils' logs head what the register holds. Words are compared without case, signs and order of near letters. */
export const knownHeadings: readonly (LogColumn & { readonly headings: readonly string[] })[] = [
  { file: 'representations', column: 'ref', headings: ['ref', 'no', 'ref no', 'reference', 'reference number', 'complaint ref', 'complaint no', 'complaint number', 'case ref', 'case number', 'id', 'log no', 'unique ref'] },
  { file: 'representations', column: 'received_on', headings: ['date received', 'date recd', 'date rec', 'received', 'received date', 'date of receipt', 'date of complaint', 'complaint date', 'date complaint received', 'date logged', 'date'] },
  { file: 'representations', column: 'channel', headings: ['channel', 'how received', 'method', 'method of contact', 'method received', 'contact method', 'medium', 'how made', 'received by'] },
  { file: 'representations', column: 'received_via', headings: ['received via', 'first received by', 'first contact', 'source of contact'] },
  { file: 'representations', column: 'complainant', headings: ['complainant id', 'complainant key', 'person id', 'client id', 'customer id', 'complainant number'] },
  { file: 'representations', column: 'complainant_type', headings: ['complainant type', 'type of complainant', 'relationship', 'relationship to child', 'who complained', 'made by', 'complaint made by', 'complainant'] },
  { file: 'representations', column: 'complainant_age', headings: ['age', 'age of complainant', 'complainant age'] },
  { file: 'representations', column: 'gender', headings: ['gender', 'sex', 'm f'] },
  { file: 'representations', column: 'ethnicity', headings: ['ethnicity', 'ethnic origin', 'ethnic group'] },
  { file: 'representations', column: 'disability', headings: ['disability', 'disabled', 'any disability'] },
  { file: 'representations', column: 'child_status', headings: ['child status', 'status of child', 'legal status', 'status of young person'] },
  { file: 'representations', column: 'advocate', headings: ['advocate', 'advocacy', 'advocate offered', 'advocate involved'] },
  { file: 'representations', column: 'service', headings: ['service', 'service area', 'team', 'team service', 'division', 'department', 'area', 'service team', 'team complained about'] },
  { file: 'representations', column: 'handled_as', headings: ['handled as', 'procedure', 'complaint type', 'type of complaint', 'stat corp', 'statutory or corporate', 'statutory corporate', 'type', 'stage'] },
  { file: 'representations', column: 'handling_reason', headings: ['handling reason', 'reason not statutory', 'reason for procedure'] },
  { file: 'representations', column: 'theme', headings: ['theme', 'category', 'nature', 'nature of complaint', 'subject', 'issue', 'category of complaint', 'complaint category', 'complaint about', 'reason for complaint'] },
  { file: 'representations', column: 'summary', headings: ['summary', 'details', 'description', 'complaint details', 'details of complaint', 'brief details', 'brief summary', 'complaint summary'] },
  { file: 'representations', column: 'court_proceedings', headings: ['court', 'court proceedings', 'linked to court', 'in court'] },
  { file: 'representations', column: 'child_protection_plan', headings: ['cp plan', 'child protection plan', 'cpp', 'cp'] },
  { file: 'representations', column: 'persistent_complainant', headings: ['persistent', 'persistent complainant', 'vexatious'] },
  { file: 'representations', column: 'stage1_started_on', headings: ['stage 1 start', 'start date', 'clock start', 'date started', 'stage 1 started'] },
  { file: 'representations', column: 'stage1_extended_to', headings: ['extended to', 'extension date', 'extended until', 'extension to', 'stage 1 extended to'] },
  { file: 'representations', column: 'stage1_extension_reason', headings: ['reason for extension', 'extension reason', 'why extended'] },
  { file: 'representations', column: 'stage1_responded_on', headings: ['response date', 'date of response', 'date responded', 'response sent', 'date response sent', 'reply sent', 'date reply sent', 'date answered', 'stage 1 response', 'stage 1 response sent', 'date resp sent', 'resp sent', 'stage 1 date responded'] },
  { file: 'representations', column: 'stage1_outcome', headings: ['outcome', 'finding', 'result', 'upheld', 'stage 1 outcome', 'outcome of complaint', 'complaint outcome', 'outcome stage 1'] },
  { file: 'representations', column: 'stage1_late_reason', headings: ['reason late', 'reason for delay', 'why late', 'reason out of time', 'reason if late', 'delay reason', 'late reason'] },
  { file: 'representations', column: 'closed_on', headings: ['closed', 'date closed', 'closed date', 'closed on', 'date case closed', 'closure date'] },
  { file: 'stage2', column: 'requested_on', headings: ['stage 2 requested', 'date stage 2 requested', 'stage 2 request', 'stage 2 date requested', 's2 requested', 'stage 2 request date', 'escalated to stage 2'] },
  { file: 'stage2', column: 'decision', headings: ['stage 2 decision', 'stage 2 accepted', 's2 accepted', 'stage 2 agreed'] },
  { file: 'stage2', column: 'adjudicated_on', headings: ['stage 2 response', 'stage 2 response sent', 'stage 2 adjudicated', 'adjudication date', 'date of adjudication', 's2 response', 'stage 2 date responded'] },
  { file: 'stage2', column: 'outcome', headings: ['stage 2 outcome', 's2 outcome', 'outcome stage 2'] },
  { file: 'stage2', column: 'closed_on', headings: ['stage 2 closed', 'stage 2 date closed', 's2 closed'] },
  { file: 'stage3', column: 'requested_on', headings: ['stage 3 requested', 'panel requested', 'stage 3 request'] },
  { file: 'stage3', column: 'panel_on', headings: ['panel date', 'date of panel', 'stage 3 panel', 'review panel'] },
  { file: 'ombudsman', column: 'ombudsman_ref', headings: ['lgo ref', 'lgsco ref', 'ombudsman ref', 'ombudsman reference'] },
  { file: 'ombudsman', column: 'received_on', headings: ['lgo received', 'lgsco received', 'ombudsman received', 'date to ombudsman', 'lgsco enquiry'] },
];

/** Headings over people's names, which a register never holds. */
export const headingsOfNames: readonly string[] = ['name', 'complainant name', 'name of complainant', 'child name', 'name of child', 'childs name', 'surname', 'forename', 'address', 'phone number', 'telephone number', 'email address', 'social worker', 'worker', 'sw name', 'dob', 'date of birth'];

/** What logs write where nothing is known. */
export const wordsForNotKnown: readonly string[] = ['n/k', 'nk', 'not known', 'unknown', 'tbc', 'tba', 'n/a', 'na', '-', '--', '?', '??', 'blank', 'not recorded', 'not stated', '#n/a', '#ref!', '#value!', 'ongoing', 'awaited', 'awaiting'];

/** How logs write the codes of the register, where it is not the code itself with other signs between. By column; `` for any column. */
export const knownValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': { y: 'yes', n: 'no', true: 'yes', false: 'no', yes: 'yes', no: 'no' },
  channel: {
    phone: 'telephone', tel: 'telephone', 'phone call': 'telephone', call: 'telephone', 'e mail': 'email', mail: 'letter', post: 'letter', written: 'letter', 'in person': 'meeting', 'face to face': 'meeting',
    web: 'online_form', online: 'online_form', 'web form': 'online_form', 'on line form': 'online_form', website: 'online_form', 'complaint form': 'feedback_form', 'comment form': 'feedback_form', form: 'feedback_form', sms: 'text', 'text message': 'text', momo: 'app',
    facebook: 'social_media', twitter: 'social_media',
  },
  complainant_type: {
    mother: 'parent', father: 'parent', mum: 'parent', dad: 'parent', parents: 'parent', 'mother father': 'parent', 'step father': 'parent', 'step mother': 'parent', child: 'child_or_young_person', yp: 'child_or_young_person',
    'young person': 'child_or_young_person', cyp: 'child_or_young_person', grandparent: 'relative', grandmother: 'relative', grandfather: 'relative', aunt: 'relative', uncle: 'relative', sibling: 'relative', family: 'relative', 'family member': 'relative',
    sgo: 'special_guardian', carer: 'foster_carer', 'foster carers': 'foster_carer', 'foster parent': 'foster_carer', 'member of the public': 'public', neighbour: 'public', solicitor: 'professional', school: 'professional', mp: 'other', councillor: 'other',
  },
  handled_as: { stat: 'statutory', 'statutory complaint': 'statutory', 'stage 1': 'statutory', corp: 'corporate', 'corporate complaint': 'corporate', 'corporate stage 1': 'corporate', 'early resolution': 'informal', 'informal resolution': 'informal', enquiry: 'informal', representation: 'informal', 'not accepted': 'declined', refused: 'declined', redirect: 'redirected' },
  stage1_outcome: { 'partly upheld': 'partially_upheld', 'part upheld': 'partially_upheld', partial: 'partially_upheld', partly: 'partially_upheld', 'partially': 'partially_upheld', 'fully upheld': 'upheld', 'not up held': 'not_upheld', unupheld: 'not_upheld', 'no upheld': 'not_upheld', 'no findings': 'no_finding', inconclusive: 'no_finding', 'complaint withdrawn': 'withdrawn', wdrawn: 'withdrawn', yes: 'upheld', no: 'not_upheld' },
  outcome: { 'partly upheld': 'partially_upheld', 'part upheld': 'partially_upheld', partial: 'partially_upheld', partly: 'partially_upheld', 'fully upheld': 'upheld' },
  decision: { yes: 'accepted', no: 'declined', agreed: 'accepted', refused: 'declined', rejected: 'declined' },
  child_status: { cin: 'child_in_need', cp: 'child_protection', lac: 'child_in_care', cla: 'child_in_care', cic: 'child_in_care', 'looked after': 'child_in_care', 'early help': 'early_help', 'care leaver': 'care_leaver' },
  gender: { f: 'female', m: 'male', woman: 'female', man: 'male', girl: 'female', boy: 'male' },
  ethnicity: { 'white british': 'white_british', wb: 'white_british', 'white english': 'white_british', british: 'white_british', 'white and asian': 'mixed_white_and_asian', 'white and black african': 'mixed_white_and_black_african', 'white and black caribbean': 'mixed_white_and_black_caribbean' },
  stage1_late_reason: { complex: 'complexity', 'complex complaint': 'complexity', 'staff absence': 'staff_absence', sickness: 'staff_absence', leave: 'staff_absence', 'annual leave': 'staff_absence', court: 'staff_in_court' },
  stage1_extension_reason: { complex: 'complexity', 'complex complaint': 'complexity' },
};
