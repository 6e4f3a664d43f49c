import { listed } from '../house-style.ts';
import type { Checking } from './checking.ts';
import type { Reading } from './claims.ts';
import { type Found, placeOf } from './finding.ts';
import { keyOf, type Known, shownAs } from './known-numbers.ts';
import type { Mention } from './lexicon.ts';

const most = /\b(?:highest|largest|biggest|greatest|most (?:common|frequent|often|complained|numerous)|the most|main (?:theme|reason|cause|source|route|area|category)|top|commonest)\b/i;
const fewest = /\b(?:lowest|smallest|fewest|least (?:common|often|frequent)|the least)\b/i;
const notOne = /\b(?:second|third|one of|among) (?:the )?(?:most|highest|largest|biggest|lowest|fewest)|\bmost recent|\bat (?:the )?(?:most|least)\b|\bmost of\b|\b(?:ever|on record|since \d{4}|in (?:five|ten|several|\d+) years)\b/i;
/** Of what a superlative is said where the sentence names no measure. */
const usual = ['complaints', 'representations'] as const;

/** “The most common”, “the highest”: whether the row that is named has it. */
export function checkSuperlatives(checking: Checking): Found[] {
  return checking.readings.flatMap((reading) => superlative(reading, checking));
}

function superlative({ sentence, mentions, families, periods }: Reading, checking: Checking): Found[] {
  const { text } = sentence;
  const isMost = most.test(text);
  if (isMost === fewest.test(text) || notOne.test(text)) return [];
  const { from, to } = checking.whole.period;
  const when = periods.find(({ period }) => period.from !== from)?.period ?? { from, to };
  const measures = [...new Set([...families.flatMap(({ measures: [first] }) => (first === undefined ? [] : [first])), ...(families.length === 0 ? usual : [])])];
  for (const key of ['theme', 'service', 'channel', 'complainant_type', 'stage1_outcome', 'source', 'reason', 'child_status', 'month', 'aspects']) {
    const named = mentions.filter((mention) => mention.values.some(([each]) => each === key));
    if (named.length === 0) continue;
    const others = mentions.filter((mention) => !named.includes(mention) && mention.mild !== true);
    for (const measure of measures) {
      const rows = rowsOf(key, measure, others, when, checking);
      if (rows.length < 2) continue;
      const wrong = notFirst(named, key, rows, isMost);
      if (wrong === undefined) return [];
      const ranked = rows.toSorted((a, b) => (isMost ? b.value - a.value : a.value - b.value));
      const first = ranked.filter(({ value }) => value === ranked[0]?.value);
      return [{
        kind: 'superlative', severity: 'must', where: placeOf(sentence), typed: text.match(isMost ? most : fewest)?.[0] ?? '', wrong: `“${wrong.text}” is not the ${isMost ? 'highest' : 'lowest'}.`,
        says: `${listed(first.map((row) => `${checking.known.facetInWords(key, row.facets[key] ?? '')} (${shownAs(row)})`))} ${first.length === 1 ? 'has' : 'have'} the ${isMost ? 'most' : 'fewest'}; ${wrong.text} has ${wrong.value}${first[0]?.at === undefined ? '' : `, by ${first[0].at}`}.`,
        mend: 'Name the one that has it.',
      }];
    }
  }
  return [];
}

/** The rows of a key, for one measure and period, under whatever else the sentence names. */
function rowsOf(key: string, measure: string, others: readonly Mention[], when: { readonly from: string; readonly to: string }, { known }: Checking): Known[] {
  const all = [...known.levels.values()].filter((row) => row.measure === measure && row.kind === 'count' && row.facets[key] !== undefined && row.facets[key] !== '' && row.period.from === when.from && row.period.to === when.to && row.facets['stage1_outcome'] !== 'upheld_or_partly' && row.facets['on'] === undefined);
  const conditions = new Map<string, Known[]>();
  for (const row of all) {
    const rest = Object.fromEntries(Object.entries(row.facets).filter(([each]) => each !== key));
    const id = keyOf('', rest);
    conditions.set(id, [...conditions.get(id) ?? [], row]);
  }
  const fits = [...conditions.values()].filter((rows) => {
    const rest = Object.entries(rows[0]?.facets ?? {}).filter(([each]) => each !== key);
    return rest.every(([each, value]) => others.some(({ values }) => values.some(([k, v]) => k === each && v === value)));
  });
  // With the most of what the sentence says; where none has no condition, the one that is most spoken of.
  return fits.toSorted((a, b) => Object.keys(b[0]?.facets ?? {}).length - Object.keys(a[0]?.facets ?? {}).length)[0] ?? (others.length === 0 && conditions.size === 1 ? [...conditions.values()][0] ?? [] : []);
}

function notFirst(named: readonly Mention[], key: string, rows: readonly Known[], isMost: boolean): { readonly text: string; readonly value: string } | undefined {
  const valueOf = (mention: Mention): number | undefined => rows.find((row) => mention.values.some(([k, v]) => k === key && (key === 'month' ? row.facets[key]?.endsWith(`-${v}`) : row.facets[key] === v)))?.value;
  const ofThese = new Set(named.map((mention) => valueOf(mention)));
  const rest = rows.map(({ value }) => value).filter((value) => !ofThese.has(value));
  for (const mention of named) {
    const value = valueOf(mention);
    if (value === undefined) return undefined;
    if (rest.some((other) => (isMost ? other > value : other < value))) return { text: mention.text, value: String(value) };
  }
  // Of two that are named, one alone cannot be called the highest over the other: the first is the subject.
  return undefined;
}
