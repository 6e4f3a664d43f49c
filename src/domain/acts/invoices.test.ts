import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appointed, context, given, happened, soleRefusal } from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { costsOf, invoiceState } from '../invoices.ts';
import { agreeCost } from './agree-cost.ts';
import { approveInvoice } from './approve-invoice.ts';
import { payInvoice } from './pay-invoice.ts';
import { queryInvoice } from './query-invoice.ts';
import { receiveInvoice, type ReceiveInvoice } from './receive-invoice.ts';
import { rejectInvoice } from './reject-invoice.ts';

const asked: ReceiveInvoice = { on: day('2024-05-02'), supplier: 'Moss Investigations', number: 'MI-17', datedOn: day('2024-04-30'), stage: 'stage2', role: 'investigating_officer', amountPence: 144_000, vatPence: 24_000, per: 'hour', quantityHundredths: 3000, ratePence: 4000 };
const received: CaseEvent = { type: 'InvoiceReceived', invoice: 1, ...asked };
const agreed: CaseEvent = { type: 'CostAgreed', on: day('2024-03-13'), stage: 'stage2', role: 'investigating_officer', estimatePence: 200_000 };
const approved: CaseEvent = { type: 'InvoiceApproved', on: day('2024-05-07'), invoice: 1, approvedBy: 'U1' };

function stateAfter(...events: readonly CaseEvent[]) {
  const file = given(...appointed, ...events);
  return invoiceState(file.invoices[0]!, file.payments);
}

test('an invoice is asked for, approved and paid, and is spend only when it is paid: once, as the payment', () => {
  assert.deepEqual(happened(receiveInvoice(given(...appointed), asked, context)), [received]);
  assert.deepEqual(happened(approveInvoice(given(...appointed, received), { on: day('2024-05-07'), invoice: 1, approvedBy: 'U1' }, context)), [approved]);
  const [paid = received] = happened(payInvoice(given(...appointed, received, approved), { on: day('2024-05-10'), invoice: 1 }, context));
  assert.deepEqual(paid, { type: 'PaymentMade', on: '2024-05-10', stage: 'stage2', role: 'investigating_officer', amountPence: 144_000, note: 'Invoice MI-17', invoice: 1 });
  assert.deepEqual([stateAfter(received), stateAfter(received, approved), stateAfter(received, approved, paid)], ['received', 'approved', 'paid']);
  assert.deepEqual(costsOf(given(...appointed, agreed, received)), { agreedPence: 200_000, invoicedPence: 144_000, paidPence: 0, outstandingPence: 144_000 });
  assert.deepEqual(costsOf(given(...appointed, agreed, received, approved, paid)), { agreedPence: 200_000, invoicedPence: 144_000, paidPence: 144_000, outstandingPence: 0 });
  assert.equal(soleRefusal(payInvoice(given(...appointed, received, approved, paid), { on: day('2024-05-11'), invoice: 1 }, context)).because, 'invoice paid');
  assert.equal(soleRefusal(payInvoice(given(...appointed, received), { on: day('2024-05-11'), invoice: 1 }, context)).because, 'invoice received', 'not before it is approved');
});

test('a query takes the approval back, a rejection needs a reason, and what is rejected is owed no more', () => {
  const queried = happened(queryInvoice(given(...appointed, received, approved), { on: day('2024-05-08'), invoice: 1, query: 'Which days?' }, context));
  assert.equal(stateAfter(received, approved, ...queried), 'queried');
  assert.equal(soleRefusal(approveInvoice(given(...appointed, received, ...queried), { on: day('2024-05-07'), invoice: 1, approvedBy: 'U1' }, context)).because, 'too early');
  assert.equal(soleRefusal(queryInvoice(given(...appointed, received), { on: day('2024-05-08'), invoice: 1, query: ' ' }, context)).field, 'query');
  assert.equal(soleRefusal(rejectInvoice(given(...appointed, received), { on: day('2024-05-08'), invoice: 1, reason: '' }, context)).field, 'reason');
  const rejected = happened(rejectInvoice(given(...appointed, received), { on: day('2024-05-08'), invoice: 1, reason: 'Another case’s' }, context));
  assert.deepEqual(costsOf(given(...appointed, received, ...rejected)), { agreedPence: 0, invoicedPence: 0, paidPence: 0, outstandingPence: 0 });
  assert.equal(soleRefusal(rejectInvoice(given(...appointed, received), { on: day('2024-05-08'), invoice: 2, reason: 'None' }, context)).because, 'no such invoice');
});

test('the same number from the same supplier comes once, however it is typed, until the first is rejected', () => {
  const again = { ...asked, supplier: '  moss  investigations ', number: 'mi-17' };
  const refusal = soleRefusal(receiveInvoice(given(...appointed, received), again, context));
  assert.deepEqual([refusal.because, refusal.field, /invoice 1 of this case/u.test(refusal.message)], ['received already', 'number', true]);
  assert.equal(happened(receiveInvoice(given(...appointed, received), { ...again, supplier: 'Fern and Co' }, context)).length, 1);
  const [second] = happened(receiveInvoice(given(...appointed, received, { type: 'InvoiceRejected', on: day('2024-05-08'), invoice: 1, reason: 'Wrong sum' }), again, context));
  assert.deepEqual(second?.type === 'InvoiceReceived' && [second.invoice, second.supplier], [2, 'moss  investigations']);
});

test('an invoice has a number, an amount with less VAT in it, days in order, and hours with their rate', () => {
  const refusal = (change: { readonly [F in keyof ReceiveInvoice]?: ReceiveInvoice[F] | undefined }) => soleRefusal(receiveInvoice(given(...appointed), { ...asked, ...change }, context)).field;
  assert.deepEqual([refusal({ number: ' ' }), refusal({ supplier: '' }), refusal({ amountPence: 0, vatPence: undefined }), refusal({ vatPence: 144_000 }), refusal({ on: day('2024-04-29') })], ['number', 'supplier', 'amountPence', 'vatPence', 'on']);
  const { ratePence: _, ...noRate } = asked;
  assert.equal(soleRefusal(receiveInvoice(given(...appointed), noRate, context)).field, 'ratePence');
});

test('what is agreed again for a part takes the place of what was agreed before, and a rate says what it is for', () => {
  const more = happened(agreeCost(given(...appointed, agreed), { on: day('2024-04-10'), stage: 'stage2', role: 'investigating_officer', estimatePence: 250_000, ratePence: 4000, per: 'hour' }, context));
  assert.equal(costsOf(given(...appointed, agreed, ...more)).agreedPence, 250_000);
  assert.equal(costsOf(given(...appointed, agreed, { ...agreed, role: 'independent_person', estimatePence: 90_000 })).agreedPence, 290_000);
  assert.equal(soleRefusal(agreeCost(given(...appointed), { on: day('2024-04-10'), stage: 'stage2', role: 'investigating_officer', estimatePence: 250_000, ratePence: 4000 }, context)).field, 'per');
});
