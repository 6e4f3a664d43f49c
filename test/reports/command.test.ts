import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

function reportWith(...options: readonly string[]): { readonly status: number | null; readonly said: string } {
  // A database that is not there: what is wrong with the command is said before it is opened.
  const run = spawnSync(process.execPath, [program, 'report', ...options], { encoding: 'utf8', timeout: 120_000, env: { ...process.env, CANDOUR_DATABASE: 'mysql://nowhere' } });
  return { status: run.status, said: run.stderr.trim() };
}

test('a wrong report command is answered in one or two lines that say what is allowed', () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [['monthly', '--authority', 'Halton'], /no report 'monthly'\. It may be quarterly, half-year, annual\b/],
    [['annual', '--authority', 'Halton', '--format', 'odt'], /--format may be html, docx, pdf.* or json\./],
    [['annual', '--authority', 'Halton', '--as-at', '31/03/2024'], /--as-at is '31\/03\/2024', which is not a day\. It should read YYYY-MM-DD/],
    [['annual', '--authority', 'Halton', '--out', tmpdir()], /is a folder\. Name the file to write/],
    [['annual', '--authority', 'Halton', '--chart', '1', '--format', 'docx'], /A chart cannot be made as 'docx'\. --format may be svg or png\./],
    [['annual', '--authority', 'Halton', '--chart', 'first'], /--chart is 'first', which is not the number of a chart/],
    [['annual', '--authority', 'Halton', '--chart', '1', '--table', '1'], /do not go together/],
    [['annual', '--authority', 'Halton', '--table', '1', '--format', 'pdf'], /One table by itself is made as csv\./],
    [['annual'], /--authority/],
  ];
  for (const [options, expected] of wrong) {
    const { status, said } = reportWith(...options);
    assert.notEqual(status, 0);
    assert.match(said, expected);
    assert.ok(said.split('\n').length <= 2, said);
    assert.doesNotMatch(said, /\n\s+at /);
  }
});

test('a folder that can be made nowhere is an error, not an endless attempt', { skip: process.platform !== 'linux' }, () => {
  const { status, said } = reportWith('annual', '--authority', 'Halton', '--out', '/proc/no-such-folder/report.html');
  assert.equal(status, 1);
  assert.match(said, /^\/proc\/no-such-folder cannot be written: there is no such folder\.$/);
});
