import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PlainError } from '../../domain/plain-error.ts';

/** Where a ClamAV daemon listens. */
export type ScannerPlace = { readonly path: string } | { readonly host: string; readonly port: number };
export type Scanned = 'clean' | 'infected' | 'cannot be checked';

const PATIENCE_MS = 60_000;
const LONGEST_ANSWER = 4096;

/** @throws PlainError where it is neither the path of a socket nor host:port. */
export function scannerPlace(text: string): ScannerPlace {
  if (text.startsWith('/')) return { path: text };
  const [, host, port] = /^(?:\[(?<six>[\da-f:]+)\]|(?<host>[^:/\s]+)):(?<port>\d{1,5})$/iu.exec(text)?.slice(0).flatMap((part, index) => (index === 0 || part !== undefined ? [part] : [])) ?? [];
  if (host === undefined || port === undefined || Number(port) < 1 || Number(port) > 65_535) throw new PlainError('CANDOUR_CLAMAV should say where the ClamAV daemon listens: HOST:PORT, or the path of its socket.');
  return { host, port: Number(port) };
}

/** Asks the daemon about a file, piece by piece (INSTREAM of clamd's protocol), no faster than it reads. Whatever else happens than a clear answer is none. */
export async function scan(place: ScannerPlace, pieces: AsyncIterable<Buffer>, patienceMs = PATIENCE_MS): Promise<Scanned> {
  const socket = connect(place);
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('the daemon does not answer')));
  const answer = answerOf(socket);
  // One for the whole of the stream: a listener for each piece would pile up.
  const gone = once(socket, 'close');
  gone.catch(() => undefined);
  const write = async (data: Buffer): Promise<void> => {
    if (socket.destroyed || !socket.writable) throw new Error('the daemon has gone');
    if (!socket.write(data)) await Promise.race([once(socket, 'drain'), gone]);
  };
  try {
    await Promise.race([once(socket, 'connect'), answer]);
    await write(Buffer.from('zINSTREAM\0'));
    for await (const piece of pieces) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await write(length);
      await write(piece);
      // It answers before the end where the file is larger than it takes.
      if (socket.readableEnded) break;
    }
    await write(Buffer.alloc(4));
    return inWords(await answer);
  } catch {
    return inWords(await answer.catch(() => ''));
  } finally {
    socket.destroy();
  }
}

/** All that the daemon says until it hangs up. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.on('data', (data) => { said = (said + data.toString('latin1')).slice(0, LONGEST_ANSWER); });
    socket.on('end', () => { resolve(said); });
    socket.on('close', () => { resolve(said); });
    socket.on('error', (error) => { if (said === '') reject(error); else resolve(said); });
  });
}

function inWords(answer: string): Scanned {
  const said = answer.replaceAll('\0', '').trim();
  if (/^stream: OK$/u.test(said)) return 'clean';
  return /^stream: .+ FOUND$/u.test(said) ? 'infected' : 'cannot be checked';
}
