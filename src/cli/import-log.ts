import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PlainError } from '../domain/plain-error.ts';
import { faultInWords } from '../register/fault.ts';
import { fileOfColumn, type LogMap, parseLogMap } from '../register/log-map.ts';
import { headingsOf, type ReadLog } from '../register/messy-log.ts';
import { type Proposal, proposeMapping } from '../register/propose-mapping.ts';
import { readLog } from '../register/read-log.ts';
import type { Table } from '../register/read-tables.ts';
import { type RegisterOfLog, registerOfLog } from '../register/register-of-log.ts';
import { withFile } from '../store/file-error.ts';
import { counted, type ImportOptions, refusal, takeIn } from './take-in.ts';

/** Reads a log by a mapping that is given, and takes it in; or by one that it proposes, shows what came of it, and keeps nothing until told to. */
export async function importLog(path: string, options: ImportOptions, stop: AbortSignal): Promise<void> {
  const { map: mapPath, propose } = options;
  const given = mapPath === undefined ? undefined : parseLogMap(await withFile(mapPath, 'read', () => readFile(mapPath, 'utf8')), mapPath);
  const table = await readLog(path, options.sheet ?? given?.sheet);
  const proposal = given === undefined ? proposeMapping(table) : undefined;
  const map = given ?? proposal?.map;
  if (map === undefined) throw new PlainError(`No row of ${path} looks like headings (the first 25 were searched), so nothing can be proposed. Write a mapping and give it with --map.`);
  if (given !== undefined) checkHeadings(table, given, mapPath!);
  const result = registerOfLog(table, map);
  process.stdout.write(logInWords(path, table, map, result, proposal));
  if (propose !== undefined) {
    await withFile(propose, 'written', () => writeFile(propose, `${JSON.stringify(map, null, 2)}\n`));
    process.stdout.write(`The mapping is in ${propose}. Put it right and give it with --map ${propose}.\n`);
  }
  if (given === undefined && options.yes !== true) {
    process.stdout.write('Nothing was taken in. Do so with --yes, or with a mapping put right: --propose MAP.json, then --map MAP.json.\n');
    return;
  }
  const { read, faults, reconciled } = result;
  if ('faults' in read || (faults.length > 0 && options.acceptPartial !== true)) throw await refusal(path, faults, options);
  const disagreeing = reconciled.filter((total) => total.read !== undefined && total.read !== total.printed);
  if (disagreeing.length > 0 && options.yes !== true) throw new PlainError(`${counted(disagreeing.length, 'total')} at the foot of ${path} ${disagreeing.length === 1 ? 'does' : 'do'} not agree with the rows read (above). Nothing was taken in; --yes takes it in as it was read.`);
  await takeIn(path, read.register, read, options, stop);
}

function checkHeadings(table: Table, map: LogMap, mapPath: string): void {
  const headings = headingsOf(table, map.heading_rows);
  const missing = Object.keys(map.columns).filter((heading) => !headings.includes(heading));
  if (missing.length === 0) return;
  throw new PlainError(`${mapPath} names ${missing.map((heading) => `'${heading}'`).join(', ')}, and ${table.name} has no such heading in row ${map.heading_rows.join(' and ')}. It has: ${headings.filter((heading) => heading !== '').join('; ')}`);
}

const ROWS_PREVIEWED = 3;

