import { ageBandOf } from '../domain/age-band.ts';
import type { CaseFile, ComplimentFile, ElementFile, Invoice, LearningAction, OmbudsmanMatter, Payment, RepresentationFile, Stage2File, Stage3File, UnattachedFile } from '../domain/case-file.ts';
import { clocksOfCase } from '../domain/clocks.ts';
import type { Day } from '../domain/day.ts';
import { isReferredEarly } from '../domain/early-referral.ts';
import { fileOf } from '../domain/evolve.ts';
import { asCompared, invoiceState } from '../domain/invoices.ts';
import { stage2Progress } from '../domain/stage2-file.ts';
import { stage3Progress } from '../domain/stage3-file.ts';
import { advocateMaySee } from '../domain/standing-consents.ts';
import type { JudgedBy } from '../domain/judgement.ts';
import { statusOf } from '../domain/status.ts';
import { waitingOn } from '../domain/waiting-on.ts';
import { CalendarEndError } from '../domain/working-days.ts';
import { caseOfficerOf } from './case-officer.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { noReadRows, type ReadRows } from './read-rows.ts';
import type { CaseAccessRow, CasePartyRow, CasePersonRow, CaseSearchRow, ComplimentRow, ElementRow, InvoiceRow, LearningActionRow, OmbudsmanMatterRow, OpenClockRow, PaymentRow, RepresentationRow, Stage2Row, Stage3Row } from './tables.ts';

/** What the read rows need of the authority's rules. */
export type ProjectionContext = {
  /** The most working days that the procedure in force on a day allows, its longest lawful extension included; undefined where it sets no limit. */
  readonly longestAllowed: (procedure: 'statutory' | 'corporate', stage: 'stage1' | 'stage2' | 'panel', on: Day) => number | undefined;
  /** From which day stage 2 counts in casework. What a register brings counts from the agreed statement, as printed reports do (figures.md). */
  readonly stage2CountedFrom: 'request' | 'statement';
  readonly rules: JudgedBy;
  /** The key under which a person is looked up: another's, where two records were found to be of one person. */
  readonly keptPerson: (key: string) => string;
};

type Key = { readonly authority_id: number; readonly case_id: number };

/** The case file and the read rows of one case, out of what is on record of it. */
export function projectCase(authorityId: number, caseId: number, recorded: readonly RecordedEvent[], context: ProjectionContext): { file: CaseFile; rows: ReadRows } {
  const file = fileOf(recorded.map((one) => one.event));
  if (file === undefined) throw new Error(`case ${caseId} has no events`);
  const key: Key = { authority_id: authorityId, case_id: caseId };
  const rows = noReadRows();
  const known = recorded.map((one) => one.knownOn).toSorted();
  rows.case_known.push({ ...key, version: recorded.length, first_known_on: known[0]!, last_known_on: known.at(-1)! });
  if (file.kind === 'compliment') {
    rows.compliment.push(complimentRow(key, file));
    rows.case_search.push(...searchRows(key, [file.text, file.credited]));
    rows.case_access.push(...accessRows(key, { restricted: file.restricted, aboutPeople: [], aboutServices: [] }));
    return { file, rows };
  }
  rows.ombudsman_matter.push(...file.ombudsman.map((matter) => ombudsmanMatterRow(key, matter)));
  rows.payment.push(...file.payments.map((payment, index) => paymentRow(key, index + 1, payment)));
  if (file.kind === 'unattached') {
    rows.open_clock.push(...openClockRows(key, file, context));
    return { file, rows };
  }
  rows.invoice.push(...file.invoices.map((invoice) => invoiceRow(key, invoice, file.payments)));
  rows.representation.push(representationRow(key, file, caseOfficerOf(file, recorded), context));
  rows.element.push(...file.elements.map((element) => elementRow(key, element)));
  rows.case_party.push(...partyRows(key, file));
  rows.case_person.push(...personRows(key, file, context.keptPerson));
  rows.case_access.push(...accessRows(key, file));
  rows.open_clock.push(...openClockRows(key, file, context));
  rows.case_search.push(...searchRows(key, [file.received.summary, file.received.desiredOutcome, ...file.elements.flatMap((element) => [element.complaint, element.comment])]));
  rows.learning_action.push(...file.learningActions.map((action) => learningActionRow(key, action)));
  if (file.stage2.state !== 'none') {
    const fromRegister = recorded.some((one) => one.source === 'register' && one.event.type === 'Stage2Requested');
    rows.stage2.push(stage2Row(key, file, file.stage2, fromRegister ? 'statement' : context.stage2CountedFrom, context));
  }
  if (file.stage3.state !== 'none') rows.stage3.push(stage3Row(key, file.stage3, context));
  return { file, rows };
}

