import { count, counted } from '../house-style.ts';
import type { Checking } from './checking.ts';
import type { Reading } from './claims.ts';
import { knownOf } from './check-numbers.ts';
import { type Found, placeOf } from './finding.ts';
import { canonical, forEachAsked, keyOf } from './known-numbers.ts';

/** Where nothing else is set, what councils commonly hide: fewer than five. */
const usualThreshold = 5;
const characteristic = /\b(?:white|black|asian|mixed|chinese|arab|gypsy|roma|traveller|caribbean|african|british|irish|polish|ethnic\w*|disab\w+|autis\w+|deaf|blind|wheelchair|gay|lesbian|bisexual|transgender|non-binary|muslim|christian|jewish|sikh|hindu|religi\w+|pregnant|asylum)\b|\baged? \d|\b\d{1,2}[- ]years?[- ]old\b/i;
const people = /\b(?:complainants?|people|person|child(?:ren)?|young (?:people|person)|parents?|mothers?|fathers?|carers?|families|boys?|girls?|wom[ae]n|m[ae]n)\b/i;

/**
 * Typed words get past the hiding of small numbers: a few people told by what they are, and numbers that the tables leave out.
 * No information that identifies an individual complainant may be published (Hansard, 12 January 2009; rules of regulation 13).
 */
export function checkRecognisable(checking: Checking): Found[] {
  const hidden = hiddenQuestions(checking);
  return [...checking.readings.flatMap((reading) => [...fewPeople(reading, checking), ...givenAway(reading, checking, hidden)]), ...editionsNotLookedAt(checking)];
}

function editionsNotLookedAt({ notLookedAt = 0, whole: { sections: [first] } }: Checking): Found[] {
  if (notLookedAt === 0) return [];
  return [{
    kind: 'recognisable', severity: 'must', where: { section: first?.key ?? '', title: first?.title ?? '', part: 'report' }, wrong: 'A small number may follow from this report and an older one together.',
    says: `${counted(notLookedAt, { one: 'older edition that is out was', many: 'older editions that are out were' })} not looked at when small numbers were hidden: more are out than can be looked at together.`, mend: 'See that the report gives no numbers of the years of which the older editions are.',
  }];
}

function fewPeople({ sentence, claims, mentions }: Reading, { printed, whole }: Checking): Found[] {
  const threshold = printed?.disclosure?.threshold ?? whole.disclosure?.threshold ?? usualThreshold;
  // A service for disabled children is no child.
  const ownNames = mentions.filter(({ values }) => values.some(([key]) => key === 'service' || key === 'theme'));
  const words = ownNames.reduceRight((text, { start, end }) => `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`, sentence.text);
  if (!characteristic.test(words) || !people.test(words)) return [];
  const few = claims.find(({ number, typed, ofAnother }) => typed && !ofAnother && number.kind === 'count' && number.role !== 'change' && number.value > 0 && number.value < threshold && (people.test(words.slice(number.end, number.end + 40)) || characteristic.test(words.slice(number.end, number.end + 30))));
  const single = few === undefined ? /\b(?:apart from one|all but one|the only|only one|one|a single|the same) (?:young person|child|complainant|person|parent|mother|father|family|carer)\b/i.exec(sentence.text)?.[0] : few.number.text;
  if (single === undefined) return [];
  return [{ kind: 'recognisable', severity: 'must', where: placeOf(sentence), typed: single, wrong: 'So few people, told by what they are, may be recognised.', says: `Fewer than ${threshold} with a characteristic beside them: ethnicity, disability, belief, sexual orientation or age.`, mend: 'Leave the number or the characteristic out.', source: 'Hansard, 12 January 2009: the annual report holds nothing that identifies a complainant' }];
}

/** Questions whose answer is left out of what is printed. */
function hiddenQuestions({ printed }: Checking): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { blocks } of printed?.sections ?? []) for (const block of blocks) forEachAsked(block, ({ query, keys: row, hidden }) => {
    if (hidden !== true) return;
    const { measure, facets } = canonical(query, row);
    keys.add(keyOf(measure, facets, query));
  });
  return keys;
}

function givenAway({ sentence, claims }: Reading, checking: Checking, hidden: ReadonlySet<string>): Found[] {
  if (hidden.size === 0) return [];
  return claims.filter(({ typed }) => typed).flatMap((claim): Found[] => {
    const known = knownOf(claim, checking);
    const key = known === undefined ? undefined : keyOf(known.measure, known.facets, known.period);
    if (known === undefined || key === undefined || !hidden.has(key)) return [];
    return [{ kind: 'recognisable', severity: 'must', where: placeOf(sentence), typed: claim.number.text, wrong: `${claim.number.text} gives away a number that is left out of what is published.`, says: `${known.words}${known.at === undefined ? '' : ` (${known.at})`} is printed as [c]${known.kind === 'count' ? '' : `, and ${count(Math.round(known.value))} tells it`}.`, mend: 'Put the figure in its place: it is left out with the others.' }];
  });
}
