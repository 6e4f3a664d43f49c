import type { Conventions } from '../conventions.ts';
import type { Day } from '../day.ts';
import type { PoolMember } from '../pool.ts';
import type { Procedures } from '../procedure.ts';
import type { Calendar } from '../working-days.ts';

/** What an act needs to know of the world: the day it is in England, and the rules that the council goes by. */
export type ActContext = {
  readonly today: Day; readonly calendar: Calendar; readonly conventions: Conventions; readonly procedures: Procedures;
  /** Whom the council may appoint from outside; absent where that is not known. */
  readonly pool?: readonly PoolMember[];
};
