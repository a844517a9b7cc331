import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderText } from '#base/html/render-text.ts'
import { countChars } from '#base/text/count-chars.ts'
import { parseText } from '#base/text/parse-text.ts'

const size = 100_000
const seeds = [
  '@ # @a #a @a@ @a. @a- @a@b. #· #a· #_ .a a 見 é 👩‍👩‍👧 & < ( ([ {( () (a (( [] " \' -- .. :// x@a.a @a.a@ #1 #1_ ＃ @＠',
  'http:// http://a http://a/ http://a/( http://a/[( http://a/" http://a/\' http://a. https://a@ http://a:1 http://a/? http://a/!',
  'http://a/- http://a/... http://é. http:/// http://[ http://[:: HTTP://',
].flatMap((line) => line.split(' '))
const spaced = ['\n', ' ', '\r\n', 'http://a/x ', '#a http://a/(@b ']
const prefixes = ['', 'http://a/']

// SEC:D3
test('100 kB of anything is read, counted and rendered in linear time', () => {
  const slow: string[] = []
  for (const prefix of prefixes)
    for (const seed of [...seeds, ...spaced]) {
      const text = (prefix + seed.repeat(Math.ceil(size / seed.length))).slice(0, size)
      const took = () => {
        const before = process.cpuUsage().user
        renderText(parseText(text), { accountUrl: () => undefined, tagUrl: () => 'https://a.example' })
        countChars(text)
        return (process.cpuUsage().user - before) / 1000
      }
      // A quadratic search takes seconds here; the bound leaves room for a busy machine.
      const first = took()
      const ms = first > 250 ? Math.min(first, took()) : first
      if (ms > 250) slow.push(`${JSON.stringify(prefix + seed)}: ${Math.round(ms)} ms`)
    }
  assert.deepEqual(slow, [])
})

// SEC:D3
test('a mention of 100 kB with a dot after each letter takes milliseconds', () => {
  const before = process.cpuUsage().user
  parseText(`@a${'.a'.repeat(size / 2)}`)
  assert.ok(process.cpuUsage().user - before < 50_000)
})
