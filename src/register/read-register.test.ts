import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlainError } from '../domain/plain-error.ts';
import { faultInWords } from './fault.ts';
import { readRegister, readRegisterInPart, registerOfTables, registerOfTablesInPart } from './read-register.ts';
import { rowsOfCsv } from './read-tables.ts';

const REPRESENTATIONS = 'ref,received_on,handled_as,service,stage1_started_on,stage1_responded_on,stage1_outcome,closed_on';

function tables(files: Readonly<Record<string, string>>) {
  return {
    inFolder: true, faults: [],
    tables: Object.entries(files).map(([name, text]) => {
      const read = rowsOfCsv(text, name);
      if ('fault' in read) throw new Error(read.fault.problem);
      return { name, rows: read.rows };
    }),
  };
}

function faultsOf(files: Readonly<Record<string, string>>): string[] {
  const read = registerOfTables(tables(files));
  return 'faults' in read ? read.faults.map(faultInWords) : [];
}

const good = `${REPRESENTATIONS}\nA1,2024-01-08,statutory,,,2024-01-19,upheld,2024-01-19\n`;

/** A fault, the files that have it, and the words in which it is told. */
const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['a value outside its list', { representations: `${REPRESENTATIONS}\nA1,2024-01-08,statutory,,,2024-01-19,Upheld,\n` },
    ["representations.csv row 2, stage1_outcome 'Upheld': is not a value of this column. Allowed: upheld, partially_upheld, not_upheld, no_finding, withdrawn, discontinued, redirected, duplicate"]],
  ['a needed cell left empty', { representations: `${REPRESENTATIONS}\nA1,,statutory\n` },
    ['representations.csv row 2, received_on: is empty, and is needed. Allowed: The day of receipt']],
  ['a day that is not in the calendar', { representations: `${REPRESENTATIONS}\nA1,2023-02-29,statutory\n` },
    ["representations.csv row 2, received_on '2023-02-29': is not a day. Allowed: a day of the calendar written YYYY-MM-DD"]],
  ['a day written the British way', { representations: `${REPRESENTATIONS}\nA1,03/04/2017,statutory\n` },
    ["representations.csv row 2, received_on '03/04/2017': is not a day. Allowed: a day of the calendar written YYYY-MM-DD"]],
  ['a day beyond the bank holidays that are held', { representations: `${REPRESENTATIONS}\nA1,2029-01-08,statutory\n` },
    ["representations.csv row 2, received_on '2029-01-08': is outside the calendar. Allowed: 2015-01-01 to 2028-12-31, for which bank holidays are held"]],
  ['an answer before receipt', { representations: `${REPRESENTATIONS}\nA1,2024-01-08,statutory,,,2024-01-05,upheld,\n` },
    ["representations.csv row 2, stage1_responded_on '2024-01-05': is before received_on, 2024-01-08. Allowed: 2024-01-08 or later"]],
  ['a close before the answer', { representations: `${REPRESENTATIONS}\nA1,2024-01-08,statutory,,,2024-01-19,upheld,2024-01-18\n` },
    ["representations.csv row 2, closed_on '2024-01-18': is before stage1_responded_on, 2024-01-19. Allowed: 2024-01-19 or later"]],
  ['an unknown column', { representations: `${REPRESENTATIONS},Outcome\nA1,2024-01-08,statutory\n`, },
    ['representations.csv row 1, Outcome: is not a column of this file. Allowed: ref, received_on, channel, received_via, complainant, complainant_type, complainant_age, gender, ethnicity, disability, sexual_orientation, child_status, advocate, service, handled_as, handling_reason, theme, summary, court_proceedings, child_protection_plan, persistent_complainant, stage1_started_on, stage1_extended_to, stage1_extension_reason, stage1_responded_on, stage1_outcome, stage1_late_reason, closed_on, and the council’s own, x_…']],
  ['a missing column', { representations: 'ref,received_on\nA1,2024-01-08\n' },
    ['representations.csv row 1, handled_as: is missing: this column is needed. Allowed: How it was handled']],
  ['a column that is there twice', { representations: `${REPRESENTATIONS},ref\nA1,2024-01-08,statutory\n` },
    ['representations.csv row 1, ref: there is a column of this name already.']],
  ['headings with no row under them', { representations: 'ref,received_on,handled_as\n' }, ['representations.csv: has headings and no row under them, so there is nothing to take in. Allowed: a row for each representation, in which ref, received_on and handled_as are filled in']],
  ['cells divided by something else than commas', { representations: 'ref;received_on;handled_as\nA1;2024-01-08;statutory\n' }, ["representations.csv row 1: divides its cells by ';'. Allowed: commas between cells: “CSV UTF-8 (comma delimited)”, as a spreadsheet offers it under “Save as”"]],
  ['a service with a comma that is not in the tree', { representations: `ref,received_on,handled_as,service\nA1,2024-01-08,statutory,Adoption\n`, services: 'service\n"Children, young people"\nFostering\n' }, ["representations.csv row 2, service 'Adoption': is not a service of services.csv. Allowed: Children, young people · Fostering"]],
  ['a missing file', { compliments: 'ref,received_on\nC1,2024-01-08\n' }, ['representations.csv: is missing: every register has it. Allowed: a file of this name with at least the columns ref, received_on and handled_as']],
  ['a file that no register has', { representations: good, representation: 'ref\n' },
    ['representation.csv: is not a file of a register. Allowed: representations.csv, elements.csv, stage2.csv, stage3.csv, ombudsman.csv, payments.csv, actions.csv, compliments.csv, services.csv, context.csv, published.csv']],
  ['a reference that is there twice', { representations: `${good}A1,2024-02-05,corporate\n` },
    ["representations.csv row 3, ref 'A1': is in row 2 already. Allowed: one row for each ref"]],
  ['a reference of another file that is not there', { representations: good, stage2: 'ref,requested_on\nA2,2024-02-05\n' },
    ["stage2.csv row 2, ref 'A2': is not a ref of representations.csv. Allowed: A1"]],
  ['a service that is not in the tree', { representations: good.replace('statutory,,', 'statutory,Fostring,'), services: 'service,parent\nFostering,\n' },
    ["representations.csv row 2, service 'Fostring': is not a service of services.csv. Allowed: Fostering"]],
  ['a service that is a part of itself', { representations: good, services: 'service,parent\nA,B\nB,A\n' }, [
    "services.csv row 2, parent 'B': makes the service a part of itself. Allowed: a service that is not below it",
    "services.csv row 3, parent 'A': makes the service a part of itself. Allowed: a service that is not below it",
  ]],
  ['stage 2 asked for before the complaint came', { representations: good, stage2: 'ref,requested_on\nA1,2024-01-05\n' },
    ["stage2.csv row 2, requested_on '2024-01-05': is before the receipt of A1, 2024-01-08. Allowed: 2024-01-08 or later"]],
  ['an adjudication before the request', { representations: good, stage2: 'ref,requested_on,decision,adjudicated_on\nA1,2024-02-05,accepted,2024-02-01\n' },
    ["stage2.csv row 2, adjudicated_on '2024-02-01': is before requested_on, 2024-02-05. Allowed: 2024-02-05 or later"]],
  ['a panel before the request for stage 2', { representations: good, stage2: 'ref,requested_on\nA1,2024-03-04\n', stage3: 'ref,requested_on\nA1,2024-02-05\n' },
    ["stage3.csv row 2, requested_on '2024-02-05': is before the request for stage 2, 2024-03-04. Allowed: 2024-03-04 or later"]],
  ['a reason for declining what was accepted', { representations: good, stage2: 'ref,requested_on,decision,decline_reason\nA1,2024-02-05,accepted,Too late\n' },
    ["stage2.csv row 2, decline_reason 'Too late': is given, and decision is accepted. Allowed: only where decision is declined"]],
  ['a negative amount', { representations: good, payments: 'ref,stage,role,amount,paid_on\nA1,stage2,advocate,-5.00,2024-02-05\n' },
    ["payments.csv row 2, amount '-5.00': is not an amount in pounds. Allowed: digits with two decimal places, such as 1250.00; nothing below 0"]],
  ['an amount in tenths of pence', { representations: good, payments: 'stage,role,amount,paid_on\nstage2,advocate,5.001,2024-02-05\n' },
    ["payments.csv row 2, amount '5.001': is not an amount in pounds. Allowed: digits with two decimal places, such as 1250.00; nothing below 0"]],
  ['a payment before the complaint came', { representations: good, payments: 'ref,stage,role,amount,paid_on\nA1,stage2,advocate,5.00,2023-12-29\n' },
    ["payments.csv row 2, paid_on '2023-12-29': is before the receipt of A1, 2024-01-08. Allowed: 2024-01-08 or later"]],
  ['a remedy that is none', { representations: good, elements: 'ref,element,remedies\nA1,1,apology; flowers\n' },
    ["elements.csv row 2, remedies 'apology; flowers': 'flowers' is not a value of this list. Allowed: apology, explanation, decision_reconsidered, service_provided, record_amended, copy_provided, meeting, worker_changed, financial, procedure_changed, training, supervision"]],
  ['an element numbered 0', { representations: good, elements: 'ref,element\nA1,0\n' },
    ["elements.csv row 2, element '0': is not a whole number of this column. Allowed: 1 to 999"]],
  ['an action on an element that is not there', { representations: good, elements: 'ref,element\nA1,1\n', actions: 'ref,element,action\nA1,2,Write a guide\n' },
    ["actions.csv row 2, element '2': is not an element of A1 in elements.csv. Allowed: 1"]],
  ['evidence of what was not done', { representations: good, actions: 'ref,action,evidence\nA1,Write a guide,The guide\n' },
    ["actions.csv row 2, evidence 'The guide': is given, and completed_on is empty. Allowed: fill in completed_on, or leave evidence empty"]],
  ['conditions that are none', { representations: good, published: 'measure,from,to,where,value\ncomplaints,2022-04-01,2023-03-31,statutory,24\n' },
    ["published.csv row 2, where 'statutory': is not a list of conditions. Allowed: column=value, with ; between"]],
  ['a period that ends before it starts', { representations: good, context: 'measure,from,to,value\ncontacts,2023-03-31,2022-04-01,5\n' },
    ["context.csv row 2, to '2022-04-01': is before from, 2023-03-31. Allowed: 2023-03-31 or later"]],
  ['a cell beyond the last column', { representations: `${good}A2,2024-01-08,statutory,,,,,,surplus\n` },
    ["representations.csv row 3 'surplus': there is a cell beyond the last column (8 columns, 9 cells)."]],
];

