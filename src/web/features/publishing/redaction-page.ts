import { capitalised, count } from '../../../reporting/house-style.ts';
import type { Decision, IdentifiedFind, TextWithFinds } from '../../../reporting/redaction/decide.ts';
import type { KeptRedaction } from '../../../store/report-redactions.ts';
import { whoAndWhen } from './checks-page.ts';
import type { Prepared } from './draft.ts';
import { type Body, reasonFault, textOf } from './fields.ts';

const kindNames: Readonly<Record<string, string>> = {
  name: 'Name', worker: 'Name of a worker', age: 'Age', 'date of birth': 'Date of birth', address: 'Address', school: 'School', place: 'Place', telephone: 'Telephone number', 'e-mail': 'E-mail address', reference: 'Reference',
};
const weightNames = { sure: 'On record', likely: 'Likely', possible: 'Perhaps not one' } as const;

type Run = { readonly text: string; readonly number?: number; readonly open?: boolean };
type FindRow = {
  readonly id: string; readonly number: number; readonly kind: string; readonly text: string; readonly why: string; readonly weight: string; readonly replacement: string; readonly reason: string; readonly chosen: string;
  readonly cannotReplace: boolean; readonly errors: { readonly chosen?: string; readonly replacement?: string; readonly reason?: string }; readonly left?: { readonly reason: string; readonly who: string };
};
type TextRow = { readonly key: string; readonly at: string; readonly place: string; readonly runs: readonly Run[]; readonly finds: readonly FindRow[]; readonly open: number; readonly mend?: string };
export type RedactionPage = { readonly texts: readonly TextRow[]; readonly open: number; readonly possible: number; readonly replaced: readonly { readonly kind: string; readonly place: string; readonly replacement: string; readonly who: string }[] };

/** What somebody sent of one text that was not taken, with what was wrong with it, by find. */
export type Refused = { readonly key: string; readonly body: Body | undefined; readonly errors: ReadonlyMap<string, FindRow['errors']> };

export function redactionPage({ kept, texts, left, redactions }: Prepared, names: ReadonlyMap<string, string>, refused?: Refused): RedactionPage {
  const rows = texts.filter(({ finds }) => finds.length > 0).map((text, at): TextRow => textRow(kept.report, text, `text-${at + 1}`, left, names, refused));
  return {
    texts: rows.toSorted((a, b) => Number(b.open > 0) - Number(a.open > 0)), open: rows.reduce((sum, { open }) => sum + open, 0), possible: texts.reduce((sum, { finds }) => sum + finds.filter(({ id, weight }) => weight === 'possible' && !left.has(id)).length, 0),
    replaced: redactions.flatMap((one) => (one.decision === 'replaced' ? [{ kind: kindNames[one.kind] ?? capitalised(one.kind), place: one.place, replacement: one.replacement, who: whoAndWhen(one, names) }] : [])),
  };
}

function textRow(report: number, text: TextWithFinds, at: string, left: ReadonlyMap<string, KeptRedaction>, names: ReadonlyMap<string, string>, refused: Refused | undefined): TextRow {
  const mine = refused?.key === text.key ? refused : undefined;
  const runs: Run[] = [];
  let from = 0;
  text.finds.forEach((find, index) => {
    if (find.start > from) runs.push({ text: text.words.slice(from, find.start) });
    runs.push({ text: find.text, number: index + 1, open: !left.has(find.id) });
    from = find.end;
  });
  if (from < text.words.length) runs.push({ text: text.words.slice(from) });
  const finds = text.finds.map((find, index) => findRow(find, index + 1, text.reworded === undefined, left.get(find.id), names, mine));
  return {
    key: text.key, at, place: text.place, runs, finds, open: finds.filter((find) => find.left === undefined).length,
    ...(text.block === undefined ? {} : { mend: `/reports/${report}/parts/${encodeURIComponent(text.block)}` }),
  };
}

function findRow(find: IdentifiedFind, number: number, cannotReplace: boolean, left: KeptRedaction | undefined, names: ReadonlyMap<string, string>, refused: Refused | undefined): FindRow {
  const typed = (name: string): string => textOf(refused?.body, `${name}-${find.id}`);
  return {
    id: find.id, number, kind: kindNames[find.kind] ?? capitalised(find.kind), text: find.text, why: find.why, weight: weightNames[find.weight], cannotReplace, errors: refused?.errors.get(find.id) ?? {},
    // What is likely is proposed as chosen: one click approves it.
    chosen: refused === undefined ? (cannotReplace || find.weight === 'possible' ? '' : 'replace') : typed('decision'), replacement: refused === undefined ? find.replacement : typed('replacement'), reason: typed('reason'),
    ...(left === undefined || left.decision !== 'left' ? {} : { left: { reason: left.reason, who: whoAndWhen(left, names) } }),
  };
}

const LONGEST_REPLACEMENT = 200;

/** What was decided of the finds of one text that wait; or what is wrong, by find. Those that nothing was chosen for wait on, unless none was chosen at all. */
export function readDecisions(text: TextWithFinds, left: ReadonlyMap<string, KeptRedaction>, body: Body | undefined): { readonly decisions: readonly Decision[] } | { readonly errors: ReadonlyMap<string, FindRow['errors']> } {
  const errors = new Map<string, FindRow['errors']>();
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

export function decidedInWords(replaced: number, left: number): string {
  return [replaced === 0 ? '' : `${count(replaced)} replaced`, left === 0 ? '' : `${count(left)} left as ${left === 1 ? 'it is' : 'they are'}`].filter((part) => part !== '').join(', ');
}
