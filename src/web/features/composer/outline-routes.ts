import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inWords } from '../../../domain/day.ts';
import { type Direction, findBlock, findSection, moveBlock, moveSection, removeBlock, removeSection, wordSection } from '../../../reporting/layout-edits.ts';
import type { CouncilWords } from '../../../reporting/council-words.ts';
import { accountNames } from '../../../store/accounts.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';
import type { Database } from '../../../store/database.ts';
import { publicationsOf } from '../../../store/publications.ts';
import { discardReport, findVersion, type ListedVersion, type ReportVersion, versionsOf } from '../../../store/reports.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { type Clock, sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, lineError, lineOf, numberOf } from './fields.ts';
import { type Asking, contentOf, type Edit, layoutEdit, type Made, makeEdit, ofReport, type OpenReport } from './open-report.ts';
import { outlinePage } from './outline-page.ts';
import { partName, worded } from './part-words.ts';

type Of = { readonly params: { readonly report: string } };

/** What of a version can be brought back: all but how small numbers are hidden. */
function madeOf(version: ReportVersion): string {
  const { disclosure: _, ...content } = contentOf(version);
  return canonicalJson(content);
}

/** The version that undoing the last change leads back to; undefined where there is none. What was undone before is gone past. */
async function versionBefore(db: Database, authorityId: number, report: number, version: number): Promise<{ readonly undone: ReportVersion; readonly target: ReportVersion } | undefined> {
  const find = (number: number) => findVersion(db, authorityId, report, number);
  const now = await find(version);
  let undone = now;
  while (undone?.restores !== undefined) undone = await find(undone.restores);
  let target = undone === undefined ? undefined : await find(undone.version - 1);
  // A version in which nothing was changed that can be brought back is no change to undo.
  const made = now && madeOf(now);
  while (target !== undefined && madeOf(target) === made) {
    undone = target;
    target = await find(target.version - 1);
  }
  return undone === undefined || target === undefined ? undefined : { undone, target };
}

/** `‘Who made complaints’ moved up`: an act on a part, with what the part is called. */
function actOf(typed: string, { layout, authority: { words } }: OpenReport): Edit | undefined {
  const [what = '', key = ''] = typed.split(' ');
  const [kind, act] = what.split('-');
  if (kind === 'section') {
    const section = findSection(layout, key);
    const name = section === undefined ? 'Section' : `Section ‘${worded(section.title, words)}’`;
    if (act === 'up' || act === 'down') return layoutEdit('report section moved', `${name} moved ${act}`, (from) => moveSection(from, key, act));
    if (act === 'remove') return layoutEdit('report section removed', `${name} removed`, (from) => removeSection(from, key), (from) => findSection(from, key));
  }
  if (kind === 'part') {
    const block = findBlock(layout, key)?.block;
    const name = block === undefined ? 'A part' : `‘${partName(block, words)}’`;
    const move = (direction: Direction) => layoutEdit('report part moved', `${name} moved ${direction}`, (from) => moveBlock(from, key, direction));
    if (act === 'up' || act === 'down') return move(act);
    if (act === 'remove') return layoutEdit('report part removed', `${name} removed`, (from) => removeBlock(from, key), (from) => findBlock(from, key)?.block);
  }
  return undefined;
}

/** What to tell somebody whose edit could not be made. */
export function notMade(request: FastifyRequest, reply: FastifyReply, report: number, made: Exclude<Made, { is: 'made' }>): FastifyReply {
  const back = { text: 'Back to the report', href: `/reports/${report}` };
  const paragraphs = made.is === 'gone' ? ['Somebody removed what you wanted to change. Nothing was changed by you.']
    : made.is === 'faulty' ? ['The report would not be one that can be made:', ...made.faults.map(({ at, problem }) => `${at}: ${problem}`)]
      : ['Somebody changed the same part since you opened the page, so that nothing was changed by you. Look at it again and do it once more.', ...made.since.map(({ what }) => what)];
  return sendPage(reply, renderPage('error.njk', { title: made.is === 'faulty' ? 'That cannot be done' : 'The report has changed', chrome: chrome(request), backTo: back, paragraphs }), made.is === 'faulty' ? 400 : 409);
}

