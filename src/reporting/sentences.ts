import { capitalised, count, counted, decimal, listed, nounFor, percent, pounds, roundHalfAway, shareInPercent, type Noun } from './house-style.ts';

/**
 * Sentences worded by rule from the numbers themselves. The direction is never typed: it follows from the two numbers as
 * they are printed. Counts and money change by per cent, rates by percentage points. A part of fewer than
 * `smallBase` is counted, never put as per cent.
 */
export const smallBase = 20;

export type Change = {
  readonly subject: Noun;
  readonly now: number;
  readonly before: number;
  /** `April to June 2024`, `2017/18`. */
  readonly nowLabel: string;
  readonly beforeLabel: string;
  readonly roundedTo?: RoundedTo;
};

/**
 * To what counts are rounded before they are said; absent where they are exact. Equal rounded counts need not be equal: then nothing is said
 * that only holds of exact ones (all, both, no change, several at once the most, which way a rate went).
 */
export type RoundedTo = number | undefined;

const betweenDays = /^(\d{1,2} \w+ \d{4}) to (\d{1,2} \w+ \d{4})/;

/** A period's label after its preposition: `in 2017/18`, `between 7 May 2023 and 9 May 2023`, `on 31 March 2024`. `whole` goes before the label. */
export function during(label: string, whole = ''): string {
  if (betweenDays.test(label)) return label.replace(betweenDays, `${whole === '' ? '' : 'in all '}between $1 and $2`);
  return /^\d{1,2} \w+ \d{4}$/.test(label) ? `on ${label}` : `in ${whole}${label}`;
}

/** "Complaints fell from 22 in April to June 2023 to 7 in April to June 2024, a fall of 15 (68.2%)." */
export function changeInCount({ subject, now, before, nowLabel, beforeLabel, roundedTo }: Change): string {
  // Complaints rise and fall; of people the number does.
  const many = subject.many.startsWith('people') ? `The number of ${subject.many}` : capitalised(subject.many);
  if (now === 0 && before === 0) return `There were no ${subject.many} ${during(nowLabel)}, and none ${during(beforeLabel)}.`;
  if (now === before && roundedTo !== undefined) return `The number of ${subject.many} changed by fewer than ${count(roundedTo)}, if at all: ${count(now)} ${during(nowLabel)}, as ${during(beforeLabel)}.`;
  if (now === before) return `The number of ${subject.many} did not change: ${count(now)} ${during(nowLabel)}, as ${during(beforeLabel)}.`;
  const rose = now > before;
  const size = Math.abs(now - before);
  const movement = `${many} ${rose ? 'rose' : 'fell'} from ${before === 0 ? 'none' : count(before)} ${during(beforeLabel)} to ${now === 0 ? 'none' : count(now)} ${during(nowLabel)}`;
  if (before < smallBase) return `${movement}, ${size === 1 ? 'one' : count(size)} ${rose ? 'more' : 'fewer'}.`;
  return `${movement}, a ${rose ? 'rise' : 'fall'} of ${count(size)} (${changeInPercent(now, before)}).`;
}

/** The size of a change against what it was, without a sign: `68.2%`. */
function changeInPercent(now: number, before: number): string {
  const change = (100 * Math.abs(now - before)) / before;
  return roundHalfAway(change, 1) === 0 ? 'less than 0.1%' : percent(change, 1);
}

/** "Spend on stage 2 fell from £42,374.21 in 2015/16 to £9,292.33 in 2017/18, a fall of £33,081.88 (78.1%)." */
export function changeInMoney({ subject, now, before, nowLabel, beforeLabel }: Change): string {
  const name = capitalised(subject.many);
  const [nowText, beforeText] = [pounds(now), pounds(before)];
  if (nowText === beforeText) return `${name} did not change: ${nowText} ${during(nowLabel)}, as ${during(beforeLabel)}.`;
  const rose = now > before;
  const movement = `${name} ${rose ? 'rose' : 'fell'} from ${beforeText} ${during(beforeLabel)} to ${nowText} ${during(nowLabel)}, a ${rose ? 'rise' : 'fall'} of ${pounds(Math.abs(roundHalfAway(now, 2) - roundHalfAway(before, 2)))}`;
  return before > 0 ? `${movement} (${changeInPercent(now, before)}).` : `${movement}.`;
}

export type ChangeInRate = Change & {
  /** What the rate of this period was worked out from, where it is known. */
  readonly part?: number;
  readonly base?: number;
  /** Of the earlier period, where it is known: a published rate may come without. */
  readonly beforeBase?: number;
  /** Decimal places that the rates are printed with. */
  readonly places?: number;
  /** What was done to the base: `answered within 20 working days`. */
  readonly did: string;
};

/**
 * "The share of complaints that were answered on time fell from 67% in 2016/17 to 65% in 2017/18, by 2 percentage points."
 * On a small base: "All 7 complaints in April to June 2024 were answered on time. In April to June 2023 the rate was 21%."
 */
