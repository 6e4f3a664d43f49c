import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { acts } from '../../../domain/acts/index.ts';
import { rolesOf } from '../../../domain/acts/roles.ts';
import type { CaseFile } from '../../../domain/case-file.ts';
import { fileOf } from '../../../domain/evolve.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { maySeeCase } from '../../../store/access.ts';
import { accountNames } from '../../../store/accounts.ts';
import { draftOfCase } from '../../../store/awaiting-confirmation.ts';
import { audit } from '../../../store/audit.ts';
import { caseFor, recordActs, type SeenCase } from '../../../store/case-for-viewer.ts';
import { draftsOf, forgetDraft, saveDraft, type TypedFields } from '../../../store/drafts.ts';
import { auditUnseen } from '../../../store/hidden-case.ts';
import { poolForCase } from '../../../store/pool-for-case.ts';
import { sameInvoiceElsewhere, suppliersSeen } from '../../../store/invoices.ts';
import type { Store } from '../../../store/store.ts';
import type { CaseKind } from '../../../store/tables.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import type { AnyForm, FormSetting } from './act-form.ts';
import { actPage, type FormPlace, type Shown, sinceInWords } from './act-page.ts';
import { fieldsOf, formFor, nameOfAct, settingFor } from './all-forms.ts';
import { addHandling } from './handling/routes.ts';
import { decideForm } from './decide-form.ts';
import { formSetting, proposedBy, withPool } from './form-setting.ts';
import { remedyRows, typedFrom, withoutEmptyRows } from './read-form.ts';
import { refusalInWords } from './refusal-in-words.ts';
import { proposedFieldsOf, startOf } from './start-of-form.ts';
import { mayDo } from './who-may.ts';

type Asked = { Params: { ref: string; act: string }; Querystring: Readonly<Record<string, unknown>> };
/** A case that its viewer may do an act in, or ask for it. */
type Admitted = { readonly key: string; readonly act: AnyForm; readonly place: FormPlace; readonly seen: SeenCase; readonly how: 'does' | 'asks'; readonly setting: FormSetting<CaseFile>; readonly draft: string };

const sentShape = z.object({ form: z.uuid(), version: z.coerce.number().int().min(0).max(100_000) });
const LONGEST_REFERENCE = 100;
const ownFields = new Set(['formToken', 'version', 'form', 'intent', 'regardless']);

const keepDraft = readFileSync(new URL('../../assets/keep-draft.js', import.meta.url), 'utf8');

/** A form for every act, shown and recorded. */
export function addActs(app: FastifyInstance, store: Store, clock: Clock): void {
  addHandling(app, store, clock);
  app.get('/assets/keep-draft.js', { config: { allow: 'anybody' } }, async (_request, reply) => reply.header('cache-control', 'public, max-age=300').type('text/javascript; charset=utf-8').send(keepDraft));

  for (const kind of ['representation', 'unattached', 'compliment'] as const) addActsOf(app, store, clock, kind);
}

/** Where each kind of case is, and what a page calls it. */
const places = {
  representation: { path: '/cases', called: 'case' }, unattached: { path: '/ombudsman', called: 'Ombudsman’s matter' }, compliment: { path: '/compliments', called: 'compliment' },
} as const satisfies Record<CaseKind, { readonly path: string; readonly called: string }>;

