import type { RepresentationFile } from '../case-file.ts';
import { stage2Progress } from '../stage2-file.ts';
import { stage3Progress } from '../stage3-file.ts';
import { refuseWhen, type Check } from './checks.ts';

/** Parts that people play in one case. The rules of conflict say which cannot be played by the same person. */
export const roles = {
  respondingManager: 'responding manager at stage 1',
  investigatingOfficer: 'investigating officer',
  independentPerson: 'independent person',
  adjudicatingOfficer: 'adjudicating officer',
  earlierOfficer: 'stage 2 officer or independent person who was replaced',
  advocate: 'advocate',
  earlierAdvocate: 'advocate whose appointment ended',
  panellist: 'panel member',
} as const;
export type Role = keyof typeof roles;

/** Whether two names are one person's, however they were typed. */
export function sameName(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The parts that somebody plays in a case, or played at stage 2 until another was appointed. */
export function rolesOf(file: RepresentationFile, person: string): readonly Role[] {
  const stage2 = stage2Progress(file.stage2);
  const stage3 = stage3Progress(file.stage3);
  const holders: readonly (readonly [Role, string | undefined])[] = [
    ['respondingManager', file.respondingManager],
    ['investigatingOfficer', stage2.investigatingOfficer],
    ['independentPerson', stage2.independentPerson],
    ['adjudicatingOfficer', stage2.adjudicatingOfficer],
    ...(stage2.earlierOfficers ?? []).map((officer) => ['earlierOfficer', officer] as const),
    ['advocate', file.advocate],
    ...(file.earlierAdvocates ?? []).map((advocate) => ['earlierAdvocate', advocate] as const),
    ['panellist', stage3.chair],
    ...(stage3.members ?? []).map((member) => ['panellist', member] as const),
  ];
  return holders.filter(([, name]) => sameName(person, name)).map(([role]) => role);
}

/** Refused where somebody plays one of the `barred` parts already; who was the advocate counts as one still. `as`: the part asked for, with its article. */
export function noConflict(file: RepresentationFile, person: string, as: string, barred: readonly Role[], field: string, source?: string): Check {
  const held = rolesOf(file, person).find((role) => barred.includes(role === 'earlierAdvocate' ? 'advocate' : role));
  return held === undefined ? undefined : refuseWhen(true, 'conflict of interest', `${person} is the ${roles[held]} in this case and cannot also be ${as}`, field, source);
}
