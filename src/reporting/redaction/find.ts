import type { Day } from '../../domain/day.ts';

export type FindKind = 'name' | 'worker' | 'age' | 'date of birth' | 'address' | 'school' | 'place' | 'telephone' | 'e-mail' | 'reference';

/**
 * How likely it is that the words identify somebody. `sure`: they are on record of a person, whole. `likely`: a part of it, or words of a form
 * that names somebody. `possible`: they are an ordinary word too.
 */
export type Weight = 'sure' | 'likely' | 'possible';

/** Words of a text that may let somebody be recognised. `start` and `end` count UTF-16 units of the text, as strings do. */
export type Find = {
  readonly kind: FindKind; readonly start: number; readonly end: number; readonly text: string; readonly weight: Weight;
  /** Why it was found, in the words of a person. */
  readonly why: string;
  /** What to put in its place, unless somebody has a better word. */
  readonly replacement: string;
};

/** Who has a name: somebody on a case, somebody who works there, or somebody whom the council appoints from outside. */
export type NameOf = 'case' | 'staff' | 'outside';

/** What is on record of people, to be looked for in the words of a report. */
export type KnownPeople = {
  readonly names: readonly { readonly name: string; readonly of: NameOf }[];
  readonly bornOn: readonly Day[];
  /** A line of an address each. */
  readonly addresses: readonly string[];
  readonly telephones: readonly string[];
  /** References of cases. */
  readonly references: readonly string[];
  /** What the council itself is called, and its services and themes: a name inside one of them names nobody. */
  readonly ownWords: readonly string[];
};
