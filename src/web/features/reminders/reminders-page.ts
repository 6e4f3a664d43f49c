import { dayInEngland, inWords } from '../../../domain/day.ts';
import { leastEscalation, mostEscalation, readTime, type ReminderKind, type ReminderSettings } from '../../../domain/reminders.ts';
import { counted } from '../../../reporting/house-style.ts';
import type { RoundMade } from '../../../store/job-rounds.ts';
import type { FailedReminder, ReminderCounts } from '../../../store/reminders.ts';
import { instantInWords } from '../../instant-in-words.ts';

export type FieldError = { readonly text: string; readonly href: string };
/** How mail goes out, as far as a page needs to know. */
export type MailInUse = { readonly from: string; readonly hasAddress: boolean };
type Fact = { readonly key: { readonly text: string }; readonly value: { readonly text: string } };

export const MOST_FAILURES = 20;
export const DAYS_SHOWN = 7;

const kindNames: Readonly<Record<ReminderKind, string>> = {
  digest: 'Morning digest', allocated: 'A case given to them', appointed: 'An appointment', confirmation: 'A decision to confirm', approval: 'A letter to approve', 'glass broken': 'A hidden case opened', test: 'A test',
};

export type Typed = { readonly digests: boolean; readonly notices: boolean; readonly digestAt: string; readonly escalateAfter: string };

export function typedFrom(settings: ReminderSettings): Typed {
  return { digests: settings.digests, notices: settings.notices, digestAt: settings.digestAt, escalateAfter: String(settings.escalateAfter) };
}

/** What a form says, and what is wrong with it. */
export function readSettings(typed: Typed): { readonly settings: ReminderSettings } | { readonly errors: readonly FieldError[] } {
  const digestAt = readTime(typed.digestAt);
  const escalateAfter = /^\d{1,3}$/u.test(typed.escalateAfter) ? Number(typed.escalateAfter) : Number.NaN;
  const errors: FieldError[] = [
    ...(digestAt === undefined ? [{ text: typed.digestAt === '' ? 'Enter the time of the digest' : 'Time of the digest must be a time of day, such as 07:30', href: '#digestAt' }] : []),
    ...(escalateAfter >= leastEscalation && escalateAfter <= mostEscalation ? [] : [{ text: `Working days overdue must be a whole number from ${leastEscalation} to ${mostEscalation}`, href: '#escalateAfter' }]),
  ];
  return digestAt === undefined || errors.length > 0 ? { errors } : { settings: { digests: typed.digests, notices: typed.notices, digestAt, escalateAfter } };
}

type Found = {
  readonly mail: MailInUse | undefined; readonly rounds: readonly RoundMade[]; readonly counts: ReminderCounts; readonly failures: readonly FailedReminder[];
  readonly tests: readonly { readonly askedAt: Date; readonly state: string; readonly failure?: string }[];
};

export type RemindersPage = {
  readonly title: string; readonly errors: readonly FieldError[]; readonly beside: Readonly<Record<string, { readonly text: string }>>; readonly done?: string;
  readonly typed: Typed; readonly mailOn: boolean; readonly facts: readonly Fact[];
  readonly tests: readonly { readonly asked: string; readonly came: string }[];
  readonly failures: readonly { readonly tried: string; readonly what: string; readonly whom: string; readonly why: string; readonly next: string }[];
};

export function remindersPage(typed: Typed, { mail, rounds, counts, failures, tests }: Found, errors: readonly FieldError[], done?: string): RemindersPage {
  return {
    title: 'Reminders', errors, beside: Object.fromEntries(errors.map((error) => [error.href.slice(1), { text: error.text }])), ...(done === undefined ? {} : { done }), typed, mailOn: mail !== undefined,
    facts: [
      fact('Mail', mail === undefined ? 'Not sent: no mail server is configured' : `Sent from ${mail.from}`),
      ...(mail === undefined ? [] : [fact('Links in mails', mail.hasAddress ? 'Yes' : 'None: CANDOUR_ADDRESS does not say where Candour is reached')]),
      fact('Digests last written', digestsInWords(rounds.find(({ job }) => job === 'digests'))),
      fact('Last mail sent', counts.lastSentAt === undefined ? 'None yet' : instantInWords(counts.lastSentAt)),
      fact(`In the last ${DAYS_SHOWN} days`, `${counts.sent} sent, ${counts.failed} given up, ${counts.waiting} waiting now`),
      fact('Last cleaned', cleaningInWords(rounds.find(({ job }) => job === 'cleaning'))),
    ],
    tests: tests.map(({ askedAt, state, failure }) => ({ asked: instantInWords(askedAt), came: testInWords(state, failure) })),
    failures: failures.map((one) => ({ tried: instantInWords(one.triedAt), what: kindNames[one.kind], whom: one.name, why: one.failure, next: nextInWords(one) })),
  };
}

function fact(key: string, value: string): Fact {
  return { key: { text: key }, value: { text: value } };
}

function digestsInWords(round: RoundMade | undefined): string {
  if (round === undefined) return 'Not yet';
  const { digests } = round.result;
  return typeof digests === 'number' ? `${instantInWords(round.ranAt)}, for ${counted(digests, { one: 'person', many: 'people' })}. Whoever has nothing to do gets no mail` : `None on ${inWords(dayInEngland(round.ranAt))}: not a working day, or too late in the day`;
}

function cleaningInWords(round: RoundMade | undefined): string {
  if (round === undefined) return 'Not yet';
  const { sessions = 0, forms = 0, drafts = 0, reminders = 0 } = round.result;
  return `${instantInWords(round.ranAt)}: ${counted(Number(sessions), { one: 'session', many: 'sessions' })} that had ended, ${counted(Number(forms), { one: 'form number', many: 'form numbers' })}, ${counted(Number(drafts), { one: 'draft', many: 'drafts' })} kept long enough and ${counted(Number(reminders), { one: 'old mail', many: 'old mails' })}`;
}

function testInWords(state: string, failure: string | undefined): string {
  if (state === 'sent') return 'Sent';
  if (failure !== undefined) return `Not sent. ${failure}`;
  return state === 'waiting' ? 'On its way' : 'Not sent';
}

function nextInWords({ state, attempts }: FailedReminder): string {
  const tried = counted(attempts, { one: 'attempt', many: 'attempts' });
  if (state === 'waiting') return `${tried}; tried again by itself`;
  return state === 'failed' ? `${tried}; given up` : `${tried}; no longer needed`;
}
