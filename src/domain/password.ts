export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 1024;

/**
 * What is wrong with a password that somebody chooses, as a sentence, or undefined where nothing is. `about`: what is known of
 * them, none of which a password may be made of.
 */
export function faultOfPassword(password: string, about: { readonly name: string; readonly email: string }): string | undefined {
  if (password === '') return 'Enter a new password';
  if (password.length < SHORTEST_PASSWORD) return `The new password must have ${SHORTEST_PASSWORD} characters or more`;
  if (password.length > LONGEST_PASSWORD) return `The new password must have ${LONGEST_PASSWORD} characters or fewer`;
  if (new Set(password.toLowerCase()).size < 5) return 'The new password must have at least 5 different characters';
  const typed = password.toLowerCase();
  const known = [about.email, about.email.slice(0, Math.max(about.email.indexOf('@'), 0)), ...about.name.split(/\s+/), 'candour', 'password'].map((word) => word.toLowerCase()).filter((word) => word.length >= 4);
  if (known.some((word) => typed.replaceAll(word, '').length < SHORTEST_PASSWORD / 2)) return 'The new password must not be made of your name, your email address, or the words candour or password';
  return undefined;
}
