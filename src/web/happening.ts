import { dayInEngland, inWords } from '../domain/day.ts';
import type { CouncilWords } from '../reporting/council-words.ts';
import type { RecordedEvent } from '../store/recorded-event.ts';
import { eventInWords } from './event-in-words.ts';
import { instantInWords } from './instant-in-words.ts';

/** What happened, as a timeline tells it: when, what, and who recorded it when. `late`: recorded on a later day than it happened. */
export type Happening = { readonly on: string; readonly title: string; readonly lines: readonly string[]; readonly recorded: string; readonly late: boolean };

export function happening(one: RecordedEvent, names: ReadonlyMap<string, string>, words: CouncilWords): Happening {
  const { title, lines } = eventInWords(one.event, names, words);
  const recordedOn = dayInEngland(one.recordedAt);
  const undated = 'undated' in one.event && one.event.undated === true;
  const by = names.get(one.recordedBy) ?? one.recordedBy;
  const late = one.source === 'casework' && recordedOn > one.event.on;
  return {
    on: undated ? 'On a day that is not recorded' : inWords(one.event.on), title, lines, late,
    recorded: one.source === 'register' ? `Taken in from a register on ${inWords(recordedOn)}` : `Recorded by ${by} ${late ? `later than it happened, on ${instantInWords(one.recordedAt)}` : `on ${instantInWords(one.recordedAt)}`}`,
  };
}
