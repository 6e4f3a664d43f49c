import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readRegister, type Register } from '../src/register/read-register.ts';
import { takeInRegister } from '../src/register/take-in-register.ts';
import type { AuthoritySettings } from '../src/store/authorities.ts';
import type { Store } from '../src/store/store.ts';
import { withTestDatabase } from './database.ts';

const folder = new URL('../demo/registers/', import.meta.url);
export const demonstrationRegisters: readonly string[] = readdirSync(folder).toSorted();

export function demonstrationFolder(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

export async function readDemonstration(name: string): Promise<Register & { settings: AuthoritySettings }> {
  const read = await readRegister(demonstrationFolder(name));
  if ('faults' in read || read.register.settings === undefined) throw new Error(`${name} cannot be read`);
  return { ...read.register, settings: read.register.settings };
}

/** Takes in the five demonstration registers, or those named, and gives the authorities' names. */
export async function takeInDemonstration(store: Store, names: readonly string[] = demonstrationRegisters): Promise<string[]> {
  const authorities: string[] = [];
  for (const name of names) {
    const { settings, rows } = await readDemonstration(name);
    await takeInRegister(store.db, settings, rows, { by: 'test', at: new Date('2026-11-20T09:00:00Z') });
    authorities.push(settings.authority);
  }
  return authorities;
}

/** A store that has taken in the five demonstration registers, or those named, until `run` ends; it is given the authorities' names. */
export async function withDemonstration<T>(names: readonly string[], run: (store: Store, authorities: readonly string[]) => Promise<T>): Promise<T> {
  const authorities = await Promise.all(names.map(async (name) => (await readDemonstration(name)).settings.authority));
  return withTestDatabase((store) => run(store, authorities), { name: names.join(), make: (store) => takeInDemonstration(store, names) });
}
