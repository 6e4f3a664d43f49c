/** An error whose message is written for the person who meets it: what is wrong, where, what is allowed. Printed without a stack. */
export class PlainError extends Error {
  override name = 'PlainError';
}
