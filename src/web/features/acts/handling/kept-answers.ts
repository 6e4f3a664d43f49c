import { draftOfCase } from '../../../../store/awaiting-confirmation.ts';
import type { Database } from '../../../../store/database.ts';
import { type Draft, draftsOf, forgetDraft, saveDraft, type TypedFields } from '../../../../store/drafts.ts';
import { readFields } from '../read-form.ts';
import { answersFrom, type HandlingAnswers } from './answers.ts';
import type { Asking } from './of-handling.ts';
import { questionsOn } from './pages.ts';

/** The answers to the questions are the viewer's own draft until they have decided. */
function draftOf({ seen }: Asking): string {
  return draftOfCase(seen.caseId, 'handling');
}

export async function keepAnswers(db: Database, asking: Asking, typed: TypedFields): Promise<void> {
  await saveDraft(db, asking.viewer, draftOf(asking), typed, asking.at);
}

export async function forgetAnswers(db: Database, asking: Asking): Promise<void> {
  await forgetDraft(db, asking.viewer, draftOf(asking));
}

export async function keptAnswers(db: Database, asking: Asking): Promise<Draft | undefined> {
  const form = draftOf(asking);
  return (await draftsOf(db, asking.viewer, form)).find((one) => one.form === form);
}

/** What was answered; nothing as long as not every question is. */
export async function answersOf(db: Database, asking: Asking): Promise<HandlingAnswers | undefined> {
  const { file } = asking.setting;
  const kept = await keptAnswers(db, asking);
  const read = kept === undefined ? undefined : readFields(questionsOn(file), kept.fields);
  return read === undefined || 'errors' in read ? undefined : answersFrom(file, read.values);
}