function addActsOf(app: FastifyInstance, store: Store, clock: Clock, kind: CaseKind): void {
  const { path, called } = places[kind];
  app.get<Asked>(`${path}/:ref/acts/:act`, { config: { allow: 'signed in' } }, async (request, reply) => {
    const admitted = await admit(request, reply);
    if (admitted === undefined) return reply;
    const { key, act, place, seen, setting, draft } = admitted;
    const viewer = viewerOf(request);
    await audit(store.db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId, detail: { act: key } });
    const choose = act.chooseFirst?.(settingFor(setting));
    if (choose !== undefined && !choose.choices.some((choice) => choice.value === setting.chosen)) {
      return sendPage(reply, renderPage('features/acts/choose.njk', { title: nameOfAct(key), chrome: chrome(request), backTo: { text: `Back to ${called} ${seen.ref}`, href: place.href }, action: `${place.href}/acts/${key}`, ...choose }));
    }
    const kept = (await draftsOf(store.db, viewer, draft)).find((one) => one.form === draft);
    const keptVersion = Number(kept?.fields['version'] ?? seen.version);
    const start = startOf(fieldsOf(act, setting));
    return show(request, reply, admitted, {
      typed: { ...(kept?.fields ?? start), ...(setting.proposed === undefined ? {} : proposedFieldsOf(start)) }, ...(kept === undefined ? {} : { saved: kept }),
      since: sinceInWords(seen.history.slice(keptVersion), await accountNames(store.db, viewer.authorityId), setting.words),
    });
  });

  app.post<Asked>(`${path}/:ref/acts/:act`, { config: { allow: 'signed in' } }, async (request, reply) => {
    const admitted = await admit(request, reply);
    if (admitted === undefined) return reply;
    const { seen, draft } = admitted;
    const viewer = viewerOf(request);
    const brought = typedFrom(request.body);
    const sent = sentShape.safeParse(brought);
    if (brought === undefined || !sent.success || sent.data.version > seen.version) return turnBack(request, reply, seen, 'form not of ours');
    const typed = Object.fromEntries(Object.entries(brought).filter(([name]) => !ownFields.has(name)));
    switch (brought['intent']) {
      case 'draft':
        await saveDraft(store.db, viewer, draft, { ...typed, version: String(sent.data.version) }, clock());
        return request.headers['x-candour-draft'] === undefined ? reply.redirect(request.url, 303) : reply.code(204).send();
      case 'forget':
        await forgetDraft(store.db, viewer, draft);
        return reply.redirect(request.url, 303);
      case 'more': return show(request, reply, admitted, { typed: { ...typed, 'remedies-rows': String(remedyRows(typed).length + 1) }, form: sent.data.form, version: sent.data.version });
      default: return recordForm(request, reply, admitted, withoutEmptyRows(typed), sent.data, brought['regardless'] === 'yes');
    }
  });

  async function recordForm(request: FastifyRequest, reply: FastifyReply, admitted: Admitted, typed: TypedFields, sent: { form: string; version: number }, regardless: boolean): Promise<FastifyReply> {
    const { key, act, place, seen, setting, how, draft } = admitted;
    const viewer = viewerOf(request);
    const about = { kind, ref: seen.ref } as const;
    const names = await accountNames(store.db, viewer.authorityId);
    // On the case as the sender saw it: a second click is then known for one, and what was overtaken is told from what is refused.
    const asSeen = fileOf(seen.history.slice(0, sent.version).map((one) => one.event));
    if (asSeen?.kind !== kind) return turnBack(request, reply, seen, 'form not of ours');
    const again = (shown: Partial<Shown>) => show(request, reply, admitted, { typed, form: sent.form, version: seen.version, since: sinceInWords(seen.history.slice(sent.version), names, setting.words), ...shown });
    const decided = decideForm(key, act, typed, { ...setting, file: asSeen });
    if ('errors' in decided) return again({ errors: decided.errors });
    if ('refusals' in decided) {
      await recordActs(store.db, viewer, about, sent, key, decided, clock());
      return again({ errors: decided.refusals.map((refusal) => refusalInWords(refusal, names)) });
    }
    if (decided.warnings.length > 0 && !regardless) return again({ warnings: decided.warnings });
    const asked = how === 'asks' ? decided.asked : undefined;
    const recorded = await recordActs(store.db, viewer, about, sent, asked === undefined ? key : 'note',
      asked === undefined ? decided.decision : acts.note.decide(asSeen, { on: setting.context.today, note: asked }, setting.context), clock(), (transaction) => sameInvoiceElsewhere(transaction, viewer, seen.caseId, asked === undefined ? decided.decision.events : [], todayBy(clock), clock()));
    switch (recorded.is) {
      case 'moved on': {
        const now = await caseFor(store.db, viewer, kind, seen.ref, todayBy(clock), clock());
        if (now === undefined) {
          reply.callNotFound();
          return reply;
        }
        return show(request, reply, { ...admitted, seen: now, setting: { ...setting, file: now.file } }, { typed, form: sent.form, version: now.version, since: sinceInWords(now.history.slice(sent.version), names, setting.words) });
      }
      case 'refused': return again({ errors: recorded.refusals.map((refusal) => refusalInWords(refusal, names)) });
      case 'recorded': case 'sent before': {
        await forgetDraft(store.db, viewer, draft);
        const stillSeen = await maySeeCase(store.db, viewer, seen.caseId, todayBy(clock), clock());
        const back = setting.proposed?.['from'] === 'panel' ? '/panel' : '';
        return reply.redirect(stillSeen ? `${place.href}${back}?done=${asked === undefined ? key : 'asked'}` : '/work', 303);
      }
      default: return recorded satisfies never;
    }
  }

  /** The case and the act that are asked for; nothing, once answered, where they are not for this viewer. */
  async function admit(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<Admitted | undefined> {
    const { ref, act } = request.params;
    const viewer = viewerOf(request);
    const form = formFor(kind, act);
    if (form === undefined || ref.length > LONGEST_REFERENCE) {
      reply.callNotFound();
      return undefined;
    }
    const today = todayBy(clock);
    const seen = await caseFor(store.db, viewer, kind, ref, today, clock());
    if (seen === undefined || (seen.file.kind === 'unattached' && seen.file.movedTo !== undefined)) {
      await auditUnseen(store.db, viewer, kind, ref, act, clock());
      reply.callNotFound();
      return undefined;
    }
    const how = mayDo(viewer, seen.file, form);
    if (how === undefined) {
      await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId: seen.caseId, detail: { act, why: 'role' } });
      sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: kind === 'representation' ? 'You cannot do this in this case' : 'You cannot do this here', paragraphs: ['Your part in it does not include it. If it has to be done, ask the complaints team.'] }), 403);
      return undefined;
    }
    const { choose } = request.query;
    const chosen = typeof choose === 'string' ? choose : undefined;
    const setting = await settingOf(seen, viewer, chosen, request.query);
    const place = { called, ref: seen.ref, href: `${path}/${encodeURIComponent(seen.ref)}` };
    return { key: act, act: form, place, seen, how, setting, draft: draftOfCase(seen.caseId, `act ${act}${chosen === undefined ? '' : ` ${chosen}`}`) };
  }

  async function settingOf({ authority, file }: SeenCase, viewer: Viewer, chosen: string | undefined, query: Readonly<Record<string, unknown>>): Promise<FormSetting<CaseFile>> {
    const today = todayBy(clock);
    if (file.kind !== 'representation') return formSetting(store.db, authority, viewer, file, today, chosen);
    const [setting, pool, suppliers] = await Promise.all([formSetting(store.db, authority, viewer, file, today, chosen), poolForCase(store.db, viewer, file, today, clock()), suppliersSeen(store.db, viewer, today, clock())]);
    const parties = setting.people.filter(({ key }) => rolesOf(file, key).length > 0).map(({ name }) => name);
    return { ...withPool(setting, pool, proposedBy(query)), suppliers: [...new Set([...parties, ...pool.map(({ name }) => name), ...suppliers])].toSorted((a, b) => a.localeCompare(b, 'en-GB')) };
  }

  function show(request: FastifyRequest, reply: FastifyReply, { key, act, place, seen, setting, how }: Admitted, shown: Partial<Shown> & { readonly typed: TypedFields; readonly form?: string; readonly version?: number }): FastifyReply {
    const { form = randomUUID(), version = seen.version, errors = [], since = [], ...rest } = shown;
    const page = actPage(key, act, place, setting, { ...rest, errors, since, chrome: chrome(request), asks: how === 'asks', hidden: { formToken: request.formToken, version, form } });
    return sendPage(reply, renderPage('features/acts/act.njk', page), errors.length > 0 ? 400 : since.length > 0 && request.method === 'POST' ? 409 : 200);
  }

  async function turnBack(request: FastifyRequest, reply: FastifyReply, seen: SeenCase, why: string): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId: seen.caseId, detail: { route: request.routeOptions.url ?? '', why } });
    return sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: 'This form cannot be used', paragraphs: ['Something in it is not as our page made it. Open the form again. Nothing was recorded.'] }), 400);
  }
}