/** What hides a case from somebody; no row for the many that nothing hides. */
function accessRows(key: Key, { restricted, aboutPeople, aboutServices }: Pick<RepresentationFile, 'restricted' | 'aboutPeople' | 'aboutServices'>): CaseAccessRow[] {
  return restricted || aboutPeople.length > 0 || aboutServices.length > 0 ? [{ ...key, restricted, about_people: aboutPeople, about_services: aboutServices }] : [];
}

/** Those who take part in a case and so see it, by the part they play; the outside ones until their part is over, the advocate while consent stands. */
function partyRows(key: Key, file: RepresentationFile): CasePartyRow[] {
  const stage2 = stage2Progress(file.stage2);
  const stage3 = stage3Progress(file.stage3);
  const investigationOver = stage2.closedOn ?? null;
  const panelOver = stage3.respondedOn ?? (isReferredEarly(file) ? file.earlyReferral?.on : undefined) ?? null;
  const parties: readonly (readonly [string | undefined, string, Day | null])[] = [
    [file.respondingManager, 'responding_manager', null],
    [stage2.investigatingOfficer, 'investigating_officer', investigationOver],
    [stage2.independentPerson, 'independent_person', investigationOver],
    [stage2.adjudicatingOfficer, 'adjudicating_officer', null],
    [stage3.chair, 'panel_member', panelOver],
    ...(stage3.members ?? []).map((member) => [member, 'panel_member', panelOver] as const),
    [advocateMaySee(file) ? file.advocate : undefined, 'advocate', null],
  ];
  const seen = new Set<string>();
  return parties.flatMap(([person, role, until]) => {
    if (person === undefined || seen.has(`${person} ${role}`)) return [];
    seen.add(`${person} ${role}`);
    return [{ ...key, person, role, until_on: until }];
  });
}

/** Of a longer text the beginning is searched: the database takes no more words than about a megabyte of them. */
const SEARCHED_CHARACTERS = 500_000;

/** What was said, to be searched; no row where nothing was. */
function searchRows(key: Key, texts: readonly (string | undefined)[]): CaseSearchRow[] {
  const words = texts.filter((text) => text !== undefined && text !== '').join('\n').slice(0, SEARCHED_CHARACTERS);
  return words === '' ? [] : [{ ...key, words }];
}

/** Somebody who is the complainant and a child of the same case, under one key or two that were merged, is in it once. */
function personRows(key: Key, { received: { complainant, children = [] } }: RepresentationFile, keptPerson: (key: string) => string): CasePersonRow[] {
  const rows = new Map<string, CasePersonRow>();
  const add = (named_as: string, part: CasePersonRow['part']) => {
    const person = keptPerson(named_as);
    if (!rows.has(person)) rows.set(person, { ...key, person, part, named_as });
  };
  if (complainant !== undefined) add(complainant, 'complainant');
  for (const child of children) add(child, 'child');
  return [...rows.values()];
}

/**
 * The clocks that still run, one a rule, the soonest; of the Ombudsman's one for each matter and remedy, in a closed case too. Windows of others
 * than the council, and what lies past the calendar, are left out.
 */
