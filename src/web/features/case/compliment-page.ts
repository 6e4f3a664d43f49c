import type { ComplimentFile } from '../../../domain/case-file.ts';
import { inWords } from '../../../domain/day.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { capitalised, listed } from '../../../reporting/house-style.ts';
import type { Looked } from '../../../store/audit-for-viewer.ts';
import type { ServiceNode } from '../../../store/authorities.ts';
import type { SeenCase } from '../../../store/case-for-viewer.ts';
import { consentTag } from '../../consent-tag.ts';
import { type Happening, happening } from '../../happening.ts';
import { instantInWords } from '../../instant-in-words.ts';
import type { Tag } from '../../standing-tag.ts';

type Link = { readonly name: string; readonly href: string };
export type ComplimentPage = {
  readonly title: string; readonly ref: string; readonly who: string; readonly text: string | undefined; readonly restricted: boolean; readonly consent: Tag; readonly passedOn: Tag;
  readonly rows: readonly { readonly key: string; readonly value: string }[]; readonly seenTo: readonly string[]; readonly notes: readonly { readonly on: string; readonly note: string }[];
  readonly happenings: readonly Happening[]; readonly acts: readonly Link[]; readonly recorded?: string; readonly backTo: { readonly text: string; readonly href: string };
  readonly looked?: readonly { readonly name: string; readonly times: string; readonly last: string }[];
};
export type ComplimentSurroundings = { readonly names: ReadonlyMap<string, string>; readonly services: readonly ServiceNode[]; readonly acts: readonly Link[]; readonly recorded?: string; readonly looked?: readonly Looked[] };

export function complimentPage(seen: SeenCase & { readonly file: ComplimentFile }, { names, services, acts, recorded, looked }: ComplimentSurroundings): ComplimentPage {
  const { file, history, authority } = seen;
  const words: CouncilWords = authority.words;
  const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const say = (key: string, value: string | undefined) => (value === undefined ? undefined : valueInWords(key, value, words, parents));
  const rows = [
    ['Received', inWords(file.receivedOn)], ['How it came', say('channel', file.channel)], ['Who gave it', say('source', file.source)], ['From inside or outside', say('origin', file.origin)], ['Service', say('service', file.service) ?? 'Not recorded'],
    ['Who is praised', file.credited ?? 'Nobody named'], ['What is praised', file.aspects.length === 0 ? undefined : listed(file.aspects.map((aspect) => say('aspects', aspect) ?? aspect))],
    ['Consent to quote', file.consentWithdrawnOn !== undefined && file.publishConsent === 'no' ? `Withdrawn on ${inWords(file.consentWithdrawnOn)}` : file.publishConsent === undefined ? 'Not asked' : file.publishConsent === 'yes' ? 'Given' : 'Not given'],
    ...Object.entries(file.own ?? {}).map(([key, value]) => [capitalised(key.replace(/^x_/, '').replaceAll('_', ' ')), value] as const),
  ] as const;
  return {
    title: file.ref, ref: file.ref, who: `Compliment${file.source === undefined ? '' : `: ${say('source', file.source)?.toLowerCase()}`}`, text: file.text, restricted: file.restricted, consent: consentTag(file.publishConsent),
    passedOn: file.passedOn.length > 0 ? { text: 'Passed on', colour: 'green' } : { text: 'Not passed on yet', colour: 'yellow' },
    rows: rows.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
    seenTo: [
      ...file.passedOn.map(({ on, to }) => `Passed on to ${to ?? 'somebody whose name has been erased'} on ${inWords(on)}`), ...(file.thankedOn === undefined ? [] : [`Whoever gave it was thanked on ${inWords(file.thankedOn)}`]),
    ],
    notes: file.notes.toReversed().map(({ on, note }) => ({ on: inWords(on), note: note ?? 'The text has been erased' })),
    happenings: history.toReversed().map((one) => happening(one, names, words)), acts, ...(recorded === undefined ? {} : { recorded }), backTo: { text: 'Back to compliments', href: '/compliments' },
    ...(looked === undefined ? {} : { looked: looked.map((one) => ({ name: one.name ?? `Account ${one.accountId}`, times: one.times === 1 ? 'once' : `${one.times} times`, last: instantInWords(one.lastAt) })) }),
  };
}
