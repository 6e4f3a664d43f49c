import type { Markup } from '../markup.ts';
import type { ChartKind } from '../layout.ts';
import type { ReportChart } from '../report-value.ts';
import { drawBars } from './bars.ts';
import { type DrawnFor, type Drawing, svgOf } from './drawing.ts';
import { drawMonths } from './months.ts';
import { drawMultiples } from './multiples.ts';
import { drawStacked } from './stacked.ts';

const drawings: Readonly<Record<ChartKind, (chart: ReportChart, drawnFor: DrawnFor) => Drawing>> = { bars: drawBars, months: drawMonths, stacked: drawStacked, multiples: drawMultiples };

/** Where everything on a chart lies, before it is written as SVG. */
export function draw(chart: ReportChart, drawnFor: DrawnFor): Drawing {
  return drawings[chart.kind](chart, drawnFor);
}

/** A chart as SVG for one width. `id` is unique on its page. */
export function chartAsSvg(chart: ReportChart, id: string, drawnFor: DrawnFor): Markup {
  return svgOf(draw(chart, drawnFor), chart, id);
}
