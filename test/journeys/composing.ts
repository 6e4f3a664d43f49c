import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { keptReport } from '../../src/reporting/publishing/compose-publication.ts';
import type { Report } from '../../src/reporting/report-value.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { type Authority, authorityNamed } from '../../src/store/authorities.ts';
import { findPublication } from '../../src/store/publications.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { axe, openBrowser } from '../browser.ts';
import { withDemonstration } from '../demonstration.ts';
import { addSomebody } from '../web/signed-in.ts';
import { Person } from './journey.ts';

/** A folder for the files and pages of each report, to be looked at; none are kept without it. */
const kept = process.env['CANDOUR_TEST_PICTURES'];
const now = () => new Date('2026-11-23T09:00:00Z');

/** A question as it is chosen on a form: what is counted by its name there, each condition as `Service: Fostering`. */
export type Chosen = { readonly count?: string; readonly with?: readonly string[]; readonly period?: string; readonly completed?: true; readonly within?: number; readonly share?: true };
export type ChosenColumn = { readonly heading: string; readonly group?: string; readonly as?: string; readonly places?: number } & Chosen;
export type OwnTable = {
  readonly caption: string; readonly counts: Chosen;
  readonly rows?: { readonly each: string; readonly heading?: string; readonly order?: string; readonly every?: true } | { readonly periods: readonly string[]; readonly heading?: string };
  readonly columns?: readonly (ChosenColumn | { readonly each: string; readonly all?: string } | { readonly heading: string; readonly workedOut: string; readonly of: string; readonly and?: string })[];
  readonly total?: string; readonly note?: string; readonly chart?: { readonly kind: string; readonly of: readonly string[] };
};
export type Audience = { readonly inside: true } | { readonly threshold: number };

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** A complaints manager who composes a report of a council's demonstration register by clicking. */
export class Composer {
  readonly person: Person;
  readonly page: Page;
  readonly store: Store;
  readonly authority: Authority;
  readonly name: string;
  report = 0;

  constructor(person: Person, store: Store, authority: Authority, name: string) {
    this.person = person;
    this.page = person.page;
    this.store = store;
    this.authority = authority;
    this.name = name;
  }

  async clicks(name: string | RegExp, among: Page | Locator = this.page): Promise<void> {
    await this.person.presses(among.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first());
    assert.equal(await this.page.locator('.govuk-error-summary__body').count(), 0, `${name}: ${await this.person.words()}`);
  }

