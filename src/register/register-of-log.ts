import type { Fault } from './fault.ts';
import { fileOfColumn, type LogMap } from './log-map.ts';
import { headingsToMakeRefFrom, type ReadLog, readByMap } from './messy-log.ts';
import { registerOfTables, registerOfTablesInPart, type RegisterInPart } from './read-register.ts';
import type { Table } from './read-tables.ts';
import { type Reconciled, reconcile } from './reconcile.ts';

/** What a log came to: how it was read, the good rows as a register, the others with reasons, and its totals beside the rows read. */
export type RegisterOfLog = {
  readonly log: ReadLog; readonly reconciled: readonly Reconciled[];
  readonly read: RegisterInPart | { readonly faults: readonly Fault[] };
  /** Every fault, by the names of the log: its own file, rows and headings. */
  readonly faults: readonly Fault[];
};

/** Reads a log by a mapping and checks it as strictly as any register. */
export function registerOfLog(table: Table, map: LogMap): RegisterOfLog {
  const log = readByMap(table, map);
  const found = { inFolder: false, tables: log.tables, faults: [] };
  const whole = registerOfTables(found);
  const read = 'faults' in whole ? registerOfTablesInPart(found) : { register: whole.register, rejected: [], rejectedRows: [], beside: [], headers: {} };
  return {
    log, read, faults: 'faults' in whole ? faultsOfLog(whole.faults, log, table, map) : [], reconciled: reconcile(log, map),
  };
}

/** A row without a reference is one fault, whatever else of it wants the reference. */
function faultsOfLog(faults: readonly Fault[], log: ReadLog, table: Table, map: LogMap): Fault[] {
  const without = new Set(log.withoutRef.flatMap(({ row, ref }) => (ref === '' ? [row] : [])));
  const made = new Set(log.withoutRef.flatMap(({ row, ref }) => (ref === '' ? [] : [row])));
  const example = JSON.stringify({ ref: { made_from: headingsToMakeRefFrom(map) } }).slice(1, -1).replaceAll('":', '": ').replaceAll('","', '", "');
  return faults.flatMap((fault) => {
    if (fault.column !== 'ref' || fault.row === undefined) return [inWordsOfLog(fault, table, map)];
    if (without.has(fault.row)) {
      return fault.file === map.log_of
        ? [{ ...inWordsOfLog(fault, table, map), problem: 'holds no reference, by which it is known again', allowed: `a reference of its own, or ${example} in the mapping, to have one made from these` }] : [];
    }
    const inWords = inWordsOfLog(fault, table, map);
    return [made.has(fault.row) ? { ...inWords, allowed: 'more headings in made_from of the mapping, until each row gets a reference of its own' } : inWords];
  });
}

function inWordsOfLog(fault: Fault, table: Table, map: LogMap): Fault {
  const heading = Object.entries(map.columns).find(([, column]) => column !== null && column.column === fault.column && fileOfColumn(map, column) === fault.file)?.[0];
  // Row 1 of a table made from a log is no row of the log.
  const { row, ...rest } = fault;
  return { ...rest, ...(row === undefined || row === 1 ? {} : { row }), file: table.name, ...(heading === undefined ? {} : { column: heading === fault.column ? heading : `${heading} (${fault.column})` }) };
}
