import { elementsToAnswer } from '../../../../domain/acts/findings.ts';
import { stage1Ended } from '../../../../domain/acts/checks.ts';
import { type Connection, connections } from '../../../../domain/acts/independence.ts';
import { investigationOf } from '../../../../domain/acts/investigation.ts';
import { stage2Limits, stage2WindowEndsOn } from '../../../../domain/acts/limits.ts';
import type { RepresentationFile } from '../../../../domain/case-file.ts';
import { inWords } from '../../../../domain/day.ts';
import { findings, remedies, stage2Reasons } from '../../../../domain/terms.ts';
import { capitalised } from '../../../../reporting/house-style.ts';
import type { ChoiceField, FormSetting, FormsOf } from '../act-form.ts';
import { borneOutBy, choicesOf, doneOn, groundField, lateReason, mayDay, mustDay, mustWrite, notAsked, onePoint, person, reasonsWhere } from '../fields.ts';
import { appointing, fromPool, loadWarnings, poolLinks } from '../from-pool.ts';
import { inProcedure, upheldWithoutRemedy } from '../guards.ts';

const regulations = 'SI 2006/1738';
const stage2Clocks = ['T11', 'T12', 'C05', 'C06'];

export function connectionField(who: string): ChoiceField<Connection> {
  return { kind: 'choice', label: `Is ${who} connected with the authority?`, hint: 'Leave it blank where they are not', choices: (Object.keys(connections) as Connection[]).map((value) => ({ value, text: capitalised(connections[value]) })) };
}

function stage2Window({ file, context }: FormSetting): readonly { name: string; value: string }[] {
  const endsOn = stage2WindowEndsOn(file, context);
  return endsOn === undefined ? [] : [{ name: 'Time to ask for stage 2 ends', value: inWords(endsOn) }];
}

/** Asked for where somebody has the part already. */
function replaced({ file, people }: FormSetting, part: 'investigatingOfficer' | 'independentPerson' | 'adjudicatingOfficer') {
  const before = investigationOf(file)?.[part];
  return before === undefined ? notAsked : { ...reasonsWhere(`Why somebody takes over from ${people.find((one) => one.key === before)?.name ?? before}`, 'Who had the part before sees the case no longer'), need: 'always' as const };
}

const underWay = (file: RepresentationFile) => file.closedOn === undefined && investigationOf(file) !== undefined;
const statutoryUnderWay = (file: RepresentationFile) => underWay(file) && file.handledAs === 'statutory';

export const stage2Forms: FormsOf<
  'skipStage1' | 'requestStage2' | 'acceptStage2' | 'refuseStage2' | 'recordStatement' | 'appointInvestigatingOfficer' | 'appointIndependentPerson' | 'appointAdjudicatingOfficer'
  | 'extendStage2' | 'receiveReport' | 'sendReportToComplainant' | 'sendForAdjudication' | 'adjudicateElement' | 'sendAdjudication' | 'closeStage2'
