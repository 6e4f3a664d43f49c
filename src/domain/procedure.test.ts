import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConventions, conventionSources, defaultConventions } from './conventions.ts';
import { day } from './day.ts';
import { faultsOf, longestAllowed, procedureInForce, type Rule } from './procedure.ts';
import { corporate } from './procedures/corporate.ts';
import { councilsProcedures, standardProcedures } from './procedures/standard.ts';
import { statutory } from './procedures/statutory.ts';

function faults(setting: unknown): readonly string[] {
  const read = councilsProcedures(setting);
  return 'faults' in read ? read.faults : [];
}

function inForce(setting: unknown, on: string, handledAs: 'corporate' | 'statutory' = 'corporate') {
  const read = councilsProcedures(setting);
  assert.ok('procedures' in read, JSON.stringify(read));
  const procedure = procedureInForce(handledAs, day(on), read.procedures);
  assert.ok(procedure);
  return procedure;
}

test('the statutory procedure holds every rule from T01 to T30', () => {
  const expected = Array.from({ length: 30 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`);
  assert.deepEqual(expected.filter((key) => !statutory.ruleByKey.has(key)), []);
});

test('the longest a stage may take: 20, 65 and 30 working days by law, 20 and 40 by the Code', () => {
  assert.deepEqual([longestAllowed(statutory, 'stage1'), longestAllowed(statutory, 'stage2'), longestAllowed(statutory, 'panel')], [20, 65, 30]);
  assert.deepEqual([longestAllowed(corporate, 'stage1'), longestAllowed(corporate, 'stage2'), longestAllowed(corporate, 'panel')], [20, 40, undefined]);
});

test('only what was read in the document itself is not a setting', () => {
  for (const procedure of [statutory, corporate]) {
    for (const rule of procedure.rules) assert.ok(rule.setting || rule.certainty === 'FOUND', rule.key);
  }
  assert.deepEqual(statutory.rules.filter((rule) => !rule.setting).map((rule) => rule.key), ['T01', 'T02', 'T18', 'T24', 'T25', 'T28']);
});

test('a procedure with something wrong in it is named fault by fault', () => {
  const wrong = (key: string, change: Partial<Rule>) => faultsOf({ ...statutory, rules: statutory.rules.map((rule) => (rule.key === key ? { ...rule, ...change } : rule)) });
  assert.deepEqual(faultsOf(statutory), []);
  assert.deepEqual(wrong('T10', { key: 'T11' }), ['Rule T11 of the statutory procedure is there twice.']);
  assert.deepEqual(wrong('T20', { limit: { count: 0, unit: 'working day' } }), ['Rule T20 of the statutory procedure has a limit of 0: it must be a whole number above 0.']);
  assert.deepEqual(wrong('T20', { source: ' ' }), ['Rule T20 of the statutory procedure has no source.']);
  assert.deepEqual(wrong('T20', { setting: false }), ['Rule T20 of the statutory procedure is not FOUND in the law itself, so it must be a setting.']);
  assert.deepEqual(wrong('T20', { effectiveFrom: day('2020-01-01'), effectiveTo: day('2019-12-31') }), ['Rule T20 of the statutory procedure ends on 2019-12-31, before it starts on 2020-01-01.']);
  assert.deepEqual(wrong('T06', { key: 'T99' }), ['Rule T05 of the statutory procedure names rule T06, which is not there.', 'The statutory procedure measures stage1Longest by rule T06, which is not there.', 'Rules T05 and T06 of the statutory procedure must count working days after their start.']);
  assert.deepEqual(wrong('T06', { limit: { count: 9, unit: 'working day' } }), ['Rule T05 of the statutory procedure allows 10 working days, more than the 9 of T06.']);
  const unknown: Rule['starts'] = JSON.parse('{"on": ["Stage9Requested"], "text": "stage 9"}');
  assert.deepEqual(wrong('T20', { starts: unknown }), ["Rule T20 of the statutory procedure names 'Stage9Requested', which is nothing that can happen."]);
});

test('Wokingham’s 15 and 20 working days count from receipt and keep the Code’s extensions', () => {
  const wokingham = inForce({ corporate: { stage1: { working_days: 15 }, stage2: { working_days: 20 } } }, '2023-05-02');
  assert.deepEqual(wokingham.limits, { stage1: 15, stage1Longest: 25, stage2: 20, stage2Longest: 40 });
  assert.deepEqual(wokingham.countedFrom, { stage1: 'receipt', stage2: 'receipt' });
  assert.deepEqual([wokingham.ruleByKey.get('C02')?.source, wokingham.ruleByKey.get('C02')?.certainty], ['The council’s own procedure', 'SEED']);
});

test('a council may count from the acknowledgement, and set extensions and acknowledgements of its own', () => {
  const own = inForce({ corporate: { stage1: { working_days: 15, extension_working_days: 5, counted_from: 'acknowledgement', acknowledgement_working_days: 2 }, stage2: { extension_working_days: 0 } } }, '2023-05-02');
  assert.deepEqual(own.limits, { stage1: 15, stage1Longest: 20, stage2: 20, stage2Longest: 20 });
  assert.deepEqual(own.countedFrom, { stage1: 'acknowledgement', stage2: 'acknowledgement' });
  assert.equal(own.ruleByKey.get('C01')?.limit?.count, 2);
});

test('of dated procedures the one in force on the day holds, and the standard one on days between', () => {
  const setting = { corporate: [{ to: '2024-03-31', stage1: { working_days: 15 } }, { from: '2025-09-17', stage1: { working_days: 12 } }] };
  assert.deepEqual(['2024-03-31', '2024-04-01', '2025-09-17'].map((on) => inForce(setting, on).limits.stage1), [15, 10, 12]);
});

test('rules of the statutory procedure that are settings can be set by key; those of the law cannot', () => {
  assert.equal(inForce({ statutory: { rules: { T10: { working_days: 28 } } } }, '2024-01-02', 'statutory').ruleByKey.get('T10')?.limit?.count, 28);
  assert.match(faults({ statutory: { rules: { T18: { working_days: 60 } } } })[0] ?? '', /^procedures\.statutory\.rules has 'T18', which is not known\. Allowed: T05, /);
  assert.match(faults({ statutory: { stage1: { working_days: 15 } } })[0] ?? '', /has 'stage1', which is not known\. Allowed: from, to, acknowledgement, rules\. The stages of the statutory procedure are set by law/);
  assert.deepEqual(faults({ statutory: { rules: { T05: { working_days: 25 } } } }), ['procedures.statutory.rules gives T05 25 working days, more than the 20 of T06, which is the most with an extension.']);
});

test('a wrong setting says where, what is wrong, and what is allowed', () => {
  assert.deepEqual(faults({ corporate: { stage1: { working_days: 0 } } }), ['procedures.corporate.stage1.working_days cannot be 0. Allowed: a whole number of working days from 1 to 365.']);
  assert.deepEqual(faults({ corporate: { stage1: { working_days: '15' } } }), ['procedures.corporate.stage1.working_days cannot be "15". Allowed: a whole number of working days from 1 to 365.']);
  assert.deepEqual(faults({ corporate: { stage1: { days: 15 } } }), ["procedures.corporate.stage1 has 'days', which is not known. Allowed: working_days, extension_working_days, counted_from, acknowledgement_working_days."]);
  assert.deepEqual(faults({ corporate: { stage2: { counted_from: 'sending' } } }), ['procedures.corporate.stage2.counted_from cannot be "sending". Allowed: receipt, acknowledgement.']);
  assert.deepEqual(faults({ corporate: [{ from: '2024-02-30' }] }), ['procedures.corporate[0].from cannot be "2024-02-30". Allowed: a date written YYYY-MM-DD.']);
  assert.deepEqual(faults({ corporate: { from: '2024-02-02', to: '2024-02-01' } }), ['procedures.corporate ends on 2024-02-01, before it starts on 2024-02-02.']);
  assert.deepEqual(faults({ corprate: {} }), ["procedures has 'corprate', which is not known. Allowed: statutory, corporate."]);
  assert.deepEqual(faults([]), ['procedures cannot be []. Allowed: an object with statutory, corporate.']);
  assert.deepEqual(faults(undefined), []);
});

test('a representation that is handled informally goes through no procedure', () => {
  assert.equal(procedureInForce('informal', day('2024-01-02'), standardProcedures), undefined);
  assert.equal(procedureInForce(undefined, day('2024-01-02'), standardProcedures), undefined);
});

test('conventions not named keep their default, and each default has a source', () => {
  assert.deepEqual(parseConventions({ stage2Start: 'statement' }), { conventions: { ...defaultConventions, stage2Start: 'statement' } });
  assert.deepEqual(parseConventions(undefined), { conventions: defaultConventions });
  assert.deepEqual(Object.keys(conventionSources), Object.keys(defaultConventions));
  assert.deepEqual(parseConventions({ stage2Start: 'letter', toString: 'x' }), { faults: [
    'Convention stage2Start cannot be "letter". Allowed: request, statement.',
    "'toString' is not a convention. Allowed: dayCount, receipt, responseWindow, panelPapers, suspension, stage2Start, oneYearExpiry.",
  ] });
  assert.deepEqual(parseConventions('request'), { faults: ['Conventions must be an object such as {"dayCount": "exclude-start"}.'] });
});

test('a regulation whose number was never confirmed is no rule’s source unless the rule is marked as recalled, and the law and the Code have their dates', () => {
  for (const procedure of [statutory, corporate]) {
    for (const rule of procedure.rules) {
      const unconfirmed = /regulations? (12|13\(3\)|14\(|17\(6\))/.test(rule.source);
      assert.ok(!unconfirmed || rule.certainty.startsWith('RECALLED'), `${rule.key}: ${rule.source}, ${rule.certainty}`);
      assert.ok(rule.stage === 'ombudsman' || rule.effectiveFrom !== undefined, `${rule.key} has no date`);
    }
  }
});
