import { Option, type Command } from 'commander';
import { conventionChoices, defaultConventions, parseConventions, type Conventions } from '../domain/conventions.ts';
import { inWords, inWordsWithWeekday, parseDay, type Day } from '../domain/day.ts';
import { certaintyInWords, deadlineOf, dueInWords, dueOnOf, limitInWords, type Deadline, type Step } from '../domain/deadline.ts';
import { PlainError } from '../domain/plain-error.ts';
import { procedureInForce, ruleOf, type Procedure, type ProcedureKey, type Procedures, type Rule } from '../domain/procedure.ts';
import { councilsProcedures, standardProcedures } from '../domain/procedures/standard.ts';
import { CalendarEndError, englandsCalendar } from '../domain/working-days.ts';

/** The `procedures` setting of an authority, as its settings hold it. Rejects with a PlainError where there is no such authority. */
export type AuthorityProcedures = (authority: string) => Promise<unknown>;

const NOT_COUNTED = 'Not counted: ';

type Options = { readonly from: string; readonly procedure?: ProcedureKey; readonly authority?: string; readonly convention?: readonly string[]; readonly json?: true };

export function addDeadline(program: Command, authorityProcedures: AuthorityProcedures): void {
  program
    .command('deadline')
    .description('explain a deadline: the day something is due, and every step to it')
    .argument('<rule>', 'key of a rule, such as T11; in the corporate procedure also stage1 or stage2')
    .requiredOption('--from <day>', 'the day on which its clock starts, YYYY-MM-DD')
    .addOption(new Option('--procedure <procedure>', 'which procedure the rule belongs to').choices(['statutory', 'corporate']))
    .option('--authority <name>', 'use this authority’s own limits')
    .option('--convention <name=value>', `count otherwise (${Object.keys(conventionChoices).join(', ')}); may be given again`, (value: string, before: readonly string[]) => [...before, value], [])
    .option('--json', 'print {"rule", "due_on", "steps"}')
    .action(async (key: string, options: Options) => {
      console.log(await explainDeadline(key, options, authorityProcedures));
    });
}

/** What `candour deadline` prints. Rejects with a PlainError for what cannot be explained. */
export async function explainDeadline(key: string, options: Options, authorityProcedures: AuthorityProcedures): Promise<string> {
  const from = parseDay(options.from);
  if (from === undefined) throw new PlainError(`--from cannot be '${options.from}'. Give a day of the calendar, written YYYY-MM-DD, such as 2022-11-01.`);
  const conventions = conventionsOf(options.convention ?? []);
  const procedures = options.authority === undefined ? standardProcedures : proceduresOf(options.authority, await authorityProcedures(options.authority));
  const procedureKey = options.procedure ?? (/^(c\d|stage)/i.test(key) ? 'corporate' : 'statutory');
  const procedure = procedureInForce(procedureKey, from, procedures);
  if (procedure === undefined) throw new Error(`No ${procedureKey} procedure`);
  const rule = ruleNamed(key, procedure);
  if (rule.limit === undefined) throw new PlainError(`${rule.key} (${rule.name}) gives no day to work out: ${noLimit(rule)}\nRules with a limit: ${rulesWithLimit(procedure).join(', ')}.`);
  const deadline = deadlineOf(rule, from, englandsCalendar, conventions);
  if (options.json) return JSON.stringify({ rule: rule.key, due_on: deadline.dueOn, steps: deadline.steps }, null, 2);
  return forAPerson(deadline, procedure, from, conventions);
}

