import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { receiveOmbudsmanEnquiry } from '../../../domain/acts/receive-ombudsman-enquiry.ts';
import type { RepresentationFile, UnattachedFile } from '../../../domain/case-file.ts';
import { clocksOfUnattached } from '../../../domain/clocks.ts';
import { inWords } from '../../../domain/day.ts';
import { may } from '../../../domain/viewer.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import { pounds } from '../../../reporting/house-style.ts';
import { accountNames } from '../../../store/accounts.ts';
import { attachMatterToCase } from '../../../store/attach-matter.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf, caseFor, recordActs, type SeenCase } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { auditUnseen } from '../../../store/hidden-case.ts';
import { countMatters, listMatters, whereMatterIs } from '../../../store/ombudsman-lists.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import { servicesOn } from '../../../store/services.ts';
import type { Database } from '../../../store/database.ts';
import type { Store } from '../../../store/store.ts';
import { fieldsOf } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { happening } from '../../happening.ts';
import { matterPanel } from '../../matter-panel.ts';
import { possibleActsOn, recordedInWords } from '../../possible-acts.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { filtersSet, readFilters } from './matter-filters.ts';
import { mattersAsCsv } from './matters-csv.ts';
import { MATTERS_A_PAGE, mattersPage } from './matters-page.ts';
import { enquiryPage, type FieldError, readEnquiry, typedFrom } from './new-enquiry.ts';

type WithRef = { Params: { ref: string }; Querystring: Record<string, unknown> };

/** More rows than a spreadsheet is good for, and than any council has. */
const MOST_EXPORTED = 100_000;
const LONGEST_REFERENCE = 100;
const formNumber = z.uuid();
const attachForm = z.object({ form: z.uuid(), version: z.coerce.number().int().min(0).max(100_000), ref: z.string().max(LONGEST_REFERENCE), checked: z.string().max(LONGEST_REFERENCE).optional() });

/** Where a matter of no case is. */
function matterHref(ref: string): string {
  return `/ombudsman/${encodeURIComponent(ref)}`;
}

/** The Ombudsman's matters, of cases and of none; the page of one of none, recording one, and attaching it to a case. */
export function addOmbudsman(app: FastifyInstance, store: Store, clock: Clock): void {
  addLists(app, store, clock);
  addNewEnquiry(app, store, clock);
  addMatter(app, store, clock);
  addAttaching(app, store, clock);
}

