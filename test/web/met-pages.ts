import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** The folder in which the pages that tests meet are kept, one of each that looks different; undefined where nobody asked for them. */
export const folderOfMetPages = process.env['CANDOUR_TEST_PAGES'];

type Reply = { readonly statusCode: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: string };

/** Keeps a page for `met-pages.test.ts` to look at, unless one of the same elements and classes is kept. */
export function keepMetPage(method: string, url: string, { statusCode, headers, body }: Reply): void {
  if (folderOfMetPages === undefined || !String(headers['content-type']).startsWith('text/html') || headers['content-disposition'] !== undefined) return;
  // A page that goes on by itself cannot be looked at.
  if (!body.includes('<main') || body.includes('http-equiv="refresh"')) return;
  const main = body.slice(body.indexOf('<main')).replaceAll(/<style[^]*?<\/style>|<svg[^]*?<\/svg>/g, '');
  const elements = new Set([...main.matchAll(/<(?<tag>\w+)(?:[^>]*?class="(?<classes>[^"]*)")?/g)].map(({ groups }) => `${groups?.['tag'] ?? ''}.${groups?.['classes'] ?? ''}`));
  const looks = createHash('sha256').update([...elements].toSorted().join(' ')).digest('hex').slice(0, 12);
  const named = `${method}-${statusCode}${url.split('?')[0]!.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 80)}`;
  const file = join(folderOfMetPages, `${looks}.html`);
  if (!existsSync(file)) writeFileSync(file, body.replace('<main', `<!-- ${named} --><main`));
}
