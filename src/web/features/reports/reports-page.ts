import { may, type Viewer } from '../../../domain/viewer.ts';
import { daysInWords } from '../../../reporting/period.ts';
import type { Authority } from '../../../store/authorities.ts';
import type { ListedPublication } from '../../../store/publications.ts';
import type { KeptReport } from '../../../store/reports.ts';
import { instantInWords } from '../../instant-in-words.ts';

/** The reports of a council for somebody who has signed in: those being composed, for who composes; those published, for all who see figures. */
export type ReportsPage = {
  readonly title: string; readonly compose: boolean; readonly done: string | undefined; readonly standing: string;
  readonly drafts: readonly { readonly report: number; readonly title: string; readonly period: string; readonly changed: string; readonly href: string; readonly preview: string }[];
  readonly publications: readonly { readonly publication: number; readonly title: string; readonly period: string; readonly published: string; readonly href: string; readonly withdrawn: boolean }[];
};

const MOST_LISTED = 10;

export function reportsPage(viewer: Viewer, authority: Authority, reports: readonly KeptReport[], publications: readonly ListedPublication[], names: ReadonlyMap<string, string>, discarded: boolean): ReportsPage {
  const who = (account: number): string => names.get(`U${account}`) ?? 'somebody';
  const published = new Set(publications.filter((one) => one.withdrawn === undefined).map((one) => one.report));
  return {
    title: 'Reports', compose: may(viewer, 'composeReports'), done: discarded ? 'The report is discarded.' : undefined, standing: `/authorities/${encodeURIComponent(authority.authority)}/report`,
    drafts: !may(viewer, 'composeReports') ? [] : reports.map((one) => ({
      report: one.report, title: one.title, period: daysInWords({ from: one.from, to: one.to }), changed: `${instantInWords(one.changedAt)}, by ${who(one.changedBy)}${published.has(one.report) ? '. Published' : ''}`, href: `/reports/${one.report}`, preview: `/reports/${one.report}/preview`,
    })),
    publications: publications.slice(0, MOST_LISTED).map((one) => ({
      publication: one.publication, title: one.title, period: daysInWords({ from: one.from, to: one.to }), published: `${instantInWords(one.publishedAt)}, by ${who(one.publishedBy)}`, href: `/publications/${one.publication}`, withdrawn: one.withdrawn !== undefined,
    })),
  };
}
