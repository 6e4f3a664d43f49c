import type { FastifyReply, FastifyRequest } from 'fastify';
import { printed } from '../../../reporting/composing.ts';
import { figuresIn } from '../../../reporting/compose-narrative.ts';
import type { NarrativeSpec, PrintedAs, TextFigure } from '../../../reporting/layout.ts';
import { usualFigures } from '../../../reporting/layouts/library.ts';
import { printedAsNames, questionInWords, usuallyPrinted } from '../../../reporting/question-words.ts';
import { draftsOf, forgetDraft, saveDraft } from '../../../store/drafts.ts';
import type { Database } from '../../../store/database.ts';
import type { ListedVersion } from '../../../store/reports.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { questionFields, readQuestion, type TypedQuestion, typedFrom, typedQuestion, wholeQuestion } from '../../question-fields.ts';
import { asItems } from './column-form.ts';
import { answersOf } from './compose-part.ts';
import { type Body, type FieldError, lineOf, wordsOf } from './fields.ts';
import { addressOfPart, afterEdit, changePart, choicesOf, type PartAsking, partPage, previewOf, sendPart, versionSent } from './part-editing.ts';
import { worded } from './part-words.ts';

const LONGEST_TEXT = 20_000;
type Asking = PartAsking<NarrativeSpec>;
type Typed = { readonly text: string; readonly name: string; readonly usual: string; readonly question: TypedQuestion; readonly as: string; readonly places: string };
type Shown = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly since?: readonly ListedVersion[]; readonly version?: number; readonly draft?: string };

const draftName = ({ open, block }: Asking): string => `report ${open.kept.report} ${block.key}`;

/** A name for a figure among words: short, as it stands in the middle of them. */
function figureName(figures: NarrativeSpec['figures'], words: string): string {
  const plain = words.toLowerCase().replaceAll(/\{(\w+)\}/g, '$1').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '') || 'figure';
  if (!Object.hasOwn(figures, plain)) return plain;
  let next = 2;
  while (Object.hasOwn(figures, `${plain}-${next}`)) next += 1;
  return `${plain}-${next}`;
}

/** Where `{{}}` stands, else at the end. */
function withChip(text: string, name: string): string {
  const chip = `{{${name}}}`;
  return /\{\{\s*\}\}/.test(text) ? text.replace(/\{\{\s*\}\}/, chip) : `${text.trimEnd()}${text.trim() === '' ? '' : ' '}${chip}`;
}

export async function showNarrative(database: Database, asking: Asking, request: FastifyRequest, reply: FastifyReply, { typed, errors = [], since, version, draft }: Shown = {}): Promise<FastifyReply> {
  const { open, block, viewer } = asking;
  const query = request.query as Readonly<Record<string, unknown>>;
  const kept = typed === undefined && query['draft'] !== 'no' ? (await draftsOf(database, viewer, draftName(asking))).find((one) => one.form === draftName(asking)) : undefined;
  const unsaved = kept?.fields['text'] !== undefined && kept.fields['text'] !== block.text ? kept : undefined;
  const text = typed?.text ?? unsaved?.fields['text'] ?? block.text;
  const { words } = open.authority;
  const own = Object.entries(block.figures);
  const [answers, usual, choices, looks] = await Promise.all([answersOf(database, open, own.map(([, one]) => one.figure)), answersOf(database, open, usualFigures.map(({ figure }) => figure)), choicesOf(database, open), previewOf(database, open, block)]);
  const used = figuresIn(text);
  const chips = own.map(([name, figure], at) => {
    const answer = answers[at];
    return { name, asks: questionInWords(figure.figure, words), value: answer?.answer == null ? undefined : printed(answer.answer, figure.as, figure.places), why: answer?.answer == null ? (answer?.why ?? 'nothing is on record') : undefined, used: used.includes(name) };
  });
  const unanswered = chips.filter((chip) => chip.used && chip.why !== undefined);
  const page = partPage(asking, request, 'Your own words', errors);
  return sendPart(reply, 'narrative', {
    ...page, version: version ?? (unsaved === undefined ? page.version : Number(unsaved.fields['version'] ?? page.version)), text, chips, ...looks, unanswered: unanswered.map(({ name, why }) => `{{${name}}} has no answer: ${why ?? ''}.`),
    isBlank: block.text.trim() === '', name: typed?.name ?? '', places: typed?.places ?? '', as: asItems(typed?.as ?? '', 'As usual for what is counted'), own: questionFields('q', typed?.question ?? typedFrom({}), choices), ownOpen: (typed?.question.measure ?? '') !== '' || errors.some(({ href }) => href.startsWith('#q-') || href === '#name' || href === '#places'),
    usual: [{ value: '', text: 'Choose a figure' }, ...usualFigures.map((one, at) => ({ value: String(at), text: `${worded(one.heading, words)}: ${usual[at]?.answer == null ? 'no answer' : printed(usual[at].answer, one.as, one.places)}`, selected: String(at) === typed?.usual }))],
    carriedOver: block.carriedOver, toWrite: block.carriedOver === 'the standard layout', done: query['done'] === undefined ? undefined : 'Saved. The numbers below are as they are now.',
    draft: draft ?? (unsaved === undefined ? undefined : `What you typed on ${instantInWords(unsaved.savedAt)} and had not saved is shown.`),
    movedOn: since === undefined ? undefined : { changes: since.map(({ what }) => what), theirs: block.text.split('\n').filter((line) => line.trim() !== '') },
  });
}

