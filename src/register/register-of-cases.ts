import type { CaseFile, ComplimentFile, ElementFile, LearningAction, OmbudsmanMatter, Payment, RepresentationFile, Stage2Progress, Stage3Progress } from '../domain/case-file.ts';
import { type AuthorityFacts, conditionsAsText } from '../store/authorities.ts';
import type { KeptPeople } from '../store/kept-people.ts';
import { fileNamed, fileNames, noRows, type RegisterRows, type RowOf } from './columns.ts';

/** Leaves out what is not known, so that a row written out and read again is the same row. */
function row<T extends object>(cells: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) as T;
}

/** The rows of a register that tell what one case tells: what `casesOfRegister` made of them, the other way round. */
export function rowsOfCase(file: CaseFile, keptPeople?: KeptPeople): RegisterRows {
  const rows = noRows();
  if (file.kind === 'compliment') {
    rows.compliments.push(complimentRow(file));
    return rows;
  }
  const ref = file.kind === 'representation' ? file.ref : undefined;
  rows.ombudsman.push(...file.ombudsman.map((matter) => ombudsmanRow(ref, matter)));
  rows.payments.push(...file.payments.map((payment) => paymentRow(ref, payment)));
  if (file.kind === 'unattached') return rows;
  rows.representations.push(representationRow(file, keptPeople));
  rows.elements.push(...file.elements.map((element) => elementRow(file.ref, element)));
  const stage2 = stage2Row(file);
  if (stage2 !== undefined) rows.stage2.push(stage2);
  const stage3 = stage3Row(file);
  if (stage3 !== undefined) rows.stage3.push(stage3);
  rows.actions.push(...file.learningActions.toSorted((a, b) => a.learningAction - b.learningAction).map((action) => actionRow(file.ref, action)));
  return rows;
}

function representationRow(file: RepresentationFile, keptPeople: KeptPeople | undefined): RowOf<'representations'> {
  const { received, stage1 } = file;
  const extension = file.stage1Extensions.at(-1);
  const ended = stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1 : undefined;
  return row<RowOf<'representations'>>({
    ref: file.ref, received_on: file.receivedOn, channel: received.channel, received_via: received.receivedVia, complainant: received.complainant === undefined ? undefined : keptPeople?.get(received.complainant) ?? received.complainant,
    complainant_type: received.complainantType, complainant_age: received.complainantAge, gender: received.gender, ethnicity: received.ethnicity, disability: received.disability,
    sexual_orientation: received.sexualOrientation, child_status: received.childStatus, advocate: received.advocate, service: received.service,
    // Received and not yet decided upon: it is on the record as something to be answered, without a procedure.
    handled_as: file.handledAs ?? 'informal', handling_reason: file.handlingReason, theme: received.theme, summary: received.summary,
    court_proceedings: received.courtProceedings, child_protection_plan: received.childProtectionPlan, persistent_complainant: received.persistentComplainant,
    stage1_started_on: file.stage1StartedOn, stage1_extended_to: extension?.extendedTo, stage1_extension_reason: extension?.reason,
    stage1_responded_on: stage1.state === 'answered' && stage1.undated === undefined ? stage1.on : undefined, stage1_outcome: ended?.outcome, stage1_late_reason: stage1.lateReason,
    closed_on: file.closedOn, own: ownFields(received.own),
  });
}

