import type { Day } from '../domain/day.ts';
import { type CaseEvent, type ElementAdded, type ElementFinding, type EventOf, type PermittedRefusal, permittedRefusals, type RepresentationReceived } from '../domain/events.ts';
import { type NotProgressedOutcome, notProgressedOutcomes, type Remedy } from '../domain/terms.ts';
import type { AuthorityFacts } from '../store/authorities.ts';
import type { RegisterRows, RowOf } from './columns.ts';

/** What a register tells of one case, in the order in which it happened. `ref` is unique among the cases of its kind. */
export type RegisterCase = { readonly kind: 'representation' | 'compliment' | 'unattached'; readonly ref: string; readonly events: readonly CaseEvent[] };

/** All that a register tells of one representation. */
export type RepresentationRows = {
  readonly representation: RowOf<'representations'>; readonly elements: readonly RowOf<'elements'>[]; readonly stage2?: RowOf<'stage2'>; readonly stage3?: RowOf<'stage3'>;
  readonly ombudsman: readonly RowOf<'ombudsman'>[]; readonly payments: readonly RowOf<'payments'>[]; readonly actions: readonly RowOf<'actions'>[];
};

type Draft<E> = { -readonly [K in keyof E]: E[K] };

/** Events whose day a register does not hold, so that `on` is worked out from other days (decisions/0008-dates-for-undated-facts.md). */
const typesOfStandInDays: ReadonlySet<CaseEvent['type']> = new Set([
  'ElementAdded', 'HandlingDecided', 'Stage1Extended', 'LateReasonRecorded', 'NotProgressed', 'InvestigatingOfficerAppointed', 'IndependentPersonAppointed', 'Stage2Extended', 'LearningActionPromised',
]);

/** Whether the day of an event from a register only stands in for one that nobody wrote down. */
export function hasStandInDay(event: CaseEvent): boolean {
  return typesOfStandInDays.has(event.type) || ('undated' in event && event.undated === true);
}

/**
 * The cases of a register, each with its events: one for each representation, with its elements, stages, Ombudsman's
 * matters, payments and actions; one for each compliment; one for each Ombudsman's matter or payment of no representation on record.
 */
export function casesOfRegister(rows: RegisterRows): RegisterCase[] {
  const elements = Map.groupBy(rows.elements, (row) => row.ref);
  const stage2 = new Map(rows.stage2.map((row) => [row.ref, row]));
  const stage3 = new Map(rows.stage3.map((row) => [row.ref, row]));
  const ombudsman = Map.groupBy(rows.ombudsman, (row) => row.ref);
  const payments = Map.groupBy(rows.payments, (row) => row.ref);
  const actions = Map.groupBy(rows.actions, (row) => row.ref);
  const cases: RegisterCase[] = rows.representations.map((representation) => {
    const { ref } = representation;
    const [second, third] = [stage2.get(ref), stage3.get(ref)];
    const events = eventsOfRepresentation({
      representation, elements: elements.get(ref) ?? [], ombudsman: ombudsman.get(ref) ?? [], payments: payments.get(ref) ?? [], actions: actions.get(ref) ?? [],
      ...(second === undefined ? {} : { stage2: second }), ...(third === undefined ? {} : { stage3: third }),
    });
    return { kind: 'representation', ref, events };
  });
  for (const row of rows.compliments) cases.push({ kind: 'compliment', ref: row.ref, events: [complimentReceived(row)] });
  for (const row of ombudsman.get(undefined) ?? []) cases.push({ kind: 'unattached', ref: row.ombudsman_ref, events: inOrder(eventsOfOmbudsman(row)) });
  const alike = new Map<string, number>();
  for (const row of payments.get(undefined) ?? []) {
    const ref = refOfPayment(row, alike);
    cases.push({ kind: 'unattached', ref, events: [paymentMade(row)] });
  }
  return cases;
}

/** A key that a payment without a reference keeps from one register to the next: what it says, and a number where several say the same. */
function refOfPayment(row: RowOf<'payments'>, alike: Map<string, number>): string {
  const says = ['payment', row.paid_on, row.stage, row.role, String(row.amount), ...(row.note === undefined ? [] : [row.note])].join(' ');
  const number = (alike.get(says) ?? 0) + 1;
  alike.set(says, number);
  return number === 1 ? says : `${says} (${number})`;
}

