import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableSpec } from '../layout.ts';
import { readLayout } from '../read-layout.ts';
import { begun, library, librarySections, usualFigures } from './library.ts';
import * as tables from './tables.ts';

const layoutOf = (...blocks: readonly unknown[]) => ({ key: 'own', title: 'Own', kind: 'year', audience: '', sections: [{ key: 'first', title: 'First', blocks }] });

test('each table of the library has a key of its own and can stand in any report', () => {
  const all = library.flatMap((group) => group.tables);
  assert.equal(new Set(all.map(({ key }) => key)).size, all.length);
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length, 'and a name by which to tell it from the others');
  const read = readLayout(JSON.parse(JSON.stringify(layoutOf(...all.map(({ table }) => table)))));
  assert.ok('layout' in read, JSON.stringify(read));
});

test('every table that the standard layouts are made of is in the library', () => {
  const made = Object.entries(tables).filter(([, one]) => typeof one === 'object' && 'kind' in one && one.kind === 'table').map(([name, one]) => [name, (one as TableSpec).key] as const);
  const held = new Set(library.flatMap((group) => group.tables.map(({ key }) => key)));
  assert.deepEqual(made.filter(([, key]) => !held.has(key)), []);
});

test('what a part begins as, a usual figure and a standard section can each be read', () => {
  const read = readLayout(JSON.parse(JSON.stringify(layoutOf(...Object.values(begun), { kind: 'headlines', key: 'usual', figures: usualFigures }))));
  assert.ok('layout' in read, JSON.stringify(read));
  assert.ok(librarySections.length > 30);
  assert.equal(new Set(librarySections.map(({ key }) => key)).size, librarySections.length);
});
