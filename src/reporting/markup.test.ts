import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escaped, Markup, markup } from './markup.ts';

test('whatever is put into markup is escaped, unless it is markup', () => {
  assert.equal(markup`<p title="${'"><script>'}">${'<b>& \''}</p>${new Markup('<br>')}${[markup`<i>${'<'}</i>`, 'x']}${false}${undefined}${0}`.text, '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp; &#39;</p><br><i>&lt;</i>x0');
});

test('no text becomes a tag or ends an attribute', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.doesNotMatch(escaped(text), /[<>"']|&(?!(amp|lt|gt|quot|#39);)/)));
});
