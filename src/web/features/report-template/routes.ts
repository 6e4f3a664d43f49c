import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayInEngland } from '../../../domain/day.ts';
import { exportReport, findFormat } from '../../../reporting/exporters/all.ts';
import { sampleReport } from '../../../reporting/exporters/sample-report.ts';
import { keptTemplate, readTemplate, type NotATemplate } from '../../../reporting/exporters/word-template.ts';
import { audit } from '../../../store/audit.ts';
import { authorityWith } from '../../../store/authorities.ts';
import { scan, type ScannerPlace } from '../../../store/document-content/clamd.ts';
import { findReportTemplate, keepReportTemplate, removeReportTemplate } from '../../../store/report-templates.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { dropUpload, isBrokenForm, oneFile } from '../../uploads.ts';
import { renderPage } from '../../views.ts';
import { templatePage } from './template-page.ts';

const HOME = '/administration/report-template';
const LARGEST_BYTES = 10_000_000;
type Because = NotATemplate | 'none chosen' | 'too large' | 'broken off' | 'infected' | 'cannot be checked';

const inWords: Readonly<Record<Because, string>> = {
  'none chosen': 'Choose a Word file',
  empty: 'The file is empty. Choose another',
  'too large': `The file must be smaller than ${LARGEST_BYTES / 1_000_000} MB`,
  'too large inside': 'The file holds pictures that are too large for a letterhead. Make them smaller in Word (Compress Pictures) and upload it again',
  'no Word file': 'The file must be a Word document or template: .docx or .dotx. A .doc, PDF or Pages file can be saved as one in Word',
  locked: 'The file is locked with a password. Take the password off in Word and upload it again',
  damaged: 'The file is damaged. Open it in Word, save it again and upload that',
  infected: 'The file holds a virus and was not kept. Tell your IT service',
  'cannot be checked': 'The file cannot be checked for viruses now, and was not kept. Try again in a few minutes',
  'broken off': 'The file did not arrive whole. Upload it again',
};
const DONE: Readonly<Record<string, string>> = { uploaded: 'Reports in Word look like your template from now on.', removed: 'Reports in Word look as Candour makes them from now on.' };

/** The council's own Word file, on which reports in Word are made. */
export function addReportTemplate(app: FastifyInstance, { db }: Store, clock: Clock, clamav: ScannerPlace | undefined): void {
  const config = { allow: 'keepRecords' } as const;

  app.get<{ Querystring: { done?: string } }>(HOME, { config }, async (request, reply) => show(request, reply, { done: request.query.done === undefined ? undefined : DONE[request.query.done] }));

  app.post(HOME, { config: { ...config, takesFiles: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const taken = await oneFile(request.laterParts, LARGEST_BYTES).catch((error: unknown) => {
      if (!isBrokenForm(error)) throw error;
      return 'broken off' as const;
    });
    if (typeof taken === 'string') return refuse(request, reply, taken);
    const scanned = clamav === undefined ? 'clean' : await scan(clamav, pieces(taken));
    if (scanned !== 'clean') return refuse(request, reply, scanned);
    const read = await readTemplate(taken);
    if ('because' in read) return refuse(request, reply, read.because);
    await keepReportTemplate(db, viewer, read.template, clock());
    return reply.redirect(`${HOME}?done=uploaded`, 303);
  });

  app.post(`${HOME}/remove`, { config }, async (request, reply) => {
    await removeReportTemplate(db, viewerOf(request), clock());
    return reply.redirect(`${HOME}?done=removed`, 303);
  });

  app.get(`${HOME}/sample`, { config }, async (request, reply) => {
    const { authorityId } = viewerOf(request);
    const kept = await findReportTemplate(db, authorityId);
    const format = findFormat('docx');
    if (kept === undefined || format === undefined) return reply.callNotFound();
    const { name } = await authorityWith(db, authorityId);
    const { content, mediaType } = await exportReport(sampleReport(name, dayInEngland(clock())), format, { template: keptTemplate(kept.content) });
    return reply.type(mediaType).header('content-disposition', 'attachment; filename="report-template-sample.docx"').send(content);
  });

  async function refuse(request: FastifyRequest, reply: FastifyReply, because: Because): Promise<FastifyReply> {
    if (request.isMultipart()) dropUpload(request);
    const viewer = viewerOf(request);
    if (because !== 'none chosen') await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { act: 'upload report template', because } });
    return show(request, reply, { error: inWords[because] });
  }

  async function show(request: FastifyRequest, reply: FastifyReply, { done, error }: { readonly done?: string | undefined; readonly error?: string }): Promise<FastifyReply> {
    const kept = await findReportTemplate(db, viewerOf(request).authorityId);
    return sendPage(reply, renderPage('features/report-template/template.njk', {
      ...templatePage(kept), chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, done, error, errors: error === undefined ? [] : [{ text: error, href: '#file' }], megabytes: LARGEST_BYTES / 1_000_000,
    }), error === undefined ? 200 : 400);
  }
}

async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
