import type { Wording } from './letter-text.ts';

/** What may stand in braces in a passage, and what is asked for where it is not on record. */
export const fillings = {
  council: 'the name of the council', team: 'the name of the complaints team', contact: 'how to reach the complaints team', ombudsman: 'how to reach the Ombudsman',
  advocacy: 'how to get an advocate', reference: 'the reference', name: 'the name of the person written to', letterOn: 'the date of the letter',
  received: 'the day the complaint was received', wanted: 'what the complainant would like to happen', why: 'why this procedure is the right one', responder: 'who answers at stage 1',
  due: 'the day it is due', longest: 'the latest day the procedure allows', wasDue: 'the day it was due', newDate: 'the new date', reason: 'the reason',
  window: 'how long there is to ask for the next stage', lastDay: 'the last day to ask for the next stage', from: 'from when that time is counted',
  requested: 'the day the next stage was asked for', officer: 'the name of the investigating officer', person: 'the name of the independent person', reviewer: 'who considers it at stage 2',
  limit: 'how long stage 2 takes', longestLimit: 'how long stage 2 may take at most', agreed: 'the day the statement was agreed', ground: 'the ground for the refusal', reasons: 'the reasons',
  grounds: 'the day of what is complained about', yearEnd: 'the last day of the year to complain', tests: 'what was decided on the two tests', childsView: 'the child’s view, or why it was not asked for',
  panelOn: 'the day the panel meets', time: 'the time the panel meets', venue: 'where the panel meets', papersBy: 'the day by which the papers are sent', panelHeld: 'the day the panel met',
  responseDue: 'the day the council’s response is due', proceedings: 'which proceedings', prejudice: 'how considering the complaint might prejudice them', reviewOn: 'the day this is looked at again',
  withdrawn: 'the day the complaint was withdrawn', how: 'how it was withdrawn', enclosed: 'what is enclosed',
} as const;
export type Filling = keyof typeof fillings;
export type Fillings = Partial<Readonly<Record<Filling, string>>>;

export type Passage = { readonly name: string } & Readonly<Record<Wording, string>>;

