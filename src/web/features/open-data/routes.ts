import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exportReport, findFormat } from '../../../reporting/exporters/all.ts';
import { figuresFor, type PrintedFigure, printedFigures } from '../../../reporting/open-data/printed-figures.ts';
import { keptReport } from '../../../reporting/publishing/compose-publication.ts';
import type { Report } from '../../../reporting/report-value.ts';
import { withoutNamingQuestions } from '../../../reporting/without-names.ts';
import { isDatabaseLost } from '../../../store/lost-database.ts';
import { type OpenDataCouncil, openDataCouncils, openPublications, printedBy } from '../../../store/open-data-settings.ts';
import type { ListedPublication } from '../../../store/publications.ts';
import type { Store } from '../../../store/store.ts';
import type { Reached } from '../../public-address.ts';
import { type Clock, sendPage } from '../../request-context.ts';
import { requestsByNetwork } from '../../requests-by-network.ts';
import { renderPage } from '../../views.ts';
import { MOST_ADDRESSES, ROOT } from './addresses.ts';
import { json, sendAnswer, sendProblem } from './answer.ts';
import { figuresCsv } from './figures-csv.ts';
import { type ParameterError, type Query, readAsked, readFormatAlone, unknownParameters } from './parameters.ts';
import { addressesOf, councilsGiven, figuresGiven, measuresGiven, publicationGiven, publicationsGiven } from './published.ts';
import { openDataPage } from './open-data-page.ts';
import { addOpenDataSettings } from './settings-routes.ts';

const MOST_A_MINUTE = 120;
const MOST_PUBLICATIONS_KEPT = 100;

type OfCouncil = { Params: { council: string; publication: string }; Querystring: Query };

/** What councils have published, for anybody: read only, from what was printed and never from the records. */
export function addOpenData(app: FastifyInstance, store: Store, clock: Clock, reached: Reached): void {
  addOpenDataSettings(app, store, clock);
  app.register(async (scope) => addVersion1(scope, store, clock, reached), { prefix: ROOT });
}

