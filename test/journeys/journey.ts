import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { saveAuthority, saveAuthorityFacts } from '../../src/store/authorities.ts';
import { makeApp } from '../../src/web/app.ts';
import { axe, openBrowser } from '../browser.ts';
import { withTestDatabase } from '../database.ts';
import { type Fields, boxes, wordsOf } from '../web/acts-setting.ts';
import { addSomebody, PASSWORD } from '../web/signed-in.ts';

const settings = { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: ['Delay', 'Staff'], procedures: {}, conventions: {} };
const submit = 'form[data-keep-draft] button.govuk-button:not(.govuk-button--secondary)';

/** What kind of field each name of the page is and what stands in it, hidden ones left out. */
const kindsOfFields = `Object.fromEntries([...document.querySelectorAll('[name]')].filter((one) => one.type !== 'hidden').map((one) => [one.name, { kind: one.type, value: one.value }]))`;

export type Journey = {
  /** It is noon on a day from now on, and whoever has signed in before has done so this morning again. */
  on(text: string): Promise<void>;
  /** Somebody with an account and a browser of their own. */
  somebody(name: string, roles: readonly ViewerRole[], more?: { readonly services?: readonly string[]; readonly javaScriptEnabled?: boolean }): Promise<Person>;
};

/** An empty council in 2026, an application over it whose clock the test moves, and a real browser. */
export async function onJourney(run: (journey: Journey) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const authorityId = await store.db.transaction().execute(async (transaction) => {
      const id = await saveAuthority(transaction, settings);
      await saveAuthorityFacts(transaction, id, { services: [{ service: 'Fostering' }, { service: 'Family support' }], context: [], published: [], coverage: [] });
      return id;
    });
    let now = new Date('2026-03-02T12:00:00Z');
    const app = makeApp(store, { clock: () => now });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const baseURL = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      await run({
        async on(text) {
          now = new Date(`${text}T12:00:00Z`);
          await store.db.updateTable('session').set({ created_at: now, seen_at: now }).execute();
        },
        async somebody(name, roles, { services = [], javaScriptEnabled = false } = {}) {
          const { accountId, email } = await addSomebody(store.db, authorityId, name, roles, services);
          return await Person.open(browser, baseURL, { key: `U${accountId}`, name, email, javaScriptEnabled, now: () => now });
        },
      });
      assert.deepEqual(await verifyAudit(store.db, authorityId), []);
    } finally {
      await browser.close();
      await app.close();
    }
  });
}

type Opened = { readonly key: string; readonly name: string; readonly email: string; readonly javaScriptEnabled: boolean; readonly now: () => Date };

/** One person in a browser of their own. */
export class Person {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly context: BrowserContext;
  readonly page: Page;
  private readonly now: () => Date;
  /** When the case page that the last act led to was made. */
  private shownAt: Date | undefined;

  private constructor({ key, name, email, now }: Opened, context: BrowserContext, page: Page) {
    this.key = key;
    this.name = name;
    this.email = email;
    this.now = now;
    this.context = context;
    this.page = page;
  }

  static async open(browser: Browser, baseURL: string, opened: Opened): Promise<Person> {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: opened.javaScriptEnabled, viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(60_000);
    return new Person(opened, context, await context.newPage());
  }

