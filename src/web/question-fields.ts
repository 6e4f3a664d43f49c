import type { Conditions } from '../domain/figure-query.ts';
import { type CouncilWords, valueInWords } from '../reporting/council-words.ts';
import { capitalised } from '../reporting/house-style.ts';
import { isOwnField } from '../reporting/keys.ts';
import type { KeyWithValues } from '../reporting/condition-values.ts';
import type { LayoutQuery, QueryPart } from '../reporting/layout.ts';
import { findMeasure, keysOfMeasure, measures } from '../reporting/measures.ts';
import { keyInWords, periodInPlace } from '../reporting/question-words.ts';
import type { RelativePeriod } from '../reporting/report-period.ts';

/** A question as the fields of a form hold it: conditions as `key=value`, a period by its place to the report's. */
export type TypedQuestion = { readonly measure: string; readonly where: readonly string[]; readonly period: string; readonly completed: boolean; readonly within: string; readonly share: boolean };
export type QuestionError = { readonly text: string; readonly href: string };
type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
/** What `question.njk` prints. */
export type QuestionFields = {
  readonly prefix: string; readonly measures: readonly Item[]; readonly periods: readonly Item[]; readonly completed: boolean; readonly within: string; readonly share: boolean; readonly more: boolean;
  readonly conditions: readonly { readonly id: string; readonly label: string; readonly groups: readonly { readonly label: string; readonly options: readonly Item[] }[] }[];
};

const FEWEST_CONDITIONS = 3;
const MOST_CONDITIONS = 8;
const LONGEST_VALUE = 500;

export function typedFrom(part: QueryPart): TypedQuestion {
  const { period } = part;
  return {
    measure: part.measure ?? '', where: Object.entries(part.where ?? {}).map(([key, value]) => `${key}=${value}`), completed: part.on === 'completed', within: part.within === undefined ? '' : String(part.within), share: part.share === true,
    period: period === undefined || period === 'this' ? '' : typeof period === 'object' ? `years before ${period.yearsBefore}` : period,
  };
}

export function typedQuestion(body: Readonly<Record<string, unknown>> | undefined, prefix: string): TypedQuestion {
  const one = (name: string): string => {
    const value = body?.[`${prefix}-${name}`];
    return typeof value === 'string' ? value.trim().slice(0, LONGEST_VALUE) : '';
  };
  const where = Array.from({ length: MOST_CONDITIONS }, (_, at) => one(`where-${at + 1}`)).filter((value) => value !== '');
  return { measure: one('measure'), where, period: one('period'), completed: one('completed') === 'yes', within: one('within'), share: one('share') === 'yes' };
}

const simple = ['previous', 'year to date', 'opening day', 'last day'] as const;

export function periodFrom(typed: string): RelativePeriod | undefined {
  const years = /^years before (?<count>[1-9]|1\d|20)$/.exec(typed)?.groups?.['count'];
  return years === undefined ? simple.find((one) => one === typed) : { yearsBefore: Number(years) };
}

export function periodItems(chosen: string): readonly Item[] {
  const values: readonly (readonly [string, RelativePeriod | undefined])[] = [['', undefined], ...[1, 2, 3, 4, 5].map((count) => [`years before ${count}`, { yearsBefore: count }] as const), ...simple.map((one) => [one, one] as const)];
  const other = periodFrom(chosen);
  return [...values, ...(other === undefined || values.some(([value]) => value === chosen) ? [] : [[chosen, other] as const])].map(([value, period]) => ({ value, text: periodInPlace(period), selected: value === chosen }));
}

export type QuestionChoices = { readonly keys: readonly KeyWithValues[]; readonly words: CouncilWords; readonly parents: ReadonlyMap<string, string> };

