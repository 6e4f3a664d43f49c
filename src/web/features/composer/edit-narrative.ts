import type { FastifyReply, FastifyRequest } from 'fastify';
import { figuresIn } from '../../../reporting/compose-narrative.ts';
import type { NarrativeSpec } from '../../../reporting/layout.ts';
import { draftsOf, forgetDraft, saveDraft } from '../../../store/drafts.ts';
import type { Database } from '../../../store/database.ts';
import type { ListedVersion } from '../../../store/reports.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { inOneState } from './compose-part.ts';
import { type Body, type FieldError, lineOf, wordsOf } from './fields.ts';
import { figuresPage, figureToInsert, openPlace, type TypedFigure, typedFigure } from './insert-figure.ts';
import { addressOfPart, afterEdit, changePart, choicesOf, type PartAsking, partPage, previewOf, sendPart, versionSent } from './part-editing.ts';

const LONGEST_TEXT = 20_000;
type Asking = PartAsking<NarrativeSpec>;
type Typed = { readonly text: string; readonly figure: TypedFigure };
type Shown = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly since?: readonly ListedVersion[]; readonly version?: number; readonly draft?: string };

const draftName = ({ open, block }: Asking): string => `report ${open.kept.report} ${block.key}`;

/** Where `{{}}` stands, else at the end. */
function withChip(text: string, name: string): string {
  const chip = `{{${name}}}`;
  return openPlace.test(text) ? text.replace(openPlace, chip) : `${text.trimEnd()}${text.trim() === '' ? '' : ' '}${chip}`;
}

export async function showNarrative(database: Database, asking: Asking, request: FastifyRequest, reply: FastifyReply, { typed, errors = [], since, version, draft }: Shown = {}): Promise<FastifyReply> {
  const { open, block, viewer } = asking;
  const query = request.query as Readonly<Record<string, unknown>>;
  const kept = typed === undefined && query['draft'] !== 'no' ? (await draftsOf(database, viewer, draftName(asking))).find((one) => one.form === draftName(asking)) : undefined;
  const unsaved = kept?.fields['text'] !== undefined && kept.fields['text'] !== block.text ? kept : undefined;
  const text = typed?.text ?? unsaved?.fields['text'] ?? block.text;
  const choices = await choicesOf(database, asking);
  const [figures, looks] = await inOneState(database, async (records) => [await figuresPage(records, open, choices, block.figures, figuresIn(text), typed?.figure, errors), await previewOf(records, open, block)]);
  const page = partPage(asking, request, 'Your own words', errors);
  return sendPart(reply, 'narrative', {
    ...page, version: version ?? (unsaved === undefined ? page.version : Number(unsaved.fields['version'] ?? page.version)), text, ...figures, ...looks,
    isBlank: block.text.trim() === '', carriedOver: block.carriedOver, toWrite: block.carriedOver === 'the standard layout', done: query['done'] === undefined ? undefined : 'Saved. The numbers below are as they are now.',
    draft: draft ?? (unsaved === undefined ? undefined : `What you typed on ${instantInWords(unsaved.savedAt)} and had not saved is shown.`),
    movedOn: since === undefined ? undefined : { changes: since.map(({ what }) => what), theirs: block.text.split('\n').filter((line) => line.trim() !== '') },
  });
}

/** Saves somebody's own words; puts a figure among them, takes one out of the list, or says that they hold as they are. */
export async function saveNarrative(database: Database, asking: Asking, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const { open, block, viewer, at } = asking;
  const { body } = request;
  const typed: Typed = { text: wordsOf(body, 'text'), figure: typedFigure(body) };
  const [act = '', which = ''] = lineOf(body, 'do').split(' ');
  const seen = versionSent(body, asking);
  if (act === 'draft') {
    await saveDraft(database, viewer, draftName(asking), { text: typed.text.slice(0, LONGEST_TEXT), version: String(seen) }, at);
    return reply.code(204).send();
  }
  const refuse = (errors: readonly FieldError[]) => showNarrative(database, asking, request, reply, { typed, errors, version: seen });
  const add = await figureToInsert(database, asking, block.figures, act, typed.figure);
  if (add !== undefined && 'errors' in add) return refuse(add.errors);
  const text = add === undefined ? typed.text : withChip(typed.text, add.name);
  const figures = (now: NarrativeSpec['figures']): NarrativeSpec['figures'] => {
    const left = Object.fromEntries(Object.entries(now).filter(([name]) => !(act === 'drop' && name === which)));
    return add === undefined ? left : { ...left, [add.name]: add.figure };
  };
  const unnamed = figuresIn(text).filter((name) => !Object.hasOwn(figures(block.figures), name));
  const errors: FieldError[] = [
    ...(text.length > LONGEST_TEXT ? [{ text: `The words must have ${LONGEST_TEXT} characters or fewer`, href: '#text' }] : []),
    ...unnamed.map((name) => ({ text: `{{${name}}} is no figure of these words. Insert one below, or take it out`, href: '#text' })),
    ...(add === undefined && openPlace.test(text) ? [{ text: '{{}} waits for a figure. Choose one below and insert it, or take it out', href: '#text' }] : []),
  ];
  if (errors.length > 0) return refuse(errors);
  const made = await changePart(database, asking, seen, act === 'holds' ? 'Words taken over were checked' : 'Own words changed', ({ carriedOver, ...one }) => ({
    ...one, text, figures: figures(one.figures), ...(carriedOver === undefined || act === 'holds' || (text !== one.text && add === undefined && act !== 'drop') ? {} : { carriedOver }),
  }));
  if (made.is === 'made') await forgetDraft(database, viewer, draftName(asking));
  if (made.is === 'moved on') return showNarrative(database, asking, request, reply, { typed, errors: [{ text: 'Somebody changed these words since you opened them', href: '#since' }], since: made.since, version: open.kept.version });
  return afterEdit(request, reply, open.kept.report, made, `${addressOfPart(asking)}?done=yes`, refuse, '#text');
}
