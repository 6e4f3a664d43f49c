import { bareDrawingOfJpeg, isJpeg, sizeOfJpeg } from './jpeg.ts';
import type { NoPicture, Picture, PictureSize } from './picture.ts';
import { bareDrawingOfPng, isPng, sizeOfPng } from './png.ts';

/** What a file may be that somebody uploads, and what a picture may have at the least and the most, in dots. */
export const largestPictureBytes = 15_000_000;
const smallestSide = 40;
const mostDots = 50_000_000;
/** How many times its shorter side the longer one may be. */
const narrowest = 30;
/** Larger than this it is drawn smaller: on paper nobody would see the difference, and every copy of the report would carry it. */
const keptAsItIs = { side: 2400, bytes: 1_500_000 };
/** The longer side of a picture that is drawn anew: 200 dots to the inch across a page. */
const drawnSide = 1400;

let before: Promise<unknown> = Promise.resolve();

/**
 * A picture from a file, told by its content and not by its name: the drawing alone, the right way up, of a size to print. What a camera
 * or a program wrote beside it (places, times, names, comments) is left out, and it was drawn once to see that it can be.
 * One after another: a large one takes some 500 MB for a moment.
 */
export async function cleanPicture(file: Buffer): Promise<Picture | NoPicture> {
  const cleaned = before.then(async () => cleanedAlone(file));
  before = cleaned.then(() => undefined, () => undefined);
  return cleaned;
}

async function cleanedAlone(file: Buffer): Promise<Picture | NoPicture> {
  if (file.length === 0) return { because: 'empty' };
  const kind = isPng(file) ? 'png' : isJpeg(file) ? 'jpeg' : undefined;
  if (kind === undefined) return { because: 'no picture' };
  const size = kind === 'png' ? sizeOfPng(file) : sizeOfJpeg(file);
  if (size === undefined) return { because: 'damaged' };
  const { width, height } = size;
  if (width * height > mostDots) return { because: 'too many dots' };
  if (Math.min(width, height) < smallestSide) return { because: 'too small' };
  if (Math.max(width, height) > narrowest * Math.min(width, height)) return { because: 'too narrow' };
  const bare = kind === 'png' ? bareDrawingOfPng(file) : bareDrawingOfJpeg(file);
  if ('because' in bare) return bare;
  const orientation = 'orientation' in size && typeof size.orientation === 'number' ? size.orientation : 1;
  const { content } = bare;
  if (orientation === 1 && Math.max(width, height) <= keptAsItIs.side && content.length <= keptAsItIs.bytes) {
    return (await drawn({ kind, content, width, height }, 1, Math.max(width, height) / 2)) === undefined ? { because: 'damaged' } : { kind, content, width, height };
  }
  return (await drawn({ kind, content, width, height }, orientation, drawnSide)) ?? { because: 'damaged' };
}

/** Which way a drawing is turned and mirrored to stand upright, by how the camera was held: EXIF 2.32, 0112. */
const upright: Readonly<Record<number, (size: PictureSize) => string>> = {
  2: ({ width }) => `matrix(-1 0 0 1 ${width} 0)`, 3: ({ width, height }) => `matrix(-1 0 0 -1 ${width} ${height})`, 4: ({ height }) => `matrix(1 0 0 -1 0 ${height})`,
  5: () => 'matrix(0 1 1 0 0 0)', 6: ({ height }) => `matrix(0 1 -1 0 ${height} 0)`, 7: ({ width, height }) => `matrix(0 -1 -1 0 ${height} ${width})`, 8: ({ width }) => `matrix(0 -1 1 0 0 ${width})`,
};

/** Drawn as PNG with its longer side of so many dots at the most; undefined where nothing can be drawn of it. */
async function drawn(picture: Picture, orientation: number, side: number): Promise<Picture | undefined> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const { kind, content, width, height } = picture;
  const turned = orientation >= 5;
  const [across, down] = turned ? [height, width] : [width, height];
  const scale = Math.min(1, side / Math.max(across, down));
  // Halved at a time, so that no dot is skipped.
  const step = Math.max(scale, 0.5);
  const transform = upright[orientation]?.(picture);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${across}" height="${down}"><image width="${width}" height="${height}"${transform === undefined ? '' : ` transform="${transform}"`} xlink:href="data:image/${kind};base64,${content.toString('base64')}"/></svg>`;
  const made = await renderAsync(svg, { fitTo: down > across ? { mode: 'height', value: Math.max(1, Math.round(down * step)) } : { mode: 'width', value: Math.max(1, Math.round(across * step)) }, logLevel: 'off', font: { loadSystemFonts: false } }).catch(() => undefined);
  if (made === undefined || (kind === 'jpeg' && made.pixels[(Math.floor(made.height / 2) * made.width + Math.floor(made.width / 2)) * 4 + 3] !== 255)) return undefined;
  const next: Picture = { kind: 'png', content: made.asPng(), width: made.width, height: made.height };
  return step > scale ? drawn(next, 1, side) : next;
}
