import { createHash, randomBytes } from 'node:crypto';
import type { CaseEvent } from '../domain/events.ts';
import { identifyingFieldsOf } from '../domain/identifying-texts.ts';
import { canonicalJson } from './canonical-json.ts';

/** What stands in the log for a field that can identify somebody: proof of what it said, and nothing of it. */
type Proof = { readonly proof: string };
export type KeptText = { readonly field: string; readonly salt: Buffer; readonly text: string };

function proofOf(salt: Buffer, text: string): string {
  return createHash('sha256').update(salt).update(text).digest('base64');
}

/** Parts an event into the body that the log keeps and the texts that are kept beside it, to be erased when they must. */
export function partIdentifyingText(event: CaseEvent): { body: Record<string, unknown>; texts: KeptText[] } {
  const { type: _type, on: _on, ...body }: Record<string, unknown> = event;
  const texts: KeptText[] = [];
  for (const field of identifyingFieldsOf(event)) {
    const value = body[field];
    if (value === undefined) continue;
    const salt = randomBytes(16);
    const text = canonicalJson(value);
    texts.push({ field, salt, text });
    body[field] = { proof: proofOf(salt, text) } satisfies Proof;
  }
  return { body, texts };
}

/** Puts the texts back into the body of an event. One that was erased is left out: the rest of the event still stands. */
export function joinIdentifyingText(body: Record<string, unknown>, texts: readonly { field: string; text: string | null }[]): Record<string, unknown> {
  const whole: Record<string, unknown> = { ...body };
  for (const { field, text } of texts) {
    if (text === null) delete whole[field];
    else whole[field] = JSON.parse(text);
  }
  return whole;
}

/** The fields of an event's body for which a text is kept beside the log, erased or not. */
export function fieldsWithProof(body: Record<string, unknown>): readonly string[] {
  return Object.entries(body).filter(([, value]) => typeof value === 'object' && value !== null && 'proof' in value && typeof value.proof === 'string').map(([field]) => field);
}

/** Whether a kept text is the one that the log has the proof of. */
export function textMatchesProof(body: Record<string, unknown>, kept: { field: string; salt: Buffer | null; text: string | null }): boolean {
  const stands = body[kept.field] as Proof | undefined;
  if (stands === undefined || typeof stands.proof !== 'string') return false;
  if (kept.text === null || kept.salt === null) return true;
  return stands.proof === proofOf(kept.salt, kept.text);
}
