import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { hasEnough, memberNamed, shortcomings, type PoolMember, type PoolPart } from '../pool.ts';
import { type Check, refuseWhen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { connections, notConnected } from './independence.ts';
import { roles, rolesOf } from './roles.ts';

/** What is said of somebody when they are appointed. */
export type Appointing = {
  /** They have declared that they have no conflict of interest in this case. */
  readonly declaredNoConflict?: true;
  /** Why they are appointed although something about them is not in order. */
  readonly despite?: string;
};

/** The names by which the events may have somebody: one person has no two parts under two of them. */
export function keysOf(person: string, { pool }: Pick<ActContext, 'pool'>): readonly string[] {
  return [person, ...(memberNamed(pool, person)?.keys ?? []).filter((key) => key !== person)];
}

/**
 * What the council's pool says against appointing somebody. A connection with the authority, a conflict of interest in the case and having
 * left the pool bar them; checks, term and the parts they are meant for can be overruled with a reason, being practice and not law. Where
 * no pool is known (a register taken in, a history made up) nothing is asked.
 */
export function fitToAppoint(part: PoolPart, person: string, { on, declaredNoConflict, despite }: Appointing & { readonly on: Day }, field: string, context: ActContext): readonly Check[] {
  const { pool } = context;
  if (pool === undefined) return [];
  const declaration = refuseWhen(declaredNoConflict !== true && person.trim() !== '', 'no declaration', 'Record that they declared no conflict of interest in this case. They cannot be appointed without.', 'declaredNoConflict');
  const member = memberNamed(pool, person);
  if (member === undefined) return [declaration];
  const found = shortcomings(member, part, on);
  return [
    declaration,
    refuseWhen(member.endedOn !== undefined && member.endedOn <= on, 'left the pool', `${person} takes no more cases. Appoint somebody else, or take them back into the pool first.`, field),
    part === 'investigating_officer' ? undefined : notConnected(person, member.connection, field),
    ...member.conflicts.map((conflict) => refuseWhen(true, 'conflict of interest', `${person} cannot be appointed: ${conflict}`, field)),
    found.length === 0 || written(despite, 'despite', '') === undefined ? undefined
      : refuseWhen(true, 'not in order', `${person}: ${found.join('; ')}. Put it right in the pool first, or say why they are appointed all the same.`, 'despite'),
  ];
}

/** What stands against appointing somebody of the pool in a case today, in words: what bars them, and what is to be thought of. */
export function whatStandsAgainst(member: PoolMember, part: PoolPart, file: RepresentationFile, context: ActContext): { readonly bars: readonly string[]; readonly thinkOf: readonly string[] } {
  const { today } = context;
  const held = [...new Set(keysOf(member.person, context).flatMap((key) => rolesOf(file, key)))].filter((role) => !(role === 'investigatingOfficer' && part === 'investigating_officer') && !(role === 'independentPerson' && part === 'independent_person'));
  return {
    bars: [
      ...held.map((role) => `${roles[role]} in this case`), ...member.conflicts,
      ...(part === 'investigating_officer' || member.connection === undefined ? [] : [connections[member.connection]]),
      ...(member.endedOn !== undefined && member.endedOn <= today ? ['takes no more cases'] : []),
    ],
    thinkOf: [
      ...shortcomings(member, part, today),
      ...(member.away.some(({ from, until }) => from <= today && today <= until) ? ['away today'] : []),
      ...(hasEnough(member) ? ['has as many cases as they take at once'] : []),
    ],
  };
}
