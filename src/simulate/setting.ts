import type { Day } from '../domain/day.ts';
import type { Habits } from './habits.ts';

/** What one representation is made up from. `share` of the simulated years gone by on its day: 0 at the start, 1 at the end. */
export type Setting = { readonly habits: Habits; readonly until: Day; readonly share: number };