function openClockRows(key: Key, file: RepresentationFile | UnattachedFile, context: ProjectionContext): OpenClockRow[] {
  const closed = file.kind === 'representation' && file.closedOn !== undefined;
  const rows = new Map<string, OpenClockRow>();
  try {
    for (const clock of clocksOfCase(file, { ...context.rules, today: file.lastOn })) {
      const dueOn = clock.extendedDueOn ?? clock.dueOn;
      const ofOmbudsman = clock.rule.stage === 'ombudsman';
      if (closed && !ofOmbudsman) continue;
      if (clock.rule.kind !== 'clock' || !clock.counts || clock.endedOn !== undefined || dueOn === undefined || clock.standing.is === 'closed') continue;
      const row = { ...key, rule: clock.rule.key, stage: clock.rule.stage, name: clock.rule.name, started_on: clock.startedOn, due_on: dueOn, waiting_on: file.kind === 'representation' ? waitingOn(file, clock.rule.stage) : 'complaints team', standing_still_since: clock.standing.is === 'suspended' ? clock.standing.since : null, about: ofOmbudsman ? (clock.about ?? '') : '' };
      const one = `${row.rule} ${row.about}`;
      const held = rows.get(one);
      if (held === undefined || row.due_on < held.due_on) rows.set(one, row);
    }
  } catch (error) {
    if (!(error instanceof CalendarEndError)) throw error;
  }
  return [...rows.values(), ...(file.kind === 'representation' ? [...(closed ? [] : deferralRows(key, file)), ...contactRows(key, file)] : [])];
}

/** The day on which limits on contact are looked at again: of a closed case too, as people write on after it. */
function contactRows(key: Key, { contactRestriction }: RepresentationFile): OpenClockRow[] {
  if (contactRestriction === undefined) return [];
  return [{ ...key, rule: 'review of contact', stage: 'contact', name: 'Review of restricted contact', started_on: contactRestriction.on, due_on: contactRestriction.reviewOn, waiting_on: 'complaints team', standing_still_since: null, about: '' }];
}

/** The day on which somebody is to look again at what was deferred, until the proceedings have ended: a council's own day, and no clock of the procedure. */
function deferralRows(key: Key, { deferral }: RepresentationFile): OpenClockRow[] {
  if (deferral?.reviewOn === undefined || deferral.proceedingsEndedOn !== undefined || deferral.resubmittedOn !== undefined) return [];
  return [{ ...key, rule: 'review of deferral', stage: 'deferred', name: 'Review of what was deferred', started_on: deferral.on, due_on: deferral.reviewOn, waiting_on: 'complaints team', standing_still_since: null, about: '' }];
}

/** The procedure a representation goes through, where it goes through one. */
function procedureOf(file: RepresentationFile): 'statutory' | 'corporate' | undefined {
  return file.handledAs === 'statutory' || file.handledAs === 'corporate' ? file.handledAs : undefined;
}

function stage1BandOf(workingDays: number): string {
  if (workingDays <= 10) return 'within_10';
  return workingDays <= 20 ? 'within_20' : 'over_20';
}

