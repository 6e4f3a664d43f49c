import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inWords } from '../../../domain/day.ts';
import { type NotGiven, openDataSettingsOf, type OpenDataSettings, saveOpenDataSettings, whyNotGiven } from '../../../store/open-data-settings.ts';
import { type ListedPublication, publicationsOf } from '../../../store/publications.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, saveAgain, type Since } from '../../changed-since.ts';
import { type FormMark, formMark, markAgain, sentMark } from '../../form-mark.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { ROOT } from './addresses.ts';
import { readSettings, type SettingsForm, settingsForm } from './settings-form.ts';

/** Whether a council gives what it has published as data, and what of it. */
export function addOpenDataSettings(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'publishReports' } as const;
  const send = async (request: FastifyRequest, reply: FastifyReply, form: SettingsForm, { mark, saved = false, since }: { readonly mark?: FormMark; readonly saved?: boolean; readonly since?: Since }) => {
    const { authorityId } = viewerOf(request);
    const [settings, publications] = await Promise.all([openDataSettingsOf(db, authorityId), publicationsOf(db, authorityId)]);
    return sendPage(reply, renderPage('features/open-data/settings.njk', {
      title: 'Open data', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, errors: form.errors, form, mark: mark ?? formMark(0, settings), saved, changed: since, given: settings.given, root: ROOT, since: dateItems(form),
      publications: publications.map((publication) => ({ number: publication.publication, title: publication.title, period: `${inWords(publication.from)} to ${inWords(publication.to)}`, given: standingOf(publication, settings) })),
    }), since !== undefined ? 409 : form.errors.length === 0 ? 200 : 400);
  };

  app.get<{ Querystring: { saved?: string } }>('/administration/open-data', { config }, async (request, reply) =>
    send(request, reply, settingsForm(await openDataSettingsOf(db, viewerOf(request).authorityId)), { saved: request.query.saved === 'yes' }));

  app.post<{ Body: Readonly<Record<string, unknown>> }>('/administration/open-data', { config }, async (request, reply) => {
    const read = readSettings(request.body);
    const mark = markAgain(request.body);
    if ('form' in read) return send(request, reply, read.form, mark === undefined ? {} : { mark });
    const viewer = viewerOf(request);
    if (await saveOpenDataSettings(db, viewer, read.settings, sentMark(request.body).isAsSeen, clock())) return reply.redirect('/administration/open-data?saved=yes', 303);
    const now = await openDataSettingsOf(db, viewer.authorityId);
    return send(request, reply, { ...settingsForm(read.settings), errors: [movedOn] }, { mark: formMark(0, now), since: { changes: [], now: inUse(now), next: saveAgain } });
  });
}

function inUse({ given, threshold, since }: OpenDataSettings): string {
  if (!given) return 'Nothing is given as data: so it is now.';
  return `Publications that hide numbers below ${threshold} or more are given${since === undefined ? '' : `, of periods from ${inWords(since)} on`}: so it is now.`;
}

const notGiven: Readonly<Record<NotGiven, string>> = {
  inside: 'No: every number is printed, for use inside the council', threshold: 'No: it hides fewer small numbers than you ask for here', period: 'No: its period begins before the first day',
};

function standingOf(publication: ListedPublication, settings: OpenDataSettings): string {
  const why = whyNotGiven(publication, settings);
  if (why !== undefined) return notGiven[why];
  if (publication.withdrawn !== undefined) return 'No: it was taken back, and says so to those who ask for it';
  return settings.given ? 'Yes' : 'Once you switch it on';
}

function dateItems({ since, beside }: SettingsForm) {
  return (['day', 'month', 'year'] as const).map((part) => ({
    id: `since-${part}`, name: part, label: `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`, value: since[part], classes: `govuk-input--width-${part === 'year' ? 4 : 2}${beside['since-day'] === undefined ? '' : ' govuk-input--error'}`,
  }));
}