for (const [what, files, words] of cases) {
  test(`a register is refused for ${what}`, () => assert.deepEqual(faultsOf(files), words));
}

test('every fault is listed, each with the row that a person sees: blank rows and cells of two lines count', () => {
  const text = `${REPRESENTATIONS},theme\n"A1",2024-01-08,statutory,"a cell\nof two lines",,,,\n\nA2,yesterday,Statutory\n`;
  assert.deepEqual(faultsOf({ representations: text }).map((line) => line.split(':')[0]), [
    "representations.csv row 4, received_on 'yesterday'", "representations.csv row 4, handled_as 'Statutory'",
  ]);
});

test('what the law does not allow, but can happen, is no fault', () => {
  assert.deepEqual(faultsOf({
    // A second stage asked for before the first was answered, refused for no permitted reason; a report sent on before it went to adjudication; a panel after 50 working days.
    representations: `${REPRESENTATIONS}\nA1,2024-01-08,statutory,,,2024-06-19,upheld,2024-06-19\nA2,2024-01-08,statutory,,,,,2024-01-19\nA3,2024-01-08,statutory\n`,
    stage2: 'ref,requested_on,decision,decided_on,decline_reason,report_sent_on,sent_for_adjudication_on,extended_to,extension_reason\nA1,2024-02-05,declined,2024-02-06,Answered in full,,,,\nA2,2024-02-05,accepted,,,2024-03-05,2024-03-04,2024-09-02,staff_absence\n',
    stage3: 'ref,requested_on,panel_on\nA2,2024-04-02,2024-07-02\nA3,2024-02-05,2024-06-03\n',
    // The Ombudsman may have had it first, and send it back.
    ombudsman: 'ombudsman_ref,ref,received_on,decision\nL1,A1,2024-01-03,premature\n',
  }), []);
});

