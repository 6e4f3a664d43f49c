import type { BankHoliday } from '../domain/bank-holidays.ts';
import { type Conventions, parseConventions } from '../domain/conventions.ts';
import type { Procedures } from '../domain/procedure.ts';
import { councilsProcedures } from '../domain/procedures/standard.ts';
import { PlainError } from '../domain/plain-error.ts';
import { type Calendar, englandsCalendar, withHolidays } from '../domain/working-days.ts';
import type { AuthoritySettings } from './authorities.ts';

export type AuthorityRules = { readonly calendar: Calendar; readonly conventions: Conventions; readonly procedures: Procedures };

const calendars = new Map<string, Calendar>();
/** Far more than there are councils with bank holidays of their own; what-if calendars of changes that were only looked at must not stay for ever. */
const MOST_CALENDARS = 500;

/** England's calendar with the holidays that a council has added. Made once for each list of them: an import asks for it with every batch. */
function calendarWith(added: readonly BankHoliday[]): Calendar {
  if (added.length === 0) return englandsCalendar;
  const key = JSON.stringify(added.map(({ on, name, kind }) => [on, name, kind]).toSorted((one, other) => (one[0]! < other[0]! ? -1 : 1)));
  const held = calendars.get(key);
  if (held !== undefined) return held;
  if (calendars.size >= MOST_CALENDARS) calendars.clear();
  const made = withHolidays(englandsCalendar, added);
  calendars.set(key, made);
  return made;
}

/** What of an authority's settings its rules are made of. */
export type RuleSettings = Pick<AuthoritySettings, 'authority' | 'procedures' | 'conventions' | 'bankHolidays' | 'keptPeople'>;

/** The calendar, conventions and procedures that an authority works by. @throws PlainError where its settings are not such: each fault of them. */
export function rulesOf(settings: RuleSettings): AuthorityRules {
  const procedures = councilsProcedures(settings.procedures);
  const conventions = parseConventions(settings.conventions);
  const faults = [...('faults' in procedures ? procedures.faults : []), ...('faults' in conventions ? conventions.faults : [])];
  if ('faults' in procedures || 'faults' in conventions) throw new PlainError(`The settings of ${settings.authority} cannot be used: ${faults.join(' ')}`);
  return { calendar: calendarWith(settings.bankHolidays ?? []), procedures: procedures.procedures, conventions: conventions.conventions };
}
