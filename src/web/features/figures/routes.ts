import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { listBehind, type QuestionBehind } from '../../../reporting/cases-behind.ts';
import { heldOf, periodsHeld } from '../../../reporting/held.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import { readLayout } from '../../../reporting/read-layout.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { reportsOf } from '../../../store/reports.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { numberIn } from '../../number-in-address.ts';
import { allOf, readQuestion, seesCases } from '../../question-address.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addToReport, partKinds } from './add-to-report.ts';
import { answered, answerOnPage } from './answer.ts';
import { answerAsCsv } from './answer-csv.ts';
import { casesBehindAsCsv } from './cases-csv.ts';
import { CASES_A_PAGE, casesPage } from './cases-page.ts';
import { type Council, councilOf } from './council.ts';
import { addressOf, comparisons, type FormError, readForm, type ReadForm, readTyped } from './explorer-form.ts';
import { type Answer, type ExplorerFound, explorerPage, placesToAdd } from './explorer-page.ts';
import { askedBefore, keepAsked, MOST_SHOWN } from './recent.ts';
import { addressOfReference, addTables } from './table-routes.ts';

/** More rows than a spreadsheet is good for, and than any council has. */
const MOST_EXPORTED = 100_000;

type Address = Readonly<Record<string, unknown>>;
type WithAddress = { Querystring: Address };

/** References as they are printed in what somebody may open. */
function examples(viewer: Viewer): string {
  return may(viewer, 'composeReports') ? 'R12-4 or P7-4' : 'P7-4';
}

