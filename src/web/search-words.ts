import type { FastifyInstance } from 'fastify';
import type { Viewer } from '../domain/viewer.ts';
import type { Database } from '../store/database.ts';
import { keepSearchWords, searchWords, standsForWords } from '../store/search-words.ts';
import type { Store } from '../store/store.ts';
import { type Clock, viewerOf } from './request-context.ts';

type Query = Readonly<Record<string, unknown>>;

/** The lists that may be searched in words. */
const searched = /^\/(?:cases|compliments|pool|cases\/[^/?#]{1,300}\/pool\/[a-z-]+)$/;
const LONGEST_WORDS = 200;
const own = new Set(['formToken', 'to', 'wordsIn']);

/** Takes the words of a search out of its form, so that the address of what is found holds its filters and none of the words. */
export function addSearchWords(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.post<{ Body: Query | undefined }>('/find', { config: { allow: 'signed in' } }, async (request, reply) => {
    const body = request.body ?? {};
    const to = typeof body['to'] === 'string' && searched.test(body['to']) ? body['to'] : '/cases';
    const wordsIn = body['wordsIn'] === 'find' ? 'find' : 'q';
    const address = new URLSearchParams();
    for (const [name, value] of Object.entries(body)) if (typeof value === 'string' && value !== '' && !own.has(name) && name !== wordsIn) address.set(name, value);
    const typed = body[wordsIn];
    const words = typeof typed === 'string' ? typed.replaceAll('\0', '').trim().slice(0, LONGEST_WORDS) : '';
    if (words !== '') address.set(wordsIn, await keepSearchWords(db, viewerOf(request), words, clock()));
    return reply.redirect(address.size === 0 ? to : `${to}?${address.toString()}`, 303);
  });
}

/** A query with the words that its address stands for; `inAddress`: what stands for them. */
export async function withSearchWords(database: Database, viewer: Viewer, query: Query, name: 'q' | 'find'): Promise<{ readonly query: Query; readonly inAddress?: string }> {
  const key = query[name];
  if (typeof key !== 'string' || !standsForWords(key)) return { query };
  return { query: { ...query, [name]: (await searchWords(database, viewer, key)) ?? '' }, inAddress: key };
}
