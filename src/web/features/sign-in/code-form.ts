import { z } from 'zod';

/** A code from an authenticator app, or a recovery code, and where to go once it is right. */
export const codeForm = z.object({ code: z.string().max(40), goTo: z.string().max(2000).optional() });
