import type { Day } from '../domain/day.ts';
import type { FileName, RowOf } from './columns.ts';
import { fileNamed } from './columns.ts';
import { type Fault, listInWords } from './fault.ts';
import { measures } from '../reporting/measures.ts';
import type { ReadFile, ReadRow } from './read-rows.ts';

export type ReadFiles = { readonly [F in FileName]?: ReadFile<F> };

/**
 * Days that cannot be in this order, whatever the law or practice: the second comes before the first. What the law does
 * not allow, but can happen (a panel after 30 working days, a report that went out before it was sent for adjudication), is no fault.
 */
const impossibleOrders: { readonly [F in FileName]?: readonly { readonly first: string; readonly next: string }[] } = {
  representations: [
    { first: 'received_on', next: 'stage1_started_on' }, { first: 'received_on', next: 'stage1_extended_to' }, { first: 'received_on', next: 'stage1_responded_on' },
    { first: 'received_on', next: 'closed_on' }, { first: 'stage1_started_on', next: 'stage1_extended_to' }, { first: 'stage1_started_on', next: 'stage1_responded_on' },
    { first: 'stage1_responded_on', next: 'closed_on' },
  ],
  stage2: [
    ...['decided_on', 'extended_to', 'investigation_report_on', 'report_sent_on', 'sent_for_adjudication_on', 'adjudicated_on', 'closed_on', 'statement_agreed_on']
      .map((next) => ({ first: 'requested_on', next })),
    { first: 'investigation_report_on', next: 'report_sent_on' }, { first: 'sent_for_adjudication_on', next: 'adjudicated_on' }, { first: 'adjudicated_on', next: 'closed_on' },
  ],
  stage3: [
    ...['acknowledged_on', 'papers_sent_on', 'panel_on', 'findings_on', 'responded_on'].map((next) => ({ first: 'requested_on', next })),
    { first: 'panel_on', next: 'findings_on' }, { first: 'panel_on', next: 'responded_on' },
  ],
  ombudsman: [{ first: 'received_on', next: 'decided_on' }, { first: 'received_on', next: 'closed_on' }],
  context: [{ first: 'from', next: 'to' }],
  published: [{ first: 'from', next: 'to' }],
};

/** Days of other files that cannot come before the receipt of the representation they belong to. An Ombudsman's enquiry can. */
const afterReceipt: { readonly [F in FileName]?: readonly string[] } = {
  stage2: ['requested_on'], stage3: ['requested_on'], payments: ['paid_on'], actions: ['due_on', 'completed_on'],
};

/** Columns that say nothing unless another holds something (one of these values, where they are given). */
const needs: { readonly [F in FileName]?: readonly { readonly column: string; readonly needs: string; readonly values?: readonly string[] }[] } = {
  representations: [{ column: 'stage1_extension_reason', needs: 'stage1_extended_to' }],
  stage2: [
    { column: 'extension_reason', needs: 'extended_to' }, { column: 'decided_on', needs: 'decision' }, { column: 'decline_reason', needs: 'decision', values: ['declined'] },
  ],
  ombudsman: [{ column: 'decided_on', needs: 'decision' }],
  actions: [{ column: 'evidence', needs: 'completed_on' }],
};

type CellValue = string | number | readonly string[] | Readonly<Record<string, string>>;

function cell(row: ReadRow, column: string): CellValue | undefined {
  return (row.is as Readonly<Record<string, CellValue>>)[column];
}

/** A cell as text for a message: as it was written. */
function written(file: ReadFile, row: ReadRow, column: string): string {
  return (row.cells[file.header.indexOf(column)] ?? '').trim();
}

function say(faults: Fault[], row: { faulty: boolean }, fault: Fault): void {
  row.faulty = true;
  faults.push(fault);
}

/** Checks that rows agree with one another and each with itself. Faulty rows are marked. */
export function checkRegister(files: ReadFiles, faults: Fault[]): void {
  for (const file of Object.values(files) as ReadFile[]) {
    checkKeys(file, faults);
    checkNeeds(file, faults);
    checkOrders(file, faults);
  }
  const representations = new Map<string, RowOf<'representations'>>();
  for (const { is } of files.representations?.rows ?? []) if (!representations.has(is.ref)) representations.set(is.ref, is);
  for (const file of Object.values(files) as ReadFile[]) {
    checkReferences(file, files, faults);
    checkAgainstReceipt(file, representations, faults);
  }
  checkStage3AfterStage2(files, faults);
  checkPublishedMeasures(files, faults);
  checkServiceTree(files, faults);
  checkActionElements(files, faults);
}

function checkKeys(file: ReadFile, faults: Fault[]): void {
  const { key } = fileNamed(file.name);
  if (key === undefined) return;
  const seen = new Map<string, number>();
  for (const row of file.rows) {
    // What a person sees: a list of conditions in another order is another row.
    const values = key.map((column) => written(file, row, column));
    if (values.every((value) => value === '')) continue;
    const text = values.join('\u0000');
    const first = seen.get(text);
    if (first === undefined) seen.set(text, row.row);
    else {
      say(faults, row, {
        file: file.file, row: row.row, column: key.join(' + '), value: values.filter((value) => value !== '').join(' / '),
        problem: `is in row ${first} already`, allowed: `one row for each ${key.join(' and ')}`,
      });
    }
  }
}

