import type { CaseFile } from '../domain/case-file.ts';
import type { CaseEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { type JudgedBy, withJudgement } from '../domain/judgement.ts';
import { PlainError } from '../domain/plain-error.ts';
import { CalendarEndError } from '../domain/working-days.ts';

/**
 * Events of one case in their order, those that end a stage with what they were judged against. `from` is the case as it
 * stood before them.
 * @throws PlainError naming the case where a deadline lies beyond the bank holidays known.
 */
export function judgedEvents(ref: string, events: readonly CaseEvent[], rules: JudgedBy, from?: CaseFile): CaseEvent[] {
  let file = from;
  return events.map((event) => {
    try {
      const judged = file === undefined ? event : withJudgement(file, event, rules);
      file = evolve(file, judged);
      return judged;
    } catch (error) {
      if (error instanceof CalendarEndError) throw new PlainError(`${ref} cannot be taken in: ${error.message}`, { cause: error });
      throw error;
    }
  });
}
