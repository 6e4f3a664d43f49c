import type { Role } from '../../../domain/acts/roles.ts';
import { roles, rolesOf } from '../../../domain/acts/roles.ts';
import type { ElementFile, RepresentationFile } from '../../../domain/case-file.ts';
import type { Day } from '../../../domain/day.ts';
import { type PermittedRefusal, permittedRefusals } from '../../../domain/events.ts';
import { knownLateReasons } from '../../../domain/terms.ts';
import type { ViewerRole } from '../../../domain/viewer.ts';
import { groundInWords } from '../../event-in-words.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import type { Choice, ChoiceField, DayField, FormSetting, NotAskedField, NumberChoiceField, NumberTicksField, OpenField, TextField } from './act-form.ts';

export const notAsked: NotAskedField = { kind: 'not asked' };

/** The day an act was done: today, until somebody says otherwise. */
export function doneOn(label: string, { context }: Pick<FormSetting, 'context'>, hint?: string): DayField & { need: 'always' } {
  return { kind: 'day', label, start: context.today, need: 'always', ...(hint === undefined ? {} : { hint }) };
}

export function mustDay(label: string, hint?: string): DayField & { need: 'always' } {
  return { kind: 'day', label, need: 'always', ...(hint === undefined ? {} : { hint }) };
}

export function mayDay(label: string, hint?: string, start?: Day): DayField {
  return { kind: 'day', label, ...(hint === undefined ? {} : { hint }), ...(start === undefined ? {} : { start }) };
}

export function mustWrite(label: string, hint?: string): TextField & { need: 'always' } {
  return { kind: 'paragraphs', label, need: 'always', ...(hint === undefined ? {} : { hint }) };
}

/** Reasons that are asked for only where the act says so. */
export function reasonsWhere(label: string, hint: string): TextField & { need: 'sometimes' } {
  return { kind: 'paragraphs', label, hint, need: 'sometimes' };
}

export function lateReason(label: string, { say }: FormSetting): OpenField & { need: 'sometimes' } {
  return { kind: 'open choice', label, hint: 'Needed only where it is late', need: 'sometimes', choices: knownLateReasons.map((value) => ({ value, text: say(value) })) };
}

/** The values of a closed list, in the council's words. */
export function choicesOf<V extends string>(values: readonly V[], say: (term: string) => string): readonly Choice<V>[] {
  return values.map((value) => ({ value, text: say(value) }));
}

/** People whose account has one of the roles; beside a name, the parts that person plays in the case already. */
export function person(label: string, setting: FormSetting, having: readonly ViewerRole[] | 'anybody', hint?: string): ChoiceField<string> & { need: 'always' } {
  const choices = setting.people.filter((each) => having === 'anybody' || having.some((role) => each.roles.includes(role))).map((each) => ({ value: each.key, text: nameWithParts(each, setting.file) }));
  const nobody = choices.length === 0 ? 'Nobody has an account for this yet. An administrator can add one.' : undefined;
  const said = [hint, nobody].filter((each) => each !== undefined).join(' ');
  return { kind: 'choice', label, need: 'always', choices, ...(said === '' ? {} : { hint: said }) };
}

function nameWithParts({ key, name }: { readonly key: string; readonly name: string }, file: RepresentationFile): string {
  const parts: readonly Role[] = rolesOf(file, key);
  return parts.length === 0 ? name : `${name} (${parts.map((part) => roles[part]).join(', ')} in this case)`;
}

/** `Point 2: delay`: a point of the complaint by its number and what it is about. */
export function pointName({ element, theme, complaint }: ElementFile): string {
  const about = theme ?? complaint;
  return about === undefined ? `Point ${element}` : `Point ${element}: ${about.length > 80 ? `${about.slice(0, 79).trimEnd()}…` : about}`;
}

export function onePoint(label: string, elements: readonly ElementFile[], hint?: string): NumberChoiceField {
  return { kind: 'number choice', label, choices: elements.map((each) => ({ value: String(each.element), text: pointName(each) })), ...(hint === undefined ? {} : { hint }) };
}

export function somePoints(label: string, elements: readonly ElementFile[], hint: string): NumberTicksField {
  return { kind: 'number ticks', label, hint, choices: elements.map((each) => ({ value: String(each.element), text: pointName(each) })) };
}

export function serviceField(label: string, { services }: Pick<FormSetting, 'services'>): ChoiceField<string> {
  return { kind: 'choice', label, choices: services.map((value) => ({ value, text: value })) };
}

export function themeField(label: string, { themes }: Pick<FormSetting, 'themes'>): ChoiceField<string> {
  return { kind: 'choice', label, choices: themes.map((value) => ({ value, text: value })) };
}

/** What has to be on record beside two of those grounds. */
export function borneOutBy(): { readonly consideredIn: TextField & { need: 'sometimes' }; readonly otherAuthority: TextField & { need: 'sometimes' } } {
  return {
    consideredIn: { kind: 'text', label: 'Reference of the case in which it was considered', hint: 'Only where the same complaint was considered before: another case of yours, or the Ombudsman’s', need: 'sometimes' },
    otherAuthority: { kind: 'text', label: 'Authority whose it is to answer', hint: 'Only where it is another authority’s', need: 'sometimes' },
  };
}

/** The grounds on which the law lets a further stage be refused: there is no other. */
export function groundField(hint: string): ChoiceField<PermittedRefusal> & { need: 'always' } {
  const choices = permittedRefusals.filter((ground) => ground !== 'withdrawn').map((value) => ({ value, text: capitalised(groundInWords(value)) }));
  return { kind: 'choice', label: 'Ground', hint, need: 'always', choices };
}
