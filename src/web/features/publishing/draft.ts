import { type Day, daysAfter } from '../../../domain/day.ts';
import type { FigurePeriod } from '../../../domain/figure-query.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { checkReport } from '../../../reporting/checks/check-report.ts';
import type { Finding } from '../../../reporting/checks/finding.ts';
import { nothingHeld } from '../../../reporting/held.ts';
import { layoutOf } from '../../../reporting/kept-layout.ts';
import type { Layout } from '../../../reporting/layout.ts';
import { composePublication, keptReport, type PublicationMaking } from '../../../reporting/publishing/compose-publication.ts';
import { findsIn, type Scan, type TextWithFinds } from '../../../reporting/redaction/decide.ts';
import { scanner } from '../../../reporting/redaction/scan.ts';
import { type Editions, reportAuthorityOf } from '../../../reporting/report.ts';
import type { Authority } from '../../../store/authorities.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import { editionsBeside, editionsLeftOut } from '../../../store/editions.ts';
import { peopleToProtect } from '../../../store/people-to-protect.ts';
import { findPublication, type ListedPublication, publicationsOf } from '../../../store/publications.ts';
import { publishingSettingsOf } from '../../../store/publishing-settings.ts';
import { type KeptRedaction, redactionsOf } from '../../../store/report-redactions.ts';
import { findReport, type KeptReport } from '../../../store/reports.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { DisclosureRule, OverruledFinding } from '../../../store/tables.ts';
import { numberIn } from '../../number-in-address.ts';

/** A report on its way out, before anything of it is made. */
export type Draft = {
  readonly kept: KeptReport; readonly layout: Layout; readonly authority: Authority; readonly period: FigurePeriod;
  /** The day it is made as at: its cut-off, or yesterday as long as it has none that is over. */
  readonly asAt: Day;
  /** Whether that is a cut-off that somebody chose. */
  readonly hasCutOff: boolean;
  readonly disclosure?: DisclosureRule;
  readonly today: Day;
};

/** The report that an address names; undefined where the viewer's council has none of that number. */
export async function openDraft(db: Database, viewer: Viewer, address: string, today: Day): Promise<Draft | undefined> {
  const report = numberIn(address);
  const kept = report === undefined ? undefined : await findReport(db, viewer.authorityId, report);
  if (kept === undefined) return undefined;
  const hasCutOff = kept.asAt !== undefined && kept.asAt < today;
  const disclosure = kept.disclosureDecided === true ? kept.disclosure : (await publishingSettingsOf(db, viewer.authorityId)).disclosure;
  return {
    kept, layout: layoutOf(kept.layout), authority: await authorityOf(db, viewer), period: { from: kept.from, to: kept.to }, hasCutOff, today,
    asAt: hasCutOff && kept.asAt !== undefined ? kept.asAt : daysAfter(today, -1), ...(disclosure === undefined ? {} : { disclosure }),
  };
}

/** A report as it would go out now, with all that has to be decided of it first. */
export type Prepared = Draft & {
  readonly publication: number; readonly editions: Editions; readonly beside: readonly number[];
  readonly findings: readonly Finding[]; readonly overruled: ReadonlyMap<string, OverruledFinding>;
  readonly texts: readonly TextWithFinds[]; readonly scan: Scan;
  /** Everything that was decided of the names and places in it; `left`: by the fingerprint of the find that was left as it is. */
  readonly redactions: readonly KeptRedaction[]; readonly left: ReadonlyMap<string, KeptRedaction>;
  readonly comparedWith?: ListedPublication;
  /** As what the same report went out before, the latest first. */
  readonly outBefore: readonly ListedPublication[];
};

/** @param publication the number that it would be published under */
export async function prepare(db: Database, draft: Draft, publication: number): Promise<Prepared | { readonly nothing: string }> {
  const { kept, authority, layout, period, asAt, disclosure } = draft;
  const { authorityId } = authority;
  const nothing = await nothingHeld(db, authority, period, asAt);
  if (nothing !== undefined) return { nothing };
  const beside = disclosure === undefined ? [] : await editionsBeside(db, authorityId, period);
  const making: PublicationMaking = { authority, layout, period, asAt, madeOn: draft.today, reference: `P${publication}`, beside, ...(disclosure === undefined ? {} : { disclosure }) };
  const editions = await composePublication(db, making);
  const published = await publicationsOf(db, authorityId);
  const comparedWith = kept.comparedWith === undefined ? published.find(({ withdrawn }) => withdrawn === undefined) : published.find((one) => one.publication === kept.comparedWith);
  const earlier = comparedWith === undefined ? undefined : await findPublication(db, authorityId, comparedWith.publication);
  const findings = checkReport({
    whole: editions.whole, printed: editions.printed, layout, ...rulesOf(authority), notLookedAt: disclosure === undefined ? 0 : await editionsLeftOut(db, authorityId, beside),
    authority: await reportAuthorityOf(db, authority),
    ...(earlier === undefined ? {} : { earlier: { publication: earlier.publication, report: keptReport(earlier.whole) } }),
  });
  const scan = scanner(await peopleToProtect(db, authority, period, refsOf(layout)));
  const texts = findsIn(layout, editions.printed, scan);
  const redactions = await redactionsOf(db, authorityId, kept.report);
  return {
    ...draft, publication, editions, beside, outBefore: published.filter(({ report }) => report === kept.report), findings, overruled: new Map(kept.overruled.map((one) => [one.finding, one])), texts, scan, redactions,
    left: new Map(redactions.filter(({ decision }) => decision === 'left').map((one) => [one.find, one])), ...(comparedWith === undefined ? {} : { comparedWith }),
  };
}

/** The records that a layout picks: the people of their cases may be named in their words. */
function refsOf({ sections }: Layout): string[] {
  return sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'picked compliments' || block.kind === 'picked actions' ? block.picked.map(({ ref }) => ref) : [])));
}

export function openFindings({ findings, overruled }: Prepared): { readonly must: readonly Finding[]; readonly look: readonly Finding[] } {
  const open = findings.filter(({ id }) => !overruled.has(id));
  return { must: open.filter(({ severity }) => severity === 'must'), look: open.filter(({ severity }) => severity === 'look') };
}

export function undecided({ texts, left }: Prepared): number {
  return texts.reduce((sum, { finds }) => sum + finds.filter(({ id }) => !left.has(id)).length, 0);
}

/** Why a report cannot go out yet; each a sentence with the page on which it is put right. Empty where it can. */
export function whatBlocks(prepared: Prepared): { readonly text: string; readonly href: string }[] {
  const at = `/reports/${prepared.kept.report}/publish`;
  const { must } = openFindings(prepared);
  const finds = undecided(prepared);
  return [
    ...(prepared.hasCutOff ? [] : [{ text: 'Choose a cut-off day that is over', href: `${at}/cut-off` }]),
    ...(must.length === 0 ? [] : [{ text: must.length === 1 ? 'Mend or overrule the finding that stops it' : `Mend or overrule the ${must.length} findings that stop it`, href: `${at}/checks` }]),
    ...(finds === 0 ? [] : [{ text: finds === 1 ? 'Decide about the name, place or age that was found' : `Decide about the ${finds} names, places and ages that were found`, href: `${at}/redaction` }]),
  ];
}

/** What somebody looked at before they published: the same only where the report, inside and in print, is the same to the letter. */
export function sealOf({ editions: { whole, printed } }: Prepared): string {
  return `${whole.stamp.hash} ${printed.stamp.hash}`;
}
