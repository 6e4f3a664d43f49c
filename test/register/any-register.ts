import * as fc from 'fast-check';
import { type Day, dayFromNumber, dayNumber } from '../../src/domain/day.ts';
import { type Column, type FileName, fileNamed, noRows, type RegisterRows } from '../../src/register/columns.ts';

const first = dayNumber('2016-01-04' as Day);
const last = dayNumber('2026-12-18' as Day);

const word = fc.constantFrom('=SUM(A1:A9)', "'=quoted", '-', '+44 dropped call', '@home', 'a, "b"', 'two\nlines', 'Ünïcode’s', '7', 'TRUE', '2024-01-02', 'plain words');
const text = fc.oneof(word, fc.stringMatching(/^[a-zA-Z'=+@"][a-zA-Z ,;"'=+\-\n£]{0,20}[a-z]$/));

/** Pairs of columns whose days have an order: the days of a row are drawn together and sorted into this order. */
const dayOrder: { readonly [F in FileName]?: readonly string[] } = {
  representations: ['received_on', 'stage1_started_on', 'stage1_extended_to', 'stage1_responded_on', 'closed_on'],
  stage2: ['requested_on', 'decided_on', 'statement_agreed_on', 'extended_to', 'investigation_report_on', 'report_sent_on', 'sent_for_adjudication_on', 'adjudicated_on', 'closed_on'],
  stage3: ['requested_on', 'acknowledged_on', 'papers_sent_on', 'panel_on', 'findings_on', 'responded_on'],
  ombudsman: ['received_on', 'decided_on', 'closed_on'], payments: ['paid_on'], actions: ['due_on', 'completed_on'], compliments: ['received_on'], context: ['from', 'to'], published: ['from', 'to'],
};

function cell(column: Column): fc.Arbitrary<unknown> {
  switch (column.kind) {
    case 'text': return text;
    case 'open list': return fc.oneof(fc.constantFrom(...column.known ?? []), text);
    case 'code': return fc.constantFrom(...column.values ?? []);
    case 'list': return column.values === undefined ? fc.uniqueArray(fc.constantFrom('communication', '=x', "'=y", 'kindness'), { minLength: 1 }) : fc.uniqueArray(fc.constantFrom(...column.values), { minLength: 1 });
    case 'whole number': return fc.integer({ min: column.least ?? 0, max: column.most ?? 99 });
    case 'number': return fc.oneof(fc.integer({ min: -500, max: 50_000 }), fc.constantFrom(0.5, 12.25, 96.08));
    case 'pounds': return fc.integer({ min: 0, max: 999_999 });
    case 'conditions': return fc.constantFrom({ handled_as: 'statutory' }, { service: 'A/B', theme: 'Communication' });
    case 'day': return fc.constant(undefined);
    default: return column.kind satisfies never;
  }
}

function rowOf(file: FileName, given: Readonly<Record<string, unknown>>, from = first): fc.Arbitrary<Record<string, unknown>> {
  const { columns, ownFields } = fileNamed(file);
  const cells = Object.fromEntries(columns.filter((column) => column.kind !== 'day' && !(column.name in given)).map((column) => [column.name, column.required ? cell(column) : fc.option(cell(column), { nil: undefined })]));
  const ordered = dayOrder[file] ?? [];
  const needed = new Set(columns.filter((column) => column.required).map((column) => column.name));
  const days = fc.array(fc.integer({ min: from, max: Math.min(from + 900, last) }), { minLength: ordered.length, maxLength: ordered.length });
  const kept = fc.array(fc.boolean(), { minLength: ordered.length, maxLength: ordered.length });
  const own = ownFields ? fc.option(fc.record({ x_contact_type: text }, { noNullPrototype: true }), { nil: undefined }) : fc.constant(undefined);
  return fc.tuple(fc.record(cells), days, kept, own).map(([drawn, numbers, keep, fields]) => {
    const sorted = numbers.toSorted((a, b) => a - b);
    const row: Record<string, unknown> = { ...drawn, ...given, ...(fields === undefined ? {} : { own: fields }) };
    for (const [at, column] of ordered.entries()) if (needed.has(column) || keep[at]) row[column] = dayFromNumber(sorted[at]!);
    return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  });
}

