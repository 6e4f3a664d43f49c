import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayInEngland, type Day } from '../domain/day.ts';
import type { Permission, Viewer } from '../domain/viewer.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once somebody has signed in wholly. */
    viewer: Viewer | null;
    /** Set where the password was right and the second factor is still to come. */
    halfSignedIn: Viewer | null;
    /** What every form of this session must send back. */
    formToken: string;
  }
  interface FastifyContextConfig {
    /**
     * Who may use a route: anybody; anybody signed in; or those whose roles have the permission. Every route says so. `figures`: anybody
     * as long as nobody has an account, and then those who may see figures.
     */
    allow?: Allowed;
  }
}

export type Allowed = 'anybody' | 'figures' | 'half signed in' | 'signed in' | Permission;

/** The time by which a request is judged: an argument of the application, so that tests can move it. */
export type Clock = () => Date;

export function todayBy(clock: Clock): Day {
  return dayInEngland(clock());
}

/** Who has signed in. For routes that only they reach. */
export function viewerOf(request: FastifyRequest): Viewer {
  if (request.viewer === null) throw new Error('a route for those signed in was reached by nobody');
  return request.viewer;
}

export function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}