/** Services, context and published figures of a register. */
export function factsOfRegister(rows: RegisterRows): Pick<AuthorityFacts, 'services' | 'context' | 'published'> {
  return { services: rows.services, context: rows.context, published: rows.published.map((row) => ({ ...row, where: row.where ?? {} })) };
}

/**
 * The events of one representation. Days that the register does not hold are worked out:
 * handling and elements on the day of receipt; an extension of stage 1 on the day its clock started, of stage 2 on the day it was accepted
 * (else requested); a stage 1 that was not progressed on the day of closing, else the start; the officers of stage 2 on the day the statement
 * was agreed, else it was accepted, else requested; an action on the day of the stage 1 answer where it is not
 * after the day due or done, else on the day of receipt; an outcome or decision without its day, `undated`, on the last day its row holds.
 */
export function eventsOfRepresentation(rows: RepresentationRows): CaseEvent[] {
  const { representation } = rows;
  const events: CaseEvent[] = [received(representation)];
  const findings = findingsWithTheirEvents(rows);
  for (const row of rows.elements) events.push(elementAdded(row, representation.received_on, findings.loose));
  const handling: Draft<EventOf<'HandlingDecided'>> = { type: 'HandlingDecided', on: representation.received_on, handledAs: representation.handled_as };
  if (representation.handling_reason !== undefined) handling.reason = representation.handling_reason;
  events.push(handling);
  addStage1(events, representation, findings.stage1);
  if (rows.stage2 !== undefined) addStage2(events, rows.stage2, findings.stage2);
  if (rows.stage3 !== undefined) addStage3(events, rows.stage3, findings.stage3);
  for (const row of rows.ombudsman) events.push(...eventsOfOmbudsman(row));
  for (const row of rows.payments) events.push(paymentMade(row));
  for (const [index, row] of rows.actions.entries()) addAction(events, row, index + 1, representation);
  if (representation.closed_on !== undefined) events.push({ type: 'Closed', on: representation.closed_on });
  return inOrder(events);
}

/** By day; within a day as they were put in. Receipt is always first: the Ombudsman may have had the complaint before the authority. */
function inOrder(events: CaseEvent[]): CaseEvent[] {
  const [first, ...rest] = events;
  return first === undefined ? [] : [first, ...rest.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))];
}

function received(row: RowOf<'representations'>): RepresentationReceived {
  const event: Draft<RepresentationReceived> = { type: 'RepresentationReceived', on: row.received_on, ref: row.ref };
  if (row.channel !== undefined) event.channel = row.channel;
  if (row.received_via !== undefined) event.receivedVia = row.received_via;
  if (row.complainant !== undefined) event.complainant = row.complainant;
  if (row.complainant_type !== undefined) event.complainantType = row.complainant_type;
  if (row.complainant_age !== undefined) event.complainantAge = row.complainant_age;
  if (row.gender !== undefined) event.gender = row.gender;
  if (row.ethnicity !== undefined) event.ethnicity = row.ethnicity;
  if (row.disability !== undefined) event.disability = row.disability;
  if (row.sexual_orientation !== undefined) event.sexualOrientation = row.sexual_orientation;
  if (row.child_status !== undefined) event.childStatus = row.child_status;
  if (row.advocate !== undefined) event.advocate = row.advocate;
  if (row.service !== undefined) event.service = row.service;
  if (row.theme !== undefined) event.theme = row.theme;
  if (row.summary !== undefined) event.summary = row.summary;
  if (row.court_proceedings !== undefined) event.courtProceedings = row.court_proceedings;
  if (row.child_protection_plan !== undefined) event.childProtectionPlan = row.child_protection_plan;
  if (row.persistent_complainant !== undefined) event.persistentComplainant = row.persistent_complainant;
  if (row.own !== undefined) event.own = row.own;
  return event;
}

type Loose = { readonly stage1: boolean; readonly stage2: boolean; readonly stage3: boolean };

/**
 * The findings of each stage, for the event that gave them. Where a register holds a finding and nothing that could have
 * given it, it is loose, and goes with its element. Remedies go with the last stage of their element that has an event.
 */
