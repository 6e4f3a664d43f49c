import type { FastifyReply, FastifyRequest } from 'fastify';
import { printed } from '../../../reporting/composing.ts';
import type { Headline, HeadlinesSpec, LayoutQuery, PrintedAs } from '../../../reporting/layout.ts';
import { usualFigures } from '../../../reporting/layouts/library.ts';
import { printedAsNames, questionInWords, usuallyPrinted } from '../../../reporting/question-words.ts';
import type { RelativePeriod } from '../../../reporting/report-period.ts';
import type { Database } from '../../../store/database.ts';
import { questionFields, readQuestion, type TypedQuestion, typedFrom, typedQuestion, wholeQuestion } from '../../question-fields.ts';
import { asItems } from './column-form.ts';
import { answersOf, inOneState } from './compose-part.ts';
import { type Body, type FieldError, lineError, lineOf, numberOf } from './fields.ts';
import { addressOfPart, afterEdit, changePart, choicesOf, type PartAsking, partPage, previewOf, sendPart, versionSent } from './part-editing.ts';
import { worded } from './part-words.ts';

type Asking = PartAsking<HeadlinesSpec>;
type Typed = { readonly headings: readonly string[]; readonly since: readonly string[]; readonly usual: string; readonly heading: string; readonly question: TypedQuestion; readonly as: string };

const comparisons: readonly (readonly [string, string, RelativePeriod | undefined])[] = [['', 'Nothing', undefined], ['year', 'The same period a year before', { yearsBefore: 1 }], ['previous', 'The period just before', 'previous']];
const sinceValue = (since: RelativePeriod | undefined): string => (since === undefined ? '' : since === 'previous' ? 'previous' : 'year');

const typedOf = ({ figures }: HeadlinesSpec): Typed => ({ headings: figures.map(({ heading }) => heading), since: figures.map(({ since }) => sinceValue(since)), usual: '', heading: '', question: typedFrom({}), as: '' });

export async function showHeadlines(database: Database, asking: Asking, request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], typed: Typed = typedOf(asking.block)): Promise<FastifyReply> {
  const { open, block } = asking;
  const { words } = open.authority;
  const choices = await choicesOf(database, asking);
  const [looks, usual] = await inOneState(database, async (records) => [await previewOf(records, open, block), await answersOf(records, open, usualFigures.map(({ figure }) => figure))]);
  return sendPart(reply, 'headlines', {
    ...partPage(asking, request, 'Headline numbers', errors), ...looks, done: (request.query as Readonly<Record<string, unknown>>)['done'] === undefined ? undefined : 'Saved. The numbers below are as they are now.',
    rows: block.figures.map((figure, at) => ({
      at, id: `heading-${at}`, heading: typed.headings[at] ?? figure.heading, named: worded(figure.heading, words), asks: questionInWords(figure.figure, words), first: at === 0, last: at === block.figures.length - 1,
      since: comparisons.map(([value, text]) => ({ value, text, selected: value === (typed.since[at] ?? '') })),
    })),
    usual: [{ value: '', text: 'Choose a figure' }, ...usualFigures.map((one, at) => ({ value: String(at), text: `${worded(one.heading, words)}: ${usual[at]?.answer == null ? 'no answer' : printed(usual[at].answer, one.as, one.places)}`, selected: String(at) === typed.usual }))],
    own: questionFields('q', typed.question, choices), heading: typed.heading, as: asItems(typed.as, 'As usual for what is counted'), ownOpen: typed.heading !== '' || typed.question.measure !== '' || errors.some(({ href }) => href === '#heading' || href.startsWith('#q-')),
  });
}

const isPrintedAs = (typed: string): typed is PrintedAs => Object.hasOwn(printedAsNames, typed);

/** Rewords, orders, removes and adds headline numbers. */
export async function saveHeadlines(database: Database, asking: Asking, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const { open, block } = asking;
  const { body } = request;
  const typed: Typed = { headings: block.figures.map((_, at) => lineOf(body, `heading-${at}`)), since: block.figures.map((_, at) => lineOf(body, `since-${at}`)), usual: lineOf(body, 'usual'), heading: lineOf(body, 'heading'), question: typedQuestion(body, 'q'), as: lineOf(body, 'as') };
  const [act = '', which = ''] = lineOf(body, 'do').split(' ');
  const refuse = (errors: readonly FieldError[]) => showHeadlines(database, asking, request, reply, errors, typed);
  const errors = typed.headings.flatMap((heading, at) => lineError(heading, 'the heading', `#heading-${at}`));
  const added = act === 'add-usual' ? usualNamed(typed) : act === 'add-own' ? await ownNamed(database, asking, typed) : undefined;
  if (added !== undefined && 'errors' in added) errors.push(...added.errors);
  if (added !== undefined && 'errors' in added || errors.length > 0) return refuse(errors);
  const at = numberOf(which);
  const worded = (now: readonly Headline[]): readonly Headline[] => now.map((was, place) => {
    const { since: _, ...one } = was;
    const since = comparisons.find(([value]) => value === typed.since[place])?.[2];
    return { ...one, heading: typed.headings[place] ?? one.heading, ...(since === undefined ? {} : { since }) };
  });
  const ordered = (now: readonly Headline[]): readonly Headline[] => {
    if (at === undefined) return now;
    if (act === 'remove') return now.filter((_, place) => place !== at);
    const to = act === 'up' ? at - 1 : act === 'down' ? at + 1 : at;
    if (to < 0 || to >= now.length) return now;
    const copy = [...now];
    copy.splice(to, 0, ...copy.splice(at, 1));
    return copy;
  };
  const made = await changePart(database, asking, versionSent(body, asking), 'Headline numbers changed', (one) => ({ ...one, figures: [...ordered(worded(one.figures)), ...(added === undefined ? [] : [added.headline])] }));
  return afterEdit(request, reply, open.kept.report, made, `${addressOfPart(asking)}?done=yes`, refuse, '#heading-0');
}

type Added = { readonly headline: Headline } | { readonly errors: readonly FieldError[] };

function usualNamed(typed: Typed): Added {
  const chosen = typed.usual === '' ? undefined : usualFigures[Number(typed.usual)];
  return chosen === undefined ? { errors: [{ text: 'Choose a figure to add', href: '#usual' }] } : { headline: { ...chosen, since: { yearsBefore: 1 } } };
}

async function ownNamed(database: Database, asking: Asking, typed: Typed): Promise<Added> {
  const read = readQuestion('q', typed.question, await choicesOf(database, asking));
  const errors: FieldError[] = [...lineError(typed.heading, 'the heading', '#heading'), ...('errors' in read ? read.errors : [])];
  if ('errors' in read || errors.length > 0) return { errors };
  const figure: LayoutQuery = wholeQuestion(read.query);
  return { headline: { heading: typed.heading, figure, as: isPrintedAs(typed.as) ? typed.as : figure.share === true ? 'percent' : usuallyPrinted(figure.measure) } };
}
