import type { Conditions, FigureQuery } from '../domain/figure-query.ts';
import type { Noun } from './house-style.ts';
import type { PeriodKind } from './period.ts';
import type { RelativePeriod } from './report-period.ts';

/**
 * A figure's query whose period is named by its place to the report's. Every number that a report prints comes from one,
 * or is worked out from two that are kept beside it.
 */
export type LayoutQuery = Pick<FigureQuery, 'measure' | 'where' | 'on' | 'within' | 'share' | 'share_within'> & { readonly period?: RelativePeriod };

/** What a row or a column adds to the table's query. Conditions add up; the rest replaces. */
export type QueryPart = Partial<LayoutQuery>;

export type PrintedAs = 'count' | 'percent' | 'pounds' | 'days' | 'rate';

/** Worked out from other columns of the same table. */
export type Derivation =
  /** 100 × part ÷ base, of one row. */
  | { readonly percentOf: readonly [part: string, base: string] }
  /** 100 × a cell ÷ the total row of its column. */
  | { readonly percentOfTotal: string }
  /** One column − another, of one row. */
  | { readonly difference: readonly [now: string, before: string] }
  /** One column ÷ another, of one row. */
  | { readonly quotient: readonly [dividend: string, divisor: string] }
  /** The first row's cell − this row's: what has been saved since. Empty in the first row and where nothing was saved. */
  | { readonly reductionSinceFirstRow: string }
  | { readonly percentReductionSinceFirstRow: string }
  /** 100 − a percentage; on a small base, counted. */
  | { readonly remainderOf: string; readonly of?: string };

export type Column = {
  readonly key: string;
  /** `{period}` stands for the column's period, other `{words}` for the council's. */
  readonly heading: string;
  /** Neighbouring columns of one group share a heading above their own. */
  readonly group?: string;
  readonly as: PrintedAs;
  readonly places?: number;
  /** The column is left out where this does not hold: one procedure alone beside all complaints says the same twice. */
  readonly only?: Condition;
} & (
  /** `of` is the column that a rate is a rate of: on a small base it is counted. */
  | { readonly figure: QueryPart; readonly of?: string }
  /** A column for each value of a key that occurs, and perhaps one for all of them, where there are more than one. */
  | { readonly figure: QueryPart; readonly across: string; readonly values?: readonly string[]; readonly total?: string }
  | { readonly derive: Derivation; readonly period?: RelativePeriod }
);

export type NamedRow = {
  readonly heading: string; readonly figure: QueryPart; readonly as?: PrintedAs; readonly places?: number;
  /** What a rate is of: on a small base it is counted. */
  readonly base?: LayoutQuery;
  /** Left out where no column has anything but nought. */
  readonly unlessZero?: true;
  /** A part of the nearest row above that is none. */
  readonly part?: true;
};

export type Rows =
  /** A row for each value of a key that occurs in any column. */
  | {
      readonly by: string;
      /** `declared`: in the council's or the field's own order; `largest`: by the first column. */
      readonly order: 'declared' | 'largest' | 'number' | 'month';
      /** Every value that the council declares, those that did not occur too. */
      readonly every?: boolean;
      /** Without a row for what has no value of the key: it is no fault of the records that it has none. */
      readonly knownOnly?: boolean;
      /** Where no value is on record at all, say nothing rather than that. */
      readonly silentIfUnknown?: boolean;
      readonly heading: string;
    }
  | { readonly named: readonly NamedRow[]; readonly heading: string }
  | { readonly periods: readonly RelativePeriod[]; readonly heading: string }
  /** A row for each case, by a pseudonym; `facts` are columns of the register that stand before the figures. */
  | { readonly cases: string; readonly pseudonym: string; readonly facts: readonly { readonly key: string; readonly heading: string; readonly absent?: string }[]; readonly heading: string };

export type ChartKind = 'bars' | 'months' | 'stacked' | 'multiples';

/** Drawn from the table that it stands beside: which of its columns are the series, and how its title finds its words. */
export type Chart = {
  readonly kind: ChartKind;
  readonly series: readonly string[];
  /** `plain`: the table's own caption. */
  readonly title: 'plain' | 'largest' | 'change' | 'peak' | 'share of last' | 'levels' | 'count by period' | 'rate by period' | 'money by period';
  readonly noun: Noun;
  /** What the rows are, where a row is a kind of thing counted (theme, reason) and not somebody who had them (a service). */
  readonly among?: Noun;
  /** Of a rate: what was done to the noun, `answered within 20 working days`. */
  readonly did?: string;
};

