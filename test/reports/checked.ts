import type { Day } from '../../src/domain/day.ts';
import { checkReport } from '../../src/reporting/checks/check-report.ts';
import type { ToCheck } from '../../src/reporting/checks/checking.ts';
import type { Finding } from '../../src/reporting/checks/finding.ts';
import type { BlockSpec, Layout, NarrativeSpec } from '../../src/reporting/layout.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeEditions, reportAuthorityOf } from '../../src/reporting/report.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { rulesOf } from '../../src/store/rules-of-authority.ts';
import type { Store } from '../../src/store/store.ts';
import { readDemonstration, withDemonstration } from '../demonstration.ts';

/** The day on which the reports of these tests are made. */
export const madeOn = '2026-11-20' as Day;

/** A council’s own report, of a register that was taken in, with blocks of somebody's words at its end, ready to be checked. */
export async function withWords(store: Store, register: string, blocks: readonly BlockSpec[], change: (layout: Layout) => Layout = (layout) => layout): Promise<ToCheck> {
  const authority = await authorityNamed(store.db, (await readDemonstration(register)).settings.authority);
  const { report } = authority;
  const layout = report === undefined ? undefined : findLayout(report.layout);
  if (report === undefined || layout === undefined) throw new Error(`${register} names no layout`);
  const own = change({ ...layout, sections: [...layout.sections, { key: 'commentary', title: 'Commentary', blocks }] });
  const { whole } = await composeEditions(store.db, authority, own, { from: report.from, to: report.to }, { madeOn, reference: 'R1' });
  return { whole, layout: own, authority: await reportAuthorityOf(store.db, authority), ...rulesOf(authority) };
}

export const words = (text: string, key = 'words'): NarrativeSpec => ({ kind: 'narrative', key, text, figures: {} });

/** What is found in each of several texts, each in a block of its own so that none is read with another. */
export async function findingsOf(register: string, texts: readonly string[]): Promise<readonly (readonly Finding[])[]> {
  return withDemonstration([register], async (store) => {
    const findings = checkReport(await withWords(store, register, texts.map((text, at) => words(text, `words-${at}`))));
    return texts.map((_, at) => findings.filter(({ where }) => where.block === `words-${at}`));
  });
}
