import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { parseText } from '#base/text/parse-text.ts'

const urls = (text: string) => parseText(text).urls
const tags = (text: string) => parseText(text).hashtags
const mentions = (text: string, host?: string) =>
  parseText(text, host ? { host } : {}).mentions.map((m) => (m.domain ? `${m.username}@${m.domain}` : m.username))

suite('addresses', () => {
  const rows: [string, string[]][] = [
    ['see https://example.com.', ['https://example.com']],
    ['(https://example.com/a_(b))', ['https://example.com/a_(b)']],
    ['HTTPS://Example.COM/A?b=c&d=e#f', ['HTTPS://Example.COM/A?b=c&d=e#f']],
    ['http://wiki/x', ['http://wiki/x']],
    ['http://wiki', ['http://wiki']],
    ['https://jira.corp.lan/browse/A-1', ['https://jira.corp.lan/browse/A-1']],
    ['http://10.0.0.5:8080/status', ['http://10.0.0.5:8080/status']],
    ['http://localhost:3000/x', ['http://localhost:3000/x']],
    ['http://[fd00::1]/x', ['http://[fd00::1]/x']],
    ['"https://a.example/x", said', ['https://a.example/x']],
    ['https://müller.example/straße', ['https://müller.example/straße']],
    ['https://example.comです', ['https://example.com']],
    ['見てhttps://example.com/日本', ['https://example.com/日本']],
    ['https://例え.jp/x', ['https://例え.jp/x']],
    ['https://www.例え.jp', ['https://www.例え.jp']],
    ['<https://example.com>', ['https://example.com']],
    ['a https://a.example b https://a.example', ['https://a.example']],
  ]
  for (const [text, expected] of rows) test(text, () => assert.deepEqual(urls(text), expected))

  test('need their protocol, as in Mastodon', () =>
    assert.deepEqual(urls('example.com www.example.com //example.com mailto:a@b.example'), []))
  test('are of the web only', () => assert.deepEqual(urls('javascript://x.example ftp://x.example data://x file:///etc'), []))
  test('do not begin inside a word', () => assert.deepEqual(urls('xhttp://wiki @http://wiki'), []))
  test('lead where they seem to lead: the part before an @ is no user name', () =>
    assert.deepEqual(urls('https://bank.example@evil.example/'), ['https://bank.example']))
  test('of more than 2048 characters end there', () => assert.ok(urls(`https://a.example/${'x'.repeat(5000)}`)[0]!.length <= 2060))
})

suite('mentions', () => {
  const rows: [string, string[]][] = [
    ['@alice', ['alice']],
    ['hi @Alice, @bob.', ['Alice', 'bob']],
    ['@alice.smith-jones_2', ['alice.smith-jones_2']],
    ['@bob@corp.lan.', ['bob@corp.lan']],
    ['@bob@Corp.LAN @BOB@corp.lan', ['bob@corp.lan']],
    ['@bob@例え.jp', ['bob@例え.jp']],
    ['(@alice)', ['alice']],
    ['.@alice', ['alice']],
    ['a@alice.example', []],
    ['/@alice =@alice', []],
    ['@ alice @-', []],
    ['見@alice', []],
    ['https://social.example/@alice', []],
  ]
  for (const [text, expected] of rows) test(text, () => assert.deepEqual(mentions(text), expected))

  test('with our own host have no domain', () => assert.deepEqual(mentions('@alice@Social.Corp @alice', 'social.corp'), ['alice']))
})

suite('hashtags', () => {
  const rows: [string, string[]][] = [
    ['#Tag', ['Tag']],
    ['#tag, #TAG #tåg', ['tag']],
    ['#2026', []],
    ['#2026plan', ['2026plan']],
    ['#1_000', ['1_000']],
    ['#_1', []],
    ['#über_alles', ['über_alles']],
    ['#日本語', ['日本語']],
    ['#हिन्दी', ['हिन्दी']],
    ['＃全角', ['全角']],
    ['#l·l', ['l·l']],
    ['#tag·', ['tag']],
    ['#·tag', []],
    ['a#tag /#tag =#tag )#tag', []],
    ['##', []],
    ['#a#b', ['a']],
    ['#c++', ['c']],
    ["#it's", ['it']],
    ['https://a.example/#part', []],
    ['#🎉', []],
  ]
  for (const [text, expected] of rows) test(text, () => assert.deepEqual(tags(text), expected))
})

test('entities stand in the order of the text and cover what was typed', () => {
  const { text, entities } = parseText('#a @b\r\nhttp://c #d')
  assert.deepEqual(
    entities.map((e) => text.slice(e.start, e.end)),
    ['#a', '@b', 'http://c', '#d'],
  )
})
