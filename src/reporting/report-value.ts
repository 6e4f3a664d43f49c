import type { Day } from '../domain/day.ts';
import type { FigurePeriod, FigureQuery } from '../domain/figure-query.ts';
import type { ChartKind } from './layout.ts';

/** One question that a report asked and what it was answered: kept beside whatever is printed from it. `keys`: which row of the answer, where the question asks by one. */
export type Asked = { readonly query: FigureQuery; readonly answer: number | null; readonly from?: 'records' | 'published'; readonly why?: string; readonly part?: string; readonly hidden?: true; readonly keys?: Readonly<Record<string, string | number | null>> };

/**
 * A printed cell. `asked` holds one question, or those that it was worked out from. `base` is what a percentage is of. Of a hidden
 * one `value` and the hidden answers are null, whether it is small itself or would give a small one away: no exporter can tell.
 */
export type ReportCell = { readonly text: string; readonly value: number | null; readonly numeric: boolean; readonly base?: number; readonly hidden?: true; readonly asked: readonly Asked[] };
export type ReportRow = { readonly heading: string; readonly value: string | number | null; readonly cells: readonly ReportCell[] };
export type ReportColumn = { readonly key: string; readonly heading: string; readonly group?: string; readonly numeric: boolean };

export type ChartSeries = { readonly name: string; readonly values: readonly (number | null)[]; readonly texts: readonly string[] };
/** Everything that a drawing needs; an exporter draws it in the form that its medium takes. */
export type ReportChart = {
  readonly kind: ChartKind;
  /** What the chart shows, as a finding. */
  readonly title: string;
  /** What is plotted, in which unit, where and when: `Statutory complaints by month (number), Doncaster, 2017/18`. */
  readonly subtitle?: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Base and source. */
  readonly caption: string;
  /** What a reader must know of numbers that are not drawn. */
  readonly note?: string;
  readonly number: number;
};

/** Whether a table's rows add up to the number asked for without them. */
export type CrossFooting = { readonly column: string; readonly rows: number; readonly total: number; readonly agrees: boolean };

export type ReportTable = {
  readonly kind: 'table'; readonly key: string; readonly number: number; readonly caption: string; readonly rowHeading: string;
  readonly columns: readonly ReportColumn[]; readonly rows: readonly ReportRow[]; readonly total?: ReportRow;
  /** Leads to the cases behind it, for those who may see them: `R12-4` is table 4 of report R12. Absent where the report is not kept. */
  readonly reference?: string;
  readonly base?: string; readonly notes: readonly string[]; readonly crossFooting: readonly CrossFooting[]; readonly chart?: ReportChart;
};
export type ReportHeadline = { readonly heading: string; readonly text: string; readonly comparison?: string; readonly hidden?: true; readonly asked: readonly Asked[] };
export type ReportSentence = { readonly text: string; readonly hidden?: true; readonly asked: readonly Asked[] };
/** A run of somebody's own words, or a number among them: `figure` is its name in the narrative; `value` null where it has no answer. */
export type TextPart = { readonly text: string } | { readonly text: string; readonly figure: string; readonly value: number | null; readonly hidden?: true; readonly asked: readonly Asked[] };
export type NarrativeParagraph = { readonly as: 'paragraph' | 'point' | 'heading'; readonly parts: readonly TextPart[] };
/** A table of words that somebody wrote: of each row the cells, the first its heading. It has no list of cases behind it. */
export type ReportWordsTable = { readonly kind: 'words table'; readonly key: string; readonly number: number; readonly caption: string; readonly headings: readonly string[]; readonly rows: readonly (readonly (readonly TextPart[])[])[] };
/** A picture by the hash of its content. `data` (base64) is there only where the report is to be shown: see `withPictures`. */
export type ReportPicture = { readonly kind: 'picture'; readonly key: string; readonly hash: string; readonly type: 'png' | 'jpeg'; readonly width: number; readonly height: number; readonly alt: string; readonly decorative?: true; readonly caption?: string; readonly across: 'page' | 'half'; readonly data?: string };
/** A learning action as a reader may know it: no case, no owner's name. `picked`: its place among those that the layout picks, from 0. */
export type ReportAction = { readonly picked: number; readonly text: string; readonly service?: string; readonly standing: string };
/** `picked`: its place among those that the layout picks, from 0, where it was chosen by hand. */
export type ReportQuote = { readonly text: string; readonly attribution: string; readonly picked?: number };
export type Definition = { readonly term: string; readonly meaning: string };
export type ReportBlock =
  | ReportTable
  | ReportWordsTable
  | ReportPicture
  | { readonly kind: 'headlines'; readonly key: string; readonly figures: readonly ReportHeadline[] }
  | { readonly kind: 'sentences'; readonly key: string; readonly asList: boolean; readonly sentences: readonly ReportSentence[] }
  | { readonly kind: 'text'; readonly key: string; readonly paragraphs: readonly string[] }
  | { readonly kind: 'quotes'; readonly key: string; readonly quotes: readonly ReportQuote[] }
  | { readonly kind: 'narrative'; readonly key: string; readonly paragraphs: readonly NarrativeParagraph[] }
  | { readonly kind: 'actions'; readonly key: string; readonly actions: readonly ReportAction[] }
  | { readonly kind: 'limits'; readonly key: string; readonly caption: string; readonly limits: readonly { readonly step: string; readonly limit: string; readonly source: string }[] }
  | { readonly kind: 'definitions'; readonly key: string; readonly definitions: readonly Definition[] };

export type ReportSection = { readonly key: string; readonly title: string; readonly blocks: readonly ReportBlock[] };

/** One report, with every number in it: whatever is printed or exported is made from this value alone. */
export type Report = {
  readonly layout: string;
  readonly title: string;
  readonly authority: { readonly authority: string; readonly name: string };
  readonly period: FigurePeriod & { readonly label: string };
  /** What was entered after the end of this day does not count. */
  readonly asAt?: Day;
  readonly madeOn: Day;
  readonly audience: string;
  readonly sections: readonly ReportSection[];
  readonly notes: readonly string[];
  /** How small numbers were hidden in it; absent from a report for use inside the council. */
  readonly disclosure?: { readonly threshold: number; readonly roundedTo?: number; readonly hidden: number };
  readonly stamp: {
    /** Different questions asked for this report. */
    readonly questions: number;
    /** Received in the period. */
    readonly representations: number | null;
    readonly compliments: number | null;
    /** On record at all, whenever they were received. Not said of what is published. */
    readonly onRecord?: { readonly representations: number; readonly compliments: number };
    /** SHA-256 of the report without this stamp and the day it was made: the same figures and words give the same hash. */
    readonly hash: string;
  };
};
