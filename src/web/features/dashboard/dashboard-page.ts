import { type Day, inWords } from '../../../domain/day.ts';
import type { FigurePeriod } from '../../../domain/figure-query.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import type { Status } from '../../../domain/status.ts';
import { inCouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { type Dashboard, type DashboardPeriod, dashboardPeriod, dashboardPeriods } from '../../../reporting/dashboard.ts';
import { type Links, partsAsHtml, partStyle } from '../../../reporting/exporters/html.ts';
import { fewestToForecast, type ForecastWords, forecastInWords, forecastOf } from '../../../reporting/forecast.ts';
import { heldInWords, isHeldWhole } from '../../../reporting/held.ts';
import { capitalised, count, counted, listed } from '../../../reporting/house-style.ts';
import { type BreachOutlook, breachOutlook, expectedOn, type OpenClock } from '../../../reporting/open-clocks.ts';
import { quarterHolding } from '../../../reporting/period.ts';
import { whyExpected, whyNothingExpected } from '../../../reporting/progress-in-words.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import type { Authority, ServiceNode } from '../../../store/authorities.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { linksFor, seesCases } from '../../question-address.ts';

const CLOCKS_LISTED = 20;
/** More than anybody looks through. */
const MOST_LISTED = 500;

const openNames: Readonly<Record<Exclude<Status, 'closed' | 'received'>, string>> = {
  stage1: 'Stage 1: being answered', stage1_answered: 'Stage 1: answered, and not closed', stage2_requested: 'Stage 2: asked for', stage2: 'Stage 2: under way', stage2_ended: 'Stage 2: ended, and not closed',
  stage3: 'Stage 3: review panel', stage3_ended: 'Stage 3: ended, and not closed', ombudsman: 'With the Ombudsman', deferred: 'Put off for other proceedings',
};

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type BreachRow = { readonly ref: string; readonly href: string; readonly restricted: boolean; readonly service: string; readonly clock: string; readonly due: string; readonly expected: string; readonly why: string };
/** Clocks that are late alike, as far as the viewer may see their cases. */
type BreachList = { readonly says: string; readonly rows: readonly BreachRow[]; readonly note?: string; readonly more?: { readonly text: string; readonly href: string } };
export type DashboardPage = {
  readonly title: string; readonly errors: readonly { readonly text: string; readonly href: string }[]; readonly serviceError?: { readonly text: string };
  readonly services: readonly Item[]; readonly periods: readonly Item[]; readonly answersFor?: { readonly text: string; readonly others: readonly { readonly text: string; readonly href: string }[] };
  readonly of: string; readonly asOf: string; readonly style: string;
  readonly numbers?: string; readonly inPart?: string; readonly without?: string; readonly nothing?: string;
  readonly open: readonly { readonly name: string; readonly number: string; readonly href?: string }[]; readonly openTotal: string;
  readonly trend: string; readonly themes?: string; readonly themesNote?: string;
  readonly quarter: string; readonly forecast?: ForecastWords; readonly noForecast?: string;
  readonly breaches: { readonly says: string; readonly over?: BreachList; readonly expected?: BreachList; readonly notes: readonly string[] };
};

export type Found = {
  readonly figures: Dashboard;
  /** The periods of which records are held. */
  readonly held: readonly FigurePeriod[];
  readonly clocks: readonly OpenClock[]; readonly choice: DashboardPeriod; readonly service?: string; readonly at: Date; readonly today: Day;
  /** A service was asked for that the council does not have. */
  readonly unknown: boolean;
  /** Every clock that is late or will be is asked for, and not the first few. */
  readonly allLate: boolean;
};

export function dashboardPage(viewer: Viewer, authority: Authority, nodes: readonly ServiceNode[], { figures, held, clocks, choice, service, at, today, unknown, allLate }: Found): DashboardPage {
  const words = (text: string): string => inCouncilWords(text, authority.words);
  const parents = new Map(nodes.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const named = (of: string | undefined): string => valueInWords('service', of ?? null, authority.words, parents);
  const yearStarts = authority.financialYearStarts;
  const period = dashboardPeriod(choice, today, yearStarts);
  const quarter = quarterHolding(today, yearStarts);
  const label = periodLabel(period, yearStarts);
  const links = linksFor(viewer);
  const { numbers, without, open } = figures;
  const hasNumbers = numbers.some((block) => block.kind === 'headlines' && block.figures.some(({ asked }) => (asked[0]?.answer ?? 0) !== 0));
  const total = open.reduce((sum, { number }) => sum + (number.answer ?? 0), 0);
  const answersFor = viewer.answersFor ?? [];
  const serviceError = unknown ? { text: words('Select a {service} from the list. The council has none of that name') } : undefined;
  return {
    title: 'Dashboard', errors: serviceError === undefined ? [] : [{ ...serviceError, href: '#service' }], ...(serviceError === undefined ? {} : { serviceError }),
    services: [{ value: '', text: words('All {services}'), selected: service === undefined }, ...nodes.map((node) => ({ value: node.service, text: named(node.service), selected: node.service === service }))],
    periods: Object.entries(dashboardPeriods).map(([value, text]) => ({ value, text, selected: value === choice })),
    ...(answersFor.length === 0 ? {} : { answersFor: { text: `You answer for ${listed(answersFor.map(named))}, with what is below.`, others: answersFor.filter((one) => one !== service).map((one) => ({ text: named(one), href: addressOf(one, choice) })) } }),
    of: `${service === undefined ? authority.name : named(service)}, ${label}`, asOf: `As on record on ${instantInWords(at)}.`, style: partStyle().text,
    ...(hasNumbers ? { numbers: numbersAsHtml(numbers, links) } : { nothing: `Nothing is on record of ${service === undefined ? '' : `${named(service)} in `}${label} so far.` }),
    ...(hasNumbers && !isHeldWhole(period, held, today) ? { inPart: `Of this period records are held ${heldInWords(period, held)}: the numbers count no more than that.` } : {}),
    ...(hasNumbers && without.length > 0 ? { without: `Not shown, because there is nothing on record to work it out from: ${listed(without.map(lowered))}.` } : {}),
    open: open.map(({ status, number }) => {
      const href = links.linkTo?.(number);
      return { name: openNames[status as keyof typeof openNames], number: count(number.answer ?? 0), ...(href === undefined ? {} : { href }) };
    }),
    openTotal: words(total === 0 ? 'No {complaint} is open.' : `${capitalised(counted(total, { one: '{complaint} is', many: '{complaints} are' }))} open today, whenever received.`),
    trend: partsAsHtml([figures.trend], links).text,
    ...(figures.themes === undefined || !hasNumbers ? {} : { themes: partsAsHtml([renumbered(figures.themes)], links).text }),
    ...(figures.themesLeftOut === 0 ? {} : { themesNote: words(`The most common; ${counted(figures.themesLeftOut, { one: 'other {theme} is', many: 'other {themes} are' })} left out.`) }),
    quarter: periodLabel(quarter, yearStarts), ...forecastPart(figures, clocks, quarter.to, today, words),
    breaches: breachPart(viewer, breachOutlook(clocks, today), named, words, allLate ? undefined : addressOf(service ?? '', choice, true)),
  };
}

/** The numbers lead to their lists; the sentences that say them again do not. */
function numbersAsHtml(blocks: Dashboard['numbers'], links: Links): string {
  return blocks.map((block) => partsAsHtml([block], block.kind === 'headlines' ? links : {}).text).join('');
}

/** One page holds two tables, each composed by itself: the second is called the second. */
function renumbered(block: Dashboard['themes']): NonNullable<Dashboard['themes']> {
  if (block === undefined) throw new Error('there is no table to number');
  return block.kind === 'table' ? { ...block, number: 2 } : block;
}

function addressOf(service: string, period: DashboardPeriod, allLate = false): string {
  return `/dashboard?${new URLSearchParams({ service, ...(period === 'this-quarter' ? {} : { period }), ...(allLate ? { late: 'all' } : {}) }).toString()}${allLate ? '#breaches' : ''}`;
}

function forecastPart({ answers, earlierAnswers }: Dashboard, clocks: readonly OpenClock[], end: Day, today: Day, words: (text: string) => string): Pick<DashboardPage, 'forecast' | 'noForecast'> {
  const awaiting = clocks.flatMap((clock) => {
    const on = expectedOn(clock);
    return clock.stage === 'stage1' && !clock.standingStill && clock.lastDay !== undefined ? [{ lastDay: clock.lastDay, ...(on === undefined ? {} : { expectedOn: on }) }] : [];
  });
  const forecast = forecastOf(answers, awaiting, end, today, earlierAnswers);
  if (forecast === undefined) {
    const due = awaiting.filter(({ lastDay }) => lastDay <= end).length;
    return { noForecast: words(`${capitalised(counted(due, { one: 'open {complaint} falls', many: 'open {complaints} fall' }))} due for a stage 1 answer by ${inWords(end)}. A forecast is made from ${fewestToForecast} on.`) };
  }
  const { says, rows, notes } = forecastInWords(forecast, end, 'the last four quarters');
  return { forecast: { says: says.map(words), rows, notes: notes.map(words) } };
}

function breachPart(viewer: Viewer, outlook: BreachOutlook, named: (service: string | undefined) => string, words: (text: string) => string, all: string | undefined): DashboardPage['breaches'] {
  const { expected, overdue, standingStill, unknown, running } = outlook;
  const sees = seesCases(viewer);
  const most = all === undefined ? MOST_LISTED : CLOCKS_LISTED;
  const listOf = (clocks: readonly OpenClock[], says: string): BreachList => {
    const seen = sees ? clocks.filter(({ visible }) => visible) : [];
    const whoSees = clocks.length === 0 || seen.length === clocks.length ? '' : !sees ? ' You may see figures and no cases, so they are counted and not listed.' : ` You may see ${seen.length === 0 ? 'none' : count(seen.length)} of ${clocks.length === 1 ? 'it' : 'them'}.`;
    return {
      says: `${says}${whoSees}`, ...(seen.length > most ? { note: `These are the ${count(most)} that ${clocks === overdue ? 'fell' : 'fall'} due first.` } : {}), ...(all !== undefined && seen.length > CLOCKS_LISTED ? { more: { text: `Show all ${count(seen.length)}`, href: all } } : {}),
      rows: seen.slice(0, most).map((clock): BreachRow => {
        const on = expectedOn(clock);
        return { ref: clock.ref, href: `/cases/${encodeURIComponent(clock.ref)}`, restricted: clock.restricted, service: named(clock.service), clock: clock.name, due: inWords(clock.dueOn), expected: on === undefined ? 'Not known' : inWords(on), why: whyExpected(clock) };
      }),
    };
  };
  const whyNothing = whyNothingExpected(unknown);
  if (running === 0) return { says: 'No clock of stage 1, stage 2 or a review panel is running.', notes: [] };
  return {
    says: `Of ${counted(running, { one: 'clock', many: 'clocks' })} of stage 1, stage 2 and review panels that ${running === 1 ? 'runs' : 'run'}, ${overdue.length === 0 ? 'none is' : overdue.length === 1 ? '1 is' : `${count(overdue.length)} are`} overdue already${standingStill === 0 ? '' : `, and ${standingStill === 1 ? '1 stands' : `${count(standingStill)} stand`} still`}.`,
    ...(overdue.length === 0 ? {} : { over: listOf(overdue, `${capitalised(counted(overdue.length, { one: 'clock has', many: 'clocks have' }))} run out, and what ${overdue.length === 1 ? 'it waits' : 'they wait'} for is not done.`) }),
    expected: listOf(expected, expected.length === 0 ? 'No clock is expected to run out on present progress.' : `${capitalised(counted(expected.length, { one: 'clock is', many: 'clocks are' }))} expected to run out before what ${expected.length === 1 ? 'it waits' : 'they wait'} for is done.`),
    notes: [...(whyNothing === undefined ? [] : [whyNothing]), words('Expected as earlier {complaints} of the whole council went in the last four quarters, from the last step that each has behind it. The due day is that of the clock, with an extension where one was made.')],
  };
}

const lowered = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
