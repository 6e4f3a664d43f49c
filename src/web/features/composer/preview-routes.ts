import type { FastifyInstance } from 'fastify';
import { daysAfter, inWords } from '../../../domain/day.ts';
import { may } from '../../../domain/viewer.ts';
import { htmlOf } from '../../../reporting/exporters/html.ts';
import { counted } from '../../../reporting/house-style.ts';
import { withPictures } from '../../../reporting/pictures/pictures-of-report.ts';
import { composePublication } from '../../../reporting/publishing/compose-publication.ts';
import { composeReport } from '../../../reporting/report.ts';
import { editionsBeside } from '../../../store/editions.ts';
import { findVersion } from '../../../store/reports.ts';
import type { Store } from '../../../store/store.ts';
import { linksFor } from '../../question-address.ts';
import { type Clock, sendPage, todayBy } from '../../request-context.ts';
import { numberOf } from './fields.ts';
import { contentOf, ofReport } from './open-report.ts';
import { stillToDo } from './part-words.ts';

type Asked = { readonly params: { readonly report: string }; readonly query: { readonly as?: string; readonly version?: string } };

/** The whole report as it looks, under a bar: with every number, and as it would go out with small numbers hidden. An earlier version is made of the records of now. */
export function addPreview(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Params: Asked['params']; Querystring: Asked['query'] }>('/reports/:report/preview', { config: { allow: 'composeReports' } }, ofReport<Asked>(db, clock, async ({ viewer, open: { kept, authority, disclosure } }, request, reply) => {
    const number = numberOf(request.query.version);
    const earlier = number === undefined || number === kept.version ? undefined : await findVersion(db, viewer.authorityId, kept.report, number);
    if (number !== undefined && number !== kept.version && earlier === undefined) return reply.callNotFound();
    const content = contentOf(earlier ?? kept);
    const published = request.query.as === 'published' && disclosure !== undefined;
    const period = { from: content.from, to: content.to };
    const [reference, madeOn] = [`R${kept.report}`, todayBy(clock)];
    const report = published
      ? (await composePublication(db, { authority, layout: content.layout, period, madeOn, reference, disclosure, asAt: content.asAt ?? daysAfter(madeOn, -1), beside: await editionsBeside(db, viewer.authorityId, period) })).printed
      : await composeReport(db, authority, content.layout, period, { madeOn, reference, ...(content.asAt === undefined ? {} : { asAt: content.asAt }) });
    const here = `/reports/${kept.report}/preview`;
    const address = (as: string): string => `${here}?as=${as}${earlier === undefined ? '' : `&version=${earlier.version}`}`;
    const toDo = content.layout.sections.flatMap((section) => section.blocks).filter((block) => stillToDo(block) !== undefined).length;
    return sendPage(reply, htmlOf(await withPictures(db, viewer.authorityId, report), {
      title: earlier === undefined ? 'Being composed: not published' : `Version ${earlier.version}, made of the records as they are now`,
      says: [
        published ? `As it would be published: ${counted(report.disclosure?.hidden ?? 0, { one: 'number is', many: 'numbers are' })} hidden.` : disclosure === undefined ? 'With every number. Small numbers are set to be printed: for use inside the council.' : 'With every number: for you, not to be passed on.',
        ...(content.asAt === undefined ? [] : [`Cut-off: ${inWords(content.asAt)}.`]), ...(toDo === 0 ? [] : [`Still to be written, picked or checked: ${counted(toDo, { one: 'part', many: 'parts' })}.`]),
      ],
      links: [
        ...(disclosure === undefined ? [] : [{ text: 'With every number', href: address('whole'), current: !published }, { text: 'As published', href: address('published'), current: published }]),
        { text: 'Change the report', href: `/reports/${kept.report}` }, { text: 'Settings', href: `/reports/${kept.report}/settings` }, ...(may(viewer, 'publishReports') ? [{ text: 'Check and publish', href: `/reports/${kept.report}/publish` }] : []),
      ],
      ...linksFor(viewer), casesBehind: (reference) => `/reports/${kept.report}/tables/${reference.slice(reference.lastIndexOf('-') + 1)}`,
    }));
  }));
}
