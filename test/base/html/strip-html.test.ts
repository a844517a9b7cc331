import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeHtml, unescapeHtml } from '#base/html/escape.ts'
import { plainHtml, stripHtml } from '#base/html/strip-html.ts'
import { payloads } from './payloads.ts'

test('paragraphs, breaks and list items become lines', () =>
  assert.equal(stripHtml('<p>a<br>b</p><p>c</p><ul><li>d</li><li>e</li></ul><blockquote>f</blockquote>g'), 'a\nb\n\nc\n\nd\ne\nf\n\ng'))
test('entities become their characters, once', () => assert.equal(stripHtml('&lt;b&gt; &amp;amp; &eacute; &#39;'), "<b> &amp; é '"))
test('links leave their text', () => assert.equal(stripHtml('<a href="https://a.example">b</a>'), 'b'))
test('scripts and styles leave nothing', () => assert.equal(stripHtml('a<script>b</script><style>c</style>d'), 'ad'))

// SEC:H10
test('a name, a field or a title made of a payload is inert once it is escaped', () => {
  for (const payload of payloads) {
    const html = plainHtml(payload)
    assert.doesNotMatch(html.replace(/^<p>|<\/p>$|<br \/>/g, ''), /[<>]/, payload)
  }
})

test('escaping is undone by its opposite', () => {
  const text = `<a href="x" title='y'>&amp;</a>`
  assert.equal(unescapeHtml(escapeHtml(text)), text)
  assert.equal(escapeHtml(text).match(/[<>"']/), null)
})
