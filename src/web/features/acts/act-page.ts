import type { CaseFile } from '../../../domain/case-file.ts';
import { isOfDocument } from '../../../domain/documents.ts';
import { clocksOfCase, standingInWords } from '../../../domain/clocks.ts';
import { type Day, inWords } from '../../../domain/day.ts';
import { limitInWords } from '../../../domain/deadline.ts';
import type { RecordedEvent } from '../../../store/recorded-event.ts';
import type { Draft, TypedFields } from '../../../store/drafts.ts';
import { eventInWords, personInWords } from '../../event-in-words.ts';
import type { Chrome } from '../../guard.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import type { AnyForm, FormSetting, Law } from './act-form.ts';
import { fieldsOf, nameOfAct, settingFor } from './all-forms.ts';
import { type Block, blocksOf, errorLinks, type FormErrors } from './form-blocks.ts';
import type { FieldError } from './read-form.ts';

export type Row = { readonly name: string; readonly value: string; readonly source?: string };
/** What somebody else recorded since the form was opened. */
export type Since = { readonly who: string; readonly when: string; readonly title: string; readonly lines: readonly string[] };

/** What a form of ours brings back besides what was typed. */
export type Hidden = { readonly formToken: string; readonly version: number; readonly form: string };

export type ActPage = {
  readonly title: string; readonly chrome: Chrome; readonly backTo: { readonly text: string; readonly href: string };
  readonly ref: string; readonly called: string; readonly action: string; readonly hidden: Hidden; readonly blocks: readonly Block[];
  readonly errors: FormErrors; readonly warnings: readonly string[]; readonly since: readonly Since[];
  readonly law: readonly Law[]; readonly onRecord: readonly Row[]; readonly clocks: readonly Row[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly savedAt?: string; readonly keptUntil?: string; readonly submit: string; readonly asks: boolean;
};

/** What others recorded, in words: what a person was overtaken by. Documents, on which no form turns, are left out. */
export function sinceInWords(events: readonly RecordedEvent[], names: ReadonlyMap<string, string>, words: FormSetting['words']): readonly Since[] {
  return events.filter((one) => !isOfDocument(one.event)).map((one) => ({ who: personInWords(one.recordedBy, names), when: instantInWords(one.recordedAt), ...eventInWords(one.event, names, words) }));
}

/** The clocks that an act bears on and that still run, each with its day and its rule. */
function clockRows({ file, context }: FormSetting<CaseFile>, keys: readonly string[]): readonly Row[] {
  return clocksOfCase(file, context).filter((clock) => keys.includes(clock.rule.key) && clock.counts && clock.endedOn === undefined && clock.standing.is !== 'closed').map((clock) => {
    const dueOn: Day | undefined = clock.extendedDueOn ?? clock.dueOn;
    const extended = clock.extendedDueOn === undefined ? '' : ', extended';
    const due = dueOn === undefined ? 'No day yet' : `${inWords(dueOn)}${extended}`;
    return {
      name: clock.about === undefined || clock.rule.stage !== 'ombudsman' ? clock.rule.name : `${clock.rule.name} (${clock.about})`, value: `${due} (${standingInWords(clock.standing)})`,
      source: clock.rule.limit === undefined ? clock.rule.source : `${limitInWords(clock.rule)}. ${clock.rule.source}`,
    };
  });
}

export type Shown = {
  readonly hidden: Hidden; readonly chrome: Chrome; readonly typed: TypedFields; readonly asks: boolean;
  readonly errors?: readonly FieldError[]; readonly warnings?: readonly string[]; readonly since?: readonly Since[]; readonly saved?: Pick<Draft, 'savedAt' | 'keptUntil'>;
};

/** Where a form belongs: what is acted on, and the addresses of it and of its acts. */
export type FormPlace = { readonly called: string; readonly ref: string; readonly href: string };

/** The page of an act's form: what the law says, what is on record, and the fields as typed. */
export function actPage(key: string, form: AnyForm, place: FormPlace, setting: FormSetting<CaseFile>, { hidden, chrome, typed, asks, errors = [], warnings = [], since = [], saved }: Shown): ActPage {
  const { chosen } = setting;
  const blocks = blocksOf(fieldsOf(form, setting), { typed, errors, say: setting.say });
  const name = nameOfAct(key, setting.file.kind) ?? key;
  return {
    title: asks ? form.asks?.name ?? name : name, chrome, hidden, blocks, warnings, since, asks, ref: place.ref, called: capitalised(place.called), backTo: { text: `Back to ${place.called} ${place.ref}`, href: place.href },
    action: `${place.href}/acts/${key}${askedAgain({ ...(chosen === undefined ? {} : { choose: chosen }), ...setting.proposed })}`,
    errors: errorLinks(errors, blocks),
    law: form.law, onRecord: form.onRecord?.(settingFor(setting)) ?? [], clocks: clockRows(setting, form.clocks ?? []), links: form.links?.(settingFor(setting)) ?? [],
    ...(saved === undefined ? {} : { savedAt: instantInWords(saved.savedAt), keptUntil: inWords(saved.keptUntil) }),
    submit: asks ? 'Send the request' : 'Record',
  };
}

/** What an address asked for, to be asked for again when the form is sent. */
function askedAgain(asked: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(asked).toString();
  return search === '' ? '' : `?${search}`;
}
