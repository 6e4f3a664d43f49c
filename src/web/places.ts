import { may, type Viewer } from '../domain/viewer.ts';
import type { Allowed } from './request-context.ts';

/** A page that is reached from everywhere. `current`: it is the page itself, or one that belongs to it. */
export type Place = { readonly text: string; readonly href: string; readonly current?: 'page' | 'true' };
export type Places = {
  readonly places: readonly Place[];
  /** The pages of the place where one is, if it has several. */
  readonly within?: { readonly text: string; readonly places: readonly Place[] };
};

type Page = {
  readonly text: string; readonly href: string; readonly allow: Exclude<Allowed, 'anybody' | 'figures' | 'half signed in'>;
  /** What it is called where it is the only page of its place that somebody may use. */
  readonly alone?: string;
  /** Where the pages are that are reached from it and stand elsewhere. */
  readonly also?: readonly string[];
};

/** In the order in which work is done. As many as go on one line of a desk's screen, for somebody who may use them all. */
const PLACES: readonly { readonly text: string; readonly pages: readonly Page[] }[] = [
  { text: 'Work', pages: [{ text: 'Work', href: '/work', allow: 'signed in', also: ['/confirmations', '/hand-over'] }] },
  {
    text: 'Cases', pages: [
      { text: 'All cases', alone: 'Cases', href: '/cases', allow: 'signed in', also: ['/break-glass'] }, { text: 'Board', href: '/board', allow: 'seeCases' },
      { text: 'Compliments', href: '/compliments', allow: 'seeCases' }, { text: 'Ombudsman', href: '/ombudsman', allow: 'seeCases' }, { text: 'Invoices', href: '/invoices', allow: 'seeCases' },
    ],
  },
  { text: 'Record', pages: [{ text: 'Record', href: '/record', allow: 'recordCases' }] },
  { text: 'Learning', pages: [{ text: 'Learning', href: '/learning', allow: 'signed in' }] },
  { text: 'Investigators and panels', pages: [{ text: 'Investigators and panels', href: '/pool', allow: 'recordCases' }] },
  {
    text: 'Figures and reports', pages: [
      { text: 'Dashboard', href: '/dashboard', allow: 'seeFigures' }, { text: 'Figures', href: '/figures', allow: 'seeFigures' }, { text: 'Reports', href: '/reports', allow: 'seeFigures', also: ['/authorities'] },
      { text: 'Publications', href: '/publications', allow: 'seeFigures' },
    ],
  },
  {
    text: 'Administration', pages: [
      { text: 'Settings and accounts', alone: 'Administration', href: '/administration', allow: 'keepRecords', also: ['/people'] }, { text: 'Audit', href: '/audit', allow: 'seeAudit' },
    ],
  },
];

/** Where somebody may go, and where they are. */
export function placesFor(viewer: Viewer, url: string): Places {
  const path = url.split('?')[0] ?? '';
  const currentOf = ({ href, also = [] }: Page): Pick<Place, 'current'> => {
    if (path === href) return { current: 'page' };
    return [href, ...also].some((one) => path === one || path.startsWith(`${one}/`)) ? { current: 'true' } : {};
  };
  let within: Places['within'];
  const places = PLACES.flatMap(({ text, pages }): Place[] => {
    const own = pages.filter(({ allow }) => allow === 'signed in' || may(viewer, allow));
    const [first] = own;
    if (first === undefined) return [];
    if (own.length === 1) return [{ text: first.alone ?? first.text, href: first.href, ...currentOf(first) }];
    const all = own.map((page): Place => ({ text: page.text, href: page.href, ...currentOf(page) }));
    if (!all.some(({ current }) => current !== undefined)) return [{ text, href: first.href }];
    within = { text, places: all };
    return [{ text, href: first.href, current: 'true' }];
  });
  return { places, ...(within === undefined ? {} : { within }) };
}
