import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inWords } from '../../../domain/day.ts';
import { procedureInForce, type ProcedureKey } from '../../../domain/procedure.ts';
import { councilsProcedures, standardProcedures } from '../../../domain/procedures/standard.ts';
import { authorityWith } from '../../../store/authorities.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import { dateItems } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError } from './fields.ts';
import { isProcedureKey, limitFields, procedureSetting, readProcedure, ruleRows, type TypedProcedure, typedOf, type WrittenProcedure, type WrittenProcedures, writtenInWords, writtenProcedures } from './own-procedure.ts';
import { showOrApply } from './what-moves.ts';

const HERE = '/administration/procedures';

/** `place`: which of the council's own limits of the procedure, from 1; `add` for new ones. */
type OfProcedure = { Params: { procedure: string; place: string }; Body: Body };
type Found = { readonly key: ProcedureKey; readonly place: number | 'add'; readonly held: WrittenProcedures; readonly before?: WrittenProcedure };

/** The time limits of both procedures, and those of the council's own, with the days on which they hold. */
export function addProcedures(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;

  const find = async (request: FastifyRequest<OfProcedure>): Promise<Found | undefined> => {
    const { procedure, place } = request.params;
    if (!isProcedureKey(procedure)) return undefined;
    const held = writtenProcedures((await authorityWith(store.db, viewerOf(request).authorityId)).procedures);
    if (place === 'add') return { key: procedure, place, held };
    const before = /^[1-9]\d?$/.test(place) ? held[procedure][Number(place) - 1] : undefined;
    return before === undefined ? undefined : { key: procedure, place: Number(place), held, before };
  };

  const sendForm = (request: FastifyRequest, reply: FastifyReply, { key, place }: Found, typed: TypedProcedure, errors: readonly FieldError[]) =>
    sendPage(reply, renderPage('features/administration/procedure.njk', {
      title: `${standardProcedures[key].standard.name}: ${place === 'add' ? 'add your own limits' : 'change your own limits'}`, chrome: chrome(request), backTo: { text: 'Procedures', href: HERE }, errors, beside: besideFields(errors),
      action: `${HERE}/${key}/${place}`, isNew: place === 'add', byStage: key === 'corporate',
      from: dateItems('from', typed.from, errors.some((error) => error.href === '#from-day')), to: dateItems('to', typed.to, errors.some((error) => error.href === '#to-day')),
      groups: [...Map.groupBy(limitFields(key), (field) => field.group)].map(([name, fields]) => ({
        name, fields: fields.map((field) => ({ name: field.name, label: field.label, hint: `Usually ${field.usual}`, value: typed.limits[field.name] ?? '' })),
      })), counted: typed.counted,
    }), errors.length === 0 ? 200 : 400);

  const withPlace = ({ key, place, held }: Found, written: WrittenProcedure | undefined): WrittenProcedures => {
    const list = place === 'add' ? [...held[key], ...(written === undefined ? [] : [written])] : held[key].flatMap((one, index) => (index === place - 1 ? (written === undefined ? [] : [written]) : [one]));
    return { ...held, [key]: list };
  };

  const propose = (request: FastifyRequest<OfProcedure>, reply: FastifyReply, found: Found, written: WrittenProcedure | undefined, action: string) => showOrApply(store, clock, request, reply, {
    proposed: { procedures: procedureSetting(withPlace(found, written)) }, action, back: HERE,
    changes: [{ setting: `procedure ${found.key}`, before: JSON.stringify(procedureSetting(found.held)[found.key] ?? {}), after: JSON.stringify(procedureSetting(withPlace(found, written))[found.key] ?? {}) }],
    inWords: [{ name: standardProcedures[found.key].standard.name, before: writtenInWords(found.key, found.before), after: writtenInWords(found.key, written) }],
  });

  app.get<{ Querystring: { done?: string } }>(HERE, { config }, async (request, reply) => {
    const authority = await authorityWith(store.db, viewerOf(request).authorityId);
    const written = writtenProcedures(authority.procedures);
    const { procedures } = rulesOf(authority);
    const today = todayBy(clock);
    return sendPage(reply, renderPage('features/administration/procedures.njk', {
      title: 'Procedures', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, done: request.query.done === undefined ? undefined : 'The change is in force.', today: inWords(today),
      procedures: (['statutory', 'corporate'] as const).map((key) => ({
        name: standardProcedures[key].standard.name, addHref: `${HERE}/${key}/add`, rules: ruleRows(procedureInForce(key, today, procedures) ?? standardProcedures[key].standard),
        own: written[key].map((one, index) => ({ text: writtenInWords(key, one), href: `${HERE}/${key}/${index + 1}` })),
      })),
    }));
  });

  app.get<OfProcedure>('/administration/procedures/:procedure/:place', { config }, async (request, reply) => {
    const found = await find(request);
    return found === undefined ? reply.callNotFound() : sendForm(request, reply, found, typedOf(found.key, found.before ?? {}), []);
  });

  app.post<OfProcedure>('/administration/procedures/:procedure/:place', { config }, async (request, reply) => {
    const found = await find(request);
    if (found === undefined) return reply.callNotFound();
    const { typed, written, errors } = readProcedure(found.key, request.body, found.before);
    if (written === undefined) return sendForm(request, reply, found, typed, errors);
    if (isDeepStrictEqual(written, found.before)) return sendForm(request, reply, found, typed, [{ text: 'Nothing is changed', href: '#from-day' }]);
    const read = councilsProcedures(procedureSetting(withPlace(found, written)));
    if ('faults' in read) return sendForm(request, reply, found, typed, read.faults.map((fault) => ({ text: fault, href: `#${limitFields(found.key)[0]?.name ?? ''}` })));
    return propose(request, reply, found, written, `${HERE}/${found.key}/${found.place}`);
  });

  app.post<OfProcedure>('/administration/procedures/:procedure/:place/remove', { config }, async (request, reply) => {
    const found = await find(request);
    if (found === undefined || found.place === 'add') return reply.callNotFound();
    return propose(request, reply, found, undefined, `${HERE}/${found.key}/${found.place}/remove`);
  });
}
