/**
 * The Government Analysis Function's colours for categories, in an order in which neighbours differ in lightness as well as
 * hue: a chart printed in grey can still be read. Words on a colour are in the one of black and white that contrasts.
 */
export const palette = ['#12436D', '#28A197', '#801650', '#F46A25', '#3D3D3D', '#A285D1'] as const;
/** The same authority's colours for parts in an order (how long answers took): dark to light, and far enough apart in grey. */
export const ordered = ['#12436D', '#2073BC', '#6BACE6'] as const;
/** The same authority's pair for two series: further apart than the first two of the list. */
export const duo = ['#12436D', '#F46A25'] as const;
/** What is spoken of, and what it is compared with. The grey is too light for paper alone, so that it has an outline. */
export const focus = ['#12436D', '#BFBFBF'] as const;
/** More colours than these nobody keeps apart: what has more series is drawn as small charts side by side. */
export const mostColours = 4;
export const ink = '#0B0C0C';
export const paper = '#FFFFFF';
/** Grid lines and axes: they only support the labels, which carry the numbers. */
export const rule = '#B1B4B6';

/** @param among how many series there are */
export function colourOf(series: number, among: number): string {
  const colours = among <= duo.length ? duo : palette;
  return colours[series % colours.length] ?? palette[0];
}

/** Of parts of a whole: from dark to light; of more than the ordered colours, the list's. */
export function partColourOf(part: number, among: number): string {
  const colours = among <= ordered.length ? ordered : palette;
  return colours[part % colours.length] ?? palette[0];
}

/** Relative luminance as WCAG 2.2 defines it, 0 to 1. */
export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio as WCAG 2.2 defines it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

export function inkOn(colour: string): string {
  return contrast(paper, colour) >= contrast(ink, colour) ? paper : ink;
}
