import { addDays, format, isWeekend } from 'date-fns';
import { englandsBankHolidays } from '../src/domain/bank-holidays.ts';
import { day, dayFromNumber, dayNumber, type Day } from '../src/domain/day.ts';
import { addWorkingDays, englandsCalendar, workingDaysAfter } from '../src/domain/working-days.ts';
import { compared, type Result } from './result.ts';
import { nanosecondsACall } from './sample.ts';

const WORKING_DAYS = 25;
const STARTS = 1000;
const holidays: ReadonlySet<string> = new Set(englandsBankHolidays.map((holiday) => holiday.on));

function byDateFns(from: Date): Date {
  let on = from;
  for (let counted = 0; counted < WORKING_DAYS;) {
    on = addDays(on, 1);
    if (!isWeekend(on) && !holidays.has(format(on, 'yyyy-MM-dd'))) counted += 1;
  }
  return on;
}

function byTemporal(from: Temporal.PlainDate): Temporal.PlainDate {
  let on = from;
  for (let counted = 0; counted < WORKING_DAYS;) {
    on = on.add({ days: 1 });
    if (on.dayOfWeek < 6 && !holidays.has(on.toString())) counted += 1;
  }
  return on;
}

/** Adding 25 working days, on the index and day by day with two libraries; all must give the same day for 1,000 starts over ten years. */
export function benchWorkingDays(repeats: number): Result[] {
  const first = dayNumber(day('2016-01-01'));
  const days = Array.from({ length: STARTS }, (_, index): Day => dayFromNumber(first + Math.floor((index * 3650) / STARTS)));
  const numbers = days.map(dayNumber);
  const dates = days.map((on) => new Date(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1, Number(on.slice(8, 10))));
  const plain = days.map((on) => Temporal.PlainDate.from(on));
  for (const [index, on] of days.entries()) {
    const ours = workingDaysAfter(on, WORKING_DAYS, englandsCalendar);
    const theirs = [dayFromNumber(addWorkingDays(numbers[index]!, WORKING_DAYS, englandsCalendar)), format(byDateFns(dates[index]!), 'yyyy-MM-dd'), byTemporal(plain[index]!).toString()];
    if (theirs.some((other) => other !== ours)) throw new Error(`25 working days after ${on}: ${ours} by the index, ${theirs.join(', ')} by the others`);
  }
  const onIndex = nanosecondsACall(repeats, 2_000_000, (index) => addWorkingDays(numbers[index % STARTS]!, WORKING_DAYS, englandsCalendar));
  const onText = nanosecondsACall(repeats, 200_000, (index) => workingDaysAfter(days[index % STARTS]!, WORKING_DAYS, englandsCalendar).length);
  const dateFns = nanosecondsACall(repeats, STARTS, (index) => byDateFns(dates[index]!).getTime());
  const temporal = nanosecondsACall(repeats, STARTS, (index) => byTemporal(plain[index]!).day);
  const line = (what: string, sample: typeof onIndex, other: string, theirs: typeof onIndex, aim?: number) => compared({
    what, reached: sample.median, unit: 'ns', spread: sample, ...(aim === undefined ? {} : { aim }), compared: { with: other, reached: theirs.median, spread: theirs },
  });
  return [
    line('Add 25 working days to a day number', onIndex, 'date-fns, day by day', dateFns, 100),
    line('Add 25 working days to a day number', onIndex, 'native Temporal, day by day', temporal, 100),
    line('Add 25 working days to a written day', onText, 'native Temporal, day by day', temporal),
  ];
}
