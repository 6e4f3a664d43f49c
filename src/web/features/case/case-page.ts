import type { Consent, ElementFile, RepresentationFile } from '../../../domain/case-file.ts';
import { consenters, consentScopes, waysOfConsenting } from '../../../domain/consent.ts';
import { type Clock, type ClockContext, clocksOf } from '../../../domain/clocks.ts';
import { contactRestrictionOn } from '../../../domain/contact-restriction.ts';
import { type Day, inWords } from '../../../domain/day.ts';
import { type Departure, departuresOf } from '../../../domain/departures.ts';
import { panelToCome } from '../../../domain/acts/review.ts';
import { memberOfKey } from '../../../domain/pool.ts';
import { lineUpPanelRule, panelOutlookOf } from '../../../domain/panel-outlook.ts';
import { certaintyInWords } from '../../../domain/deadline.ts';
import type { JudgedBy } from '../../../domain/judgement.ts';
import { advocateMaySee, representativeStands } from '../../../domain/standing-consents.ts';
import { stage2Progress } from '../../../domain/stage2-file.ts';
import { type Status, statusOf } from '../../../domain/status.ts';
import { type ViewerRole, viewerRoleNames } from '../../../domain/viewer.ts';
import { type Calendar, CalendarEndError } from '../../../domain/working-days.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { capitalised, listed, pounds } from '../../../reporting/house-style.ts';
import type { Looked } from '../../../store/audit-for-viewer.ts';
import type { ServiceNode } from '../../../store/authorities.ts';
import { caseOfficerOf } from '../../../store/case-officer.ts';
import type { SeenCase } from '../../../store/case-for-viewer.ts';
import type { RecordedEvent } from '../../../store/recorded-event.ts';
import type { CaseParty } from '../../../store/case-people.ts';
import type { Person } from '../../../store/people.ts';
import type { DocumentsPanel } from '../../documents-of-case.ts';
import { capacityInWords } from '../../event-in-words.ts';
import { detailsInWords } from '../../person-in-words.ts';
import type { PossibleStep } from '../../possible-acts.ts';
import { dueTag, type Tag } from '../../standing-tag.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { type Happening, happening } from '../../happening.ts';
import { type MatterPanel, matterPanel } from '../../matter-panel.ts';
import { type ClockPanels, clockPanels, nextDue } from './clock-panels.ts';
import { type CostsPanel, costsPanel } from './costs-panel.ts';

/** How many of the latest things that happened are shown before the rest is folded away. */
const SHOWN_HAPPENINGS = 25;

type Row = { readonly key: string; readonly lines: readonly string[]; readonly href?: string };
type ElementRow = { readonly number: string; readonly complaint: string; readonly about: string; readonly findings: readonly string[]; readonly remedies: string; readonly comment?: string };
type PartyRow = { readonly name: string; readonly part: string; readonly access: string };
type ConsentRow = { readonly to: string; readonly given: string; readonly covers: string; readonly note?: string; readonly tag: Tag };
type PaymentRow = { readonly on: string; readonly what: string; readonly amount: string; readonly note: string };
type ActionRow = { readonly number: string; readonly action: string; readonly owner: string; readonly due: string; readonly tag: Tag; readonly evidence?: string };

export type CasePage = {
  readonly title: string; readonly ref: string; readonly who: string; readonly status: string; readonly restricted: boolean; readonly flags: readonly string[]; readonly due?: { readonly text: string; readonly tag: Tag };
  readonly recorded?: string;
  readonly departures: readonly { readonly what: string; readonly source: string }[];
  readonly about: readonly Row[]; readonly summary?: string; readonly desiredOutcome?: string;
  readonly stages: readonly string[]; readonly elements: readonly ElementRow[];
  /** When a panel would have to meet, from day 45 of stage 2, and where the days of one are planned. */
  readonly panel?: { readonly lines: readonly string[]; readonly source?: string; readonly href: string; readonly link: string };
  readonly clocks: ClockPanels; readonly supposedDays: number;
  readonly steps: readonly PossibleStep[];
  readonly happenings: readonly Happening[]; readonly earlier: readonly Happening[];
  readonly parties: readonly PartyRow[]; readonly subjects: readonly string[]; readonly documents: DocumentsPanel;
  readonly consents: readonly ConsentRow[]; readonly consentsMissing: readonly string[];
  readonly payments: readonly PaymentRow[]; readonly cost: string; readonly remedyPaid?: string;
  readonly costs?: CostsPanel; readonly actions: readonly ActionRow[]; readonly ombudsman: readonly MatterPanel[]; readonly notes: readonly { readonly on: string; readonly note: string }[];
  readonly looked?: readonly { readonly name: string; readonly times: string; readonly last: string }[]; readonly auditHref: string;
  /** How long it is kept, for those who see to that. */
  readonly retentionHref?: string;
};

