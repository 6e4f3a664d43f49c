import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayInEngland, inWords } from '../../../domain/day.ts';
import { may } from '../../../domain/viewer.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { mergedInto } from '../../../store/merge-people.ts';
import { changePerson, changesOfPerson, type PersonDetails, personFor, waysOfContact } from '../../../store/people.ts';
import type { Store } from '../../../store/store.ts';
import { dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { caseInWords } from '../../person-in-words.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { detailNames, detailRows, wayNames } from './details.ts';
import { addMerging } from './merging-routes.ts';

const fields = ['name', 'otherNames', 'telephone', 'email', 'address', 'preferred', 'needs', 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number] | 'born-day' | 'born-month' | 'born-year', string>>;
const LONGEST = { name: 200, otherNames: 400, telephone: 200, email: 200, address: 2000, needs: 5000, reason: 2000 } as const;
const fieldNames = { name: 'Name', otherNames: 'Other names', telephone: 'Telephone number', email: 'Email address', address: 'Address', needs: 'Communication needs', reason: 'Reason' } as const;

const doneInWords: Readonly<Record<string, string>> = {
  changed: 'The change is on record.', merged: 'The two records are one now.', parted: 'The merge is undone. What was known of this person is as it was before.',
  'parted, not put back': 'The merge is undone. What is known of this person was changed after the merge, and was left as it is: look through it.',
};

/** A person's page: what is known of them, and the cases that the viewer may see. */
export function addPeople(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;
  addMerging(app, store, clock);
  type Asked = FastifyRequest<{ Params: { person: string } }>;
  const find = (request: Asked) => personFor(db, viewerOf(request), request.params.person, todayBy(clock), clock());

  async function changePage(request: Asked, reply: FastifyReply, typed: Typed, version: number, errors: readonly { field: string; text: string }[], status: number, notice?: string): Promise<FastifyReply> {
    const error = Object.fromEntries(errors.toReversed().map(({ field, text }) => [field, text]));
    const { person } = request.params;
    return sendPage(reply, renderPage('features/people/change.njk', {
      title: 'Change what is known of a person', chrome: chrome(request), backTo: { text: 'Back to the person', href: `/people/${encodeURIComponent(person)}` }, person, version, values: typed, error, notice,
      errors: errors.map(({ field, text }) => ({ text, href: `#${field === 'born' ? 'born-day' : field}` })),
      born: [{ name: 'day', classes: 'govuk-input--width-2', value: typed['born-day'] }, { name: 'month', classes: 'govuk-input--width-2', value: typed['born-month'] }, { name: 'year', classes: 'govuk-input--width-4', value: typed['born-year'] }],
      preferred: waysOfContact.map((value) => ({ value, text: wayNames[value], checked: typed.preferred === value })),
    }), status);
  }

  app.get<{ Params: { person: string }; Querystring: { changed?: string; done?: string } }>('/people/:person', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const person = await find(request);
    if (person === undefined) return reply.callNotFound();
    if (person.person !== request.params.person) return reply.redirect(`/people/${encodeURIComponent(person.person)}`);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, detail: { person: person.person } });
    const { words } = await authorityOf(db, viewer);
    const [changes, merged] = await Promise.all([changesOfPerson(db, viewer.authorityId, person.person), mergedInto(db, viewer, person.person, todayBy(clock), clock())]);
    return sendPage(reply, renderPage('features/people/person.njk', {
      title: person.erasedAt === undefined ? (person.name ?? `Person ${person.person}`) : `Person ${person.person}, erased`, chrome: chrome(request), person: person.person, done: doneInWords[request.query.done ?? ''] ?? (request.query.changed === undefined ? undefined : doneInWords['changed']),
      erased: person.erasedAt === undefined ? undefined : inWords(dayInEngland(person.erasedAt)), nameless: person.erasedAt === undefined && person.name === undefined,
      mayChange: person.erasedAt === undefined && may(viewer, 'recordCases'), mayMerge: person.erasedAt === undefined && may(viewer, 'decideCases'),
      merged: merged.map((one) => ({ person: one.person, when: inWords(dayInEngland(one.at)), by: one.by, reason: one.reason ?? 'Erased', href: `/people/${encodeURIComponent(person.person)}/part/${one.merge}` })),
      details: detailRows(person).map(([name, value]) => ({ key: { text: name }, value: { text: value === undefined || value === '' ? 'Not on record' : value.split('\n').join(', ') } })),
      cases: person.cases.map((one) => ({ ...caseInWords(one, words, person.person), as: one.complainant === person.person ? 'Complains' : 'Child it is about' })),
      changes: changes.map((change) => ({ when: inWords(dayInEngland(change.at)), by: change.by, details: change.details.map((detail) => detailNames[detail]).join(', '), reason: change.reason ?? 'Erased' })),
    }));
  });

  app.get<{ Params: { person: string } }>('/people/:person/change', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const person = await find(request);
    if (person === undefined || person.erasedAt !== undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, detail: { person: person.person } });
    return changePage(request, reply, typedOf(person), person.version, [], 200);
  });

  app.post<{ Params: { person: string }; Body: Readonly<Record<string, unknown>> }>('/people/:person/change', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const person = await find(request);
    if (person === undefined || person.erasedAt !== undefined) return reply.callNotFound();
    const { body } = request;
    const born = readFields(body, 'born');
    const text = (field: string) => (typeof body[field] === 'string' ? body[field].replaceAll('\0', '').replaceAll('\r\n', '\n') : '');
    const typed: Typed = { name: text('name'), otherNames: text('otherNames'), telephone: text('telephone'), email: text('email'), address: text('address'), preferred: text('preferred'), needs: text('needs'), reason: text('reason'), 'born-day': born.day, 'born-month': born.month, 'born-year': born.year };
    const version = Number(text('version'));
    const errors: { field: string; text: string }[] = [];
    if (typed.name.trim() === '') errors.push({ field: 'name', text: 'Enter the person’s name' });
    const bornOn = dayFrom(born, 'Date of birth');
    if ('error' in bornOn) errors.push({ field: 'born', text: bornOn.error });
    else if (bornOn.day !== undefined && bornOn.day > todayBy(clock)) errors.push({ field: 'born', text: 'Date of birth must be in the past' });
    if (typed.email.trim() !== '' && !/^\S+@\S+\.\S+$/u.test(typed.email.trim())) errors.push({ field: 'email', text: 'Enter an email address in the correct format, like name@example.com' });
    if (typed.reason.trim() === '') errors.push({ field: 'reason', text: 'Enter why you change it' });
    for (const field of ['name', 'otherNames', 'telephone', 'email', 'address', 'needs', 'reason'] as const) {
      if (typed[field].length > LONGEST[field]) errors.push({ field, text: `${fieldNames[field]} must be ${LONGEST[field].toLocaleString('en-GB')} characters or fewer` });
    }
    if (errors.length > 0 || 'error' in bornOn) return changePage(request, reply, typed, version, errors, 400);
    const at = clock();
    const changed = await changePerson(db, person.person, version, detailsOf(typed, bornOn.day), { viewer: viewerOf(request), reason: typed.reason.trim(), at });
    if (changed === 'erased') return reply.callNotFound();
    if (changed === 'moved on') {
      const now = await find(request);
      return changePage(request, reply, typed, now?.version ?? 0, [], 409, 'Somebody else has changed this person since you opened the page. What you typed is below: compare it with the person’s page, then save it again.');
    }
    return reply.redirect(`/people/${encodeURIComponent(person.person)}${changed === 'changed' ? '?changed=1' : ''}`);
  });
}

function typedOf(person: PersonDetails): Typed {
  const { day, month, year } = fieldsOf(person.bornOn);
  return {
    name: person.name ?? '', otherNames: (person.formerNames ?? []).join(', '), telephone: person.telephone ?? '', email: person.email ?? '', address: person.address ?? '', preferred: person.preferredContact ?? '', needs: person.communicationNeeds ?? '',
    reason: '', 'born-day': day, 'born-month': month, 'born-year': year,
  };
}

function detailsOf(typed: Typed, bornOn: PersonDetails['bornOn']): PersonDetails {
  const formerNames = typed.otherNames.split(/[,;\n]/u).map((one) => one.trim()).filter((one) => one !== '');
  const preferredContact = waysOfContact.find((way) => way === typed.preferred);
  const said = { name: typed.name.trim(), telephone: typed.telephone.trim(), email: typed.email.trim(), address: typed.address.trim(), communicationNeeds: typed.needs.trim() };
  return { formerNames, ...(bornOn === undefined ? {} : { bornOn }), ...(preferredContact === undefined ? {} : { preferredContact }), ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')) };
}
