import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Day, day, dayFromNumber, dayNumber, parseDay } from '../../src/domain/day.ts';
import { answerFigures } from '../../src/reporting/figures.ts';
import { withTestDatabase } from '../database.ts';
import { writeGeneratedRegister } from './generated-register.ts';
import { demoRegisters, readFiles, type RegisterFiles, takeIn } from './register-files.ts';
import { SlowFigures, type SlowQuestion } from './slow-figures.ts';

const everything = [{ from: day('2010-01-01'), to: day('2040-12-31') }];
const ofRepresentations = [
  'service', 'theme', 'handled_as', 'complainant_type', 'channel', 'received_via', 'child_status', 'ethnicity', 'disability', 'court_proceedings', 'stage1_outcome', 'stage1_band', 'stage1_days',
  'age_band', 'complainant_age', 'complainant', 'repeat_complainant', 'month', 'quarter', 'year', 'ref',
];
const everyMeasure: Readonly<Record<string, readonly string[]>> = {
  representations: ofRepresentations, complaints: ofRepresentations, complainants: ofRepresentations, repeat_complainants: [...ofRepresentations, 'times'], upheld_or_partly: ofRepresentations, upheld_rate: ofRepresentations,
  stage1_completed: ofRepresentations, stage1_responses: ofRepresentations, stage1_on_time_rate: ofRepresentations, stage1_days: ofRepresentations,
  elements: [...ofRepresentations, 'element', 'stage1_finding', 'remedies'],
  stage2_requests: [...ofRepresentations, 'reason', 'decision', 'outcome', 'status'], escalation_rate: ofRepresentations.filter((key) => key !== 'status'),
  stage2_investigations: [...ofRepresentations, 'reason', 'outcome', 'closed_on'], stage2_open: [...ofRepresentations, 'status', 'decision'], stage2_days: [...ofRepresentations, 'reason'],
  stage2_on_time_rate: [...ofRepresentations, 'outcome'], panels: [...ofRepresentations, 'requested_on'], panels_on_time_rate: ofRepresentations,
  ombudsman_enquiries: ['service', 'theme', 'decision', 'handled_as', 'month', 'quarter', 'year'], ombudsman_decisions: ['service', 'decision', 'handled_as', 'year'], ombudsman_open: ['service', 'month', 'theme'],
  spend: [...ofRepresentations, 'stage', 'role'], spend_per_investigation: [...ofRepresentations, 'stage'], remedy_payments: ['stage', 'service', 'theme', 'year'],
  compliments: ['channel', 'source', 'origin', 'service', 'aspects', 'month', 'quarter', 'year', 'ref'], actions_completed: ['kind', 'service', 'theme', 'quarter'], actions_overdue: ['kind', 'handled_as', 'service', 'month'],
};
/** Limits of the corporate procedure are each council's own: rates of both procedures are asked with a limit. */
const needWithin = new Set(['stage1_on_time_rate', 'stage2_on_time_rate']);

type Taken = { readonly authorityId: number; readonly files: RegisterFiles; readonly slow: SlowFigures };

/** The file whose rows a measure counts, by how the measure's name begins; the representations' for the rest. */
const ownFile: Readonly<Record<string, string>> = {
  elements: 'elements', stage2: 'stage2', escalation: 'stage2', panels: 'stage3', ombudsman: 'ombudsman', spend: 'payments', remedy: 'payments', compliments: 'compliments', actions: 'actions',
};

/** The values that a key has in a register, those of the closed lists and of nothing at all among them. */
function valuesOf(files: RegisterFiles, measure: string, key: string): string[] {
  const made: Readonly<Record<string, string[]>> = {
    stage1_band: ['within_10', 'within_20', 'over_20'], stage1_days: ['3', '20', '41'], age_band: ['10_to_15', '25_and_over'], repeat_complainant: ['yes', 'no'], times: ['2', '3'],
    month: ['2017-06', '2022-08', '2023-04'], quarter: ['2017-18 Q1', '2022-23 Q4', '2023-24 Q2'], year: ['2017-18', '2022-23', '2023-24'], 
    service: ['Assessment', 'Area Child Protection Service', 'Assessment/East'], stage1_outcome: ['not_progressed', 'withdrawn'], status: ['statement_pending', 'investigation', 'closed'], remedies: ['apology'], aspects: ['communication'],
  };
  const own = Object.entries(ownFile).find(([start]) => measure.startsWith(start))?.[1];
  const holding = [...(own === undefined ? [] : [own]), ...(own === 'compliments' ? [] : ['representations'])].find((file) => files.rows(file).some((row) => Object.hasOwn(row, key)));
  const occurring = (holding === undefined ? [] : files.rows(holding)).map((row) => row[key] ?? '').filter((value) => value !== '' && key !== 'remedies' && key !== 'aspects');
  return [...new Set([...(made[key] ?? []), ...occurring.slice(0, 60)]), ...(key === 'times' ? [] : [''])];
}

