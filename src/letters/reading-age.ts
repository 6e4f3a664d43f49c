/**
 * How old a reader must be to read a text with ease, by the Flesch-Kincaid grade: the grade of an American school, five years less than
 * the age. A rough measure, by length of sentences and words alone. Undefined where there is nothing to read.
 */
export function readingAge(text: string): number | undefined {
  const sentences = sentencesOf(text);
  const words = sentences.flatMap(wordsOf);
  if (words.length === 0) return undefined;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
  return Math.max(5, Math.round((grade + 5) * 10) / 10);
}

/** A line ends a sentence, as a full stop does: items of lists seldom have one. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/[.!?]+(?=\s|$)|[:;]\s|\n+/).filter((sentence) => wordsOf(sentence).length > 0);
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
}

/** Groups of vowels that are heard: `complaint` has 2, `advocate` 3. A number counts as one. */
export function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (letters.length <= 3) return 1;
  const heard = letters.replace(/(?:[^laeiouyscgxz]es|[^aeiouytd]ed|[^laeiouy]e)$/, '').replace(/^y/, '');
  return Math.max(1, heard.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}
