import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publishingSettingsOf, savePublishingSettings } from '../../../store/publishing-settings.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, saveAgain, type Since } from '../../changed-since.ts';
import { type FormMark, formMark, markAgain, sentMark } from '../../form-mark.ts';
import { type Clock, viewerOf } from '../../request-context.ts';
import type { Body } from '../../typed-text.ts';
import { readRule, type RuleForm, ruleForm, typedRule } from './disclosure-form.ts';
import { sendPublishing } from './of-draft.ts';
import { ruleInWords } from './publish-page.ts';

type OfSettings = { Querystring: { saved?: string }; Body: Body };

/** How a council usually hides small numbers in what it publishes. */
export function addPublishingSettings(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'publishReports' } as const;
  const send = (request: FastifyRequest<OfSettings>, reply: FastifyReply, form: RuleForm, mark: FormMark, since?: Since) => sendPublishing(request, reply, 'settings', {
    title: 'Publishing', backTo: { text: 'Administration', href: '/administration' }, errors: form.errors, form, mark, since, saved: request.query.saved === 'yes',
  }, since !== undefined ? 409 : form.errors.length === 0 ? 200 : 400);

  app.get<OfSettings>('/administration/publishing', { config }, async (request, reply) => {
    const settings = await publishingSettingsOf(db, viewerOf(request).authorityId);
    return send(request, reply, ruleForm(typedRule(settings.disclosure), []), formMark(0, settings));
  });

  app.post<OfSettings>('/administration/publishing', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const read = readRule(request.body);
    if ('form' in read) return send(request, reply, read.form, markAgain(request.body) ?? formMark(0, await publishingSettingsOf(db, viewer.authorityId)));
    if (await savePublishingSettings(db, viewer, read, sentMark(request.body).isAsSeen, clock())) return reply.redirect('/administration/publishing?saved=yes', 303);
    const now = await publishingSettingsOf(db, viewer.authorityId);
    return send(request, reply, { ...ruleForm(typedRule(read.disclosure), []), errors: [movedOn] }, formMark(0, now), { changes: [], now: `${ruleInWords(now.disclosure)}: so it is now.`, next: saveAgain });
  });
}
