import type { Checking } from './checking.ts';
import { type Found, placeOf } from './finding.ts';

/** Words that say too little for a number to mean one thing. */
const vague: readonly { readonly shape: RegExp; readonly wrong: string; readonly mend: string }[] = [
  { shape: /\bformal stages?\b/i, wrong: '“Formal stages” does not say which.', mend: 'Name the stages: 1, 2 or 3.' },
  { shape: /\b(?:justified|substantiated|founded) complaints?|complaints? (?:were|was) (?:found (?:to be )?)?(?:justified|substantiated|founded)\b/i, wrong: 'That is no outcome that the report counts.', mend: 'Write “upheld”, “partly upheld” or “upheld or partly upheld”.' },
  { shape: /\b(?:dealt with|handled|processed) (?:promptly|swiftly|quickly|in a timely (?:manner|way))\b/i, wrong: 'It is not said within how many working days.', mend: 'Give the share answered within the time limit.' },
];

/** Everyone reads these. */
const wellKnown = new Set(['MP', 'MPS', 'UK', 'GP', 'NHS', 'HR', 'IT', 'PDF', 'TV', 'ID', 'AM', 'PM', 'SI', 'EU', 'II', 'III', 'OK', 'NI', 'ICT']);

/** Whether a reader is told what the numbers mean. */
export function checkDefinitions({ whole, readings, authority }: Checking): Found[] {
  const found: Found[] = [];
  const blocks = whole.sections.flatMap(({ blocks: of }) => of);
  const section = whole.sections.at(-1);
  if (blocks.some(({ kind }) => kind === 'table' || kind === 'headlines') && !blocks.some((block) => block.kind === 'definitions' && block.definitions.length > 0)) {
    found.push({ kind: 'definition', severity: 'must', where: { section: section?.key ?? '', title: section?.title ?? '', part: 'report' }, wrong: 'The report does not say what its figures mean.', says: 'What “received”, “completed” and “in time” mean, and from which day stage 2 is counted, differs from council to council.', mend: 'Add the block “What the figures mean”.' });
  }
  for (const { sentence } of readings) for (const { shape, wrong, mend } of vague) {
    const match = shape.exec(sentence.text);
    if (match !== null) found.push({ kind: 'definition', severity: 'look', where: placeOf(sentence), typed: match[0], wrong, says: 'Nobody can hold a figure against it.', mend });
  }
  return [...found, ...abbreviations(readings.map(({ sentence }) => sentence), new Set([...authority.services.map(({ service }) => service), ...authority.themes, authority.name].flatMap((name) => name.match(/\b[A-Z]{2,6}\b/g) ?? [])))];
}

/** Each abbreviation once, where nothing spells it out. */
function abbreviations(sentences: readonly Parameters<typeof placeOf>[0][], ofTheCouncil: ReadonlySet<string>): Found[] {
  const all = sentences.map(({ text }) => text).join(' ');
  const seen = new Set<string>();
  return sentences.flatMap((sentence) => [...sentence.text.matchAll(/\b[A-Z]{2,6}s?\b/g)].flatMap((match): Found[] => {
    const short = match[0].replace(/s$/, '');
    if (short !== short.toUpperCase() || wellKnown.has(short) || ofTheCouncil.has(short) || seen.has(short) || sentence.text === sentence.text.toUpperCase()) return [];
    seen.add(short);
    if (new RegExp(`\\(${short}s?\\)|\\b${short}s? \\([A-Za-z]`).test(all)) return [];
    return [{ kind: 'definition', severity: 'look', where: placeOf(sentence), typed: match[0], wrong: `“${short}” is not spelled out.`, says: 'The report is for the public too.', mend: `Write it out where it first stands, with (${short}) after it.` }];
  }));
}