export type TableSpec = {
  readonly kind: 'table';
  readonly key: string;
  /** `over {years}` goes where the table holds one period alone, and counts its years where it holds more. */
  readonly caption: string;
  readonly figure: LayoutQuery;
  readonly rows: Rows;
  readonly columns: readonly Column[];
  /** The heading of a last row that asks the same without the rows' own condition. Its number is checked against the rows. */
  readonly total?: string;
  /** False where a thing may be counted in several rows, so that they need not add up to the total. */
  readonly adds?: boolean;
  /** What each percentage is of. */
  readonly base?: string;
  /** Printed in the table's place where it would hold nothing but zeros. Without it, the table is left out. */
  readonly none?: string;
  /** Left out where it would have fewer rows: one period alone compares with nothing. */
  readonly leastRows?: number;
  readonly note?: string;
  readonly chart?: Chart;
  readonly only?: Condition;
  /** Said where the condition does not hold. */
  readonly lacking?: string;
};

/** Printed where every one of `all` is answered with more than zero, and not every one of `unless`. */
export type Condition = { readonly all?: readonly LayoutQuery[]; readonly unless?: readonly LayoutQuery[] };

export type Headline = { readonly heading: string; readonly figure: LayoutQuery; readonly as: PrintedAs; readonly places?: number; readonly since?: RelativePeriod; readonly only?: Condition; readonly base?: LayoutQuery };
export type HeadlinesSpec = { readonly kind: 'headlines'; readonly key: string; readonly figures: readonly Headline[] };

export type SentenceRule = { readonly only?: Condition } & (
  | { readonly rule: 'change in count'; readonly figure: LayoutQuery; readonly since: RelativePeriod; readonly subject: Noun }
  | { readonly rule: 'change in money'; readonly figure: LayoutQuery; readonly since: RelativePeriod; readonly subject: Noun }
  /** `base` is what the rate is of: whether it is small decides the wording. */
  | { readonly rule: 'change in rate'; readonly figure: LayoutQuery; readonly base: LayoutQuery; readonly since: RelativePeriod; readonly subject: Noun; readonly did: string; readonly places?: number }
  /** `ofOne`: the noun where a figure, of the people who are spoken of, is answered with one. */
  /** The same of one period alone: a rate in words, counted on a small base. */
  | { readonly rule: 'rate'; readonly figure: LayoutQuery; readonly base: LayoutQuery; readonly subject: Noun; readonly did: string; readonly places?: number }
  | { readonly rule: 'share'; readonly ofOne?: { readonly figure: LayoutQuery; readonly noun: Noun }; readonly part: LayoutQuery; readonly base: LayoutQuery; readonly noun: Noun; readonly verb: { readonly one: string; readonly many: string }; readonly places?: number }
  | { readonly rule: 'how many'; readonly figure: LayoutQuery; readonly noun: Noun }
  | { readonly rule: 'largest'; readonly figure: LayoutQuery; readonly by: string; readonly among?: Noun; readonly noun: Noun }
  /** `{value}` stands for the figure; printed only where it has an answer, and where it is not zero. */
  | { readonly rule: 'value'; readonly text: string; readonly figure: LayoutQuery; readonly as: PrintedAs; readonly places?: number }
);
export type SentencesSpec = { readonly kind: 'sentences'; readonly key: string; readonly sentences: readonly SentenceRule[]; readonly asList?: boolean };

/**
 * Words that a council consented to have printed, by key of the register. Empty ones are left out. `approved`: by the fingerprint of the
 * record's own words (approved-words.ts), those that were approved in their place; an empty text leaves the quotation out.
 */
