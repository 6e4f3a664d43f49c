import type { Account, OpenSession } from '../../../store/accounts.ts';
import { dayInEngland, inWords } from '../../../domain/day.ts';
import { type ViewerRole, viewerRoleNames } from '../../../domain/viewer.ts';
import type { Chrome } from '../../guard.ts';

export type FieldError = { readonly text: string; readonly href: string };

export type AccountPage = {
  readonly title: string; readonly chrome: Chrome; readonly done?: string;
  readonly errors: readonly FieldError[]; readonly fieldErrors: Readonly<Record<string, string>>;
  readonly name: string; readonly email: string; readonly roles: string; readonly services: string;
  readonly usesPassword: boolean; readonly hasSecondFactor: boolean; readonly secondFactor: string;
  readonly sessions: readonly { readonly began: string; readonly seen: string; readonly thisOne: boolean }[];
};

const DONE: Readonly<Record<string, string>> = { password: 'Your password has been changed. Your other sessions have ended.' };

export function accountPage(account: Account & { readonly usesPassword: boolean }, sessions: readonly OpenSession[], required: boolean, around: { chrome: Chrome; done?: string | undefined; errors?: readonly FieldError[] }): AccountPage {
  const { errors = [], chrome, done } = around;
  const message = done === undefined ? undefined : DONE[done];
  return {
    title: 'Your account', chrome, ...(message === undefined ? {} : { done: message }), errors, fieldErrors: Object.fromEntries(errors.map((error) => [error.href.slice(1), error.text])),
    name: account.name, email: account.email,
    roles: account.roles.map((role) => viewerRoleNames[role as ViewerRole] ?? role).join(', '),
    services: account.services.length === 0 ? 'None' : account.services.join(', '),
    usesPassword: account.usesPassword, hasSecondFactor: account.hasSecondFactor, secondFactor: factorInWords(account, required),
    sessions: sessions.map(({ began, seen, thisOne }) => ({ began: inWordsWithTime(began), seen: inWordsWithTime(seen), thisOne })),
  };
}

function factorInWords(account: Account, required: boolean): string {
  if (account.totp_confirmed_at === null) return required ? 'Not set. Your council asks for one: it will be set up when you next sign in.' : 'Not set';
  const codes = account.recoveryCodesLeft;
  return `Set on ${inWords(dayInEngland(account.totp_confirmed_at))}. ${codes === 0 ? 'No recovery code is left: set it up again to get new ones.' : `${codes} recovery ${codes === 1 ? 'code is' : 'codes are'} left.`}`;
}

/** `2 April 2026 at 14:05`, in England. */
export function inWordsWithTime(at: Date): string {
  return `${inWords(dayInEngland(at))} at ${new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(at)}`;
}