  async follows(name: string | RegExp, among: Page | Locator = this.page): Promise<void> {
    await this.person.presses(among.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name }).first());
  }

  /** Starts from a standard layout, for a first and a last day written as `2024-04-01`. */
  async starts(from: string, [first, last]: readonly [string, string], title?: string): Promise<void> {
    await this.person.open('/reports');
    await this.clicks('Start a report');
    await this.page.getByLabel(from, { exact: true }).check();
    await this.page.getByLabel('Other dates, given below').check();
    for (const [name, value] of [['from', first], ['to', last]] as const) {
      const [year = '', month = '', day = ''] = value.split('-');
      for (const [part, typed] of [['day', day], ['month', month], ['year', year]] as const) await this.page.fill(`#${name}-${part}`, String(Number(typed)));
    }
    for (const part of ['day', 'month', 'year']) await this.page.fill(`#asAt-${part}`, '');
    if (title !== undefined) await this.page.fill('#title', title);
    await this.clicks('Start the report');
    this.report = Number(/\/reports\/(?<report>\d+)/u.exec(this.page.url())?.groups?.['report']);
    assert.ok(this.report > 0, this.page.url());
  }

  async outline(): Promise<void> {
    if (new URL(this.page.url()).pathname !== `/reports/${this.report}`) await this.person.open(`/reports/${this.report}`);
  }

  private section(title: string): Locator {
    return this.page.locator('.composer-outline__section', { has: this.page.getByRole('heading', { level: 2, name: new RegExp(`^\\d+\\. ${literally(title)}$`, 'u') }) });
  }

  async addsSection(title: string, where: string): Promise<void> {
    await this.outline();
    await this.clicks('Add a section');
    await this.page.getByLabel('Title').fill(title);
    await this.page.getByLabel('Where it goes').selectOption({ label: where });
    await this.clicks('Add the section');
  }

  async renames(section: string, title: string): Promise<void> {
    await this.outline();
    await this.follows(/^Rename/u, this.section(section));
    await this.page.getByLabel('Title').fill(title);
    await this.clicks('Save');
  }

  async movesUp(section: string, times = 1): Promise<void> {
    await this.outline();
    for (let time = 0; time < times; time += 1) await this.clicks(/^Move up/u, this.section(section));
  }

  async removes(section: string, part?: string): Promise<void> {
    await this.outline();
    await (part === undefined ? this.clicks(/^Remove\s*section/u, this.section(section)) : this.clicks(/^Remove/u, this.section(section).locator('.composer-outline__part', { has: this.page.getByRole('link', { name: part, exact: true }) })));
  }

  async adds(section: string, what: string): Promise<void> {
    await this.outline();
    await this.follows(/^Add to this section/u, this.section(section));
    await this.clicks(what);
  }

  /** Own words, in which each `{{}}` in its turn becomes one of `figures`: a usual one by its name, or one that is asked for. */
  async writes(section: string, text: string, figures: readonly (string | Chosen)[] = []): Promise<void> {
    await this.adds(section, 'Your own words, with figures in them');
    await this.page.getByLabel('Words', { exact: true }).fill(text);
    for (const figure of figures) {
      if (typeof figure === 'string') {
        await this.selects('#usual', `${figure}:`);
        await this.clicks('Insert it');
      } else {
        await this.opens('Another figure, by what it counts');
        await this.asks(figure);
        await this.clicks('Insert this figure');
      }
    }
    if (figures.length === 0) await this.clicks('Save');
    assert.doesNotMatch(await this.page.getByLabel('Words', { exact: true }).inputValue(), /\{\{\s*\}\}/u, 'every gap has its figure');
    assert.equal(await this.page.getByText('No answer:').count(), 0, await this.person.words());
  }

  /** Puts other words in the place of those of a part that is called so. */
  async mends(section: string, part: RegExp, text: string): Promise<void> {
    await this.outline();
    await this.follows(part, this.section(section));
    await this.page.getByLabel('Words', { exact: true }).fill(text);
    await this.clicks('Save');
  }

  /** Ticks the records whose words are these, those of other periods too. */
  async picks(section: string, what: string, words: RegExp): Promise<void> {
    await this.adds(section, what);
    await this.opens('Search and filter');
    await this.page.getByLabel('Of other periods too').check();
    await this.clicks('Search');
    await this.page.locator('.govuk-checkboxes__item', { hasText: words }).locator('input[name="pick"]').check();
    await this.clicks('Add those ticked');
  }

  /** A table of words: a row at a time, and then a figure where `{{}}` stands. */
  async writesTable(section: string, { caption, headings, rows, figure }: { readonly caption: string; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly figure: string }): Promise<void> {
    await this.adds(section, 'A table of words');
    await this.page.getByLabel('Title of the table').fill(caption);
    for (const [column, heading] of headings.entries()) await this.page.fill(`#heading-${column}`, heading);
    for (const [row, cells] of rows.entries()) {
      if (row > 0) await this.clicks('Save and add a row');
      for (const [column, cell] of cells.entries()) await this.page.fill(`#cell-${row}-${column}`, cell);
    }
    await this.selects('#usual', `${figure}:`);
    await this.clicks('Insert it');
    await this.looksAt('words-table');
  }

  /** A picture from a file, over half the width of the page. */
  async showsPicture(section: string, { name, content, alt, caption }: { readonly name: string; readonly content: Buffer; readonly alt: string; readonly caption: string }): Promise<void> {
    await this.adds(section, 'A picture');
    await this.page.getByLabel('What the picture shows').fill(alt);
    await this.page.getByLabel('Caption (optional)').fill(caption);
    await this.page.getByLabel('Half as wide').check();
    await this.page.getByLabel('Picture', { exact: true }).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
    await this.clicks('Save');
    assert.ok(await this.page.evaluate("[...document.querySelectorAll('.composer-preview img')].some((image) => image.naturalWidth > 0)"), 'the browser shows it');
    await this.looksAt('picture');
  }

  /** Without a fault that axe finds, at desk and telephone width. */
  private async looksAt(what: string): Promise<void> {
    for (const width of [1280, 320]) {
      await this.page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await axe(this.page), [], `${what} at ${width}`);
      assert.ok(await this.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${what} fits ${width} pixels`);
      if (kept !== undefined) await this.page.screenshot({ path: join(kept, `${what}-${width}.png`), fullPage: true });
    }
    await this.page.setViewportSize({ width: 1280, height: 900 });
  }

  /** A table of one's own, from its question to its chart. */
  async makesTable(section: string, { caption, counts, rows, columns, total, note, chart }: OwnTable): Promise<void> {
    await this.adds(section, 'A table of figures');
    await this.follows(/^Change\s*what it counts/u);
    await this.asks(counts);
    await this.clicks('Save');
    if (rows !== undefined) {
      await this.follows(/^Change\s*the rows/u);
      if (rows.heading !== undefined) await this.page.fill('#heading', rows.heading);
      if ('periods' in rows) {
        await this.page.getByLabel('A row for each period', { exact: true }).check();
        for (const period of rows.periods) await this.ticks(period);
      } else {
        await this.page.getByLabel('A row for each value', { exact: true }).check();
        await this.selects('#by', rows.each);
        if (rows.order !== undefined) await this.selects('#order', rows.order);
        if (rows.every === true) await this.page.getByLabel('Those too that did not occur').check();
      }
      await this.clicks('Save');
    }
    for (const [at, column] of (columns ?? []).entries()) {
      await this.addsColumn(column);
      // The column that a new table begins with.
      if (at === 0) await this.clicks(/^Remove\s*the column/u);
    }
    await this.page.fill('#caption', caption);
    await this.page.fill('#total', total ?? '');
    await this.page.fill('#note', note ?? '');
    await this.clicks('Save the words');
    if (chart === undefined) return;
    await this.follows(/^Change\s*the chart/u);
    await this.ticks(chart.kind);
    for (const one of chart.of) await this.ticks(one);
    await this.clicks('Save');
  }

  private async addsColumn(column: NonNullable<OwnTable['columns']>[number]): Promise<void> {
    if ('each' in column) {
      await this.follows(/^Add a column for each value/u);
      await this.selects('#across', column.each);
      await this.page.fill('#total', column.all ?? '');
    } else if ('workedOut' in column) {
      await this.follows(/^Add a column worked out from others/u);
      await this.page.fill('#heading', column.heading);
      await this.selects('#derive', column.workedOut);
      await this.selects('#one', column.of);
      if (column.and !== undefined) await this.selects('#other', column.and);
    } else {
      await this.follows('Add a column of figures');
      await this.page.fill('#heading', column.heading);
      if (column.group !== undefined) await this.page.fill('#group', column.group);
      if (column.as !== undefined) await this.selects('#as', column.as);
      if (column.places !== undefined) await this.page.fill('#places', String(column.places));
      await this.asks(column);
    }
    await this.clicks('Save');
  }

  /** Chooses a question on the open form. */
  private async asks({ count, with: conditions = [], period, completed, within, share }: Chosen): Promise<void> {
    if (count !== undefined) await this.selects('#q-measure', count);
    for (const [at, condition] of conditions.entries()) await this.selects(`#q-where-${at + 1}`, condition);
    if (period !== undefined) await this.selects('#q-period', period);
    if (completed === undefined && within === undefined && share === undefined) return;
    await this.opens('Count what was completed, a limit in working days, a share');
    if (completed === true) await this.page.locator('#q-completed').check();
    if (within !== undefined) await this.page.fill('#q-within', String(within));
    if (share === true) await this.page.locator('#q-share').check();
  }

  private async opens(summary: string): Promise<void> {
    const details = this.page.locator('details', { has: this.page.locator(`:scope > summary:has-text("${summary}")`) }).first();
    if ((await details.getAttribute('open')) === null) await details.locator('> summary').click();
  }

  private async ticks(label: string): Promise<void> {
    const box = this.page.getByLabel(label, { exact: true });
    assert.equal(await box.count(), 1, `${label} is not among\n${(await this.page.locator('label').allTextContents()).map((text) => text.trim()).join('\n')}`);
    await box.check();
  }

  /** Chooses what reads so, or, with a colon at its end, what begins so. */
  private async selects(selector: string, wanted: string): Promise<void> {
    const labels = (await this.page.locator(`${selector} option`).allTextContents()).map((label) => label.trim());
    const label = labels.find((one) => one === wanted || (wanted.endsWith(':') && one.startsWith(wanted)));
    assert.ok(label !== undefined, `${wanted} is not among\n${labels.join('\n')}`);
    await this.page.locator(selector).selectOption({ label });
  }

  /** Asks the figures for days of one's own and puts the answer into the report. */
  async putsIn(section: string, as: string, asked: { readonly count: string; readonly days: readonly [string, string]; readonly by?: string; readonly across?: string; readonly with?: string }): Promise<void> {
    await this.outline();
    await this.follows(/^Add to this section/u, this.section(section));
    await this.follows(/^Look for a figure/u);
    await this.selects('#measure', asked.count);
    await this.page.locator('#period').selectOption('own');
    for (const [at, name] of ['from', 'to'].entries()) {
      const [year = '', month = '', day = ''] = (asked.days[at] ?? '').split('-');
      for (const [part, typed] of [['day', day], ['month', month], ['year', year]] as const) await this.page.fill(`#${name}-${part}`, String(Number(typed)));
    }
    if (asked.with !== undefined) await this.selects('#where', asked.with);
    if (asked.by !== undefined) await this.selects('#by', asked.by);
    if (asked.across !== undefined) await this.selects('#across', asked.across);
    await this.clicks('Answer');
    await this.selects('#place', section);
    await this.clicks(as);
  }

  /** What the checks stop the report for, as they say it. */
  async stops(): Promise<readonly string[]> {
    await this.person.open(`/reports/${this.report}/publish/checks`);
    return (await this.page.locator('h2:has-text("Stops the report") + ol > li').allInnerTexts()).map((text) => text.replaceAll(/\s+/gu, ' '));
  }

  /** Overrules the finding that says exactly this among those that stop the report. */
  async overrules(says: string, reason: string): Promise<void> {
    await this.person.open(`/reports/${this.report}/publish/checks`);
    const findings = await this.page.locator('h2:has-text("Stops the report") + ol > li').all();
    const texts = await Promise.all(findings.map(async (one) => (await one.innerText()).replaceAll(/\s+/gu, ' ')));
    const finding = findings[texts.indexOf(says)];
    assert.ok(finding !== undefined, `${says} is not among\n${texts.join('\n')}`);
    await finding.locator('summary').click();
    await finding.locator('textarea').fill(reason);
    await this.clicks('Overrule', finding);
  }

  /** Takes the proposed replacement of each name and place where there is one, and leaves the rest for a reason. */
  async redacts(reason: string): Promise<void> {
    for (let round = 0; ; round += 1) {
      assert.ok(round < 30, 'finds go on for ever');
      await this.person.open(`/reports/${this.report}/publish/redaction`);
      const form = this.page.locator('form:has(input[name="text"])').first();
      if ((await form.count()) === 0) return;
      for (const one of await form.locator('fieldset').all()) {
        if ((await one.locator('input[value="replace"]').count()) > 0 && (await one.locator('input[name^="replacement-"]').inputValue()) !== '') await one.locator('input[value="replace"]').check();
        else {
          await one.locator('input[value="leave"]').check();
          await one.locator('input[name^="reason-"]').fill(reason);
        }
      }
      await this.clicks('Save what is decided here', form);
    }
  }

  async looksThrough(): Promise<string> {
    await this.person.open(`/reports/${this.report}/publish/preview`);
    return this.person.words();
  }

  /** Publishes it as it stood on 22 November 2026, and gives the publication's number. */
  async publishes(audience: Audience): Promise<number> {
    const at = `/reports/${this.report}/publish`;
    await this.person.open(`${at}/cut-off`);
    for (const [part, typed] of [['day', '22'], ['month', '11'], ['year', '2026']] as const) await this.page.fill(`#cutOff-${part}`, typed);
    await this.clicks('Save');
    await this.person.open(`${at}/small-numbers`);
    await this.page.locator(`input[name="audience"][value="${'inside' in audience ? 'inside' : 'public'}"]`).check();
    if ('threshold' in audience) {
      await this.page.fill('#threshold', String(audience.threshold));
      await this.page.locator('input[name="rounded"][value="no"]').check();
    }
    await this.clicks('Save');
    await this.person.open(at);
    assert.equal(await this.page.getByRole('button', { name: 'Publish', exact: true }).count(), 1, await this.person.words());
    await this.clicks('Publish');
    assert.match(await this.person.words(), /It is frozen as publication P\d+/u);
    return Number(/\/publications\/(?<number>\d+)/u.exec(this.page.url())?.groups?.['number']);
  }

  /** Each file that the publication's page offers, by its form, and its first chart as `chart-svg` and `chart-png`. */
  async downloads(publication: number): Promise<ReadonlyMap<string, Buffer>> {
    await this.person.open(`/publications/${publication}`);
    const found = await this.page.locator('a[href*="/files/"], a[href*="/charts/"]').all();
    const all = await Promise.all(found.map(async (one) => String(await one.getAttribute('href'))));
    const links = [...all.filter((link) => link.includes('/files/')), ...all.filter((link) => link.includes('/charts/')).slice(0, 2)];
    const files = new Map<string, Buffer>();
    await this.opens('Charts, each by itself');
    if (kept !== undefined) {
      mkdirSync(join(kept, this.name), { recursive: true });
      await this.page.screenshot({ path: join(kept, this.name, `P${publication}.page.png`), fullPage: true });
    }
    for (const link of links) {
      const reply = await this.person.context.request.get(link);
      assert.equal(reply.status(), 200, link);
      const file = await reply.body();
      const name = link.replace(/^\/publications\/\d+\/(?:files\/|(?<chart>chart)s\/\d+\/)/u, (_, chart?: string) => (chart === undefined ? '' : `${chart}-`));
      files.set(name, file);
      if (kept !== undefined) writeFileSync(join(kept, this.name, `P${publication}.${name === 'slides' ? 'slides.pdf' : name.replace('-', '.')}`), file);
    }
    return files;
  }

  async editions(publication: number): Promise<{ readonly whole: Report; readonly printed: Report }> {
    const found = await findPublication(this.store.db, this.authority.authorityId, publication);
    assert.ok(found !== undefined);
    return { whole: keptReport(found.whole), printed: keptReport(found.printed) };
  }
}

/** A council with its demonstration register of 20 November 2026, and its complaints manager at a browser on the 23rd. */
export async function onComposing(register: string, run: (composer: Composer) => Promise<void>, prepare?: (store: Store, authority: Authority) => Promise<void>): Promise<void> {
  await withDemonstration([register], async (store, [name = '']) => {
    const authority = await authorityNamed(store.db, name);
    await prepare?.(store, authority);
    const { accountId, email } = await addSomebody(store.db, authority.authorityId, 'Mona Manager', ['complaints_manager']);
    const app = makeApp(store, { clock: now });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const browser: Browser = await openBrowser();
    try {
      const person = await Person.open(browser, `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, { key: `U${accountId}`, name: 'Mona Manager', email, javaScriptEnabled: true, now });
      await run(new Composer(person, store, authority, register));
      assert.deepEqual(await verifyAudit(store.db, authority.authorityId), []);
    } finally {
      await browser.close();
      await app.close();
    }
  });
}
