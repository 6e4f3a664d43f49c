import { acts } from '../../../domain/acts/index.ts';
import { inWords } from '../../../domain/day.ts';
import { certaintyInWords } from '../../../domain/deadline.ts';
import { findings } from '../../../domain/terms.ts';
import { type LetterCheck, mayBeSent } from '../../../letters/check-letter.ts';
import { kinds } from '../../../letters/kinds.ts';
import { pointsOf } from '../../../letters/letter-facts.ts';
import {
  answersOf, dateLine, findingInLetter, findingLabel, findingsTable, leftToWrite, type LetterBlock, type LetterText, pointHeading, textsOfBlock, wantedLabel,
} from '../../../letters/letter-text.ts';
import { type WayOfSending, waysOfSending } from '../../../store/letters.ts';
import { type DateFields, fieldsOf } from '../../date-fields.ts';
import { hrefOf, type LetterInCase } from './case-letters.ts';

export const sendingNames: Readonly<Record<WayOfSending, string>> = { post: 'By post', email: 'By email', by_hand: 'By hand', portal: 'Through the council’s portal' };
export const stateNames = { draft: 'Draft', approved: 'Approved', sent: 'Sent' } as const;

const blockNames: Readonly<Record<LetterBlock['kind'], string>> = { heading: 'Heading', paragraph: 'Paragraph', list: 'List', point: 'Point', answer: 'Answer', findings: 'Table of findings' };
const standingNames = { there: 'There', missing: 'Missing', 'for you to judge': 'For you to judge' } as const;

type Error = { readonly text: string; readonly href: string };

/** How many rows a box needs for what is in it. */
function rowsFor(text: string): number {
  return Math.min(16, Math.max(2, text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 62), 0)));
}

function box(text: string): { readonly text: string; readonly rows: number } {
  return { text, rows: rowsFor(text) };
}

function blockToEdit(block: LetterBlock, index: number, letter: LetterText) {
  const id = `block-${index}`;
  const left = textsOfBlock(block).flatMap(leftToWrite);
  const shared = { id, index, kind: block.kind, name: `${blockNames[block.kind]} ${index + 1}`, left };
  switch (block.kind) {
    case 'heading': case 'paragraph': return { ...shared, box: box(block.text) };
    case 'list': return { ...shared, box: box(block.items.join('\n')) };
    case 'point': return { ...shared, name: pointHeading(block.element, letter.wording), element: block.element, complaint: box(block.complaint), wanted: box(block.wanted) };
    case 'answer': return {
      ...shared, name: pointHeading(block.element, letter.wording), element: block.element, complaint: box(block.complaint), reasons: box(block.reasons), finding: block.finding ?? '',
      findings: [{ value: '', text: 'Choose the finding' }, ...findings.map((value) => ({ value, text: letter.findingNames[value] }))],
    };
    case 'findings': return { ...shared, name: blockNames.findings };
    default: return block satisfies never;
  }
}

/** Where the first box of a block is, for a link to it. */
function firstBox(letter: LetterText, block: number | undefined): string | undefined {
  const found = block === undefined ? undefined : letter.blocks[block];
  if (found === undefined) return undefined;
  switch (found.kind) {
    case 'heading': case 'paragraph': return `#block-${block}-text`;
    case 'list': return `#block-${block}-items`;
    case 'point': return `#block-${block}-complaint`;
    case 'answer': return found.finding === undefined ? `#block-${block}-finding` : `#block-${block}-reasons`;
    case 'findings': return `#block-${block}`;
    default: return found satisfies never;
  }
}

function checkInWords(letter: LetterText, check: LetterCheck) {
  const faults = check.faults.map((fault) => ({ what: fault.what, mend: fault.mend, href: firstBox(letter, fault.block), must: fault.must }));
  return {
    must: faults.filter((fault) => fault.must), look: faults.filter((fault) => !fault.must), clear: mayBeSent(check),
    parts: check.parts.map((part) => ({ what: part.what, standing: standingNames[part.standing], missing: part.standing === 'missing', source: `${part.source} (${certaintyInWords(part.certainty)})` })),
    ...(check.readingAge === undefined ? {} : { readingAge: `A reader of about ${Math.round(check.readingAge)} can read it with ease.` }),
  };
}

/** What can be put in at the end: points that the letter does not have yet, first. */
function addable({ file, kind }: LetterInCase, letter: LetterText) {
  const answered = kinds[kind].answers !== undefined;
  const has = new Set(letter.blocks.flatMap((block) => (block.kind === (answered ? 'answer' : 'point') ? [block.element] : [])));
  const missing = pointsOf(file).filter((point) => !has.has(point.element));
  return [
    ...missing.map(({ element }) => ({ value: `${answered ? 'answer' : 'point'}-${element}`, text: answered ? `Answer to point ${element}` : `Point ${element}` })),
    { value: 'paragraph', text: 'Paragraph' }, { value: 'heading', text: 'Heading' }, { value: 'list', text: 'List' },
    ...(answered && !letter.blocks.some((block) => block.kind === 'findings') ? [{ value: 'findings', text: 'Table of findings' }] : []),
  ];
}

export type Editing = {
  readonly letter: LetterText; readonly check: LetterCheck; readonly version: number; readonly date?: DateFields; readonly dateError?: string; readonly errors: readonly Error[];
  /** The letter as somebody else has it now, where they changed it meanwhile. */
  readonly theirs?: LetterText;
  readonly saved?: string;
  readonly mayApprove: boolean; readonly maySend: boolean; readonly secondPerson: boolean; readonly sentOn: DateFields; readonly sentHow: string; readonly sendErrors: { readonly sentOn?: string; readonly how?: string };
};