/** The days written in the rows that a measure counts: a period that begins or ends on one shows whether it is counted. */
function daysOf(files: RegisterFiles, measure: string): Day[] {
  const own = Object.entries(ownFile).find(([start]) => measure.startsWith(start))?.[1] ?? 'representations';
  const written = [...files.rows(own === 'elements' ? 'representations' : own), ...files.rows('representations').slice(0, 20)].flatMap((row) => Object.values(row).map(parseDay)).filter((one) => one !== undefined);
  return [...new Set(written)].toSorted((a, b) => (a < b ? -1 : 1));
}

function questions(taken: readonly Taken[]): fc.Arbitrary<{ of: Taken; question: SlowQuestion }> {
  return fc.constantFrom(...taken).chain((of) => fc.constantFrom(...Object.entries(everyMeasure)).chain(([measure, ownKeys]) => {
    const hasOwnFields = of.files.authority.startsWith('Generated') && !['compliments', 'escalation_rate'].includes(measure) && ownKeys !== everyMeasure['ombudsman_open'];
    const keys = hasOwnFields ? [...ownKeys, 'x_contact_type', ...(measure === 'elements' ? ['x_point'] : [])] : ownKeys;
    const condition = fc.constantFrom(...keys).chain((key) => fc.constantFrom(...valuesOf(of.files, measure, key)).map((value) => [key, value] as const));
    const days = daysOf(of.files, measure);
    const first = dayNumber(days[0] ?? day('2022-04-01'));
    const anyDay = fc.oneof(fc.constantFrom(...days), fc.constantFrom(...days), fc.integer({ min: first - 30, max: first + 1200 }).map(dayFromNumber));
    return fc.record({
      ends: fc.tuple(anyDay, anyDay), limited: fc.boolean(),
      where: fc.array(condition, { maxLength: 2 }), by: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }), on: fc.constantFrom('received' as const, 'completed' as const), within: fc.integer({ min: 1, max: 80 }),
    }).map(({ ends: [one, other], limited, where, by, on, within }) => ({
      of,
      question: {
        measure, from: one < other ? one : other, to: one < other ? other : one, where: Object.fromEntries(where), by, on, ...(needWithin.has(measure) || (measure === 'panels_on_time_rate' && limited) ? { within } : {}),
      },
    }));
  }));
}

/** Two ways to the same number may differ in the last bits of a double. */
function same(one: number | null, other: number | null): boolean {
  return one === other || (one !== null && other !== null && Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other)));
}

test('every question over the five registers and over generated ones has the answer that plain loops over their rows give', () => withTestDatabase(async (store) => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-figures-'));
  try {
    const generated = [[1, '04-01'], [2, '09-01'], [3, '04-06']] as const;
    for (const [seed, yearStarts] of generated) await writeGeneratedRegister(join(folder, String(seed)), seed, yearStarts);
    const taken: Taken[] = [];
    for (const register of [...await demoRegisters(), ...generated.map(([seed]) => join(folder, String(seed)))]) {
      const files = await readFiles(register);
      taken.push({ authorityId: await takeIn(store, register, everything), files, slow: new SlowFigures(files) });
    }
    let compared = 0;
    await fc.assert(fc.asyncProperty(questions(taken), async ({ of, question }) => {
      const [answer] = await answerFigures(store.db, of.authorityId, [question]);
      const expected = of.slow.answer(question);
      if (answer?.why?.startsWith('no record has the field') === true) return;
      // Of a service that nothing was ever given, and of a period still to come, there is no answer: the loops found nothing.
      if (answer?.why !== undefined && /is declared or on record|^the period begins on/.test(answer.why)) {
        assert.deepEqual([...expected.values()].filter((counted) => counted !== 0 && counted !== null), [], answer.why);
        return;
      }
      const rows = new Map(question.by.length === 0
        ? [['[]', answer?.answer ?? null]] as const
        : (answer?.rows ?? []).map((row) => [JSON.stringify(question.by.map((key) => row.keys[key] ?? null)), row.answer] as const));
      assert.equal(rows.size, question.by.length === 0 ? 1 : (answer?.rows?.length ?? -1), `${answer?.why ?? ''}: no row is given twice`);
      for (const keys of new Set([...expected.keys(), ...rows.keys()])) {
        const [ours, theirs] = [rows.get(keys), expected.get(keys)];
        assert.ok(ours !== undefined && theirs !== undefined && same(ours, theirs), `${of.files.authority}, ${keys}: answered ${ours}, counted ${theirs}; ${answer?.why ?? ''}`);
        compared += ours === 0 || ours === null ? 0 : 1;
      }
    }), { numRuns: 1500, seed: 20_261_122 });
    assert.ok(compared > 500, `only ${compared} answers were more than nothing`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}));
