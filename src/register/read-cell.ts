import { firstDayKnown, lastDayKnown } from '../domain/bank-holidays.ts';
import { type Day, parseDay } from '../domain/day.ts';
import { unguardedText } from '../domain/formula-guard.ts';
import type { Column } from './columns.ts';

export type CellProblem = { readonly problem: string; readonly allowed?: string };
/** What a cell says, or what is wrong with it. The text is trimmed and not empty. */
export type CellReader = (text: string) => { readonly value: unknown } | CellProblem;

/** Text as it is kept: new lines of one kind, the guard against formulas taken off. */
export function textOf(text: string): string {
  return unguardedText(text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text);
}

// oxlint-disable-next-line no-control-regex -- they are what it looks for
const controlCharacter = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** What a list of conditions says, or undefined where a part of it is not `column=value`. */
export function conditionsOf(text: string): Readonly<Record<string, string>> | undefined {
  const conditions: Record<string, string> = {};
  for (const part of text.split(';').map((each) => each.trim()).filter((each) => each !== '')) {
    const equals = part.indexOf('=');
    if (equals < 1 || equals === part.length - 1) return undefined;
    conditions[part.slice(0, equals)] = part.slice(equals + 1);
  }
  return conditions;
}

/** How the cells of a column are read. Days repeat, so each is worked out once. `anyDay`: for what is printed of years before the calendar. */
export function cellReaderOf(column: Column, anyDay = false): CellReader {
  switch (column.kind) {
    case 'text': case 'open list': return (text) => (controlCharacter.test(text)
      ? { problem: 'holds a character that nobody can see (a control character)', allowed: 'letters, digits, signs, spaces and new lines' }
      : { value: textOf(text) });
    case 'day': {
      const seen = new Map<string, { readonly value: Day } | CellProblem>();
      return (text) => {
        let read = seen.get(text);
        if (read === undefined) seen.set(text, read = dayCell(text, anyDay));
        return read;
      };
    }
    case 'code': {
      const values = new Map((column.values ?? []).map((value) => [value, { value }]));
      const allowed = (column.values ?? []).join(', ');
      return (text) => values.get(text) ?? { problem: 'is not a value of this column', allowed };
    }
    case 'list': {
      const values = column.values && new Set(column.values);
      return (text) => {
        const items = textOf(text).split(';').map((item) => item.trim()).filter((item) => item !== '');
        const unknown = values && items.find((item) => !values.has(item));
        return unknown === undefined ? { value: items } : { problem: `'${unknown}' is not a value of this list`, allowed: [...values ?? []].join(', ') };
      };
    }
    case 'whole number': {
      const { least = 0, most = Number.MAX_SAFE_INTEGER } = column;
      return (text) => {
        const value = Number(text);
        return /^\d+$/.test(text) && value >= least && value <= most ? { value } : { problem: 'is not a whole number of this column', allowed: `${least} to ${most}` };
      };
    }
    case 'number': return (text) => (/^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : { problem: 'is not a number', allowed: 'digits, with a point where there are decimals' });
    case 'pounds': return (text) => {
      const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text);
      if (parts === null) return { problem: 'is not an amount in pounds', allowed: 'digits with two decimal places, such as 1250.00; nothing below 0' };
      return { value: Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) };
    };
    case 'conditions': return (text) => {
      const value = conditionsOf(textOf(text));
      return value === undefined ? { problem: 'is not a list of conditions', allowed: 'column=value, with ; between' } : { value };
    };
    default: return column.kind satisfies never;
  }
}

function dayCell(text: string, anyDay: boolean): { readonly value: Day } | CellProblem {
  const value = parseDay(text);
  if (value === undefined) return { problem: 'is not a day', allowed: 'a day of the calendar written YYYY-MM-DD' };
  if (!anyDay && (value < firstDayKnown || value > lastDayKnown)) return { problem: 'is outside the calendar', allowed: `${firstDayKnown} to ${lastDayKnown}, for which bank holidays are held` };
  return { value };
}
