import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PictureSpec } from '../../../reporting/layout.ts';
import { cleanPicture, largestPictureBytes } from '../../../reporting/pictures/clean-picture.ts';
import type { NoPicture } from '../../../reporting/pictures/picture.ts';
import { audit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { scan, type ScannerPlace } from '../../../store/document-content/clamd.ts';
import { deletePicture, keepPicture } from '../../../store/report-pictures.ts';
import { dropUpload, fieldsAndFile, isBrokenForm } from '../../uploads.ts';
import { type Body, type FieldError, lineError, lineOf } from './fields.ts';
import { addressOfPart, afterEdit, changePart, type PartAsking, partPage, previewOf, sendPart, versionSent } from './part-editing.ts';

type Asking = PartAsking<PictureSpec>;
type TypedPicture = { readonly alt: string; readonly decorative: boolean; readonly caption: string; readonly across: PictureSpec['across'] };
type Because = NoPicture['because'] | 'too large' | 'broken off' | 'infected' | 'cannot be checked';

const LONGEST_ALT = 500;
const inWords: Readonly<Record<Because, string>> = {
  empty: 'The file is empty. Choose another',
  'no picture': 'The file must be a PNG or JPEG picture. Other pictures, such as HEIC from a telephone, can be saved as JPEG',
  damaged: 'The picture is damaged, or did not arrive whole. Open it, save it again and upload that',
  'colours for print': 'The picture is in the colours of a printing press (CMYK), which screens show wrongly. Save it as RGB',
  'too small': 'The picture is too small to be seen: each side must have 40 dots or more',
  'too narrow': 'The picture is too narrow to be seen: one side may be 30 times the other at most',
  'too many dots': 'The picture has more than 50 million dots, or more than 25 million of 16 bits a colour. Save it smaller',
  'too large': `The file must be smaller than ${largestPictureBytes / 1_000_000} MB`,
  'broken off': 'The file did not arrive whole. Choose it again',
  infected: 'The file holds a virus and was not kept. Tell your IT service',
  'cannot be checked': 'The file cannot be checked for viruses now, and was not kept. Try again in a few minutes',
};
const DONE: Readonly<Record<string, string>> = { saved: 'Saved.', deleted: 'The picture is deleted, from earlier versions of the report too.', kept: 'The picture is taken out. A publication has it: it is kept with that.' };

const typedOf = ({ alt, decorative, caption, across }: PictureSpec): TypedPicture => ({ alt, decorative: decorative === true, caption: caption ?? '', across });

export async function showPicture(database: Database, asking: Asking, request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], typed: TypedPicture = typedOf(asking.block)): Promise<FastifyReply> {
  const { open, block } = asking;
  const done = (request.query as Readonly<Record<string, unknown>>)['done'];
  return sendPart(reply, 'picture', {
    ...partPage(asking, request, 'A picture', errors), ...await previewOf(database, open, block), typed, isThere: block.picture !== undefined, megabytes: largestPictureBytes / 1_000_000, longestAlt: LONGEST_ALT,
    done: typeof done === 'string' ? DONE[done] : undefined,
  });
}

/** Takes in what the form brings: a picture, words for those who cannot see it, or both. A picture that can be kept is, whatever else is wrong: nobody chooses it twice. */
export async function uploadPicture(database: Database, asking: Asking, clamav: ScannerPlace | undefined, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { viewer, at, open, block } = asking;
  const { report } = open.kept;
  const sent = await fieldsAndFile(request.laterParts, largestPictureBytes).catch((error: unknown) => {
    if (!isBrokenForm(error)) throw error;
    return { fields: {}, file: 'broken off' as const };
  });
  const body: Body = sent.fields;
  const typed: TypedPicture = sent.file === 'broken off' ? typedOf(block) : { alt: lineOf(body, 'alt'), decorative: lineOf(body, 'decorative') === 'yes', caption: lineOf(body, 'caption'), across: lineOf(body, 'across') === 'half' ? 'half' : 'page' };
  const refuse = async (because: Because): Promise<FastifyReply> => {
    if (request.isMultipart()) dropUpload(request);
    await audit(database, viewer.authorityId, at, { what: 'refused', accountId: viewer.accountId, detail: { act: 'upload report picture', report, because } });
    return showPicture(database, asking, request, reply, [{ text: inWords[because], href: '#file' }], typed);
  };
  let picture = block.picture;
  if (sent.file === 'too large' || sent.file === 'broken off') return refuse(sent.file);
  if (sent.file !== 'none chosen') {
    const scanned = clamav === undefined ? 'clean' : await scan(clamav, pieces(sent.file));
    if (scanned !== 'clean') return refuse(scanned);
    const clean = await cleanPicture(sent.file);
    if ('because' in clean) return refuse(clean.because);
    picture = { hash: await keepPicture(database, viewer, report, clean, at), kind: clean.kind, width: clean.width, height: clean.height };
  }
  const errors: FieldError[] = [
    ...(picture === undefined ? [{ text: 'Choose a picture', href: '#file' }] : []),
    ...(typed.alt === '' && !typed.decorative ? [{ text: 'Enter what the picture shows, for those who cannot see it, or tick that it only decorates', href: '#alt' }] : []),
    ...(typed.alt.length > LONGEST_ALT ? [{ text: `What the picture shows must have ${LONGEST_ALT} characters or fewer`, href: '#alt' }] : []), ...lineError(typed.caption, 'the caption', '#caption', false),
  ];
  const isNew = picture?.hash !== block.picture?.hash;
  if (errors.length > 0 && !isNew) return showPicture(database, asking, request, reply, errors, typed);
  const usable = errors.length === 0;
  const made = await changePart(database, asking, versionSent(body, asking), isNew ? 'Picture chosen' : 'Words of a picture changed', ({ key, ...was }): PictureSpec => {
    // Words that describe another picture are not left beside this one.
    const words = usable ? typed : isNew ? { ...typed, alt: '', caption: '' } : typedOf({ key, ...was });
    return { kind: 'picture', key, ...(picture === undefined ? {} : { picture }), alt: words.decorative ? '' : words.alt, ...(words.decorative ? { decorative: true } : {}), ...(words.caption === '' ? {} : { caption: words.caption }), across: words.across };
  });
  if (made.is === 'made' && errors.length > 0) return showPicture(database, { ...asking, block: { ...block, ...(picture === undefined ? {} : { picture }) }, open: { ...open, kept: { ...open.kept, version: made.version } } }, request, reply, errors, typed);
  return afterEdit(request, reply, report, made, `${addressOfPart(asking)}?done=saved`, (faults) => showPicture(database, asking, request, reply, faults, typed), '#caption');
}

/** Takes the picture out, and out of what is kept of the report. */
export async function savePicture(database: Database, asking: Asking, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const { viewer, at, open, block } = asking;
  const { picture } = block;
  if (lineOf(request.body, 'do') !== 'delete' || picture === undefined) return reply.redirect(addressOfPart(asking), 303);
  const made = await changePart(database, asking, versionSent(request.body, asking), 'Picture taken out', ({ key, across }) => ({ kind: 'picture', key, alt: '', across }));
  // Another part of the report may show the same one.
  const used = open.layout.sections.some(({ blocks }) => blocks.some((one) => one.kind === 'picture' && one.key !== block.key && one.picture?.hash === picture.hash));
  const gone = made.is === 'made' && !used && (await deletePicture(database, viewer, open.kept.report, picture.hash, at));
  return afterEdit(request, reply, open.kept.report, made, `${addressOfPart(asking)}?done=${gone ? 'deleted' : used ? 'saved' : 'kept'}`);
}

async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
