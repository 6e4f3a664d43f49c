import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { day, daysAfter } from '../src/domain/day.ts';
import type { CaseEvent } from '../src/domain/events.ts';
import { type ViewerRole, viewerKey } from '../src/domain/viewer.ts';
import { randomFrom } from '../src/simulate/random.ts';
import { simulateAuthority } from '../src/simulate/simulate-authority.ts';
import { randomOfAuthority } from '../src/simulate/simulate-register.ts';
import { summaries } from '../src/simulate/texts.ts';
import { addAccount } from '../src/store/accounts.ts';
import { audit, auditedActs, type AuditEntry } from '../src/store/audit.ts';
import { authorityWith } from '../src/store/authorities.ts';
import { append } from '../src/store/case-history.ts';
import type { Database } from '../src/store/database.ts';
import { importCases } from '../src/store/import-cases.ts';
import { compareWhoIsNew } from '../src/store/likely-doubles.ts';
import { projectionContextOf } from '../src/store/projection-context.ts';

/** The day on which the pages are asked for: the last of the simulated years, so that cases are open and things fall due. */
export const OFFICE_OPENS = new Date('2026-03-31T09:00:00Z');
export const PASSWORD = 'a spoon under the tram';
const YEARS = 10;
/** Of the large authority: about 30,000 complaints in ten years, more than any council has. */
const REPRESENTATIONS_A_YEAR = 3840;
const HAPPENINGS_OF_A_LONG_CASE = 250;
const AUDITED_OF_LARGE = 100_000;

/** An authority with people at work in it, and cases for them to act in. */
export type Office = {
  readonly authorityId: number; readonly name: string; readonly complaints: number;
  readonly manager: { readonly email: string }; readonly respondingManager: { readonly email: string };
  /** Fresh cases, and how many events each has. */
  readonly fresh: readonly string[]; readonly freshVersion: number;
  readonly longCase: string;
  /** A case of which it is not decided how it is handled. */
  readonly undecided: string;
};
export type Offices = { readonly usual: Office; readonly large: Office };

/**
 * Makes the simulated database one in which people work: a large authority beside the others, names for everybody who complains,
 * accounts, a long audit trail, cases received of late and a case in which much happened. Kept with the database.
 */
export async function openOffices(database: Database, folder: string, authorityIds: readonly number[], freshCases: number, quick: boolean, say: (what: string) => void): Promise<Offices> {
  const kept = join(folder, 'offices.json');
  if (existsSync(kept)) {
    const { large, usual } = JSON.parse(await readFile(kept, 'utf8')) as { large: number; usual: number };
    return { usual: await openOffice(database, usual, freshCases), large: await openOffice(database, large, freshCases) };
  }
  const number = authorityIds.length + 1;
  const each = quick ? Math.round(REPRESENTATIONS_A_YEAR / 10) : REPRESENTATIONS_A_YEAR;
  say(`simulating an authority of about ${(each * 8).toLocaleString('en-GB')} complaints beside the others`);
  const simulated = simulateAuthority(randomOfAuthority(randomFrom('large'), number), { number, years: YEARS, until: day('2026-03-31'), perYear: { least: each, most: each } });
  const { authorityId: large } = await importCases(database, simulated.settings, simulated.facts, simulated.cases, { by: 'simulation', at: new Date('2026-04-01T09:00:00Z') });
  say('naming everybody who complains, in all authorities');
  await nameEverybody(database);
  const usual = authorityIds[Math.floor(authorityIds.length / 2)]!;
  for (const [authorityId, times] of [[usual, AUDITED_OF_LARGE / 15], [large, quick ? AUDITED_OF_LARGE / 10 : AUDITED_OF_LARGE]] as const) {
    await addAccounts(database, authorityId);
    await fillAuditTrail(database, authorityId, Math.round(times));
    await addLongCase(database, authorityId);
  }
  // As each night's round does.
  for (const authorityId of [usual, large]) await compareWhoIsNew(database, authorityId);
  await sql`vacuum (analyze)`.execute(database);
  await writeFile(kept, JSON.stringify({ large, usual }));
  return { usual: await openOffice(database, usual, freshCases), large: await openOffice(database, large, freshCases) };
}