function checkNeeds(file: ReadFile, faults: Fault[]): void {
  for (const rule of needs[file.name] ?? []) {
    if (!file.header.includes(rule.column)) continue;
    for (const row of file.rows) {
      const value = cell(row, rule.column);
      if (value === undefined) continue;
      const needed = cell(row, rule.needs);
      if (needed !== undefined && (rule.values === undefined || rule.values.includes(written(file, row, rule.needs)))) continue;
      if (needed === undefined && written(file, row, rule.needs) !== '') continue;
      say(faults, row, {
        file: file.file, row: row.row, column: rule.column, value: written(file, row, rule.column),
        problem: needed === undefined ? `is given, and ${rule.needs} is empty` : `is given, and ${rule.needs} is ${written(file, row, rule.needs)}`,
        allowed: rule.values === undefined ? `fill in ${rule.needs}, or leave ${rule.column} empty` : `only where ${rule.needs} is ${rule.values.join(' or ')}`,
      });
    }
  }
}

function checkOrders(file: ReadFile, faults: Fault[]): void {
  const orders = (impossibleOrders[file.name] ?? []).filter(({ first, next }) => file.header.includes(first) && file.header.includes(next));
  if (orders.length === 0) return;
  for (const row of file.rows) {
    for (const { first, next } of orders) {
      const [before, after] = [cell(row, first) as Day | undefined, cell(row, next) as Day | undefined];
      if (before === undefined || after === undefined || before <= after) continue;
      say(faults, row, { file: file.file, row: row.row, column: next, value: after, problem: `is before ${first}, ${before}`, allowed: `${before} or later` });
    }
  }
}

function checkReferences(file: ReadFile, files: ReadFiles, faults: Fault[]): void {
  for (const { column, file: other, itsColumn } of fileNamed(file.name).refersTo ?? []) {
    const target = files[other as FileName];
    if (target === undefined || !file.header.includes(column)) continue;
    const known = new Set(target.rows.map((row) => cell(row as ReadRow, itsColumn)));
    // Put into words once: every row of a file may name what is not there.
    let allowed: string | undefined;
    for (const row of file.rows) {
      const value = cell(row, column);
      if (value === undefined || known.has(value)) continue;
      allowed ??= allowedOf(known, target.file, itsColumn);
      say(faults, row, { file: file.file, row: row.row, column, value: written(file, row, column), problem: `is not a ${itsColumn} of ${target.file}`, allowed });
    }
  }
}

function allowedOf(known: ReadonlySet<unknown>, file: string, column: string): string {
  const values = [...known].filter((value) => value !== undefined).map(String);
  return values.length <= 20 ? listInWords(values) : `one of the ${values.length} in column ${column} of ${file}`;
}

function checkAgainstReceipt(file: ReadFile, representations: ReadonlyMap<string, RowOf<'representations'>>, faults: Fault[]): void {
  const columns = (afterReceipt[file.name] ?? []).filter((column) => file.header.includes(column));
  if (columns.length === 0) return;
  for (const row of file.rows) {
    const receivedOn = representations.get(written(file, row, 'ref'))?.received_on;
    if (receivedOn === undefined) continue;
    for (const column of columns) {
      const on = cell(row, column) as Day | undefined;
      if (on === undefined || on >= receivedOn) continue;
      say(faults, row, { file: file.file, row: row.row, column, value: on, problem: `is before the receipt of ${written(file, row, 'ref')}, ${receivedOn}`, allowed: `${receivedOn} or later` });
    }
  }
}

function checkStage3AfterStage2(files: ReadFiles, faults: Fault[]): void {
  if (files.stage3 === undefined || files.stage2 === undefined) return;
  const stage2 = new Map(files.stage2.rows.map(({ is }) => [is.ref, is.requested_on]));
  for (const row of files.stage3.rows) {
    const before = stage2.get(row.is.ref);
    if (before === undefined || row.is.requested_on === undefined || row.is.requested_on >= before) continue;
    say(faults, row, { file: files.stage3.file, row: row.row, column: 'requested_on', value: row.is.requested_on, problem: `is before the request for stage 2, ${before}`, allowed: `${before} or later` });
  }
}

/** What reports printed of the limit of ten working days, whatever limit each was measured against. */
const printedOnly = 'stage1_within_10_rate';

function checkPublishedMeasures(files: ReadFiles, faults: Fault[]): void {
  const known = [...new Set([...measures.map((measure) => measure.key), printedOnly])];
  for (const row of files.published?.rows ?? []) {
    if (row.is.measure === undefined || known.includes(row.is.measure)) continue;
    say(faults, row, { file: files.published!.file, row: row.row, column: 'measure', value: row.is.measure, problem: 'is not a measure of the figures', allowed: listInWords(known) });
  }
}

/** A service is not a part of itself, however far up. */
function checkServiceTree(files: ReadFiles, faults: Fault[]): void {
  if (files.services === undefined) return;
  const parents = new Map(files.services.rows.map(({ is }) => [is.service, is.parent]));
  for (const row of files.services.rows) {
    const above = new Set<string>();
    for (let at = row.is.parent; at !== undefined && !above.has(at); at = parents.get(at)) above.add(at);
    if (!above.has(row.is.service)) continue;
    say(faults, row, { file: files.services.file, row: row.row, column: 'parent', value: row.is.parent ?? '', problem: 'makes the service a part of itself', allowed: 'a service that is not below it' });
  }
}

function checkActionElements(files: ReadFiles, faults: Fault[]): void {
  if (files.actions === undefined || files.elements === undefined) return;
  const elements = Map.groupBy(files.elements.rows, ({ is }) => is.ref);
  for (const row of files.actions.rows) {
    const { ref, element } = row.is;
    const known = elements.get(ref)?.map(({ is }) => is.element);
    if (element === undefined || known?.includes(element) === true) continue;
    say(faults, row, {
      file: files.actions.file, row: row.row, column: 'element', value: String(element), problem: `is not an element of ${ref} in ${files.elements.file}`,
      allowed: known === undefined ? 'empty: it has no elements' : known.join(', '),
    });
  }
}
