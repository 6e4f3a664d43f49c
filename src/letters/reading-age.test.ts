import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingAge, sentencesOf, syllablesOf } from './reading-age.ts';

test('syllables are the groups of vowels that are heard', () => {
  for (const [word, count] of [['you', 1], ['told', 1], ['like', 1], ['people', 2], ['complaint', 2], ['advocate', 3], ['looked', 1], ['agreed', 2], ['services', 3], ['likes', 1], ['wanted', 2], ['happen', 2], ['council', 2], ['independent', 4], ['2026', 1]] as const) {
    assert.equal(syllablesOf(word), count, word);
  }
});

test('a sentence ends with its stop or with its line, and a decimal point ends none', () => {
  assert.deepEqual(sentencesOf('We owe you £2.50. It is late.\nAn item of a list').map((one) => one.trim()), ['We owe you £2.50', 'It is late', 'An item of a list']);
});

test('ten words of one syllable in two sentences are read at five: 0.39 × 5 + 11.8 × 1 − 15.59 is below grade 0', () => {
  assert.equal(readingAge('You told us it was wrong. We are so sad now.'), 5);
});

test('six words, twelve syllables and one sentence: 0.39 × 6 + 11.8 × 2 − 15.59 is grade 10.35, read at 15.4', () => {
  assert.equal(['Council', 'officer', 'listening', 'late', 'agog', 'now'].reduce((sum, word) => sum + syllablesOf(word), 0), 12);
  assert.equal(readingAge('Council officer listening late agog now.'), 15.4);
});

test('nothing to read has no reading age', () => {
  assert.equal(readingAge(' … '), undefined);
});
