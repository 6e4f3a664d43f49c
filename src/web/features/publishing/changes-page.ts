import { inWords } from '../../../domain/day.ts';
import { count, counted } from '../../../reporting/house-style.ts';
import type { CouncilWords } from '../../../reporting/council-words.ts';
import type { ChangedSince } from '../../../reporting/publishing/changed-since.ts';
import type { ShownCase } from '../../../store/cases-shown.ts';
import type { Publication } from '../../../store/publications.ts';
import type { RecordedEvent } from '../../../store/recorded-event.ts';
import { type Happening, happening } from '../../happening.ts';
import type { Link } from './publish-page.ts';

type MovedRow = { readonly place: string; readonly was: string; readonly now: string; readonly cases: readonly Link[]; readonly why?: string };
type CaseSince = { readonly id: string; readonly ref: string; readonly href: string; readonly moves: string; readonly happenings: readonly Happening[] };
/** More references than this beside one number hide the number. */
const MOST_REFS = 8;

/** The numbers of a publication that are others now, with what was recorded since in the cases behind them. */
export function changesPage(publication: Publication, { figures, moved, casesSince }: ChangedSince, shown: readonly ShownCase[], histories: ReadonlyMap<number, readonly RecordedEvent[]>, names: ReadonlyMap<string, string>, words: CouncilWords) {
  const visible = new Map(shown.map((one) => [one.caseId, one]));
  const anchor = (caseId: number): string => `case-${caseId}`;
  const why = (cases: readonly number[]): Pick<MovedRow, 'cases' | 'why'> => {
    const own = cases.flatMap((one) => visible.get(one) ?? []);
    const hidden = cases.length - own.length;
    const more = own.length > MOST_REFS ? own.length - MOST_REFS : 0;
    const said = [
      ...(cases.length === 0 ? ['No event of a case: settings, figures from elsewhere, or people merged'] : []), ...(more === 0 ? [] : [`and ${count(more)} more`]),
      ...(hidden === 0 ? [] : [`${own.length === 0 ? '' : 'and '}${counted(hidden, { one: 'case', many: 'cases' })} that you may not see`]),
    ];
    return { cases: own.slice(0, MOST_REFS).map(({ caseId, ref }) => ({ text: ref, href: `#${anchor(caseId)}` })), ...(said.length === 0 ? {} : { why: said.join(', ') }) };
  };
  const groups = [...Map.groupBy(moved, ({ group }) => group)].map(([group, all]) => ({ group, rows: all.map((one): MovedRow => ({ place: one.place, was: one.was ?? 'Not there', now: one.now ?? 'Not there any more', ...why(one.cases) })) }));
  const moving = new Set(moved.flatMap(({ cases }) => cases));
  const cases = shown.filter(({ caseId }) => moving.has(caseId)).map(({ caseId, ref, kind }): CaseSince => {
    const since = (histories.get(caseId) ?? []).filter((one) => one.knownOn > publication.asAt || one.recordedAt > publication.publishedAt);
    const moves = moved.filter((one) => one.cases.includes(caseId)).length;
    return { id: anchor(caseId), ref, href: kind === 'compliment' ? `/compliments/${encodeURIComponent(ref)}` : `/cases/${encodeURIComponent(ref)}`, moves: counted(moves, { one: 'number', many: 'numbers' }), happenings: since.map((one) => happening(one, names, words)) };
  });
  const hiddenMoving = moving.size - cases.length;
  return {
    title: `What has changed since P${publication.publication}`, name: publication.title, backTo: { text: `Publication P${publication.publication}`, href: `/publications/${publication.publication}` } satisfies Link, errors: [],
    cutOff: inWords(publication.asAt), figures: count(figures), moved: moved.length, howMany: counted(moved.length, { one: 'number', many: 'numbers' }), groups, cases,
    hidden: hiddenMoving === 0 ? undefined : `${hiddenMoving === 1 ? 'One case' : `${count(hiddenMoving)} cases`} that moved numbers ${hiddenMoving === 1 ? 'is one' : 'are ones'} that you may not see. What happened in ${hiddenMoving === 1 ? 'it' : 'them'} is not told here.`,
    still: casesSince.length - moving.size <= 0 ? undefined : `In ${counted(casesSince.length - moving.size, { one: 'more case', many: 'more cases' })} something was recorded since that moves no number of it.`,
  };
}
