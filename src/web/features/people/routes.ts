import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayInEngland, inWords } from '../../../domain/day.ts';
import { may } from '../../../domain/viewer.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { changePerson, changesOfPerson, type DetailName, type PersonDetails, personFor, waysOfContact, type WayOfContact } from '../../../store/people.ts';
import type { Store } from '../../../store/store.ts';
import { dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { caseInWords } from '../../person-in-words.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';

const wayNames: Readonly<Record<WayOfContact, string>> = { telephone: 'Telephone', text: 'Text message', email: 'Email', letter: 'Letter', through_somebody_else: 'Through somebody else' };
const detailNames: Readonly<Record<DetailName, string>> = {
  name: 'name', formerNames: 'other names', bornOn: 'date of birth', telephone: 'telephone number', email: 'email address', address: 'address', preferredContact: 'preferred way of contact', communicationNeeds: 'communication needs',
};
const fields = ['name', 'otherNames', 'telephone', 'email', 'address', 'preferred', 'needs', 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number] | 'born-day' | 'born-month' | 'born-year', string>>;
const LONGEST = { name: 200, otherNames: 400, telephone: 200, email: 200, address: 2000, needs: 5000, reason: 2000 } as const;
const fieldNames = { name: 'Name', otherNames: 'Other names', telephone: 'Telephone number', email: 'Email address', address: 'Address', needs: 'Communication needs', reason: 'Reason' } as const;

/** A person's page: what is known of them, and the cases that the viewer may see. */
export function addPeople(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;
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

  app.get<{ Params: { person: string }; Querystring: { changed?: string } }>('/people/:person', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const person = await find(request);
    if (person === undefined) return reply.callNotFound();
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, detail: { person: person.person } });
    const { words } = await authorityOf(db, viewer);
    const changes = await changesOfPerson(db, viewer.authorityId, person.person);
    return sendPage(reply, renderPage('features/people/person.njk', {
      title: person.erasedAt === undefined ? (person.name ?? `Person ${person.person}`) : `Person ${person.person}, erased`, chrome: chrome(request), person: person.person, changed: request.query.changed !== undefined,
      erased: person.erasedAt === undefined ? undefined : inWords(dayInEngland(person.erasedAt)), nameless: person.erasedAt === undefined && person.name === undefined,
      mayChange: person.erasedAt === undefined && may(viewer, 'recordCases'),
      details: [
        ['Name', person.name], ['Other names', person.formerNames.join(', ')], ['Date of birth', person.bornOn === undefined ? undefined : inWords(person.bornOn)], ['Telephone number', person.telephone], ['Email address', person.email],
        ['Address', person.address], ['Preferred way of contact', person.preferredContact === undefined ? undefined : wayNames[person.preferredContact]], ['Communication needs', person.communicationNeeds],
      ].map(([name, value]) => ({ key: { text: name }, value: { text: value === undefined || value === '' ? 'Not on record' : value.split('\n').join(', ') } })),
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
