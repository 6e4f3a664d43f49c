import { createHash } from 'node:crypto';
import type { Viewer } from '../../../domain/viewer.ts';
import type { Database } from '../../../store/database.ts';
import { draftsOf, forgetDraft, saveDraft } from '../../../store/drafts.ts';
import type { AskedBefore } from './explorer-page.ts';

const FORM = 'figures asked/';
const MOST_KEPT = 10;
export const MOST_SHOWN = 6;

/** What somebody asked of the figures, the latest first. Nobody sees another's. */
export async function askedBefore(database: Database, viewer: Viewer): Promise<AskedBefore[]> {
  return (await draftsOf(database, viewer, FORM)).map(({ fields }) => ({ address: fields['address'] ?? '', words: fields['words'] ?? '' }));
}

/** Keeps a question for whoever asked it, each once; what was asked long before goes. */
export async function keepAsked(database: Database, viewer: Viewer, question: AskedBefore, before: readonly AskedBefore[], at: Date): Promise<void> {
  if (before[0]?.address === question.address) return;
  await saveDraft(database, viewer, formOf(question.address), { ...question }, at);
  for (const old of before.filter(({ address }) => address !== question.address).slice(MOST_KEPT - 1)) await forgetDraft(database, viewer, formOf(old.address));
}

const formOf = (address: string): string => `${FORM}${createHash('sha256').update(address).digest('hex').slice(0, 16)}`;