/** @param same what is said where no measure of its own is chosen: `As the table counts`. Absent where one must be. */
export function questionFields(prefix: string, typed: TypedQuestion, { keys, words, parents }: QuestionChoices, same?: string): QuestionFields {
  const offered = new Set(keys.flatMap(({ key, values }) => values.map((value) => `${key}=${value}`)));
  const own = typed.where.filter((one) => !offered.has(one) && one.includes('='));
  const groups = [
    ...keys.map(({ key, values }) => ({ label: keyInWords(key, words), options: values.map((value) => ({ value: `${key}=${value}`, text: valueInWords(key, value, words, parents) })) })),
    ...(own.length === 0 ? [] : [{ label: 'Others', options: own.map((one) => ({ value: one, text: `${keyInWords(one.slice(0, one.indexOf('=')), words)}: ${valueInWords('', one.slice(one.indexOf('=') + 1), words, parents)}` })) }]),
  ];
  const fields = Math.min(MOST_CONDITIONS, Math.max(FEWEST_CONDITIONS, typed.where.length + 1));
  return {
    prefix, completed: typed.completed, within: typed.within, share: typed.share, more: typed.completed || typed.within !== '' || typed.share, periods: periodItems(typed.period),
    measures: [...(same === undefined ? [{ value: '', text: 'Choose what is counted', selected: typed.measure === '' }] : [{ value: '', text: same, selected: typed.measure === '' }]), ...measures.map((measure) => ({ value: measure.key, text: measure.name, selected: measure.key === typed.measure }))],
    conditions: Array.from({ length: fields }, (_, at) => ({
      id: `${prefix}-where-${at + 1}`, label: at === 0 ? 'Only those with (optional)' : 'And with (optional)',
      groups: groups.map(({ label, options }) => ({ label, options: options.map((one) => ({ ...one, selected: one.value === typed.where[at] })) })),
    })),
  };
}

/**
 * The question that the fields hold, or what is wrong beside each. `base` is the measure where none of its own is chosen: without it one
 * must be. `kept` is what a form cannot say, and leaves as it was.
 */
export function readQuestion(prefix: string, typed: TypedQuestion, { words }: Pick<QuestionChoices, 'words'>, base?: string, kept: QueryPart = {}): { readonly query: QueryPart } | { readonly errors: readonly QuestionError[] } {
  const errors: QuestionError[] = [];
  const measure = findMeasure(typed.measure === '' ? (base ?? '') : typed.measure);
  if (measure === undefined) return { errors: [{ text: 'Choose what is counted', href: `#${prefix}-measure` }] };
  const where: Record<string, string | number> = {};
  const allowed = keysOfMeasure(measure);
  typed.where.forEach((one, at) => {
    const [key, value] = [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)];
    const href = `#${prefix}-where-${at + 1}`;
    if (!one.includes('=')) errors.push({ text: 'Choose a condition from the list', href });
    else if (Object.hasOwn(where, key)) errors.push({ text: `Choose one value of ‘${keyInWords(key, words)}’: nothing can have two at once`, href });
    else if (!allowed.includes(key) && !(isOwnField(key) && measure.of !== 'context')) errors.push({ text: `‘${measure.name}’ cannot be counted by ‘${keyInWords(key, words)}’`, href });
    where[key] = value;
  });
  if (typed.within !== '' && !/^[1-9]\d{0,2}$/.test(typed.within)) errors.push({ text: 'The limit must be a whole number of working days, such as 20', href: `#${prefix}-within` });
  else if (typed.within !== '' && !(measure.of === 'table' && measure.takesWithin === true)) errors.push({ text: `A limit in working days goes with what is on time, not with ‘${measure.name}’`, href: `#${prefix}-within` });
  if (errors.length > 0) return { errors };
  const period = periodFrom(typed.period);
  const conditions: Conditions = where;
  return {
    query: {
      ...(kept.share_within === undefined ? {} : { share_within: kept.share_within }),
      ...(typed.measure === '' ? {} : { measure: measure.key }), ...(Object.keys(conditions).length === 0 ? {} : { where: conditions }), ...(typed.completed ? { on: 'completed' as const } : {}),
      ...(typed.within === '' ? {} : { within: Number(typed.within) }), ...(typed.share ? { share: true } : {}), ...(period === undefined ? {} : { period }),
    },
  };
}

/** A question that names what it counts. */
export function wholeQuestion(part: QueryPart, base = ''): LayoutQuery {
  return { ...part, measure: part.measure ?? base };
}

/** The keys that rows and columns can be told apart by, with their names in order: those of a measure, without what is one case's own. */
export function keyItems(measure: string, chosen: string, { keys, words }: QuestionChoices): readonly Item[] {
  const found = findMeasure(measure);
  const allowed = found === undefined ? [] : keysOfMeasure(found);
  const listed = [...new Set([...keys.map(({ key }) => key).filter((key) => allowed.includes(key) || (isOwnField(key) && found?.of !== 'context')), ...['month', 'quarter', 'year', 'times'].filter((key) => allowed.includes(key)), ...(chosen === '' ? [] : [chosen])])];
  return listed.map((key) => ({ value: key, text: capitalised(keyInWords(key, words)), selected: key === chosen })).toSorted((a, b) => (a.text < b.text ? -1 : 1));
}
