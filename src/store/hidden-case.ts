import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { breakGlass, maySeeCase } from './access.ts';
import { audit } from './audit.ts';
import { findCase } from './case-history.ts';
import type { Database } from './database.ts';
import type { CaseKind } from './tables.ts';

// Why it is as it is: decisions/0010-hidden-cases.md.

/**
 * Keeps on the audit trail that somebody asked for a case and was shown none. What is about no case is written alike whether the
 * case is hidden or there is none; what is about the case is seen by those alone who may see it.
 */
export async function auditUnseen(database: Database, viewer: Viewer, kind: CaseKind, ref: string, act: string, at: Date): Promise<void> {
  const held = await findCase(database, viewer.authorityId, kind, ref);
  const entry = { what: 'refused', accountId: viewer.accountId, detail: { act, why: 'no case that they may see' } } as const;
  await audit(database, viewer.authorityId, at, entry, ...(held === undefined ? [] : [{ ...entry, caseId: held.caseId }]));
}

const ASKED = 'ask to see a hidden case';
const ASKED_IN_VAIN = 'ask to see a hidden case, in vain';
const MOST_AN_HOUR = 5;

/**
 * Asks to see a case by its reference, with a reason. It is opened to the viewer where there is one that may be; the answer is the
 * same whether there is or not, and everything asked counts against the five that may be asked in an hour.
 */
export async function askForHiddenCase(database: Database, viewer: Viewer, ref: string, reason: string, today: Day, at: Date): Promise<'asked' | 'too often'> {
  if (!database.isTransaction) return database.transaction().execute((transaction) => askForHiddenCase(transaction, viewer, ref, reason, today, at));
  // One at a time: of ten asked at once, five are too many.
  await database.selectFrom('account').select('account_id').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).forUpdate().executeTakeFirst();
  const { rows } = await sql<{ asked: number }>`
    select count(*)::int as asked
    from audit a
    where a.authority_id = ${viewer.authorityId} and a.account_id = ${viewer.accountId} and a.at > ${new Date(at.getTime() - 3_600_000)} and a.detail ->> 'act' = ${ASKED}`.execute(database);
  if ((rows[0]?.asked ?? 0) >= MOST_AN_HOUR) {
    await audit(database, viewer.authorityId, at, { what: 'refused', accountId: viewer.accountId, detail: { act: 'ask to see hidden cases too often' } });
    return 'too often';
  }
  const held = await findCase(database, viewer.authorityId, 'representation', ref);
  const { accountId } = viewer;
  if (held !== undefined && await maySeeCase(database, viewer, held.caseId, today, at)) return 'asked';
  if (held !== undefined) {
    await sql`savepoint before_breaking`.execute(database);
    await breakGlass(database, viewer, held.caseId, reason, at);
    if (await maySeeCase(database, viewer, held.caseId, today, at)) {
      await audit(database, viewer.authorityId, at, { what: 'glass broken', accountId, caseId: held.caseId, detail: { act: ASKED } });
      return 'asked';
    }
    await sql`rollback to savepoint before_breaking`.execute(database);
  }
  await audit(database, viewer.authorityId, at,
    { what: 'refused', accountId, detail: { act: ASKED, why: 'no case that can be opened to them' } },
    ...(held === undefined ? [] : [{ what: 'refused', accountId, caseId: held.caseId, detail: { act: ASKED_IN_VAIN, why: 'it stays hidden from them' } } as const]));
  return 'asked';
}

export type GlassBroken = { readonly name?: string; readonly reason: string; readonly at: Date; readonly until: Date };

/** Who had a case opened to them that was hidden from them, and why, the newest first. */
export async function glassBrokenOn(database: Database, authorityId: number, caseId: number): Promise<readonly GlassBroken[]> {
  const rows = await database.selectFrom('glass_broken as g')
    .leftJoin('account as p', (join) => join.onRef('p.authority_id', '=', 'g.authority_id').onRef('p.account_id', '=', 'g.account_id'))
    .select(['p.name', 'g.reason', 'g.broken_at', 'g.until']).where('g.authority_id', '=', authorityId).where('g.case_id', '=', caseId).orderBy('g.broken_at', 'desc').execute();
  return rows.map((row) => ({ reason: row.reason, at: row.broken_at, until: row.until, ...(row.name === null ? {} : { name: row.name }) }));
}
