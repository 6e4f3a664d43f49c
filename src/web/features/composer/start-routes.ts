import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nothingHeld } from '../../../reporting/held.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { councilLayouts } from '../../../store/council-layouts.ts';
import { findPublication, publicationsOf } from '../../../store/publications.ts';
import { beginReport, reportsOf } from '../../../store/reports.ts';
import type { Store } from '../../../store/store.ts';
import { dateItems } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, lineError, lineOf } from './fields.ts';
import { beginnings, emptyStart, offeredPeriods, readStart, type TypedStart, typedStart } from './start-form.ts';
import { titledFor } from './titled.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Starting a report: what it begins from, its period, its cut-off and its title. */
export function addStart(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  const offeredTo = async (authorityId: number) => {
    const [kept, publications, reports] = await Promise.all([councilLayouts(db, authorityId), publicationsOf(db, authorityId), reportsOf(db, authorityId)]);
    return beginnings(kept, publications, reports, async (publication) => (await findPublication(db, authorityId, publication))?.layout);
  };

  const sendForm = async (request: FastifyRequest, reply: FastifyReply, typed: TypedStart, form: string, errors: readonly FieldError[]) => {
    const viewer = viewerOf(request);
    const [authority, offered] = await Promise.all([authorityOf(db, viewer), offeredTo(viewer.authorityId)]);
    const item = (one: (typeof offered)[number]) => ({ value: one.value, text: one.text, ...(one.hint === undefined ? {} : { hint: { text: one.hint } }), checked: one.value === typed.begin });
    const wrong = (id: string) => errors.some((error) => error.href === `#${id}-day`);
    const group = (name: string) => offered.filter((one) => one.group === name).map(item);
    const earlier = group('earlier');
    return sendPage(reply, renderPage('features/composer/start.njk', {
      title: 'Start a report', chrome: chrome(request), backTo: { text: 'Reports', href: '/reports' }, errors, beside: besideFields(errors), form, name: typed.title,
      begin: [...group('standard'), ...(group('own').length === 0 ? [] : [{ divider: 'The council’s own layouts' }, ...group('own')]), ...(earlier.length === 0 ? [] : [{ divider: 'An earlier report, moved on' }, ...earlier])],
      periods: [
        ...(earlier.length === 0 ? [] : [{ value: 'after', text: 'One year after the earlier report that it begins from', checked: typed.period === 'after' }]),
        ...offeredPeriods(todayBy(clock), authority.financialYearStarts).map(({ value, text }) => ({ value, text, checked: value === typed.period })), { value: 'own', text: 'Other dates, given below', checked: typed.period === 'own' },
      ],
      from: dateItems('from', typed.from, wrong('from')), to: dateItems('to', typed.to, wrong('to')), asAt: dateItems('asAt', typed.asAt, wrong('asAt')),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get('/reports/start', { config }, async (request, reply) => sendForm(request, reply, emptyStart(todayBy(clock)), randomUUID(), []));

  app.post<{ Body: Body }>('/reports/start', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const typed = typedStart(request.body);
    const sent = lineOf(request.body, 'form');
    const form = uuid.test(sent) ? sent : randomUUID();
    const refuse = (errors: readonly FieldError[]) => sendForm(request, reply, typed, form, errors);
    const [authority, offered] = await Promise.all([authorityOf(db, viewer), offeredTo(viewer.authorityId)]);
    const read = readStart(typed, offered, todayBy(clock), authority);
    const errors = [...('errors' in read ? read.errors : []), ...lineError(typed.title, 'the title', '#title', false)];
    if ('errors' in read || errors.length > 0) return refuse(errors);
    const nothing = await nothingHeld(db, authority, read.period, read.asAt);
    if (nothing !== undefined) return refuse([{ text: nothing, href: read.asAt !== undefined && (await nothingHeld(db, authority, read.period)) === undefined ? '#asAt-day' : typed.period === 'own' ? '#from-day' : '#period' }]);
    const titled = titledFor(await read.beginning.layout(), typed.title, read.period, authority);
    if ('fault' in titled) return refuse([{ text: titled.fault, href: '#title' }]);
    const report = await beginReport(db, viewer, form, { title: titled.title, layout: titled.layout, from: read.period.from, to: read.period.to, overruled: [], ...(read.asAt === undefined ? {} : { asAt: read.asAt }) }, clock());
    return reply.redirect(`/reports/${report}`, 303);
  });
}
