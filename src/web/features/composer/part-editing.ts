import type { FastifyReply, FastifyRequest } from 'fastify';
import { findBlock, replaceBlock } from '../../../reporting/layout-edits.ts';
import type { BlockSpec, SectionSpec } from '../../../reporting/layout.ts';
import { partsAsHtml, partStyle } from '../../../reporting/exporters/html.ts';
import { blocksWithPictures } from '../../../reporting/pictures/pictures-of-report.ts';
import type { LayoutFault } from '../../../reporting/read-layout.ts';
import type { ReportBlock } from '../../../reporting/report-value.ts';
import { authorityFacts } from '../../../store/authorities.ts';
import type { Database } from '../../../store/database.ts';
import { chrome } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import type { QuestionChoices } from '../../question-fields.ts';
import { valuesToAskWith } from '../../values-to-ask-with.ts';
import { renderPage } from '../../views.ts';
import { partsOf } from './compose-part.ts';
import { besideFields, type Body, type FieldError, numberOf } from './fields.ts';
import { type Asking, layoutEdit, type Made, makeEdit, type OpenReport } from './open-report.ts';
import { notMade } from './outline-routes.ts';
import { partName, worded } from './part-words.ts';

/** One part of a report, with whoever works on it. */
export type PartAsking<B extends BlockSpec = BlockSpec> = Asking & { readonly block: B; readonly section: SectionSpec };

export function partAsking(asking: Asking, key: string): PartAsking | undefined {
  const found = findBlock(asking.open.layout, key);
  return found && { ...asking, ...found };
}

export function addressOfPart({ open, block }: PartAsking): string {
  return `/reports/${open.kept.report}/parts/${block.key}`;
}

export const versionSent = (body: Body | undefined, { open }: Asking): number => numberOf(body?.['version']) ?? open.kept.version;

/** What a page about a part has in common with every other. */
export function partPage(asking: PartAsking, request: FastifyRequest, title: string, errors: readonly FieldError[], backToPart = false) {
  const { open, block, section } = asking;
  const { words } = open.authority;
  // A form that is shown again still rests on what its sender saw, unless they have now been told what changed.
  const version = request.method === 'POST' && !errors.some((error) => error.theirs === true) ? versionSent(request.body as Body | undefined, asking) : open.kept.version;
  return {
    title, chrome: chrome(request), errors, beside: besideFields(errors), report: open.kept.report, version, action: addressOfPart(asking), sectionTitle: worded(section.title, words), reportTitle: open.kept.title,
    backTo: backToPart ? { text: partName(block, words), href: addressOfPart(asking) } : { text: open.kept.title, href: `/reports/${open.kept.report}#part-${block.key}` },
    places: open.layout.sections.map((one) => ({ value: one.key, text: worded(one.title, words), selected: one.key === section.key })),
  };
}

export function sendPart(reply: FastifyReply, template: string, page: Readonly<Record<string, unknown>> & { readonly errors: readonly FieldError[] }, status?: number): FastifyReply {
  return sendPage(reply, renderPage(`features/composer/${template}.njk`, page), status ?? (page.errors.length === 0 ? 200 : 400));
}

/** How a part looks now, as HTML of the exporter; why it is not printed, where it is not. */
export async function previewOf(database: Database, open: OpenReport, block: BlockSpec): Promise<{ readonly preview: string; readonly style: string; readonly blocks: readonly ReportBlock[] } | { readonly absent: string }> {
  const blocks = await partsOf(database, open, [block]);
  return blocks.length === 0 ? { absent: block.kind === 'table' || block.kind === 'sentences' ? 'It is left out of the report: there is nothing to say in it for this period.' : 'It is left out of the report as long as it is empty.' } : { preview: partsAsHtml(await blocksWithPictures(database, open.authority.authorityId, blocks)).text, style: partStyle().text, blocks };
}

/** Everything that questions of this council can be asked with. */
export async function choicesOf(database: Database, { at, open: { authority } }: Pick<Asking, 'at' | 'open'>): Promise<QuestionChoices> {
  const { services } = await authorityFacts(database, authority.authorityId);
  return {
    keys: await valuesToAskWith(database, authority, services.map(({ service }) => service), at), words: authority.words,
    parents: new Map(services.flatMap(({ service, parent }) => (parent === undefined ? [] : [[service, parent] as const]))),
  };
}

/** Changes one part. `about`: what of it the change was decided on; all of it where absent. */
export function changePart<B extends BlockSpec>(database: Database, { viewer, at, open, block }: PartAsking<B>, seen: number, what: string, change: (block: B) => B, about: (block: B) => unknown = (one) => one): Promise<Made> {
  const held = (from: OpenReport['layout']): B | undefined => {
    const found = findBlock(from, block.key)?.block;
    return found?.kind === block.kind ? (found as B) : undefined;
  };
  return makeEdit(database, viewer, open.kept.report, seen, layoutEdit(`report ${block.kind} changed`, what, (from) => {
    const now = held(from);
    return now && replaceBlock(from, block.key, change(now));
  }, (from) => {
    const now = held(from);
    return now && about(now);
  }), at);
}

/** Back to a page once an edit is made; where it was not, why. `refuse` shows the form again with what was typed. */
export function afterEdit(request: FastifyRequest, reply: FastifyReply, report: number, made: Made, goTo: string, refuse?: (errors: readonly FieldError[]) => Promise<FastifyReply> | FastifyReply, beside = '#form'): Promise<FastifyReply> | FastifyReply {
  if (made.is === 'made') return reply.redirect(goTo, 303);
  if (refuse !== undefined && made.is === 'faulty') return refuse(faultErrors(made.faults, beside));
  if (refuse !== undefined && made.is === 'moved on') return refuse([{ text: `Somebody changed this since you opened it${made.since.length === 0 ? '' : ` (${made.since.map(({ what }) => what).join('; ')})`}. What you typed is kept: save again to put it in the place of theirs`, href: beside, theirs: true }]);
  return notMade(request, reply, report, made);
}

export function faultErrors(faults: readonly LayoutFault[], href: string): FieldError[] {
  return [...new Set(faults.map(({ problem }) => problem))].map((problem) => ({ text: `This ${problem}`, href }));
}
