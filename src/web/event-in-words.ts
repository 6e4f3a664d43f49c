import { endedParts } from '../domain/acts/end-appointment.ts';
import { consenters, consentScopes, waysOfConsenting } from '../domain/consent.ts';
import { type Day, inWords } from '../domain/day.ts';
import type { CaseEvent, ElementFinding, PromisedAction, ReasonsByElement } from '../domain/events.ts';
import { documentKindNames } from '../domain/documents.ts';
import { type CapacityKey, capacities } from '../domain/eligibility.ts';
import { type CouncilWords, valueInWords } from '../reporting/council-words.ts';
import { capitalised, listed, pounds } from '../reporting/house-style.ts';

export type EventInWords = { readonly title: string; readonly lines: readonly string[] };

/** Line of a page: what it says, under what it is called. Nothing where nobody said it. */
function line(name: string, said: string | undefined): readonly string[] {
  return said === undefined || said.trim() === '' ? [] : [`${name}: ${said}`];
}

const nameOfStage = { stage1: 'stage 1', stage2: 'stage 2', stage3: 'stage 3' } as const;
const criterionInWords = {
  robust_report: 'the stage 2 report is robust', complete_adjudication: 'the adjudication is complete', significant_complaints_upheld: 'all or most of the significant complaints are upheld',
  clear_action_plan: 'there is a clear action plan', desired_outcomes_met: 'the complainant’s desired outcomes are met',
} as const;

/**
 * What happened, as the timeline and a page for somebody who was overtaken say it: a title, and what is to be known beside it.
 * `names`: of people, by the key that the events have of them. `words`: the council's own for the closed lists.
 * Text that was erased leaves no line.
 */
