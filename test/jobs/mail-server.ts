import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Received = { readonly to: readonly string[]; readonly subject: string; readonly text: string; readonly id: string };

/** A mail server of this machine: what it received, and what it does with what comes next. */
export type MailServer = { readonly url: string; readonly received: Received[]; refuse: ((to: string) => number | undefined) | undefined; hold: ((so: number) => Promise<void>) | undefined; close(): Promise<void> };

export async function openMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  const held: MailServer = { url: '', received, refuse: undefined, hold: undefined, close: async () => undefined };
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onRcptTo({ address }, _session, answer) {
      const code = held.refuse?.(address);
      answer(code === undefined ? undefined : Object.assign(new Error(`no mail for ${address}`), { responseCode: code }));
    },
    onData(stream, session, answer) {
      const take = async (source: string): Promise<void> => {
        const [head = '', ...body] = source.split('\r\n\r\n');
        const header = (name: string) => new RegExp(`^${name}: (?<value>[^]*?)(?:\\r\\n(?!\\s)|$)`, 'imu').exec(head)?.groups?.['value']?.replaceAll(/\r\n\s+/gu, ' ') ?? '';
        const encoded = body.join('\r\n\r\n');
        const plain = /quoted-printable/iu.test(header('Content-Transfer-Encoding')) ? Buffer.from(encoded.replaceAll('=\r\n', '').replaceAll(/=(?<byte>[0-9A-F]{2})/gu, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16))), 'latin1').toString('utf8') : encoded;
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), subject: header('Subject'), text: plain.replaceAll('\r\n', '\n'), id: header('Message-ID') });
        await held.hold?.(received.length);
        answer();
      };
      text(stream).then(take).catch((error: unknown) => { answer(error instanceof Error ? error : new Error('broken off')); });
    },
  });
  // A client that is killed leaves its connection broken: that is no fault of the server's.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return Object.assign(held, { url, close: () => new Promise<void>((resolve) => { server.close(() => { resolve(); }); }) });
}
