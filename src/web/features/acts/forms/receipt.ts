import { barredFromAdvocacy, type BarredFromAdvocacy } from '../../../../domain/acts/appoint-advocate.ts';
import { firstGroundsOn, lateDecisionOn, lateParts } from '../../../../domain/acts/one-year-limit.ts';
import { stage1Ended } from '../../../../domain/acts/checks.ts';
import { appointed, type EndedPart, endedParts } from '../../../../domain/acts/end-appointment.ts';
import type { Consent, RepresentationFile } from '../../../../domain/case-file.ts';
import { type Consenter, consenters, type ConsentScope, consentScopes, type WayOfConsenting, waysOfConsenting } from '../../../../domain/consent.ts';
import { inWords } from '../../../../domain/day.ts';
import { needsSufficientInterest } from '../../../../domain/eligibility.ts';
import { standingConsents } from '../../../../domain/standing-consents.ts';
import { capitalised } from '../../../../reporting/house-style.ts';
import { capacityInWords } from '../../../event-in-words.ts';
import type { FormsOf, Person } from '../act-form.ts';
import { doneOn, mayDay, mustWrite, notAsked, onePoint, person, reasonsWhere, serviceField, somePoints, themeField } from '../fields.ts';

const regulations = 'SI 2006/1738';

/** What is asked of any consent, by the end of the field's name. */
function consentParts(where: string) {
  const hint = where === '' ? {} : { hint: where };
  return {
    By: { kind: 'choice', label: 'Who consented', choices: (Object.keys(consenters) as Consenter[]).map((value) => ({ value, text: capitalised(consenters[value]) })), ...hint },
    How: { kind: 'choice', label: 'How they consented', choices: (Object.keys(waysOfConsenting) as WayOfConsenting[]).map((value) => ({ value, text: capitalised(waysOfConsenting[value]) })), ...hint },
    Covers: { kind: 'ticks', label: 'What they consented to', choices: (Object.keys(consentScopes) as ConsentScope[]).map((value) => ({ value, text: capitalised(consentScopes[value]) })), ...hint },
    Note: reasonsWhere('Note on the consent', 'What was said or signed. Always needed where the child could not be asked.'),
  } as const;
}

function nameOf(key: string | undefined, people: readonly Person[]): string {
  return people.find((one) => one.key === key)?.name ?? key ?? '';
}

function consentName({ to, person, name, on }: Consent, people: readonly Person[]): string {
  const who = to === 'advocate' ? nameOf(person, people) : name ?? 'the complainant';
  return `To ${to === 'advocate' ? 'the advocate' : 'a representative'}, ${who}, given on ${inWords(on)}`;
}

function partsToEnd(file: RepresentationFile): readonly EndedPart[] {
  return (Object.keys(endedParts) as EndedPart[]).filter((part) => appointed(file, part) !== undefined);
}

/** What is done when a representation comes in, and what may come before its first answer. */
export const receiptForms: FormsOf<
  'addElement' | 'decideSufficientInterest' | 'decideLateComplaint' | 'acknowledge' | 'seekAdvocate' | 'appointAdvocate' | 'giveConsent' | 'withdrawConsent' | 'endAppointment' | 'defer' | 'recordProceedingsEnded' | 'resubmit' | 'decideFreeze'
