import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { valueInWords } from '../../../reporting/council-words.ts';
import { termsWithWords } from '../../../register/authority-file.ts';
import { authorityWith } from '../../../store/authorities.ts';
import type { Store } from '../../../store/store.ts';
import { saveThemes, saveWord, themesInUse } from '../../../store/vocabulary.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, textOf } from './fields.ts';

const ADMINISTRATION = { text: 'Administration', href: '/administration' };
const LONGEST = 200;
const MOST_THEMES = 200;

/** The usual word for a term. */
function usualWord(term: string): string {
  return valueInWords('term', term, {}, new Map());
}

const terms = termsWithWords.map((term) => ({ term, usual: usualWord(term) })).toSorted((one, other) => one.usual.localeCompare(other.usual, 'en') || (one.term < other.term ? -1 : 1));

/** The themes of complaints, and what the council calls things. */
export function addVocabulary(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;
  const authorityOf = (request: FastifyRequest) => authorityWith(store.db, viewerOf(request).authorityId);
  const who = (request: FastifyRequest) => ({ by: viewerOf(request).accountId, at: clock() });

  const sendThemes = async (request: FastifyRequest, reply: FastifyReply, typed: string, errors: readonly FieldError[], done?: string) => {
    const authority = await authorityOf(request);
    const inUse = await themesInUse(store.db, authority.authorityId);
    const rows = [...authority.themes.map((theme) => ({ theme, offered: true })), ...[...inUse.keys()].filter((theme) => !authority.themes.includes(theme)).map((theme) => ({ theme, offered: false }))];
    return sendPage(reply, renderPage('features/administration/themes.njk', {
      title: 'Themes', chrome: chrome(request), backTo: ADMINISTRATION, errors, beside: besideFields(errors), done: done === undefined ? undefined : 'Saved.', typed,
      rows: rows.map(({ theme, offered }) => ({ theme, offered, cases: inUse.get(theme) ?? 0 })),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Querystring: { done?: string } }>('/administration/themes', { config }, async (request, reply) => sendThemes(request, reply, (await authorityOf(request)).themes.join('\n'), [], request.query.done));

  app.post<{ Body: Body }>('/administration/themes', { config }, async (request, reply) => {
    const written = request.body?.['themes'];
    const typed = typeof written === 'string' ? written : '';
    const themes = typed.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' ')).filter((line) => line !== '');
    const twice = themes.find((theme, index) => themes.findIndex((one) => one.toLowerCase() === theme.toLowerCase()) < index);
    const long = themes.find((theme) => theme.length > LONGEST);
    const fault = themes.length === 0 ? 'Enter at least one theme' : themes.length > MOST_THEMES ? `Enter ${MOST_THEMES} themes or fewer` : twice !== undefined ? `‘${twice}’ is there twice` : long !== undefined ? `Each theme must have ${LONGEST} characters or fewer` : undefined;
    if (fault !== undefined) return sendThemes(request, reply, typed, [{ text: fault, href: '#themes' }]);
    await saveThemes(store.db, viewerOf(request).authorityId, themes, who(request));
    return reply.redirect('/administration/themes?done=saved');
  });

  const sendWords = async (request: FastifyRequest, reply: FastifyReply, typed: { readonly term: string; readonly word: string }, errors: readonly FieldError[], done?: string) => {
    const { words } = await authorityOf(request);
    return sendPage(reply, renderPage('features/administration/words.njk', {
      title: 'Words', chrome: chrome(request), backTo: ADMINISTRATION, errors, beside: besideFields(errors), done: done === undefined ? undefined : 'Saved.', word: typed.word,
      terms: [{ value: '', text: 'Choose a word' }, ...terms.map(({ term, usual }) => ({ value: term, text: `${usual} (${term})`, selected: term === typed.term }))],
      rows: Object.entries(words).map(([term, word]) => ({ term, usual: usualWord(term), word })).toSorted((one, other) => one.usual.localeCompare(other.usual, 'en')),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Querystring: { done?: string } }>('/administration/words', { config }, async (request, reply) => sendWords(request, reply, { term: '', word: '' }, [], request.query.done));

  app.post<{ Body: Body }>('/administration/words', { config }, async (request, reply) => {
    const typed = { term: textOf(request.body, 'term'), word: textOf(request.body, 'word').replaceAll(/\s+/g, ' ') };
    const { authorityId } = viewerOf(request);
    const removed = textOf(request.body, 'remove');
    if (removed !== '') {
      await saveWord(store.db, authorityId, removed, undefined, who(request));
      return reply.redirect('/administration/words?done=saved');
    }
    const errors: FieldError[] = [];
    if (!terms.some((one) => one.term === typed.term)) errors.push({ text: 'Choose the word that your council has another for', href: '#term' });
    if (typed.word === '' || typed.word.length > LONGEST) errors.push({ text: typed.word === '' ? 'Enter what your council calls it' : `What your council calls it must have ${LONGEST} characters or fewer`, href: '#word' });
    if (errors.length > 0) return sendWords(request, reply, typed, errors);
    await saveWord(store.db, authorityId, typed.term, typed.word, who(request));
    return reply.redirect('/administration/words?done=saved');
  });
}
