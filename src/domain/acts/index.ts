import { acceptStage2 } from './accept-stage2.ts';
import { acknowledge } from './acknowledge.ts';
import { addElement } from './add-element.ts';
import { adjudicateElement } from './adjudicate-element.ts';
import { allocate } from './allocate.ts';
import { answerOmbudsmanDraft } from './answer-ombudsman-draft.ts';
import { appointAdjudicatingOfficer } from './appoint-adjudicating-officer.ts';
import { appointAdvocate } from './appoint-advocate.ts';
import { appointIndependentPerson } from './appoint-independent-person.ts';
import { appointInvestigatingOfficer } from './appoint-investigating-officer.ts';
import { appointPanelMember } from './appoint-panel-member.ts';
import { arrangePanel } from './arrange-panel.ts';
import { assignCaseOfficer } from './assign-case-officer.ts';
import { close } from './close.ts';
import { closeOmbudsmanCase } from './close-ombudsman-case.ts';
import { closeStage2 } from './close-stage2.ts';
import { completeLearningAction } from './complete-learning-action.ts';
import { correctFact } from './correct-fact.ts';
import { decideFreeze } from './decide-freeze.ts';
import { decideHandling } from './decide-handling.ts';
import { decideLateComplaint } from './decide-late-complaint.ts';
import { decideSufficientInterest } from './decide-sufficient-interest.ts';
import { defer } from './defer.ts';
import { endAppointment } from './end-appointment.ts';
import { endWithoutAnswer } from './end-without-answer.ts';
import { extendStage1 } from './extend-stage1.ts';
import { extendStage2 } from './extend-stage2.ts';
import { giveConsent } from './give-consent.ts';
import { giveAccount } from './give-account.ts';
import { holdPanel } from './hold-panel.ts';
import { liftContactRestriction } from './lift-contact-restriction.ts';
import { liftRestriction } from './lift-restriction.ts';
import { nameSubject } from './name-subject.ts';
import { note } from './note.ts';
import { postponePanel } from './postpone-panel.ts';
import { promiseLearningAction } from './promise-learning-action.ts';
import { receive } from './receive.ts';
import { receiveCompliment } from './receive-compliment.ts';
import { receiveOmbudsmanDraft } from './receive-ombudsman-draft.ts';
import { receiveOmbudsmanEnquiry } from './receive-ombudsman-enquiry.ts';
import { receiveReport } from './receive-report.ts';
import { recordLateReason } from './record-late-reason.ts';
import { recordOmbudsmanDecision } from './record-ombudsman-decision.ts';
import { recordPayment } from './record-payment.ts';
import { recordProceedingsEnded } from './record-proceedings-ended.ts';
import { recordStatement } from './record-statement.ts';
import { referEarly } from './refer-early.ts';
import { refuseStage2 } from './refuse-stage2.ts';
import { refuseStage3 } from './refuse-stage3.ts';
import { reopen } from './reopen.ts';
import { replyToOmbudsman } from './reply-to-ombudsman.ts';
import { requestStage2 } from './request-stage2.ts';
import { requestStage3 } from './request-stage3.ts';
import { respondAtStage1 } from './respond-at-stage1.ts';
import { respondToPanel } from './respond-to-panel.ts';
import { resubmit } from './resubmit.ts';
import { seekAdvocate } from './seek-advocate.ts';
import { sendAdjudication } from './send-adjudication.ts';
import { sendForAdjudication } from './send-for-adjudication.ts';
import { sendPanelFindings } from './send-panel-findings.ts';
import { sendPanelPapers } from './send-panel-papers.ts';
import { sendReportToComplainant } from './send-report-to-complainant.ts';
import { restrict } from './restrict.ts';
import { restrictContact } from './restrict-contact.ts';
import { skipStage1 } from './skip-stage1.ts';
import { standDownPanelMember } from './stand-down-panel-member.ts';
import { withdraw } from './withdraw.ts';
import { withdrawConsent } from './withdraw-consent.ts';
import { agreeCost } from './agree-cost.ts';
import { answerOmbudsmanReport } from './answer-ombudsman-report.ts';
import { approveInvoice } from './approve-invoice.ts';
import { completeOmbudsmanRemedy } from './complete-ombudsman-remedy.ts';
import { notifyOmbudsmanCompliance } from './notify-ombudsman-compliance.ts';
import { passOnCompliment } from './pass-on-compliment.ts';
import { payInvoice } from './pay-invoice.ts';
import { publiciseOmbudsmanReport } from './publicise-ombudsman-report.ts';
import { queryInvoice } from './query-invoice.ts';
import { receiveInvoice } from './receive-invoice.ts';
import { recordOmbudsmanCompliance } from './record-ombudsman-compliance.ts';
import { rejectInvoice } from './reject-invoice.ts';
import { thankForCompliment } from './thank-for-compliment.ts';
import { withdrawPublishConsent } from './withdraw-publish-consent.ts';

