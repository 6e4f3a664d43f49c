import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

/** A layout that a council keeps. `spec` is as it was kept: whoever reads it checks it. */
export type KeptLayout = { readonly layout: number; readonly name: string; readonly version: number; readonly spec: unknown; readonly changedAt: Date; readonly changedBy: number };

export async function councilLayouts(database: Database, authorityId: number): Promise<KeptLayout[]> {
  const rows = await database.selectFrom('layout').selectAll().where('authority_id', '=', authorityId).orderBy('name').execute();
  return rows.map((row) => ({ layout: row.layout, name: row.name, version: row.version, spec: row.spec, changedAt: row.changed_at, changedBy: row.changed_by }));
}

export async function findCouncilLayout(database: Database, authorityId: number, layout: number): Promise<KeptLayout | undefined> {
  return (await councilLayouts(database, authorityId)).find((one) => one.layout === layout);
}

/** What became of a layout that was to be kept. `taken`: another has its name, which whoever kept this one has not seen as it is now. */
export type LayoutKept = { readonly is: 'kept'; readonly layout: number } | { readonly is: 'taken'; readonly by: KeptLayout };

/** Keeps a layout under a name. One of the same name is replaced only as it was seen: `seen` is its number and version then. */
export async function keepLayout(database: Database, viewer: Viewer, name: string, spec: unknown, at: Date, seen?: { readonly layout: number; readonly version: number }): Promise<LayoutKept> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    // Two who keep a layout at once must not give it the same number.
    await transaction.selectFrom('authority').select('authority_id').where('authority_id', '=', authorityId).forNoKeyUpdate().executeTakeFirstOrThrow();
    const kept = await councilLayouts(transaction, authorityId);
    const same = kept.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (same !== undefined && (same.layout !== seen?.layout || same.version !== seen.version)) return { is: 'taken', by: same };
    const layout = same?.layout ?? Math.max(0, ...kept.map((one) => one.layout)) + 1;
    const values = { name, spec: JSON.stringify(spec), changed_at: at, changed_by: accountId };
    if (same === undefined) await transaction.insertInto('layout').values({ authority_id: authorityId, layout, ...values }).execute();
    else await transaction.updateTable('layout').set({ ...values, version: same.version + 1 }).where('authority_id', '=', authorityId).where('layout', '=', layout).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId, detail: { layout, change: same === undefined ? 'kept' : 'replaced' } });
    return { is: 'kept', layout };
  });
}

/** Takes a layout out of those that the council keeps. Reports that began from it have their own copy. False, and it stays, where `isAsSeen` does not hold of it. */
export async function discardLayout(database: Database, viewer: Viewer, layout: number, isAsSeen: (now: KeptLayout) => boolean, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    await transaction.selectFrom('authority').select('authority_id').where('authority_id', '=', viewer.authorityId).forNoKeyUpdate().executeTakeFirstOrThrow();
    const now = await findCouncilLayout(transaction, viewer.authorityId, layout);
    // Sent twice, it is gone already.
    if (now === undefined) return true;
    if (!isAsSeen(now)) return false;
    await transaction.deleteFrom('layout').where('authority_id', '=', viewer.authorityId).where('layout', '=', layout).execute();
    await audit(transaction, viewer.authorityId, at, { what: 'settings changed', accountId: viewer.accountId, detail: { layout, change: 'discarded' } });
    return true;
  });
}

/** What became of a layout that was to have another name. `taken`: another has it. `moved on`: `isAsSeen` does not hold of it; or it is gone. */
export type LayoutRenamed = 'renamed' | 'taken' | 'moved on';

export async function renameLayout(database: Database, viewer: Viewer, layout: number, name: string, isAsSeen: (now: KeptLayout) => boolean, at: Date): Promise<LayoutRenamed> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    await transaction.selectFrom('authority').select('authority_id').where('authority_id', '=', authorityId).forNoKeyUpdate().executeTakeFirstOrThrow();
    const kept = await councilLayouts(transaction, authorityId);
    const now = kept.find((one) => one.layout === layout);
    if (now === undefined) return 'moved on';
    if (now.name === name) return 'renamed';
    if (kept.some((one) => one.layout !== layout && one.name.toLowerCase() === name.toLowerCase())) return 'taken';
    if (!isAsSeen(now)) return 'moved on';
    await transaction.updateTable('layout').set((old) => ({ name, version: old('version', '+', 1), changed_at: at, changed_by: accountId })).where('authority_id', '=', authorityId).where('layout', '=', layout).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId, detail: { layout, change: 'renamed' } });
    return 'renamed';
  });
}
