import { dayInEngland, inWords } from '../domain/day.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', minute: '2-digit', hour12: true });

/** `2 April 2026 at 3:07pm`, in England's time. */
export function instantInWords(at: Date): string {
  return `${inWords(dayInEngland(at))} at ${clock.format(at).replaceAll(/\s/gu, '').toLowerCase()}`;
}
