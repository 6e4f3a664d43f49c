import { elementsToAnswer } from '../../../../domain/acts/findings.ts';
import { poolParties } from '../../../../domain/acts/give-account.ts';
import { late } from '../../../../domain/acts/checks.ts';
import { stage3WindowEndsOn } from '../../../../domain/acts/limits.ts';
import { panelToCome, reviewOf } from '../../../../domain/acts/review.ts';
import type { RepresentationFile } from '../../../../domain/case-file.ts';
import { clocksOf } from '../../../../domain/clocks.ts';
import { type Day, inWords, parseDay } from '../../../../domain/day.ts';
import { earlyReferralCriteria } from '../../../../domain/events.ts';
import { memberNamed, memberOfKey } from '../../../../domain/pool.ts';
import { stage2Progress } from '../../../../domain/stage2-file.ts';
import type { FormSetting, FormsOf } from '../act-form.ts';
import { borneOutBy, doneOn, groundField, lateReason, mayDay, mustDay, mustWrite, person, reasonsWhere } from '../fields.ts';
import { appointing, fromPool, loadWarnings, poolLinks, sittingWarnings } from '../from-pool.ts';
import { connectionField } from './stage2.ts';

const regulations = 'SI 2006/1738';

function stage3Window({ file, context }: FormSetting): readonly { name: string; value: string }[] {
  const endsOn = stage3WindowEndsOn(file, context);
  return endsOn === undefined ? [] : [{ name: 'Time to ask for a panel ends', value: inWords(endsOn) }];
}

function panelOnRecord({ file, people }: FormSetting): readonly { name: string; value: string }[] {
  const review = reviewOf(file);
  const name = (key: string) => people.find((each) => each.key === key)?.name ?? key;
  return review === undefined ? [] : [
    ...(review.chair === undefined ? [] : [{ name: 'Chair', value: name(review.chair) }]), ...(review.members.length === 0 ? [] : [{ name: 'Members', value: review.members.map(name).join(', ') }]),
    ...(review.meetingOn === undefined ? [] : [{ name: 'Panel', value: `${inWords(review.meetingOn)}${review.venue === undefined ? '' : `, ${review.venue}`}` }]),
  ];
}

/** Those of the pool who have a part in the case by no account. */
function withoutAccount(file: RepresentationFile): readonly string[] {
  return [...new Set(poolParties(file).map((party) => party.person).filter((key) => memberOfKey(key) !== undefined))];
}

function placeProposed({ proposed }: FormSetting): 'chair' | 'member' | undefined {
  const role = proposed?.['role'];
  return role === 'chair' || role === 'member' ? role : undefined;
}

function dayProposed({ proposed }: FormSetting): { readonly start?: Day } {
  const on = parseDay(proposed?.['meetingOn'] ?? '');
  return on === undefined ? {} : { start: on };
}

const toMeet = (file: RepresentationFile) => file.closedOn === undefined && panelToCome(file) === undefined;
const adjudicated = (file: RepresentationFile) => file.closedOn === undefined && file.handledAs === 'statutory' && stage2Progress(file.stage2).adjudicatedOn !== undefined;

export const stage3Forms: FormsOf<
  'requestStage3' | 'refuseStage3' | 'appointPanelMember' | 'giveAccount' | 'standDownPanelMember' | 'arrangePanel' | 'postponePanel' | 'sendPanelPapers' | 'holdPanel' | 'sendPanelFindings' | 'respondToPanel' | 'referEarly'
