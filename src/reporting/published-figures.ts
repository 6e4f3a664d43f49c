import type { Conditions } from '../domain/figure-query.ts';
import { conditionsAsText } from '../store/authorities.ts';

/** A figure of an earlier report, as it was printed. */
export type PublishedFigure = { readonly measure: string; readonly from: string; readonly to: string; readonly conditions: string; readonly value: string };
/** A question to what was published: a whole period, conditions, and keys for rows. */
export type PublishedQuestion = { readonly measure: string; readonly from: string; readonly to: string; readonly where: Conditions; readonly by: readonly string[]; readonly within?: number };
export type PublishedCell = { readonly keys: Readonly<Record<string, string>>; readonly value: string };

type Wording = { readonly measure: string; readonly where: Conditions; readonly complaintsOnly?: boolean };

/** The longest that the statutory procedure allows, in working days: a rate measured against it is that of no limit named. */
const STATUTORY_LIMITS: Readonly<Record<string, number>> = { stage1_on_time_rate: 20, stage2_on_time_rate: 65, panels_on_time_rate: 30 };
/** Outcomes and timeliness that earlier reports give of statutory complaints without saying so: the annual report of regulation 13(3) is about those. */
const OF_STATUTORY_COMPLAINTS: ReadonlySet<string> = new Set(['upheld_or_partly', 'upheld_rate', 'stage1_on_time_rate', 'stage1_days']);

/**
 * What was published in answer to a question, or undefined where nothing was. The question may be worded in any of the ways
 * that mean the same:
 *
 * 1. Representations handled as statutory (or corporate) are the complaints handled so.
 * 2. `stage1_on_time_rate` within N working days is what reports call `stage1_within_N_rate`; within the statutory limit, of
 *    statutory complaints, it is the rate with no limit named.
 * 3. Outcomes and timeliness of statutory complaints are those published with no procedure named, where none was published with it.
 *
 * Rows are the published figures that have exactly the keys of the rows as further conditions.
 */
export function publishedAnswer(published: readonly PublishedFigure[], question: PublishedQuestion): PublishedCell[] | undefined {
  const ofPeriod = published.filter((figure) => figure.from === question.from && figure.to === question.to);
  if (ofPeriod.length === 0) return undefined;
  for (const wording of wordingsOf(question, ofPeriod)) {
    const cells = matching(ofPeriod, wording, question.by);
    if (cells.length > 0) return cells;
  }
  return undefined;
}

function wordingsOf(question: PublishedQuestion, ofPeriod: readonly PublishedFigure[]): Wording[] {
  const { measure, where, within } = question;
  const wordings: Wording[] = [];
  if (within === undefined) wordings.push({ measure, where });
  else {
    wordings.push({ measure: measure.replace('on_time_rate', `within_${within}_rate`), where });
    if (where['handled_as'] === 'statutory' && STATUTORY_LIMITS[measure] === within) wordings.push({ measure, where });
  }
  const procedure = where['handled_as'];
  const byProcedure = question.by.includes('handled_as');
  if (measure === 'complaints' && (procedure === 'statutory' || procedure === 'corporate' || byProcedure)) wordings.push({ measure: 'representations', where, complaintsOnly: byProcedure });
  if (measure === 'representations' && (procedure === 'statutory' || procedure === 'corporate')) wordings.push({ measure: 'complaints', where });
  if (procedure === 'statutory') {
    const { handled_as: _, ...rest } = where;
    for (const wording of wordings.filter((one) => OF_STATUTORY_COMPLAINTS.has(measure) && !ofPeriod.some((figure) => figure.measure === one.measure && namesProcedure(figure)))) {
      wordings.push({ measure: wording.measure, where: rest });
    }
  }
  return wordings;
}

function namesProcedure(figure: PublishedFigure): boolean {
  return figure.conditions.split(';').some((condition) => condition.startsWith('handled_as='));
}

function matching(ofPeriod: readonly PublishedFigure[], wording: Wording, by: readonly string[]): PublishedCell[] {
  if (by.some((key) => Object.hasOwn(wording.where, key))) return [];
  const wanted = conditionsAsText(wording.where);
  const cells: PublishedCell[] = [];
  for (const figure of ofPeriod) {
    if (figure.measure !== wording.measure) continue;
    const conditions = parsed(figure.conditions);
    const keys = Object.fromEntries(by.flatMap((key) => (conditions[key] === undefined ? [] : [[key, conditions[key]]])));
    if (Object.keys(keys).length < by.length) continue;
    const rest = Object.fromEntries(Object.entries(conditions).filter(([key]) => !by.includes(key)));
    if (conditionsAsText(rest) === wanted) cells.push({ keys, value: figure.value });
  }
  return wording.complaintsOnly === true ? cells.filter((cell) => cell.keys['handled_as'] === 'statutory' || cell.keys['handled_as'] === 'corporate') : cells;
}

function parsed(conditions: string): Record<string, string> {
  return Object.fromEntries(conditions.split(';').filter((part) => part !== '').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
}
