import { fingerprintOf } from './approved-words.ts';
import { composeTable } from './compose-table.ts';
import { holds, together, whereItHolds, type Composer, type Composing } from './composing.ts';
import { composeNarrative, composeWordsTable } from './compose-narrative.ts';
import type { BlockSpec, LimitsSpec, PickedActionsSpec, PickedComplimentsSpec, QuotesSpec, SectionSpec } from './layout.ts';
import type { ReportBlock, ReportSection } from './report-value.ts';

/** A section with its blocks, or undefined where there is nothing to say in it. */
export function* composeSection(section: SectionSpec, composing: Composing, furnish: Furnish): Composer<ReportSection | undefined> {
  const [shown, ...blocks] = yield* together<boolean | ReportBlock | undefined>([holds(section.only, composing), ...section.blocks.map((block) => composeBlock(block, composing, furnish))]);
  if (shown !== true) return undefined;
  const printedBlocks = blocks.filter((block): block is ReportBlock => typeof block === 'object');
  const empty: ReportBlock[] = section.empty === undefined ? [] : [{ kind: 'text', key: `${section.key}-empty`, paragraphs: [composing.words(section.empty)] }];
  const all = printedBlocks.length > 0 ? printedBlocks : empty;
  return all.length === 0 ? undefined : { key: section.key, title: composing.words(section.title), blocks: all };
}

/** Blocks that are made of what the council and the law have set, or of single records that somebody chose: not of figures. */
export type Furnish = (block: LimitsSpec | PickedComplimentsSpec | PickedActionsSpec) => ReportBlock | undefined;

function* composeBlock(block: BlockSpec, composing: Composing, furnish: Furnish): Composer<ReportBlock | undefined> {
  switch (block.kind) {
    case 'table': {
      const lacking: ReportBlock | undefined = block.lacking === undefined ? undefined : { kind: 'text', key: block.key, paragraphs: [composing.words(block.lacking)] };
      return yield* whereItHolds(block.only, composing, composeTable(block, composing), lacking);
    }
    case 'headlines': return yield* composeHeadlines(block, composing);
    case 'sentences': return yield* composeSentences(block, composing);
    case 'quotes': return yield* composeQuotes(block, composing);
    case 'text': return (yield* holds(block.only, composing)) ? { kind: 'text', key: block.key, paragraphs: block.paragraphs.map((text) => composing.words(text.replaceAll('{period}', composing.label('this')).replaceAll('{name}', composing.authority.name))) } : undefined;
    case 'limits': return (yield* holds(block.only, composing)) ? furnish(block) : undefined;
    case 'narrative': return yield* composeNarrative(block, composing);
    case 'picked compliments': case 'picked actions': return furnish(block);
    // Filled in when every other block has asked its questions.
    case 'words table': return yield* composeWordsTable(block, composing);
    case 'definitions': return { kind: 'definitions', key: block.key, definitions: [] };
    default: return block satisfies never;
  }
}

function* whereItHolds<T>(condition: SectionSpec['only'], composing: Composing, composer: Composer<T | undefined>, otherwise?: T): Composer<T | undefined> {
  if (condition === undefined) return yield* composer;
  const [shown, value] = yield* together<boolean | T | undefined>([holds(condition, composing), composer]);
  return shown === true ? (value as T | undefined) : otherwise;
}

function* composeHeadlines(block: HeadlinesSpec, composing: Composing): Composer<ReportBlock | undefined> {
  const figures = yield* together(block.figures.map((headline) => whereItHolds(headline.only, composing, composeHeadline(headline, composing))));
  const shown = figures.filter((figure) => figure !== undefined);
  return shown.length === 0 ? undefined : { kind: 'headlines', key: block.key, figures: shown };
}

function* composeHeadline({ heading, figure, as, places, since, base }: Headline, composing: Composing): Composer<ReportHeadline | undefined> {
  const [now, then, of] = yield* ask([composing.query(figure), composing.query({ ...figure, period: since ?? figure.period ?? 'this' }), ...(base === undefined ? [] : [composing.query(base)])]);
  if (now?.hidden === true || of?.hidden === true) return { heading: composing.words(heading), text: hiddenMark, hidden: true, asked: [now, of].filter((each) => each !== undefined) };
  if (now === undefined || now.answer === null) return undefined;
  const comparison = since === undefined || then === undefined || then.answer === null ? undefined : `${printed(then.answer, as, places)} ${during(composing.label(since), compares(now, then) ? '' : 'the whole of ')}`;
  const text = of?.answer == null || of.answer >= smallBase ? printed(now.answer, as, places) : countedRate(now.answer, of.answer);
  return { heading: composing.words(heading), text, ...(comparison === undefined ? {} : { comparison }), asked: [now, ...(since === undefined || then === undefined ? [] : [then]), ...(of === undefined ? [] : [of])] };
}

function* composeSentences(block: SentencesSpec, composing: Composing): Composer<ReportBlock | undefined> {
  const sentences = yield* together(block.sentences.map((sentence) => whereItHolds(sentence.only, composing, composeSentence(sentence, composing))));
  const shown = sentences.filter((sentence) => sentence !== undefined);
  return shown.length === 0 ? undefined : { kind: 'sentences', key: block.key, asList: block.asList ?? false, sentences: shown };
}

const sentence = (text: string | undefined, asked: readonly Asked[]): ReportSentence | undefined => (text === undefined ? undefined : { text, asked });

