import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../../../store/audit.ts';
import { accountNames, complaintsTeam } from '../../../store/accounts.ts';
import { casesLookedAfter, handOver } from '../../../store/hand-over.ts';
import { officersOfCases } from '../../../store/case-lists.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';

type Body = Readonly<Record<string, unknown>>;
type Typed = { readonly from: string; readonly to: string; readonly reason: string };

const NOBODY = 'nobody';
const LONGEST_REASON = 2000;

/** Giving all the open cases of one of the team to another: when somebody leaves, or is away for long. */
export function addHandOver(app: FastifyInstance, { db }: Store, clock: Clock): void {
  async function page(request: FastifyRequest, reply: FastifyReply, typed: Typed, errors: readonly { readonly field: string; readonly text: string }[], done?: string): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const [team, names, held] = await Promise.all([complaintsTeam(db, viewer.authorityId), accountNames(db, viewer.authorityId), officersOfCases(db, viewer, todayBy(clock), clock())]);
    const everybody = [...new Set([...team.keys(), ...held])];
    const counts = await casesLookedAfter(db, viewer, everybody, todayBy(clock), clock());
    const cases = (key: string) => (counts.get(key) === 1 ? '1 open case' : `${(counts.get(key) ?? 0).toLocaleString('en-GB')} open cases`);
    await audit(db, viewer.authorityId, clock(), { what: 'listed', accountId: viewer.accountId, detail: { list: 'cases by officer' } });
    return sendPage(reply, renderPage('features/hand-over/hand-over.njk', {
      title: 'Hand cases over', chrome: chrome(request), backTo: { text: 'Back to work', href: '/work' }, done, reason: typed.reason,
      error: Object.fromEntries(errors.toReversed().map(({ field, text }) => [field, text])), errors: errors.map(({ field, text }) => ({ text, href: `#${field}` })),
      from: [{ value: '', text: 'Choose' }, { value: NOBODY, text: `Nobody (${cases('')})`, selected: typed.from === NOBODY }, ...everybody.map((key) => ({ value: key, text: `${names.get(key) ?? key} (${cases(key)})`, selected: key === typed.from }))],
      to: [{ value: '', text: 'Choose' }, ...[...team].map(([key, name]) => ({ value: key, text: name, selected: key === typed.to }))],
    }), errors.length > 0 ? 400 : 200);
  }

  app.get<{ Querystring: { done?: string; left?: string } }>('/hand-over', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const [handedOver, left] = [request.query.done, request.query.left].map((one) => (/^\d{1,5}$/.test(one ?? '') ? Number(one) : undefined));
    const done = handedOver === undefined ? undefined : `${handedOver === 1 ? '1 case was' : `${handedOver.toLocaleString('en-GB')} cases were`} handed over.${left === undefined || left === 0 ? '' : ` ${left === 1 ? '1 was' : `${left} were`} changed meanwhile and left as they are: hand them over again.`}`;
    return page(request, reply, { from: '', to: '', reason: '' }, [], done);
  });

  app.post<{ Body: Body }>('/hand-over', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const text = (field: string) => (typeof request.body[field] === 'string' ? request.body[field].replaceAll('\0', '').trim() : '');
    const typed: Typed = { from: text('from'), to: text('to'), reason: text('reason') };
    const viewer = viewerOf(request);
    const team = await complaintsTeam(db, viewer.authorityId);
    const errors = [
      ...(typed.from === NOBODY || /^U\d{1,9}$/.test(typed.from) ? [] : [{ field: 'from', text: 'Select whose cases are handed over' }]),
      ...(team.has(typed.to) ? [] : [{ field: 'to', text: 'Select who looks after them from now on' }]),
      ...(typed.from !== '' && typed.from === typed.to ? [{ field: 'to', text: 'Select somebody else: they look after these cases already' }] : []),
      ...(typed.reason === '' ? [{ field: 'reason', text: 'Enter why they are handed over' }] : typed.reason.length > LONGEST_REASON ? [{ field: 'reason', text: 'Reason must be 2,000 characters or fewer' }] : []),
    ];
    if (errors.length > 0) return page(request, reply, typed, errors);
    const { handedOver, left } = await handOver(db, viewer, { ...typed, from: typed.from === NOBODY ? '' : typed.from }, todayBy(clock), clock());
    return reply.redirect(`/hand-over?done=${handedOver}&left=${left}`);
  });
}
