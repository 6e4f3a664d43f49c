import { createHash } from 'node:crypto';
import { inWords } from '../../domain/day.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import { chartAsSvg } from '../charts/draw.ts';
import { narrow, wide } from '../charts/drawing.ts';
import { countedRate, printed } from '../composing.ts';
import { Markup, markup, nothing } from '../markup.ts';
import { usuallyPrinted } from '../question-words.ts';
import type { Asked, NarrativeParagraph, Report, ReportBlock, ReportCell, ReportChart, ReportColumn, ReportPicture, ReportRow, ReportSection, ReportTable, ReportWordsTable, TextPart } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { wholeOfRate } from '../whole-of-rate.ts';
import { belowChart } from './below-chart.ts';
import { belowTable } from './below-table.ts';
import { columnGroups, startsOfGroups } from './column-groups.ts';
import { coverNotes } from './cover-notes.ts';
import { barStyle, govukStyle, reportStyle } from './html-style.ts';
import { narrativeRuns } from './narrative-runs.ts';
import { saidOnce } from './said-once.ts';
import { stampRows, stampTitle } from './stamp-rows.ts';

/** What a report shows only where it stands inside the application: a bar above it, and the way to the cases behind a table. */
export type Inside = Links & {
  readonly title: string; readonly says: readonly string[]; readonly links: readonly { readonly text: string; readonly href: string; readonly current?: boolean }[];
  readonly casesBehind: (reference: string) => string;
};

/** The way from a number to the list behind it, for those who look at it on screen; undefined of a number that has none. */
export type Links = { readonly linkTo?: (asked: Asked) => string | undefined };
/** Where a part of a report stands. */
type Place = Links & Partial<Pick<Inside, 'casesBehind'>>;

/**
 * A report as one file that stands alone: no script, no request to anywhere, its style and charts inside it. It reads on a
 * telephone, prints on A4 with a running title and page numbers, and works without sight or a mouse.
 */
export function htmlOf(report: Report, inside?: Inside): string {
  const style = `${govukStyle()}${reportStyle(`${report.authority.name} – ${report.title}`)}${inside === undefined ? '' : barStyle}`;
  const pictures = report.sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'picture'));
  const policy = `default-src 'none'; ${pictures ? 'img-src data:; ' : ''}style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return markup`<!DOCTYPE html>
