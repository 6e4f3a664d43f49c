import type { Highs, Model } from 'highs';

/**
 * A number that somebody could want to know. `printed`: it stands in what is to be published; `known`: it was published before, so that
 * nothing can be done for it; `unknown`: it is printed nowhere. `weight` is what hiding it would cost the reader.
 */
export type CountedNumber = { readonly id: string; readonly value: number; readonly state: 'printed' | 'known' | 'unknown'; readonly weight: number };
/** What anybody can work out without us: the sum of `times` × number is nought. */
export type Relation = readonly { readonly id: string; readonly times: number }[];

export type Hiding = {
  /** The printed numbers to leave out: the small ones, and those that would give them away. */
  readonly hidden: ReadonlySet<string>;
  /** Small numbers that cannot be protected: what was published before gives them away. */
  readonly given: readonly string[];
};

const TOLERANCE = 1e-6;
/** Noughts stay where they can: a table without them reads as if nothing was known. */
const WEIGHT_OF_ZERO = 1000;
/** More than any number has to change by. */
const LARGEST = 100_000;

/**
 * Which numbers to hide so that nobody can work a small one back. A number from 1 to below the threshold is small. It is protected when
 * the printed numbers and the relations allow it to be anything from 1 to the threshold less one: a reader then learns of it only that
 * it was hidden. For each small number two other accounts of the facts are found, in which it is as low and as high as that, which agree with
 * every printed number; what has to change between them is hidden. The cheapest is found as a linear programme, in whole numbers.
 */
export async function numbersToHide(numbers: readonly CountedNumber[], relations: readonly Relation[], threshold: number): Promise<Hiding> {
  const isSmall = (one: CountedNumber): boolean => one.state !== 'known' && one.value > 0 && one.value < threshold;
  const small = numbers.filter(isSmall);
  if (small.length === 0) return { hidden: new Set(), given: [] };
  const highs = await solver();
  const hidden = new Set<string>();
  const given: string[] = [];
  for (const part of connected(numbers, relations)) {
    // Where nothing is to be printed nothing can be done, and nothing is given away that was not before.
    if (!part.numbers.some(isSmall) || !part.numbers.some(({ state }) => state === 'printed')) continue;
    const found = hideInPart(highs, part.numbers, part.relations, threshold, isSmall);
    for (const id of found.hidden) hidden.add(id);
    given.push(...found.given);
  }
  return { hidden, given };
}

let loaded: Promise<Highs> | undefined;

/** HiGHS, loaded when it is first needed. Its types describe its module for one of Node's two ways of loading, and it is loaded by the other. */
function solver(): Promise<Highs> {
  return loaded ??= import('highs').then((module) => (module as unknown as { default: () => Promise<Highs> }).default());
}

type Part = { readonly numbers: readonly CountedNumber[]; readonly relations: readonly Relation[] };

/** Numbers that no relation ties together are worked on apart. */
function connected(numbers: readonly CountedNumber[], relations: readonly Relation[]): Part[] {
  const root = new Map(numbers.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    for (let above = root.get(at); above !== undefined && above !== at; above = root.get(at)) at = above;
    root.set(id, at);
    return at;
  };
  for (const relation of relations) for (const { id } of relation) root.set(find(id), find(relation[0]?.id ?? id));
  const parts = Map.groupBy(numbers, ({ id }) => find(id));
  const ofRelations = Map.groupBy(relations, (relation) => find(relation[0]?.id ?? ''));
  return [...parts].map(([at, own]) => ({ numbers: own, relations: ofRelations.get(at) ?? [] }));
}

/** Another account of the facts: by how much each number differs in it, those that do. */
type Account = ReadonlyMap<number, number>;

