import type { Decision, TextWithFinds } from '../../../reporting/redaction/decide.ts';
import type { KeptRedaction } from '../../../store/report-redactions.ts';
import { type Body, textOf } from '../../typed-text.ts';
import type { Prepared } from './draft.ts';
import { reasonFault } from './fields.ts';

/** What is wrong with what was typed of one find. */
export type FindErrors = { readonly chosen?: string; readonly replacement?: string; readonly reason?: string };

const LONGEST_REPLACEMENT = 200;

/** What was decided of the finds of one text that wait; or what is wrong, by find. Those that nothing was chosen for wait on, unless none was chosen at all. */
export function readDecisions(text: TextWithFinds, left: ReadonlyMap<string, KeptRedaction>, body: Body | undefined): { readonly decisions: readonly Decision[] } | { readonly errors: ReadonlyMap<string, FindErrors> } {
  const errors = new Map<string, FindErrors>();
  const waiting = text.finds.filter(({ id }) => !left.has(id));
  const decisions = waiting.flatMap((find): Decision[] => {
    const chosen = textOf(body, `decision-${find.id}`);
    if (chosen === 'replace' && text.reworded !== undefined) {
      const replace = textOf(body, `replacement-${find.id}`);
      if (replace === '') errors.set(find.id, { replacement: 'Enter what to put in its place' });
      else if (replace.length > LONGEST_REPLACEMENT) errors.set(find.id, { replacement: `What is put in its place must be ${LONGEST_REPLACEMENT} characters or fewer` });
      else if (/[{}]/u.test(replace)) errors.set(find.id, { replacement: 'What is put in its place must have no { or }' });
      return [{ id: find.id, replace }];
    }
    if (chosen === 'leave') {
      const leave = textOf(body, `reason-${find.id}`);
      const fault = reasonFault(leave, 'why it is left as it is');
      if (fault !== undefined) errors.set(find.id, { reason: fault });
      return [{ id: find.id, leave }];
    }
    return [];
  });
  if (decisions.length === 0) for (const { id } of waiting) errors.set(id, { chosen: 'Select whether it is replaced or left' });
  // What still names somebody after it was replaced would only be found again.
  return errors.size > 0 ? { errors } : { decisions };
}

/** What was typed of finds of a text that do not wait any more: as it was typed, for whoever typed it. */
export function typedInVain({ texts, left }: Prepared, key: string, body: Body | undefined): string[] {
  const waiting = new Set(texts.find((text) => text.key === key)?.finds.flatMap(({ id }) => (left.has(id) ? [] : [id])));
  return Object.keys(body ?? {}).flatMap((name) => {
    const id = /^decision-(?<id>\w+)$/u.exec(name)?.groups?.['id'];
    if (id === undefined || waiting.has(id)) return [];
    const typed = textOf(body, textOf(body, name) === 'leave' ? `reason-${id}` : `replacement-${id}`);
    return typed === '' ? [] : [typed];
  });
}
