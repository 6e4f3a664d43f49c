/** What somebody is told whose form came after another's: what `changedSince` of form-mark.njk prints. */
export type Since = {
  readonly changes: readonly { readonly what: string; readonly who: string }[];
  /** What holds now in the place of what was typed. */
  readonly now?: string;
  /** What was typed of what there is no field for any more. */
  readonly typed?: readonly string[];
  readonly next: string;
};

export const saveAgain = 'What you typed is kept below. Save it again to put it in the place of theirs.';
export const movedOn = { text: 'Somebody changed this while you looked at it. Nothing of yours was recorded yet', href: '#since' } as const;
