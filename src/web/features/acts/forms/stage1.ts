import { elementsToAnswer } from '../../../../domain/acts/findings.ts';
import { stage1Ended } from '../../../../domain/acts/checks.ts';
import { stage1Limits } from '../../../../domain/acts/limits.ts';
import { inWords } from '../../../../domain/day.ts';
import { procedureInForce, ruleOf } from '../../../../domain/procedure.ts';
import { findings } from '../../../../domain/terms.ts';
import type { FormSetting, FormsOf } from '../act-form.ts';
import { choicesOf, doneOn, groundField, lateReason, mayDay, mustDay, mustWrite, notAsked, person, reasonsWhere } from '../fields.ts';
import { inProcedure, upheldWithoutRemedy } from '../guards.ts';

const regulations = 'SI 2006/1738';

/** Lawful grounds to extend stage 1; undefined where any written reason will do. */
function groundsToExtend({ file, context }: FormSetting): readonly string[] | undefined {
  const procedure = procedureInForce(file.handledAs, file.receivedOn, context.procedures);
  const grounds = procedure === undefined ? undefined : ruleOf(procedure, procedure.measures.stage1).extension?.grounds;
  return typeof grounds === 'string' ? undefined : grounds;
}

const stage1Open = (file: FormSetting['file']) => file.closedOn === undefined && inProcedure(file) && !stage1Ended(file);