test('a mark at the head of the file, Windows line ends and cells left out at the end of a row are read', () => {
  const read = registerOfTables(tables({ representations: '\uFEFFref,received_on,handled_as,summary,x_contact_type\r\nA1,2024-01-08,statutory,"one\r\ntwo",enquiry\r\nA2,2024-01-09,informal\r\n' }));
  assert.ok('register' in read);
  assert.deepEqual(read.register.rows.representations, [
    { ref: 'A1', received_on: '2024-01-08', handled_as: 'statutory', summary: 'one\ntwo', own: { x_contact_type: 'enquiry' } },
    { ref: 'A2', received_on: '2024-01-09', handled_as: 'informal' },
  ]);
});

test('with part of a register accepted, a bad representation takes its own rows with it and leaves the others', () => {
  const read = registerOfTablesInPart(tables({
    representations: `${REPRESENTATIONS}\nA1,2024-01-08,statutory,,,2024-01-05,upheld,\nA2,2024-01-08,statutory\n`,
    elements: 'ref,element\nA1,1\nA2,1\nA2,x\n', actions: 'ref,element,action\nA2,1,Write a guide\n', payments: 'ref,stage,role,amount,paid_on\nA1,stage2,advocate,5.00,2024-02-05\n,stage2,advocate,6.00,2024-02-05\n',
  }));
  assert.ok('register' in read);
  const { register, rejectedRows } = read;
  assert.deepEqual(register.rows.representations.map((row) => row.ref), ['A2']);
  assert.deepEqual(register.rows.elements, [{ ref: 'A2', element: 1 }]);
  assert.deepEqual(register.rows.payments.map((row) => row.amount), [600]);
  assert.equal(register.rows.actions.length, 1);
  assert.deepEqual(rejectedRows.map(({ file, row, reasons }) => `${file} ${row}: ${reasons.map((fault) => fault.problem).join('; ')}`), [
    'representations 2: is before received_on, 2024-01-08', 'elements 2: belongs to a representation that is not kept', 'elements 4: is not a whole number of this column',
    'payments 2: belongs to a representation that is not kept',
  ]);
});

