import { procedureInForce, type Procedure, type ProcedureKey, type Rule, type RuleStage } from '../../domain/procedure.ts';
import { counted, listed } from '../house-style.ts';
import type { Checking } from './checking.ts';
import type { Reading } from './claims.ts';
import { type Found, placeOf } from './finding.ts';
import { keyOf } from './known-numbers.ts';
import { lawStatements } from './law-statements.ts';
import { numbersIn, type TypedNumber } from './read-numbers.ts';

const workingDay = { one: 'working day', many: 'working days' };

/** Whether what is said of the procedure is the law, the guidance, or what the council has set. */
export function checkLaw(checking: Checking): Found[] {
  return [...checking.readings.flatMap((reading) => [...statements(reading), ...limits(reading, checking)]), ...answeredAll(checking), ...againstTheFigures(checking)];
}

function statements({ sentence }: Reading): Found[] {
  const context = sentence.text;
  return lawStatements.filter(({ says, unless }) => says.every((shape) => shape.test(context)) && unless?.test(context) !== true)
    .map(({ wrong, law, mend, source, severity }) => ({ kind: 'law', severity, where: placeOf(sentence), wrong, says: law, mend, source }));
}

const stageNamed: readonly (readonly [RegExp, RuleStage])[] = [
  [/\b(?:stage (?:1|one)|local resolution|first stage)\b/i, 'stage1'], [/\b(?:stage (?:2|two)|second stage|formal investigation|investigat\w+|adjudicat\w+)\b/i, 'stage2'], [/\b(?:stage (?:3|three)|third stage|review panel|panel)\b/i, 'stage3'],
];
const isLimit = /\b(?:within|no more than|up to|maximum|at most|limit|timescale|target|deadline|must|should|has|have|by law|allow\w*|requir\w+|statutory|expected|due|has to|have to|exten\w+|take|takes)\b/i;
const calledLaw = /\b(?:statutory|regulations?|by law|legal(?:ly)?|in law|the law)\b/i;

/** The rules of one stage that give working days, as they were in force at the end of the period. */
function rulesOf(stage: RuleStage, key: ProcedureKey, { procedures, whole }: Checking): readonly (Rule & { limit: NonNullable<Rule['limit']> })[] {
  const procedure: Procedure | undefined = procedureInForce(key, whole.period.to, procedures);
  return (procedure?.rules ?? []).filter((rule): rule is Rule & { limit: NonNullable<Rule['limit']> } => rule.stage === stage && rule.limit?.unit === 'working day');
}

/** “Stage 3 is heard within 30 to 45 working days”, “the statutory 55 days”. */
function limits({ sentence, claims }: Reading, checking: Checking): Found[] {
  const { text } = sentence;
  // How many were answered within so many days is a figure, and is checked as one.
  if (claims.some(({ number }) => number.kind === 'percent' || number.kind === 'count') || !isLimit.test(text)) return [];
  const days = numbersIn(text).filter(({ kind, end }) => kind === 'limit' && /^\s*(?:(?:to|and|or|[-–])\s*\w+[\s-]*)?(?:statutory )?(?:working[\s-]+)?(?:days?|wd)\b/i.test(text.slice(end)));
  if (days.length === 0) return [];
  const keys: readonly ProcedureKey[] = /\bcorporate\b/i.test(text) || /\bcorporate\b/i.test(sentence.passage.around) ? (/\bstatutory (?:complaints?|procedure|process)\b/i.test(text) ? ['statutory', 'corporate'] : ['corporate']) : ['statutory'];
  const where = placeOf(sentence);
  return days.flatMap((number): Found[] => {
    const stage = stageOf(text, number, sentence.before?.text);
    if (stage === undefined) return [];
    const rules = keys.flatMap((key) => rulesOf(stage, key, checking));
    if (rules.length === 0) return [];
    const matching = rules.filter(({ limit }) => limit.count === number.value);
    const isExtension = /\b(?:further|additional|another|extra|more)\b/i.test(text.slice(Math.max(0, number.start - 25), number.end + 12)) || /\b(?:exten\w+)\b[^.;]{0,25}\bby\s*(?:up to )?(?:a )?$/i.test(text.slice(0, number.start));
    if (matching.length === 0 && isExtension && rules.some((a) => rules.some((b) => a.limit.count - b.limit.count === number.value))) return [];
    const named = listed(rules.filter(({ certainty, source: from }) => (certainty !== 'SEED' && certainty !== 'INFERRED') || from.startsWith('The council')).map(({ name, limit }) => `${name.charAt(0).toLowerCase()}${name.slice(1)} ${counted(limit.count, workingDay)}`));
    const source = rules.find(({ certainty }) => certainty === 'FOUND' || certainty === 'FOUND-2nd')?.source ?? rules[0]?.source;
    const of = stage === 'stage1' ? 'stage 1' : stage === 'stage2' ? 'stage 2' : 'stage 3';
    if (matching.length === 0) return [{ kind: 'law', severity: 'must', where, typed: number.text, wrong: `${counted(number.value, workingDay)} is no time limit of ${of}.`, says: `The limits of ${of} are: ${named}.`, mend: 'Give the limit that the procedure has, or say that it is the council’s own aim.', ...(source === undefined ? {} : { source }) }];
    const isLocal = matching.every(({ certainty, source: from }) => (certainty === 'SEED' || certainty === 'INFERRED') && !from.startsWith('The council'));
    const isTen = stage === 'stage2' && number.value === 10 && /\badjudicat\w+\b/i.test(text);
    if ((isLocal || isTen) && calledLaw.test(text) && !/\b(?:not|local|own) (?:a )?(?:statutory|standard|law|in law|aim|in the regulations)|\binternal\b|\blocal(?:ly)?\b/i.test(text)) {
      const rule = matching[0];
      return [{ kind: 'law', severity: 'must', where, typed: number.text, wrong: `${counted(number.value, workingDay)} is a local standard, not a limit of law.`, says: isTen ? 'The regulations give no time for adjudication of its own: it is within the 25 working days of stage 2, or the 65 where they are extended.' : `${rule?.note ?? ''} The limits of ${of} are: ${named}.`, mend: 'Call it the council’s own aim.', source: isTen ? (rules.find(({ limit }) => limit.count === 65)?.source ?? source ?? '') : (rule?.source ?? '') }];
    }
    return [];
  });
}

