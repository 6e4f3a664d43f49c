import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nothingHeld } from '../../../reporting/held.ts';
import { publicationsOf } from '../../../store/publications.ts';
import type { Store } from '../../../store/store.ts';
import { type DateFields, dateItems, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, lineError, lineOf, numberOf, wordsOf } from './fields.ts';
import { type Asking, contentOf, type EditedContent, makeEdit, ofReport, type OpenReport } from './open-report.ts';
import { notMade } from './outline-routes.ts';
import { cutOffFrom, periodFrom } from './start-form.ts';
import { titledFor } from './titled.ts';

type Of = { readonly params: { readonly report: string } };
type Typed = { readonly title: string; readonly audience: string; readonly from: DateFields; readonly to: DateFields; readonly asAt: DateFields; readonly disclosure: string; readonly threshold: string; readonly roundedTo: string; readonly comparedWith: string };

const MOST_AUDIENCE = 2000;
const SMALLEST_THRESHOLD = 2;
const LARGEST = 100;

function typedOf({ title, layout, from, to, asAt, disclosure, comparedWith }: EditedContent): Typed {
  return {
    title, audience: layout.audience, from: fieldsOf(from), to: fieldsOf(to), asAt: fieldsOf(asAt), disclosure: disclosure === undefined ? 'off' : 'on', threshold: String(disclosure?.threshold ?? 5), roundedTo: disclosure?.roundedTo === undefined ? '' : String(disclosure.roundedTo),
    comparedWith: comparedWith === undefined ? '' : String(comparedWith),
  };
}

/** The settings as they hold now: where nobody decided how small numbers are hidden, the council's usual rule does. */
function shownOf({ kept, layout, disclosure }: OpenReport): Typed {
  const { disclosure: _, ...content } = contentOf(kept);
  return typedOf({ ...content, layout, ...(disclosure === undefined ? {} : { disclosure }) });
}

function typedIn(body: Body | undefined): Typed {
  const read = body ?? {};
  return {
    title: lineOf(body, 'title'), audience: wordsOf(body, 'audience').trim(), from: readFields(read, 'from'), to: readFields(read, 'to'), asAt: readFields(read, 'asAt'), disclosure: lineOf(body, 'disclosure'), threshold: lineOf(body, 'threshold'), roundedTo: lineOf(body, 'roundedTo'),
    comparedWith: lineOf(body, 'comparedWith'),
  };
}

