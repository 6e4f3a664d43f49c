import { z } from 'zod';
import type { CommandOf } from '../../../domain/acts/index.ts';
import type { ElementFinding, StatementPoint } from '../../../domain/events.ts';
import type { Day } from '../../../domain/day.ts';
import { findings, type Remedy, remedies } from '../../../domain/terms.ts';
import type { TypedFields } from '../../../store/drafts.ts';
import { dayFrom, readFields as readBoxes } from '../../date-fields.ts';
import type { AnyField, FieldsByName, FormKey } from './act-form.ts';

/** What is wrong with a field: `field` as the act's refusals name it, `findings.2`. */
export type FieldError = { readonly field?: string; readonly text: string };

const LONGEST_TEXT = 10_000;
const LONGEST_LINE = 300;
/** Remedies of one decision of the Ombudsman that a form has room for. */
export const MOST_REMEDIES = 12;

const sentForm = z.record(z.string().max(80), z.union([z.string().max(60_000), z.array(z.string().max(500)).max(60)]));

/** What a form brought, by the name of each field, several values of one field a line each; undefined for what no form of ours can have sent. */
export function typedFrom(body: unknown): TypedFields | undefined {
  const sent = sentForm.safeParse(body);
  if (!sent.success) return undefined;
  return Object.fromEntries(Object.entries(sent.data).map(([name, value]) => [name, (typeof value === 'string' ? value : value.join('\n')).replaceAll('\0', '').replaceAll('\r\n', '\n')]));
}

/** `Enter the date of response`, `Select what was acknowledged`. */
function leftOut(verb: 'Enter' | 'Select', { label, missing }: { readonly label: string; readonly missing?: string }): string {
  if (missing !== undefined) return missing;
  const name = label.slice(0, 1).toLowerCase() + label.slice(1).replace(/\?$/, '');
  return `${verb} ${/^(?:the|what|which|who|why|how|where) /.test(name) ? '' : 'the '}${name}`;
}

/** The values of fields by name, nothing for what was left blank; or what is wrong, field by field. */
export function readFields(fields: FieldsByName, typed: TypedFields): { readonly values: Readonly<Record<string, unknown>> } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = readField(name, field, typed, errors);
    if (value !== undefined) values[name] = value;
    if (field.kind === 'findings' && field.reasons) {
      const reasons = reasonsFrom(field.elements.map((each) => each.element), typed);
      if (Object.keys(reasons).length > 0) values['reasons'] = reasons;
    }
  }
  return errors.length > 0 ? { errors } : { values };
}

/**
 * What a form says, as the act is told it: only what the act can be told, and nothing for what was left blank. Or what is wrong,
 * with what cannot be told to any act; what the act itself refuses comes from the act.
 */
export function readForm(fields: FieldsByName, typed: TypedFields): { readonly command: CommandOf<FormKey> } | { readonly errors: readonly FieldError[] } {
  const read = readFields(fields, typed);
  return 'errors' in read ? read : { command: read.values as unknown as CommandOf<FormKey> };
}

