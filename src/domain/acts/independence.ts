import { refuseWhen, type Check } from './checks.ts';

/** What keeps a person from being independent of the authority. */
export const connections = {
  member: 'a member of the authority',
  officer: 'an officer of the authority',
  spouse_or_partner: 'the spouse or civil partner of a member or officer of the authority',
} as const;
export type Connection = keyof typeof connections;

export function notConnected(person: string, connection: Connection | undefined, field: string): Check {
  return connection === undefined ? undefined : refuseWhen(true, 'not independent', `${person} is ${connections[connection]} and so not independent`, field, 'SI 2006/1738 regulation 2');
}
