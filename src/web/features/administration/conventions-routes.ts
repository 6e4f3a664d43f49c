import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { conventionChoices, type Conventions, conventionSources, defaultConventions } from '../../../domain/conventions.ts';
import { authorityWith } from '../../../store/authorities.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { conventionWords } from './convention-words.ts';
import { type Body, type FieldError, textOf } from './fields.ts';
import { showOrApply } from './what-moves.ts';

const names = Object.keys(conventionChoices) as (keyof Conventions)[];
const HERE = '/administration/conventions';

/** How the council counts where the law leaves it open. */
export function addConventions(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;
  const chosenNow = async (request: FastifyRequest): Promise<Conventions> => rulesOf(await authorityWith(store.db, viewerOf(request).authorityId)).conventions;

  const sendForm = (request: FastifyRequest, reply: FastifyReply, chosen: Readonly<Record<string, string>>, errors: readonly FieldError[], done?: string) =>
    sendPage(reply, renderPage('features/administration/conventions.njk', {
      title: 'How days are counted', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, errors, done: done === undefined ? undefined : 'The change is in force.',
      questions: names.map((name) => ({
        name, question: conventionWords[name].question, source: conventionSources[name].source, value: chosen[name],
        items: conventionChoices[name].map((choice) => ({ value: choice, text: conventionWords[name].choices[choice] ?? choice, ...(choice === defaultConventions[name] ? { hint: { text: 'As Candour proposes' } } : {}) })),
      })),
    }), errors.length === 0 ? 200 : 400);

  app.get<{ Querystring: { done?: string } }>(HERE, { config }, async (request, reply) => sendForm(request, reply, await chosenNow(request), [], request.query.done));

  app.post<{ Body: Body }>(HERE, { config }, async (request, reply) => {
    const now = await chosenNow(request);
    const chosen = Object.fromEntries(names.map((name) => {
      const typed = textOf(request.body, name);
      return [name, conventionChoices[name].some((choice) => choice === typed) ? typed : now[name]];
    }));
    const changed = names.filter((name) => chosen[name] !== now[name]);
    if (changed.length === 0) return sendForm(request, reply, chosen, [{ text: 'Nothing is changed. Choose another answer to at least one question', href: `#${names[0] ?? ''}` }]);
    const words = (name: keyof Conventions, choice: string) => conventionWords[name].choices[choice] ?? choice;
    return showOrApply(store, clock, request, reply, {
      proposed: { conventions: chosen }, action: HERE, back: HERE,
      changes: changed.map((name) => ({ setting: `convention ${name}`, before: now[name], after: chosen[name] ?? '' })),
      inWords: changed.map((name) => ({ name: conventionWords[name].question, before: words(name, now[name]), after: words(name, chosen[name] ?? '') })),
    });
  });
}
