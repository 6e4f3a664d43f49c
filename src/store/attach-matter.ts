import type { ActContext } from '../domain/acts/context.ts';
import { attachMatter } from '../domain/acts/attach-matter.ts';
import { fileOf } from '../domain/evolve.ts';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import { append, lockChain, StaleVersionError } from './case-history.ts';
import { authorityOf, type Recorded, type SeenCase, type SentForm } from './case-for-viewer.ts';
import type { Database } from './database.ts';
import { projectionContextOf } from './projection-context.ts';
import { formSentBefore, keepOutcome, outcomeOf } from './sent-forms.ts';

/**
 * Attaches an Ombudsman's matter of no case to a case: what leaves the one and what arrives in the other are recorded together or not at all,
 * so that it is never counted twice. Both as the viewer saw them: `sent.version` is the matter's.
 */
export async function attachMatterToCase(database: Database, viewer: Viewer, from: SeenCase, to: SeenCase, ombudsmanRef: string, sent: SentForm, context: ActContext, at: Date): Promise<Recorded> {
  const seen = from.history.slice(0, sent.version).map((one) => one.event);
  const file = fileOf(seen);
  if (file?.kind !== 'unattached' || to.file.kind !== 'representation') return { is: 'refused', refusals: [{ because: 'no such matter', message: 'This cannot be attached to a case' }] };
  if (sent.version !== from.version) {
    const before = await outcomeOf(database, viewer.authorityId, sent.form, viewer.accountId);
    return before === undefined ? { is: 'moved on', since: from.history.slice(sent.version) } : { is: 'sent before', ref: before };
  }
  const decided = attachMatter(file, seen, to.file, { on: context.today, ombudsmanRef }, context);
  if ('refusals' in decided) return { is: 'refused', refusals: decided.refusals };
  try {
    return await database.transaction().execute(async (transaction): Promise<Recorded> => {
      const before = await formSentBefore(transaction, viewer.authorityId, sent.form, viewer.accountId);
      if (before !== undefined) return { is: 'sent before', ref: before };
      await lockChain(transaction, viewer.authorityId);
      const rules = projectionContextOf(await authorityOf(transaction, viewer));
      const recorder = { by: viewer.key, at };
      await append(transaction, viewer.authorityId, { kind: 'unattached', ref: from.ref }, from.version, decided.leaves, recorder, rules);
      const { version } = await append(transaction, viewer.authorityId, { kind: 'representation', ref: to.ref }, to.version, decided.arrives, recorder, rules);
      await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, caseId: from.caseId, detail: { act: 'attachMatter' } }, { what: 'recorded', accountId: viewer.accountId, caseId: to.caseId, detail: { act: 'attachMatter' } });
      await keepOutcome(transaction, viewer.authorityId, sent.form, to.ref);
      return { is: 'recorded', ref: to.ref, version };
    });
  } catch (error) {
    if (!(error instanceof StaleVersionError)) throw error;
    return { is: 'moved on', since: [] };
  }
}
