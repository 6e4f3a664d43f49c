import type { PrintedQuestion } from '../../../reporting/open-data/printed-figures.ts';

export const ROOT = '/open-data/v1';
export const LICENCE = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/';
/** What one answer lists at most of addresses that are answered. */
export const MOST_ADDRESSES = 100;

export function councilAddress(council: string, rest: string): string {
  return `${ROOT}/${encodeURIComponent(council)}/${rest}`;
}

/** The address that asks for all that was printed by the keys of a question, whatever their values. */
export function addressOfQuestions(council: string, { measure, from, to, where, on, share, shareWithin, within }: PrintedQuestion): string {
  const search = new URLSearchParams({ measure, from, to });
  for (const key of Object.keys(where).toSorted()) search.append('by', key);
  if (on !== undefined) search.set('on', on);
  if (share === true) search.set('share', 'true');
  for (const [key, value] of Object.entries(shareWithin ?? {})) search.set(`share_within.${key}`, value);
  if (within !== undefined) search.set('within', String(within));
  return councilAddress(council, `figures?${search.toString()}`);
}