function findingsWithTheirEvents({ representation, elements, stage2, stage3 }: RepresentationRows): { stage1: ElementFinding[]; stage2: ElementFinding[]; stage3: ElementFinding[]; loose: Loose } {
  const hasEvent = { stage1: answers(representation), stage2: stage2?.adjudicated_on !== undefined, stage3: stage3?.responded_on !== undefined || stage3?.findings_on !== undefined };
  const findings = { stage1: [] as ElementFinding[], stage2: [] as ElementFinding[], stage3: [] as ElementFinding[] };
  for (const row of elements) {
    const last = carrierOfRemedies(row, hasEvent);
    for (const stage of ['stage1', 'stage2', 'stage3'] as const) {
      const finding = row[`${stage}_finding`];
      if (finding === undefined || !hasEvent[stage]) continue;
      findings[stage].push(stage === last && row.remedies !== undefined ? { element: row.element, finding, remedies: row.remedies } : { element: row.element, finding });
    }
  }
  return { ...findings, loose: { stage1: !hasEvent.stage1, stage2: !hasEvent.stage2, stage3: !hasEvent.stage3 } };
}

function carrierOfRemedies(row: RowOf<'elements'>, hasEvent: { readonly stage1: boolean; readonly stage2: boolean; readonly stage3: boolean }): 'stage1' | 'stage2' | 'stage3' | undefined {
  return (['stage3', 'stage2', 'stage1'] as const).find((stage) => hasEvent[stage] && row[`${stage}_finding`] !== undefined);
}

function elementAdded(row: RowOf<'elements'>, on: Day, loose: Loose): ElementAdded {
  const event: Draft<ElementAdded> = { type: 'ElementAdded', on, element: row.element };
  if (row.theme !== undefined) event.theme = row.theme;
  if (row.complaint !== undefined) event.complaint = row.complaint;
  if (row.comment !== undefined) event.comment = row.comment;
  if (row.own !== undefined) event.own = row.own;
  if (loose.stage1 && row.stage1_finding !== undefined) event.stage1Finding = row.stage1_finding;
  if (loose.stage2 && row.stage2_finding !== undefined) event.stage2Finding = row.stage2_finding;
  if (loose.stage3 && row.stage3_finding !== undefined) event.stage3Finding = row.stage3_finding;
  const remedies: readonly Remedy[] | undefined = row.remedies;
  if (remedies !== undefined && carrierOfRemedies(row, { stage1: !loose.stage1, stage2: !loose.stage2, stage3: !loose.stage3 }) === undefined) event.remedies = remedies;
  return event;
}

function isNotProgressed(outcome: string | undefined): outcome is NotProgressedOutcome {
  return outcome !== undefined && notProgressedOutcomes.some((each) => each === outcome);
}

/** Whether stage 1 was answered, on a day that is known or not. */
function answers(row: RowOf<'representations'>): boolean {
  return row.stage1_responded_on !== undefined || (row.stage1_outcome !== undefined && !isNotProgressed(row.stage1_outcome));
}

function addStage1(events: CaseEvent[], row: RowOf<'representations'>, findings: readonly ElementFinding[]): void {
  const startedOn = row.stage1_started_on ?? row.received_on;
  if (row.stage1_started_on !== undefined) events.push({ type: 'Stage1Started', on: row.stage1_started_on });
  if (row.stage1_extended_to !== undefined) {
    const extended: Draft<EventOf<'Stage1Extended'>> = { type: 'Stage1Extended', on: startedOn, extendedTo: row.stage1_extended_to };
    if (row.stage1_extension_reason !== undefined) extended.ground = row.stage1_extension_reason;
    events.push(extended);
  }
  if (answers(row)) {
    const responded: Draft<EventOf<'Stage1Responded'>> = { type: 'Stage1Responded', on: row.stage1_responded_on ?? row.closed_on ?? startedOn };
    if (row.stage1_responded_on === undefined) responded.undated = true;
    if (row.stage1_outcome !== undefined) responded.outcome = row.stage1_outcome;
    if (findings.length > 0) responded.findings = findings;
    if (row.stage1_late_reason !== undefined) responded.lateReason = row.stage1_late_reason;
    events.push(responded);
  } else if (isNotProgressed(row.stage1_outcome)) {
    const ended: Draft<EventOf<'NotProgressed'>> = { type: 'NotProgressed', on: row.closed_on ?? startedOn, outcome: row.stage1_outcome };
    if (row.stage1_late_reason !== undefined) ended.lateReason = row.stage1_late_reason;
    events.push(ended);
  } else if (row.stage1_late_reason !== undefined) events.push({ type: 'LateReasonRecorded', on: startedOn, stage: 'stage1', lateReason: row.stage1_late_reason });
}

