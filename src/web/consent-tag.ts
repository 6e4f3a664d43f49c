import type { Tag } from './standing-tag.ts';

/** Whether a compliment may be quoted, as a tag. */
export function consentTag(consent: string | undefined): Tag {
  if (consent === 'yes') return { text: 'May be quoted', colour: 'green' };
  return consent === 'no' ? { text: 'Not to be quoted', colour: 'orange' } : { text: 'Quoting not asked', colour: 'grey' };
}
