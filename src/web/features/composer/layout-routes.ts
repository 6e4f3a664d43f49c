import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CouncilWords } from '../../../reporting/council-words.ts';
import { counted } from '../../../reporting/house-style.ts';
import { layoutOf } from '../../../reporting/kept-layout.ts';
import { layoutDifferences } from '../../../reporting/layout-differences.ts';
import { withoutRecords } from '../../../reporting/layout-edits.ts';
import type { Layout } from '../../../reporting/layout.ts';
import { readLayout, type LayoutFault } from '../../../reporting/read-layout.ts';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';
import { councilLayouts, discardLayout, findCouncilLayout, keepLayout, type KeptLayout, renameLayout } from '../../../store/council-layouts.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, type Since } from '../../changed-since.ts';
import { type FormMark, formMark, markAgain, sentMark } from '../../form-mark.ts';
import { chrome } from '../../guard.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { dropUpload, isBrokenForm, oneFile } from '../../uploads.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, lineError, lineOf, numberOf } from './fields.ts';
import { ofReport } from './open-report.ts';
import { worded } from './part-words.ts';

const HOME = '/reports/layouts';
const LARGEST_BYTES = 1_000_000;
const MOST_NAME = 120;
const DONE: Readonly<Record<string, string>> = { kept: 'The layout is kept. Reports can begin from it.', renamed: 'The layout has another name.', deleted: 'The layout is deleted. Reports that began from it have their own copy.', imported: 'The layout is kept. Reports can begin from it.' };

function nameErrors(name: string): readonly FieldError[] {
  return name.length > MOST_NAME ? [{ text: `The name must have ${MOST_NAME} characters or fewer`, href: '#name' }] : lineError(name, 'the name of the layout', '#name');
}

/** `annual-report-our-own.layout.json`: the council's own words for it, without anything that a file system would mind. */
function fileName(name: string): string {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60);
  return `${plain === '' ? 'layout' : plain}.layout.json`;
}

/** What a file holds: a layout with its name, or what is wrong with it. Picked records are left out, whoever put them in, and of its texts what no database takes. */
function readFile(content: Buffer): { readonly name: string; readonly layout: Layout } | { readonly faults: readonly LayoutFault[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(content), (_key, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value));
  } catch {
    return { faults: [{ at: 'the file', problem: 'is no layout: it must be a file that was exported from Candour' }] };
  }
  const wrapped = typeof raw === 'object' && raw !== null && 'layout' in raw ? (raw as { layout: unknown; name?: unknown }) : undefined;
  const read = readLayout(wrapped === undefined ? raw : wrapped.layout);
  if ('faults' in read) return { faults: read.faults };
  return { name: typeof wrapped?.name === 'string' ? wrapped.name.slice(0, MOST_NAME).toWellFormed() : '', layout: withoutRecords(read.layout) };
}

