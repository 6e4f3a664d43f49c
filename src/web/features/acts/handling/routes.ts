import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { note } from '../../../../domain/acts/note.ts';
import { stage1Ended } from '../../../../domain/acts/checks.ts';
import type { RepresentationFile } from '../../../../domain/case-file.ts';
import { fileOf } from '../../../../domain/evolve.ts';
import type { Viewer } from '../../../../domain/viewer.ts';
import { accountNames } from '../../../../store/accounts.ts';
import { audit } from '../../../../store/audit.ts';
import { awaitingConfirmation, draftOfCase, forgetConfirmation, keepForConfirmation } from '../../../../store/awaiting-confirmation.ts';
import { caseFor, recordActs, type SeenCase } from '../../../../store/case-for-viewer.ts';
import { type Draft, draftsOf, forgetDraft, saveDraft, type TypedFields } from '../../../../store/drafts.ts';
import { auditUnseen } from '../../../../store/hidden-case.ts';
import type { Store } from '../../../../store/store.ts';
import { personInWords } from '../../../event-in-words.ts';
import { chrome } from '../../../guard.ts';
import { instantInWords } from '../../../instant-in-words.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../../request-context.ts';
import { renderPage } from '../../../views.ts';
import { sinceInWords } from '../act-page.ts';
import { formSetting } from '../form-setting.ts';
import { readFields, typedFrom } from '../read-form.ts';
import { refusalInWords } from '../refusal-in-words.ts';
import { startOf } from '../start-of-form.ts';
import { answersFrom, factsToRecord, type HandlingAnswers } from './answers.ts';
import { choices, confirmed, type Decided, decidedFrom, exclusionsFrom } from './decisions.ts';
import { type Admitted, askPage, confirmationFields, confirmPage, momentOf, decidePage, decisionFields, placeOf, questionsOn, sinceOf, warningsOn } from './pages.ts';

type Asked = { Params: { ref: string } };
type Sent = { readonly form: string; readonly version: number };
type Brought = { readonly typed: TypedFields; readonly sent: Sent; readonly intent: string | undefined; readonly regardless: boolean; readonly decided: string | undefined };

const sentShape = z.object({ form: z.uuid(), version: z.coerce.number().int().min(0).max(100_000) });
const ownFields = new Set(['formToken', 'version', 'form', 'intent', 'regardless', 'decided']);
const ANSWERS = 'handling';

