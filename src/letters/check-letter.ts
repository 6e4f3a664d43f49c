import type { Finding } from '../domain/terms.ts';
import type { RepresentationFile } from '../domain/case-file.ts';
import { contactRestrictionOn } from '../domain/contact-restriction.ts';
import { type Day, inWords, inWordsWithWeekday, parseDay, weekday } from '../domain/day.ts';
import { representativeStands } from '../domain/standing-consents.ts';
import { stage2Progress } from '../domain/stage2-file.ts';
import { stage3Progress } from '../domain/stage3-file.ts';
import { draftLetter } from './draft-letter.ts';
import { kinds, type LetterPart, type PartKey } from './kinds.ts';
import { advocacyIsDue, caseInLetters, type CaseInLetters, type LetterFacts, pointsOf } from './letter-facts.ts';
import { type AnswerBlock, answersOf, bodyOf, leftToWrite, type LetterText, textsOfBlock } from './letter-text.ts';
import { readingAge } from './reading-age.ts';

/** Something that is not as it should be in a letter. `block`: where in its blocks, from 0; absent where it is nowhere in particular. `must`: it keeps the letter from being sent. */
export type LetterFault = { readonly check: string; readonly what: string; readonly mend: string; readonly block?: number; readonly must: boolean };
/** What a letter must contain, and whether it is there: `for you to judge` where only a person can tell. */
export type PartStanding = LetterPart & { readonly standing: 'there' | 'missing' | 'for you to judge' };
export type LetterCheck = { readonly faults: readonly LetterFault[]; readonly parts: readonly PartStanding[]; readonly readingAge?: number };

/** What a child of nine can read. */
const OLDEST_READING_AGE = 10;

/** `body`: what the letter says between greeting and signature. */
type Checking = { readonly letter: LetterText; readonly file: RepresentationFile; readonly facts: LetterFacts; readonly known: CaseInLetters; readonly body: string };

/** Checks a letter against the record before it is approved or sent. */
export function checkLetter(letter: LetterText, file: RepresentationFile, asked: LetterFacts): LetterCheck {
  const facts: LetterFacts = { ...asked, letterOn: letter.letterOn, wording: letter.wording };
  const checking: Checking = { letter, file, facts, known: caseInLetters(letter.kind, file, facts), body: plain(letter.blocks.flatMap(textsOfBlock).join('\n')) };
  const parts = partsOf(checking).map((part) => ({ part, judged: judged(part.part, checking) }));
  const age = letter.wording === 'child' ? readingAge(toRead(letter)) : undefined;
  return {
    faults: [
      ...notWritten(letter), ...representativeFaults(checking), ...contactFaults(checking), ...answersFaults(checking),
      ...parts.flatMap(({ part: { part, what }, judged: { standing, mend } }) => (standing === 'missing' && part !== 'answers' && part !== 'findings' ? [{ check: part, what: `${what}: not there`, mend, must: true }] : [])),
      ...dateFaults(checking), ...otherChildren(checking), ...(age === undefined ? [] : tooHard(age)),
    ],
    parts: parts.map(({ part, judged: { standing } }) => ({ ...part, standing })),
    ...(age === undefined ? {} : { readingAge: age }),
  };
}

/** Nothing more goes to whoever complained on a child's behalf once the child's consent to that has ended. */
function representativeFaults({ letter, file, facts: { addressee } }: Checking): readonly LetterFault[] {
  const goesToThem = addressee.name !== undefined && letter.addressee.some((line) => plain(line).includes(plain(addressee.name ?? '')));
  return representativeStands(file) === 'withdrawn' && file.received.onBehalfOfChild === true && goesToThem
    ? [{ check: 'consent', what: 'It goes to somebody who acted for the child, whose consent to that has ended', mend: 'Address it to the child, or record a new consent first', must: true }] : [];
}

/** Limits on contact keep no letter back, and take nothing out of it: whoever signs sees that they stand. */
function contactFaults({ letter, file }: Checking): readonly LetterFault[] {
  const restriction = contactRestrictionOn(file, letter.letterOn);
  return restriction === undefined ? [] : [{
    check: 'contact restricted', what: `Contact is restricted until ${inWords(restriction.until)}${restriction.restriction === undefined ? '' : `: ${restriction.restriction}`}`,
    mend: 'Send it in the way that was decided. It still says how to go on to the next stage and to the Ombudsman', must: false,
  }];
}

