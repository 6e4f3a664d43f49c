import type { FastifyRequest } from 'fastify';

const ownNetwork = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd])/i;

/**
 * Where a request comes from: the other end of the connection or, where that is a proxy of our own network, what it says of it (the last
 * entry is the proxy's own; those before it are anybody's). Of IPv6, the network that one customer is given.
 */
export function networkOf(request: FastifyRequest): string {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const forwarded = request.headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').at(-1)?.trim() ?? '';
  const address = last !== '' && last.length <= 50 && ownNetwork.test(peer) ? last : peer;
  return address.includes(':') ? firstHalf(address) : address;
}

/** The first 64 of 128 bits, with what `::` stands for written out. */
function firstHalf(address: string): string {
  const [before = '', after] = address.split('::');
  const [left, right] = [before.split(':'), after === undefined ? [] : after.split(':')];
  return [...left, ...Array.from({ length: Math.max(8 - left.length - right.length, 0) }, () => '0'), ...right].slice(0, 4).join(':');
}
