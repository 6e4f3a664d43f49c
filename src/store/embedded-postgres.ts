import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientConfig } from 'pg';
import { PlainError } from '../domain/plain-error.ts';
import { type Cluster, makeClusterOnce } from './embedded/cluster.ts';
import { type DataFolder, claimDataFolder, lockDataFolder } from './embedded/data-folder.ts';
import { inPlainWords } from './embedded/disk-fault.ts';
import { type HeldLock, takeLock } from './embedded/os-lock.ts';
import { type Running, connectionBy, joinOrStart, stop } from './embedded/postmaster.ts';
import { type Programs, findPrograms } from './embedded/programs.ts';

export type EmbeddedPostgres = {
  /** Good for as long as it is open: a server that dies is started again where it was. */
  readonly connection: ClientConfig;
  /** Leaves the database, and stops the server if nobody else is left. End your own connections first. */
  close(): Promise<void>;
};

/**
 * Opens the database kept in `folder`, which is made if need be: joins the PostgreSQL that runs there, or starts it.
 * Any number of processes may have it open; the first starts the server, the last to leave stops it. One killed without leaving counts as gone.
 * While open, a server that is killed is started again by whoever notices first; work in hand fails as when any connection is lost.
 * It does not keep the process from ending.
 * @throws PlainError if the folder or its database cannot be used.
 */
export async function openEmbedded(folder: string, { onlyTcp = process.platform === 'win32' } = {}): Promise<EmbeddedPostgres> {
  const place = await claimDataFolder(folder);
  try {
    return await underLock(place, async () => {
      const programs = await findPrograms(place.runAs);
      const cluster = await makeClusterOnce(place, programs);
      const running = await joinOrStart(place, cluster, programs, onlyTcp);
      return await DatabaseInUse.of(place, cluster, programs, running);
    });
  } catch (error) {
    throw inPlainWords(error, place.folder);
  }
}

async function underLock<T>(place: DataFolder, act: () => Promise<T>): Promise<T> {
  const lock = await lockDataFolder(place.home, place.folder);
  try {
    return await act();
  } finally {
    lock.release();
  }
}

class DatabaseInUse implements EmbeddedPostgres {
  readonly connection: ClientConfig;
  readonly #place: DataFolder;
  readonly #cluster: Cluster;
  readonly #programs: Programs;
  readonly #running: Running;
  #watched: Client;
  #use: HeldLock | undefined;
  readonly #closing = new AbortController();
  #reviving = Promise.resolve();

  private constructor(place: DataFolder, cluster: Cluster, programs: Programs, running: Running) {
    this.connection = connectionBy(cluster, running.listening);
    this.#place = place;
    this.#cluster = cluster;
    this.#programs = programs;
    this.#running = running;
    this.#watched = running.client;
    this.#watch(running.client);
  }

  static async of(place: DataFolder, cluster: Cluster, programs: Programs, running: Running): Promise<DatabaseInUse> {
    const database = new DatabaseInUse(place, cluster, programs, running);
    database.#use = await takeLock(database.#usersFile, 'together', 10_000);
    if (database.#use === undefined) {
      database.#closing.abort();
      await running.client.end();
      throw new PlainError(`Another program holds the file ${database.#usersFile}, so Candour cannot tell who uses the database. End that program.`);
    }
    return database;
  }

  get #usersFile(): string {
    return join(this.#place.home, 'in-use');
  }

  #watch(client: Client): void {
    this.#watched = client;
    keepsProcessAlive(client, false);
    client.once('end', () => {
      if (!this.#closing.signal.aborted) this.#reviving = this.#revive();
    });
  }

  async #revive(): Promise<void> {
    for (let hasComplained = false; !this.#closing.signal.aborted; hasComplained = true) {
      try {
        const again = await underLock(this.#place, async () => await joinOrStart(this.#place, this.#cluster, this.#programs, false, this.#running.listening));
        this.#watch(again.client);
        return;
      } catch (error) {
        if (!hasComplained) console.error(`The database has stopped and does not start again. ${error instanceof Error ? error.message : String(error)}`);
        await sleep(1000, undefined, { ref: false, signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#reviving;
    keepsProcessAlive(this.#watched, true);
    await this.#watched.end();
    await underLock(this.#place, async () => {
      this.#use?.release();
      const alone = await takeLock(this.#usersFile, 'alone', 0);
      if (alone === undefined) return;
      try {
        await stop(this.#cluster, this.#programs);
      } finally {
        alone.release();
      }
    });
  }
}

/** Whether an open connection keeps the process from ending (`ref` and `unref`, which pg has and its types leave out). */
function keepsProcessAlive(client: Client & { ref?(): void; unref?(): void }, does: boolean): void {
  if (does) client.ref?.();
  else client.unref?.();
}
