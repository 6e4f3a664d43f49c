import type { ActContext } from '../../../domain/acts/context.ts';
import type { ActKey, CommandOf, ComplimentActKey, complimentActs } from '../../../domain/acts/index.ts';
import type { Role } from '../../../domain/acts/roles.ts';
import type { CaseFile, ElementFile, RepresentationFile } from '../../../domain/case-file.ts';
import type { Day } from '../../../domain/day.ts';
import type { ElementFinding, StatementPoint } from '../../../domain/events.ts';
import type { Finding } from '../../../domain/terms.ts';
import type { CouncilWords } from '../../../reporting/council-words.ts';
import type { Permission, Viewer } from '../../../domain/viewer.ts';

/** The acts that have a form of their own here. How a case is handled has its guided pages; receipt has its own page. */
export type FormKey = Exclude<ActKey, 'receive' | 'receiveCompliment' | 'decideHandling'>;
/** Those of a compliment besides the ones it shares with cases. */
type CommandFor<K extends FormKey | ComplimentActKey> = K extends FormKey ? CommandOf<K> : K extends ComplimentActKey ? Parameters<(typeof complimentActs)[K]['decide']>[1] : never;

/** Parts of the work, in the order it is done. */
export const steps = {
  receipt: 'When it comes in', stage1: 'Stage 1', stage2: 'Stage 2', stage3: 'Stage 3: review panel', ombudsman: 'Ombudsman', money: 'Costs and payments', learning: 'Learning', access: 'Who may see it', anything: 'At any time',
} as const;
export type Step = keyof typeof steps;

export type Person = { readonly key: string; readonly name: string; readonly roles: readonly string[] };

/** What a form is filled in against: the case, the rules and the day, who fills it in, and what there is to choose from. */
export type FormSetting<F extends CaseFile = RepresentationFile> = {
  readonly file: F; readonly context: ActContext; readonly viewer: Viewer;
  /** The parts that the viewer plays in the case. */
  readonly parts: readonly Role[];
  readonly people: readonly Person[]; readonly services: readonly string[]; readonly themes: readonly string[];
  /** A term of a closed list as the council prints it. */
  readonly say: (term: string) => string;
  readonly words: CouncilWords;
  /** Those whose invoices the viewer may see, or who have a part in the case: names, as an invoice has them. */
  readonly suppliers?: readonly string[];
  /** What was chosen on the page before, for a form that asks in two. */
  readonly chosen?: string;
  /** What another page proposes for the fields, by name: somebody of the pool, a day for the panel. */
  readonly proposed?: Readonly<Record<string, string>>;
};

export type Choice<V extends string = string> = { readonly value: V; readonly text: string; readonly hint?: string };
/** `missing`: what to say where it was left out, if asking for the label by name does not say it well. */
type Asked = { readonly label: string; readonly hint?: string; readonly missing?: string };

/** `blankIs`: what a field means that is left blank on purpose. */
type Blank = { readonly blankIs?: '' };

export type DayField = Asked & Blank & { readonly kind: 'day'; readonly start?: Day };
export type TextField = Asked & Blank & { readonly kind: 'text' | 'paragraphs'; readonly start?: string };
/** One of a list: radios where it is short, else a drop-down. */
export type ChoiceField<V extends string> = Asked & Blank & { readonly kind: 'choice'; readonly choices: readonly Choice<V>[]; readonly start?: V };
/** One of the council's usual reasons, or another in its own words. */
export type OpenField = Asked & { readonly kind: 'open choice'; readonly choices: readonly Choice[]; readonly start?: string; /** What the box beside it is called. */ readonly other?: string };
export type YesNoField = Asked & { readonly kind: 'yes or no'; readonly missing: string };
/** A single box to tick. Not ticked, it says nothing. */
export type TickField = Asked & { readonly kind: 'tick' };
export type TicksField<V extends string> = Asked & { readonly kind: 'ticks'; readonly choices: readonly Choice<V>[] };
export type MoneyField = Asked & { readonly kind: 'money' };
/** Hours or days, kept in hundredths. */
export type QuantityField = Asked & { readonly kind: 'quantity' };
/** Several of a list in one text, divided by `;` as in a register. */
export type JoinedTicksField = Asked & Blank & { readonly kind: 'joined ticks'; readonly choices: readonly Choice[]; readonly start?: string };
export type NumberChoiceField = Asked & { readonly kind: 'number choice'; readonly choices: readonly Choice[]; readonly start?: string };
export type NumberTicksField = Asked & { readonly kind: 'number ticks'; readonly choices: readonly Choice[] };
export type LinesField = Asked & { readonly kind: 'lines' };
/** For each point of the complaint a finding, with remedies and reasons where they are asked for. */
export type FindingsField = Asked & {
  readonly kind: 'findings'; readonly elements: readonly ElementFile[]; readonly start?: (element: ElementFile) => Finding | undefined;
  readonly onRecord?: (element: ElementFile) => string | undefined; readonly remedies: boolean; readonly reasons: boolean;
};
export type PointsField = Asked & { readonly kind: 'points'; readonly elements: readonly ElementFile[]; readonly start: (element: ElementFile) => StatementPoint | undefined };
export type RemediesField = Asked & { readonly kind: 'remedies with days'; /** Who can be said to carry a remedy out. */ readonly people: readonly Choice[] };
/** Asked for within the field named. */
export type WithinField = { readonly kind: 'within'; readonly field: string };
export type FixedField<V> = { readonly kind: 'fixed'; readonly value: V };
export type NotAskedField = { readonly kind: 'not asked' };