/** The ground that a reason is, as its code or in the code's words: `Out of time`. */
function groundOf(reason: string): PermittedRefusal | undefined {
  const code = reason.trim().toLowerCase().replaceAll(/\s+/g, '_');
  return permittedRefusals.find((each) => each === code);
}

function lastOf(...days: readonly (Day | undefined)[]): Day | undefined {
  return days.reduce((last, day) => (day !== undefined && (last === undefined || day > last) ? day : last), undefined);
}

function addStage2(events: CaseEvent[], row: RowOf<'stage2'>, findings: readonly ElementFinding[]): void {
  const decidedOn = row.decided_on ?? row.requested_on;
  events.push(row.reason === undefined ? { type: 'Stage2Requested', on: row.requested_on } : { type: 'Stage2Requested', on: row.requested_on, reason: row.reason });
  if (row.decision === 'accepted') events.push(row.decided_on === undefined ? { type: 'Stage2Accepted', on: decidedOn, undated: true } : { type: 'Stage2Accepted', on: decidedOn });
  if (row.decision === 'declined') {
    const refused: Draft<EventOf<'Stage2Refused'>> = { type: 'Stage2Refused', on: decidedOn };
    if (row.decided_on === undefined) refused.undated = true;
    if (row.decline_reason !== undefined) {
      const ground = groundOf(row.decline_reason);
      if (ground !== undefined) refused.ground = ground;
      // In words of its own the cell is kept as it was written.
      if (ground !== row.decline_reason) refused.reason = row.decline_reason;
    }
    events.push(refused);
  }
  const appointedOn = row.statement_agreed_on ?? decidedOn;
  if (row.statement_agreed_on !== undefined) events.push({ type: 'StatementOfComplaintRecorded', on: row.statement_agreed_on, version: 1, state: 'agreed' });
  if (row.investigating_officer !== undefined) events.push({ type: 'InvestigatingOfficerAppointed', on: appointedOn, officer: row.investigating_officer });
  if (row.independent_person !== undefined) events.push({ type: 'IndependentPersonAppointed', on: appointedOn, person: row.independent_person });
  if (row.extended_to !== undefined) {
    const extended: Draft<EventOf<'Stage2Extended'>> = { type: 'Stage2Extended', on: decidedOn, extendedTo: row.extended_to };
    if (row.extension_reason !== undefined) extended.reason = row.extension_reason;
    events.push(extended);
  }
  if (row.investigation_report_on !== undefined) events.push({ type: 'ReportReceived', on: row.investigation_report_on, report: 'investigation' });
  if (row.sent_for_adjudication_on !== undefined) events.push({ type: 'SentForAdjudication', on: row.sent_for_adjudication_on });
  if (row.report_sent_on !== undefined) events.push({ type: 'ReportSentToComplainant', on: row.report_sent_on });
  if (row.adjudicated_on !== undefined || row.outcome !== undefined) {
    const on = row.adjudicated_on
      ?? lastOf(row.requested_on, row.decided_on, row.statement_agreed_on, row.investigation_report_on, row.sent_for_adjudication_on, row.report_sent_on, row.closed_on)!;
    for (const finding of findings) events.push({ type: 'ElementAdjudicated', on, ...finding });
    const adjudicated: Draft<EventOf<'Stage2Adjudicated'>> = { type: 'Stage2Adjudicated', on };
    if (row.adjudicated_on === undefined) adjudicated.undated = true;
    if (row.outcome !== undefined) adjudicated.outcome = row.outcome;
    events.push(adjudicated);
  }
  if (row.closed_on !== undefined) events.push(row.late_reason === undefined ? { type: 'Stage2Closed', on: row.closed_on } : { type: 'Stage2Closed', on: row.closed_on, lateReason: row.late_reason });
  else if (row.late_reason !== undefined) events.push({ type: 'LateReasonRecorded', on: row.requested_on, stage: 'stage2', lateReason: row.late_reason });
}