export type CaseSurroundings = {
  readonly names: ReadonlyMap<string, string>; readonly parties: readonly CaseParty[]; readonly services: readonly ServiceNode[]; readonly people: ReadonlyMap<string, Person>;
  readonly documents: DocumentsPanel; readonly looked?: readonly Looked[]; readonly steps: readonly PossibleStep[]; readonly recorded?: string;
  /** Whether the viewer plans panels. */
  readonly plans: boolean;
  readonly rules: JudgedBy; readonly today: Day; readonly supposedDays: number;
  /** Whether the viewer may look up how long the case is kept. */
  readonly keepsRecords: boolean;
};

const statusNames: Readonly<Record<Status, string>> = {
  received: 'Received, handling not decided', stage1: 'At stage 1, not answered yet', stage1_answered: 'Stage 1 has ended', stage2_requested: 'Stage 2 has been asked for', stage2: 'At stage 2',
  stage2_ended: 'Stage 2 has ended', stage3: 'At stage 3, the review panel', stage3_ended: 'Stage 3 has ended', ombudsman: 'With the Ombudsman', deferred: 'Put off because of other proceedings', closed: 'Closed',
};

/** Where a case stands, in a sentence or two. */
export function statusInWords(file: RepresentationFile): string {
  const status = statusOf(file);
  const closed = file.closedOn === undefined ? '' : `Closed on ${inWords(file.closedOn)}. `;
  if (status === 'received' && file.handledAs !== undefined) return closed === '' ? 'Outside the procedures' : closed.trim();
  if (status === 'closed') return closed.slice(0, -2);
  if (status !== 'stage2') return status === 'stage1_answered' && file.stage1.state === 'not progressed' ? `${closed}Ended at stage 1 without an answer` : `${closed}${statusNames[status]}`;
  const stage2 = stage2Progress(file.stage2);
  if (stage2.reportSentOn !== undefined) return 'At stage 2: the report is with the complainant';
  if (stage2.sentForAdjudicationOn !== undefined) return 'At stage 2: with the adjudicating officer';
  return stage2.statementAgreedOn === undefined ? 'At stage 2: the statement of complaint is not agreed yet' : 'At stage 2: being investigated';
}

