import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QuotesSpec, SentenceRule, SentencesSpec, TextSpec } from '../../../reporting/layout.ts';
import type { Database } from '../../../store/database.ts';
import { partsOf } from './compose-part.ts';
import { type Body, type FieldError, lineError, lineOf, numberOf, wordsOf } from './fields.ts';
import { addressOfPart, afterEdit, changePart, type PartAsking, partPage, previewOf, sendPart, versionSent } from './part-editing.ts';
import { kindNames, partName } from './part-words.ts';

const doneOf = (request: FastifyRequest): string | undefined => ((request.query as Readonly<Record<string, unknown>>)['done'] === undefined ? undefined : 'Saved.');
const paragraphsIn = (text: string): readonly string[] => text.split(/\n\s*\n/).map((one) => one.replaceAll(/\s*\n\s*/g, ' ').trim()).filter((one) => one !== '');

/** A part with nothing to set: it can be looked at, placed elsewhere and removed. */
export async function showPlain(database: Database, asking: PartAsking, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendPart(reply, 'plain', { ...partPage(asking, request, partName(asking.block, asking.open.authority.words), []), kind: kindNames[asking.block.kind], ...await previewOf(database, asking.open, asking.block) });
}

export async function showText(database: Database, asking: PartAsking<TextSpec>, request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], text = asking.block.paragraphs.join('\n\n')): Promise<FastifyReply> {
  return sendPart(reply, 'text', { ...partPage(asking, request, 'Standing text', errors), ...await previewOf(database, asking.open, asking.block), text, done: doneOf(request) });
}

export async function saveText(database: Database, asking: PartAsking<TextSpec>, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const text = wordsOf(request.body, 'text');
  const paragraphs = paragraphsIn(text);
  const refuse = (errors: readonly FieldError[]) => showText(database, asking, request, reply, errors, text);
  if (paragraphs.length === 0) return refuse([{ text: 'Enter the text, or go back and remove this part', href: '#text' }]);
  const made = await changePart(database, asking, versionSent(request.body, asking), 'Standing text changed', (block) => ({ ...block, paragraphs }));
  return afterEdit(request, reply, asking.open.kept.report, made, `${addressOfPart(asking)}?done=yes`, refuse, '#text');
}

export async function showQuotes(database: Database, asking: PartAsking<QuotesSpec>, request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], typed = { atMost: String(asking.block.atMost), none: asking.block.none }): Promise<FastifyReply> {
  return sendPart(reply, 'quotes', { ...partPage(asking, request, 'Compliments that may be quoted', errors), ...await previewOf(database, asking.open, asking.block), typed, done: doneOf(request) });
}

export async function saveQuotes(database: Database, asking: PartAsking<QuotesSpec>, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const typed = { atMost: lineOf(request.body, 'atMost'), none: lineOf(request.body, 'none') };
  const atMost = numberOf(typed.atMost);
  const refuse = (errors: readonly FieldError[]) => showQuotes(database, asking, request, reply, errors, typed);
  const errors = [...(atMost === undefined || atMost < 1 || atMost > 200 ? [{ text: 'Enter a number from 1 to 200', href: '#atMost' }] : []), ...lineError(typed.none, 'what it says where there is none', '#none')];
  if (atMost === undefined || errors.length > 0) return refuse(errors);
  const made = await changePart(database, asking, versionSent(request.body, asking), 'Quotations changed', (block) => ({ ...block, atMost, none: typed.none }));
  return afterEdit(request, reply, asking.open.kept.report, made, `${addressOfPart(asking)}?done=yes`, refuse, '#none');
}

const ruleNames: Readonly<Record<SentenceRule['rule'], string>> = { 'change in count': 'How a number changed', 'change in money': 'How spending changed', 'change in rate': 'How a rate changed', share: 'A share', 'how many': 'A number', rate: 'A rate', largest: 'Which was the largest', value: 'A figure in a sentence' };

/** Sentences as they read now, each by itself: a rule that has nothing to say says so. */
export async function showSentences(database: Database, asking: PartAsking<SentencesSpec>, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { open, block } = asking;
  const [looks, each] = await Promise.all([previewOf(database, open, block), partsOf(database, open, block.sentences.map((sentence, at) => ({ kind: 'sentences' as const, key: `sentence-${at}`, sentences: [sentence] })))]);
  const reads = (at: number): string | undefined => {
    const found = each.find((one) => one.key === `sentence-${at}`);
    return found?.kind === 'sentences' ? found.sentences[0]?.text : undefined;
  };
  return sendPart(reply, 'sentences', {
    ...partPage(asking, request, 'Sentences from the numbers', []), ...looks, asList: block.asList === true, done: doneOf(request),
    rows: block.sentences.map((sentence, at) => ({ at, rule: ruleNames[sentence.rule], reads: reads(at) ?? 'Nothing to say in this period', first: at === 0, last: at === block.sentences.length - 1, only: block.sentences.length === 1 })),
  });
}

export async function saveSentences(database: Database, asking: PartAsking<SentencesSpec>, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const [act = '', which = ''] = lineOf(request.body, 'do').split(' ');
  const at = numberOf(which) ?? -1;
  const asList = lineOf(request.body, 'asList') === 'yes';
  const made = await changePart(database, asking, versionSent(request.body, asking), 'Sentences changed', (was) => {
    const { asList: _, ...block } = was;
    const sentences = [...block.sentences];
    const to = act === 'up' ? at - 1 : at + 1;
    if (act === 'remove' && sentences.length > 1) sentences.splice(at, 1);
    else if ((act === 'up' || act === 'down') && to >= 0 && to < sentences.length) sentences.splice(to, 0, ...sentences.splice(at, 1));
    return { ...block, sentences, ...(asList ? { asList: true } : {}) };
  });
  return afterEdit(request, reply, asking.open.kept.report, made, `${addressOfPart(asking)}?done=yes`);
}
