import { inWords } from '../../../domain/day.ts';
import type { Unit } from '../../../reporting/measures.ts';
import { baseOf, findMeasure } from '../../../reporting/measures.ts';
import type { Behind, ListedBehind, QuestionBehind } from '../../../reporting/cases-behind.ts';
import { inCouncilWords } from '../../../reporting/council-words.ts';
import { nounWith } from '../../../reporting/explored.ts';
import { exploredWords } from '../../../reporting/explored-words.ts';
import { capitalised, count, counted, decimal, pounds } from '../../../reporting/house-style.ts';
import { isPeriodKey } from '../../../reporting/keys.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import { addressOfQuestion } from '../../question-address.ts';
import type { CasePlace } from '../../../store/case-places.ts';
import { placeNames } from '../../place-names.ts';
import type { Council } from './council.ts';
import { addressOf, typedOf } from './explorer-form.ts';

export const CASES_A_PAGE = 50;

type Row = { readonly ref: string; readonly href: string; readonly received: string; readonly service: string; readonly theme: string; readonly outcome: string; readonly status: string; readonly counted: boolean; readonly adds: string };
export type CasesPage = {
  readonly title: string; readonly backTo: { readonly text: string; readonly href: string };
  /** The question, a line each. */
  readonly asked: readonly { readonly key: string; readonly value: string }[]; readonly definition: string;
  readonly says: readonly string[]; readonly rows: readonly Row[]; readonly standing: string; readonly isRate: boolean; readonly addsHeading?: string;
  readonly next?: string; readonly first?: string; readonly csv?: string;
};

const unitsOfMany: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  element: { one: '{element}', many: '{elements}' }, payment: { one: 'payment', many: 'payments' }, learning_action: { one: 'action', many: 'actions' }, ombudsman_matter: { one: 'enquiry', many: 'enquiries' },
};

/** What a case gives to a number besides being one of them: pounds, working days, points. Undefined where each is one. */
export function addsOf(measure: string): { readonly heading: string; readonly inWords: (adds: number) => string } | undefined {
  let found = findMeasure(measure);
  while (found?.of === 'two measures') found = findMeasure(found.first);
  if (found === undefined || found.of !== 'table') return undefined;
  const unit: Unit = found.unit;
  if (unit === 'pounds') return { heading: 'Paid', inWords: pounds };
  if (unit === 'working days') return { heading: 'Working days', inWords: (adds) => decimal(adds, 0) };
  const noun = unitsOfMany[baseOf(found) ?? ''];
  return noun === undefined ? undefined : { heading: capitalised(noun.many), inWords: count };
}

export function questionInLines(question: QuestionBehind, { authority, naming }: Council): { readonly key: string; readonly value: string }[] {
  const measure = findMeasure(question.measure);
  const where = (pairs: Readonly<Record<string, string | number | null>> | undefined, of: string) => Object.entries(pairs ?? {}).map(([key, value]) => ({ key: `${of}${naming.key(key)}`, value: naming.value(key, value === null ? '' : String(value)) }));
  const conditions = where(question.where, '').filter(({ key }) => !Object.keys(question.row ?? {}).some((row) => naming.key(row) === key && !isPeriodKey(row)));
  return [
    { key: 'Figure', value: inCouncilWords(measure?.name ?? question.measure, authority.words) }, { key: 'Period', value: periodLabel({ from: question.from, to: question.to }, authority.financialYearStarts) }, ...conditions, ...where(question.row, ''),
    ...(question.share === true ? [{ key: 'As a share of', value: 'all, whatever the conditions' }] : where(question.share_within, 'As a share of those with ')),
    ...(question.on === 'completed' ? [{ key: 'Counted', value: 'When stage 1 was completed' }] : []), ...(question.within === undefined ? [] : [{ key: 'Limit', value: `${question.within} working days` }]),
    ...(question.as_at === undefined ? [] : [{ key: 'As at', value: `The end of ${inWords(question.as_at)}. Cases are shown as they stood then` }]),
  ];
}

