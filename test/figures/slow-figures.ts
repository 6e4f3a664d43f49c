import { englandsBankHolidays } from '../../src/domain/bank-holidays.ts';
import type { CsvRow, RegisterFiles } from './register-files.ts';

/** A question as plain data; shares, changes and rounding are done elsewhere. */
export type SlowQuestion = {
  readonly measure: string; readonly from: string; readonly to: string; readonly where: Readonly<Record<string, string | number>>; readonly by: readonly string[];
  readonly on: 'received' | 'completed'; readonly within?: number;
};
type Value = string | number | null | readonly string[];
/** Something that is counted: its day, and what it says for a key. */
type Thing = { readonly day: string; readonly key: (name: string) => Value; readonly row: CsvRow; readonly representation: CsvRow | undefined };
/** The answer by the values of the keys, as JSON; null where there is nothing to divide by. */
export type SlowAnswer = ReadonlyMap<string, number | null>;

const holidays = new Set<string>(englandsBankHolidays.map((one) => one.on));
const NOT_PROGRESSED = new Set(['withdrawn', 'discontinued', 'redirected', 'duplicate']);

/** Working days after one day up to another, counted on the fingers. */
function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = Date.parse(from) + 86_400_000; at <= Date.parse(to); at += 86_400_000) {
    const on = new Date(at);
    if (on.getUTCDay() !== 0 && on.getUTCDay() !== 6 && !holidays.has(on.toISOString().slice(0, 10))) count += 1;
  }
  return count;
}

function known(cell: string | undefined): string | null {
  return cell === undefined || cell === '' ? null : cell;
}

const isComplaint = (row: CsvRow | undefined) => row?.['handled_as'] === 'statutory' || row?.['handled_as'] === 'corporate';
const isAnswered = (row: CsvRow) => known(row['stage1_responded_on']) !== null;
const stage1Days = (row: CsvRow) => (isAnswered(row) ? workingDaysBetween(known(row['stage1_started_on']) ?? row['received_on'] ?? '', row['stage1_responded_on'] ?? '') : null);
const endedOn = (row: CsvRow) => known(row['stage1_responded_on']) ?? known(row['closed_on']);

function periodKey(name: string, day: string, yearStarts: string): string {
  if (name === 'month') return day.slice(0, 7);
  const began = day.slice(5) < yearStarts ? Number(day.slice(0, 4)) - 1 : Number(day.slice(0, 4));
  const label = yearStarts === '01-01' ? `${began}` : `${began}-${`${began + 1}`.slice(2)}`;
  if (name === 'year') return label;
  // Walks month by month from the first day of the year.
  const [month, date] = yearStarts.split('-').map(Number);
  let quarter = 0;
  for (let passed = 0; passed < 4; passed += 1) {
    const start = new Date(Date.UTC(began, (month ?? 1) - 1 + passed * 3, date ?? 1)).toISOString().slice(0, 10);
    if (day >= start) quarter = passed + 1;
  }
  return `${label} Q${quarter}`;
}

/**
 * Figures worked out the long way: loops over the rows of a register as it is written, with none of Candour's reading,
 * events, tables or SQL. Slow, and meant to be obvious.
 */
export class SlowFigures {
  private readonly files: RegisterFiles;
  constructor(files: RegisterFiles) {
    this.files = files;
  }

  answer(question: SlowQuestion): SlowAnswer {
    const { measure } = question;
    if (measure === 'upheld_rate') return this.divided(question, 'upheld_or_partly', 'complaints', 100);
    if (measure === 'escalation_rate') return this.divided(question, 'stage2_requests', 'complaints', 100);
    if (measure === 'spend_per_investigation') return this.divided(question, 'spend', 'stage2_investigations', 1);
    if (measure === 'repeat_complainants') return this.repeatComplainants(question);
    const groups = new Map<string, Thing[]>();
    if (question.by.length === 0) groups.set('[]', []);
    for (const thing of this.things(question)) {
      if (!this.holds(thing, question)) continue;
      for (const keys of this.combinations(thing, question)) groups.set(keys, [...(groups.get(keys) ?? []), thing]);
    }
    return new Map([...groups].map(([keys, things]) => [keys, this.fold(question, things)]));
  }

