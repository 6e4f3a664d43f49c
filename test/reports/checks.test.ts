import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkReport } from '../../src/reporting/checks/check-report.ts';
import type { FindingKind } from '../../src/reporting/checks/finding.ts';
import { demonstrationRegisters, withDemonstration } from '../demonstration.ts';
import { findingsOf, withWords } from './checked.ts';

/** A wrong statement, what is found in it, and what must stand in what the figures or the law say; then the right statement, in which nothing need be mended. */
type Case = { readonly item: string; readonly wrong: string; readonly kind: FindingKind; readonly says: RegExp; readonly severity?: 'look'; readonly right: string };

async function found(register: string, cases: readonly Case[]): Promise<void> {
  const findings = await findingsOf(register, cases.flatMap(({ wrong, right }) => [wrong, right]));
  cases.forEach(({ item, wrong, kind, says, severity = 'must', right }, at) => {
    const inWrong = findings[2 * at] ?? [];
    assert.ok(inWrong.some((one) => one.kind === kind && one.severity === severity && says.test(`${one.wrong} ${one.says}`)), `${item}: ${wrong}\n${JSON.stringify(inWrong, null, 1)}`);
    const inRight = (findings[2 * at + 1] ?? []).filter((one) => one.severity === 'must' || (severity === 'look' && one.kind === kind));
    assert.deepEqual(inRight.map((one) => `${one.typed ?? ''}: ${one.wrong} ${one.says}`), [], `${item}: ${right}`);
  });
}

test('a report without anything typed in it has nothing to mend, for any of the five councils', async () => {
  await withDemonstration(demonstrationRegisters, async (store) => {
    for (const register of demonstrationRegisters) {
      assert.deepEqual(checkReport(await withWords(store, register, [])).filter(({ severity }) => severity === 'must'), [], register);
    }
    // In a table of words as among other words: what each number is of stands in its cell, or above and beside it.
    const table = { kind: 'words table', key: 'own', caption: 'How quickly we answered', headings: ['What', 'How many'], rows: [['Answered', 'This quarter 8 complaints were answered.'], ['As it was', 'This quarter 7 complaints were answered.'], ['Asked for', '{{all}} came in; see Table 99.']], figures: { all: { figure: { measure: 'complaints' }, as: 'count' } } } as const;
    const found = checkReport(await withWords(store, 'herefordshire-2024-25-q1', [table])).filter(({ where, severity }) => where.block === 'own' && severity === 'must');
    assert.deepEqual(found.map(({ kind, typed, where: { part, paragraph } }) => [kind, typed, part, paragraph]), [['number', '8', 'cell', 1], ['reference', 'Table 99', 'cell', 5]]);
  });
});

test('what was printed wrongly of Herefordshire’s quarter is found when it is typed', async () => {
  await found('herefordshire-2024-25-q1', [
    { item: '1', wrong: 'This quarter 8 complaints were answered.', kind: 'number', says: /gives 7 for Stage 1 responses/, right: 'This quarter 7 complaints were answered.' },
    { item: '1', wrong: 'The 8 complaints were split into 2 within 10 working days and 5 in 11 to 20 working days.', kind: 'sum', says: /2 and 5 make 7, 1 fewer than 8/, right: 'The 7 complaints were split into 2 within 10 working days and 5 in 11 to 20 working days.' },
    { item: '2', wrong: 'Nobody was left without an answer.', kind: 'sum', severity: 'look', says: /1 request to go to stage 2 because there was no response/, right: 'One person asked for stage 2 because there had been no response at stage 1.' },
    { item: '2', wrong: 'In time were 100% of complaints.', kind: 'base', says: /of 7, too few/, right: 'In time were 7 of 7 complaints.' },
    { item: '3', wrong: 'There were fewer complaints than last year (2024-25).', kind: 'period', says: /own year, not the one before/, right: 'There were fewer complaints than in Quarter 1 2023/24.' },
    { item: '4', wrong: 'The statutory time for adjudication at stage 2 is 10 working days.', kind: 'law', says: /local standard, not a limit of law/, right: 'The statutory time for stage 2 is 25 working days, and 65 where it is extended.' },
    { item: '4', wrong: 'By law the stage 2 report is due within 55 working days.', kind: 'law', says: /local standard, not a limit of law.*65 working days/s, right: 'Our own aim, which is no limit in law, is a stage 2 report within 55 working days.' },
    { item: '5', wrong: 'Service failure was the largest category of complaints.', kind: 'superlative', says: /Staff attitude \(4\) has the most/, right: 'Staff attitude was the largest category of complaints.' },
  ]);
});

