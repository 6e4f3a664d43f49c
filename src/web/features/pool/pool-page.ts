import type { Day } from '../../../domain/day.ts';
import { inWords } from '../../../domain/day.ts';
import { hasEnough, type PoolPart, poolParts, runningOut } from '../../../domain/pool.ts';
import { capitalised, counted } from '../../../reporting/house-style.ts';
import { isFound, type PoolFilters, type PoolPerson } from '../../../store/pool.ts';
import type { Tag } from '../../standing-tag.ts';
import { feeInWords, organisationNames, partNames, runningOutTag } from './pool-words.ts';

const MOST_TYPED = 100;

export function readPoolFilters(query: Readonly<Record<string, unknown>>): PoolFilters {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, MOST_TYPED).replaceAll('\0', '') : '');
  const part = poolParts.find((one) => one === text('part'));
  return {
    ...(text('find') === '' ? {} : { find: text('find') }), ...(part === undefined ? {} : { part }),
    ...(text('runningOut') === 'yes' ? { runningOut: true } : {}), ...(text('free') === 'yes' ? { free: true } : {}), ...(text('ended') === 'yes' ? { ended: true } : {}),
  };
}

function isAway({ away }: PoolPerson, today: Day): boolean {
  return away.some(({ from, until }) => from <= today && today <= until);
}

/** Those of the pool that the filters let through; who takes no more cases only where they are asked for. */
export function filtered(pool: readonly PoolPerson[], filters: PoolFilters, today: Day): readonly PoolPerson[] {
  return pool.filter((one) => (filters.ended === true) === (one.endedOn !== undefined && one.endedOn <= today)
    && (filters.find === undefined || isFound(one, filters.find)) && (filters.part === undefined || one.parts.includes(filters.part))
    && (filters.runningOut !== true || runningOut(one, today).length > 0)
    && (filters.free !== true || (!isAway(one, today) && !(one.mostAtOnce !== undefined && one.inHand >= one.mostAtOnce))));
}

export function addressOfPool(path: string, filters: PoolFilters): string {
  const search = new URLSearchParams(Object.entries(filters).map(([name, value]): [string, string] => [name, value === true ? 'yes' : String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

export type PoolRow = { readonly name: string; readonly href: string; readonly parts: string; readonly organisation: string; readonly tags: readonly Tag[]; readonly inHand: string; readonly done: string; readonly fee: string; readonly account: boolean };

/** What is to be known of somebody at a glance: what runs out, whether they are away or have enough. */
export function tagsOf(one: PoolPerson, today: Day): readonly Tag[] {
  const nowAway = one.away.find(({ from, until }) => from <= today && today <= until);
  return [
    ...(one.endedOn === undefined ? [] : [{ text: one.endedOn > today ? `Takes no more cases from ${inWords(one.endedOn)}` : `Takes no more cases since ${inWords(one.endedOn)}`, colour: 'grey' } as const]),
    ...runningOut(one, today).map(runningOutTag),
    ...(['dbs', 'confidentiality'] as const).filter((check) => !one.checks.some((held) => held.check === check)).map((check) => ({ text: check === 'dbs' ? 'No DBS certificate on record' : 'No confidentiality agreement on record', colour: 'red' } as const)),
    ...(one.connection === undefined ? [] : [{ text: 'Connected with the authority', colour: 'orange' } as const]),
    ...(nowAway === undefined ? [] : [{ text: `Away until ${inWords(nowAway.until)}`, colour: 'yellow' } as const]),
    ...(hasEnough({ ...one, otherPanels: [], conflicts: [] }) ? [{ text: 'Has as many cases as they take', colour: 'yellow' } as const] : []),
  ];
}

export function poolRow(one: PoolPerson, today: Day): PoolRow {
  return {
    name: one.name, href: `/pool/${one.member}`, parts: one.parts.map((part, index) => (index === 0 ? partNames[part] : partNames[part].toLowerCase())).join(', '),
    organisation: one.organisation === undefined ? organisationNames[one.organisationKind] : one.organisation, tags: tagsOf(one, today),
    inHand: one.mostAtOnce === undefined ? String(one.inHand) : `${one.inHand} of ${one.mostAtOnce}`, done: String(one.done), fee: feeInWords(one) ?? 'Not on record', account: one.accountRoles !== undefined,
  };
}

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };

/** @param wordsInAddress what stands in the address for the name that is searched for */
export function poolPage(pool: readonly PoolPerson[], filters: PoolFilters, today: Day, wordsInAddress?: string) {
  const found = filtered(pool, filters, today);
  const inPool = pool.filter((one) => one.endedOn === undefined || one.endedOn > today);
  const parts: readonly Item[] = [{ value: '', text: 'Any', selected: filters.part === undefined }, ...poolParts.map((part) => ({ value: part, text: partNames[part], selected: filters.part === part }))];
  const howMany = (part: PoolPart) => inPool.filter((one) => one.parts.includes(part)).length;
  const runsOut = inPool.filter((one) => runningOut(one, today).length > 0).length;
  const narrowed = Object.keys(filters).some((name) => name !== 'ended');
  return {
    title: 'Investigators and panels', filters, parts, narrowed,
    counts: [
      ...poolParts.map((part) => ({ text: `${partNames[part]}${howMany(part) === 1 ? '' : 's'}`, count: String(howMany(part)), href: addressOfPool('/pool', { part }), current: filters.part === part, urgent: false })),
      { text: 'With something that has run out, or does within 60 days', count: String(runsOut), href: addressOfPool('/pool', { runningOut: true }), current: filters.runningOut === true, urgent: runsOut > 0 },
    ],
    howMany: capitalised(counted(found.length, filters.ended === true ? { one: 'person who takes no more cases', many: 'people who take no more cases' } : { one: 'person', many: 'people' })),
    rows: found.map((one) => poolRow(one, today)), empty: pool.length === 0,
    nothing: found.length > 0 ? undefined : narrowed ? 'Nobody has all of this. Take a filter away to see more.' : filters.ended === true ? 'Nobody has left the pool.' : 'Nobody is in the pool yet. Add those whom the council appoints as investigating officers, independent persons and panel members: the forms for appointing them, and the days for panels, are filled from here.',
    csv: addressOfPool('/pool.csv', filters.find === undefined || wordsInAddress === undefined ? filters : { ...filters, find: wordsInAddress }), ended: pool.some((one) => one.endedOn !== undefined && one.endedOn <= today),
  };
}
