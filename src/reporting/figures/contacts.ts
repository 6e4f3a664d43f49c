import { activityIn } from '../context-figures.ts';
import { isPeriodKey } from '../keys.ts';
import { partsOf, periodKeyOf } from '../period.ts';
import type { Answer, Cell } from './answer.ts';
import type { Asking } from './asking.ts';
import type { Question } from './question.ts';

/** The contacts of the context: those of the service asked about where it has its own, else the authority's. */
export function contactsIn(question: Question, asking: Asking): Answer {
  const { authorityId, held } = asking;
  if (authorityId === 'all') return { cells: [], why: 'contacts are recorded for each authority, not for all' };
  const kind = question.by.find(isPeriodKey);
  if (kind !== undefined) {
    const by = question.by.filter((key) => key !== kind);
    const cells = partsOf(question, kind, held.yearStarts).flatMap((part) => contactsIn({ ...question, ...part, by }, asking).cells.map((cell): Cell => ({ ...cell, keys: { ...cell.keys, [kind]: periodKeyOf(kind, part.from, held.yearStarts) } })));
    return { cells };
  }
  if (question.by.length > 0) return activityIn(held.context, { ...question, where: { ...question.where, measure: 'contacts' } });
  const ofService = question.where['service'] === undefined ? undefined : activityIn(held.context, { ...question, where: { ...question.where, measure: 'contacts' } });
  if (ofService?.why === undefined && ofService !== undefined) return ofService;
  return activityIn(held.context, { ...question, where: { measure: 'contacts' } });
}
