import { sql } from 'kysely';
import { dayInEngland } from '../domain/day.ts';
import { fileOf } from '../domain/evolve.ts';
import { erasureGrounds, whyNotErase } from '../domain/retention.ts';
import { audit } from './audit.ts';
import { authorityWith } from './authorities.ts';
import { draftOfCase } from './awaiting-confirmation.ts';
import { loadEvents, lockChain } from './case-history.ts';
import type { Database } from './database.ts';
import { eraseIdentifyingText } from './erase.ts';
import { erasePerson } from './people.ts';
import { retentionOf } from './retention.ts';

export type ErasureDecided =
  | { readonly is: 'erased'; readonly texts: number; readonly people: number }
  | { readonly is: 'kept' }
  /** `message` is a sentence for whoever decided. */
  | { readonly is: 'refused'; readonly message: string };

/**
 * A second person's decision on a request to erase a case. Erased are every text that identifies somebody, the people whom no other
 * case names, drafts, why somebody opened it when it was hidden, why it was on hold, and what was said for its erasure beside the ground. Dates, codes and findings stay, and with them the figures and the chain.
 */
export async function decideErasure(database: Database, authorityId: number, caseId: number, decision: 'erased' | 'kept', { by, at }: { readonly by: number; readonly at: Date }): Promise<ErasureDecided> {
  return database.transaction().execute(async (transaction): Promise<ErasureDecided> => {
    // Nobody records in the case, or asks again, meanwhile.
    await lockChain(transaction, authorityId);
    const asked = await transaction.selectFrom('erasure').selectAll().where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('decided_at', 'is', null).forUpdate().executeTakeFirst();
    if (asked === undefined) return { is: 'refused', message: 'Nobody asks any more that this case be erased' };
    const decided = transaction.updateTable('erasure').where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('erasure', '=', asked.erasure);
    if (decision === 'kept') {
      await decided.set({ decision, decided_by: by, decided_at: at }).execute();
      await audit(transaction, authorityId, at, { what: 'erasure refused', accountId: by, caseId, detail: { ground: asked.ground } });
      return { is: 'kept' };
    }
    if (asked.asked_by === by) return { is: 'refused', message: 'You asked for it yourself. A second person must agree before a case is erased' };
    const file = fileOf(((await loadEvents(transaction, authorityId, [caseId])).get(caseId) ?? []).map((one) => one.event));
    if (file === undefined) return { is: 'refused', message: 'There is nothing on record of this case' };
    const { facts } = await retentionOf(transaction, authorityId, caseId, file);
    const why = whyNotErase({ ...facts, asked: false }, dayInEngland(at), erasureGrounds.find((ground) => ground === asked.ground));
    if (why !== undefined) return { is: 'refused', message: why };
    const people = await namedNowhereElse(transaction, authorityId, caseId);
    const { texts } = await eraseIdentifyingText(transaction, await authorityWith(transaction, authorityId), caseId);
    let erasedPeople = 0;
    for (const person of people) if (await erasePerson(transaction, authorityId, person, at)) erasedPeople += 1;
    await transaction.updateTable('glass_broken').set({ reason: '' }).where('authority_id', '=', authorityId).where('case_id', '=', caseId).execute();
    await transaction.updateTable('legal_hold').set({ reason: '' }).where('authority_id', '=', authorityId).where('case_id', '=', caseId).execute();
    await transaction.updateTable('erasure').set({ reason: '' }).where('authority_id', '=', authorityId).where('case_id', '=', caseId).execute();
    await transaction.deleteFrom('draft').where('authority_id', '=', authorityId).where(sql<boolean>`starts_with(form, ${draftOfCase(caseId, '')})`).execute();
    await decided.set({ decision, decided_by: by, decided_at: at, texts }).execute();
    await audit(transaction, authorityId, at, { what: 'erased', accountId: by, caseId, detail: { ground: asked.ground, askedBy: asked.asked_by, texts, people: erasedPeople } });
    return { is: 'erased', texts, people: erasedPeople };
  });
}

/** The cases of an authority that were erased: nothing brings back what was. */
export async function erasedCases(database: Database, authorityId: number): Promise<ReadonlySet<number>> {
  const rows = await database.selectFrom('erasure').select('case_id').distinct().where('authority_id', '=', authorityId).where('decision', '=', 'erased').execute();
  return new Set(rows.map((row) => row.case_id));
}

/** The people of a case, by key, whom no other case names that still holds their words. */
async function namedNowhereElse(transaction: Database, authorityId: number, caseId: number): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select p.person
    from case_person k
    join person p on p.authority_id = k.authority_id and p.person = k.person and p.erased_at is null
    where k.authority_id = ${authorityId} and k.case_id = ${caseId}
      and not exists (
        select from case_person o
        where o.authority_id = k.authority_id and o.person = k.person and o.case_id <> k.case_id
          and not exists (select from erasure e where e.authority_id = o.authority_id and e.case_id = o.case_id and e.decision = 'erased'))`.execute(transaction);
  return rows.map((row) => row.person);
}
