import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { councilsProcedures } from '../domain/procedures/standard.ts';
import { finished, givenFor } from '../../test/letters/given.ts';
import { checkLetter, type LetterFault, mayBeSent } from './check-letter.ts';
import { draftLetter } from './draft-letter.ts';
import { kinds, type LetterKind, type PartKey } from './kinds.ts';
import type { LetterFacts } from './letter-facts.ts';
import { bodyOf, type LetterBlock, type LetterText } from './letter-text.ts';

type Given = { readonly kind: LetterKind; readonly reader?: 'adult' | 'child'; readonly change?: Parameters<typeof givenFor>[2]; readonly facts?: Partial<LetterFacts>; readonly alter?: (letter: LetterText) => LetterText };

/** What is found in a finished letter that somebody then altered. */
function found({ kind, reader = 'adult', change, facts: other = {}, alter = (letter) => letter }: Given): readonly LetterFault[] {
  const { file, facts: usual } = givenFor(kind, reader, change);
  const facts = { ...usual, ...other };
  return checkLetter(alter(finished(draftLetter(kind, file, facts))), file, facts).faults;
}

function only(faults: readonly LetterFault[]): LetterFault {
  assert.equal(faults.length, 1, JSON.stringify(faults));
  assert.ok(faults[0]);
  return faults[0];
}

/** A letter with a change in the text of every paragraph. */
function inParagraphs(letter: LetterText, change: (text: string) => string): LetterText {
  return { ...letter, blocks: letter.blocks.map((block): LetterBlock => (block.kind === 'paragraph' ? { ...block, text: change(block.text) } : block)) };
}

function without(letter: LetterText, gone: (block: LetterBlock) => boolean): LetterText {
  return { ...letter, blocks: letter.blocks.filter((block) => !gone(block)) };
}

test('a draft with something left to write is not sent, and each place is found', () => {
  const { file, facts } = givenFor('stage1-response');
  const check = checkLetter(draftLetter('stage1-response', file, facts), file, facts);
  assert.deepEqual(check.faults.map(({ check: which, block }) => [which, block]), [['to write', 1], ['to write', 7]]);
  assert.equal(mayBeSent(check), false);
});

test('a contact that the council has not set is asked for in the letter', () => {
  const { file, facts } = givenFor('acknowledgement');
  const bare = { ...facts, settings: { ...facts.settings, contact: '', letterhead: [] } };
  const letter = draftLetter('acknowledgement', file, bare);
  assert.deepEqual(checkLetter(letter, file, bare).faults.map((fault) => fault.what), ['To write: how to reach the complaints team']);
  assert.deepEqual(letter.letterhead, ['Northshire County Council']);
});

test('a point that is not answered is found, and one answered twice, and one that there is not', () => {
  const gone = only(found({ kind: 'stage1-response', alter: (letter) => without(letter, (block) => block.kind === 'answer' && block.element === 2) }));
  assert.equal(gone.what, 'Point 2 is not answered');
  const twice = only(found({ kind: 'stage1-response', alter: (letter) => ({ ...letter, blocks: [...letter.blocks, letter.blocks.find((block) => block.kind === 'answer')!] }) }));
  assert.equal(twice.what, 'Point 1 is answered twice');
  const none = found({ kind: 'stage1-response', alter: (letter) => ({ ...letter, blocks: [...letter.blocks, { kind: 'answer', element: 9, complaint: 'x', finding: 'upheld', reasons: 'x' }] }) });
  assert.ok(none.some((fault) => fault.what === 'There is no point 9 to be answered in this case' && fault.must));
});

test('a point sent elsewhere needs no answer', () => {
  const { file } = givenFor('stage1-response', 'adult', (events) => events.map((event) => event));
  assert.equal(file.elements.length, 2);
  assert.deepEqual(found({ kind: 'stage1-response', change: (events) => [...events, { type: 'HandlingDecided', on: day('2024-02-19'), handledAs: 'redirected', elements: [2], reason: 'For the court' }] }), []);
});

