import type { ReportAuthority } from '../composing.ts';
import { nounOf } from '../council-words.ts';
import type { KnownNumbers } from './known-numbers.ts';
import { monthsNamed } from './read-periods.ts';

/** Something that a sentence names: a row of some table, by any of the keys that it may be a value of. `mild`: it may be said without narrowing what is counted. */
export type Mention = { readonly start: number; readonly end: number; readonly text: string; readonly values: readonly (readonly [key: string, value: string])[]; readonly mild?: true };
/** What a sentence says is counted; the first measure is the one most likely meant. */
export type Family = { readonly start: number; readonly end: number; readonly text: string; readonly measures: readonly string[] };
export type Lexicon = { readonly mentions: (text: string) => Mention[]; readonly families: (text: string) => Family[]; readonly themes: readonly string[] };

/** How the field says what the council's own words do not. */
const alsoSaid: Readonly<Record<string, readonly string[]>> = {
  upheld: ['upheld', 'fully upheld', 'upheld in full'],
  partially_upheld: ['partially upheld', 'partly upheld', 'upheld in part', 'part upheld', 'partly', 'partially', 'in part'],
  not_upheld: ['not upheld', 'were not upheld'],
  upheld_or_partly: ['upheld or partly upheld', 'upheld or partially upheld', 'partly or fully upheld', 'fully or partly upheld', 'fully or partially upheld', 'partially or fully upheld', 'upheld in full or in part', 'upheld in whole or in part', 'upheld or partly', 'upheld or partially', 'upheld either in full or in part', 'upheld or upheld in part', 'upheld wholly or in part', 'upheld fully or in part', 'upheld to some extent'],
  no_finding: ['no finding'],
  not_progressed: ['not progressed', 'did not progress', 'withdrawn, discontinued, redirected or duplicate', 'discontinued, withdrawn, redirected or duplicate', 'not taken forward', 'not proceeded with'],
  statutory: ['statutory'], corporate: ['corporate'], informal: ['resolved informally', 'informal resolution', 'informally resolved', 'dealt with informally', 'informally'], withdrawn: ['withdrawn'],
  child_in_care: ['children in care', 'child in care', 'looked after children', 'looked-after children', 'children looked after', 'young people in care'],
  care_leaver: ['care leaver'], leaving_care: ['leaving care'], child_protection: ['child protection'], child_in_need: ['child in need', 'children in need'],
  child_or_young_person: ['child or young person', 'children and young people', 'children or young people', 'young people', 'young person', 'children themselves'],
  parent: ['parent', 'mother or father'], foster_carer: ['foster carer', 'foster parent'], special_guardian: ['special guardian'], relative: ['relative', 'other family member', 'grandparent', 'family member'], adopter: ['adopter', 'adoptive parent'], professional: ['professional'],
  email: ['email', 'e-mail', 'by email'], telephone: ['telephone', 'phone', 'telephone call', 'phone call'], letter: ['letter', 'by post'], online_form: ['online form', 'web form'], text: ['text message', 'by text'], app: ['app'], meeting: ['in person', 'meeting'], advocate: ['advocate'], feedback_form: ['feedback form'],
  internal: ['internal', 'from inside', 'from colleagues'], external: ['external', 'from outside'], declined: ['declined', 'refused', 'turned down', 'rejected'], accepted: ['accepted', 'granted'],
  in_time: ['within the time limit', 'within time limits', 'within the time limits', 'within timescale', 'within timescales', 'within the timescale', 'in timescale', 'on time', 'in time', 'within target', 'within the statutory timescale', 'within statutory timescales'],
  within_10: ['within 10 working days', 'within ten working days', 'in 10 working days or fewer', 'in 10 working days', 'in ten working days', 'within 10 days', 'within ten days'], within_20: ['within 20 working days', 'within twenty working days', 'in 20 working days', 'in twenty working days', 'within 20 days'],
  band_11_20: ['11 to 20 working days', '11-20 working days', '11–20 working days', 'between 11 and 20 working days', '11 to 20 days'], over_20: ['over 20 working days', 'more than 20 working days', 'longer than 20 working days', 'over 20 days', 'after 20 working days'],
  late: ['late', 'out of timescale', 'outside timescale', 'outside the time limit', 'out of time', 'after the time limit', 'outside of timescale', 'outside timescales'],
  within_65: ['within 65 working days'], within_30: ['within 30 working days'], within_25: ['within 25 working days'],
  court: ['courts'], police: ['the police'], closed_after_initial_enquiries_out_of_jurisdiction: ['closed after initial enquiries', 'out of jurisdiction', 'outside jurisdiction'], closed_after_initial_enquiries_no_further_action: ['closed after initial enquiries', 'no further action'],
  completed: ['completed', 'closed', 'that ended', 'whose stage 1 ended', 'concluded', 'that went out', 'that finished'],
  stage2: ['stage 2', 'stage two', 'second stage'], stage3: ['stage 3', 'stage three', 'third stage'], stage1: ['stage 1', 'stage one'],
  'court_proceedings=yes': ['linked to court', 'linked to a court case', 'linked to cases in court', 'court proceedings', 'court-linked', 'linked to a case in court', 'in court'],
  'child_protection_plan=yes': ['child protection plan', 'protection plan', 'on a plan'],
};

