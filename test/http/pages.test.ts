import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Handlebars from 'handlebars'
import { z } from 'zod'
import { unprocessable } from '#base/errors.ts'
import { area, post } from '#http/area.ts'
import { usualLook } from '#base/look.ts'
import type { Assets } from '#http/assets.ts'
import { Languages } from '#http/language.ts'
import { form, go, page, pageArea, stream, view } from '#http/page.ts'
import { Pages } from '#http/pages.ts'
import type { Frame } from '#http/pages/frame.ts'
import { tagsFor, safeHref } from '#http/pages/template-tags.ts'
import { timeText } from '#http/pages/times.ts'
import { Words } from '#platform/words/words.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const views = join(import.meta.dirname, 'views')
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
const attack = '<img src=x onerror=alert(1)>'

const table = pageArea('pages', [
  page('/one', { who: 'anyone' }, async () => view('one', 'One', { name: attack })),
  page('/form', {}, async () => view('form', 'Form', {})),
  page('/signin', { who: 'anyone', class: 'signin' }, async () =>
    view('one', 'One', { name: 'x' }, { status: 422, headers: { 'clear-site-data': '"cache"' } }),
  ),
  page('/broken', { who: 'anyone' }, async () => view('missing', 'x', {})),
  form('/go', { who: 'anyone' }, async () => go('/one', { flash: 'flash.done', focus: 'post-1' })),
  form('/stream', { who: 'anyone' }, async (c) =>
    c.wantsStream
      ? stream([{ action: 'replace', target: 'a"b', partial: 'row', data: { name: attack, size: '' }, morph: true }])
      : go('/one'),
  ),
  form('/refuse', { who: 'anyone' }, async () => {
    throw unprocessable('too_small', 'Too small: 3', { params: { least: 3 } })
  }),
])
const api = area('api', [
  post('/api/v1/refuse', { scope: 'any', returns: 'none' }, async () => {
    throw unprocessable('too_small', 'Too small: 3', { params: { least: 3 } })
  }),
  post('/api/v1/blank', { scope: 'any', body: z.object({ text: z.string() }), returns: 'none' }, async () => ({})),
])

let web: FakeWeb
before(async () => {
  web = await fakeWeb({ pageAreas: [table], areas: [api], views })
})
after(() => web.close())

const streams = { accept: 'text/vnd.turbo-stream.html, text/html', 'sec-fetch-site': 'same-origin' }

test('values are escaped, partials inherit, the layout knows its data', async () => {
  const html = await (await web.get('/one', { cookie: 'session=s1' })).text()
  const safe = '&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;'
  assert.equal(
    html,
    `<html lang="en" dir="ltr"><title>One Brunnhof</title><b>Ada</b><main><h1>${safe}</h1><p class="big">${safe}</p></main></html>`,
  )
  assert.match(await (await web.get('/form', { cookie: 'session=s2' })).text(), /value="csrf-of-s2"/)
})

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

test("the language is the person's, else the browser's, else English", async () => {
  const languages = new Languages(['en', 'de', 'fr'])
  assert.equal(languages.of('de-AT'), 'de')
  assert.equal(languages.of('xx'), 'en')
  assert.equal(languages.accepted('xx, fr-CH;q=0.8, de;q=0.9, en;q=0.1'), 'de')
  assert.equal(languages.accepted('de;q=0, fr'), 'fr')
  assert.equal(languages.accepted(undefined), 'en')
  assert.match(await (await web.get('/one', { 'accept-language': 'ar' })).text(), /^<html lang="ar" dir="rtl">/)
})

test('a frame gets its page without the house round it', async () => {
  const html = await (await web.get('/one', { 'turbo-frame': 'x' })).text()
  assert.match(html, /^<h1>/)
})

test('a sentence after a redirect is shown once, not by a prefetch, and only if it is ours', async () => {
  const cookie = { cookie: 'flash=flash.done~post-1' }
  const shown = await web.get('/one', cookie)
  assert.match(await shown.text(), /<p data-focus="post-1">Done &amp; dusted<\/p>/)
  assert.deepEqual(shown.headers.getSetCookie(), ['flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
  const ahead = await web.get('/one', { ...cookie, 'x-sec-purpose': 'prefetch' })
  assert.deepEqual(ahead.headers.getSetCookie(), [])
  for (const foreign of ['flash=other.key~x', 'flash=<b>~x', 'flash=said.plain']) {
    assert.doesNotMatch(await (await web.get('/one', { cookie: foreign })).text(), /data-focus/)
  }
})

test('streams are answered only to the form itself', async () => {
  const answer = await web.send('POST', '/stream', '', streams)
  assert.equal(answer.headers.get('content-type'), 'text/vnd.turbo-stream.html; charset=utf-8')
  assert.equal(
    await answer.text(),
    '<turbo-stream action="replace" target="a&quot;b" method="morph"><template><p class="">&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;</p></template></turbo-stream>',
  )
  assert.equal((await web.send('POST', '/stream', '', { 'sec-fetch-site': 'same-origin' })).status, 303)
  assert.match((await web.get('/one', streams)).headers.get('content-type')!, /^text\/html/)
})

test('errors are a page, or a sentence for the status line where streams are taken', async () => {
  const shown = await web.send('POST', '/refuse', '', { 'sec-fetch-site': 'same-origin', 'accept-language': 'de' })
  assert.equal(shown.status, 422)
  assert.match(await shown.text(), /^<html><title>Das ging nicht<\/title><main><p>422 Zu klein: 3 [0-9a-f]{16}<\/p>/)
  const streamed = await web.send('POST', '/refuse', '', streams)
  assert.deepEqual(
    [streamed.status, await streamed.text()],
    [422, '<turbo-stream action="update" target="status"><template>Too small: 3</template></turbo-stream>'],
  )
  const missing = await web.get('/nowhere')
  assert.deepEqual([missing.status, /Nothing is here/.test(await missing.text())], [404, true])
  assert.equal((await web.get('/broken')).status, 500)
})

test('the API speaks the language of the person, field by field', async () => {
  const german = { authorization: 'Bearer german:read' }
  assert.deepEqual(await (await web.send('POST', '/api/v1/refuse', '', german)).json(), { error: 'Zu klein: 3' })
  const blank = (await (await web.send('POST', '/api/v1/blank', '', german)).json()) as { details: unknown }
  assert.deepEqual(blank.details, { text: [{ error: 'ERR_BLANK', description: 'darf nicht leer sein' }] })
  const english = { authorization: 'Bearer person:read', 'accept-language': 'de' }
  assert.deepEqual(await (await web.send('POST', '/api/v1/refuse', '', english)).json(), { error: 'Too small: 3' })
})

test('a page keeps the status and the headers that its handler wants', async () => {
  const answer = await web.get('/signin')
  assert.deepEqual([answer.status, answer.headers.get('clear-site-data')], [422, '"cache"'])
  assert.match(await answer.text(), /class="signin"/)
})