export function changeInRate({ subject, now, before, nowLabel, beforeLabel, part, base, beforeBase, places = 0, did, roundedTo }: ChangeInRate): string {
  if (base !== undefined && part !== undefined && base < smallBase) {
    if (base === 0) return `There were no ${subject.many} ${during(nowLabel)} that could be ${did}.`;
    const counts = `${partOf(part, base, subject, { one: `was ${did}`, many: `were ${did}` }, roundedTo, ` ${during(nowLabel)}`)}.`;
    return beforeBase !== undefined && beforeBase < smallBase ? counts : `${counts} ${capitalised(during(beforeLabel))} the rate was ${percent(before, places)}.`;
  }
  const [nowRounded, beforeRounded] = [roundHalfAway(now, places), roundHalfAway(before, places)];
  const name = `The share of ${subject.many} that were ${did}`;
  if (roundedTo !== undefined) return `${name} was ${percent(before, places)} ${during(beforeLabel)} and ${percent(now, places)} ${during(nowLabel)}.`;
  if (nowRounded === beforeRounded) return `${name} did not change: ${percent(now, places)} ${during(nowLabel)}, as ${during(beforeLabel)}.`;
  const points = roundHalfAway(Math.abs(nowRounded - beforeRounded), places);
  return `${name} ${nowRounded > beforeRounded ? 'rose' : 'fell'} from ${percent(before, places)} ${during(beforeLabel)} to ${percent(now, places)} ${during(nowLabel)}, by ${decimal(points, places)} percentage ${points === 1 ? 'point' : 'points'}.`;
}

/** How a part of a whole is put: `None of the 7 complaints were`, `Both complaints were`, `Of the 27 requests, 26 (96%) were`. */
function partOf(part: number, base: number, noun: Noun, verb: Verb, roundedTo: RoundedTo, where = '', inPercent = ''): string {
  const one = `${noun.one}${where}`;
  const many = `${noun.many}${where}`;
  if (base === 1) return part === 1 ? `The one ${one} ${verb.one}` : `The one ${one} ${negated(verb.one)}`;
  if (part === 0) return `None of the ${count(base)} ${many} ${verb.many}`;
  if (part === base && roundedTo !== undefined) return `All or nearly all of the ${count(base)} ${many} ${verb.many}`;
  if (part === base) return `${base === 2 ? 'Both' : `All ${count(base)}`} ${many} ${verb.many}`;
  return `Of the ${count(base)} ${many}, ${count(part)}${inPercent} ${part === 1 ? verb.one : verb.many}`;
}

export type Verb = { readonly one: string; readonly many: string };
export type Share = {
  readonly part: number;
  readonly base: number;
  readonly noun: Noun;
  /** Completes "Of the 27 requests, 26 …": `were declined`; of one, `was declined`. */
  readonly verb: Verb;
  readonly places?: number;
  readonly roundedTo?: RoundedTo;
};

/** "Of the 229 complaints, 69 (30%) were about actions of worker."; no per cent on a base of fewer than `smallBase`. */
export function shareOf({ part, base, noun, verb, places = 0, roundedTo }: Share): string {
  if (base === 0) return `There were no ${noun.many}.`;
  return `${partOf(part, base, noun, verb, roundedTo, '', base >= smallBase ? ` (${shareInPercent((100 * part) / base, places)})` : '')}.`;
}

/** `was declined` to `was not declined`. The verb's first word is the one that is negated. */
function negated(verb: string): string {
  const [first = '', ...rest] = verb.split(' ');
  return [first, 'not', ...rest].join(' ');
}

/**
 * "The most common theme was “Actions of worker”: 69 of 229 complaints (30%)."; without `among`, the noun of the rows,
 * "Fostering had the most complaints: 5 of 7." What a council calls a kind of thing stands in quotation marks, as it need not fit a sentence. Where several
 * are equally large, all of them; where nothing was counted, or rounding hides which is the largest, undefined.
 */
export function largestOf(rows: readonly { readonly name: string; readonly value: number }[], base: number, noun: Noun, among?: Noun, roundedTo?: RoundedTo): string | undefined {
  const most = Math.max(0, ...rows.map((row) => row.value));
  if (most === 0) return undefined;
  const largest = rows.filter((row) => row.value === most).map((row) => (among === undefined ? row.name : `“${row.name}”`));
  const [only] = largest;
  if (roundedTo !== undefined && (largest.length > 1 || most > base)) return undefined;
  const inPercent = base >= smallBase ? ` (${percent((100 * most) / base)})` : '';
  if (largest.length === 1 && only !== undefined) {
    if (most === base && roundedTo === undefined) return `${base === 1 ? `The one ${noun.one} was` : `All ${count(base)} ${noun.many} were`} recorded under ${only}.`;
    return among === undefined ? `${only} had the most ${noun.many}: ${count(most)} of ${count(base)}${inPercent}.` : `The most common ${among.one} was ${only}: ${count(most)} of ${count(base)} ${noun.many}${inPercent}.`;
  }
  const isMany = largest.length > 4;
  if (among === undefined) return `${isMany ? `${count(largest.length)} of them` : listed(largest)} had the most ${noun.many}: ${count(most)} each, of ${count(base)}.`;
  const of = `${count(most)} each, of ${count(base)} ${nounFor(base, noun)}`;
  return isMany ? `${count(largest.length)} ${among.many} were equally the most common: ${of}.` : `The most common ${among.many} were ${listed(largest)}: ${of}.`;
}

/** "There were 4 enquiries in 2017/18." or "There were no enquiries in 2017/18." */
export function howMany(value: number, noun: Noun, label: string): string {
  return `There ${value === 1 ? 'was' : 'were'} ${value === 1 ? `one ${noun.one}` : counted(value, noun)} ${during(label)}.`;
}
