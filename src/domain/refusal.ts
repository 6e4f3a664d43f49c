import type { CaseEvent } from './events.ts';

/**
 * Why an act may not be done. `because` is a key that screens and tests can rely on; `message` is a sentence for the
 * person in front of the screen: what is wrong, and what is allowed. `field` names the input it belongs beside.
 */
export type Refusal = { readonly because: string; readonly message: string; readonly field?: string; readonly source?: string };

/** What an act decides: what happened, or why it may not. */
export type Decision = { readonly events: readonly CaseEvent[] } | { readonly refusals: readonly Refusal[] };
