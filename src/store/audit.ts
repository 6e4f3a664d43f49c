import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from './canonical-json.ts';
import { type Database, insertRows } from './database.ts';

/** What somebody did that is kept on the audit trail. */
export const auditedActs = ['signed in', 'sign-in refused', 'signed out', 'second factor set', 'viewed', 'searched', 'listed', 'exported', 'recorded', 'refused', 'glass broken', 'account added', 'account changed', 'settings changed', 'drafts removed', 'hold placed', 'hold lifted', 'erasure asked for', 'erasure refused', 'erased'] as const;
export type AuditedAct = (typeof auditedActs)[number];
/** `detail` holds codes and references, never what was typed or read. */
export type AuditEntry = { readonly what: AuditedAct; readonly accountId?: number; readonly caseId?: number; readonly detail?: Readonly<Record<string, string | number | boolean>> };

function auditHash(last: Buffer, position: number, at: Date, entry: AuditEntry): Buffer {
  return createHash('sha256').update(last).update(canonicalJson([position, at.toISOString(), entry.accountId ?? null, entry.what, entry.caseId ?? null, entry.detail ?? {}])).digest();
}

async function lockAuditChain(transaction: Database, authorityId: number): Promise<{ readonly position: number; readonly hash: Buffer }> {
  const lock = () => transaction.selectFrom('audit_chain').selectAll().where('authority_id', '=', authorityId).forUpdate();
  const held = await lock().executeTakeFirst();
  if (held !== undefined) return held;
  await sql`insert into audit_chain (authority_id) values (${authorityId}) on conflict do nothing`.execute(transaction);
  return lock().executeTakeFirstOrThrow();
}

/** Adds to the authority's audit trail; entries of one authority follow one another. Within a transaction it stands or falls with it. */
export async function audit(database: Database, authorityId: number, at: Date, ...entries: readonly AuditEntry[]): Promise<void> {
  if (!database.isTransaction) return database.transaction().execute((transaction) => audit(transaction, authorityId, at, ...entries));
  const chain = await lockAuditChain(database, authorityId);
  let { position, hash } = chain;
  const rows = entries.map((entry) => {
    position += 1;
    hash = auditHash(hash, position, at, entry);
    return {
      authority_id: authorityId, position, at: at.toISOString(), account_id: entry.accountId ?? null, what: entry.what, case_id: entry.caseId ?? null,
      detail: entry.detail ?? {}, hash: `\\x${hash.toString('hex')}`,
    };
  });
  await insertRows(database, 'audit', rows);
  await database.updateTable('audit_chain').where('authority_id', '=', authorityId).set({ position, hash }).execute();
}

export type AuditRow = { readonly position: number; readonly at: Date; readonly accountId: number | null; readonly name: string | null; readonly what: AuditedAct; readonly caseId: number | null; readonly ref: string | null; readonly detail: Readonly<Record<string, unknown>> };

/** The trail, newest first, by page: of one case, of one person, or all. `before`: the position that the page before ended at. */
export async function auditTrail(database: Database, authorityId: number, of: { caseId?: number; accountId?: number; before?: number; most?: number } = {}): Promise<AuditRow[]> {
  const { rows } = await sql<{ position: number; at: Date; account_id: number | null; name: string | null; what: AuditedAct; case_id: number | null; ref: string | null; detail: Record<string, unknown> }>`
    select a.position, a.at, a.account_id, p.name, a.what, a.case_id, c.ref, a.detail
    from audit a
    left join account p on p.authority_id = a.authority_id and p.account_id = a.account_id
    left join case_index c on c.authority_id = a.authority_id and c.case_id = a.case_id
    where a.authority_id = ${authorityId}
      ${of.caseId === undefined ? sql`` : sql`and a.case_id = ${of.caseId}`}
      ${of.accountId === undefined ? sql`` : sql`and a.account_id = ${of.accountId}`}
      ${of.before === undefined ? sql`` : sql`and a.position < ${of.before}`}
    order by a.position desc
    limit ${of.most ?? 50}`.execute(database);
  return rows.map((row) => ({ position: row.position, at: row.at, accountId: row.account_id, name: row.name, what: row.what, caseId: row.case_id, ref: row.ref, detail: row.detail }));
}

/** Goes along the trail of an authority; each fault is a sentence. */
export async function verifyAudit(database: Database, authorityId: number): Promise<readonly string[]> {
  const rows = await database.selectFrom('audit').selectAll().where('authority_id', '=', authorityId).orderBy('position').execute();
  const chain = await database.selectFrom('audit_chain').selectAll().where('authority_id', '=', authorityId).executeTakeFirst();
  const faults: string[] = [];
  let hash: Buffer = Buffer.alloc(0);
  let position = 0;
  for (const row of rows) {
    position += 1;
    if (row.position !== position) faults.push(`Entry ${position} of the audit trail is missing.`);
    position = row.position;
    hash = auditHash(hash, row.position, row.at, {
      what: row.what as AuditedAct, ...(row.account_id === null ? {} : { accountId: row.account_id }), ...(row.case_id === null ? {} : { caseId: row.case_id }), detail: row.detail as Record<string, string>,
    });
    if (!hash.equals(row.hash)) {
      faults.push(`Entry ${row.position} of the audit trail is not what was recorded.`);
      hash = row.hash;
    }
  }
  if (position !== (chain?.position ?? 0)) faults.push(`The audit trail should end at ${chain?.position ?? 0} and ends at ${position}.`);
  return faults;
}
