import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import Handlebars from 'handlebars'
import { usualLook } from '#base/look.ts'
import type { Assets } from '#http/assets.ts'
import { Pages } from '#http/pages.ts'
import type { Frame } from '#http/pages/frame.ts'
import { tagsFor, safeHref } from '#http/pages/template-tags.ts'
import { timeText } from '#http/pages/times.ts'
import { Words } from '#platform/words/words.ts'
import { attack, views } from './pages-scene.ts'

const words = new Words(join(views, 'locales'))
const assets = { href: (name: string) => `/assets/${name}` } as Assets
const pages = new Pages(views, words, assets)
const now = Date.UTC(2026, 10, 24, 8, 1)
const frame: Frame = {
  title: 'T',
  locale: 'en',
  dir: 'ltr',
  company: 'C',
  look: usualLook,
  path: '/one',
  here: '/one',
  csrf: 'x',
  me: null,
  flash: null,
  zone: 'Europe/Berlin',
  now,
}

test('a missing name, sentence or value is a fault and never an empty place', () => {
  assert.throws(() => pages.body('missing', {}, frame), /"missing" not defined/)
  assert.throws(() => pages.body('unsaid', {}, frame), /"said\.who" misses its value "who"/)
  assert.throws(() => pages.body('said', { key: 'said.no', name: 'x', count: 1 }, frame), /no sentence has the key/)
  assert.throws(() => words.say('en', 'said.count', { who: 'x' }), /needs a count/)
})

test('words and values of a sentence are escaped, markup of helpers passes', () => {
  assert.equal(
    pages.body('said', { key: 'said.who', name: attack, count: 0 }, frame),
    '&lt;i&gt;&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;&lt;/i&gt; wrote',
  )
  const { t } = tagsFor(words, assets)
  const html = t('said.who', { hash: { who: new Handlebars.SafeString('<b>Ada</b>') }, data: frame })
  assert.equal(String(html), '&lt;i&gt;<b>Ada</b>&lt;/i&gt; wrote')
})

test('data is never a template', () => {
  // SEC:H13
  assert.equal(pages.body('one', { name: '{{7*7}}{{{x}}}{{> row}}' }, frame).split('</h1>')[0], '<h1>{{7*7}}{{{x}}}{{&gt; row}}')
  assert.equal(words.say('en', 'said.who', { who: '{who}{{t}}' }), '<i>{who}{{t}}</i> wrote')
})

test('plurals follow the language, and English stands in for a sentence that is missing', () => {
  const of = (locale: string, count: number) => words.say(locale, 'said.count', { count, who: 'A' })
  assert.deepEqual([of('en', 1), of('en', 1234), of('de', 1234)], ['1 answer of A', '1,234 answers of A', '1.234 Antworten von A'])
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((n) => of('ar', n).split(' ')[0]),
    ['zero', 'one', 'two', 'few', 'many', 'other'],
  )
  assert.equal(words.say('de', 'said.plain'), 'Hello')
})

test('only addresses that a browser merely opens become links', () => {
  for (const good of ['/home', '/@ada/1?a=b#c', '#main', 'https://x.example/', 'http://wiki/x', 'mailto:a@b.example'])
    assert.equal(safeHref(good), good)
  for (const bad of [
    'javascript:alert(1)',
    'JaVaScript:x',
    'data:text/html,x',
    '//evil.example',
    '/\\evil',
    'vbscript:x',
    ' javascript:x',
    'java\nscript:x',
    'home',
    '',
  ]) {
    assert.equal(safeHref(bad), '#', bad)
  }
  assert.throws(() => safeHref(undefined))
})

test('times are written in the zone and the language of the person, as near as needed', () => {
  const at = Date.UTC(2026, 10, 24, 7, 5)
  const o = { locale: 'en', zone: 'Europe/Berlin', now }
  const day = 86_400_000
  assert.match(timeText(at, 'short', o), /^8:05/)
  assert.match(timeText(at - day, 'short', o), /^Mon/)
  assert.match(timeText(at - 20 * day, 'short', o), /^Nov 4$/)
  assert.match(timeText(at - 400 * day, 'short', o), /2025/)
  assert.equal(timeText(at, 'day', { ...o, locale: 'de' }), 'Dienstag, 24. November')
  const html = pages.body('made', { at }, frame)
  assert.match(html, /^<time datetime="2026-11-24T07:05:00\.000Z" title="[^"]+">8:05[^<]*<\/time>\|/)
  assert.ok(html.endsWith('<svg class="i flip" aria-hidden="true"><use href="/assets/icons.svg#i-home"/></svg>| aria-current="page"|true'))
})