test('a finding that is not the recorded one is found, with the recorded one named', () => {
  const fault = only(found({ kind: 'adjudication', alter: (letter) => ({ ...letter, blocks: letter.blocks.map((block): LetterBlock => (block.kind === 'answer' && block.element === 2 ? { ...block, finding: 'upheld' } : block)) }) }));
  assert.equal(fault.what, 'Point 2 says “Upheld”, and on record is “Partly upheld”');
  assert.equal(fault.must, true);
});

test('a finding that is not on record yet is to be looked at, and keeps nothing from being sent', () => {
  const faults = found({ kind: 'stage1-response', change: (events) => events.filter((event) => event.type !== 'Stage1Responded') });
  assert.deepEqual(faults.map(({ what, must }) => [what, must]), [['No finding on point 1 is on record yet', false], ['No finding on point 2 is on record yet', false]]);
});

test('an answer without reasons, or without a finding, is found', () => {
  const faults = found({ kind: 'stage1-response', alter: (letter) => ({ ...letter, blocks: letter.blocks.map((block): LetterBlock => (block.kind === 'answer' ? { kind: 'answer', element: block.element, complaint: block.complaint, reasons: '' } : block)) }) });
  assert.deepEqual(faults.filter((fault) => fault.must).map((fault) => fault.what), ['Point 1 has no finding', 'Point 1 has no reasons', 'Point 2 has no finding', 'Point 2 has no reasons']);
});

test('a stage 1 response of Monday 19 February 2024 gives 20 working days, to Monday 18 March; dated a day later, to the 19th', () => {
  const later = found({ kind: 'stage1-response', alter: (letter) => ({ ...letter, letterOn: day('2024-02-20') }) });
  const fault = later.find((one) => one.check === 'stage2-window');
  assert.match(fault?.mend ?? '', /within 20 working days.*the last day is 19 March 2024/);
  assert.equal(fault?.must, true);
  assert.equal(only(found({ kind: 'stage1-response', alter: (letter) => inParagraphs(letter, (text) => text.replace('20 working days', 'four weeks')) })).check, 'stage2-window');
});

test('counted from sending where the council counts so, the letter says so', () => {
  const { file, facts } = givenFor('stage1-response');
  const letter = draftLetter('stage1-response', file, { ...facts, rules: { ...facts.rules, conventions: { ...facts.rules.conventions, responseWindow: 'from-sending' } } });
  assert.ok(letter.blocks.some((block) => block.kind === 'paragraph' && block.text.includes('within 20 working days of the date of this letter')));
});

test('an adjudication of Wednesday 8 May 2024 gives to Thursday 6 June for a panel: 27 May is a holiday', () => {
  const fault = only(found({ kind: 'adjudication', alter: (letter) => inParagraphs(letter, (text) => text.replace('6 June 2024', '5 June 2024')) }).filter((one) => one.must));
  assert.equal(fault.check, 'panel-window');
  assert.match(fault.mend, /6 June 2024/);
});

