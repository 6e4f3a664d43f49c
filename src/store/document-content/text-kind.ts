import type { Found, RandomAccess } from './media-type.ts';

const PIECE_BYTES = 1_048_576;
/** The first of a text is kept whole between pieces, so that a word cut in two is found. */
const OVERLAP = 32;

/** Names under which a text would be run or shown as a page, whatever it says. */
const runsAs = /\.(?:html?|xhtml|shtml|mht|mhtml|svg|svgz|xml|xsl|xslt|js|mjs|cjs|jse|ts|vbs|vbe|wsf|wsh|hta|bat|cmd|ps1|psm1|sh|bash|py|pl|rb|php|asp|aspx|jsp|reg|inf|lnk|url|scf|desktop|jar|com|exe|scr|msi|dll|cpl|chm|applescript|command)\s*$/iu;
const activeContent = /<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|meta|link|form|\?xml)\b/iu;
// eslint-disable-next-line no-control-regex -- looks for them
const unprintable = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/u;

/**
 * Plain text, CSV and email have no mark of their own. What counts as text has no control characters from its first byte to its last; it must not be a page or a
 * script. An email begins with the header lines of RFC 5322, and may hold a page among its parts.
 */
export async function textKind(file: RandomAccess, name: string): Promise<Found> {
  const decoder = await decoderFor(file);
  if (decoder === undefined) return { notKept: 'unknown' };
  let email: boolean | undefined;
  let before = '';
  for (let at = 0; at < file.bytes; at += PIECE_BYTES) {
    let text: string;
    try {
      text = decoder.decode(await file.read(at, PIECE_BYTES), { stream: at + PIECE_BYTES < file.bytes });
    } catch {
      return { notKept: 'unknown' };
    }
    if (unprintable.test(text)) return { notKept: 'unknown' };
    email ??= isEmail(text);
    if (at === 0 && text.startsWith('#!')) return { notKept: 'program' };
    if (!email && activeContent.test(before + text)) return { notKept: 'web page' };
    before = text.slice(-OVERLAP);
  }
  if (email === true) return { mediaType: 'message/rfc822' };
  if (runsAs.test(name)) return { notKept: 'program' };
  return { mediaType: /\.csv\s*$/iu.test(name) ? 'text/csv' : 'text/plain' };
}

/** UTF-16 says so by its first bytes; anything else is UTF-8 or, where it is not, the Windows character set of western Europe. */
async function decoderFor(file: RandomAccess): Promise<TextDecoder | undefined> {
  const [first, second] = await file.read(0, 2);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < file.bytes; at += PIECE_BYTES) utf8.decode(await file.read(at, PIECE_BYTES), { stream: at + PIECE_BYTES < file.bytes });
    return new TextDecoder('utf-8', { fatal: true });
  } catch {
    return new TextDecoder('windows-1252', { fatal: true });
  }
}

function isEmail(text: string): boolean {
  const names = new Set<string>();
  for (const line of text.slice(0, 65_536).split(/\r?\n/u)) {
    if (line === '') break;
    if (/^[ \t]/u.test(line) && names.size > 0) continue;
    const header = /^(?<header>[!-9;-~]{1,76}):/u.exec(line)?.groups?.['header'];
    if (header === undefined) return false;
    names.add(header.toLowerCase());
  }
  return names.has('from') && (names.has('date') || names.has('received')) && (names.has('to') || names.has('subject') || names.has('message-id'));
}
