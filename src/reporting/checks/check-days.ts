import { inWords } from '../../domain/day.ts';
import { CalendarEndError, isWorkingDay, workingDaysBetween } from '../../domain/working-days.ts';
import { counted } from '../house-style.ts';
import type { Checking } from './checking.ts';
import type { Reading } from './claims.ts';
import { type Found, placeOf } from './finding.ts';
import { numbersIn } from './read-numbers.ts';
import { daysNamed } from './read-periods.ts';

const workingDay = { one: 'working day', many: 'working days' };

/** Working days typed beside the two days that they are between are counted again; what took so many days says from when. */
export function checkDays(checking: Checking): Found[] {
  return checking.readings.flatMap((reading) => betweenDays(reading, checking));
}

function betweenDays({ sentence }: Reading, { calendar }: Checking): Found[] {
  const { text } = sentence;
  const typed = numbersIn(text).filter(({ kind, end }) => (kind === 'days' || kind === 'limit') && /^[\s-]*(?:working[\s-]+days?|wd)\b/i.test(text.slice(end)));
  const days = daysNamed(text).filter(({ from, to }) => from === to);
  const where = placeOf(sentence);
  if (days.length < 2) {
    return typed.filter(({ kind }) => kind === 'days').filter(() => /\b(?:stage (?:2|two)|investigation)\b/i.test(text) && !/\b(?:from|since|after|between) (?:the |their |its |it |his |her )?(?:\w+ ){0,4}(?:request\w*|statement|agree\w*|receipt|received|accept\w*|start\w*|complaint|asked)\b|\bfrom (?:request|receipt|start)/i.test(text)).map(({ text: number }) => ({
      kind: 'working days' as const, severity: 'look' as const, where, typed: number, wrong: 'It is not said from which day the working days are counted.', says: 'Stage 2 may be counted from the request or from the day on which the statement of complaint was agreed: weeks apart.', mend: 'Say from when to when.',
    }));
  }
  return typed.flatMap(({ value, text: number, kind }): Found[] => {
    if (kind === 'limit' && /\b(?:within|limit|up to|maximum|no more than|target) (?:of )?$/i.test(text.slice(0, text.indexOf(number)))) return [];
    const pairs = days.flatMap((start, at) => days.slice(at + 1).map((end) => (start.from < end.from ? { start: start.from, end: end.from } : { start: end.from, end: start.from })));
    try {
      const counts = pairs.map((pair) => ({ ...pair, count: workingDaysBetween(pair.start, pair.end, calendar) }));
      // Where the first day is counted too: a convention, and said nowhere.
      const alike = counts.find((pair) => pair.count === value) ?? counts.find((pair) => pair.count + 1 === value && isWorkingDay(pair.start, calendar));
      if (alike !== undefined && alike.count === value) return [];
      const says = counts.map((pair) => `From ${inWords(pair.start)} to ${inWords(pair.end)} there are ${counted(pair.count, workingDay)}`).join('. ');
      if (alike !== undefined) return [{ kind: 'working days', severity: 'look', where, typed: number, wrong: `${number} counts the first day too.`, says: `${says}: the day of the event is day 0.`, mend: 'Count from the day after.' }];
      return [{ kind: 'working days', severity: 'must', where, typed: number, wrong: `There are not ${number} working days between the days named.`, says: `${says}.`, mend: 'Put right the number or the days, and name the two events that it is counted between.' }];
    } catch (error) {
      if (error instanceof CalendarEndError) return [];
      throw error;
    }
  });
}