function addLists(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Record<string, unknown> }>('/ombudsman', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const read = readFilters(request.query);
    const { filters, after } = read;
    const { state: _, ...inAnyState } = filters;
    const [authority, matters, counts, services] = await Promise.all([
      authorityOf(db, viewer), listMatters(db, viewer, filters, today, at, { most: MATTERS_A_PAGE + 1, ...(after === undefined ? {} : { after }) }), countMatters(db, viewer, inAnyState, today, at), allServices(db, viewer.authorityId),
    ]);
    await audit(db, viewer.authorityId, at, { what: filters.text === undefined ? 'listed' : 'searched', accountId: viewer.accountId, detail: { list: 'ombudsman', filters: filtersSet(filters) } });
    const page = mattersPage(viewer, { matters, counts, services, words: authority.words }, read, today, rulesOf(authority).calendar);
    return sendPage(reply, renderPage('features/ombudsman/matters.njk', { ...page, chrome: chrome(request) }), read.errors.length > 0 ? 400 : 200);
  });

  app.get<{ Querystring: Record<string, unknown> }>('/ombudsman.csv', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const { filters } = readFilters(request.query);
    const matters = await listMatters(db, viewer, filters, today, at, { most: MOST_EXPORTED });
    await audit(db, viewer.authorityId, at, { what: 'exported', accountId: viewer.accountId, detail: { list: 'ombudsman', filters: filtersSet(filters), matters: matters.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="ombudsman-${today}.csv"`).send(mattersAsCsv(matters, today));
  });
}

function addNewEnquiry(app: FastifyInstance, { db }: Store, clock: Clock): void {
  async function showEnquiry(request: FastifyRequest, reply: FastifyReply, typed: Readonly<Record<string, string>>, form: string, errors: readonly FieldError[]): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const of = { services: await servicesOn(db, viewer.authorityId, today), words: (await authorityOf(db, viewer)).words, today };
    return sendPage(reply, renderPage('features/ombudsman/new.njk', { ...enquiryPage(typed, form, errors, of), chrome: chrome(request) }), errors.length > 0 ? 400 : 200);
  }

  app.get('/ombudsman/new', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const { day, month, year } = fieldsOf(todayBy(clock));
    return showEnquiry(request, reply, { 'on-day': day, 'on-month': month, 'on-year': year }, randomUUID(), []);
  });

  app.post<{ Body: { form?: unknown } }>('/ombudsman/new', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const typed = typedFrom(request.body);
    const sent = formNumber.safeParse((request.body as { form?: unknown } | undefined)?.form);
    const authority = await authorityOf(db, viewer);
    const { command, errors: misread } = readEnquiry(typed, new Set((await servicesOn(db, viewer.authorityId, today)).map(({ service }) => service)));
    const errors: FieldError[] = [...misread, ...(sent.success ? [] : [{ field: 'ombudsmanRef', text: 'Check what you typed and send it again: the form had lost its number' }])];
    const decision = command === undefined || command.ombudsmanRef === '' ? undefined : receiveOmbudsmanEnquiry(undefined, command, { ...rulesOf(authority), today });
    if (decision !== undefined && 'refusals' in decision) errors.push(...decision.refusals.map((refusal) => ({ field: refusal.field ?? 'ombudsmanRef', text: refusal.message })));
    if (errors.length > 0 || command === undefined || decision === undefined || !sent.success) return showEnquiry(request, reply, typed, sent.success ? sent.data : randomUUID(), errors);
    const ref = command.ombudsmanRef;
    const recorded = await recordActs(db, viewer, { kind: 'unattached', ref }, { form: sent.data, version: 0 }, 'receiveOmbudsmanEnquiry', decision, at, async (transaction) => {
      const known = await whereMatterIs(transaction, viewer, ref, today, at);
      return known === undefined ? [] : [{ because: 'on record already', field: 'ombudsmanRef', message: known.kind === 'representation' ? `Reference ${ref} is on record already, in case ${known.ref}. Record a further enquiry there` : `Reference ${ref} is on record already, in no case. Find it in the list, and record a further enquiry there` }];
    });
    switch (recorded.is) {
      case 'recorded': case 'sent before': return reply.redirect(`${matterHref(recorded.ref)}?done=receiveOmbudsmanEnquiry`, 303);
      case 'moved on': return showEnquiry(request, reply, typed, randomUUID(), [{ field: 'ombudsmanRef', text: `Reference ${ref} is on record already. It may have been attached to a case` }]);
      case 'refused': return showEnquiry(request, reply, typed, sent.data, recorded.refusals.map((refusal) => ({ field: refusal.field ?? 'ombudsmanRef', text: refusal.message })));
      default: return recorded satisfies never;
    }
  });
}

/** The matter as its viewer sees it; nothing, once answered, where there is none to see, or it has gone to a case: there they are sent if they may see that. */
async function seenMatter(db: Database, clock: Clock, request: FastifyRequest<WithRef>, reply: FastifyReply, act: string): Promise<(SeenCase & { readonly file: UnattachedFile }) | undefined> {
  const viewer = viewerOf(request);
  const { ref } = request.params;
  const at = clock();
  const seen = ref.length > LONGEST_REFERENCE ? undefined : await caseFor(db, viewer, 'unattached', ref, todayBy(clock), at);
  const movedTo = seen?.file.kind === 'unattached' ? seen.file.movedTo : undefined;
  if (movedTo !== undefined && await caseFor(db, viewer, 'representation', movedTo, todayBy(clock), at) !== undefined) {
    reply.redirect(`/cases/${encodeURIComponent(movedTo)}#ombudsman`, 303);
    return undefined;
  }
  if (seen?.file.kind !== 'unattached' || movedTo !== undefined) {
    await auditUnseen(db, viewer, 'unattached', ref, act, at);
    reply.callNotFound();
    return undefined;
  }
  return { ...seen, file: seen.file };
}

function addMatter(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<WithRef>('/ombudsman/:ref', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const seen = await seenMatter(db, clock, request, reply, 'view an Ombudsman’s matter');
    if (seen === undefined) return reply;
    const viewer = viewerOf(request);
    const { file, authority, history, ref } = seen;
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId });
    const [names, services] = await Promise.all([accountNames(db, viewer.authorityId), allServices(db, viewer.authorityId)]);
    const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
    const say = (key: string, value: string) => valueInWords(key, value, authority.words, parents);
    const clocks = clocksOfUnattached(file, { ...rulesOf(authority), today: todayBy(clock) });
    const recorded = recordedInWords(typeof request.query['done'] === 'string' ? request.query['done'] : undefined);
    return sendPage(reply, renderPage('features/ombudsman/matter.njk', {
      title: file.ombudsman.length === 0 ? `Payment ${ref}` : ref, ref, chrome: chrome(request), backTo: { text: 'Back to the Ombudsman’s matters', href: '/ombudsman' }, ...(recorded === undefined ? {} : { recorded }),
      matters: file.ombudsman.map((matter) => matterPanel(matter, clocks, say, (key) => names.get(key) ?? key)),
      payments: file.payments.map((payment) => `${inWords(payment.on)}: ${pounds(payment.amountPence / 100)}, ${say('', payment.role).toLowerCase()}`),
      notes: file.notes.toReversed().map(({ on, note }) => ({ on: inWords(on), note: note ?? 'The text has been erased' })), happenings: history.toReversed().map((one) => happening(one, names, authority.words)),
      acts: possibleActsOn(file, matterHref(ref), viewer), ...(may(viewer, 'recordCases') && file.ombudsman.length > 0 ? { attachHref: `${matterHref(ref)}/attach` } : {}),
    }));
  });
}

