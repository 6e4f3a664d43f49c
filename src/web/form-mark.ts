import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '../store/canonical-json.ts';
import type { SentForm } from '../store/report-decisions.ts';
import { type Body, textOf } from './typed-text.ts';

/** What a form carries besides what is typed into it: its own number, by which it counts once, and what was decided on as its sender saw it. */
export type FormMark = { readonly form: string; readonly seen: string };
export type SentMark = SentForm & { readonly version?: number; isAsSeen(about: unknown): boolean };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const pattern = /^(?<version>\d{1,9})-(?<print>[0-9a-f]{32})$/u;

/** @param version of the report, so that what happened to it since can be told; 0 of what keeps none */
export function formMark(version: number, about: unknown): FormMark {
  return { form: randomUUID(), seen: `${version}-${fingerprint(about)}` };
}

/** The mark of a form that is shown again for what is typed in it: it still rests on what its sender saw. Undefined where none was sent. */
export function markAgain(body: Body | undefined): FormMark | undefined {
  const seen = textOf(body, 'seen');
  return pattern.test(seen) ? { form: randomUUID(), seen } : undefined;
}

/** The mark that a form brought back. One without is taken to have been decided on what holds now. */
export function sentMark(body: Body | undefined): SentMark {
  const form = textOf(body, 'form');
  const { version, print } = pattern.exec(textOf(body, 'seen'))?.groups ?? {};
  const { formToken: _, ...rest } = body ?? {};
  return { form: uuid.test(form) ? form : randomUUID(), typed: fingerprint(rest), ...(version === undefined ? {} : { version: Number(version) }), isAsSeen: (about) => print === undefined || print === fingerprint(about) };
}

function fingerprint(about: unknown): string {
  return createHash('sha256').update(canonicalJson(about ?? null)).digest('hex').slice(0, 32);
}
