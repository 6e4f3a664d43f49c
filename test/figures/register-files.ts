import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { casesOfRegister, factsOfRegister } from '../../src/register/events-of-register.ts';
import { judgedEvents } from '../../src/register/judge-case.ts';
import { readRegister } from '../../src/register/read-register.ts';
import type { Coverage } from '../../src/store/authorities.ts';
import { importCases } from '../../src/store/import-cases.ts';
import { rulesOf } from '../../src/store/rules-of-authority.ts';
import type { Store } from '../../src/store/store.ts';

/** A row of a register's file as it is written: every cell as text, empty where nothing is. */
export type CsvRow = Readonly<Record<string, string>>;
export type RegisterFiles = {
  readonly authority: string; readonly yearStarts: string;
  readonly rows: (file: string) => readonly CsvRow[];
};

const demo = fileURLToPath(new URL('../../demo/registers/', import.meta.url));

export async function demoRegisters(): Promise<string[]> {
  return (await readdir(demo)).toSorted((a, b) => (a < b ? -1 : 1)).map((name) => join(demo, name));
}

/** A register's files, read with nothing of Candour's. */
export async function readFiles(folder: string): Promise<RegisterFiles> {
  const settings = JSON.parse(await readFile(join(folder, 'authority.json'), 'utf8')) as { authority: string; financial_year_starts?: string };
  const files = new Map<string, readonly CsvRow[]>();
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.csv'))) {
    files.set(name.replace('.csv', ''), parse<CsvRow>(await readFile(join(folder, name), 'utf8'), { columns: true, bom: true }));
  }
  return { authority: settings.authority, yearStarts: settings.financial_year_starts ?? '04-01', rows: (file) => files.get(file) ?? [] };
}

/** Takes a register in; its report's period counts as held, or `coverage`. */
export async function takeIn(store: Store, folder: string, coverage?: readonly Omit<Coverage, 'source'>[]): Promise<number> {
  const read = await readRegister(folder);
  if ('faults' in read) throw new Error(`${folder}: ${JSON.stringify(read.faults.slice(0, 5))}`);
  const { settings, rows } = read.register;
  if (settings === undefined) throw new Error(`${folder} has no authority.json`);
  const held = coverage ?? (settings.report === undefined ? [] : [settings.report]);
  const rules = rulesOf(settings);
  const cases = casesOfRegister(rows).map((one) => ({ ...one, events: judgedEvents(one.ref, one.events, rules), afterVersion: 0 }));
  const facts = { ...factsOfRegister(rows), coverage: held.map(({ from, to }) => ({ from, to, source: 'register' })) };
  const { authorityId } = await importCases(store.db, settings, facts, cases, { by: 'import', at: new Date('2026-01-05T09:00:00Z') });
  return authorityId;
}
