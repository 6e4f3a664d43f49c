import { z } from 'zod';
import { addElement } from '../../../../domain/acts/add-element.ts';
import type { ActContext } from '../../../../domain/acts/context.ts';
import { correctFact } from '../../../../domain/acts/correct-fact.ts';
import { presentValueOf } from '../../../../domain/facts.ts';
import { lateParts } from '../../../../domain/acts/one-year-limit.ts';
import type { ElementFile, RepresentationFile } from '../../../../domain/case-file.ts';
import { type Day, parseDay } from '../../../../domain/day.ts';
import { capacities, type CapacityKey, type EligibilityAnswers, type MatterKey, matters } from '../../../../domain/eligibility.ts';
import type { CaseEvent } from '../../../../domain/events.ts';
import { evolve } from '../../../../domain/evolve.ts';
import type { Decision } from '../../../../domain/refusal.ts';
import { capacityInWords } from '../../../event-in-words.ts';
import type { FieldsByName } from '../act-form.ts';
import { mayDay, pointName } from '../fields.ts';

/** What is decided on: each point of the complaint, or the complaint as a whole where it has none. */
export type Subject = { readonly number: number; readonly name: string; readonly complaint?: string; readonly element?: ElementFile };

export function subjectsOf(file: RepresentationFile): readonly Subject[] {
  if (file.elements.length === 0) return [{ number: 1, name: 'The complaint', ...(file.received.summary === undefined ? {} : { complaint: file.received.summary }) }];
  return file.elements.map((element) => ({ number: element.element, name: pointName(element), element, ...(element.complaint === undefined || element.theme === undefined ? {} : { complaint: element.complaint }) }));
}

const capacityKeys = Object.keys(capacities) as CapacityKey[];
const matterKeys = Object.keys(matters) as MatterKey[];
const waits = ['consent', 'clarification', 'early resolution'] as const;
const proceedings = ['might prejudice', 'would not prejudice'] as const;

/** When the grounds of a point arose, as far as is known. */
function groundsOf(file: RepresentationFile, { element }: Subject): Day | undefined {
  return element?.groundsAroseOn ?? file.received.groundsAroseOn;
}

/** Who complains, and what it is kept waiting for. */
export function fieldsOnWho(file: RepresentationFile): FieldsByName {
  const { capacity, onBehalfOfChild } = file.received;
  const start = capacityKeys.find((key) => key === capacity);
  return {
    capacity: { kind: 'choice', label: 'Who complains', need: 'always', hint: 'Nobody on the law’s list needs parental responsibility or anybody’s consent to complain in their own right', choices: capacityKeys.map((value) => ({ value, text: capacityInWords(value) })), ...(start === undefined ? {} : { start }) },
    onBehalf: {
      kind: 'choice', label: 'For whom', need: 'always', start: onBehalfOfChild === true ? 'child' : 'self', missing: 'Select for whom the person complains',
      choices: [{ value: 'self', text: 'In their own right' }, { value: 'child', text: 'On behalf of a child', hint: 'Ask the child, where they can understand it' }],
    },
    awaiting: { kind: 'choice', label: 'Is it being kept waiting for anything?', choices: waits.map((value) => ({ value, text: value === 'early resolution' ? 'An attempt to resolve it early' : value === 'consent' ? 'Consent' : 'Clarification' })) },
  };
}

/** What one point is about. */
export function fieldsOnSubject(file: RepresentationFile, subject: Subject): FieldsByName {
  const { number, element } = subject;
  const spoken = element === undefined ? 'the complaint' : `point ${number}`;
  return {
    [`matter-${number}`]: {
      kind: 'choice', label: 'What it is about', missing: `Select what ${spoken} is about`, need: 'always', hint: 'The function that is complained of decides the procedure, not the family’s status',
      choices: matterKeys.map((value) => ({ value, text: matters[value].name })),
    },
    [`grounds-${number}`]: mayDay('Date it happened, or came to light', 'A complaint made more than a year later can still be considered', groundsOf(file, subject)),
    [`proceedings-${number}`]: {
      kind: 'choice', label: 'Are there court, criminal, tribunal or disciplinary proceedings about the same thing?', need: 'always', start: 'none', missing: `Select whether there are proceedings about ${spoken}`,
      choices: [{ value: 'none', text: 'No' }, { value: 'would not prejudice', text: 'Yes, and considering this would not prejudice them' }, { value: 'might prejudice', text: 'Yes, and considering this might prejudice them' }],
    },
    [`considered-${number}`]: { kind: 'tick', label: 'The same complaint has been through the procedure before' },
  };
}