const taken: readonly (readonly [LetterKind, PartKey, RegExp, ('adult' | 'child')?])[] = [
  ['acknowledgement', 'received', /received on/], ['acknowledgement', 'wanted', /would like this/], ['acknowledgement', 'procedure', /at stage 1/], ['acknowledgement', 'responder', /will look into it/], ['acknowledgement', 'stage2', /to stage 2/],
  ['acknowledgement', 'contact', /01632/], ['acknowledgement', 'advocacy', /advocate/, 'child'], ['stage1-extension', 'new-date', /4 March/], ['stage1-extension', 'stage2', /stage 2/], ['stage1-response', 'stage2-window', /investigating officer/],
  ['stage2-acceptance', 'investigators', /Mina Sood/], ['stage2-acceptance', 'stage2-dates', /14 June/], ['stage2-extension', 'new-date', /10 May/], ['stage2-refusal', 'ombudsman', /Ombudsman/], ['sufficient-interest-refusal', 'ombudsman', /Ombudsman/],
  ['sufficient-interest-refusal', 'decision', /no further action/], ['late-complaint-refusal', 'grounds', /10 June 2022/], ['late-complaint-refusal', 'both-tests', /effectively and fairly/], ['late-complaint-refusal', 'ombudsman', /Ombudsman/],
  ['adjudication', 'enclosures', /enclosed/], ['adjudication', 'panel-window', /review panel/], ['panel-refusal', 'ombudsman', /Ombudsman/], ['panel-refusal', 'decision', /decided not/], ['stage2-refusal', 'decision', /can not/, 'child'], ['panel-invitation', 'panel-day', /26 June/], ['panel-invitation', 'accompanied', /bring/], ['panel-invitation', 'submissions', /in writing/],
  ['panel-invitation', 'adjustments', /interpreter/], ['panel-findings', 'due', /22 July/], ['final-response', 'ombudsman', /Ombudsman/], ['final-response', 'independent-person', /Mina Sood/], ['deferral', 'proceedings', /family court/],
  ['deferral', 'prejudice', /same people/], ['deferral', 'resubmit', /one year/], ['deferral', 'ombudsman', /Ombudsman/], ['withdrawal', 'withdrawn', /12 February/],
];
for (const [kind, part, shape, reader = 'adult'] of taken) {
  test(`${kind}: without the paragraph about it, “${kinds[kind].contains.find((one) => one.part === part)?.what ?? ''}” is found missing`, () => {
    const faults = found({ kind, reader, alter: (letter) => without(letter, (block) => block.kind === 'paragraph' && shape.test(block.text)) });
    assert.ok(faults.some((fault) => fault.check === part && fault.must), JSON.stringify(faults));
  });
}

test('the points, the statement, the recommendations, those who come, the papers and the actions are looked for in their lists', () => {
  const lists = (letter: LetterText) => without(letter, (block) => block.kind === 'list');
  assert.equal(only(found({ kind: 'acknowledgement', alter: (letter) => without(letter, (block) => block.kind === 'point' && block.element === 2) })).check, 'points');
  assert.equal(only(found({ kind: 'stage2-acceptance', alter: (letter) => without(letter, (block) => block.kind === 'point' && block.element === 1) })).check, 'statement');
  assert.deepEqual(found({ kind: 'panel-invitation', alter: lists }).map((fault) => fault.check), ['attendees', 'pack']);
  assert.deepEqual(found({ kind: 'panel-findings', alter: lists }).map((fault) => fault.check), ['recommendations']);
  assert.deepEqual(found({ kind: 'final-response', alter: lists }).map((fault) => fault.check), ['recommendations']);
  assert.deepEqual(found({ kind: 'closure', alter: lists }).map((fault) => fault.check), ['actions-done']);
});

test('a closure while something promised is not done is found', () => {
  const fault = found({ kind: 'closure', change: (events) => events.filter((event) => event.type !== 'LearningActionCompleted') }).find((one) => one.check === 'actions-done');
  assert.match(fault?.mend ?? '', /Record that these are done, or wait: Put the visits in the diary/);
});

test('a second extension moves the day that the first one set, not the first day of all', () => {
  const again = { 'stage1-extension': { type: 'Stage1Extended', on: day('2024-03-01'), extendedTo: day('2024-03-06'), ground: 'advocate' }, 'stage2-extension': { type: 'Stage2Extended', on: day('2024-05-07'), extendedTo: day('2024-06-10'), reason: 'the witness fell ill' } } as const;
  for (const [kind, was, until] of [['stage1-extension', '4 March 2024', '6 March 2024'], ['stage2-extension', '10 May 2024', '10 June 2024']] as const) {
    const { file, facts } = givenFor(kind, 'adult', (events) => [...events, again[kind]]);
    const said = draftLetter(kind, file, facts).blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join(' ');
    assert.match(said, new RegExp(`by ${was}\\..* by ${until}`));
    assert.doesNotMatch(said, /19 February 2024|17 April 2024/);
  }
});

