import { whatIsOpen } from '../../../../domain/acts/close.ts';
import { presentValueOf } from '../../../../domain/facts.ts';
import { factsOfCompliments } from '../../../../domain/facts/compliment.ts';
import { inWords, parseDay } from '../../../../domain/day.ts';
import { capacities } from '../../../../domain/eligibility.ts';
import type { CaseFile, ComplimentFile, RepresentationFile } from '../../../../domain/case-file.ts';
import { type CorrectableFact, correctableFacts, factsOfOneOfSeveral } from '../../../../domain/events.ts';
import { advocateValues, channels, childStatuses, complainantTypes, complimentAspects, complimentOrigins, complimentSources, ethnicities, findings, genders, receivedViaValues, ombudsmanDecisions, sexualOrientations, stage1Outcomes, stage2Reasons, yesNo } from '../../../../domain/terms.ts';
import { capitalised, listed } from '../../../../reporting/house-style.ts';
import { capacityInWords, factInWords, isDayFact } from '../../../event-in-words.ts';
import type { Choice, ChoiceField, DayField, FormSetting, FormsOf, JoinedTicksField, TextField } from '../act-form.ts';
import { choicesOf, doneOn, mustDay, mustWrite, notAsked, person, pointName, serviceField, themeField } from '../fields.ts';

/** A fact as the page before a correction offers it: `summary`, `elementTheme.2`, `ombudsmanDecision.24001234`. */
function parseChosen(chosen: string | undefined): { fact: CorrectableFact; element?: number; which?: string } {
  const [name = '', ...rest] = (chosen ?? '').split('.');
  const fact = correctableFacts.find((each) => each === name) ?? 'summary';
  const of = rest.join('.');
  if (of === '') return { fact };
  return isOfOneOfSeveral(fact) ? { fact, which: of } : { fact, element: Number(of) };
}

function isOfOneOfSeveral(fact: CorrectableFact): fact is keyof typeof factsOfOneOfSeveral {
  return Object.hasOwn(factsOfOneOfSeveral, fact);
}

/** What a fact of one of several can belong to in this case: each Ombudsman's matter, payment or promised action. */
function oneOfSeveral(file: Exclude<CaseFile, ComplimentFile>, fact: keyof typeof factsOfOneOfSeveral): readonly string[] {
  switch (factsOfOneOfSeveral[fact]) {
    case 'ombudsman': return file.ombudsman.map((matter) => matter.ombudsmanRef);
    case 'payment': return file.payments.map((_, index) => String(index + 1));
    case 'learning action': return file.kind === 'unattached' ? [] : file.learningActions.map((action) => String(action.learningAction));
    default: return factsOfOneOfSeveral[fact] satisfies never;
  }
}

const lists: { readonly [F in CorrectableFact]?: readonly string[] } = {
  channel: channels, receivedVia: receivedViaValues, complainantType: complainantTypes, gender: genders, ethnicity: ethnicities, disability: yesNo, sexualOrientation: sexualOrientations,
  childStatus: childStatuses, advocate: advocateValues, courtProceedings: yesNo, childProtectionPlan: yesNo, persistentComplainant: yesNo, stage1Outcome: stage1Outcomes, elementStage1Finding: findings,
  stage2Reason: stage2Reasons, stage2Outcome: findings, elementStage2Finding: findings, elementStage3Finding: findings, ombudsmanDecision: ombudsmanDecisions,
  complimentSource: complimentSources, complimentOrigin: complimentOrigins, publishConsent: yesNo,
};

/** The new value, asked for in the way that the fact needs. */
function correctedField(setting: FormSetting<CaseFile>, fact: CorrectableFact, present: string): (DayField | TextField | ChoiceField<string> | JoinedTicksField) & { need: 'always' } {
  const asked = { label: `${factInWords(fact)} should be`, hint: fact === 'paymentAmountPence' ? 'In whole pence: 12550 for £125.50' : 'Leave this blank where it is not known', need: 'always', blankIs: '' } as const;
  const choice = (choices: readonly Choice[]): ChoiceField<string> & { need: 'always' } => ({ ...asked, kind: 'choice', choices, start: present });
  if (isDayFact(fact)) {
    const start = parseDay(present);
    return { ...asked, kind: 'day', ...(start === undefined ? {} : { start }) };
  }
  if (fact === 'service' || fact === 'elementService') return choice(serviceField('', setting).choices);
  if (fact === 'theme' || fact === 'elementTheme') return choice(themeField('', setting).choices);
  if (fact === 'complimentAspects') {
    const others = present.split(';').filter((aspect) => aspect !== '' && !complimentAspects.includes(aspect));
    return { ...asked, kind: 'joined ticks', hint: 'Select all that apply', start: present, choices: choicesOf([...complimentAspects, ...others], setting.say) };
  }
  if (fact === 'capacity') return choice(Object.keys(capacities).map((value) => ({ value, text: capacityInWords(value) })));
  const list = lists[fact];
  if (list !== undefined) return choice(choicesOf(list, setting.say));
  return { ...asked, kind: fact === 'summary' || fact === 'elementComplaint' ? 'paragraphs' : 'text', start: present };
}

