import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaTypeOf, type RandomAccess } from '../../src/store/document-content/media-type.ts';
import * as samples from './sample-files.ts';

function inMemory(content: Buffer): RandomAccess {
  return { bytes: content.length, read: async (offset, length) => content.subarray(offset, offset + length) };
}

async function found(content: Buffer, name = 'letter.pdf'): Promise<string> {
  const result = await mediaTypeOf(inMemory(content), name);
  return 'mediaType' in result ? result.mediaType : `not kept: ${result.notKept}`;
}

test('a file is what it holds, whatever its name says', async () => {
  assert.equal(await found(samples.pdf, 'holiday.jpg'), 'application/pdf');
  assert.equal(await found(samples.html, 'letter.pdf'), 'not kept: web page');
  assert.equal(await found(samples.exe, 'letter.docx'), 'not kept: program');
  assert.equal(await found(samples.png, 'letter.docx'), 'image/png');
});

test('every kind that may be kept is known by its content', async () => {
  const kinds: readonly (readonly [Buffer, string])[] = [
    [samples.docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'], [samples.xlsx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [samples.doc, 'application/msword'], [samples.xls, 'application/vnd.ms-excel'], [samples.msg, 'application/vnd.ms-outlook'], [samples.email, 'message/rfc822'],
    [samples.odt, 'application/vnd.oasis.opendocument.text'], [samples.ods, 'application/vnd.oasis.opendocument.spreadsheet'], [samples.rtf, 'application/rtf'], [samples.jpeg, 'image/jpeg'], [samples.gif, 'image/gif'],
    [samples.tiff, 'image/tiff'], [samples.heic, 'image/heic'], [samples.m4a, 'audio/mp4'], [samples.mp3, 'audio/mpeg'], [samples.wav, 'audio/wav'], [samples.opus, 'audio/ogg'], [samples.mp4, 'video/mp4'],
  ];
  for (const [content, type] of kinds) assert.equal(await found(content, 'anything'), type);
});

test('what runs is not kept: macros, however the file calls itself, programs, scripts, pages and drawings', async () => {
  assert.equal(await found(samples.docm, 'letter.docx'), 'not kept: macros');
  assert.equal(await found(samples.disguisedDocm, 'letter.docx'), 'not kept: macros');
  assert.equal(await found(samples.docWithMacros, 'letter.doc'), 'not kept: macros');
  assert.equal(await found(samples.odtWithMacro, 'letter.odt'), 'not kept: macros');
  assert.equal(await found(samples.svg, 'drawing.png'), 'not kept: web page');
  assert.equal(await found(Buffer.from('<?xml version="1.0"?><svg/>'), 'drawing.png'), 'not kept: web page');
  assert.equal(await found(Buffer.from('#!/bin/sh\nrm -rf /\n'), 'letter.txt'), 'not kept: program');
  assert.equal(await found(Buffer.from('WScript.Echo("x")'), 'letter.js'), 'not kept: program');
  assert.equal(await found(Buffer.from('Dear all, see <SCRIPT >alert(1)</script>'), 'letter.txt'), 'not kept: web page');
});

test('a page cannot hide behind the first mebibyte of a text, nor across its end', async () => {
  for (const before of [1_048_573, 3_000_000]) assert.equal(await found(Buffer.from(`${'a '.repeat(before / 2)}a<script>`), 'letter.txt'), 'not kept: web page');
});

test('archives and locked files are told apart from what is not known', async () => {
  assert.equal(await found(samples.archive, 'letter.docx'), 'not kept: archive');
  assert.equal(await found(Buffer.concat([samples.docx, Buffer.from('appended')]), 'letter.docx'), 'not kept: archive');
  assert.equal(await found(samples.docx.subarray(0, -30), 'letter.docx'), 'not kept: archive');
  assert.equal(await found(samples.lockedDocx, 'letter.docx'), 'not kept: locked');
  assert.equal(await found(Buffer.from([1, 2, 3, 0, 5]), 'letter.txt'), 'not kept: unknown');
  assert.equal(await found(samples.compoundFile('PowerPoint Document'), 'letter.doc'), 'not kept: unknown');
  assert.equal(await found(samples.zip({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': 'x' }), 'letter.docx'), 'not kept: unknown');
  assert.equal(await found(Buffer.alloc(0)), 'not kept: empty');
});

test('a damaged compound file whose directory leads in a circle comes to an end', async () => {
  const circle = Buffer.from(samples.doc);
  circle.writeUInt32LE(1, 512 + 4);
  assert.equal(await found(circle, 'letter.doc'), 'not kept: unknown');
});

test('plain text is text to its last byte, in the characters of Windows too; CSV goes by its name', async () => {
  assert.equal(await found(Buffer.from('Dear all,\n\nThe taxi was late again.\n'), 'note.txt'), 'text/plain');
  assert.equal(await found(Buffer.from('Dear all', 'utf16le'), 'note.txt'), 'not kept: unknown', 'UTF-16 has to say so');
  assert.equal(await found(Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('Dear all', 'utf16le')]), 'note.txt'), 'text/plain');
  assert.equal(await found(Buffer.concat([Buffer.from('It cost '), Buffer.from([0xa3]), Buffer.from('5')]), 'note.txt'), 'text/plain');
  assert.equal(await found(Buffer.from('name,day\nAda,2\n'), 'list.csv'), 'text/csv');
  assert.equal(await found(Buffer.concat([Buffer.from('a'.repeat(2_000_000)), Buffer.from([0])]), 'note.txt'), 'not kept: unknown');
});