/** Said of anything, so that nothing follows from it: never required of a number. */
const mildKeys = new Set(['on', 'stage', 'measure', 'times', 'received_via', 'repeat_complainant', 'persistent_complainant', 'aspects', 'kind', 'late_reason']);
/** Values too common as words to name a row by. */
const notWords = new Set(['', 'yes', 'no', 'other', 'none', 'direct', 'offered', 'court', 'school', 'health', 'police', 'community', 'number', 'not recorded']);
const alwaysThere: readonly (readonly [string, string])[] = [
  ...['upheld', 'partially_upheld', 'not_upheld', 'upheld_or_partly', 'no_finding', 'not_progressed'].map((value) => ['stage1_outcome', value] as const),
  ['handled_as', 'statutory'], ['handled_as', 'corporate'], ['handled_as', 'informal'], ['on', 'completed'], ['stage', 'stage1'], ['stage', 'stage2'], ['stage', 'stage3'],
  ...['in_time', 'within_10', 'within_20', 'band_11_20', 'over_20', 'late', 'within_65', 'within_30', 'within_25'].map((value) => ['answered', value] as const),
  ['child_status', 'child_in_care'], ['child_status', 'care_leaver'], ['complainant_type', 'child_or_young_person'], ['complainant_type', 'parent'], ['complainant_type', 'foster_carer'], ['decision', 'declined'], ['decision', 'accepted'],
  ['origin', 'internal'], ['origin', 'external'],
];

/** Facets that say the same in other tables: a share of answers within the limit is one whose outcome key differs. */
const sameAs: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'answered=late': [['answered', 'over_20']], 'answered=over_20': [['answered', 'late']], 'answered=in_time': [['answered', 'within_20'], ['answered', 'within_65'], ['answered', 'within_30']],
  'answered=within_20': [], 'answered=within_65': [['answered', 'in_time']], 'answered=within_30': [['answered', 'in_time']],
  'channel=advocate': [['advocate', 'yes']],
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\\?['’]/g, "['’]").replaceAll(/\s+/g, '\\s+').replaceAll(/\s*&\s*|\\s\+&\\s\+/g, '\\s+(?:&|and)\\s+');

/** How a phrase is looked up: in small letters, with single spaces, `and` for `&`. */
const written = (text: string): string => text.toLowerCase().replaceAll('’', "'").replaceAll('&', 'and').replaceAll(/\s+/g, ' ');