export function eventInWords(event: CaseEvent, names: ReadonlyMap<string, string>, words: CouncilWords = {}): EventInWords {
  const value = (term: string): string => valueInWords('', term, words, new Map());
  const said = (term: string | undefined): string | undefined => (term === undefined ? undefined : value(term));
  const small = (term: string): string => value(term).toLowerCase();
  const person = (key: string | undefined): string | undefined => (key === undefined ? undefined : personInWords(key, names));
  const day = (on: Day | undefined): string | undefined => (on === undefined ? undefined : inWords(on));
  const points = (elements: readonly number[] | undefined): readonly string[] => (elements === undefined ? [] : [`About ${pointsInWords(elements)}`]);
  const findings = (found: readonly ElementFinding[] | undefined, reasons: ReasonsByElement = {}): readonly string[] => (found ?? []).flatMap(({ element, finding, remedies = [] }) => {
    const put = remedies.length === 0 ? '' : `, with ${listed(remedies.map(small))}`;
    return [`Point ${element}: ${small(finding)}${put}`, ...line(`Reasons on point ${element}`, reasons[element])];
  });
  const promised = ({ action, owner, dueOn, element }: Omit<PromisedAction, 'kind'>): readonly string[] => [
    ...line('Action', action), ...line('To be done by', person(owner)), ...line('Due', day(dueOn)), ...(element === undefined ? [] : points([element])),
  ];
  const recommendations = (made: readonly string[] | undefined): readonly string[] => (made ?? []).map((one, index) => `Recommendation ${index + 1}: ${one}`);

  switch (event.type) {
    case 'RepresentationReceived': return { title: 'Complaint received', lines: [
      ...line('By', said(event.channel)), ...line('Made by', said(event.complainantType)), ...line('Service', event.service), ...line('Theme', event.theme),
      ...line('Capacity', event.capacity === undefined ? undefined : capacityInWords(event.capacity)), ...line('What it is about', event.summary), ...line('Outcome wanted', event.desiredOutcome),
      ...line('Grounds arose', day(event.groundsAroseOn)),
    ] };
    case 'ElementAdded': return { title: `Point ${event.element} of the complaint recorded`, lines: [
      ...line('Complaint', event.complaint), ...line('Theme', event.theme), ...line('Service', event.service), ...line('Comment', event.comment), ...line('Grounds arose', day(event.groundsAroseOn)),
      ...line('Finding at stage 1', said(event.stage1Finding)), ...line('Finding at stage 2', said(event.stage2Finding)), ...line('Finding at stage 3', said(event.stage3Finding)),
      ...line('Put right by', event.remedies === undefined ? undefined : listed(event.remedies.map(small))),
    ] };
    case 'SufficientInterestDecided': return { title: event.sufficient ? 'Found to have sufficient interest in the child’s welfare' : 'Found to have no sufficient interest in the child’s welfare', lines: [...line('Reasons', event.reasons), ...line('The child’s view', event.childsView)] };
    case 'LateComplaintDecided': return { title: event.considered ? 'Late complaint to be considered' : 'Late complaint not to be considered', lines: [
      ...points(event.elements), event.notReasonableToExpectEarlier ? 'It was not reasonable to expect it earlier' : 'It was reasonable to expect it earlier',
      event.canBeConsideredEffectivelyAndFairly ? 'It can still be considered effectively and fairly' : 'It can no longer be considered effectively and fairly', ...line('Reasons', event.reasons),
    ] };
    case 'HandlingDecided': return { title: handledInWords(event.handledAs, small(event.handledAs)), lines: [
      ...points(event.elements), ...line('Ground', event.refusal === undefined ? undefined : groundInWords(event.refusal)), ...line('Reasons', event.reason), ...line('Decided by', person(event.decidedBy)), ...line('Confirmed by', person(event.confirmedBy)),
    ] };
    case 'Stage1Started': return { title: 'Stage 1 started', lines: line('Because', event.because) };
    case 'Acknowledged': return { title: { stage1: 'Complaint acknowledged', stage2: 'Request for stage 2 acknowledged', stage3: 'Request for a review panel acknowledged' }[event.stage], lines: [] };
    case 'AdvocateSought': return { title: 'Advocate asked for', lines: ['Stage 1 stands still until one is appointed'] };
    case 'AdvocateAppointed': return { title: 'Advocate appointed', lines: line('Advocate', person(event.advocate)) };
    case 'ConsentGiven': return { title: `Consent to ${event.to === 'advocate' ? 'the advocate' : 'a representative'} given`, lines: [
      ...line(event.to === 'advocate' ? 'Advocate' : 'Representative', person(event.person) ?? event.name), `${capitalised(consenters[event.by])}, ${waysOfConsenting[event.how]}`,
      `To ${listed(event.covers.map((scope) => consentScopes[scope]))}`, ...line('Note', event.note),
    ] };
    case 'ConsentWithdrawn': return { title: `Consent ${event.consent} withdrawn`, lines: line('Reason', event.reason) };
    case 'CaseOfficerAssigned': return { title: 'Given to somebody to look after', lines: [...line('Case officer', person(event.officer)), ...line('Reason', event.reason)] };
    case 'AppointmentEnded': return { title: `Appointment of the ${endedParts[event.part]} ended`, lines: [...line('Person', person(event.person)), ...line('Reason', event.reason)] };
    case 'Stage1Allocated': return { title: 'Given to a manager to answer', lines: line('Responding manager', person(event.respondingManager)) };
    case 'Stage1Extended': return { title: `Stage 1 extended to ${inWords(event.extendedTo)}`, lines: [...line('Ground', said(event.ground)), ...line('Good reason for so long', event.goodReason)] };
    case 'Stage1Responded': return { title: 'Stage 1 response sent', lines: [
      ...line('Outcome', said(event.outcome)), ...findings(event.findings, event.reasons), ...line('Why the outcome is not the one the findings give', event.outcomeOverruledBecause),
      ...line('Received by the complainant', day(event.receivedByComplainantOn)), ...line('Why it was late', said(event.lateReason)),
    ] };
    case 'LateReasonRecorded': return { title: `Why ${nameOfStage[event.stage]} is late`, lines: event.lateReason === undefined ? [] : [value(event.lateReason)] };
    case 'NotProgressed': return { title: notProgressedInWords[event.outcome], lines: [
      ...(event.orally === true ? ['Said orally, not in writing'] : []), ...line('Repeats', event.duplicateOf), ...line('Sent to', event.redirectedTo), ...line('Ground', event.ground === undefined ? undefined : capitalised(groundInWords(event.ground))), ...line('Reason', event.reason),
      ...line('Decided by', person(event.decidedBy)), ...line('Confirmed by', person(event.confirmedBy)), ...line('Why it was late', said(event.lateReason)),
    ] };
    case 'Deferred': return { title: 'Deferred for other proceedings', lines: [...points(event.elements), ...line('Proceedings', event.proceedings), ...line('How they might be prejudiced', event.prejudice), ...line('To be looked at again', day(event.reviewOn))] };
    case 'ProceedingsEnded': return { title: 'Other proceedings ended', lines: [] };
    case 'Resubmitted': return { title: 'Complaint resubmitted after other proceedings', lines: [] };
    case 'FreezeDecided': return { title: event.frozen ? 'Decision frozen' : 'Decision not frozen', lines: [...line('Decision', event.decisionAtIssue), ...line('Risk to the child', event.riskAssessment), ...line('Decided by', person(event.decidedBy))] };
    case 'Stage1Skipped': return { title: 'Went straight to stage 2, by agreement', lines: line('Because', event.agreedBecause) };
    case 'Stage2Requested': return { title: 'Stage 2 asked for', lines: [...line('Reason', said(event.reason)), ...line('Accepted although late, because', event.lateAcceptedBecause)] };
    case 'Stage2Accepted': return { title: 'Stage 2 accepted', lines: [] };
    case 'Stage2Refused': return { title: 'Stage 2 refused', lines: [...line('Ground', event.ground === undefined ? 'none of those the law permits' : groundInWords(event.ground)), ...line('Considered in', event.consideredIn), ...line('Another authority’s', event.otherAuthority), ...line('Reasons', event.reason)] };
    case 'StatementOfComplaintRecorded': return { title: `Statement of complaint ${{ sent: 'sent to the complainant', agreed: 'agreed', amended: 'amended', unsigned: 'left unsigned' }[event.state]} (version ${event.version})`, lines: [
      ...(event.points ?? []).flatMap((point) => [`Point ${point.element}: ${point.complaint}`, ...line(`Outcome wanted on point ${point.element}`, point.desiredOutcome)]), ...line('Reason', event.reason),
    ] };
    case 'InvestigatingOfficerAppointed': return { title: 'Investigating officer appointed', lines: [...line('Officer', person(event.officer)), ...line('In place of another, because', event.replacedBecause), ...appointment(event)] };
    case 'IndependentPersonAppointed': return { title: 'Independent person appointed', lines: [...line('Person', person(event.person)), ...line('In place of another, because', event.replacedBecause), ...appointment(event)] };
    case 'AdjudicatingOfficerAppointed': return { title: 'Adjudicating officer appointed', lines: [...line('Officer', person(event.officer)), ...line('In place of another, because', event.replacedBecause)] };
    case 'Stage2Extended': return { title: `Stage 2 extended to ${inWords(event.extendedTo)}`, lines: [...line('Reason', said(event.reason)), ...line('Good reason for so long', event.goodReason)] };
    case 'ReportReceived': return { title: event.report === 'investigation' ? 'Investigation report received' : 'Independent person’s report received', lines: [...findings(event.findings), ...recommendations(event.recommendations)] };
    case 'ReportSentToComplainant': return { title: 'Report sent to the complainant', lines: [] };
    case 'SentForAdjudication': return { title: 'Sent for adjudication', lines: [] };
    case 'ElementAdjudicated': return { title: `Point ${event.element} adjudicated: ${small(event.finding)}`, lines: [...line('Reasons', event.reasons), ...line('Put right by', event.remedies === undefined ? undefined : listed(event.remedies.map(small)))] };
    case 'Stage2Adjudicated': return { title: 'Adjudication sent', lines: [
      ...line('Outcome', said(event.outcome)), ...line('Why the outcome is not the one the findings give', event.outcomeOverruledBecause), ...line('Received by the complainant', day(event.receivedByComplainantOn)),
    ] };
    case 'Stage2Closed': return { title: 'Stage 2 closed', lines: line('Why it was late', said(event.lateReason)) };
    case 'Stage3Requested': return { title: 'Review panel asked for', lines: line('Accepted although late, because', event.lateAcceptedBecause) };
    case 'Stage3Refused': return { title: event.ground === 'withdrawn' ? 'Request for a review panel withdrawn' : 'Review panel refused', lines: [...line('Ground', groundInWords(event.ground)), ...line('Considered in', event.consideredIn), ...line('Another authority’s', event.otherAuthority), ...line('Reasons', event.reason)] };
    case 'PanelMemberAppointed': return { title: event.role === 'chair' ? 'Chair of the panel appointed' : 'Member of the panel appointed', lines: [...line('Person', person(event.person)), ...appointment(event)] };
    case 'PersonGivenAccount': return { title: 'Access given to somebody appointed before', lines: line('Person', person(event.account)) };
    case 'PanelMemberStoodDown': return { title: 'Panel member stood down', lines: [...line('Person', person(event.person)), ...line('Reason', event.reason)] };
    case 'PanelArranged': return { title: `Panel arranged for ${inWords(event.meetingOn)}`, lines: line('Place', event.venue) };
    case 'PanelPostponed': return { title: 'Panel postponed', lines: line('Reason', event.reason) };
    case 'PanelPapersSent': return { title: 'Panel papers sent', lines: [] };
    case 'PanelHeld': return { title: 'Panel met', lines: line('Why it was late', said(event.lateReason)) };
    case 'PanelFindingsSent': return { title: 'Panel’s findings sent', lines: [...line('Received by the authority', day(event.receivedByAuthorityOn)), ...findings(event.findings), ...recommendations(event.recommendations)] };
    case 'Stage3Responded': return { title: 'Response to the panel sent', lines: [
      ...line('Outcome', said(event.outcome)), ...findings(event.findings), ...(event.independentPersonConsulted === undefined ? [] : [event.independentPersonConsulted ? 'The independent person was consulted' : 'The independent person was not consulted']), ...line('Departures from the panel', event.departures),
    ] };
    case 'EarlyReferralMade': return { title: 'Referred early to the Ombudsman', lines: [`The complainant agreed on ${inWords(event.complainantConsentedOn)}`, ...line('Criteria met', listed(event.criteriaMet.map((criterion) => criterionInWords[criterion])))] };
    case 'OmbudsmanEnquiryReceived': return { title: `Ombudsman’s enquiry ${event.ombudsmanRef} received`, lines: [
      ...line('Asks for', event.kind === undefined ? undefined : { documents: 'documents', full: 'a full reply' }[event.kind]), ...line('Reply due', day(event.replyDueOn)), ...line('Service', event.service),
    ] };
    case 'OmbudsmanReplied': return { title: `Reply sent to the Ombudsman on ${event.ombudsmanRef}`, lines: [] };
    case 'OmbudsmanDraftReceived': return { title: `Ombudsman’s draft decision on ${event.ombudsmanRef} received`, lines: line('Comments due', day(event.commentsDueOn)) };
    case 'OmbudsmanDraftAnswered': return { title: `Comments sent on the Ombudsman’s draft decision on ${event.ombudsmanRef}`, lines: [] };
    case 'OmbudsmanDecided': return { title: `Ombudsman decided ${event.ombudsmanRef}`, lines: [
      value(event.decision), ...(event.publicReport === true ? ['Made a public report'] : []),
      ...(event.remedies ?? []).map(({ dueOn }, index) => `Remedy ${index + 1}: ${event.remedyTexts?.[index] ?? 'erased'}${dueOn === undefined ? '' : `, due ${inWords(dueOn)}`}`),
    ] };
    case 'OmbudsmanRemedyCompleted': return { title: `Remedy ${event.remedy} of the Ombudsman’s decision on ${event.ombudsmanRef} carried out`, lines: line('Evidence', event.evidence) };
    case 'OmbudsmanComplianceNotified': return { title: `Evidence of ${remediesInWords(event.remedies)} sent to the Ombudsman on ${event.ombudsmanRef}`, lines: [] };
    case 'OmbudsmanComplianceRecorded': return {
      title: event.satisfied ? `Ombudsman accepted ${remediesInWords(event.remedies)} on ${event.ombudsmanRef}` : `Ombudsman did not accept ${remediesInWords(event.remedies)} on ${event.ombudsmanRef}`,
      lines: line(event.satisfied ? 'What the Ombudsman said' : 'Still wanted', event.comment),
    };
    case 'OmbudsmanReportPublicised': return { title: `Public notice given of the Ombudsman’s report on ${event.ombudsmanRef}`, lines: [] };
    case 'OmbudsmanReportAnswered': return { title: `Ombudsman told what will be done about the public report on ${event.ombudsmanRef}`, lines: [] };
    case 'OmbudsmanMatterAttached': return { title: `Ombudsman’s matter ${event.ombudsmanRef} attached to this case`, lines: ['It was on record with no case. What happened in it is told here, on its own days.'] };
    case 'OmbudsmanMatterMoved': return { title: `Ombudsman’s matter ${event.ombudsmanRef} attached to a case`, lines: ['It is counted there and nowhere else.'] };
    case 'OmbudsmanCaseClosed': return { title: `Ombudsman closed ${event.ombudsmanRef}`, lines: [] };
    case 'PaymentMade': return { title: `${pounds(event.amountPence / 100)} paid to ${payeeInWords[event.role]}`, lines: [...(event.invoice === undefined ? [] : [`For invoice ${event.invoice} of this case`]), ...line('Stage', said(event.stage)), ...line('Note', event.note)] };
    case 'CostAgreed': return { title: `${pounds(event.estimatePence / 100)} agreed for ${payeeInWords[event.role]}`, lines: [
      ...line('Stage', said(event.stage)), ...line('With', event.supplier), ...line('Rate', event.ratePence === undefined || event.per === undefined ? undefined : `${pounds(event.ratePence / 100)} ${perInWords[event.per]}`), ...line('Note', event.note),
    ] };
    case 'InvoiceReceived': return { title: `Invoice ${event.invoice} received: ${pounds(event.amountPence / 100)}`, lines: [
      ...line('From', event.supplier), ...line('Its number', event.number), ...line('Dated', day(event.datedOn)), ...line('For', `${payeeInWords[event.role]}, ${small(event.stage)}`),
      ...line('VAT in it', event.vatPence === undefined ? undefined : pounds(event.vatPence / 100)),
      ...line('Worked', event.quantityHundredths === undefined || event.per === undefined || event.ratePence === undefined ? undefined : workedInWords(event.quantityHundredths, event.per, event.ratePence)), ...line('Note', event.note),
    ] };
    case 'InvoiceQueried': return { title: `Invoice ${event.invoice} queried`, lines: line('Asked of the supplier', event.query) };
    case 'InvoiceApproved': return { title: `Invoice ${event.invoice} approved`, lines: line('Approved by', person(event.approvedBy)) };
    case 'InvoiceRejected': return { title: `Invoice ${event.invoice} rejected`, lines: line('Reason', event.reason) };
    case 'LearningActionPromised': return { title: `Learning action ${event.learningAction} promised`, lines: promised(event) };
    case 'LearningActionCompleted': return { title: `Learning action ${event.learningAction} done`, lines: line('Evidence', event.evidence) };
    case 'Closed': return { title: 'Case closed', lines: [] };
    case 'Reopened': return { title: 'Case reopened', lines: line('Reason', event.reason) };
    case 'FactCorrected': return { title: `${factInWords(event.fact)}${event.element === undefined ? '' : ` of point ${event.element}`}${event.which === undefined ? '' : ` (${event.which})`} corrected`, lines: [
      `From ${correctedValue(event.fact, event.from, value)} to ${correctedValue(event.fact, event.to, value)}`, ...line('Reason', event.reason),
    ] };
    case 'NoteAdded': return { title: 'Note', lines: event.note === undefined ? [] : [event.note] };
    case 'CaseRestricted': return { title: 'Case restricted', lines: line('Reason', event.reason) };
    case 'RestrictionLifted': return { title: 'Restriction lifted', lines: line('Reason', event.reason) };
    case 'ContactRestricted': return { title: `Contact restricted until ${inWords(event.until)}`, lines: [...line('How', event.restriction), ...line('Looked at again', day(event.reviewOn)), ...line('Reason', event.reason), ...line('Decided by', person(event.decidedBy))] };
    case 'ContactRestrictionLifted': return { title: 'Restriction of contact lifted', lines: line('Reason', event.reason) };
    case 'SubjectNamed': return { title: 'Named whom it is about', lines: [...line('Person', person(event.person)), ...line('Service', event.service)] };
    case 'DocumentAdded': return { title: `Document ${event.document} added`, lines: [documentKindNames[event.documentKind], ...(event.staffOnly === true ? ['For the council’s staff only'] : [])] };
    case 'DocumentMarked': return { title: event.staffOnly ? `Document ${event.document} is for the council’s staff only` : `Document ${event.document} is open to everybody who takes part`, lines: [documentKindNames[event.documentKind], ...line('Reason', event.reason)] };
    case 'DocumentRemoved': return { title: `Document ${event.document} removed`, lines: [documentKindNames[event.documentKind], ...line('Reason', event.reason)] };
    case 'ComplimentReceived': return { title: 'Compliment received', lines: [
      ...line('From', said(event.source)), ...line('By', said(event.channel)), ...line('Service', event.service), ...line('Aspects', event.aspects === undefined ? undefined : listed(event.aspects.map(small))), ...line('What it says', event.text),
      ...line('Praises', event.credited),
      ...(event.publishConsent === undefined ? [] : [event.publishConsent === 'yes' ? 'May be quoted' : 'May not be quoted']),
    ] };
    case 'ComplimentPassedOn': return { title: 'Compliment passed on', lines: line('To', event.to) };
    case 'ComplimentThanked': return { title: 'Thanked for the compliment', lines: [] };
    case 'PublishConsentWithdrawn': return { title: 'Consent to quote withdrawn', lines: line('Reason', event.reason) };
    default: return event satisfies never;
  }
}

