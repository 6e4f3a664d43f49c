import type { ElementFile, RepresentationFile, Stage1File } from './case-file.ts';
import { day } from './day.ts';
import type { FactCorrected, Judgement, RepresentationReceived } from './events.ts';
import { notProgressedOutcomes, stage1Outcomes } from './terms.ts';

type Draft = { -readonly [K in keyof RepresentationFile]: RepresentationFile[K] };

/** Sets a fact from text, or takes it away where the text is empty (not known). */
export function put(target: object, fact: string, to: string | number): void {
  if (to === '') Reflect.deleteProperty(target, fact);
  else Reflect.set(target, fact, to);
}

/** What a correction makes of a representation's file: the fact it names, put right. An empty `to` says that the fact is not known. */
export function correctFact(next: Draft, event: FactCorrected): void {
  switch (event.fact) {
    case 'receivedOn': {
      const on = day(event.to);
      next.receivedOn = on;
      next.received = { ...next.received, on };
      rejudgeStage1(next, event.judged);
      break;
    }
    case 'complainantAge': correctReceived(next, event.fact, event.to === '' ? '' : Number(event.to)); break;
    case 'channel': case 'receivedVia': case 'complainant': case 'complainantType': case 'gender': case 'ethnicity': case 'disability': case 'sexualOrientation':
    case 'childStatus': case 'advocate': case 'service': case 'theme': case 'summary': case 'groundsAroseOn': case 'capacity': case 'courtProceedings': case 'childProtectionPlan': case 'persistentComplainant':
      correctReceived(next, event.fact, event.to);
      break;
    case 'stage1StartedOn': put(next, 'stage1StartedOn', event.to); rejudgeStage1(next, event.judged); break;
    case 'stage1RespondedOn': next.stage1 = stage1On(next.stage1, event.to, event.judged); break;
    case 'stage1Outcome': next.stage1 = stage1WithOutcome(next.stage1, event.to); break;
    case 'stage1LateReason':
      next.stage1 = { ...next.stage1 };
      put(next.stage1, 'lateReason', event.to);
      break;
    case 'elementTheme': correctElement(next, event.element, 'theme', event.to); break;
    case 'elementService': correctElement(next, event.element, 'service', event.to); break;
    case 'elementComplaint': correctElement(next, event.element, 'complaint', event.to); break;
    case 'elementStage1Finding': correctElement(next, event.element, 'stage1Finding', event.to); break;
    default: event.fact satisfies never;
  }
}

function correctReceived(next: Draft, fact: keyof RepresentationReceived, to: string | number): void {
  const received = { ...next.received };
  put(received, fact, to);
  next.received = received;
}

function correctElement(next: Draft, element: number | undefined, fact: keyof ElementFile, to: string): void {
  next.elements = next.elements.map((each) => {
    if (each.element !== element) return each;
    const corrected = { ...each };
    put(corrected, fact, to);
    return corrected;
  });
}

/** The start of stage 1 moved: where it has ended, what it was judged against moves with it. */
function rejudgeStage1(next: Draft, judged: Judgement | undefined): void {
  if (judged !== undefined && (next.stage1.state === 'answered' || next.stage1.state === 'not progressed')) next.stage1 = { ...next.stage1, judged };
}

/** The judgement belongs to the day: it goes with the old one. An empty day says that the answer was never given. */
function stage1On(stage1: Stage1File, to: string, judged: Judgement | undefined): Stage1File {
  if (to === '') return 'lateReason' in stage1 ? { state: 'running', lateReason: stage1.lateReason } : { state: 'running' };
  const on = day(to);
  if (stage1.state !== 'answered' && stage1.state !== 'not progressed') return judged === undefined ? { state: 'answered', on } : { state: 'answered', on, judged };
  const { judged: _, undated: __, ...rest } = stage1;
  return judged === undefined ? { ...rest, on } : { ...rest, on, judged };
}

/** An outcome that is none of an answer's (withdrawn, duplicate …) says that stage 1 was not progressed, and the other way round. */
function stage1WithOutcome(stage1: Stage1File, to: string): Stage1File {
  if (stage1.state !== 'answered' && stage1.state !== 'not progressed') return stage1;
  const { state: _, outcome: __, ...kept } = stage1;
  const notProgressed = notProgressedOutcomes.find((each) => each === to);
  if (notProgressed !== undefined) return { ...kept, state: 'not progressed', outcome: notProgressed };
  const outcome = stage1Outcomes.find((each) => each === to);
  return outcome === undefined ? { ...kept, state: 'answered' } : { ...kept, state: 'answered', outcome };
}