export const stage1Forms: FormsOf<'allocate' | 'extendStage1' | 'recordLateReason' | 'respondAtStage1' | 'withdraw' | 'endWithoutAnswer'> = {
  allocate: {
    step: 'stage1', by: 'recordCases', clocks: ['T05', 'C02'],
    law: [{ text: 'A manager of the service answers, and never the person who is complained about.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({
      on: doneOn('Date given to the manager', setting),
      respondingManager: person('Manager who is to answer', setting, ['responding_manager']),
      subjectOfComplaint: { kind: 'yes or no', label: 'Is the complaint about this manager?', missing: 'Select yes if the complaint is about this manager', need: 'always' },
    }),
    possible: stage1Open,
  },
  extendStage1: {
    step: 'stage1', by: 'recordCases', clocks: ['T05', 'T06', 'C02', 'C03'],
    asks: { parts: ['respondingManager'], name: 'Ask to extend stage 1', note: ({ extendedTo, ground }) => `Asks to extend stage 1 to ${inWords(extendedTo)}. Ground: ${ground}` },
    law: [{ text: 'Stage 1 may be extended to 20 working days in all, only because the complaint is complex or the complainant has asked for an advocate. Absence and workload are no grounds: note them as the reason for a late response. The complainant is told before the day has passed.', source: `${regulations} regulation 14(5)` }],
    onRecord: ({ file, context }) => {
      if (!inProcedure(file)) return [];
      return [{ name: 'At the latest', value: inWords(stage1Limits(file, context).longestOn) }];
    },
    fields: (setting) => {
      const grounds = groundsToExtend(setting);
      return {
        on: doneOn('Date of the extension', setting), extendedTo: mustDay('New date'),
        goodReason: grounds === undefined ? reasonsWhere('Good reason for longer than that', 'Needed only for a day after the latest above. The complainant is told it, with how to go to the Ombudsman') : notAsked,
        ground: grounds === undefined ? mustWrite('Reason') : { kind: 'choice', label: 'Ground', need: 'always', choices: grounds.map((value) => ({ value, text: groundNames[value] ?? setting.say(value) })) },
      };
    },
    possible: stage1Open,
  },
  recordLateReason: {
    step: 'stage1', by: 'recordCases', parts: ['respondingManager'],
    law: [{ text: 'A note of why a stage is late moves no day. Only a lawful extension does.', source: `${regulations} regulations 14 and 17` }],
    fields: (setting) => ({
      on: doneOn('Date of the note', setting),
      stage: { kind: 'choice', label: 'Stage', need: 'always', start: 'stage1', choices: [
        { value: 'stage1', text: 'Stage 1' },
        ...(setting.file.stage2.state === 'none' ? [] : [{ value: 'stage2', text: 'Stage 2' } as const]), ...(setting.file.stage3.state === 'none' ? [] : [{ value: 'stage3', text: 'Stage 3' } as const]),
      ] },
      lateReason: { ...lateReason('Why it is late', setting), hint: 'Choose one, or write another', need: 'always' },
    }),
    possible: (file) => file.closedOn === undefined && inProcedure(file),
  },
  respondAtStage1: {
    step: 'stage1', by: 'recordCases', parts: ['respondingManager'], clocks: ['T05', 'T06', 'C02', 'C03'],
    law: [
      { text: 'A full written response within 10 working days of receipt, 20 where it was extended. Every point is answered.', source: `${regulations} regulation 14` },
      { text: 'It says how to ask for stage 2 and by when.', source: `${regulations} regulation 15(2)` },
    ],
    fields: (setting) => {
      const elements = elementsToAnswer(setting.file);
      return {
        on: doneOn('Date of response', setting, 'The day the full written response was sent'),
        findings: elements.length === 0 ? notAsked : { kind: 'findings', label: 'Findings', elements, remedies: true, reasons: true, need: 'always' },
        reasons: elements.length === 0 ? notAsked : { kind: 'within', field: 'findings' },
        outcome: {
          kind: 'choice', label: 'Outcome', choices: choicesOf(findings, setting.say), need: elements.length === 0 ? 'always' : 'sometimes',
          ...(elements.length === 0 ? {} : { hint: 'Leave this blank: the findings give it. Choose another only to overrule them.' }),
        },
        outcomeOverruledBecause: elements.length === 0 ? notAsked : reasonsWhere('Why the outcome is another', 'Needed only where you chose an outcome that the findings do not give'),
        receivedByComplainantOn: mayDay('Date the complainant received it', 'The time to ask for stage 2 runs from this day. You can leave it blank until you know.'),
        lateReason: lateReason('Why it is late', setting),
      };
    },
    warnings: (file, { findings: found = [] }) => upheldWithoutRemedy(file, found),
    possible: (file) => stage1Open(file),
  },
  withdraw: {
    step: 'stage1', by: 'recordCases',
    law: [{ text: 'A complaint may be withdrawn in writing or orally. Confirm it in writing, and consider whether the authority should look into it all the same.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({
      on: doneOn('Date of withdrawal', setting),
      orally: { kind: 'tick', label: 'The complainant withdrew orally, not in writing' },
      reason: { kind: 'paragraphs', label: 'Why it was withdrawn', hint: 'Where the complainant said' },
    }),
    possible: ({ closedOn, stage1, stage2, stage3 }) => closedOn === undefined && (
      stage1.state === 'not started' || stage1.state === 'running' || stage2.state === 'requested' || (stage2.state === 'accepted' && stage2.closedOn === undefined && stage2.adjudicatedOn === undefined) || (stage3.state === 'requested' && stage3.panelOn === undefined)),
  },
  endWithoutAnswer: {
    step: 'stage1', by: 'recordCases',
    law: [{ text: 'Only where another case already answers it, another body has to, or there is nothing left to answer. A complaint about a function of the statutory procedure is answered under it.', source: `${regulations} regulation 14` }],
    fields: (setting) => ({
      on: doneOn('Date of closing', setting),
      outcome: { kind: 'choice', label: 'Why there is no answer', need: 'always', choices: [
        { value: 'duplicate', text: 'It repeats another case' }, { value: 'redirected', text: 'It belongs elsewhere' }, { value: 'discontinued', text: 'It is discontinued for another reason' },
      ] },
      duplicateOf: { kind: 'text', label: 'Reference of the case that it repeats', hint: 'Only for a repeat', need: 'sometimes' },
      redirectedTo: { kind: 'text', label: 'Where it was sent', hint: 'Only where it belongs elsewhere', need: 'sometimes' },
      reason: reasonsWhere('Reason', 'Needed where it is discontinued'),
      ground: { ...groundField('Needed to discontinue a complaint that is, or may be, statutory. The case has to bear it out'), need: 'sometimes' },
      decidedBy: { kind: 'fixed', value: setting.viewer.key },
      confirmedBy: { ...person('Who else confirmed it', { ...setting, people: setting.people.filter((each) => each.key !== setting.viewer.key) }, ['complaints_manager'], 'Needed for a complaint that is, or may be, statutory: a second person confirms that it is not answered under that procedure'), need: 'sometimes' },
    }),
    possible: (file) => file.closedOn === undefined && !stage1Ended(file) && file.stage2.state === 'none',
  },
};

const groundNames: Readonly<Record<string, string>> = { complexity: 'The complaint is complex', advocate: 'The complainant has asked for an advocate' };