export function casesPage(question: QuestionBehind, behind: Behind, council: Council, after: string | undefined): CasesPage {
  const { naming, authority } = council;
  const shown = behind?.cases.slice(0, CASES_A_PAGE) ?? [];
  const last = (behind?.cases.length ?? 0) > CASES_A_PAGE ? shown.at(-1) : undefined;
  const adds = addsOf(question.measure);
  const isRate = (behind?.counts.base ?? 0) > 0;
  const value = (key: string, of: string | null) => naming.value(key, of ?? '');
  const row = (one: ListedBehind): Row => ({
    ref: one.ref, href: hrefOf(one), received: one.receivedOn === null ? '' : inWords(one.receivedOn), service: value('service', one.service), theme: one.kind === 'representation' ? value('theme', one.theme) : '',
    outcome: one.kind === 'representation' ? value('stage1_outcome', one.outcome) : '', status: one.status === null ? '' : Object.hasOwn(placeNames, one.status) ? placeNames[one.status as CasePlace] : naming.value('status', one.status), counted: one.counted, adds: one.counted ? adds?.inWords(one.adds) ?? '' : '',
  });
  return {
    title: 'Cases behind the figure', backTo: { text: 'Figures', href: explorerAddress(question) }, asked: questionInLines(question, council), definition: findMeasure(question.measure)?.definition ?? '',
    says: saysOf(question, behind, council).map((text) => inCouncilWords(text, authority.words)), rows: shown.map(row), standing: question.as_at === undefined ? 'Where it stands' : 'Where it stood', isRate, ...(adds === undefined ? {} : { addsHeading: inCouncilWords(adds.heading, authority.words) }),
    ...(last === undefined ? {} : { next: addressOfQuestion(question, { after: last.ref }) }), ...(after === undefined ? {} : { first: addressOfQuestion(question) }),
    ...(shown.length === 0 ? {} : { csv: addressOfQuestion(question, {}, '/figures/cases.csv') }),
  };
}

function explorerAddress(question: QuestionBehind): string {
  const { row, ...rest } = question;
  const { month: _, quarter: __, year: ___, ...rows } = row ?? {};
  const where = { ...rest.where, ...Object.fromEntries(Object.entries(rows).map(([key, value]) => [key, value ?? ''])) };
  return addressOf(typedOf({ ...rest, where }, { from: question.from, to: question.to }));
}

function hrefOf({ kind, ref }: ListedBehind): string {
  return `/${kind === 'compliment' ? 'compliments' : kind === 'unattached' ? 'ombudsman' : 'cases'}/${encodeURIComponent(ref)}`;
}

/** How many there are, and how many of them are shown. */
function saysOf(question: QuestionBehind, behind: Behind, { naming }: Council): string[] {
  if (behind === undefined) return ['No list is behind this number: it was published at the time, or it counts the work of the services and not cases.'];
  const { counted: cases, countedVisible, base, baseVisible, adds } = behind.counts;
  const visible = countedVisible + baseVisible;
  const kind = findMeasure(question.measure)?.key === 'compliments' ? { one: '{compliment}', many: '{compliments}' } : { one: 'case', many: 'cases' };
  const noun = exploredWords(question.measure)?.noun ?? kind;
  const unit = addsOf(question.measure);
  const all = base + cases;
  if (all === 0) return ['Nothing is counted, so there is no case to show.'];
  const counts = base > 0
    ? `${capitalisedCount(all, kind)} ${all === 1 ? 'is' : 'are'} what this is of. The number counts ${cases === 0 ? 'none' : count(cases)} of them; the rest only make its base.`
    : unit !== undefined ? `${unit.heading === 'Paid' ? `${pounds(adds)} was paid` : unit.heading === 'Working days' ? `${count(adds)} working days in all were taken` : `${capitalisedCount(adds, nounWith(noun, {}, naming))} ${adds === 1 ? 'is' : 'are'} counted`}, in ${counted(cases, kind)}.`
      : `${capitalisedCount(cases, kind)} ${cases === 1 ? 'is' : 'are'} counted.`;
  const seen = visible === all ? [] : [`You may see ${visible === 0 ? 'none' : count(visible)} of ${all === 1 ? 'it' : 'them'}.`];
  return [[counts, ...seen].join(' ')];
}

const capitalisedCount = (value: number, noun: { readonly one: string; readonly many: string }): string => capitalised(counted(value, noun));
