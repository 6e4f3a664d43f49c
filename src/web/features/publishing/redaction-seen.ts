import type { IdentifiedFind, TextWithFinds } from '../../../reporting/redaction/decide.ts';
import type { KeptRedaction } from '../../../store/report-redactions.ts';
import type { Prepared } from './draft.ts';

/** What is decided on when the finds of a text are: its words, and what was left of them. */
export function textSeen({ left }: Pick<Prepared, 'left'>, { words, finds }: TextWithFinds) {
  return { words, finds: finds.map(({ id }) => ({ id, left: leftSeen(left.get(id)) })) };
}

/** What is decided on when it is taken back that a find was left. */
export function leftSeen(left: KeptRedaction | undefined) {
  return left === undefined ? null : { by: left.by, at: left.at.toISOString(), reason: left.decision === 'left' ? left.reason : '' };
}

/** The finds that wait and may name nobody. */
export function possibleFinds({ texts, left }: Pick<Prepared, 'texts' | 'left'>): { readonly place: string; readonly find: IdentifiedFind }[] {
  return texts.flatMap(({ place, finds }) => finds.filter(({ id, weight }) => weight === 'possible' && !left.has(id)).map((find) => ({ place, find })));
}

/** What is decided on when they are all left for one reason: those, and no others. */
export function possibleSeen(finds: ReturnType<typeof possibleFinds>) {
  return finds.map(({ find }) => find.id);
}
