import { count, decimal, listed, roundHalfAway } from '../house-style.ts';
import type { Checking } from './checking.ts';
import type { Claim, Reading } from './claims.ts';
import { type Found, placeOf } from './finding.ts';
import { canonical, forEachAsked, keyOf } from './known-numbers.ts';

/** Whether tables add up to their totals and agree with one another, and whether what a sentence lists makes the whole that it states. */
export function checkSums(checking: Checking): Found[] {
  return [...tablesWithTheirTotals(checking), ...tablesWithOneAnother(checking), ...outcomesTogether(checking), ...checking.readings.flatMap((reading) => [...breakdown(reading), ...shares(reading)])];
}

function tablesWithTheirTotals({ whole }: Checking): Found[] {
  return whole.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind !== 'table' ? [] : block.crossFooting.filter(({ agrees }) => !agrees).map(({ column, rows, total }): Found => ({
    kind: 'sum', severity: 'must', where: { section: section.key, title: section.title, block: block.key, part: 'table' }, typed: column, wrong: `Table ${block.number} does not add up to its total.`,
    says: `In the column “${column}” the rows add to ${count(rows)}; the total is ${count(total)}.`, mend: 'Look for what is recorded under no row, or say in a note why the rows need not add up.',
  })))));
}

/** The same question must not be answered with two numbers in one report. */
function tablesWithOneAnother({ whole }: Checking): Found[] {
  const first = new Map<string, { readonly value: number; readonly at: string }>();
  const found = new Map<string, Found>();
  for (const section of whole.sections) for (const block of section.blocks) forEachAsked(block, (asked, at) => {
    const { query, answer } = asked;
    if (answer === null || asked.hidden === true || query.change_from !== undefined || query.share !== undefined || query.share_within !== undefined) return;
    const { measure, facets } = canonical(query, asked.keys);
    const key = `${query.measure}|${keyOf(measure, facets, query)}|${query.as_at ?? ''}`;
    const place = at ?? `“${section.title}”`;
    const held = first.get(key);
    if (held === undefined) first.set(key, { value: answer, at: place });
    else if (roundHalfAway(held.value, 6) !== roundHalfAway(answer, 6) && !found.has(key)) found.set(key, { kind: 'sum', severity: 'must', where: { section: section.key, title: section.title, block: block.key, part: 'table' }, wrong: `${held.at} and ${place} give two numbers for one question.`, says: `${held.at} gives ${decimal(held.value, 2)}, ${place} ${decimal(answer, 2)}.`, mend: 'Make the report again. If they still differ, tell those who look after Candour.' });
  });
  return [...found.values()];
}

/** Upheld and partly upheld make upheld or partly upheld. */
function outcomesTogether({ known, whole }: Checking): Found[] {
  const section = whole.sections[0];
  return [...known.levels.values()].flatMap((together): Found[] => {
    if (together.facets['stage1_outcome'] !== 'upheld_or_partly' || together.kind !== 'count' || together.asked === undefined) return [];
    const parts = ['upheld', 'partially_upheld'].map((outcome) => known.levels.get(keyOf(together.measure, { ...together.facets, stage1_outcome: outcome }, together.period)));
    const [upheld, partly] = parts;
    if (upheld === undefined || partly === undefined || upheld.value + partly.value === together.value) return [];
    return [{ kind: 'sum', severity: 'must', where: { section: section?.key ?? '', title: section?.title ?? '', part: 'table' }, wrong: 'Upheld and partly upheld do not make upheld or partly upheld.', says: `${together.words}: ${count(upheld.value)} and ${count(partly.value)} make ${count(upheld.value + partly.value)}, and ${count(together.value)} is given.`, mend: 'Look which of the outcomes was recorded or published otherwise.' }];
  });
}

const isComplete = /:|\b(?:came from|were made by|made by|were from|made up of|comprising|comprised|consist\w+|split (?:into|between)|divided (?:into|between)|namely|these were|they were|broken down|the (?:rest|remaining|remainder|others?))\b/i;
const isInPart = /\b(?:includ\w+|such as|for example|among them|mainly|mostly|in particular|notably|of which|of whom)\b/i;

