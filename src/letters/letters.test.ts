import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finished, givenFor } from '../../test/letters/given.ts';
import { checkLetter } from './check-letter.ts';
import { draftLetter } from './draft-letter.ts';
import { letterKinds } from './kinds.ts';
import { bodyOf } from './letter-text.ts';

for (const reader of ['adult', 'child'] as const) {
  for (const kind of letterKinds) {
    test(`a ${kind} to ${reader === 'child' ? 'a child' : 'a parent'}, drafted from the record and finished, passes every check`, () => {
      const { file, facts } = givenFor(kind, reader);
      const letter = finished(draftLetter(kind, file, facts));
      const check = checkLetter(letter, file, facts);
      assert.deepEqual(check.faults, [], bodyOf(letter));
      assert.deepEqual(check.parts.filter((part) => part.standing === 'missing'), []);
    });
  }
}
