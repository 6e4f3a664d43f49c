// Node's own report of tests, without the counts at its end: they go to the file that CANDOUR_TEST_COUNTS names, for `test.mjs` to add up what several processes counted.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} events */
export default async function* report(events) {
  yield* Readable.from(withoutCounts(events)).pipe(spec());
}

async function* withoutCounts(events) {
  for await (const event of events) {
    if (event.type === 'test:summary' && event.data.file === undefined) writeFileSync(process.env.CANDOUR_TEST_COUNTS, JSON.stringify(event.data.counts));
    if (event.type !== 'test:diagnostic' || event.data.nesting > 0 || !/^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/u.test(event.data.message)) yield event;
  }
}
