import { dayInEngland, inWords } from '../../../domain/day.ts';
import { type ErasureGround, erasureGroundNames } from '../../../domain/retention.ts';
import type { CaseKind } from '../../../store/tables.ts';

export const kindNames: Readonly<Record<CaseKind, string>> = { representation: 'Representation', compliment: 'Compliment', unattached: 'Ombudsman’s matter' };

export function isKind(text: string): text is 'representation' | 'compliment' {
  return text === 'representation' || text === 'compliment';
}

export function groundName(ground: string): string {
  return erasureGroundNames[ground as ErasureGround] ?? ground;
}

export function onDay(at: Date): string {
  return inWords(dayInEngland(at));
}

export function retentionHref(kind: string, ref: string): string {
  return `/administration/retention/${kind}/${encodeURIComponent(ref)}`;
}

export function erasureHref(kind: string, ref: string): string {
  return `/administration/erasures/${kind}/${encodeURIComponent(ref)}`;
}
