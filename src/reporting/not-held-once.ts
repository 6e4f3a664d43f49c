import { listed } from './house-style.ts';
import type { Definition, ReportBlock, ReportSection, ReportSentence } from './report-value.ts';

const breakdown = /^This breakdown is not held for (.+)\.$/u;
const nothing = /^(.+): (not on record for (?:any of .+|the one there was))\.$/u;

/** Below a table of which earlier periods have no breakdown. */
export const breakdownNotHeld = (periods: readonly string[]): string => `This breakdown is not held for ${listed(periods)}.`;

/** In the place of a table in which every one of `of` would stand under “Not recorded”. */
export const notOnRecord = (caption: string, of: string): string => `${caption}: not on record for ${of}.`;

/**
 * A report in which what is not held is said once: the tables without a breakdown of an earlier period in one list among the definitions, and
 * what is on record for nobody in one sentence of its section. Without definitions each table goes on saying it below itself.
 */
export function notHeldOnce(sections: readonly ReportSection[]): ReportSection[] {
  const told = sections.map((section) => ({ ...section, blocks: nothingOnce(section.blocks) }));
  const blocks = told.flatMap((section) => section.blocks);
  const without = new Map<string, number[]>();
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    for (const note of block.notes) {
      const periods = breakdown.exec(note)?.[1];
      if (periods !== undefined) without.set(periods, [...without.get(periods) ?? [], block.number]);
    }
  }
  if (!blocks.some(({ kind }) => kind === 'definitions') || ![...without.values()].some((tables) => tables.length > 1)) return told;
  const terms = [...without].map(([periods, tables]): Definition => ({
    term: `Not held for ${periods}`,
    meaning: tables.length === 1 ? `The breakdown in table ${tables.join()} is not held for ${periods}.` : `The breakdowns in tables ${listed(runsOf(tables))} are not held for ${periods}.`,
  }));
  return told.map((section) => ({ ...section, blocks: section.blocks.map((block): ReportBlock => {
    if (block.kind === 'definitions') return { ...block, definitions: [...block.definitions, ...terms] };
    return block.kind === 'table' ? { ...block, notes: block.notes.filter((note) => !breakdown.test(note)) } : block;
  }) }));
}

/** `1`, `3 to 5`, `8 and 9`: numbers that follow on one another as one, where they are three or more. */
function runsOf(numbers: readonly number[]): string[] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.flatMap((run) => (run.length < 3 ? run.map(String) : [`${run[0]} to ${run.at(-1)}`]));
}

/** What is on record for nobody, of as many people, is told together where the first of it stood. */
function nothingOnce(blocks: readonly ReportBlock[]): readonly ReportBlock[] {
  const groups = new Map<string, { readonly at: number; readonly captions: string[]; readonly sentences: ReportSentence[] }>();
  const of = (block: ReportBlock): { readonly caption: string; readonly rest: string; readonly sentence: ReportSentence } | undefined => {
    const [sentence, ...others] = block.kind === 'sentences' && !block.asList ? block.sentences : [];
    const found = sentence === undefined || others.length > 0 ? null : nothing.exec(sentence.text);
    return sentence === undefined || found?.[1] === undefined || found[2] === undefined ? undefined : { caption: found[1], rest: found[2], sentence };
  };
  blocks.forEach((block, at) => {
    const told = of(block);
    if (told === undefined) return;
    const group = groups.get(told.rest) ?? { at, captions: [], sentences: [] };
    group.captions.push(told.caption);
    group.sentences.push(told.sentence);
    groups.set(told.rest, group);
  });
  return blocks.flatMap((block, at): readonly ReportBlock[] => {
    const rest = of(block)?.rest;
    const group = rest === undefined ? undefined : groups.get(rest);
    if (block.kind !== 'sentences' || group === undefined || group.captions.length === 1) return [block];
    if (group.at !== at) return [];
    const [first] = group.sentences;
    return first === undefined ? [] : [{ ...block, sentences: [{ ...first, text: `${rest?.slice(0, 1).toUpperCase()}${rest?.slice(1)}: ${group.captions.map((caption) => caption.replace(/^[A-Z](?=[a-z])/u, (letter) => letter.toLowerCase())).join('; ')}.`, asked: group.sentences.flatMap(({ asked }) => asked) }] }];
  });
}
