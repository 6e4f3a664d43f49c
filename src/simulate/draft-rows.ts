import type { FileName, RowOf } from '../register/columns.ts';

/** A row while it is being made up. */
export type Draft<F extends FileName> = { -readonly [K in keyof RowOf<F>]: RowOf<F>[K] };

/** Puts in the values that are there: an empty cell has no key. */
export function fill<T extends object>(row: T, values: { readonly [K in keyof T]?: T[K] | undefined }): T {
  for (const [name, value] of Object.entries(values)) if (value !== undefined) Reflect.set(row, name, value);
  return row;
}

/** The rows of the cases of a register, as they are made up one after another. */
export type CaseRows = {
  readonly representations: RowOf<'representations'>[]; readonly elements: RowOf<'elements'>[]; readonly stage2: RowOf<'stage2'>[]; readonly stage3: RowOf<'stage3'>[];
  readonly ombudsman: RowOf<'ombudsman'>[]; readonly payments: RowOf<'payments'>[]; readonly actions: RowOf<'actions'>[];
};
