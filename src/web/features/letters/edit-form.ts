import { type Finding, findings } from '../../../domain/terms.ts';
import { blockKinds, type LetterBlock, type LetterText, toWrite } from '../../../letters/letter-text.ts';
import { type DateFields, dayFrom, readFields } from '../../date-fields.ts';

type Body = Readonly<Record<string, unknown>>;

/** What somebody pressed: to save, to take a block out, to put one in after another, or at the end. */
export type Pressed = { readonly do: 'save' } | { readonly do: 'remove' | 'add after'; readonly block: number } | { readonly do: 'add' };
export type Typed = { readonly letter: LetterText; readonly version: number; readonly date: DateFields; readonly dateError?: string; readonly pressed: Pressed; /** The block to go to. */ readonly at?: number };

const MOST_BLOCKS = 200;

function textOf(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}

function linesOf(body: Body, name: string): readonly string[] {
  return textOf(body, name).split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

function blockFrom(body: Body, index: number): LetterBlock | undefined {
  const at = `block-${index}`;
  const kind = blockKinds.find((one) => one === body[`${at}-kind`]);
  const element = Number(textOf(body, `${at}-element`));
  switch (kind) {
    case 'heading': case 'paragraph': return { kind, text: textOf(body, `${at}-text`) };
    case 'list': return { kind, items: linesOf(body, `${at}-items`) };
    case 'point': return { kind, element, complaint: textOf(body, `${at}-complaint`), wanted: textOf(body, `${at}-wanted`) };
    case 'answer': {
      const finding: Finding | undefined = findings.find((one) => one === body[`${at}-finding`]);
      return { kind, element, complaint: textOf(body, `${at}-complaint`), reasons: textOf(body, `${at}-reasons`), ...(finding === undefined ? {} : { finding }) };
    }
    case 'findings': return { kind };
    case undefined: return undefined;
    default: return kind satisfies never;
  }
}

function pressedIn(body: Body): Pressed {
  const [, what, block] = /^(remove|after)-(\d{1,3})$/.exec(textOf(body, 'do')) ?? [];
  if (block !== undefined) return { do: what === 'remove' ? 'remove' : 'add after', block: Number(block) };
  return { do: textOf(body, 'do') === 'add' ? 'add' : 'save' };
}

/** A letter as its form brings it, over what it was: the kind, the reference and the letterhead are not the form's to change. Undefined for no form of ours. */
export function readLetter(body: Body | undefined, was: LetterText): Typed | undefined {
  const version = Number(body?.['version']);
  const count = Number(body?.['blocks']);
  if (body === undefined || !Number.isInteger(version) || !Number.isInteger(count) || count < 0 || count > MOST_BLOCKS) return undefined;
  const blocks: LetterBlock[] = [];
  for (let index = 0; index < count; index += 1) {
    const block = blockFrom(body, index);
    if (block === undefined) return undefined;
    blocks.push(block);
  }
  const date = readFields(body, 'letterOn');
  const read = dayFrom(date, 'Date of the letter');
  const dateError = 'error' in read ? read.error : read.day === undefined ? 'Enter the date of the letter' : undefined;
  const pressed = pressedIn(body);
  const changed = afterPressing(blocks, pressed, body);
  return {
    version, date, pressed, ...(dateError === undefined ? {} : { dateError }), ...(changed.at === undefined ? {} : { at: changed.at }),
    letter: { ...was, letterOn: ('day' in read ? read.day : undefined) ?? was.letterOn, addressee: linesOf(body, 'addressee'), greeting: textOf(body, 'greeting'), signOff: linesOf(body, 'signOff'), blocks: changed.blocks },
  };
}

function afterPressing(blocks: readonly LetterBlock[], pressed: Pressed, body: Body): { readonly blocks: readonly LetterBlock[]; readonly at?: number } {
  const paragraph: LetterBlock = { kind: 'paragraph', text: toWrite('your text') };
  switch (pressed.do) {
    case 'save': return { blocks };
    case 'remove': return { blocks: blocks.filter((_, index) => index !== pressed.block), at: Math.max(0, pressed.block - 1) };
    case 'add after': return { blocks: [...blocks.slice(0, pressed.block + 1), paragraph, ...blocks.slice(pressed.block + 1)], at: pressed.block + 1 };
    case 'add': return { blocks: [...blocks, addedBlock(textOf(body, 'add-kind'))], at: blocks.length };
    default: return pressed satisfies never;
  }
}

function addedBlock(chosen: string): LetterBlock {
  const [, kind, element] = /^(point|answer)-(\d{1,4})$/.exec(chosen) ?? [];
  if (kind === 'point') return { kind, element: Number(element), complaint: toWrite('what this point says'), wanted: '' };
  if (kind === 'answer') return { kind, element: Number(element), complaint: toWrite('what this point says'), reasons: toWrite('the reasons for the finding') };
  switch (chosen) {
    case 'heading': return { kind: 'heading', text: toWrite('your heading') };
    case 'list': return { kind: 'list', items: [toWrite('your list, a line for each')] };
    case 'findings': return { kind: 'findings' };
    default: return { kind: 'paragraph', text: toWrite('your text') };
  }
}
