import { whatStandsAgainst } from '../../../domain/acts/fit-to-appoint.ts';
import { roles, rolesOf } from '../../../domain/acts/roles.ts';
import { type Day, inWords } from '../../../domain/day.ts';
import { cannotSitBecause, hasEnough, memberNamed, type PoolMember, type PoolPart } from '../../../domain/pool.ts';
import type { ViewerRole } from '../../../domain/viewer.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import type { Choice, ChoiceField, FormSetting, TextField, TickField } from './act-form.ts';
import { reasonsWhere } from './fields.ts';

/**
 * Whom to appoint: the people of the council's pool for a part, those of whom all is in order and who have the fewest cases first; then those
 * who have an account for it and are not in the pool.
 */
export function fromPool(label: string, setting: FormSetting, parts: readonly PoolPart[], having: readonly ViewerRole[]): ChoiceField<string> & { need: 'always' } {
  const { file, people, proposed } = setting;
  const pool = setting.context.pool ?? [];
  const known = new Set(pool.flatMap((member) => member.keys));
  const forPart = pool.filter((member) => member.endedOn === undefined && (parts.some((part) => member.parts.includes(part)) || member.person === proposed?.['person']));
  const rows = forPart.map((member) => ({ member, found: parts.map((part) => whatStandsAgainst(member, part, file, setting.context)).map(({ bars, thinkOf }) => [...bars, ...thinkOf]).toSorted((a, b) => a.length - b.length)[0] ?? [] }))
    .toSorted((a, b) => Math.min(a.found.length, 1) - Math.min(b.found.length, 1) || a.member.inHand - b.member.inHand || a.member.name.localeCompare(b.member.name, 'en-GB'));
  const choices: readonly Choice[] = [
    ...rows.map(({ member, found }) => ({
      value: member.person, text: `${member.name}: ${member.inHand === 1 ? '1 case' : `${member.inHand} cases`} in hand${found.length === 0 ? '' : `, ${rows.length > 5 ? found.join(', ') : 'not everything in order'}`}`,
      ...(found.length === 0 ? {} : { hint: capitalised(found.join('; ')) }),
    })),
    ...people.filter((each) => !known.has(each.key) && having.some((role) => each.roles.includes(role))).map((each) => {
      const held = rolesOf(file, each.key);
      return { value: each.key, text: `${each.name} (not in the pool${held.length === 0 ? '' : `; ${held.map((role) => roles[role]).join(', ')} in this case`})` };
    }),
  ];
  const hint = choices.length === 0 ? 'Nobody is in the pool for this yet, and nobody has an account for it. Add somebody to the pool first.' : 'From the pool, with the cases they have in hand. Whoever has an account and is not in the pool comes last.';
  const start = choices.some((choice) => choice.value === proposed?.['person']) ? proposed?.['person'] : undefined;
  return { kind: 'choice', label, hint, need: 'always', choices, ...(start === undefined ? {} : { start }) };
}

/** Asked of everybody who is appointed from outside. */
export function appointing(): { readonly declaredNoConflict: TickField & { need: 'sometimes' }; readonly despite: TextField & { need: 'sometimes' } } {
  return {
    declaredNoConflict: { kind: 'tick', need: 'sometimes', label: 'They have declared that they have no conflict of interest in this case', hint: 'With the service, the people in it, or what it is about. The declaration goes on record with the appointment.' },
    despite: reasonsWhere('Why they are appointed although not everything is in order', 'Needed only where a check, their term or their part in the pool is not in order'),
  };
}

/** Where to look somebody up, and to add somebody who is not there. */
export function poolLinks(part: PoolPart): (setting: FormSetting) => readonly { readonly text: string; readonly href: string }[] {
  return ({ file }) => [
    { text: 'Search the pool and compare', href: `/cases/${encodeURIComponent(file.ref)}/pool/${part}` },
    { text: 'Somebody who is not in it: add them to the pool', href: `/pool/add?for=${encodeURIComponent(file.ref)}&part=${part}` },
  ];
}

/** What to think of before somebody is appointed all the same. */
export function loadWarnings(pool: readonly PoolMember[] | undefined, person: string, meetingOn?: Day): readonly string[] {
  const member = memberNamed(pool, person);
  if (member === undefined) return [];
  return [
    ...(hasEnough(member) ? [`${member.name} has ${member.inHand === 1 ? '1 case' : `${member.inHand} cases`} in hand and takes ${member.mostAtOnce} at once.`] : []),
    ...(meetingOn === undefined ? [] : sittingWarnings([member], meetingOn)),
  ];
}

const becauseInWords = { away: 'is away', 'said so': 'has said that they cannot sit', 'another panel': 'sits on another panel' } as const;

/** Those of a panel who cannot sit on a day. */
export function sittingWarnings(members: readonly PoolMember[], on: Day): readonly string[] {
  return members.flatMap((member) => {
    const because = cannotSitBecause(member, on);
    return because === undefined ? [] : [`${member.name} ${becauseInWords[because]} on ${inWords(on)}.`];
  });
}
