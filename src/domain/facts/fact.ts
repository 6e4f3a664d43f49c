import type { RepresentationFile, UnattachedFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { FactCorrected } from '../events.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** The file of a representation while a fact in it is put right. */
export type Draft = Writable<RepresentationFile>;
/** Which point, Ombudsman's matter, payment or learning action a fact belongs to, where a case can have several. */
export type Owner = { readonly element?: number | undefined; readonly which?: string | undefined };

/** Something with a day: absent where it has not happened. */
export type Step = { readonly on: Day | undefined; readonly when: string };
/** What a fact's day is called, and what it cannot come before and after. */
export type Order = {
  readonly name: string; readonly after?: readonly Step[]; readonly before?: readonly Step[];
  /** It ends a stage: what came after it cannot stand without it. */
  readonly ends?: true;
};

/** Everything that there is to say of a fact that may be put right: what it may be, where its file keeps it, and what a correction makes of that. */
export type Fact = {
  /** The closed list that its value is of. */
  readonly values?: readonly string[];
  /** Known of everything that has it: it can be put right, and not taken away. */
  readonly neverBlank?: true;
  /** A day that may lie ahead. */
  readonly mayBeToCome?: true;
  /** What it is at present; undefined where it is not known, or the case has no such owner. */
  read(file: RepresentationFile, of: Owner): string | number | undefined;
  /** An empty `to` says that the fact is not known, or that what has its day did not happen. */
  correct(next: Draft, to: string, event: FactCorrected): void;
  /**
   * Whether a correction may put it on record where it is not: something more about what is on record (an outcome, a reason, when a letter arrived),
   * or a step that its own act can no longer record, because its stage, or the case, is over. Always, where absent.
   */
  mayBeFilledIn?(file: RepresentationFile, of: Owner): boolean;
  order?(file: RepresentationFile, of: Owner): Order;
};

/** The same of what also stands in the file of an Ombudsman's matter or payment without a case. */
export type FactOfAny = Pick<Fact, 'values' | 'neverBlank'> & {
  read(file: Pick<UnattachedFile, 'ombudsman' | 'payments'>, of: Owner): string | number | undefined;
  correct(next: Writable<Pick<UnattachedFile, 'ombudsman' | 'payments'>>, to: string, event: FactCorrected): void;
  mayBeFilledIn(): false;
  order?(file: RepresentationFile | UnattachedFile, of: Owner): Order;
};

export const never = (): false => false;

/** Fields of a part of a file that hold a day, a code or a text. */
export type TextKey<T> = { [K in keyof T]-?: NonNullable<T[K]> extends string ? K : never }[keyof T] & string;

/** Sets a field from text, or takes it away where the text is empty (not known). */
export function put(target: object, field: string, to: string | number): void {
  if (to === '') Reflect.deleteProperty(target, field);
  else Reflect.set(target, field, to);
}

export function withField<T extends object>(kept: T, field: string, to: string | number): T {
  const next = { ...kept };
  put(next, field, to);
  return next;
}
