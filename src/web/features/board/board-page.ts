import { type Day, inWords } from '../../../domain/day.ts';
import type { Calendar } from '../../../domain/working-days.ts';
import { count } from '../../../reporting/house-style.ts';
import type { BoardCase, BoardCount } from '../../../store/board.ts';
import type { CasePlace } from '../../../store/case-places.ts';
import { placeNames } from '../../place-names.ts';
import { dueTag, type Tag } from '../../standing-tag.ts';

export const MOST_IN_A_COLUMN = 12;

/** The columns, in the order that a case goes through them. Cases that are answered, ended or closed wait for nothing of the council's. */
export const boardPlaces = ['handling_undecided', 'stage1', 'stage2_requested', 'statement_pending', 'investigation', 'adjudication', 'report_with_complainant', 'stage3', 'ombudsman', 'deferred'] as const satisfies readonly CasePlace[];

type Card = { readonly ref: string; readonly href: string; readonly about: string; readonly received: string; readonly due?: { readonly text: string; readonly tag: Tag }; readonly restricted: boolean };
type Column = { readonly id: string; readonly heading: string; readonly count: string; readonly href: string; readonly overdue?: string; readonly cards: readonly Card[]; readonly more?: { readonly text: string; readonly href: string } };
export type BoardPage = { readonly title: string; readonly columns: readonly Column[]; /** The columns that have no case, by their headings. */ readonly empty: readonly string[] };

export function boardPage({ cases, counts }: { readonly cases: readonly BoardCase[]; readonly counts: readonly BoardCount[] }, service: (of: string | undefined) => string, today: Day, calendar: Calendar): BoardPage {
  const filled = new Set(counts.map((one) => one.place));
  return {
    title: 'Board', empty: boardPlaces.filter((place) => !filled.has(place)).map((place) => placeNames[place]),
    columns: boardPlaces.filter((place) => filled.has(place)).map((place) => {
      const found = counts.find((one) => one.place === place);
      const here = cases.filter((one) => one.place === place);
      return {
        id: place, heading: placeNames[place], count: count(found?.count ?? 0), href: `/cases?status=${place}`, ...(found === undefined || found.overdue === 0 ? {} : { overdue: `${count(found.overdue)} overdue` }),
        cards: here.map((one) => ({
          ref: one.ref, href: `/cases/${encodeURIComponent(one.ref)}`, about: service(one.service), received: inWords(one.receivedOn), restricted: one.restricted,
          ...(one.due === undefined ? {} : { due: { text: `${one.due.name}: ${inWords(one.due.on)}`, tag: dueTag(one.due.on, today, calendar, one.due.standingStillSince) } }),
        })),
        ...(found !== undefined && found.count > here.length ? { more: { text: `All ${count(found.count)} cases`, href: `/cases?status=${place}` } } : {}),
      };
    }),
  };
}