/** The layouts that a council keeps: made from a report, named, shared as files and taken in from other councils. */
export function addLayouts(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;
  const back = { text: 'Layouts', href: HOME };

  const sendList = async (request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], faults: readonly LayoutFault[] = []) => {
    const { authorityId } = viewerOf(request);
    const [kept, names] = await Promise.all([councilLayouts(db, authorityId), accountNames(db, authorityId)]);
    const { done } = request.query as { done?: string };
    return sendPage(reply, renderPage('features/composer/layouts.njk', {
      title: 'Layouts', chrome: chrome(request), backTo: { text: 'Reports', href: '/reports' }, errors, beside: besideFields(errors), faults: faults.map(({ at, problem }) => `${at}: ${problem}`), done: done === undefined ? undefined : DONE[done],
      rows: kept.map((one) => ({ name: one.name, changed: `${instantInWords(one.changedAt)}, by ${names.get(`U${one.changedBy}`) ?? 'somebody'}`, rename: `${HOME}/${one.layout}`, file: `${HOME}/${one.layout}/file`, remove: `${HOME}/${one.layout}/delete` })),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get(HOME, { config }, async (request, reply) => sendList(request, reply));

  /** @param taken the layout that has the name already, as whoever keeps this one is to see it before it is replaced */
  const sendKeep = async (request: FastifyRequest, reply: FastifyReply, report: { readonly report: number; readonly title: string }, name: string, errors: readonly FieldError[], taken?: { readonly by: KeptLayout; readonly own: Layout; readonly words: CouncilWords }) => sendPage(reply, renderPage('features/composer/keep-layout.njk', {
    title: 'Keep this layout', chrome: chrome(request), backTo: { text: report.title, href: `/reports/${report.report}` }, errors, beside: besideFields(errors), action: `/reports/${report.report}/layout`, name, ...(taken === undefined ? {} : { taken: await takenPage(viewerOf(request).authorityId, taken) }), button: 'Keep the layout',
    hint: 'Other reports of the council can begin from it. It keeps the sections, tables and words of this report, and none of its numbers, compliments or learning actions.',
  }), errors.length === 0 ? 200 : 400);

  app.get<{ Params: { report: string } }>('/reports/:report/layout', { config }, ofReport<{ params: { report: string } }>(db, clock, async ({ open: { kept } }, request, reply) => sendKeep(request, reply, kept, '', [])));

  app.post<{ Params: { report: string }; Body: Body }>('/reports/:report/layout', { config }, ofReport<{ params: { report: string }; body: Body }>(db, clock, async ({ viewer, at, open: { kept, layout, authority: { words } } }, request, reply) => {
    const name = lineOf(request.body, 'name');
    const errors = nameErrors(name);
    if (errors.length > 0) return sendKeep(request, reply, kept, name, errors);
    const own = withoutRecords(layout);
    const seen = { layout: numberOf(request.body?.['layout']) ?? 0, version: numberOf(request.body?.['layoutVersion']) ?? 0 };
    const wanted = lineOf(request.body, 'replace') === 'yes';
    const made = await keepLayout(db, viewer, name, own, at, wanted ? seen : undefined);
    // Sent twice, it is kept once.
    if (made.is === 'taken' && canonicalJson(made.by.spec) !== canonicalJson(own)) {
      const text = wanted && made.by.layout === seen.layout ? 'Somebody changed the layout of this name since you were asked. Nothing was replaced: look at what it is now, then tick again or give another name' : 'There is a layout of this name already. Tick to put this one in its place, or give another name';
      return sendKeep(request, reply, kept, name, [{ text, href: '#name' }], { by: made.by, own, words });
    }
    return reply.redirect(`${HOME}?done=kept`, 303);
  }));

  app.post('/reports/layouts/import', { config: { ...config, takesFiles: true } }, async (request, reply) => {
    const refuse = (text: string, faults: readonly LayoutFault[] = []) => {
      if (request.isMultipart()) dropUpload(request);
      return sendList(request, reply, [{ text, href: '#file' }], faults);
    };
    const taken = await oneFile(request.laterParts, LARGEST_BYTES).catch((error: unknown) => {
      if (!isBrokenForm(error)) throw error;
      return 'broken off' as const;
    });
    if (taken === 'none chosen') return refuse('Choose a layout file');
    if (taken === 'broken off') return refuse('The file did not arrive whole. Choose it again');
    if (taken === 'too large') return refuse('The file is too large for a layout: it must be smaller than 1 MB');
    const read = readFile(taken);
    if ('faults' in read) return refuse('The file is no layout that can be used. What is wrong with it is listed below', read.faults);
    const viewer = viewerOf(request);
    const wanted = read.name.trim() === '' ? 'Imported layout' : read.name.trim();
    let made = await keepLayout(db, viewer, wanted, read.layout, clock());
    for (let next = 2; made.is === 'taken'; next += 1) made = await keepLayout(db, viewer, `${wanted} (${next})`, read.layout, clock());
    return reply.redirect(`${HOME}?done=imported`, 303);
  });

  async function takenPage(authorityId: number, { by, own, words }: { readonly by: KeptLayout; readonly own: Layout; readonly words: CouncilWords }) {
    const { lacks, adds, changed } = layoutDifferences(layoutOf(by.spec), own);
    const listed = (titles: readonly string[]): string => titles.map((title) => `‘${worded(title, words)}’`).join(', ');
    const differs = [
      ...(lacks.length === 0 ? [] : [`It has sections that this one lacks: ${listed(lacks)}.`]), ...(adds.length === 0 ? [] : [`This one has sections that it lacks: ${listed(adds)}.`]),
      ...changed.map(({ title, parts }) => `In ${listed([title])} ${counted(parts, { one: 'part differs', many: 'parts differ' })}.`),
    ];
    return {
      layout: by.layout, version: by.version, who: `${(await accountNames(db, authorityId)).get(`U${by.changedBy}`) ?? 'somebody'}, ${instantInWords(by.changedAt)}`, differs: differs.length === 0 ? ['Its sections hold the same parts as those of this one.'] : differs,
    };
  }

  const named = async (request: FastifyRequest<{ Params: { layout: string } }>) => {
    const number = numberOf(request.params.layout);
    return number === undefined ? undefined : findCouncilLayout(db, viewerOf(request).authorityId, number);
  };

  /** What a rename or a deletion is decided on. */
  const asSeen = ({ layout, version, changedAt }: KeptLayout) => ({ layout, version, changedAt: changedAt.toISOString() });
  const markOf = (kept: KeptLayout): FormMark => formMark(kept.version, asSeen(kept));
  const sinceThen = async (authorityId: number, now: KeptLayout, next: string): Promise<Since> => ({
    changes: [], now: `It is called ‘${now.name}’ now, and was last changed by ${(await accountNames(db, authorityId)).get(`U${now.changedBy}`) ?? 'somebody'}, ${instantInWords(now.changedAt)}.`, next,
  });

  const sendRename = (request: FastifyRequest, reply: FastifyReply, layout: number, name: string, mark: FormMark, errors: readonly FieldError[], since?: Since) => sendPage(reply, renderPage('features/composer/keep-layout.njk', {
    title: 'Rename the layout', chrome: chrome(request), backTo: back, errors, beside: besideFields(errors), action: `${HOME}/${layout}`, name, mark, since, button: 'Rename',
  }), since !== undefined ? 409 : errors.length === 0 ? 200 : 400);

  const sendDelete = (request: FastifyRequest, reply: FastifyReply, kept: KeptLayout, errors: readonly FieldError[], since?: Since) => sendPage(reply, renderPage('features/composer/delete-layout.njk', {
    title: 'Delete the layout', chrome: chrome(request), backTo: back, name: kept.name, action: `${HOME}/${kept.layout}/delete`, mark: markOf(kept), errors, since,
  }), since === undefined ? 200 : 409);

  app.get<{ Params: { layout: string } }>('/reports/layouts/:layout', { config }, async (request, reply) => {
    const kept = await named(request);
    return kept === undefined ? reply.callNotFound() : sendRename(request, reply, kept.layout, kept.name, markOf(kept), []);
  });

  app.post<{ Params: { layout: string }; Body: Body }>('/reports/layouts/:layout', { config }, async (request, reply) => {
    const kept = await named(request);
    if (kept === undefined) return reply.callNotFound();
    const name = lineOf(request.body, 'name');
    const errors = nameErrors(name);
    const mark = markAgain(request.body) ?? markOf(kept);
    if (errors.length > 0) return sendRename(request, reply, kept.layout, name, mark, errors);
    const viewer = viewerOf(request);
    const renamed = await renameLayout(db, viewer, kept.layout, name, (now) => sentMark(request.body).isAsSeen(asSeen(now)), clock());
    if (renamed === 'renamed') return reply.redirect(`${HOME}?done=renamed`, 303);
    if (renamed === 'taken') return sendRename(request, reply, kept.layout, name, mark, [{ text: 'There is a layout of this name already', href: '#name' }]);
    const now = await named(request);
    return now === undefined ? reply.callNotFound() : sendRename(request, reply, now.layout, name, markOf(now), [movedOn], await sinceThen(viewer.authorityId, now, 'The name that you typed is kept below. Rename it again to put it in the place of theirs.'));
  });

  app.get<{ Params: { layout: string } }>('/reports/layouts/:layout/delete', { config }, async (request, reply) => {
    const kept = await named(request);
    if (kept === undefined) return reply.callNotFound();
    return sendDelete(request, reply, kept, []);
  });

  app.post<{ Params: { layout: string }; Body: Body }>('/reports/layouts/:layout/delete', { config }, async (request, reply) => {
    const kept = await named(request);
    if (kept === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    if (await discardLayout(db, viewer, kept.layout, (now) => sentMark(request.body).isAsSeen(asSeen(now)), clock())) return reply.redirect(`${HOME}?done=deleted`, 303);
    const now = await named(request);
    return now === undefined ? reply.redirect(`${HOME}?done=deleted`, 303) : sendDelete(request, reply, now, [movedOn], await sinceThen(viewer.authorityId, now, 'Delete it all the same, or keep it.'));
  });

  app.get<{ Params: { layout: string } }>('/reports/layouts/:layout/file', { config }, async (request, reply) => {
    const kept = await named(request);
    if (kept === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'exported', accountId: viewer.accountId, detail: { list: 'layout', layout: kept.layout } });
    return reply.type('application/json; charset=utf-8').header('content-disposition', `attachment; filename="${fileName(kept.name)}"`).send(`${JSON.stringify({ candour: 'layout', name: kept.name, layout: withoutRecords(layoutOf(kept.spec)) }, null, 2)}\n`);
  });
}
