import { conditionValues, type KeyWithValues, type ValuesOnRecord, valuesOnRecord } from '../reporting/condition-values.ts';
import type { Authority } from '../store/authorities.ts';
import type { Database } from '../store/database.ts';

/** A value that came on record since is offered after so long. */
const OFFERED_FOR_MS = 60_000;
/** What councils were last found to have on record: looked up in all their records, and much the same for weeks. */
const found = new WeakMap<Database, Map<number, { readonly until: number; readonly values: Promise<ValuesOnRecord> }>>();

/** Everything that questions of a council can be asked with, what it declares as it is now. */
export async function valuesToAskWith(database: Database, { authorityId, themes }: Authority, services: readonly string[], at: Date): Promise<readonly KeyWithValues[]> {
  return conditionValues(await ofLate(database, authorityId, at.getTime()), { services, themes });
}

function ofLate(database: Database, authorityId: number, now: number): Promise<ValuesOnRecord> {
  const ofDatabase = found.getOrInsertComputed(database, () => new Map());
  const before = ofDatabase.get(authorityId);
  if (before !== undefined && before.until > now && before.until <= now + OFFERED_FOR_MS) return before.values;
  const values = valuesOnRecord(database, authorityId);
  ofDatabase.set(authorityId, { until: now + OFFERED_FOR_MS, values });
  // What could not be looked up is looked up again.
  values.catch(() => ofDatabase.delete(authorityId));
  return values;
}