/** Takes away what may not stand alone (a reason without its extension, a day without its decision). */
function tidied(file: FileName, row: Record<string, unknown>): Record<string, unknown> {
  const drop = (column: string, unless: boolean) => {
    if (!unless) Reflect.deleteProperty(row, column);
  };
  if (file === 'representations') drop('stage1_extension_reason', row['stage1_extended_to'] !== undefined);
  if (file === 'stage2') {
    drop('extension_reason', row['extended_to'] !== undefined);
    drop('decided_on', row['decision'] !== undefined);
    drop('decline_reason', row['decision'] === 'declined');
  }
  if (file === 'ombudsman') drop('decided_on', row['decision'] !== undefined);
  if (file === 'actions') drop('evidence', row['completed_on'] !== undefined);
  return row;
}

const maybe = (rows: fc.Arbitrary<Record<string, unknown>>) => fc.array(rows, { maxLength: 1 });

/** One representation with all that may belong to it. */
function caseOf(ref: string): fc.Arbitrary<Partial<Record<FileName, readonly Record<string, unknown>[]>>> {
  return rowOf('representations', { ref, service: 'A/B' }).chain((representation) => {
    const from = dayNumber(representation['received_on'] as Day);
    const elements = fc.integer({ min: 0, max: 3 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => rowOf('elements', { ref, element: at + 1 }))));
    return fc.record({
      representations: fc.constant([representation]), elements, stage2: maybe(rowOf('stage2', { ref }, from)),
      ombudsman: maybe(rowOf('ombudsman', { ref, ombudsman_ref: `L-${ref}`, service: 'A' }, from)), payments: fc.array(rowOf('payments', { ref }, from), { maxLength: 2 }),
      actions: fc.array(rowOf('actions', { ref, element: undefined }, from), { maxLength: 2 }),
    }).chain((files) => {
      const requestedOn = files.stage2[0]?.['requested_on'];
      return maybe(rowOf('stage3', { ref }, requestedOn === undefined ? from : dayNumber(requestedOn as Day))).map((stage3) => ({ ...files, stage3 }));
    });
  });
}

/** Registers with every column of every file filled in or not, text that spreadsheets would take for formulas, and days in a possible order. */
export const anyRegister: fc.Arbitrary<RegisterRows> = fc.integer({ min: 0, max: 4 }).chain((count) => fc.tuple(
  fc.tuple(...Array.from({ length: count }, (_, at) => caseOf(`R${at + 1}`))),
  fc.tuple(...Array.from({ length: 2 }, (_, at) => rowOf('compliments', { ref: `C${at + 1}`, service: 'A' }))),
  maybe(rowOf('ombudsman', { ombudsman_ref: 'L-0', service: 'A', ref: undefined })), fc.array(rowOf('payments', { ref: undefined }), { maxLength: 2 }),
  maybe(rowOf('context', { service: 'A/B' })), maybe(rowOf('published', { measure: 'complaints' })),
)).map(([all, compliments, ombudsman, payments, context, published]) => {
  const rows = noRows();
  const add = (file: FileName, more: readonly Record<string, unknown>[]) => (rows[file] as unknown[]).push(...more.map((row) => tidied(file, row)));
  for (const files of all) for (const [file, more] of Object.entries(files)) add(file as FileName, more);
  add('compliments', compliments);
  add('ombudsman', ombudsman);
  add('payments', payments);
  add('context', context);
  add('published', published);
  add('services', [{ service: 'A' }, { service: 'A/B', parent: 'A' }]);
  return rows;
});