/** A sentence, or undefined where one of its numbers has no answer: nothing is said of what is not known. */
function* composeSentence(rule: SentenceRule, composing: Composing): Composer<ReportSentence | undefined> {
  const { query, label, roundedTo } = composing;
  const rounding = roundedTo === undefined ? {} : { roundedTo };
  switch (rule.rule) {
    case 'change in count': case 'change in money': {
      const [now, before] = yield* ask([query(rule.figure), query({ ...rule.figure, period: rule.since })]);
      if (now?.answer == null || before?.answer == null || !compares(now, before)) return undefined;
      const change = { subject: composing.noun(rule.subject), now: now.answer, before: before.answer, nowLabel: label(rule.figure.period), beforeLabel: label(rule.since), ...rounding };
      return sentence(rule.rule === 'change in count' ? changeInCount(change) : changeInMoney(change), [now, before]);
    }
    case 'change in rate': {
      const [now, before, base, beforeBase] = yield* ask([query(rule.figure), query({ ...rule.figure, period: rule.since }), query(rule.base), query({ ...rule.base, period: rule.since })]);
      if (now?.answer == null || base?.answer == null) return undefined;
      const noun = composing.noun(rule.subject);
      const did = composing.words(rule.did);
      const part = Math.round((now.answer * base.answer) / 100);
      const places = rule.places === undefined ? {} : { places: rule.places };
      if (before?.answer == null || !compares(now, before)) return base.answer === 0 ? undefined : sentence(shareOf({ part, base: base.answer, noun, verb: { one: `was ${did}`, many: `were ${did}` }, ...places, ...rounding }), [now, base]);
      const known = beforeBase?.answer == null ? {} : { beforeBase: beforeBase.answer };
      return sentence(changeInRate({ subject: noun, now: now.answer, before: before.answer, nowLabel: label(rule.figure.period), beforeLabel: label(rule.since), part, base: base.answer, ...known, ...places, did, ...rounding }), [now, before, base]);
    }
    case 'rate': {
      const [now, base] = yield* ask([query(rule.figure), query(rule.base)]);
      if (now?.answer == null || base?.answer == null || base.answer === 0) return undefined;
      const did = composing.words(rule.did);
      const part = Math.round((now.answer * base.answer) / 100);
      return sentence(shareOf({ part, base: base.answer, noun: composing.noun(rule.subject), verb: { one: `was ${did}`, many: `were ${did}` }, ...(rule.places === undefined ? {} : { places: rule.places }), ...rounding }), [now, base]);
    }
    case 'share': {
      const [part, base, people] = yield* ask([query(rule.part), query(rule.base), ...(rule.ofOne === undefined ? [] : [query(rule.ofOne.figure)])]);
      if (part?.answer == null || base?.answer == null || base.answer === 0) return undefined;
      const noun = rule.ofOne !== undefined && people?.answer === 1 ? rule.ofOne.noun : rule.noun;
      return sentence(shareOf({ part: part.answer, base: base.answer, noun: composing.noun(noun), verb: composing.noun(rule.verb), ...(rule.places === undefined ? {} : { places: rule.places }), ...rounding }), [part, base]);
    }
    case 'how many': {
      const [figure] = yield* ask([query(rule.figure)]);
      return figure?.answer == null ? undefined : sentence(howMany(figure.answer, composing.noun(rule.noun), label(rule.figure.period)), [figure]);
    }
    case 'largest': {
      const whole = query(rule.figure);
      const [byKey, all] = yield [{ ...whole, by: rule.by }, whole];
      if (all?.answer == null) return undefined;
      // What is hidden may be the largest.
      if (byKey?.rows?.some((row) => row.hidden === true) === true) return undefined;
      const rows = (byKey?.rows ?? []).flatMap((row) => (row.answer === null || row.keys[rule.by] == null ? [] : [{ name: composing.value(rule.by, row.keys[rule.by] ?? null), value: row.answer }]));
      const most = Math.max(0, ...rows.map(({ value }) => value));
      const named = (byKey?.rows ?? []).filter((row) => row.answer === most && most > 0).map((row) => asked({ ...whole, by: rule.by }, { answer: row.answer }, row.keys));
      return sentence(largestOf(rows, all.answer, composing.noun(rule.noun), rule.among === undefined ? undefined : composing.noun(rule.among), roundedTo), [{ query: { ...whole, by: rule.by }, answer: all.answer }, ...named]);
    }
    case 'value': {
      const [figure] = yield* ask([query(rule.figure)]);
      if (figure?.answer == null || figure.answer === 0) return undefined;
      return sentence(composing.words(rule.text.replaceAll('in {period}', during(label(rule.figure.period))).replaceAll('{period}', label(rule.figure.period)).replaceAll('{value}', printed(figure.answer, rule.as, rule.places))), [figure]);
    }
    default: return rule satisfies never;
  }
}

function* composeQuotes(block: QuotesSpec, composing: Composing): Composer<ReportBlock> {
  const [answer] = yield [{ ...composing.query(block.figure), by: [block.by, block.attribution] }];
  const quotes = (answer?.rows ?? []).flatMap((row) => {
    const text = row.keys[block.by];
    if (typeof text !== 'string') return [];
    const approved = block.approved?.[fingerprintOf(text)] ?? text;
    return approved.trim() === '' ? [] : [{ text: approved, attribution: composing.value(block.attribution, row.keys[block.attribution] ?? null) }];
  });
  return quotes.length === 0 ? { kind: 'text', key: block.key, paragraphs: [composing.words(block.none)] } : { kind: 'quotes', key: block.key, quotes: quotes.slice(0, block.atMost) };
}
