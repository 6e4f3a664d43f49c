import type {
  CaseFile, ComplimentFile, ElementFile, LearningAction, RepresentationFile, Stage1File, UnattachedFile,
} from './case-file.ts';
import type { Day } from './day.ts';
import { resubmitted } from './deferral.ts';
import type { CaseEvent, ElementAdded, ElementFinding, EventOf, HandlingDecided } from './events.ts';
import { correctCompliment, correctFact, correctMatterOrPayment } from './fact-correction.ts';
import { costsAfter, invoicesAfter } from './invoices.ts';
import { carriesOut, ombudsmanAfter, remediesDone } from './ombudsman-matters.ts';
import { stage1Answered, stage1NotProgressed } from './stage1-file.ts';
import { stage2Accepted, stage2After, stage2Appointed, stage2Progress, stage2Refused, stage2Requested, stage2UnderAccount, stage2WasWithdrawn, stage2Without, stage2Adjudicated, stage2Closed, statementRecorded } from './stage2-file.ts';
import { panelFindingsSent, panelHeld, stage3After, stage3Progress, stage3Requested, stage3UnderAccount, stage3WithoutMeeting, stage3WithoutMember, stage3Refused, stage3Responded } from './stage3-file.ts';
import type { Handling, Remedy } from './terms.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Writable<RepresentationFile>;

/** An order of events that no history can have: something in our own code is wrong. */
export class ImpossibleHistoryError extends Error {
  override name = 'ImpossibleHistoryError';
}

/**
 * Where a case stands after one more event. Any history is taken in as it was, however far it strays from the law:
 * whether something *may* be done is for the acts to say.
 * @throws ImpossibleHistoryError only for our own bugs: a first event that cannot be first, or an event on the wrong kind of case.
 */
export function evolve(file: CaseFile | undefined, event: CaseEvent): CaseFile {
  if (file === undefined) return begin(event);
  switch (file.kind) {
    case 'representation': return evolveRepresentation(file, event);
    case 'compliment': return evolveCompliment(file, event);
    case 'unattached': return evolveUnattached(file, event);
    default: return file satisfies never;
  }
}

/** Where a case stands after all its events, in the order in which they were recorded. Undefined where there are none. */
export function fileOf(events: Iterable<CaseEvent>): CaseFile | undefined {
  let file: CaseFile | undefined;
  for (const event of events) file = evolve(file, event);
  return file;
}

