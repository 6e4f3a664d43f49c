import { identifiesPeople } from './askable-keys.ts';
import { ask, asked, compares, printed, together, whereItHolds, type Composer, type Composing } from './composing.ts';
import type { SentenceRule, SentencesSpec } from './layout.ts';
import type { Asked, ReportBlock, ReportSentence } from './report-value.ts';
import { changeInCount, changeInMoney, changeInRate, during, howMany, largestOf, shareOf } from './sentences.ts';

export function* composeSentences(block: SentencesSpec, composing: Composing): Composer<ReportBlock | undefined> {
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
      return sentence(changeInRate({ subject: noun, now: now.answer, before: before.answer, nowLabel: label(rule.figure.period), beforeLabel: label(rule.since), part, base: base.answer, ...known, ...places, did, ...rounding }), [now, before, base, ...(beforeBase?.answer == null ? [] : [beforeBase])]);
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
      if (composing.forPublication && identifiesPeople(rule.by)) return undefined;
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
