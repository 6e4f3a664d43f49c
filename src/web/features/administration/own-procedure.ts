import { type Day, inWords, parseDay } from '../../../domain/day.ts';
import type { Limit, Procedure, ProcedureKey, Rule, RuleStage } from '../../../domain/procedure.ts';
import { standardProcedures } from '../../../domain/procedures/standard.ts';
import { type DateFields, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { type Body, type FieldError, textOf, workingDaysIn } from './fields.ts';

/** A council's own limits of a procedure, as authority.json writes them. */
export type WrittenProcedure = Readonly<Record<string, unknown>>;
export type WrittenProcedures = Readonly<Record<ProcedureKey, readonly WrittenProcedure[]>>;

const keys: readonly ProcedureKey[] = ['statutory', 'corporate'];

export function isProcedureKey(text: string): text is ProcedureKey {
  return keys.some((key) => key === text);
}

/** The council's own limits of each procedure, in order: what authority.json may write as one or as a list. */
export function writtenProcedures(setting: unknown): WrittenProcedures {
  const fields = isRecord(setting) ? setting : {};
  const listOf = (key: ProcedureKey) => (Array.isArray(fields[key]) ? fields[key] : fields[key] === undefined ? [] : [fields[key]]).filter((one): one is WrittenProcedure => isRecord(one));
  return { statutory: listOf('statutory'), corporate: listOf('corporate') };
}

/** The setting again: one alone is written without a list, none not at all. */
export function procedureSetting(written: WrittenProcedures): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.filter((key) => written[key].length > 0).map((key) => [key, written[key].length === 1 ? written[key][0] : written[key]]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where in the setting a number of working days stands, e.g. `['stage1', 'working_days']`, and what it is called. */
export type LimitField = { readonly name: string; readonly path: readonly string[]; readonly label: string; readonly least: number; readonly usual: string; readonly group: string };

const stageNames: Readonly<Record<RuleStage, string>> = { receipt: 'Receipt', stage1: 'Stage 1', stage2: 'Stage 2', stage3: 'Stage 3', ombudsman: 'Ombudsman', report: 'Reports' };

/** The limits that a council may set, in the order in which they are asked. */
export function limitFields(key: ProcedureKey): readonly LimitField[] {
  const { standard } = standardProcedures[key];
  if (key === 'corporate') {
    const limits = standard.limits;
    const acknowledgement = (rule: string | undefined) => (rule === undefined ? '' : limitInWords(standard.ruleByKey.get(rule)?.limit));
    return [
      { name: 'acknowledgement', path: ['acknowledgement', 'working_days'], label: 'Acknowledgement of a complaint', least: 1, usual: acknowledgement(standard.measures.acknowledgement), group: stageNames.stage1 },
      { name: 'stage1', path: ['stage1', 'working_days'], label: 'Stage 1 response', least: 1, usual: `${limits.stage1} working days`, group: stageNames.stage1 },
      { name: 'stage1Extension', path: ['stage1', 'extension_working_days'], label: 'Longest extension of stage 1', least: 0, usual: `${limits.stage1Longest - limits.stage1} working days`, group: stageNames.stage1 },
      { name: 'stage2Acknowledgement', path: ['stage2', 'acknowledgement_working_days'], label: 'Acknowledgement of a request for stage 2', least: 1, usual: acknowledgement(standard.measures.stage2Acknowledgement), group: stageNames.stage2 },
      { name: 'stage2', path: ['stage2', 'working_days'], label: 'Stage 2 response', least: 1, usual: `${limits.stage2} working days`, group: stageNames.stage2 },
      { name: 'stage2Extension', path: ['stage2', 'extension_working_days'], label: 'Longest extension of stage 2', least: 0, usual: `${limits.stage2Longest - limits.stage2} working days`, group: stageNames.stage2 },
    ];
  }
  return [
    { name: 'acknowledgement', path: ['acknowledgement', 'working_days'], label: 'Acknowledgement of a complaint', least: 1, usual: 'no figure in the regulations', group: stageNames.stage1 },
    ...standard.rules.filter((rule) => rule.setting && rule.limit?.unit === 'working day')
      .map((rule): LimitField => ({ name: `rule-${rule.key}`, path: ['rules', rule.key, 'working_days'], label: `${rule.name} (${rule.key})`, least: 1, usual: limitInWords(rule.limit), group: stageNames[rule.stage] })),
  ];
}

export function limitInWords(limit: Limit | undefined): string {
  if (limit === undefined) return 'No figure';
  return `${limit.count} ${limit.unit}${limit.count === 1 ? '' : 's'}${limit.counting === 'before' ? ' before' : ''}`;
}

export type TypedProcedure = { readonly from: DateFields; readonly to: DateFields; readonly limits: Readonly<Record<string, string>>; readonly counted: Readonly<Record<'stage1' | 'stage2', string>> };

function at(written: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), written);
}

