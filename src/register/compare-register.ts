import type { CaseFile } from '../domain/case-file.ts';
import type { CaseEvent, CorrectableFact } from '../domain/events.ts';
import { evolve, fileOf } from '../domain/evolve.ts';
import { cellText } from './cells-of-rows.ts';
import { type Column, type FileName, fileNamed, fileNames, ownField, type RegisterRows } from './columns.ts';
import { hasStandInDay, type RegisterCase } from './events-of-register.ts';
import { rowsOfCase } from './register-of-cases.ts';
import type { KeptPeople } from '../store/kept-people.ts';

/** A cell that says otherwise than what is held; a whole row where `column` is absent. */
export type CellDifference = { readonly file: FileName; readonly ref: string; readonly row?: string; readonly column?: string; readonly held: string; readonly now: string };

/** How a case of a register stands to what is held of it. */
export type Comparison =
  | { readonly is: 'new' }
  | { readonly is: 'unchanged' }
  /** The register tells more than is held: the events to append. */
  | { readonly is: 'added to'; readonly events: readonly CaseEvent[] }
  /** Something that is held is told otherwise, or not any more. It is put right in the case, not by a register. */
  | { readonly is: 'contradicting'; readonly differences: readonly CellDifference[] };

/**
 * Compares a case of a register with the events taken in from earlier registers. Rows are compared, as a person would, cell by
 * cell: the keys of two records of one person that were merged are one key; a cell that was empty and is now filled in, or a row that was not there, adds to the case; anything else contradicts it.
 */
export function compareCase(held: readonly CaseEvent[], now: RegisterCase, keptPeople?: KeptPeople): Comparison {
  const heldFile = fileOf(held);
  const nowFile = fileOf(now.events);
  if (heldFile === undefined || nowFile === undefined) return { is: 'new' };
  const differences = differencesBetween(now.ref, rowsOfCase(heldFile, keptPeople), rowsOfCase(nowFile, keptPeople));
  if (differences.length === 0) return { is: 'unchanged' };
  if (differences.some((difference) => difference.held !== '')) return { is: 'contradicting', differences: differences.filter((difference) => difference.held !== '') };
  const events = eventsToAppend(heldFile, held, nowFile, now.events, differences);
  const after = events.reduce<CaseFile>((file, event) => evolve(file, event), heldFile);
  return differencesBetween(now.ref, rowsOfCase(after, keptPeople), rowsOfCase(nowFile, keptPeople)).length === 0 ? { is: 'added to', events } : { is: 'contradicting', differences };
}

const unitSeparator = '\u001F';

/** The texts of a row by which it is known again: its key, or all that it says. */
function identityOf(name: FileName, row: Readonly<Record<string, unknown>>): string {
  const { key, columns } = fileNamed(name);
  const by = name === 'actions' ? ['ref', 'element', 'action'] : key ?? columns.map((column) => column.name);
  return by.map((column) => cellText(columns.find((each) => each.name === column)!, row[column])).join(unitSeparator);
}

function differencesBetween(ref: string, held: RegisterRows, now: RegisterRows): CellDifference[] {
  const differences: CellDifference[] = [];
  for (const file of fileNames) {
    const heldRows = byIdentity(file, held[file]);
    const nowRows = byIdentity(file, now[file]);
    for (const [row, heldRow] of heldRows) {
      const nowRow = nowRows.get(row);
      const shown = row.replaceAll(unitSeparator, ' / ');
      if (nowRow === undefined) differences.push({ file, ref, row: shown, held: 'a row', now: '' });
      else differences.push(...cellDifferences(file, ref, shown, heldRow, nowRow));
    }
    for (const row of nowRows.keys()) if (!heldRows.has(row)) differences.push({ file, ref, row: row.replaceAll(unitSeparator, ' / '), held: '', now: 'a row' });
  }
  return differences;
}

function byIdentity(file: FileName, rows: readonly Readonly<Record<string, unknown>>[]): Map<string, Readonly<Record<string, unknown>>> {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (const row of rows) {
    const identity = identityOf(file, row);
    let number = 1;
    while (found.has(`${identity}${unitSeparator}${number}`)) number += 1;
    found.set(`${identity}${unitSeparator}${number}`, row);
  }
  return found;
}

function cellDifferences(file: FileName, ref: string, row: string, held: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): CellDifference[] {
  const differences: CellDifference[] = [];
  const compare = (column: Column, heldValue: unknown, nowValue: unknown) => {
    const [heldText, nowText] = [cellText(column, heldValue), cellText(column, nowValue)];
    if (heldText !== nowText) differences.push({ file, ref, row, column: column.name, held: heldText, now: nowText });
  };
  for (const column of fileNamed(file).columns) compare(column, held[column.name], now[column.name]);
  const [heldOwn, nowOwn] = [held['own'], now['own']].map((own) => own as Readonly<Record<string, string>> | undefined);
  for (const field of new Set([...Object.keys(heldOwn ?? {}), ...Object.keys(nowOwn ?? {})])) compare(ownField(field), heldOwn?.[field], nowOwn?.[field]);
  return differences;
}

/** Two events that say the same, whatever they were judged against, and whatever day stands in for one that nobody wrote down. */
function saying(event: CaseEvent): string {
  const { on, ...rest } = event;
  return JSON.stringify(hasStandInDay(event) ? rest : { ...rest, on }, (key, value: unknown) => {
    if (key === 'judged' || key === 'judgedFromStatement' || key === 'judgements') return undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
  });
}

/** Columns that a correction fills in, where what was received can not be received again. */
const factOfColumn: Readonly<Record<string, CorrectableFact>> = {
  channel: 'channel', received_via: 'receivedVia', complainant: 'complainant', complainant_type: 'complainantType', complainant_age: 'complainantAge', gender: 'gender',
  ethnicity: 'ethnicity', disability: 'disability', sexual_orientation: 'sexualOrientation', child_status: 'childStatus', advocate: 'advocate', service: 'service', theme: 'theme',
  summary: 'summary', court_proceedings: 'courtProceedings', child_protection_plan: 'childProtectionPlan', persistent_complainant: 'persistentComplainant',
};

function eventsToAppend(heldFile: CaseFile, held: readonly CaseEvent[], nowFile: CaseFile, now: readonly CaseEvent[], differences: readonly CellDifference[]): CaseEvent[] {
  const counts = new Map<string, number>();
  for (const event of held) {
    const says = saying(event);
    counts.set(says, (counts.get(says) ?? 0) + 1);
  }
  const more = now.filter((event) => {
    const says = saying(event);
    const count = counts.get(says) ?? 0;
    if (count > 0) counts.set(says, count - 1);
    return count === 0 && event.type !== 'RepresentationReceived' && event.type !== 'ComplimentReceived';
  });
  if (heldFile.kind === 'unattached' || nowFile.kind === 'unattached') return more;
  const filledIn = differences.flatMap(({ file, column, now: to }): CaseEvent[] => {
    const fact = column === undefined || (file !== 'representations' && file !== 'compliments') ? undefined : factOfColumn[column];
    return fact === undefined ? [] : [{ type: 'FactCorrected', on: nowFile.lastOn, fact, from: '', to, reason: 'Filled in by a later register' }];
  });
  return [...filledIn, ...more];
}