/** How a complaint is handled: questions, what the law makes of the answers, the decision, and a second person's confirmation where it is excluded. */
export function addHandling(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;

  app.get<Asked>('/cases/:ref/handling', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const admitted = await admit(request, reply);
    if (admitted === undefined) return reply;
    await viewed(request, admitted.seen, 'handling');
    const kept = await keptAnswers(request, admitted.seen);
    return askPage(request, reply, admitted, kept?.fields ?? startOf(questionsOn(admitted.setting.file)), {}, kept);
  });

  app.post<Asked>('/cases/:ref/handling', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const form = await formOf(request, reply);
    if (form === undefined) return reply;
    const { admitted, viewer, typed, sent, intent } = form;
    const { seen, setting, names } = admitted;
    if (intent === 'draft') {
      await saveDraft(db, viewer, draftOfCase(seen.caseId, ANSWERS), typed, clock());
      return request.headers['x-candour-draft'] === undefined ? reply.redirect(request.url, 303) : reply.code(204).send();
    }
    if (intent === 'forget') {
      await forgetDraft(db, viewer, draftOfCase(seen.caseId, ANSWERS));
      return reply.redirect(request.url, 303);
    }
    const read = readFields(questionsOn(setting.file), typed);
    const answers = 'errors' in read ? undefined : answersFrom(setting.file, read.values);
    if (answers === undefined) return askPage(request, reply, admitted, typed, { errors: 'errors' in read ? read.errors : [{ text: 'Answer every question' }] });
    await saveDraft(db, viewer, draftOfCase(seen.caseId, ANSWERS), typed, clock());
    if (sent.version !== seen.version) return askPage(request, reply, admitted, typed, { since: sinceOf(admitted, sent.version) });
    const facts = factsToRecord(setting.file, answers, setting.context);
    if ('refusals' in facts) return askPage(request, reply, admitted, typed, { errors: facts.refusals.map((refusal) => refusalInWords(refusal, names)) });
    if (facts.events.length > 0) {
      const recorded = await recordActs(db, viewer, aboutOf(seen), sent, 'correctFact', facts, clock());
      if (recorded.is === 'moved on') return askPage(request, reply, admitted, typed, { since: sinceInWords(recorded.since, names, setting.words) });
    }
    return reply.redirect(`${placeOf(seen.ref)}/proposal`, 303);
  });

  app.get<Asked>('/cases/:ref/handling/proposal', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const admitted = await admit(request, reply);
    if (admitted === undefined) return reply;
    const answers = await answersOf(request, admitted);
    if (answers === undefined) return reply.redirect(placeOf(admitted.seen.ref));
    await viewed(request, admitted.seen, 'handling proposal');
    const { fields } = decisionFields(admitted, answers);
    return decidePage(request, reply, admitted, answers, startOf(fields), {});
  });

  app.post<Asked>('/cases/:ref/handling/proposal', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const form = await formOf(request, reply);
    if (form === undefined) return reply;
    const { admitted, viewer, typed, sent, regardless } = form;
    const { seen, setting, names } = admitted;
    const answers = await answersOf(request, admitted);
    if (answers === undefined) return reply.redirect(placeOf(seen.ref), 303);
    const read = readFields(decisionFields(admitted, answers).fields, typed);
    if ('errors' in read) return decidePage(request, reply, admitted, answers, typed, { errors: read.errors });
    const asSeen = seen.version === sent.version ? setting.file : fileAt(seen, sent.version) ?? setting.file;
    const decided = decidedFrom(asSeen, read.values, viewer.key, setting.context);
    if (decided.refusals.length > 0) {
      await recordActs(db, viewer, aboutOf(seen), sent, 'decideHandling', { refusals: decided.refusals }, clock());
      return decidePage(request, reply, admitted, answers, typed, { errors: decided.refusals.map((refusal) => refusalInWords(refusal, names)), since: sinceOf(admitted, sent.version) });
    }
    const warnings = warningsOn(setting, answers, decided);
    if (warnings.length > 0 && !regardless) return decidePage(request, reply, admitted, answers, typed, { warnings, since: sinceOf(admitted, sent.version) });
    if (decided.events.length > 0) {
      const recorded = await recordActs(db, viewer, aboutOf(seen), sent, 'decideHandling', { events: decided.events }, clock());
      if (recorded.is === 'moved on') return decidePage(request, reply, admitted, answers, typed, { since: sinceInWords(recorded.since, names, setting.words) });
      if (recorded.is === 'sent before') return reply.redirect(doneAt(seen.ref, decided), 303);
    }
    if (decided.events.length === 0 && sent.version !== seen.version) return decidePage(request, reply, admitted, answers, typed, { since: sinceOf(admitted, sent.version) });
    if (decided.exclusions.length > 0) {
      const version = seen.version + decided.events.length;
      await db.transaction().execute(async (transaction) => {
        await keepForConfirmation(transaction, viewer, seen.caseId, { exclusions: JSON.stringify(decided.exclusions), version: String(version) }, clock());
        await audit(transaction, viewer.authorityId, clock(), { what: 'recorded', accountId: viewer.accountId, caseId: seen.caseId, detail: { act: 'decideHandling', waits: 'for a second person' } });
      });
    }
    await forgetDraft(db, viewer, draftOfCase(seen.caseId, ANSWERS));
    return reply.redirect(doneAt(seen.ref, decided), 303);
  });

  app.get<Asked>('/cases/:ref/handling/confirmation', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const admitted = await admit(request, reply);
    if (admitted === undefined) return reply;
    if (admitted.waiting === undefined) return reply.redirect(placeOf(admitted.seen.ref));
    await viewed(request, admitted.seen, 'handling confirmation');
    return confirmPage(request, reply, admitted, admitted.waiting, {}, []);
  });

  app.post<Asked>('/cases/:ref/handling/confirmation', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const form = await formOf(request, reply);
    if (form === undefined) return reply;
    const { admitted, viewer, typed, sent, decided } = form;
    const { seen, setting, names, waiting } = admitted;
    const done = `/cases/${encodeURIComponent(seen.ref)}?done=decideHandling`;
    if (waiting === undefined) return reply.redirect(done, 303);
    // Nobody confirms what they have not read: the decision may have been taken anew since the page was opened.
    if (decided !== momentOf(waiting)) return confirmPage(request, reply, admitted, waiting, typed, [{ text: 'The decision was changed since you opened this page. Read what it says now, then answer again' }]);
    const read = readFields(confirmationFields, typed);
    if ('errors' in read) return confirmPage(request, reply, admitted, waiting, typed, read.errors);
    const reason = z.string().optional().parse(read.values['reason']);
    const yes = read.values['confirmed'] === true;
    if (!yes && reason === undefined) return confirmPage(request, reply, admitted, waiting, typed, [{ field: 'reason', text: 'Enter why you do not confirm it' }]);
    if (waiting.decidedBy === viewer.key && yes) return confirmPage(request, reply, admitted, waiting, typed, [{ field: 'confirmed', text: 'Somebody other than the person who decided must confirm that the statutory procedure does not apply' }]);
    const decision = yes ? confirmed(setting.file, exclusionsFrom(waiting.fields['exclusions']), waiting.decidedBy, viewer.key, setting.context)
      : note(setting.file, { on: setting.context.today, note: `Not confirmed that the statutory procedure does not apply: ${reason ?? ''}` }, setting.context);
    const recorded = await recordActs(db, viewer, aboutOf(seen), sent, yes ? 'decideHandling' : 'note', decision, clock());
    if (recorded.is === 'refused') return confirmPage(request, reply, admitted, waiting, typed, recorded.refusals.map((refusal) => ({ text: refusalInWords(refusal, names).text })));
    if (recorded.is === 'moved on') return confirmPage(request, reply, admitted, waiting, typed, []);
    await forgetConfirmation(db, viewer.authorityId, seen.caseId, waiting.decidedAt);
    return reply.redirect(yes ? done : `/cases/${encodeURIComponent(seen.ref)}?done=note`, 303);
  });

  app.get('/confirmations', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const names = await accountNames(db, viewer.authorityId);
    const waiting = await awaitingConfirmation(db, viewer, todayBy(clock), clock());
    await audit(db, viewer.authorityId, clock(), { what: 'listed', accountId: viewer.accountId, detail: { list: 'handling awaiting confirmation', cases: waiting.length } });
    return sendPage(reply, renderPage('features/acts/handling/confirmations.njk', {
      title: 'Decisions that wait for a second person', chrome: chrome(request),
      rows: waiting.map((one) => ({ ref: one.ref, href: `${placeOf(one.ref)}/confirmation`, decidedBy: personInWords(one.decidedBy, names), decidedAt: instantInWords(one.decidedAt), own: one.decidedBy === viewer.key, what: exclusionsFrom(one.fields['exclusions']).map(({ handledAs }) => choices[handledAs]) })),
    }));
  });

  /** The case, where the viewer may see it and its handling is still to be decided; nothing, once answered, otherwise. */
  async function admit(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<Admitted | undefined> {
    const { ref } = request.params;
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const seen = ref.length > 100 ? undefined : await caseFor(db, viewer, 'representation', ref, today, clock());
    if (seen?.file.kind !== 'representation') {
      if (ref.length <= 100) await auditUnseen(db, viewer, 'representation', ref, 'decideHandling', clock());
      reply.callNotFound();
      return undefined;
    }
    if (seen.file.closedOn !== undefined || (stage1Ended(seen.file) && seen.file.handledAs !== undefined)) {
      sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: 'How it is handled cannot be decided again', paragraphs: [seen.file.closedOn === undefined ? 'Stage 1 has been answered, so the complainant is entitled to the stages that follow.' : 'This case is closed. Reopen it first.'] }), 409);
      return undefined;
    }
    const [setting, names, [waiting]] = await Promise.all([formSetting(db, seen.authority, viewer, seen.file, today), accountNames(db, viewer.authorityId), awaitingConfirmation(db, viewer, today, clock(), seen.caseId)]);
    return { seen, setting, names, waiting };
  }

  /** What was sent, where the case lets itself be decided and the form is one of ours; nothing, once answered, otherwise. */
  async function formOf(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<({ readonly admitted: Admitted; readonly viewer: Viewer } & Brought) | undefined> {
    const admitted = await admit(request, reply);
    if (admitted === undefined) return undefined;
    const brought = broughtBy(request, admitted.seen);
    if (brought !== undefined) return { admitted, viewer: viewerOf(request), ...brought };
    await turnBack(request, reply, admitted.seen);
    return undefined;
  }

  async function viewed(request: FastifyRequest, seen: SeenCase, page: string): Promise<void> {
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId, detail: { page } });
  }

  async function keptAnswers(request: FastifyRequest, seen: SeenCase): Promise<Draft | undefined> {
    const form = draftOfCase(seen.caseId, ANSWERS);
    return (await draftsOf(db, viewerOf(request), form)).find((one) => one.form === form);
  }

  async function answersOf(request: FastifyRequest, { seen, setting }: Admitted): Promise<HandlingAnswers | undefined> {
    const kept = await keptAnswers(request, seen);
    const read = kept === undefined ? undefined : readFields(questionsOn(setting.file), kept.fields);
    return read === undefined || 'errors' in read ? undefined : answersFrom(setting.file, read.values);
  }

  async function turnBack(request: FastifyRequest, reply: FastifyReply, seen: SeenCase): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId: seen.caseId, detail: { route: request.routeOptions.url ?? '', why: 'form not of ours' } });
    return sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: 'This form cannot be used', paragraphs: ['Something in it is not as our page made it. Open the form again from the case. Nothing was recorded.'] }), 400);
  }
}

function aboutOf(seen: SeenCase): { kind: 'representation'; ref: string } {
  return { kind: 'representation', ref: seen.ref };
}

function doneAt(ref: string, { exclusions }: Decided): string {
  return `/cases/${encodeURIComponent(ref)}?done=${exclusions.length > 0 ? 'awaitingConfirmation' : 'decideHandling'}`;
}

function fileAt(seen: SeenCase, version: number): RepresentationFile | undefined {
  const file = fileOf(seen.history.slice(0, version).map((one) => one.event));
  return file?.kind === 'representation' ? file : undefined;
}

/** What a form brought; nothing where it is none of ours. */
function broughtBy(request: FastifyRequest, seen: SeenCase): Brought | undefined {
  const brought = typedFrom(request.body);
  const sent = sentShape.safeParse(brought);
  if (brought === undefined || !sent.success || sent.data.version > seen.version) return undefined;
  return { typed: Object.fromEntries(Object.entries(brought).filter(([name]) => !ownFields.has(name))), sent: sent.data, intent: brought['intent'], regardless: brought['regardless'] === 'yes', decided: brought['decided'] };
}
