import { connections, type Connection } from '../../../domain/acts/independence.ts';
import type { Day } from '../../../domain/day.ts';
import { type CheckOnRecord, poolChecks, poolParts } from '../../../domain/pool.ts';
import { organisationKinds, type PoolDetails } from '../../../store/pool.ts';
import { dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { checkNames, connectionNames, organisationNames, partNames } from './pool-words.ts';

/** What was typed, by the name of the field; several values of one field a line each. */
export type Typed = Readonly<Record<string, string>>;
export type FieldFault = { readonly field: string; readonly text: string };

const dayFields = ['workedHere', 'termFrom', 'termUntil', ...poolChecks.flatMap((check) => [`${check}-done`, `${check}-renew`])];
const textFields = ['name', 'parts', 'email', 'telephone', 'organisationKind', 'organisation', 'connection', 'notServices', 'notPeople', 'most', 'rate', 'ratePer', 'notes', 'account'] as const;
const LONGEST: Readonly<Record<string, number>> = { name: 200, email: 200, telephone: 100, organisation: 200, notPeople: 2000, notes: 5000 };
const longNames: Readonly<Record<string, string>> = { name: 'Name', email: 'Email address', telephone: 'Telephone number', organisation: 'Organisation', notPeople: 'People they cannot take', notes: 'Notes' };

export function typedIn(body: Readonly<Record<string, unknown>> | undefined): Typed {
  const typed: Record<string, string> = {};
  for (const field of textFields) {
    const given = body?.[field];
    const values = Array.isArray(given) ? given : [given];
    typed[field] = values.filter((one) => typeof one === 'string').join('\n').replaceAll('\0', '').replaceAll('\r\n', '\n');
  }
  for (const field of dayFields) {
    const boxes = readFields(body ?? {}, field);
    for (const part of ['day', 'month', 'year'] as const) typed[`${field}-${part}`] = boxes[part];
  }
  return typed;
}

/** The form as it opens for somebody who is on record. */
export function typedOf(details: PoolDetails): Typed {
  const days: readonly (readonly [string, Day | undefined])[] = [
    ['workedHere', details.workedHereUntil], ['termFrom', details.termFrom], ['termUntil', details.termUntil],
    ...poolChecks.flatMap((check) => {
      const held = details.checks.find((one) => one.check === check);
      return [[`${check}-done`, held?.doneOn], [`${check}-renew`, held?.renewBy]] as const;
    }),
  ];
  return {
    name: details.name, parts: details.parts.join('\n'), email: details.email ?? '', telephone: details.telephone ?? '', organisationKind: details.organisationKind, organisation: details.organisation ?? '', connection: details.connection ?? 'none',
    notServices: details.notServices.join('\n'), notPeople: details.notPeople.join('\n'), most: details.mostAtOnce === undefined ? '' : String(details.mostAtOnce), rate: details.ratePence === undefined ? '' : (details.ratePence / 100).toFixed(2).replace(/\.00$/, ''),
    ratePer: details.ratePer ?? 'day', notes: details.notes ?? '', account: details.accountId === undefined ? '' : String(details.accountId),
    ...Object.fromEntries(days.flatMap(([field, on]) => Object.entries(fieldsOf(on)).map(([part, value]) => [`${field}-${part}`, value]))),
  };
}

function pence(typed: string): number | undefined {
  const parts = /^£?\s?(?<pounds>\d{1,5}|\d{1,2},\d{3})(?:\.(?<pence>\d{1,2}))?$/.exec(typed)?.groups;
  if (parts === undefined) return undefined;
  const amount = Number((parts['pounds'] ?? '').replace(',', '')) * 100 + Number((parts['pence'] ?? '').padEnd(2, '0'));
  return amount > 0 ? amount : undefined;
}

/** What the form says; or every fault of it, each with its field. */
export function readPoolForm(typed: Typed, today: Day, services: readonly string[], accounts: readonly number[]): { readonly details: PoolDetails } | { readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = [];
  const said = (field: string) => (typed[field] ?? '').trim();
  const wrong = (field: string, text: string) => { faults.push({ field, text }); };
  const on = (field: string, name: string): Day | undefined => {
    const read = dayFrom(readFields(typed, field), name);
    if ('error' in read) wrong(field, read.error);
    return 'error' in read ? undefined : read.day;
  };
  if (said('name') === '') wrong('name', 'Enter their name');
  const parts = poolParts.filter((part) => said('parts').split('\n').includes(part));
  if (parts.length === 0) wrong('parts', 'Select at least one part that they may take');
  if (said('email') !== '' && !/^\S+@\S+\.\S+$/u.test(said('email'))) wrong('email', 'Enter an email address in the correct format, like name@example.com');
  const organisationKind = organisationKinds.find((one) => one === said('organisationKind'));
  if (organisationKind === undefined) wrong('organisationKind', 'Select whom they work for');
  if ((organisationKind === 'agency' || organisationKind === 'another_council') && said('organisation') === '') wrong('organisation', organisationKind === 'agency' ? 'Enter the name of the agency' : 'Enter the name of the council');
  const connection = (Object.keys(connections) as Connection[]).find((one) => one === said('connection'));
  if (connection === undefined && said('connection') !== 'none') wrong('connection', 'Select whether they are connected with the authority');
  if (connection !== undefined && parts.some((part) => part !== 'investigating_officer')) {
    wrong('connection', 'Somebody connected with the authority can only be an investigating officer: an independent person and a panel are independent of it (SI 2006/1738 regulation 2). Change the connection or the parts.');
  }
  const workedHereUntil = on('workedHere', 'Date they left the authority');
  if (workedHereUntil !== undefined && workedHereUntil > today) wrong('workedHere', 'Date they left the authority must be today or in the past');
  const termFrom = on('termFrom', 'First day of the term');
  const termUntil = on('termUntil', 'Last day of the term');
  if (termFrom !== undefined && termUntil !== undefined && termUntil < termFrom) wrong('termUntil', 'Last day of the term must be the same as or after its first day');
  const checks = poolChecks.flatMap((check): CheckOnRecord[] => {
    const doneOn = on(`${check}-done`, `${checkNames[check]}: date`);
    const renewBy = on(`${check}-renew`, `${checkNames[check]}: renew by`);
    const faulty = faults.some(({ field }) => field === `${check}-done` || field === `${check}-renew`);
    if (doneOn === undefined) {
      if (renewBy !== undefined && !faulty) wrong(`${check}-done`, `Enter the date of the ${checkNames[check].replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`);
      return [];
    }
    if (doneOn > today) wrong(`${check}-done`, `${checkNames[check]}: date must be today or in the past`);
    if (renewBy !== undefined && renewBy <= doneOn) wrong(`${check}-renew`, `${checkNames[check]}: renew by must be after its date`);
    return [{ check, doneOn, ...(renewBy === undefined ? {} : { renewBy }) }];
  });
  const most = said('most');
  if (most !== '' && !/^[1-9]\d?$/.test(most)) wrong('most', 'Cases at once must be a whole number from 1 to 99');
  const ratePence = said('rate') === '' ? undefined : pence(said('rate'));
  if (said('rate') !== '' && ratePence === undefined) wrong('rate', 'Fee must be in pounds, such as 350 or 62.50');
  const ratePer = said('ratePer') === 'hour' ? 'hour' : 'day';
  const accountId = said('account') === '' ? undefined : accounts.find((one) => String(one) === said('account'));
  if (said('account') !== '' && accountId === undefined) wrong('account', 'Select their account from the list');
  for (const [field, longest] of Object.entries(LONGEST)) {
    if (said(field).length > longest) wrong(field, `${longNames[field]} must be ${longest.toLocaleString('en-GB')} characters or fewer`);
  }
  if (faults.length > 0 || organisationKind === undefined) return { faults };
  const texts = Object.fromEntries((['email', 'telephone', 'organisation', 'notes'] as const).flatMap((field) => (said(field) === '' ? [] : [[field, said(field)]])));
  return {
    details: {
      name: said('name').replaceAll(/\s+/gu, ' '), parts, organisationKind, ...texts, ...(connection === undefined ? {} : { connection }), ...(workedHereUntil === undefined ? {} : { workedHereUntil }),
      notServices: services.filter((service) => said('notServices').split('\n').includes(service)), notPeople: said('notPeople').split('\n').map((one) => one.trim()).filter((one) => one !== ''),
      ...(termFrom === undefined ? {} : { termFrom }), ...(termUntil === undefined ? {} : { termUntil }), ...(most === '' ? {} : { mostAtOnce: Number(most) }),
      ...(ratePence === undefined ? {} : { ratePence, ratePer }), ...(accountId === undefined ? {} : { accountId }), checks,
    },
  };
}

type Box = { readonly name: string; readonly id: string; readonly label: string; readonly value: string; readonly classes: string };
function boxes(field: string, typed: Typed, wrong: boolean): readonly Box[] {
  return (['day', 'month', 'year'] as const).map((part) => ({
    name: part, id: `${field}-${part}`, label: part.slice(0, 1).toUpperCase() + part.slice(1), value: typed[`${field}-${part}`] ?? '', classes: `govuk-input--width-${part === 'year' ? 4 : 2}${wrong ? ' govuk-input--error' : ''}`,
  }));
}

/** The form as the page prints it. */
export function poolFormPage(typed: Typed, faults: readonly FieldFault[], services: readonly { readonly value: string; readonly text: string }[], accounts: readonly { readonly value: string; readonly text: string }[]) {
  const error = Object.fromEntries(faults.toReversed().map(({ field, text }) => [field, text]));
  const ticked = (field: string) => new Set((typed[field] ?? '').split('\n'));
  const firstOf: Readonly<Record<string, string>> = Object.fromEntries(dayFields.map((field) => [field, `${field}-day`]));
  const items = <V extends string>(names: Readonly<Record<V, string>>, values: readonly V[], chosen: ReadonlySet<string>) => values.map((value) => ({ value, text: names[value], checked: chosen.has(value) }));
  return {
    values: typed, error, errors: faults.map(({ field, text }) => ({ text, href: `#${firstOf[field] ?? field}` })),
    parts: items(partNames, poolParts, ticked('parts')), organisations: items(organisationNames, organisationKinds, ticked('organisationKind')),
    connections: [{ value: 'none', text: 'No', checked: typed['connection'] === 'none' }, ...items(connectionNames, Object.keys(connections) as Connection[], ticked('connection'))],
    services: services.map(({ value, text }) => ({ value, text, checked: ticked('notServices').has(value) })), servicesOpen: (typed['notServices'] ?? '') !== '',
    workedHere: boxes('workedHere', typed, 'workedHere' in error), termFrom: boxes('termFrom', typed, 'termFrom' in error), termUntil: boxes('termUntil', typed, 'termUntil' in error),
    checks: poolChecks.map((check) => ({ id: check, name: checkNames[check], done: boxes(`${check}-done`, typed, `${check}-done` in error), renew: boxes(`${check}-renew`, typed, `${check}-renew` in error), doneError: error[`${check}-done`], renewError: error[`${check}-renew`] })),
    ratePer: [{ value: 'day', text: 'A day', selected: typed['ratePer'] !== 'hour' }, { value: 'hour', text: 'An hour', selected: typed['ratePer'] === 'hour' }],
    accounts: [{ value: '', text: 'No account', selected: (typed['account'] ?? '') === '' }, ...accounts.map((one) => ({ ...one, selected: one.value === typed['account'] }))],
  };
}