test('what was printed wrongly of Wokingham’s half-year is found when it is typed', async () => {
  await found('wokingham-2023-24-h1', [
    { item: '1', wrong: 'At stage 3 a panel must be arranged within 30–45 working days.', kind: 'law', says: /45 working days is no time limit of stage 3/, right: 'At stage 3 the panel meets within 30 working days, its findings follow within 5 and our response within 15 working days.' },
    { item: '2', wrong: 'The corporate procedure becomes statutory in April 2024.', kind: 'law', says: /not statutory for councils/, right: 'The Complaint Handling Code is guidance and not statutory.' },
    { item: '3', wrong: 'The team took in 13 statutory complaints this quarter.', kind: 'period', says: /report of a half-year/, right: 'The team took in 13 statutory complaints this half-year.' },
    { item: '3', wrong: 'Our plan for 2023-24¹ is on the website.', kind: 'period', says: /is no year/, right: 'Our plan for 2023-24 is on the website.' },
    { item: '4', wrong: '“She made time for us on the worst of our days.”\n\nOn SEND we heard: “She made time for us on the worst of our days.”', kind: 'repeated', says: /quoted twice/, right: '“He explained each paper before we signed it.”' },
    { item: '5', wrong: 'Outcomes at formal stages were mixed.', kind: 'definition', severity: 'look', says: /does not say which/, right: 'Outcomes at stage 1 were mixed.' },
    { item: 'council’s own limit', wrong: 'Corporate complaints are due an answer within 30 working days at stage 1.', kind: 'law', says: /15 working days/, right: 'Corporate complaints are due an answer within 15 working days at stage 1.' },
  ]);
});

test('what was printed wrongly of Worcestershire’s year is found when it is typed', async () => {
  await found('worcestershire-2023-24', [
    { item: '1', wrong: 'Of complaints, 26.3% were not progressed. Later the report says that 31.6% were not progressed.', kind: 'base', says: /26\.3% and 31\.6%.*different wholes/s, right: 'Of the 327 complaints received, 86 (26.3%) were not progressed. Of the 288 complaints completed, 91 (31.6%) were not progressed.' },
    { item: '2', wrong: 'Of the 288 complaints completed, 14.5% were upheld.', kind: 'number', says: /14\.6% for 42 of 288.*rounds to 14\.6%/, right: 'Of the 288 complaints completed, 14.6% were upheld.' },
    { item: '2', wrong: 'Of the 248 complaints completed in 2022/23, 0.5% had no finding.', kind: 'number', says: /0\.4% for 1 of 248/, right: 'Of the 248 complaints completed in 2022/23, 0.4% had no finding.' },
    { item: '3', wrong: 'We completed 25% more stage 2 investigations than last year.', kind: 'number', says: /No figure gives 25%/, right: 'We completed 41 stage 2 investigations.' },
    { item: '4', wrong: 'Delay in service was named in 18.37%.', kind: 'base', severity: 'look', says: /does not say what 18\.37% is of/, right: 'Delay in service was named in 18.37% of the 479 complaint points.' },
    { item: '5', wrong: 'Within 30 working days were 0% of review panels.', kind: 'base', says: /of 11, too few/, right: 'None of the 11 review panels was held within 30 working days.' },
    { item: '6', wrong: 'There were 7 by the Ombudsman.', kind: 'reference', severity: 'look', says: /what the 7 are/, right: 'There were 7 decisions by the Ombudsman.' },
    { item: '7', wrong: 'The Ombudsman found maladministration in one case.', kind: 'law', says: /retired.*fault/s, right: 'The Ombudsman found fault in one case.' },
  ]);
});

