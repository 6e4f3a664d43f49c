import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Day } from '../../../domain/day.ts';
import type { PoolPart } from '../../../domain/pool.ts';
import { proposedRetention } from '../../../domain/retention.ts';
import type { Viewer, ViewerRole } from '../../../domain/viewer.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import { allAccounts } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { addAway, addToPool, casesOfPoolPerson, changeInPool, changesInPool, deleteFromPool, endInPool, poolKeptTooLong, type PoolPerson, poolOf, poolPerson, removeAway, removeFromPool } from '../../../store/pool.ts';
import { retentionSchedule } from '../../../store/retention.ts';
import type { Store } from '../../../store/store.ts';
import { type DateFields, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { numberIn } from '../../number-in-address.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { withSearchWords } from '../../search-words.ts';
import { renderPage } from '../../views.ts';
import { addPanels } from './case-routes.ts';
import { appointHref, isPart } from './choose-page.ts';
import { personPage } from './person-page.ts';
import { poolAsCsv } from './pool-csv.ts';
import { type FieldFault, poolFormPage, readPoolForm, type Typed, typedIn, typedOf } from './pool-form.ts';
import { addressOfPool, filtered, poolPage, readPoolFilters } from './pool-page.ts';

type Body = Readonly<Record<string, unknown>> | undefined;
type OfMember = { Params: { member: string }; Querystring: Readonly<Record<string, unknown>>; Body: Body };

const LIST = { text: 'Investigators and panels', href: '/pool' };
const LONGEST_REFERENCE = 100;
const LONGEST_REASON = 500;
const outsideRoles: readonly ViewerRole[] = ['investigating_officer', 'independent_person', 'panel_member'];
const config = { allow: 'recordCases' } as const;
const done = {
  added: 'They are in the pool.', changed: 'The changes are saved.', ended: 'They take no more cases.', back: 'They are in the pool again.', away: 'When they are away is on record.', deleted: 'They were deleted from the pool.', removed: 'What was kept of them was removed.',
} as const;

/** Those whom the council appoints from outside: who they are, what they may take, and whether everything about them is in order. */
export function addPool(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;
  addPanels(app, store, clock);

  const saidDone = (query: Readonly<Record<string, unknown>>) => Object.entries(done).find(([key]) => key === query['done'])?.[1];

  async function find(request: FastifyRequest<OfMember>): Promise<PoolPerson | undefined> {
    const member = numberIn(request.params.member);
    return member === undefined ? undefined : poolPerson(db, viewerOf(request), member, todayBy(clock), clock());
  }

  /** Services and accounts to choose from, as the form names them. */
  async function choices(viewer: Viewer, own?: number) {
    const [authority, services, accounts, pool] = await Promise.all([authorityOf(db, viewer), allServices(db, viewer.authorityId), allAccounts(db, viewer.authorityId), poolOf(db, viewer, todayBy(clock), clock())]);
    const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
    const taken = new Set(pool.flatMap((one) => (one.accountId === undefined || one.accountId === own ? [] : [one.accountId])));
    const free = accounts.filter((account) => account.account_id === own || (account.disabled_at === null && !taken.has(account.account_id) && outsideRoles.some((role) => account.roles.includes(role))));
    return {
      services: services.map((node) => ({ value: node.service, text: valueInWords('service', node.service, authority.words, parents) })), accounts: free.map((account) => ({ value: String(account.account_id), text: account.name })), accountIds: free.map((account) => account.account_id),
      say: (service: string) => valueInWords('service', service, authority.words, parents),
    };
  }

  app.get<{ Querystring: Readonly<Record<string, unknown>> }>('/pool', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const asked = await withSearchWords(db, viewer, request.query, 'find');
    const filters = readPoolFilters(asked.query);
    const pool = await poolOf(db, viewer, today, clock());
    await audit(db, viewer.authorityId, clock(), { what: filters.find === undefined ? 'listed' : 'searched', accountId: viewer.accountId, detail: { list: 'pool', filters: Object.keys(filters).join(', ') } });
    return sendPage(reply, renderPage('features/pool/pool.njk', { ...poolPage(pool, filters, today, asked.inAddress), chrome: chrome(request), done: saidDone(request.query) }));
  });

  app.get<{ Querystring: Readonly<Record<string, unknown>> }>('/pool.csv', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const filters = readPoolFilters((await withSearchWords(db, viewer, request.query, 'find')).query);
    const rows = filtered(await poolOf(db, viewer, today, clock()), filters, today);
    await audit(db, viewer.authorityId, clock(), { what: 'exported', accountId: viewer.accountId, detail: { list: 'pool', filters: Object.keys(filters).join(', '), people: rows.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="investigators-and-panels-${today}.csv"`).send(poolAsCsv(rows));
  });

  async function yearsKept(viewer: Viewer): Promise<number> {
    return (await retentionSchedule(db, viewer.authorityId)).find(({ recordClass }) => recordClass === 'pool')?.years ?? proposedRetention.pool.years;
  }

  /** The case and part for which somebody is added, from the form that asked for them. */
  function addedFor(query: Readonly<Record<string, unknown>>): { readonly ref: string; readonly part: PoolPart } | undefined {
    const { for: ref, part } = query;
    return typeof ref === 'string' && ref !== '' && ref.length <= LONGEST_REFERENCE && typeof part === 'string' && isPart(part) ? { ref, part } : undefined;
  }

  async function showForm(request: FastifyRequest, reply: FastifyReply, one: PoolPerson | undefined, typed: Typed, version: number, faults: readonly FieldFault[], notice?: string): Promise<FastifyReply> {
    const { services, accounts } = await choices(viewerOf(request), one?.accountId);
    const forCase = one === undefined ? addedFor(request.query as Readonly<Record<string, unknown>>) : undefined;
    const backTo = one !== undefined ? { text: one.name, href: `/pool/${one.member}` } : forCase === undefined ? LIST : { text: 'Back to the appointment', href: appointHref(forCase.ref, forCase.part, {}) };
    return sendPage(reply, renderPage('features/pool/form.njk', {
      title: one === undefined ? 'Add somebody to the pool' : `Change ${one.name}`, chrome: chrome(request), backTo, version, notice, forCase: forCase?.ref, personHref: one === undefined ? '' : `/pool/${one.member}`,
      action: one !== undefined ? `/pool/${one.member}/change` : forCase === undefined ? '/pool/add' : `/pool/add?${new URLSearchParams({ for: forCase.ref, part: forCase.part }).toString()}`, submit: one === undefined ? 'Add to the pool' : 'Save the changes',
      ...poolFormPage(typed, faults, services, accounts),
    }), notice !== undefined ? 409 : faults.length > 0 ? 400 : 200);
  }

  app.get<{ Querystring: Readonly<Record<string, unknown>> }>('/pool/add', { config }, async (request, reply) => showForm(request, reply, undefined, { ...typedIn({}), connection: '', ratePer: 'day', parts: addedFor(request.query)?.part ?? '' }, 0, []));

  app.post<{ Querystring: Readonly<Record<string, unknown>>; Body: Body }>('/pool/add', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const typed = typedIn(request.body);
    const { services, accountIds } = await choices(viewer);
    const read = readPoolForm(typed, todayBy(clock), services.map((one) => one.value), accountIds);
    if ('faults' in read) return showForm(request, reply, undefined, typed, 0, read.faults);
    const member = await addToPool(db, viewer, read.details, clock());
    if (member === undefined) return showForm(request, reply, undefined, typed, 0, [{ field: 'account', text: 'This account is somebody else’s of the pool' }]);
    const forCase = addedFor(request.query);
    const added = await poolPerson(db, viewer, member, todayBy(clock), clock());
    return reply.redirect(forCase === undefined || added === undefined ? `/pool/${member}?done=added` : appointHref(forCase.ref, forCase.part, { person: added.person }), 303);
  });

  async function showPerson(request: FastifyRequest<OfMember>, reply: FastifyReply, one: PoolPerson, more: { readonly from?: DateFields; readonly until?: DateFields; readonly faults?: readonly FieldFault[]; readonly status?: number } = {}): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const at = clock();
    const [cases, changes, { say }, years] = await Promise.all([casesOfPoolPerson(db, viewer, one.keys, today, at), changesInPool(db, viewer.authorityId, one.member), choices(viewer, one.accountId), yearsKept(viewer)]);
    const mayGo = one.endedOn !== undefined && (await poolKeptTooLong(db, viewer.authorityId, years, today)).some(({ member }) => member === one.member);
    const page = personPage(viewer, one, cases, changes, today, say, mayGo ? years : undefined);
    const faults = more.faults ?? [];
    const error = Object.fromEntries(faults.map(({ field, text }) => [field, text]));
    return sendPage(reply, renderPage('features/pool/person.njk', {
      ...page, chrome: chrome(request), backTo: LIST, done: saidDone(request.query), error, errors: faults.map(({ field, text }) => (field === 'member' ? { text } : { text, href: `#${field}-day` })),
      from: dateBoxes('from', more.from, 'from' in error), until: dateBoxes('until', more.until, 'until' in error),
    }), more.status ?? (faults.length > 0 ? 400 : 200));
  }

  app.get<OfMember>('/pool/:member', { config }, async (request, reply) => {
    const one = await find(request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, detail: { pool: one.member } });
    return showPerson(request, reply, one);
  });

  app.get<OfMember>('/pool/:member/change', { config }, async (request, reply) => {
    const one = await find(request);
    return one === undefined ? reply.callNotFound() : showForm(request, reply, one, typedOf(one), one.version, []);
  });

  app.post<OfMember>('/pool/:member/change', { config }, async (request, reply) => {
    const one = await find(request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const typed = typedIn(request.body);
    const version = Number(request.body?.['version']);
    const { services, accountIds } = await choices(viewer, one.accountId);
    const read = readPoolForm(typed, todayBy(clock), services.map((each) => each.value), accountIds);
    if ('faults' in read) return showForm(request, reply, one, typed, version, read.faults);
    const changed = await changeInPool(db, viewer, one.member, version, read.details, todayBy(clock), clock());
    switch (changed) {
      case 'gone': return reply.callNotFound();
      case 'moved on': return showForm(request, reply, one, typed, one.version, [], 'Somebody else has changed this person since you opened the page. What you typed is below: compare it with their page, then save it again.');
      case 'account taken': return showForm(request, reply, one, typed, version, [{ field: 'account', text: 'This account is somebody else’s of the pool' }]);
      case 'changed': case 'nothing to change': return reply.redirect(`/pool/${one.member}${changed === 'changed' ? '?done=changed' : ''}`, 303);
      default: return changed satisfies never;
    }
  });

  app.post<OfMember>('/pool/:member/away', { config }, async (request, reply) => {
    const one = await find(request);
    if (one === undefined) return reply.callNotFound();
    const [from, until] = [readFields(request.body ?? {}, 'from'), readFields(request.body ?? {}, 'until')];
    const faults: FieldFault[] = [];
    const day = (field: string, boxes: DateFields, name: string): Day | undefined => {
      const read = dayFrom(boxes, name);
      if ('error' in read) faults.push({ field, text: read.error });
      return 'error' in read ? undefined : read.day;
    };
    const first = day('from', from, 'First day away');
    const last = day('until', until, 'Last day away') ?? first;
    if (first === undefined && faults.every(({ field }) => field !== 'from')) faults.push({ field: 'from', text: 'Enter the first day away' });
    if (first !== undefined && last !== undefined && last < first) faults.push({ field: 'until', text: 'Last day away must be the same as or after the first' });
    if (last !== undefined && last < todayBy(clock)) faults.push({ field: 'until', text: 'Last day away must be today or later' });
    if (faults.length > 0 || first === undefined || last === undefined) return showPerson(request, reply, one, { from, until, faults });
    await addAway(db, viewerOf(request), one.member, first, last, clock());
    return reply.redirect(`/pool/${one.member}?done=away#away`, 303);
  });

  app.post<{ Params: { member: string; away: string } }>('/pool/:member/away/:away/remove', { config }, async (request, reply) => {
    const [member, away] = [numberIn(request.params.member), numberIn(request.params.away)];
    const known = member !== undefined && away !== undefined && await removeAway(db, viewerOf(request), member, away, clock());
    return known ? reply.redirect(`/pool/${member}?done=away#away`, 303) : reply.callNotFound();
  });

  const showEnd = (request: FastifyRequest, reply: FastifyReply, one: PoolPerson, on: DateFields, because: string, faults: readonly FieldFault[]) => {
    const error = Object.fromEntries(faults.map(({ field, text }) => [field, text]));
    return sendPage(reply, renderPage('features/pool/end.njk', {
      title: 'They take no more cases', name: one.name, chrome: chrome(request), backTo: { text: one.name, href: `/pool/${one.member}` }, action: `/pool/${one.member}/end`, because, error,
      on: dateBoxes('on', on, 'on' in error), errors: faults.map(({ field, text }) => ({ text, href: field === 'on' ? '#on-day' : `#${field}` })),
    }), faults.length > 0 ? 400 : 200);
  };

  app.get<OfMember>('/pool/:member/end', { config }, async (request, reply) => {
    const one = await find(request);
    return one === undefined ? reply.callNotFound() : showEnd(request, reply, one, fieldsOf(todayBy(clock)), '', []);
  });

  app.post<OfMember>('/pool/:member/end', { config }, async (request, reply) => {
    const one = await find(request);
    if (one === undefined) return reply.callNotFound();
    const boxes = readFields(request.body ?? {}, 'on');
    const given = request.body?.['because'];
    const because = typeof given === 'string' ? given.replaceAll('\0', '').trim() : '';
    const read = dayFrom(boxes, 'Day');
    const faults: FieldFault[] = [
      ...('error' in read ? [{ field: 'on', text: read.error }] : read.day === undefined ? [{ field: 'on', text: 'Enter the day from which they take no more cases' }] : []),
      ...(because.length > LONGEST_REASON ? [{ field: 'because', text: `Why must be ${LONGEST_REASON} characters or fewer` }] : []),
    ];
    if (faults.length > 0 || 'error' in read || read.day === undefined) return showEnd(request, reply, one, boxes, because, faults);
    await endInPool(db, viewerOf(request), one.member, { on: read.day, ...(because === '' ? {} : { because }) }, clock());
    return reply.redirect(`/pool/${one.member}?done=ended`, 303);
  });

  app.post<OfMember>('/pool/:member/back', { config }, async (request, reply) => {
    const one = await find(request);
    if (one === undefined) return reply.callNotFound();
    await endInPool(db, viewerOf(request), one.member, undefined, clock());
    return reply.redirect(`/pool/${one.member}?done=back`, 303);
  });

  app.post<OfMember>('/pool/:member/remove', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await find(request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const removed = await removeFromPool(db, viewer, one.member, await yearsKept(viewer), todayBy(clock), clock());
    if (removed === 'removed') return reply.redirect('/pool?done=removed', 303);
    if (removed === 'gone') return reply.callNotFound();
    await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { act: 'remove from the pool', pool: one.member, because: 'not yet' } });
    return showPerson(request, reply, one, { faults: [{ field: 'member', text: `What is kept of ${one.name} cannot be removed: they have not left the pool for as long as the retention schedule says, or have a part in an open case.` }], status: 409 });
  });

  app.post<OfMember>('/pool/:member/delete', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await find(request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const deleted = await deleteFromPool(db, viewer, one.member, clock());
    if (deleted !== 'named in a case') return reply.redirect(`${addressOfPool('/pool', {})}?done=deleted`, 303);
    await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { act: 'delete from the pool', pool: one.member, because: 'named in a case' } });
    return showPerson(request, reply, one, { faults: [{ field: 'member', text: `${one.name} cannot be deleted: they are named in the record of a case. Record that they take no more cases instead.` }], status: 409 });
  });
}

function dateBoxes(name: string, typed: DateFields | undefined, wrong: boolean) {
  return (['day', 'month', 'year'] as const).map((part) => ({
    name: part, id: `${name}-${part}`, label: part.slice(0, 1).toUpperCase() + part.slice(1), value: typed?.[part] ?? '', classes: `govuk-input--width-${part === 'year' ? 4 : 2}${wrong ? ' govuk-input--error' : ''}`,
  }));
}
