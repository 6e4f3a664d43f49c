import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { daysAfter, inWords } from '../../../domain/day.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { htmlOf } from '../../../reporting/exporters/html.ts';
import { capitalised, counted } from '../../../reporting/house-style.ts';
import { type Decision, decided } from '../../../reporting/redaction/decide.ts';
import { accountNames } from '../../../store/accounts.ts';
import type { Database } from '../../../store/database.ts';
import { nextPublication, publish } from '../../../store/publications.ts';
import { publishingSettingsOf } from '../../../store/publishing-settings.ts';
import { asPublished, decideRedactions, type RedactionDecision, takeBackRedaction } from '../../../store/report-redactions.ts';
import { changeReport, findReport, type ReportContent } from '../../../store/reports.ts';
import type { Store } from '../../../store/store.ts';
import { dateItems, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { checksPage } from './checks-page.ts';
import { type Draft, openDraft, prepare, type Prepared, sealOf, whatBlocks } from './draft.ts';
import { readRule, ruleForm, typedRule } from './disclosure-form.ts';
import { type Body, type FieldError, reasonFault, textOf, uuid } from './fields.ts';
import { givenInWords, hiddenIn } from './hidden-numbers.ts';
import { type PublishPage, publishPage, ruleInWords } from './publish-page.ts';
import { decidedInWords, readDecisions, redactionPage, type Refused } from './redaction-page.ts';

type OfReport = { Params: { report: string }; Querystring: { done?: string }; Body: Body };
/** Nothing was published: the report cannot go out, or is not the one that was looked at. */
class NotAsSeen extends Error {
  override name = 'NotAsSeen';
  readonly prepared: Prepared | { readonly nothing: string };
  readonly draft: Draft;
  constructor(draft: Draft, prepared: Prepared | { readonly nothing: string }) {
    super('the report is not as it was seen, or not ready');
    this.draft = draft;
    this.prepared = prepared;
  }
}

const movedOn: FieldError = { text: 'Somebody changed the report while you looked at it. Nothing was recorded: look at this page again, then send it again', href: '#main-content' };

/** What is decided of a report before it goes out: its cut-off, what the checks find, small numbers, names and places; and publishing it. */
export function addDraftPages(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const compose = { allow: 'composeReports' } as const;

  const opened = async (request: FastifyRequest<OfReport>): Promise<{ viewer: Viewer; draft: Draft } | undefined> => {
    const viewer = viewerOf(request);
    const draft = await openDraft(db, viewer, request.params.report, todayBy(clock));
    return draft && { viewer, draft };
  };
  const prepared = async (draft: Draft): Promise<Prepared | { readonly nothing: string }> => prepare(db, draft, await nextPublication(db, draft.authority.authorityId));
  const back = (draft: Draft) => ({ text: 'Back to publishing', href: `/reports/${draft.kept.report}/publish` });
  const send = (request: FastifyRequest, reply: FastifyReply, view: string, page: object, status = 200) => sendPage(reply, renderPage(`features/publishing/${view}.njk`, { ...page, chrome: chrome(request) }), status);
  const sendPublish = (request: FastifyRequest, reply: FastifyReply, page: PublishPage, status = 200) => send(request, reply, 'publish', page, status);

  app.get<OfReport>('/reports/:report/publish', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    return sendPublish(request, reply, publishPage(found.viewer, found.draft, await prepared(found.draft), randomUUID()));
  });

  app.post<OfReport>('/reports/:report/publish', { config: { allow: 'publishReports' } }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { viewer, draft: { kept } } = found;
    const sent = textOf(request.body, 'form');
    const form = uuid.test(sent) ? sent : randomUUID();
    try {
      const publication = await publish(db, viewer, form, kept.report, (number, records) => contentOf(records, viewer, request.params.report, number, textOf(request.body, 'seal')), clock());
      return await reply.redirect(`/publications/${publication}?done=published`, 303);
    } catch (error) {
      if (!(error instanceof NotAsSeen)) throw error;
      const { draft, prepared: now } = error;
      const blocks = 'nothing' in now ? [{ text: now.nothing, href: '#main-content' }] : whatBlocks(now).map(({ text }) => ({ text, href: '#before' }));
      const errors = blocks.length > 0 ? blocks : [{ text: 'The report is not the one that you looked at: something changed since. Look at it again, then publish it', href: '#before' }];
      return await sendPublish(request, reply, publishPage(viewer, draft, now, randomUUID(), errors), 409);
    }
  });

  /** What is frozen, made within the transaction that publishes it, and only if it is what its publisher looked at. */
  async function contentOf(records: Database, viewer: Viewer, address: string, number: number, seal: string) {
    const draft = await openDraft(records, viewer, address, todayBy(clock));
    if (draft === undefined) throw new Error('the report is gone, although it is locked');
    const ready = await prepare(records, draft, number);
    if ('nothing' in ready || whatBlocks(ready).length > 0 || sealOf(ready) !== seal) throw new NotAsSeen(draft, ready);
    const { editions: { whole, printed }, disclosure } = ready;
    const stillOpen = new Set(ready.findings.map(({ id }) => id));
    const stillThere = new Set(ready.texts.flatMap(({ finds }) => finds.map(({ id }) => id)));
    return {
      title: printed.title, layout: draft.layout, from: draft.kept.from, to: draft.kept.to, asAt: draft.asAt, whole, printed, beside: ready.beside, ...(disclosure === undefined ? {} : { disclosure }),
      overruled: draft.kept.overruled.filter(({ finding }) => stillOpen.has(finding)).map((one) => ({ ...one, says: saysOf(ready, one.finding) })),
      redactions: asPublished(ready.redactions.filter(({ decision, find }) => decision === 'replaced' || stillThere.has(find))),
    };
  }

  app.get<OfReport>('/reports/:report/publish/preview', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const now = await prepared(found.draft);
    if ('nothing' in now) return sendPublish(request, reply, publishPage(found.viewer, found.draft, now, randomUUID()));
    return sendPage(reply, htmlOf(now.editions.printed, {
      title: 'What goes out', says: [`To the letter as publication P${now.publication} would print it${found.draft.hasCutOff ? '' : ', but for the cut-off day, which is still to be chosen'}.`], links: [back(found.draft)],
      casesBehind: (reference) => `/reports/${found.draft.kept.report}/tables/${reference.split('-').at(-1) ?? ''}`,
    }));
  });

  const sendCutOff = (request: FastifyRequest<OfReport>, reply: FastifyReply, draft: Draft, typed = fieldsOf(draft.hasCutOff ? draft.asAt : daysAfter(draft.today, -1)), error?: string) => send(request, reply, 'cut-off', {
    title: 'Cut-off day', backTo: back(draft), report: draft.kept.report, errors: error === undefined ? [] : [{ text: error, href: '#cutOff-day' }], error, day: dateItems('cutOff', typed, error !== undefined), yesterday: inWords(daysAfter(draft.today, -1)), periodEnds: inWords(draft.period.to),
  }, error === undefined ? 200 : 400);

  app.get<OfReport>('/reports/:report/publish/cut-off', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    return found === undefined ? reply.callNotFound() : sendCutOff(request, reply, found.draft);
  });

  app.post<OfReport>('/reports/:report/publish/cut-off', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { draft, viewer } = found;
    const typed = readFields(request.body, 'cutOff');
    const read = dayFrom(typed, 'Cut-off day');
    if ('error' in read) return sendCutOff(request, reply, draft, typed, read.error);
    if (read.day === undefined) return sendCutOff(request, reply, draft, typed, 'Enter the cut-off day');
    if (read.day >= draft.today) return sendCutOff(request, reply, draft, typed, `Cut-off day must be a day that is over: ${inWords(daysAfter(draft.today, -1))} or before`);
    if (read.day < draft.period.from) return sendCutOff(request, reply, draft, typed, `Cut-off day must be the same as or after ${inWords(draft.period.from)}, when the period begins`);
    const day = read.day;
    const changed = await change(viewer, draft, 'cut-off chosen', `Cut-off ${inWords(day)}`, (content) => ({ ...content, asAt: day }));
    return changed ? reply.redirect(`/reports/${draft.kept.report}/publish`, 303) : sendCutOff(request, reply, draft, typed, movedOn.text);
  });

  /** Changes the report as it is now. False where somebody was quicker at that very moment. */
  async function change(viewer: Viewer, { kept }: Draft, act: string, what: string, to: (content: ReportContent) => ReportContent): Promise<boolean> {
    const now = (await findReport(db, viewer.authorityId, kept.report)) ?? kept;
    return changeReport(db, viewer, now, to(now), act, clock(), { what });
  }

  const sendRule = async (request: FastifyRequest<OfReport>, reply: FastifyReply, draft: Draft, form = ruleForm(typedRule(draft.disclosure), [])) => {
    const now = await prepared(draft);
    const printed = 'nothing' in now ? undefined : now.editions.printed;
    const places = printed === undefined ? [] : hiddenIn(printed);
    const usual = await publishingSettingsOf(db, draft.authority.authorityId);
    return send(request, reply, 'small-numbers', {
      title: 'Small numbers', backTo: back(draft), report: draft.kept.report, errors: form.errors, form, usual: ruleInWords(usual.disclosure), decided: draft.kept.disclosureDecided === true,
      nothing: 'nothing' in now ? now.nothing : undefined, inside: draft.disclosure === undefined, hidden: printed?.disclosure?.hidden ?? 0,
      howMany: capitalised(counted(printed?.disclosure?.hidden ?? 0, { one: 'number of people, cases or points is', many: 'numbers of people, cases and points are' })),
      places: places.map(({ place, hidden, of }) => ({ place, hidden, of })), given: 'nothing' in now ? [] : [...new Set(now.editions.given)].map((id) => givenInWords(id, draft.authority.words)),
      beside: 'nothing' in now ? [] : now.beside.map((publication) => ({ text: `P${publication}`, href: `/publications/${publication}` })),
    }, form.errors.length === 0 ? 200 : 400);
  };

  app.get<OfReport>('/reports/:report/publish/small-numbers', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    return found === undefined ? reply.callNotFound() : sendRule(request, reply, found.draft);
  });

  app.post<OfReport>('/reports/:report/publish/small-numbers', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { draft, viewer } = found;
    const read = readRule(request.body);
    if ('form' in read) return sendRule(request, reply, draft, read.form);
    const changed = await change(viewer, draft, 'small numbers decided', ruleInWords(read.disclosure), (before) => {
      const { disclosure: _, ...content } = before;
      return { ...content, disclosureDecided: true, ...(read.disclosure === undefined ? {} : { disclosure: read.disclosure }) };
    });
    return changed ? reply.redirect(`/reports/${draft.kept.report}/publish/small-numbers#hidden`, 303) : sendRule(request, reply, draft, { ...ruleForm(typedRule(read.disclosure), []), errors: [movedOn] });
  });

  const sendChecks = async (request: FastifyRequest<OfReport>, reply: FastifyReply, draft: Draft, now: Prepared | { readonly nothing: string }, typed?: { readonly id: string; readonly reason: string; readonly error: string }, errors: readonly FieldError[] = []) => {
    if ('nothing' in now) return reply.redirect(`/reports/${draft.kept.report}/publish`, 303);
    const names = await accountNames(db, draft.authority.authorityId);
    const all = [...errors, ...(typed === undefined ? [] : [{ text: typed.error, href: `#reason-${typed.id}` }])];
    return send(request, reply, 'checks', {
      title: 'Checks', backTo: back(draft), report: draft.kept.report, errors: all, done: request.query.done === undefined ? undefined : 'Saved.', ...checksPage(now, names, typed),
      compared: now.comparedWith === undefined ? undefined : { text: `P${now.comparedWith.publication}, ${now.comparedWith.title}`, href: `/publications/${now.comparedWith.publication}` },
    }, all.length === 0 ? 200 : 400);
  };

  app.get<OfReport>('/reports/:report/publish/checks', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    return found === undefined ? reply.callNotFound() : sendChecks(request, reply, found.draft, await prepared(found.draft));
  });

  app.post<OfReport>('/reports/:report/publish/checks', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { draft, viewer } = found;
    const [finding, takeBack, reason] = [textOf(request.body, 'finding'), textOf(request.body, 'takeBack'), textOf(request.body, 'reason')];
    const now = await prepared(draft);
    if ('nothing' in now) return sendChecks(request, reply, draft, now);
    if (takeBack !== '') {
      if (now.overruled.has(takeBack)) await change(viewer, draft, 'finding no longer overruled', 'Took back an overruling', (content) => ({ ...content, overruled: content.overruled.filter((one) => one.finding !== takeBack) }));
      return reply.redirect(`/reports/${draft.kept.report}/publish/checks?done=yes`, 303);
    }
    if (!now.findings.some(({ id }) => id === finding)) return sendChecks(request, reply, draft, now, undefined, [{ text: 'That finding is not there any more. Nothing was overruled', href: '#main-content' }]);
    const fault = reasonFault(reason, 'why it may stand as it is');
    if (fault !== undefined) return sendChecks(request, reply, draft, now, { id: finding, reason, error: fault });
    const at = clock();
    const changed = await change(viewer, draft, 'finding overruled', 'Overruled a finding', (content) => ({ ...content, overruled: [...content.overruled.filter((one) => one.finding !== finding), { finding, reason, by: viewer.accountId, at: at.toISOString() }] }));
    return changed ? reply.redirect(`/reports/${draft.kept.report}/publish/checks?done=yes`, 303) : sendChecks(request, reply, draft, now, { id: finding, reason, error: movedOn.text });
  });

  const sendRedaction = async (request: FastifyRequest<OfReport>, reply: FastifyReply, draft: Draft, now: Prepared | { readonly nothing: string }, refused?: Refused, other: readonly FieldError[] = []) => {
    if ('nothing' in now) return reply.redirect(`/reports/${draft.kept.report}/publish`, 303);
    const names = await accountNames(db, draft.authority.authorityId);
    const errors = [...other, ...[...refused?.errors ?? []].flatMap(([id, { chosen, replacement, reason }]) => [...(chosen === undefined ? [] : [{ text: chosen, href: `#decision-${id}` }]), ...(replacement === undefined ? [] : [{ text: replacement, href: `#replacement-${id}` }]), ...(reason === undefined ? [] : [{ text: reason, href: `#reason-${id}` }])])];
    const bulk = other.find(({ href }) => href === '#reasonForAll');
    return send(request, reply, 'redaction', {
      title: 'Names, places and ages', backTo: back(draft), report: draft.kept.report, errors, done: request.query.done === undefined ? undefined : 'Saved.', ...redactionPage(now, names, refused), bulkError: bulk?.text, reasonForAll: textOf(request.body, 'reasonForAll'),
    }, errors.length === 0 ? 200 : 400);
  };

  app.get<OfReport>('/reports/:report/publish/redaction', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    return found === undefined ? reply.callNotFound() : sendRedaction(request, reply, found.draft, await prepared(found.draft));
  });

  app.post<OfReport>('/reports/:report/publish/redaction', { config: compose }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { draft, viewer } = found;
    const now = await prepared(draft);
    if ('nothing' in now) return sendRedaction(request, reply, draft, now);
    const saved = `/reports/${draft.kept.report}/publish/redaction?done=yes`;
    const takeBack = textOf(request.body, 'takeBack');
    if (takeBack !== '') {
      if (now.left.has(takeBack)) await takeBackRedaction(db, viewer, draft.kept, takeBack, draft.kept, clock());
      return reply.redirect(saved, 303);
    }
    if (textOf(request.body, 'leavePossible') === 'yes') {
      const reason = textOf(request.body, 'reasonForAll');
      const fault = reasonFault(reason, 'why they are left as they are');
      if (fault !== undefined) return sendRedaction(request, reply, draft, now, undefined, [{ text: fault, href: '#reasonForAll' }]);
      const decisions = now.texts.flatMap((text) => text.finds.filter(({ id, weight }) => weight === 'possible' && !now.left.has(id)).map((find): RedactionDecision => ({ find: find.id, kind: find.kind, place: text.place, decision: 'left', reason })));
      if (decisions.length > 0 && !(await decideRedactions(db, viewer, draft.kept, decisions, draft.kept, clock()))) return sendRedaction(request, reply, draft, now, undefined, [movedOn]);
      return reply.redirect(saved, 303);
    }
    const text = now.texts.find(({ key }) => key === textOf(request.body, 'text'));
    if (text === undefined) return sendRedaction(request, reply, draft, now, undefined, [{ text: 'Those words are not in the report any more. Nothing was recorded', href: '#main-content' }]);
    const read = readDecisions(text, now.left, request.body);
    if ('errors' in read) return sendRedaction(request, reply, draft, now, { key: text.key, body: request.body, errors: read.errors });
    const kept = await keepDecisions(viewer, draft, now, text, read.decisions);
    return kept ? reply.redirect(saved, 303) : sendRedaction(request, reply, draft, now, { key: text.key, body: request.body, errors: new Map() }, [movedOn]);
  });

  /** Replaces what is to be replaced, in the report's copy of the words; what was left before keeps its reason, under the fingerprint that it has then. */
  async function keepDecisions(viewer: Viewer, draft: Draft, now: Prepared, text: Prepared['texts'][number], made: readonly Decision[]): Promise<boolean> {
    const before = text.finds.flatMap((find): Decision[] => {
      const left = now.left.get(find.id);
      return left?.decision === 'left' ? [{ id: find.id, leave: left.reason }] : [];
    });
    const { words, replaced, left } = decided(text, [...before, ...made], now.scan);
    const decisions: RedactionDecision[] = [
      ...replaced.map(({ id, kind, replacement }): RedactionDecision => ({ find: id, kind, place: text.place, decision: 'replaced', replacement })),
      ...left.map(({ id, kind, reason }): RedactionDecision => ({ find: id, kind, place: text.place, decision: 'left', reason })),
    ];
    const layout = replaced.length === 0 || text.reworded === undefined ? draft.layout : text.reworded(words);
    return decideRedactions(db, viewer, draft.kept, decisions, { ...draft.kept, layout }, clock(), `Names and places: ${decidedInWords(replaced.length, left.length)}`);
  }
}

function saysOf(prepared: Prepared, finding: string): string {
  const found = prepared.findings.find(({ id }) => id === finding);
  return found === undefined ? '' : `${found.where.title}: ${found.wrong} ${found.says}`;
}
