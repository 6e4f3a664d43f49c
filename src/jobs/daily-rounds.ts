import { dayInEngland, timeInEngland } from '../domain/day.ts';
import { digestNow } from '../domain/reminders.ts';
import { authorityWith } from '../store/authorities.ts';
import { cleanAway } from '../store/clean.ts';
import type { Database } from '../store/database.ts';
import { keepRound, roundToMake } from '../store/job-rounds.ts';
import { compareWhoIsNew } from '../store/likely-doubles.ts';
import { addDigests, reminderSettingsOf } from '../store/reminders.ts';
import { rulesOf } from '../store/rules-of-authority.ts';

/** Writes the day's digests of each authority whose time has come, once a day. Gives how many mails there are to send. */
export async function makeDigests(database: Database, at: Date): Promise<number> {
  const [on, time] = [dayInEngland(at), timeInEngland(at)];
  let made = 0;
  for (const authorityId of await roundToMake(database, 'digests', on, time)) {
    const [authority, { digestAt }] = await Promise.all([authorityWith(database, authorityId), reminderSettingsOf(database, authorityId)]);
    const now = digestNow(at, digestAt, rulesOf(authority).calendar);
    if (now === 'yet to come') continue;
    made += await database.transaction().execute(async (transaction) => {
      const digests = now === 'now' ? await addDigests(transaction, authorityId, on, at) : 0;
      await keepRound(transaction, authorityId, 'digests', on, at, now === 'now' ? { digests } : { why: 'not today' });
      return digests;
    });
  }
  return made;
}

/** Cleans away what is over, and compares the people who are new on record with the others, once a day for each authority. */
export async function makeCleaning(database: Database, at: Date): Promise<void> {
  const on = dayInEngland(at);
  for (const authorityId of await roundToMake(database, 'cleaning', on, timeInEngland(at))) {
    await database.transaction().execute(async (transaction) => keepRound(transaction, authorityId, 'cleaning', on, at, await cleanAway(transaction, authorityId, at)));
    await compareWhoIsNew(database, authorityId);
  }
}
