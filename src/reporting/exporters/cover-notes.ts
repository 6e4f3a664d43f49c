import type { Report } from '../report-value.ts';
import { disclosureInWords } from './disclosure-in-words.ts';

/** What a reader must know before the first page; of a report with every number in it, that it is not to go out. */
export function coverNotes(report: Report): readonly string[] {
  return report.disclosure === undefined ? [...report.notes, disclosureInWords(report)] : report.notes;
}