<html lang="en-GB" class="govuk-template">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${report.title} – ${report.authority.name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Candour">
<style>${new Markup(style)}</style>
</head>
<body class="govuk-template__body">
<a href="#main-content" class="govuk-skip-link">Skip to main content</a>
${inside !== undefined && barOf(inside)}<header class="report-header"><div class="govuk-width-container"><p class="govuk-body">${report.authority.name}</p></div></header>
<div class="govuk-width-container">
<main class="govuk-main-wrapper" id="main-content">
<h1 class="govuk-heading-xl">${report.title}</h1>
<p class="govuk-body-l report-text">${report.audience}</p>
<p class="govuk-body">Period: ${inWords(report.period.from)} to ${inWords(report.period.to)}.${report.asAt !== undefined && markup` As the records stood at the end of ${inWords(report.asAt)}.`}</p>
${coverNotes(report).length > 0 && markup`<div class="govuk-inset-text">${coverNotes(report).map((note) => markup`<p class="govuk-body">${note}</p>`)}</div>`}
<nav class="report-contents" aria-labelledby="contents"><h2 class="govuk-heading-m" id="contents">Contents</h2>
<ol class="govuk-list govuk-list--number">${report.sections.map((section) => markup`<li><a class="govuk-link" href="#${section.key}">${section.title}</a></li>`)}</ol></nav>
${report.sections.map((section, index) => sectionOf(section, index, inside))}
${stampOf(report)}
</main>
</div>
</body>
</html>
`.text;
}

function barOf({ title, says, links }: Inside): Markup {
  return markup`<nav class="report-bar" aria-label="${title}"><div class="govuk-width-container"><p class="govuk-body"><strong>${title}</strong></p>${says.map((text) => markup`<p class="govuk-body">${text}</p>`)}<ul class="govuk-list">${links.map(({ text, href, current }) => markup`<li>${current === true ? markup`<strong aria-current="page">${text}</strong>` : markup`<a class="govuk-link" href="${href}">${text}</a>`}</li>`)}</ul></div></nav>
`;
}

/** Parts of a report by themselves, for a page of the application that has `partStyle` in its head. */
export function partsAsHtml(blocks: readonly ReportBlock[], links: Links = {}): Markup {
  return markup`${blocks.map((block) => blockOf(block, links))}`;
}
export const partStyle = (): Markup => new Markup(reportStyle('').replaceAll(/@page\{[^\n]*\}\n/g, ''));

function sectionOf(section: ReportSection, index: number, inside: Inside | undefined): Markup {
  return markup`<section class="report-section" aria-labelledby="${section.key}"><h2 class="govuk-heading-l" id="${section.key}" tabindex="-1">${index + 1}. ${section.title}</h2>
${saidOnce(section).map((block) => blockOf(block, inside ?? {}))}</section>
`;
}

function blockOf(block: ReportBlock, place: Place): Markup {
  switch (block.kind) {
    case 'table': return tableOf(block, place);
    case 'headlines': return markup`<dl class="report-headlines${block.figures.length % 3 === 0 && ' of-three'}">${block.figures.map((figure) => markup`<div class="report-headline"><dt class="govuk-body">${figure.heading}</dt><dd class="govuk-body"><span class="number">${linked(figure.text, figure.asked, place)}</span>${figure.comparison}</dd></div>`)}</dl>`;
    case 'sentences': return block.asList
      ? markup`<ul class="govuk-list govuk-list--bullet">${block.sentences.map(({ text, asked }) => markup`<li>${text}${numbersBehind(asked, place)}</li>`)}</ul>`
      : markup`<p class="govuk-body report-text">${block.sentences.map(({ text, asked }, index) => markup`${index > 0 && ' '}${text}${numbersBehind(asked, place)}`)}</p>`;
    case 'text': return markup`${block.paragraphs.map((text) => markup`<p class="govuk-body report-text">${text}</p>`)}`;
    case 'quotes': return markup`${block.quotes.map(({ text, attribution }) => markup`<blockquote class="report-quote"><p class="govuk-body">${text}</p><footer class="govuk-body">${attribution}</footer></blockquote>`)}`;
    case 'narrative': return narrativeOf(block.paragraphs, place);
    case 'words table': return wordsTableOf(block, place);
    case 'picture': return pictureOf(block);
    case 'actions': return markup`<ul class="govuk-list govuk-list--bullet">${block.actions.map(({ text, service, standing }) => markup`<li>${text} <span class="report-note">${[service, standing].filter((part) => part !== undefined).join('. ')}.</span></li>`)}</ul>`;
    case 'limits': return limitsOf(block);
    case 'definitions': return markup`<dl class="govuk-summary-list">${block.definitions.map(({ term, meaning }) => markup`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${term}</dt><dd class="govuk-summary-list__value">${meaning}</dd></div>`)}</dl>`;
    default: return block satisfies never;
  }
}

/** A printed number as the link to its list, where it has one. */
function linked(text: string, [first]: readonly Asked[], { linkTo }: Place): Markup | string {
  const href = first === undefined ? undefined : linkTo?.(first);
  return href === undefined ? text : markup`<a class="govuk-link" href="${href}">${text}</a>`;
}

/** After a sentence, the lists behind its numbers: they stand in it in words. A rate of few is counted, as the sentence does. */
function numbersBehind(asked: readonly Asked[], { linkTo }: Place): Markup | false {
  const lists = new Map(asked.flatMap((one) => {
    const href = linkTo?.(one);
    return href === undefined ? [] : [[href, numberAlone(one, asked)] as const];
  }));
  return lists.size > 0 && markup` <span class="report-note">(cases: ${[...lists].map(([href, text], index) => markup`${index > 0 && ', '}<a class="govuk-link" href="${href}">${text}</a>`)})</span>`;
}

/** @param asked where what a rate is of is found */
function numberAlone({ query, answer }: Asked, asked: readonly Asked[]): string {
  const whole = wholeOfRate(query);
  const of = whole === undefined ? undefined : asked.find((other) => canonicalJson(other.query) === canonicalJson(whole))?.answer ?? undefined;
  if (of !== undefined && of < smallBase) return countedRate(answer ?? 0, of);
  return printed(answer ?? 0, query.share === true || query.share_within !== undefined ? 'percent' : usuallyPrinted(query.measure));
}

/** Nothing, where what it shows is not at hand. */
function pictureOf({ type, data, width, height, alt, caption, across }: ReportPicture): Markup {
  if (data === undefined) return nothing;
  return markup`<figure class="report-picture${across === 'half' && ' half'}"><img src="data:image/${type};base64,${data}" width="${width}" height="${height}" alt="${alt}">${caption !== undefined && markup`<figcaption>${caption}</figcaption>`}</figure>
`;
}

/** The first cell of a row is its heading. A cell breaks its lines where its writer did. */
function wordsTableOf({ number, caption, headings, rows }: ReportWordsTable, place: Place): Markup {
  const id = `table-${number}`;
  const linesOf = (text: string): readonly (Markup | string)[] => text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [markup`<br>`, line]));
  const cell = (parts: readonly TextPart[]): readonly (Markup | string)[] => parts.flatMap((part) => ('asked' in part ? [linked(part.text, part.asked, place)] : linesOf(part.text)));
  return markup`<div class="report-block" id="${id}"><div class="report-table words-table" role="region" aria-labelledby="${id}-caption" tabindex="0"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m" id="${id}-caption"><span>Table ${number}: ${caption}</span></caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading) => markup`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${rows.map(([first = [], ...others]) => markup`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${cell(first)}</th>${others.map((parts) => markup`<td class="govuk-table__cell">${cell(parts)}</td>`)}</tr>`)}</tbody></table></div></div>
`;
}

function narrativeOf(paragraphs: readonly NarrativeParagraph[], place: Place): Markup {
  const textOf = (parts: readonly TextPart[]): readonly (Markup | string)[] => parts.map((part) => ('asked' in part ? linked(part.text, part.asked, place) : part.text));
  return markup`${narrativeRuns(paragraphs).map((run) => {
    if (run.as === 'points') return markup`<ul class="govuk-list govuk-list--bullet report-text">${run.partsOf.map((point) => markup`<li>${textOf(point)}</li>`)}</ul>`;
    return run.as === 'heading' ? markup`<h3 class="govuk-heading-m">${textOf(run.parts)}</h3>` : markup`<p class="govuk-body report-text">${textOf(run.parts)}</p>`;
  })}`;
}

function limitsOf(block: Extract<ReportBlock, { kind: 'limits' }>): Markup {
  return markup`<div class="report-block"><div class="report-table report-limits" role="region" aria-labelledby="${block.key}" tabindex="0"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m" id="${block.key}"><span>${block.caption}</span></caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Step</th><th scope="col" class="govuk-table__header">Time limit</th><th scope="col" class="govuk-table__header">Source</th></tr></thead>
<tbody class="govuk-table__body">${block.limits.map(({ step, limit, source }) => markup`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${step}</th><td class="govuk-table__cell">${limit}</td><td class="govuk-table__cell">${source}</td></tr>`)}</tbody></table></div></div>`;
}

/** A table of more rows than this may be parted between two printed pages. */
const keptTogether = 14;

function tableOf(table: ReportTable, place: Place): Markup {
  const id = `table-${table.number}`;
  const starts = startsOfGroups(table.columns);
  return markup`<div class="report-block" id="${id}">${table.chart === undefined ? nothing : chartOf(table.chart)}<div class="report-table${table.rows.length <= keptTogether && ' short-table'}${table.columns.length <= 2 && ' few-columns'}" role="region" aria-labelledby="${id}-caption" tabindex="0"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m" id="${id}-caption"><span>Table ${table.number}: ${table.caption}</span></caption>
<thead class="govuk-table__head">${headOf(table, starts)}</thead>
<tbody class="govuk-table__body">${table.rows.map((row) => rowOf(row, starts, place))}</tbody>${table.total === undefined ? nothing : markup`
<tfoot>${rowOf(table.total, starts, place)}</tfoot>`}</table></div>
${noteOf(table, place)}</div>
`;
}

/** Inside the application the reference is the way to the cases. */
function noteOf({ reference, ...table }: ReportTable, { casesBehind }: Place): Markup | false {
  const way = reference !== undefined && casesBehind !== undefined && markup`Cases behind it: <a class="govuk-link" href="${casesBehind(reference)}">${reference}</a>`;
  const words = belowTable(way === false && reference !== undefined ? { ...table, reference } : table).join(' ');
  return (words !== '' || way !== false) && markup`<p class="report-note govuk-body">${words}${words !== '' && way !== false && ' '}${way}</p>`;
}

function headOf(table: ReportTable, starts: ReadonlySet<number>): Markup {
  const heading = (column: ReportColumn, index: number): Markup => markup`<th scope="col" class="govuk-table__header${column.numeric && ' govuk-table__header--numeric'}${starts.has(index) && ' starts-group'}">${column.heading}</th>`;
  if (starts.size === 0) return markup`<tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${table.rowHeading}</th>${table.columns.map(heading)}</tr>`;
  return markup`<tr class="govuk-table__row"><th scope="col" rowspan="2" class="govuk-table__header">${table.rowHeading}</th>${columnGroups(table.columns).map(({ name, columns }) => (name === undefined ? markup`<td colspan="${columns.length}"></td>` : markup`<th scope="colgroup" colspan="${columns.length}" class="govuk-table__header group">${name}</th>`))}</tr><tr class="govuk-table__row">${table.columns.map(heading)}</tr>`;
}

function rowOf(row: ReportRow, starts: ReadonlySet<number>, place: Place): Markup {
  return markup`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${row.heading}</th>${row.cells.map((cell, index) => cellOf(cell, starts.has(index), place))}</tr>`;
}

function cellOf({ text, value, numeric, hidden, asked }: ReportCell, startsGroup: boolean, place: Place): Markup {
  return markup`<td class="govuk-table__cell${numeric && ' govuk-table__cell--numeric'}${numeric && value === null && hidden !== true && ' absent'}${startsGroup && ' starts-group'}">${linked(text, asked, place)}</td>`;
}

function chartOf(chart: ReportChart): Markup {
  const id = `chart-${chart.number}`;
  return markup`<figure class="report-chart" aria-labelledby="${id}-caption"><figcaption id="${id}-caption">Figure ${chart.number}: ${chart.title}${chart.subtitle !== undefined && markup`<span class="report-subtitle">${chart.subtitle}</span>`}</figcaption><div class="wide">${chartAsSvg(chart, `${id}-wide`, wide)}</div><div class="narrow">${chartAsSvg(chart, `${id}-narrow`, narrow)}</div><p class="report-note govuk-body">${belowChart(chart)}</p></figure>`;
}

function stampOf(report: Report): Markup {
  return markup`<section class="report-stamp" aria-labelledby="stamp"><h2 class="govuk-heading-m" id="stamp">${stampTitle}</h2><dl class="govuk-summary-list govuk-summary-list--no-border">
${stampRows(report).map(({ term, value }) => markup`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${term}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`)}</dl></section>`;
}