export function makeLexicon(known: KnownNumbers, authority: ReportAuthority): Lexicon {
  const phrases = new Map<string, { readonly values: [string, string][]; readonly exactCase: boolean }>();
  const add = (phrase: string, key: string, value: string, exactCase = false): void => {
    const text = phrase.trim();
    if (text === '' || notWords.has(text.toLowerCase())) return;
    const id = exactCase ? text : text.toLowerCase();
    const entry = phrases.get(id) ?? { values: [], exactCase };
    if (!entry.values.some(([k, v]) => k === key && v === value)) entry.values.push([key, value]);
    phrases.set(id, entry);
  };
  const pairs = new Map<string, readonly [string, string]>(alwaysThere.map(([key, value]) => [`${key}=${value}`, [key, value]]));
  for (const each of known.all) for (const [key, value] of Object.entries(each.facets)) pairs.set(`${key}=${value}`, [key, value]);
  for (const theme of authority.themes) pairs.set(`theme=${theme}`, ['theme', theme]);
  for (const { service } of authority.services) pairs.set(`service=${service}`, ['service', service]);
  for (const [key, value] of pairs.values()) {
    if (key === 'month' || key === 'ref' || key === 'times' || key === 'age_band') continue;
    const said = alsoSaid[`${key}=${value}`] ?? alsoSaid[value];
    for (const phrase of said ?? []) add(phrase, key, value);
    if (notWords.has(value)) continue;
    const words = known.facetInWords(key, value);
    if (key === 'service') {
      const short = value.split('/').at(-1) ?? value;
      add(words, key, value);
      add(short, key, value, !/\s/.test(short));
    } else if (said === undefined || key === 'theme') add(words, key, value);
    else if (!(value in { in_time: 1, late: 1 })) add(words, key, value);
  }
  for (const theme of authority.themes) for (const short of shorterNames(theme, authority.themes)) add(short, 'theme', theme);
  // One shape for all, longest first; what was found is looked up by how it is written.
  const entries = new Map<string, { readonly phrase: string; readonly exactCase: boolean; readonly values: readonly (readonly [string, string])[]; readonly mild: boolean }[]>();
  for (const [phrase, { values, exactCase }] of phrases) {
    const entry = { phrase, exactCase, values: [...values, ...values.flatMap(([key, value]) => sameAs[`${key}=${value}`] ?? [])], mild: values.every(([key, value]) => mildKeys.has(key) || value === 'accepted') };
    const id = written(phrase);
    entries.set(id, [...entries.get(id) ?? [], entry]);
  }
  const anyPhrase = new RegExp(`(?<![\\w-])(?:${[...phrases.keys()].toSorted((a, b) => b.length - a.length).map(escaped).join('|')})(?:(?<=[a-z])e?s)?(?![\\w])`, 'gi');
  const found = (text: string): (typeof entries extends Map<string, (infer E)[]> ? E : never) | undefined => {
    const id = written(text);
    for (const each of [id, id.replace(/s$/, ''), id.replace(/es$/, '')]) {
      const entry = entries.get(each)?.find(({ phrase, exactCase }) => !exactCase || text.startsWith(phrase.slice(0, 1)));
      if (entry !== undefined) return entry;
    }
    return undefined;
  };

  const term = (name: string): string[] => {
    const { one, many } = nounOf(name, authority.words);
    return [one, many];
  };
  const families: readonly { readonly shape: RegExp; readonly measures: readonly string[] }[] = ([
    [[...term('element'), 'complaint points', 'complaint point', 'points of complaint', 'elements of complaint', 'points', 'elements'], ['elements']],
    [['repeat complainants', 'people who complained more than once'], ['repeat_complainants', 'complainants']],
    [['different people', 'people', 'complainants', 'persons', 'individuals'], ['complainants', 'repeat_complainants']],
    [['compliment', 'compliments', ...term('compliment')], ['compliments']],
    [['review panels', 'review panel', 'panels', 'panel', 'stage 3', 'stage three', 'hearings'], ['panels']],
    [['Ombudsman', 'LGSCO', 'LGO'], ['ombudsman_enquiries', 'ombudsman_decisions', 'ombudsman_open']],
    [['stage 2 requests', 'requests', 'request'], ['stage2_requests']],
    [['stage 2', 'stage two', 'second stage', 'investigations', 'investigation'], ['stage2_requests', 'stage2_investigations', 'stage2_open', 'stage2_days', 'escalation_rate', 'spend', 'spend_per_investigation']],
    [['learning actions', 'learning action'], ['actions', 'actions_completed', 'actions_overdue']],
    [['answered', 'responded to', 'responses', 'response', 'answers', 'replied to', 'replies'], ['stage1_responses', 'complaints', 'stage1_days']],
    [[...term('complaint'), 'complaints', 'complaint'], ['complaints', 'stage1_completed', 'stage1_responses', 'stage1_days', 'escalation_rate', 'complaints_per_100_contacts']],
    [[...term('representation'), 'representations'], ['representations']],
    [['spend', 'spent', 'cost', 'costs', 'paid'], ['spend', 'spend_per_investigation', 'remedy_payments']],
  ] as const).map(([words, measures]) => ({ shape: new RegExp(`(?<![\\w-])(?:${[...words].toSorted((a, b) => b.length - a.length).map(escaped).join('|')})(?![\\w])`, 'gi'), measures }));

  return {
    themes: authority.themes,
    mentions: remembered((text) => {
      const inMonths: Mention[] = monthsNamed(text).map(({ start, end, month }) => ({ start, end, text: text.slice(start, end), values: [['month', month]] }));
      const named = [...text.matchAll(anyPhrase)].flatMap((match): Mention[] => {
        const [start, end] = [match.index, match.index + match[0].length];
        const entry = found(match[0]);
        return entry === undefined || inMonths.some((one) => start < one.end && end > one.start) ? [] : [{ start, end, text: match[0], values: entry.values, ...(entry.mild ? { mild: true } : {}) }];
      });
      return [...inMonths, ...named].toSorted((a, b) => a.start - b.start);
    }),
    families: remembered((text) => {
      const found: Family[] = [];
      for (const { shape, measures } of families) {
        for (const match of text.matchAll(shape)) {
          const [start, end] = [match.index, match.index + match[0].length];
          const same = found.findIndex((one) => start < one.end && end > one.start);
          if (same < 0) found.push({ start, end, text: match[0], measures });
        }
      }
      return found.toSorted((a, b) => a.start - b.start);
    }),
  };
}

