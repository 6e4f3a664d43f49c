import { dayInEngland, timeInEngland } from '../domain/day.ts';
import { digestNow } from '../domain/reminders.ts';
import { authorityWith } from '../store/authorities.ts';
import { cleanAway } from '../store/clean.ts';
import type { Database } from '../store/database.ts';
import { keepRound, roundToMake } from '../store/job-rounds.ts';
import { compareWhoIsNew } from '../store/likely-doubles.ts';
import { addDigests, reminderSettingsOf } from '../store/reminders.ts';
import { rulesOf } from '../store/rules-of-authority.ts';

/** Does something for each authority, whatever happens to the others. @throws what went wrong first, once all have had their turn. */
async function forEach(authorityIds: readonly number[], round: (authorityId: number) => Promise<void>): Promise<void> {
  const faults: unknown[] = [];
  for (const authorityId of authorityIds) await round(authorityId).catch((error: unknown) => { faults.push(error); });
  if (faults.length > 0) throw faults[0];
}

/** Writes the day's digests of each authority whose time has come, once a day. */
export async function makeDigests(database: Database, at: Date): Promise<void> {
  const [on, time] = [dayInEngland(at), timeInEngland(at)];
  await forEach(await roundToMake(database, 'digests', on, time), async (authorityId) => {
    const [authority, { digestAt }] = await Promise.all([authorityWith(database, authorityId), reminderSettingsOf(database, authorityId)]);
    const now = digestNow(at, digestAt, rulesOf(authority).calendar);
    if (now === 'yet to come') return;
    await database.transaction().execute(async (transaction) => {
      const digests = now === 'now' ? await addDigests(transaction, authorityId, on, at) : 0;
      await keepRound(transaction, authorityId, 'digests', on, at, now === 'now' ? { digests } : { why: 'not today' });
    });
  });
}

/** Cleans away what is over, and compares the people who are new on record with the others, once a day for each authority. */
export async function makeCleaning(database: Database, at: Date): Promise<void> {
  const on = dayInEngland(at);
  await forEach(await roundToMake(database, 'cleaning', on, timeInEngland(at)), async (authorityId) => {
    await database.transaction().execute(async (transaction) => keepRound(transaction, authorityId, 'cleaning', on, at, await cleanAway(transaction, authorityId, at)));
    await compareWhoIsNew(database, authorityId);
  });
}