/** The standard words of every letter, passage by passage. A council may put its own in the place of each. */
export const passages = {
  'any.contact': {
    name: 'How to reach us',
    adult: 'If you have a question about this letter, contact {team}. {contact}',
    child: 'If you want to ask about this letter, you can talk to us. {contact}',
  },
  'any.advocacy': {
    name: 'Advocacy',
    adult: 'You have a right to an advocate. An advocate is independent of the people you complain about, helps you to say what you want, and is free. {advocacy}',
    child: 'You can have an advocate. An advocate is on your side. They help you say what you want to say. It is free. {advocacy}',
  },
  'any.helper': {
    name: 'Somebody to help',
    adult: 'You may ask somebody you trust to help you with your complaint.',
    child: 'You can ask someone you trust to help you.',
  },
  'any.ombudsman': {
    name: 'The Ombudsman',
    adult: 'You can complain to the Local Government and Social Care Ombudsman. The Ombudsman is independent of the council and free to use. You should normally do so within 12 months of knowing about the matter. {ombudsman}',
    child: 'You can tell the Local Government and Social Care Ombudsman. They check if the council has been fair. They do not work for us. It is free. Please tell them in the next 12 months. {ombudsman}',
  },
  'any.actions': {
    name: 'What we will do',
    adult: 'This is what we will do, who will do it and by when.',
    child: 'This is what we will do.',
  },

  'acknowledgement.opening': {
    name: 'Opening',
    adult: 'Thank you for your complaint, which we received on {received}. This letter says how we have understood it and what happens next.',
    child: 'Thank you for telling us what is wrong. We heard from you on {received}. This letter tells you what we will do.',
  },
  'acknowledgement.points': {
    name: 'Before the points',
    adult: 'We have understood your complaint as follows. If we have missed something or got it wrong, please tell us.',
    child: 'This is what we think you told us. If we got it wrong, please tell us.',
  },
  'acknowledgement.wanted': {
    name: 'The outcome wanted',
    adult: 'You would like this to happen: {wanted}',
    child: 'You want this to happen: {wanted}',
  },
  'acknowledgement.procedure': {
    name: 'Procedure, where it is the statutory one',
    adult: 'We will consider it under the statutory complaints procedure for children’s social care, because {why}. It is now at stage 1, which is an answer from a manager of the service.',
    child: 'This is stage 1. At stage 1 a manager looks at what you told us. You have a right to this by law.',
  },
  'acknowledgement.procedure-corporate': {
    name: 'Procedure, where it is the corporate one',
    adult: 'We will consider it under the council’s corporate complaints procedure, because {why}. It is now at stage 1, which is an answer from a manager of the service.',
    child: 'This is stage 1. At stage 1 a manager looks at what you told us.',
  },
  'acknowledgement.answer': {
    name: 'Who answers and by when',
    adult: '{responder} will look into it and answer you in writing by {due}.',
    child: '{responder} will look into it. They will write to you by {due}.',
  },
  'acknowledgement.longer': {
    name: 'If it takes longer',
    adult: 'If your complaint is complex, or you ask for an advocate, we may need longer, but no later than {longest}. We will write to you if so.',
    child: 'We may need more time if it is hard to find out what went wrong. It will be no later than {longest}. We will tell you.',
  },
  'acknowledgement.stage2': {
    name: 'The right to stage 2',
    adult: 'If you do not have our answer in time, or are not satisfied with it, you can ask us to take your complaint to stage 2. We will tell you how when we answer.',
    child: 'If we are late, or you are not happy with what we say, you can ask for stage 2. At stage 2 someone new looks at it.',
  },

  'stage1-extension.opening': {
    name: 'Opening',
    adult: 'We said that we would answer your complaint by {wasDue}. I am sorry that we need more time.',
    child: 'We said we would write to you by {wasDue}. We are sorry. We need more time.',
  },
  'stage1-extension.reason': {
    name: 'Reason',
    adult: 'This is because {reason}.',
    child: 'This is because {reason}.',
  },
  'stage1-extension.new-date': {
    name: 'New date',
    adult: 'We will answer you by {newDate}.',
    child: 'We will write to you by {newDate}.',
  },
  'stage1-extension.stage2': {
    name: 'The right to stage 2',
    adult: 'If you do not have our answer by that day, you can ask us to take your complaint to stage 2.',
    child: 'If we do not, you can ask for stage 2. At stage 2 someone new looks at it.',
  },

  'stage2-extension.opening': {
    name: 'Opening',
    adult: 'We said that stage 2 of your complaint would end by {wasDue}. I am sorry that it will not be finished by then.',
    child: 'We said stage 2 would be done by {wasDue}. We are sorry. We need more time.',
  },
  'stage2-extension.reason': { name: 'Reason', adult: 'This is because {reason}.', child: 'This is because {reason}.' },
  'stage2-extension.new-date': {
    name: 'New date',
    adult: 'You will have our decision by {newDate}. The procedure allows no longer than {longest}.',
    child: 'We will write to you by {newDate}. It must not be later than {longest}.',
  },

  'stage1-response.opening': {
    name: 'Opening',
    adult: 'You complained to us on {received}. I have looked into each point of your complaint at stage 1, and this is our answer.',
    child: 'You told us on {received} that you were not happy. I have looked at what you told us. This letter is our answer.',
  },
  'stage1-response.stage2': {
    name: 'How to ask for stage 2',
    adult: 'If you are not satisfied, you can ask us to take your complaint to stage 2. An investigating officer who had nothing to do with it and an independent person who does not work for the council will look into it. Ask within {window} of {from}. Counted from the date of this letter, the last day is {lastDay}. If you ask later, tell us why and we will consider it. To ask, contact {team}. {contact}',
    child: 'If you are not happy with this, you can ask for stage 2. At stage 2 two new people look at it. One of them does not work for us. You have {window} to ask. Please ask by {lastDay}. If you get this letter late, you have more time. To ask, talk to us. {contact}',
  },
  'stage1-response.stage2-corporate': {
    name: 'How to ask for stage 2 of the corporate procedure',
    adult: 'If you are not satisfied, you can ask us to review your complaint at stage 2. Somebody who did not answer it at stage 1 will do so. You need not give reasons. To ask, contact {team}. {contact}',
    child: 'If you are not happy with this, you can ask for stage 2. At stage 2 someone new looks at it. You do not have to say why. To ask, talk to us. {contact}',
  },

  'stage2-acceptance.opening': {
    name: 'Opening',
    adult: 'On {requested} you asked us to take your complaint to stage 2. We have accepted your request.',
    child: 'You asked us for stage 2 on {requested}. We said yes.',
  },
  'stage2-acceptance.who': {
    name: 'Who investigates',
    adult: '{officer} is the investigating officer. They will talk to you and to those involved, read the records and write a report. {person} is the independent person. They do not work for the council. They take part in the investigation, see that it is fair and thorough, and write a report of their own.',
    child: '{officer} will look into it. They will talk to you and write down what they find. {person} will check that it is fair. They do not work for us.',
  },
  'stage2-acceptance.who-corporate': {
    name: 'Who reviews it in the corporate procedure',
    adult: '{reviewer}, who did not answer your complaint at stage 1, will review it.',
    child: '{reviewer} will look into it. They are new to it.',
  },
  'stage2-acceptance.dates': {
    name: 'Dates',
    adult: 'You should have our decision by {due}, which is {limit} after stage 2 started. If that cannot be, we will write to you with the reason and a new date. It will be no later than {longest}, which is {longestLimit} after the start.',
    child: 'We will write to you by {due}. If we need more time we will tell you why. It will be no later than {longest}.',
  },
  'stage2-acceptance.statement': {
    name: 'Before the statement of complaint',
    adult: 'This is the record of your complaint that the investigation will answer. Please tell {officer} whether you agree with it or want to change it.',
    child: 'This is what we will look into. Is it right? You can change it. Please tell {officer}.',
  },
  'stage2-acceptance.statement-agreed': {
    name: 'Before a statement of complaint that is agreed',
    adult: 'This is the record of your complaint as it was agreed on {agreed}. The investigation will answer each point of it.',
    child: 'This is what we will look into. You said on {agreed} that it is right.',
  },
  'stage2-acceptance.points-corporate': {
    name: 'Before the points, in the corporate procedure',
    adult: 'The review will answer each of these points. If we have missed something or got it wrong, please tell us.',
    child: 'This is what we will look at. If we got it wrong, please tell us.',
  },

  'stage2-refusal.decision': {
    name: 'Decision',
    adult: 'On {requested} you asked us to take your complaint to stage 2. I am sorry to tell you that we have decided not to, because {ground}.',
    child: 'You asked us for stage 2 on {requested}. We are sorry. We can not do it, because {ground}.',
  },
  'stage2-refusal.reasons': { name: 'Reasons', adult: 'These are our reasons. {reasons}', child: 'This is why. {reasons}' },

  'sufficient-interest-refusal.decision': {
    name: 'Decision',
    adult: 'We received your complaint on {received}. The law lets us consider it under the statutory procedure if we find that you have a sufficient interest in the child’s welfare. We have decided that you have not, so we will take no further action on it under that procedure.',
    child: 'We heard from you on {received}. We can look at what you told us if you are close to the child it is about. We do not think that you are. So we will not do more about it in this way.',
  },
  'sufficient-interest-refusal.reasons': { name: 'Reasons', adult: 'These are our reasons. {reasons}', child: 'This is why. {reasons}' },
  'sufficient-interest-refusal.childs-view': { name: 'The child’s view', adult: 'What we know of the child’s own view: {childsView}', child: 'What the child thinks: {childsView}' },
  'sufficient-interest-refusal.other-ways': {
    name: 'Other ways to complain',
    adult: 'You can still complain about how the council has treated you yourself, under its corporate complaints procedure. If you are worried about a child’s safety, tell us at once.',
    child: 'You can still tell us if we have not been fair to you. If you think a child is not safe, tell us now.',
  },

  'late-complaint-refusal.decision': {
    name: 'Decision',
    adult: 'We received your complaint on {received}. It is about what happened on {grounds}. The law gives one year to complain, which ended on {yearEnd}. We may consider a later complaint, and have decided not to consider this one.',
    child: 'We heard from you on {received}. You told us about what happened on {grounds}. The law gives people one year to tell us. That year ended on {yearEnd}. We have thought about it. We will not look into it now.',
  },
  'late-complaint-refusal.tests': {
    name: 'The two tests',
    adult: 'The law asks two things: whether it would have been reasonable to expect you to complain earlier, and whether it can still be considered effectively and fairly. {tests}',
    child: 'We asked two things. Could you have told us before? Can we still find out what went on? {tests}',
  },
  'late-complaint-refusal.reasons': { name: 'Reasons', adult: 'These are our reasons. {reasons}', child: 'This is why. {reasons}' },

  'adjudication.opening': {
    name: 'Opening',
    adult: 'The investigation of your complaint at stage 2, which you asked for on {requested}, has ended. I have considered the reports of the investigating officer and of the independent person. This letter gives the council’s decision on each point. Both reports are enclosed.',
    child: 'You asked for stage 2 on {requested}. It is done. I have read what the two people found. This letter tells you what we think now. Their reports come with this letter.',
  },
  'adjudication.opening-corporate': {
    name: 'Opening in the corporate procedure',
    adult: 'On {requested} you asked us to review your complaint at stage 2. This is our final answer to each point.',
    child: 'You asked for stage 2 on {requested}. This letter tells you what we think now.',
  },
  'adjudication.recommendations': {
    name: 'Before the recommendations',
    adult: 'The reports recommend the following. I say to each what we will do.',
    child: 'The reports say what we should do. This is what we will do.',
  },
  'adjudication.panel': {
    name: 'How to ask for a review panel',
    adult: 'If you are not satisfied, you can ask for a review panel, which is stage 3. Three people who do not work for the council look at how your complaint was investigated. Ask within {window} of {from}. Counted from the date of this letter, the last day is {lastDay}. If you ask later, tell us why and we will consider it. To ask, contact {team}. {contact}',
    child: 'If you are not happy with this, you can ask for stage 3. At stage 3 three new people meet as a panel. They do not work for us. They check how we looked into it. You have {window} to ask. Please ask by {lastDay}. If you get this letter late, you have more time. To ask, talk to us. {contact}',
  },
  'adjudication.final': {
    name: 'That it is the last stage of the corporate procedure',
    adult: 'This is the last stage of the council’s procedure.',
    child: 'This is the last thing we can do.',
  },

  'panel-refusal.decision': {
    name: 'Decision',
    adult: 'On {requested} you asked for a review panel. I am sorry to tell you that we have decided not to hold one, because {ground}.',
    child: 'You asked us for a panel on {requested}. We are sorry. We can not do it, because {ground}.',
  },
  'panel-refusal.reasons': { name: 'Reasons', adult: 'These are our reasons. {reasons}', child: 'This is why. {reasons}' },

  'panel-invitation.opening': {
    name: 'Opening',
    adult: 'On {requested} you asked for a review panel. It will meet on {panelOn} at {time}, at this place: {venue}.',
    child: 'You asked for a panel on {requested}. It will meet on {panelOn} at {time}. This is where: {venue}.',
  },
  'panel-invitation.attendees': { name: 'Before the list of those who come', adult: 'These people will be there.', child: 'These people will be there.' },
  'panel-invitation.accompanied': {
    name: 'Who may come with you',
    adult: 'You may bring an advocate and one other person. Either of them may speak for you.',
    child: 'You can bring an advocate and one more person. They can speak for you if you like.',
  },
  'panel-invitation.submissions': {
    name: 'What you may say',
    adult: 'You may tell the panel what you think, in writing before the meeting or by speaking at it. If you write, send it to {team} so that the panel has it in good time. {contact}',
    child: 'You can tell the panel what you think. You can say it on the day. Or you can write it down and send it to us first. {contact}',
  },
  'panel-invitation.adjustments': {
    name: 'Adjustments',
    adult: 'Tell us if you need anything to take part, such as an interpreter, a step-free room, breaks or another time of day. If you cannot come on that day, tell us as soon as you can.',
    child: 'Tell us if you need help to take part. You can have breaks. If you can not come on that day, please tell us soon.',
  },
  'panel-invitation.pack': {
    name: 'Before the list of the pack',
    adult: 'The panel and everybody who comes will have these papers by {papersBy}.',
    child: 'We will send you these by {papersBy}. The panel will read them too.',
  },

  'panel-findings.opening': {
    name: 'Opening',
    adult: 'The review panel met on {panelHeld} to look at how your complaint was investigated. This is its report.',
    child: 'The panel met on {panelHeld}. This letter tells you what they think.',
  },
  'panel-findings.summary': {
    name: 'Before the points',
    adult: 'In brief, your complaint and what the panel found on each point were these.',
    child: 'This is what you told us, and what the panel thinks.',
  },
  'panel-findings.recommendations': { name: 'Before the recommendations', adult: 'The panel recommends:', child: 'The panel says that we should do this.' },
  'panel-findings.next': {
    name: 'What happens next',
    adult: 'The council will write to you with its response by {responseDue}, within {window} of having this report.',
    child: 'We will write to you by {responseDue} to tell you what we will do.',
  },

  'final-response.opening': {
    name: 'Opening',
    adult: 'The review panel met on {panelHeld}. I have considered its report with {person}, the independent person. This letter is the council’s final response to your complaint.',
    child: 'The panel met on {panelHeld}. I have read what they said. I talked about it with {person}, who does not work for us. This letter tells you what we will do.',
  },
  'final-response.recommendations': {
    name: 'Before the recommendations',
    adult: 'These are the panel’s recommendations and our response to each. Where we do not follow one, we say why.',
    child: 'This is what the panel asked us to do, and what we say to it.',
  },
  'final-response.end': { name: 'That it is the end of the procedure', adult: 'This is the end of the council’s complaints procedure.', child: 'This is the last thing we can do.' },

  'deferral.decision': {
    name: 'Decision',
    adult: 'We received your complaint on {received}. We have decided not to consider it for now, because doing so might prejudice other proceedings: {proceedings}',
    child: 'We heard from you on {received}. We can not look into it yet. We have to wait for this to end: {proceedings}',
  },
  'deferral.prejudice': { name: 'Why', adult: 'This is how it might prejudice them. {prejudice}', child: 'This is why we have to wait. {prejudice}' },
  'deferral.resubmit': {
    name: 'How to bring it back',
    adult: 'Your complaint is put off, not refused. You can send it to us again once the proceedings have ended, at any time within one year of their end. We will then consider it. You need not write it again: it is enough to tell {team}. {contact}',
    child: 'We have not said no. When it has ended, tell us to start again. You have one year to tell us. You do not have to write it all again. {contact}',
  },
  'deferral.review': { name: 'When we look at it again', adult: 'We will look again at whether we still have to wait, on {reviewOn}.', child: 'We will check on {reviewOn} if we still have to wait.' },

  'withdrawal.confirmation': {
    name: 'Confirmation',
    adult: 'On {withdrawn} you told us {how} that you withdraw your complaint, which we received on {received}. This letter confirms that we have stopped considering it.',
    child: 'You told us {how} on {withdrawn} that you want us to stop. So we have stopped.',
  },
  'withdrawal.changed-mind': {
    name: 'If you change your mind',
    adult: 'If you did not mean to withdraw it, or change your mind, tell us and we will take it up again. {contact}',
    child: 'If you change your mind, tell us. Then we will start again. {contact}',
  },

  'closure.opening': {
    name: 'Opening',
    adult: 'When we answered your complaint, which we received on {received}, we promised to do certain things. This letter confirms what has been done.',
    child: 'You told us on {received} that you were not happy. We said that we would do some things. This letter tells you what we have done.',
  },
  'closure.end': { name: 'That the case is closed', adult: 'We have now closed your complaint. If anything that we promised has not been done, please tell us. {contact}', child: 'We think that it is all done. If it is not, please tell us. {contact}' },
} as const satisfies Readonly<Record<string, Passage>>;
export type PassageKey = keyof typeof passages;

export function isPassage(key: string): key is PassageKey {
  return Object.hasOwn(passages, key);
}

const IN_BRACES = /\{([A-Za-z]*)\}/g;

/** What a text names in braces that is nothing that can be filled in. */
export function unknownFillings(text: string): readonly string[] {
  return [...text.matchAll(IN_BRACES)].map((found) => found[1] ?? '').filter((name) => !Object.hasOwn(fillings, name));
}

/** What a text names in braces. */
export function fillingsIn(text: string): readonly Filling[] {
  return [...new Set([...text.matchAll(IN_BRACES)].map((found) => found[1] ?? ''))].filter((name): name is Filling => Object.hasOwn(fillings, name));
}

/** A passage with its braces filled; where something is not on record, a mark for somebody to write it. */
export function filled(text: string, values: Fillings): string {
  return text.replaceAll(IN_BRACES, (whole, name: string) => (Object.hasOwn(fillings, name) ? values[name as Filling] ?? `[[${fillings[name as Filling]}]]` : whole)).trim();
}
