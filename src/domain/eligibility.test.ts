import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacities, matters, needsSufficientInterest, proposeHandling, type ElementProposal, type EligibilityAnswers, type ElementAnswers } from './eligibility.ts';

function one(answers: Omit<EligibilityAnswers, 'elements'>, element: Omit<ElementAnswers, 'element'>): ElementProposal {
  const [proposal] = proposeHandling({ ...answers, elements: [{ element: 1, ...element }] }).elements;
  assert.ok(proposal);
  return proposal;
}

test('the law’s list of those who may complain is P1 to P15, and X for anyone else; two of them need sufficient interest', () => {
  assert.deepEqual(Object.keys(capacities), [...Array.from({ length: 15 }, (_, index) => `P${index + 1}`), 'X']);
  assert.deepEqual(Object.keys(capacities).filter(needsSufficientInterest), ['P5', 'P14']);
});

test('a parent’s complaint of a function in Part III is statutory, and nobody’s consent is asked', () => {
  const proposal = one({ capacity: 'P2' }, { matter: 'support_for_child_in_need' });
  assert.deepEqual([proposal.proposed, proposal.law, proposal.reasonsRequired, proposal.secondPersonConfirms], ['statutory', 'Children Act 1989 section 26(3)(b); Children Act 1989 Part III', [], false]);
});

test('each point is judged by its own function: one complaint can be statutory and corporate', () => {
  const { elements } = proposeHandling({ capacity: 'P2', elements: [{ element: 1, matter: 'contact' }, { element: 2, matter: 'early_help' }, { element: 3, matter: 'court_decision' }] });
  assert.deepEqual(elements.map((element) => element.proposed), ['statutory', 'corporate', 'redirected']);
  assert.deepEqual(elements.map((element) => element.secondPersonConfirms), [false, true, true]);
});

test('whatever usually goes elsewhere needs reasons and a second person', () => {
  for (const [key, matter] of Object.entries(matters)) {
    if (matter.handling === 'statutory') continue;
    const proposal = one({ capacity: 'P1' }, { matter: key as keyof typeof matters });
    assert.equal(proposal.proposed, matter.handling, key);
    assert.ok(proposal.secondPersonConfirms && proposal.reasonsRequired.length > 0, key);
  }
});

test('sufficient interest comes first for another person, then decides', () => {
  const matter = 'assessment_and_care_planning';
  assert.equal(one({ capacity: 'P5' }, { matter }).decideFirst, 'sufficient interest');
  assert.equal(one({ capacity: 'P5', sufficientInterest: true }, { matter }).proposed, 'statutory');
  assert.deepEqual([one({ capacity: 'P5', sufficientInterest: false }, { matter })].map(({ proposed, refusal }) => [proposed, refusal]), [['declined', 'no_sufficient_interest']]);
  assert.equal(one({ capacity: 'X', sufficientInterest: false }, { matter }).proposed, 'corporate');
});

test('lateness is decided on both tests before a point is turned away for it', () => {
  assert.equal(one({ capacity: 'P2' }, { matter: 'contact', late: 'undecided' }).decideFirst, 'lateness');
  assert.equal(one({ capacity: 'P2' }, { matter: 'contact', late: 'undecided' }).reasonsRequired.length, 2);
  assert.equal(one({ capacity: 'P2' }, { matter: 'contact', late: 'not considered' }).refusal, 'out_of_time');
  assert.equal(one({ capacity: 'P2' }, { matter: 'contact', late: 'considered' }).proposed, 'statutory');
});

test('other proceedings defer a complaint only where considering it might prejudice them', () => {
  assert.equal(one({ capacity: 'P2' }, { matter: 'contact', proceedings: 'might prejudice' }).proposed, 'deferred');
  assert.equal(one({ capacity: 'P2' }, { matter: 'contact', proceedings: 'would not prejudice' }).proposed, 'statutory');
});

test('what has been through the procedure is not considered again', () => {
  assert.equal(one({ capacity: 'P2' }, { matter: 'contact', alreadyConsidered: true }).refusal, 'already_considered');
});

test('the four faults that the Ombudsman finds most are warned of', () => {
  const faults = (answers: Partial<EligibilityAnswers>, element: Partial<ElementAnswers> = {}) =>
    proposeHandling({ capacity: 'P2', ...answers, elements: [{ element: 1, matter: 'contact', ...element }] }).warnings.map((warning) => warning.fault);
  assert.deepEqual(faults({}), []);
  assert.deepEqual(faults({}, { intended: 'statutory' }), []);
  assert.deepEqual(faults({}, { intended: 'corporate' }), ['wrong procedure']);
  assert.deepEqual(faults({}, { intended: 'statutory', matter: 'early_help' }), ['wrong procedure']);
  assert.deepEqual(faults({}, { intended: 'informal' }), ['statutory complaint not recognised', 'stages refused']);
  assert.deepEqual(faults({}, { intended: 'corporate', proceedings: 'would not prejudice' }), ['wrong procedure', 'stages refused']);
  assert.deepEqual(faults({ awaiting: 'early resolution' }), ['unnecessary delay']);
});

test('a parent who complains in their own right waits for nobody’s consent', () => {
  const warn = (onBehalfOfChild: boolean) => proposeHandling({ capacity: 'P2', onBehalfOfChild, awaiting: 'consent', elements: [] }).warnings[0]?.message ?? '';
  assert.match(warn(false), /consent is not needed/);
  assert.match(warn(true), /does not stop the clock/);
});