  /** What the measure counts, before conditions. */
  private things(question: SlowQuestion): Thing[] {
    const { from, to, on } = question;
    const inPeriod = (day: string | null): day is string => day !== null && day >= from && day <= to;
    const representations = this.files.rows('representations');
    const byRef = new Map(representations.map((row) => [row['ref'] ?? '', row]));
    const dayOf = (row: CsvRow) => (on === 'completed' ? endedOn(row) : known(row['received_on']));
    const repeats = this.repeats(question);
    const thing = (file: string, row: CsvRow, day: string, representation: CsvRow | undefined): Thing => ({ day, row, representation, key: (name) => this.keyOf(name, file, row, day, representation, question, repeats) });
    const ofFile = (file: string, column: string, among: (row: CsvRow) => boolean = () => true) =>
      this.files.rows(file).flatMap((row) => {
        const day = known(row[column]);
        return inPeriod(day) && among(row) ? [thing(file, row, day, byRef.get(row['ref'] ?? ''))] : [];
      });
    const ofRepresentations = (among: (row: CsvRow) => boolean) =>
      representations.flatMap((row) => {
        const day = dayOf(row);
        return inPeriod(day) && among(row) ? [thing('representations', row, day, row)] : [];
      });
    const standing = (file: string, column: string, among: (row: CsvRow) => boolean) =>
      this.files.rows(file).flatMap((row) => (known(row[column]) !== null && among(row) ? [thing(file, row, row[column] ?? '', byRef.get(row['ref'] ?? ''))] : []));
    const after = (cell: string | undefined) => known(cell) === null || (cell ?? '') > to;
    const outcome = (row: CsvRow) => row['stage1_outcome'] ?? '';
    switch (question.measure) {
      case 'representations': return ofRepresentations(() => true);
      case 'complaints': return ofRepresentations(isComplaint);
      case 'complainants': return ofRepresentations((row) => known(row['complainant']) !== null);
      case 'upheld_or_partly': return ofRepresentations((row) => isComplaint(row) && (outcome(row) === 'upheld' || outcome(row) === 'partially_upheld'));
      case 'stage1_completed': return ofRepresentations((row) => isComplaint(row) && endedOn(row) !== null);
      case 'stage1_responses': case 'stage1_on_time_rate': case 'stage1_days': return ofRepresentations((row) => isComplaint(row) && isAnswered(row));
      case 'elements': return this.files.rows('elements').flatMap((row) => {
        const representation = byRef.get(row['ref'] ?? '');
        const day = representation === undefined ? null : dayOf(representation);
        return isComplaint(representation) && inPeriod(day) ? [thing('elements', row, day, representation)] : [];
      });
      case 'stage2_requests': return ofFile('stage2', 'requested_on');
      case 'stage2_investigations': case 'stage2_days': case 'stage2_on_time_rate': return ofFile('stage2', 'closed_on', (row) => row['decision'] === 'accepted');
      case 'stage2_open': return standing('stage2', 'requested_on', (row) => (row['requested_on'] ?? '') <= to && after(row['closed_on']) && (row['decision'] !== 'declined' || (known(row['decided_on']) !== null && after(row['decided_on']))));
      case 'panels': case 'panels_on_time_rate': return ofFile('stage3', 'panel_on');
      case 'ombudsman_enquiries': return ofFile('ombudsman', 'received_on');
      case 'ombudsman_decisions': return ofFile('ombudsman', 'decided_on');
      case 'ombudsman_open': return standing('ombudsman', 'received_on', (row) => (row['received_on'] ?? '') <= to && (known(row['decision']) === null || (known(row['decided_on']) !== null && after(row['decided_on']))));
      case 'spend': return ofFile('payments', 'paid_on', (row) => row['role'] !== 'complainant');
      case 'remedy_payments': return ofFile('payments', 'paid_on', (row) => row['role'] === 'complainant');
      case 'compliments': return ofFile('compliments', 'received_on');
      case 'actions_completed': return ofFile('actions', 'completed_on');
      case 'actions_overdue': return standing('actions', 'due_on', (row) => (row['due_on'] ?? '') < to && after(row['completed_on']));
      default: throw new Error(`no slow version of ${question.measure}`);
    }
  }