/** Whether a letter may be approved and sent: nothing found that must be mended. */
export function mayBeSent(check: LetterCheck): boolean {
  return check.faults.every((fault) => !fault.must);
}

function partsOf({ letter, known, file }: Checking): readonly LetterPart[] {
  return kinds[letter.kind].contains.filter(({ part, only }) =>
    (only === undefined || (only === 'statutory') === known.statutory) && (part !== 'advocacy' || advocacyIsDue(file) || letter.wording === 'child') && (part !== 'wanted' || known.values.wanted !== undefined));
}

/** Without capitals, in single spaces, with straight apostrophes: so that what is looked for is found however it was typed. */
function plain(text: string): string {
  return text.replaceAll(/[’‘]/g, "'").replaceAll(/[\s\u00a0]+/g, ' ').toLowerCase();
}

type Judged = { readonly standing: PartStanding['standing']; readonly mend: string };

function judged(part: PartKey, checking: Checking): Judged {
  const { body, known, file, letter } = checking;
  const { values } = known;
  const found = (there: boolean, mend: string): Judged => ({ standing: there ? 'there' : 'missing', mend });
  const says = (text: string | undefined) => text !== undefined && body.includes(plain(text).trim());
  const theDay = (text: string | undefined, what: string) => (text === undefined ? toJudge : found(says(text), `Say that ${what} is ${text}`));
  const matches = (shape: RegExp, mend: string) => found(shape.test(body), mend);
  switch (part) {
    case 'received': return theDay(values.received, 'the complaint was received on a day, which');
    case 'points': case 'statement': return found(pointsOf(file).every(({ element }) => letter.blocks.some((block) => block.kind === 'point' && block.element === element)), `Give each point of the complaint: ${pointsOf(file).map((one) => one.element).join(', ')}`);
    case 'wanted': return found(says(values.wanted), 'Say what the complainant would like to happen');
    case 'procedure': return matches(/stage 1/, 'Say which procedure it goes through, and that it is at stage 1');
    case 'responder': return values.responder === undefined ? toJudge : found(says(values.responder), `Say that ${values.responder} will answer`);
    case 'due': return theDay(letter.kind === 'panel-findings' ? values.responseDue : values.due, letter.kind === 'panel-findings' ? 'the day by which the council responds' : 'the day by which there is an answer');
    case 'contact': return values.contact === undefined ? toJudge : found(says(values.contact.replace(/\.$/, '')), 'Say how to reach the complaints team');
    case 'advocacy': return matches(/\badvoca(?:te|cy)\b/, 'Say that there is a right to an advocate, and how to have one');
    case 'stage2': return matches(/stage 2/, 'Say that stage 2 can be asked for');
    case 'ombudsman': return matches(/ombudsman/, 'Say how to go to the Local Government and Social Care Ombudsman');
    case 'new-date': return newDate(checking, theDay);
    case 'stage2-window': return known.statutory ? nextStage(checking, /stage 2/, 'stage 2') : matches(/stage 2/, 'Say that a review at stage 2 can be asked for, and how');
    case 'panel-window': return nextStage(checking, /panel/, 'a review panel');
    case 'investigators': return values.officer === undefined || values.person === undefined ? toJudge : found(says(values.officer) && says(values.person), `Name ${values.officer}, the investigating officer, and ${values.person}, the independent person`);
    case 'stage2-dates': return values.due === undefined || values.longest === undefined ? toJudge : found(says(values.due) && says(values.longest), `Say that the decision is due by ${values.due}, and at the latest by ${values.longest}`);
    case 'decision': return matches(letter.kind === 'sufficient-interest-refusal' && letter.wording === 'adult' ? /no further action/ : /\bdecided (?:not|against)|\bcan ?not\b|\bcan't\b|\bwill not\b|\bwon't\b|\bnot accept|\b(?:unable|not able) to\b|\brefus|\bdeclin/, 'Say what was decided, and that no further action will be taken');
    case 'grounds': return values.grounds === undefined || values.yearEnd === undefined ? toJudge : found(says(values.grounds) && says(values.yearEnd), `Say that it happened on ${values.grounds} and that the year to complain ended on ${values.yearEnd}`);
    case 'both-tests': return matches(letter.wording === 'child' ? /before\b.*\bfind out/ : /earlier.*effectively and fairly/, 'Say what was decided on both tests: whether it was reasonable to expect the complaint earlier, and whether it can still be considered effectively and fairly');
    case 'enclosures': return matches(letter.wording === 'child' ? /reports?/ : /enclosed?|with this letter/, 'Say that both reports are enclosed');
    case 'recommendations': return recommended(checking, says);
    case 'panel-day': return values.panelOn === undefined ? toJudge : found(says(values.panelOn) && (values.venue === undefined || says(values.venue)), `Say that the panel meets on ${values.panelOn}, and where`);
    case 'attendees': return found(letter.blocks.some((block) => block.kind === 'list' && block.items.some((item) => /\b(?:chair|leads the panel)\b/.test(item))), 'List who will be there');
    case 'accompanied': return matches(/\b(?:(?:may|can) bring|accompan\w+|come with you)\b/, 'Say that an advocate and another person may come, and either may speak');
    case 'submissions': return matches(/in writing|write it down|written/, 'Say that submissions may be made in writing or by speaking');
    case 'adjustments': return matches(/if you need|adjustment/, 'Ask what would help them to take part');
    case 'pack': return found(letter.blocks.some((block) => block.kind === 'list' && block.items.some((item) => /report/i.test(item)) && block.items.length > 3), 'List the papers of the panel');
    case 'panel-report': return found(answersOf(letter).length > 0 && answersOf(letter).every((answer) => answer.complaint.trim() !== ''), 'Give each point of the complaint in brief');
    case 'independent-person': return values.person === undefined ? matches(/independent person/, 'Say that it was decided with the independent person') : found(says(values.person), `Say that it was decided with ${values.person}, the independent person`);
    case 'proceedings': return values.proceedings === undefined ? toJudge : found(says(values.proceedings.replace(/\.$/, '')), 'Say which proceedings it has to wait for');
    case 'prejudice': return values.prejudice === undefined ? toJudge : found(says(values.prejudice.replace(/\.$/, '')), 'Say how considering it might prejudice them');
    case 'resubmit': return matches(/(?:one|a) year/, 'Say that it can be brought back within one year of the end of the proceedings');
    case 'withdrawn': return theDay(values.withdrawn, 'the day of the withdrawal');
    case 'actions-done': return actionsDone(checking, says);
    case 'answers': case 'findings': return { standing: answersFaults(checking).some((fault) => fault.check === part) ? 'missing' : 'there', mend: '' };
    case 'reasons': case 'done': case 'actions': case 'other-ways': case 'equality': case 'departures': case 'internal-review': return toJudge;
    default: return part satisfies never;
  }
}

