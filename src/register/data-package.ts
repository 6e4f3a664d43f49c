import { type Column, type FileName, fileNamed } from './columns.ts';

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function fieldOf(column: Column): Record<string, unknown> {
  const constraints: Record<string, unknown> = column.required ? { required: true } : {};
  if (column.kind === 'code') constraints['enum'] = column.values;
  if (column.kind === 'list' && column.values !== undefined) {
    const one = `(${column.values.map(escaped).join('|')})`;
    constraints['pattern'] = `${one}(;${one})*`;
  }
  if (column.least !== undefined) constraints['minimum'] = column.least;
  if (column.most !== undefined) constraints['maximum'] = column.most;
  if (column.kind === 'pounds') constraints['minimum'] = 0;
  const known = column.known === undefined ? '' : `. Known values: ${column.known.join(', ')}; any other text may stand there`;
  const between = column.kind === 'list' ? ' (; between)' : '';
  return {
    name: column.name, type: typeOf(column), ...(column.kind === 'day' ? { format: 'default' } : {}), description: `${column.description}${between}${known}`,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}

function typeOf(column: Column): 'string' | 'date' | 'integer' | 'number' {
  switch (column.kind) {
    case 'day': return 'date';
    case 'whole number': return 'integer';
    case 'number': case 'pounds': return 'number';
    case 'text': case 'code': case 'open list': case 'list': case 'conditions': return 'string';
    default: return column.kind satisfies never;
  }
}

/**
 * The Frictionless data package of a register: a Table Schema for each file that is there, with what each column may hold,
 * what is unique, and which file refers to which.
 */
export function dataPackageOf(title: string, files: ReadonlyMap<FileName, readonly Column[]>): Record<string, unknown> {
  return {
    profile: 'tabular-data-package', name: 'complaints-register', title,
    description: 'Complaints, representations and compliments in children’s social care. Text that begins with =, +, - or @ has an apostrophe before it, which keeps spreadsheets from making a formula of it and is no part of the text.',
    resources: [...files].map(([name, columns]) => {
      const { description, key, refersTo = [] } = fileNamed(name);
      const needed = new Set(columns.filter((column) => column.required).map((column) => column.name));
      const foreignKeys = refersTo.filter(({ file }) => [...files.keys()].some((other) => other === file))
        .map(({ column, file, itsColumn }) => ({ fields: column, reference: { resource: file === name ? '' : file, fields: itsColumn } }));
      return {
        profile: 'tabular-data-resource', name, path: `${name}.csv`, description, format: 'csv', mediatype: 'text/csv', encoding: 'utf-8',
        dialect: { delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminator: '\n', header: true },
        schema: {
          fields: columns.map(fieldOf), missingValues: [''],
          ...(key?.every((column) => needed.has(column)) ? { primaryKey: key } : {}),
          ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
        },
      };
    }),
  };
}