test('with part accepted, a fault of a whole file still leaves nothing to keep', () => {
  const read = registerOfTablesInPart(tables({ representations: `${REPRESENTATIONS},Outcome\nA1,2024-01-08,statutory\n` }));
  assert.ok('faults' in read);
});

async function inFolder<T>(files: Readonly<Record<string, string | Uint8Array>>, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-register-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function faultsInFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  return inFolder(files, async (folder) => {
    const read = await readRegister(folder);
    return 'faults' in read ? read.faults.map(faultInWords) : [];
  });
}

test('a file in another encoding, or with quotes that do not close, is named', async () => {
  assert.deepEqual(await faultsInFolder({ 'representations.csv': Uint8Array.of(...Buffer.from('ref,received_on,handled_as,summary\nA1,2024-01-08,statutory,caf'), 0xe9) }),
    ['representations.csv: is not written in UTF-8. Allowed: CSV UTF-8, as a spreadsheet offers it under “Save as”']);
  const [unclosed, ...others] = await faultsInFolder({ 'representations.csv': 'ref,received_on,handled_as,summary\nA1,2024-01-08,statutory,"never closed\n' });
  assert.match(unclosed!, /^representations\.csv: cannot be read from row 2 on: a double quote opens a cell there, and none closes it\. Allowed: double quotes around a cell/);
  assert.deepEqual(others, []);
});