function hideInPart(highs: Highs, numbers: readonly CountedNumber[], relations: readonly Relation[], threshold: number, isSmall: (one: CountedNumber) => boolean): { readonly hidden: string[]; readonly given: string[] } {
  const hidden = new Set(numbers.flatMap((one, at) => (isSmall(one) ? [at] : [])));
  const used = new Set(hidden);
  const accounts: Account[] = [];
  const given: string[] = [];
  const model = modelOf(highs, numbers, relations, hidden);
  try {
    for (const at of [...hidden].toSorted((a, b) => (numbers[a]?.value ?? 0) - (numbers[b]?.value ?? 0))) {
      const { value, id } = numbers[at] ?? { value: 0, id: '' };
      for (const target of [1, threshold - 1]) {
        const needs = target - value;
        if (needs === 0 || accounts.some((account) => (target === 1 ? (account.get(at) ?? 0) <= needs : (account.get(at) ?? 0) >= needs))) continue;
        const account = cheapestAccount(highs, model, numbers.length, at, needs);
        if (account === undefined) {
          given.push(id);
          break;
        }
        accounts.push(account);
        for (const changed of account.keys()) {
          used.add(changed);
          if (hidden.has(changed)) continue;
          hidden.add(changed);
          setCost(model, changed, 0);
        }
      }
    }
  } finally {
    model.dispose();
  }
  return { hidden: [...used].flatMap((at) => (numbers[at]?.state === 'printed' ? [numbers[at].id] : [])), given };
}

/** Two columns for each number: by how much it is more in another account, and by how much less. */
function modelOf(highs: Highs, numbers: readonly CountedNumber[], relations: readonly Relation[], hidden: ReadonlySet<number>): Model {
  const place = new Map(numbers.map(({ id }, at) => [id, at]));
  const starts: number[] = [];
  const indices: number[] = [];
  const values: number[] = [];
  for (const relation of relations) {
    starts.push(indices.length);
    for (const { id, times } of relation) {
      const at = place.get(id);
      if (at === undefined) throw new Error('a relation is about a number that is none of those to hide');
      indices.push(2 * at, 2 * at + 1);
      values.push(times, -times);
    }
  }
  const costs = numbers.flatMap(({ state, weight, value }, at) => {
    const cost = state === 'unknown' || hidden.has(at) ? 0 : value === 0 ? WEIGHT_OF_ZERO : weight;
    return [cost, cost];
  });
  const model = highs.createModel({
    numCols: 2 * numbers.length, numRows: relations.length, colCost: costs, colLower: costs.map(() => 0),
    colUpper: numbers.flatMap(({ state, value }) => (state === 'known' ? [0, 0] : [LARGEST, value])),
    rowLower: relations.map(() => 0), rowUpper: relations.map(() => 0),
    matrix: { format: 'csr', numRows: relations.length, numCols: 2 * numbers.length, starts: [...starts, indices.length], indices, values },
  });
  model.options.set({ output_flag: false });
  return model;
}

function setCost(model: Model, at: number, cost: number): void {
  model.changeColCost(2 * at, cost);
  model.changeColCost(2 * at + 1, cost);
}

/** The account that changes least of what is printed, in which one number differs by as much as it needs to. */
function cheapestAccount(highs: Highs, model: Model, count: number, at: number, needs: number): Account | undefined {
  const { lower, upper } = model.getCols({ kind: 'range', from: 2 * at, to: 2 * at + 1 });
  const more = Math.max(0, needs);
  const less = Math.max(0, -needs);
  if (more > (upper[0] ?? 0) || less > (upper[1] ?? 0)) return undefined;
  model.changeColBounds(2 * at, more, more);
  model.changeColBounds(2 * at + 1, less, less);
  try {
    let account = solved(highs, model, count);
    if (account !== undefined && [...account.values()].some((by) => Math.abs(by - Math.round(by)) > TOLERANCE)) {
      model.changeColsIntegrality({ kind: 'range', from: 0, to: 2 * count - 1 }, Array.from({ length: 2 * count }, () => 1 as const));
      account = solved(highs, model, count);
      model.clearIntegrality();
    }
    return account;
  } finally {
    model.changeColBounds(2 * at, lower[0] ?? 0, upper[0] ?? 0);
    model.changeColBounds(2 * at + 1, lower[1] ?? 0, upper[1] ?? 0);
  }
}

function solved(highs: Highs, model: Model, count: number): Account | undefined {
  model.run();
  if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined;
  const { colValue } = model.getSolution();
  const account = new Map<number, number>();
  for (let at = 0; at < count; at += 1) {
    const by = (colValue[2 * at] ?? 0) - (colValue[2 * at + 1] ?? 0);
    if (Math.abs(by) > TOLERANCE) account.set(at, by);
  }
  return account;
}