  private keyOf(name: string, file: string, row: CsvRow, day: string, representation: CsvRow | undefined, question: SlowQuestion, repeats: ReadonlySet<string>): Value {
    if (name === 'month' || name === 'quarter' || name === 'year') return periodKey(name, day, this.files.yearStarts);
    if (name === 'status' && file === 'stage2') return stage2Status(row, question.to);
    if (name === 'repeat_complainant') {
      const complainant = known(representation?.['complainant']);
      return complainant === null ? null : repeats.has(complainant) ? 'yes' : 'no';
    }
    if (name === 'stage1_days') return representation === undefined || !isComplaint(representation) ? null : stage1Days(representation);
    if (name === 'stage1_band') {
      const days = representation === undefined || !isComplaint(representation) ? null : stage1Days(representation);
      return days === null ? null : days <= 10 ? 'within_10' : days <= 20 ? 'within_20' : 'over_20';
    }
    if (name === 'age_band') {
      const age = known(representation?.['complainant_age']);
      if (age === null) return null;
      const years = Number(age);
      return years < 5 ? 'under_5' : years < 10 ? '5_to_9' : years < 16 ? '10_to_15' : years < 18 ? '16_to_17' : years < 25 ? '18_to_24' : '25_and_over';
    }
    if (name === 'remedies' || name === 'aspects') return (row[name] ?? '').split(';').map((one) => one.trim()).filter((one) => one !== '');
    const fallsBack = name === 'service' || name === 'theme' || name.startsWith('x_');
    const own = known(row[name]);
    const value = own ?? (fallsBack || !Object.hasOwn(row, name) ? known(representation?.[name]) : null);
    if (name === 'complainant_age' || name === 'element') return value === null ? null : Number(value);
    return value;
  }

  private holds(thing: Thing, question: SlowQuestion): boolean {
    return Object.entries(question.where).every(([name, wanted]) => {
      const value = thing.key(name);
      if (wanted === '') return value === null || (Array.isArray(value) && value.length === 0);
      if (Array.isArray(value)) return value.includes(String(wanted));
      if (name === 'stage1_outcome' && wanted === 'not_progressed') return NOT_PROGRESSED.has(String(value));
      if (name === 'service') return value === wanted || String(value ?? '').startsWith(`${wanted}/`);
      return value !== null && String(value) === String(wanted);
    });
  }

  private combinations(thing: Thing, question: SlowQuestion): string[] {
    let rows: (string | number | null)[][] = [[]];
    for (const name of question.by) {
      const value = thing.key(name);
      const values: (string | number | null)[] = Array.isArray(value) ? (value.length === 0 ? [null] : [...value]) : [value as string | number | null];
      const together = question.measure === 'stage1_completed' && name === 'stage1_outcome';
      rows = rows.flatMap((row) => values.map((one) => [...row, together && NOT_PROGRESSED.has(String(one)) ? 'not_progressed' : one]));
    }
    return rows.map((row) => JSON.stringify(row));
  }

  private fold(question: SlowQuestion, things: readonly Thing[]): number | null {
    const share = (met: (thing: Thing) => boolean) => (things.length === 0 ? null : (100 * things.filter(met).length) / things.length);
    const mean = (value: (thing: Thing) => number) => (things.length === 0 ? null : things.reduce((sum, thing) => sum + value(thing), 0) / things.length);
    switch (question.measure) {
      case 'complainants': return new Set(things.map((thing) => thing.row['complainant'])).size;
      case 'stage1_on_time_rate': return share((thing) => (stage1Days(thing.row) ?? 0) <= (question.within ?? 20));
      case 'stage1_days': return mean((thing) => stage1Days(thing.row) ?? 0);
      case 'stage2_days': return mean((thing) => workingDaysBetween(thing.row['requested_on'] ?? '', thing.row['closed_on'] ?? ''));
      case 'stage2_on_time_rate': return share((thing) => {
        const adjudicated = known(thing.row['adjudicated_on']);
        return adjudicated !== null && workingDaysBetween(known(thing.row['statement_agreed_on']) ?? thing.row['requested_on'] ?? '', adjudicated) <= (question.within ?? 65);
      });
      case 'panels_on_time_rate': return share((thing) => workingDaysBetween(thing.row['requested_on'] ?? '', thing.row['panel_on'] ?? '') <= (question.within ?? 30));
      case 'spend': case 'remedy_payments': return things.reduce((pence, thing) => pence + Math.round(Number(thing.row['amount']) * 100), 0) / 100;
      default: return things.length;
    }
  }

