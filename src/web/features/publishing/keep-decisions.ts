import type { Viewer } from '../../../domain/viewer.ts';
import { count } from '../../../reporting/house-style.ts';
import { type Decision, decided, type TextWithFinds } from '../../../reporting/redaction/decide.ts';
import type { Database } from '../../../store/database.ts';
import { decideRedactions, type RedactionDecision } from '../../../store/report-redactions.ts';
import type { Prepared } from './draft.ts';

/** Replaces what is to be replaced, in the report's copy of the words; what was left before keeps its reason, under the fingerprint that it has then. */
export async function keepDecisions(records: Database, viewer: Viewer, { kept, layout, left: leftBefore, scan }: Prepared, text: TextWithFinds, made: readonly Decision[], at: Date): Promise<boolean> {
  const before = text.finds.flatMap((find): Decision[] => {
    const left = leftBefore.get(find.id);
    return left?.decision === 'left' ? [{ id: find.id, leave: left.reason }] : [];
  });
  const { words, replaced, left } = decided(text, [...before, ...made], scan);
  const decisions: RedactionDecision[] = [
    ...replaced.map(({ id, kind, replacement }): RedactionDecision => ({ find: id, kind, place: text.place, decision: 'replaced', replacement })),
    ...left.map(({ id, kind, reason }): RedactionDecision => ({ find: id, kind, place: text.place, decision: 'left', reason })),
  ];
  const reworded = replaced.length === 0 || text.reworded === undefined ? layout : text.reworded(words);
  return decideRedactions(records, viewer, kept, decisions, { ...kept, layout: reworded }, at, `Names and places: ${decidedInWords(replaced.length, left.length)}`);
}

function decidedInWords(replaced: number, left: number): string {
  return [replaced === 0 ? '' : `${count(replaced)} replaced`, left === 0 ? '' : `${count(left)} left as ${left === 1 ? 'it is' : 'they are'}`].filter((part) => part !== '').join(', ');
}
