import fastify, { type FastifyInstance } from 'fastify';
import { PlainError } from '../domain/plain-error.ts';
import { CaseKeys } from '../store/case-keys.ts';
import type { ScannerPlace } from '../store/document-content/clamd.ts';
import { isDatabaseLost } from '../store/lost-database.ts';
import type { Store } from '../store/store.ts';
import { addAssets } from './assets.ts';
import { addActs } from './features/acts/routes.ts';
import { addAdministration } from './features/administration/routes.ts';
import { addPeople } from './features/people/routes.ts';
import { addPool } from './features/pool/routes.ts';
import { addRecord } from './features/record/routes.ts';
import { addAudit } from './features/audit/routes.ts';
import { addBoard } from './features/board/routes.ts';
import { addCase } from './features/case/routes.ts';
import { addCases } from './features/cases/routes.ts';
import { addDocuments } from './features/documents/routes.ts';
import { addInvoices } from './features/invoices/routes.ts';
import { addOmbudsman } from './features/ombudsman/routes.ts';
import { addComposer } from './features/composer/routes.ts';
import { addDashboard } from './features/dashboard/routes.ts';
import { addComplimentList } from './features/compliments/routes.ts';
import { addWork } from './features/work/routes.ts';
import { addFigures } from './features/figures/routes.ts';
import { addHandOver } from './features/hand-over/routes.ts';
import { addLearning } from './features/learning/routes.ts';
import { addLetters } from './features/letters/routes.ts';
import { addSignIn } from './features/sign-in/routes.ts';
import { addReminders, type MailService } from './features/reminders/routes.ts';
import { addReportTemplate } from './features/report-template/routes.ts';
import { addOpenData } from './features/open-data/routes.ts';
import { addPublishing } from './features/publishing/routes.ts';
import { addReports } from './features/reports/routes.ts';
import { addGuard } from './guard.ts';
import { sendLostDatabase } from './lost-database.ts';
import type { Clock } from './request-context.ts';
import { addSearchWords } from './search-words.ts';
import { renderPage } from './views.ts';

/** What every page may load: its own styles and pictures, and nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export type AppOptions = {
  /** The time it is; the system's where absent. */
  readonly clock?: Clock;
  /** Where the ClamAV daemon listens that looks at documents before they are kept; none where absent. */
  readonly clamav?: ScannerPlace;
  /** Whether browsers reach it by HTTPS, so that the session's cookie goes by nothing else. */
  readonly secureCookies?: boolean;
  /** Where browsers reach it, such as `https://candour.example.gov.uk`; as each request says where absent. */
  readonly address?: string;
  /** How reminders are sent by mail; not at all where absent. */
  readonly mail?: MailService;
};

/** The web application over a store. Nothing is heard until the caller lets it listen. */
export function makeApp(store: Store, { clock = () => new Date(), secureCookies = false, address, clamav, mail }: AppOptions = {}): FastifyInstance {
  const keys = new CaseKeys(store.keyFile);
  const app = fastify({
    logger: false,
    routerOptions: {
      ignoreTrailingSlash: true,
      onBadUrl: (_path, _request, response) => {
        response.writeHead(404, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CONTENT_SECURITY_POLICY });
        response.end(notFoundPage());
      },
    },
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin').header('x-frame-options', 'DENY');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  const reached = { secure: secureCookies, ...(address === undefined ? {} : { address }) };
  addGuard(app, store, clock, reached);
  app.after(() => {
    addAssets(app);
    addSignIn(app, store, clock, reached);
    addReports(app, store);
    addPublishing(app, store, clock);
    addOpenData(app, store, clock, reached);
    addComposer(app, store, clock, clamav);
    addReportTemplate(app, store, clock, clamav);
    addSearchWords(app, store, clock);
    addFigures(app, store, clock);
    addDashboard(app, store, clock);
    addWork(app, store, clock);
    addCases(app, store, clock);
    addHandOver(app, store, clock);
    addBoard(app, store, clock);
    addCase(app, store, clock, keys);
    addDocuments(app, store, clock, { keys, ...(clamav === undefined ? {} : { clamav }) });
    addLearning(app, store, clock);
    addOmbudsman(app, store, clock);
    addInvoices(app, store, clock);
    addComplimentList(app, store, clock);
    addAudit(app, store, clock);
    addRecord(app, store, clock);
    addPeople(app, store, clock);
    addActs(app, store, clock);
    addAdministration(app, store, clock, reached);
    addReminders(app, store, clock, mail);
    addLetters(app, store, clock);
    addPool(app, store, clock);
    app.get('/health', { config: { allow: 'anybody' } }, async () => ({ ok: true }));
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/html').send(notFoundPage()));
  app.setErrorHandler(async (error, request, reply) => {
    const plain = error instanceof PlainError;
    if (isDatabaseLost(error)) {
      process.stderr.write(`${new Date().toISOString()} the database is away\n`);
      return sendLostDatabase(request, reply, reached);
    }
    if (!plain) process.stderr.write(`${whereItHappened(error)}\n`);
    return reply.code(plain ? 400 : 500).type('text/html').send(renderPage('error.njk', plain
      ? { title: 'That cannot be shown', paragraphs: [error.message] }
      : { title: 'Sorry, there is a problem with Candour', paragraphs: ['Nothing that was saved has been lost. Try again in a few minutes.', 'If it goes on, tell whoever looks after Candour, with the time that it happened.'] }));
  });
  return app;
}

function notFoundPage(): string {
  return renderPage('error.njk', { title: 'Page not found', paragraphs: ['If you typed the web address, check it is correct.', 'If you pasted the web address, check you copied the whole of it.'] });
}

/** The kind of an error and where it came about. Its message is left out: it can quote what somebody wrote. */
function whereItHappened(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is not an error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [`${new Date().toISOString()} ${error.name}`, ...frames].join('\n');
}
