import { z } from 'zod';
import type { ActContext } from '../../../../domain/acts/context.ts';
import { decideHandling } from '../../../../domain/acts/decide-handling.ts';
import { defer } from '../../../../domain/acts/defer.ts';
import type { RepresentationFile } from '../../../../domain/case-file.ts';
import { type Day, parseDay } from '../../../../domain/day.ts';
import type { ElementProposal } from '../../../../domain/eligibility.ts';
import { type CaseEvent, type PermittedRefusal, permittedRefusals } from '../../../../domain/events.ts';
import { evolve } from '../../../../domain/evolve.ts';
import type { Refusal } from '../../../../domain/refusal.ts';
import type { FieldsByName } from '../act-form.ts';
import { doneOn, groundField, mayDay, reasonsWhere } from '../fields.ts';
import type { FormSetting } from '../act-form.ts';
import { type HandlingAnswers, type Subject, subjectsOf } from './answers.ts';

/** What can be decided of a point. `deferred`: under the statutory procedure, and put off. */
export const choices = {
  statutory: 'Under the statutory procedure', corporate: 'Under the corporate procedure', informal: 'Informally, outside the procedures', redirected: 'It is sent elsewhere', declined: 'It is declined', deferred: 'Under the statutory procedure, put off for other proceedings',
} as const;
export type HandlingChoice = keyof typeof choices;
export const choiceKeys = Object.keys(choices) as HandlingChoice[];

/** A decision on some points that have it in common. `points`: absent for a complaint without points. */
const heldDecision = z.object({ handledAs: z.enum(['corporate', 'informal', 'redirected', 'declined']), points: z.array(z.number().int()).optional(), reason: z.string(), refusal: z.enum(permittedRefusals).optional() });
export type Exclusion = z.infer<typeof heldDecision>;
const heldDecisions = z.array(heldDecision);

/** Exclusions as they are kept for a second person; nothing where they are not in order. */
export function exclusionsFrom(json: string | undefined): readonly Exclusion[] {
  const read = heldDecisions.safeParse(JSON.parse(json ?? '[]'));
  return read.success ? read.data : [];
}

export function fieldsOnDecision({ number }: Subject, proposal: ElementProposal | undefined, answers: HandlingAnswers): FieldsByName {
  const offered = choiceKeys.filter((key) => key !== 'deferred' || answers.points.get(number)?.proceedings === 'might prejudice');
  const start = offered.find((key) => key === proposal?.proposed);
  return {
    [`handled-${number}`]: { kind: 'choice', label: 'Handle it', need: 'always', missing: `Select how point ${number} is handled`, choices: offered.map((value) => ({ value, text: choices[value] })), ...(start === undefined ? {} : { start }) },
    [`reason-${number}`]: reasonsWhere('Reasons', 'Always needed where the statutory procedure is not used'),
    [`refusal-${number}`]: { ...groundField('Only where it is declined'), need: 'sometimes', ...(proposal?.refusal === undefined ? {} : { start: proposal.refusal }) },
  };
}

/** What is asked once for them all. */
export function fieldsOnAll(setting: FormSetting, answers: HandlingAnswers): FieldsByName {
  const mightPrejudice = [...answers.points.values()].some((point) => point.proceedings === 'might prejudice');
  return {
    on: doneOn('Date of decision', setting),
    ...(mightPrejudice ? {
      proceedings: reasonsWhere('Which proceedings', 'Needed where a point is put off'), prejudice: reasonsWhere('How considering it might prejudice them', 'Needed where a point is put off: a court case as such is not enough'),
      reviewOn: mayDay('Date to look at it again', 'For what is put off'),
    } : {}),
  };
}

const onAll = z.object({ on: z.string().transform((text, context): Day => parseDay(text) ?? (context.addIssue('no day'), z.NEVER)), proceedings: z.string().optional(), prejudice: z.string().optional(), reviewOn: z.string().transform((text) => parseDay(text)).optional() });
const onOne = z.object({ handled: z.enum(choiceKeys), reason: z.string().optional(), refusal: z.enum(permittedRefusals).optional() });
type OnOne = z.infer<typeof onOne>;

export type Decided = {
  readonly intended: ReadonlyMap<number, HandlingChoice>;
  /** What is on record at once. */
  readonly events: readonly CaseEvent[];
  /** What waits for a second person. */
  readonly exclusions: readonly Exclusion[];
  readonly refusals: readonly Refusal[];
};

