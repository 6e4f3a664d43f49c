import { day } from '../../src/domain/day.ts';
import type { PoolMember, PoolPart } from '../../src/domain/pool.ts';

/** Somebody of the pool of whom everything is in order, with what a test says otherwise. */
export function member(number: number, name: string, parts: readonly PoolPart[], more: Partial<PoolMember> = {}): PoolMember {
  return {
    person: `pool-${number}`, keys: [`pool-${number}`], name, parts, checks: [{ check: 'dbs', doneOn: day('2023-01-09'), renewBy: day('2026-01-09') }, { check: 'confidentiality', doneOn: day('2023-01-09') }],
    away: [], answers: [], otherPanels: [], inHand: 0, conflicts: [], ...more,
  };
}
