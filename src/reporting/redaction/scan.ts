import type { Find, KnownPeople, Weight } from './find.ts';
import { nameIndex, namesIn } from './names.ts';
import { formsIn, phraseFinder, recordsFinder } from './patterns.ts';

const order: Readonly<Record<Weight, number>> = { sure: 0, likely: 1, possible: 2 };

/**
 * What to look for, made ready once: gives a function that finds in a text what may let somebody be recognised, in order, nothing twice.
 * It writes nothing down: what it is given of people stays with its caller.
 */
export function scanner(known: KnownPeople): (text: string) => Find[] {
  const index = nameIndex(known);
  const recordsIn = recordsFinder(known);
  const ownIn = phraseFinder(known.ownWords.filter((words) => /\s/u.test(words) || words.length > 3));
  return (text) => {
    const ours = ownIn(text);
    const found = [...recordsIn(text), ...formsIn(text), ...namesIn(text, index)]
      .filter((find) => !ours.some(({ start, end }) => start <= find.start && find.end <= end))
      .toSorted((a, b) => order[a.weight] - order[b.weight] || b.end - b.start - (a.end - a.start) || a.start - b.start);
    const kept: Find[] = [];
    for (const find of found) {
      const over = kept.filter((one) => one.start < find.end && find.start < one.end);
      if (over.length === 0) kept.push(find);
    }
    return kept.toSorted((a, b) => a.start - b.start);
  };
}
