import type { NoPicture, PictureSize } from './picture.ts';

export function isJpeg(file: Buffer): boolean {
  return file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff;
}

type Segment = { readonly marker: number; readonly data: Buffer; readonly whole: Buffer };

/**
 * The segments of a JPEG as far as its end; with each scan, the drawing that follows it. What stands behind the end, such as a second
 * picture, is no part of it. Undefined where it breaks off: ITU-T T.81, annex B.
 */
function segmentsOf(file: Buffer): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= file.length;) {
    if (file[at] !== 0xff) return undefined;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return segments;
    const length = file.readUInt16BE(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > file.length) return undefined;
    const data = file.subarray(at + 4, end);
    if (marker === 0xda) {
      // Within a drawing an FF is followed by nought, or by the mark of a restart.
      while (end < file.length && !(file[end] === 0xff && file[end + 1] !== 0 && !(file[end + 1]! >= 0xd0 && file[end + 1]! <= 0xd7) && file[end + 1] !== 0xff)) end += 1;
    }
    segments.push({ marker, data, whole: file.subarray(at, end) });
    at = end;
    if (file[at] === 0xff && file[at + 1] === 0xd9) return segments;
  }
  return undefined;
}

/** Baseline and progressive frames: what every program draws. */
const isFrame = (marker: number): boolean => marker === 0xc0 || marker === 0xc1 || marker === 0xc2;
const isOtherFrame = (marker: number): boolean => marker >= 0xc3 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** How large a JPEG says that it is, and which way up its camera was held (EXIF 2.32, 0112: 1 to 8). */
export function sizeOfJpeg(file: Buffer): (PictureSize & { readonly orientation: number }) | undefined {
  const segments = segmentsOf(file);
  const frame = segments?.find(({ marker }) => isFrame(marker))?.data;
  return segments === undefined || frame === undefined || frame.length < 6 ? undefined : { width: frame.readUInt16BE(3), height: frame.readUInt16BE(1), orientation: orientationIn(segments) };
}

function orientationIn(segments: readonly Segment[]): number {
  const exif = segments.find(({ marker, data }) => marker === 0xe1 && data.toString('latin1', 0, 6) === 'Exif\0\0')?.data.subarray(6);
  if (exif === undefined || exif.length < 14) return 1;
  const little = exif.toString('latin1', 0, 2) === 'II';
  const two = (at: number): number => (at + 2 > exif.length ? 0 : little ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
  const first = little ? exif.readUInt32LE(4) : exif.readUInt32BE(4);
  for (let entry = 0; entry < Math.min(two(first), 200); entry += 1) {
    const at = first + 2 + entry * 12;
    if (two(at) === 0x0112) return two(at + 8) >= 1 && two(at + 8) <= 8 ? two(at + 8) : 1;
  }
  return 1;
}

/** A camera draws a picture in up to some dozen passes. Of thousands, each as large as the picture, no program would come to the end. */
const mostScans = 100;

/** Whether a segment holds tables of codes, each whole (T.81, B.2.4.2 and annex C). Programs that draw guess at others, or refuse them: a picture would be seen in one copy of a report and not in the next. */
function areCodes(data: Buffer): boolean {
  for (let at = 0; at < data.length;) {
    const [kind = 0, counts] = [data[at], data.subarray(at + 1, at + 17)];
    const many = counts.reduce((sum, count) => sum + count, 0);
    const values = data.subarray(at + 17, at + 17 + many);
    // For each length of a code there is room for twice as many as the shorter ones leave.
    const room = counts.reduce((left, count) => (left < 0 ? left : left * 2 - count), 1);
    const isOfWholes = (kind & 0x10) === 0;
    if ((kind & 0xef) > 3 || counts.length < 16 || room < 0 || many > 256 || values.length < many || (isOfWholes && values.some((value) => value > 15))) return false;
    at += 17 + many;
  }
  return true;
}

/**
 * The picture alone: its tables, its frame and its scans, with the two marks that say how its colours are meant (JFIF, Adobe).
 * Everything that a camera or a program wrote beside it is left out: EXIF with places and times, thumbnails, comments, profiles.
 */
export function bareDrawingOfJpeg(file: Buffer): { readonly content: Buffer } | NoPicture {
  const segments = segmentsOf(file);
  const frames = segments?.filter(({ marker }) => isFrame(marker)) ?? [];
  if (segments === undefined || frames.length !== 1 || segments.some(({ marker }) => isOtherFrame(marker)) || !segments.some(({ marker }) => marker === 0xda)) return { because: 'damaged' };
  if (segments.filter(({ marker }) => marker === 0xda).length > mostScans || segments.some(({ marker, data }) => marker === 0xc4 && !areCodes(data))) return { because: 'damaged' };
  // Four colours are for printing presses: programs show them wrongly.
  if (frames[0]?.data[5] === 4) return { because: 'colours for print' };
  const kept = segments.flatMap(({ marker, data, whole }): Buffer[] => {
    if (marker === 0xdb || marker === 0xc4 || marker === 0xdd || marker === 0xda || isFrame(marker)) return [whole];
    // Without the thumbnail that may stand behind its fourteen bytes.
    if (marker === 0xe0 && data.toString('latin1', 0, 5) === 'JFIF\0' && data.length >= 14) return [Buffer.concat([Buffer.from([0xff, 0xe0, 0, 16]), data.subarray(0, 12), Buffer.from([0, 0])])];
    return marker === 0xee && data.toString('latin1', 0, 5) === 'Adobe' && data.length >= 12 ? [Buffer.concat([Buffer.from([0xff, 0xee, 0, 14]), data.subarray(0, 12)])] : [];
  });
  return { content: Buffer.concat([Buffer.from([0xff, 0xd8]), ...kept, Buffer.from([0xff, 0xd9])]) };
}
