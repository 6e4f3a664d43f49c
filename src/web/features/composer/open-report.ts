import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FigurePeriod } from '../../../domain/figure-query.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { layoutOf } from '../../../reporting/kept-layout.ts';
import type { Layout } from '../../../reporting/layout.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import { type LayoutFault, readLayout } from '../../../reporting/read-layout.ts';
import type { Authority } from '../../../store/authorities.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import { publishingSettingsOf } from '../../../store/publishing-settings.ts';
import { changeReport, findReport, findVersion, type KeptReport, type ListedVersion, type ReportContent, versionsOf } from '../../../store/reports.ts';
import type { DisclosureRule } from '../../../store/tables.ts';
import { numberIn } from '../../number-in-address.ts';
import { type Clock, viewerOf } from '../../request-context.ts';

/** A report that is being composed, with the layout that it is made of read. */
export type OpenReport = {
  readonly kept: KeptReport; readonly layout: Layout; readonly authority: Authority; readonly period: FigurePeriod; readonly label: string;
  /** How small numbers are hidden: as was decided for this report, else by the council's usual rule. */
  readonly disclosure?: DisclosureRule;
};

/** The report that an address names; undefined where the viewer's council has none of that number. */
export async function openReport(database: Database, viewer: Viewer, number: string): Promise<OpenReport | undefined> {
  const report = numberIn(number);
  const kept = report === undefined ? undefined : await findReport(database, viewer.authorityId, report);
  if (kept === undefined) return undefined;
  const authority = await authorityOf(database, viewer);
  const period = { from: kept.from, to: kept.to };
  const disclosure = kept.disclosureDecided === true ? kept.disclosure : (await publishingSettingsOf(database, viewer.authorityId)).disclosure;
  return { kept, layout: layoutOf(kept.layout), authority, period, label: periodLabel(period, authority.financialYearStarts), ...(disclosure === undefined ? {} : { disclosure }) };
}

/** What is to be done to a report. Both halves are pure, so that an edit can be tried on the report as it was seen and as it is now. */
export type Edit = {
  /** For the audit trail: names nothing that was typed. */
  readonly act: string;
  /** For those who look at earlier versions. */
  readonly what: string;
  /** Undefined where what it is about is gone. */
  readonly apply: (content: EditedContent) => EditedContent | undefined;
  /** What it was decided on: where somebody changed that meanwhile, the edit is not made and both are shown. Nothing, where it is an addition. */
  readonly about?: (content: EditedContent) => unknown;
  /** The version that it brings back. */
  readonly restores?: number;
};
/** What an edit may change. */
export type EditedContent = Omit<ReportContent, 'layout' | 'overruled'> & { readonly layout: Layout };

export type Made =
  | { readonly is: 'made'; readonly version: number }
  /** Somebody changed the very part: what they did, since it was seen. */
  | { readonly is: 'moved on'; readonly since: readonly ListedVersion[] }
  | { readonly is: 'gone' }
  | { readonly is: 'faulty'; readonly faults: readonly LayoutFault[] };

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);
const ATTEMPTS = 4;

/**
 * Makes an edit that was decided on version `seen` of a report. Where others have changed the report meanwhile it is made on the report
 * as it is now, unless they changed the very part that it is about. Sent twice, it is made once.
 */
export async function makeEdit(database: Database, viewer: Viewer, report: number, seen: number | undefined, edit: Edit, at: Date): Promise<Made> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const kept = await findReport(database, viewer.authorityId, report);
    if (kept === undefined) return { is: 'gone' };
    const now: EditedContent = contentOf(kept);
    const before = seen === undefined || seen === kept.version ? undefined : await findVersion(database, viewer.authorityId, report, seen);
    if (before !== undefined) {
      const then: EditedContent = contentOf(before);
      const next = await findVersion(database, viewer.authorityId, report, before.version + 1);
      if (next?.changedBy === viewer.accountId && same(contentOf(next), undecided(edit.apply(then)))) return { is: 'made', version: kept.version };
      if (edit.about !== undefined && !same(edit.about(then), edit.about(now))) return { is: 'moved on', since: await versionsOf(database, viewer.authorityId, report, before.version) };
    }
    const edited = edit.apply(now);
    if (edited === undefined) return { is: 'gone' };
    const read = readLayout(JSON.parse(JSON.stringify(edited.layout)));
    if ('faults' in read) return { is: 'faulty', faults: read.faults };
    if (same(edited, now)) return { is: 'made', version: kept.version };
    const content: ReportContent = { ...edited, layout: read.layout, overruled: kept.overruled, ...(kept.disclosureDecided === true ? { disclosureDecided: true } : {}) };
    if (await changeReport(database, viewer, kept, content, edit.act, at, { what: edit.what, ...(edit.restores === undefined ? {} : { restores: edit.restores }) })) return { is: 'made', version: kept.version + 1 };
  }
  return { is: 'moved on', since: [] };
}

/** Without whether anybody has decided how small numbers are hidden: versions do not hold that, as it is never undecided again. */
function undecided(content: EditedContent | undefined): EditedContent | undefined {
  if (content === undefined) return undefined;
  const { disclosureDecided: _, ...rest } = content;
  return rest;
}

export function contentOf({ title, layout, from, to, asAt, disclosure, comparedWith }: Omit<ReportContent, 'overruled' | 'disclosureDecided'>): EditedContent {
  return { title, layout: layoutOf(layout), from, to, ...(asAt === undefined ? {} : { asAt }), ...(disclosure === undefined ? {} : { disclosure }), ...(comparedWith === undefined ? {} : { comparedWith }) };
}

/** An edit of the layout alone. */
export function layoutEdit(act: string, what: string, change: (layout: Layout) => Layout | undefined, about?: (layout: Layout) => unknown): Edit {
  return {
    act, what,
    apply: (content) => {
      const layout = change(content.layout);
      return layout && { ...content, layout };
    },
    ...(about === undefined ? {} : { about: (content) => about(content.layout) }),
  };
}

/** Who asks, when, and for which report: what every route of one report begins with. */
export type Asking = { readonly viewer: Viewer; readonly at: Date; readonly open: OpenReport };
type Handler<R> = (asking: Asking, request: FastifyRequest & R, reply: FastifyReply) => Promise<unknown>;

/** A handler of one report: where there is none of that number it answers that the page is not there. */
export function ofReport<R extends { readonly params: { readonly report: string } }>(database: Database, clock: Clock, handle: Handler<R>) {
  return async (request: FastifyRequest & R, reply: FastifyReply): Promise<unknown> => {
    const viewer = viewerOf(request);
    const open = await openReport(database, viewer, request.params.report);
    return open === undefined ? reply.callNotFound() : handle({ viewer, at: clock(), open }, request, reply);
  };
}