/** What somebody decided on each point: the statutory points and those put off are recorded at once; what is excluded waits for a second person. */
export function decidedFrom(file: RepresentationFile, values: Readonly<Record<string, unknown>>, decidedBy: string, context: ActContext): Decided {
  const all = onAll.parse(values);
  const ofPoints = subjectsOf(file).map(({ number, element }): { readonly number: number; readonly element: boolean } & OnOne => ({
    number, element: element !== undefined, ...onOne.parse({ handled: values[`handled-${number}`], reason: values[`reason-${number}`], refusal: values[`refusal-${number}`] }),
  }));
  const groups = grouped(ofPoints);
  const events: CaseEvent[] = [];
  const refusals: Refusal[] = [];
  const exclusions: Exclusion[] = [];
  let now = file;
  for (const { handled, numbers, reason, refusal } of groups) {
    const [first] = numbers;
    const points = file.elements.length === 0 || numbers.length === file.elements.length ? undefined : numbers;
    const about = points === undefined ? {} : { elements: points };
    const beside = (refused: Refusal): Refusal => ({ ...refused, ...(refused.field === undefined || refused.field === 'on' ? {} : { field: `${refused.field === 'handledAs' ? 'handled' : refused.field}-${first}` }) });
    if (handled === 'statutory' || handled === 'deferred') {
      const decision = decideHandling(now, { on: all.on, handledAs: 'statutory', decidedBy, ...about, ...(reason === undefined ? {} : { reason }) }, context);
      if ('refusals' in decision) {
        refusals.push(...decision.refusals.map(beside));
        continue;
      }
      const decisions = handled === 'statutory' ? [decision] : [decision, defer(afterAll(now, decision.events), { on: all.on, proceedings: all.proceedings ?? '', prejudice: all.prejudice ?? '', ...about, ...(all.reviewOn === undefined ? {} : { reviewOn: all.reviewOn }) }, context)];
      for (const one of decisions) {
        if ('refusals' in one) refusals.push(...one.refusals);
        else {
          events.push(...one.events);
          now = afterAll(now, one.events);
        }
      }
      continue;
    }
    // As if confirmed: whoever confirms is asked for later, and everything else is refused now.
    const decision = decideHandling(now, { on: all.on, handledAs: handled, decidedBy, confirmedBy: 'somebody else', ...about, ...(reason === undefined ? {} : { reason }), ...(refusal === undefined || handled !== 'declined' ? {} : { refusal }) }, context);
    if ('refusals' in decision) refusals.push(...decision.refusals.map(beside));
    else exclusions.push({ handledAs: handled, reason: reason ?? '', ...(points === undefined ? {} : { points: [...points] }), ...(refusal === undefined || handled !== 'declined' ? {} : { refusal }) });
  }
  return { intended: new Map(ofPoints.map((point) => [point.number, point.handled])), events, exclusions, refusals };
}

type Group = { readonly handled: HandlingChoice; readonly numbers: number[]; readonly reason?: string; readonly refusal?: PermittedRefusal };

/** Points of which the same was decided for the same reasons, together: statutory ones first, because leaving the procedure is judged against them. */
function grouped(points: readonly ({ readonly number: number } & OnOne)[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { number, handled, reason, refusal } of points.toSorted((a, b) => choiceKeys.indexOf(a.handled) - choiceKeys.indexOf(b.handled) || a.number - b.number)) {
    const key = JSON.stringify([handled, reason, refusal]);
    const group = groups.get(key);
    if (group !== undefined) group.numbers.push(number);
    else groups.set(key, { handled, numbers: [number], ...(reason === undefined ? {} : { reason }), ...(refusal === undefined ? {} : { refusal }) });
  }
  return [...groups.values()];
}

function afterAll(file: RepresentationFile, events: readonly CaseEvent[]): RepresentationFile {
  return events.reduce((now, event) => {
    const next = evolve(now, event);
    return next.kind === 'representation' ? next : now;
  }, file);
}

/** What a second person's confirmation puts on record, decided again on the case as it is now. */
export function confirmed(file: RepresentationFile, exclusions: readonly Exclusion[], decidedBy: string, confirmedBy: string, context: ActContext): { readonly events: readonly CaseEvent[] } | { readonly refusals: readonly Refusal[] } {
  const events: CaseEvent[] = [];
  let now = file;
  for (const { points, ...said } of exclusions) {
    const decision = decideHandling(now, { on: context.today, ...said, ...(points === undefined ? {} : { elements: points }), decidedBy, confirmedBy }, context);
    if ('refusals' in decision) return decision;
    events.push(...decision.events);
    now = afterAll(now, decision.events);
  }
  return { events };
}
