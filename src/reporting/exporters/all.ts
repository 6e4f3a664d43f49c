import type { Report } from '../report-value.ts';
import type { WordTemplate } from './word-template.ts';

/** What an export may bring besides the report: the council's own template for Word. */
export type ExportOptions = { readonly template?: WordTemplate };

/** A form in which a report leaves the house. Its exporter is loaded when it is first asked for. */
export type ReportFormat = {
  readonly key: string;
  readonly name: string;
  readonly mediaType: string;
  readonly ending: string;
  /** Whether it is text that a terminal can show. */
  readonly text: boolean;
  make(report: Report, options: ExportOptions): Promise<string | Buffer>;
};

export const reportFormats = [
  { key: 'html', name: 'Web page', mediaType: 'text/html; charset=utf-8', ending: 'html', text: true, make: async (report) => (await import('./html.ts')).htmlOf(report) },
  { key: 'docx', name: 'Word', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx', text: false, make: async (report, { template }) => (await import('./docx.ts')).docxOf(report, template) },
  { key: 'pdf', name: 'PDF', mediaType: 'application/pdf', ending: 'pdf', text: false, make: async (report) => (await import('./pdf.ts')).pdfOf(report) },
  { key: 'json', name: 'JSON', mediaType: 'application/json', ending: 'json', text: true, make: async (report) => `${JSON.stringify(report, null, 2)}\n` },
] as const satisfies readonly ReportFormat[];

export function findFormat(key: string): ReportFormat | undefined {
  return reportFormats.find((format) => format.key === key);
}

export type ExportedReport = { readonly content: Buffer; readonly mediaType: string; readonly fileName: string };

export async function exportReport(report: Report, format: ReportFormat, options: ExportOptions = {}): Promise<ExportedReport> {
  const made = await format.make(report, options);
  return { content: typeof made === 'string' ? Buffer.from(made) : made, mediaType: format.mediaType, fileName: `${fileNameOf(report)}.${format.ending}` };
}

/** `halton-annual-2023-04-01-to-2024-03-31`: council, layout and period, and nothing that anybody typed into the report. */
export function fileNameOf({ authority, layout, period }: Pick<Report, 'authority' | 'layout' | 'period'>): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-|-$/gu, '').slice(0, 60);
  return [authority.authority, layout, period.from, 'to', period.to].map(plain).filter((part) => part !== '').join('-');
}
