import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * GOV.UK Frontend's compiled styles without what they would fetch: its typeface is for GOV.UK's own domains, and a
 * council's page or file must load nothing from elsewhere.
 */
export const govukStyles: string = readFileSync(fileURLToPath(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')), 'utf8')
  .replaceAll(/@font-face\{[^}]*\}/g, '')
  .replaceAll(/"?GDS Transport"?,\s*/g, '')
  .replaceAll(/url\((?!["']?data:)[^)]*\)/g, 'none')
  .replace(/\/\*# sourceMappingURL=.*?\*\//, '');