function representationRow(key: Key, file: RepresentationFile, caseOfficer: string | undefined, context: ProjectionContext): RepresentationRow {
  const { received, stage1 } = file;
  const extension = file.stage1Extensions.at(-1);
  const ended = stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1 : undefined;
  const days = stage1.state === 'answered' ? (stage1.judged?.workingDays ?? null) : null;
  const procedure = procedureOf(file);
  const startedOn = file.stage1StartedOn ?? file.receivedOn;
  return {
    ...key, ref: file.ref, received_on: file.receivedOn, channel: received.channel ?? null, received_via: received.receivedVia ?? null,
    complainant: received.complainant === undefined ? null : context.keptPerson(received.complainant), complainant_type: received.complainantType ?? null, complainant_age: received.complainantAge ?? null,
    age_band: received.complainantAge === undefined ? null : ageBandOf(received.complainantAge), gender: received.gender ?? null, ethnicity: received.ethnicity ?? null,
    disability: received.disability ?? null, sexual_orientation: received.sexualOrientation ?? null, child_status: received.childStatus ?? null, advocate: received.advocate ?? null,
    service: received.service ?? null, handled_as: file.handledAs ?? null, handling_reason: file.handlingReason ?? null, theme: received.theme ?? null, summary: received.summary ?? null,
    court_proceedings: received.courtProceedings ?? null, child_protection_plan: received.childProtectionPlan ?? null, persistent_complainant: received.persistentComplainant ?? null,
    acknowledged_on: file.acknowledgedOn ?? null, stage1_started_on: procedure === undefined ? (file.stage1StartedOn ?? null) : startedOn, stage1_start_recorded: file.stage1StartedOn !== undefined,
    stage1_extended_to: extension?.extendedTo ?? null, stage1_extension_reason: extension?.reason ?? null,
    stage1_responded_on: stage1.state === 'answered' && stage1.undated === undefined ? stage1.on : null, stage1_outcome: ended?.outcome ?? null, stage1_late_reason: stage1.lateReason ?? null,
    stage1_due_on: ended?.judged?.dueOn ?? null, stage1_ended_on: ended?.on ?? file.closedOn ?? null, stage1_days: days, stage1_band: days === null ? null : stage1BandOf(days),
    stage1_longest_days: procedure === undefined ? null : (context.longestAllowed(procedure, 'stage1', file.receivedOn) ?? null),
    status: statusOf(file), closed_on: file.closedOn ?? null, own: { ...received.own }, case_officer: caseOfficer ?? null,
  };
}

function elementRow(key: Key, element: ElementFile): ElementRow {
  return {
    ...key, element: element.element, theme: element.theme ?? null, service: element.service ?? null, complaint: element.complaint ?? null,
    stage1_finding: element.stage1Finding ?? null, stage2_finding: element.stage2Finding ?? null, stage3_finding: element.stage3Finding ?? null,
    remedies: element.remedies, comment: element.comment ?? null, own: { ...element.own },
  };
}

function stage2Row(key: Key, file: RepresentationFile, stage2: Exclude<Stage2File, { state: 'none' }>, countedFrom: 'request' | 'statement', context: ProjectionContext): Stage2Row {
  const progress = stage2Progress(stage2);
  const extension = progress.extensions?.at(-1);
  const decidedOn = stage2.state === 'accepted' ? stage2.acceptedOn : stage2.state === 'refused' ? stage2.refusedOn : null;
  return {
    ...key, requested_on: stage2.requestedOn, reason: stage2.reason ?? null, decision: stage2.state === 'accepted' ? 'accepted' : stage2.state === 'refused' ? 'declined' : null,
    decided_on: stage2.state !== 'requested' && stage2.decisionUndated ? null : decidedOn,
    decline_reason: stage2.state === 'refused' ? (stage2.refusalReason ?? stage2.ground ?? null) : null,
    statement_agreed_on: progress.statementAgreedOn ?? null, investigating_officer: progress.investigatingOfficer ?? null, independent_person: progress.independentPerson ?? null,
    extended_to: extension?.extendedTo ?? null, extension_reason: extension?.reason ?? null, investigation_report_on: progress.investigationReportOn ?? null,
    report_sent_on: progress.reportSentOn ?? null, sent_for_adjudication_on: progress.sentForAdjudicationOn ?? null,
    adjudicated_on: progress.adjudicationUndated ? null : (progress.adjudicatedOn ?? null),
    outcome: progress.outcome ?? null, closed_on: progress.closedOn ?? null, late_reason: progress.lateReason ?? null,
    stage2_days: progress.closeJudged?.workingDays ?? null, days_from_request: progress.judged?.workingDays ?? null, days_from_statement: progress.judgedFromStatement?.workingDays ?? null,
    counted_from: countedFrom, stage2_longest_days: context.longestAllowed(procedureOf(file) ?? 'statutory', 'stage2', stage2.requestedOn) ?? null,
  };
}