function readField(name: string, field: AnyField, typed: TypedFields, errors: FieldError[]): unknown {
  const wrong = (text: string, at: string = name) => {
    errors.push({ field: at, text });
    return undefined;
  };
  switch (field.kind) {
    case 'fixed': return field.value;
    case 'within': case 'not asked': return undefined;
    case 'day': {
      const read = dayTyped(typed, name, field.label, errors);
      if (read !== undefined || errors.some((error) => error.field === name)) return read;
      return field.blankIs ?? (field.need === 'always' ? wrong(leftOut('Enter', field)) : undefined);
    }
    case 'text': case 'paragraphs': {
      const text = said(typed, name);
      if (text !== undefined) return notTooLong(text, field.kind === 'text' ? LONGEST_LINE : LONGEST_TEXT, field.label, wrong);
      // The act says in its own words what has to be written.
      return field.need === 'always' ? '' : undefined;
    }
    case 'choice': {
      const chosen = said(typed, name);
      if (chosen === undefined) return field.blankIs ?? (field.need === 'always' ? wrong(leftOut('Select', field)) : undefined);
      return field.choices.some((choice) => choice.value === chosen) ? chosen : wrong(leftOut('Select', field));
    }
    case 'open choice': {
      const other = said(typed, `${name}-other`);
      if (other !== undefined) return notTooLong(other, LONGEST_LINE, field.label, wrong);
      const chosen = said(typed, name);
      if (chosen === undefined) return field.need === 'always' ? '' : undefined;
      return field.choices.some((choice) => choice.value === chosen) ? chosen : wrong(leftOut('Select', field));
    }
    case 'yes or no': {
      const answer = said(typed, name);
      if (answer === 'yes' || answer === 'no') return answer === 'yes';
      return field.need === 'always' ? wrong(field.missing) : undefined;
    }
    case 'tick': return said(typed, name) === 'yes' ? true : undefined;
    case 'ticks': {
      const ticked = listed(typed, name);
      if (ticked.some((value) => !field.choices.some((choice) => choice.value === value))) return wrong(leftOut('Select', field));
      return ticked.length > 0 || field.need === 'always' ? ticked : undefined;
    }
    case 'joined ticks': {
      const ticked = listed(typed, name).filter((value) => field.choices.some((choice) => choice.value === value));
      return ticked.length > 0 ? ticked.join(';') : field.blankIs ?? (field.need === 'always' ? wrong(leftOut('Select', field)) : undefined);
    }
    case 'quantity': {
      const amount = said(typed, name);
      if (amount === undefined) return field.need === 'always' ? wrong(leftOut('Enter', field)) : undefined;
      const hundredths = amount.includes('£') ? undefined : penceFrom(amount);
      return hundredths === undefined || hundredths === 0 ? wrong(`${field.label} must be a number above 0, with no more than two decimals, such as 7.5`) : hundredths;
    }
    case 'money': {
      const amount = said(typed, name);
      if (amount === undefined) return field.need === 'always' ? wrong(leftOut('Enter', field)) : undefined;
      const pence = penceFrom(amount);
      return pence ?? wrong(`${field.label} must be in pounds and whole pence, such as 150 or 75.50`);
    }
    case 'number choice': {
      const chosen = said(typed, name);
      if (chosen === undefined) return field.need === 'always' ? wrong(leftOut('Select', field)) : undefined;
      return field.choices.some((choice) => choice.value === chosen) ? Number(chosen) : wrong(leftOut('Select', field));
    }
    case 'number ticks': {
      const ticked = listed(typed, name).filter((value) => field.choices.some((choice) => choice.value === value));
      return ticked.length > 0 || field.need === 'always' ? ticked.map(Number) : undefined;
    }
    case 'lines': {
      const lines = listed(typed, name).map((line) => line.trim()).filter((line) => line !== '');
      if (lines.some((line) => line.length > LONGEST_TEXT)) return wrong(`${field.label} must each be ${LONGEST_TEXT.toLocaleString('en-GB')} characters or fewer`);
      return lines.length > 0 ? lines : undefined;
    }
    case 'findings': {
      const found = field.elements.flatMap(({ element }) => findingFrom(element, typed, field.remedies, wrong));
      return found.length > 0 || field.need === 'always' ? found : undefined;
    }
    case 'points': {
      const points = field.elements.flatMap(({ element }): StatementPoint[] => {
        const complaint = said(typed, `points-${element}-complaint`);
        const desiredOutcome = said(typed, `points-${element}-desiredOutcome`);
        return complaint === undefined && desiredOutcome === undefined ? [] : [{ element, complaint: complaint ?? '', ...(desiredOutcome === undefined ? {} : { desiredOutcome }) }];
      });
      return points.length > 0 ? points : undefined;
    }
    case 'remedies with days': {
      const agreed = remedyRows(typed).flatMap((row): { remedy: string; dueOn?: Day; owner?: string }[] => {
        const remedy = said(typed, `${name}-${row}-remedy`);
        const dueOn = dayTyped(typed, `${name}-${row}-dueOn`, 'Date the remedy is due', errors, `${name}.${row}.dueOn`);
        const owner = said(typed, `${name}-${row}-owner`);
        if (owner !== undefined && !field.people.some(({ value }) => value === owner)) return wrong('Select who is to carry it out', `${name}.${row}.owner`) ?? [];
        return remedy === undefined && dueOn === undefined && owner === undefined ? [] : [{ remedy: remedy ?? '', ...(dueOn === undefined ? {} : { dueOn }), ...(owner === undefined ? {} : { owner }) }];
      });
      return agreed.length > 0 ? agreed : undefined;
    }
    default: return field satisfies never;
  }
}

