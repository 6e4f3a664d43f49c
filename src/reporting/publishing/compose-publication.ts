import type { Day } from '../../domain/day.ts';
import type { FigurePeriod } from '../../domain/figure-query.ts';
import type { Authority } from '../../store/authorities.ts';
import type { Database } from '../../store/database.ts';
import { keptEditions } from '../../store/editions.ts';
import type { DisclosureRule } from '../../store/tables.ts';
import type { Layout } from '../layout.ts';
import { composeEditions, type Editions } from '../report.ts';
import type { Report } from '../report-value.ts';
import { type Edition, editionOf } from '../suppression/conceal.ts';

/** All that a publication is made of beside the records: the same gives the same report to the letter, whenever it is made. */
export type PublicationMaking = {
  readonly authority: Authority; readonly layout: Layout; readonly period: FigurePeriod; readonly asAt: Day; readonly madeOn: Day;
  /** `P7` */
  readonly reference: string;
  readonly disclosure?: DisclosureRule;
  /** The publications that were out, beside which small numbers are hidden. */
  readonly beside: readonly number[];
};

export async function composePublication(db: Database, { authority, layout, period, asAt, madeOn, reference, disclosure, beside }: PublicationMaking): Promise<Editions> {
  const earlier = disclosure === undefined ? undefined : await earlierEditions(db, authority.authorityId, beside);
  return composeEditions(db, authority, layout, period, {
    asAt, madeOn, reference, ...(disclosure === undefined ? {} : { disclosure: { rule: disclosure, ...(earlier === undefined ? {} : { earlier }) } }),
  });
}

/** What is out already, taken together; undefined where nothing is. One at a time: each is a whole report, and little of it is kept. */
async function earlierEditions(db: Database, authorityId: number, publications: readonly number[]): Promise<Edition | undefined> {
  const editions: Edition[] = [];
  for (const publication of publications) {
    for (const one of await keptEditions(db, authorityId, [publication])) editions.push(editionOf({ printed: keptReport(one.printed).sections, whole: keptReport(one.whole).sections }));
  }
  return editions.length === 0 ? undefined : { printed: editions.flatMap(({ printed }) => printed), whole: editions.flatMap(({ whole }) => whole) };
}

/** A report value as a publication keeps it. It was written by `publish` from a value of this type, and has a hash. */
export function keptReport(kept: unknown): Report {
  return kept as Report;
}