/** Facts of the case, then those of each point. */
function factsToCorrect({ file }: FormSetting<CaseFile>): readonly Choice[] {
  if (file.kind === 'compliment') return Object.keys(factsOfCompliments).map((fact) => ({ value: fact, text: fact === 'summary' ? 'What was said' : factInWords(fact) }));
  const several = correctableFacts.filter(isOfOneOfSeveral).flatMap((fact) => oneOfSeveral(file, fact).map((which) => ({ value: `${fact}.${which}`, text: `${factInWords(fact)} (${which})` })));
  if (file.kind === 'unattached') return several;
  const single = correctableFacts.filter((fact) => !fact.startsWith('element') && !isOfOneOfSeveral(fact));
  // What receipt may leave unknown can be filled in later; a day of a stage can be put right once there is one.
  const ofCase = single.filter((fact) => receiptFacts.has(fact) || presentValueOf(file, fact) !== '').map((fact) => ({ value: fact, text: factInWords(fact) }));
  const ofPoints = file.elements.flatMap((element) => correctableFacts.filter((fact) => fact.startsWith('element')).map((fact) => ({ value: `${fact}.${element.element}`, text: `${pointName(element)} – ${factInWords(fact).toLowerCase()}` })));
  return [...ofCase, ...ofPoints, ...several];
}

const receiptFacts: ReadonlySet<CorrectableFact> = new Set([
  'receivedOn', 'channel', 'receivedVia', 'complainant', 'complainantType', 'complainantAge', 'gender', 'ethnicity', 'disability', 'sexualOrientation', 'childStatus', 'advocate',
  'service', 'theme', 'summary', 'groundsAroseOn', 'capacity', 'courtProceedings', 'childProtectionPlan', 'persistentComplainant',
]);

/** What can be done to a case and to a compliment. */
export const accessForms: FormsOf<'restrict' | 'liftRestriction', RepresentationFile | ComplimentFile> = {
  restrict: {
    step: 'access', by: 'recordCases',
    law: [{ text: 'Only complaints managers and those who take part see a restricted case. You will not see it any more unless you are one of them.', source: 'Data protection: need to know' }],
    fields: (setting) => ({ on: doneOn('Date', setting), reason: mustWrite('Why it is restricted') }),
    possible: (file) => !file.restricted,
  },
  liftRestriction: {
    step: 'access', by: 'decideCases',
    law: [{ text: 'Whoever the case is about still does not see it.', source: 'Data protection: need to know' }],
    fields: (setting) => ({ on: doneOn('Date', setting), reason: mustWrite('Why it need not be restricted any more') }),
    possible: (file) => file.restricted,
  },
};

/** What can be done to whatever is on record. */
export const recordForms: FormsOf<'note' | 'correctFact', CaseFile> = {
  note: {
    step: 'anything', by: 'recordCases', parts: ['respondingManager', 'investigatingOfficer', 'independentPerson', 'adjudicatingOfficer', 'panellist', 'advocate'],
    law: [{ text: 'Everybody who may see the case can read its notes, and the complainant may ask for them.', source: 'Data protection: right of access' }],
    fields: (setting) => ({ on: doneOn('Date of the note', setting), note: mustWrite('Note') }),
    possible: () => true,
  },
  correctFact: {
    step: 'anything', by: 'recordCases',
    law: [{ text: 'What was recorded before stays in the timeline, with the reason for the correction. Days that a stage was judged against are worked out anew.', source: 'Data protection: accuracy' }],
    chooseFirst: (setting) => ({ label: 'What is to be put right?', choices: factsToCorrect(setting) }),
    onRecord: (setting) => {
      const { fact, element, which } = parseChosen(setting.chosen);
      const present = presentValueOf(setting.file, fact, element, which);
      const name = element !== undefined ? `${factInWords(fact)} of point ${element}` : which !== undefined ? `${factInWords(fact)} (${which})` : factInWords(fact);
      return [{ name: `${name}, on record`, value: present === '' ? 'Nothing' : factValue(setting, fact, present) }];
    },
    fields: (setting) => {
      const { fact, element, which } = parseChosen(setting.chosen);
      const present = presentValueOf(setting.file, fact, element, which);
      return {
        fact: { kind: 'fixed', value: fact }, element: element === undefined ? notAsked : { kind: 'fixed', value: element }, which: which === undefined ? notAsked : { kind: 'fixed', value: which }, from: { kind: 'fixed', value: present },
        to: correctedField(setting, fact, present), reason: mustWrite('Reason for the correction'), on: doneOn('Date of the correction', setting),
      };
    },
    possible: () => true,
  },
};

