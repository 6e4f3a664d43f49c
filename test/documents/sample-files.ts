import { crc32, deflateRawSync } from 'node:zlib';

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
export const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(64, 7), Buffer.from('ffd9', 'hex')]);
export const exe = Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(200)]);
export const m4a = Buffer.concat([Buffer.from('0000001c667479704d344120000002004d344120697361366d703432', 'hex'), Buffer.alloc(100)]);
export const mp4 = Buffer.concat([Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex'), Buffer.alloc(100)]);
export const heic = Buffer.concat([Buffer.from('0000001866747970686569630000000068656963', 'hex'), Buffer.alloc(100)]);
export const wav = Buffer.concat([Buffer.from('524946462400000057415645666d7420100000000100010044ac000088580100020010006461746100000000', 'hex')]);
export const mp3 = Buffer.concat([Buffer.from('49443303000000000000', 'hex'), Buffer.from('fffb9064', 'hex'), Buffer.alloc(400)]);
export const opus = Buffer.concat([Buffer.from('4f6767530002000000000000000001000000000000000000000001134f70757348656164', 'hex'), Buffer.alloc(60)]);
export const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(60)]);
export const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
export const rtf = Buffer.from('{\\rtf1\\ansi Dear all\\par}');
export const email = Buffer.from('Received: by mail.example.org; Mon, 2 Nov 2026 09:00:00 +0000\r\nFrom: Ada <ada@example.org>\r\nTo: team@example.org\r\nSubject: The bus\r\nDate: Mon, 2 Nov 2026 09:00:00 +0000\r\nContent-Type: text/html\r\n\r\n<html><body>It was late</body></html>\r\n');
export const html = Buffer.from('<!doctype html>\n<html><body><script>alert(1)</script></body></html>');
export const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

/** A ZIP file of texts. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const plain = Buffer.from(text);
    const stored = name === 'mimetype';
    const data = stored ? plain : deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

function contentTypes(main: string): string {
  return `<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${main}"/></Types>`;
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
export const docx = zip({ '[Content_Types].xml': contentTypes(word), 'word/document.xml': '<w:document/>' });
export const xlsx = zip({ '[Content_Types].xml': contentTypes('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'), 'xl/workbook.xml': '<workbook/>' });
export const docm = zip({ '[Content_Types].xml': contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'), 'word/document.xml': '<w:document/>', 'word/vbaProject.bin': 'x' });
/** Says that it is a Word document without macros, and has some. */
export const disguisedDocm = zip({ '[Content_Types].xml': contentTypes(word), 'word/document.xml': '<w:document/>', 'word/vbaProject.bin': 'x' });
export const odt = zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<office:document-content/>' });
export const ods = zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<office:document-content/>' });
export const odtWithMacro = zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<office:document-content/>', 'Basic/Standard/Module1.xml': '<script:module/>' });
export const archive = zip({ 'letter.pdf': 'x', 'run.exe': 'x' });

/** A compound file that holds streams of these names, and nothing in them. */
export function compoundFile(...names: readonly string[]): Buffer {
  const header = Buffer.alloc(512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0xff_ff_ff_fe, 68);
  header.writeUInt32LE(0, 76);
  const sectors = Math.ceil((names.length + 1) / 4);
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xff_ff_ff_fd, 0);
  for (let at = 1; at <= sectors; at += 1) table.writeUInt32LE(at === sectors ? 0xff_ff_ff_fe : at + 1, at * 4);
  const directory = Buffer.alloc(sectors * 512);
  for (const [index, name] of ['Root Entry', ...names].entries()) {
    const written = directory.write(name, index * 128, 'utf16le');
    directory.writeUInt16LE(written + 2, index * 128 + 64);
    directory.writeUInt8(index === 0 ? 5 : 2, index * 128 + 66);
  }
  return Buffer.concat([header, table, directory]);
}
export const doc = compoundFile('WordDocument', '1Table');
export const docWithMacros = compoundFile('WordDocument', '1Table', 'Macros', 'VBA', '_VBA_PROJECT');
export const xls = compoundFile('Workbook');
export const msg = compoundFile('__nameid_version1.0', '__properties_version1.0');
export const lockedDocx = compoundFile('EncryptionInfo', 'EncryptedPackage');
