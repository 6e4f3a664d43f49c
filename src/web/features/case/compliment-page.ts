import type { ComplimentFile } from '../../../domain/case-file.ts';
import { inWords } from '../../../domain/day.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import type { ServiceNode } from '../../../store/authorities.ts';
import type { SeenCase } from '../../../store/case-for-viewer.ts';
import { type Happening, happening } from './case-page.ts';

export type ComplimentPage = {
  readonly title: string; readonly ref: string; readonly text?: string; readonly rows: readonly { readonly key: string; readonly value: string }[]; readonly happenings: readonly Happening[];
};

export function complimentPage(seen: SeenCase & { readonly file: ComplimentFile }, names: ReadonlyMap<string, string>, services: readonly ServiceNode[]): ComplimentPage {
  const { file, history, authority } = seen;
  const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const say = (key: string, value: string | undefined) => (value === undefined ? undefined : valueInWords(key, value, authority.words, parents));
  const rows = [
    ['Received', inWords(file.receivedOn)], ['How', say('channel', file.channel)], ['From', say('source', file.source)], ['Origin', say('origin', file.origin)], ['Service', say('service', file.service)],
    ['Who is praised', file.credited], ['What is praised', file.aspects.length === 0 ? undefined : file.aspects.join(', ')],
    ['May be quoted', file.publishConsent === undefined ? 'Not asked' : say('', file.publishConsent)],
    ...Object.entries(file.own ?? {}).map(([key, value]) => [capitalised(key.replace(/^x_/, '').replaceAll('_', ' ')), value] as const),
  ] as const;
  return {
    title: file.ref, ref: file.ref, ...(file.text === undefined ? {} : { text: file.text }),
    rows: rows.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])), happenings: history.toReversed().map((one) => happening(one, names, authority.words)),
  };
}
