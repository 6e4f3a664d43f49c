import type { Conditions } from '../../domain/figure-query.ts';
import type { Noun } from '../house-style.ts';
import type { Condition, LayoutQuery } from '../layout.ts';

/** Which complaints a part of a report is about. The same table serves the statutory procedure, the corporate one, and both. */
export type Scope = {
  readonly key: 'statutory' | 'corporate' | 'all' | 'both' | 'together';
  readonly where: Conditions;
  readonly noun: Noun;
  /** Begins a caption: `Statutory complaints`. */
  readonly name: string;
  /** What must have been received for a table of this scope to be printed. */
  readonly only: Condition;
};

const complaintsOf = (handledAs: string): LayoutQuery => ({ measure: 'complaints', where: { handled_as: handledAs } });
export const received = {
  statutory: { all: [complaintsOf('statutory')] },
  corporate: { all: [complaintsOf('corporate')] },
  byBothProcedures: { all: [complaintsOf('statutory'), complaintsOf('corporate')] },
} satisfies Record<string, Condition>;

const procedureScope = (key: 'statutory' | 'corporate', name: string, only: Condition): Scope => ({ key, where: { handled_as: key }, name, noun: { one: `${key} {complaint}`, many: `${key} {complaints}` }, only });

/** For reports that always tell the two procedures apart. */
export const statutoryComplaints = procedureScope('statutory', 'Statutory {complaints}', received.statutory);
export const corporateComplaints = procedureScope('corporate', 'Corporate {complaints}', received.corporate);

const noun = { one: '{complaint}', many: '{complaints}' };

/** All complaints, whatever the procedure. */
export const allComplaints: Scope = { key: 'all', where: {}, name: '{Complaints}', noun, only: { all: [{ measure: 'complaints' }] } };

/**
 * Each procedure apart where both were used, all complaints where only one was: nothing is told twice, and the earlier
 * reports of a council that uses one, which then named no procedure, compare with its figures for all complaints.
 */
export const oneProcedure: Scope = { ...allComplaints, only: { all: [{ measure: 'complaints' }], unless: received.byBothProcedures.all } };
export const scopes: readonly Scope[] = [
  oneProcedure,
  procedureScope('statutory', 'Statutory {complaints}', received.byBothProcedures),
  procedureScope('corporate', 'Corporate {complaints}', received.byBothProcedures),
];

/** Both procedures side by side, where both were used. */
export const bothProcedures: Scope = { key: 'both', where: {}, name: '{Complaints}', noun, only: received.byBothProcedures };

/** Both procedures together, where both were used and both have answers on record. */
export const bothTogether: Scope = {
  key: 'together', where: {}, name: 'Statutory and corporate {complaints}', noun: { one: '{complaint}', many: 'statutory and corporate {complaints}' },
  only: { all: [{ measure: 'stage1_responses', where: { handled_as: 'statutory' } }, { measure: 'stage1_responses', where: { handled_as: 'corporate' } }] },
};