test('the papers of a panel and the response to it are due by the council’s own limits, in force when the panel was asked for', () => {
  const set = councilsProcedures({ statutory: { from: '2024-05-01', rules: { T19: { working_days: 15 }, T21: { working_days: 10 } } } });
  assert.ok('procedures' in set);
  const own = (kind: LetterKind) => {
    const { file, facts } = givenFor(kind);
    return bodyOf(draftLetter(kind, file, { ...facts, rules: { ...facts.rules, procedures: set.procedures } }));
  };
  // 15 working days before Wednesday 26 June end on 5 June; ten after Monday 1 July on the 15th.
  assert.match(own('panel-invitation'), /these papers by 5 June 2024/);
  assert.match(own('panel-findings'), /response by 15 July 2024, within 10 working days/);
});

test('a child who is refused is told of advocates: no refusal goes without', () => {
  for (const kind of ['stage2-refusal', 'panel-refusal', 'sufficient-interest-refusal', 'late-complaint-refusal'] as const) {
    assert.deepEqual(found({ kind, reader: 'child', alter: (letter) => without(letter, (block) => block.kind === 'paragraph' && /advocate/.test(block.text)) }).map(({ check, must }) => [check, must]), [['advocacy', true]], kind);
  }
});

test('a parent has no right to an advocate under section 26A, and a parent who complains for a child has', () => {
  const forChild: Given['change'] = (events) => events.map((event) => (event.type === 'RepresentationReceived' ? { ...event, onBehalfOfChild: true } : event));
  const about = (letter: LetterText) => without(letter, (block) => block.kind === 'paragraph' && /right to an advocate/.test(block.text));
  assert.deepEqual(found({ kind: 'acknowledgement', alter: about }), []);
  assert.deepEqual(found({ kind: 'stage1-response', change: forChild, alter: about }).map((fault) => fault.check), ['advocacy']);
});

test('a date that there is not, and a weekday that is wrong, must be mended; one that is not on record is to be looked at', () => {
  const add = (text: string) => (letter: LetterText): LetterText => ({ ...letter, blocks: [...letter.blocks, { kind: 'paragraph', text }] });
  const none = only(found({ kind: 'acknowledgement', alter: add('We met on 31 June 2024.') }));
  assert.deepEqual([none.what, none.must], ['There is no 31 June 2024', true]);
  const wrong = only(found({ kind: 'acknowledgement', alter: add('It is due on Tuesday 19 February 2024.') }));
  assert.deepEqual([wrong.what, wrong.mend, wrong.must], ['Tuesday 19 February 2024 is a Monday', 'Write Monday 19 February 2024', true]);
  const unknown = only(found({ kind: 'acknowledgement', alter: add('We met on 3rd February 2024.') }));
  assert.deepEqual([unknown.what, unknown.must], ['3 February 2024 is not on record in this case', false]);
  assert.deepEqual(found({ kind: 'acknowledgement', alter: add('We had it on Monday 5 February 2024.') }), []);
});

test('another child’s name is found however it is written, and not within another word', () => {
  const add = (text: string) => (letter: LetterText): LetterText => ({ ...letter, blocks: [...letter.blocks, { kind: 'list', items: [text] }] });
  const facts = { otherChildren: ['Kit Barlow', 'Art'] };
  const named = only(found({ kind: 'acknowledgement', facts, alter: add('What KIT  Barlow’s mother said') }));
  assert.deepEqual([named.check, named.must], ['other child', true]);
  assert.deepEqual(found({ kind: 'acknowledgement', facts, alter: add('We started the article') }), []);
});

