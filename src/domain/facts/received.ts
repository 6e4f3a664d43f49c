import { day } from '../day.ts';
import { capacities } from '../eligibility.ts';
import type { FactCorrected, RepresentationReceived } from '../events.ts';
import * as terms from '../terms.ts';
import { withField, type Draft, type Fact } from './fact.ts';
import { rejudgeStage1 } from './stage1.ts';
import { step, stepsOf } from './steps.ts';

/** A fact that a representation was received with. */
function receivedWith(field: Exclude<keyof RepresentationReceived, 'type' | 'own' | 'children' | 'madeOrally' | 'onBehalfOfChild'>, values?: readonly string[]): Fact {
  return {
    ...(values === undefined ? {} : { values }),
    read: (file) => file.received[field],
    correct: (next, to) => { next.received = withField(next.received, field, to !== '' && field === 'complainantAge' ? Number(to) : to); },
  };
}

function correctReceipt(next: Draft, to: string, { judged }: FactCorrected): void {
  const on = day(to);
  next.receivedOn = on;
  next.received = { ...next.received, on };
  rejudgeStage1(next, judged);
}

/** The facts of receipt: what a complaint came in with, and who brought it. */
export const factsOfReceipt = {
  receivedOn: {
    neverBlank: true, read: (file) => file.receivedOn, correct: correctReceipt,
    order: (file) => {
      const { stage1EndedOn, requested, closed } = stepsOf(file);
      return {
        name: 'Date received', after: [step(file.received.groundsAroseOn, 'the grounds for the complaint arose')],
        before: [
          step(file.sufficientInterest?.on, 'sufficient interest was decided'), step(file.lateComplaint?.on, 'it was decided whether to consider it although late'),
          step(file.suspensions[0]?.from, 'an advocate was asked for'), step(file.stage1Extensions[0]?.on, 'stage 1 was extended'), step(file.deferral?.on, 'it was deferred'),
          step(file.handlingDecidedOn, 'its handling was decided'), step(file.acknowledgedOn, 'it was acknowledged'), step(file.stage1StartedOn, 'stage 1 started'),
          step(stage1EndedOn, 'stage 1 ended'), requested, closed,
        ],
      };
    },
  },
  channel: receivedWith('channel', terms.channels), receivedVia: receivedWith('receivedVia', terms.receivedViaValues),
  complainant: receivedWith('complainant'), complainantType: receivedWith('complainantType', terms.complainantTypes), complainantAge: receivedWith('complainantAge'),
  gender: receivedWith('gender', terms.genders), ethnicity: receivedWith('ethnicity', terms.ethnicities), disability: receivedWith('disability', terms.yesNo),
  sexualOrientation: receivedWith('sexualOrientation', terms.sexualOrientations), childStatus: receivedWith('childStatus', terms.childStatuses), advocate: receivedWith('advocate', terms.advocateValues),
  service: receivedWith('service'), theme: receivedWith('theme'), summary: receivedWith('summary'), groundsAroseOn: { ...receivedWith('groundsAroseOn'), order: (file) => ({ name: 'Date the grounds arose', before: [stepsOf(file).received] }) },
  capacity: receivedWith('capacity', Object.keys(capacities)),
  courtProceedings: receivedWith('courtProceedings', terms.yesNo), childProtectionPlan: receivedWith('childProtectionPlan', terms.yesNo), persistentComplainant: receivedWith('persistentComplainant', terms.yesNo),
} as const satisfies Record<string, Fact>;