/** The fields that can ask for a value of a type. */
type FieldFor<V> =
  | FixedField<V>
  | ([V] extends [Day] ? DayField
    : [V] extends [boolean] ? YesNoField | TickField
    : [V] extends [number] ? MoneyField | QuantityField | NumberChoiceField
    : [V] extends [string] ? (string extends V ? TextField | ChoiceField<string> | OpenField | DayField | JoinedTicksField : ChoiceField<V>)
    : [V] extends [readonly ElementFinding[]] ? FindingsField
    : [V] extends [readonly StatementPoint[]] ? PointsField
    : [V] extends [readonly { readonly remedy: string }[]] ? RemediesField
    : [V] extends [readonly number[]] ? NumberTicksField
    : [V] extends [readonly (infer T extends string)[]] ? (string extends T ? LinesField | TicksField<T> : TicksField<T>)
    : WithinField);

/** `always`: to be filled in. `sometimes`: the law or the case says when, and the act refuses without. Optional otherwise. */
export type Need = { readonly need?: 'always' | 'sometimes' };
type IsOptional<C, N extends keyof C> = undefined extends C[N] ? true : false;

/** A field for everything that an act can be told: what it must be told cannot be left out. */
export type FieldsOf<C> = {
  readonly [N in keyof C]-?: IsOptional<C, N> extends true
    ? (FieldFor<NonNullable<C[N]>> & Need) | NotAskedField
    : FieldFor<NonNullable<C[N]>> & ({ readonly need: 'always' } | { readonly kind: 'fixed' });
};
export type AnyField =
  | ((DayField | TextField | ChoiceField<string> | OpenField | YesNoField | TickField | TicksField<string> | JoinedTicksField | MoneyField | QuantityField | NumberChoiceField | NumberTicksField | LinesField | FindingsField | PointsField | RemediesField) & Need)
  | WithinField | FixedField<unknown> | NotAskedField;

/** The fields of a form whichever act it is for. */
export type FieldsByName = Readonly<Record<string, AnyField>>;

/** What the law says on an act, in plain words, and where. */
export type Law = { readonly text: string; readonly source: string };

export type FormSpec<K extends FormKey | ComplimentActKey, F extends CaseFile = RepresentationFile> = {
  readonly step: Step;
  readonly law: readonly Law[];
  /** Whom of the complaints team it is for. */
  readonly by: Extract<Permission, 'recordCases' | 'decideCases'>;
  /** Those who may do it in a case they take part in. */
  readonly parts?: readonly Role[];
  /** Those who may ask for it in a case they take part in: what they ask is kept as a note, and the complaints team decides. */
  readonly asks?: { readonly parts: readonly Role[]; readonly name: string; readonly note: (command: CommandFor<K>) => string };
  /** Keys of the rules whose clocks it bears on. */
  readonly clocks?: readonly string[];
  /** Worth knowing while filling it in. */
  readonly onRecord?: (setting: FormSetting<F>) => readonly { readonly name: string; readonly value: string }[];
  /** Pages that help to fill it in. */
  readonly links?: (setting: FormSetting<F>) => readonly { readonly text: string; readonly href: string }[];
  /** What to choose before there is a form, and how it is asked. */
  readonly chooseFirst?: (setting: FormSetting<F>) => (Asked & { readonly choices: readonly Choice[] }) | undefined;
  readonly fields: (setting: FormSetting<F>) => FieldsOf<CommandFor<K>>;
  /** Whether it makes sense as the case stands. The act itself still refuses what it may not do. */
  readonly possible: (file: F) => boolean;
  /** What the Ombudsman has found fault with in the same situation. It is shown once, and may be recorded all the same. */
  readonly warnings?: (file: F, command: CommandFor<K>, context: ActContext) => readonly string[];
};
export type FormsOf<K extends FormKey | ComplimentActKey, F extends CaseFile = RepresentationFile> = { readonly [Key in K]: FormSpec<Key, F> };

/** A form whichever act and kind of case it is for: what it is given has to fit it, which the tables of `all-forms.ts` see to. */
export type AnyForm = Pick<FormSpec<FormKey>, 'step' | 'law' | 'by' | 'parts' | 'clocks'> & {
  readonly asks?: { readonly parts: readonly Role[]; readonly name: string; readonly note: (command: never) => string };
  readonly onRecord?: (setting: FormSetting<never>) => readonly { readonly name: string; readonly value: string }[];
  readonly chooseFirst?: (setting: FormSetting<never>) => (Asked & { readonly choices: readonly Choice[] }) | undefined;
  readonly links?: (setting: FormSetting<never>) => readonly { readonly text: string; readonly href: string }[];
  readonly fields: (setting: FormSetting<never>) => FieldsByName;
  readonly possible: (file: never) => boolean;
  readonly warnings?: (file: never, command: never, context: ActContext) => readonly string[];
};
