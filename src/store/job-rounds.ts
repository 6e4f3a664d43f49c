import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Database } from './database.ts';

/** What is done once a day for each authority: writing the digests, and cleaning away what is over. */
export type Round = 'digests' | 'cleaning';
export type RoundMade = { readonly job: Round; readonly ranAt: Date; readonly ranOn: Day; readonly result: Readonly<Record<string, number | string>> };

export async function keepRound(database: Database, authorityId: number, job: Round, on: Day, at: Date, result: Readonly<Record<string, number | string>>): Promise<void> {
  const values = { ran_at: at, ran_on: on, result: JSON.stringify(result) };
  await database.insertInto('job_round').values({ authority_id: authorityId, job, ...values }).onConflict((conflict) => conflict.columns(['authority_id', 'job']).doUpdateSet(values)).execute();
}

export async function roundsOf(database: Database, authorityId: number): Promise<readonly RoundMade[]> {
  const rows = await database.selectFrom('job_round').select(['job', 'ran_at', 'ran_on', 'result']).where('authority_id', '=', authorityId).execute();
  return rows.map((row) => ({ job: row.job, ranAt: row.ran_at, ranOn: row.ran_on, result: row.result }));
}

/** The authorities for which a round was not made on a day yet. For digests, those that have them, by their time of day (`07:30`). */
export async function roundToMake(database: Database, job: Round, on: Day, time: string): Promise<readonly number[]> {
  const { rows } = await sql<{ authority_id: number }>`
    select a.authority_id
    from authority a
    left join reminder_settings s on s.authority_id = a.authority_id
    left join job_round r on r.authority_id = a.authority_id and r.job = ${job}
    where (r.ran_on is null or r.ran_on < ${on})
      ${job === 'digests' ? sql`and coalesce(s.digests, true) and coalesce(s.digest_at, '07:30') <= ${time}` : sql``}
    order by a.authority_id`.execute(database);
  return rows.map((row) => row.authority_id);
}
