import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { axe, openBrowser } from './browser.ts';

const pages: Record<string, string> = {
  '/good': '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><p>Words.</p></main></html>',
  '/bad': '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><img src="data:,"><input></main></html>',
};

test('the browser opens a page of this machine, axe finds what is wrong in it, and nothing else can be reached', { timeout: 120_000 }, async (context) => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html').end(pages[request.url ?? ''] ?? '');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  context.after(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await openBrowser();
  context.after(async () => { await browser.close(); });
  const page = await browser.newPage();
  await page.goto(`${address}/good`);
  assert.equal(await page.title(), 'A page');
  assert.deepEqual(await axe(page), []);
  await page.goto(`${address}/bad`);
  assert.deepEqual((await axe(page)).map(({ rule }) => rule).sort(), ['image-alt', 'label']);
  await assert.rejects(page.goto('http://example.org/'), /ERR_NAME_NOT_RESOLVED/u);
});
