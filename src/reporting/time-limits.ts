import { procedureInForce, type Limit, type Rule } from '../domain/procedure.ts';
import type { Authority } from '../store/authorities.ts';
import { rulesOf } from '../store/rules-of-authority.ts';
import type { Day } from '../domain/day.ts';
import { capitalised, count } from './house-style.ts';
import type { ReportBlock } from './report-value.ts';

/**
 * The time limits of a procedure that were in force at the end of a period, with their sources: what the figures of the
 * report were judged by. The council's own where it has set any.
 * @throws PlainError where its settings cannot be read.
 */
export function timeLimits(key: string, handledAs: 'statutory' | 'corporate', authority: Authority, on: Day): ReportBlock | undefined {
  const procedure = procedureInForce(handledAs, on, rulesOf(authority).procedures);
  if (procedure === undefined) return undefined;
  const limits = procedure.rules.filter(isPrinted).map((rule) => ({ step: rule.name, limit: `${limitInWords(rule.limit)} after ${rule.starts.text}`, source: rule.source }));
  return { kind: 'limits', key, caption: `${procedure.name}: time limits in force`, limits };
}

/**
 * Windows for the complainant, what is counted back from a panel, and another council's practice are no part of what a
 * complaint was judged by; what this council set itself is.
 */
function isPrinted(rule: Rule): rule is Rule & { limit: Limit } {
  const anothersPractice = (rule.certainty === 'SEED' || rule.certainty === 'INFERRED') && !rule.source.startsWith('The council');
  return rule.limit !== undefined && rule.kind === 'clock' && ['stage1', 'stage2', 'stage3'].includes(rule.stage) && rule.limit.counting !== 'before' && !anothersPractice;
}

function limitInWords({ count: number, unit }: Limit): string {
  return capitalised(`${count(number)} ${unit}${number === 1 ? '' : 's'}`);
}
