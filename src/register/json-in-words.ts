/** What is wrong with text that should be JSON, from the error that reading it gave: where it went wrong, as far as that is known. */
export function jsonFault(error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  const place = /line (\d+) column (\d+)/.exec(said);
  const where = place === null ? (/end of JSON input/.test(said) ? 'it ends too early' : 'something is wrong in it') : `something is wrong at line ${place[1]}, character ${place[2]}`;
  return `is not JSON: ${where}. Allowed: names and text in double quotes, a comma between two parts and none after the last, each { and [ closed again`;
}