/** What a report is of, apart from its parts: period, cut-off, title, readers, how small numbers are hidden, and what it is compared with. */
export function addSettings(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  const sendForm = async (request: FastifyRequest, reply: FastifyReply, { viewer, open: { kept } }: Asking, typed: Typed, errors: readonly FieldError[], version = kept.version) => {
    const publications = (await publicationsOf(db, viewer.authorityId)).filter((one) => one.withdrawn === undefined || String(one.publication) === typed.comparedWith);
    const wrong = (id: string) => errors.some((error) => error.href === `#${id}-day`);
    return sendPage(reply, renderPage('features/composer/settings.njk', {
      title: 'Settings of the report', chrome: chrome(request), backTo: { text: kept.title, href: `/reports/${kept.report}` }, errors, beside: besideFields(errors), report: kept.report, version, typed,
      from: dateItems('from', typed.from, wrong('from')), to: dateItems('to', typed.to, wrong('to')), asAt: dateItems('asAt', typed.asAt, wrong('asAt')),
      disclosure: [
        { value: 'off', text: 'Print every number', hint: { text: 'For use inside the council alone' }, checked: typed.disclosure === 'off' },
        { value: 'on', text: 'Hide small numbers', hint: { text: 'And every number from which a hidden one could be worked out. For whatever goes out' }, checked: typed.disclosure === 'on' },
      ],
      publications: [{ value: '', text: 'None' }, ...publications.map((one) => ({ value: String(one.publication), text: one.title, selected: String(one.publication) === typed.comparedWith }))],
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Params: Of['params'] }>('/reports/:report/settings', { config }, ofReport<Of>(db, clock, async (asking, request, reply) => {
    return sendForm(request, reply, asking, shownOf(asking.open), []);
  }));

  app.post<{ Params: Of['params']; Body: Body }>('/reports/:report/settings', { config }, ofReport<Of & { body: Body }>(db, clock, async (asking, request, reply) => {
    const { viewer, at, open: { kept, layout, authority } } = asking;
    const typed = typedIn(request.body);
    const version = numberOf(request.body?.['version']) ?? kept.version;
    const refuse = (errors: readonly FieldError[]) => sendForm(request, reply, asking, typed, errors, version);
    const period = periodFrom(typed.from, typed.to);
    const cutOff = cutOffFrom(typed.asAt, todayBy(clock));
    const comparedWith = typed.comparedWith === '' ? undefined : numberOf(typed.comparedWith);
    const [threshold, roundedTo] = [numberOf(typed.threshold), typed.roundedTo === '' ? undefined : numberOf(typed.roundedTo)];
    const hides = typed.disclosure === 'on';
    const errors: FieldError[] = [
      ...lineError(typed.title, 'the title', '#title'), ...(typed.audience.length > MOST_AUDIENCE ? [{ text: `Whom it is for must have ${MOST_AUDIENCE} characters or fewer`, href: '#audience' }] : []),
      ...('errors' in period ? period.errors : []), ...('error' in cutOff ? [{ text: cutOff.error, href: '#asAt-day' }] : []),
      ...(hides || typed.disclosure === 'off' ? [] : [{ text: 'Select whether small numbers are hidden', href: '#disclosure' }]),
      ...(hides && (threshold === undefined || threshold < SMALLEST_THRESHOLD || threshold > LARGEST) ? [{ text: `Enter a whole number from ${SMALLEST_THRESHOLD} to ${LARGEST}, such as 5`, href: '#threshold' }] : []),
      ...(hides && typed.roundedTo !== '' && (roundedTo === undefined || roundedTo < 2 || roundedTo > LARGEST) ? [{ text: `Enter a whole number from 2 to ${LARGEST}, such as 5, or leave it empty`, href: '#roundedTo' }] : []),
      ...(typed.comparedWith !== '' && !(await publicationsOf(db, viewer.authorityId)).some((one) => one.publication === comparedWith) ? [{ text: 'Choose a publication from the list', href: '#comparedWith' }] : []),
    ];
    if ('errors' in period || 'error' in cutOff || errors.length > 0) return refuse(errors);
    const nothing = await nothingHeld(db, authority, period.period, cutOff.day);
    if (nothing !== undefined) return refuse([{ text: nothing, href: cutOff.day !== undefined && (await nothingHeld(db, authority, period.period)) === undefined ? '#asAt-day' : '#from-day' }]);
    const held = shownOf(asking.open);
    // What is left at the usual rule is not decided: it goes on following that.
    const decides = kept.disclosureDecided === true || typed.disclosure !== held.disclosure || (hides && (typed.threshold !== held.threshold || typed.roundedTo !== held.roundedTo));
    // A title that was left as it was goes on naming the period, whichever it is now.
    const template = typed.title === kept.title ? layout.title : typed.title;
    const titled = titledFor(layout, template, period.period, authority);
    if ('fault' in titled) return refuse([{ text: titled.fault, href: '#title' }]);
    const { title, kind } = titled.layout;
    const made = await makeEdit(db, viewer, kept.report, version, {
      act: 'report settings changed', what: 'Settings changed',
      apply: ({ layout: now, disclosure }) => ({
        title: titled.title, layout: { ...now, title, kind, audience: typed.audience }, from: period.period.from, to: period.period.to, ...(cutOff.day === undefined ? {} : { asAt: cutOff.day }),
        ...(!decides ? (disclosure === undefined ? {} : { disclosure }) : hides && threshold !== undefined ? { disclosure: { threshold, ...(roundedTo === undefined ? {} : { roundedTo }) } } : {}), ...(decides ? { disclosureDecided: true as const } : {}), ...(comparedWith === undefined ? {} : { comparedWith }),
      }),
      about: typedOf,
    }, at);
    if (made.is === 'made') return reply.redirect(`/reports/${kept.report}?done=yes`, 303);
    if (made.is === 'moved on') return sendForm(request, reply, asking, typed, [{ text: 'Somebody changed the settings since you opened them. What you typed is kept: save again to put it in the place of theirs', href: '#title' }]);
    return made.is === 'faulty' ? refuse(made.faults.map(({ problem }) => ({ text: `The title ${problem}`, href: '#title' }))) : notMade(request, reply, kept.report, made);
  }));
}
