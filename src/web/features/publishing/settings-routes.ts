import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publishingSettingsOf, savePublishingSettings } from '../../../store/publishing-settings.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { readRule, type RuleForm, ruleForm, typedRule } from './disclosure-form.ts';
import type { Body } from './fields.ts';

/** How a council usually hides small numbers in what it publishes. */
export function addPublishingSettings(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'publishReports' } as const;
  const send = (request: FastifyRequest, reply: FastifyReply, form: RuleForm, saved: boolean) => sendPage(reply, renderPage('features/publishing/settings.njk', {
    title: 'Publishing', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, errors: form.errors, form, saved,
  }), form.errors.length === 0 ? 200 : 400);

  app.get<{ Querystring: { saved?: string } }>('/administration/publishing', { config }, async (request, reply) => {
    const { disclosure } = await publishingSettingsOf(db, viewerOf(request).authorityId);
    return send(request, reply, ruleForm(typedRule(disclosure), []), request.query.saved === 'yes');
  });

  app.post<{ Body: Body }>('/administration/publishing', { config }, async (request, reply) => {
    const read = readRule(request.body);
    if ('form' in read) return send(request, reply, read.form, false);
    await savePublishingSettings(db, viewerOf(request), read, clock());
    return reply.redirect('/administration/publishing?saved=yes', 303);
  });
}
