import { conditionValues, type KeyWithValues, type ValuesOnRecord, valuesOnRecord } from '../reporting/condition-values.ts';
import type { Authority } from '../store/authorities.ts';
import type { Database } from '../store/database.ts';

/** In milliseconds: what was found so long ago is looked for again, and is offered until that is found unless it is older still. */
const LOOKED_FOR_AGAIN = 60_000;
const OFFERED_AT_MOST = 600_000;

/** `lookedForAgain`: somebody is finding them anew. */
type Found = { readonly at: number; readonly values: Promise<ValuesOnRecord>; readonly lookedForAgain?: true };
/** What councils were last found to have on record: looked up in all their records, and much the same for weeks. */
const found = new WeakMap<Database, Map<number, Found>>();

/**
 * Everything that questions of a council can be asked with: what it declares as it is now, what is on record as of late.
 * @param suffices where these values are not all that is asked for, what is on record is looked for again and waited for
 */
export async function valuesToAskWith(database: Database, { authorityId, themes }: Authority, services: readonly string[], at: Date, suffices: (values: readonly KeyWithValues[]) => boolean = () => true): Promise<readonly KeyWithValues[]> {
  const values = conditionValues(await ofLate(database, authorityId, at.getTime()), { services, themes });
  return suffices(values) ? values : conditionValues(await lookUp(database, authorityId, at.getTime()), { services, themes });
}

function ofLate(database: Database, authorityId: number, now: number): Promise<ValuesOnRecord> {
  const ofDatabase = foundIn(database);
  const before = ofDatabase.get(authorityId);
  const age = before === undefined ? -1 : now - before.at;
  if (before === undefined || age < 0 || age >= OFFERED_AT_MOST) return lookUp(database, authorityId, now);
  if (age >= LOOKED_FOR_AGAIN && before.lookedForAgain !== true) {
    const meanwhile: Found = { ...before, lookedForAgain: true };
    ofDatabase.set(authorityId, meanwhile);
    const values = valuesOnRecord(database, authorityId);
    // Somebody who waited may have found later ones by then.
    const keep = (kept: Found): void => { if (ofDatabase.get(authorityId) === meanwhile) ofDatabase.set(authorityId, kept); };
    // Nobody waits for it: what could not be looked up is looked up again by whoever asks next.
    values.then(() => keep({ at: now, values }), () => keep(before));
  }
  return before.values;
}

function lookUp(database: Database, authorityId: number, now: number): Promise<ValuesOnRecord> {
  const ofDatabase = foundIn(database);
  const values = valuesOnRecord(database, authorityId);
  const anew: Found = { at: now, values };
  ofDatabase.set(authorityId, anew);
  // What could not be looked up is looked up again.
  values.catch(() => { if (ofDatabase.get(authorityId) === anew) ofDatabase.delete(authorityId); });
  return values;
}

function foundIn(database: Database): Map<number, Found> {
  return found.getOrInsertComputed(database, () => new Map<number, Found>());
}
