import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Day } from '../../../domain/day.ts';
import { proposedRetention } from '../../../domain/retention.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { audit } from '../../../store/audit.ts';
import { addAway, casesOfPoolPerson, changesInPool, deleteFromPool, endInPool, poolKeptTooLong, type PoolPerson, removeAway, removeFromPool } from '../../../store/pool.ts';
import { retentionSchedule } from '../../../store/retention.ts';
import type { Store } from '../../../store/store.ts';
import { type DateFields, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { numberIn } from '../../number-in-address.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { personPage } from './person-page.ts';
import type { FieldFault } from './pool-form.ts';
import { addressOfPool } from './pool-page.ts';
import type { Database } from '../../../store/database.ts';
import { choicesFor, findMember, type OfMember, saidDone } from './pool-choices.ts';

const config = { allow: 'recordCases' } as const;
const LIST = { text: 'Investigators and panels', href: '/pool' };
const LONGEST_REASON = 500;

/** One of the pool: their page, when they are away, that they take no more cases, and that nothing is kept of them any more. */
export function addPerson(app: FastifyInstance, store: Store, clock: Clock): void {
  addPage(app, store, clock);
  addAbsences(app, store, clock);
  addEnd(app, store, clock);
  addRemoval(app, store, clock);
}

function addPage(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<OfMember>('/pool/:member', { config }, async (request, reply) => {
    const one = await findMember(db, clock, request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, detail: { pool: one.member } });
    return showPerson(db, clock, request, reply, one);
  });
}

function addAbsences(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.post<OfMember>('/pool/:member/away', { config }, async (request, reply) => {
    const one = await findMember(db, clock, request);
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
    if (faults.length > 0 || first === undefined || last === undefined) return showPerson(db, clock, request, reply, one, { from, until, faults });
    await addAway(db, viewerOf(request), one.member, first, last, clock());
    return reply.redirect(`/pool/${one.member}?done=away#away`, 303);
  });

  app.post<{ Params: { member: string; away: string } }>('/pool/:member/away/:away/remove', { config }, async (request, reply) => {
    const [member, away] = [numberIn(request.params.member), numberIn(request.params.away)];
    const known = member !== undefined && away !== undefined && await removeAway(db, viewerOf(request), member, away, clock());
    return known ? reply.redirect(`/pool/${member}?done=away#away`, 303) : reply.callNotFound();
  });
}

function addEnd(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<OfMember>('/pool/:member/end', { config }, async (request, reply) => {
    const one = await findMember(db, clock, request);
    return one === undefined ? reply.callNotFound() : showEnd(request, reply, one, fieldsOf(todayBy(clock)), '', []);
  });

  app.post<OfMember>('/pool/:member/end', { config }, async (request, reply) => {
    const one = await findMember(db, clock, request);
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
    const one = await findMember(db, clock, request);
    if (one === undefined) return reply.callNotFound();
    await endInPool(db, viewerOf(request), one.member, undefined, clock());
    return reply.redirect(`/pool/${one.member}?done=back`, 303);
  });
}

function addRemoval(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.post<OfMember>('/pool/:member/remove', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await findMember(db, clock, request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const removed = await removeFromPool(db, viewer, one.member, await yearsKept(db, viewer), todayBy(clock), clock());
    if (removed === 'removed') return reply.redirect('/pool?done=removed', 303);
    if (removed === 'gone') return reply.callNotFound();
    await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { act: 'remove from the pool', pool: one.member, because: 'not yet' } });
    return showPerson(db, clock, request, reply, one, { faults: [{ field: 'member', text: `What is kept of ${one.name} cannot be removed: they have not left the pool for as long as the retention schedule says, or have a part in an open case.` }], status: 409 });
  });

  app.post<OfMember>('/pool/:member/delete', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await findMember(db, clock, request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const deleted = await deleteFromPool(db, viewer, one.member, clock());
    if (deleted !== 'named in a case') return reply.redirect(`${addressOfPool('/pool', {})}?done=deleted`, 303);
    await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { act: 'delete from the pool', pool: one.member, because: 'named in a case' } });
    return showPerson(db, clock, request, reply, one, { faults: [{ field: 'member', text: `${one.name} cannot be deleted: they are named in the record of a case. Record that they take no more cases instead.` }], status: 409 });
  });
}

async function yearsKept(db: Database, viewer: Viewer): Promise<number> {
  return (await retentionSchedule(db, viewer.authorityId)).find(({ recordClass }) => recordClass === 'pool')?.years ?? proposedRetention.pool.years;
}

async function showPerson(db: Database, clock: Clock, request: FastifyRequest<OfMember>, reply: FastifyReply, one: PoolPerson, more: { readonly from?: DateFields; readonly until?: DateFields; readonly faults?: readonly FieldFault[]; readonly status?: number } = {}): Promise<FastifyReply> {
  const viewer = viewerOf(request);
  const today = todayBy(clock);
  const at = clock();
  const [cases, changes, { say }, years] = await Promise.all([casesOfPoolPerson(db, viewer, one.keys, today, at), changesInPool(db, viewer.authorityId, one.member), choicesFor(db, clock, viewer, one.accountId), yearsKept(db, viewer)]);
  const mayGo = one.endedOn !== undefined && (await poolKeptTooLong(db, viewer.authorityId, years, today)).some(({ member }) => member === one.member);
  const page = personPage(viewer, one, cases, changes, today, say, mayGo ? years : undefined);
  const faults = more.faults ?? [];
  const error = Object.fromEntries(faults.map(({ field, text }) => [field, text]));
  return sendPage(reply, renderPage('features/pool/person.njk', {
    ...page, chrome: chrome(request), backTo: LIST, done: saidDone(request.query), error, errors: faults.map(({ field, text }) => (field === 'member' ? { text } : { text, href: `#${field}-day` })),
    from: dateBoxes('from', more.from, 'from' in error), until: dateBoxes('until', more.until, 'until' in error),
  }), more.status ?? (faults.length > 0 ? 400 : 200));
}

const showEnd = (request: FastifyRequest, reply: FastifyReply, one: PoolPerson, on: DateFields, because: string, faults: readonly FieldFault[]) => {
  const error = Object.fromEntries(faults.map(({ field, text }) => [field, text]));
  return sendPage(reply, renderPage('features/pool/end.njk', {
    title: 'They take no more cases', name: one.name, chrome: chrome(request), backTo: { text: one.name, href: `/pool/${one.member}` }, action: `/pool/${one.member}/end`, because, error,
    on: dateBoxes('on', on, 'on' in error), errors: faults.map(({ field, text }) => ({ text, href: field === 'on' ? '#on-day' : `#${field}` })),
  }), faults.length > 0 ? 400 : 200);
};

function dateBoxes(name: string, typed: DateFields | undefined, wrong: boolean) {
  return (['day', 'month', 'year'] as const).map((part) => ({
    name: part, id: `${name}-${part}`, label: part.slice(0, 1).toUpperCase() + part.slice(1), value: typed?.[part] ?? '', classes: `govuk-input--width-${part === 'year' ? 4 : 2}${wrong ? ' govuk-input--error' : ''}`,
  }));
}
