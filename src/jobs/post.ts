import { getSystemErrorName } from 'node:util';
import type { MailSettings } from './mail-settings.ts';

/** A mail of plain text. `id` is the same at every attempt, so that a mail system can tell a second copy. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly id: string };

/** Why a mail was not taken, in words without an address. `away`: the server itself cannot be used, so another mail need not be tried now. */
export class MailFault extends Error {
  override name = 'MailFault';
  readonly away: boolean;
  constructor(message: string, away: boolean) {
    super(message);
    this.away = away;
  }
}

export type Post = { send(mail: Mail): Promise<void>; close(): void };

const PATIENCE_MS = 15_000;

/** Opens the way to a mail server. Once the server was found away, what follows is not tried: a round must not wait for each of a hundred mails. */
export async function openPost({ server, from }: MailSettings): Promise<Post> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url: server, pool: true, maxConnections: 1, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, disableFileAccess: true, disableUrlAccess: true,
  });
  const domain = /@(?<domain>[^\s>]+)/u.exec(from)?.groups?.['domain'] ?? 'localhost';
  let away: MailFault | undefined;
  return {
    async send({ to, subject, text, id }) {
      if (away !== undefined) throw away;
      try {
        await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated' } });
      } catch (error) {
        const fault = faultOf(error);
        if (fault.away) away = fault;
        throw fault;
      }
    },
    close: () => { transport.close(); },
  };
}

/** The message of a mail library's error quotes addresses: only its codes are told. */
function faultOf(error: unknown): MailFault {
  const { code, responseCode, errno } = error as { code?: unknown; responseCode?: unknown; errno?: unknown };
  if (code === 'EAUTH') return new MailFault('The mail server did not accept the user or the password', true);
  if (typeof responseCode === 'number') return new MailFault(`The mail server refused it (${responseCode})`, responseCode === 421);
  if (code === 'EENVELOPE') return new MailFault('The mail server does not take mail for this address', false);
  if (code === 'ETLS') return new MailFault('The mail server could not agree on encryption', true);
  // The library has codes of its own for what the system said of the connection.
  const what = typeof errno === 'number' && errno < 0 ? getSystemErrorName(errno) : code;
  return new MailFault(`The mail server could not be reached${typeof what === 'string' ? ` (${what})` : ''}`, true);
}
