import { isPeriodKey } from '../keys.ts';
import type { Measure } from '../measures.ts';
import { partsOf, periodKeyOf } from '../period.ts';
import type { Answer, Cell } from './answer.ts';
import type { Asking } from './asking.ts';
import { partOf } from './from-records.ts';
import { isStanding, type Question } from './question.ts';

/** By month, quarter or year over a period that is not held as a whole: each part is asked about by itself, and is held, published or neither. */
export async function partByPart(measure: Measure, question: Question, asking: Asking): Promise<Answer | undefined> {
  const { ask, held } = asking;
  const kinds = question.by.filter(isPeriodKey);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1 || isStanding(measure)) return undefined;
  const parts = partsOf(question, kind, held.yearStarts);
  if (parts.length < 2) return undefined;
  const by = question.by.filter((key) => key !== kind);
  const answers: { key: string; answer: Answer }[] = [];
  for (const part of parts) answers.push({ key: periodKeyOf(kind, part.from, held.yearStarts), answer: await ask({ ...question, ...part, by }) });
  if (answers.every(({ answer }) => answer.why !== undefined)) return undefined;
  const part = await partOf(measure, question, asking);
  const cells = answers.flatMap(({ key, answer }): Cell[] => {
    if (answer.why !== undefined) return by.length > 0 ? [] : [{ keys: { [kind]: key }, why: answer.why }];
    return answer.cells.map((cell) => ({ ...cell, keys: { ...cell.keys, [kind]: key } }));
  });
  return answers.some(({ answer }) => answer.from === 'published') ? { from: 'published', cells } : { from: 'records', ...part, cells };
}
