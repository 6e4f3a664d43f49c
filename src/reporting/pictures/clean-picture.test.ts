import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { smallJpeg, smallPng } from '../../../test/reports/pictures.ts';
import { cleanPicture } from './clean-picture.ts';

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG of one grey, of a size that it says, with lines for another; `colour` as the format numbers the kinds, `before` and `behind`: what stands before its lines, and in one piece with them. */
function png(width: number, height: number, lines = Buffer.alloc(height * (width + 1)), { colour = 0, depth = 8, before = [], behind = '' }: { readonly colour?: number; readonly depth?: number; readonly before?: readonly Buffer[]; readonly behind?: string } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  header[9] = colour;
  return Buffer.concat([smallPng.subarray(0, 8), chunk('IHDR', header), ...before, chunk('IDAT', Buffer.concat([deflateSync(lines), Buffer.from(behind)])), chunk('IEND', Buffer.from(behind))]);
}

function segment(marker: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data]);
}

/** What a camera writes: which way up it was held, and where. */
function exif(orientation: number): Buffer {
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0MM\0*', 'latin1'), Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]), Buffer.from('GPS 12 Mill Lane', 'latin1')]));
}
const taken = (orientation: number): Buffer => Buffer.concat([smallJpeg.subarray(0, 2), exif(orientation), segment(0xfe, Buffer.from('by Alex Farrow')), smallJpeg.subarray(2), Buffer.from('a second picture')]);