test('what was printed wrongly of Doncaster’s year is found when it is typed', async () => {
  await found('doncaster-2017-18', [
    { item: '1', wrong: 'In one case the statement was agreed on 20 February 2017 and adjudication came on 29 March 2017, 77 working days later.', kind: 'working days', says: /27 working days/, right: 'In one case the statement was agreed on 20 February 2017 and adjudication came on 29 March 2017, 27 working days later.' },
    { item: '1', wrong: 'The stage 2 investigation took 99 working days.', kind: 'working days', severity: 'look', says: /from which day/, right: 'From the request to the close the stage 2 investigation took 99 working days.' },
    { item: '2', wrong: 'A complaint escalated in 2017/18 had its statement agreed on 20 February 2017.', kind: 'period', says: /not in the period/, right: 'A complaint completed in 2017/18 was closed on 18 April 2017.' },
    { item: '3', wrong: 'In 2015/16 an investigation cost £7,062.27 on average.', kind: 'number', says: /£7,062\.37/, right: 'In 2015/16 an investigation cost £7,062.37 on average.' },
    { item: '4', wrong: 'In two years spend on stage 2 was cut by £55,355.', kind: 'number', says: /first is counted twice: the fall was £33,081\.88/, right: 'Spend on stage 2 was cut by £33,081.88 from that of 2015/16.' },
    { item: '5', wrong: 'The share that came by way of the council went from 9% to 5%, a decrease of 4%.', kind: 'percent or points', says: /4 percentage points/, right: 'The share of statutory complaints upheld or partly upheld went from 52% to 44%, a decrease of 8 percentage points.' },
    { item: '6', wrong: 'We saw an 8% reduction in the number of statutory complaints upheld or partly upheld.', kind: 'percent or points', says: /52% in 2016\/17 to 44% in 2017\/18.*number rose from 97 in 2016\/17 to 101/s, right: 'The number of statutory complaints upheld or partly upheld rose by 4.1%, from 97 to 101.' },
    { item: '6', wrong: 'The number of statutory complaints upheld or partly upheld fell this year.', kind: 'direction', says: /it rose.*101/s, right: 'The number of statutory complaints upheld or partly upheld rose this year.' },
    { item: '7', wrong: 'Of all contacts 24 came from children in care.', kind: 'number', says: /No figure gives 24 for “children in care”/, right: 'Of all contacts 23 came from children in care.' },
    { item: '8', wrong: 'About poor communication, 40% of statutory complaints were upheld or partly upheld.', kind: 'number', says: /71% for 35 of 49/, right: 'About poor communication, 71% of statutory complaints were upheld or partly upheld.' },
    { item: '9', wrong: 'Statutory complaints about decision making went up by 92%.', kind: 'number', says: /93%.*92\.86% rounds to 93%/s, right: 'Statutory complaints about decision making went up by 93%.' },
    { item: '10', wrong: 'Statutory complaints about delays in receiving services that were upheld or partly upheld show a 13% decrease.', kind: 'percent or points', says: /number fell from 16 in 2016\/17 to 13 in 2017\/18 \(18\.8%\)/, right: 'Statutory complaints about delays in receiving services that were upheld or partly upheld fell from 16 to 13.' },
    { item: '11', wrong: 'Managers were trained in April 2018 and May 2029.', kind: 'period', says: /May 2029 was still to come/, right: 'Managers were trained in April 2018 and will be again in May 2029.' },
    { item: '11', wrong: 'The form was new in 2017/17.', kind: 'period', says: /is no year/, right: 'The form was new in 2016/17.' },
    { item: '11', wrong: 'Complaints and compliments of each area stand in Table 15.', kind: 'reference', says: /Table 15 is about something else.*Table 39/s, right: 'Complaints and compliments of each area stand in Table 39.' },
    { item: '11', wrong: 'For costs see Table 85.', kind: 'reference', says: /no table 85/, right: 'For costs see Table 30.' },
    { item: '12', wrong: 'We accepted 42 contacts at stage 1.', kind: 'number', says: /difference between 187 and 229: write “42 more”/, right: 'We accepted 229 contacts at stage 1 as statutory complaints, 42 more than in 2016/17.' },
    { item: '14', wrong: 'Of the 7 complaints about delays in sharing minutes or reports, 6 were upheld.', kind: 'number', says: /5 for Complaints \(Upheld; Delays in sharing/, right: 'Of the 7 complaints about delays in sharing minutes or reports, 6 were upheld or partly upheld.' },
    { item: '15', wrong: 'Requests for stage 2 were refused because stage 1 had been robust.', kind: 'law', says: /no lawful reason/, right: 'Requests for stage 2 were refused where the same complaint had been through the procedure.' },
    { item: '15', wrong: 'Stage 1 may be extended when staff are absent.', kind: 'law', says: /complex or an advocate/, right: 'Stage 1 may be extended when a complaint is complex or an advocate is being found.' },
    { item: '15', wrong: 'The complaints manager may make an early referral to the Ombudsman at any stage.', kind: 'law', says: /Only after stage 2/, right: 'The complaints manager may make an early referral to the Ombudsman after stage 2, where the complainant agrees.' },
  ]);
});

test('numbers that the figures give for another row, period, procedure or measure are found', async () => {
  await found('doncaster-2017-18', [
    { item: 'period', wrong: 'In 2017/18 there were 187 statutory complaints.', kind: 'number', says: /gives 229.*187 is Complaints \(Statutory\) in 2016\/17/s, right: 'In 2016/17 there were 187 statutory complaints.' },
    { item: 'outcome', wrong: 'There were 101 statutory complaints this year.', kind: 'number', says: /gives 229.*upheld or partly upheld/s, right: 'There were 101 statutory complaints upheld or partly upheld this year.' },
    { item: 'measure', wrong: 'In all 309 complaints were received.', kind: 'number', says: /252/, right: 'In all 309 contacts were received.' },
    { item: 'none', wrong: 'None of the complaints about financial assistance was upheld.', kind: 'number', says: /gives 5/, right: 'None of the requests to go to stage 2 followed mediation.' },
    { item: 'heading', wrong: '## 300 compliments\n\nPeople took the time to write.', kind: 'number', says: /295/, right: '## 295 compliments\n\nPeople took the time to write.' },
    { item: 'month', wrong: 'In July there were 27 statutory complaints.', kind: 'number', says: /18/, right: 'In January there were 27 statutory complaints.' },
    { item: 'lengths', wrong: 'Complaints rose compared with Quarter 4 2016/17, from then to 2017/18.', kind: 'period', says: /different length/, right: 'Compliments rose compared with 2016/17.' },
  ]);
});

test('what was printed wrongly of Halton’s year is found when it is typed', async () => {
  await found('halton-2023-24', [
    { item: '1', wrong: 'Of the statutory complaints, 24% were on assessment and review, 66% on service provision and 10% on staff.', kind: 'number', says: /21% for 5 of 24.*24% is 17 of 70/s, right: 'Of the 70 complaints, 24% were on assessment and review, 66% on service provision and 10% on staff.' },
    { item: '2', wrong: 'This year 9 complaints were upheld and 11 partly upheld.', kind: 'number', says: /gives 8 for Complaints \(Upheld\)/, right: 'This year 8 complaints were upheld and 15 partly upheld.' },
    { item: '3', wrong: 'Within 10 working days 70% of corporate complaints were answered.', kind: 'number', says: /41%.*within 20 working days/s, right: 'Within 20 working days 70% of corporate complaints were answered.' },
    { item: '3', wrong: 'Of 46 corporate complaints, 32 (70%) were answered in 10 working days.', kind: 'number', says: /gives 19|19 of 46|41%/, right: 'Of 46 corporate complaints, 19 (41%) were answered in 10 working days and 32 (70%) in 20 working days.' },
    { item: '4', wrong: 'At stage 2 both reports must be with us within 65 working days, and adjudication follows.', kind: 'law', says: /adjudication is in them/, right: 'At stage 2 the adjudication letter with both reports must go out within 65 working days at the latest.' },
    { item: '4', wrong: 'We commission an independent person to investigate.', kind: 'law', says: /investigating officer investigates/, right: 'An investigating officer investigates, and an independent person takes part.' },
    { item: '6', wrong: 'The 24 statutory complaints came from 21 parents and 1 foster carer.', kind: 'sum', says: /make 22, 2 fewer than 24/, right: 'The 24 statutory complaints came from 21 parents, 2 children or young people and 1 foster carer.' },
    { item: '7', wrong: 'Complaints are handled under the procedure for England and Wales.', kind: 'law', says: /apply in England/, right: 'Complaints are handled under the procedure for England.' },
    { item: '7', wrong: 'Team around the Family had 41% of compliments.', kind: 'base', severity: 'look', says: /of how many/, right: 'Team around the Family had 31 of the 75 compliments (41%).' },
    { item: '8', wrong: 'Matters in court are recorded under corporate, where there is no recourse to stage 2.', kind: 'law', says: /might prejudice/, right: 'Complaints that might prejudice court proceedings are deferred.' },
    { item: '8', wrong: 'Corporate complaints have no stage 2.', kind: 'law', says: /two stages/, right: 'Corporate complaints have two stages.' },
    { item: '9', wrong: 'A complaint received in 2023/24 was closed on 3 May 2024.', kind: 'period', says: /not in the period/, right: 'A matter that arose in January 2023 was complained of in 2023/24.' },
    { item: '10', wrong: 'The Ombudsman refused to look into 3 enquiries.', kind: 'law', says: /does not “refuse”/, right: 'The Ombudsman closed 3 enquiries after initial enquiries.' },
    { item: 'shares', wrong: 'By outcome it was 11% upheld, 31% partly upheld and 67% not upheld.', kind: 'sum', says: /add to 109%/, right: 'Of the 70 complaints, 11% were upheld, 21% partly upheld and 67% not upheld.' },
    { item: 'published report', wrong: 'Apart from one young person, all were white British.', kind: 'recognisable', says: /may be recognised/, right: 'Most complainants did not say what their ethnicity was.' },
    { item: 'direction', wrong: 'Complaints fell by 12 from last year.', kind: 'direction', says: /rose from 58 in 2022\/23 to 70/, right: 'Complaints rose by 12 from last year.' },
    { item: 'superlative', wrong: 'The most compliments went to Children in Care & Care Leavers.', kind: 'superlative', says: /Team around the Family \(31\)/, right: 'The most compliments went to Team around the Family.' },
  ]);
});
