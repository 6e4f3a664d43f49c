import { inWords } from '../domain/day.ts';
import type { Authority } from '../store/authorities.ts';
import type { Database } from '../store/database.ts';
import { asAt } from './as-at.ts';
import type { Composing } from './composing.ts';
import type { BlockSpec, PickedActionsSpec, PickedComplimentsSpec } from './layout.ts';
import type { ReportAction, ReportBlock, ReportQuote } from './report-value.ts';

type Picked = PickedComplimentsSpec | PickedActionsSpec;

/**
 * The compliments and learning actions that parts of a layout choose from the records, by the key of their block, as they stood on the
 * report's day. The report has their places among those picked, never their references: it may leave the house. What is not on record, has lost its words or may not be quoted any more is left out; a block left empty is none.
 */
export async function pickedRecords(db: Database, authority: Authority, among: readonly BlockSpec[], composing: Composing): Promise<ReadonlyMap<string, ReportBlock>> {
  const blocks = among.filter((block): block is Picked => block.kind === 'picked compliments' || block.kind === 'picked actions');
  if (blocks.length === 0) return new Map();
  const refs = (kind: Picked['kind']) => [...new Set(blocks.filter((block) => block.kind === kind).flatMap((block) => block.picked.map(({ ref }) => ref)))];
  const read = async (records: Database) => ({
    quotes: await complimentsNamed(records, authority.authorityId, refs('picked compliments'), composing),
    actions: await actionsNamed(records, authority.authorityId, refs('picked actions'), composing),
  });
  const { quotes, actions } = composing.known.asAt === undefined ? await read(db) : await asAt(db, authority.authorityId, composing.known.asAt, read);
  return new Map(blocks.flatMap((block): [string, ReportBlock][] => {
    if (block.kind === 'picked compliments') {
      const found = block.picked.flatMap(({ ref, words }, picked) => (quotes.get(ref) === undefined ? [] : [{ ...quotes.get(ref)!, picked, ...(words === undefined ? {} : { text: words }) }]));
      return found.length === 0 ? [] : [[block.key, { kind: 'quotes', key: block.key, quotes: found }]];
    }
    const found = block.picked.flatMap(({ ref, action, words }, picked) => {
      const on = actions.get(`${ref} ${action}`);
      return on === undefined ? [] : [{ ...on, picked, ...(words === undefined ? {} : { text: words }) }];
    });
    return found.length === 0 ? [] : [[block.key, { kind: 'actions', key: block.key, actions: found }]];
  }));
}

async function complimentsNamed(db: Database, authorityId: number, refs: readonly string[], composing: Composing): Promise<ReadonlyMap<string, ReportQuote>> {
  if (refs.length === 0) return new Map();
  const rows = await db.selectFrom('compliment').select(['ref', 'text', 'source']).where('authority_id', '=', authorityId).where('ref', 'in', refs).where('publish_consent', '=', 'yes').where('text', 'is not', null).execute();
  return new Map(rows.map(({ ref, text, source }) => [ref, { text: text ?? '', attribution: composing.value('source', source) }]));
}

async function actionsNamed(db: Database, authorityId: number, refs: readonly string[], composing: Composing): Promise<ReadonlyMap<string, Omit<ReportAction, 'picked'>>> {
  if (refs.length === 0) return new Map();
  const rows = await db.selectFrom('learning_action as action')
    .innerJoin('representation as of', (join) => join.onRef('of.authority_id', '=', 'action.authority_id').onRef('of.case_id', '=', 'action.case_id'))
    .leftJoin('element as point', (join) => join.onRef('point.authority_id', '=', 'action.authority_id').onRef('point.case_id', '=', 'action.case_id').onRef('point.element', '=', 'action.element'))
    .select(['of.ref', 'action.learning_action', 'action.action', 'action.due_on', 'action.completed_on', 'point.service as point_service', 'of.service'])
    .where('action.authority_id', '=', authorityId).where('of.ref', 'in', refs).where('action.action', 'is not', null).execute();
  return new Map(rows.map((row) => {
    const service = row.point_service ?? row.service;
    const standing = row.completed_on !== null ? `Done on ${inWords(row.completed_on)}` : row.due_on === null ? 'Not done yet' : `Due on ${inWords(row.due_on)}`;
    return [`${row.ref} ${row.learning_action}`, { text: row.action ?? '', ...(service === null ? {} : { service: composing.value('service', service) }), standing }];
  }));
}
