import { inWords } from '../domain/day.ts';
import type { Status } from '../domain/status.ts';
import { type CouncilWords, valueInWords } from '../reporting/council-words.ts';
import { capitalised, listed } from '../reporting/house-style.ts';
import type { Person, PersonsCase } from '../store/people.ts';

const standing: Readonly<Record<Status, string>> = {
  received: 'handling not decided yet', stage1: 'at stage 1', stage1_answered: 'stage 1 ended', stage2_requested: 'stage 2 asked for', stage2: 'at stage 2', stage2_ended: 'stage 2 ended',
  stage3: 'at stage 3', stage3_ended: 'stage 3 ended', ombudsman: 'with the Ombudsman', deferred: 'deferred', closed: 'closed',
};

/** A case of a person in few words. `about`: what it is about, cut short. */
export type CaseInWords = { readonly ref: string; readonly received: string; readonly standing: string; readonly open: boolean; readonly who: string; readonly about: string };
const LONGEST_ABOUT = 160;

/** `of`: the person in whose history it is told, who is not named again. */
export function caseInWords(one: PersonsCase, words: CouncilWords, of?: string): CaseInWords {
  const { complainant, complainantName, children } = one;
  const childNames = children.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const from = complainant === of ? '' : complainantName === undefined ? '' : `From ${complainantName}`;
  const about = complainant !== of && of !== undefined && children.some(({ person }) => person === of) ? '' : childNames.length === 0 ? '' : `about ${listed(childNames)}`;
  const summary = one.summary ?? '';
  return {
    ref: one.ref, received: inWords(one.receivedOn), open: one.closedOn === undefined,
    standing: one.closedOn === undefined ? `open, ${standing[one.status]}` : `closed on ${inWords(one.closedOn)}`,
    who: capitalised([from, about].filter((part) => part !== '').join(', ')),
    about: [one.theme, one.service === undefined ? undefined : valueInWords('service', one.service, words, new Map()), summary.length > LONGEST_ABOUT ? `${summary.slice(0, LONGEST_ABOUT).trimEnd()} …` : summary].filter((part) => part !== undefined && part !== '').join('. '),
  };
}

/** What is known of a person, in a line: enough to tell two of one name apart. */
export function detailsInWords(person: Person): string {
  return capitalised([
    person.bornOn === undefined ? undefined : `born ${inWords(person.bornOn)}`, person.formerNames.length === 0 ? undefined : `also known as ${listed(person.formerNames)}`,
    person.telephone === undefined ? undefined : `telephone ${person.telephone}`, person.address === undefined ? undefined : person.address.split('\n').join(', '),
  ].filter((part) => part !== undefined).join('; '));
}
