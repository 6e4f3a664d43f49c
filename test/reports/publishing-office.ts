import { day, type Day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { type Viewer, viewerKey, type ViewerRole } from '../../src/domain/viewer.ts';
import type { Layout } from '../../src/reporting/layout.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composePublication } from '../../src/reporting/publishing/compose-publication.ts';
import { type Authority, authorityNamed } from '../../src/store/authorities.ts';
import { append, findCase, loadEvents } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { publish } from '../../src/store/publications.ts';
import { beginReport, type ReportContent } from '../../src/store/reports.ts';
import type { Store } from '../../src/store/store.ts';
import type { DisclosureRule } from '../../src/store/tables.ts';
import { withDemonstration } from '../demonstration.ts';
import { addSomebody } from '../web/signed-in.ts';

export const year = { from: day('2023-04-01'), to: day('2024-03-31') };
export const cutOff = day('2026-11-20');
export const annual: Layout = findLayout('annual')!;
export const publishedAt = new Date('2026-11-23T10:00:00Z');
let forms = 0;
/** The number of a form that was not sent yet. */
export const freshForm = (): string => `00000000-0000-4000-8000-${String(forms += 1).padStart(12, '0')}`;

export type PublishingOffice = {
  readonly store: Store; readonly authority: Authority; readonly viewer: Viewer;
  somebody(name: string, ...roles: readonly ViewerRole[]): Promise<Viewer>;
  begin(content?: Partial<ReportContent>): Promise<number>;
  /** Publishes a report of the year 2023/24 as it stood on the cut-off day. */
  publishes(report: number, options?: { readonly layout?: Layout; readonly asAt?: Day; readonly disclosure?: DisclosureRule; readonly beside?: readonly number[]; readonly form?: string; readonly at?: Date }): Promise<number>;
  /** Something is recorded in a case of the register, at `at`. */
  records(ref: string, at: Date, ...events: CaseEvent[]): Promise<void>;
};

/** A council with the register of the demonstration for 2023/24, taken in on 20 November 2026, and its complaints manager. */
export async function withPublishingOffice(run: (office: PublishingOffice) => Promise<void>): Promise<void> {
  await withDemonstration(['halton-2023-24'], async (store, [name = '']) => {
    const { db } = store;
    const authority = await authorityNamed(db, name);
    const { authorityId } = authority;
    const somebody = async (called: string, ...roles: readonly ViewerRole[]): Promise<Viewer> => {
      const { accountId, email } = await addSomebody(db, authorityId, called, roles);
      return { authorityId, accountId, key: viewerKey(accountId), name: called, email, roles, services: [] };
    };
    const viewer = await somebody('Max Manager', 'complaints_manager');
    await run({
      store, authority, viewer, somebody,
      begin: (content = {}) => beginReport(db, viewer, freshForm(), { title: annual.title, layout: annual, ...year, overruled: [], ...content }, publishedAt),
      publishes: (report, { layout = annual, asAt = cutOff, disclosure, beside = [], form = freshForm(), at = publishedAt } = {}) => publish(db, viewer, form, report, async (publication, records) => {
        const { whole, printed } = await composePublication(records, { authority: await authorityNamed(records, name), layout, period: year, asAt, madeOn: day('2026-11-23'), reference: `P${publication}`, beside, ...(disclosure === undefined ? {} : { disclosure }) });
        return { title: whole.title, layout, ...year, asAt, overruled: [], whole, printed, beside, redactions: [], ...(disclosure === undefined ? {} : { disclosure }) };
      }, at),
      async records(ref, at, ...events) {
        const kind = ref.includes('C') ? 'compliment' as const : 'representation' as const;
        const held = await findCase(db, authorityId, kind, ref);
        const version = held === undefined ? 0 : (await loadEvents(db, authorityId, [held.caseId])).get(held.caseId)?.length ?? 0;
        await append(db, authorityId, { kind, ref }, version, events, { by: viewer.key, at }, projectionContextOf(await authorityNamed(db, name)));
      },
    });
  });
}
