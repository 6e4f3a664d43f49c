import { dayInEngland, inWords } from '../../../domain/day.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { capitalised, count, counted } from '../../../reporting/house-style.ts';
import { daysInWords } from '../../../reporting/period.ts';
import type { DisclosureRule } from '../../../store/tables.ts';
import { type Draft, openFindings, type Prepared, sealOf, undecided, whatBlocks } from './draft.ts';

type Tag = { readonly text: string; readonly colour: string };
type Task = { readonly title: string; readonly hint: string; readonly href?: string; readonly tag: Tag };
export type Link = { readonly text: string; readonly href: string };

const done = (text: string): Tag => ({ text, colour: 'green' });
const toDo = (text: string): Tag => ({ text, colour: 'yellow' });
const stops = (text: string): Tag => ({ text, colour: 'red' });

export function ruleInWords(rule: DisclosureRule | undefined): string {
  if (rule === undefined) return 'For use inside the council: every number is printed';
  return `Numbers below ${rule.threshold} are hidden${rule.roundedTo === undefined ? ', none is rounded' : `, counts are rounded to the nearest ${rule.roundedTo}`}`;
}

export type PublishPage = {
  readonly title: string; readonly report: number; readonly name: string; readonly period: string; readonly backTo: Link; readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly nothing?: string; readonly tasks: readonly Task[]; readonly blocks: readonly Link[]; readonly mayPublish: boolean;
  readonly seal: string; readonly form: string; readonly out: readonly Link[]; readonly version: number; readonly inside: boolean; readonly summary: readonly { readonly key: string; readonly value: string }[];
};

/** Everything that is decided before a report goes out, in order, and the button. */
export function publishPage(viewer: Viewer, draft: Draft, prepared: Prepared | { readonly nothing: string }, form: string, errors: PublishPage['errors'] = []): PublishPage {
  const { kept, authority, period } = draft;
  const at = `/reports/${kept.report}/publish`;
  const base = {
    title: `Publish: ${authority.name}`, report: kept.report, name: kept.title, period: daysInWords(period), backTo: { text: 'Back to the report', href: `/reports/${kept.report}` }, errors, mayPublish: may(viewer, 'publishReports'), form, version: kept.version,
  };
  const cutOff: Task = draft.hasCutOff ? { title: 'Cut-off day', hint: `Counts what was on record at the end of ${inWords(draft.asAt)}`, href: `${at}/cut-off`, tag: done('Chosen') }
    : { title: 'Cut-off day', hint: kept.asAt === undefined ? `None is chosen. Until then the steps below are worked out as at yesterday, ${inWords(draft.asAt)}` : `${inWords(kept.asAt)} is not over yet`, href: `${at}/cut-off`, tag: stops('To choose') };
  if ('nothing' in prepared) return { ...base, nothing: prepared.nothing, tasks: [cutOff], blocks: [{ text: 'There is nothing to report', href: `${at}/cut-off` }], seal: '', out: [], inside: true, summary: [] };
  const { must, look } = openFindings(prepared);
  const finds = undecided(prepared);
  const left = prepared.texts.reduce((sum, text) => sum + text.finds.filter(({ id }) => prepared.left.has(id)).length, 0);
  const replaced = prepared.redactions.filter(({ decision }) => decision === 'replaced').length;
  const overruled = prepared.findings.filter(({ id }) => prepared.overruled.has(id)).length;
  const { disclosure, given } = { disclosure: prepared.editions.printed.disclosure, given: prepared.editions.given };
  const hidden = disclosure?.hidden ?? 0;
  return {
    ...base, seal: sealOf(prepared), out: prepared.outBefore.filter(({ withdrawn }) => withdrawn === undefined).map(({ publication }) => ({ text: `P${publication}`, href: `/publications/${publication}` })), inside: disclosure === undefined, blocks: whatBlocks(prepared).map(({ text, href }) => ({ text, href })),
    tasks: [
      cutOff,
      {
        title: 'Checks', href: `${at}/checks`,
        hint: prepared.findings.length === 0 ? 'Nothing was found' : [must.length === 0 ? '' : counted(must.length, { one: 'finding stops it', many: 'findings stop it' }), look.length === 0 ? '' : `${count(look.length)} to look at`, overruled === 0 ? '' : `${count(overruled)} overruled`].filter((part) => part !== '').join(', '),
        tag: must.length > 0 ? stops(`${must.length} to mend`) : look.length > 0 ? toDo('To look at') : done('Nothing open'),
      },
      { title: 'Small numbers', href: `${at}/small-numbers`, hint: ruleInWords(draft.disclosure), tag: kept.disclosureDecided === true ? done('Decided') : { text: 'Usual rule', colour: 'blue' } },
      {
        title: 'What will be hidden', href: `${at}/small-numbers#hidden`, hint: disclosure === undefined ? 'Nothing' : `${capitalised(counted(hidden, { one: 'number', many: 'numbers' }))}${given.length === 0 ? '' : `; ${counted(given.length, { one: 'small number is', many: 'small numbers are' })} given away by what is out already`}`,
        tag: given.length > 0 ? toDo('To look at') : done('Worked out'),
      },
      {
        title: 'Names, places and ages', href: `${at}/redaction`, hint: finds === 0 && left === 0 && replaced === 0 ? 'None was found in the words of the report' : [finds === 0 ? '' : `${count(finds)} to decide`, replaced === 0 ? '' : `${count(replaced)} replaced`, left === 0 ? '' : `${count(left)} left as they are`].filter((part) => part !== '').join(', '),
        tag: finds > 0 ? stops(`${finds} to decide`) : done('Decided'),
      },
      { title: 'Look at what goes out', href: `${at}/preview`, hint: 'The whole report, to the letter', tag: { text: 'Look', colour: 'blue' } },
    ],
    summary: [
      { key: 'Title', value: prepared.editions.printed.title }, { key: 'Period', value: daysInWords(period) }, { key: 'Cut-off', value: inWords(draft.asAt) }, { key: 'Small numbers', value: ruleInWords(draft.disclosure) },
      { key: 'Compared with', value: prepared.comparedWith === undefined ? 'No earlier publication' : `P${prepared.comparedWith.publication}, ${prepared.comparedWith.title}` }, { key: 'Will be', value: `Publication P${prepared.publication}` },
      ...(prepared.outBefore.length === 0 ? [] : [{ key: 'Went out before', value: prepared.outBefore.map((one) => `P${one.publication}, ${inWords(dayInEngland(one.publishedAt))}${one.withdrawn === undefined ? '' : ', taken back'}`).join('; ') }]),
    ],
  };
}
