import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { axe, openBrowser } from '../browser.ts';

/** A browser in which the pages of an office are opened and looked at. */
export type Looking = {
  readonly page: Page;
  readonly open: (path: string) => Promise<void>;
  /** Whose pages are opened from now on: a cookie as `Visitor.cookie` has it. */
  readonly as: (cookie: string | undefined) => Promise<void>;
  /** At 1280 and 320 pixels axe finds nothing, and the page fits. `CANDOUR_PICTURES` names a folder to keep a picture of each in. */
  readonly lookedAt: (what: string) => Promise<void>;
};

/** Lets an app listen, opens a browser on it, and closes the browser afterwards. */
export async function withBrowserOn(app: FastifyInstance, look: (looking: Looking) => Promise<void>): Promise<void> {
  await app.listen({ port: 0 });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await look({
      page,
      open: async (path) => {
        await page.goto(`${origin}${path}`);
      },
      as: async (cookie) => context.addCookies([{ name: 'candour', value: cookie ?? '', url: origin }]),
      lookedAt: async (what) => {
        for (const [width, height] of [[1280, 900], [320, 800]] as const) {
          await page.setViewportSize({ width, height });
          assert.deepEqual(await axe(page), [], `${what} at ${width}`);
          assert.ok(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${what} fits ${width} pixels`);
          const folder = process.env['CANDOUR_PICTURES'];
          if (folder !== undefined) await page.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
        }
      },
    });
  } finally {
    await browser.close();
  }
}