const perInWords = { hour: 'an hour', day: 'a day' } as const;

/** `7.5 hours at £32.00 an hour`. */
export function workedInWords(quantityHundredths: number, per: keyof typeof perInWords, ratePence: number): string {
  const quantity = quantityHundredths / 100;
  return `${quantity} ${per}${quantity === 1 ? '' : 's'} at ${pounds(ratePence / 100)} ${perInWords[per]}`;
}

function remediesInWords(remedies: readonly number[]): string {
  return `${remedies.length === 1 ? 'remedy' : 'remedies'} ${listed(remedies.map(String))}`;
}

/** What was said of somebody when they were appointed. */
function appointment({ declaredNoConflict, despite }: { readonly declaredNoConflict?: true; readonly despite?: string }): readonly string[] {
  return [...(declaredNoConflict === true ? ['Declared no conflict of interest'] : []), ...(despite === undefined ? [] : [`Appointed although not everything was in order, because: ${despite}`])];
}

const notProgressedInWords = {
  withdrawn: 'Complaint withdrawn', discontinued: 'Complaint discontinued', redirected: 'Complaint sent elsewhere', duplicate: 'Closed as a duplicate',
} as const;

const payeeInWords = {
  investigating_officer: 'the investigating officer', independent_person: 'the independent person', panel_chair: 'the chair of the panel', panel_member: 'a member of the panel', advocate: 'the advocate', complainant: 'the complainant',
} as const;