/** Questions to the figures, their answers, and the lists of cases behind every number. */
export function addFigures(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;
  const config = { allow: 'seeFigures' } as const;

  async function begin(request: FastifyRequest, address: Address, namesOnly = false) {
    const viewer = viewerOf(request);
    const pairs = ['where', 'row', 'of'].flatMap((name) => allOf(address, name));
    const at = clock();
    return { viewer, at, today: todayBy(clock), council: await councilOf(db, await authorityOf(db, viewer), at, pairs, namesOnly) };
  }
  type Begun = Awaited<ReturnType<typeof begin>>;

  async function send(request: FastifyRequest, reply: FastifyReply, { viewer, today, council }: Begun, read: ReadForm, more: Partial<ExplorerFound> & { readonly errors?: readonly FormError[] } = {}): Promise<FastifyReply> {
    const held = await periodsHeld(db, viewer.authorityId, (await heldOf(db, viewer.authorityId)).coverage, today);
    const { errors = [], ...found } = more;
    const page = explorerPage({ ...read, errors: [...read.errors, ...errors] }, { council, held, today, ...found, recent: (found.recent ?? (await askedBefore(db, viewer))).slice(0, MOST_SHOWN) });
    return sendPage(reply, renderPage('features/figures/explorer.njk', { ...page, references: examples(viewer), chrome: chrome(request) }), page.errors.length > 0 ? 400 : 200);
  }

  app.get<WithAddress>('/figures', { config }, async (request, reply) => {
    const begun = await begin(request, request.query);
    const { viewer, at, council } = begun;
    const reference = allOf(request.query, 'reference')[0]?.trim();
    if (reference !== undefined) {
      const address = addressOfReference(reference);
      const isDraft = address?.startsWith('/reports/') === true && !may(viewer, 'composeReports');
      if (address !== undefined && !isDraft) return reply.redirect(address);
      const such = examples(viewer);
      const error = isDraft ? 'A table of a report that is being composed is for those who compose it. Once it is published its reference begins with P, such as P7-4'
        : reference === '' ? `Enter the reference that is printed below a table, such as ${such}` : `A reference is a letter, a number, a hyphen and another number, such as ${such}`;
      return send(request, reply, begun, { typed: readTyped({}), errors: [] }, { reference: { value: reference.slice(0, 30), error } });
    }
    if (['measure', 'period', 'where', 'by'].every((name) => allOf(request.query, name).length === 0)) return send(request, reply, begun, { typed: readTyped({}), errors: [] });
    const read = readForm(request.query, council, begun.today);
    if (read.asked === undefined) return send(request, reply, begun, read);
    const found = await answered(db, council, read.asked);
    if ('error' in found) return send(request, reply, begun, read, { errors: [found.error] });
    const answer = answerOnPage(viewer, council, read.asked, found, addressOf(read.typed, '/figures.csv'));
    const address = addressOf(read.typed, '').slice(1);
    const recent = await askedBefore(db, viewer);
    await keepAsked(db, viewer, { address, words: `${answer.heading}, ${answer.period}${comparedWith(read.typed.compared)}` }, recent, at);
    return send(request, reply, begun, read, { answer: { ...answer, ...(await adding(viewer, council, read, request.query, address, { hasTable: found.explored.table !== undefined, hasChart: found.explored.table?.chart !== undefined })) }, recent: recent.filter((one) => one.address !== address) });
  });

  async function adding(viewer: Viewer, council: Council, read: ReadForm, address: Address, question: string, has: { readonly hasTable: boolean; readonly hasChart: boolean }): Promise<Pick<Answer, 'adding'>> {
    if (!may(viewer, 'composeReports') || read.asked === undefined) return {};
    const reports = (await reportsOf(db, viewer.authorityId)).flatMap((kept) => {
      const layout = readLayout(kept.layout);
      return 'layout' in layout ? [{ ...kept, layout: layout.layout }] : [];
    });
    const [report, section] = [allOf(address, 'report')[0], allOf(address, 'section')[0]];
    return { adding: { question, ...has, places: placesToAdd(reports, read.asked, council, { ...(report === undefined ? {} : { report }), ...(section === undefined ? {} : { section }) }) } };
  }

  app.post<{ Body: Address | undefined }>('/figures/add', { config: { allow: 'composeReports' } }, async (request, reply) => {
    const body = request.body ?? {};
    const question = Object.fromEntries([...Map.groupBy(new URLSearchParams(allOf(body, 'question')[0] ?? ''), ([name]) => name)].map(([name, all]) => [name, all.map(([, value]) => value)]).map(([name, all]) => [name, all?.length === 1 ? all[0] : all]));
    const begun = await begin(request, question);
    const { viewer, at, council } = begun;
    const read = readForm(question, council, begun.today);
    if (read.asked === undefined) return send(request, reply, begun, read);
    const [report = '', section = ''] = (allOf(body, 'place')[0] ?? '').split(':');
    const kind = partKinds.find((one) => one === allOf(body, 'as')[0]);
    const again = async (text: string, href: string): Promise<FastifyReply> => {
      const found = read.asked === undefined ? undefined : await answered(db, council, read.asked);
      if (read.asked === undefined || found === undefined || 'error' in found) return send(request, reply, begun, read, { errors: [{ text, href }] });
      const answer = answerOnPage(viewer, council, read.asked, found, addressOf(read.typed, '/figures.csv'));
      return send(request, reply, begun, read, { errors: [{ text, href }], answer: { ...answer, ...(await adding(viewer, council, read, {}, addressOf(read.typed, '').slice(1), { hasTable: found.explored.table !== undefined, hasChart: found.explored.table?.chart !== undefined })) } });
    };
    const number = numberIn(report);
    if (number === undefined || section === '') return again('Select the report and section to add it to', '#place');
    if (kind === undefined) return again('Choose whether to add it as a table, a chart, a sentence or a number', '#place');
    const added = await addToReport(db, viewer, council, read.asked, { report: number, section, kind }, at);
    if (added.is === 'gone') return again('That section is not in the report any more. Select another', '#place');
    if (added.is === 'refused') return again(added.why, '#place');
    return reply.redirect(`/reports/${added.report}?done=yes#part-${added.key}`, 303);
  });

  app.get<WithAddress>('/figures.csv', { config }, async (request, reply) => {
    const begun = await begin(request, request.query);
    const { viewer, at, today, council } = begun;
    const read = readForm(request.query, council, today);
    if (read.asked === undefined) return send(request, reply, begun, read);
    const found = await answered(db, council, read.asked);
    if ('error' in found) return send(request, reply, begun, read, { errors: [found.error] });
    await audit(db, viewer.authorityId, at, { what: 'exported', accountId: viewer.accountId, detail: { list: 'figures', measure: read.asked.exploration.measure } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="figures-${read.asked.exploration.measure.replaceAll('_', '-')}-${today}.csv"`).send(answerAsCsv(found.blocks, periodLabel(read.asked.period, council.authority.financialYearStarts)));
  });

  /** The question of a list's address; undefined where it was answered with why it is none. */
  async function questionOf(request: FastifyRequest<WithAddress>, reply: FastifyReply): Promise<{ readonly begun: Begun; readonly question: QuestionBehind } | undefined> {
    const begun = await begin(request, request.query, !/=~|%3D~|%3D%7E/i.test(request.url));
    const read = readQuestion(request.query, begun.council.decode, begun.council.naming.key);
    if ('question' in read) return { begun, question: read.question };
    sendPage(reply, renderPage('error.njk', { title: 'That cannot be listed', chrome: chrome(request), backTo: { text: 'Figures', href: '/figures' }, paragraphs: [`${read.problem}.`] }), 400);
    return undefined;
  }

  app.get<WithAddress>('/figures/cases', { config }, async (request, reply) => {
    const asked = await questionOf(request, reply);
    if (asked === undefined) return reply;
    const { begun: { viewer, at, today, council }, question } = asked;
    if (!seesCases(viewer)) {
      return sendPage(reply, renderPage('error.njk', { title: 'You may see figures and no cases', chrome: chrome(request), backTo: { text: 'Figures', href: '/figures' }, paragraphs: ['This number is made of cases, and your role in Candour does not include any. If you need to look into one, ask your complaints manager.'] }));
    }
    const after = allOf(request.query, 'after')[0];
    const behind = await listBehind(db, viewer, question, today, at, { most: CASES_A_PAGE + 1, ...(after === undefined ? {} : { after }) });
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'cases behind a figure', ...auditedOf(question) } });
    return sendPage(reply, renderPage('features/figures/cases.njk', { ...casesPage(question, behind, council, after), chrome: chrome(request) }));
  });

  app.get<WithAddress>('/figures/cases.csv', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const asked = await questionOf(request, reply);
    if (asked === undefined) return reply;
    const { begun: { viewer, at, today }, question } = asked;
    const behind = await listBehind(db, viewer, question, today, at, { most: MOST_EXPORTED });
    const cases = behind?.cases ?? [];
    await audit(db, viewer.authorityId, at, { what: 'exported', accountId: viewer.accountId, detail: { list: 'cases behind a figure', ...auditedOf(question), cases: cases.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="cases-behind-${question.measure.replaceAll('_', '-')}-${today}.csv"`).send(casesBehindAsCsv(cases));
  });

  addTables(app, store, clock);
}

/** `, compared with the period just before`; nothing where it is compared with nothing. */
function comparedWith(typed: string): string {
  const compared: Readonly<Record<string, string>> = comparisons;
  const said = compared[typed];
  return said === undefined ? '' : `, compared with ${said.slice(0, 1).toLowerCase()}${said.slice(1)}`;
}

/** The figure, its period and the names of its conditions: the audit trail holds no value of a case. */
function auditedOf(question: QuestionBehind): Record<string, string> {
  return { figure: question.measure, from: question.from, to: question.to, conditions: [...new Set([...Object.keys(question.where ?? {}), ...Object.keys(question.row ?? {})])].join(', ') };
}
