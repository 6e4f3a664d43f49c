import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { capitalised } from '../../../reporting/house-style.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf, caseFor } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import { draftsOf, forgetDraft, saveDraft, type TypedFields } from '../../../store/drafts.ts';
import { addPerson, addToPerson, openCasesLike, peopleLike, type PersonFound } from '../../../store/people.ts';
import { receiveCase } from '../../../store/receive-case.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import { outcomeOf } from '../../../store/sent-forms.ts';
import { servicesOn } from '../../../store/services.ts';
import type { Store } from '../../../store/store.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import type { Day } from '../../../domain/day.ts';
import { fieldsOf } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addCompliments } from './compliment-routes.ts';
import { ageOn, decideReceipt } from './decide-receipt.ts';
import { type Chosen, isFieldOfRepresentation, readRepresentation, type RepresentationAsked } from './representation-form.ts';
import { type Matches, representationPage } from './representation-page.ts';
import { type FieldError, said, typedFrom, without, withOneMore } from './typed.ts';

const formNumber = z.uuid();
const DRAFTS = 'record:';

/** Recording a representation from a telephone call or a letter, on one page; its drafts; and recording a compliment. */
export function addRecord(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;

  async function page(request: FastifyRequest, reply: FastifyReply, typed: TypedFields, form: string, with_: { matches?: Matches; errors?: readonly FieldError[]; saved?: boolean } = {}): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const { errors = [] } = with_;
    const today = todayBy(clock);
    const authority = await authorityOf(db, viewer);
    const of = { authority, services: await servicesOn(db, viewer.authorityId, today), drafts: await draftsOf(db, viewer, DRAFTS), today };
    return sendPage(reply, renderPage('features/record/record.njk', { ...representationPage(typed, form, with_.matches, errors, of), chrome: chrome(request), saved: with_.saved === true }), errors.length > 0 ? 400 : 200);
  }

  /** Every search is on the audit trail, without the words that were typed. */
  async function look(request: FastifyRequest, typed: TypedFields): Promise<Matches> {
    const viewer = viewerOf(request);
    const at = clock();
    const matches = await lookFor(db, viewer, typed, todayBy(clock), at);
    await audit(db, viewer.authorityId, at, { what: 'searched', accountId: viewer.accountId, detail: { in: 'people and open cases', people: matches.people.length, openCases: matches.openCases.length } });
    return matches;
  }

  app.get<{ Querystring: { draft?: string; saved?: string } }>('/record', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const { draft, saved } = request.query;
    if (draft !== undefined) {
      const kept = (await draftsOf(db, viewerOf(request), DRAFTS)).find((one) => one.form === `${DRAFTS}${draft}`);
      if (kept === undefined) return reply.redirect('/record');
      return page(request, reply, kept.fields, draft, said(kept.fields, 'shown') === undefined ? {} : { matches: await look(request, kept.fields) });
    }
    return page(request, reply, receivedOn(todayBy(clock)), randomUUID(), { saved: saved !== undefined });
  });

  app.post('/record/drafts/forget', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const sent = formNumber.safeParse((request.body as { form?: unknown }).form);
    if (sent.success) await forgetDraft(db, viewerOf(request), `${DRAFTS}${sent.data}`);
    return reply.redirect('/record');
  });

  app.post<{ Body: { form?: unknown; do?: unknown } }>('/record', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const typed = typedFrom(request.body, isFieldOfRepresentation);
    const sent = formNumber.safeParse(request.body.form);
    const form = sent.success ? sent.data : randomUUID();
    const pressed = typeof request.body.do === 'string' ? request.body.do : '';
    const changed = changedBy(pressed, typed);
    if (changed !== undefined) return page(request, reply, changed, form, said(typed, 'shown') === undefined ? {} : { matches: await look(request, changed) });
    if (pressed === 'save') {
      await saveDraft(db, viewer, `${DRAFTS}${form}`, typed, at);
      await audit(db, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, detail: { act: 'save a draft' } });
      return reply.redirect('/record?saved=1');
    }
    const today = todayBy(clock);
    const sentBefore = pressed === 'record' ? await outcomeOf(db, viewer.authorityId, form, viewer.accountId) : undefined;
    if (sentBefore !== undefined) return afterSentBefore(request, reply, typed, sentBefore);
    const matches = await look(request, typed);
    if (pressed !== 'record') return page(request, reply, typed, form, { matches });

    const authority = await authorityOf(db, viewer);
    const services = await servicesOn(db, viewer.authorityId, today);
    const { asked, errors: misread } = readRepresentation(typed, authority.themes, new Set(services.map(({ service }) => service)));
    const errors = [...misread, ...(sent.success ? [] : [{ field: 'name', text: 'Check what you typed and send it again: the form had lost its number' }])];
    const context = { ...rulesOf(authority), today };
    const known = matches.people.find((one) => one.person === asked.complainant?.chosen);
    const born = known?.bornOn ?? asked.complainant?.details.bornOn;
    const decide = (ref: string, complainant: string | undefined, children: readonly string[]) => (asked.receivedOn === undefined ? { refusals: [] } : decideReceipt({
      ref, receivedOn: asked.receivedOn, asked, complainant, children, duplicateOf: asked.duplicateOf === 'no' ? undefined : asked.duplicateOf, decidedBy: viewer.key,
      ...(born === undefined || born > asked.receivedOn ? {} : { complainantAge: ageOn(born, asked.receivedOn) }),
    }, context));
    const before = decide('new', undefined, []);
    if ('refusals' in before) errors.push(...before.refusals.map((refusal) => ({ field: refusal.field ?? 'summary', text: refusal.message })));
    errors.push(...notChosen(asked, matches));
    const { receivedOn: day } = asked;
    if (errors.length > 0 || day === undefined) {
      // A first click that was kept while this one was read is what it is found to be like.
      const meanwhile = await outcomeOf(db, viewer.authorityId, form, viewer.accountId);
      return meanwhile === undefined ? page(request, reply, typed, form, { matches, errors: inOrder(errors) }) : afterSentBefore(request, reply, typed, meanwhile);
    }

    const recorded = await receiveCase(db, viewer, 'representation', day, form, 'receive', at, async (transaction, ref) => {
      const because = `Said when ${ref} was recorded`;
      const complainant = asked.complainant === undefined ? undefined : known === undefined ? await addPerson(transaction, viewer.authorityId, asked.complainant.details) : known.person;
      if (known !== undefined && asked.complainant !== undefined) {
        const { name: _, ...more } = asked.complainant.details;
        await addToPerson(transaction, viewer, known.person, more, because, at);
      }
      const children: string[] = [];
      for (const child of asked.children) {
        children.push(child.chosen === undefined || child.chosen === 'new' ? await addPerson(transaction, viewer.authorityId, { name: child.name }) : child.chosen);
      }
      await forgetDraft(transaction, viewer, `${DRAFTS}${form}`);
      return decide(ref, complainant, [...new Set(children)].filter((child) => child !== complainant));
    });
    if (recorded.is === 'refused') return page(request, reply, typed, form, { matches, errors: recorded.refusals.map((refusal) => ({ field: refusal.field ?? 'summary', text: refusal.message })) });
    if (recorded.is === 'sent before') return afterSentBefore(request, reply, typed, recorded.ref);
    return reply.redirect(`/cases/${encodeURIComponent(recorded.ref)}?done=receive`);
  });

  /** A second click goes where the first went. A form that was changed since, by way of the browser's way back, is another complaint and gets a number of its own. */
  async function afterSentBefore(request: FastifyRequest, reply: FastifyReply, typed: TypedFields, ref: string): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const held = await caseFor(db, viewer, 'representation', ref, today, clock());
    if (held?.file.kind === 'representation' && held.file.received.summary !== said(typed, 'summary')) {
      return page(request, reply, typed, randomUUID(), { matches: await look(request, typed), errors: [{ field: 'summary', text: `This form was recorded as ${ref} before it said this. If it is another complaint, record it again` }] });
    }
    return reply.redirect(`/cases/${encodeURIComponent(ref)}?done=receive`);
  }

  addCompliments(app, store, clock);
}

