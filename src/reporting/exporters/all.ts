import type { Report, ReportChart } from '../report-value.ts';
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
  { key: 'xlsx', name: 'Excel workbook', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx', text: false, make: async (report) => (await import('./xlsx.ts')).xlsxOf(report) },
  { key: 'csv', name: 'CSV', mediaType: 'text/csv; charset=utf-8', ending: 'csv', text: true, make: async (report) => (await import('./csv.ts')).csvOf(report) },
  { key: 'slides', name: 'Slides (PDF)', mediaType: 'application/pdf', ending: 'slides.pdf', text: false, make: async (report) => (await import('./slides.ts')).slidesOf(report) },
  { key: 'json', name: 'JSON', mediaType: 'application/json', ending: 'json', text: true, make: async (report) => (await import('./json.ts')).jsonOf(report) },
] as const satisfies readonly ReportFormat[];

/** A form in which one chart leaves the house by itself. */
export type ChartFormat = Omit<ReportFormat, 'make'> & { make(chart: ReportChart): Promise<string | Buffer> };

export const chartFormats = [
  { key: 'svg', name: 'SVG', mediaType: 'image/svg+xml', ending: 'svg', text: true, make: async (chart) => (await import('./chart-picture.ts')).chartSvg(chart).svg },
  { key: 'png', name: 'PNG', mediaType: 'image/png', ending: 'png', text: false, make: async (chart) => (await import('./chart-picture.ts')).chartPng(chart) },
] as const satisfies readonly ChartFormat[];

export function findChartFormat(key: string): ChartFormat | undefined {
  return chartFormats.find((format) => format.key === key);
}

export function chartsOf(report: Report): ReportChart[] {
  return report.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' && block.chart !== undefined ? [block.chart] : [])));
}

/** Undefined where the report has no chart of that number. */
export async function exportChart(report: Report, number: number, format: ChartFormat): Promise<ExportedReport | undefined> {
  const chart = chartsOf(report).find((each) => each.number === number);
  if (chart === undefined) return undefined;
  return { content: Buffer.from(await format.make(chart)), mediaType: format.mediaType, fileName: `${fileNameOf(report)}-figure-${number}.${format.ending}` };
}

/** One table by itself as CSV; undefined where the report has none of that number. */
export async function exportTable(report: Report, number: number): Promise<ExportedReport | undefined> {
  if (!report.sections.some(({ blocks }) => blocks.some((block) => (block.kind === 'table' || block.kind === 'words table') && block.number === number))) return undefined;
  return { content: Buffer.from((await import('./csv.ts')).csvOf(report, number)), mediaType: 'text/csv; charset=utf-8', fileName: `${fileNameOf(report)}-table-${number}.csv` };
}

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
