import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { couldBeTaken, faultOfPattern, initialsInReferences, namesSomebody, nextReferences, type Patterns, placesInPatterns, referencedKinds, referencePatterns, saveReferencePatterns } from '../../../store/reference-patterns.ts';
import type { Referenced } from '../../../store/references.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, textOf } from './fields.ts';

const HERE = '/administration/references';
const named: Readonly<Record<Referenced, string>> = { representation: 'References of complaints and representations', compliment: 'References of compliments' };

/** How the council writes its references, with what the next ones would be. */
export function addReferencePatterns(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;

  async function page(request: FastifyRequest, reply: FastifyReply, typed: Patterns, errors: readonly FieldError[], { next, done }: { readonly next?: Patterns; readonly done?: boolean } = {}): Promise<FastifyReply> {
    const { authorityId } = viewerOf(request);
    const initials = await initialsInReferences(db, authorityId);
    return sendPage(reply, renderPage('features/administration/references.njk', {
      title: 'References', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, errors, beside: besideFields(errors), done: done === true ? 'Saved. References given out before stay as they are.' : undefined,
      fields: referencedKinds.map((of) => ({ id: of, label: named[of], value: typed[of] })), next: next === undefined ? undefined : referencedKinds.map((of) => ({ key: { text: named[of] }, value: { text: next[of] } })),
      places: Object.entries(placesInPatterns).map(([place, means]) => ({ place, means: place === '{initials}' ? `${means}: ${initials}` : means })),
    }), errors.length > 0 ? 400 : 200);
  }

  app.get<{ Querystring: { done?: string } }>(HERE, { config }, async (request, reply) => {
    const { authorityId } = viewerOf(request);
    const patterns = await referencePatterns(db, authorityId);
    return page(request, reply, patterns, [], { next: await nextReferences(db, authorityId, patterns, todayBy(clock)), done: request.query.done !== undefined });
  });

  app.post<{ Body: Body }>(HERE, { config }, async (request, reply) => {
    const { authorityId, accountId } = viewerOf(request);
    const typed: Patterns = { representation: textOf(request.body, 'representation'), compliment: textOf(request.body, 'compliment') };
    const errors: FieldError[] = [];
    for (const of of referencedKinds) {
      const fault = faultOfPattern(typed[of]) ?? (await namesSomebody(db, authorityId, typed[of]) ? 'It holds a name that is on record of somebody. A reference stands in addresses and letters, so it says nothing of a person' : undefined);
      if (fault !== undefined) errors.push({ text: fault, href: `#${of}` });
    }
    if (errors.length === 0 && couldBeTaken(typed)) errors.push({ text: 'Write references of compliments otherwise than those of complaints: the two could read the same', href: '#compliment' });
    if (errors.length > 0) return page(request, reply, typed, errors);
    if (textOf(request.body, 'do') === 'preview') return page(request, reply, typed, [], { next: await nextReferences(db, authorityId, typed, todayBy(clock)) });
    await saveReferencePatterns(db, authorityId, typed, { by: accountId, at: clock() });
    return reply.redirect(`${HERE}?done=saved`);
  });
}
