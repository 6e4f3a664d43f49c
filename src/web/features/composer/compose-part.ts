import type { FigureAnswer } from '../../../domain/figure-query.ts';
import type { BlockSpec, LayoutQuery } from '../../../reporting/layout.ts';
import { answersTo, composeParts } from '../../../reporting/report.ts';
import type { ReportBlock } from '../../../reporting/report-value.ts';
import type { Database } from '../../../store/database.ts';
import type { OpenReport } from './open-report.ts';

/** What some parts of a report look like now, with every number. A part with nothing to say is not among them. */
export async function partsOf(database: Database, { kept, layout, authority, period }: OpenReport, blocks: readonly BlockSpec[]): Promise<readonly ReportBlock[]> {
  // Terms are defined of what the whole report asks.
  if (!blocks.some(({ kind }) => kind === 'definitions')) return composeParts(database, authority, blocks, period, kept.asAt);
  const keys = new Set(blocks.map(({ key }) => key));
  return (await composeParts(database, authority, layout.sections.flatMap((section) => section.blocks), period, kept.asAt)).filter(({ key }) => keys.has(key));
}

/** The answers that a report has to a layout's questions, in order. */
export async function answersOf(database: Database, { kept, authority, period }: OpenReport, questions: readonly LayoutQuery[]): Promise<readonly FigureAnswer[]> {
  return answersTo(database, authority, questions, period, kept.asAt);
}

/**
 * Looks at several things of a report in one state of the records, one after another: as at a cut-off the tables of that day are made once for all of them.
 */
export function inOneState<T>(database: Database, look: (records: Database) => Promise<T>): Promise<T> {
  return database.transaction().setIsolationLevel('repeatable read').execute(look);
}
