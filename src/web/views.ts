import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';

const here = dirname(fileURLToPath(import.meta.url));
const govukFrontend = join(dirname(fileURLToPath(import.meta.resolve('govuk-frontend/package.json'))), 'dist');

/** The templates: GOV.UK's macros and our own, escaped by default. A page prints a finished page object. */
export const views = new nunjucks.Environment(new nunjucks.FileSystemLoader([here, govukFrontend], { noCache: false }), { autoescape: true, trimBlocks: true, lstripBlocks: true, throwOnUndefined: false });

// Nunjucks' own `trim` is quadratic in the white space of the page that GOV.UK's template passes through it.
views.addFilter('trim', (value: unknown) => {
  if (value instanceof nunjucks.runtime.SafeString) return new nunjucks.runtime.SafeString(String(value).trim());
  return typeof value === 'string' ? value.trim() : value;
});

/** GOV.UK's template marks the page for scripts that we do not send; our pages forbid scripts, and a browser would complain of it. */
const SCRIPT_MARK = /<script>document\.body\.className[^<]*<\/script>\n?/;

/** A whole page, from a template and what it prints. */
export function renderPage(template: string, page: object): string {
  return views.render(template, { page }).replace(SCRIPT_MARK, '');
}
