import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export type Sent = { readonly method: 'GET' | 'POST'; readonly path: string; readonly cookie?: string; readonly fields?: Readonly<Record<string, string>> };
export type Reply = { readonly status: number; readonly location?: string; readonly cookie?: string; readonly body: string };
/** A session, with what its forms bring. */
export type SignedIn = { readonly cookie: string; readonly formToken: string };
/** A place to send requests to, over connections that are kept. */
export type Wire = { readonly port: number; readonly agent: Agent };

export function openWire(port: number): Wire {
  return { port, agent: new Agent({ keepAlive: true, maxSockets: 64 }) };
}

export function send({ port, agent }: Wire, { method, path, cookie, fields }: Sent): Promise<Reply> {
  const body = fields === undefined ? undefined : new URLSearchParams(fields).toString();
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, agent, method, path, headers: {
      ...(cookie === undefined ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
    } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('error', reject).on('end', () => {
        const set = response.headers['set-cookie']?.[0]?.split(';')[0];
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString(), ...(response.headers.location === undefined ? {} : { location: response.headers.location }), ...(set === undefined ? {} : { cookie: set }) });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/**
 * Sends each at its own time, `perSecond` of them a second, whether or not those before were answered, and gives the milliseconds from the
 * time at which each was to be sent until its whole answer had come: what stands in a queue counts as waiting.
 */
export async function sendAtFixedTimes<T>(perSecond: number, all: readonly T[], run: (one: T) => Promise<void>): Promise<number[]> {
  const startedAt = performance.now() + 50;
  const taken: Promise<number>[] = [];
  for (const [index, one] of all.entries()) {
    const planned = startedAt + (index * 1000) / perSecond;
    const early = planned - performance.now();
    if (early > 0) await sleep(early);
    const answered = run(one).then(() => performance.now() - planned);
    // What fails is told at the end, once all have been sent.
    answered.catch(() => undefined);
    taken.push(answered);
  }
  return Promise.all(taken);
}
