import { dayInEngland, inWords } from '../../../domain/day.ts';
import { type IdentityProvider, mayUsePassword } from '../../../domain/identity-provider.ts';
import type { Account } from '../../../store/accounts.ts';
import type { Chrome } from '../../guard.ts';
import { type AccountForm, accountRows, roleNames } from './accounts-page.ts';
import { addressOfAccount, backToAccounts } from './of-account.ts';

const DONE: Readonly<Record<string, string>> = {
  changed: 'The account has been changed.', disabled: 'The account has been disabled and its sessions have ended.', enabled: 'The account can be used again.',
  factor: 'The second factor has been taken away and the account’s sessions have ended.', sessions: 'The account’s sessions have ended.',
  added: 'The account has been added. They sign in with their council account.', unlinked: 'The account is linked afresh when its holder next signs in at the council. Its sessions have ended.',
};

/** The council's identity provider, and since when the account is linked to one there. */
type AtCouncil = { readonly provided: IdentityProvider | undefined; readonly linked: Date | undefined };

export function accountPage(account: Account, form: AccountForm, { provided, linked }: AtCouncil, around: { readonly chrome: Chrome; readonly at: Date; readonly done: string | undefined }) {
  const { chrome, at, done } = around;
  return {
    title: account.name, chrome, backTo: backToAccounts, ...form, done: done === undefined ? undefined : DONE[done], at: addressOfAccount(account.account_id),
    provided, linked: linked !== undefined, goesBy: account.council_name ?? account.email, mayUsePassword: mayUsePassword(provided?.passwords ?? 'everybody', account.roles),
    disabled: account.disabled_at !== null, hasSecondFactor: account.hasSecondFactor, facts: factsOf(account, { provided, linked }, at),
  };
}

function factsOf(account: Account, { provided, linked }: AtCouncil, at: Date) {
  return [
    { key: { text: 'Signs in as' }, value: { text: account.email } },
    { key: { text: 'Roles' }, value: { text: roleNames(account.roles) } },
    { key: { text: 'State' }, value: { text: accountRows([account], at)[0]?.state.text ?? '' } },
    { key: { text: 'Second factor' }, value: { text: account.totp_confirmed_at === null ? 'Not set' : `Set on ${inWords(dayInEngland(account.totp_confirmed_at))}` } },
    ...(provided === undefined ? [] : [{ key: { text: 'Council account' }, value: { text: linked === undefined ? 'Linked when they first sign in with it' : `Linked on ${inWords(dayInEngland(linked))}` } }]),
    { key: { text: 'Last signed in' }, value: { text: account.signed_in_at === null ? 'Never' : inWords(dayInEngland(account.signed_in_at)) } },
  ];
}