const attachPage = (request: FastifyRequest, reply: FastifyReply, seen: SeenCase, shown: { readonly typed: string; readonly form: string; readonly error?: string; readonly to?: RepresentationFile }) =>
  sendPage(reply, renderPage('features/ombudsman/attach.njk', {
    title: 'Attach it to a case', ref: seen.ref, chrome: chrome(request), backTo: { text: `Back to ${seen.ref}`, href: matterHref(seen.ref) }, action: `${matterHref(seen.ref)}/attach`, typed: shown.typed,
    hidden: { formToken: request.formToken, version: seen.version, form: shown.form }, errors: shown.error === undefined ? [] : [{ text: shown.error, href: '#ref' }],
    ...(shown.to === undefined ? {} : { found: [
      { key: 'Case', value: shown.to.ref }, { key: 'Received', value: inWords(shown.to.receivedOn) }, ...(shown.to.received.service === undefined ? [] : [{ key: 'Service', value: shown.to.received.service }]),
      ...(shown.to.received.summary === undefined ? [] : [{ key: 'What it is about', value: shown.to.received.summary.slice(0, 300) }]),
    ] }),
  }), shown.error === undefined ? 200 : 400);

function addAttaching(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<WithRef>('/ombudsman/:ref/attach', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const seen = await seenMatter(db, clock, request, reply, 'attach an Ombudsman’s matter');
    return seen === undefined ? reply : attachPage(request, reply, seen, { typed: '', form: randomUUID() });
  });

  app.post<WithRef>('/ombudsman/:ref/attach', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const seen = await seenMatter(db, clock, request, reply, 'attach an Ombudsman’s matter');
    if (seen === undefined) return reply;
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const sent = attachForm.safeParse(request.body);
    const typed = sent.success ? sent.data.ref.replaceAll('\0', '').trim() : '';
    const form = sent.success ? sent.data.form : randomUUID();
    if (!sent.success || typed === '') return attachPage(request, reply, seen, { typed, form, error: 'Enter the reference of the case' });
    const to = await caseFor(db, viewer, 'representation', typed, today, clock());
    if (to?.file.kind !== 'representation') {
      await auditUnseen(db, viewer, 'representation', typed, 'attach an Ombudsman’s matter', clock());
      return attachPage(request, reply, seen, { typed, form, error: 'There is no case of this reference that you can see' });
    }
    // What is about to happen cannot be undone by a click: the case is shown before it does.
    if (sent.data.checked !== typed) return attachPage(request, reply, seen, { typed, form, to: to.file });
    const [matter] = seen.file.ombudsman;
    const context = { ...rulesOf(seen.authority), today };
    const recorded = await attachMatterToCase(db, viewer, seen, to, matter?.ombudsmanRef ?? '', { form, version: sent.data.version }, context, clock());
    switch (recorded.is) {
      case 'recorded': case 'sent before': return reply.redirect(`/cases/${encodeURIComponent(recorded.ref)}?done=attached#ombudsman`, 303);
      case 'moved on': return attachPage(request, reply, seen, { typed, form: randomUUID(), error: 'Somebody else recorded something here or in the case meanwhile. Look at both, then attach it again' });
      case 'refused': return attachPage(request, reply, seen, { typed, form, error: recorded.refusals[0]?.message ?? 'This cannot be attached' });
      default: return recorded satisfies never;
    }
  });
}