function receivedOn(today: Day): TypedFields {
  const { day, month, year } = fieldsOf(today);
  return { 'received-day': day, 'received-month': month, 'received-year': year };
}

/** The form after a button that adds to or takes from it; undefined where another button was pressed. */
function changedBy(pressed: string, typed: TypedFields): TypedFields | undefined {
  if (pressed === 'add-point') return withOneMore(typed, 'point', 'complaint');
  if (pressed === 'add-child') return withOneMore(typed, 'child', 'name');
  const removed = /^remove-(?<group>point|child)-(?<number>\d{1,2})$/u.exec(pressed)?.groups;
  return removed === undefined ? undefined : without(typed, removed['group'] ?? '', Number(removed['number']));
}

async function lookFor(database: Database, viewer: Viewer, typed: TypedFields, today: Day, at: Date): Promise<Matches> {
  const name = said(typed, 'name');
  const { asked } = readRepresentation(typed, [], new Set());
  const bornOn = asked.complainant?.details.bornOn;
  const names = [name, ...(asked.complainant?.details.formerNames ?? [])].filter((one) => one !== undefined);
  const found = new Map<string, PersonFound>();
  for (const one of names) {
    for (const person of await peopleLike(database, viewer, bornOn === undefined ? { name: one } : { name: one, bornOn }, today, at)) found.set(person.person, person);
  }
  const people = [...found.values()];
  const children = new Map<number, readonly PersonFound[]>();
  for (const child of asked.children) children.set(numberOf(child), await peopleLike(database, viewer, { name: child.name }, today, at));
  const chosenOr = (chosen: string | undefined, all: readonly PersonFound[]) => (all.some((one) => one.person === chosen) ? [chosen ?? ''] : chosen === 'new' ? [] : all.map((one) => one.person));
  const openCases = await openCasesLike(database, viewer, {
    complainants: chosenOr(asked.complainant?.chosen, people), children: asked.children.flatMap((child) => chosenOr(child.chosen, children.get(numberOf(child)) ?? [])), words: said(typed, 'summary') ?? '',
  }, today, at);
  return { people, children, openCases };
}

