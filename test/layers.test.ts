import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

/** What each layer may import of the others. Imports point one way. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  store: ['domain'],
  reporting: ['domain', 'store'],
  letters: ['domain'],
  register: ['domain', 'store', 'reporting'],
  simulate: ['domain', 'store', 'register'],
  web: ['domain', 'store', 'reporting', 'register', 'letters'],
  jobs: ['domain', 'store', 'reporting'],
  cli: ['domain', 'store', 'reporting', 'register', 'letters', 'simulate', 'web', 'jobs'],
};

type Import = { readonly file: string; readonly layer: string; readonly specifier: string; readonly target: string | undefined };

const files = globSync('**/*.ts', { cwd: source }).map(normalize);
const imports: Import[] = files.filter((file) => !file.endsWith('.test.ts')).flatMap((file) => {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/gm)].map((match): Import => {
    const specifier = match[1] ?? match[2] ?? match[3]!;
    const target = specifier.startsWith('.') ? relative(source, join(source, dirname(file), specifier)) : undefined;
    return { file, layer: layerOf(file), specifier, target };
  });
});

function layerOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : 'cli';
}

test('the layer test reads the whole source', () => {
  assert.ok(files.length > 60, `only ${files.length} files found`);
  assert.ok(imports.length > 200, `only ${imports.length} imports found`);
});

test('imports point one way: domain, store, reporting, then web, register, simulate and the command line', () => {
  const wrong = imports.filter(({ layer, target }) => target !== undefined && layerOf(target) !== layer && !(mayImport[layer] ?? []).includes(layerOf(target)));
  assert.deepEqual(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`), []);
  assert.deepEqual([...new Set(files.map(layerOf))].filter((layer) => mayImport[layer] === undefined), [], 'a folder of src that has no place among the layers');
});

test('the domain imports nothing from outside itself', () => {
  assert.deepEqual(imports.filter(({ layer, target }) => layer === 'domain' && target === undefined).map(({ file, specifier }) => `${file} imports ${specifier}`), []);
});

test('only store and reporting speak SQL', () => {
  const speaking = imports.filter(({ layer, specifier }) => ['kysely', 'pg'].includes(specifier) && layer !== 'store' && layer !== 'reporting');
  assert.deepEqual(speaking.map(({ file, specifier }) => `${file} imports ${specifier}`), []);
});

test('only the web and the exporters write HTML', () => {
  const writing = files.filter((file) => !file.endsWith('.test.ts') && layerOf(file) !== 'web' && !file.startsWith('reporting/exporters/')
    && /<\/(?:p|div|span|table|tr|td|th|html|body|section|h[1-6]|li|ul|a)>/.test(readFileSync(join(source, file), 'utf8')));
  assert.deepEqual(writing, []);
});

test('no feature of the web imports another', () => {
  const feature = (file: string) => /^web\/features\/([^/]+)\//.exec(file)?.[1];
  const across = imports.filter(({ file, target }) => target !== undefined && feature(file) !== undefined && feature(target) !== undefined && feature(file) !== feature(target));
  assert.deepEqual(across.map(({ file, specifier }) => `${file} imports ${specifier}`), []);
});