/** Every act that can be done to a case, in the order of the procedure, with its name on a button or a page. */
export const acts = {
  receive: { name: 'Receive a representation', decide: receive },
  receiveCompliment: { name: 'Receive a compliment', decide: receiveCompliment },
  addElement: { name: 'Add a point of complaint', decide: addElement },
  decideSufficientInterest: { name: 'Decide sufficient interest', decide: decideSufficientInterest },
  decideLateComplaint: { name: 'Decide whether to consider a late complaint', decide: decideLateComplaint },
  decideHandling: { name: 'Decide how it is handled', decide: decideHandling },
  acknowledge: { name: 'Record an acknowledgement', decide: acknowledge },
  seekAdvocate: { name: 'Record that an advocate was asked for', decide: seekAdvocate },
  appointAdvocate: { name: 'Appoint an advocate', decide: appointAdvocate },
  giveConsent: { name: 'Record a consent', decide: giveConsent },
  withdrawConsent: { name: 'Record that a consent was withdrawn', decide: withdrawConsent },
  endAppointment: { name: 'End an appointment', decide: endAppointment },
  allocate: { name: 'Give it to a manager', decide: allocate },
  extendStage1: { name: 'Extend stage 1', decide: extendStage1 },
  recordLateReason: { name: 'Note why a stage is late', decide: recordLateReason },
  respondAtStage1: { name: 'Record the stage 1 response', decide: respondAtStage1 },
  withdraw: { name: 'Record a withdrawal', decide: withdraw },
  endWithoutAnswer: { name: 'Close it without an answer', decide: endWithoutAnswer },
  defer: { name: 'Defer it for other proceedings', decide: defer },
  recordProceedingsEnded: { name: 'Record that proceedings ended', decide: recordProceedingsEnded },
  resubmit: { name: 'Resubmit it', decide: resubmit },
  decideFreeze: { name: 'Freeze a decision', decide: decideFreeze },
  skipStage1: { name: 'Go straight to stage 2', decide: skipStage1 },
  requestStage2: { name: 'Record a request for stage 2', decide: requestStage2 },
  acceptStage2: { name: 'Accept stage 2', decide: acceptStage2 },
  refuseStage2: { name: 'Refuse stage 2', decide: refuseStage2 },
  recordStatement: { name: 'Record a statement of complaint', decide: recordStatement },
  appointInvestigatingOfficer: { name: 'Appoint an investigating officer', decide: appointInvestigatingOfficer },
  appointIndependentPerson: { name: 'Appoint an independent person', decide: appointIndependentPerson },
  appointAdjudicatingOfficer: { name: 'Appoint an adjudicating officer', decide: appointAdjudicatingOfficer },
  extendStage2: { name: 'Extend stage 2', decide: extendStage2 },
  receiveReport: { name: 'Record a report', decide: receiveReport },
  sendReportToComplainant: { name: 'Send the report to the complainant', decide: sendReportToComplainant },
  sendForAdjudication: { name: 'Send it for adjudication', decide: sendForAdjudication },
  adjudicateElement: { name: 'Adjudicate a point of complaint', decide: adjudicateElement },
  sendAdjudication: { name: 'Send the adjudication', decide: sendAdjudication },
  closeStage2: { name: 'Close stage 2', decide: closeStage2 },
  requestStage3: { name: 'Record a request for a review panel', decide: requestStage3 },
  refuseStage3: { name: 'Refuse a review panel', decide: refuseStage3 },
  appointPanelMember: { name: 'Appoint a panel member', decide: appointPanelMember },
  giveAccount: { name: 'Give somebody appointed here access to the case', decide: giveAccount },
  standDownPanelMember: { name: 'Stand down a panel member', decide: standDownPanelMember },
  arrangePanel: { name: 'Arrange the panel', decide: arrangePanel },
  postponePanel: { name: 'Postpone the panel', decide: postponePanel },
  sendPanelPapers: { name: 'Send the papers', decide: sendPanelPapers },
  holdPanel: { name: 'Record the panel', decide: holdPanel },
  sendPanelFindings: { name: 'Record the panel’s findings', decide: sendPanelFindings },
  respondToPanel: { name: 'Respond to the panel', decide: respondToPanel },
  referEarly: { name: 'Refer it early to the Ombudsman', decide: referEarly },
  receiveOmbudsmanEnquiry: { name: 'Record an Ombudsman’s enquiry', decide: receiveOmbudsmanEnquiry },
  replyToOmbudsman: { name: 'Reply to the Ombudsman', decide: replyToOmbudsman },
  receiveOmbudsmanDraft: { name: 'Record the Ombudsman’s draft decision', decide: receiveOmbudsmanDraft },
  answerOmbudsmanDraft: { name: 'Comment on the draft decision', decide: answerOmbudsmanDraft },
  recordOmbudsmanDecision: { name: 'Record the Ombudsman’s decision', decide: recordOmbudsmanDecision },
  closeOmbudsmanCase: { name: 'Record that the Ombudsman closed the case', decide: closeOmbudsmanCase },
  completeOmbudsmanRemedy: { name: 'Record that a remedy was carried out', decide: completeOmbudsmanRemedy },
  notifyOmbudsmanCompliance: { name: 'Send the Ombudsman evidence of remedies', decide: notifyOmbudsmanCompliance },
  recordOmbudsmanCompliance: { name: 'Record the Ombudsman’s answer on remedies', decide: recordOmbudsmanCompliance },
  publiciseOmbudsmanReport: { name: 'Record public notice of a public report', decide: publiciseOmbudsmanReport },
  answerOmbudsmanReport: { name: 'Answer a public report', decide: answerOmbudsmanReport },
  agreeCost: { name: 'Agree a cost', decide: agreeCost },
  receiveInvoice: { name: 'Record an invoice', decide: receiveInvoice },
  queryInvoice: { name: 'Query an invoice', decide: queryInvoice },
  approveInvoice: { name: 'Approve an invoice', decide: approveInvoice },
  payInvoice: { name: 'Record that an invoice was paid', decide: payInvoice },
  rejectInvoice: { name: 'Reject an invoice', decide: rejectInvoice },
  recordPayment: { name: 'Record a payment', decide: recordPayment },
  promiseLearningAction: { name: 'Promise a learning action', decide: promiseLearningAction },
  completeLearningAction: { name: 'Complete a learning action', decide: completeLearningAction },
  close: { name: 'Close the case', decide: close },
  reopen: { name: 'Reopen the case', decide: reopen },
  correctFact: { name: 'Correct a fact', decide: correctFact },
  assignCaseOfficer: { name: 'Say who looks after it', decide: assignCaseOfficer },
  nameSubject: { name: 'Say whom it is about', decide: nameSubject },
  restrict: { name: 'Restrict the case', decide: restrict },
  liftRestriction: { name: 'Lift the restriction', decide: liftRestriction },
  restrictContact: { name: 'Restrict contact', decide: restrictContact },
  liftContactRestriction: { name: 'Lift the restriction of contact', decide: liftContactRestriction },
  note: { name: 'Add a note', decide: note },
} as const;
export type ActKey = keyof typeof acts;

/** What can be done to a compliment besides: it can be corrected, noted on and restricted like a case. */
export const complimentActs = {
  passOnCompliment: { name: 'Record that it was passed on', decide: passOnCompliment },
  thankForCompliment: { name: 'Record that they were thanked', decide: thankForCompliment },
  withdrawPublishConsent: { name: 'Withdraw consent to quote it', decide: withdrawPublishConsent },
} as const;
export type ComplimentActKey = keyof typeof complimentActs;

/** What an act has to be told. */
export type CommandOf<K extends ActKey> = Parameters<(typeof acts)[K]['decide']>[1];
/** The kinds of case that an act can be done to. */
export type FileFor<K extends ActKey> = Parameters<(typeof acts)[K]['decide']>[0];