function ownFields(own: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> | undefined {
  return own === undefined || Object.keys(own).length === 0 ? undefined : own;
}

function elementRow(ref: string, element: ElementFile): RowOf<'elements'> {
  return row<RowOf<'elements'>>({
    ref, element: element.element, theme: element.theme, complaint: element.complaint, stage1_finding: element.stage1Finding, stage2_finding: element.stage2Finding,
    stage3_finding: element.stage3Finding, remedies: element.remedies, comment: element.comment, own: ownFields(element.own),
  });
}

function stage2Row(file: RepresentationFile): RowOf<'stage2'> | undefined {
  const { stage2 } = file;
  if (stage2.state === 'none') return undefined;
  const progress: Stage2Progress = stage2.state === 'accepted' ? stage2 : stage2.beforeAcceptance ?? {};
  const refused = stage2.state === 'refused' ? stage2 : undefined;
  const dated = stage2.state === 'requested' || stage2.decisionUndated === true ? undefined : stage2;
  const extension = progress.extensions?.at(-1);
  return row<RowOf<'stage2'>>({
    ref: file.ref, requested_on: stage2.requestedOn, reason: stage2.reason, decision: stage2.state === 'requested' ? undefined : stage2.state === 'accepted' ? 'accepted' : 'declined',
    decided_on: dated?.state === 'accepted' ? dated.acceptedOn : dated?.refusedOn, decline_reason: refused?.refusalReason ?? refused?.ground,
    statement_agreed_on: progress.statementAgreedOn, investigating_officer: progress.investigatingOfficer, independent_person: progress.independentPerson,
    extended_to: extension?.extendedTo, extension_reason: extension?.reason, investigation_report_on: progress.investigationReportOn, report_sent_on: progress.reportSentOn,
    sent_for_adjudication_on: progress.sentForAdjudicationOn, adjudicated_on: progress.adjudicationUndated === true ? undefined : progress.adjudicatedOn,
    outcome: progress.outcome, closed_on: progress.closedOn, late_reason: progress.lateReason,
  });
}

function stage3Row(file: RepresentationFile): RowOf<'stage3'> | undefined {
  const { stage3 } = file;
  if (stage3.state === 'none') return undefined;
  const review: Stage3Progress = stage3.state === 'requested' ? stage3 : {};
  return row<RowOf<'stage3'>>({
    ref: file.ref, requested_on: stage3.requestedOn, acknowledged_on: review.acknowledgedOn, papers_sent_on: review.papersSentOn, panel_on: review.panelOn, findings_on: review.findingsOn,
    responded_on: review.responseUndated === true ? undefined : review.respondedOn, outcome: stage3.state === 'refused' ? 'refused' : review.outcome, late_reason: review.lateReason,
  });
}

function ombudsmanRow(ref: string | undefined, matter: OmbudsmanMatter): RowOf<'ombudsman'> {
  return row<RowOf<'ombudsman'>>({
    ombudsman_ref: matter.ombudsmanRef, ref, service: matter.service, received_on: matter.receivedOn, decision: matter.decision,
    decided_on: matter.decisionUndated === true ? undefined : matter.decidedOn, closed_on: matter.closedOn,
  });
}

function paymentRow(ref: string | undefined, payment: Payment): RowOf<'payments'> {
  return row<RowOf<'payments'>>({ ref, stage: payment.stage, role: payment.role, amount: payment.amountPence, paid_on: payment.on, note: payment.note });
}

function actionRow(ref: string, action: LearningAction): RowOf<'actions'> {
  return row<RowOf<'actions'>>({
    ref, element: action.element, action: action.action, kind: action.kind, owner: action.owner, due_on: action.dueOn, completed_on: action.completedOn, evidence: action.evidence,
  });
}

function complimentRow(file: ComplimentFile): RowOf<'compliments'> {
  return row<RowOf<'compliments'>>({
    ref: file.ref, received_on: file.receivedOn, channel: file.channel, source: file.source, origin: file.origin, service: file.service, aspects: file.aspects, text: file.text,
    publish_consent: file.publishConsent, own: ownFields(file.own),
  });
}

/** The whole register: the rows of all cases, and the authority's services, context and published figures, each file in its order. */
export function registerOfCases(files: Iterable<CaseFile>, facts: Pick<AuthorityFacts, 'services' | 'context' | 'published'>, keptPeople?: KeptPeople): RegisterRows {
  const rows = noRows();
  for (const file of files) {
    const more = rowsOfCase(file, keptPeople);
    for (const name of ['representations', 'elements', 'stage2', 'stage3', 'ombudsman', 'payments', 'actions', 'compliments'] as const) (rows[name] as unknown[]).push(...more[name]);
  }
  rows.services.push(...facts.services);
  rows.context.push(...facts.context);
  rows.published.push(...facts.published.map(({ where, ...rest }) => (conditionsAsText(where) === '' ? rest : { ...rest, where })));
  return inOrder(rows);
}

/** Rows in the order in which their file is written. Rows that are alike by it (payments of a day, actions of a case) stay as they were. */
export function inOrder(rows: RegisterRows): RegisterRows {
  return Object.fromEntries(fileNames.map((name) => {
    const { order } = fileNamed(name);
    const list: readonly Readonly<Record<string, unknown>>[] = rows[name];
    return [name, list.toSorted((a, b) => {
      for (const column of order) {
        const [one, other] = [orderOf(a[column]), orderOf(b[column])];
        if (one !== other) return one < other ? -1 : 1;
      }
      return 0;
    })];
  })) as unknown as RegisterRows;
}

function orderOf(value: unknown): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value === undefined ? '' : conditionsAsText(value as Record<string, string>);
}