function conventionsOf(given: readonly string[]): Conventions {
  if (given.length === 0) return defaultConventions;
  const pairs = given.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new PlainError(`--convention cannot be '${pair}'. Write name=value, such as dayCount=include-start. Names: ${Object.keys(conventionChoices).join(', ')}.`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const parsed = parseConventions(Object.fromEntries(pairs));
  if ('faults' in parsed) throw new PlainError(parsed.faults.join('\n'));
  return parsed.conventions;
}

function proceduresOf(authority: string, setting: unknown): Procedures {
  const parsed = councilsProcedures(setting);
  if ('faults' in parsed) throw new PlainError(`The procedures of ${authority} cannot be used. ${parsed.faults.join(' ')}`);
  return parsed.procedures;
}

function rulesWithLimit(procedure: Procedure): readonly string[] {
  return procedure.rules.filter((rule) => rule.limit !== undefined).map((rule) => rule.key);
}

function ruleNamed(key: string, procedure: Procedure): Rule {
  if (procedure.key === 'corporate' && (key === 'stage1' || key === 'stage2')) return ruleOf(procedure, procedure.measures[key]);
  const rule = procedure.ruleByKey.get(key.toUpperCase());
  if (rule !== undefined) return rule;
  const names = procedure.key === 'corporate' ? ', or stage1 and stage2' : '';
  const other = procedure.key === 'statutory' ? ' For a corporate rule add --procedure corporate.' : '';
  throw new PlainError(`The ${procedure.key} procedure has no rule '${key}'.\nIts rules are ${procedure.rules.map((each) => each.key).join(', ')}${names}.${other}`);
}

function noLimit(rule: Rule): string {
  if (rule.statedBy !== undefined) return `it is due on the day that the ${rule.statedBy} states.`;
  return rule.note ?? 'no limit is set.';
}

function forAPerson({ rule, dueOn, steps }: Deadline, procedure: Procedure, from: Day, conventions: Conventions): string {
  const longestKey = rule.extension?.rule;
  const facts: [string, string][] = [['Limit', limitInWords(rule)], ['Starts when', rule.starts.text], ['Stops when', rule.stops.text]];
  if (longestKey !== undefined) facts.push(['At most', atMost(rule, ruleOf(procedure, longestKey), from, conventions)]);
  facts.push(['Source', `${rule.source} (${rule.certainty}: ${certaintyInWords(rule.certainty)})`]);
  if (rule.note !== undefined) facts.push(['Note', rule.note]);
  const changed = Object.entries(conventions).filter(([name, value]) => !Object.entries(defaultConventions).some(([defaultName, usual]) => name === defaultName && value === usual));
  if (changed.length > 0) facts.push(['Counting', changed.map(([name, value]) => `${name}=${value}`).join(', ')]);
  return [
    `${rule.key}  ${rule.name} (${procedure.name.toLowerCase()})`,
    `     ${dueInWords(rule)} ${inWordsWithWeekday(dueOn)}`,
    '',
    ...aligned(stepLines(steps)),
    '',
    ...aligned(facts),
  ].join('\n');
}

function atMost(rule: Rule, longest: Rule, from: Day, conventions: Conventions): string {
  const grounds = rule.extension?.grounds ?? [];
  const extended = typeof grounds === 'string' ? grounds : grounds.join(' or ');
  return `${longestDay(longest, from, conventions)}: ${limitInWords(longest)} from the same start (${longest.key}), if extended for ${extended}`;
}

/** The latest day may lie past the bank holidays known although the day itself does not. */
function longestDay(longest: Rule, from: Day, conventions: Conventions): string {
  try {
    return inWordsWithWeekday(dueOnOf(longest, from, englandsCalendar, conventions));
  } catch (error) {
    if (error instanceof CalendarEndError) return `after ${inWords(englandsCalendar.knownUntil)}, up to which bank holidays are known`;
    throw error;
  }
}

/** A line for each step, with an unbroken run of days that are counted, or that are not, on one line. */
function stepLines(steps: readonly Step[]): [string, string][] {
  const lines: [string, string][] = [];
  let run: Step[] = [];
  for (const step of steps) {
    if (run[0] !== undefined && run[0].kind !== step.kind) {
      lines.push(runLine(run));
      run = [];
    }
    if (step.kind === 'counted' || step.kind === 'skipped' || step.kind === 'suspended') run.push(step);
    else lines.push([inWordsWithWeekday(step.on), step.text]);
  }
  return run.length === 0 ? lines : [...lines, runLine(run)];
}

function runLine(run: readonly Step[]): [string, string] {
  const first = run[0]!;
  const last = run.at(-1)!;
  const when = run.length === 1 ? inWordsWithWeekday(first.on) : `${inWords(first.on)} ${first.on < last.on ? 'to' : 'back to'} ${inWords(last.on)}`;
  if (first.kind === 'counted') return [when, run.length === 1 ? `Working day ${first.count ?? ''}` : `Working days ${first.count ?? ''} to ${last.count ?? ''}`];
  const reasons = first.kind === 'suspended' ? first.text.replace(NOT_COUNTED, '') : run.map((step) => step.text.replace(NOT_COUNTED, '')).join(', ');
  return [when, `${NOT_COUNTED}${reasons.replace(/^(Saturday, Sunday|Sunday, Saturday)$/, 'weekend')}`];
}

function aligned(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
