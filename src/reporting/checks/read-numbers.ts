/** What a typed number counts: a limit in days is no figure, and is held against the law instead. */
export type NumberKind = 'count' | 'percent' | 'points' | 'pounds' | 'days' | 'limit' | 'rate';
export type Direction = 'up' | 'down';
/** `base`: what something is a part of; `change`: how far something went up or down. */
export type NumberRole = 'level' | 'base' | 'change';
/** `loosely`: about so much, or more or less than it. */
export type TypedNumber = {
  readonly start: number; readonly end: number; readonly text: string; readonly kind: NumberKind; readonly value: number; readonly places: number;
  readonly role: NumberRole; readonly direction?: Direction; readonly loosely?: 'about' | 'over' | 'under'; readonly inWords: boolean;
};

const monthNames = 'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
const smallWords = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'] as const;
const tens: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 };

/** Digits that name something and count nothing: dates, years, stages, tables, ages, provisions of law. */
const namesOnly: readonly RegExp[] = [
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s*(?:to|and|[-–])\\s*\\d{1,2}(?:st|nd|rd|th)?)?\\s+(?:of\\s+)?(?:${monthNames})\\b(?:,?\\s+\\d{4})?`, 'gi'),
  new RegExp(`\\b(?:${monthNames})\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}\\b`, 'gi'),
  new RegExp(`\\b(?:${monthNames})\\s+\\d{4}\\b`, 'g'),
  /\b(?:19|20)\d{2}\s*(?:[/–-]|to)\s*(?:(?:19|20)?\d{2})\b[¹²³⁰-⁹]*/g,
  /\b(?:19|20)\d{2}\b(?!,\d{3})/g,
  /\bQ[1-4]\b|(?<!\b(?:this|last|the|each|every|previous|next) )\bquarter\s*[1-4]\b/gi,
  /\b(?:stage|table|chart|figure|section|regulation|reg|paragraph|para|chapter|part|page|annex|appendix|article)\.?\s*\d+[a-z]?(?:\.\d+)*(?:\(\w+\))*/gi,
  /\b(?:stages|tables|charts|figures|sections|regulations|regs|paragraphs|paras|chapters|parts|pages)\.?\s*\d+[a-z]?(?:\(\w+\))*(?:\s*(?:,|and|or|to|[-–])\s*\d+[a-z]?(?:\(\w+\))*)*\b(?!\s*(?:%|per ?cent|working|statutory|corporate|complaints?|compliments?|requests?|of))/gi,
  /\b(?:Person|Question|Priority|Level|Tier|Phase|Key Stage|Year|Form|Step|Note|No\.|Schedule|Class|Group|Standard|Part [A-Z])\s?\d+\b/g,
  /\bthe \d+ (?=most\b|largest\b|highest\b)/gi, /\bSI\s*\d{4}\/\d+/g, /\bs\.\s?\d+\w?(?:\(\w+\))*/g, /\b[A-Z]{1,3}\d+(?:-\d+)*\b/g, /\b\d{1,2}(?:st|nd|rd|th)\b/gi, /\b\d{1,2}[:.]\d{2}\s?(?:am|pm)\b|\b\d{1,2}\s?(?:am|pm)\b/gi, /\b24\/7\b/g,
  /\b(?:aged?|ages)\s+(?:between\s+)?\d{1,2}(?:\s*(?:to|and|or|[-–])\s*\d{1,2})?\b/gi, /\b(?:under|over)[- ](?:\d{1,2}|eighteen)s\b/gi, /\b\d{1,2}(?:\s*(?:to|and|or|[-–])\s*\d{1,2})?[\s-]+years?[\s-]+olds?\b/gi,
  /\b(?:every|per|each)\s+(?:100|1,?000|10,?000)\b/gi, /^\s*\d+(?:\.\d+)+\s/g, /^\s*\d+\.\s(?=[A-Z])/g, /\b0\d{3,4}[\s\d]{6,}\b/g, /\b(?:https?:\/\/|www\.)\S+/gi,
];

const changeBefore = /\b(rise|increase|growth|fall|decrease|reduction|drop|decline|saving|improvement)s? of (?:some |about |around |nearly |almost |over |more than )?(?:an? )?$/i;
const movedBefore = /\b(rose|risen|increased|grew|grown|improved|up|rising|increasing|fell|fallen|decreased|dropped|declined|reduced|down|falling|decreasing|worsened) (?:by )?(?:some |about |around |nearly |almost |over |more than )?(?:an? )?$/i;
const movedBy = /\b(rise|increase|increased|rose|grew|improved|fall|decrease|reduction|reduced|reduce|cut|fell|decreased|dropped|declined|saved|lowered|raised)\b[^,;.]{0,90} by (?:some |about |around |nearly |almost |over |more than )?(?:an? )?$/i;
const changeAfter = /^\s*(?:\)\s*)?(increase|rise|growth|improvement|more|higher|up on|decrease|fall|reduction|drop|decline|fewer|less|lower|saving|down on)\b(?! than (?:\d|one|two|three|half))/i;
const downWords = /fall|decrease|reduc|drop|declin|saving|saved|cut|fell|down|fewer|less|lower/i;

/** Numbers of a sentence, those in words to twenty and by tens too. What stands in `live` is a figure of the report and not typed. */
export function numbersIn(text: string): TypedNumber[] {
  const named: [number, number][] = namesOnly.flatMap((shape) => [...text.matchAll(shape)].map((match): [number, number] => [match.index, match.index + match[0].length]));
  const isName = (start: number, end: number): boolean => named.some(([from, to]) => start < to && end > from);
  const found: TypedNumber[] = [];
  const shape = new RegExp(`(£\\s?)?(?<![\\d.,/])(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?(?:\\s?(k|m|million|thousand)\\b)?(\\s?%|\\s?per ?cent\\b|\\s?(?:percentage[- ])?points?\\b)?|\\b(${[...smallWords, ...Object.keys(tens)].join('|')})\\b(\\s?%|\\s?per ?cent\\b|\\s?percentage[- ]points?\\b)?`, 'gi');
  for (const match of text.matchAll(shape)) {
    const [whole, pound, digits, decimals, scale, sign, word, wordSign] = match;
    const [start, end] = [match.index, match.index + whole.length];
    if (isName(start, end) && pound === undefined) continue;
    const unit = (sign ?? wordSign ?? '').trim().toLowerCase();
    // “Points” alone after a number are points of complaints, unless something went up or down by them.
    const movedByPoints = /^points?$/.test(unit) && (changeBefore.test(text.slice(0, start)) || /\b(?:rose|fell|increased|decreased|dropped|improved|up|down) (?:by )?$/i.test(text.slice(0, start)));
    const isPoints = unit.startsWith('percentage') || movedByPoints;
    const endOf = /^points?$/.test(unit) && !isPoints ? end - (sign ?? '').length : end;
    const before = text.slice(0, start);
    const after = text.slice(endOf);
    if (word !== undefined && !countsSomething(word, before, after)) continue;
    const value = word === undefined ? Number(`${(digits ?? '').replaceAll(',', '')}${decimals ?? ''}`) * (/^(?:k|thousand)$/i.test(scale ?? '') ? 1_000 : scale === undefined ? 1 : 1_000_000) : (tens[word.toLowerCase()] ?? smallWords.indexOf(word.toLowerCase() as (typeof smallWords)[number]));
    const days = daysAfter(before, after);
    if (days === 'other time') continue;
    const kind: NumberKind = pound !== undefined ? 'pounds' : isPoints ? 'points' : unit === '%' || unit.startsWith('per') ? 'percent' : days ?? (decimals === undefined ? 'count' : 'rate');
    const moved = changeBefore.exec(before) ?? movedBefore.exec(before) ?? movedBy.exec(before) ?? changeAfter.exec(after);
    const isBase = /\b(?:of|out of)(?: (?:the|all|all the|these|those|our|a total of))*\s*$/i.test(before) && moved === null && !/\b(?:total|number|average|mean|maximum|minimum|cost|sum|spend|limit|target|rate|share|level|majority) of(?: (?:the|all|about))*\s*$/i.test(before);
    found.push({
      start, end: endOf, text: text.slice(start, endOf), kind, value, places: decimals === undefined ? 0 : decimals.length - 1, inWords: word !== undefined,
      role: kind === 'points' || (moved !== null && !/^(?:all|none)$/i.test(whole)) ? 'change' : isBase ? 'base' : 'level',
      ...(moved === null ? {} : { direction: downWords.test(moved[1] ?? '') ? 'down' as const : 'up' as const }),
      ...(scale === undefined ? loosely(before) : { loosely: 'about' as const }),
    });
  }
  return found;
}

function loosely(before: string): { readonly loosely?: 'about' | 'over' | 'under' } {
  const match = /\b(about|around|roughly|approximately|some|circa|over|more than|at least|above|nearly|almost|under|less than|fewer than|just under|just over|below|up to)\s*$/i.exec(before);
  const word = match?.[1]?.toLowerCase();
  if (word === undefined) return {};
  return { loosely: /^(?:over|more than|at least|above|just over)$/.test(word) ? 'over' : /^(?:nearly|almost|under|less than|fewer than|just under|below|up to)$/.test(word) ? 'under' : 'about' };
}

/** A number in words counts only where a thing follows: “one another” and “two-thirds” do not. */
function countsSomething(word: string, before: string, after: string): boolean {
  if (/^(?:-|’|')/.test(after) || before.endsWith('-')) return false;
  if (/^one$/i.test(word)) return /^ (?:\w+ ){0,3}(?:complaints?|compliments?|contacts?|representations?|requests?|investigations?|panels?|enquir\w+|decisions?|elements?|points?|young pe\w+|pe\w+|child|parent|carer|relative|(?:was|were|of (?:these|them|which)))\b/i.test(after) && !/\b(?:no|any|every|each|this|that|which|the|another|more than|another) $/i.test(before);
  if (/^none$/i.test(word)) return true;
  if (/^ (?:or more|ways?|sides?|parts?|procedures?|kinds?|types?|reasons?|areas?|main|key|broad|further|other|stages?|thirds?|quarters?|times?)\b/i.test(after)) return false;
  return true;
}

/** Whether it counts working days, and then whether as a limit or as time taken; weeks, months and hours are not checked. */
function daysAfter(before: string, after: string): 'days' | 'limit' | 'other time' | undefined {
  if (/^[\s-]*(?:(?:calendar )?(?:weeks?|months?|years?|hours?|minutes?)\b|calendar days?\b)/i.test(after)) return 'other time';
  // “Within 5 and the response within 15 working days”.
  if (/\b(?:within|extended to|up to|maximum of)\s*$/i.test(before) && /\bworking[\s-]+days?\b/i.test(before + after) && /^\s*(?:[,;.)]|and\b|or\b|at (?:most|the)|in (?:all|total)|altogether|$)/i.test(after)) return 'limit';
  if (/\bworking[\s-]+days?\b[^.;\d]{0,40}(?:and|or|,|to) (?:up )?(?:to )?$/i.test(before) && /^\s*(?:where|when|if|at|in (?:all|total)|for|once)\b/i.test(after)) return 'limit';
  const inRange = /^\s*(?:to|and|or|[-–])\s*(?:\d+|\w+)[\s-]*(?:working[\s-]*)?(?:days?|wd)\b/i.test(after);
  if (!inRange && !/^[\s-]*(?:statutory )?(?:working[\s-]*)?(?:days?|wd)\b/i.test(after)) return undefined;
  return /\b(?:took|taken|taking|averag\w+|mean|after|lasted|total of|was|were)\s(?:(?:a |an |the )?(?:average|mean|total)?(?: of)?\s?)?(?:only |just |some |about |around |nearly |almost |over )?$/i.test(before) && !/\b(?:limit|target|timescale|deadline|allowed|timeframe) (?:was|is|of|were)\s*$/i.test(before) ? 'days' : 'limit';
}
