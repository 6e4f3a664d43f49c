import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inWords, parseDay } from '../../../domain/day.ts';
import { draftDays, type ErasureGround, erasureGroundNames, erasureGrounds, proposedRetention, type RecordClass, recordClasses, whyNotErase } from '../../../domain/retention.ts';
import { may } from '../../../domain/viewer.ts';
import { counted } from '../../../reporting/house-style.ts';
import { audit } from '../../../store/audit.ts';
import { caseFor, type SeenCase } from '../../../store/case-for-viewer.ts';
import { draftRule, saveDraftRule } from '../../../store/draft-retention.ts';
import { poolKeptTooLong } from '../../../store/pool.ts';
import { askedErasures, askForErasure, keptTooLong, liftHold, placeHold, retentionOf, type RetentionKey, retentionSchedule, saveRetentionRule } from '../../../store/retention.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, textOf } from './fields.ts';
import { erasureHref, groundName, isKind, kindNames, onDay, retentionHref } from './retention-words.ts';

const HERE = '/administration/retention';
const CASES_A_PAGE = 50;
const LONGEST_REASON = 1000;
const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved.', held: 'The case is on hold.', lifted: 'The hold has been lifted.', asked: 'Your request waits for a second person. Nothing has been erased.',
};

function sourceErrors(source: string): readonly FieldError[] {
  if (source !== '' && source.length <= LONGEST_REASON) return [];
  return [{ text: source === '' ? 'Enter where this is decided, such as your council’s retention policy and its date' : `The source must have ${LONGEST_REASON} characters or fewer`, href: '#source' }];
}

type OfCase = { Params: { kind: string; ref: string }; Querystring: { done?: string }; Body: Body };
type OfClass = { Params: { recordClass: string }; Body: Body };