function addVersion1(app: FastifyInstance, { db }: Store, clock: Clock, reached: Reached): void {
  const config = { allow: 'anybody' } as const;
  const secondsToWait = requestsByNetwork(clock, MOST_A_MINUTE);
  const kept = new Map<string, readonly PrintedFigure[]>();

  const councilOf = async (request: FastifyRequest<OfCouncil>): Promise<OpenDataCouncil | undefined> => {
    const { council } = request.params;
    return (await openDataCouncils(db)).find(({ authority }) => authority.toLowerCase() === council.toLowerCase());
  };
  const reportOf = async (authorityId: number, publication: number): Promise<Report> => withoutNamingQuestions(keptReport(await printedBy(db, authorityId, publication)));
  /** A publication never changes: its numbers are read once. */
  const figuresOf = async (authorityId: number, { publication }: ListedPublication): Promise<readonly PrintedFigure[]> => {
    const key = `${authorityId} ${publication}`;
    const figures = kept.get(key) ?? printedFigures(await reportOf(authorityId, publication));
    kept.delete(key);
    kept.set(key, figures);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_PUBLICATIONS_KEPT) break;
      kept.delete(oldest);
    }
    return figures;
  };
  const standing = async (authorityId: number): Promise<ListedPublication[]> => (await openPublications(db, authorityId)).filter(({ withdrawn }) => withdrawn === undefined);
  const noCouncil = 'There is no council of that name that gives its data here.';
  const wrong = (errors: readonly ParameterError[]): [string, { errors: ParameterError[] }] => ['The address asks for something that cannot be read.', { errors: [...errors] }];

  app.addHook('onRequest', async (request, reply) => {
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'etag, retry-after').header('cross-origin-resource-policy', 'cross-origin');
    const seconds = secondsToWait(request);
    return seconds === undefined ? undefined : sendProblem(reply.header('retry-after', String(seconds)), 429, `More than ${MOST_A_MINUTE} requests came from your network within a minute. Wait ${seconds} seconds, and keep what you were given: it changes only when the council publishes.`);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, `There is nothing at this address. ${ROOT} says what there is.`));
  app.setErrorHandler((error, _request, reply) => {
    if (isDatabaseLost(error)) return sendProblem(reply, 503, 'Candour is away for a moment. Try again in a minute.');
    process.stderr.write(`${clock().toISOString()} open data: ${error instanceof Error ? `${error.name}\n${(error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).join('\n')}` : 'something that is not an error was thrown'}\n`);
    return sendProblem(reply, 500, 'There is a problem with Candour. Try again in a few minutes.');
  });

  app.get('/', { config }, async (request, reply) => {
    const councils = await openDataCouncils(db);
    const given = await Promise.all(councils.map(async (council) => publicationsGiven(council, await standing(council.authorityId))));
    return sendPage(reply, renderPage('features/open-data/open-data.njk', openDataPage(given, request, reached)));
  });

  app.get<OfCouncil>('/openapi.json', { config }, async (request, reply) => {
    const errors = unknownParameters(request.query, []);
    if (errors.length > 0) return sendProblem(reply, 400, ...wrong(errors));
    return sendAnswer(request, reply, json((await import('./open-api.ts')).openApi()));
  });

  app.get<OfCouncil>('/councils', { config }, async (request, reply) => {
    const errors = unknownParameters(request.query, []);
    if (errors.length > 0) return sendProblem(reply, 400, ...wrong(errors));
    return sendAnswer(request, reply, json(councilsGiven(await openDataCouncils(db))));
  });

  app.get<OfCouncil>('/:council/publications', { config }, async (request, reply) => {
    const council = await councilOf(request);
    if (council === undefined) return sendProblem(reply, 404, noCouncil);
    const errors = unknownParameters(request.query, []);
    if (errors.length > 0) return sendProblem(reply, 400, ...wrong(errors));
    return sendAnswer(request, reply, json(publicationsGiven(council, await openPublications(db, council.authorityId))));
  });

  app.get<OfCouncil>('/:council/publications/:publication', { config }, async (request, reply) => {
    const council = await councilOf(request);
    if (council === undefined) return sendProblem(reply, 404, noCouncil);
    const read = readFormatAlone(request.query);
    if ('errors' in read) return sendProblem(reply, 400, ...wrong(read.errors));
    const publication = (await openPublications(db, council.authorityId)).find((one) => String(one.publication) === request.params.publication);
    if (publication === undefined) return sendProblem(reply, 404, 'The council gives no publication of that number. Its publications are listed one level up.');
    if (publication.withdrawn !== undefined) return sendProblem(reply, 410, 'The council has withdrawn this publication. Do not use its numbers any more.');
    const report = await reportOf(council.authorityId, publication.publication);
    // Never the publication's own hash: it covers what is hidden too, so that numbers could be tried until one gives it.
    const { hash } = report.stamp;
    if (read.format === 'json') return sendAnswer(request, reply, json(publicationGiven(council, publication, report)), hash);
    const { content, mediaType, fileName } = await exportReport(report, findFormat('csv')!);
    return sendAnswer(request, reply, { mediaType, body: content, fileName: `P${publication.publication}-${fileName}` }, hash);
  });

  app.get<OfCouncil>('/:council/measures', { config }, async (request, reply) => {
    const council = await councilOf(request);
    if (council === undefined) return sendProblem(reply, 404, noCouncil);
    const errors = unknownParameters(request.query, []);
    if (errors.length > 0) return sendProblem(reply, 400, ...wrong(errors));
    return sendAnswer(request, reply, json(measuresGiven(council, await allFigures(council.authorityId))));
  });

  app.get<OfCouncil>('/:council/figures', { config }, async (request, reply) => {
    const council = await councilOf(request);
    if (council === undefined) return sendProblem(reply, 404, noCouncil);
    const asked = readAsked(request.query);
    if ('errors' in asked) return sendProblem(reply, 400, ...wrong(asked.errors));
    for (const publication of await standing(council.authorityId)) {
      const found = figuresFor(await figuresOf(council.authorityId, publication), asked.question, asked.by);
      if (found.length === 0) continue;
      const figures = figuresGiven(council, publication, asked, found);
      return sendAnswer(request, reply, asked.format === 'json' ? json(figures) : { mediaType: 'text/csv; charset=utf-8', body: figuresCsv(figures), fileName: `P${publication.publication}-${asked.question.measure}.csv` });
    }
    const all = await allFigures(council.authorityId);
    const ofMeasure = addressesOf(council.authority, all, asked.question.measure);
    const available = ofMeasure.length > 0 ? ofMeasure : addressesOf(council.authority, all);
    return sendProblem(reply, 404, available.length === 0 ? 'The council has not published anything yet, so no number can be given.'
      : `No publication of the council printed this number, and only printed numbers are given. ${ofMeasure.length > 0 ? 'Of this measure' : 'Of this measure there is nothing; otherwise'} these addresses are answered${available.length === MOST_ADDRESSES ? `, and more: these are the first ${MOST_ADDRESSES}` : ''}.`, { available });
  });

  async function allFigures(authorityId: number): Promise<PrintedFigure[]> {
    const figures: PrintedFigure[] = [];
    for (const publication of await standing(authorityId)) figures.push(...await figuresOf(authorityId, publication));
    return figures;
  }
}
