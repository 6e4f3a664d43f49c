/** Who acts for a complainant or child by their consent. An adult who complains in their own right needs nobody's (rules.md 2.3). */
export type ConsentedTo = 'advocate' | 'representative';

/** Whose consent it is. The last is for a child too young, or unable, to say: what was decided in their interest, and why, is then written down. */
export const consenters = {
  child: 'the child or young person', complainant: 'the complainant', parental_responsibility: 'a person with parental responsibility, because the child cannot say',
  best_interests: 'nobody could be asked: decided in the child’s interest',
} as const;
export type Consenter = keyof typeof consenters;

export const waysOfConsenting = { in_writing: 'in writing', orally: 'by speaking to us', electronically: 'by email or another message', not_asked: 'they could not be asked' } as const;
export type WayOfConsenting = keyof typeof waysOfConsenting;

/** What somebody was consented to do. Only `case` opens the case to an advocate. */
export const consentScopes = { case: 'see the case and its letters in Candour', speaking: 'speak for them, at meetings and on the telephone', replies: 'be sent our replies in their place' } as const;
export type ConsentScope = keyof typeof consentScopes;
