import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { allowList } from '#base/html/allow-list.ts'
import { renderText } from '#base/html/render-text.ts'
import { sanitise } from '#base/html/sanitise.ts'
import { parseText } from '#base/text/parse-text.ts'
import { payloads } from './payloads.ts'

const tag =
  /^<(?:\/?(?:p|em|strong|b|i|u|del|s|pre|code|blockquote|ul|ruby|rt|rp)|br \/|\/(?:a|span|ol|li)|span(?: class="(?:invisible|ellipsis|(?:h-card|u-url|p-name|mention|hashtag| )*)")?(?: translate="no")?|a href="https?:\/\/[^"<>]+"(?: (?:target="_blank"|rel="(?:tag|nofollow noopener)"|translate="no"|class="(?:h-card|u-url|p-name|mention|hashtag| )+"))*|ol(?: start="[^"<>]*"| reversed(?:="[^"<>]*")?)*|li(?: value="[^"<>]*")?)>/

/** Looks at every `<` of the output by itself, without a parser: each must begin an allowed tag, whole, with allowed attributes. */
function faultsOf(html: string): string[] {
  return [...html.matchAll(/</g)].map(({ index }) => html.slice(index)).filter((rest) => !tag.test(rest))
}

// SEC:H2
// SEC:H5
// SEC:H6
test(`no tag or attribute off the list survives any of ${payloads.length} payloads`, () => {
  assert.ok(payloads.length >= 300)
  for (const payload of payloads) {
    const clean = sanitise(payload)
    assert.deepEqual(faultsOf(clean), [], `${payload}\n${clean}`)
    assert.equal(sanitise(clean), clean, 'a second pass finds nothing to change')
  }
})

test('the check itself finds what it must', () => {
  for (const bad of ['<img>', '<p onclick="x">', '<a href="javascript:x">', '<span class="fixed">', '<p', '<a href="https://a" style="">'])
    assert.notDeepEqual(faultsOf(bad), [], bad)
})

// SEC:H3
test('20,000 random fragments never make it throw', () => {
  const pieces = [
    '< > / " \' = & ; # ! -- <!-- --> ]]> <![CDATA[ \0 \ud800 x &lt; &#60 &#x0;',
    'a p br span script style math annotation svg xmp noscript iframe textarea li ol h1 template',
    'href class onclick javascript: https://a.example value start translate no invisible encoding',
  ].flatMap((line) => [...line.split(' '), '\n', ' '])
  let seed = 1
  const next = (max: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % max
  }
  for (let i = 0; i < 20_000; i++) {
    const html = Array.from(
      { length: 2 + next(20) },
      () => (next(3) ? '' : '<') + pieces[next(pieces.length)]! + (next(3) ? '' : '>'),
    ).join('')
    const clean = sanitise(html)
    assert.deepEqual(faultsOf(clean), [], `${html}\n${clean}`)
  }
})

// SEC:H3
test('what cannot be read is text', () => {
  assert.equal(sanitise('<math><annotation></annotation></math>x'), 'x')
  assert.equal(sanitise(undefined as unknown as string), '')
})

// SEC:H3
test('when the sanitiser throws, the answer is plain text', (t) => {
  const broken = () => {
    throw new Error('broken')
  }
  Object.assign(allowList.transformTags!, { broken })
  t.after(() => Reflect.deleteProperty(allowList.transformTags!, 'broken'))
  assert.equal(sanitise('<p>a</p><broken onclick="x">'), '<p> p a /p  broken onclick=&quot;x&quot; </p>')
})

// SEC:H4
test('embed, object, iframe and forms are removed', () => {
  for (const name of ['embed', 'object', 'iframe', 'form', 'input', 'video', 'audio', 'canvas', 'link', 'meta', 'base'])
    assert.equal(sanitise(`a<${name} src="https://a.example"></${name}>b`), 'ab')
})

// SEC:H7
suite('nothing can hide', () => {
  test('classes that hide text are dropped', () =>
    assert.equal(
      sanitise('<p class="invisible">a<span class="invisible hidden sr-only h-card">b</span></p>'),
      '<p>a<span class="h-card">b</span></p>',
    ))
  test('a link with a hidden part shows all of its text', () =>
    assert.equal(
      sanitise('<a href="https://evil.example/"><span>https://bank.example</span><span class="invisible">.evil.example</span></a>'),
      '<a href="https://evil.example/" target="_blank" rel="nofollow noopener"><span>https://bank.example</span><span>.evil.example</span></a>',
    ))
  test('a link whose text is its address is shortened as ours are', () =>
    assert.equal(
      sanitise('<a href="https://a.example/x"><span class="ellipsis">https://a</span>.example/x</a>'),
      '<a href="https://a.example/x" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://</span><span class="">a.example/x</span><span class="invisible"></span></a>',
    ))
})

// SEC:H8
test('a shortcode in an attribute stays what it was', () =>
  assert.match(sanitise('<a href="https://a.example/:x:">:x:</a>'), /href="https:\/\/a\.example\/:x:"/))

// SEC:H12
test('no style of any origin survives', () => {
  for (const payload of payloads) assert.doesNotMatch(sanitise(payload), /<[^>]*\sstyle=/)
})

test('what Mastodon allows stays', () => {
  const html =
    '<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p><pre>f</pre><blockquote><p>g</p></blockquote><ul><li>h</li></ul>' +
    '<ol start="3" reversed><li value="2">i</li></ol><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>'
  assert.equal(sanitise(html), html)
})

test('headings become paragraphs', () => assert.equal(sanitise('<h1>Title</h1><p>x</p>'), '<p>Title</p><p>x</p>'))

test('what we rendered ourselves comes through unchanged, but for quotes in text', () => {
  const text = `Hi @alice @bob@corp.lan\n\n<b> & "x" https://www.example.com/${'a'.repeat(50)}?b=c&d=e http://wiki/x #Größe it's`
  const html = renderText(parseText(text), {
    accountUrl: (m) => `https://${m.domain ?? 'here'}/@${m.username}`,
    tagUrl: (t) => `https://here/tags/${t}`,
  })
  const plain = (s: string) => s.replace(/&quot;/g, '"').replace(/&#39;/g, "'")
  assert.equal(plain(sanitise(html)), plain(html))
})

test('deep nesting and 100 kB of one tag end soon', () => {
  const before = process.cpuUsage().user
  for (const piece of [
    '<b>',
    '<a href="https://a">',
    '<p>',
    '<ul><li>',
    '</p>',
    '<',
    '<!--',
    '&',
    '<iframe>',
    '<noscript>',
    '<svg>',
    '<xmp>',
    '<h1>',
  ])
    assert.deepEqual(
      faultsOf(
        sanitise(piece.repeat(100_000 / piece.length))
          .slice(0, 10_000)
          .replace(/<[^>]*$/, ''),
      ),
      [],
      piece,
    )
  const ms = (process.cpuUsage().user - before) / 1000
  assert.ok(ms < 8000, `${ms} ms`)
})
