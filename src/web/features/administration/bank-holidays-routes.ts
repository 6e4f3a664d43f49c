import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { englandsBankHolidays } from '../../../domain/bank-holidays.ts';
import { type Day, inWords, inWordsWithWeekday, isWeekend, parseDay } from '../../../domain/day.ts';
import { englandsCalendar } from '../../../domain/working-days.ts';
import { type Authority, authorityWith } from '../../../store/authorities.ts';
import type { Store } from '../../../store/store.ts';
import { type DateFields, dateItems, dayFrom, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, textOf } from './fields.ts';
import { showOrApply } from './what-moves.ts';

const HERE = '/administration/bank-holidays';
const EMPTY: DateFields = { day: '', month: '', year: '' };

/** Bank holidays proclaimed since Candour was made. */
export function addBankHolidays(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;
  const authorityOf = (request: FastifyRequest): Promise<Authority> => authorityWith(store.db, viewerOf(request).authorityId);

  const sendForm = (request: FastifyRequest, reply: FastifyReply, authority: Authority, typed: { readonly on: DateFields; readonly name: string }, errors: readonly FieldError[], done?: string) => {
    const from = `${todayBy(clock).slice(0, 4)}-01-01`;
    const own = (authority.bankHolidays ?? []).map((holiday) => ({ ...holiday, own: true }));
    const listed = [...englandsBankHolidays.filter((holiday) => holiday.on >= from).map((holiday) => ({ ...holiday, own: false })), ...own].toSorted((one, other) => (one.on < other.on ? -1 : 1));
    return sendPage(reply, renderPage('features/administration/bank-holidays.njk', {
      title: 'Bank holidays', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, errors, beside: besideFields(errors), done: done === undefined ? undefined : 'The change is in force.',
      name: typed.name, dateItems: dateItems('on', typed.on, errors.some((error) => error.href === '#on-day')), knownUntil: inWords(englandsCalendar.knownUntil),
      holidays: listed.map((holiday) => ({ on: holiday.on, day: inWordsWithWeekday(holiday.on), name: holiday.name, own: holiday.own })),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Querystring: { done?: string } }>(HERE, { config }, async (request, reply) => sendForm(request, reply, await authorityOf(request), { on: EMPTY, name: '' }, [], request.query.done));

  app.post<{ Body: Body }>(HERE, { config }, async (request, reply) => {
    const authority = await authorityOf(request);
    const held = authority.bankHolidays ?? [];
    const removed = parseDay(textOf(request.body, 'remove'));
    if (removed !== undefined) {
      const holiday = held.find((one) => one.on === removed);
      if (holiday === undefined) return reply.redirect(HERE);
      return showOrApply(store, clock, request, reply, {
        proposed: { bankHolidays: held.filter((one) => one.on !== removed) }, action: HERE, back: HERE,
        changes: [{ setting: 'bank holiday', before: removed, after: '' }], inWords: [{ name: holiday.name, before: inWordsWithWeekday(removed), after: 'A working day' }],
      });
    }
    const typed = { on: readFields(request.body ?? {}, 'on'), name: textOf(request.body, 'name') };
    const on = dayFrom(typed.on, 'The day of the holiday');
    const errors: FieldError[] = [];
    if (typed.name === '' || typed.name.length > 200) errors.push({ text: typed.name === '' ? 'Enter the name of the holiday' : 'The name must have 200 characters or fewer', href: '#name' });
    const fault = 'error' in on ? on.error : faultOf(on.day, authority);
    if (fault !== undefined) errors.push({ text: fault, href: '#on-day' });
    if (errors.length > 0 || 'error' in on || on.day === undefined) return sendForm(request, reply, authority, typed, errors);
    return showOrApply(store, clock, request, reply, {
      proposed: { bankHolidays: [...held, { on: on.day, name: typed.name, kind: 'one-off' as const }].toSorted((one, other) => (one.on < other.on ? -1 : 1)) }, action: HERE, back: HERE,
      changes: [{ setting: 'bank holiday', before: '', after: on.day }], inWords: [{ name: typed.name, before: 'A working day', after: inWordsWithWeekday(on.day) }],
    });
  });
}

/** Why a day cannot be added as a holiday. */
function faultOf(on: Day | undefined, authority: Authority): string | undefined {
  if (on === undefined) return 'Enter the day of the holiday';
  if (on < englandsCalendar.knownFrom || on > englandsCalendar.knownUntil) return `The day of the holiday must be from ${inWords(englandsCalendar.knownFrom)} to ${inWords(englandsCalendar.knownUntil)}`;
  if (isWeekend(on)) return `${inWordsWithWeekday(on)} is no working day already`;
  const held = [...englandsBankHolidays, ...(authority.bankHolidays ?? [])].find((holiday) => holiday.on === on);
  return held === undefined ? undefined : `${inWordsWithWeekday(on)} is a bank holiday already: ${held.name}`;
}