export const anythingForms: FormsOf<'assignCaseOfficer' | 'nameSubject' | 'restrictContact' | 'liftContactRestriction' | 'close' | 'reopen'> = {
  assignCaseOfficer: {
    step: 'anything', by: 'recordCases',
    law: [{ text: 'One of the complaints team looks after each case: whoever recorded it, until somebody else is said to. It opens nothing and hides nothing.', source: 'The council’s own practice' }],
    fields: (setting) => ({
      on: doneOn('Date', setting),
      officer: person('Who looks after it', setting, ['complaints_manager', 'complaints_officer']),
      reason: { kind: 'paragraphs', label: 'Why it is handed over' },
    }),
    possible: () => true,
  },
  nameSubject: {
    step: 'access', by: 'recordCases',
    law: [{ text: 'A case about a worker or a team is hidden from them everywhere, from now on: lists, search, counts, reminders.', source: 'Data protection: need to know' }],
    fields: (setting) => ({
      on: doneOn('Date', setting),
      person: { ...person('Person', setting, 'anybody'), need: 'sometimes', hint: 'Choose a person, a service or both' },
      service: serviceField('Service', setting),
    }),
    possible: () => true,
  },
  restrictContact: {
    step: 'anything', by: 'decideCases',
    law: [{ text: 'Limits on contact do not take away anybody’s right to complain, or a stage of a complaint: those go on as for everybody else. A label is no reason; what happened is.', source: 'Ombudsman decision 22-002-075' }],
    onRecord: ({ file }) => (file.contactRestriction === undefined ? [] : [{ name: 'In place already', value: `${file.contactRestriction.restriction ?? 'Its text has been erased'}, until ${inWords(file.contactRestriction.until)}. What you record takes its place.` }]),
    fields: (setting) => ({
      on: doneOn('Date of the decision', setting),
      restriction: mustWrite('How contact is restricted', 'For example, in writing to one named person. Say how new complaints still reach you'),
      until: mustDay('Last day of the restriction'),
      reviewOn: mustDay('Day to look at it again', 'It stands under Work from now on'),
      reason: mustWrite('Why', 'What happened, and what was tried before'),
      decidedBy: { kind: 'fixed', value: setting.viewer.key },
    }),
    possible: () => true,
  },
  liftContactRestriction: {
    step: 'anything', by: 'decideCases',
    law: [{ text: 'A restriction stands no longer than it is needed.', source: 'The council’s own practice' }],
    onRecord: ({ file }) => (file.contactRestriction === undefined ? [] : [{ name: 'In place', value: `${file.contactRestriction.restriction ?? 'Its text has been erased'}, until ${inWords(file.contactRestriction.until)}` }]),
    fields: (setting) => ({ on: doneOn('Date', setting), reason: mustWrite('Why it is lifted') }),
    possible: (file) => file.contactRestriction !== undefined,
  },
  close: {
    step: 'anything', by: 'recordCases',
    law: [{ text: 'A case closes once no stage of it is open. Promised actions are followed up on a closed case too.', source: 'The council’s own practice' }],
    onRecord: ({ file, context }) => whatIsOpen(file, context.today, context).map((what) => ({ name: 'Still open', value: capitalised(what) })),
    fields: (setting) => ({ on: doneOn('Date of closing', setting) }),
    possible: (file) => file.closedOn === undefined && file.handledAs !== undefined,
  },
  reopen: {
    step: 'anything', by: 'recordCases',
    law: [{ text: 'The clocks of a case that is reopened run on from where they started.', source: 'The council’s own practice' }],
    fields: (setting) => ({ on: doneOn('Date of reopening', setting), reason: mustWrite('Reason for reopening the case') }),
    possible: (file) => file.closedOn !== undefined,
  },
};

function factValue({ say }: Pick<FormSetting, 'say'>, fact: CorrectableFact, present: string): string {
  if (fact === 'complimentAspects') return listed(present.split(';').map(say));
  if (fact === 'capacity') return capacityInWords(present);
  return lists[fact] === undefined ? present : say(present);
}
