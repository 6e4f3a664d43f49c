import { type DateFields, dayFrom } from '../../date-fields.ts';
import type { Day } from '../../../domain/day.ts';
import type { TypedFields } from '../../../store/drafts.ts';

export type FieldError = { readonly field: string; readonly text: string };

const MOST_OF_A_GROUP = 30;
const LONGEST = { line: 200, text: 10_000 } as const;

/** What a form brought, by the name of each field: only text, and only fields that the form has. */
export function typedFrom(body: unknown, known: (name: string) => boolean): TypedFields {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).flatMap(([name, value]) => {
    if (!known(name)) return [];
    const text: unknown = Array.isArray(value) ? value.join('\n') : value;
    return typeof text === 'string' ? [[name, text.replaceAll('\0', '').replaceAll('\r\n', '\n')]] : [];
  }));
}

/** A field without the white space around it; undefined where it is empty. */
export function said(typed: TypedFields, name: string): string | undefined {
  const text = typed[name]?.trim();
  return text === undefined || text === '' ? undefined : text;
}

export function dateTyped(typed: TypedFields, name: string): DateFields {
  return { day: typed[`${name}-day`] ?? '', month: typed[`${name}-month`] ?? '', year: typed[`${name}-year`] ?? '' };
}

/** The day in three boxes. What is wrong with it goes to `errors`. */
export function dayTyped(typed: TypedFields, name: string, what: string, errors: FieldError[]): Day | undefined {
  const { day, month, year } = dateTyped(typed, name);
  const read = dayFrom({ day: day.trim(), month: month.trim(), year: year.trim() }, what);
  if ('error' in read) {
    errors.push({ field: name, text: read.error });
    return undefined;
  }
  return read.day;
}

/** Says of each field that is too long that it is. `names`: what each is called; `line`: the fields of one line. */
export function tooLong(typed: TypedFields, names: (field: string) => { readonly name: string; readonly line: boolean } | undefined): FieldError[] {
  return Object.entries(typed).flatMap(([field, text]) => {
    const of = names(field);
    const most = of?.line === true ? LONGEST.line : LONGEST.text;
    return of === undefined || text.length <= most ? [] : [{ field, text: `${of.name} must be ${most.toLocaleString('en-GB')} characters or fewer. It has ${text.length.toLocaleString('en-GB')}` }];
  });
}

/** How many of a repeated group there are: `point-1-…`, `point-2-…`. At least one. */
export function howMany(typed: TypedFields, group: string): number {
  let most = 1;
  for (const name of Object.keys(typed)) {
    const number = Number(new RegExp(`^${group}-(\\d{1,2})-`, 'u').exec(name)?.[1] ?? 0);
    if (number <= MOST_OF_A_GROUP && number > most) most = number;
  }
  return most;
}

/** With one more of a group, empty; as many as there may be otherwise. */
export function withOneMore(typed: TypedFields, group: string, field: string): TypedFields {
  const next = howMany(typed, group) + 1;
  return next > MOST_OF_A_GROUP ? typed : { ...typed, [`${group}-${next}-${field}`]: '' };
}

/** Without one of a group: those after it move up. */
export function without(typed: TypedFields, group: string, gone: number): TypedFields {
  const shape = new RegExp(`^${group}-(\\d{1,2})-(.+)$`, 'u');
  return Object.fromEntries(Object.entries(typed).flatMap(([name, text]) => {
    const parts = shape.exec(name);
    if (parts === null) return [[name, text]];
    const number = Number(parts[1]);
    if (number === gone) return [];
    return [[number > gone ? `${group}-${number - 1}-${parts[2]}` : name, text]];
  }));
}