test('authority.json is refused for what is no setting, a layout that is none, a word for nothing and a procedure that cannot be', async () => {
  const authority = {
    authority: 'Northshire', financial_year_starts: '13-01', words: { partially_upheld: 'Partly upheld', partly: 'Partly' }, colour: 'blue',
    report: { layout: 'monthly', from: '2024-04-01', to: '2024-02-30' },
  };
  assert.deepEqual(await faultsInFolder({ 'representations.csv': good, 'authority.json': JSON.stringify(authority) }), [
    'authority.json, financial_year_starts: is not a day of the year. Allowed: MM-DD, such as 04-01',
    'authority.json, words.partly: is nothing that there is a word for. Allowed: a column or a code of the register, or a noun such as complaint, element, theme, service',
    'authority.json, report.layout: is not one of its values. Allowed: quarterly, half-year, annual',
    'authority.json, report.to: is not a day. Allowed: a day of the calendar written YYYY-MM-DD',
    "authority.json: has 'colour', which is no setting here. Allowed: authority, name, financial_year_starts, words, themes, procedures, conventions, report",
  ]);
  const [procedure] = await faultsInFolder({ 'representations.csv': good, 'authority.json': JSON.stringify({ authority: 'Northshire', procedures: { corporate: { stage1: { working_days: 'ten' } } } }) });
  assert.equal(procedure, 'authority.json: procedures.corporate.stage1.working_days cannot be "ten". Allowed: a whole number of working days from 1 to 365');
  assert.deepEqual(await faultsInFolder({ 'representations.csv': good, 'authority.json': '{}' }), ['authority.json, authority: is missing. Allowed: the short name, such as "Northshire"']);
});

test('a setting of the wrong kind, or text that is no JSON, is told in words with an example', async () => {
  const told = async (text: string) => faultsInFolder({ 'representations.csv': good, 'authority.json': text });
  assert.deepEqual(await told('{"authority": "X", "words": [], "themes": {}, "name": 3, "conventions": "x", "report": "annual"}'), [
    'authority.json, name: is of the wrong kind. Allowed: text',
    'authority.json, words: is of the wrong kind. Allowed: an object such as {"complaint": "representation"}',
    'authority.json, themes: is of the wrong kind. Allowed: a list such as ["Communication", "Delay"]',
    'authority.json, conventions: is of the wrong kind. Allowed: an object such as {"dayCount": "exclude-start"}',
    'authority.json, report: is of the wrong kind. Allowed: an object such as {"layout": "annual", "from": "2023-04-01", "to": "2024-03-31"}',
  ]);
  assert.deepEqual(await told('[]'), ['authority.json: is of the wrong kind. Allowed: an object such as {"authority": "Northshire", "name": "Northshire County Council"}']);
  assert.deepEqual(await told('{"authority": "X", }'), ['authority.json: is not JSON: something is wrong at line 1, character 20. Allowed: names and text in double quotes, a comma between two parts and none after the last, each { and [ closed again']);
});

test('faults stand in the order of the files and, within one, of its rows', () => {
  assert.deepEqual(faultsOf({
    context: 'measure,from,to,value\ncontacts,2023-04-01,2024-03-31,many\n',
    representations: `${REPRESENTATIONS}\nA1,2024-01-08,statutory,,,2024-01-05,,\nA2,yesterday,statutory\nA1,2024-01-09,statutory\n`,
  }).map((line) => line.split(/[,:]/)[0]), ['representations.csv row 2', 'representations.csv row 3', 'representations.csv row 4', 'context.csv row 2']);
});

test('a published figure is of a measure that is known, or of one that reports alone have', () => {
  const published = (measure: string) => faultsOf({ representations: good, published: `measure,from,to,value\n${measure},2022-04-01,2023-03-31,40\n` });
  assert.deepEqual([...published('complaints'), ...published('stage1_within_10_rate')], []);
  assert.match(published('complaint')[0]!, /^published\.csv row 2, measure 'complaint': is not a measure of the figures\. Allowed: representations, complaints, /);
});

test('where there is no register a person is told so', async () => {
  await assert.rejects(readRegister('/nowhere/at/all'), new PlainError('/nowhere/at/all cannot be read: there is no such file or folder.'));
  await inFolder({ 'log.txt': 'x' }, async (folder) => {
    await assert.rejects(readRegister(join(folder, 'log.txt')), PlainError);
    await assert.rejects(readRegisterInPart(join(folder, 'log.txt')), PlainError);
  });
  await inFolder({ 'log.xlsx': 'not a workbook' }, async (folder) => {
    await assert.rejects(readRegister(join(folder, 'log.xlsx')), /cannot be read as an \.xlsx workbook/);
  });
});
