import { randomUUID } from 'node:crypto';
import { day } from '../src/domain/day.ts';
import { type Viewer, viewerKey } from '../src/domain/viewer.ts';
import { checkReport } from '../src/reporting/checks/check-report.ts';
import { exportReport, findFormat } from '../src/reporting/exporters/all.ts';
import { findLayout } from '../src/reporting/layouts/all.ts';
import { composeEditions, composeReport, reportAuthorityOf } from '../src/reporting/report.ts';
import type { Report } from '../src/reporting/report-value.ts';
import { addAccount, allAccounts, beginSession } from '../src/store/accounts.ts';
import { authorityWith } from '../src/store/authorities.ts';
import { beginReport, discardReport } from '../src/store/reports.ts';
import { rulesOf } from '../src/store/rules-of-authority.ts';
import type { Store } from '../src/store/store.ts';
import { makeApp } from '../src/web/app.ts';
import { OFFICE_OPENS } from './office.ts';
import { compared, type Result } from './result.ts';
import { type Sample, sampleOf, timed } from './sample.ts';

const period = { from: day('2024-04-01'), to: day('2025-03-31') };
const EMAIL = 'composing@example.org';
const THRESHOLD = 5;

async function managerOf({ db }: Store, authorityId: number): Promise<Viewer> {
  const accountId = await addAccount(db, authorityId, { email: EMAIL, name: 'Morgan Compose', roles: ['complaints_manager'] }) ?? (await allAccounts(db, authorityId)).find(({ email }) => email === EMAIL)?.account_id;
  if (accountId === undefined) throw new Error('there is no account to compose with');
  return { authorityId, accountId, key: viewerKey(accountId), name: 'Morgan Compose', email: EMAIL, roles: ['complaints_manager'], services: [] };
}

/** Pages of a PDF, as its own tree of pages counts them. */
function pagesOf(pdf: Buffer): number {
  return Math.max(0, ...[...pdf.toString('latin1').matchAll(/\/Count\s+(\d+)/g)].map(([, count]) => Number(count)));
}

type Taken = { readonly what: string; readonly aim?: number; readonly times: number[]; readonly p95?: true; run(): Promise<unknown> };

/**
 * A whole annual report of one council among all, from its questions to each form in which it leaves the house, and what somebody opens while
 * it is written. Every turn takes all of them one after another, so that a busy moment falls on all alike.
 */
export async function benchComposed(store: Store, authorityIds: readonly number[], quick: boolean): Promise<Result[]> {
  const { db } = store;
  const authorityId = authorityIds[Math.floor(authorityIds.length / 2)]!;
  const authority = await authorityWith(db, authorityId);
  const layout = findLayout('annual');
  if (layout === undefined) throw new Error('there is no annual layout');
  const viewer = await managerOf(store, authorityId);
  const kept = await beginReport(db, viewer, randomUUID(), { title: layout.title, layout, ...period, overruled: [] }, OFFICE_OPENS);
  const cookies = { candour: await beginSession(db, viewer, true, OFFICE_OPENS) };
  const app = makeApp(store, { clock: () => OFFICE_OPENS });
  const madeOn = day('2026-03-31');
  const compose = (): Promise<Report> => composeReport(db, authority, layout, period, { madeOn, reference: `R${kept}` });
  const page = async (url: string, holds: string): Promise<void> => {
    const { statusCode, body } = await app.inject({ method: 'GET', url, cookies });
    if (statusCode !== 200 || !body.includes(holds)) throw new Error(`${url} answered ${statusCode}: ${body.replaceAll(/<style[^]*?<\/style>|<[^>]*>|\s+/g, ' ').slice(0, 400)}`);
  };
  const fileOf = async (key: string): Promise<Buffer> => {
    const { content } = await exportReport(await compose(), findFormat(key)!);
    if (content.length < 10_000) throw new Error(`${key} is no whole file`);
    return content;
  };
  const inYear = new URLSearchParams({ from: period.from, to: period.to }).toString();
  const explored = new URLSearchParams({ measure: 'complaints', period: 'own', by: 'theme', 'from-day': '1', 'from-month': '4', 'from-year': '2024', 'to-day': '31', 'to-month': '3', 'to-year': '2025' }).toString();
  let hidden = 0;
  let findings = 0;
  try {
    await app.ready();
    const hasDashboard = app.hasRoute({ method: 'GET', url: '/dashboard' });
    const composing: number[] = [];
    const taken: readonly Taken[] = [
      { what: 'The composer’s preview of it', aim: 1000, run: () => page(`/reports/${kept}/preview`, 'Being composed') },
      { what: 'It composed as Word', aim: 3000, run: () => fileOf('docx') },
      { what: 'It composed as PDF', aim: 2000, run: () => fileOf('pdf') },
      { what: 'It composed as an Excel workbook', run: () => fileOf('xlsx') },
      {
        what: 'It composed with small numbers hidden, and checked', aim: 2000, run: async () => {
          const { whole, printed } = await composeEditions(db, authority, layout, period, { madeOn, reference: 'P1', disclosure: { rule: { threshold: THRESHOLD } } });
          const { procedures, calendar } = rulesOf(authority);
          findings = checkReport({ whole, printed, layout, procedures, calendar, authority: await reportAuthorityOf(db, authority) }).length;
          hidden = printed.disclosure?.hidden ?? 0;
          if (hidden === 0) throw new Error('no number of the report was hidden');
        },
      },
      { what: 'Figures: complaints of a year by theme', run: () => page(`/figures?${explored}`, '<table') },
      { what: 'Figures: the cases behind a number', run: () => page(`/figures/cases?measure=complaints&${inYear}`, '/cases/') },
      ...(hasDashboard ? [{ what: 'Dashboard', aim: 200, p95: true as const, run: () => page('/dashboard', '<h1') }] : []),
    ].map((one) => ({ ...one, times: [] }));
    const pages = pagesOf(await fileOf('pdf'));
    const repeats = quick ? 3 : 5;
    for (let repeat = -1; repeat < repeats; repeat += 1) {
      const alone = await timed(compose);
      if (repeat >= 0) composing.push(alone);
      for (const one of taken) for (let turn = 0; turn < (one.p95 === true ? 8 : 1); turn += 1) {
        const ms = await timed(one.run);
        if (repeat >= 0) one.times.push(ms);
      }
    }
    return resultsOf(taken, sampleOf(composing), { pages, hidden, findings, hasDashboard });
  } finally {
    await discardReport(db, viewer, { report: kept, version: 1 }, OFFICE_OPENS);
    await app.close();
  }
}

function resultsOf(taken: readonly Taken[], alone: Sample, { pages, hidden, findings, hasDashboard }: { readonly pages: number; readonly hidden: number; readonly findings: number; readonly hasDashboard: boolean }): Result[] {
  const beside = { with: `composing it alone (annual report, ${pages} pages as PDF)`, reached: alone.median, spread: alone };
  const results = taken.map(({ what, aim, times, p95 }) => {
    const sample = sampleOf(times);
    const counted = what.endsWith('checked') ? ` (${hidden} numbers hidden below ${THRESHOLD}, ${findings} findings)` : p95 === true ? `, p95 of ${sample.times} (p50 ${sample.median.toFixed(0)} ms)` : '';
    return compared({ what: what + counted, reached: p95 === true ? sample.p95 : sample.median, unit: 'ms', spread: sample, ...(aim === undefined ? {} : { aim }), compared: beside });
  });
  return hasDashboard ? results : [...results, { what: 'Dashboard: left out, there is none', reached: 0, unit: 'ms', note: 'the dashboard is not part of this Candour' }];
}
