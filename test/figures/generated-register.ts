import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { CsvRow } from './register-files.ts';

/** The same numbers in [0, 1) for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const services = ['Assessment', 'Assessment/East', 'Assessment/East/Duty', 'Assessment/West', 'AssessmentX', 'Fostering', '50% _care'];
const themes = ['Delay', 'Poor communication', 'Staff\'s attitude', 'Decision; or none'];

/**
 * Writes a register of invented complaints into a folder: two years from 1 April 2022, with gaps (values not known, stages
 * half done, Ombudsman's matters of no complaint on record) and odd names, the same for the same seed.
 */
export async function writeGeneratedRegister(folder: string, seed: number, yearStarts: string, size = 140): Promise<void> {
  const random = randomOf(seed);
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const maybe = <T>(chance: number, value: () => T): T | '' => (random() < chance ? value() : '');
  const some = (most: number) => Math.floor(random() * (most + 1));
  const later = (day: string, most: number, least = 0) => new Date(Date.parse(day) + (least + some(most - least)) * 86_400_000).toISOString().slice(0, 10);
  const files = new Map<string, CsvRow[]>();
  const put = (file: string, row: Record<string, string | number>) => files.set(file, [...(files.get(file) ?? []), Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]))]);

  for (let number = 1; number <= size; number += 1) {
    const ref = `G${seed}-${number}`;
    const received = later('2022-04-01', 729);
    const handledAs = oneOf(['statutory', 'statutory', 'statutory', 'corporate', 'corporate', 'informal', 'withdrawn', 'duplicate']);
    const complaint = handledAs === 'statutory' || handledAs === 'corporate';
    const started = maybe(0.3, () => later(received, 10));
    const ending = complaint ? random() : 1;
    const answered = ending < 0.7 ? later(started || received, 60, 1) : '';
    const notProgressed = ending >= 0.7 && ending < 0.85;
    const lastDay = answered || started || received;
    const closed = notProgressed || (complaint ? answered !== '' && random() < 0.6 : random() < 0.7) ? later(lastDay, 90, 1) : '';
    put('representations', {
      ref, received_on: received, channel: maybe(0.9, () => oneOf(['telephone', 'email', 'letter'])), received_via: maybe(0.5, () => oneOf(['direct', 'council_online'])),
      complainant: maybe(0.9, () => `P${some(size / 2)}`), complainant_type: maybe(0.9, () => oneOf(['parent', 'relative', 'child_or_young_person', 'foster_carer'])),
      complainant_age: maybe(0.4, () => String(some(40))), ethnicity: maybe(0.4, () => oneOf(['white_british', 'african', 'indian'])), disability: maybe(0.3, () => oneOf(['yes', 'no'])),
      child_status: maybe(0.4, () => oneOf(['child_in_care', 'care_leaver', 'none'])), service: maybe(0.9, () => oneOf(services)), handled_as: handledAs, theme: maybe(0.8, () => oneOf(themes)),
      court_proceedings: maybe(0.5, () => oneOf(['yes', 'no'])), stage1_started_on: complaint ? started : '', stage1_responded_on: answered,
      stage1_outcome: answered === '' ? (notProgressed ? oneOf(['withdrawn', 'discontinued', 'redirected', 'duplicate']) : '') : maybe(0.9, () => oneOf(['upheld', 'partially_upheld', 'not_upheld', 'no_finding'])),
      closed_on: closed, x_contact_type: maybe(0.6, () => oneOf(['enquiry', 'pre_complaint', 'MP\'s letter'])),
    });
    for (let element = 1; element <= (complaint ? some(3) : 0); element += 1) {
      put('elements', {
        ref, element, theme: maybe(0.6, () => oneOf(themes)), stage1_finding: answered === '' ? '' : maybe(0.8, () => oneOf(['upheld', 'not_upheld', 'inconclusive'])),
        remedies: answered === '' ? '' : [...new Set([maybe(0.4, () => 'apology'), maybe(0.3, () => 'training'), maybe(0.2, () => 'meeting')])].filter((one) => one !== '').join(';'), x_point: maybe(0.3, () => oneOf(['a', 'b'])),
      });
    }
    let lastOfStage2 = '';
    if (answered !== '' && random() < 0.5) {
      const requested = later(answered, 30);
      const decision = oneOf(['accepted', 'accepted', 'accepted', 'declined', '']);
      const decided = decision === '' ? '' : later(requested, 10);
      const steps = decision === 'accepted' ? some(6) : 0;
      const dates: string[] = [];
      for (let step = 0; step < steps; step += 1) dates.push(later(dates.at(-1) ?? decided, 30, 1));
      const [agreed = '', report = '', sentForAdjudication = '', sent = '', adjudicated = '', ended = ''] = dates;
      lastOfStage2 = ended;
      put('stage2', {
        ref, requested_on: requested, reason: maybe(0.8, () => oneOf(['no_response_at_stage1', 'dissatisfied_with_response'])), decision, decided_on: decided,
        statement_agreed_on: random() < 0.8 ? agreed : '', investigation_report_on: report, report_sent_on: random() < 0.8 ? sent : '', sent_for_adjudication_on: sentForAdjudication,
        adjudicated_on: adjudicated, outcome: adjudicated === '' ? '' : maybe(0.8, () => oneOf(['upheld', 'partially_upheld', 'not_upheld'])), closed_on: ended,
      });
    }
    if (lastOfStage2 !== '' && handledAs === 'statutory' && random() < 0.6) {
      const requested = later(lastOfStage2, 20);
      put('stage3', { ref, requested_on: requested, panel_on: maybe(0.8, () => later(requested, 70, 1)) });
    }
  }
  const anyRef = () => maybe(0.7, () => `G${seed}-${1 + some(size - 1)}`);
  const byRef = new Map((files.get('representations') ?? []).map((row) => [row['ref'], row]));
  const receipt = (ref: string) => byRef.get(ref)?.['received_on'] ?? '2022-06-01';
  for (let number = 1; number <= 25; number += 1) {
    const ref = anyRef();
    const received = later(receipt(ref), 200, 1);
    const decided = maybe(0.6, () => later(received, 100, 1));
    put('ombudsman', {
      ombudsman_ref: `L${seed}-${number}`, ref, service: maybe(0.5, () => oneOf(services)), received_on: received,
      decision: decided === '' ? '' : oneOf(['premature', 'not_upheld', 'upheld_fault_and_injustice']), decided_on: maybe(0.8, () => decided),
    });
  }
  for (let number = 1; number <= 40; number += 1) {
    const ref = anyRef();
    put('payments', {
      ref, stage: oneOf(['stage2', 'stage3', 'ombudsman']), role: oneOf(['investigating_officer', 'panel_chair', 'complainant']), amount: `${some(3000)}.${String(some(99)).padStart(2, '0')}`, paid_on: later(receipt(ref), 300, 1),
    });
  }
  for (let number = 1; number <= 40; number += 1) {
    const ref = `G${seed}-${1 + some(size - 1)}`;
    const due = maybe(0.8, () => later(receipt(ref), 300, 100));
    put('actions', { ref, action: `Action ${number}`, kind: maybe(0.5, () => oneOf(['training', 'procedure'])), due_on: due, completed_on: maybe(0.5, () => later(due || receipt(ref), 100, 95)) });
  }
  for (let number = 1; number <= 60; number += 1) {
    put('compliments', {
      ref: `C${seed}-${number}`, received_on: later('2022-04-01', 729), channel: maybe(0.7, () => oneOf(['email', 'card'])), source: maybe(0.8, () => oneOf(['parent', 'school'])),
      origin: maybe(0.8, () => oneOf(['internal', 'external'])), service: maybe(0.8, () => oneOf(services)), aspects: [...new Set([maybe(0.6, () => 'communication'), maybe(0.4, () => 'expertise')])].filter((one) => one !== '').join(';'),
    });
  }
  for (const service of ['Assessment', ...services.slice(1)]) put('services', { service, parent: service.includes('/') ? service.slice(0, service.lastIndexOf('/')) : '' });

  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'authority.json'), JSON.stringify({
    authority: `Generated ${seed}`, name: `Generated council ${seed}`, financial_year_starts: yearStarts, report: { layout: 'annual', from: '2022-04-01', to: '2025-12-31' },
  }));
  for (const [file, rows] of files) await writeFile(join(folder, `${file}.csv`), stringify(rows, { header: true }));
}
