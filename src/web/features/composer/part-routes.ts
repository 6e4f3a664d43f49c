import type { FastifyInstance } from 'fastify';
import { findBlock, findSection, moveBlockTo } from '../../../reporting/layout-edits.ts';
import type { ScannerPlace } from '../../../store/document-content/clamd.ts';
import type { Store } from '../../../store/store.ts';
import type { Clock } from '../../request-context.ts';
import { dropUpload } from '../../uploads.ts';
import { showHeadlines, saveHeadlines } from './edit-headlines.ts';
import { saveNarrative, showNarrative } from './edit-narrative.ts';
import { savePicked, showPicked } from './edit-picked.ts';
import { saveTable, showTable } from './edit-table.ts';
import { savePicture, showPicture, uploadPicture } from './edit-picture.ts';
import { saveQuotes, saveSentences, saveText, showPlain, showQuotes, showSentences, showText } from './edit-words.ts';
import { saveWordsTable, showWordsTable } from './edit-words-table.ts';
import { type Body, lineOf } from './fields.ts';
import { layoutEdit, makeEdit, ofReport } from './open-report.ts';
import { notMade } from './outline-routes.ts';
import { addressOfPart, partAsking, versionSent } from './part-editing.ts';
import { partName, worded } from './part-words.ts';

type Params = { readonly report: string; readonly part: string };

/** The page of each part of a report, by what kind of part it is. */
export function addParts(app: FastifyInstance, { db }: Store, clock: Clock, clamav: ScannerPlace | undefined): void {
  const config = { allow: 'composeReports' } as const;

  app.get<{ Params: Params }>('/reports/:report/parts/:part', { config }, ofReport<{ params: Params }>(db, clock, async (asking, request, reply) => {
    const part = partAsking(asking, request.params.part);
    if (part === undefined) return reply.callNotFound();
    const { block } = part;
    switch (block.kind) {
      case 'table': return showTable(db, { ...part, block }, request, reply);
      case 'narrative': return showNarrative(db, { ...part, block }, request, reply);
      case 'words table': return showWordsTable(db, { ...part, block }, request, reply);
      case 'picture': return showPicture(db, { ...part, block }, request, reply);
      case 'headlines': return showHeadlines(db, { ...part, block }, request, reply);
      case 'picked compliments': case 'picked actions': return showPicked(db, { ...part, block }, request, reply);
      case 'text': return showText(db, { ...part, block }, request, reply);
      case 'quotes': return showQuotes(db, { ...part, block }, request, reply);
      case 'sentences': return showSentences(db, { ...part, block }, request, reply);
      case 'limits': case 'definitions': return showPlain(db, part, request, reply);
      default: return block satisfies never;
    }
  }));

  app.post<{ Params: Params; Body: Body }>('/reports/:report/parts/:part', { config }, ofReport<{ params: Params; body: Body }>(db, clock, async (asking, request, reply) => {
    const part = partAsking(asking, request.params.part);
    if (part === undefined) return reply.callNotFound();
    const { block } = part;
    switch (block.kind) {
      case 'table': return saveTable(db, { ...part, block }, request, reply);
      case 'narrative': return saveNarrative(db, { ...part, block }, request, reply);
      case 'words table': return saveWordsTable(db, { ...part, block }, request, reply);
      case 'picture': return savePicture(db, { ...part, block }, request, reply);
      case 'headlines': return saveHeadlines(db, { ...part, block }, request, reply);
      case 'picked compliments': case 'picked actions': return savePicked(db, { ...part, block }, request, reply);
      case 'text': return saveText(db, { ...part, block }, request, reply);
      case 'quotes': return saveQuotes(db, { ...part, block }, request, reply);
      case 'sentences': return saveSentences(db, { ...part, block }, request, reply);
      case 'limits': case 'definitions': return reply.redirect(addressOfPart(part), 303);
      default: return block satisfies never;
    }
  }));

  /** A form with a file; its fields come before it. */
  app.post<{ Params: Params }>('/reports/:report/parts/:part/picture', { config: { ...config, takesFiles: true } }, ofReport<{ params: Params }>(db, clock, async (asking, request, reply) => {
    const part = partAsking(asking, request.params.part);
    if (part?.block.kind === 'picture') return uploadPicture(db, { ...part, block: part.block }, clamav, request, reply);
    if (request.isMultipart()) dropUpload(request);
    return reply.callNotFound();
  }));

  app.post<{ Params: Params; Body: Body }>('/reports/:report/parts/:part/place', { config }, ofReport<{ params: Params; body: Body }>(db, clock, async (asking, request, reply) => {
    const part = partAsking(asking, request.params.part);
    const to = findSection(asking.open.layout, lineOf(request.body, 'place'));
    if (part === undefined || to === undefined) return reply.callNotFound();
    const { words } = asking.open.authority;
    const { kept } = asking.open;
    const { key } = part.block;
    const made = await makeEdit(db, asking.viewer, kept.report, versionSent(request.body, asking), layoutEdit('report part moved', `‘${partName(part.block, words)}’ put into ‘${worded(to.title, words)}’`, (from) => moveBlockTo(from, key, to.key), (from) => findBlock(from, key)?.section.key), asking.at);
    return made.is === 'made' ? reply.redirect(`/reports/${kept.report}?done=yes#part-${key}`, 303) : notMade(request, reply, kept.report, made);
  }));
}