const toJudge: Judged = { standing: 'for you to judge', mend: '' };

/** The next stage, the time there is to ask for it, and the last day of that time counted from the letter's own date. */
function nextStage({ body, known }: Checking, shape: RegExp, what: string): Judged {
  if (known.nextStage === undefined) return toJudge;
  const { window, lastDay } = known.nextStage;
  return { standing: shape.test(body) && body.includes(window) && body.includes(inWords(lastDay).toLowerCase()) ? 'there' : 'missing', mend: `Say that ${what} can be asked for within ${window}, and that counted from the date of this letter the last day is ${inWords(lastDay)}` };
}

/** The date of the recorded extension; where none is on record, any day up to the latest that the procedure allows. */
function newDate({ body, known, letter }: Checking, theDay: (text: string | undefined, what: string) => Judged): Judged {
  const { newDate: recorded, longest } = known.values;
  if (recorded !== undefined) return theDay(recorded, 'the new date');
  const later = daysIn(body).flatMap(({ on }) => (on === undefined || on <= letter.letterOn ? [] : [on]));
  return { standing: later.length > 0 ? 'there' : 'missing', mend: `Say the new date${longest === undefined ? '' : `, no later than ${longest}`}` };
}

function recommended({ letter, facts, file }: Checking, says: (text: string) => boolean): Judged {
  const made = letter.kind === 'adjudication' ? facts.events.flatMap((event) => (event.type === 'ReportReceived' ? event.recommendations ?? [] : [])) : stage3Progress(file.stage3).recommendations ?? [];
  if (made.length === 0) return toJudge;
  const missing = made.filter((one) => !says(one.replace(/\.$/, '')));
  return { standing: missing.length === 0 ? 'there' : 'missing', mend: `Give each recommendation as it was made. Missing: ${missing.join(' ')}` };
}

