import { readSentence } from './claims.ts';
import { checkBases } from './check-bases.ts';
import { checkChanges } from './check-changes.ts';
import { checkDays } from './check-days.ts';
import { checkDefinitions } from './check-definitions.ts';
import { checkLaw } from './check-law.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPeriods } from './check-periods.ts';
import { checkRecognisable } from './check-recognisable.ts';
import { checkReferences } from './check-references.ts';
import { checkRestated } from './check-restated.ts';
import { checkSums } from './check-sums.ts';
import { checkSuperlatives } from './check-superlatives.ts';
import type { Checking, ToCheck } from './checking.ts';
import { type Finding, type Found, identified } from './finding.ts';
import { knownNumbers } from './known-numbers.ts';
import { makeLexicon } from './lexicon.ts';
import { sentencesTyped } from './passages.ts';

const checks: readonly ((checking: Checking) => readonly Found[])[] = [
  checkNumbers, checkSums, checkChanges, checkBases, checkPeriods, checkSuperlatives, checkDays, checkLaw, checkReferences, checkDefinitions, checkRestated, checkRecognisable,
];

/** Everything that a report should be mended of, or that should be looked at, before it is published: in the order of the report. */
export function checkReport(toCheck: ToCheck): Finding[] {
  const checking = read(toCheck);
  const found = checks.flatMap((check) => check(checking));
  const sections = toCheck.whole.sections.map(({ key }) => key);
  const place = ({ where }: Found): number => (sections.indexOf(where.section) + 1) * 1_000_000 + ((toCheck.whole.sections.find(({ key }) => key === where.section)?.blocks.findIndex(({ key }) => key === where.block) ?? 0) + 1) * 1_000 + (where.paragraph ?? 0);
  const seen = new Map<string, number>();
  return found.map((each, at) => ({ each, at })).toSorted((a, b) => place(a.each) - place(b.each) || a.at - b.at).map(({ each }) => {
    const first = identified(each, 0);
    const nth = seen.get(first.id) ?? 0;
    seen.set(first.id, nth + 1);
    return nth === 0 ? first : identified(each, nth);
  });
}

function read(toCheck: ToCheck): Checking {
  const { whole, layout, authority } = toCheck;
  const known = knownNumbers(whole, authority);
  const lexicon = makeLexicon(known, authority);
  const readings = sentencesTyped(whole, layout).map((sentence) => readSentence(sentence, lexicon, whole.period, authority.yearStarts));
  return { ...toCheck, known, lexicon, readings };
}
