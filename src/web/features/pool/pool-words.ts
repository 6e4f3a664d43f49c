import { type Day, inWords } from '../../../domain/day.ts';
import type { PoolCheck, PoolPart, RunningOut } from '../../../domain/pool.ts';
import { pounds } from '../../../reporting/house-style.ts';
import type { OrganisationKind, PoolDetails } from '../../../store/pool.ts';
import type { Tag } from '../../standing-tag.ts';

export const partNames: Readonly<Record<PoolPart, string>> = { investigating_officer: 'Investigating officer', independent_person: 'Independent person', panel_chair: 'Panel chair', panel_member: 'Panel member' };
export const checkNames: Readonly<Record<PoolCheck | 'term', string>> = { dbs: 'DBS certificate', training: 'Training', references: 'References', confidentiality: 'Confidentiality agreement or contract', term: 'Term' };
export const organisationNames: Readonly<Record<OrganisationKind, string>> = { self_employed: 'Self-employed', agency: 'An agency', another_council: 'Another council', this_council: 'This council' };
export const connectionNames = { member: 'A member of the authority', officer: 'An officer of the authority', spouse_or_partner: 'Spouse or civil partner of a member or officer' } as const;

/** The names of details in the list of changes. */
export const detailNames: Readonly<Record<string, string>> = {
  added: 'put into the pool', ended: 'takes no more cases', 'taken back': 'taken back into the pool', away: 'when they are away', name: 'name', parts: 'parts', email: 'email address', telephone: 'telephone number', organisationKind: 'whom they work for', organisation: 'organisation',
  connection: 'connection with the authority', workedHereUntil: 'when they worked here', notServices: 'services they cannot take', notPeople: 'people they cannot take', termFrom: 'start of the term', termUntil: 'end of the term', mostAtOnce: 'cases at once',
  ratePence: 'fee', ratePer: 'fee', notes: 'notes', accountId: 'account', checks: 'checks',
};

/** `DBS certificate ran out on 3 May 2026`, as a tag. */
export function runningOutTag({ what, on, past }: RunningOut): Tag {
  const name = what === 'confidentiality' ? 'Confidentiality agreement' : checkNames[what];
  return past ? { text: `${name} ${what === 'term' ? 'ended' : 'ran out'} on ${inWords(on)}`, colour: 'red' } : { text: `${name} ${what === 'term' ? 'ends' : 'runs out'} on ${inWords(on)}`, colour: 'yellow' };
}

export function feeInWords({ ratePence, ratePer }: Pick<PoolDetails, 'ratePence' | 'ratePer'>): string | undefined {
  return ratePence === undefined || ratePer === undefined ? undefined : `${pounds(ratePence / 100)} ${ratePer === 'hour' ? 'an hour' : 'a day'}`;
}

export function spanInWords(from: Day | undefined, until: Day | undefined): string | undefined {
  if (from === undefined && until === undefined) return undefined;
  if (until === undefined) return `From ${inWords(from!)}`;
  return from === undefined ? `Until ${inWords(until)}` : from === until ? inWords(from) : `${inWords(from)} to ${inWords(until)}`;
}
