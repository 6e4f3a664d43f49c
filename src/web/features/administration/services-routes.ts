import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inWords } from '../../../domain/day.ts';
import { addService, changeService, type DatedService, type ServiceChanged, type ServiceInUse, servicesInUse } from '../../../store/service-changes.ts';
import type { Store } from '../../../store/store.ts';
import { type DateFields, dateItems, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, textOf } from './fields.ts';

const LIST = { text: 'Services', href: '/administration/services' };

type Typed = { readonly service: string; readonly parent: string; readonly opensOn: DateFields; readonly closesOn: DateFields };
const NOTHING: Typed = { service: '', parent: '', opensOn: fieldsOf(undefined), closesOn: fieldsOf(undefined) };

const refusals: Readonly<Record<Exclude<ServiceChanged, 'changed'>, FieldError>> = {
  'there already': { text: 'There is a service of this name already', href: '#service' },
  'no such service': { text: 'This service is not on record any more', href: '#service' },
  'no such parent': { text: 'Choose a service that is on record', href: '#parent' },
  'under itself': { text: 'A service cannot be part of itself, or of a service below it', href: '#parent' },
};

/** What a form says of a service, and what is wrong with it. */
function readService(body: Body | undefined, service: string): { readonly typed: Typed; readonly service?: DatedService; readonly errors: readonly FieldError[] } {
  const typed: Typed = { service, parent: textOf(body, 'parent'), opensOn: readFields(body ?? {}, 'opensOn'), closesOn: readFields(body ?? {}, 'closesOn') };
  const [opens, closes] = [dayFrom(typed.opensOn, 'The first day'), dayFrom(typed.closesOn, 'The last day')];
  const errors: FieldError[] = [];
  if (service === '') errors.push({ text: 'Enter the name of the service', href: '#service' });
  else if (service.length > 200) errors.push({ text: 'The name must have 200 characters or fewer', href: '#service' });
  if ('error' in opens) errors.push({ text: opens.error, href: '#opensOn-day' });
  if ('error' in closes) errors.push({ text: closes.error, href: '#closesOn-day' });
  if ('error' in opens || 'error' in closes || errors.length > 0) return { typed, errors };
  if (opens.day !== undefined && closes.day !== undefined && closes.day < opens.day) return { typed, errors: [{ text: `The last day must be the same as or after ${inWords(opens.day)}, the first day`, href: '#closesOn-day' }] };
  return {
    typed, errors,
    service: { service, ...(typed.parent === '' ? {} : { parent: typed.parent }), ...(opens.day === undefined ? {} : { opensOn: opens.day }), ...(closes.day === undefined ? {} : { closesOn: closes.day }) },
  };
}

/** The services as a tree, each with how far below the top it is. One whose parent is missing stands at the top. */
function asTree(services: readonly ServiceInUse[]): { readonly service: ServiceInUse; readonly depth: number }[] {
  const names = new Set(services.map((one) => one.service));
  const below = Map.groupBy(services, (one) => (one.parent !== undefined && names.has(one.parent) ? one.parent : ''));
  const rows: { service: ServiceInUse; depth: number }[] = [];
  const add = (parent: string, depth: number) => {
    for (const service of below.get(parent) ?? []) {
      rows.push({ service, depth });
      if (depth < 12) add(service.service, depth + 1);
    }
  };
  add('', 0);
  return rows;
}

/** The tree of services, with the days on which each opened and closed. */
export function addServices(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;
  const servicesOf = (request: FastifyRequest) => servicesInUse(store.db, viewerOf(request).authorityId);

  const sendForm = async (request: FastifyRequest, reply: FastifyReply, typed: Typed, errors: readonly FieldError[], held?: ServiceInUse) => {
    const services = await servicesOf(request);
    return sendPage(reply, renderPage('features/administration/service.njk', {
      title: held === undefined ? 'Add a service' : held.service, chrome: chrome(request), backTo: LIST, errors, beside: besideFields(errors), held: held?.service, cases: held?.cases ?? 0, service: typed.service,
      parents: [{ value: '', text: 'None: it is at the top' }, ...services.filter((one) => one.service !== held?.service).map((one) => ({ value: one.service, text: one.service, selected: one.service === typed.parent }))],
      opens: dateItems('opensOn', typed.opensOn, errors.some((error) => error.href === '#opensOn-day')), closes: dateItems('closesOn', typed.closesOn, errors.some((error) => error.href === '#closesOn-day')),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Querystring: { done?: string } }>('/administration/services', { config }, async (request, reply) => {
    const today = todayBy(clock);
    return sendPage(reply, renderPage('features/administration/services.njk', {
      title: 'Services', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, done: request.query.done === undefined ? undefined : 'Saved.',
      rows: asTree(await servicesOf(request)).map(({ service, depth }) => ({
        name: service.service, depth: Math.min(depth, 4), under: service.parent, href: `/administration/services/change?service=${encodeURIComponent(service.service)}`, cases: service.cases,
        opens: service.opensOn === undefined ? 'Not set' : inWords(service.opensOn), closes: service.closesOn === undefined ? 'Not set' : inWords(service.closesOn), closed: service.closesOn !== undefined && service.closesOn < today,
      })),
    }));
  });

  app.get('/administration/services/add', { config }, async (request, reply) => sendForm(request, reply, NOTHING, []));

  app.post<{ Body: Body }>('/administration/services/add', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { typed, service, errors } = readService(request.body, textOf(request.body, 'service').replaceAll(/\s+/g, ' '));
    if (service === undefined) return sendForm(request, reply, typed, errors);
    const added = await addService(store.db, viewer.authorityId, service, { by: viewer.accountId, at: clock() });
    return added === 'changed' ? reply.redirect('/administration/services?done=saved') : sendForm(request, reply, typed, [refusals[added]]);
  });

  app.get<{ Querystring: { service?: string } }>('/administration/services/change', { config }, async (request, reply) => {
    const held = (await servicesOf(request)).find((one) => one.service === request.query.service);
    if (held === undefined) return reply.callNotFound();
    return sendForm(request, reply, { service: held.service, parent: held.parent ?? '', opensOn: fieldsOf(held.opensOn), closesOn: fieldsOf(held.closesOn) }, [], held);
  });

  app.post<{ Body: Body }>('/administration/services/change', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const held = (await servicesOf(request)).find((one) => one.service === textOf(request.body, 'service'));
    if (held === undefined) return reply.callNotFound();
    const { typed, service, errors } = readService(request.body, held.service);
    if (service === undefined) return sendForm(request, reply, typed, errors, held);
    const changed = await changeService(store.db, viewer.authorityId, service, { by: viewer.accountId, at: clock() });
    return changed === 'changed' ? reply.redirect('/administration/services?done=saved') : sendForm(request, reply, typed, [refusals[changed]], held);
  });
}