function begin(event: CaseEvent): CaseFile {
  switch (event.type) {
    case 'RepresentationReceived':
      return {
        kind: 'representation', ref: event.ref, receivedOn: event.on, lastOn: event.on, received: event, elements: [],
        stage1: { state: 'not started' }, stage1Extensions: [], suspensions: [], consents: [], stage2: { state: 'none' }, stage3: { state: 'none' },
        ombudsman: [], payments: [], invoices: [], agreedCosts: [], learningActions: [], notes: [], restricted: false, aboutPeople: [], aboutServices: [],
      };
    case 'ComplimentReceived': {
      const { type: _, on, ...rest } = event;
      return { ...rest, kind: 'compliment', receivedOn: on, lastOn: on, aspects: event.aspects ?? [], passedOn: [], notes: [], restricted: false };
    }
    case 'NoteAdded': case 'OmbudsmanMatterMoved': throw new ImpossibleHistoryError(`${event.type} cannot come first`);
    default: return evolveUnattached({ kind: 'unattached', lastOn: event.on, ombudsman: [], payments: [], notes: [] }, event);
  }
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function evolveUnattached(file: UnattachedFile, event: CaseEvent): UnattachedFile {
  const lastOn = later(file.lastOn, event.on);
  switch (event.type) {
    case 'OmbudsmanEnquiryReceived': case 'OmbudsmanReplied': case 'OmbudsmanDraftReceived': case 'OmbudsmanDraftAnswered': case 'OmbudsmanDecided': case 'OmbudsmanCaseClosed':
    case 'OmbudsmanRemedyCompleted': case 'OmbudsmanComplianceNotified': case 'OmbudsmanComplianceRecorded': case 'OmbudsmanReportPublicised': case 'OmbudsmanReportAnswered':
      return { ...file, lastOn, ombudsman: ombudsmanAfter(file.ombudsman, event) };
    case 'PaymentMade': return { ...file, lastOn, payments: [...file.payments, paymentOf(event)] };
    case 'NoteAdded': return { ...file, lastOn, notes: [...file.notes, { on: event.on, note: event.note }] };
    case 'OmbudsmanMatterMoved': return { ...file, lastOn, ombudsman: [], payments: [], movedTo: event.ref };
    case 'FactCorrected': {
      const corrected = correctMatterOrPayment(file, event);
      if (corrected === undefined) throw new ImpossibleHistoryError(`${event.fact} needs a representation on record`);
      return { ...file, lastOn, ...corrected };
    }
    default: throw new ImpossibleHistoryError(`${event.type} needs a representation on record`);
  }
}

function evolveCompliment(file: ComplimentFile, event: CaseEvent): ComplimentFile {
  const next: Writable<ComplimentFile> = { ...file, lastOn: later(file.lastOn, event.on) };
  switch (event.type) {
    case 'FactCorrected': correctCompliment(next, event); break;
    case 'NoteAdded': next.notes = [...file.notes, { on: event.on, note: event.note }]; break;
    case 'ComplimentPassedOn': next.passedOn = [...file.passedOn, { on: event.on, to: event.to }]; break;
    case 'ComplimentThanked': next.thankedOn = event.on; break;
    case 'PublishConsentWithdrawn':
      next.publishConsent = 'no';
      next.consentWithdrawnOn = event.on;
      break;
    case 'CaseRestricted': next.restricted = true; break;
    case 'RestrictionLifted': next.restricted = false; break;
    default: throw new ImpossibleHistoryError(`${event.type} cannot happen to compliment ${file.ref}`);
  }
  return next;
}

function evolveRepresentation(file: RepresentationFile, event: CaseEvent): RepresentationFile {
  const next: Draft = { ...file };
  if (event.on > file.lastOn) next.lastOn = event.on;
  switch (event.type) {
    case 'RepresentationReceived': case 'ComplimentReceived': case 'ComplimentPassedOn': case 'ComplimentThanked': case 'PublishConsentWithdrawn': case 'OmbudsmanMatterMoved':
      throw new ImpossibleHistoryError(`${event.type} again on ${file.ref}`);
    case 'ElementAdded': addElement(next, event); break;
    case 'SufficientInterestDecided': next.sufficientInterest = { on: event.on, sufficient: event.sufficient }; break;
    case 'LateComplaintDecided': decideLateComplaint(next, event); break;
    case 'HandlingDecided': decideHandling(next, event); break;
    case 'Acknowledged':
      acknowledge(next, event.stage, event.on);
      break;

    case 'Stage1Started': next.stage1StartedOn = event.on; startStage1(next); break;
    case 'AdvocateSought':
      if (!stage1Ended(file.stage1)) next.suspensions = [...file.suspensions, { from: event.on }];
      break;
    case 'AdvocateAppointed':
      if (event.advocate !== undefined) {
        if (event.advocate !== file.advocate) withoutAdvocate(next, event.on);
        next.advocate = event.advocate;
      }
      next.suspensions = file.suspensions.map((suspension) => (suspension.to === undefined ? { from: suspension.from, to: event.on } : suspension));
      break;
    case 'ConsentGiven': {
      const { type: _, ...consent } = event;
      next.consents = [...file.consents, consent];
      break;
    }
    case 'ConsentWithdrawn':
      next.consents = file.consents.map((consent) => (consent.consent === event.consent && consent.withdrawnOn === undefined ? { ...consent, withdrawnOn: event.on } : consent));
      break;
    case 'AppointmentEnded': endAppointment(next, event); break;
    case 'CaseOfficerAssigned': next.caseOfficer = event.officer; break;
    case 'Stage1Allocated': next.respondingManager = event.respondingManager; startStage1(next); break;
    case 'Stage1Extended':
      next.stage1Extensions = [...file.stage1Extensions, withReason({ on: event.on, extendedTo: event.extendedTo, ...(event.goodReason === undefined ? {} : { forGoodReason: true as const }) }, event.ground)];
      break;
    case 'Stage1Responded':
      next.stage1 = stage1Answered(file.stage1, event);
      putFindings(next, event.findings, 'stage1Finding');
      break;
    case 'LateReasonRecorded': recordLateReason(next, event); break;
    case 'NotProgressed':
      next.stage1 = stage1NotProgressed(file.stage1, event);
      // What was put off is not waited for any more.
      if (file.deferral?.resubmittedOn === undefined) delete next.deferral;
      break;
    case 'Deferred': {
      const deferral: Writable<NonNullable<RepresentationFile['deferral']>> = { on: event.on };
      if (event.elements !== undefined) deferral.elements = event.elements;
      if (event.reviewOn !== undefined) deferral.reviewOn = event.reviewOn;
      next.deferral = deferral;
      break;
    }
    case 'ProceedingsEnded': next.deferral = { ...(file.deferral ?? { on: event.on }), proceedingsEndedOn: event.on }; break;
    case 'Resubmitted': Object.assign(next, resubmitted(file, event.on)); break;
    case 'FreezeDecided': next.frozen = event.frozen; break;
    case 'Stage1Skipped': next.stage1 = { ...late(file.stage1), state: 'skipped', on: event.on, agreedBecause: event.agreedBecause }; break;

    case 'Stage2Requested':
      next.stage2 = stage2Requested(file.stage2, event);
      if (stage2WasWithdrawn(file.stage2)) next.elements = file.elements.map(withoutStage2Findings);
      break;
    case 'Stage2Accepted': next.stage2 = stage2Accepted(file.stage2, event); break;
    case 'Stage2Refused': next.stage2 = stage2Refused(file.stage2, event); break;
    case 'StatementOfComplaintRecorded': next.stage2 = statementRecorded(file.stage2, event); break;
    case 'InvestigatingOfficerAppointed': next.stage2 = stage2Appointed(file.stage2, 'investigatingOfficer', event.officer); break;
    case 'IndependentPersonAppointed': next.stage2 = stage2Appointed(file.stage2, 'independentPerson', event.person); break;
    case 'AdjudicatingOfficerAppointed': next.stage2 = stage2Appointed(file.stage2, 'adjudicatingOfficer', event.officer); break;
    case 'Stage2Extended': {
      const extension = withReason({ on: event.on, extendedTo: event.extendedTo, ...(event.goodReason === undefined ? {} : { forGoodReason: true as const }) }, event.reason);
      next.stage2 = stage2After(file.stage2, { extensions: [...(stage2Progress(file.stage2).extensions ?? []), extension] });
      break;
    }
    case 'ReportReceived':
      if (event.report === 'investigation') {
        next.stage2 = stage2After(file.stage2, { investigationReportOn: event.on });
        putFindings(next, event.findings, 'investigationFinding');
      } else next.stage2 = stage2After(file.stage2, { independentReportOn: event.on });
      break;
    case 'ReportSentToComplainant': next.stage2 = stage2After(file.stage2, { reportSentOn: event.on }); break;
    case 'SentForAdjudication': next.stage2 = stage2After(file.stage2, { sentForAdjudicationOn: event.on }); break;
    case 'ElementAdjudicated': putFindings(next, [event], 'stage2Finding'); break;
    case 'Stage2Adjudicated': next.stage2 = stage2Adjudicated(file.stage2, event); break;
    case 'Stage2Closed': next.stage2 = stage2Closed(file.stage2, event); break;

    case 'Stage3Requested': next.stage3 = stage3Requested(file.stage3, event); break;
    case 'Stage3Refused': next.stage3 = stage3Refused(file.stage3, event); break;
    case 'PanelMemberAppointed':
      next.stage3 = stage3After(file.stage3, event.role === 'chair'
        ? { chair: event.person, chairAppointedOn: stage3Progress(file.stage3).chairAppointedOn ?? event.on }
        : { members: [...(stage3Progress(file.stage3).members ?? []), event.person] });
      break;
    case 'PersonGivenAccount':
      next.stage2 = stage2UnderAccount(file.stage2, event.person, event.account);
      next.stage3 = stage3UnderAccount(file.stage3, event.person, event.account);
      break;
    case 'PanelMemberStoodDown': next.stage3 = stage3WithoutMember(file.stage3, event.person); break;
    case 'PanelArranged':
      next.stage3 = stage3After(file.stage3, event.venue === undefined ? { meetingOn: event.meetingOn } : { meetingOn: event.meetingOn, venue: event.venue });
      break;
    case 'PanelPostponed': next.stage3 = stage3WithoutMeeting(file.stage3); break;
    case 'PanelPapersSent': next.stage3 = stage3After(file.stage3, { papersSentOn: event.on }); break;
    case 'PanelHeld': next.stage3 = panelHeld(file.stage3, event); break;
    case 'PanelFindingsSent':
      next.stage3 = panelFindingsSent(file.stage3, event);
      putFindings(next, event.findings, 'stage3Finding');
      break;
    case 'Stage3Responded':
      next.stage3 = stage3Responded(file.stage3, event);
      putFindings(next, event.findings, 'stage3Finding');
      break;
    case 'EarlyReferralMade':
      next.earlyReferral = { on: event.on, criteriaMet: event.criteriaMet, complainantConsentedOn: event.complainantConsentedOn };
      break;

    case 'OmbudsmanEnquiryReceived': case 'OmbudsmanReplied': case 'OmbudsmanDraftReceived': case 'OmbudsmanDraftAnswered': case 'OmbudsmanDecided': case 'OmbudsmanCaseClosed':
    case 'OmbudsmanRemedyCompleted': case 'OmbudsmanComplianceNotified': case 'OmbudsmanComplianceRecorded': case 'OmbudsmanReportPublicised': case 'OmbudsmanReportAnswered':
      next.ombudsman = ombudsmanAfter(file.ombudsman, event);
      if (event.type === 'OmbudsmanRemedyCompleted') next.learningActions = file.learningActions.map((action) => (carriesOut(action, event.ombudsmanRef, event.remedy) ? { ...action, completedOn: event.on, evidence: event.evidence } : action));
      break;
    case 'OmbudsmanMatterAttached': break;
    case 'PaymentMade': next.payments = [...file.payments, paymentOf(event)]; break;
    case 'CostAgreed': next.agreedCosts = costsAfter(file.agreedCosts, event); break;
    case 'InvoiceReceived': case 'InvoiceQueried': case 'InvoiceApproved': case 'InvoiceRejected': next.invoices = invoicesAfter(file.invoices, event); break;
    case 'LearningActionPromised': {
      const { type: _, on, ...promised } = event;
      const others = file.learningActions.filter((action) => action.learningAction !== event.learningAction);
      next.learningActions = [...others, { ...promised, promisedOn: on }];
      break;
    }
    case 'LearningActionCompleted':
      next.learningActions = file.learningActions.map((action) => (action.learningAction === event.learningAction ? completed(action, event) : action));
      next.ombudsman = remediesDone(file, event);
      break;
    case 'Closed': next.closedOn = event.on; break;
    // Documents are kept beside the log, and change nothing in where a case stands.
    case 'DocumentAdded': case 'DocumentRemoved': case 'DocumentMarked': break;
    case 'Reopened':
      delete next.closedOn;
      next.reopenedOn = event.on;
      break;
    case 'FactCorrected': correctFact(next, event); break;
    case 'CaseRestricted': next.restricted = true; break;
    case 'RestrictionLifted': next.restricted = false; break;
    case 'ContactRestricted': next.contactRestriction = { on: event.on, restriction: event.restriction, until: event.until, reviewOn: event.reviewOn }; break;
    case 'ContactRestrictionLifted': delete next.contactRestriction; break;
    case 'SubjectNamed':
      if (event.person !== undefined && !file.aboutPeople.includes(event.person)) next.aboutPeople = [...file.aboutPeople, event.person];
      if (event.service !== undefined && !file.aboutServices.includes(event.service)) next.aboutServices = [...file.aboutServices, event.service];
      break;
    case 'NoteAdded': next.notes = [...file.notes, { on: event.on, note: event.note }]; break;
    default: event satisfies never;
  }
  return next;
}

function late(stage: { readonly lateReason?: string }): { readonly lateReason?: string } {
  return stage.lateReason === undefined ? {} : { lateReason: stage.lateReason };
}

function recordLateReason(next: Draft, { stage, lateReason }: EventOf<'LateReasonRecorded'>): void {
  switch (stage) {
    case 'stage1': next.stage1 = { ...next.stage1, lateReason }; break;
    case 'stage2': next.stage2 = stage2After(next.stage2, { lateReason }); break;
    case 'stage3':
      if (next.stage3.state !== 'refused') next.stage3 = stage3After(next.stage3, { lateReason });
      break;
    default: stage satisfies never;
  }
}

/** A second acknowledgement changes nothing: the first discharged the duty. */
function acknowledge(next: Draft, stage: EventOf<'Acknowledged'>['stage'], on: Day): void {
  switch (stage) {
    case 'stage1': next.acknowledgedOn ??= on; break;
    case 'stage2': next.stage2 = stage2After(next.stage2, { acknowledgedOn: stage2Progress(next.stage2).acknowledgedOn ?? on }); break;
    case 'stage3':
      if (next.stage3.state !== 'refused') next.stage3 = stage3After(next.stage3, { acknowledgedOn: stage3Progress(next.stage3).acknowledgedOn ?? on });
      break;
    default: stage satisfies never;
  }
}

/** Of the points named, or of all: what was decided of the whole complaint goes for each point of it. */
function decideLateComplaint(next: Draft, { on, considered, elements }: EventOf<'LateComplaintDecided'>): void {
  if (elements === undefined) {
    next.lateComplaint = { on, considered };
    next.elements = next.elements.map(withoutItsOwnDecision);
  } else next.elements = next.elements.map((element) => (elements.includes(element.element) ? { ...element, lateComplaint: { on, considered } } : element));
}

function withoutItsOwnDecision(element: ElementFile): ElementFile {
  const { lateComplaint: _, ...rest } = element;
  return rest;
}

/** What the complainant or child consented to was that advocate: the consent does not go over to the next. */
function withoutAdvocate(next: Draft, on: Day): void {
  const { advocate } = next;
  if (advocate === undefined) return;
  next.earlierAdvocates = [...new Set([...(next.earlierAdvocates ?? []), advocate])];
  next.consents = next.consents.map((consent) => (consent.to === 'advocate' && consent.person === advocate && consent.withdrawnOn === undefined ? { ...consent, withdrawnOn: on } : consent));
  delete next.advocate;
}

/** Somebody else may have been appointed since: then there is nothing to take away. */
function endAppointment(next: Draft, { on, part, person }: EventOf<'AppointmentEnded'>): void {
  switch (part) {
    case 'advocate': if (next.advocate === person) withoutAdvocate(next, on); break;
    case 'responding_manager': if (next.respondingManager === person) delete next.respondingManager; break;
    case 'investigating_officer': next.stage2 = stage2Without(next.stage2, 'investigatingOfficer', person); break;
    case 'independent_person': next.stage2 = stage2Without(next.stage2, 'independentPerson', person); break;
    case 'adjudicating_officer': next.stage2 = stage2Without(next.stage2, 'adjudicatingOfficer', person); break;
    default: part satisfies never;
  }
}

function withReason<T extends object>(value: T, reason: string | undefined): T & { readonly reason?: string } {
  return reason === undefined ? value : { ...value, reason };
}

function paymentOf(event: EventOf<'PaymentMade'>): RepresentationFile['payments'][number] {
  const { type: _, ...payment } = event;
  return payment;
}

function completed(action: LearningAction, event: EventOf<'LearningActionCompleted'>): LearningAction {
  return event.evidence === undefined ? { ...action, completedOn: event.on } : { ...action, completedOn: event.on, evidence: event.evidence };
}

/** A new element takes the handling that the case has, until its own is decided; a repeated one is put in place of what was said of it before. */
function addElement(next: Draft, event: ElementAdded): void {
  const { type: _, on, ...said } = event;
  const known = next.elements.find((element) => element.element === event.element);
  if (known !== undefined) {
    next.elements = next.elements.map((element) => (element === known ? { ...known, ...said } : element));
    return;
  }
  const added: ElementFile = { remedies: [], ...(next.handledAs === undefined ? {} : { handledAs: next.handledAs }), ...(on > next.receivedOn ? { addedOn: on } : {}), ...said };
  const last = next.elements.at(-1);
  next.elements = [...next.elements, added];
  if (last !== undefined && last.element > event.element) next.elements = next.elements.toSorted((a, b) => a.element - b.element);
}

/** What a case is handled as when its elements differ: statutory if any is, else corporate if any is, else undecided while any is undecided, else what was decided last. */
function handlingOfCase(elements: readonly ElementFile[], last: Handling): Handling | undefined {
  const decided = new Set(elements.map((element) => element.handledAs));
  if (decided.has('statutory')) return 'statutory';
  if (decided.has('corporate')) return 'corporate';
  return decided.has(undefined) ? undefined : last;
}

function decideHandling(next: Draft, event: HandlingDecided): void {
  const about = event.elements;
  next.elements = next.elements.map((element) => (about === undefined || about.includes(element.element) ? { ...element, handledAs: event.handledAs } : element));
  const handledAs = about === undefined ? event.handledAs : handlingOfCase(next.elements, event.handledAs);
  next.handlingDecidedOn = event.on;
  if (handledAs === undefined) {
    delete next.handledAs;
    return;
  }
  next.handledAs = handledAs;
  if (next.handledAs === event.handledAs) {
    if (event.reason === undefined) delete next.handlingReason; else next.handlingReason = event.reason;
    if (event.refusal === undefined) delete next.refusal; else next.refusal = event.refusal;
  }
  if (next.handledAs === 'statutory' || next.handledAs === 'corporate') startStage1(next);
  else if (next.stage1.state === 'running') next.stage1 = { ...next.stage1, state: 'not started' };
}

function startStage1(next: Draft): void {
  if (next.stage1.state === 'not started') next.stage1 = { ...next.stage1, state: 'running' };
}

function stage1Ended(stage1: Stage1File): boolean {
  return stage1.state !== 'not started' && stage1.state !== 'running';
}

/** A stage 2 that was withdrawn found nothing that the next one could send. */
function withoutStage2Findings(element: ElementFile): ElementFile {
  const { investigationFinding: _, stage2Finding: __, ...rest } = element;
  return rest;
}

/** Findings go to the elements they name; a case without elements has nowhere to keep them. */
function putFindings(next: Draft, findings: readonly ElementFinding[] | undefined, at: 'stage1Finding' | 'investigationFinding' | 'stage2Finding' | 'stage3Finding'): void {
  if (findings === undefined || next.elements.length === 0) return;
  next.elements = next.elements.map((element) => {
    const found = findings.find((finding) => finding.element === element.element);
    return found === undefined ? element : { ...element, [at]: found.finding, remedies: remediesAfter(element.remedies, found.remedies) };
  });
}

function remediesAfter(before: readonly Remedy[], more: readonly Remedy[] | undefined): readonly Remedy[] {
  return more === undefined || more.length === 0 ? before : [...new Set([...before, ...more])];
}

