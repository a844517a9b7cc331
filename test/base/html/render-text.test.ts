import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderText } from '#base/html/render-text.ts'
import { parseText } from '#base/text/parse-text.ts'

const people: Record<string, string> = {
  'alice@': 'https://here.example/@alice',
  'bob@corp.lan': 'https://corp.lan/@bob',
  'alice@corp.lan': 'https://corp.lan/@alice',
}
const render = (text: string) =>
  renderText(parseText(text, { host: 'here.example' }), {
    accountUrl: (m) => people[`${m.username}@${m.domain ?? ''}`],
    tagUrl: (tag) => `https://here.example/tags/${encodeURIComponent(tag)}`,
  })
const mention = (url: string, name: string) =>
  `<span class="h-card" translate="no"><a href="${url}" class="u-url mention">@<span>${name}</span></a></span>`

test('an empty line parts paragraphs, a line end is a br', () =>
  assert.equal(render('a\nb\n\n\nc\r\nd\n'), '<p>a<br />b</p><p>c<br />d</p>'))
test('nothing renders to nothing', () => assert.equal(render('\n\n'), ''))
test('markup is text', () => assert.equal(render(`<b> & "x" 'y'`), '<p>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;</p>'))

test('a mention is a link in an h-card, without the host of a known colleague', () =>
  assert.equal(render('@alice'), `<p>${mention('https://here.example/@alice', 'alice')}</p>`))
test('a remote mention shows only the name', () =>
  assert.equal(render('@bob@corp.lan'), `<p>${mention('https://corp.lan/@bob', 'bob')}</p>`))
test('two people of one name are told apart by their host', () =>
  assert.equal(
    render('@alice @alice@corp.lan'),
    `<p>${mention('https://here.example/@alice', 'alice')} ${mention('https://corp.lan/@alice', 'alice@corp.lan')}</p>`,
  ))
test('a name that nobody has stays text', () => assert.equal(render('@nobody@x.example'), '<p>@nobody@x.example</p>'))

test('a hashtag keeps its spelling', () =>
  assert.equal(
    render('#Größe'),
    '<p><a href="https://here.example/tags/Gr%C3%B6%C3%9Fe" class="mention hashtag" rel="tag">#<span>Größe</span></a></p>',
  ))

const link = (url: string, prefix: string, shown: string, rest = '') =>
  `<p><a href="${url}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${prefix}</span>` +
  `<span class="${rest ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${rest}</span></a></p>`

test('a short address shows all but its protocol', () => assert.equal(render('http://wiki/x'), link('http://wiki/x', 'http://', 'wiki/x')))
test('www. is not shown', () =>
  assert.equal(render('https://www.example.com'), link('https://www.example.com', 'https://www.', 'example.com')))
test('a long address is cut after 30 characters', () => {
  const url = `https://example.com/${'a'.repeat(30)}`
  assert.equal(render(url), link(url, 'https://', `example.com/${'a'.repeat(18)}`, 'a'.repeat(12)))
})
test('one character too many is shown', () => {
  const url = `https://example.com/${'a'.repeat(19)}`
  assert.equal(render(url), link(url, 'https://', `example.com/${'a'.repeat(19)}`))
})
test('an address is escaped in its attribute and in its text', () => {
  const url = `http://a/?b=1&c='`
  assert.match(render(`${url}x'`), /href="http:\/\/a\/\?b=1&amp;c=&#39;x/)
})
