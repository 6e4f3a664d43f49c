import { PlainError } from '../domain/plain-error.ts';

/** Where people open Candour in a browser, as the environment says, without a slash at its end; undefined where it does not. @throws PlainError where it is no such address. */
export function candourAddress(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = (environment['CANDOUR_ADDRESS'] ?? '').trim();
  if (given === '') return undefined;
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (parsed === undefined || !/^https?:\/\//u.test(given) || parsed.hostname === '') throw new PlainError('CANDOUR_ADDRESS is not a web address. It should read https://HOST, as people open Candour in a browser.');
  // Every page is at the root of its host.
  return parsed.origin;
}