test('a letter to a child that only a grown-up can read is to be looked at', () => {
  const long = 'Notwithstanding considerations regarding organisational accountability, the authority investigated the representations comprehensively, appropriately documenting its determinations throughout.';
  const fault = only(found({ kind: 'acknowledgement', reader: 'child', alter: (letter) => ({ ...letter, blocks: [...letter.blocks, ...Array.from({ length: 6 }, () => ({ kind: 'paragraph', text: long }) as const)] }) }));
  assert.deepEqual([fault.check, fault.must], ['reading age', false]);
});

test('a corporate response offers a review at stage 2 with no window, and its stage 2 ends with the Ombudsman', () => {
  const corporate: Given['change'] = (events) => events.map((event) => (event.type === 'HandlingDecided' ? { ...event, handledAs: 'corporate', reason: 'Early help' } : event));
  assert.deepEqual(found({ kind: 'stage1-response', change: corporate }), []);
  assert.deepEqual(found({ kind: 'stage1-extension', change: corporate, alter: (letter) => without(letter, (block) => block.kind === 'paragraph' && /Ombudsman/.test(block.text)) }).map((fault) => fault.check), ['ombudsman']);
  assert.deepEqual(found({ kind: 'adjudication', change: corporate, alter: (letter) => without(letter, (block) => block.kind === 'paragraph' && /Ombudsman/.test(block.text)) }).map((fault) => fault.check), ['ombudsman']);
});

test('the council’s own wording is filled as the standard one is', () => {
  const { file, facts } = givenFor('acknowledgement');
  const own = { ...facts, settings: { ...facts.settings, ownWording: new Map([['acknowledgement.opening', { adult: 'Yours of {received} is with {responder}.' }] as const]) } };
  assert.deepEqual(draftLetter('acknowledgement', file, own).blocks[0], { kind: 'paragraph', text: 'Yours of 5 February 2024 is with Ruth Amadi.' });
});

test('a letter does not go to who acted for a child once the child’s consent to that has ended', () => {
  const acting = (...more: Parameters<NonNullable<Given['change']>>[0]) => (events: Parameters<NonNullable<Given['change']>>[0]) => [...events.map((event) => (event.type === 'RepresentationReceived' ? { ...event, onBehalfOfChild: true } : event)), ...more];
  const consent = { type: 'ConsentGiven', on: day('2024-02-05'), consent: 1, to: 'representative', person: 'P-1', by: 'child', how: 'orally', covers: ['replies'] } as const;
  const ended = { type: 'ConsentWithdrawn', on: day('2024-02-06'), consent: 1 } as const;
  const ofConsent = (given: Given) => found(given).filter(({ check }) => check === 'consent');
  assert.deepEqual(ofConsent({ kind: 'acknowledgement', change: acting(consent) }), []);
  assert.deepEqual(ofConsent({ kind: 'acknowledgement', change: acting(consent, ended) }).map(({ must }) => must), [true]);
  assert.deepEqual(ofConsent({ kind: 'acknowledgement', change: acting(consent, ended), alter: (letter) => ({ ...letter, addressee: ['Somebody else'] }) }), []);
});

test('limits on contact keep no letter back: whoever signs it is told of them while they stand', () => {
  const restricted = (until: string) => ({ type: 'ContactRestricted', on: day('2024-02-05'), restriction: 'In writing to one person', until: day(until), reviewOn: day(until), reason: 'Twenty calls a day', decidedBy: 'CM-1' }) as const;
  const told = only(found({ kind: 'acknowledgement', change: (events) => [...events, restricted('2034-02-08')] }));
  assert.deepEqual([told.check, told.must], ['contact restricted', false]);
  assert.match(told.what, /8 February 2034: In writing to one person/);
  assert.deepEqual(found({ kind: 'acknowledgement', change: (events) => [...events, restricted('2024-02-06')], facts: { letterOn: day('2024-02-07') } }), []);
});