const who = z.object({ capacity: z.enum(capacityKeys), onBehalf: z.enum(['self', 'child']), awaiting: z.enum(waits).optional() });
const aboutOne = z.object({ matter: z.enum(matterKeys), grounds: z.string().transform((text) => parseDay(text)).optional(), proceedings: z.enum([...proceedings, 'none']), considered: z.boolean().optional() });

/** What the questions were answered with, as their fields read it. */
export type HandlingAnswers = z.infer<typeof who> & { readonly points: ReadonlyMap<number, z.infer<typeof aboutOne>> };

/** Answers out of the fields' values; undefined where something is left out. */
export function answersFrom(file: RepresentationFile, values: Readonly<Record<string, unknown>>): HandlingAnswers | undefined {
  const onWho = who.safeParse(values);
  const points = new Map<number, z.infer<typeof aboutOne>>();
  for (const { number } of subjectsOf(file)) {
    const answered = aboutOne.safeParse({ matter: values[`matter-${number}`], grounds: values[`grounds-${number}`], proceedings: values[`proceedings-${number}`], considered: values[`considered-${number}`] });
    if (!answered.success) return undefined;
    points.set(number, answered.data);
  }
  return onWho.success ? { ...onWho.data, points } : undefined;
}

/** The answers as the eligibility test is asked them, with what has been decided already on interest and lateness. `intended`: by point, to be warned about. */
export function asEligibility(file: RepresentationFile, answers: HandlingAnswers, context: ActContext, intended: ReadonlyMap<number, EligibilityAnswers['elements'][number]['intended']> = new Map()): EligibilityAnswers {
  const { sufficientInterest } = file;
  return {
    capacity: answers.capacity, onBehalfOfChild: answers.onBehalf === 'child',
    ...(sufficientInterest === undefined ? {} : { sufficientInterest: sufficientInterest.sufficient }), ...(answers.awaiting === undefined ? {} : { awaiting: answers.awaiting }),
    elements: subjectsOf(file).flatMap(({ number, element }) => {
      const point = answers.points.get(number);
      if (point === undefined) return [];
      const [late] = lateParts(file, context, element === undefined ? undefined : [number]);
      const meant = intended.get(number);
      return [{
        element: number, matter: point.matter, ...(point.proceedings === 'none' ? {} : { proceedings: point.proceedings }), ...(point.considered === true ? { alreadyConsidered: true } : {}),
        ...(late === undefined ? {} : { late: late.decision === undefined ? 'undecided' : late.decision.considered ? 'considered' : 'not considered' } as const), ...(meant === undefined ? {} : { intended: meant }),
      }];
    }),
  };
}

const REASON = 'Answered in deciding how it is handled';

/** What the answers say that the record does not yet: in what capacity the person complains, and when the grounds arose. */
export function factsToRecord(file: RepresentationFile, answers: HandlingAnswers, context: ActContext): Decision {
  const events: CaseEvent[] = [];
  let now = file;
  const on = context.today;
  const take = (decision: Decision): Decision | undefined => {
    if ('refusals' in decision) return decision;
    for (const event of decision.events) {
      events.push(event);
      const next = evolve(now, event);
      if (next.kind === 'representation') now = next;
    }
    return undefined;
  };
  const correct = (fact: 'capacity' | 'groundsAroseOn', to: string) => {
    const from = presentValueOf(now, fact);
    return from === to ? undefined : take(correctFact(now, { on, fact, from, to, reason: REASON }, context));
  };
  const refused = correct('capacity', answers.capacity);
  if (refused !== undefined) return refused;
  for (const subject of subjectsOf(file)) {
    const grounds = answers.points.get(subject.number)?.grounds;
    if (grounds === undefined || grounds === groundsOf(file, subject)) continue;
    const { element } = subject;
    const decision = element === undefined ? correct('groundsAroseOn', grounds) : take(addElement(now, {
      on, element: element.element, groundsAroseOn: grounds, ...(element.complaint === undefined ? {} : { complaint: element.complaint }), ...(element.theme === undefined ? {} : { theme: element.theme }),
    }, context));
    if (decision !== undefined && 'refusals' in decision) return { refusals: decision.refusals.map((refusal) => ({ ...refusal, field: `grounds-${subject.number}` })) };
  }
  return { events };
}