  private repeats(question: SlowQuestion): Set<string> {
    const times = new Map<string, number>();
    for (const row of this.files.rows('representations')) {
      const day = question.on === 'completed' ? endedOn(row) : known(row['received_on']);
      const complainant = known(row['complainant']);
      if (complainant !== null && day !== null && day >= question.from && day <= question.to) times.set(complainant, (times.get(complainant) ?? 0) + 1);
    }
    return new Set([...times].filter(([, count]) => count >= 2).map(([complainant]) => complainant));
  }

  private repeatComplainants(question: SlowQuestion): SlowAnswer {
    const { times: exactly, ...where } = question.where;
    const by = question.by.filter((name) => name !== 'times');
    const counts = new Map<string, { keys: (string | number | null)[]; count: number }>();
    const asked = { ...question, measure: 'complainants', where, by };
    for (const thing of this.things(asked)) {
      if (!this.holds(thing, asked)) continue;
      for (const keys of this.combinations(thing, asked)) {
        const one = `${keys}${thing.row['complainant']}`;
        counts.set(one, { keys: JSON.parse(keys) as (string | number | null)[], count: (counts.get(one)?.count ?? 0) + 1 });
      }
    }
    const answer = new Map<string, number>(question.by.length === 0 ? [['[]', 0]] : []);
    for (const { keys, count } of counts.values()) {
      if (count < 2 || (exactly !== undefined && count !== Number(exactly))) continue;
      const row = JSON.stringify(question.by.map((name) => (name === 'times' ? count : keys[by.indexOf(name)])));
      answer.set(row, (answer.get(row) ?? 0) + 1);
    }
    return answer;
  }

  private divided(question: SlowQuestion, first: string, second: string, times: number): SlowAnswer {
    const own = first === 'spend' ? ['stage', 'role'] : ['reason', 'decision', 'outcome', 'status'];
    const shared = (names: readonly string[]) => names.filter((name) => first === 'upheld_or_partly' || !own.includes(name));
    const of = this.answer({ ...question, measure: first });
    const over = this.answer({ ...question, measure: second, where: Object.fromEntries(Object.entries(question.where).filter(([name]) => shared([name]).length > 0)), by: shared(question.by) });
    const rows = new Map<string, number | null>();
    const places = question.by.flatMap((name, index) => (shared([name]).length > 0 ? [index] : []));
    for (const [keys, value] of of) {
      const base = over.get(JSON.stringify(places.map((index) => (JSON.parse(keys) as unknown[])[index]))) ?? 0;
      rows.set(keys, base === 0 || value === null ? null : (times * value) / base);
    }
    if (places.length === question.by.length) for (const [keys, base] of over) if (!rows.has(keys)) rows.set(keys, base === 0 ? null : 0);
    return rows;
  }
}

function stage2Status(row: CsvRow, to: string): string {
  const happened = (column: string) => known(row[column]) !== null && (row[column] ?? '') <= to;
  if (happened('closed_on')) return 'closed';
  if (row['decision'] === 'declined' && (known(row['decided_on']) === null || happened('decided_on'))) return 'declined';
  if (happened('adjudicated_on')) return 'adjudicated';
  if (happened('report_sent_on')) return 'report_with_complainant';
  if (happened('sent_for_adjudication_on')) return 'adjudication';
  return happened('statement_agreed_on') ? 'investigation' : 'statement_pending';
}
