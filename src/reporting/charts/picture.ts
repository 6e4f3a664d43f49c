import { fontFamily, fontFiles } from '../fonts/fonts.ts';
import type { ReportChart } from '../report-value.ts';
import { draw } from './draw.ts';
import { type DrawnFor, svgOf, wide } from './drawing.ts';

export type ChartPicture = { readonly svg: string; readonly width: number; readonly height: number };

/** A chart as a picture that stands alone, with its size in pixels. `id` is unique in its document. */
export function chartPicture(chart: ReportChart, id: string, drawnFor: DrawnFor = wide): ChartPicture {
  const drawing = draw(chart, drawnFor);
  const [width, height] = [Math.ceil(drawing.width), Math.ceil(drawing.height)];
  const svg = svgOf({ ...drawing, width, height }, chart, id).text;
  return { svg: svg.replace('<svg ', `<svg width="${width}" height="${height}" `).replace('font-family="Arial, ', `font-family="Arial, &#39;${fontFamily}&#39;, `), width, height };
}

/** The same as dots, `zoom` of them to a pixel, on white; in letters of our own, whatever fonts the machine has. */
export async function pngOf({ svg }: ChartPicture, zoom = 2): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const drawn = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoom }, background: '#ffffff', logLevel: 'off',
    font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: fontFamily, sansSerifFamily: fontFamily },
  });
  return drawn.asPng();
}