function actionsDone({ file }: Checking, says: (text: string) => boolean): Judged {
  const open = file.learningActions.filter((action) => action.completedOn === undefined);
  const unsaid = file.learningActions.filter((action) => !says(action.action.replace(/\.$/, '')));
  const mend = open.length > 0 ? `Record that these are done, or wait: ${open.map((one) => one.action).join(' ')}` : `Say of each action that it is done. Missing: ${unsaid.map((one) => one.action).join(' ')}`;
  return { standing: open.length === 0 && unsaid.length === 0 ? 'there' : 'missing', mend };
}

function notWritten(letter: LetterText): readonly LetterFault[] {
  const fault = (text: string, block?: number): LetterFault[] => leftToWrite(text).map((what) => ({ check: 'to write', what: `To write: ${what}`, mend: 'Write it in the place of the brackets, or take it out', must: true, ...(block === undefined ? {} : { block }) }));
  const empty = (text: string) => text.trim() === '';
  return [
    ...[...letter.addressee, letter.greeting, ...letter.signOff].flatMap((text) => fault(text)),
    ...letter.blocks.flatMap((block, index) => [
      ...textsOfBlock(block).flatMap((text) => fault(text, index)),
      ...((block.kind === 'paragraph' || block.kind === 'heading') && empty(block.text) ? [{ check: 'to write', what: 'An empty paragraph or heading', mend: 'Write it or take it out', block: index, must: true }] : []),
    ]),
  ];
}

/** Every point answered once, with a finding and reasons, and the finding as it is on record. */
function answersFaults({ letter, file }: Checking): readonly LetterFault[] {
  const stage = kinds[letter.kind].answers;
  if (stage === undefined) return [];
  const faults: LetterFault[] = [];
  const points = pointsOf(file);
  const whole = points.length === 0;
  for (const { element } of whole ? [{ element: 1 }] : points) {
    if (!answersOf(letter).some((answer) => answer.element === element)) faults.push({ check: 'answers', what: `Point ${element} is not answered`, mend: `Add an answer to point ${element}, with a finding and reasons`, must: true });
  }
  const seen = new Set<number>();
  for (const [index, block] of letter.blocks.entries()) {
    if (block.kind !== 'answer') continue;
    if (seen.has(block.element)) faults.push({ check: 'answers', what: `Point ${block.element} is answered twice`, mend: 'Put both answers into one', block: index, must: true });
    seen.add(block.element);
    if (!whole && !points.some((point) => point.element === block.element)) faults.push({ check: 'answers', what: `There is no point ${block.element} to be answered in this case`, mend: 'Take it out, or record the point first', block: index, must: true });
    faults.push(...findingFaults(block, index, recordedFinding(block.element, stage, file), letter));
  }
  return faults;
}

function findingFaults(answer: AnswerBlock, block: number, recorded: Finding | undefined, letter: LetterText): readonly LetterFault[] {
  const faults: LetterFault[] = [];
  if (answer.finding === undefined) faults.push({ check: 'findings', what: `Point ${answer.element} has no finding`, mend: 'Choose the finding', block, must: true });
  else if (recorded !== undefined && recorded !== answer.finding) {
    faults.push({ check: 'findings', what: `Point ${answer.element} says “${letter.findingNames[answer.finding]}”, and on record is “${letter.findingNames[recorded]}”`, mend: `Choose “${letter.findingNames[recorded]}”, or put the record right first`, block, must: true });
  } else if (recorded === undefined) {
    faults.push({ check: 'findings', what: `No finding on point ${answer.element} is on record yet`, mend: 'Record the same finding when you record that the letter was sent', block, must: false });
  }
  if (answer.reasons.trim() === '') faults.push({ check: 'answers', what: `Point ${answer.element} has no reasons`, mend: 'Say why this is the finding', block, must: true });
  return faults;
}

