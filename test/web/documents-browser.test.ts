import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe, openBrowser } from '../browser.ts';
import { docx, html, pdf } from '../documents/sample-files.ts';
import { REF, withDocuments } from './documents-office.ts';

test('documents are added and removed in a browser, with its script and without, wide and narrow', async () => {
  await withDocuments(async ({ app, people, store }) => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    try {
      for (const [width, javaScriptEnabled] of [[1280, true], [320, false]] as const) {
        // axe runs as a script: without the page's own, its pages are looked at by the other browser.
        const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
        const looker = await browser.newContext({ viewport: { width, height: 900 } });
        for (const one of [context, looker]) await one.addCookies([{ name: 'candour', value: people.officer.cookie!, url: address }]);
        const page = await context.newPage();
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('400')) faults.push(message.text()); });
        const looked = async (path: string) => {
          const other = await looker.newPage();
          await other.goto(`${address}${path}`);
          assert.deepEqual(await axe(other), [], `${path} at ${width}`);
          assert.ok(await other.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${path} at ${width} fits`);
          await other.close();
        };
        await page.goto(`${address}/cases/${REF}`);
        await page.getByRole('link', { name: 'Add documents' }).click();
        await looked(`/cases/${REF}/documents/add`);
        await page.getByLabel('Files').setInputFiles([{ name: 'plan.pdf', mimeType: 'application/pdf', buffer: html }]);
        await page.getByLabel('Description (optional)').fill('The plan');
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
        await page.waitForLoadState();
        assert.equal(await page.getByText('plan.pdf holds a web page').count(), 2, 'in the summary and beside the field');
        assert.equal(await page.getByLabel('Description (optional)').inputValue(), 'The plan');
        if (javaScriptEnabled) assert.deepEqual(await axe(page), []);
        await page.getByLabel('Files').setInputFiles([{ name: `plan ${width}.pdf`, mimeType: 'application/pdf', buffer: pdf }, { name: `notes ${width}.docx`, mimeType: 'application/octet-stream', buffer: docx }]);
        await page.getByLabel('Evidence').check();
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await page.getByText('Added to the documents of the case.').waitFor();
        assert.equal(new URL(page.url()).hash, '#documents');
        await page.getByRole('link', { name: `notes ${width}.docx` }).waitFor();
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: `plan ${width}.pdf` }).click()]);
        assert.match(download.suggestedFilename(), new RegExp(`^${REF}-document-\\d\\.pdf$`, 'u'));
        await looked(`/cases/${REF}`);
        const remove = page.getByRole('row').filter({ hasText: `notes ${width}.docx` }).getByRole('link', { name: /^Remove/u });
        await looked(String(await remove.getAttribute('href')));
        await looked(String(await remove.getAttribute('href')).replace('/remove', '/mark'));
        await remove.click();
        await page.getByLabel('Why is it removed?').fill('It belongs to another case');
        await page.getByRole('button', { name: 'Remove the document' }).click();
        await page.getByText('The document is removed.').waitFor();
        await page.getByText('It belongs to another case').first().waitFor();
        assert.deepEqual(faults, []);
        await context.close();
        await looker.close();
      }
      assert.equal((await store.db.selectFrom('document').select('document').execute()).length, 4);
    } finally {
      await browser.close();
    }
  });
});