/** A council's own limits as they stand in the form. */
export function typedOf(key: ProcedureKey, written: WrittenProcedure): TypedProcedure {
  const text = (path: readonly string[]) => {
    const value = at(written, path);
    return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  };
  return {
    from: fieldsOf(parseDay(text(['from']))), to: fieldsOf(parseDay(text(['to']))),
    limits: Object.fromEntries(limitFields(key).map((field) => [field.name, text(field.path)])),
    counted: { stage1: text(['stage1', 'counted_from']), stage2: text(['stage2', 'counted_from']) },
  };
}

/** What a form says of a council's own limits, and what is wrong with it. A first day is asked for where they are new: what was received before goes by what held then. */
export function readProcedure(key: ProcedureKey, body: Body | undefined, before: WrittenProcedure | undefined): { readonly typed: TypedProcedure; readonly written?: WrittenProcedure; readonly errors: readonly FieldError[] } {
  const fields = limitFields(key);
  const typed: TypedProcedure = {
    from: readFields(body ?? {}, 'from'), to: readFields(body ?? {}, 'to'), limits: Object.fromEntries(fields.map((field) => [field.name, textOf(body, field.name)])),
    counted: { stage1: textOf(body, 'stage1Counted'), stage2: textOf(body, 'stage2Counted') },
  };
  const errors: FieldError[] = [];
  const [from, to] = [dayFrom(typed.from, 'The first day'), dayFrom(typed.to, 'The last day')];
  if ('error' in from) errors.push({ text: from.error, href: '#from-day' });
  else if (from.day === undefined && before === undefined) errors.push({ text: 'Enter the first day on which these limits hold', href: '#from-day' });
  if ('error' in to) errors.push({ text: to.error, href: '#to-day' });
  const [first, last] = ['day' in from ? from.day : undefined, 'day' in to ? to.day : undefined];
  if (first !== undefined && last !== undefined && last < first) errors.push({ text: `The last day must be the same as or after ${inWords(first)}, the first day`, href: '#to-day' });
  const written: Record<string, unknown> = key === 'corporate' && before?.['rules'] !== undefined ? { rules: before['rules'] } : {};
  for (const field of fields) {
    const limit = workingDaysIn(typed.limits[field.name] ?? '', field.label, field.least);
    if ('error' in limit) errors.push({ text: limit.error, href: `#${field.name}` });
    else if (limit.count !== undefined) put(written, field.path, limit.count);
  }
  if (key === 'corporate') for (const stage of ['stage1', 'stage2'] as const) if (typed.counted[stage] === 'receipt' || typed.counted[stage] === 'acknowledgement') put(written, [stage, 'counted_from'], typed.counted[stage]);
  if (errors.length === 0 && Object.keys(written).length === 0) errors.push({ text: 'Enter at least one limit of your own', href: `#${fields[0]?.name ?? ''}` });
  if (errors.length > 0) return { typed, errors };
  return { typed, errors, written: { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }), ...written } };
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner: Record<string, unknown> = isRecord(into[name]) ? { ...into[name] } : {};
  put(inner, rest, value);
  into[name] = inner;
}

/** `From 1 April 2026: Stage 1 response 15 working days; Stage 2 response 20 working days`. */
export function writtenInWords(key: ProcedureKey, written: WrittenProcedure | undefined): string {
  if (written === undefined) return 'None of your own';
  const { from, to } = daysOf(written);
  const days = from === undefined && to === undefined ? 'On any day' : `${from === undefined ? '' : `From ${inWords(from)}`}${to === undefined ? '' : `${from === undefined ? 'Until' : ' until'} ${inWords(to)}`}`;
  const limits = limitFields(key).flatMap((field) => {
    const value = at(written, field.path);
    return typeof value === 'number' ? [`${field.label} ${value} working day${value === 1 ? '' : 's'}`] : [];
  });
  const counted = (['stage1', 'stage2'] as const).flatMap((stage) => {
    const value = at(written, [stage, 'counted_from']);
    return typeof value === 'string' ? [`Stage ${stage.slice(-1)} counted from ${value === 'receipt' ? 'receipt' : 'the acknowledgement'}`] : [];
  });
  return `${days}: ${[...limits, ...counted].join('; ')}`;
}

function daysOf(written: WrittenProcedure): { readonly from?: Day; readonly to?: Day } {
  const dayAt = (name: string) => (typeof written[name] === 'string' ? parseDay(written[name]) : undefined);
  const [from, to] = [dayAt('from'), dayAt('to')];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

export type RuleRow = { readonly key: string; readonly name: string; readonly limit: string; readonly starts: string; readonly source: string; readonly own: boolean };

/** The rules of a procedure that have a limit, as a list. */
export function ruleRows(procedure: Procedure): RuleRow[] {
  return procedure.rules.filter((rule): rule is Rule & { limit: Limit } => rule.limit !== undefined)
    .map((rule) => ({ key: rule.key, name: rule.name, limit: limitInWords(rule.limit), starts: rule.starts.text, source: rule.source, own: rule.source.startsWith('The council’s own') }));
}
