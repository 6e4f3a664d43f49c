import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import type { OsUser } from './os-user.ts';

/** How PostgreSQL listens: on a socket in a folder that only its user may enter, or, where that cannot be, on 127.0.0.1 with a password. */
export type Listening =
  | { readonly by: 'socket'; readonly folder: string; readonly port: number }
  | { readonly by: 'tcp'; readonly port: number };

/** A socket's path has 104 bytes on macOS and 108 on Linux, the closing zero byte included. */
const longestSocketPath = 103;
const socketPort = 5432;

export const socketFile = (listening: { folder: string; port: number }): string => join(listening.folder, `.s.PGSQL.${listening.port}`);

function fits(folder: string): boolean {
  return Buffer.byteLength(socketFile({ folder, port: socketPort })) <= longestSocketPath;
}

/** The ways to try, best first. */
export async function* waysToListen(cluster: Cluster, runAs: OsUser | undefined, onlyTcp: boolean): AsyncGenerator<Listening> {
  if (!onlyTcp) {
    if (fits(cluster.sockets)) yield { by: 'socket', folder: cluster.sockets, port: socketPort };
    const temporary = temporarySockets(cluster, runAs);
    if (temporary !== undefined) yield { by: 'socket', folder: temporary, port: socketPort };
  }
  // Between our look at a port and PostgreSQL's taking it another program may have it: then another is looked for.
  for (let tries = 0; tries < 3; tries += 1) yield { by: 'tcp', port: await keptPort(cluster, runAs) };
}

/** A folder for the socket under the system's temporary one, made when first needed; never one that somebody else has put there. */
function temporarySockets(cluster: Cluster, runAs: OsUser | undefined): string | undefined {
  const name = `candour-${createHash('sha256').update(cluster.data).digest('hex').slice(0, 12)}`;
  for (const base of new Set([tmpdir(), '/tmp'])) {
    for (const folder of [join(base, name), join(base, `${name}-${randomBytes(4).toString('hex')}`)]) {
      if (fits(folder) && makePrivate(folder, runAs)) return folder;
    }
  }
  return undefined;
}

function makePrivate(folder: string, runAs: OsUser | undefined): boolean {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { mode: 0o700 });
      if (runAs !== undefined) chownSync(folder, runAs.uid, runAs.gid);
    }
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === (runAs?.uid ?? process.getuid?.()) && (found.mode & 0o77) === 0;
  } catch {
    return false;
  }
}

/** The same port each time, so that those connected find the server again; another one if it is taken. */
async function keptPort(cluster: Cluster, runAs: OsUser | undefined): Promise<number> {
  const written = existsSync(cluster.port) ? Number(readFileSync(cluster.port, 'utf8')) : 0;
  const kept = Number.isInteger(written) && written >= 0 && written <= 65_535 ? written : 0;
  const port = await freePort(kept) ?? await freePort(0) ?? 0;
  if (port !== written) {
    writeFileSync(cluster.port, `${port}\n`, { mode: 0o600 });
    if (runAs !== undefined) chownSync(cluster.port, runAs.uid, runAs.gid);
  }
  return port;
}

async function freePort(wanted: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const server = createServer();
  server.on('error', () => { resolve(undefined); });
  server.listen(wanted, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : undefined); });
  });
  return await promise;
}

/** Removes what a dead server left of its socket: its lock file names a process that may be anybody's by now. */
export function removeDeadSocket(listening: Listening): void {
  if (listening.by === 'tcp') return;
  rmSync(socketFile(listening), { force: true });
  rmSync(`${socketFile(listening)}.lock`, { force: true });
}