> = {
  skipStage1: {
    step: 'stage2', by: 'decideCases', clocks: ['T05'],
    law: [{ text: 'Stage 1 may be left out where the complainant and the authority agree that it is not appropriate. Stage 2 runs from the day they agreed.', source: `${regulations} regulation 14` }],
    fields: (setting) => ({ on: doneOn('Date of the agreement', setting), agreedBecause: mustWrite('Why both sides agree to go straight to stage 2') }),
    possible: (file) => file.closedOn === undefined && file.handledAs === 'statutory' && !stage1Ended(file) && (file.stage2.state === 'none' || file.stage2.state === 'refused'),
  },
  requestStage2: {
    step: 'stage2', by: 'recordCases', clocks: ['T10', 'T05', 'C02'],
    law: [
      { text: 'Within 20 working days of receiving the response; later requests may be accepted with reasons. Where stage 1 is late the complainant may ask at once. The 25 working days of stage 2 run from the request.', source: `${regulations} regulations 15 and 17` },
      { text: 'Whoever got an answer at stage 1 is entitled to stage 2. That there is nothing to add is not a reason to refuse.', source: 'Ombudsman decisions 22-008-976 and 24-006-716' },
    ],
    onRecord: stage2Window,
    fields: (setting) => ({
      on: doneOn('Date of the request', setting, 'The day on which anybody in the authority received it'),
      reason: { kind: 'choice', label: 'Why the complainant asks', choices: choicesOf(stage2Reasons, setting.say) },
      lateAcceptedBecause: reasonsWhere('Why it is accepted although late', 'Needed only where the time to ask has ended'),
    }),
    possible: (file) => file.closedOn === undefined && inProcedure(file) && (file.stage2.state === 'none' || file.stage2.state === 'refused') && file.stage1.state !== 'not progressed',
  },
  acceptStage2: {
    step: 'stage2', by: 'recordCases', clocks: stage2Clocks,
    law: [{ text: 'The clock has been running since the request. Appoint the investigating officer and the independent person now.', source: `${regulations} regulation 17` }],
    fields: (setting) => ({ on: doneOn('Date of acceptance', setting) }),
    possible: (file) => file.closedOn === undefined && file.stage2.state === 'requested',
  },
  refuseStage2: {
    step: 'stage2', by: 'decideCases', clocks: ['T10'],
    law: [
      { text: 'Once stage 1 has been answered under the statutory procedure the complainant is entitled to stage 2. It can be refused on the grounds below alone.', source: `${regulations}; Ombudsman decisions 20-012-689 and 24-017-940` },
      { text: 'That there is nothing to add, a thorough stage 1, the cost, a court case as such, or how often somebody complains are no grounds. Limits on contact with somebody do not take away their stages.', source: 'Ombudsman decisions 22-008-976 and 22-002-075' },
    ],
    onRecord: stage2Window,
    fields: (setting) => ({ on: doneOn('Date of refusal', setting), ground: groundField('The case has to bear it out'), ...borneOutBy(), reason: mustWrite('Reasons', 'They go to the complainant, with the right to go to the Ombudsman') }),
    warnings: (file) => (file.handledAs === 'statutory' ? ['Refusing stages is one of the four faults that the Ombudsman finds most. Be sure that the ground is one the law permits and that the record shows it.'] : []),
    possible: (file) => file.closedOn === undefined && file.stage2.state === 'requested',
  },
  appointInvestigatingOfficer: {
    step: 'stage2', by: 'recordCases',
    law: [{ text: 'Nobody in the line management of the service or person complained about, and nobody who answered at stage 1.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({
      on: doneOn('Date of appointment', setting),
      officer: fromPool(setting.file.handledAs === 'corporate' ? 'Reviewing officer' : 'Investigating officer', setting, ['investigating_officer'], ['investigating_officer']),
      inLineManagement: { kind: 'yes or no', label: 'Is this person in the line management of what is complained about?', missing: 'Select yes if this person is in the line management of what is complained about', need: 'always' },
      ...appointing(), replacedBecause: replaced(setting, 'investigatingOfficer'),
    }),
    links: poolLinks('investigating_officer'), warnings: (_, { officer }, { pool }) => loadWarnings(pool, officer),
    possible: underWay,
  },
  appointIndependentPerson: {
    step: 'stage2', by: 'recordCases',
    law: [{ text: 'Somebody who is not a member or officer of the authority, nor married to or the civil partner of one, takes part in the investigation.', source: `Children Act 1989 section 26(4); ${regulations} regulations 2 and 17` }],
    fields: (setting) => ({ on: doneOn('Date of appointment', setting), person: fromPool('Independent person', setting, ['independent_person'], ['independent_person']), connection: connectionField('this person'), ...appointing(), replacedBecause: replaced(setting, 'independentPerson') }),
    links: poolLinks('independent_person'), warnings: (_, { person }, { pool }) => loadWarnings(pool, person),
    possible: statutoryUnderWay,
  },
  appointAdjudicatingOfficer: {
    step: 'stage2', by: 'recordCases',
    law: [{ text: 'A senior manager decides on each point once the reports are in: not the one who answered at stage 1.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({ on: doneOn('Date of appointment', setting), officer: person('Adjudicating officer', setting, ['adjudicating_officer']), replacedBecause: replaced(setting, 'adjudicatingOfficer') }),
    possible: statutoryUnderWay,
  },
  recordStatement: {
    step: 'stage2', by: 'recordCases', parts: ['investigatingOfficer'], clocks: ['L01', ...stage2Clocks],
    law: [{ text: 'The statement says what is investigated, point by point. Agreeing it does not stop the clock: where it is slow or disputed, go ahead with it unsigned and say why.', source: 'Ombudsman decisions 23-013-837 and 21-010-812' }],
    fields: (setting) => {
      const last = investigationOf(setting.file)?.statements.findLast((statement) => statement.points !== undefined);
      return {
        on: doneOn('Date of the statement', setting),
        state: { kind: 'choice', label: 'What happened to it', need: 'always', choices: [
          { value: 'sent', text: 'It was sent to the complainant' }, { value: 'agreed', text: 'The complainant agreed it' }, { value: 'amended', text: 'It was amended' }, { value: 'unsigned', text: 'The investigation goes ahead with it unsigned' },
        ] },
        points: {
          kind: 'points', label: 'Points of the statement', elements: setting.file.elements, need: 'sometimes',
          start: (element) => last?.points?.find((point) => point.element === element.element) ?? (element.complaint === undefined ? undefined : { element: element.element, complaint: element.complaint }),
        },
        reason: reasonsWhere('Why the investigation goes ahead', 'Needed only where it is unsigned'),
      };
    },
    possible: underWay,
  },
  extendStage2: {
    step: 'stage2', by: 'recordCases', clocks: ['T11', 'T12', 'T13', 'C05', 'C06'],
    asks: { parts: ['investigatingOfficer'], name: 'Ask to extend stage 2', note: ({ extendedTo, reason }) => `Asks to extend stage 2 to ${inWords(extendedTo)}. Reason: ${reason}` },
    law: [{ text: 'To 65 working days from the request at the most, whatever the complainant agrees to. The complainant is told the reason and the new date in writing, before day 25.', source: `${regulations} regulation 17(6)` }],
    onRecord: ({ file, context }) => {
      if (!inProcedure(file) || file.stage2.state === 'none') return [];
      return [{ name: 'At the latest', value: inWords(stage2Limits(file, context).longestOn) }];
    },
    fields: (setting) => ({ on: doneOn('Date of the extension', setting), extendedTo: mustDay('New date'), reason: mustWrite('Reason', 'As the letter to the complainant gives it'), goodReason: setting.file.handledAs === 'corporate' ? reasonsWhere('Good reason for longer than that', 'Needed only for a day after the latest above. The complainant is told it, with how to go to the Ombudsman') : notAsked }),
    possible: underWay,
  },
  receiveReport: {
    step: 'stage2', by: 'recordCases', parts: ['investigatingOfficer', 'independentPerson'], clocks: ['T14', ...stage2Clocks],
    law: [{ text: 'The investigating officer reports on each point; the independent person reports on how it was done. Both reports go to the complainant with the adjudication.', source: `${regulations} regulation 17` }],
    fields: (setting) => {
      const { parts } = setting;
      const own = parts.includes('independentPerson') ? 'independent_person' : parts.includes('investigatingOfficer') ? 'investigation' : undefined;
      const mayChoose = own === undefined || setting.viewer.roles.some((role) => role === 'complaints_manager' || role === 'complaints_officer');
      const elements = elementsToAnswer(setting.file);
      const independentOnly = !mayChoose && own === 'independent_person';
      return {
        on: doneOn('Date the report was received', setting),
        report: mayChoose ? { kind: 'choice', label: 'Which report', need: 'always', choices: [
          { value: 'investigation', text: 'The investigating officer’s' }, ...(setting.file.handledAs === 'statutory' ? [{ value: 'independent_person', text: 'The independent person’s' } as const] : []),
        ], ...(own === undefined ? {} : { start: own }) } : { kind: 'fixed', value: own },
        findings: independentOnly || elements.length === 0 ? notAsked : { kind: 'findings', label: 'What the investigation found', hint: 'Only for the investigating officer’s report', elements, remedies: false, reasons: false, need: 'sometimes' },
        recommendations: { kind: 'lines', label: 'Recommendations', hint: 'One on each line' },
      };
    },
    possible: (file) => {
      const stage2 = investigationOf(file);
      return file.closedOn === undefined && stage2 !== undefined && ((stage2.investigatingOfficer !== undefined && stage2.investigationReportOn === undefined) || (stage2.independentPerson !== undefined && stage2.independentReportOn === undefined));
    },
  },
  sendReportToComplainant: {
    step: 'stage2', by: 'recordCases',
    law: [{ text: 'The report may go to the complainant ahead of the adjudication, to check facts. It goes with the adjudication in any case.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({ on: doneOn('Date the report was sent', setting) }),
    possible: (file) => underWay(file) && investigationOf(file)?.investigationReportOn !== undefined && investigationOf(file)?.reportSentOn === undefined,
  },
  sendForAdjudication: {
    step: 'stage2', by: 'recordCases', clocks: stage2Clocks,
    law: [{ text: 'The adjudicating officer considers both reports and decides on each point.', source: `${regulations} regulation 17` }],
    fields: (setting) => ({ on: doneOn('Date sent for adjudication', setting) }),
    possible: (file) => statutoryUnderWay(file) && investigationOf(file)?.investigationReportOn !== undefined && investigationOf(file)?.sentForAdjudicationOn === undefined,
  },
  adjudicateElement: {
    step: 'stage2', by: 'recordCases', parts: ['adjudicatingOfficer'], clocks: stage2Clocks,
    law: [{ text: 'A decision on each point. One that differs from what the investigation found has its reasons: reversing findings without them is a fault.', source: `${regulations} regulation 17; Ombudsman decision 24-003-768` }],
    onRecord: ({ file, say }) => elementsToAnswer(file).map((element) => ({
      name: `Point ${element.element}`, value: [`investigation: ${element.investigationFinding === undefined ? 'no finding on record' : say(element.investigationFinding).toLowerCase()}`, ...(element.stage2Finding === undefined ? [] : [`adjudicated: ${say(element.stage2Finding).toLowerCase()}`])].join('; '),
    })),
    fields: (setting) => {
      const next = elementsToAnswer(setting.file).find((element) => element.stage2Finding === undefined);
      return {
        on: doneOn('Date of adjudication', setting),
        element: { ...onePoint('Point', elementsToAnswer(setting.file)), need: 'always', ...(next === undefined ? {} : { start: String(next.element) }) },
        finding: { kind: 'choice', label: 'Finding', need: 'always', choices: choicesOf(findings, setting.say) },
        reasons: { kind: 'paragraphs', label: 'Reasons', hint: 'Always needed where the finding is not the investigation’s', need: 'sometimes' },
        remedies: { kind: 'ticks', label: 'How it is put right', hint: 'Where any of it is upheld', choices: choicesOf(remedies, setting.say), need: 'sometimes' },
      };
    },
    warnings: (file, command) => upheldWithoutRemedy(file, [command]),
    possible: (file) => underWay(file) && (file.handledAs === 'corporate' || investigationOf(file)?.sentForAdjudicationOn !== undefined),
  },
  sendAdjudication: {
    step: 'stage2', by: 'recordCases', clocks: stage2Clocks,
    law: [{ text: 'The adjudication letter goes out with both reports, and says how to ask for a review panel within 20 working days. It ends stage 2’s clock.', source: `${regulations} regulations 17 and 18` }],
    onRecord: ({ file, say }) => elementsToAnswer(file).map((element) => ({ name: `Point ${element.element}`, value: element.stage2Finding === undefined ? 'Not adjudicated yet' : say(element.stage2Finding) })),
    fields: (setting) => {
      const none = elementsToAnswer(setting.file).length === 0;
      return {
        on: doneOn('Date the adjudication was sent', setting),
        outcome: { kind: 'choice', label: 'Outcome', choices: choicesOf(findings, setting.say), need: none ? 'always' : 'sometimes', ...(none ? {} : { hint: 'Leave this blank: the findings give it. Choose another only to overrule them.' }) },
        outcomeOverruledBecause: none ? notAsked : reasonsWhere('Why the outcome is another', 'Needed only where you chose an outcome that the findings do not give'),
        receivedByComplainantOn: mayDay('Date the complainant received it', 'The time to ask for a review panel runs from this day'),
      };
    },
    possible: (file) => underWay(file) && (file.handledAs === 'corporate' || investigationOf(file)?.sentForAdjudicationOn !== undefined),
  },
  closeStage2: {
    step: 'stage2', by: 'recordCases', clocks: stage2Clocks,
    law: [{ text: 'Stage 2 closes once its adjudication has gone. A late one has to be explained.', source: `${regulations} regulation 17` }],
    fields: (setting) => ({ on: doneOn('Date stage 2 was closed', setting), lateReason: lateReason('Why the adjudication was late', setting) }),
    possible: ({ closedOn, stage2 }) => closedOn === undefined && stage2.state === 'accepted' && stage2.adjudicatedOn !== undefined && stage2.closedOn === undefined,
  },
};
