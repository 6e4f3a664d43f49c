import { stringify } from 'csv-stringify/sync';
import { poolChecks } from '../../../domain/pool.ts';
import type { PoolPerson } from '../../../store/pool.ts';

const columns = [
  'name', 'parts', 'works_for', 'organisation', 'term_from', 'term_until', ...poolChecks.flatMap((check) => [`${check}_on` as const, `${check}_renew_by` as const]), 'cases_in_hand', 'cases_at_once', 'cases_done', 'fee', 'fee_per', 'has_account', 'takes_no_more_from',
] as const;

/** The list as a sheet, without contacts, conflicts of interest and notes. The first characters that a spreadsheet would take for a formula are marked as text. */
export function poolAsCsv(pool: readonly PoolPerson[]): string {
  const rows = pool.map((one): Record<(typeof columns)[number], string> => {
    const held = (check: (typeof poolChecks)[number]) => one.checks.find((each) => each.check === check);
    const checks = Object.fromEntries(poolChecks.flatMap((check) => [[`${check}_on`, held(check)?.doneOn ?? ''], [`${check}_renew_by`, held(check)?.renewBy ?? '']])) as Record<`${(typeof poolChecks)[number]}_${'on' | 'renew_by'}`, string>;
    return {
      name: one.name, parts: one.parts.join('; '), works_for: one.organisationKind, organisation: one.organisation ?? '', term_from: one.termFrom ?? '', term_until: one.termUntil ?? '', ...checks,
      cases_in_hand: String(one.inHand), cases_at_once: one.mostAtOnce === undefined ? '' : String(one.mostAtOnce), cases_done: String(one.done), fee: one.ratePence === undefined ? '' : (one.ratePence / 100).toFixed(2), fee_per: one.ratePer ?? '',
      has_account: one.accountRoles === undefined ? 'no' : 'yes', takes_no_more_from: one.endedOn ?? '',
    };
  });
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}
