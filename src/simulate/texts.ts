/** Sentences written for the simulation: nobody said them, and nobody is in them. */

/** Said by a child, a young person or a care leaver. */
export const summariesOfYoungPeople = [
  'I asked to move rooms in the home and nobody has answered.',
  'My pathway plan has the wrong address and the wrong college.',
  'Nobody asked what I wanted before choosing the placement.',
  'The grant for my driving lessons was agreed and then refused.',
  'A different worker comes each month and we begin again each time.',
  'My pocket money has been late three weeks running.',
  'I was not told when my review would be.',
  'My worker talks to my teachers and not to me.',
  'I want to see my brother more and nobody says why I cannot.',
  'My things were lost when I moved and have not been replaced.',
] as const;

/** Said by anybody else. */
export const summaries = [
  'The social worker has not rung back after four messages.',
  'The plan was changed and we heard of it from the school.',
  'Our visits were moved three times at a day’s notice.',
  'I was promised a copy of the assessment and have not had it.',
  'The report says things about my work that are not so.',
  'The allowance has stopped and no letter said why.',
  'We were told there would be respite by the summer and there is none.',
  'The children were spoken to at school and we heard of it afterwards.',
  'The meeting started without us although we were in the waiting room.',
  'The minutes came seven weeks late and two pages are missing.',
  'I do not agree with the decision to close the case.',
  'The adaptations to the bathroom were agreed last year and have not begun.',
  'The tone of the letter was harsh and it was sent to the wrong person.',
  'I was given one time for the review and the family another.',
  'Handover between the two teams took eleven weeks.',
  'My questions about family time have had no reply for a month.',
  'The taxi for contact did not come on two Saturdays.',
  'I should like the file to show that the allegation was not true.',
  'The contact centre closed early and we lost our hour.',
  'We waited five months for the life story work to start.',
  'The duty worker would not say who I should ring.',
  'Each new worker asks for the same papers again.',
] as const;

export const elementComplaints = [
  'Calls and messages were not answered',
  'The assessment holds facts that are wrong',
  'The decision was made without listening to the family',
  'The visit was put off more than once',
  'Papers were sent late',
  'Money that was agreed was not paid',
  'The worker changed with no handover',
  'The plan was not followed',
  'Family time was cut short',
  'Private papers were seen by someone who should not have seen them',
  'A promised service did not start',
  'The worker was rude in the meeting',
  'The reasons for the decision were not given',
  'The wishes of the child were not written down',
  'The complaint itself was handled slowly',
  'Advice given on the telephone was wrong',
  'The placement did not suit the child’s needs',
  'Nobody explained how to appeal',
] as const;

export const elementComments = [
  'Agreed with the team manager after the meeting.',
  'Records were read for the whole of the period.',
  'No record was made at the time.',
  'The worker has since left.',
  'The complainant was offered a meeting.',
] as const;

export const handlingReasons = {
  corporate: ['About a service outside the functions of the statutory procedure', 'Made by somebody who may not use the statutory procedure', 'About a matter already before the court'],
  informal: ['Put right by the team the same day', 'A question that the team could answer', 'The complainant asked only that it be passed on'],
  withdrawn: ['Withdrawn after talking to the team', 'The complainant chose to let it rest', 'No reply when asked whether to go on'],
  duplicate: ['The same points are being looked at under another reference'],
  redirected: ['For another council', 'For the school’s own procedure', 'For the health trust', 'Sent to the appeal panel'],
  declined: ['More than a year since the events, with no good reason for the delay', 'Looked into under an earlier reference', 'Interest in the child’s welfare not sufficient'],
} as const;

export const refusalReasons = ['The points had been answered in full', 'Nothing would be gained by going on', 'A meeting was offered in its place'] as const;

export const actionsPromised = [
  ['training', 'Train the team in writing to families in plain words'],
  ['training', 'Go through the guidance on family time at the team day'],
  ['procedure_changed', 'Send minutes within ten working days and check each month'],
  ['procedure_changed', 'Give families the name of a second person to ring'],
  ['procedure_changed', 'Agree handovers in a joint visit'],
  ['supervision', 'Talk over returning calls in supervision'],
  ['supervision', 'Look at three of the worker’s files in supervision'],
  ['record_amended', 'Put a note of the complainant’s view on the file'],
  ['audit', 'Look at ten assessments for facts that were not checked'],
  ['service_provided', 'Start the respite that was agreed'],
  ['service_provided', 'Give the young person a new pathway plan'],
  ['communication', 'Write a short guide to what happens at a review'],
] as const;

export const actionOwners = ['Team Manager', 'Head of Service', 'Practice Manager', 'Complaints Manager', 'Service Manager', 'Independent Reviewing Manager'] as const;
export const actionEvidence = ['Noted in the team’s minutes', 'New template in use', 'Training record', 'File audit sheet', 'Letter to the family'] as const;

export const complimentTexts = [
  'You kept every promise you made to us.',
  'She listened first and explained everything twice without sighing.',
  'We would not have got through the winter without this team.',
  'A clear and fair report that helped the hearing.',
  'He always turned up, even when the snow came.',
  'Thank you for finding me a college place.',
  'The handover was the best I have seen from any team.',
  'My son laughs when he talks about his visits now.',
  'You told us hard things kindly.',
  'The training for carers was warm and of real use.',
  'Quick, calm and well prepared at the meeting.',
  'They treated my brothers and me as one family.',
  'The new worker learnt to sign for our daughter.',
  'You made a frightening day a little easier.',
  'The plan was short, and we all understood it.',
  'Thank you for the bicycle and for believing me.',
  'The chair of the review asked the children first.',
  'Nothing was too much trouble for the front desk.',
] as const;

export const remedyNotes = ['For time and trouble', 'For distress', 'Cost of travel paid back', 'For the delay'] as const;
export const feeNotes = ['Fee and travel', 'Fee', 'Second part of the fee'] as const;