function stage3Row(key: Key, stage3: Exclude<Stage3File, { state: 'none' }>, context: ProjectionContext): Stage3Row {
  const review = stage3.state === 'requested' ? stage3 : stage3Progress(stage3);
  return {
    ...key, requested_on: stage3.requestedOn, acknowledged_on: review.acknowledgedOn ?? null, papers_sent_on: review.papersSentOn ?? null, panel_on: review.panelOn ?? null,
    findings_on: review.findingsOn ?? null, responded_on: review.responseUndated ? null : (review.respondedOn ?? null), outcome: stage3.state === 'refused' ? 'refused' : (review.outcome ?? null),
    late_reason: review.lateReason ?? null, panel_days: review.panelJudged?.workingDays ?? null,
    panel_longest_days: context.longestAllowed('statutory', 'panel', stage3.requestedOn) ?? null, meeting_on: review.meetingOn ?? null,
  };
}

function ombudsmanMatterRow(key: Key, matter: OmbudsmanMatter): OmbudsmanMatterRow {
  return {
    ...key, ombudsman_ref: matter.ombudsmanRef, service: matter.service ?? null, received_on: matter.receivedOn,
    decision: matter.decision ?? null, decided_on: matter.decisionUndated ? null : (matter.decidedOn ?? null), closed_on: matter.closedOn ?? null,
    public_report: matter.publicReport === true, remedies: matter.remedies.length,
    remedies_open: matter.closedOn === undefined ? matter.remedies.filter((remedy) => remedy.satisfied !== true).length : 0,
  };
}

function paymentRow(key: Key, payment: number, made: Payment): PaymentRow {
  return { ...key, payment, stage: made.stage, role: made.role, amount: (made.amountPence / 100).toFixed(2), paid_on: made.on, note: made.note ?? null };
}

function invoiceRow(key: Key, invoice: Invoice, payments: readonly Payment[]): InvoiceRow {
  const { supplier } = invoice;
  return {
    ...key, invoice: invoice.invoice, supplier: supplier ?? null, supplier_compared: supplier === undefined ? null : asCompared(supplier), number: invoice.number, number_compared: asCompared(invoice.number),
    stage: invoice.stage, role: invoice.role, dated_on: invoice.datedOn, received_on: invoice.receivedOn,
    amount: (invoice.amountPence / 100).toFixed(2), vat: invoice.vatPence === undefined ? null : (invoice.vatPence / 100).toFixed(2),
    state: invoiceState(invoice, payments), approved_on: invoice.approvedOn ?? null, approved_by: invoice.approvedBy ?? null,
    paid_on: payments.find((payment) => payment.invoice === invoice.invoice)?.on ?? null,
  };
}

function learningActionRow(key: Key, action: LearningAction): LearningActionRow {
  return {
    ...key, learning_action: action.learningAction, element: action.element ?? null, promised_on: action.promisedOn, action: action.action ?? null, kind: action.kind ?? null,
    owner: action.owner ?? null, due_on: action.dueOn ?? null, completed_on: action.completedOn ?? null, evidence: action.evidence ?? null,
  };
}

function complimentRow(key: Key, file: ComplimentFile): ComplimentRow {
  return {
    ...key, ref: file.ref, received_on: file.receivedOn, channel: file.channel ?? null, source: file.source ?? null, origin: file.origin ?? null, service: file.service ?? null,
    aspects: file.aspects, text: file.text ?? null, credited: file.credited ?? null, publish_consent: file.publishConsent ?? null, own: { ...file.own },
    passed_on_on: file.passedOn.at(-1)?.on ?? null, thanked_on: file.thankedOn ?? null,
  };
}
