import type { FigurePeriod } from '../../domain/figure-query.ts';
import type { Day } from '../../domain/day.ts';
import type { Database } from '../../store/database.ts';
import type { Held } from '../held.ts';
import type { Answer } from './answer.ts';
import type { Question } from './question.ts';

/** One batch of questions, all answered from one state of the records. */
export type Asking = {
  readonly database: Database; readonly authorityId: number | 'all'; readonly held: Held;
  /** The last day that can be known of. */
  readonly knownBy: Day;
  /** Answers a further question that an answer needs. */
  ask(this: void, question: Question): Promise<Answer>;
  /** The periods of which records are held, of an authority that is not `all`. */
  heldPeriods(this: void): Promise<readonly FigurePeriod[]>;
  /** Why no record can answer, whatever there is: on that day nothing was on record, or the period had not begun. */
  unknowable(this: void, question: Question): Promise<string | undefined>;
};