function logInWords(path: string, table: Table, map: LogMap, { log, reconciled, faults }: RegisterOfLog, proposal: Proposal | undefined): string {
  const lines = [`${path}${table.name === basename(path) ? '' : `, sheet ${table.name}`}: headings in row ${map.heading_rows.join(' and ')}, ${counted(log.rowsRead.length, 'row')} read.`];
  if (proposal !== undefined) {
    lines.push('', 'Proposed:');
    for (const [heading, column] of Object.entries(map.columns)) {
      if (column !== null) lines.push(`  ${heading} -> ${fileOfColumn(map, column)} ${column.column}${valuesInWords(column.values)}`);
    }
    for (const [column, value] of Object.entries(map.always)) lines.push(`  (always) -> ${column} ${value}`);
  }
  lines.push('', `The first rows, as they were read:`);
  const first = log.tables[0]!;
  for (const row of log.rowsRead.slice(0, ROWS_PREVIEWED)) {
    lines.push(`  row ${row}: ${first.rows[0]!.map((column, at) => [column, first.rows[row - 1]?.[at] ?? '']).filter(([, cell]) => cell !== '').map(([column, cell]) => `${column} ${cell}`).join(', ')}`);
  }
  const could = [
    ...(proposal?.assumptions ?? []),
    ...(proposal === undefined || proposal.notUnderstood.length === 0 ? [] : [`Headings not taken in: ${proposal.notUnderstood.join('; ')}`]),
    ...(proposal === undefined || proposal.names.length === 0 ? [] : [`Left out because they hold names or addresses: ${proposal.names.join('; ')}`]),
    ...(proposal?.valuesNotUnderstood ?? []).map(({ heading, column, values }) => `Values of '${heading}' that are none of ${column}: ${values.slice(0, 8).join('; ')}${values.length > 8 ? ` and ${values.length - 8} more` : ''}`),
    ...withoutRefInWords(log, map),
    ...(log.notKnown.size === 0 ? [] : [`Taken as not known: ${[...log.notKnown].map(([word, count]) => `${word} (${count})`).join(', ')}`]),
    ...log.repeated.map(({ row, sameAs }) => `Row ${row} says the same as row ${sameAs}, and is taken once`),
    ...log.otherwise.map(({ row, ref, first, columns }) => `Row ${row} is a further point of ${ref}, and says otherwise in ${columns.join(', ')} than row ${first}: what row ${first} says is taken`),
    ...(log.leftOut.length === 0 ? [] : [`Not entries: ${log.leftOut.slice(0, 8).map(({ row, text }) => `row ${row} (${text.slice(0, 40)})`).join(', ')}${log.leftOut.length > 8 ? ` and ${log.leftOut.length - 8} more` : ''}`]),
  ];
  if (could.length > 0) lines.push('', 'To be looked at:', ...could.map((line) => `  ${line}`));
  if (proposal !== undefined && faults.length > 0) {
    lines.push('', `${counted(faults.length, 'fault')}, for which it would be refused as it is:`, ...faults.slice(0, 10).map((fault) => `  ${faultInWords(fault)}`));
    if (faults.length > 10) lines.push(`  … and ${faults.length - 10} more`);
  }
  if (reconciled.length > 0) {
    lines.push('', 'Totals found at the foot:');
    for (const { row, label, printed, read, counts } of reconciled) {
      lines.push(`  row ${row}, ${label}: ${printed}; ${read === undefined ? 'nothing says what it counts' : `${read} read (${counts ?? ''}): ${read === printed ? 'agrees' : 'DOES NOT AGREE'}`}`);
    }
  }
  return `${lines.join('\n')}\n\n`;
}

function withoutRefInWords({ withoutRef, rowsRead }: ReadLog, map: LogMap): string[] {
  const rows = withoutRef.length === rowsRead.length ? 'No row holds a reference' : `No reference in ${withoutRef.length === 1 ? 'row' : 'rows'} ${withoutRef.slice(0, 8).map(({ row }) => row).join(', ')}${withoutRef.length > 8 ? ` and ${withoutRef.length - 8} more` : ''}`;
  if (withoutRef.length === 0) return [];
  const made = withoutRef.find(({ ref }) => ref !== '');
  return [made === undefined || map.ref === undefined
    ? `${rows}. Nothing is made up: give each one, or say in the mapping what to make it from (see the faults)`
    : `${rows}: made from ${map.ref.made_from.join(', ')}, such as ${made.ref} in row ${made.row}. A row that says otherwise there in a later log will be another complaint`];
}

function valuesInWords(values: Readonly<Record<string, string>> | undefined): string {
  const all = Object.entries(values ?? {}).map(([value, means]) => `${value} = ${means === '' ? 'not known' : means}`);
  return all.length === 0 ? '' : ` (${all.slice(0, 4).join(', ')}${all.length > 4 ? `, and ${all.length - 4} more` : ''})`;
}