function recordedFinding(element: number, stage: 'stage1' | 'stage2' | 'stage3', file: RepresentationFile): Finding | undefined {
  return file.elements.find((one) => one.element === element)?.[stage === 'stage1' ? 'stage1Finding' : stage === 'stage2' ? 'stage2Finding' : 'stage3Finding'];
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DATE = new RegExp(`(?:\\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday),? )?\\b(\\d{1,2})(?:st|nd|rd|th)? (${MONTHS.join('|')}) (\\d{4})\\b`, 'gi');

type WrittenDay = { readonly written: string; readonly weekday?: string; /** Absent where there is no such day. */ readonly on?: Day };

function daysIn(text: string): readonly WrittenDay[] {
  return [...text.matchAll(DATE)].map(([written, named, date = '', month = '', year = '']) => {
    const on = parseDay(`${year}-${String(MONTHS.indexOf(month.toLowerCase()) + 1).padStart(2, '0')}-${date.padStart(2, '0')}`);
    return { written, ...(named === undefined ? {} : { weekday: named }), ...(on === undefined ? {} : { on }) };
  });
}

/** Dates there are not, weekdays that are wrong, and dates that are nowhere on record: those may be right, and somebody must look. */
function dateFaults(checking: Checking): readonly LetterFault[] {
  const { letter } = checking;
  const known = daysOnRecord(checking);
  return letter.blocks.flatMap((block, index) => textsOfBlock(block).flatMap((text) => daysIn(text).flatMap(({ written, weekday: named, on }): LetterFault[] => {
    if (on === undefined) return [{ check: 'dates', what: `There is no ${written}`, mend: 'Put the date right', block: index, must: true }];
    const right = inWordsWithWeekday(on);
    if (named !== undefined && weekdayNames[weekday(on)] !== named.toLowerCase()) return [{ check: 'dates', what: `${written} is a ${right.split(' ')[0] ?? ''}`, mend: `Write ${right}`, block: index, must: true }];
    if (known.has(on)) return [];
    return [{ check: 'dates', what: `${inWords(on)} is not on record in this case`, mend: 'Check that it is right', block: index, must: false }];
  })));
}

const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The days of everything on record, those that the letter's own draft works out, and those written in what the complainant said. */
function daysOnRecord({ letter, file, facts }: Checking): ReadonlySet<Day> {
  const written = daysIn([bodyOf(draftLetter(letter.kind, file, facts)), file.received.summary ?? '', ...file.elements.map((element) => element.complaint ?? ''), inWords(letter.letterOn)].join('\n')).flatMap(({ on }) => (on === undefined ? [] : [on]));
  const recorded = facts.events.flatMap((event) => JSON.stringify(event).match(/\d{4}-\d{2}-\d{2}/g) ?? []).flatMap((text) => parseDay(text) ?? []);
  const { extensions = [] } = stage2Progress(file.stage2);
  return new Set([...written, ...recorded, ...extensions.map((extension) => extension.extendedTo)]);
}

function otherChildren({ letter, facts }: Checking): readonly LetterFault[] {
  return facts.otherChildren.flatMap((name) => {
    const shape = new RegExp(`(?<![\\p{L}\\p{N}])${plain(name).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\\p{L}\\p{N}])`, 'u');
    return letter.blocks.flatMap((block, index) => (textsOfBlock(block).some((text) => shape.test(plain(text))) ? [{ check: 'other child', what: `It names ${name}, a child who is not of this case`, mend: 'Take the name out, and what tells about them', block: index, must: true }] : []));
  });
}

/** What the council says itself: quoted complaints are the complainant's own words, and names of bodies are no test of a reader. */
function toRead(letter: LetterText): string {
  return letter.blocks.flatMap((block) => (block.kind === 'point' ? [] : block.kind === 'answer' ? [block.reasons] : textsOfBlock(block))).join('\n')
    .replaceAll(/Local Government and Social Care Ombudsman/g, 'Ombudsman').replaceAll(/\[\[[^\]]*\]\]/g, '');
}

function tooHard(age: number): readonly LetterFault[] {
  return age < OLDEST_READING_AGE ? [] : [{ check: 'reading age', what: `A reader must be about ${Math.round(age)} to read it with ease`, mend: 'Write shorter sentences and shorter words: a child of nine should be able to read it', must: false }];
}
