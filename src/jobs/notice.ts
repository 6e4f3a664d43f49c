import type { Day } from '../domain/day.ts';
import { inWords } from '../domain/day.ts';
import type { ReminderKind } from '../domain/reminders.ts';
import type { Database } from '../store/database.ts';
import { awaitingConfirmation } from '../store/awaiting-confirmation.ts';
import { maySeeCase } from '../store/access.ts';
import { hasPart, mayBeMailedOf } from '../store/digest-lists.ts';
import { lettersOf, letterSettingsOf } from '../store/letters.ts';
import type { Reminder } from '../store/reminders.ts';
import { type Address, casePath, inText, pageAt } from './mail-text.ts';

type Written = { readonly subject: string; readonly text: string };
type NoticeOf = { readonly database: Database; readonly reminder: Reminder; readonly today: Day; readonly at: Date; readonly address: Address };

const NOTHING_ELSE = 'What the case is about is in Candour alone, and never in a mail.';

/** What somebody is told at once; undefined where it holds no more, or is of a case that a mail may not tell them of. */
export async function noticeFor(of: NoticeOf): Promise<Written | undefined> {
  const { database, reminder: { kind, viewer, caseId }, today, at, address } = of;
  if (kind === 'test') return testMail(of);
  if (caseId === undefined) return undefined;
  if (kind === 'glass broken') return await maySeeCase(database, viewer, caseId, today, at) ? glassBroken(of) : undefined;
  const ref = await mayBeMailedOf(database, viewer, caseId, today, at);
  if (ref === undefined || !(await stillHolds(of, caseId))) return undefined;
  const { subject, said, path, otherwise } = wordsOf(kind, ref);
  return { subject, text: inText([said, '', pageAt(address, path, otherwise)], [], [NOTHING_ELSE]) };
}

async function stillHolds({ database, reminder: { kind, viewer, about }, today, at }: NoticeOf, caseId: number): Promise<boolean> {
  switch (kind) {
    case 'allocated': case 'appointed': return hasPart(database, viewer, caseId, today);
    case 'confirmation': return (await awaitingConfirmation(database, viewer, today, at, caseId)).some((one) => one.decidedBy !== viewer.key);
    case 'approval': {
      const number = Number(/ letter (?<letter>\d+)$/u.exec(about)?.groups?.['letter']);
      const letter = (await lettersOf(database, viewer.authorityId, caseId)).find((one) => one.letter === number);
      return letter?.state === 'draft' && !letter.writtenBy.includes(viewer.accountId) && (await letterSettingsOf(database, viewer.authorityId)).secondPerson;
    }
    default: return false;
  }
}

function wordsOf(kind: ReminderKind, ref: string): { readonly subject: string; readonly said: string; readonly path: string; readonly otherwise: string } {
  const otherwise = 'Sign in to Candour to see it.';
  switch (kind) {
    case 'allocated': return { subject: 'Candour: a case has been given to you', said: `Case ${ref} has been given to you to answer.`, path: casePath(ref), otherwise };
    case 'appointed': return { subject: 'Candour: you have been appointed in a case', said: `You have been appointed in case ${ref}.`, path: casePath(ref), otherwise };
    case 'confirmation': return { subject: 'Candour: a decision waits for you', said: `How case ${ref} is handled has been decided, and waits for a second person to confirm it.`, path: `${casePath(ref)}/handling/confirmation`, otherwise };
    default: return { subject: 'Candour: a letter waits for you', said: `A letter of case ${ref} waits for a second person to approve it.`, path: `${casePath(ref)}/letters`, otherwise };
  }
}

/** Says neither which case nor who: what was hidden stays out of the mail. */
function glassBroken({ reminder: { madeAt }, today, address }: NoticeOf): Written {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(madeAt);
  return {
    subject: 'Candour: somebody opened a case that was hidden from them',
    text: inText([
      `At ${time} somebody gave a reason and opened a case that is hidden from them. Who, which and why is on the audit trail.`, '', pageAt(address, '/audit', 'It is under Audit in Candour.'),
    ], [], ['This mail goes to complaints managers, and cannot be turned off.', `Sent on ${inWords(today)}.`]),
  };
}

function testMail({ address }: NoticeOf): Written {
  return {
    subject: 'Candour: a test',
    text: inText(['Mail from Candour reaches you.', '', ...(address === undefined ? ['Mails have no links yet: set CANDOUR_ADDRESS to the address at which people open Candour.'] : [`Links in mails lead to ${address}.`])], [], ['You asked for this under Administration, Reminders.']),
  };
}
