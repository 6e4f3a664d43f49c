import { type Standing, standingInWords } from '../domain/clocks.ts';
import type { Day } from '../domain/day.ts';
import { type Calendar, workingDaysBetween } from '../domain/working-days.ts';
import { capitalised } from '../reporting/house-style.ts';

/** A coloured tag. The text says all that the colour does. */
export type Tag = { readonly text: string; readonly colour: 'red' | 'orange' | 'yellow' | 'blue' | 'green' | 'grey' };

const SOON_WORKING_DAYS = 5;

/** How a clock stands, as a tag. At the weekend after its day it is overdue by no working day yet: no number is said then. */
export function standingTag(standing: Standing): Tag {
  const said: Standing = standing.is === 'overdue' && standing.workingDays === 0 ? { is: 'overdue' } : standing;
  return { text: capitalised(standingInWords(said)), colour: colourOf(standing) };
}

function colourOf(standing: Standing): Tag['colour'] {
  switch (standing.is) {
    case 'overdue': return 'red';
    case 'missed': return 'orange';
    case 'due today': return 'yellow';
    case 'running': return standing.workingDaysLeft !== undefined && standing.workingDaysLeft <= SOON_WORKING_DAYS ? 'yellow' : 'blue';
    case 'met': return 'green';
    case 'suspended': case 'not yet': case 'closed': return 'grey';
    default: return standing satisfies never;
  }
}

/** How something that is not done stands on a day: `Overdue by 3 working days`, `Due today`, `4 working days left`. */
export function dueTag(dueOn: Day, today: Day, calendar: Calendar, standingStillSince?: Day): Tag {
  if (standingStillSince !== undefined) return standingTag({ is: 'suspended', since: standingStillSince });
  if (dueOn === today) return standingTag({ is: 'due today' });
  const [earlier, later] = dueOn < today ? [dueOn, today] : [today, dueOn];
  const known = earlier >= calendar.knownFrom && later <= calendar.knownUntil ? workingDaysBetween(earlier, later, calendar) : undefined;
  if (dueOn < today) return standingTag(known === undefined ? { is: 'overdue' } : { is: 'overdue', workingDays: known });
  return standingTag(known === undefined ? { is: 'running' } : { is: 'running', workingDaysLeft: known });
}
