import { acts, type ActKey } from '../domain/acts/index.ts';
import type { ComplimentFile, RepresentationFile, UnattachedFile } from '../domain/case-file.ts';
import { stage1Ended } from '../domain/acts/checks.ts';
import { may, type Viewer } from '../domain/viewer.ts';
import { formKeys, formKeysOf, formFor, forms, nameOfAct } from './features/acts/all-forms.ts';
import { type Step, steps } from './features/acts/act-form.ts';
import { mayDo } from './features/acts/who-may.ts';

export type PossibleAct = { readonly key: ActKey; readonly name: string; readonly href: string };
export type PossibleStep = { readonly step: Step; readonly title: string; readonly acts: readonly PossibleAct[] };

/** Where the form of an act is. */
export function actHref(ref: string, key: ActKey): string {
  return key === 'decideHandling' ? `/cases/${encodeURIComponent(ref)}/handling` : `/cases/${encodeURIComponent(ref)}/acts/${key}`;
}

function handlingIsPossible(file: RepresentationFile, viewer: Viewer): boolean {
  return may(viewer, 'recordCases') && file.closedOn === undefined && !stage1Ended(file);
}

/** What a viewer could do next in a case, by the part of the work it belongs to, in the order the work is done. Steps with nothing to do are left out. */
export function possibleActs(file: RepresentationFile, viewer: Viewer): readonly PossibleStep[] {
  const found = new Map<Step, PossibleAct[]>((Object.keys(steps) as Step[]).map((step) => [step, []]));
  if (handlingIsPossible(file, viewer)) found.get('receipt')?.push({ key: 'decideHandling', name: acts.decideHandling.name, href: actHref(file.ref, 'decideHandling') });
  for (const key of formKeys) {
    const spec = forms[key];
    const may = mayDo(viewer, file, spec);
    if (may === undefined || !spec.possible(file)) continue;
    found.get(spec.step)?.push({ key, name: may === 'asks' ? spec.asks?.name ?? acts[key].name : acts[key].name, href: actHref(file.ref, key) });
  }
  return [...found].filter(([, list]) => list.length > 0).map(([step, list]) => ({ step, title: steps[step], acts: list }));
}

/** What a viewer could do next with a compliment, or an Ombudsman's matter of no case. `href`: where it is. */
export function possibleActsOn(file: ComplimentFile | UnattachedFile, href: string, viewer: Viewer): readonly { readonly key: string; readonly name: string; readonly href: string }[] {
  return formKeysOf(file.kind).flatMap((key) => {
    const form = formFor(file.kind, key);
    if (form === undefined || mayDo(viewer, file, form) === undefined || !form.possible(file as never)) return [];
    return [{ key, name: nameOfAct(key, file.kind) ?? key, href: `${href}/acts/${key}` }];
  });
}

/** `Recorded: give it to a manager`: what the case page says after an act, from the `done` of its address. Undefined for anything that is no act. */
export function recordedInWords(act: string | undefined): string | undefined {
  if (act === undefined) return undefined;
  if (act === 'receive') return 'It is on record under this reference.';
  if (act === 'asked') return 'Your request is on record as a note. The complaints team decides.';
  if (act === 'awaitingConfirmation') return 'Recorded: the decision waits for a second person to confirm it.';
  if (act === 'documentsAdded') return 'Added to the documents of the case.';
  if (act === 'documentMarked') return 'Who sees the document is changed.';
  if (act === 'documentRemoved') return 'The document is removed.';
  if (act === 'attached') return 'The Ombudsman’s matter is in this case now.';
  const name = nameOfAct(act);
  if (name === undefined) return undefined;
  return `Recorded: ${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}
