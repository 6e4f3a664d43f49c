import type { AuditFilters, AuditKey, AuditLine } from '../../../store/audit-for-viewer.ts';
import { type AuditedAct, auditedActs } from '../../../store/audit.ts';
import type { GlassBroken } from '../../../store/hidden-case.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import { instantInWords } from '../../instant-in-words.ts';

export const ENTRIES_A_PAGE = 50;

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type Entry = { readonly at: string; readonly who: string; readonly what: string; readonly details: string; readonly ref?: string; readonly href?: string };

export type AuditPage = {
  readonly title: string; readonly caseRef?: string; readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly ref: string; readonly people: readonly Item[]; readonly acts: readonly Item[]; readonly entries: readonly Entry[]; readonly older?: string; readonly newest?: string;
  readonly glassBroken: readonly { readonly who: string; readonly reason: string; readonly at: string; readonly until: string }[];
};

export type ReadAudit = { readonly ref: string; readonly accountId?: number; readonly what?: AuditedAct; readonly after?: AuditKey };

export function readAudit(query: Readonly<Record<string, unknown>>): ReadAudit {
  const typed = (name: string) => (typeof query[name] === 'string' ? query[name].trim().replaceAll('\0', '') : '');
  const person = typed('person');
  const what = auditedActs.find((one) => one === typed('what'));
  const [, milliseconds, skip] = /^(\d{1,15})-(\d{1,6})$/.exec(typed('before')) ?? [];
  return {
    ref: typed('case').slice(0, 100), ...(/^\d{1,9}$/.test(person) ? { accountId: Number(person) } : {}), ...(what === undefined ? {} : { what }),
    ...(milliseconds === undefined || skip === undefined ? {} : { after: { at: new Date(Number(milliseconds)), skip: Number(skip) } }),
  };
}

/** After the last entry of a page: how many of its instant have been shown. */
function keyAfter(lines: readonly AuditLine[], before: AuditKey | undefined): string {
  const at = lines.at(-1)!.at.getTime();
  const shown = lines.filter((line) => line.at.getTime() === at).length + (before !== undefined && before.at.getTime() === at ? before.skip : 0);
  return `${at}-${shown}`;
}

const actNames: Partial<Readonly<Record<AuditedAct, string>>> = { viewed: 'Looked at', 'glass broken': 'Had a hidden case opened' };

function actInWords(act: AuditedAct): string {
  return actNames[act] ?? capitalised(act);
}

export type AuditFound = { readonly lines: readonly AuditLine[]; readonly accounts: readonly { readonly account_id: number; readonly name: string }[]; readonly glassBroken?: readonly GlassBroken[] };

export function auditPage(asked: ReadAudit, { lines, accounts, glassBroken = [] }: AuditFound, path: string, of?: { readonly caseRef?: string; readonly error?: string }): AuditPage {
  const shown = lines.slice(0, ENTRIES_A_PAGE);
  const address = (before?: string) => {
    const search = new URLSearchParams();
    if (of?.caseRef === undefined && asked.ref !== '') search.set('case', asked.ref);
    if (asked.accountId !== undefined) search.set('person', String(asked.accountId));
    if (asked.what !== undefined) search.set('what', asked.what);
    if (before !== undefined) search.set('before', before);
    const query = search.toString();
    return query === '' ? path : `${path}?${query}`;
  };
  return {
    title: of?.caseRef === undefined ? 'Audit' : `Who has seen ${of.caseRef}`, ...(of?.caseRef === undefined ? {} : { caseRef: of.caseRef }), errors: of?.error === undefined ? [] : [{ text: of.error, href: '#case' }], ref: asked.ref,
    people: [{ value: '', text: 'Anybody', selected: asked.accountId === undefined }, ...accounts.map((account) => ({ value: String(account.account_id), text: account.name, selected: account.account_id === asked.accountId }))],
    acts: [{ value: '', text: 'Anything', selected: asked.what === undefined }, ...auditedActs.map((act) => ({ value: act, text: actInWords(act), selected: act === asked.what }))],
    entries: shown.map((line) => ({
      at: instantInWords(line.at), who: line.name ?? (line.accountId === undefined ? 'Candour, or nobody known' : `Account ${line.accountId}`), what: actInWords(line.what), details: detailsInWords(line.detail),
      ...(line.ref === undefined ? {} : { ref: line.ref }), ...(line.ref === undefined ? {} : { href: `/${line.kind === 'compliment' ? 'compliments' : line.kind === 'unattached' ? 'ombudsman' : 'cases'}/${encodeURIComponent(line.ref)}` }),
    })),
    ...(lines.length > ENTRIES_A_PAGE ? { older: address(keyAfter(shown, asked.after)) } : {}), ...(asked.after === undefined ? {} : { newest: address() }),
    glassBroken: glassBroken.map((one) => ({ who: one.name ?? 'Somebody whose account is gone', reason: one.reason, at: instantInWords(one.at), until: instantInWords(one.until) })),
  };
}

/** `act: add a note; why: role`. */
function detailsInWords(detail: Readonly<Record<string, unknown>>): string {
  const plain = (key: string) => key.replaceAll(/(?=[A-Z])/g, ' ').toLowerCase();
  return Object.entries(detail).filter(([, value]) => value !== '').map(([key, value]) => (key === 'act' ? capitalised(plain(String(value))) : `${plain(key)}: ${typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)}`)).join('; ');
}

/** What a filter on the trail asks for, once its reference is known to be a case that the viewer sees. */
export function filtersOf(asked: ReadAudit, caseId: number | undefined): AuditFilters {
  return { ...(caseId === undefined ? {} : { caseId }), ...(asked.accountId === undefined ? {} : { accountId: asked.accountId }), ...(asked.what === undefined ? {} : { what: asked.what }) };
}
