import { capitalised } from '../../../reporting/house-style.ts';
import type { IdentifiedFind, TextWithFinds } from '../../../reporting/redaction/decide.ts';
import type { KeptRedaction } from '../../../store/report-redactions.ts';
import { type FormMark, formMark, markAgain } from '../../form-mark.ts';
import { type Body, textOf } from '../../typed-text.ts';
import { whoAndWhen } from './checks-page.ts';
import type { Prepared } from './draft.ts';
import type { FindErrors } from './read-decisions.ts';
import { leftSeen, possibleFinds, possibleSeen, textSeen } from './redaction-seen.ts';

const kindNames: Readonly<Record<string, string>> = {
  name: 'Name', worker: 'Name of a worker', age: 'Age', 'date of birth': 'Date of birth', address: 'Address', school: 'School', place: 'Place', telephone: 'Telephone number', 'e-mail': 'E-mail address', reference: 'Reference',
};
const weightNames = { sure: 'On record', likely: 'Likely', possible: 'Perhaps not one' } as const;

type Run = { readonly text: string; readonly number?: number; readonly open?: boolean };
type FindRow = {
  readonly id: string; readonly number: number; readonly kind: string; readonly text: string; readonly why: string; readonly weight: string; readonly replacement: string; readonly reason: string; readonly chosen: string;
  readonly cannotReplace: boolean; readonly errors: FindErrors; readonly left?: { readonly reason: string; readonly who: string; readonly mark: FormMark };
};
type TextRow = { readonly key: string; readonly at: string; readonly place: string; readonly runs: readonly Run[]; readonly finds: readonly FindRow[]; readonly open: number; readonly mark: FormMark; readonly mend?: string };
export type RedactionPage = { readonly texts: readonly TextRow[]; readonly open: number; readonly possible: number; readonly possibleMark: FormMark; readonly replaced: readonly { readonly kind: string; readonly place: string; readonly replacement: string; readonly who: string }[] };

/** What somebody sent of one text that was not taken, with what was wrong with it, by find. */
export type Refused = { readonly key: string; readonly body: Body | undefined; readonly errors: ReadonlyMap<string, FindErrors> };

/** @param sent the form that is shown again: it still rests on what its sender saw */
export function redactionPage(prepared: Prepared, names: ReadonlyMap<string, string>, refused?: Refused, sent?: Body): RedactionPage {
  const { kept, texts, redactions } = prepared;
  const possible = possibleFinds(prepared);
  const again = markAgain(sent);
  const rows = texts.filter(({ finds }) => finds.length > 0).map((text, at): TextRow => textRow(prepared, text, `text-${at + 1}`, names, refused, again));
  return {
    texts: rows.toSorted((a, b) => Number(b.open > 0) - Number(a.open > 0)), open: rows.reduce((sum, { open }) => sum + open, 0), possible: possible.length, possibleMark: (textOf(sent, 'leavePossible') === 'yes' ? again : undefined) ?? formMark(kept.version, possibleSeen(possible)),
    replaced: redactions.flatMap((one) => (one.decision === 'replaced' ? [{ kind: kindNames[one.kind] ?? capitalised(one.kind), place: one.place, replacement: one.replacement, who: whoAndWhen(one, names) }] : [])),
  };
}

function textRow(prepared: Prepared, text: TextWithFinds, at: string, names: ReadonlyMap<string, string>, refused: Refused | undefined, again: FormMark | undefined): TextRow {
  const { kept: { report, version }, left } = prepared;
  const mine = refused?.key === text.key ? refused : undefined;
  const runs: Run[] = [];
  let from = 0;
  text.finds.forEach((find, index) => {
    if (find.start > from) runs.push({ text: text.words.slice(from, find.start) });
    runs.push({ text: find.text, number: index + 1, open: !left.has(find.id) });
    from = find.end;
  });
  if (from < text.words.length) runs.push({ text: text.words.slice(from) });
  const finds = text.finds.map((find, index) => findRow(find, index + 1, text.reworded === undefined, left.get(find.id), version, names, mine));
  return {
    key: text.key, at, place: text.place, runs, finds, open: finds.filter((find) => find.left === undefined).length, mark: (mine === undefined ? undefined : again) ?? formMark(version, textSeen(prepared, text)),
    ...(text.block === undefined ? {} : { mend: `/reports/${report}/parts/${encodeURIComponent(text.block)}` }),
  };
}

function findRow(find: IdentifiedFind, number: number, cannotReplace: boolean, left: KeptRedaction | undefined, version: number, names: ReadonlyMap<string, string>, refused: Refused | undefined): FindRow {
  const typed = (name: string): string => textOf(refused?.body, `${name}-${find.id}`);
  return {
    id: find.id, number, kind: kindNames[find.kind] ?? capitalised(find.kind), text: find.text, why: find.why, weight: weightNames[find.weight], cannotReplace, errors: refused?.errors.get(find.id) ?? {},
    // What is likely is proposed as chosen: one click approves it.
    chosen: refused === undefined ? (cannotReplace || find.weight === 'possible' ? '' : 'replace') : typed('decision'), replacement: refused === undefined ? find.replacement : typed('replacement'), reason: typed('reason'),
    ...(left === undefined || left.decision !== 'left' ? {} : { left: { reason: left.reason, who: whoAndWhen(left, names), mark: formMark(version, leftSeen(left)) } }),
  };
}
