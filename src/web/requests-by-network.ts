import type { FastifyRequest } from 'fastify';
import { networkOf } from './network-of.ts';
import type { Clock } from './request-context.ts';

const MOST_ADDRESSES = 10_000;
const SECONDS = 60;

/**
 * Counts requests by the network address that they come from: each may send so many in a minute. Gives the seconds to wait where it has
 * sent more. Kept in memory: it begins afresh when Candour does.
 */
export function requestsByNetwork(clock: Clock, most: number): (request: FastifyRequest) => number | undefined {
  const counts = new Map<string, { count: number; readonly until: number }>();
  return (request) => {
    const [network, now] = [networkOf(request), clock().getTime()];
    const held = counts.get(network);
    if (held !== undefined && held.until > now) {
      held.count += 1;
      return held.count > most ? Math.ceil((held.until - now) / 1000) : undefined;
    }
    counts.delete(network);
    // A map keeps the order of its entries: the oldest make room.
    for (const oldest of counts.keys()) {
      if (counts.size < MOST_ADDRESSES) break;
      counts.delete(oldest);
    }
    counts.set(network, { count: 1, until: now + SECONDS * 1000 });
    return undefined;
  };
}
