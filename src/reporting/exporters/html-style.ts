import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

let held: string | undefined;

/**
 * GOV.UK Frontend's own stylesheet, made to stand alone: its fonts may be used on gov.uk only and its pictures are files, so
 * that both are left out and Arial takes their place.
 */
export function govukStyle(): string {
  held ??= readFileSync(createRequire(import.meta.url).resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', 'Arial,Helvetica,sans-serif')
    .replaceAll(/url\([^)]*\)/g, 'none')
    .replaceAll(/\/\*[^]*?\*\//g, '');
  return held;
}

/** Text as a string of CSS. */
function cssString(text: string): string {
  return `"${text.replaceAll(/[\\"<]/g, (character) => `\\${character.codePointAt(0)?.toString(16)} `).replaceAll(/[\n\r\f]/g, ' ')}"`;
}

/** What a report needs besides: the pages of a print with their running title, tables that scroll alone on a telephone, charts in two widths. */
export function reportStyle(runningTitle: string): string {
  return `
.report-header{border-bottom:10px solid #1d70b8;background:#0b0c0c;color:#fff}
.report-header p{margin:0;padding:12px 0;color:#fff;font-weight:700}
.report-contents{margin-bottom:40px}
.report-contents .govuk-list--number{padding-left:2em}
.report-section{margin-bottom:50px}
.report-headlines{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,180px),1fr));gap:15px;margin:0 0 30px;padding:0}
@media (min-width:40em){.report-headlines.of-three{grid-template-columns:repeat(3,1fr)}.report-headlines:not(.of-three){grid-template-columns:repeat(4,1fr)}}
.report-headline{border-top:5px solid #12436d;background:#f3f2f1;padding:12px 15px;margin:0}
.report-headline dt{font-weight:700;margin:0 0 4px}
.report-headline dd{margin:0}
.report-headline .number{display:block;font-size:36px;line-height:1.15;font-weight:700;font-variant-numeric:tabular-nums}
.report-table{overflow-x:auto;margin:0 0 10px}
.report-table:focus-visible{outline:3px solid #fd0;outline-offset:2px;box-shadow:0 0 0 6px #0b0c0c}
.report-table .govuk-table{margin-bottom:0}
.few-columns .govuk-table{width:auto;min-width:min(100%,32em)}
.report-table thead th{vertical-align:bottom}
.report-table tbody th{min-width:8em}
@media (min-width:40em){.report-table tbody th{min-width:13em}}
.report-table tbody th{font-weight:400}
.report-table tfoot th,.report-table tfoot td{font-weight:700;border-top:2px solid #0b0c0c}
.report-table caption span{display:block;position:sticky;left:0;max-width:calc(100vw - 30px)}
.words-table td,.words-table tbody th{min-width:9em;overflow-wrap:break-word}
.report-table .group{text-align:center}
.report-table .group,.report-table .starts-group{border-left:2px solid #b1b4b6;padding-left:12px}
.report-table .govuk-table__cell--numeric{white-space:nowrap}
.report-table .absent{color:#484949;font-style:italic;font-weight:400}
.report-note{color:#484949;font-size:16px;line-height:1.35;margin:0 0 6px;max-width:44em}
.report-block{margin:0 0 35px}
.report-chart{margin:0 0 25px;padding:0;max-width:720px}
.report-chart figcaption{font-family:Arial,Helvetica,sans-serif;font-weight:700;font-size:19px;line-height:1.3;margin-bottom:12px}
.report-chart figcaption,.govuk-heading-xl{text-wrap:balance}
.report-chart .report-subtitle{display:block;text-wrap:wrap;font-weight:400;font-size:16px;color:#484949}
.report-chart svg{display:block;width:100%;height:auto}
.report-chart .narrow{display:none}
.report-picture{margin:0 0 30px;padding:0;max-width:720px}
.report-picture.half{max-width:360px}
.report-picture img{display:block;max-width:100%;max-height:90vh;width:auto;height:auto}
.report-picture figcaption{font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.35;color:#484949;margin-top:8px}
.report-quote{border-left:8px solid #12436d;margin:0 0 20px;padding:5px 15px}
.report-quote footer{color:#484949}
.report-stamp{border-top:1px solid #b1b4b6;padding-top:20px;overflow-wrap:anywhere}
.report-text{max-width:44em}
@media (max-width:40em){.report-chart .wide{display:none}.report-chart .narrow{display:block;max-width:340px}.report-table .govuk-table{font-size:16px}.govuk-heading-xl{overflow-wrap:break-word}}
@page{size:A4;margin:20mm 16mm 18mm;@top-left{content:${cssString(runningTitle)};font:9pt Arial,sans-serif;color:#484949}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:9pt Arial,sans-serif;color:#484949}}
@media print{
.govuk-skip-link{display:none}
.govuk-width-container{max-width:none;margin:0}
body,.govuk-body,.govuk-list,.govuk-table,.govuk-summary-list{font-size:10.5pt!important;line-height:1.35!important}
.govuk-table__caption{font-size:11pt!important}
.report-header{background:none;color:#0b0c0c;border-bottom:4px solid #12436d}
.report-header p{color:#0b0c0c}
.govuk-heading-xl{font-size:24pt!important;margin-bottom:12pt}
.govuk-heading-l{font-size:16pt!important;margin-bottom:8pt;break-after:avoid}
.report-contents{break-after:page}
.report-section{margin-bottom:20pt}
.report-headlines{gap:8pt}
.report-headlines:not(.of-three){grid-template-columns:repeat(4,1fr)}.report-headlines.of-three{grid-template-columns:repeat(3,1fr)}
.report-headline{break-inside:avoid;padding:6pt 8pt;border:1px solid #b1b4b6;border-top:4px solid #12436d;print-color-adjust:exact}
.report-headline .number{font-size:20pt}
.report-table{overflow:visible}
.report-table table{break-inside:auto}
.report-table tr{break-inside:avoid}
.report-table thead{display:table-header-group}
.report-table tfoot{display:table-row-group}
.report-table th,.report-table td{padding:3pt 5pt!important;font-size:9.5pt!important}
.report-table caption{break-after:avoid}
.report-table caption span{max-width:none}
.report-chart{break-inside:avoid;max-width:150mm}
.report-picture{break-inside:avoid;max-width:150mm;print-color-adjust:exact}.report-picture.half{max-width:80mm}.report-picture img{max-height:200mm}.report-picture figcaption{font-size:9pt}
.report-chart figcaption{font-size:11pt}
.report-chart .report-subtitle{font-size:9pt}
.report-chart svg{print-color-adjust:exact}
.report-chart .narrow{display:none}.report-chart .wide{display:block}
.report-note.govuk-body{font-size:9pt!important;break-before:avoid}
.report-table tbody th{min-width:38mm}
.report-block{margin-bottom:16pt}
.short-table,.report-limits{break-inside:avoid}
a.govuk-link{color:#0b0c0c;text-decoration:none}
}`;
}

/** The bar above a report that is looked at inside the application. It is never printed. */
export const barStyle = `
.report-bar{background:#f3f2f1;border-bottom:1px solid #b1b4b6;padding:12px 0 6px}
.report-bar p{margin:0 0 6px}
.report-bar ul{display:flex;flex-wrap:wrap;gap:6px 24px;margin:0 0 6px}
.report-bar li{margin:0}
@media print{.report-bar{display:none}}
`;
