import { spawnSync } from 'node:child_process';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** The files in a zip by their names, read by its central directory: not by the code that the exporters use. */
export function filesOf(zip: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(data, data + zip.readUInt32LE(at + 20));
    files.set(zip.toString('utf8', at + 46, at + 46 + nameLength), (zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

/** The first place where elements are not closed in the order they were opened. */
export function badNesting(xml: string): string | undefined {
  const open: string[] = [];
  for (const [tag, closing, name, selfClosed] of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return tag;
    } else if (selfClosed !== '/') open.push(name ?? '');
  }
  return open.length === 0 ? undefined : `${open.join(' > ')} left open`;
}

/** The text of a piece of markup, its entities read. */
export function textIn(markup: string): string {
  return markup.replaceAll(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', '\'').replaceAll('&apos;', '\'').replaceAll('&amp;', '&');
}

/** One element of a PDF's structure: what it is, its attributes as they are written, and what it says. */
export type Tagged = { readonly tag: string; readonly source: string; readonly text: string; readonly kids: readonly Tagged[] };

/** Words in brackets, in which brackets may stand in pairs. */
const literal = String.raw`\((?:\\[^]|[^\\()]|\((?:\\[^]|[^\\()]|\((?:\\[^]|[^\\()])*\))*\))*\)`;
/** What of a page's drawing tells of words: where a mark begins and ends, which letters, and the words shown. */
const drawn = new RegExp(String.raw`/MCID (\d+)[^]*?BDC|(EMC)\b|/(f\d+) [\d.]+ Tf|(\[(?:${literal}|[^\]()])*\] TJ|<[0-9A-Fa-f]+> Tj|${literal} Tj)`, 'g');
const strings = new RegExp(String.raw`<([0-9A-Fa-f]+)>|(${literal})`, 'g');

/** The structure of a PDF that typst made, with the words of each element, from the file's own objects, pages and fonts. */
export function structureOf(pdf: Buffer): Tagged {
  const file = pdf.toString('latin1');
  const objects = new Map<number, string>();
  // Of an object that is written twice the later counts.
  for (const [, number, body] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)) objects.set(Number(number), body ?? '');
  const streamOf = (number: number): string => {
    const body = objects.get(number) ?? '';
    const raw = Buffer.from(body.slice(body.indexOf('stream\n') + 7, body.lastIndexOf('\nendstream')), 'latin1');
    return body.includes('/FlateDecode') ? inflateSync(raw).toString('latin1') : raw.toString('latin1');
  };
  const fonts = new Map<number, ReadonlyMap<string, string>>();
  const lettersOf = (font: number): ReadonlyMap<string, string> => {
    const known = fonts.get(font);
    if (known !== undefined) return known;
    const letters = new Map<string, string>();
    const map = Number(/\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '')?.[1]);
    for (const [, code = '', unicode = ''] of streamOf(map).matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>/g)) letters.set(code.toUpperCase(), Buffer.from(unicode, 'hex').swap16().toString('utf16le'));
    fonts.set(font, letters);
    return letters;
  };
  const marked = new Map<string, string>();
  for (const [page, body] of objects) {
    if (!/\/Type \/Page\b(?!s)/.test(body)) continue;
    const resources = /\/Resources (\d+) 0 R/.exec(body)?.[1];
    const used = new Map([...(resources === undefined ? body : objects.get(Number(resources)) ?? '').matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, number]) => [name ?? '', Number(number)]));
    let font: ReadonlyMap<string, string> = new Map();
    let mark = '';
    for (const [, mcid, ends, name, shown] of streamOf(Number(/\/Contents (\d+) 0 R/.exec(body)?.[1])).matchAll(drawn)) {
      if (mcid !== undefined) mark = `${page} ${mcid}`;
      else if (ends !== undefined) mark = '';
      else if (name !== undefined) font = lettersOf(used.get(name) ?? 0);
      else if (shown !== undefined && mark !== '') marked.set(mark, (marked.get(mark) ?? '') + codesIn(shown).map((code) => font.get(code) ?? '\uFFFD').join(''));
    }
  }
  const read = (number: number): Tagged => {
    const source = objects.get(number) ?? '';
    const page = /\n {2}\/Pg (\d+) 0 R/.exec(source)?.[1] ?? '';
    const kids: Tagged[] = [];
    let text = '';
    // What an element holds: words on a page, by their mark; other elements; things such as links, of which the words are told already.
    for (const [, dictionary, kid, mark] of (/\/K \[([^\]]*)\]/.exec(source)?.[1] ?? '').matchAll(/<<([^]*?)>>|(\d+) 0 R|(\d+)/g)) {
      if (kid !== undefined) {
        const child = read(Number(kid));
        kids.push(child);
        text += child.text;
      } else text += marked.get(mark === undefined ? `${/\/Pg (\d+)/.exec(dictionary ?? '')?.[1] ?? ''} ${/\/MCID (\d+)/.exec(dictionary ?? '')?.[1] ?? ''}` : `${page} ${mark}`) ?? '';
    }
    return { tag: /\/S \/(\w+)/.exec(source)?.[1] ?? '', source, kids, text };
  };
  const root = [...objects.values()].find((body) => body.includes('/Type /StructTreeRoot')) ?? '';
  return read(Number(/\/K \[(\d+) 0 R\]/.exec(root)?.[1]));
}

/** Two-byte codes of what is shown, in hexadecimal digits. */
function codesIn(shown: string): string[] {
  const bytes = [...shown.matchAll(strings)].map(([, hex, words]) => (hex === undefined ? Buffer.from(unescaped(words?.slice(1, -1) ?? ''), 'latin1') : Buffer.from(hex, 'hex')));
  return (Buffer.concat(bytes).toString('hex').toUpperCase().match(/.{4}/g) ?? []);
}

function unescaped(words: string): string {
  const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return words.replaceAll(/\\([0-7]{1,3}|[^])/g, (_whole, one: string) => (/^[0-7]/.test(one) ? String.fromCodePoint(Number.parseInt(one, 8)) : named[one] ?? one));
}

/** Every element of a kind, in the order in which it is read. */
export function allOf(tagged: Tagged, tag: string): readonly Tagged[] {
  return tagged.kids.flatMap((kid) => [...(kid.tag === tag ? [kid] : []), ...allOf(kid, tag)]);
}

/** Whether a program is installed here. */
export function isInstalled(program: string, argument = '--version'): boolean {
  return spawnSync(program, [argument], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}
