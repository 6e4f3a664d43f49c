import { longestAllowed, procedureInForce } from '../domain/procedure.ts';
import type { ProjectionContext } from './project.ts';
import { type RuleSettings, rulesOf } from './rules-of-authority.ts';

/** What the read rows of an authority's cases need of its rules. */
export function projectionContextOf(settings: RuleSettings): ProjectionContext {
  const rules = rulesOf(settings);
  const { procedures, conventions } = rules;
  return {
    longestAllowed: (procedure, stage, on) => {
      const inForce = procedureInForce(procedure, on, procedures);
      return inForce === undefined ? undefined : longestAllowed(inForce, stage);
    },
    stage2CountedFrom: conventions.stage2Start,
    rules,
    keptPerson: (key) => settings.keptPeople?.get(key) ?? key,
  };
}
