import type { FastifyRequest } from 'fastify';
import { networkOf } from './network-of.ts';
import type { Clock } from './request-context.ts';

const MINUTES = 15;
const MOST_FAILURES = 100;
const MOST_ADDRESSES = 10_000;

/** Failed sign-ins by network address. */
export type FailedSignIns = { tooMany(request: FastifyRequest): boolean; count(request: FastifyRequest): void };

/**
 * Counts failed sign-ins by the network address that they come from: after 100 in a quarter of an hour no more are tried from it. Accounts
 * are locked on their own after five; this holds off whoever tries a few passwords on each of many. A whole council often has one address,
 * which is why the number is high. Kept in memory: it begins afresh when Candour does.
 */
export function failedSignIns(clock: Clock): FailedSignIns {
  const counts = new Map<string, { count: number; readonly until: number }>();
  const current = (network: string) => {
    const held = counts.get(network);
    return held === undefined || held.until <= clock().getTime() ? undefined : held;
  };
  return {
    tooMany: (request) => (current(networkOf(request))?.count ?? 0) >= MOST_FAILURES,
    count(request) {
      const network = networkOf(request);
      const held = current(network);
      if (held !== undefined) {
        held.count += 1;
        return;
      }
      counts.delete(network);
      // A map keeps the order of its entries: the oldest make room.
      for (const oldest of counts.keys()) {
        if (counts.size < MOST_ADDRESSES) break;
        counts.delete(oldest);
      }
      counts.set(network, { count: 1, until: clock().getTime() + MINUTES * 60_000 });
    },
  };
}