const isPrintedAs = (typed: string): typed is PrintedAs => Object.hasOwn(printedAsNames, typed);

/** Saves somebody's own words; puts a figure among them, takes one out of the list, or says that they hold as they are. */
export async function saveNarrative(database: Database, asking: Asking, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const { open, block, viewer, at } = asking;
  const { body } = request;
  const typed: Typed = { text: wordsOf(body, 'text'), name: lineOf(body, 'name'), usual: lineOf(body, 'usual'), question: typedQuestion(body, 'q'), as: lineOf(body, 'as'), places: lineOf(body, 'places') };
  const [act = '', which = ''] = lineOf(body, 'do').split(' ');
  const seen = versionSent(body, asking);
  if (act === 'draft') {
    await saveDraft(database, viewer, draftName(asking), { text: typed.text.slice(0, LONGEST_TEXT), version: String(seen) }, at);
    return reply.code(204).send();
  }
  const refuse = (errors: readonly FieldError[]) => showNarrative(database, asking, request, reply, { typed, errors, version: seen });
  const add = act === 'insert-usual' ? usualNamed(typed, block) : act === 'insert-own' ? await ownNamed(database, asking, typed) : undefined;
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
    ...(add === undefined && /\{\{\s*\}\}/.test(text) ? [{ text: '{{}} waits for a figure. Choose one below and insert it, or take it out', href: '#text' }] : []),
  ];
  if (errors.length > 0) return refuse(errors);
  const made = await changePart(database, asking, seen, act === 'holds' ? 'Words taken over were checked' : 'Own words changed', ({ carriedOver, ...one }) => ({
    ...one, text, figures: figures(one.figures), ...(carriedOver === undefined || act === 'holds' || (text !== one.text && add === undefined && act !== 'drop') ? {} : { carriedOver }),
  }));
  if (made.is === 'made') await forgetDraft(database, viewer, draftName(asking));
  if (made.is === 'moved on') return showNarrative(database, asking, request, reply, { typed, errors: [{ text: 'Somebody changed these words since you opened them', href: '#since' }], since: made.since, version: open.kept.version });
  return afterEdit(request, reply, open.kept.report, made, `${addressOfPart(asking)}?done=yes`, refuse, '#text');
}

type Named = { readonly name: string; readonly figure: TextFigure } | { readonly errors: readonly FieldError[] };

function usualNamed(typed: Typed, block: NarrativeSpec): Named {
  const chosen = typed.usual === '' ? undefined : usualFigures[Number(typed.usual)];
  if (chosen === undefined) return { errors: [{ text: 'Choose a figure to insert', href: '#usual' }] };
  return { name: figureName(block.figures, chosen.heading), figure: { figure: chosen.figure, as: chosen.as, ...(chosen.places === undefined ? {} : { places: chosen.places }) } };
}

async function ownNamed(database: Database, { open, block }: Asking, typed: Typed): Promise<Named> {
  const read = readQuestion('q', typed.question, await choicesOf(database, open));
  const errors: FieldError[] = [
    ...('errors' in read ? read.errors : []), ...(typed.places === '' || /^[0-4]$/.test(typed.places) ? [] : [{ text: 'Decimal places must be 0, 1, 2, 3 or 4', href: '#places' }]),
    ...(typed.name === '' || /^[a-z0-9][a-z0-9-]{0,39}$/.test(typed.name) ? [] : [{ text: 'The name must have small letters, digits and hyphens only, such as upheld-last-year', href: '#name' }]),
    ...(Object.hasOwn(block.figures, typed.name) ? [{ text: 'There is a figure of this name among these words already', href: '#name' }] : []),
  ];
  if ('errors' in read || errors.length > 0) return { errors };
  const figure = wholeQuestion(read.query);
  const as = isPrintedAs(typed.as) ? typed.as : figure.share === true ? 'percent' : usuallyPrinted(figure.measure);
  return { name: typed.name === '' ? figureName(block.figures, questionInWords(figure, {})) : typed.name, figure: { figure, as, ...(typed.places === '' ? {} : { places: Number(typed.places) }) } };
}