/** Each text is read once: a sentence is the context of the next. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const held = new Map<string, T>();
  return (text) => {
    const before = held.get(text);
    if (before !== undefined) return before;
    const now = read(text);
    held.set(text, now);
    return now;
  };
}

/** “Delays in sharing” for “Delays in sharing minutes or reports”; “communication” for “Poor communication”: where no other theme can be meant. */
function shorterNames(theme: string, themes: readonly string[]): string[] {
  const words = theme.split(/\s+/);
  const onlyHere = (short: string): boolean => !themes.some((other) => other !== theme && other.toLowerCase().includes(short.toLowerCase()));
  const beginnings = words.slice(2, -1).map((_, at) => words.slice(0, at + 3).join(' ')).filter((short) => !/\b(?:in|of|or|and|with|to|the|for)$/i.test(short) && onlyHere(short));
  const last = words.at(-1) ?? '';
  return [...beginnings, ...(words.length > 1 && /^(?:communication|placement|assistance|attitude|confidentiality)$/i.test(last) && onlyHere(last) ? [last] : [])];
}

/** Whether a mention names this value of a key: “July” that of any year, “upheld” any upheld decision of the Ombudsman. */
export const names = ({ values }: Mention, key: string, value: string): boolean => values.some(([k, v]) => (k === key && (key === 'month' ? value.endsWith(`-${v}`) : v === value)) || (key === 'decision' && v === 'upheld' && value.startsWith('upheld')));

export const coversMention = (facets: Readonly<Record<string, string>>, mention: Mention): boolean => Object.entries(facets).some(([key, value]) => names(mention, key, value));