/** The numbers of a sentence that are different values of one thing: outcomes, services, kinds of complainant. */
function partsOf(claims: readonly Claim[]): readonly Claim[] {
  const byKey = new Map<string, Claim[]>();
  for (const claim of claims) {
    const keys = new Set(claim.required.slice(0, 1).flatMap(({ values }) => values.map(([key]) => key)));
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), claim]);
  }
  const best = [...byKey.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  const values = best.map(({ required }) => required[0]?.text.toLowerCase() ?? '');
  return new Set(values).size === values.length && !values.some((value, at) => values.some((other, otherAt) => at !== otherAt && / or /.test(value) && value.includes(other))) ? best : [];
}

/** “24 complaints: 21 from parents and 1 from a foster carer” leaves two out. */
function breakdown({ claims, sentence }: Reading): Found[] {
  const counts = claims.filter(({ number }) => (number.kind === 'count') && number.role !== 'change' && number.loosely === undefined);
  const [first] = counts;
  const whole = counts.find(({ number }) => number.role === 'base') ?? first;
  if (whole === undefined || first === undefined || (whole !== first && whole.number.role !== 'base')) return [];
  const rest = counts.filter((claim) => claim !== whole && claim.number.start > whole.number.start);
  const parts = partsOf(rest);
  // “8 were upheld, 15 partly upheld and 47 not upheld”: the first is one of the parts.
  const keysOf = ({ required }: Claim): readonly string[] => required.flatMap(({ values }) => values.map(([key]) => key));
  if (whole.number.role !== 'base' && keysOf(whole).some((key) => parts.some((part) => keysOf(part).includes(key)))) return [];
  if (parts.length < 2 || parts.length !== rest.length || !parts.some(({ typed }) => typed)) return [];
  // Those answered within 10 working days are among those answered within 20.
  if (parts.filter(({ required }) => required.some(({ values }) => values.some(([, value]) => value.startsWith('within_')))).length > 1) return [];
  const sum = parts.reduce((all, { number }) => all + number.value, 0);
  const listedParts = listed(parts.map(({ number }) => number.text));
  const { value } = whole.number;
  const between = sentence.text.slice(whole.number.end, parts[0]?.number.start);
  if (sum === value || (sum < value && (!isComplete.test(between) && !isComplete.test(sentence.text.slice(parts.at(-1)?.number.end))) ) || (sum < value && isInPart.test(sentence.text))) return [];
  return [{
    kind: 'sum', severity: 'must', where: placeOf(sentence), typed: `${whole.number.text}: ${listedParts}`, wrong: `The parts do not add up to ${whole.number.text}.`, says: `${listedParts} make ${count(sum)}, ${sum < value ? `${count(value - sum)} fewer` : `${count(sum - value)} more`} than ${count(value)}.`,
    mend: sum < value ? 'Name the rest, or say that these are only some.' : 'Put right the whole or the parts; say it if one may count in several.',
  }];
}

function shares({ claims, sentence }: Reading): Found[] {
  const percents = partsOf(claims.filter(({ number }) => number.kind === 'percent' && number.role !== 'change' && number.loosely === undefined));
  if (percents.length < 2 || !percents.some(({ typed }) => typed)) return [];
  const sum = roundHalfAway(percents.reduce((all, { number }) => all + number.value, 0), 4);
  const slack = percents.reduce((all, { number }) => all + 0.5 * 10 ** -number.places, 0) + 1e-9;
  const complete = isComplete.test(sentence.text) && !isInPart.test(sentence.text) && percents.length >= 3;
  if (Math.abs(sum - 100) <= slack || (sum < 100 && !complete)) return [];
  // “Within 10” is a part of “within 20”: shares of one another may pass a hundred together.
  if (percents.some(({ required }) => required[0]?.values.some(([key]) => key === 'answered') === true)) return [];
  return [{ kind: 'sum', severity: 'must', where: placeOf(sentence), typed: listed(percents.map(({ number }) => number.text)), wrong: 'The percentages of one whole do not add to 100.', says: `They add to ${decimal(sum, Number.isInteger(sum) ? 0 : 2)}%.`, mend: 'Put them right, or say what each is a percentage of.' }];
}