> = {
  requestStage3: {
    step: 'stage3', by: 'recordCases', clocks: ['T15'],
    law: [{ text: 'Within 20 working days of receiving the adjudication; later requests may be accepted with reasons. The panel meets within 30 working days of the request.', source: `${regulations} regulations 18 and 19(4)` }],
    onRecord: stage3Window,
    fields: (setting) => ({ on: doneOn('Date of the request', setting, 'The day on which anybody in the authority received it'), lateAcceptedBecause: reasonsWhere('Why it is accepted although late', 'Needed only where the time to ask has ended') }),
    possible: (file) => adjudicated(file) && file.stage3.state !== 'requested' && file.earlyReferral === undefined,
  },
  refuseStage3: {
    step: 'stage3', by: 'decideCases', clocks: ['T15'],
    law: [{ text: 'The complainant is entitled to a panel. It can be refused on the grounds below alone; that it would change nothing is none.', source: `${regulations} regulation 18; Ombudsman decisions 18-000-071 and 24-018-512` }],
    onRecord: stage3Window,
    fields: (setting) => ({ on: doneOn('Date of refusal', setting), ground: groundField('The case has to bear it out'), ...borneOutBy(), reason: mustWrite('Reasons', 'They go to the complainant, with the right to go to the Ombudsman') }),
    warnings: () => ['Refusing stages is one of the four faults that the Ombudsman finds most. Be sure that the ground is one the law permits and that the record shows it.'],
    possible: toMeet,
  },
  appointPanelMember: {
    step: 'stage3', by: 'recordCases', clocks: ['T17', 'T18'],
    law: [{ text: 'Three independent persons, of whom one takes the chair. Nobody who had a part in the case, and nobody of the authority.', source: `${regulations} regulation 19(2) and (3)` }],
    onRecord: panelOnRecord,
    fields: (setting) => {
      const review = reviewOf(setting.file);
      return {
        on: doneOn('Date of appointment', setting),
        role: { kind: 'choice', label: 'Place on the panel', need: 'always', choices: [{ value: 'chair', text: 'Chair' }, { value: 'member', text: 'Member' }], start: placeProposed(setting) ?? (review?.chair === undefined ? 'chair' : 'member') },
        person: fromPool('Panel member', setting, placeProposed(setting) === 'chair' ? ['panel_chair'] : placeProposed(setting) === 'member' ? ['panel_member'] : ['panel_chair', 'panel_member'], ['panel_member', 'independent_person']), connection: connectionField('this person'), ...appointing(),
      };
    },
    links: (setting) => [{ text: 'When a panel can meet, and who can sit on it', href: `/cases/${encodeURIComponent(setting.file.ref)}/panel` }, ...poolLinks('panel_member')(setting)],
    warnings: (file, { person: appointed }, { pool }) => loadWarnings(pool, appointed, reviewOf(file)?.meetingOn),
    possible: (file) => toMeet(file) && (reviewOf(file)?.chair === undefined || (reviewOf(file)?.members.length ?? 0) < 2),
  },
  giveAccount: {
    step: 'access', by: 'recordCases',
    law: [{ text: 'Somebody who was appointed before they had an account sees this case by the account they have now, and no other, until their part in it is over.', source: 'How Candour keeps to need-to-know' }],
    fields: (setting) => ({
      on: doneOn('Date of access', setting),
      person: { kind: 'choice', label: 'Who is to see the case', need: 'always', choices: withoutAccount(setting.file).map((key) => ({ value: key, text: setting.people.find((each) => each.key === key)?.name ?? key })) },
    }),
    possible: (file) => file.closedOn === undefined && withoutAccount(file).length > 0,
  },
  standDownPanelMember: {
    step: 'stage3', by: 'recordCases', clocks: ['T18'],
    law: [{ text: 'Another independent person takes the place. The clock runs on.', source: `${regulations} regulation 19(2)` }],
    onRecord: panelOnRecord,
    fields: (setting) => {
      const review = reviewOf(setting.file);
      const sitting = new Set([review?.chair, ...(review?.members ?? [])]);
      return {
        on: doneOn('Date it was known', setting),
        person: person('Who will not sit on the panel', { ...setting, people: setting.people.filter((each) => sitting.has(each.key)) }, 'anybody'),
        reason: mustWrite('Why they will not sit on it'),
      };
    },
    possible: (file) => toMeet(file) && (reviewOf(file)?.chair !== undefined || (reviewOf(file)?.members.length ?? 0) > 0),
  },
  arrangePanel: {
    step: 'stage3', by: 'recordCases', clocks: ['T18', 'T19'],
    law: [{ text: 'The panel meets within 30 working days of the request. Its papers go out ten working days before.', source: `${regulations} regulation 19(4); Getting the Best from Complaints` }],
    onRecord: panelOnRecord,
    fields: (setting) => ({
      on: doneOn('Date it was arranged', setting), meetingOn: { ...mustDay('Date of the panel'), ...dayProposed(setting) }, venue: { kind: 'text', label: 'Place', hint: 'Somewhere the complainant can reach, and not where they fear to go' },
    }),
    links: ({ file }) => [{ text: 'When a panel can meet, and who can sit on it', href: `/cases/${encodeURIComponent(file.ref)}/panel` }],
    warnings: (file, { meetingOn }, context) => {
      const review = reviewOf(file);
      const sitting = [review?.chair, ...(review?.members ?? [])].flatMap((key) => (key === undefined ? [] : memberNamed(context.pool, key) ?? []));
      const dueOn = clocksOf(file, context).find((clock) => clock.rule.key === 'T18' && clock.endedOn === undefined)?.dueOn;
      return [...sittingWarnings(sitting, meetingOn), ...(dueOn !== undefined && late(meetingOn, dueOn, context) ? [`The panel has to meet by ${inWords(dueOn)}. Late panels are found to be fault; look for an earlier day or other members.`] : [])];
    },
    possible: (file) => toMeet(file) && reviewOf(file)?.meetingOn === undefined,
  },
  postponePanel: {
    step: 'stage3', by: 'recordCases', clocks: ['T18'],
    law: [{ text: 'The clock runs on, whoever asks for another day.', source: `${regulations} regulation 19(4)` }],
    onRecord: panelOnRecord,
    fields: (setting) => ({ on: doneOn('Date it was postponed', setting), reason: mustWrite('Reason') }),
    possible: (file) => toMeet(file) && reviewOf(file)?.meetingOn !== undefined,
  },
  sendPanelPapers: {
    step: 'stage3', by: 'recordCases', clocks: ['T19'],
    law: [{ text: 'To the panel and all who attend, the complainant among them, at least ten working days before the panel.', source: 'Getting the Best from Complaints' }],
    onRecord: panelOnRecord,
    fields: (setting) => ({ on: doneOn('Date the papers were sent', setting) }),
    possible: (file) => toMeet(file) && reviewOf(file)?.meetingOn !== undefined && reviewOf(file)?.papersSentOn === undefined,
  },
  holdPanel: {
    step: 'stage3', by: 'recordCases', clocks: ['T18'],
    law: [{ text: 'On the day arranged, with all three of its members.', source: `${regulations} regulation 19(2)` }],
    onRecord: panelOnRecord,
    fields: (setting) => {
      const meetingOn = reviewOf(setting.file)?.meetingOn;
      return { on: { ...doneOn('Date of the panel', setting), ...(meetingOn === undefined || meetingOn > setting.context.today ? {} : { start: meetingOn }) }, lateReason: lateReason('Why the panel met late', setting) };
    },
    possible: (file) => toMeet(file) && reviewOf(file)?.meetingOn !== undefined,
  },
  sendPanelFindings: {
    step: 'stage3', by: 'recordCases', parts: ['panellist'], clocks: ['T20', 'T21'],
    law: [{ text: 'Within five working days of the panel, to the complainant, the authority and all who took part.', source: `${regulations} regulation 20; Getting the Best from Complaints 3.18` }],
    fields: (setting) => ({
      on: doneOn('Date the findings were sent', setting),
      receivedByAuthorityOn: mayDay('Date the authority received them', 'The 15 working days to respond run from this day'),
      findings: {
        kind: 'findings', label: 'What the panel found', elements: elementsToAnswer(setting.file), remedies: false, reasons: false, need: 'sometimes',
        onRecord: (element) => (element.stage2Finding === undefined ? undefined : `Adjudication: ${setting.say(element.stage2Finding).toLowerCase()}`),
      },
      recommendations: { kind: 'lines', label: 'Recommendations', hint: 'One on each line' },
    }),
    possible: (file) => file.closedOn === undefined && reviewOf(file)?.panelOn !== undefined && reviewOf(file)?.findingsOn === undefined,
  },
  respondToPanel: {
    step: 'stage3', by: 'recordCases', clocks: ['T21', 'T22'],
    law: [{ text: 'Within 15 working days of receiving the findings, decided with the independent person. It says what is done about each recommendation, why anything is departed from, and how to go to the Ombudsman.', source: `${regulations} regulation 20(3)` }],
    onRecord: ({ file }) => (reviewOf(file)?.recommendations ?? []).map((text, index) => ({ name: `Recommendation ${index + 1}`, value: text })),
    fields: (setting) => ({
      on: doneOn('Date of response', setting),
      findings: {
        kind: 'findings', label: 'The authority’s decision on each point', elements: elementsToAnswer(setting.file), start: (element) => element.stage3Finding, remedies: true, reasons: false, need: 'sometimes',
        onRecord: (element) => (element.stage3Finding === undefined ? undefined : `Panel: ${setting.say(element.stage3Finding).toLowerCase()}`),
      },
      outcome: { kind: 'text', label: 'Outcome', hint: 'In a few words, as the letter gives it' },
      independentPersonConsulted: { kind: 'tick', label: 'The independent person was consulted', need: 'always' },
      departsFromRecommendations: { kind: 'tick', label: 'The authority does not accept every recommendation' },
      departures: reasonsWhere('Reasons for departing from the panel', 'Needed where any finding or recommendation is not accepted'),
    }),
    possible: (file) => file.closedOn === undefined && reviewOf(file)?.findingsOn !== undefined,
  },
  referEarly: {
    step: 'stage3', by: 'decideCases',
    law: [{ text: 'Going to the Ombudsman without a panel is for complaints where the report and adjudication leave next to nothing for a panel. All five criteria are met, and the complainant agrees.', source: 'Getting the Best from Complaints' }],
    fields: (setting) => ({
      on: doneOn('Date of the referral', setting),
      criteriaMet: { kind: 'ticks', label: 'Criteria that are met', missing: 'Select the criteria that are met', need: 'always', choices: earlyReferralCriteria.map((value) => ({ value, text: criteria[value] })) },
      complainantConsentedOn: { ...mayDay('Date the complainant agreed'), need: 'sometimes' },
    }),
    possible: (file) => adjudicated(file) && file.earlyReferral === undefined && (file.stage3.state !== 'requested' || file.stage3.panelOn === undefined),
  },
};

const criteria = {
  robust_report: 'The stage 2 report is very robust', complete_adjudication: 'The adjudication is complete', significant_complaints_upheld: 'All complaints were upheld, or all the significant ones about the service to the child',
  clear_action_plan: 'The authority gives a clear action plan', desired_outcomes_met: 'The authority agrees to most or all of what the complainant wants',
} as const;
