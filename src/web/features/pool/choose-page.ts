import { whatStandsAgainst } from '../../../domain/acts/fit-to-appoint.ts';
import type { ActContext } from '../../../domain/acts/context.ts';
import type { RepresentationFile } from '../../../domain/case-file.ts';
import { inWords } from '../../../domain/day.ts';
import { reviewOf } from '../../../domain/acts/review.ts';
import { cannotSitBecause, type PoolPart, poolParts } from '../../../domain/pool.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import { isFound } from '../../../store/pool.ts';
import type { PoolMemberForCase } from '../../../store/pool-for-case.ts';
import { type PoolRow, poolRow } from './pool-page.ts';
import { partNames } from './pool-words.ts';

export function isPart(part: string): part is PoolPart {
  return poolParts.some((one) => one === part);
}

/** The form by which somebody is appointed to a part, filled with what is proposed. */
export function appointHref(ref: string, part: PoolPart, proposed: Readonly<Record<string, string>>): string {
  const panel = part === 'panel_chair' || part === 'panel_member';
  const act = part === 'investigating_officer' ? 'appointInvestigatingOfficer' : part === 'independent_person' ? 'appointIndependentPerson' : 'appointPanelMember';
  const search = new URLSearchParams({ ...(panel ? { role: part === 'panel_chair' ? 'chair' : 'member' } : {}), ...proposed }).toString();
  return `/cases/${encodeURIComponent(ref)}/acts/${act}${search === '' ? '' : `?${search}`}`;
}

type ChooseRow = PoolRow & { readonly bars?: string; readonly thinkOf?: string; readonly choose?: string };

/** The pool for one part in one case: those who may be appointed first, the least burdened of them first of all. */
export function choosePage(file: RepresentationFile, part: PoolPart, pool: readonly PoolMemberForCase[], find: string, context: ActContext) {
  const rows = pool.filter((member) => member.endedOn === undefined && (find === '' || isFound(member.of, find))).map((member) => ({ member, ...whatStandsAgainst(member, part, file, context), forPart: member.parts.includes(part) }))
    .toSorted((a, b) => Math.min(1, a.bars.length) - Math.min(1, b.bars.length) || Number(b.forPart) - Number(a.forPart) || a.thinkOf.length - b.thinkOf.length || a.member.inHand - b.member.inHand || a.member.name.localeCompare(b.member.name, 'en-GB'));
  const meetingOn = part === 'panel_chair' || part === 'panel_member' ? reviewOf(file)?.meetingOn : undefined;
  const onTheDay = (member: PoolMemberForCase) => {
    const because = meetingOn === undefined ? undefined : cannotSitBecause(member, meetingOn);
    return because === undefined || meetingOn === undefined ? [] : [`${{ away: 'away', 'said so': 'has said that they cannot sit', 'another panel': 'sits on another panel' }[because]} on ${inWords(meetingOn)}, the day of the panel`];
  };
  const name = partNames[part].toLowerCase();
  return {
    title: `Choose ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`, ref: file.ref, find, action: `/cases/${encodeURIComponent(file.ref)}/pool/${part}`,
    add: `/pool/add?for=${encodeURIComponent(file.ref)}&part=${part}`, without: appointHref(file.ref, part, {}),
    backTo: { text: `Back to case ${file.ref}`, href: `/cases/${encodeURIComponent(file.ref)}` },
    rows: rows.map(({ member, bars, thinkOf }): ChooseRow => ({
      ...poolRow(member.of, context.today), tags: [],
      ...(bars.length === 0 ? { choose: appointHref(file.ref, part, { person: member.person }) } : { bars: capitalised(bars.join('; ')) }), ...([...thinkOf, ...onTheDay(member)].length === 0 ? {} : { thinkOf: capitalised([...thinkOf, ...onTheDay(member)].join('; ')) }),
    })),
    nothing: rows.length > 0 ? undefined : find === '' ? 'Nobody is in the pool yet.' : 'Nobody in the pool has that name or organisation.',
  };
}