/** The sections and parts of a report in order: moved, removed and brought back. */
export function addOutline(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  app.get<{ Params: { report: string }; Querystring: { done?: string } }>('/reports/:report', { config }, ofReport<Of & { query: { done?: string } }>(db, clock, async ({ viewer, open }, request, reply) => {
    const { report, version } = open.kept;
    const [versions, publications, names, back] = await Promise.all([versionsOf(db, viewer.authorityId, report), publicationsOf(db, viewer.authorityId), accountNames(db, viewer.authorityId), versionBefore(db, viewer.authorityId, report, version)]);
    return sendPage(reply, renderPage('features/composer/outline.njk', { ...outlinePage(viewer, open, versions, publications, names, request.query.done !== undefined, back?.undone), chrome: chrome(request) }));
  }));

  app.post<{ Params: { report: string }; Body: Body }>('/reports/:report/outline', { config }, ofReport<Of & { body: Body }>(db, clock, async (asking, request, reply) => {
    const { viewer, at, open } = asking;
    const { report, version } = open.kept;
    const typed = lineOf(request.body, 'do');
    const edit = typed === 'undo' ? await undoOf(asking) : actOf(typed, open);
    if (edit === undefined) return reply.redirect(`/reports/${report}`, 303);
    const made = await makeEdit(db, viewer, report, numberOf(request.body?.['version']) ?? version, edit, at);
    if (made.is !== 'made') return notMade(request, reply, report, made);
    const [what = '', key = ''] = typed.split(' ');
    return reply.redirect(`/reports/${report}?done=yes${what === 'undo' || what.endsWith('-remove') ? '' : `#${what.split('-')[0]}-${key}`}`, 303);
  }));

  async function undoOf({ viewer, open: { kept } }: Asking): Promise<Edit | undefined> {
    const back = await versionBefore(db, viewer.authorityId, kept.report, kept.version);
    if (back === undefined) return undefined;
    return restoring(back.target, `Undone: ${back.undone.what}`);
  }

  /** How small numbers are hidden stays as it is now: bringing back an earlier layout must not let numbers out. */
  function restoring(target: ReportVersion, what: string): Edit {
    return {
      act: 'report brought back', what, restores: target.version, about: (content) => content,
      apply: ({ disclosure }) => {
        const { disclosure: _, ...earlier } = contentOf(target);
        return { ...earlier, ...(disclosure === undefined ? {} : { disclosure }) };
      },
    };
  }

  const sendSection = (request: FastifyRequest, reply: FastifyReply, { open }: Asking, key: string, typed: { readonly title: string; readonly empty: string }, errors: readonly FieldError[], version: number) =>
    sendPage(reply, renderPage('features/composer/section.njk', {
      title: 'Rename the section', chrome: chrome(request), backTo: { text: open.kept.title, href: `/reports/${open.kept.report}` }, errors, beside: besideFields(errors), action: `/reports/${open.kept.report}/sections/${key}`, version, name: typed.title, empty: typed.empty,
    }), errors.length === 0 ? 200 : 400);

  app.get<{ Params: { report: string; section: string } }>('/reports/:report/sections/:section', { config }, ofReport<{ params: { report: string; section: string } }>(db, clock, async (asking, request, reply) => {
    const section = findSection(asking.open.layout, request.params.section);
    return section === undefined ? reply.callNotFound() : sendSection(request, reply, asking, section.key, { title: section.title, empty: section.empty ?? '' }, [], asking.open.kept.version);
  }));

  app.post<{ Params: { report: string; section: string }; Body: Body }>('/reports/:report/sections/:section', { config }, ofReport<{ params: { report: string; section: string }; body: Body }>(db, clock, async (asking, request, reply) => {
    const { viewer, at, open: { kept, layout } } = asking;
    const { section: key } = request.params;
    if (findSection(layout, key) === undefined) return reply.callNotFound();
    const typed = { title: lineOf(request.body, 'title'), empty: lineOf(request.body, 'empty') };
    const version = numberOf(request.body?.['version']) ?? kept.version;
    const errors = [...lineError(typed.title, 'the title', '#title'), ...lineError(typed.empty, 'what it says', '#empty', false)];
    if (errors.length > 0) return sendSection(request, reply, asking, key, typed, errors, version);
    const words = { title: typed.title, ...(typed.empty === '' ? {} : { empty: typed.empty }) };
    const about = (from: OpenReport['layout']) => [findSection(from, key)?.title, findSection(from, key)?.empty];
    const made = await makeEdit(db, viewer, kept.report, version, layoutEdit('report section renamed', `Section renamed to ‘${typed.title}’`, (from) => wordSection(from, key, words), about), at);
    if (made.is === 'made') return reply.redirect(`/reports/${kept.report}?done=yes#section-${key}`, 303);
    if (made.is === 'faulty') return sendSection(request, reply, asking, key, typed, made.faults.map(({ problem }) => ({ text: `The title ${problem}`, href: '#title' })), version);
    return made.is === 'gone' ? notMade(request, reply, kept.report, made) : sendSection(request, reply, asking, key, typed, [{ text: `Somebody renamed it ‘${findSection(layout, key)?.title ?? ''}’ meanwhile. Save again to put yours in its place`, href: '#title' }], kept.version);
  }));

  app.get<{ Params: { report: string } }>('/reports/:report/discard', { config }, ofReport<Of>(db, clock, async ({ open: { kept } }, request, reply) => sendPage(reply, renderPage('features/composer/discard.njk', {
    title: 'Discard this report', chrome: chrome(request), backTo: { text: kept.title, href: `/reports/${kept.report}` }, report: kept.report, version: kept.version, name: kept.title,
  }))));

  app.post<{ Params: { report: string }; Body: Body }>('/reports/:report/discard', { config }, ofReport<Of & { body: Body }>(db, clock, async ({ viewer, at, open: { kept } }, request, reply) => {
    const gone = await discardReport(db, viewer, { report: kept.report, version: numberOf(request.body?.['version']) ?? 0 }, at);
    return gone ? reply.redirect('/reports?done=discarded', 303) : sendPage(reply, renderPage('error.njk', {
      title: 'The report was not discarded', chrome: chrome(request), backTo: { text: kept.title, href: `/reports/${kept.report}` }, paragraphs: ['It was published, or somebody changed it since you opened the page. Look at it again.'],
    }), 409);
  }));

  app.get<{ Params: { report: string }; Querystring: { done?: string } }>('/reports/:report/versions', { config }, ofReport<Of>(db, clock, async ({ viewer, open }, request, reply) => {
    const { kept } = open;
    const [versions, names] = await Promise.all([versionsOf(db, viewer.authorityId, kept.report), accountNames(db, viewer.authorityId)]);
    return sendPage(reply, renderPage('features/composer/versions.njk', {
      title: 'Earlier versions', chrome: chrome(request), backTo: { text: kept.title, href: `/reports/${kept.report}` }, report: kept.report, version: kept.version,
      rows: versions.map((one: ListedVersion) => ({ version: one.version, what: one.what, who: names.get(`U${one.changedBy}`) ?? 'Somebody', when: instantInWords(one.changedAt), href: `/reports/${kept.report}/versions/${one.version}`, now: one.version === kept.version })),
    }));
  }));

  app.get<{ Params: { report: string; number: string } }>('/reports/:report/versions/:number', { config }, ofReport<{ params: { report: string; number: string } }>(db, clock, async ({ viewer, open }, request, reply) => {
    const found = await versionNumbered(viewer.authorityId, open.kept.report, request.params.number);
    if (found === undefined) return reply.callNotFound();
    return sendPage(reply, renderPage('features/composer/version.njk', versionPage(open, found, open.authority.words, request)));
  }));

  app.post<{ Params: { report: string; number: string }; Body: Body }>('/reports/:report/versions/:number', { config }, ofReport<{ params: { report: string; number: string }; body: Body }>(db, clock, async ({ viewer, at, open: { kept } }, request, reply) => {
    const found = await versionNumbered(viewer.authorityId, kept.report, request.params.number);
    if (found === undefined) return reply.callNotFound();
    const made = await makeEdit(db, viewer, kept.report, numberOf(request.body?.['version']) ?? kept.version, restoring(found, `Brought back as it was on ${instantInWords(found.changedAt)}`), at);
    return made.is === 'made' ? reply.redirect(`/reports/${kept.report}?done=yes`, 303) : notMade(request, reply, kept.report, made);
  }));

  async function versionNumbered(authorityId: number, report: number, typed: string): Promise<ReportVersion | undefined> {
    const number = numberOf(typed);
    return number === undefined ? undefined : findVersion(db, authorityId, report, number);
  }
}

function versionPage({ kept }: OpenReport, found: ReportVersion, words: CouncilWords, request: FastifyRequest) {
  const { layout } = contentOf(found);
  return {
    title: `Version ${found.version}`, chrome: chrome(request), backTo: { text: 'Earlier versions', href: `/reports/${kept.report}/versions` }, report: kept.report, version: kept.version, number: found.version, now: found.version === kept.version,
    what: found.what, when: instantInWords(found.changedAt), name: found.title, period: `${inWords(found.from)} to ${inWords(found.to)}`, preview: `/reports/${kept.report}/preview?version=${found.version}`,
    sections: layout.sections.map((section) => ({ title: worded(section.title, words), parts: section.blocks.map((block) => partName(block, words)) })),
  };
}
