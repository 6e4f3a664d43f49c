import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PoolPart } from '../../../domain/pool.ts';
import { addToPool, changeInPool, type PoolPerson, poolPerson } from '../../../store/pool.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { appointHref, isPart } from './choose-page.ts';
import { type FieldFault, poolFormPage, readPoolForm, type Typed, typedIn, typedOf } from './pool-form.ts';
import { type Body, choicesFor, findMember, type OfMember } from './pool-choices.ts';

const config = { allow: 'recordCases' } as const;
const LIST = { text: 'Investigators and panels', href: '/pool' };
const LONGEST_REFERENCE = 100;

/** Adding somebody to the pool, and changing what is kept of them. */
export function addForm(app: FastifyInstance, { db }: Store, clock: Clock): void {
  async function showForm(request: FastifyRequest, reply: FastifyReply, one: PoolPerson | undefined, typed: Typed, version: number, faults: readonly FieldFault[], notice?: string): Promise<FastifyReply> {
    const { services, accounts } = await choicesFor(db, clock, viewerOf(request), one?.accountId);
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
    const { services, accountIds } = await choicesFor(db, clock, viewer);
    const read = readPoolForm(typed, todayBy(clock), services.map((one) => one.value), accountIds);
    if ('faults' in read) return showForm(request, reply, undefined, typed, 0, read.faults);
    const member = await addToPool(db, viewer, read.details, clock());
    if (member === undefined) return showForm(request, reply, undefined, typed, 0, [{ field: 'account', text: 'This account is somebody else’s of the pool' }]);
    const forCase = addedFor(request.query);
    const added = await poolPerson(db, viewer, member, todayBy(clock), clock());
    return reply.redirect(forCase === undefined || added === undefined ? `/pool/${member}?done=added` : appointHref(forCase.ref, forCase.part, { person: added.person }), 303);
  });

  app.get<OfMember>('/pool/:member/change', { config }, async (request, reply) => {
    const one = await findMember(db, clock, request);
    return one === undefined ? reply.callNotFound() : showForm(request, reply, one, typedOf(one), one.version, []);
  });

  app.post<OfMember>('/pool/:member/change', { config }, async (request, reply) => {
    const one = await findMember(db, clock, request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const typed = typedIn(request.body);
    const version = Number(request.body?.['version']);
    const { services, accountIds } = await choicesFor(db, clock, viewer, one.accountId);
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
}

/** The case and part for which somebody is added, from the form that asked for them. */
function addedFor(query: Readonly<Record<string, unknown>>): { readonly ref: string; readonly part: PoolPart } | undefined {
  const { for: ref, part } = query;
  return typeof ref === 'string' && ref !== '' && ref.length <= LONGEST_REFERENCE && typeof part === 'string' && isPart(part) ? { ref, part } : undefined;
}
