import type { FastifyRequest } from 'fastify';

/** How browsers reach Candour: its address where whoever runs it has said so, else as the request came, by HTTPS where that is used. */
export type Reached = { readonly address?: string; readonly secure: boolean };

/** Our own address in full, for a path that begins with a slash. */
export function publicAddress(request: FastifyRequest, { address, secure }: Reached, path: string): string {
  return new URL(path, address ?? `${secure ? 'https' : 'http'}://${request.host}`).href;
}
