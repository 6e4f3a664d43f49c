import type { ReportTable } from '../report-value.ts';
import { count } from '../house-style.ts';
import type { Checking } from './checking.ts';
import type { Reading } from './claims.ts';
import { type Found, placeOf } from './finding.ts';
import { canonical, keyOf } from './known-numbers.ts';
import { coversMention } from './lexicon.ts';

/** Tables that a sentence refers to, words quoted twice, numbers of nothing, and the same number in two years. */
export function checkReferences(checking: Checking): Found[] {
  return [...checking.readings.flatMap((reading) => [...tablesNamed(reading, checking), ...numberOfNothing(reading)]), ...quotedTwice(checking), ...sameInTwoYears(checking)];
}

function tablesNamed({ sentence, mentions, families }: Reading, { whole }: Checking): Found[] {
  const tables = whole.sections.flatMap(({ blocks }) => blocks.filter((block): block is ReportTable => block.kind === 'table'));
  const charts = tables.flatMap(({ chart }) => (chart === undefined ? [] : [chart.number]));
  const where = placeOf(sentence);
  return [...sentence.text.matchAll(/\b(table|chart|figure)s?\s+(\d{1,3})(?:\s*(?:,|and|to|[-–])\s*(\d{1,3}))?\b/gi)].flatMap((match): Found[] => {
    const isTable = (match[1] ?? '').toLowerCase() === 'table';
    const ofWords = whole.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'words table' ? [block.number] : [])));
    return [match[2], match[3]].flatMap((digits): Found[] => {
      if (digits === undefined) return [];
      const number = Number(digits);
      const typed = `${match[1] ?? ''} ${digits}`;
      const last = isTable ? tables.length + ofWords.length : Math.max(0, ...charts);
      if (isTable && ofWords.includes(number)) return [];
      if (isTable ? !tables.some((table) => table.number === number) : !charts.includes(number)) return [{ kind: 'reference', severity: 'must', where, typed, wrong: `There is no ${typed.toLowerCase()}.`, says: `The report has ${count(last)} ${isTable ? 'tables' : 'charts'}.`, mend: 'Name the one that is meant.' }];
      const table = tables.find((each) => (isTable ? each.number === number : each.chart?.number === number));
      if (table === undefined) return [];
      const asked = mentions.filter((mention) => mention.mild !== true);
      const [family] = families;
      if (asked.length === 0 && family === undefined) return [];
      const isAbout = (each: ReportTable): boolean => asked.every((mention) => facetsOf(each).some(({ facets }) => coversMention(facets, mention))) && families.every(({ measures }) => facetsOf(each).some(({ measure }) => measures.includes(measure)));
      if (isAbout(table)) return [];
      const meant = tables.find(isAbout);
      if (meant === undefined) return [];
      return [{ kind: 'reference', severity: 'must', where, typed, wrong: `${typed} is about something else.`, says: `Table ${table.number} is “${table.caption}”. “${[...asked, ...families].map(({ text }) => text).join('”, “')}” stands in Table ${meant.number}, “${meant.caption}”.`, mend: `Write “Table ${meant.number}”, or name the one that is meant.` }];
    });
  });
}

function facetsOf(table: ReportTable): { readonly measure: string; readonly facets: Readonly<Record<string, string>> }[] {
  return [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap(({ cells }) => cells.flatMap(({ asked }) => asked.map(({ query, keys }) => canonical(query, keys))));
}

function numberOfNothing({ sentence }: Reading): Found[] {
  return [...sentence.text.matchAll(/\bthere (?:was|were) (\d[\d,]*) (?:by|with|the)\b/gi)].map((match) => ({ kind: 'reference', severity: 'look', where: placeOf(sentence), typed: match[0], wrong: `The sentence does not say what the ${match[1] ?? ''} are.`, says: 'A word seems to be missing.', mend: 'Say what is counted.' }));
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** The same words of praise in two places. */
function quotedTwice({ whole, readings }: Checking): Found[] {
  const quotes = whole.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'quotes' ? block.quotes.map(({ text }) => ({ text, where: { section: section.key, title: section.title, block: block.key, part: 'paragraph' as const } })) : [])));
  const passages = new Map(readings.map(({ sentence: { passage } }) => [passage, passage]));
  const typed = [...passages.keys()].flatMap((passage) => [...passage.text.matchAll(/[“"]([^“”"]{25,})[”"]|‘([^‘’]{25,})’/g)].map((match) => ({ text: match[1] ?? match[2] ?? '', where: passage.where })));
  const seen = new Map<string, { readonly title: string }>();
  return [...quotes, ...typed].flatMap(({ text, where }): Found[] => {
    const words = plain(text);
    const first = words.length < 20 ? undefined : seen.get(words);
    if (first === undefined) {
      seen.set(words, where);
      return [];
    }
    return [{ kind: 'repeated', severity: 'must', where, typed: text.length > 80 ? `${text.slice(0, 80)}…` : text, wrong: 'The same words are quoted twice.', says: first.title === where.title ? `They stand twice in “${where.title}”.` : `They stand in “${first.title}” and in “${where.title}”.`, mend: 'Take one of them out.' }];
  });
}

/** A number of a hundred or more that is the same in two periods may have been copied. */
function sameInTwoYears({ known, whole }: Checking): Found[] {
  const section = whole.sections[0];
  const now = [...known.levels.values()].filter(({ kind, value, period, facets, asked }) => kind === 'count' && value >= 100 && period.from === whole.period.from && period.to === whole.period.to && Object.keys(facets).length <= 1 && asked !== undefined);
  return now.flatMap((one): Found[] => {
    const other = [...known.levels.values()].find((each) => each.value === one.value && each.measure === one.measure && each.period.to < one.period.from && keyOf(each.measure, each.facets) === keyOf(one.measure, one.facets) && each.asked !== undefined);
    if (other === undefined) return [];
    return [{ kind: 'repeated', severity: 'look', where: { section: section?.key ?? '', title: section?.title ?? '', part: 'figures' }, typed: count(one.value), wrong: 'A number is the same in two periods.', says: `${count(one.value)}: ${one.words}, and ${count(other.value)} in ${known.label(other.period)}.`, mend: 'Look whether one was copied from the other.' }];
  });
}
