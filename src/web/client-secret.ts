import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secret by which an identity provider knows Candour: of CANDOUR_OIDC_SECRET_FILE, a file with the secret or, where several
 * authorities share Candour, a folder with a file for each, called as its short name; else CANDOUR_OIDC_SECRET. One secret for all serves
 * only while one authority alone uses one: the administrator of another could otherwise have it sent to an address of their own.
 */
export async function clientSecret(authority: string, usingOne: number, environment: Environment = process.env): Promise<string | undefined> {
  const place = environment['CANDOUR_OIDC_SECRET_FILE'];
  const alone = usingOne <= 1;
  if (place === undefined || place === '') return alone ? textOr(environment['CANDOUR_OIDC_SECRET']) : undefined;
  try {
    if ((await stat(place)).isDirectory()) return /[/\\\0]|^\.*$/.test(authority) ? undefined : textOr(await readFile(join(place, authority), 'utf8'));
    return alone ? textOr(await readFile(place, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

function textOr(text: string | undefined): string | undefined {
  const secret = text?.trim();
  return secret === '' ? undefined : secret;
}

/** Whether there is one secret for whoever uses one, so that a second authority cannot. */
export async function hasOneSecretForAll(environment: Environment = process.env): Promise<boolean> {
  const place = environment['CANDOUR_OIDC_SECRET_FILE'];
  if (place === undefined || place === '') return textOr(environment['CANDOUR_OIDC_SECRET']) !== undefined;
  try {
    return !(await stat(place)).isDirectory();
  } catch {
    return false;
  }
}