export function casePage(seen: SeenCase & { readonly file: RepresentationFile }, around: CaseSurroundings): CasePage {
  const { file, history, authority } = seen;
  const { received } = file;
  const { today, rules, names } = around;
  const words: CouncilWords = authority.words;
  const parents = new Map(around.services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const say = (key: string, value: string | undefined) => valueInWords(key, value ?? null, words, parents);
  const person = (key: string) => names.get(key) ?? key;
  const domainClocks = clocksIfKnown(file, { ...rules, today });
  const clocks = clockPanels(file, { ...rules, today }, around.supposedDays);
  const due = file.closedOn === undefined ? nextDue(clocks) : undefined;
  const happenings = history.toReversed().sort((one, other) => (one.event.on < other.event.on ? 1 : one.event.on > other.event.on ? -1 : 0)).map((one) => happening(one, names, words));
  const stages = (['stage1Finding', 'investigationFinding', 'stage2Finding', 'stage3Finding'] as const).filter((stage) => file.elements.some((element) => element[stage] !== undefined));
  const remedyPaid = file.payments.filter((payment) => payment.role === 'complainant').reduce((sum, payment) => sum + payment.amountPence, 0);
  const spent = file.payments.reduce((sum, payment) => sum + payment.amountPence, 0) - remedyPaid;
  const complainant = received.complainant === undefined ? undefined : around.people.get(received.complainant);
  return {
    title: file.ref, ref: file.ref, who: complainant?.name ?? received.complainant ?? say('complainant_type', received.complainantType), status: statusInWords(file), restricted: file.restricted,
    flags: flagsOf(file, today), ...(due === undefined ? {} : { due }), ...(around.recorded === undefined ? {} : { recorded: around.recorded }),
    departures: departuresFrom(file, rules, today).map((one) => ({ what: one.what, source: `${one.rule}, ${one.source} (${certaintyInWords(one.certainty)})` })),
    about: aboutRows(file, around, say, caseOfficerOf(file, history)), ...(received.summary === undefined ? {} : { summary: received.summary }), ...(received.desiredOutcome === undefined ? {} : { desiredOutcome: received.desiredOutcome }),
    stages: stages.map((stage) => ({ stage1Finding: 'Stage 1', investigationFinding: 'Investigation', stage2Finding: 'Stage 2', stage3Finding: 'Stage 3' })[stage]),
    elements: file.elements.map((element) => elementRow(element, stages, say)),
    ...panelPart(file, { ...rules, today }, around.plans), clocks, supposedDays: around.supposedDays, steps: around.steps,
    happenings: happenings.slice(0, SHOWN_HAPPENINGS), earlier: happenings.slice(SHOWN_HAPPENINGS),
    consents: file.consents.map((consent) => consentRow(consent, history, person, complainant?.name ?? 'the complainant')), consentsMissing: consentsMissing(file),
    parties: [...around.parties, ...withoutAccess(file)].map((party) => ({
      name: person(party.person), part: viewerRoleNames[party.role as ViewerRole] ?? capitalised(party.role.replaceAll('_', ' ')), access: !names.has(party.person) || memberOfKey(party.person) !== undefined ? 'Has no account in Candour' : 'consentNeeded' in party ? 'Does not see this case: no consent to that is on record' : accessInWords(party, today),
    })),
    documents: around.documents,
    subjects: [...file.aboutPeople.map(person), ...file.aboutServices.map((service) => say('service', service))],
    payments: file.payments.map((payment) => ({ on: inWords(payment.on), what: `${say('', payment.stage)}, ${say('', payment.role).toLowerCase()}`, amount: pounds(payment.amountPence / 100), note: payment.note ?? '' })),
    cost: pounds(spent / 100), ...(remedyPaid === 0 ? {} : { remedyPaid: pounds(remedyPaid / 100) }),
    actions: file.learningActions.map((action) => ({
      number: String(action.learningAction), action: action.action ?? 'The text has been erased', owner: action.owner === undefined ? 'Nobody named' : person(action.owner), due: action.dueOn === undefined ? 'No day set' : inWords(action.dueOn),
      tag: actionTag(action.completedOn, action.dueOn, today, rules.calendar), ...(action.evidence === undefined ? {} : { evidence: action.evidence }),
    })),
    ombudsman: file.ombudsman.map((matter) => matterPanel(matter, domainClocks, say, person)),
    ...costsShown(file, say, person),
    notes: file.notes.toReversed().map((one) => ({ on: inWords(one.on), note: one.note })),
    ...(around.looked === undefined ? {} : { looked: around.looked.map((one) => ({ name: one.name ?? `Account ${one.accountId}`, times: one.times === 1 ? 'once' : `${one.times} times`, last: instantInWords(one.lastAt) })) }),
    auditHref: `/cases/${encodeURIComponent(file.ref)}/audit`, ...(around.keepsRecords ? { retentionHref: `/administration/retention/representation/${encodeURIComponent(file.ref)}` } : {}),
  };
}

/** Where a panel is to come, or may be asked for soon. */
function panelPart(file: RepresentationFile, context: ClockContext, plans: boolean): Pick<CasePage, 'panel'> {
  if (!plans) return {};
  const href = `/cases/${encodeURIComponent(file.ref)}/panel`;
  if (file.closedOn === undefined && panelToCome(file) === undefined) return { panel: { lines: [], href, link: 'Plan the review panel' } };
  const outlook = panelOutlookOf(file, context);
  if (outlook === undefined) return {};
  return {
    panel: {
      lines: [
        `A panel may be asked for: line up panel members. Stage 2 is on working day ${outlook.workingDay}${outlook.overdue ? `, after its last day, ${inWords(outlook.stage2LastOn)}` : `; its last day is ${inWords(outlook.stage2LastOn)}`}.`,
        `Asked for on the last day for it, ${inWords(outlook.askedBy)}, a panel would have to meet from ${inWords(outlook.panelFrom)} to ${inWords(outlook.panelBy)}.`,
      ],
      source: lineUpPanelRule(context.today, context).source, href, link: 'Plan the panel',
    },
  };
}

/** What the case cost and will cost; nothing where nothing was agreed or asked for. */
function costsShown(file: RepresentationFile, say: (key: string, value: string | undefined) => string, person: (key: string) => string): { readonly costs?: CostsPanel } {
  return file.invoices.length === 0 && file.agreedCosts.length === 0 ? {} : { costs: costsPanel(file, (term) => say('', term), person) };
}

/** None where a due day lies past the days known: the clocks say so themselves. */
function clocksIfKnown(file: RepresentationFile, context: ClockContext): readonly Clock[] {
  try {
    return clocksOf(file, context);
  } catch (error) {
    if (error instanceof CalendarEndError) return [];
    throw error;
  }
}

function row(key: string, value: string | undefined): Row | undefined {
  return value === undefined ? undefined : { key, lines: [value] };
}

function dayOrNone(on: Day | undefined): string | undefined {
  return on === undefined ? undefined : inWords(on);
}

function flagsOf(file: RepresentationFile, today: Day): readonly string[] {
  const { received } = file;
  return [
    ...(received.courtProceedings === 'yes' ? ['Court proceedings'] : []), ...(received.childProtectionPlan === 'yes' ? ['Child protection plan'] : []), ...(received.persistentComplainant === 'yes' ? ['Persistent complainant'] : []),
    ...(file.frozen === true ? ['Decision frozen'] : []), ...(file.deferral !== undefined && file.deferral.resubmittedOn === undefined ? ['Put off'] : []),
    ...(file.earlyReferral === undefined ? [] : ['Referred early to the Ombudsman']), ...(contactRestrictionOn(file, today) === undefined ? [] : ['Contact restricted']),
  ];
}

/** What of the limits on contact is on record until they are lifted, in force or past their last day. */
function contactRow({ contactRestriction }: RepresentationFile, today: Day): Row | undefined {
  if (contactRestriction === undefined) return undefined;
  const { restriction, until, reviewOn } = contactRestriction;
  return { key: 'Contact', lines: [`Restricted until ${inWords(until)}${until < today ? ', which is past: renew or lift it' : ''}`, restriction ?? 'The text has been erased', `To be looked at again on ${inWords(reviewOn)}. Every stage of the complaint can be asked for all the same.`] };
}

function aboutRows(file: RepresentationFile, { people, names, today }: CaseSurroundings, say: (key: string, value: string | undefined) => string, officer: string | undefined): readonly Row[] {
  const { received } = file;
  const personRow = (key: string, personKey: string): Row => {
    const found = people.get(personKey);
    const details = found === undefined ? '' : detailsInWords(found);
    return { key, lines: [found?.name ?? personKey, ...(details === '' ? [] : [details]), ...(found?.communicationNeeds === undefined ? [] : [`Needs: ${found.communicationNeeds}`])], href: `/people/${encodeURIComponent(found?.person ?? personKey)}` };
  };
  const said = (key: string, value: string | undefined) => (value === undefined ? undefined : say(key, value));
  const who = [said('complainant_type', received.complainantType), received.complainantAge === undefined ? undefined : `aged ${received.complainantAge}`].filter((part) => part !== undefined).join(', ');
  const how = [said('channel', received.channel), received.receivedVia === undefined || received.receivedVia === 'direct' ? undefined : say('received_via', received.receivedVia).toLowerCase()].filter((part) => part !== undefined).join(', by way of ');
  return [
    received.complainant === undefined ? undefined : personRow('Complainant', received.complainant),
    row('Who complains', who === '' ? undefined : who),
    row('In what capacity', received.capacity === undefined ? undefined : capacityInWords(received.capacity)),
    ...(received.children ?? []).map((child) => personRow('Child', child)),
    row('Child’s status', said('child_status', received.childStatus)),
    row('Received', `${inWords(file.receivedOn)}${how === '' ? '' : ` (${how})`}`),
    row('Looked after by', officer === undefined ? 'Nobody' : names.get(officer) ?? officer),
    row('Service', said('service', received.service)), row('Theme', said('theme', received.theme)),
    row('Handled as', file.handledAs === undefined ? 'Not decided' : `${say('handled_as', file.handledAs)}${file.handlingReason === undefined ? '' : `: ${file.handlingReason}`}`),
    row('Grounds arose', dayOrNone(received.groundsAroseOn)),
    row('Acknowledged', dayOrNone(file.acknowledgedOn)), contactRow(file, today),
    row('Advocate at receipt', said('advocate', received.advocate)),
    ...Object.entries(received.own ?? {}).map(([key, value]) => row(capitalised(key.replace(/^x_/, '').replaceAll('_', ' ')), value)),
  ].filter((one) => one !== undefined);
}

function elementRow(element: ElementFile, stages: readonly ('stage1Finding' | 'investigationFinding' | 'stage2Finding' | 'stage3Finding')[], say: (key: string, value: string | undefined) => string): ElementRow {
  const about = [element.theme, element.service === undefined ? undefined : say('service', element.service), element.handledAs === undefined ? undefined : say('handled_as', element.handledAs)].filter((part) => part !== undefined);
  return {
    number: String(element.element), complaint: element.complaint ?? 'No text on record', about: about.join(', '),
    findings: stages.map((stage) => (element[stage] === undefined ? '–' : say('', element[stage]))), remedies: listed(element.remedies.map((remedy, index) => (index === 0 ? say('', remedy) : say('', remedy).toLowerCase()))),
    ...(element.comment === undefined ? {} : { comment: element.comment }),
  };
}

/** The advocate who is appointed and sees nothing, because the child or complainant has not consented to that, or does not any more. */
function withoutAccess(file: RepresentationFile): readonly (CaseParty & { readonly consentNeeded: true })[] {
  return file.advocate === undefined || advocateMaySee(file) ? [] : [{ person: file.advocate, role: 'advocate', consentNeeded: true }];
}

function consentRow(consent: Consent, history: readonly RecordedEvent[], person: (key: string) => string, complainant: string): ConsentRow {
  const { to, by, how, covers, on, withdrawnOn, note } = consent;
  const recordedBy = history.find(({ event }) => event.type === 'ConsentGiven' && event.consent === consent.consent)?.recordedBy;
  const representative = consent.name ?? (consent.person === undefined ? 'name erased' : complainant);
  return {
    to: to === 'advocate' ? `Advocate: ${consent.person === undefined ? '' : person(consent.person)}` : `Representative: ${representative}`,
    given: `${inWords(on)}, ${how === 'not_asked' ? '' : `${waysOfConsenting[how]}, `}${by === 'best_interests' ? consenters[by] : `by ${consenters[by]}`}${recordedBy === undefined ? '' : `. Recorded by ${person(recordedBy)}`}`,
    covers: capitalised(listed(covers.map((scope) => consentScopes[scope]))), ...(note === undefined ? {} : { note }),
    tag: withdrawnOn === undefined ? { text: 'Stands', colour: 'green' } : { text: `Ended on ${inWords(withdrawnOn)}`, colour: 'grey' },
  };
}

function consentsMissing(file: RepresentationFile): readonly string[] {
  const representative = representativeStands(file);
  return [
    ...(file.advocate === undefined || advocateMaySee(file) ? [] : ['The advocate does not see this case: there is no consent to that on record.']),
    ...(representative === 'not recorded' ? ['The complaint is made on a child’s behalf, and whether the child consents to that is not on record.'] : []),
    ...(representative === 'withdrawn' ? ['The consent to a representative has ended: write to the child or complainant, and not to whoever acted for them.'] : []),
  ];
}

function accessInWords(party: CaseParty, today: Day): string {
  if (party.untilOn === undefined) return 'Sees this case';
  return party.untilOn < today ? `Saw this case until ${inWords(party.untilOn)}` : `Sees this case until ${inWords(party.untilOn)}`;
}

function actionTag(completedOn: Day | undefined, dueOn: Day | undefined, today: Day, calendar: Calendar): Tag {
  if (completedOn !== undefined) return { text: `Done on ${inWords(completedOn)}`, colour: 'green' };
  return dueOn === undefined ? { text: 'Not done yet', colour: 'grey' } : dueTag(dueOn, today, calendar);
}

function departuresFrom(file: RepresentationFile, rules: JudgedBy, today: Day): readonly Departure[] {
  try {
    return departuresOf(file, file.closedOn === undefined ? { ...rules, today } : rules);
  } catch (error) {
    if (error instanceof CalendarEndError) return [];
    throw error;
  }
}
