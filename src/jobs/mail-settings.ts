import { PlainError } from '../domain/plain-error.ts';
import { candourAddress } from './candour-address.ts';

export type MailSettings = {
  /** `smtp://…` or `smtps://…`, with a user and password where the server asks for them. */
  readonly server: string;
  readonly from: string;
  /** Where Candour is reached, without a slash at its end: for the links in mails, which have none without it. */
  readonly address?: string;
};

/** How mail is sent, as the environment says; undefined where no mail server is named. @throws PlainError where what it says cannot be used. */
export function mailSettings(environment: Readonly<Record<string, string | undefined>>): MailSettings | undefined {
  const server = (environment['CANDOUR_SMTP'] ?? '').trim();
  if (server === '') return undefined;
  const parsed = URL.canParse(server) ? new URL(server) : undefined;
  if (parsed === undefined || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') throw new PlainError('CANDOUR_SMTP is not the address of a mail server. It should read smtp://USER:PASSWORD@HOST:PORT, or smtps:// for one that is encrypted from the first byte.');
  const from = (environment['CANDOUR_MAIL_FROM'] ?? '').trim();
  if (!/^[^\s@<>]+@[^\s@<>]+$|^[^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>$/u.test(from)) throw new PlainError('CANDOUR_SMTP names a mail server, and CANDOUR_MAIL_FROM does not say from whom mail comes. Set it to an address such as candour@council.example, or Candour <candour@council.example>.');
  const address = candourAddress(environment);
  return { server, from, ...(address === undefined ? {} : { address }) };
}
