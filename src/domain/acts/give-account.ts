import type { RepresentationFile } from '../case-file.ts';
import type { PersonGivenAccount } from '../events.ts';
import { memberNamed } from '../pool.ts';
import type { Decision } from '../refusal.ts';
import { stage2Progress } from '../stage2-file.ts';
import { stage3Progress } from '../stage3-file.ts';
import { dated, decide, refuseWhen, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { rolesOf, sameName } from './roles.ts';

export type GiveAccount = Omit<PersonGivenAccount, 'type' | 'account'>;

/** The parts with a role of accounts that people of the pool have in a case, by what the events name them. */
export function poolParties(file: RepresentationFile): readonly { readonly person: string; readonly role: 'investigating_officer' | 'independent_person' | 'panel_member' }[] {
  const { investigatingOfficer, independentPerson } = stage2Progress(file.stage2);
  const { chair, members = [] } = stage3Progress(file.stage3);
  return [
    ...(investigatingOfficer === undefined ? [] : [{ person: investigatingOfficer, role: 'investigating_officer' } as const]),
    ...(independentPerson === undefined ? [] : [{ person: independentPerson, role: 'independent_person' } as const]),
    ...[...(chair === undefined ? [] : [chair]), ...members].map((person) => ({ person, role: 'panel_member' } as const)),
  ];
}

const roleNames = { investigating_officer: 'investigating officer', independent_person: 'independent person', panel_member: 'panel member' } as const;

/** Lets somebody who was appointed before they had an account see this one case by the account they have now, until their part in it is over. */
export function giveAccount(file: RepresentationFile, command: GiveAccount, context: ActContext): Decision {
  const { on, person } = command;
  const member = memberNamed(context.pool, person);
  const account = member?.person;
  const part = poolParties(file).find((party) => sameName(party.person, person));
  const missing = account === undefined || account === person;
  return decide([
    stillOpen(file, 'give access to it'),
    dated('Date of access', on, file, context),
    written(person, 'person', 'Select who is to see the case'),
    refuseWhen(person.trim() !== '' && part === undefined, 'no part', `${person} has no part in this case`, 'person'),
    refuseWhen(person.trim() !== '' && part !== undefined && missing, 'no account', `${person} has no account yet. An administrator adds one; then choose it on their page under Investigators and panels.`, 'person'),
    refuseWhen(!missing && part !== undefined && member?.accountRoles?.includes(part.role) === false, 'account lacks role', `The account of ${person} does not have the role of ${part === undefined ? '' : roleNames[part.role]}. An administrator can add it.`, 'person'),
    refuseWhen(!missing && account !== undefined && rolesOf(file, account).length > 0, 'conflict of interest', `${person} has another part in this case already`, 'person'),
  ], () => [{ type: 'PersonGivenAccount', on, person, account: account ?? person }]);
}
