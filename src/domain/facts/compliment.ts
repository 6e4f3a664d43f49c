import type { ComplimentFile } from '../case-file.ts';
import type { CorrectableFact } from '../events.ts';
import { channels, complimentOrigins, complimentSources, yesNo } from '../terms.ts';
import { put, type TextKey } from './fact.ts';

type ComplimentDraft = { -readonly [K in keyof ComplimentFile]: ComplimentFile[K] };
type FactOfCompliment = {
  readonly values?: readonly string[]; readonly neverBlank?: true;
  read(file: ComplimentFile): string | undefined;
  correct(next: ComplimentDraft, to: string): void;
};

function ofCompliment(field: TextKey<ComplimentFile>, more: Pick<FactOfCompliment, 'values' | 'neverBlank'> = {}): FactOfCompliment {
  return { ...more, read: (file) => file[field], correct: (next, to) => put(next, field, to) };
}

/** Divided by `;`, as in a register. */
const aspects: FactOfCompliment = { read: (file) => file.aspects.join(';'), correct: (next, to) => { next.aspects = to === '' ? [] : to.split(';'); } };

/** Facts that only a compliment has. */
export const factsOfComplimentsAlone = {
  complimentSource: ofCompliment('source', { values: complimentSources }), complimentOrigin: ofCompliment('origin', { values: complimentOrigins }),
  complimentAspects: aspects,
  publishConsent: ofCompliment('publishConsent', { values: yesNo }), credited: ofCompliment('credited'),
} as const satisfies { readonly [F in CorrectableFact]?: FactOfCompliment };

/** The facts of a compliment. */
export const factsOfCompliments = {
  receivedOn: ofCompliment('receivedOn', { neverBlank: true }), channel: ofCompliment('channel', { values: channels }), service: ofCompliment('service'), summary: ofCompliment('text'),
  ...factsOfComplimentsAlone,
} as const satisfies { readonly [F in CorrectableFact]?: FactOfCompliment };