function addStage3(events: CaseEvent[], row: RowOf<'stage3'>, findings: readonly ElementFinding[]): void {
  events.push({ type: 'Stage3Requested', on: row.requested_on });
  if (row.acknowledged_on !== undefined) events.push({ type: 'Acknowledged', on: row.acknowledged_on, stage: 'stage3' });
  if (row.papers_sent_on !== undefined) events.push({ type: 'PanelPapersSent', on: row.papers_sent_on });
  if (row.panel_on !== undefined) events.push(row.late_reason === undefined ? { type: 'PanelHeld', on: row.panel_on } : { type: 'PanelHeld', on: row.panel_on, lateReason: row.late_reason });
  else if (row.late_reason !== undefined) events.push({ type: 'LateReasonRecorded', on: row.requested_on, stage: 'stage3', lateReason: row.late_reason });
  if (row.findings_on !== undefined) {
    const withFindings = row.responded_on === undefined && findings.length > 0;
    events.push(withFindings ? { type: 'PanelFindingsSent', on: row.findings_on, findings } : { type: 'PanelFindingsSent', on: row.findings_on });
  }
  if (row.responded_on !== undefined || row.outcome !== undefined) {
    const responded: Draft<EventOf<'Stage3Responded'>> = { type: 'Stage3Responded', on: row.responded_on ?? lastOf(row.requested_on, row.acknowledged_on, row.papers_sent_on, row.panel_on, row.findings_on)! };
    if (row.responded_on === undefined) responded.undated = true;
    else if (findings.length > 0) responded.findings = findings;
    if (row.outcome !== undefined) responded.outcome = row.outcome;
    events.push(responded);
  }
}

function eventsOfOmbudsman(row: RowOf<'ombudsman'>): CaseEvent[] {
  const ombudsmanRef = row.ombudsman_ref;
  const events: CaseEvent[] = [row.service === undefined
    ? { type: 'OmbudsmanEnquiryReceived', on: row.received_on, ombudsmanRef }
    : { type: 'OmbudsmanEnquiryReceived', on: row.received_on, ombudsmanRef, service: row.service }];
  if (row.decision !== undefined) {
    events.push(row.decided_on === undefined
      ? { type: 'OmbudsmanDecided', on: row.closed_on ?? row.received_on, ombudsmanRef, decision: row.decision, undated: true }
      : { type: 'OmbudsmanDecided', on: row.decided_on, ombudsmanRef, decision: row.decision });
  }
  if (row.closed_on !== undefined) events.push({ type: 'OmbudsmanCaseClosed', on: row.closed_on, ombudsmanRef });
  return events;
}

function paymentMade(row: RowOf<'payments'>): EventOf<'PaymentMade'> {
  const event: Draft<EventOf<'PaymentMade'>> = { type: 'PaymentMade', on: row.paid_on, stage: row.stage, role: row.role, amountPence: row.amount };
  if (row.note !== undefined) event.note = row.note;
  return event;
}

function addAction(events: CaseEvent[], row: RowOf<'actions'>, learningAction: number, representation: RowOf<'representations'>): void {
  const answeredOn = representation.stage1_responded_on;
  const onAnswer = answeredOn !== undefined && (row.due_on === undefined || answeredOn <= row.due_on) && (row.completed_on === undefined || answeredOn <= row.completed_on);
  const promised: Draft<EventOf<'LearningActionPromised'>> = { type: 'LearningActionPromised', on: onAnswer ? answeredOn : representation.received_on, learningAction, action: row.action };
  if (row.kind !== undefined) promised.kind = row.kind;
  if (row.owner !== undefined) promised.owner = row.owner;
  if (row.due_on !== undefined) promised.dueOn = row.due_on;
  if (row.element !== undefined) promised.element = row.element;
  events.push(promised);
  if (row.completed_on === undefined) return;
  const completed: Draft<EventOf<'LearningActionCompleted'>> = { type: 'LearningActionCompleted', on: row.completed_on, learningAction };
  if (row.evidence !== undefined) completed.evidence = row.evidence;
  events.push(completed);
}

function complimentReceived(row: RowOf<'compliments'>): EventOf<'ComplimentReceived'> {
  const event: Draft<EventOf<'ComplimentReceived'>> = { type: 'ComplimentReceived', on: row.received_on, ref: row.ref };
  if (row.channel !== undefined) event.channel = row.channel;
  if (row.source !== undefined) event.source = row.source;
  if (row.origin !== undefined) event.origin = row.origin;
  if (row.service !== undefined) event.service = row.service;
  if (row.aspects !== undefined) event.aspects = row.aspects;
  if (row.text !== undefined) event.text = row.text;
  if (row.publish_consent !== undefined) event.publishConsent = row.publish_consent;
  if (row.own !== undefined) event.own = row.own;
  return event;
}
