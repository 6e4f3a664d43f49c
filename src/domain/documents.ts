import type { CaseEvent } from './events.ts';
import { may, type Viewer, type ViewerRole } from './viewer.ts';

/** What a document of a case is to the case. */
export const documentKinds = [
  'letter_received', 'letter_sent', 'record_of_meeting', 'consent', 'statement', 'investigation_report', 'independent_person_report', 'panel_papers', 'evidence', 'legal_advice', 'other',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const documentKindNames: Readonly<Record<DocumentKind, string>> = {
  letter_received: 'Letter or email received', letter_sent: 'Letter or email sent', record_of_meeting: 'Record of a meeting or call', consent: 'Consent', statement: 'Statement',
  investigation_report: 'Investigation report', independent_person_report: 'Independent person’s report', panel_papers: 'Panel papers', evidence: 'Evidence', legal_advice: 'Legal advice', other: 'Something else',
};

/** The kinds of file that may be kept, by what they hold; `endings`: what their names may end in, the usual one first. */
export const mediaTypes = {
  'application/pdf': { name: 'PDF', endings: ['pdf'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { name: 'Word', endings: ['docx'] },
  'application/msword': { name: 'Word 97–2003', endings: ['doc'] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { name: 'Excel', endings: ['xlsx'] },
  'application/vnd.ms-excel': { name: 'Excel 97–2003', endings: ['xls'] },
  'application/vnd.oasis.opendocument.text': { name: 'OpenDocument text', endings: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { name: 'OpenDocument spreadsheet', endings: ['ods'] },
  'application/rtf': { name: 'Rich text', endings: ['rtf'] },
  'text/plain': { name: 'Plain text', endings: ['txt', 'text', 'log', 'md'] },
  'text/csv': { name: 'CSV', endings: ['csv'] },
  'message/rfc822': { name: 'Email', endings: ['eml'] },
  'application/vnd.ms-outlook': { name: 'Outlook email', endings: ['msg'] },
  'image/jpeg': { name: 'JPEG picture', endings: ['jpg', 'jpeg', 'jpe'] },
  'image/png': { name: 'PNG picture', endings: ['png'] },
  'image/heic': { name: 'HEIC picture', endings: ['heic', 'heif'] },
  'image/gif': { name: 'GIF picture', endings: ['gif'] },
  'image/tiff': { name: 'TIFF picture', endings: ['tif', 'tiff'] },
  'audio/mpeg': { name: 'MP3 recording', endings: ['mp3'] },
  'audio/mp4': { name: 'M4A recording', endings: ['m4a', 'mp4'] },
  'audio/wav': { name: 'WAV recording', endings: ['wav'] },
  'audio/ogg': { name: 'Voice message', endings: ['ogg', 'opus', 'oga'] },
  'video/mp4': { name: 'MP4 video', endings: ['mp4', 'm4v'] },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly endings: readonly string[] }>>;
export type MediaType = keyof typeof mediaTypes;

export function isMediaType(type: string): type is MediaType {
  return Object.hasOwn(mediaTypes, type);
}

export const USUAL_LARGEST_MEGABYTES = 25;
export const MOST_LARGEST_MEGABYTES = 100;
/** How many files one form may bring. */
export const MOST_FILES = 10;

/**
 * A file's name as it is kept: without folders, what cannot be seen, and what turns the direction of writing; with the ending of what the file holds.
 * `nothing.jpg` that holds a PDF is kept as `nothing.pdf`. No more than 150 characters and the ending are kept.
 */
export function keptFileName(uploaded: string, type: MediaType): string {
  const { endings } = mediaTypes[type];
  const bare = (uploaded.split(/[/\\]/u).at(-1) ?? '').normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '').trim();
  const [, stem = bare, ending = ''] = /^(?<stem>.*?)\.(?<ending>[A-Za-z0-9]{1,5})$/u.exec(bare) ?? [];
  const right = endings.find((one) => one === ending.toLowerCase()) ?? endings[0];
  const kept = /^.{0,150}/su.exec(stem.replaceAll(/^[.\s]+|[.\s]+$/gu, ''))?.[0] ?? '';
  return `${kept === '' ? 'document' : kept}.${right}`;
}

/** The council's own people. Whoever is only an advocate, investigating officer, independent person or panel member is from outside. */
const staff: ReadonlySet<ViewerRole> = new Set(['complaints_manager', 'complaints_officer', 'auditor', 'responding_manager', 'adjudicating_officer', 'senior_leader', 'administrator']);

function isStaff(viewer: Viewer): boolean {
  return viewer.roles.some((role) => staff.has(role));
}

/** Of a case that the viewer sees: a document for staff only is not seen from outside, whatever part somebody has in the case. */
export function maySeeDocument(viewer: Viewer, { staffOnly }: { readonly staffOnly: boolean }): boolean {
  return !staffOnly || isStaff(viewer);
}

/** Who adds documents to a case that they see: the complaints team to any, and whoever takes part in it to theirs. Auditors look on. */
export function mayAddDocuments(viewer: Viewer, takesPart: boolean): boolean {
  return may(viewer, 'recordCases') || (takesPart && may(viewer, 'takePart'));
}

export function mayMarkForStaff(viewer: Viewer): boolean {
  return isStaff(viewer);
}

export function mayRemoveDocuments(viewer: Viewer): boolean {
  return may(viewer, 'recordCases');
}

export const documentEvents = ['DocumentAdded', 'DocumentRemoved', 'DocumentMarked'] as const satisfies readonly CaseEvent['type'][];
type DocumentEvent = Extract<CaseEvent, { readonly type: (typeof documentEvents)[number] }>;

export function isOfDocument(event: CaseEvent): event is DocumentEvent {
  return documentEvents.some((type) => type === event.type);
}

/** The documents that are for the council's staff only, as last marked. */
function forStaffOnly(events: readonly CaseEvent[]): ReadonlySet<number> {
  const marked = new Set<number>();
  for (const event of events) {
    if (event.type !== 'DocumentAdded' && event.type !== 'DocumentMarked') continue;
    if (event.staffOnly === true) marked.add(event.document);
    else marked.delete(event.document);
  }
  return marked;
}

/**
 * What happened in a case, as far as somebody who sees it may know: for those from outside nothing of a document that is for staff only now, and of
 * one that was so once not that it was.
 */
export function knownTo<T extends { readonly event: CaseEvent }>(viewer: Viewer, history: readonly T[]): readonly T[] {
  if (isStaff(viewer)) return history;
  const hidden = forStaffOnly(history.map(({ event }) => event));
  return history.flatMap((one) => {
    const { event } = one;
    if (!isOfDocument(event)) return [one];
    if (event.type === 'DocumentMarked' || hidden.has(event.document)) return [];
    const { staffOnly: _, ...told } = event;
    return [{ ...one, event: told }];
  });
}
