import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inWords } from '../../../domain/day.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { likelyDoubles, sayApart } from '../../../store/likely-doubles.ts';
import { hasHiddenCases, mergedInto, mergePeople, partPeople } from '../../../store/merge-people.ts';
import { type DetailName, type PersonDetails, peopleFor, personFor, type PersonFound, peopleLike } from '../../../store/people.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { caseInWords, detailsInWords } from '../../person-in-words.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { detailInWords, detailNames } from './details.ts';

type Pair = { Params: { person: string; other: string } };
type Body = Readonly<Record<string, unknown>>;
type Errors = readonly { readonly field: string; readonly text: string }[];

const MOST_DOUBLES = 20;
const LONGEST_REASON = 2000;
const LONGEST_NAME = 200;
/** Of what both records tell, one is kept; of other names all may be. */
const chosen = (Object.keys(detailNames) as DetailName[]).filter((detail) => detail !== 'formerNames');

/** Finding two records of one person, putting them side by side, merging them, and undoing it. */
export function addMerging(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const find = (request: FastifyRequest, key: string) => personFor(db, viewerOf(request), key, todayBy(clock), clock());
  const auditView = async (request: FastifyRequest, ...people: readonly string[]) => {
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), ...people.map((person) => ({ what: 'viewed' as const, accountId: viewer.accountId, detail: { person } })));
  };

  app.get('/people/doubles', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const pairs = await likelyDoubles(db, viewer, todayBy(clock), clock(), MOST_DOUBLES);
    const people = await peopleFor(db, viewer, pairs.flatMap((pair) => [pair.person, pair.other]), todayBy(clock), clock());
    await auditView(request, ...people.keys());
    return sendPage(reply, renderPage('features/people/doubles.njk', {
      title: 'People who may be on record twice', chrome: chrome(request), most: pairs.length === MOST_DOUBLES ? MOST_DOUBLES : undefined,
      done: (request.query as { done?: string }).done === 'apart' ? 'They are two people: they are not proposed again.' : undefined,
      pairs: pairs.flatMap(({ person, other, sameBirthDate }) => {
        const [one, two] = [people.get(person), people.get(other)];
        if (one === undefined || two === undefined) return [];
        return [{
          people: [one, two].map((each) => ({ key: each.person, name: each.name ?? each.person, details: detailsInWords(each), cases: casesInWords(each) })),
          because: sameBirthDate ? 'Born on the same day, with names that are alike' : 'Of the same name; a date of birth is missing',
          compareHref: `/people/${encodeURIComponent(one.person)}/merge/${encodeURIComponent(two.person)}`, apartAction: `/people/${encodeURIComponent(one.person)}/apart/${encodeURIComponent(two.person)}`,
          names: `${one.name ?? one.person} (${one.person}) and ${two.name ?? two.person} (${two.person})`,
        }];
      }),
    }));
  });

  app.post<Pair>('/people/:person/apart/:other', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const [one, two] = await Promise.all([find(request, request.params.person), find(request, request.params.other)]);
    if (one?.known !== true || two?.known !== true || one.person === two.person) return reply.callNotFound();
    await sayApart(db, viewerOf(request), one.person, two.person, clock());
    return reply.redirect('/people/doubles?done=apart');
  });

  app.get<{ Params: { person: string }; Querystring: Record<string, unknown> }>('/people/:person/merge', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const person = await find(request, request.params.person);
    if (person === undefined || person.erasedAt !== undefined) return reply.callNotFound();
    const typed = typeof request.query['who'] === 'string' ? request.query['who'].trim().slice(0, LONGEST_NAME) : undefined;
    const found = typed === undefined || typed === '' ? [] : await named(request, typed);
    const others = found.filter((one) => one.person !== person.person && one.erasedAt === undefined);
    await auditView(request, person.person, ...others.map((one) => one.person));
    return sendPage(reply, renderPage('features/people/find-double.njk', {
      title: 'Find the other record', chrome: chrome(request), person: person.person, name: person.name ?? person.person, backTo: { text: 'Back to the person', href: `/people/${encodeURIComponent(person.person)}` },
      typed: typed ?? person.name ?? '', errors: typed === '' ? [{ text: 'Enter a name, or the key of a record', href: '#who' }] : [], looked: typed !== undefined && typed !== '',
      others: others.map((one) => ({ key: one.person, name: one.name ?? one.person, details: detailsInWords(one), cases: casesInWords(one), href: `/people/${encodeURIComponent(person.person)}/merge/${encodeURIComponent(one.person)}` })),
    }), typed === '' ? 400 : 200);
  });

  /** People of a name, or the one whose key was typed. */
  async function named(request: FastifyRequest, typed: string): Promise<readonly PersonFound[]> {
    const [byKey, byName] = await Promise.all([find(request, typed.toUpperCase()), peopleLike(db, viewerOf(request), { name: typed }, todayBy(clock), clock(), 12)]);
    return byKey === undefined ? byName : [byKey, ...byName.filter((one) => one.person !== byKey.person)];
  }

  type Sides = { readonly kept: PersonFound; readonly other: PersonFound };

  async function sidesOf(request: FastifyRequest<Pair>): Promise<Sides | undefined> {
    const [kept, other] = await Promise.all([find(request, request.params.person), find(request, request.params.other)]);
    return kept === undefined || other === undefined || kept.person === other.person || kept.erasedAt !== undefined || other.erasedAt !== undefined ? undefined : { kept, other };
  }

  async function comparePage(request: FastifyRequest<Pair>, reply: FastifyReply, { kept, other }: Sides, typed: Body, errors: Errors, status: number, notice?: string): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const { words } = await authorityOf(db, viewer);
    const [keptHidden, otherHidden] = await Promise.all([kept, other].map((one) => hasHiddenCases(db, viewer.authorityId, one.person)));
    const told = (one: PersonFound, detail: DetailName) => detailInWords(one, detail);
    const sideOf = (one: PersonFound) => ({ key: one.person, name: one.name ?? `Person ${one.person}`, version: one.version, cases: one.cases.map((each) => ({ ...caseInWords(each, words, one.person), as: each.complainant === one.person ? 'complains' : 'child it is about' })) });
    return sendPage(reply, renderPage('features/people/merge.njk', {
      title: 'Merge two records of one person', chrome: chrome(request), backTo: { text: 'Back to the person', href: `/people/${encodeURIComponent(kept.person)}` }, notice,
      kept: sideOf(kept), other: sideOf(other), swapHref: `/people/${encodeURIComponent(other.person)}/merge/${encodeURIComponent(kept.person)}`, action: `/people/${encodeURIComponent(kept.person)}/merge/${encodeURIComponent(other.person)}`,
      rows: chosen.map((detail) => {
        const [here, there] = [told(kept, detail), told(other, detail)];
        const label = `${detailNames[detail].slice(0, 1).toUpperCase()}${detailNames[detail].slice(1)}`;
        const differs = here !== undefined && there !== undefined && here !== there;
        return { detail, label, here: here?.split('\n').join(', ') ?? 'Not on record', there: there?.split('\n').join(', ') ?? 'Not on record', differs, takesOther: typed[`keep-${detail}`] === 'other' };
      }),
      otherNames: otherNames(kept, other, kept.name).join(', '), keepNames: typed['version'] === undefined || typed['names'] === 'yes', reason: typeof typed['reason'] === 'string' ? typed['reason'] : '',
      hidden: keptHidden === true || otherHidden === true, error: Object.fromEntries(errors.toReversed().map(({ field, text }) => [field, text])), errors: errors.map(({ field, text }) => ({ text, href: `#${field}` })),
    }), status);
  }

  app.get<Pair>('/people/:person/merge/:other', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const sides = await sidesOf(request);
    if (sides === undefined) return reply.callNotFound();
    await auditView(request, sides.kept.person, sides.other.person);
    return comparePage(request, reply, sides, {}, [], 200);
  });

  app.post<Pair & { Body: Body }>('/people/:person/merge/:other', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const sides = await sidesOf(request);
    if (sides === undefined) return reply.callNotFound();
    const { body } = request;
    const { kept, other } = sides;
    const reason = typeof body['reason'] === 'string' ? body['reason'].replaceAll('\0', '').trim() : '';
    if (reason === '') return comparePage(request, reply, sides, body, [{ field: 'reason', text: 'Enter why these two records are of one person' }], 400);
    if (reason.length > LONGEST_REASON) return comparePage(request, reply, sides, body, [{ field: 'reason', text: 'Reason must be 2,000 characters or fewer' }], 400);
    const merged = await mergePeople(db, viewerOf(request), {
      person: other.person, personVersion: Number(body['otherVersion']), into: kept.person, intoVersion: Number(body['version']), reason,
      details: detailsKept(kept, other, (detail) => body[`keep-${detail}`] === 'other', body['names'] === 'yes'),
    }, clock());
    switch (merged) {
      case 'merged': return reply.redirect(`/people/${encodeURIComponent(kept.person)}?done=merged`);
      case 'moved on': return comparePage(request, reply, sides, body, [], 409, 'Somebody has changed one of the two since you opened the page. Look at them again before you merge them.');
      case 'erased': case 'merged before': return reply.callNotFound();
      default: return merged satisfies never;
    }
  });

  type Parting = { Params: { person: string; merge: string }; Body: Body };

  async function partPage(request: FastifyRequest<Parting>, reply: FastifyReply, typed: string, error?: string): Promise<FastifyReply> {
    const person = await find(request, request.params.person);
    const merge = (await mergedInto(db, viewerOf(request), request.params.person, todayBy(clock), clock())).find((one) => String(one.merge) === request.params.merge);
    if (person === undefined || merge === undefined || person.erasedAt !== undefined) {
      reply.callNotFound();
      return reply;
    }
    return sendPage(reply, renderPage('features/people/part.njk', {
      title: 'Undo a merge', chrome: chrome(request), backTo: { text: 'Back to the person', href: `/people/${encodeURIComponent(person.person)}` }, name: person.name ?? person.person, person: person.person, other: merge.person,
      merged: `${inWords(todayBy(() => merge.at))}, by ${merge.by}`, reason: typed, error, errors: error === undefined ? [] : [{ text: error, href: '#reason' }],
    }), error === undefined ? 200 : 400);
  }

  app.get<Parting>('/people/:person/part/:merge', { config: { allow: 'decideCases' } }, (request, reply) => partPage(request, reply, ''));

  app.post<Parting>('/people/:person/part/:merge', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const reason = typeof request.body['reason'] === 'string' ? request.body['reason'].replaceAll('\0', '').trim() : '';
    if (reason === '' || reason.length > LONGEST_REASON) return partPage(request, reply, reason, reason === '' ? 'Enter why they are two people after all' : 'Reason must be 2,000 characters or fewer');
    const merge = (await mergedInto(db, viewerOf(request), request.params.person, todayBy(clock), clock())).find((one) => String(one.merge) === request.params.merge);
    if (merge === undefined) return reply.callNotFound();
    const parted = await partPeople(db, viewerOf(request), merge.merge, reason, clock());
    if (parted.is !== 'parted') return reply.callNotFound();
    return reply.redirect(`/people/${encodeURIComponent(request.params.person)}?done=${parted.putBack ? 'parted' : encodeURIComponent('parted, not put back')}`);
  });
}

function casesInWords({ cases }: PersonFound): string {
  return cases.length === 0 ? 'No case that you may see' : `${cases.length === 1 ? '1 case' : `${cases.length} cases`}, the latest ${cases[0]?.ref ?? ''}`;
}

/** The names by which either record knows the person, but the one that is kept as the name. */
function otherNames(kept: PersonDetails, other: PersonDetails, name: string | undefined): readonly string[] {
  return [...new Set([kept.name, other.name, ...(kept.formerNames ?? []), ...(other.formerNames ?? [])])].filter((one) => one !== undefined && one !== name) as string[];
}

/** What is known from now on: what only one of the two tells, and of what both do the one chosen. */
function detailsKept(kept: PersonDetails, other: PersonDetails, takesOther: (detail: DetailName) => boolean, keepsNames: boolean): PersonDetails {
  const details: Record<string, unknown> = {};
  for (const detail of chosen) {
    const value = kept[detail] === undefined || (takesOther(detail) && other[detail] !== undefined) ? other[detail] : kept[detail];
    if (value !== undefined) details[detail] = value;
  }
  const said = details as PersonDetails;
  return { ...said, formerNames: keepsNames ? otherNames(kept, other, said.name) : kept.formerNames ?? [] };
}
