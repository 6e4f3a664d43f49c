import { connections } from '../../../domain/acts/independence.ts';
import { type Day, dayInEngland, inWords } from '../../../domain/day.ts';
import { memberOfKey } from '../../../domain/pool.ts';
import { may, type Viewer, viewerRoleNames, type ViewerRole } from '../../../domain/viewer.ts';
import { capitalised, listed } from '../../../reporting/house-style.ts';
import type { PoolCase, PoolChange, PoolPerson } from '../../../store/pool.ts';
import { tagsOf } from './pool-page.ts';
import { checkNames, detailNames, feeInWords, organisationNames, partNames, spanInWords } from './pool-words.ts';

const answerNames = { asked: 'asked, no answer yet', can: 'can', cannot: 'cannot' } as const;
const roleNames: Readonly<Record<string, string>> = viewerRoleNames satisfies Readonly<Record<ViewerRole, string>>;

/** What is known of somebody in the pool, and the cases of theirs that the viewer may see. `keptYears`: for how long they are kept once they left, where that is over. */
export function personPage(viewer: Viewer, one: PoolPerson, cases: readonly PoolCase[], changes: readonly PoolChange[], today: Day, say: (service: string) => string, keptYears?: number) {
  const fact = (name: string, value: string | undefined) => ({ key: { text: name }, value: { text: value === undefined || value === '' ? 'Not on record' : value } });
  const inHand = cases.filter((each) => each.until === undefined && each.closedOn === undefined);
  const barred = [...one.notServices.map(say), ...one.notPeople];
  const ended = one.endedOn !== undefined && one.endedOn <= today;
  return {
    title: one.name, at: `/pool/${one.member}`, tags: tagsOf(one, today), ended,
    endedBecause: one.endedOn === undefined ? undefined : one.endedBecause,
    facts: [
      fact('May be appointed as', one.parts.map((part, index) => (index === 0 ? partNames[part] : partNames[part].toLowerCase())).join(', ')), fact('Email address', one.email), fact('Telephone number', one.telephone),
      fact('Works for', `${organisationNames[one.organisationKind]}${one.organisation === undefined ? '' : `: ${one.organisation}`}`),
      fact('Connection with the authority', one.connection === undefined ? 'None' : capitalised(connections[one.connection])), ...(one.workedHereUntil === undefined ? [] : [fact('Left the authority', inWords(one.workedHereUntil))]),
      fact('Cannot take cases of', barred.length === 0 ? 'Nothing on record' : listed(barred)), fact('Term', spanInWords(one.termFrom, one.termUntil)), fact('Cases at once, at the most', one.mostAtOnce === undefined ? undefined : String(one.mostAtOnce)),
      fact('Fee', feeInWords(one)), fact('Notes', one.notes),
    ],
    checks: (['dbs', 'training', 'references', 'confidentiality'] as const).map((check) => {
      const held = one.checks.find((each) => each.check === check);
      return fact(checkNames[check], held === undefined ? undefined : `${inWords(held.doneOn)}${held.renewBy === undefined ? ', does not run out' : held.renewBy < today ? `, had to be renewed by ${inWords(held.renewBy)}` : `, to be renewed by ${inWords(held.renewBy)}`}`);
    }),
    account: one.accountRoles !== undefined ? `Signs in as ${one.accountName ?? one.name} (${listed(one.accountRoles.map((role) => roleNames[role] ?? role))}). They see the cases they are appointed in, and no others, until their part is over.`
      : one.accountId !== undefined ? `The account of ${one.accountName ?? one.name} is closed: they see nothing.` : 'They have no account in Candour and see nothing. Without one, papers go to them outside it.',
    accountLinks: [
      ...(one.accountRoles === undefined && may(viewer, 'administer') ? [{ text: 'Add an account for them', href: '/administration/accounts/add' }] : []),
      ...(one.accountId === undefined && !may(viewer, 'administer') ? [{ text: 'Ask an administrator for an account, then choose it here', href: `/pool/${one.member}/change#account` }] : []),
      ...(one.accountId === undefined && may(viewer, 'administer') ? [{ text: 'Choose the account that they have', href: `/pool/${one.member}/change#account` }] : []),
    ],
    away: one.away.map((each) => ({ text: spanInWords(each.from, each.until) ?? '', action: `/pool/${one.member}/away/${each.away}/remove` })),
    answers: one.answers.map((answer) => `${inWords(answer.on)}: ${answerNames[answer.answer]}`),
    inHand: inHand.map((each) => caseRow(each, one)), casesDone: cases.filter((each) => !inHand.includes(each)).map((each) => caseRow(each, one)),
    changes: changes.map((change) => ({ when: inWords(dayInEngland(change.at)), by: change.by, what: capitalised([...new Set(change.details.map((detail) => detailNames[detail] ?? detail))].join(', ')) })),
    mayDelete: may(viewer, 'decideCases'), ...(keptYears === undefined || !may(viewer, 'decideCases') ? {} : { keptYears: keptYears === 1 ? '1 year' : `${keptYears} years` }),
  };
}

/** `access`: where somebody has an account by now and the case names them by none. */
function caseRow({ ref, role, closedOn, until, person }: PoolCase, one: PoolPerson) {
  const href = `/cases/${encodeURIComponent(ref)}`;
  const over = until ?? closedOn;
  return {
    ref, href, part: roleNames[role] ?? role, ...(over === undefined ? {} : { until: inWords(over) }),
    ...(over === undefined && memberOfKey(person) !== undefined && one.person !== person ? { access: `${href}/acts/giveAccount` } : {}),
  };
}