const firstNames = ['Ada', 'Benedict', 'Ciara', 'Dev', 'Esme', 'Farid', 'Grace', 'Hamish', 'Imani', 'Jakub', 'Keira', 'Leon', 'Maeve', 'Noor', 'Oscar', 'Priya', 'Quentin', 'Rosa', 'Samir', 'Tegan', 'Una', 'Victor', 'Wren', 'Yusuf', 'Zofia'];
const lastNames = ['Abbott', 'Bhatt', 'Carlisle', 'Dunmore', 'Eze', 'Farrow', 'Gilchrist', 'Hollis', 'Ingram', 'Jessop', 'Kowalska', 'Lovell', 'Marchetti', 'Nwosu', 'Oakden', 'Penrose', 'Quigley', 'Rahman', 'Sallow', 'Thackeray', 'Underhill', 'Vasquez', 'Whitlock', 'Yarrow', 'Zeller', 'Ashdown', 'Birtwell', 'Coombes', 'Delacroix', 'Entwistle'];
/** A name that somebody has, and one as somebody might mistype it. */
export const KNOWN_NAME = 'Maeve Thackeray';
export const MISTYPED_NAME = 'Thakeray';

/** Simulated registers know people by keys. Everybody gets an invented name, chosen by the key; of one in five the date of birth is not known. */
async function nameEverybody(database: Database): Promise<void> {
  await sql`
    insert into person (authority_id, person, name, searched, born_on)
    select authority_id, person, name, lower(replace(name, '-', ' ')), case when hash % 5 > 0 then date '1955-01-01' + hash % 20000 end
    from (
      select authority_id, person, hash, (${firstNames}::text[])[1 + hash % ${firstNames.length}::int] || ' ' || (${lastNames}::text[])[1 + (hash / 64) % ${lastNames.length}::int]
             || case when hash / 4096 % 4 > 0 then '-' || (${lastNames}::text[])[1 + (hash / 16384) % ${lastNames.length}::int] else '' end as name
      from (select distinct authority_id, person, abs(hashtext(authority_id || person) / 2) as hash from case_person) keyed
    ) named
    on conflict do nothing`.execute(database);
}

function addressOf(authorityId: number, who: string): string {
  return `${who}.${authorityId}@example.org`;
}

async function addAccounts(database: Database, authorityId: number): Promise<void> {
  const add = (who: string, name: string, roles: readonly ViewerRole[]) => addAccount(database, authorityId, { email: addressOf(authorityId, who), name, roles, password: PASSWORD });
  await add('manager', 'Marian Oakden', ['complaints_manager', 'administrator']);
  await add('responding', 'Piers Hollis', ['responding_manager']);
  for (let officer = 1; officer <= 12; officer += 1) await add(`officer${officer}`, `Officer ${officer}`, officer % 3 === 0 ? ['complaints_officer'] : ['responding_manager']);
}

async function accountIdOf(database: Database, authorityId: number, who: string): Promise<number> {
  return (await database.selectFrom('account').select('account_id').where('authority_id', '=', authorityId).where('email', '=', addressOf(authorityId, who)).executeTakeFirstOrThrow()).account_id;
}

/** A year of looking at cases. */
async function fillAuditTrail(database: Database, authorityId: number, entries: number): Promise<void> {
  const accountId = await accountIdOf(database, authorityId, 'manager');
  const cases = await database.selectFrom('representation').select('case_id').where('authority_id', '=', authorityId).orderBy('received_on', 'desc').limit(5000).execute();
  const batch = 2000;
  for (let done = 0; done < entries; done += batch) {
    const at = new Date(OFFICE_OPENS.getTime() - ((entries - done) / entries) * 360 * 86_400_000);
    await audit(database, authorityId, at, ...Array.from({ length: Math.min(batch, entries - done) }, (_, index): AuditEntry => ((done + index) % 10 === 0
      ? { what: auditedActs[(done + index) % auditedActs.length]!, accountId }
      : { what: 'viewed', accountId, caseId: cases[(done + index) % cases.length]!.case_id })));
  }
}

