import type { Selectable } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import { formSentBefore, keepOutcome } from './sent-forms.ts';
import type { DisclosureRule, KeptReportTable, OverruledFinding, ReportVersionTable } from './tables.ts';

/** What a report that is being composed is made of. `layout` is as it was kept: whoever reads it checks it. */
export type ReportContent = {
  readonly title: string; readonly layout: unknown; readonly from: Day; readonly to: Day;
  /** What was entered after the end of this day does not count; everything on record does where absent. */
  readonly asAt?: Day;
  /** How small numbers are hidden; absent for use inside the council. */
  readonly disclosure?: DisclosureRule;
  /** Whether somebody has decided how small numbers are hidden; until then the council's usual rule is taken. It is never undecided again. */
  readonly disclosureDecided?: true;
  readonly overruled: readonly OverruledFinding[];
  /** The publication whose figures it is compared with. */
  readonly comparedWith?: number;
};
export type KeptReport = ReportContent & { readonly report: number; readonly version: number; readonly begunBy: number; readonly changedBy: number; readonly changedAt: Date };

function reportOf(row: Selectable<KeptReportTable>): KeptReport {
  return {
    report: row.report, version: row.version, title: row.title, layout: row.layout, from: row.from_on, to: row.to_on, overruled: row.overruled, begunBy: row.begun_by, changedBy: row.changed_by, changedAt: row.changed_at,
    ...(row.as_at === null ? {} : { asAt: row.as_at }), ...(row.disclosure === null ? {} : { disclosure: row.disclosure }), ...(row.compared_with === null ? {} : { comparedWith: row.compared_with }),
    ...(row.disclosure_decided || row.disclosure !== null ? { disclosureDecided: true } : {}),
  };
}

function columnsOf(content: ReportContent) {
  return {
    title: content.title, layout: JSON.stringify(content.layout), from_on: content.from, to_on: content.to, as_at: content.asAt ?? null,
    disclosure: content.disclosure === undefined ? null : JSON.stringify(content.disclosure), overruled: JSON.stringify(content.overruled), compared_with: content.comparedWith ?? null,
    ...(content.disclosureDecided === true ? { disclosure_decided: true } : {}),
  };
}

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The reports that a council is composing or has composed, what was changed last first. */
export async function reportsOf(database: Database, authorityId: number): Promise<KeptReport[]> {
  return (await database.selectFrom('report').selectAll().where('authority_id', '=', authorityId).orderBy('changed_at', 'desc').orderBy('report', 'desc').execute()).map(reportOf);
}

export async function findReport(database: Database, authorityId: number, report: number): Promise<KeptReport | undefined> {
  const row = await database.selectFrom('report').selectAll().where('authority_id', '=', authorityId).where('report', '=', report).executeTakeFirst();
  return row && reportOf(row);
}

/** Begins a report, once for each form, and gives its number. */
export async function beginReport(database: Database, viewer: Viewer, form: string, content: ReportContent, at: Date): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    const before = await formSentBefore(transaction, authorityId, form, accountId);
    if (before !== undefined) return Number(before);
    // Two who begin a report at once must not give it the same number; nor may one that was discarded be given again.
    await transaction.insertInto('series').values({ authority_id: authorityId, series: 'report', last: 0 }).onConflict((conflict) => conflict.doNothing()).execute();
    const { last: report } = await transaction.updateTable('series').set((series) => ({ last: series('last', '+', 1) })).where('authority_id', '=', authorityId).where('series', '=', 'report').returning('last').executeTakeFirstOrThrow();
    await transaction.insertInto('report').values({ authority_id: authorityId, report, ...columnsOf(content), begun_by: accountId, begun_at: at, changed_by: accountId, changed_at: at }).execute();
    await keepVersion(transaction, viewer, { report, version: 1 }, content, { what: 'Started' }, at);
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'report begun', report } });
    await keepOutcome(transaction, authorityId, form, String(report));
    return report;
  });
}

/** How a version came to be: in the words of a person, where these say more than the act; and the version it is a copy of. */
export type VersionMade = { readonly what: string; readonly restores?: number };