function numberOf({ field }: Chosen): number {
  return Number(field.split('-')[1]);
}

/** Nobody is put on record a second time, and no complaint, before whoever records has seen those that are like it. */
function notChosen({ complainant, children, duplicateOf, shown }: RepresentationAsked, matches: Matches): FieldError[] {
  const errors: FieldError[] = [];
  const check = (chosen: Chosen, people: readonly PersonFound[], who: string) => {
    if (people.some((one) => one.person === chosen.chosen)) return;
    if (people.some((one) => chosen.chosen !== 'new' || !shown.has(one.person))) errors.push({ field: chosen.field, text: `Select ${who} from those found, or ‘Somebody new’` });
  };
  if (complainant !== undefined) check(complainant, matches.people, 'the person');
  for (const child of children) check(child, matches.children.get(numberOf(child)) ?? [], child.name === '' ? 'the child' : capitalised(child.name));
  const { openCases } = matches;
  if (duplicateOf !== undefined && duplicateOf !== 'no') {
    if (!openCases.some((one) => one.ref === duplicateOf)) errors.push({ field: openCases.length > 0 ? 'duplicateOf' : 'summary', text: 'The case that it was to repeat is not among the open cases like it any more. Look again' });
  } else if (openCases.some((one) => !shown.has(one.ref))) {
    errors.push({ field: 'duplicateOf', text: 'Select whether it repeats one of the open cases like it' });
  }
  return errors;
}

const order = ['name', 'anonymous', 'child-name', 'born', 'otherNames', 'person', 'child-person', 'duplicateOf', 'capacity', 'summary', 'desiredOutcome', 'point-complaint', 'channel', 'received', 'telephone', 'email', 'address', 'needs', 'arose'];

/** In the order of the page. */
function inOrder(errors: readonly FieldError[]): FieldError[] {
  const place = ({ field }: FieldError) => order.indexOf(field.replace(/-\d+-/u, '-'));
  return errors.toSorted((a, b) => place(a) - place(b));
}