export type QuotesSpec = {
  readonly kind: 'quotes'; readonly key: string; readonly figure: LayoutQuery; readonly by: string; readonly attribution: string; readonly atMost: number; readonly none: string;
  readonly approved?: Readonly<Record<string, string>>;
};
export type TextSpec = { readonly kind: 'text'; readonly key: string; readonly paragraphs: readonly string[]; readonly only?: Condition };
/** The procedures in force and the time limits by which the report's figures are judged. */
export type LimitsSpec = { readonly kind: 'limits'; readonly key: string; readonly procedure: 'statutory' | 'corporate'; readonly only?: Condition };
/** What each measure used in the report means, on what base and in what period. */
export type DefinitionsSpec = { readonly kind: 'definitions'; readonly key: string };

/** A number that stands in somebody's own words. It is asked for each time the report is made, so that it cannot go stale. */
export type TextFigure = { readonly figure: LayoutQuery; readonly as: PrintedAs; readonly places?: number };
/**
 * Somebody's own words. A blank line parts paragraphs, `- ` begins a point of a list, `## ` a heading within the section, and
 * `{{name}}` stands for the figure of that name.
 */
export type NarrativeSpec = {
  readonly kind: 'narrative'; readonly key: string; readonly text: string; readonly figures: Readonly<Record<string, TextFigure>>;
  /** The report that the words were taken over from, as long as nobody has said that they hold for this one. */
  readonly carriedOver?: string;
};
/**
 * A table that somebody writes themselves: what was complained about, what was found, what was put right. The first cell of a row is its
 * heading. A cell may break its lines, and `{{name}}` in it stands for the figure of that name.
 */
export type WordsTableSpec = {
  readonly kind: 'words table'; readonly key: string; readonly caption: string; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly figures: Readonly<Record<string, TextFigure>>;
  /** As of a narrative. */
  readonly carriedOver?: string;
};
/**
 * A picture that somebody uploaded; until then there is none, and the part is left out. `hash`: SHA-256 of what is kept of it. `alt` says what it
 * shows to those who cannot see it; a decorative one says nothing and has none. A layout that is shared has no picture.
 */
export type PictureSpec = {
  readonly kind: 'picture'; readonly key: string; readonly picture?: { readonly hash: string; readonly kind: 'png' | 'jpeg'; readonly width: number; readonly height: number };
  readonly alt: string; readonly decorative?: true; readonly caption?: string; readonly across: 'page' | 'half';
};
/**
 * Compliments chosen from the records by their references, in this order. Each is printed only while there is consent to quote it;
 * `words` are those that were approved in the place of the record's own, where something was redacted.
 */
export type PickedComplimentsSpec = { readonly kind: 'picked compliments'; readonly key: string; readonly picked: readonly { readonly ref: string; readonly words?: string }[] };
/** Learning actions chosen from the records, each by its case's reference and its number there. `words` as above. */
export type PickedActionsSpec = { readonly kind: 'picked actions'; readonly key: string; readonly picked: readonly { readonly ref: string; readonly action: number; readonly words?: string }[] };

export type BlockSpec = HeadlinesSpec | TableSpec | SentencesSpec | QuotesSpec | TextSpec | LimitsSpec | DefinitionsSpec | NarrativeSpec | WordsTableSpec | PictureSpec | PickedComplimentsSpec | PickedActionsSpec;

export type SectionSpec = {
  readonly key: string;
  readonly title: string;
  /** A section whose blocks all fall away is left out, unless this says what to print in their place. */
  readonly empty?: string;
  readonly only?: Condition;
  readonly blocks: readonly BlockSpec[];
};

export type Layout = {
  readonly key: string;
  /** `{name}` is the authority's, `{period}` the report's; of a period that is not of this kind, see `titleOfDays`. */
  readonly title: string;
  readonly kind: PeriodKind;
  readonly audience: string;
  readonly sections: readonly SectionSpec[];
};

/** The title of any report of a period that is not of its kind: `{period}` stands for its first and last day. */
export const titleOfDays = 'Complaints and compliments: {period}';

/** One query made of a table's, a row's and a column's parts, in that order. */
export function mergeQueries(base: LayoutQuery, ...parts: readonly QueryPart[]): LayoutQuery {
  return parts.reduce<LayoutQuery>((merged, part) => {
    const where: Conditions | undefined = merged.where === undefined && part.where === undefined ? undefined : { ...merged.where, ...part.where };
    return { ...merged, ...part, measure: part.measure ?? merged.measure, ...(where === undefined ? {} : { where }) };
  }, base);
}
