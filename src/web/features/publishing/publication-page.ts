import { dayInEngland, inWords } from '../../../domain/day.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { chartFormats, chartsOf, reportFormats } from '../../../reporting/exporters/all.ts';
import { count } from '../../../reporting/house-style.ts';
import { daysInWords } from '../../../reporting/period.ts';
import { keptReport } from '../../../reporting/publishing/compose-publication.ts';
import type { ListedPublication, Publication } from '../../../store/publications.ts';
import { publicationIsWhole } from '../../../store/publications.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { whoAndWhen } from './checks-page.ts';
import { type Link, ruleInWords } from './publish-page.ts';

type Tag = { readonly text: string; readonly colour: string };
export function standing({ withdrawn, disclosure }: Pick<ListedPublication, 'withdrawn' | 'disclosure'>): Tag {
  if (withdrawn !== undefined) return { text: 'Taken back', colour: 'red' };
  return disclosure === undefined ? { text: 'For use inside', colour: 'blue' } : { text: 'Published', colour: 'green' };
}

/** The other editions of what a publication is of: of the same report, or of the same name and period. */
function editionsOf(publication: Publication, all: readonly ListedPublication[]) {
  const others = all.filter((one) => one.publication !== publication.publication && (one.report === publication.report || (one.title === publication.title && one.from === publication.from && one.to === publication.to)));
  return others.map((one) => ({ text: `P${one.publication}`, href: `/publications/${one.publication}`, says: `${one.publication > publication.publication ? 'later' : 'earlier'}, ${inWords(dayInEngland(one.publishedAt))}${one.withdrawn === undefined ? '' : ', taken back'}` }));
}

/** What is said at the top of the page of what was just done, and what was typed to take the publication back. */
type Said = { readonly done?: 'published' | 'withdrawn'; readonly withdraw: { readonly reason: string; readonly error?: string } };

/** What a publication says of itself to those inside. */
export function publicationPage(viewer: Viewer, publication: Publication, all: readonly ListedPublication[], names: ReadonlyMap<string, string>, { done, withdraw }: Said) {
  const at = `/publications/${publication.publication}`;
  const printed = keptReport(publication.printed);
  const { withdrawn } = publication;
  const replaced = publication.redactions.filter(({ decision }) => decision === 'replaced');
  return {
    title: `Publication P${publication.publication}`, name: publication.title, number: publication.publication, at, backTo: { text: 'Publications', href: '/publications' } satisfies Link,
    errors: withdraw.error === undefined ? [] : [{ text: withdraw.error, href: '#reason' }], done: done === 'published' ? { title: 'Published', text: `It is frozen as publication P${publication.publication}. Its files are below.` } : done === 'withdrawn' && withdrawn !== undefined ? { title: 'Taken back', text: 'It stays on record, with your reason.' } : undefined,
    tag: standing(publication), editions: editionsOf(publication, all), inside: publication.disclosure === undefined,
    anew: withdrawn !== undefined && may(viewer, 'composeReports') ? { text: 'Publish another edition of the report', href: `/reports/${publication.report}/publish` } satisfies Link : undefined,
    withdrawn: withdrawn === undefined ? undefined : { reason: withdrawn.reason, who: whoAndWhen(withdrawn, names) },
    facts: [
      { key: 'Period', value: daysInWords(publication) }, { key: 'Cut-off', value: `What was on record at the end of ${inWords(publication.asAt)}` },
      { key: 'Published by', value: `${names.get(`U${publication.publishedBy}`) ?? 'somebody without an account'}, ${instantInWords(publication.publishedAt)}` },
      { key: 'Small numbers', value: `${ruleInWords(publication.disclosure)}${printed.disclosure === undefined ? '' : `. Hidden: ${count(printed.disclosure.hidden)}`}` },
      ...(publication.beside.length === 0 ? [] : [{ key: 'Hidden beside', value: publication.beside.map((one) => `P${one}`).join(', ') }]),
    ],
    look: [{ text: 'Read it as it went out', href: `${at}/report` }, { text: 'What has changed since', href: `${at}/changes` }, { text: 'Make it again', href: `${at}/again` }, { text: 'The report that it was made from', href: `/reports/${publication.report}` }].filter(({ href }) => may(viewer, 'composeReports') || !href.startsWith('/reports/')),
    formats: reportFormats.map(({ key, name }) => ({ text: name, href: `${at}/files/${key}` })),
    charts: chartsOf(printed).map(({ number, title }) => ({ name: `Figure ${number}: ${title}`, files: chartFormats.map(({ key, name }) => ({ text: name, href: `${at}/charts/${number}/${key}` })) })),
    hash: publication.hash, isWhole: publicationIsWhole(publication),
    overruled: publication.overruled.map((one) => ({ says: one.says ?? 'A finding of the checks', reason: one.reason, who: whoAndWhen(one, names) })),
    left: publication.redactions.flatMap((one) => (one.decision === 'left' ? [{ kind: one.kind, place: one.place, reason: one.reason ?? '', who: whoAndWhen(one, names) }] : [])),
    replaced: replaced.length === 0 ? undefined : `${count(replaced.length)} ${replaced.length === 1 ? 'name, place or age was' : 'names, places and ages were'} replaced before it went out.`,
    withdraw: may(viewer, 'publishReports') && withdrawn === undefined ? withdraw : undefined,
  };
}

export function publicationsPage(viewer: Viewer, publications: readonly ListedPublication[], names: ReadonlyMap<string, string>) {
  return {
    title: 'Publications', mayCompose: may(viewer, 'composeReports'),
    rows: publications.map((one) => ({
      number: `P${one.publication}`, href: `/publications/${one.publication}`, name: one.title, period: daysInWords(one), on: instantInWords(one.publishedAt), by: names.get(`U${one.publishedBy}`) ?? 'somebody without an account', tag: standing(one),
    })),
  };
}