/** How long records are kept, which have been kept longer, and holding or erasing one case. */
export function addRetention(app: FastifyInstance, store: Store, clock: Clock): void {
  app.get<{ Querystring: { done?: string; after?: string; ref?: string } }>(HERE, { config: { allow: 'keepRecords' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const countedFrom = parseDay(request.query.after ?? '');
    const after: RetentionKey | undefined = countedFrom === undefined ? undefined : { countedFrom, ref: request.query.ref ?? '' };
    const { cases, inAll } = await keptTooLong(store.db, viewer, today, at, after, CASES_A_PAGE);
    const last = cases.length === CASES_A_PAGE ? cases.at(-1) : undefined;
    const asked = await askedErasures(store.db, viewer, today, at);
    const [schedule, drafts] = await Promise.all([retentionSchedule(store.db, viewer.authorityId), draftRule(store.db, viewer.authorityId)]);
    const poolKept = await poolKeptTooLong(store.db, viewer.authorityId, schedule.find(({ recordClass }) => recordClass === 'pool')?.years ?? proposedRetention.pool.years, today);
    await audit(store.db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'retention' } });
    return sendPage(reply, renderPage('features/administration/retention.njk', {
      title: 'Retention and erasure', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, done: DONE[request.query.done ?? ''], mayChange: may(viewer, 'administer'), seesCases: may(viewer, 'seeCases'),
      schedule: schedule.map((rule) => ({
        name: proposedRetention[rule.recordClass].name, years: `${counted(rule.years, { one: 'year', many: 'years' })} from ${proposedRetention[rule.recordClass].countedFrom}`, source: rule.source, own: rule.own, href: `${HERE}/schedule/${rule.recordClass}`,
      })),
      drafts: { kept: `${counted(drafts.days, { one: 'day', many: 'days' })} from when they were last saved`, source: drafts.source, own: drafts.own, href: `${HERE}/drafts` }, poolKept: poolKept.length,
      pool: may(viewer, 'decideCases') ? poolKept.slice(0, CASES_A_PAGE).map((one) => ({ name: one.name, left: inWords(one.leftOn), until: inWords(one.keptUntil), href: `/pool/${one.member}#remove` })) : [],
      asked: asked.map((one) => ({ ref: one.ref, kind: kindNames[one.kind], ground: groundName(one.ground), by: one.askedBy, on: onDay(one.askedAt), own: one.askedById === viewer.accountId, href: erasureHref(one.kind, one.ref) })),
      inAll, firstPage: after === undefined, nextHref: last === undefined ? undefined : `${HERE}?after=${last.countedFrom}&ref=${encodeURIComponent(last.ref)}`,
      cases: cases.map((one) => ({ ref: one.ref, href: retentionHref(one.kind, one.ref), kind: kindNames[one.kind], recordClass: proposedRetention[one.recordClass].name, until: inWords(one.keptUntil), state: one.onHold ? 'On hold' : one.asked ? 'Erasure asked for' : '' })),
    }));
  });

  const classOf = (text: string): RecordClass | undefined => recordClasses.find((one) => one === text);
  const sendRule = (request: FastifyRequest, reply: FastifyReply, recordClass: RecordClass, typed: { readonly years: string; readonly source: string }, errors: readonly FieldError[]) =>
    sendPage(reply, renderPage('features/administration/retention-rule.njk', {
      title: proposedRetention[recordClass].name, chrome: chrome(request), backTo: { text: 'Retention and erasure', href: HERE }, errors, beside: besideFields(errors), action: `${HERE}/schedule/${recordClass}`, ...typed,
      label: `Years to keep them, from ${proposedRetention[recordClass].countedFrom}`, proposed: `${proposedRetention[recordClass].years} years. ${proposedRetention[recordClass].source}`,
    }), errors.length === 0 ? 200 : 400);

  app.get<OfClass>('/administration/retention/schedule/:recordClass', { config: { allow: 'administer' } }, async (request, reply) => {
    const recordClass = classOf(request.params.recordClass);
    const rule = (await retentionSchedule(store.db, viewerOf(request).authorityId)).find((one) => one.recordClass === recordClass);
    return rule === undefined ? reply.callNotFound() : sendRule(request, reply, rule.recordClass, { years: String(rule.years), source: rule.source }, []);
  });

  app.post<OfClass>('/administration/retention/schedule/:recordClass', { config: { allow: 'administer' } }, async (request, reply) => {
    const recordClass = classOf(request.params.recordClass);
    if (recordClass === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const typed = { years: textOf(request.body, 'years'), source: textOf(request.body, 'source') };
    const years = Number(typed.years);
    const errors: FieldError[] = [];
    if (!/^\d{1,3}$/.test(typed.years) || years < 1 || years > 150) errors.push({ text: 'The years must be a whole number from 1 to 150', href: '#years' });
    errors.push(...sourceErrors(typed.source));
    if (errors.length > 0) return sendRule(request, reply, recordClass, typed, errors);
    await saveRetentionRule(store.db, viewer.authorityId, { recordClass, years, source: typed.source }, { by: viewer.accountId, at: clock() });
    return reply.redirect(`${HERE}?done=saved`);
  });

  const sendDrafts = (request: FastifyRequest, reply: FastifyReply, typed: { readonly years: string; readonly source: string }, errors: readonly FieldError[]) =>
    sendPage(reply, renderPage('features/administration/retention-rule.njk', {
      title: 'Drafts that were never sent', chrome: chrome(request), backTo: { text: 'Retention and erasure', href: HERE }, errors, beside: besideFields(errors), action: `${HERE}/drafts`, ...typed,
      label: 'Days to keep a draft after it was last saved', note: 'Each draft says until when it is kept. It is removed the day after, whoever’s it is. What was recorded stays, and so does a decision that waits for a second person.',
      proposed: `${draftDays.proposed} days. ${draftDays.source}`,
    }), errors.length === 0 ? 200 : 400);

  app.get('/administration/retention/drafts', { config: { allow: 'administer' } }, async (request, reply) => {
    const rule = await draftRule(store.db, viewerOf(request).authorityId);
    return sendDrafts(request, reply, { years: String(rule.days), source: rule.source }, []);
  });

  app.post<{ Body: Body }>('/administration/retention/drafts', { config: { allow: 'administer' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const typed = { years: textOf(request.body, 'years'), source: textOf(request.body, 'source') };
    const days = Number(typed.years);
    const errors: FieldError[] = [
      ...(/^\d{1,3}$/.test(typed.years) && days >= draftDays.least && days <= draftDays.most ? [] : [{ text: `The days must be a whole number from ${draftDays.least} to ${draftDays.most}`, href: '#years' }]), ...sourceErrors(typed.source),
    ];
    if (errors.length > 0) return sendDrafts(request, reply, typed, errors);
    await saveDraftRule(store.db, viewer.authorityId, { days, source: typed.source }, { by: viewer.accountId, at: clock() });
    return reply.redirect(`${HERE}?done=saved`);
  });

  const seen = async (request: FastifyRequest<OfCase>): Promise<SeenCase | undefined> => {
    const { kind, ref } = request.params;
    return isKind(kind) ? caseFor(store.db, viewerOf(request), kind, ref, todayBy(clock), clock()) : undefined;
  };

  const sendCase = async (request: FastifyRequest<OfCase>, reply: FastifyReply, one: SeenCase, typed: { readonly hold: string; readonly ground: string; readonly reason: string }, errors: readonly FieldError[]) => {
    const viewer = viewerOf(request);
    const { recordClass, facts, holds, erasures } = await retentionOf(store.db, viewer.authorityId, one.caseId, one.file);
    const here = retentionHref(one.kind, one.ref);
    await audit(store.db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: one.caseId, detail: { page: 'retention' } });
    return sendPage(reply, renderPage('features/administration/retention-case.njk', {
      title: `Retention of ${one.ref}`, chrome: chrome(request), backTo: { text: 'Retention and erasure', href: HERE }, errors, beside: besideFields(errors), done: DONE[request.query.done ?? ''], ref: one.ref, here, typed,
      facts: [
        { key: { text: 'Kind' }, value: { text: kindNames[one.kind] } },
        { key: { text: 'Record class' }, value: { text: proposedRetention[recordClass].name } },
        { key: { text: one.kind === 'compliment' ? 'Received' : 'Closed' }, value: { text: facts.closedOn === undefined ? 'Open' : inWords(facts.closedOn) } },
        { key: { text: 'To be kept until' }, value: { text: facts.keepUntil === undefined ? 'Not known while it is open' : inWords(facts.keepUntil) } },
      ],
      onHold: facts.onHold, erased: facts.erased, whyNot: whyNotErase(facts, todayBy(clock)), erasureHref: facts.asked ? erasureHref(one.kind, one.ref) : undefined,
      holds: holds.map((hold) => ({ reason: hold.reason === '' ? 'Erased with the case' : hold.reason, placed: `${hold.placedBy}, ${onDay(hold.placedAt)}`, lifted: hold.liftedAt === undefined ? 'In force' : `${hold.liftedBy ?? ''}, ${onDay(hold.liftedAt)}` })),
      erasures: erasures.map((asked) => ({
        ground: groundName(asked.ground), reason: asked.reason === '' ? 'reason erased with the case' : asked.reason, asked: `${asked.askedBy}, ${onDay(asked.askedAt)}`,
        decided: asked.decidedAt === undefined ? 'Waits for a second person' : `${asked.decision === 'erased' ? 'Erased' : 'Not erased'}: ${asked.decidedBy ?? ''}, ${onDay(asked.decidedAt)}`,
      })),
      grounds: erasureGrounds.map((ground) => ({ value: ground, text: erasureGroundNames[ground], checked: typed.ground === ground })),
    }), errors.length === 0 ? 200 : 400);
  };
  const NOTHING = { hold: '', ground: '', reason: '' };

  app.get<OfCase>('/administration/retention/:kind/:ref', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await seen(request);
    return one === undefined ? reply.callNotFound() : sendCase(request, reply, one, NOTHING, []);
  });

  app.post<OfCase>('/administration/retention/:kind/:ref/hold', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await seen(request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const reason = textOf(request.body, 'hold');
    if (reason === '' || reason.length > LONGEST_REASON) return sendCase(request, reply, one, { ...NOTHING, hold: reason }, [{ text: reason === '' ? 'Enter why the case must be kept' : `The reason must have ${LONGEST_REASON} characters or fewer`, href: '#hold' }]);
    await placeHold(store.db, viewer.authorityId, one.caseId, reason, { by: viewer.accountId, at: clock() });
    return reply.redirect(`${retentionHref(one.kind, one.ref)}?done=held`);
  });

  app.post<OfCase>('/administration/retention/:kind/:ref/lift', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await seen(request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    await liftHold(store.db, viewer.authorityId, one.caseId, { by: viewer.accountId, at: clock() });
    return reply.redirect(`${retentionHref(one.kind, one.ref)}?done=lifted`);
  });

  app.post<OfCase>('/administration/retention/:kind/:ref/erase', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const one = await seen(request);
    if (one === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const typed = { hold: '', ground: textOf(request.body, 'ground'), reason: textOf(request.body, 'reason') };
    const ground: ErasureGround | undefined = erasureGrounds.find((each) => each === typed.ground);
    const errors: FieldError[] = [];
    if (ground === undefined) errors.push({ text: 'Select why the case may be erased', href: '#ground' });
    if (typed.reason === '' || typed.reason.length > LONGEST_REASON) errors.push({ text: typed.reason === '' ? 'Enter a reason' : `The reason must have ${LONGEST_REASON} characters or fewer`, href: '#reason' });
    const { facts } = await retentionOf(store.db, viewer.authorityId, one.caseId, one.file);
    const why = ground === undefined ? undefined : whyNotErase(facts, todayBy(clock), ground);
    if (why !== undefined) {
      errors.push({ text: why, href: '#ground' });
      await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId: one.caseId, detail: { act: 'erase', why: facts.onHold ? 'on hold' : 'not to be erased' } });
    }
    if (errors.length > 0 || ground === undefined) return sendCase(request, reply, one, typed, errors);
    await askForErasure(store.db, viewer.authorityId, one.caseId, { ground, reason: typed.reason }, { by: viewer.accountId, at: clock() });
    return reply.redirect(`${retentionHref(one.kind, one.ref)}?done=asked`);
  });
}
