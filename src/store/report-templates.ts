import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

/** The council's own template for reports in Word. `content` is as it was kept: whoever reads it checks it. */
export type KeptReportTemplate = { readonly content: unknown; readonly uploadedBy: string; readonly uploadedAt: Date };

export async function findReportTemplate(database: Database, authorityId: number): Promise<KeptReportTemplate | undefined> {
  const row = await database.selectFrom('report_template as template').innerJoin('account', (join) => join.onRef('account.authority_id', '=', 'template.authority_id').onRef('account.account_id', '=', 'template.uploaded_by'))
    .select(['template.content', 'template.uploaded_at', 'account.name']).where('template.authority_id', '=', authorityId).executeTakeFirst();
  return row === undefined ? undefined : { content: row.content, uploadedBy: row.name, uploadedAt: row.uploaded_at };
}

/** Keeps a template in the place of the one before. */
export async function keepReportTemplate(database: Database, viewer: Viewer, content: unknown, at: Date): Promise<void> {
  const { authorityId, accountId } = viewer;
  const values = { content: JSON.stringify(content), uploaded_by: accountId, uploaded_at: at };
  await database.transaction().execute(async (transaction) => {
    await transaction.insertInto('report_template').values({ authority_id: authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId, detail: { setting: 'report template', change: 'uploaded' } });
  });
}

export async function removeReportTemplate(database: Database, viewer: Viewer, at: Date): Promise<void> {
  const { authorityId, accountId } = viewer;
  await database.transaction().execute(async (transaction) => {
    const gone = await transaction.deleteFrom('report_template').where('authority_id', '=', authorityId).executeTakeFirst();
    if (gone.numDeletedRows > 0n) await audit(transaction, authorityId, at, { what: 'settings changed', accountId, detail: { setting: 'report template', change: 'removed' } });
  });
}