/** The colour of one dot. */
async function dot(content: Buffer, kind: string, width: number, height: number, x: number, y: number): Promise<readonly number[]> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const { pixels } = await renderAsync(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><image width="${width}" height="${height}" xlink:href="data:image/${kind};base64,${content.toString('base64')}"/></svg>`);
  return [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
}
const isYellow = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean => red > 200 && green > 170 && blue < 150;

test('what a camera or a program wrote beside a picture is not kept: places, names, comments, what stands behind its end', async () => {
  const jpeg = await cleanPicture(taken(1));
  assert.ok('content' in jpeg);
  assert.deepEqual([jpeg.kind, jpeg.width, jpeg.height], ['jpeg', 60, 40]);
  assert.doesNotMatch(jpeg.content.toString('latin1'), /Exif|GPS|Mill Lane|Farrow|second picture/);
  assert.ok(isYellow(await dot(jpeg.content, 'jpeg', 60, 40, 5, 5)) && !isYellow(await dot(jpeg.content, 'jpeg', 60, 40, 55, 5)), 'the same picture still');
  const drawn = await cleanPicture(Buffer.concat([smallPng.subarray(0, 33), chunk('tEXt', Buffer.from('Author\0Alex Farrow')), chunk('eXIf', Buffer.from('GPS')), smallPng.subarray(33), Buffer.from('<script>')]));
  assert.ok('content' in drawn);
  assert.deepEqual([drawn.kind, drawn.width, drawn.height], ['png', 60, 40]);
  assert.doesNotMatch(drawn.content.toString('latin1'), /tEXt|Farrow|eXIf|script/);
  const behind = await cleanPicture(png(60, 40, undefined, { behind: 'Alex Farrow' }));
  assert.ok('content' in behind);
  assert.doesNotMatch(behind.content.toString('latin1'), /Farrow/, 'behind the packed lines, or in the mark of the end');
});

test('a picture taken with the camera on its side stands upright, whatever its mark says', async () => {
  // Of 6 the upper left of what was written is the upper right of what was seen; of 8 the lower left, of 3 the lower right, of 2 the upper right.
  for (const [orientation, width, height, x, y] of [[6, 40, 60, 35, 5], [8, 40, 60, 5, 55], [3, 60, 40, 55, 35], [2, 60, 40, 55, 5], [4, 60, 40, 5, 35], [5, 40, 60, 5, 5], [7, 40, 60, 35, 55]] as const) {
    const picture = await cleanPicture(taken(orientation));
    assert.ok('content' in picture, String(orientation));
    assert.deepEqual([picture.kind, picture.width, picture.height], ['png', width, height], String(orientation));
    assert.ok(isYellow(await dot(picture.content, 'png', width, height, x, y)), `orientation ${orientation}`);
  }
});

test('a picture larger than a page can show is drawn smaller: 1,400 dots on its longer side', async () => {
  const picture = await cleanPicture(png(3000, 1500));
  assert.ok('content' in picture);
  assert.deepEqual([picture.kind, picture.width, picture.height], ['png', 1400, 700]);
  const tall = await cleanPicture(png(100, 2950));
  assert.ok('content' in tall);
  assert.deepEqual([tall.width, tall.height], [47, 1400]);
});

test('one picture is looked at after another: several at once would take the memory of each together', async () => {
  const done: string[] = [];
  await Promise.all([cleanPicture(png(3000, 1500)).then(() => done.push('the large one')), cleanPicture(smallPng).then(() => done.push('the small one')), cleanPicture(Buffer.alloc(0)).then(() => done.push('none'))]);
  assert.deepEqual(done, ['the large one', 'the small one', 'none']);
});

test('what is no picture, breaks off, or claims to be larger than it is, is refused', async () => {
  const because = async (file: Buffer): Promise<string> => {
    const picture = await cleanPicture(file);
    return 'because' in picture ? picture.because : `kept as ${picture.kind}`;
  };
  assert.equal(await because(Buffer.alloc(0)), 'empty');
  assert.equal(await because(Buffer.from('GIF89a')), 'no picture');
  assert.equal(await because(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'no picture');
  assert.equal(await because(smallPng.subarray(0, -20)), 'damaged');
  assert.equal(await because(smallJpeg.subarray(0, -40)), 'damaged');
  assert.equal(await because(Buffer.concat([smallPng.subarray(0, 40), Buffer.from([smallPng[40]! ^ 1]), smallPng.subarray(41)])), 'damaged', 'a sum that is wrong');
  assert.equal(await because(png(100, 100, Buffer.alloc(50))), 'damaged', 'too few lines');
  assert.equal(await because(png(100, 100, Buffer.alloc(5_000_000))), 'damaged', 'unpacks to more than its size');
  assert.equal(await because(png(60_000, 60_000, Buffer.alloc(50))), 'too many dots', 'told by its header, before anything is unpacked');
  assert.equal(await because(png(6000, 6000, Buffer.alloc(50), { colour: 6, depth: 16 })), 'too many dots', '288 MB of 16 bits a colour, and as much again to draw it');
  assert.equal(await because(png(39, 100)), 'too small');
  assert.equal(await because(png(40, 1_250_000)), 'too narrow', 'which no halving brings to a page');
  assert.equal(await because(png(40, 1200)), 'kept as png');
  // Two bytes of a palette of three, which the drawing program answers by ending the process that it runs in.
  assert.equal(await because(png(60, 40, undefined, { colour: 3, before: [chunk('PLTE', Buffer.from([1, 2]))] })), 'damaged', 'half a colour');
  assert.equal(await because(png(60, 40, undefined, { colour: 3, before: [chunk('PLTE', Buffer.alloc(0))] })), 'damaged', 'no colour');
  assert.equal(await because(png(60, 40, undefined, { before: [chunk('tRNS', Buffer.from([1]))] })), 'damaged', 'half a grey');
  assert.equal(await because(png(60, 40, Buffer.alloc(40 * 61, 9))), 'damaged', 'lines packed in a way that there is not: no PDF could be made of a report with it');
  assert.equal(await because(png(60, 40, undefined, { colour: 3, before: [chunk('PLTE', Buffer.from([1, 2, 3])), chunk('tRNS', Buffer.from([9]))] })), 'kept as png');
  const scan = smallJpeg.subarray(smallJpeg.indexOf(Buffer.from([0xff, 0xda])), -2);
  assert.equal(await because(Buffer.concat([smallJpeg.subarray(0, -2), ...Array.from({ length: 100 }, () => scan), smallJpeg.subarray(-2)])), 'damaged', 'drawn over and over');
  const codes = Buffer.from(smallJpeg);
  codes[codes.indexOf(Buffer.from([0xff, 0xc4])) + 4 + 17] = 219;
  assert.equal(await because(codes), 'damaged', 'a code that nothing can have: screens show it, and no PDF could be made of a report with it');
  // A frame of four colours.
  const print = Buffer.from(smallJpeg);
  print[print.indexOf(Buffer.from([0xff, 0xc0])) + 9] = 4;
  assert.equal(await because(print), 'colours for print');
});