const LONG_CASE = 'LONG-1';

async function addLongCase(database: Database, authorityId: number): Promise<void> {
  const authority = await authorityWith(database, authorityId);
  const from = day('2025-11-03');
  const events: CaseEvent[] = [
    { type: 'RepresentationReceived', on: from, ref: LONG_CASE, summary: summaries[0], theme: authority.themes[0] ?? 'Staff' },
    ...Array.from({ length: 12 }, (_, index): CaseEvent => ({ type: 'ElementAdded', on: from, element: index + 1, complaint: summaries[index + 1] ?? summaries[0], theme: authority.themes[index % authority.themes.length] ?? 'Staff' })),
    { type: 'HandlingDecided', on: from, handledAs: 'statutory' },
    ...Array.from({ length: HAPPENINGS_OF_A_LONG_CASE }, (_, index): CaseEvent => ({ type: 'NoteAdded', on: daysAfter(from, Math.floor(index / 2)), note: summaries[index % summaries.length]! })),
  ];
  await append(database, authorityId, { kind: 'representation', ref: LONG_CASE }, 0, events, { by: viewerKey(await accountIdOf(database, authorityId, 'manager')), at: OFFICE_OPENS }, projectionContextOf(authority));
}

/** Cases received of late, answered for by the responding manager: every run has its own. */
async function openOffice(database: Database, authorityId: number, freshCases: number): Promise<Office> {
  const authority = await authorityWith(database, authorityId);
  const context = projectionContextOf(authority);
  const respondingManager = viewerKey(await accountIdOf(database, authorityId, 'responding'));
  const by = viewerKey(await accountIdOf(database, authorityId, 'manager'));
  const { rows } = await sql<{ complaints: number; run: number }>`
    select count(*) filter (where handled_as in ('statutory', 'corporate'))::int as complaints, count(*) filter (where ref like 'FRESH-%')::int as run from representation where authority_id = ${authorityId}`.execute(database);
  const { complaints, run } = rows[0]!;
  const fresh = Array.from({ length: freshCases }, (_, index) => `FRESH-${run + index + 1}`);
  const undecided = `NEW-${run + 1}`;
  const receivedOn = day('2026-03-27');
  await database.transaction().execute(async (transaction) => {
    for (const [index, ref] of fresh.entries()) {
      await append(transaction, authorityId, { kind: 'representation', ref }, 0, [
        { type: 'RepresentationReceived', on: receivedOn, ref, summary: summaries[index % summaries.length]!, theme: authority.themes[index % authority.themes.length] ?? 'Staff' },
        { type: 'ElementAdded', on: receivedOn, element: 1, complaint: summaries[(index + 7) % summaries.length]! },
        { type: 'HandlingDecided', on: receivedOn, handledAs: 'statutory' },
        { type: 'Stage1Allocated', on: receivedOn, respondingManager },
      ], { by, at: OFFICE_OPENS }, context);
    }
    await append(transaction, authorityId, { kind: 'representation', ref: undecided }, 0, [{ type: 'RepresentationReceived', on: receivedOn, ref: undecided, summary: summaries[3] }], { by, at: OFFICE_OPENS }, context);
  });
  return {
    authorityId, name: authority.name, complaints: complaints + freshCases, manager: { email: addressOf(authorityId, 'manager') }, respondingManager: { email: addressOf(authorityId, 'responding') },
    fresh, freshVersion: 4, longCase: LONG_CASE, undecided,
  };
}