const grounds = {
  out_of_time: 'asked for too late', no_sufficient_interest: 'no sufficient interest in the child’s welfare', prejudice_to_proceedings: 'considering it might prejudice other proceedings',
  not_a_qualifying_function: 'not about a function that the statutory procedure covers', already_considered: 'the same complaint was considered before', withdrawn: 'withdrawn by the complainant', other_authority: 'another authority’s to answer',
} as const;

/** A ground on which the law lets a complaint, or a further stage, be refused. */
export function groundInWords(ground: keyof typeof grounds): string {
  return grounds[ground];
}

/** A name for a person's key in the events. A register may hold a name or a team where casework holds a key: that is printed as it is. */
export function personInWords(key: string, names: ReadonlyMap<string, string>): string {
  return names.get(key) ?? (/^(?:U|pool-)\d+$/.test(key) ? 'somebody without an account' : key);
}

function isCapacity(key: string): key is CapacityKey {
  return Object.hasOwn(capacities, key);
}

/** In what capacity somebody complains, said on its own: the law's list names the child in the line before. */
export function capacityInWords(capacity: string): string {
  return isCapacity(capacity) ? capacities[capacity].name.replace('such a child', 'a child looked after or in need') : capacity;
}

function pointsInWords(elements: readonly number[]): string {
  return `${elements.length === 1 ? 'point' : 'points'} ${listed(elements.map(String))}`;
}