/** The stage named nearest before the number, else after it, else in the sentence before. */
function stageOf(text: string, { start, end }: TypedNumber, before: string | undefined): RuleStage | undefined {
  const after = /^[\s-]*(?:working[\s-]+)?days?,? (?:at|for|of|in) (stage (?:\d|one|two|three)|the (?:review )?panel)\b/i.exec(text.slice(end))?.[1];
  if (after !== undefined) return stageNamed.find(([shape]) => shape.test(after))?.[1];
  const named = stageNamed.flatMap(([shape, stage]) => [...text.matchAll(new RegExp(shape.source, 'gi'))].map((match) => ({ stage, at: match.index })));
  return named.filter(({ at }) => at < start).toSorted((a, b) => b.at - a.at)[0]?.stage ?? named.toSorted((a, b) => a.at - b.at)[0]?.stage ?? (before === undefined ? undefined : stageNamed.find(([shape]) => shape.test(before))?.[1]);
}

const everyone = /\b(?:all|every|each|100 ?%)\b[^.;]{0,60}\b(?:answered|responded|replied|a response|an answer)\b|\b(?:none|no (?:complaint|complainant|one)|nobody|0 ?%|zero)\b[^.;]{0,70}\b(?:unanswered|without (?:an answer|a response|a reply)|not (?:answered|responded)|not at all|no response)\b/i;

/** “All were answered”, where stage 2 was asked for because stage 1 was not. */
function answeredAll({ readings, known, whole }: Checking): Found[] {
  const without = known.levels.get(keyOf('stage2_requests', { reason: 'no_response_at_stage1' }, whole.period));
  if (without === undefined || without.value === 0) return [];
  return readings.filter(({ sentence }) => everyone.test(sentence.text)).map(({ sentence }) => ({ kind: 'sum', severity: 'look', where: placeOf(sentence), wrong: 'The sentence says that everyone had an answer, and the figures say that somebody asked for stage 2 because there was none.', says: `${without.at === undefined ? 'The figures give' : `${without.at} gives`} ${counted(without.value, { one: 'request', many: 'requests' })} to go to stage 2 because there was no response at stage 1.`, mend: 'Say of which complaints it holds, or look at that request.' }));
}

/** What the figures themselves say that a reader will ask about. */
function againstTheFigures({ known, whole }: Checking): Found[] {
  const at = (measure: string, facets: Readonly<Record<string, string>> = {}) => known.levels.get(keyOf(measure, facets, whole.period));
  const section = whole.sections[0];
  const where = { section: section?.key ?? '', title: section?.title ?? '', part: 'figures' as const };
  const found: Found[] = [];
  const [requests, declined] = [at('stage2_requests'), at('stage2_requests', { decision: 'declined' })];
  if (requests !== undefined && declined !== undefined && declined.value >= 3 && declined.value * 2 > requests.value) {
    found.push({ kind: 'law', severity: 'look', where, wrong: 'Most requests to go to stage 2 were declined.', says: `${declined.value} of ${requests.value}. Once stage 1 has been accepted, the complainant is entitled to all stages; refusing them is among the four faults that the Ombudsman finds most.`, mend: 'Say in the report why, by the lawful reason of each.', source: 'Ombudsman’s focus report of 2015, and decisions 22-008-976 and 24-006-716' });
  }
  const skipped = at('stage2_requests', { reason: 'stage1_by_agreement_not_held' });
  const [received, answered] = [at('complaints'), at('stage1_responses')];
  if (skipped !== undefined && skipped.value > 0 && received !== undefined && answered !== undefined && received.value === answered.value) {
    found.push({ kind: 'sum', severity: 'look', where, wrong: 'A complaint went to stage 2 without a stage 1, and yet every complaint counts as answered at stage 1.', says: `${skipped.value} by agreement; ${answered.value} of ${received.value} answered.`, mend: 'Say whether it is among those answered, or put its record right.' });
  }
  return found;
}
