import type { Connection } from './acts/independence.ts';
import { type Day, daysAfter, inWords, monthsAfter } from './day.ts';

/** The parts that people from a council's pool take in a case. Whoever chairs panels may sit as a member only where the pool has them for both. */
export const poolParts = ['investigating_officer', 'independent_person', 'panel_chair', 'panel_member'] as const;
export type PoolPart = (typeof poolParts)[number];

/** What is checked of somebody before they take a case. `confidentiality`: the agreement or contract that they signed. */
export const poolChecks = ['dbs', 'training', 'references', 'confidentiality'] as const;
export type PoolCheck = (typeof poolChecks)[number];
export type CheckOnRecord = { readonly check: PoolCheck; readonly doneOn: Day; /** The last day on which it holds; absent where it does not run out. */ readonly renewBy?: Day };

/** What somebody said when asked to sit on a panel on a day. */
export const panelAnswers = ['asked', 'can', 'cannot'] as const;
export type PanelAnswer = (typeof panelAnswers)[number];

/** An investigating officer, independent person or panel member whom the council may appoint, as far as the rules ask after it. */
export type PoolMember = {
  /** By what the events name them when they are appointed: their account where they have one. */
  readonly person: string;
  /** Everything by which the events may name them. */
  readonly keys: readonly string[];
  readonly name: string;
  readonly parts: readonly PoolPart[];
  readonly checks: readonly CheckOnRecord[];
  /** What bars them from every part that has to be independent. */
  readonly connection?: Connection;
  /** The last day on which they worked for the authority. */
  readonly workedHereUntil?: Day;
  readonly termFrom?: Day; readonly termUntil?: Day;
  /** Since when they take no more cases. */
  readonly endedOn?: Day;
  readonly away: readonly { readonly from: Day; readonly until: Day }[];
  readonly answers: readonly { readonly on: Day; readonly answer: PanelAnswer }[];
  /** Days on which they sit on the panel of another case. */
  readonly otherPanels: readonly Day[];
  readonly mostAtOnce?: number;
  /** Cases that they have in hand, as far as whoever asks may know of them. */
  readonly inHand: number;
  /** Why they cannot take the case in question, in words: `they cannot take cases of Fostering`. */
  readonly conflicts: readonly string[];
  /** What the account that they have may do; absent where they have none. */
  readonly accountRoles?: readonly string[];
};

/** The key by which events name somebody of the pool who has no account. */
export function poolKey(member: number): string {
  return `pool-${member}`;
}

/** The number of a member of the pool by such a key. */
export function memberOfKey(key: string): number | undefined {
  const found = /^pool-(?<member>\d{1,9})$/.exec(key)?.groups?.['member'];
  return found === undefined ? undefined : Number(found);
}

export function memberNamed(pool: readonly PoolMember[] | undefined, person: string): PoolMember | undefined {
  return pool?.find((member) => member.keys.includes(person));
}

const partNames: Readonly<Record<PoolPart, string>> = { investigating_officer: 'an investigating officer', independent_person: 'an independent person', panel_chair: 'a chair of panels', panel_member: 'a member of panels' };
const checkNames: Readonly<Record<PoolCheck, string>> = { dbs: 'DBS check', training: 'training', references: 'references', confidentiality: 'confidentiality agreement' };
/** Without these on record nobody is appointed as a matter of course; the others count once they are there and have run out. */
const checksNeeded: ReadonlySet<PoolCheck> = new Set(['dbs', 'confidentiality']);
/** How long somebody who worked for the authority waits before being taken for independent: councils' good practice, not law. */
const YEARS_AFTER_LEAVING = 3;

/**
 * What is not in order about somebody for a part on a day, each as a sentence goes on. None of it is law: a council appoints them all the
 * same where it says why.
 */
export function shortcomings(member: PoolMember, part: PoolPart, on: Day): readonly string[] {
  const found: string[] = [];
  if (!member.parts.includes(part)) found.push(`they are not in the pool as ${partNames[part]}`);
  for (const check of poolChecks) {
    const held = member.checks.find((one) => one.check === check);
    if (held === undefined) {
      if (checksNeeded.has(check)) found.push(`no ${checkNames[check]} is on record`);
    } else if (held.renewBy !== undefined && held.renewBy < on) found.push(`the ${checkNames[check]} had to be renewed by ${inWords(held.renewBy)}`);
  }
  if (member.termFrom !== undefined && on < member.termFrom) found.push(`their term starts on ${inWords(member.termFrom)}`);
  if (member.termUntil !== undefined && member.termUntil < on) found.push(`their term ended on ${inWords(member.termUntil)}`);
  if (part !== 'investigating_officer' && member.workedHereUntil !== undefined && on < monthsAfter(member.workedHereUntil, YEARS_AFTER_LEAVING * 12)) {
    found.push(`they worked for the authority until ${inWords(member.workedHereUntil)}, less than ${YEARS_AFTER_LEAVING} years ago`);
  }
  return found;
}

/** Why somebody cannot sit on a panel on a day; undefined where nothing on record is against it. */
export function cannotSitBecause(member: PoolMember, on: Day): 'away' | 'said so' | 'another panel' | undefined {
  if (member.away.some(({ from, until }) => from <= on && on <= until)) return 'away';
  if (member.answers.some((answer) => answer.on === on && answer.answer === 'cannot')) return 'said so';
  return member.otherPanels.includes(on) ? 'another panel' : undefined;
}

/** Whether somebody has as many cases as they take at once. */
export function hasEnough(member: PoolMember): boolean {
  return member.mostAtOnce !== undefined && member.inHand >= member.mostAtOnce;
}

/** What somebody cannot take, against a case: its services with those above them, and the names of the people in it. */
export function conflictsWith(
  cannotTake: { readonly services: readonly string[]; readonly people: readonly string[] }, inCase: { readonly services: readonly string[]; readonly names: readonly string[] }, sayService: (service: string) => string,
): readonly string[] {
  const plain = (name: string) => name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  const names = new Set(inCase.names.map(plain));
  return [
    ...cannotTake.services.filter((service) => inCase.services.includes(service)).map((service) => `they cannot take cases of ${sayService(service)}`),
    ...cannotTake.people.filter((person) => names.has(plain(person))).map((person) => `they cannot take cases in which ${person.trim()} has a part`),
  ];
}

/** A check or term that has run out on a day, or does so within so many days. */
export type RunningOut = { readonly what: PoolCheck | 'term'; readonly on: Day; readonly past: boolean };
const SOON_DAYS = 60;

export function runningOut(member: Pick<PoolMember, 'checks' | 'termUntil'>, today: Day): readonly RunningOut[] {
  const soon = daysAfter(today, SOON_DAYS);
  const all: readonly { what: PoolCheck | 'term'; on: Day | undefined }[] = [...member.checks.map((one) => ({ what: one.check, on: one.renewBy })), { what: 'term', on: member.termUntil }];
  return all.flatMap(({ what, on }) => (on === undefined || on > soon ? [] : [{ what, on, past: on < today }])).toSorted((a, b) => (a.on < b.on ? -1 : 1));
}
