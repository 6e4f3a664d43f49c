import { randomUUID } from 'node:crypto';
import { assignCaseOfficer } from '../domain/acts/assign-case-officer.ts';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { caseFor, recordActs } from './case-for-viewer.ts';
import { countCases, listCases } from './case-lists.ts';
import type { Database } from './database.ts';
import { rulesOf } from './rules-of-authority.ts';

const MOST_AT_ONCE = 2000;

/** How many cases of each member of a team are open, as far as the viewer may see them; under '' those that nobody looks after. */
export async function casesLookedAfter(database: Database, viewer: Viewer, officers: readonly string[], today: Day, at: Date): Promise<ReadonlyMap<string, number>> {
  const counts = await Promise.all(['', ...officers].map(async (officer) => [officer, await countCases(database, viewer, { caseOfficer: officer, open: true }, today, at, MOST_AT_ONCE)] as const));
  return new Map(counts);
}

/**
 * Gives every open case that one of the team looks after (nobody, where `from` is empty) to another, as far as the viewer may see them: each case on its own,
 * with its own audit entry, so that one that somebody records in meanwhile is left as it is. Gives how many were handed over and how many were not.
 */
export async function handOver(database: Database, viewer: Viewer, { from, to, reason }: { readonly from: string; readonly to: string; readonly reason: string }, today: Day, at: Date): Promise<{ readonly handedOver: number; readonly left: number }> {
  const cases = await listCases(database, viewer, { caseOfficer: from, open: true }, today, at, { most: MOST_AT_ONCE });
  let handedOver = 0;
  for (const { ref } of cases) {
    const seen = await caseFor(database, viewer, 'representation', ref, today, at);
    if (seen?.file.kind !== 'representation') continue;
    const decided = assignCaseOfficer(seen.file, { on: today, officer: to, reason }, { ...rulesOf(seen.authority), today });
    const recorded = await recordActs(database, viewer, { kind: 'representation', ref }, { form: randomUUID(), version: seen.version }, 'assignCaseOfficer', decided, at);
    if (recorded.is === 'recorded') handedOver += 1;
  }
  return { handedOver, left: cases.length - handedOver };
}
