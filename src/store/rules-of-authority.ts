import { type Conventions, parseConventions } from '../domain/conventions.ts';
import type { Procedures } from '../domain/procedure.ts';
import { councilsProcedures } from '../domain/procedures/standard.ts';
import { PlainError } from '../domain/plain-error.ts';
import { type Calendar, englandsCalendar } from '../domain/working-days.ts';
import type { AuthoritySettings } from './authorities.ts';

export type AuthorityRules = { readonly calendar: Calendar; readonly conventions: Conventions; readonly procedures: Procedures };

/** The calendar, conventions and procedures that an authority works by. @throws PlainError where its settings are not such: each fault of them. */
export function rulesOf(settings: Pick<AuthoritySettings, 'authority' | 'procedures' | 'conventions'>): AuthorityRules {
  const procedures = councilsProcedures(settings.procedures);
  const conventions = parseConventions(settings.conventions);
  const faults = [...('faults' in procedures ? procedures.faults : []), ...('faults' in conventions ? conventions.faults : [])];
  if ('faults' in procedures || 'faults' in conventions) throw new PlainError(`The settings of ${settings.authority} cannot be used: ${faults.join(' ')}`);
  return { calendar: englandsCalendar, procedures: procedures.procedures, conventions: conventions.conventions };
}