function handledInWords(handledAs: string, small: string): string {
  switch (handledAs) {
    case 'statutory': case 'corporate': return `To be handled under the ${small} procedure`;
    case 'withdrawn': return 'Handled as withdrawn';
    case 'duplicate': return 'Handled as a duplicate';
    case 'redirected': return 'To be sent elsewhere';
    case 'declined': return 'Declined';
    default: return capitalised(small);
  }
}

const factNames: Readonly<Record<string, string>> = {
  receivedOn: 'Date received', receivedVia: 'How it arrived', complainantAge: 'Age of the complainant', childStatus: 'Status of the child', summary: 'What it is about',
  stage1StartedOn: 'Date stage 1 started', stage1RespondedOn: 'Date of the stage 1 response', stage1Outcome: 'Outcome of stage 1', stage1LateReason: 'Why stage 1 was late',
  elementTheme: 'Theme', elementService: 'Service', elementComplaint: 'Complaint', elementStage1Finding: 'Finding at stage 1',
  acknowledgedOn: 'Date of acknowledgement', stage1ExtendedTo: 'Date stage 1 was extended to', stage1ExtensionReason: 'Why stage 1 was extended', stage1ReceivedByComplainantOn: 'Date the complainant received the stage 1 response',
  stage2RequestedOn: 'Date stage 2 was asked for', stage2Reason: 'Why stage 2 was asked for', stage2AcknowledgedOn: 'Date stage 2 was acknowledged', stage2DecidedOn: 'Date stage 2 was decided on',
  statementAgreedOn: 'Date the statement of complaint was agreed', stage2ExtendedTo: 'Date stage 2 was extended to', stage2ExtensionReason: 'Why stage 2 was extended', investigationReportOn: 'Date of the investigation report',
  independentReportOn: 'Date of the independent person’s report', reportSentOn: 'Date the report was sent to the complainant', sentForAdjudicationOn: 'Date it was sent for adjudication',
  stage2AdjudicatedOn: 'Date of adjudication', adjudicationReceivedOn: 'Date the complainant received the adjudication', stage2Outcome: 'Outcome of stage 2', stage2ClosedOn: 'Date stage 2 closed', stage2LateReason: 'Why stage 2 was late',
  elementStage2Finding: 'Finding at stage 2', stage3RequestedOn: 'Date the panel was asked for', stage3AcknowledgedOn: 'Date the request for a panel was acknowledged', papersSentOn: 'Date the panel papers were sent', panelOn: 'Date of the panel',
  stage3LateReason: 'Why the panel was late', findingsOn: 'Date of the panel’s findings', findingsReceivedOn: 'Date the panel’s findings were received', stage3RespondedOn: 'Date of the response to the panel', stage3Outcome: 'Outcome of the panel',
  elementStage3Finding: 'Finding at stage 3', closedOn: 'Date the case was closed', ombudsmanReceivedOn: 'Date of the Ombudsman’s enquiry', ombudsmanDecidedOn: 'Date of the Ombudsman’s decision', ombudsmanDecision: 'The Ombudsman’s decision',
  ombudsmanClosedOn: 'Date the Ombudsman closed the case', complimentSource: 'Who gave it', complimentOrigin: 'From inside or outside the council', complimentAspects: 'What is praised', publishConsent: 'Consent to quote', credited: 'Who is praised',
  paymentAmountPence: 'Amount of the payment', paidOn: 'Date of the payment', actionDueOn: 'Date the action is due', actionCompletedOn: 'Date the action was completed',
};

/** Whether a fact is a day. */
export function isDayFact(fact: string): boolean {
  return fact.endsWith('On') || fact.endsWith('ExtendedTo');
}

/** `stage1RespondedOn` as a form and the timeline call it. */
export function factInWords(fact: string): string {
  return factNames[fact] ?? capitalised(fact.replaceAll(/(?=[A-Z])/g, ' ').toLowerCase());
}

function correctedValue(fact: string, value: string | undefined, inWordsOf: (term: string) => string): string {
  if (value === undefined) return 'what has been erased';
  if (value === '') return 'nothing on record';
  if (fact === 'paymentAmountPence' && /^\d+$/.test(value)) return `£${(Number(value) / 100).toFixed(2)}`;
  if (isDayFact(fact) && /^\d{4}-\d{2}-\d{2}$/.test(value)) return inWords(value as Day);
  if (fact === 'complimentAspects') return listed(value.split(';').map(inWordsOf));
  return /^[a-z0-9_]+$/.test(value) && fact !== 'credited' ? inWordsOf(value) : `“${value}”`;
}