> = {
  addElement: {
    step: 'receipt', by: 'recordCases',
    law: [{ text: 'Each point of a complaint gets its own finding. New points can join until stage 1 is answered; after that only an open stage 2, and only if the complainant agrees. A panel considers no new complaints.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({
      on: doneOn('Date the point was made', setting),
      element: onePoint('Say more of a point on record', setting.file.elements, 'Leave this blank for a new point'),
      complaint: { kind: 'paragraphs', label: 'What is complained of', hint: 'In the complainant’s own words where you can', need: 'sometimes' },
      theme: themeField('Theme', setting), service: serviceField('Service', setting),
      groundsAroseOn: mayDay('Date it happened, or came to light', 'The year to complain runs from this day, for each point'),
      agreedForStage2: setting.file.stage2.state === 'none' ? notAsked : { kind: 'tick', label: 'The complainant agrees to add this point to stage 2', need: 'sometimes' },
      own: notAsked,
    }),
    possible: (file) => file.closedOn === undefined && file.stage3.state !== 'requested' && (!stage1Ended(file) || (file.stage2.state === 'accepted' && file.stage2.adjudicatedOn === undefined)),
  },
  decideSufficientInterest: {
    step: 'receipt', by: 'decideCases',
    law: [
      { text: 'A person who is not on the law’s list may complain if they have sufficient interest in the child’s welfare. Being without parental responsibility is not a reason by itself. Ask the child where you can.', source: `${regulations} regulation 12` },
      { text: 'The 10 working days of stage 1 run from this decision.', source: `${regulations} regulation 14` },
    ],
    onRecord: ({ file }) => (file.received.capacity === undefined ? [] : [{ name: 'Who complains', value: capacityInWords(file.received.capacity) }]),
    fields: (setting) => ({
      on: doneOn('Date of decision', setting),
      sufficient: { kind: 'yes or no', label: 'Does this person have sufficient interest in the child’s welfare?', missing: 'Select yes if this person has sufficient interest in the child’s welfare', need: 'always' },
      reasons: mustWrite('Reasons', 'What was considered. They go into the letter to the person.'),
      childsView: { kind: 'paragraphs', label: 'What the child said', hint: 'Where the child was asked' },
    }),
    possible: (file) => file.closedOn === undefined && file.sufficientInterest === undefined && file.received.capacity !== undefined && (file.received.capacity === 'X' || needsSufficientInterest(file.received.capacity)),
  },
  decideLateComplaint: {
    step: 'receipt', by: 'decideCases',
    law: [{ text: 'A complaint made more than a year after its grounds arose may still be considered. It cannot be turned away where it was not reasonable to expect it earlier and it can still be considered effectively and fairly: both tests are answered, and neither alone is enough to refuse.', source: `${regulations} regulation 9` }],
    clocks: ['T01'],
    onRecord: ({ file, context }) => {
      const grounds = firstGroundsOn(file);
      return [{ name: 'Received', value: inWords(file.receivedOn) }, ...(grounds === undefined ? [] : [{ name: 'Grounds first arose', value: inWords(grounds) }]), ...lateParts(file, context).map((part) => ({
        name: part.element === undefined ? 'The complaint' : `Point ${part.element}`, value: `Grounds arose ${inWords(part.groundsOn)}; ${part.decision === undefined ? 'not decided yet' : part.decision.considered ? 'to be considered' : 'not to be considered'}`,
      }))];
    },
    fields: (setting) => ({
      on: doneOn('Date of decision', setting),
      notReasonableToExpectEarlier: { kind: 'yes or no', label: 'Was it unreasonable to expect the complaint earlier?', missing: 'Select yes if it was unreasonable to expect the complaint earlier', hint: 'For example because of illness, fear, age, or being told too late', need: 'always' },
      canBeConsideredEffectivelyAndFairly: { kind: 'yes or no', label: 'Can it still be considered effectively and fairly?', missing: 'Select yes if it can still be considered effectively and fairly', hint: 'Whether records and people can still be found', need: 'always' },
      considered: { kind: 'yes or no', label: 'Is the complaint to be considered?', missing: 'Select yes if the complaint is to be considered', need: 'always' },
      elements: setting.file.elements.length < 2 ? notAsked : somePoints('Which points', setting.file.elements, 'The two tests may come out differently for points that happened at different times. All of them, where you select none'),
      reasons: mustWrite('Reasons', 'Answer both tests, and what the complainant says about the delay'),
    }),
    possible: (file) => file.closedOn === undefined && firstGroundsOn(file) !== undefined && (file.handledAs === undefined || file.stage1.state === 'running')
      && (file.elements.length === 0 ? file.lateComplaint === undefined : file.elements.some((element) => lateDecisionOn(file, element) === undefined)),
  },
  acknowledge: {
    step: 'receipt', by: 'recordCases', clocks: ['T04', 'C01', 'C04', 'T16'],
    law: [{ text: 'In writing, to the complainant: what happens next, by when, and that an advocate can help.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({
      on: doneOn('Date of acknowledgement', setting),
      stage: { kind: 'choice', label: 'What was acknowledged', need: 'always', choices: [
        { value: 'stage1', text: 'The complaint' },
        ...(setting.file.stage2.state === 'none' ? [] : [{ value: 'stage2', text: 'The request for stage 2' } as const]),
        ...(setting.file.stage3.state === 'none' ? [] : [{ value: 'stage3', text: 'The request for a review panel' } as const]),
      ], start: setting.file.stage3.state === 'requested' ? 'stage3' : setting.file.stage2.state === 'none' ? 'stage1' : 'stage2' },
    }),
    possible: ({ closedOn, acknowledgedOn, stage1, stage2, stage3 }) => closedOn === undefined && ((acknowledgedOn === undefined && (stage1.state === 'not started' || stage1.state === 'running'))
      || stage2.state === 'requested' || (stage2.state === 'accepted' && stage2.acknowledgedOn === undefined && stage2.adjudicatedOn === undefined) || (stage3.state === 'requested' && stage3.acknowledgedOn === undefined && stage3.panelOn === undefined)),
  },
  seekAdvocate: {
    step: 'receipt', by: 'recordCases', clocks: ['T05', 'T06'],
    law: [{ text: 'Stage 1 stands still from the day an advocate is asked for until one is appointed. Stages 2 and 3 do not.', source: `${regulations} regulation 14(3)` }],
    fields: (setting) => ({ on: doneOn('Date an advocate was asked for', setting) }),
    possible: (file) => file.closedOn === undefined && file.advocate === undefined && !stage1Ended(file) && file.suspensions.every((suspension) => suspension.to !== undefined),
  },
  appointAdvocate: {
    step: 'receipt', by: 'recordCases', clocks: ['T05', 'T06'],
    law: [{ text: 'An advocate may not be the subject of the complaint, answer for it or for the service, control its resources, or have a part in considering it.', source: 'SI 2004/719 regulation 3' }],
    fields: (setting) => {
      const consent = consentParts('Needed only where they have consented');
      return {
        on: doneOn('Date the advocate was appointed', setting),
        advocate: person('Advocate', setting, ['advocate']),
        consented: { kind: 'yes or no', label: 'Has the child, young person or complainant consented to this advocate?', hint: 'Without consent the advocate is appointed, but does not see the case until consent is recorded', missing: 'Select yes if they have consented to this advocate', need: 'always' },
        consentBy: { ...consent.By, need: 'sometimes' }, consentHow: { ...consent.How, need: 'sometimes' }, consentCovers: { ...consent.Covers, need: 'sometimes' }, consentNote: consent.Note,
        barredAs: { kind: 'choice', label: 'Is any of this true of the advocate?', hint: 'Leave it blank where none is', choices: (Object.keys(barredFromAdvocacy) as BarredFromAdvocacy[]).map((value) => ({ value, text: capitalised(barredFromAdvocacy[value]) })) },
      };
    },
    possible: (file) => file.closedOn === undefined && file.advocate === undefined,
  },
  giveConsent: {
    step: 'access', by: 'recordCases',
    law: [
      { text: 'An advocate speaks for the child or young person, who decides what the advocate is told. The case is open to the advocate only while they consent to that.', source: 'SI 2004/719; Children Act 1989 section 26A' },
      { text: 'Ask for a child’s consent only where somebody complains on the child’s behalf. A parent, or anybody else on the law’s list, complains in their own right and needs nobody’s consent.', source: 'Ombudsman’s public report on Lancashire, 2019' },
    ],
    chooseFirst: ({ file }) => ({ label: 'Consent to whom?', choices: [
      ...(file.advocate === undefined ? [] : [{ value: 'advocate', text: 'The advocate' }]), { value: 'representative', text: 'Somebody who acts for the child or complainant', hint: 'For example a relative or solicitor who complains on the child’s behalf' },
    ] }),
    onRecord: ({ file, chosen, people }) => (chosen === 'advocate' && file.advocate !== undefined ? [{ name: 'Advocate', value: people.find((one) => one.key === file.advocate)?.name ?? file.advocate }] : []),
    fields: (setting) => {
      const { file, chosen } = setting;
      const { By: by, How: how, Covers: covers, Note: note } = consentParts('');
      const toAdvocate = chosen === 'advocate' && file.advocate !== undefined;
      const { complainant } = file.received;
      return {
        to: { kind: 'fixed', value: toAdvocate ? 'advocate' : 'representative' },
        person: toAdvocate ? { kind: 'fixed', value: file.advocate } : complainant === undefined ? notAsked : { kind: 'choice', label: 'Who acts for them', choices: [{ value: complainant, text: 'The complainant' }], need: 'sometimes', ...(file.received.onBehalfOfChild === true ? { start: complainant } : {}) },
        name: toAdvocate ? notAsked : { kind: 'text', label: complainant === undefined ? 'Name of the representative' : 'Name of the representative, where it is somebody else', need: 'sometimes' },
        on: doneOn('Date of the consent', setting), by: { ...by, need: 'always' }, how: { ...how, need: 'always' }, covers: { ...covers, need: 'always' }, note,
      };
    },
    possible: (file) => (file.advocate !== undefined && standingConsents(file, 'advocate').length === 0) || standingConsents(file, 'representative').length === 0,
  },
  withdrawConsent: {
    step: 'access', by: 'recordCases',
    law: [{ text: 'Consent can be withdrawn at any time, in any way and without a reason. An advocate sees the case no longer from that day, and nothing more is sent to a representative.', source: 'Data protection: consent' }],
    fields: (setting) => {
      const standing = [...standingConsents(setting.file, 'advocate'), ...standingConsents(setting.file, 'representative')];
      return {
        on: doneOn('Date it was withdrawn', setting, 'The day from which it does not hold any more'),
        consent: { kind: 'number choice', label: 'Which consent', need: 'always', choices: standing.map((one) => ({ value: String(one.consent), text: consentName(one, setting.people) })), ...(standing.length === 1 ? { start: String(standing[0]?.consent) } : {}) },
        reason: { kind: 'paragraphs', label: 'What they said', hint: 'They need not give a reason' },
      };
    },
    possible: (file) => file.consents.some((consent) => consent.withdrawnOn === undefined),
  },
  endAppointment: {
    step: 'access', by: 'recordCases',
    law: [{ text: 'Whoever falls ill, leaves, or turns out to be connected with the case can be released from it. They see it no longer from that day. The clock runs on: appoint somebody in their place.', source: 'Data protection: need to know' }],
    fields: (setting) => ({
      on: doneOn('Date the appointment ended', setting),
      part: { kind: 'choice', label: 'Whose appointment', need: 'always', choices: partsToEnd(setting.file).map((part) => ({ value: part, text: `${capitalised(endedParts[part])}: ${nameOf(appointed(setting.file, part), setting.people)}` })) },
      reason: mustWrite('Why it ended'),
    }),
    possible: (file) => partsToEnd(file).length > 0,
  },
  defer: {
    step: 'receipt', by: 'decideCases',
    law: [
      { text: 'A complaint may be put off only while considering it might prejudice other proceedings. That there is a court case is not enough: say which proceedings, and how they would be prejudiced.', source: `${regulations} regulation 8` },
      { text: 'The complainant is told that they can bring it back within a year of the end of the proceedings.', source: `${regulations} regulation 8` },
    ],
    fields: (setting) => ({
      on: doneOn('Date of deferral', setting),
      elements: setting.file.elements.length === 0 ? notAsked : somePoints('Which points are put off', setting.file.elements, 'All of them, where you select none'),
      proceedings: mustWrite('Which proceedings', 'Court, criminal, tribunal or disciplinary'),
      prejudice: mustWrite('How considering the complaint might prejudice them'),
      reviewOn: mayDay('Date to look at it again'),
    }),
    warnings: (_file, { reviewOn }) => (reviewOn === undefined ? ['The Ombudsman accepts a deferral that is reasoned and looked at again. No date to look at it again is set.'] : []),
    possible: (file) => file.closedOn === undefined && (file.deferral === undefined || file.deferral.resubmittedOn !== undefined),
  },
  recordProceedingsEnded: {
    step: 'receipt', by: 'recordCases', clocks: ['T23'],
    law: [{ text: 'The year to bring the complaint back runs from this day. Tell the complainant.', source: `${regulations} regulation 8` }],
    fields: (setting) => ({ on: doneOn('Date the proceedings ended', setting) }),
    possible: ({ closedOn, deferral }) => closedOn === undefined && deferral !== undefined && deferral.proceedingsEndedOn === undefined && deferral.resubmittedOn === undefined,
  },
  resubmit: {
    step: 'receipt', by: 'recordCases', clocks: ['T23', 'T05'],
    law: [{ text: 'A complaint that was put off can be brought back within a year of the end of the proceedings.', source: `${regulations} regulation 8` }],
    fields: (setting) => ({ on: doneOn('Date of resubmission', setting) }),
    possible: ({ closedOn, deferral }) => closedOn === undefined && deferral !== undefined && deferral.proceedingsEndedOn !== undefined && deferral.resubmittedOn === undefined,
  },
  decideFreeze: {
    step: 'receipt', by: 'decideCases',
    law: [{ text: 'A decision that is complained of, such as a move of placement, normally waits until the complaint has been considered. Going ahead needs an assessment of the risk to the child.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({
      on: doneOn('Date of decision', setting),
      decisionAtIssue: mustWrite('The decision that the complaint is about'),
      frozen: { kind: 'yes or no', label: 'Does the decision wait until the complaint has been considered?', missing: 'Select yes if the decision waits until the complaint has been considered', need: 'always' },
      riskAssessment: mustWrite('Assessment of the risk to the child'),
      decidedBy: person('Who decided', setting, ['complaints_manager', 'responding_manager', 'adjudicating_officer', 'senior_leader']),
    }),
    possible: (file) => file.closedOn === undefined && file.frozen !== true,
  },
};
