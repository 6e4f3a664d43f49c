import { dayInEngland, inWords } from '../../../domain/day.ts';
import { type ViewerRole, viewerRoleNames, viewerRoles } from '../../../domain/viewer.ts';
import type { Account } from '../../../store/accounts.ts';
import type { AccountFields } from '../../../store/account-changes.ts';
import type { DatedService } from '../../../store/service-changes.ts';
import { besideFields, type Body, type FieldError, textOf, valuesOf } from './fields.ts';

export function roleNames(roles: readonly string[]): string {
  return roles.map((role) => viewerRoleNames[role as ViewerRole] ?? role).join(', ');
}

const roleHints: Readonly<Record<ViewerRole, string>> = {
  administrator: 'Sets up accounts and the council’s settings. Sees no case by this role',
  complaints_manager: 'Sees every case that is not about them, restricted ones too, and decides what the law leaves to the complaints manager',
  complaints_officer: 'Records representations and compliments, and works in every case that is not restricted',
  responding_manager: 'Sees the cases given to them',
  adjudicating_officer: 'Sees the cases they adjudicate',
  senior_leader: 'Sees figures and reports, and no case',
  investigating_officer: 'Sees the case they investigate, until the investigation ends',
  independent_person: 'Sees the case they are appointed to, until the investigation ends',
  panel_member: 'Sees the case their panel considers, until the council has responded',
  advocate: 'Sees the case of the child or young person they speak for',
  auditor: 'Sees every case that is not restricted, and the audit trail, and changes nothing',
};

export type AccountRow = { readonly href: string; readonly name: string; readonly email: string; readonly roles: string; readonly factor: string; readonly signedIn: string; readonly state: { readonly text: string; readonly classes: string } };

function stateOf(account: Account, at: Date): AccountRow['state'] {
  if (account.disabled_at !== null) return { text: 'Disabled', classes: 'govuk-tag--grey' };
  if (account.locked_until !== null && account.locked_until > at) return { text: 'Locked', classes: 'govuk-tag--red' };
  if (!account.hasPassword && account.signed_in_at === null) return { text: 'Not signed in yet', classes: 'govuk-tag--yellow' };
  if (account.one_time_until !== null) return account.one_time_until <= at ? { text: 'Password out of date', classes: 'govuk-tag--yellow' } : { text: 'Not signed in yet', classes: 'govuk-tag--yellow' };
  return { text: 'In use', classes: 'govuk-tag--green' };
}

/** Those in use first, then the disabled; each by name. */
export function accountRows(accounts: readonly Account[], at: Date): AccountRow[] {
  return accounts.toSorted((one, other) => Number(one.disabled_at !== null) - Number(other.disabled_at !== null) || one.name.localeCompare(other.name, 'en')).map((account) => ({
    href: `/administration/accounts/${account.account_id}`, name: account.name, email: account.email, roles: roleNames(account.roles), factor: account.hasSecondFactor ? 'Set' : 'Not set',
    signedIn: account.signed_in_at === null ? 'Never' : inWords(dayInEngland(account.signed_in_at)), state: stateOf(account, at),
  }));
}

export type AccountForm = {
  readonly errors: readonly FieldError[]; readonly beside: Readonly<Record<string, { readonly text: string }>>; readonly name: string; readonly email: string; readonly councilName: string;
  readonly roles: readonly { readonly value: string; readonly text: string; readonly hint: { readonly text: string }; readonly checked: boolean }[];
  readonly services: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[];
  readonly answersFor: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[];
};

export function accountForm(fields: { readonly name: string; readonly email: string; readonly councilName?: string | undefined; readonly roles: readonly string[]; readonly services: readonly string[]; readonly answersFor?: readonly string[] | undefined }, services: readonly DatedService[], errors: readonly FieldError[]): AccountForm {
  const names = [...new Set([...services.map((one) => one.service), ...fields.services, ...(fields.answersFor ?? [])])];
  return {
    errors, beside: besideFields(errors), name: fields.name, email: fields.email, councilName: fields.councilName ?? '',
    roles: viewerRoles.map((role) => ({ value: role, text: viewerRoleNames[role], hint: { text: roleHints[role] }, checked: fields.roles.includes(role) })),
    services: names.map((name) => ({ value: name, text: name, checked: fields.services.includes(name) })),
    answersFor: names.map((name) => ({ value: name, text: name, checked: fields.answersFor?.includes(name) === true })),
  };
}

export const addressTaken: FieldError = { text: 'Somebody else has an account with this email address', href: '#email' };

/** It stands beside the field that the name was taken from: their email address, where they go by no other at the council. */
export function councilNameTaken(href: '#email' | '#councilName'): FieldError {
  return { text: 'The council’s sign-in calls somebody else so, who has an account', href };
}

/** What a form says of an account, and what is wrong with it. */
export function readAccountForm(body: Body | undefined, services: readonly DatedService[], already: readonly string[] = []): { readonly fields: AccountFields; readonly errors: readonly FieldError[] } {
  const known = new Set([...services.map((one) => one.service), ...already]);
  const ticked = valuesOf(body, 'roles');
  const councilName = textOf(body, 'councilName');
  const fields: AccountFields = {
    name: textOf(body, 'name').replaceAll(/\s+/g, ' '), email: textOf(body, 'email'), ...(councilName === '' ? {} : { councilName }), roles: viewerRoles.filter((role) => ticked.includes(role)),
    services: valuesOf(body, 'services').filter((service) => known.has(service)), answersFor: valuesOf(body, 'answersFor').filter((service) => known.has(service)),
  };
  const errors: FieldError[] = [];
  if (fields.name === '') errors.push({ text: 'Enter their name', href: '#name' });
  else if (fields.name.length > 200) errors.push({ text: 'Their name must have 200 characters or fewer', href: '#name' });
  if (fields.email === '') errors.push({ text: 'Enter their email address', href: '#email' });
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(fields.email) || fields.email.length > 320) errors.push({ text: 'Enter an email address in the correct format, like name@example.com', href: '#email' });
  if (councilName.length > 320) errors.push({ text: 'What the council’s sign-in calls them must have 320 characters or fewer', href: '#councilName' });
  if (fields.roles.length === 0) errors.push({ text: 'Select at least one role', href: '#roles' });
  return { fields, errors };
}
