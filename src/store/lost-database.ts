/** What PostgreSQL and the network say where the database cannot be reached, or went away: classes 08 and 57P of its error codes. */
const lostCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
const lostMessages = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a statement failed because the database is away, and not because of what it says. */
export function isDatabaseLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isDatabaseLost);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The socket of a server that has ended is a file that is not there; any other file is not the database's.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return lostCodes.has(code) || code.startsWith('08') || code.startsWith('57P') || lostMessages.test(error.message);
}
