import type { Day } from '../domain/day.ts';
import type { Decision, Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import { append, lockChain } from './case-history.ts';
import { authorityOf, type Recorded } from './case-for-viewer.ts';
import type { Database } from './database.ts';
import { tellOfParts } from './notices.ts';
import { projectionContextOf } from './projection-context.ts';
import { nextReference, type Referenced } from './references.ts';
import { formSentBefore, keepOutcome } from './sent-forms.ts';

/** Takes the transaction back when what was to be received is refused. */
class RefusedError extends Error {
  override name = 'RefusedError';
  readonly refusals: readonly Refusal[];
  constructor(refusals: readonly Refusal[]) {
    super('refused');
    this.refusals = refusals;
  }
}

export type Received = Extract<Recorded, { is: 'recorded' | 'sent before' | 'refused' }>;

/**
 * Records a case that is new, once for each form: its reference, its events and read rows, whatever else `decide` writes in the
 * transaction (the people it is from and about), the audit entry and the form's outcome, all or none.
 * `decide` is given the reference, and says what happened or why it may not.
 */
export async function receiveCase(
  database: Database, viewer: Viewer, kind: Referenced, receivedOn: Day, form: string, act: string, at: Date, decide: (transaction: Database, ref: string) => Promise<Decision>,
): Promise<Received> {
  try {
    return await database.transaction().execute(async (transaction): Promise<Received> => {
      const before = await formSentBefore(transaction, viewer.authorityId, form, viewer.accountId);
      if (before !== undefined) return { is: 'sent before', ref: before };
      // Before the rules are read: whoever changes them holds it too, and re-projects every case that they touch.
      await lockChain(transaction, viewer.authorityId);
      const context = projectionContextOf(await authorityOf(transaction, viewer));
      const ref = await nextReference(transaction, viewer.authorityId, kind, receivedOn);
      const decided = await decide(transaction, ref);
      if ('refusals' in decided) throw new RefusedError(decided.refusals);
      const { caseId, version } = await append(transaction, viewer.authorityId, { kind, ref }, 0, decided.events, { by: viewer.key, at }, context);
      await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, caseId, detail: { act } });
      await tellOfParts(transaction, viewer, caseId, version, decided.events, at);
      await keepOutcome(transaction, viewer.authorityId, form, ref);
      return { is: 'recorded', ref, version };
    });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    await audit(database, viewer.authorityId, at, { what: 'refused', accountId: viewer.accountId, detail: { act, because: error.refusals[0]?.because ?? '' } });
    return { is: 'refused', refusals: error.refusals };
  }
}