/** A field without the white space around it; undefined where it is blank. */
function said(typed: TypedFields, name: string): string | undefined {
  const text = typed[name]?.trim();
  return text === undefined || text === '' ? undefined : text;
}

function listed(typed: TypedFields, name: string): readonly string[] {
  const text = typed[name];
  return text === undefined || text === '' ? [] : [...new Set(text.split('\n'))];
}

function dayTyped(typed: TypedFields, name: string, what: string, errors: FieldError[], field: string = name): Day | undefined {
  const read = dayFrom(readBoxes(typed, name), what);
  if (!('error' in read)) return read.day;
  errors.push({ field, text: read.error });
  return undefined;
}

function notTooLong(text: string, most: number, label: string, wrong: (text: string) => undefined): string | undefined {
  return text.length <= most ? text : wrong(`${label} must be ${most.toLocaleString('en-GB')} characters or fewer. It has ${text.length.toLocaleString('en-GB')}`);
}

/** `£1,250.50` as pence; undefined for what is no amount. */
export function penceFrom(amount: string): number | undefined {
  const parts = /^£?\s?(?<pounds>\d{1,7}|\d{1,3}(?:,\d{3}){1,2})(?:\.(?<pence>\d{1,2}))?$/.exec(amount)?.groups;
  return parts === undefined ? undefined : Number((parts['pounds'] ?? '').replaceAll(',', '')) * 100 + Number((parts['pence'] ?? '').padEnd(2, '0'));
}

function findingFrom(element: number, typed: TypedFields, withRemedies: boolean, wrong: (text: string, at: string) => undefined): readonly ElementFinding[] {
  const finding = findings.find((each) => each === typed[`findings-${element}`]);
  const chosen = withRemedies ? listed(typed, `remedies-${element}`).flatMap((value): Remedy[] => remedies.filter((each) => each === value)) : [];
  if (finding === undefined) {
    if (chosen.length > 0 || said(typed, `reasons-${element}`) !== undefined) wrong(`Select the finding for point ${element}`, `findings.${element}`);
    return [];
  }
  return [{ element, finding, ...(chosen.length > 0 ? { remedies: chosen } : {}) }];
}

function reasonsFrom(elements: readonly number[], typed: TypedFields): Record<number, string> {
  return Object.fromEntries(elements.flatMap((element) => {
    const reasons = said(typed, `reasons-${element}`);
    return reasons === undefined ? [] : [[element, reasons.slice(0, LONGEST_TEXT)]];
  }));
}

/** The rows of remedies that a form has: 0, 1 … */
export function remedyRows(typed: TypedFields): readonly number[] {
  const asked = Math.min(MOST_REMEDIES, Math.max(1, Math.trunc(Number(typed['remedies-rows'] ?? 1)) || 1));
  return Array.from({ length: asked }, (_, row) => row);
}

/** The same form with its filled rows of remedies first, so that the numbers of what the act refuses are those of the rows. */
export function withoutEmptyRows(typed: TypedFields): TypedFields {
  const parts = ['remedy', 'dueOn-day', 'dueOn-month', 'dueOn-year', 'owner'];
  const filled = remedyRows(typed).filter((row) => parts.some((part) => said(typed, `remedies-${row}-${part}`) !== undefined));
  const others = Object.entries(typed).filter(([name]) => !/^remedies-\d+-/.test(name));
  if (typed['remedies-rows'] === undefined) return typed;
  return Object.fromEntries([...others, ...filled.flatMap((row, index) => parts.map((part) => [`remedies-${index}-${part}`, typed[`remedies-${row}-${part}`] ?? '']))]);
}