function dateItems(name: string, date: DateFields, error: string | undefined) {
  return (['day', 'month', 'year'] as const).map((part) => ({
    id: `${name}-${part}`, name: `${name}-${part}`, label: part.slice(0, 1).toUpperCase() + part.slice(1), value: date[part],
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}${error === undefined ? '' : ' govuk-input--error'}`,
  }));
}

export function editPage(of: LetterInCase, editing: Editing) {
  const { seen, kept, kind } = of;
  const { letter, check, version, errors, theirs, saved } = editing;
  const href = hrefOf(seen.ref, kept.letter);
  const ready = mayBeSent(check);
  const approved = kept.state === 'approved';
  return {
    title: `${kinds[kind].name}: letter ${kept.letter} of ${seen.ref}`, kind: kinds[kind].name, ref: seen.ref, number: kept.letter, href, version, errors, subject: letter.title,
    backTo: { text: `Letters of ${seen.ref}`, href: hrefOf(seen.ref) }, state: stateNames[kept.state], approved,
    reader: letter.wording === 'child' ? 'Written for a child' : 'Written for an adult', letterhead: letter.letterhead, ...(saved === undefined ? {} : { saved }),
    date: dateItems('letterOn', editing.date ?? fieldsOf(letter.letterOn), editing.dateError), dateError: editing.dateError,
    addressee: box(letter.addressee.join('\n')), greeting: letter.greeting, signOff: box(letter.signOff.join('\n')),
    blocks: letter.blocks.map((block, index) => blockToEdit(block, index, letter)), addable: addable(of, letter), check: checkInWords(letter, check),
    ...(theirs === undefined ? {} : { theirs: [theirs.addressee.join(', '), theirs.greeting, ...theirs.blocks.flatMap(textsOfBlock), theirs.signOff.join(', ')].filter((text) => text !== '') }),
    approve: editing.secondPerson && !approved ? { may: editing.mayApprove && ready, why: !ready ? 'It can be approved once what is listed under “To mend” is mended and saved.' : editing.mayApprove ? '' : 'A complaints manager who has not written in it approves it before it is sent.' } : undefined,
    send: !editing.maySend ? undefined : {
      may: ready && (!editing.secondPerson || approved), why: ready ? 'It is sent once it is approved.' : 'It can be sent once what is listed under “To mend” is mended and saved.',
      date: dateItems('sentOn', editing.sentOn, editing.sendErrors.sentOn), dateError: editing.sendErrors.sentOn, how: editing.sentHow, howError: editing.sendErrors.how, ways: waysOfSending.map((value) => ({ value, text: sendingNames[value] })),
    },
    files: ready && (!editing.secondPerson || approved) ? filesOf(href) : [],
  };
}

function filesOf(href: string) {
  return [{ text: 'Download as PDF', href: `${href}/pdf` }, { text: 'Download as Word', href: `${href}/docx` }];
}

/** A letter to be read on a page. */
function toRead(letter: LetterText) {
  return {
    letterhead: letter.letterhead, addressee: letter.addressee, date: dateLine(letter), reference: letter.reference, greeting: letter.greeting, subject: letter.title, signOff: letter.signOff,
    blocks: letter.blocks.map((block) => {
      switch (block.kind) {
        case 'heading': case 'paragraph': return { kind: block.kind, text: block.text };
        case 'list': return { kind: block.kind, items: block.items };
        case 'point': return { kind: block.kind, heading: pointHeading(block.element, letter.wording), complaint: block.complaint, label: wantedLabel[letter.wording], wanted: block.wanted };
        case 'answer': return { kind: block.kind, heading: pointHeading(block.element, letter.wording), complaint: block.complaint, label: findingLabel[letter.wording], finding: findingInLetter(block, letter), reasons: block.reasons };
        case 'findings': return { kind: block.kind, words: findingsTable[letter.wording], rows: answersOf(letter).map((answer) => ({ point: answer.element, complaint: answer.complaint, finding: findingInLetter(answer, letter) })) };
        default: return block satisfies never;
      }
    }),
  };
}

export function sentPage({ seen, kept, kind, text }: LetterInCase, names: ReadonlyMap<string, string>, mayRecord: boolean) {
  if (kept.state !== 'sent') throw new Error(`letter ${kept.letter} was not sent`);
  const { act } = kinds[kind];
  const named = (accountId: number) => names.get(`U${accountId}`) ?? 'somebody without an account';
  return {
    title: `${kinds[kind].name}: letter ${kept.letter} of ${seen.ref}`, kind: kinds[kind].name, ref: seen.ref, number: kept.letter, backTo: { text: `Letters of ${seen.ref}`, href: hrefOf(seen.ref) }, errors: [],
    facts: [
      { key: 'Sent', value: `${inWords(kept.sentOn)}, ${sendingNames[kept.sentHow].toLowerCase()}` }, { key: 'Recorded by', value: named(kept.sentBy) },
      { key: 'Written by', value: kept.writtenBy.map(named).join(', ') }, ...(kept.approvedBy === undefined ? [] : [{ key: 'Approved by', value: named(kept.approvedBy) }]),
    ],
    files: text === undefined ? [] : filesOf(hrefOf(seen.ref, kept.letter)),
    ...(text === undefined ? {} : { letter: toRead(text) }),
    ...(act === undefined || !mayRecord ? {} : { act: { text: acts[act].name, href: `/cases/${encodeURIComponent(seen.ref)}/acts/${act}` } }),
  };
}