  /** Opens a page, by way of the sign-in where the session has ended, and gives the status of the answer. */
  async open(path: string): Promise<number> {
    this.shownAt = undefined;
    const reply = await this.page.goto(path, { waitUntil: 'domcontentloaded' });
    if (!this.page.url().includes('/sign-in')) return reply?.status() ?? 0;
    await this.page.getByLabel('Email address').fill(this.email);
    await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    const answered = this.page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 302 && one.status() !== 303);
    await this.presses(this.page.getByRole('button', { name: 'Sign in' }));
    assert.equal(new URL(this.page.url()).pathname, new URL(path, this.page.url()).pathname, `${this.name} is taken on to where they were going`);
    return (await answered).status();
  }

  /** The words of the page from its main part on, what is folded away with them. */
  async words(): Promise<string> {
    return wordsOf(await this.page.content());
  }

  /** Clicks what leads to another page, and waits for it. */
  async presses(what: Locator): Promise<void> {
    await Promise.all([this.page.waitForEvent('framenavigated'), what.click()]);
    await this.page.waitForLoadState('domcontentloaded');
  }

  /** Fills in what a form calls by these names, and leaves what it proposes already. */
  async types(fields: Fields): Promise<void> {
    const found = await this.page.evaluate<Readonly<Record<string, { readonly kind: string; readonly value: string }>>>(kindsOfFields);
    for (const [name, value] of Object.entries(fields)) {
      const many = typeof value === 'string' ? [value] : value;
      const field = found[name];
      assert.ok(field !== undefined, `${name} is not among ${Object.keys(found).join()}`);
      const { kind } = field;
      if (kind === 'radio' || kind === 'checkbox') for (const one of many) await this.page.locator(`[name="${name}"][value="${one}"]`).check();
      else if (kind === 'select-one') await this.page.locator(`select[name="${name}"]`).selectOption([...many]);
      else if (field.value !== value) await this.page.locator(`[name="${name}"]`).first().fill(String(value));
    }
  }

  /** Opens an act's form from the link on the case page, fills it in and sends it; it is to be recorded. */
  async does(ref: string, act: string, on: string, fields: Fields = {}): Promise<void> {
    if (!this.isShown(ref)) await this.open(`/cases/${ref}`);
    this.shownAt = undefined;
    await this.presses(this.page.locator(`.candour-next a[href="/cases/${ref}/acts/${act}"]`));
    await this.types({ ...boxes('on', on), ...fields });
    await this.presses(this.page.locator(submit));
    const { pathname, search } = new URL(this.page.url());
    assert.equal(`${pathname}${search}`, `/cases/${ref}?done=${act}`, `${act} by ${this.name}: ${(await this.words()).slice(0, 900)}`);
    this.shownAt = this.now();
  }

  /** Records a telephone call on the form for it and gives the reference of the case. `point-2-…` and so on ask for another point first. */
  async recordsCall(fields: Fields): Promise<string> {
    assert.equal(await this.open('/record'), 200);
    const ofPoint = (one: number) => Object.entries(fields).filter(([name]) => name.startsWith(`point-${one}-`));
    await this.types(Object.fromEntries(Object.entries(fields).filter(([name]) => !/^point-[2-9]-/u.test(name))));
    await this.types({ channel: 'telephone' });
    for (let one = 2; ofPoint(one).length > 0; one += 1) {
      await this.presses(this.page.getByRole('button', { name: 'Add another point' }));
      await this.types(Object.fromEntries(ofPoint(one)));
    }
    await this.presses(this.page.getByRole('button', { name: 'Record it' }));
    const { pathname, search } = new URL(this.page.url());
    assert.equal(search, '?done=receive', await this.words());
    return pathname.slice('/cases/'.length);
  }

  /** Answers the questions on the handling and takes what the law makes of them, the statutory procedure, for each point. */
  async decidesStatutory(ref: string, on: string, answers: Fields): Promise<void> {
    await this.open(`/cases/${ref}/handling`);
    await this.types(answers);
    await this.presses(this.page.getByRole('button', { name: 'Continue' }));
    assert.match(await this.words(), /What the law makes of it .* Proposed Under the statutory procedure Because/u);
    await this.types(boxes('on', on));
    await this.presses(this.page.getByRole('button', { name: 'Record the decision' }));
    assert.match(this.page.url(), /\?done=decideHandling$/u, await this.words());
  }

  /** Drafts a letter in the wording that is proposed and saves it; gives its address. */
  async drafts(ref: string, kind: string): Promise<string> {
    assert.equal(await this.open(`/cases/${ref}/letters/new?kind=${kind}`), 200);
    await this.presses(this.page.getByRole('button', { name: 'Make the draft' }));
    await this.presses(this.page.getByRole('button', { name: 'Save and check' }).first());
    return new URL(this.page.url()).pathname;
  }

  /** What stands in the boxes of the letter on the open page. */
  async drafted(): Promise<string> {
    return (await this.page.locator('.candour-letter__text textarea').allTextContents()).join('\n');
  }

  /** Keeps the letter on the open page as sent, and gives its PDF. */
  async sendsLetter(on: string): Promise<Buffer> {
    assert.match(await this.words(), /Nothing to mend/u);
    await this.types({ ...boxes('sentOn', on), how: 'post' });
    await this.presses(this.page.getByRole('button', { name: 'Keep it as sent' }));
    assert.match(await this.words(), /The letter as it was sent/u);
    const pdf = await this.context.request.get(String(await this.page.getByRole('link', { name: 'Download as PDF' }).getAttribute('href')));
    assert.equal(pdf.status(), 200);
    return await pdf.body();
  }

  /** Sets what every letter of the council says. */
  async setsLetters(): Promise<void> {
    await this.open('/administration/letters');
    await this.types({ letterhead: 'Ashmere Council', team: 'the complaints team', contact: 'Call 01632 960 001.', ombudsman: 'Go to lgo.org.uk.', advocacy: 'Call 01632 960 002.' });
    await this.presses(this.page.getByRole('button', { name: 'Save' }));
  }

  /** How the clocks of the case stand on the open page: `Stage 1 response Due 16 March 2026 10 working days left`. */
  async clocks(): Promise<readonly string[]> {
    return (await this.page.locator('.candour-clock__summary').allTextContents()).map((text) => text.replaceAll(/\s+/gu, ' ').trim());
  }

  /** On the case page these clocks stand so; each is a whole line. */
  async seesClocks(ref: string, ...expected: readonly string[]): Promise<void> {
    if (!this.isShown(ref)) assert.equal(await this.open(`/cases/${ref}`), 200);
    const found = await this.clocks();
    for (const one of expected) assert.ok(found.includes(one), `${one}\nis not among\n${found.join('\n')}`);
  }

  /** Whether the case page as it stands today is what an act of this person has just led to. */
  private isShown(ref: string): boolean {
    return this.shownAt === this.now() && new URL(this.page.url()).pathname === `/cases/${ref}`;
  }

  async hasNothingForAxe(what: string): Promise<void> {
    assert.deepEqual(await axe(this.page), [], what);
  }
}

/** Who of several people opens the case; for the others it does not exist. */
export async function isSeenBy(ref: string, people: readonly Person[], ...those: readonly Person[]): Promise<void> {
  const opened = await Promise.all(people.map(async (person) => [person.name, await person.open(`/cases/${ref}`)] as const));
  assert.deepEqual(opened, people.map((person) => [person.name, those.includes(person) ? 200 : 404]));
}
