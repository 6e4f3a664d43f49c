import * as z from 'zod';
import { parseConventions } from '../domain/conventions.ts';
import { type Day, parseDay } from '../domain/day.ts';
import { councilsProcedures } from '../domain/procedures/standard.ts';
import { statuses } from '../domain/status.ts';
import { notProgressedOutcomes, stage2Statuses } from '../domain/terms.ts';
import type { AuthoritySettings } from '../store/authorities.ts';
import { type Column, fileNamed, fileNames } from './columns.ts';
import type { Fault } from './fault.ts';
import { jsonFault } from './json-in-words.ts';

/** What a council may have its own word for, besides every column and every code of the register. */
const nouns = [
  'representation', 'complaint', 'element', 'compliment', 'complainant', 'child', 'advocate', 'contact', 'service', 'theme', 'stage', 'stage1', 'stage2', 'stage3',
  'ombudsman', 'panel', 'finding', 'outcome', 'remedy', 'action', 'learning_action', 'payment', 'spend', 'upheld_or_partly', 'not_progressed',
];
const derived = ['month', 'quarter', 'year', 'age_band', 'stage1_band', 'within_10', 'within_20', 'over_20', 'stage1_days', 'repeat_complainant', 'status'];

function wordsKnown(): ReadonlySet<string> {
  const columns = fileNames.flatMap((name): readonly Column[] => fileNamed(name).columns);
  const codes = columns.flatMap((column) => [...column.values ?? [], ...column.known ?? []]);
  const plurals = nouns.map((noun) => (noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`));
  return new Set([...nouns, ...plurals, ...derived, ...columns.map((column) => column.name), ...codes, ...notProgressedOutcomes, ...stage2Statuses, ...statuses]);
}

const known = wordsKnown();
/** Every term that a council may have its own word for. */
export const termsWithWords: readonly string[] = [...known];
const MONTH_AND_DATE = /^\d{2}-\d{2}$/;
const dayText = z.string().refine((text) => parseDay(text) !== undefined, 'is not a day. Allowed: a day of the calendar written YYYY-MM-DD').transform((text) => text as Day);
const filled = z.string().trim().min(1, 'is empty. Allowed: text');

const authorityShape = z.strictObject({
  authority: filled,
  name: filled.optional(),
  financial_year_starts: z.string().refine((text) => MONTH_AND_DATE.test(text) && text !== '02-29' && parseDay(`2023-${text}`) !== undefined, 'is not a day of the year. Allowed: MM-DD, such as 04-01').optional(),
  words: z.record(z.string().refine((key) => known.has(key) || /^x_[a-z0-9_]+$/.test(key), 'is nothing that there is a word for. Allowed: a column or a code of the register, or a noun such as complaint, element, theme, service'), filled).optional(),
  themes: z.array(filled).optional(),
  procedures: z.unknown().optional(),
  conventions: z.record(z.string(), z.unknown()).optional(),
  report: z.strictObject({ layout: z.enum(['quarterly', 'half-year', 'annual']), from: dayText, to: dayText })
    .refine((report) => report.from <= report.to, 'ends before it starts. Allowed: `to` on or after `from`').optional(),
});

/** One problem that zod found, in the words of a fault. */
function faultOf(file: string, issue: z.core.$ZodIssue): Fault {
  const column = issue.path.length === 0 ? {} : { column: issue.path.join('.') };
  const [problem = '', allowed] = problemOf(issue).split('. Allowed: ');
  return { file, ...column, problem, ...(allowed === undefined ? {} : { allowed }) };
}

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys': return `has ${issue.keys.map((key) => `'${key}'`).join(', ')}, which is no setting here. Allowed: ${settingsAt(issue.path).join(', ')}`;
    case 'invalid_value': return `is not one of its values. Allowed: ${issue.values.join(', ')}`;
    case 'invalid_type': return `${issue.input === undefined ? 'is missing' : 'is of the wrong kind'}. Allowed: ${shapeAt(issue.path)}`;
    case 'invalid_key': return issue.issues[0]?.message ?? issue.message;
    default: return issue.message;
  }
}

/** What a setting looks like, by its path. */
function shapeAt(path: readonly PropertyKey[]): string {
  switch (path[0]) {
    case undefined: return 'an object such as {"authority": "Northshire", "name": "Northshire County Council"}';
    case 'authority': return 'the short name, such as "Northshire"';
    case 'words': return path.length === 1 ? 'an object such as {"complaint": "representation"}' : 'text, such as "representation"';
    case 'themes': return path.length === 1 ? 'a list such as ["Communication", "Delay"]' : 'text, such as "Communication"';
    case 'conventions': return 'an object such as {"dayCount": "exclude-start"}';
    case 'report': return path.length === 1 ? 'an object such as {"layout": "annual", "from": "2023-04-01", "to": "2024-03-31"}' : path[1] === 'layout' ? 'quarterly, half-year or annual' : 'a day of the calendar written YYYY-MM-DD';
    case 'financial_year_starts': return 'MM-DD, such as 04-01';
    default: return 'text';
  }
}

function settingsAt(path: readonly PropertyKey[]): readonly string[] {
  return path[0] === 'report' ? ['layout', 'from', 'to'] : Object.keys(authorityShape.shape);
}

/** The settings that an authority.json holds, or every fault in it. */
export function readAuthority(text: string, file: string): { readonly settings: AuthoritySettings } | { readonly faults: readonly Fault[] } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const [problem = '', allowed = ''] = jsonFault(error).split('. Allowed: ');
    return { faults: [{ file, problem, allowed }] };
  }
  const parsed = authorityShape.safeParse(json, { reportInput: true });
  const asFaults = (sentences: readonly string[]): Fault[] => sentences.map((sentence) => {
    const [problem = '', allowed] = sentence.replace(/\.$/, '').split('. Allowed: ');
    return { file, problem, ...(allowed === undefined ? {} : { allowed }) };
  });
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => faultOf(file, issue)) };
  const given = parsed.data;
  const procedures = councilsProcedures(given.procedures);
  const conventions = parseConventions(given.conventions);
  const faults = [...('faults' in procedures ? asFaults(procedures.faults) : []), ...('faults' in conventions ? asFaults(conventions.faults) : [])];
  if (faults.length > 0) return { faults };
  return {
    settings: {
      authority: given.authority, name: given.name ?? given.authority, financialYearStarts: given.financial_year_starts ?? '04-01', words: given.words ?? {}, themes: given.themes ?? [],
      procedures: given.procedures ?? {}, conventions: given.conventions ?? {}, ...(given.report === undefined ? {} : { report: given.report }),
    },
  };
}

/** Settings as they are written in authority.json: the same that were read. */
export function authorityJson(settings: AuthoritySettings): Record<string, unknown> {
  const { financialYearStarts, procedures, conventions, report, ...rest } = settings;
  const hasProcedures = typeof procedures === 'object' && procedures !== null && Object.keys(procedures).length > 0;
  return {
    authority: rest.authority, name: rest.name, financial_year_starts: financialYearStarts, words: rest.words, themes: rest.themes,
    ...(hasProcedures ? { procedures } : {}), ...(Object.keys(conventions).length > 0 ? { conventions } : {}), ...(report === undefined ? {} : { report }),
  };
}