async function keepVersion(transaction: Database, { authorityId, accountId }: Viewer, { report, version }: { readonly report: number; readonly version: number }, content: ReportContent, { what, restores }: VersionMade, at: Date): Promise<void> {
  const { overruled: _, disclosure_decided: __, ...columns } = columnsOf(content);
  await transaction.insertInto('report_version').values({ authority_id: authorityId, report, version, ...columns, what, restores: restores ?? null, changed_by: accountId, changed_at: at }).execute();
}

/**
 * Changes a report that nobody changed since it was seen. False where somebody did, or it is gone: nothing is changed then. Every
 * state is kept as a version. `act` is for the audit trail, and names nothing that somebody typed.
 */
export async function changeReport(database: Database, viewer: Viewer, seen: { readonly report: number; readonly version: number }, content: ReportContent, act: string, at: Date, made: VersionMade = { what: capitalised(act) }): Promise<boolean> {
  if (!database.isTransaction) return database.transaction().execute((transaction) => changeReport(transaction, viewer, seen, content, act, at, made));
  const { authorityId, accountId } = viewer;
  const changed = await database.updateTable('report').set({ ...columnsOf(content), version: seen.version + 1, changed_by: accountId, changed_at: at })
    .where('authority_id', '=', authorityId).where('report', '=', seen.report).where('version', '=', seen.version).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return false;
  await keepVersion(database, viewer, { report: seen.report, version: seen.version + 1 }, content, made, at);
  await audit(database, authorityId, at, { what: 'recorded', accountId, detail: { act, report: seen.report } });
  return true;
}

/** Takes out a report that was never published. False where it was, somebody changed it since it was seen, or it is gone. */
export async function discardReport(database: Database, viewer: Viewer, seen: { readonly report: number; readonly version: number }, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    // Whoever publishes it at this moment has it first.
    await transaction.selectFrom('report').select('report').where('authority_id', '=', authorityId).where('report', '=', seen.report).forUpdate().executeTakeFirst();
    const published = await transaction.selectFrom('publication').select('publication').where('authority_id', '=', authorityId).where('report', '=', seen.report).limit(1).executeTakeFirst();
    if (published !== undefined) return false;
    const gone = await transaction.deleteFrom('report').where('authority_id', '=', authorityId).where('report', '=', seen.report).where('version', '=', seen.version).executeTakeFirst();
    if (gone.numDeletedRows === 0n) return false;
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'report discarded', report: seen.report } });
    return true;
  });
}

/** One state of a report, without what was overruled in it: that is no part of how it is composed. */
export type ReportVersion = Omit<ReportContent, 'overruled' | 'disclosureDecided'> & { readonly version: number; readonly changedBy: number; readonly changedAt: Date } & VersionMade;
/** Of a list: without what it is made of. */
export type ListedVersion = Pick<ReportVersion, 'version' | 'what' | 'restores' | 'changedBy' | 'changedAt'>;

function versionOf(row: Selectable<ReportVersionTable>): ReportVersion {
  return {
    ...listedVersion(row), title: row.title, layout: row.layout, from: row.from_on, to: row.to_on,
    ...(row.as_at === null ? {} : { asAt: row.as_at }), ...(row.disclosure === null ? {} : { disclosure: row.disclosure }), ...(row.compared_with === null ? {} : { comparedWith: row.compared_with }),
  };
}

function listedVersion(row: Pick<Selectable<ReportVersionTable>, 'version' | 'what' | 'restores' | 'changed_by' | 'changed_at'>): ListedVersion {
  return { version: row.version, what: row.what, changedBy: row.changed_by, changedAt: row.changed_at, ...(row.restores === null ? {} : { restores: row.restores }) };
}

/** The versions of a report, the latest first, after version `since` where that is named. */
export async function versionsOf(database: Database, authorityId: number, report: number, since = 0): Promise<ListedVersion[]> {
  const rows = await database.selectFrom('report_version').select(['version', 'what', 'restores', 'changed_by', 'changed_at']).where('authority_id', '=', authorityId).where('report', '=', report).where('version', '>', since).orderBy('version', 'desc').execute();
  return rows.map(listedVersion);
}

export async function findVersion(database: Database, authorityId: number, report: number, version: number): Promise<ReportVersion | undefined> {
  const row = await database.selectFrom('report_version').selectAll().where('authority_id', '=', authorityId).where('report', '=', report).where('version', '=', version).executeTakeFirst();
  return row && versionOf(row);
}
